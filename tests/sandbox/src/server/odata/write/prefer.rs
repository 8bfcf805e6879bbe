//! `Prefer: return=…` (OData Protocol 4.0, 8.2.8.7).

use axum::http::HeaderValue;

use super::super::super::Call;
use crate::oddity::{Oddities, Oddity};

/// What a client wants to have back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Return {
    Minimal,
    Representation,
}

impl Return {
    /// What a request asks for, when that is heeded.
    pub(super) fn asked(call: &Call, oddities: &Oddities) -> Option<Self> {
        if !oddities.on(Oddity::PreferReturn) {
            return None;
        }
        let values = call.headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        let pairs = values.flat_map(|value| value.split([',', ';'])).filter_map(|part| part.split_once('='));
        let mut returns = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("return"));
        returns.find_map(|(_, value)| match value.trim().trim_matches('"') {
            "minimal" => Some(Self::Minimal),
            "representation" => Some(Self::Representation),
            _ => None,
        })
    }

    /// What the reply says of it.
    pub(super) fn applied(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Minimal => "return=minimal",
            Self::Representation => "return=representation",
        })
    }
}
