//! Values of every type that columns have, edges first.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;

use super::Words;

/// A type of which random values can be had.
pub(super) trait Draw {
    fn draw(choices: &mut Words) -> Self;
}

impl<T: Draw> Draw for Option<T> {
    fn draw(choices: &mut Words) -> Self {
        (!choices.once_in(3)).then(|| T::draw(choices))
    }
}

fn bits(choices: &mut Words) -> u64 {
    (0..4).fold(0, |bits, _| bits << 16 | choices.below(1 << 16) as u64)
}

impl Draw for bool {
    fn draw(choices: &mut Words) -> Self {
        choices.once_in(2)
    }
}

macro_rules! integers {
    ($($Integer:ty)*) => {
        $(impl Draw for $Integer {
            fn draw(choices: &mut Words) -> Self {
                let any = bits(choices) as $Integer;
                choices.one(&[0, 1, -1, <$Integer>::MIN, <$Integer>::MAX, any])
            }
        })*
    };
}

integers!(i16 i32 i64);

impl Draw for f64 {
    fn draw(choices: &mut Words) -> Self {
        let any = f64::from_bits(bits(choices));
        let any = if any.is_finite() { any } else { 0.1 };
        choices.one(&[0.0, 0.1, -1e300, 5e-324, f64::MAX, 9_007_199_254_740_993.0, any])
    }
}

impl Draw for Decimal {
    fn draw(choices: &mut Words) -> Self {
        let digits = i128::from(bits(choices)) * i128::from(bits(choices) >> 36);
        let any = Decimal::from_i128_with_scale(digits, choices.below(13) as u32);
        let all = "7922816251426433759354395.0335".parse().unwrap_or_default();
        choices.one(&[Decimal::ZERO, Decimal::new(-1, 8), Decimal::new(100, 2), all, any])
    }
}

impl Draw for String {
    fn draw(choices: &mut Words) -> Self {
        const PIECES: [&str; 16] = [
            "a", "Ann", "'", "\"", "\\", "\n", "\t", "é", "日本", "🦀", "\u{2028}", "\u{1}", "%", "</x>", "null",
            "\u{fffd}",
        ];
        (0..choices.below(8)).map(|_| choices.one(&PIECES)).collect()
    }
}

impl Draw for Uuid {
    fn draw(choices: &mut Words) -> Self {
        // The zero guid is refused in Creatio's dialect.
        Self::from_u64_pair(bits(choices), bits(choices) | 1)
    }
}

impl Draw for Timestamp {
    /// From the year 2 on, in Creatio's own steps.
    fn draw(choices: &mut Words) -> Self {
        let seconds = -62_104_060_800 + (bits(choices) % 315_500_000_000) as i64;
        let ticks = choices.one(&[0, 1, 9_999_999, 5_000_000]);
        Self::new(seconds, ticks * 100).unwrap_or_default()
    }
}

impl Draw for Date {
    fn draw(choices: &mut Words) -> Self {
        Self::new(choices.one(&[2, 1900, 2024, 9999]), 1 + choices.below(12) as i8, 1 + choices.below(28) as i8)
            .unwrap_or_default()
    }
}

impl Draw for Time {
    fn draw(choices: &mut Words) -> Self {
        let nanosecond = choices.one(&[0, 100, 999_999_900, 500_000_000]);
        Self::new(choices.below(24) as i8, choices.below(60) as i8, choices.below(60) as i8, nanosecond)
            .unwrap_or_default()
    }
}
