//! Why a sandbox did not start.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Why a sandbox did not start, with a remedy where there is one.
pub struct Error(String);

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn listen(address: SocketAddr, error: &io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("{address} is in use by another program\nhelp: choose another port, or port 0 for a free one")
            }
            io::ErrorKind::PermissionDenied => {
                format!("listening on {address} is not permitted\nhelp: choose a port above 1023")
            }
            io::ErrorKind::AddrNotAvailable => {
                format!("{} is no address of this computer\nhelp: choose 127.0.0.1, or 0.0.0.0 for all", address.ip())
            }
            _ => format!("can't listen on {address}: {error}"),
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
