//! `Edm.Duration`: ISO 8601 days to seconds, as ticks of 100 ns.

const SECOND: i64 = 10_000_000;

/// The ticks of `-P1DT2H3M4.5S`.
pub(crate) fn ticks(text: &str) -> Option<i64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
    let mut total = 0_i64;
    if !days.is_empty() {
        total = number(days.strip_suffix('D')?)?.checked_mul(86_400 * SECOND)?;
    }
    let Some(mut clock) = clock else { return (!days.is_empty()).then_some(sign * total) };
    if clock.is_empty() {
        return None;
    }
    for (unit, size) in [('H', 3600), ('M', 60)] {
        if let Some((count, rest)) = clock.split_once(unit) {
            total = total.checked_add(number(count)?.checked_mul(size * SECOND)?)?;
            clock = rest;
        }
    }
    if !clock.is_empty() {
        let (whole, fraction) = clock.strip_suffix('S').map(|s| s.split_once('.').unwrap_or((s, "0")))?;
        number(fraction)?;
        total = total.checked_add(number(whole)?.checked_mul(SECOND)?)?;
        total = total.checked_add(format!("{fraction:0<7}").get(..7)?.parse().ok()?)?;
    }
    Some(sign * total)
}

fn number(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The text of ticks.
pub(crate) fn shown(ticks: i64) -> String {
    let sign = if ticks < 0 { "-" } else { "" };
    let all = ticks.unsigned_abs();
    let second = SECOND.unsigned_abs();
    let (days, hours, minutes) = (all / second / 86_400, all / second / 3600 % 24, all / second / 60 % 60);
    let seconds = all / second % 60;
    let fraction = format!("{:07}", all % second);
    let fraction = fraction.trim_end_matches('0');
    let mut clock = String::new();
    for (count, unit) in [(hours, 'H'), (minutes, 'M')] {
        if count > 0 {
            clock += &format!("{count}{unit}");
        }
    }
    if seconds > 0 || !fraction.is_empty() {
        let point = if fraction.is_empty() { "" } else { "." };
        clock += &format!("{seconds}{point}{fraction}S");
    }
    match (days, clock.as_str()) {
        (0, "") => "PT0S".to_owned(),
        (0, clock) => format!("{sign}PT{clock}"),
        (days, "") => format!("{sign}P{days}D"),
        (days, clock) => format!("{sign}P{days}DT{clock}"),
    }
}
