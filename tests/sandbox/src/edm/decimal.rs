//! Decimals as text of any length: comparing is exact, arithmetic is that of 28 digits.

use std::cmp::Ordering;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

/// Longest exponent that is written out.
const LONGEST: i32 = 400;

/// A number without an exponent, its scale kept: `100.10` stays, `1.5e3` becomes `1500`.
pub(crate) fn plain(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let dangling = mantissa.ends_with('.') || whole.is_empty();
    if dangling || !digits(whole) || !digits(fraction) || exponent.abs() > LONGEST {
        return None;
    }
    if exponent == 0 {
        return Some(format!("{sign}{mantissa}"));
    }
    let all = format!("{whole}{fraction}");
    let point = whole.len() as i32 + exponent;
    let moved = if point <= 0 {
        format!("0.{}{all}", "0".repeat(point.unsigned_abs() as usize))
    } else if point as usize >= all.len() {
        format!("{all}{}", "0".repeat(point as usize - all.len()))
    } else {
        format!("{}.{}", &all[..point as usize], &all[point as usize..])
    };
    let whole = moved.trim_start_matches('0');
    let lead = if whole.is_empty() || whole.starts_with('.') { "0" } else { "" };
    Some(format!("{sign}{lead}{whole}"))
}

/// Orders two decimals by value, whatever their scale.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (Parts::of(a), Parts::of(b));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.magnitude(&b),
        (true, true) => b.magnitude(&a),
    }
}

struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let unsigned = text.strip_prefix('-');
        let (whole, fraction) = unsigned.unwrap_or(text).split_once('.').unwrap_or((unsigned.unwrap_or(text), ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        // Minus nothing is nothing.
        let negative = unsigned.is_some() && !(whole.is_empty() && fraction.is_empty());
        Self { negative, whole, fraction }
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        let whole = self.whole.len().cmp(&other.whole.len()).then_with(|| self.whole.cmp(other.whole));
        whole.then_with(|| self.fraction.cmp(other.fraction))
    }
}

/// What can be done with two decimals.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

/// Calculates; the error is the server's message.
pub(crate) fn calculate(operation: Operation, a: &str, b: &str) -> Result<String, &'static str> {
    const OVERFLOW: &str = "Value was either too large or too small for a Decimal.";
    let (a, b) = (Decimal::from_str(a).map_err(|_| OVERFLOW)?, Decimal::from_str(b).map_err(|_| OVERFLOW)?);
    if matches!(operation, Operation::Div | Operation::Mod) && b.is_zero() {
        return Err(DIVISION_BY_ZERO);
    }
    let result = match operation {
        Operation::Add => a.checked_add(b),
        Operation::Sub => a.checked_sub(b),
        Operation::Mul => a.checked_mul(b),
        Operation::Div => a.checked_div(b),
        Operation::Mod => a.checked_rem(b),
    };
    result.map(|value| value.to_string()).ok_or(OVERFLOW)
}

/// The message of .NET.
pub(crate) const DIVISION_BY_ZERO: &str = "Attempted to divide by zero.";

/// `round`, `floor` or `ceiling`: to a whole number, halves away from zero.
pub(crate) fn whole(function: &str, text: &str) -> Option<String> {
    let value = Decimal::from_str(text).ok()?;
    let value = match function {
        "floor" => value.floor(),
        "ceiling" => value.ceil(),
        _ => value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero),
    };
    Some(value.to_string())
}
