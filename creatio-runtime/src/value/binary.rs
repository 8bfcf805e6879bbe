//! Bytes inside a row.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{Primitive, from_text};
use crate::json::Token;

/// The bytes of an `Edm.Binary` column.
///
/// On the wire they are base64url in OData 4 and base64 in OData 3; both are read, with or without
/// padding.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binary(pub Vec<u8>);

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<Binary> for Vec<u8> {
    fn from(binary: Binary) -> Self {
        binary.0
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

const EITHER_PADDING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, EITHER_PADDING);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, EITHER_PADDING);

impl Primitive for Binary {
    const EXPECTED: &'static str = "bytes in base64";

    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| {
            let alphabet = if text.contains(['-', '_']) { BASE64_URL } else { BASE64 };
            alphabet.decode(text).ok().map(Self)
        })
    }

    fn empty() -> Self {
        Self::default()
    }
}
