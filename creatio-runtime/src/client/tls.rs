//! TLS by rustls, with ring as its cryptography unless the program chose another.

use rustls::crypto::{CryptoProvider, ring};

/// Makes sure that there is a provider: reqwest panics without one.
pub(crate) fn ensure_provider() {
    if CryptoProvider::get_default().is_none() {
        // Somebody else may be faster, which is as good.
        let _ = ring::default_provider().install_default();
    }
}
