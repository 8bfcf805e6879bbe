//! Dates and times as they are written, before they become a type.

#[cfg(test)]
mod tests;

/// A day of the proleptic Gregorian calendar, of any year.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: i8,
    pub(super) day: i8,
}

/// A time of day.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) nanosecond: i32,
}

/// A date, and what was written behind it.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) day: Day,
    pub(super) clock: Option<Clock>,
    /// Seconds east of UTC; `None` when no zone was written.
    pub(super) offset: Option<i32>,
}

impl Day {
    /// Days since 1970-01-01. (Howard Hinnant's `days_from_civil`.)
    #[inline]
    pub(super) fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    #[inline]
    fn exists(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            2 => 28 + i8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

impl Clock {
    fn exists(self) -> bool {
        self.hour < 24 && self.minute < 60 && self.second < 60
    }

    pub(super) fn seconds(self) -> i64 {
        (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second)
    }
}

/// Reads `2024-01-31`, `2024-01-31T23:59:59.9999999` and the same with a zone behind it.
pub(super) fn parse(text: &str) -> Option<Written> {
    usual(text.as_bytes()).or_else(|| parse_any(text))
}

/// Reads what nearly all dates look like, which is half of the time that a row takes: `2024-01-31T23:59:59Z`, perhaps with a
/// fraction.
#[inline(always)]
pub(super) fn usual(text: &[u8]) -> Option<Written> {
    let (head, tail) = text.split_first_chunk::<19>()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = *head else {
        return None;
    };
    let nanosecond = match tail {
        b"Z" => 0,
        [b'.', fraction @ .., b'Z'] if fraction.iter().all(u8::is_ascii_digit) && !fraction.is_empty() => {
            nanoseconds(fraction)
        }
        _ => return None,
    };
    let two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| (tens * 10 + ones) as i8)
    };
    let day =
        Day { year: i32::from(two(y1, y2)?) * 100 + i32::from(two(y3, y4)?), month: two(m1, m2)?, day: two(d1, d2)? };
    let clock = Clock { hour: two(h1, h2)?, minute: two(n1, n2)?, second: two(s1, s2)?, nanosecond };
    (day.exists() && clock.exists()).then_some(Written { day, clock: Some(clock), offset: Some(0) })
}

fn parse_any(text: &str) -> Option<Written> {
    let mut rest = Rest(text.as_bytes());
    let day = rest.day()?;
    if rest.0.is_empty() {
        return Some(Written { day, clock: None, offset: None });
    }
    rest.eat(b"Tt")?;
    let clock = rest.clock()?;
    let offset = rest.offset()?;
    rest.0.is_empty().then_some(Written { day, clock: Some(clock), offset })
}

/// Reads `23:59`, `23:59:59` and `23:59:59.9999999`.
pub(super) fn parse_clock(text: &str) -> Option<Clock> {
    let mut rest = Rest(text.as_bytes());
    let clock = rest.clock()?;
    rest.0.is_empty().then_some(clock)
}

/// Reads `/Date(1700000000000)/` as milliseconds since 1970, UTC.
///
/// OData 2 and WCF write an offset behind them, which says how to show the instant, not which it is.
pub(super) fn parse_milliseconds(text: &str) -> Option<i64> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let sign = inner.char_indices().skip(1).find(|(_, char)| matches!(char, '+' | '-'));
    let (milliseconds, offset) = inner.split_at(sign.map_or(inner.len(), |(at, _)| at));
    let is_offset = |digits: &str| matches!(digits.len(), 1..=4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !(offset.is_empty() || is_offset(&offset[1..])) {
        return None;
    }
    milliseconds.parse().ok()
}

/// Nanoseconds of a fraction; digits behind the ninth are cut off.
pub(super) fn nanoseconds(digits: &[u8]) -> i32 {
    const PLACES: [i32; 9] = [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    digits.iter().zip(PLACES).map(|(digit, place)| i32::from(digit - b'0') * place).sum()
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn day(&mut self) -> Option<Day> {
        let negative = self.eat(b"-").is_some();
        // Years beyond 9999 are written out; nine digits are more than any calendar here holds.
        let len = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let year = if (4..=9).contains(&len) {
            self.digits(len)?
        } else {
            return None;
        };
        self.eat(b"-")?;
        let month = self.two()?;
        self.eat(b"-")?;
        let day = Day { year: if negative { -year } else { year }, month, day: self.two()? };
        day.exists().then_some(day)
    }

    fn clock(&mut self) -> Option<Clock> {
        let hour = self.two()?;
        self.eat(b":")?;
        let minute = self.two()?;
        let (mut second, mut nanosecond) = (0, 0);
        if self.eat(b":").is_some() {
            second = self.two()?;
            if self.eat(b".").is_some() {
                nanosecond = self.fraction()?;
            }
        }
        let clock = Clock { hour, minute, second, nanosecond };
        clock.exists().then_some(clock)
    }

    fn offset(&mut self) -> Option<Option<i32>> {
        let sign = match self.eat(b"Zz+-") {
            None => return Some(None),
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return Some(Some(0)),
        };
        let hours = self.two()?;
        self.eat(b":")?;
        let minutes = self.two()?;
        let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
        (hours < 24 && minutes < 60).then_some(Some(sign * seconds))
    }

    fn fraction(&mut self) -> Option<i32> {
        let len = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(len);
        self.0 = rest;
        (len > 0).then(|| nanoseconds(digits))
    }

    fn two(&mut self) -> Option<i8> {
        self.digits(2)?.try_into().ok()
    }

    fn digits(&mut self, len: usize) -> Option<i32> {
        let (digits, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i32::from(digit - b'0')))
    }

    fn eat(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any.contains(first).then(|| self.0 = rest).map(|()| *first)
    }
}
