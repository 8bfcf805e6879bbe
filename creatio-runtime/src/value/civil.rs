//! Dates and times.
//!
//! What is outside jiff's range becomes its nearest value: Creatio writes 9999-12-31 for "never".

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::calendar::{Clock, Day, Written, parse, parse_clock, parse_milliseconds, usual};
use super::{Primitive, from_text};
use crate::json::Token;

/// What Creatio answers for an empty date, 0001-01-01T00:00:00Z (Academy samples), since 1970.
const EMPTY: Timestamp = Timestamp::constant(-62_135_596_800, 0);
const EMPTY_DATE: Date = Date::constant(1, 1, 1);

impl Primitive for Timestamp {
    const EXPECTED: &'static str = "a date and time";

    /// Without a zone it is UTC: OData 3 writes none, and milliseconds that count from 1970.
    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| match usual(text.as_bytes()) {
            Some(written) => timestamp(written),
            None => unusual(text),
        })
    }

    fn empty() -> Self {
        EMPTY
    }

    fn is_nothing(&self) -> bool {
        // Not the whole of that day: it may carry a time of day that has no date.
        *self <= EMPTY
    }
}

impl Primitive for DateTime {
    const EXPECTED: &'static str = "a date and time without a zone";

    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| {
            if let Some(milliseconds) = parse_milliseconds(text) {
                return Some(Offset::UTC.to_datetime(at_millisecond(milliseconds)));
            }
            let written = parse(text)?;
            let clock = written.clock.filter(|_| written.offset.unwrap_or(0) == 0)?;
            Some(match date(written.day) {
                Ok(date) => date.to_datetime(time(clock)?),
                Err(Beyond::Past) => Self::MIN,
                Err(Beyond::Future) => Self::MAX,
            })
        })
    }

    fn empty() -> Self {
        EMPTY_DATE.to_datetime(Time::midnight())
    }

    fn is_nothing(&self) -> bool {
        *self <= Self::empty()
    }
}

impl Primitive for Date {
    const EXPECTED: &'static str = "a date";

    /// A time behind the date must be midnight: cutting off any other would lose it silently.
    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| {
            let written = parse(text)?;
            (written.clock.unwrap_or_default() == Clock::default()).then(|| match date(written.day) {
                Ok(date) => date,
                Err(Beyond::Past) => Self::MIN,
                Err(Beyond::Future) => Self::MAX,
            })
        })
    }

    fn empty() -> Self {
        EMPTY_DATE
    }

    fn is_nothing(&self) -> bool {
        *self <= EMPTY_DATE
    }
}

impl Primitive for Time {
    const EXPECTED: &'static str = "a time of day";

    fn parse(token: Token<'_>) -> Option<Self> {
        from_text(token, |text| time(parse_clock(text)?))
    }

    fn empty() -> Self {
        Self::midnight()
    }
}

/// On which side a date is outside jiff's range.
enum Beyond {
    Past,
    Future,
}

fn unusual(text: &str) -> Option<Timestamp> {
    match parse_milliseconds(text) {
        Some(milliseconds) => Some(at_millisecond(milliseconds)),
        None => timestamp(parse(text)?),
    }
}

#[inline]
fn timestamp(Written { day, clock, offset }: Written) -> Option<Timestamp> {
    let clock = clock?;
    let seconds = day.days() * 86_400 + clock.seconds() - i64::from(offset.unwrap_or(0));
    Some(Timestamp::new(seconds, clock.nanosecond).unwrap_or_else(|_| nearest(seconds)))
}

fn at_millisecond(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_else(|_| nearest(milliseconds))
}

fn nearest(since_1970: i64) -> Timestamp {
    if since_1970 < 0 { Timestamp::MIN } else { Timestamp::MAX }
}

fn date(Day { year, month, day }: Day) -> Result<Date, Beyond> {
    let beyond = if year < 0 { Beyond::Past } else { Beyond::Future };
    i16::try_from(year).ok().and_then(|year| Date::new(year, month, day).ok()).ok_or(beyond)
}

fn time(Clock { hour, minute, second, nanosecond }: Clock) -> Option<Time> {
    Time::new(hour, minute, second, nanosecond).ok()
}
