//! What a client was told, and what it does when it was not.

use std::time::Duration;

/// Kestrel's limit of a request line, and more than IIS takes of a query by default.
const MAX_URL_BYTES: usize = 8_192;

/// The server gives up after 120 seconds; its own words about that should still arrive.
const TIMEOUT: Duration = Duration::from_secs(150);

/// As long as the vendor's own client waits for a process.
const PROCESS_TIMEOUT: Duration = Duration::from_secs(1_800);

/// Settings that the terminals of queries look at, and those of sending.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Rows per page of a walk, when the query does not say.
    pub(crate) page_size: Option<usize>,
    /// Whether options may stand inside `$expand`; not said: whatever is safe.
    pub(crate) nested_expand: Option<bool>,
    /// Whether the service knows `any` and `all`; not said: whatever is safe.
    pub(crate) lambdas: Option<bool>,
    /// Whether the service knows `in`; not said: whatever is safe.
    pub(crate) in_operator: Option<bool>,
    /// Whether decimals and 64-bit integers are asked for as texts.
    pub(crate) ieee754_compatible: bool,
    /// Whether masked amounts are read as empty values.
    pub(crate) masked_as_empty: bool,
    /// Longest path and query that are sent.
    pub(crate) max_url_bytes: usize,
    pub(crate) max_response_bytes: usize,
    /// For one attempt, from the first byte sent to the last received.
    pub(crate) timeout: Duration,
    /// For a call that runs a process.
    pub(crate) process_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_in_flight: usize,
    pub(crate) retries: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_size: None,
            nested_expand: None,
            lambdas: None,
            in_operator: None,
            ieee754_compatible: false,
            masked_as_empty: false,
            max_url_bytes: MAX_URL_BYTES,
            max_response_bytes: 64 << 20,
            timeout: TIMEOUT,
            process_timeout: PROCESS_TIMEOUT,
            connect_timeout: Duration::from_secs(20),
            max_in_flight: 4,
            retries: 3,
        }
    }
}
