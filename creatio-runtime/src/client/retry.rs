//! When a read is sent again, and how long before.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::StatusCode;
use reqwest::header::HeaderValue;

use super::{Error, ErrorKind, ServerError};

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(8);

/// Longest `Retry-After` that is waited for; whoever asked should hear of more.
const PATIENCE: Duration = Duration::from_secs(60);

/// Added to what the server asks for, so that not all clients come back at once.
const SPREAD: Duration = Duration::from_millis(250);

/// How long to wait before a read is sent again after so many attempts; `None`: not at all.
///
/// 504 and time that ran out here are no reason to: the server may still be at the query, and would
/// be at two.
pub(crate) fn pause(error: &Error, attempts: u32) -> Option<Duration> {
    let again = match error.kind() {
        ErrorKind::Throttled { .. } | ErrorKind::Connect | ErrorKind::Transport => true,
        // "Any request may fail once" after a rebuild of the configuration (creatio-http facts B.5).
        ErrorKind::Server => error.server().is_some_and(ServerError::passes),
        ErrorKind::Unavailable { .. } => error.status() != Some(StatusCode::GATEWAY_TIMEOUT.as_u16()),
        _ => false,
    };
    if !again {
        return None;
    }
    match error.retry_after() {
        Some(after) if after > PATIENCE => None,
        Some(after) if !after.is_zero() => Some(after + part(SPREAD, random())),
        _ => Some(backoff(attempts, random())),
    }
}

/// Half of a time that doubles with every attempt, and a random part of the other half.
fn backoff(attempts: u32, random: u16) -> Duration {
    let doubled = FIRST.saturating_mul(1 << attempts.saturating_sub(1).min(10)).min(LONGEST);
    doubled / 2 + part(doubled / 2, random)
}

fn part(of: Duration, random: u16) -> Duration {
    of * u32::from(random) / u32::from(u16::MAX)
}

/// Good enough to keep clients apart: the keys of hash maps are random.
fn random() -> u16 {
    (RandomState::new().build_hasher().finish() >> 16) as u16
}

/// Reads `Retry-After`: seconds, or a date. A date that has passed is no time at all.
pub(crate) fn after(value: &HeaderValue) -> Option<Duration> {
    after_from(value.to_str().ok()?.trim(), Timestamp::now())
}

fn after_from(value: &str, now: Timestamp) -> Option<Duration> {
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    let until = DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(until.duration_since(now).try_into().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        let millis = |attempts, random| backoff(attempts, random).as_millis();
        assert_eq!((millis(1, 0), millis(1, u16::MAX)), (250, 500));
        assert_eq!((millis(2, 0), millis(2, u16::MAX)), (500, 1_000));
        assert_eq!((millis(5, 0), millis(5, u16::MAX)), (4_000, 8_000));
        assert_eq!(millis(u32::MAX, u16::MAX), 8_000);
    }

    #[test]
    fn retry_after() {
        let now = "2026-11-23T10:00:00Z".parse().unwrap();
        for (value, seconds) in [
            ("0", Some(0)),
            ("120", Some(120)),
            ("Mon, 23 Nov 2026 10:00:30 GMT", Some(30)),
            ("Mon, 23 Nov 2026 09:00:00 GMT", Some(0)),
            ("99999999999999999999", None),
            ("-1", None),
            ("", None),
            ("soon", None),
        ] {
            assert_eq!(after_from(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn only_what_may_pass_is_repeated() {
        let throttled = |seconds| ErrorKind::Throttled { retry_after: Some(Duration::from_secs(seconds)) };
        let pause = |kind| pause(&Error::new(kind), 1);
        let asked = pause(throttled(60)).unwrap();
        assert!(asked >= Duration::from_secs(60) && asked <= Duration::from_secs(60) + SPREAD);
        assert!(pause(throttled(0)).unwrap() <= FIRST);
        assert_eq!(pause(throttled(61)), None);
        assert!(pause(ErrorKind::Transport).is_some() && pause(ErrorKind::Connect).is_some());
        for kind in [ErrorKind::Timeout, ErrorKind::Tls, ErrorKind::Server, ErrorKind::NotFound, ErrorKind::BadRequest]
        {
            assert_eq!(pause(kind), None);
        }
    }
}
