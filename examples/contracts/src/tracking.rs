//! `UsrTrackingService`, which anybody may call.

use creatio_runtime::prelude::*;
use serde::Serialize;

/// Where a parcel is. Nothing of a session is sent, and no credentials are needed.
#[derive(Clone, Debug, Contract, Serialize)]
#[contract(
    service = "UsrTrackingService",
    method = "Track",
    root = "service_model",
    anonymous,
    body = "wrapped_request",
    changes = false,
    returns = String
)]
pub struct Track {
    /// The number on the parcel.
    pub number: String,
}
