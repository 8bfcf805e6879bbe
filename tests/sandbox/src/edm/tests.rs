use std::cmp::Ordering;

use super::*;

#[test]
fn decimals_keep_their_text_and_compare_by_value() {
    for (written, plain) in [
        ("100.10", Some("100.10")),
        ("79228162514264337593543950335", Some("79228162514264337593543950335")),
        ("1.5e3", Some("1500")),
        ("1.5E-3", Some("0.0015")),
        ("-12e-1", Some("-1.2")),
        ("1.", None),
        (".5", None),
        ("3492.00n_____", None),
        ("1e99999", None),
    ] {
        assert_eq!(decimal::plain(written).as_deref(), plain, "{written}");
    }
    for (a, b, order) in [
        ("1.0", "1.00", Ordering::Equal),
        ("-0.00", "0", Ordering::Equal),
        ("9", "10", Ordering::Less),
        ("-9", "-10", Ordering::Greater),
        ("0.1", "0.09", Ordering::Greater),
        ("79228162514264337593543950334", "79228162514264337593543950335", Ordering::Less),
    ] {
        assert_eq!(decimal::compare(a, b), order, "{a} {b}");
        assert_eq!(decimal::compare(b, a), order.reverse(), "{b} {a}");
    }
}

#[test]
fn dates_are_stored_in_utc() {
    for (written, stored) in [
        ("2026-01-31T12:00:00Z", Some("2026-01-31T12:00:00.0000000Z")),
        ("2026-01-01T01:00:00+02:00", Some("2025-12-31T23:00:00.0000000Z")),
        ("2024-02-28T23:30:00.315174-01:00", Some("2024-02-29T00:30:00.3151740Z")),
        ("9999-12-31T23:59:59.9999999Z", Some("9999-12-31T23:59:59.9999999Z")),
        ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00.0000000Z")),
        ("0001-01-01T00:00:00+01:00", None),
        ("2026-02-30T00:00:00Z", None),
        ("2026-01-01T00:00:00", None),
        ("2026-01-01T24:00:00Z", None),
        ("2026-01-01", None),
    ] {
        assert_eq!(date::date_time(written).as_deref(), stored, "{written}");
    }
    assert_eq!(date::shown("2024-07-05T04:33:37.3151740Z"), "2024-07-05T04:33:37.315174Z");
    assert_eq!(date::shown("2024-07-05T04:33:37.0000000Z"), "2024-07-05T04:33:37Z");
    assert_eq!(date::from_unix(std::time::Duration::from_millis(1_700_000_000_123)), "2023-11-14T22:13:20.1230000Z");
}

#[test]
fn durations_go_there_and_back() {
    for text in ["PT0S", "P1D", "PT1H", "-P1DT2H3M4.5S", "PT0.0000001S"] {
        assert_eq!(duration::ticks(text).map(duration::shown).as_deref(), Some(text));
    }
    for text in ["", "P", "PT", "P1Y", "PT1.S", "1H"] {
        assert_eq!(duration::ticks(text), None, "{text}");
    }
}
