//! Dates and times as text whose order is that of time.

/// A date with time and zone, in UTC with seven fraction digits. Without a zone it is none: Creatio refuses it.
pub(crate) fn date_time(text: &str) -> Option<String> {
    let (day, rest) = text.split_once(['T', 't'])?;
    let (clock, minutes) = zone(rest)?;
    let clock = time(clock)?;
    let number = |range: std::ops::Range<usize>| clock.get(range).and_then(|part| part.parse::<i64>().ok());
    let minute_of_day = number(0..2)? * 60 + number(3..5)? - minutes;
    let days = days(&date(day)?)? + minute_of_day.div_euclid(24 * 60);
    let minute_of_day = minute_of_day.rem_euclid(24 * 60);
    Some(format!("{}T{:02}:{:02}:{}Z", civil(days)?, minute_of_day / 60, minute_of_day % 60, &clock[6..]))
}

/// A zone as text, from minutes east of Greenwich.
pub(crate) fn offset(minutes: i32) -> Option<String> {
    let sign = if minutes < 0 { '-' } else { '+' };
    let size = minutes.unsigned_abs();
    (size <= 14 * 60).then(|| format!("{sign}{:02}:{:02}", size / 60, size % 60))
}

/// Splits the zone off a time: minutes east of Greenwich.
fn zone(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = text.rfind(['+', '-'])?;
    let (clock, offset) = text.split_at(at);
    let (hours, minutes) = offset[1..].split_once(':')?;
    let two = |text: &str| (text.len() == 2).then(|| digits(text)).flatten();
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let total = (hours <= 14 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some((clock, if offset.starts_with('-') { -total } else { total }))
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `2026-01-31`, a day that exists.
pub(crate) fn date(text: &str) -> Option<String> {
    let days = days(text)?;
    (civil(days)? == text).then(|| text.to_owned())
}

/// `12:00`, `12:00:00` or with up to seven fraction digits; more are cut off.
pub(crate) fn time(text: &str) -> Option<String> {
    let mut parts = text.split(':');
    let two = |part: Option<&str>| part.filter(|part| part.len() == 2).and_then(digits);
    let (hours, minutes) = (two(parts.next())?, two(parts.next())?);
    let (seconds, fraction) = match parts.next() {
        None => (0, ""),
        Some(part) => {
            let (seconds, fraction) = part.split_once('.').unwrap_or((part, "0"));
            let _ = digits(fraction).filter(|_| !fraction.is_empty() && fraction.len() <= 12)?;
            (two(Some(seconds))?, fraction)
        }
    };
    let fits = hours < 24 && minutes < 60 && seconds < 60 && parts.next().is_none();
    let fraction = &format!("{fraction:0<7}")[..7];
    fits.then(|| format!("{hours:02}:{minutes:02}:{seconds:02}.{fraction}"))
}

/// Days since 1970-01-01 of a date as text.
fn days(text: &str) -> Option<i64> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    let (year, month_number, day_number) = (digits(year)?, digits(month)?, digits(day)?);
    if month.len() != 2 || day.len() != 2 || !(1..=12).contains(&month_number) || !(1..=31).contains(&day_number) {
        return None;
    }
    // Years begin in March, so that the leap day is the last.
    let shifted = if month_number <= 2 { year - 1 } else { year };
    let (era, of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
    let day_of_year = (153 * ((month_number + 9) % 12) + 2) / 5 + day_number - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468)
}

/// The date of a day since 1970-01-01; years 1 to 9999.
pub(crate) fn civil(days: i64) -> Option<String> {
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = of_era + era * 400 + i64::from(month <= 2);
    (1..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{day_of_month:02}"))
}

/// A point in time in its stored form.
pub(crate) fn from_unix(since: std::time::Duration) -> String {
    let seconds = since.as_secs();
    let day = civil((seconds / 86_400) as i64).unwrap_or_else(|| "9999-12-31".to_owned());
    let second = seconds % 86_400;
    let (hours, minutes, rest) = (second / 3600, second / 60 % 60, second % 60);
    format!("{day}T{hours:02}:{minutes:02}:{rest:02}.{:07}Z", since.subsec_nanos() / 100)
}

/// Milliseconds since 1970 of a date with time in its stored form.
pub(crate) fn milliseconds(stored: &str) -> Option<i64> {
    let (day, clock) = stored.strip_suffix('Z')?.split_once('T')?;
    let number = |range: std::ops::Range<usize>| digits(clock.get(range)?);
    let minutes = (days(day)? * 24 + number(0..2)?) * 60 + number(3..5)?;
    Some((minutes * 60 + number(6..8)?) * 1_000 + number(9..12)?)
}

/// The stored form as JSON has it: no more fraction digits than needed.
pub(crate) fn shown(stored: &str) -> String {
    let (body, zone) = stored.strip_suffix('Z').map_or((stored, ""), |body| (body, "Z"));
    match body.split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => format!("{whole}{zone}"),
            digits => format!("{whole}.{digits}{zone}"),
        },
        None => stored.to_owned(),
    }
}
