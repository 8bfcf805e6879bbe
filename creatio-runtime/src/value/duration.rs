//! Durations: `Edm.Duration` of OData 4, `Edm.Time` of OData 3.

use jiff::SignedDuration;

use super::calendar::nanoseconds;
use super::{Primitive, from_text};
use crate::json::Token;

impl Primitive for SignedDuration {
    const EXPECTED: &'static str = "a duration of days, hours, minutes and seconds";

    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, parse)
    }

    fn empty() -> Self {
        Self::ZERO
    }
}

/// Reads `-P1DT2H3M4.5S`: days of 24 hours, nothing longer, since months have no fixed length.
fn parse(text: &str) -> Option<SignedDuration> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let text = text.strip_prefix('P')?;
    let (days, clock) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None if text.is_empty() => return None,
        None => (text, ""),
    };
    let (mut seconds, mut nanos) = (0i64, 0);
    let mut rest = days;
    seconds = seconds.checked_add(part(&mut rest, 'D', 86_400)?)?;
    if !rest.is_empty() {
        return None;
    }
    rest = clock;
    seconds = seconds.checked_add(part(&mut rest, 'H', 3_600)?)?;
    seconds = seconds.checked_add(part(&mut rest, 'M', 60)?)?;
    if let Some(last) = rest.strip_suffix('S') {
        let (whole, fraction) = last.split_once('.').unwrap_or((last, "0"));
        nanos = nanoseconds(digits(fraction)?.as_bytes());
        seconds = seconds.checked_add(digits(whole)?.parse().ok()?)?;
        rest = "";
    }
    let duration = SignedDuration::new(seconds, nanos);
    rest.is_empty().then(|| if negative { -duration } else { duration })
}

/// Takes a number in front of `unit` off `rest`: its seconds, or 0 when there is no such unit.
fn part(rest: &mut &str, unit: char, seconds: i64) -> Option<i64> {
    let Some((number, after)) = rest.split_once(unit) else {
        return Some(0);
    };
    *rest = after;
    digits(number)?.parse::<i64>().ok()?.checked_mul(seconds)
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}
