//! Numbers, read from their digits.
//!
//! OData writes `Edm.Int64` and `Edm.Decimal` as numbers, or as text when the client asks for
//! `IEEE754Compatible=true`; both are read.

use rust_decimal::Decimal;

use super::Primitive;
use crate::json::{Text, Token};

/// A decimal number: `mantissa * 10^exponent`, the mantissa without zeros at its end.
struct Digits {
    negative: bool,
    mantissa: u128,
    exponent: i64,
    /// How many digits were written behind the point, less the exponent that was written.
    scale: i64,
}

impl Digits {
    /// `None` when this is no number, or has more significant digits than the mantissa holds.
    fn parse(number: &str) -> Option<Self> {
        let (negative, number) = match number.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (number, written) = match number.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, parse_exponent(exponent)?),
            None => (number, 0),
        };
        let (whole, fraction) = match number.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (number, ""),
        };
        if whole.is_empty() {
            return None;
        }
        let (mantissa, zeros) = mantissa(whole.bytes().chain(fraction.bytes()))?;
        let scale = i64::try_from(fraction.len()).ok()?.saturating_sub(written);
        Some(Self { negative, mantissa, exponent: zeros.saturating_sub(scale), scale })
    }

    /// The mantissa at another scale, if that is exact.
    fn at_scale(&self, scale: i64) -> Option<u128> {
        if self.mantissa == 0 {
            return Some(0);
        }
        let zeros = u32::try_from(self.exponent.checked_add(scale)?).ok()?;
        self.mantissa.checked_mul(10u128.checked_pow(zeros)?)
    }

    fn integer(&self) -> Option<i64> {
        let magnitude = i128::try_from(self.at_scale(0)?).ok()?;
        i64::try_from(if self.negative { -magnitude } else { magnitude }).ok()
    }

    /// Keeps the scale as written, so that `1.00` stays `1.00`, where the type has room for it.
    fn decimal(&self) -> Option<Decimal> {
        let max = i64::from(Decimal::MAX_SCALE);
        let shortest = self.exponent.saturating_neg().clamp(0, max);
        [self.scale.clamp(0, max), shortest].into_iter().find_map(|scale| {
            let magnitude = i128::try_from(self.at_scale(scale)?).ok()?;
            let mantissa = if self.negative { -magnitude } else { magnitude };
            Decimal::try_from_i128_with_scale(mantissa, u32::try_from(scale).ok()?).ok()
        })
    }
}

/// A decimal of up to 19 digits without an exponent, which nearly all of them are. Any other is for [`Digits`].
fn short(number: &str) -> Option<Decimal> {
    let (negative, digits) = match number.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 19 {
        return None;
    }
    let (mut mantissa, mut point) = (0u64, None);
    for (place, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() && place > 0 => point = Some(place),
            _ => return None,
        }
    }
    let whole = point.unwrap_or(digits.len());
    let scale = digits.len().checked_sub(whole + usize::from(point.is_some()))?;
    let is_written = whole > 0 && point.is_none_or(|_| scale > 0);
    let mantissa = i64::try_from(mantissa).ok()?;
    let mantissa = if negative { -mantissa } else { mantissa };
    is_written.then(|| Decimal::try_new(mantissa, scale.try_into().ok()?).ok())?
}

/// The digits as a number, and how many zeros at their end were left out.
fn mantissa(digits: impl Iterator<Item = u8>) -> Option<(u128, i64)> {
    let (mut mantissa, mut zeros) = (0u128, 0);
    for digit in digits {
        match digit {
            b'0' => zeros += 1,
            b'1'..=b'9' => {
                // Zeros in front of the first digit are no part of the number.
                let shift = if mantissa == 0 { 1 } else { 10u128.checked_pow(zeros + 1)? };
                mantissa = mantissa.checked_mul(shift)?.checked_add(u128::from(digit - b'0'))?;
                zeros = 0;
            }
            _ => return None,
        }
    }
    Some((mantissa, zeros.into()))
}

/// An exponent too large to count saturates: no number but zero reaches it.
fn parse_exponent(exponent: &str) -> Option<i64> {
    let (sign, digits) = match exponent.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some(sign * digits.parse().unwrap_or(i64::MAX))
}

/// A whole number of up to 64 bits, also as `1.0` or `1E2`.
pub(crate) fn integer(number: &str) -> Option<i64> {
    number.parse().ok().or_else(|| Digits::parse(number)?.integer())
}

/// Parses what may be written as a number or as text.
fn from_number<T>(token: Token<'_>, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    match token {
        Token::Number(number) => parse(number),
        Token::Text(text) => parse(&text.unescape()),
        _ => None,
    }
}

/// Whether this is an amount of money that the service has masked.
///
/// Seen once, in the captured rows of an `Order`: `"Amount": "3492.00n_____"`, `"PaymentAmount": "0.00n_____"`, where other
/// decimals are numbers. It cannot be told whether the digits are true.
pub(crate) fn is_masked(token: Token<'_>) -> bool {
    let Token::Text(Text::Plain(text)) = token else {
        return false;
    };
    let number = text.trim_end_matches('_');
    number.len() < text.len() && number.strip_suffix('n').is_some_and(|number| Digits::parse(number).is_some())
}

macro_rules! integers {
    ($($Type:ident, $expected:literal;)*) => {
        $(impl Primitive for $Type {
            const EXPECTED: &'static str = $expected;
            const NULL_IS_EMPTY: bool = true;

            fn parse(token: Token<'_>) -> Option<Self> {
                from_number(token, |number| integer(number)?.try_into().ok())
            }

            fn empty() -> Self {
                0
            }
        })*
    };
}

integers! {
    u8, "a whole number from 0 to 255";
    i8, "a whole number from -128 to 127";
    i16, "a whole number from -32768 to 32767";
    i32, "a whole number from -2147483648 to 2147483647";
    i64, "a whole number of at most 64 bits";
}

impl Primitive for Decimal {
    const EXPECTED: &'static str = "a decimal number that can be held exactly";
    const NULL_IS_EMPTY: bool = true;
    const MASKABLE: bool = true;

    fn parse(token: Token<'_>) -> Option<Self> {
        from_number(token, |number| short(number).or_else(|| Digits::parse(number)?.decimal()))
    }

    fn empty() -> Self {
        Self::ZERO
    }
}

macro_rules! floats {
    ($($Type:ident)*) => {
        $(impl Primitive for $Type {
            const EXPECTED: &'static str = "a number";
            const NULL_IS_EMPTY: bool = true;

            fn parse(token: Token<'_>) -> Option<Self> {
                from_number(token, |number| match number {
                    "INF" => Some(Self::INFINITY),
                    "-INF" => Some(Self::NEG_INFINITY),
                    "NaN" => Some(Self::NAN),
                    // Rust reads more words than OData writes, and turns what is too large into one.
                    _ if number.bytes().any(|byte| byte.is_ascii_alphabetic() && !byte.eq_ignore_ascii_case(&b'e')) => None,
                    _ => number.parse().ok().filter(|number: &Self| number.is_finite()),
                })
            }

            fn empty() -> Self {
                0.0
            }
        })*
    };
}

floats!(f32 f64);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Digits, short};

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same_decimals(number in "[+-]?[0-9]{0,19}([.][0-9]{0,19})?|[-0-9.e]{0,8}") {
            if let Some(decimal) = short(&number) {
                let exact = Digits::parse(&number).and_then(|digits| digits.decimal());
                prop_assert_eq!(exact.map(|exact| exact.unpack()), Some(decimal.unpack()));
            }
        }
    }
}
