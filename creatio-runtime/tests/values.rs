//! Every type of value, in both dialects.

mod common;

use common::{creatio, refusal, standard};
use creatio_runtime::jiff::civil::{Date, DateTime, Time, date, time};
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Binary, Field};

/// Reads a value that both dialects read alike.
#[track_caller]
fn read<T: Field + PartialEq + std::fmt::Debug>(json: &str) -> T {
    let value = standard(json).unwrap();
    assert_eq!(creatio::<T>(json).unwrap(), value);
    value
}

#[track_caller]
fn refused<T: Field>(json: &str) {
    let error = refusal::<T>(json);
    assert!(error.starts_with("Only.Value: expected "), "{error}");
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn timestamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn null_is_empty_for_creatio() {
    assert_eq!(creatio::<String>("null").unwrap(), "");
    assert_eq!(creatio::<i32>("null").unwrap(), 0);
    assert_eq!(creatio::<i64>("null").unwrap(), 0);
    assert_eq!(creatio::<f64>("null").unwrap(), 0.0);
    assert_eq!(creatio::<Decimal>("null").unwrap(), Decimal::ZERO);
    assert!(!creatio::<bool>("null").unwrap());
}

#[test]
fn null_is_an_error_where_nothing_empty_is_meant() {
    for error in [
        standard::<String>("null").unwrap_err(),
        standard::<i32>("null").unwrap_err(),
        standard::<f64>("null").unwrap_err(),
        standard::<Decimal>("null").unwrap_err(),
        standard::<bool>("null").unwrap_err(),
    ] {
        assert!(error.to_string().ends_with(", found null"), "{error}");
    }
    refused::<Uuid>("null");
    refused::<Timestamp>("null");
    refused::<Date>("null");
    refused::<Vec<i32>>("null");
}

#[test]
fn the_zero_guid_is_nothing_for_creatio() {
    const ZERO: &str = r#""00000000-0000-0000-0000-000000000000""#;
    assert_eq!(creatio::<Option<Uuid>>(ZERO).unwrap(), None);
    assert_eq!(standard::<Option<Uuid>>(ZERO).unwrap(), Some(Uuid::nil()));
    assert_eq!(read::<Uuid>(ZERO), Uuid::nil());
    assert_eq!(creatio::<Option<Box<Uuid>>>(ZERO).unwrap(), None);
    assert_eq!(read::<Option<Box<i32>>>("0"), Some(Box::new(0)));
}

#[test]
fn year_1_is_nothing_for_creatio() {
    for empty in ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+03:00", "0001-01-01T00:00:00"] {
        let json = format!("\"{empty}\"");
        assert_eq!(creatio::<Option<Timestamp>>(&json).unwrap(), None);
        assert!(standard::<Option<Timestamp>>(&json).unwrap().is_some());
        assert_eq!(read::<Timestamp>(&json).as_second() / 86_400, -719_162);
    }
    assert_eq!(creatio::<Option<Timestamp>>(r#""/Date(-62135596800000)/""#).unwrap(), None);
    assert_eq!(creatio::<Option<Date>>(r#""0001-01-01""#).unwrap(), None);
    assert_eq!(creatio::<Option<DateTime>>(r#""0001-01-01T00:00:00""#).unwrap(), None);
    assert_eq!(standard::<Option<Date>>(r#""0001-01-01""#).unwrap(), Some(date(1, 1, 1)));
    // A time of day without a date is something.
    let noon = creatio::<Option<Timestamp>>(r#""0001-01-01T12:00:00Z""#).unwrap();
    assert_eq!(noon, Some(timestamp("0001-01-01T12:00:00Z")));
}

#[test]
fn null_in_an_option_is_none() {
    assert_eq!(read::<Option<Uuid>>("null"), None);
    assert_eq!(read::<Option<String>>("null"), None);
    assert_eq!(read::<Option<i32>>("null"), None);
    assert_eq!(read::<Option<Vec<i32>>>("null"), None);
    // What is not empty for Creatio stays what it is.
    assert_eq!(read::<Option<String>>(r#""""#), Some(String::new()));
    assert_eq!(read::<Option<i32>>("0"), Some(0));
}

#[test]
fn a_missing_key_is_none_where_nulls_may_be_left_out() {
    use creatio_runtime::decode::entity;
    assert!(entity::<common::Only<Option<i32>, false>>("{}").unwrap().0.is_none());
    assert!(entity::<common::Only<Option<i32>, true>>("{}").is_err());
    assert!(entity::<common::Only<i32, false>>("{}").is_err());
    assert!(entity::<common::Only<i32, true>>("{}").is_err());
}

#[test]
fn whole_numbers_are_exact() {
    assert_eq!(read::<i64>("9223372036854775807"), i64::MAX);
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(read::<i64>("9007199254740993"), 9_007_199_254_740_993);
    assert_eq!(read::<i64>(r#""9007199254740993""#), 9_007_199_254_740_993);
    assert_eq!(read::<i64>("9223372036854775807.000"), i64::MAX);
    assert_eq!(read::<i32>("-2147483648"), i32::MIN);
    assert_eq!(read::<i16>("-0"), 0);
    assert_eq!((read::<u8>("255"), read::<i8>("-128")), (255, -128));
    for (json, value) in [
        ("1.0", 1),
        ("1E2", 100),
        ("-1.50e+1", -15),
        ("1200e-2", 12),
        ("0e99", 0),
        ("0.0000000000000000000000000000000000000000000001e46", 1),
    ] {
        assert_eq!(read::<i32>(json), value, "{json}");
    }
    for json in [
        "1.5",
        "1e-1",
        "2147483648",
        "1e10",
        "1e99999999999999999999",
        "\"\"",
        "\"1 \"",
        "\"0x1\"",
        "\"1.\"",
        "\"1e\"",
        "\"-\"",
        "\"1_0\"",
        "\"--1\"",
        "\"1e5e5\"",
        "true",
        "[]",
        "{}",
    ] {
        refused::<i32>(json);
    }
    refused::<u8>("256");
    refused::<u8>("-1");
    refused::<i64>("9223372036854775808");
    refused::<i64>("1e19");
}

#[test]
fn decimals_are_exact() {
    for text in [
        "12345678901234567.12345678",
        "0.1",
        "-79228162514264337593543950335",
        "100.10",
        "0",
        "0.0000000000000000000000000001",
        "1.00000000",
        "7922816251426433759354395033.5",
    ] {
        assert_eq!(read::<Decimal>(text).to_string(), text);
        assert_eq!(read::<Decimal>(&format!("\"{text}\"")).to_string(), text);
    }
    for (json, text) in [
        ("1e2", "100"),
        ("1.5E-3", "0.0015"),
        ("-12.50e+1", "-125.0"),
        ("0e-99", "0"),
        ("1e28", "10000000000000000000000000000"),
        ("1.00000000000000000000000000000000000", "1"),
        ("100000000000000000000000000000000e-10", "10000000000000000000000"),
        ("\"+1\"", "1"),
    ] {
        assert_eq!(read::<Decimal>(json), decimal(text), "{json}");
    }
    for json in [
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
        "1e29",
        "1e-29",
        "12345678901234567890.12345678901",
        "1e99999999999999999999",
        "\"3492.00n_____\"",
        "\"1_000\"",
        "\"NaN\"",
        "\"1.\"",
        "\".5\"",
        "\"\"",
        "true",
    ] {
        refused::<Decimal>(json);
    }
}

#[test]
fn floats_have_three_more_values() {
    assert_eq!(read::<f64>("1.5e300"), 1.5e300);
    assert_eq!(read::<f64>(r#""-0.1""#), -0.1);
    assert_eq!(read::<f32>("0.1"), 0.1);
    assert_eq!(read::<f64>(r#""INF""#), f64::INFINITY);
    assert_eq!(read::<f64>(r#""-INF""#), f64::NEG_INFINITY);
    assert!(standard::<f64>(r#""NaN""#).unwrap().is_nan());
    for json in ["1e999", "\"inf\"", "\"nan\"", "\"infinity\"", "\"\"", "\"1e999\"", "\"e\"", "true"] {
        refused::<f64>(json);
    }
    refused::<f32>("1e39");
}

#[test]
fn text_means_what_its_escapes_say() {
    assert_eq!(read::<String>(r#""a\"\\\/\b\f\n\r\tz""#), "a\"\\/\u{8}\u{c}\n\r\tz");
    assert_eq!(read::<String>(r#""\u0041\u00e9\ud83d\ude00 Füße 名前""#), "Aé😀 Füße 名前");
    refused::<String>("1");
    refused::<String>("{}");
}

#[test]
fn booleans_are_words() {
    assert!(read::<bool>("true"));
    assert!(!read::<bool>("false"));
    refused::<bool>("1");
    refused::<bool>("\"true\"");
}

#[test]
fn guids_are_of_either_case() {
    let guid = Uuid::from_u128(0x410006e1_ca4e_4502_a9ec_e54d922d2c00);
    assert_eq!(read::<Uuid>(r#""410006e1-ca4e-4502-a9ec-e54d922d2c00""#), guid);
    assert_eq!(read::<Option<Uuid>>(r#""410006E1-CA4E-4502-A9EC-E54D922D2C00""#), Some(guid));
    for json in [
        "\"\"",
        "\"410006e1ca4e4502a9ece54d922d2c00\"",
        "\"{410006e1-ca4e-4502-a9ec-e54d922d2c00}\"",
        "\"410006e1-ca4e-4502-a9ec-e54d922d2c0g\"",
        "0",
    ] {
        refused::<Uuid>(json);
    }
}

#[test]
fn timestamps_have_any_offset_and_any_fraction() {
    for text in [
        "2019-07-15T23:00:58Z",
        "2019-07-15T23:00:58.3Z",
        "2019-07-15T23:00:58.333098Z",
        "2019-07-15T23:00:58.1234567Z",
        "2019-07-15T23:00:58.123456789Z",
        "1969-12-31T23:59:59.5Z",
        "0001-01-01T00:00:00.0000001Z",
        "2000-02-29T12:00:00+14:00",
        "2024-12-31T23:59:59-05:30",
        "1900-03-01T00:00:00Z",
        "1600-02-29T00:00:00Z",
        "-0001-03-01T00:00:00Z",
    ] {
        let text = text.replace("-0001-", "-000001-");
        let wire = text.replace("-000001-", "-0001-");
        assert_eq!(read::<Timestamp>(&format!("\"{wire}\"")), timestamp(&text), "{text}");
    }
    let cut = timestamp("2019-07-15T23:00:58.123456789Z");
    assert_eq!(read::<Timestamp>(r#""2019-07-15T23:00:58.1234567899999Z""#), cut);
    let minute = timestamp("2019-07-15T23:00:00Z");
    assert_eq!(read::<Timestamp>(r#""2019-07-15T23:00Z""#), minute);
    // OData 3 writes no zone, or milliseconds since 1970.
    assert_eq!(read::<Timestamp>(r#""2019-07-15T23:00:00""#), minute);
    let milliseconds = minute.as_millisecond();
    for json in [
        format!(r#""/Date({milliseconds})/""#),
        format!(r#""\/Date({milliseconds}+0000)\/""#),
        format!(r#""/Date({milliseconds}-120)/""#),
    ] {
        assert_eq!(read::<Timestamp>(&json), minute);
    }
    assert_eq!(read::<Timestamp>(r#""/Date(-1500)/""#).as_millisecond(), -1500);
}

#[test]
fn dates_out_of_range_become_the_nearest() {
    for json in [
        r#""9999-12-31T23:59:59.9999999Z""#,
        r#""9999-12-31T00:00:00Z""#,
        r#""12024-01-01T00:00:00Z""#,
        r#""/Date(253402300800000)/""#,
        r#""/Date(9223372036854775807)/""#,
    ] {
        assert_eq!(read::<Timestamp>(json), Timestamp::MAX, "{json}");
    }
    assert_eq!(read::<Timestamp>(r#""-12024-01-01T00:00:00Z""#), Timestamp::MIN);
    assert_eq!(read::<Timestamp>(r#""/Date(-9223372036854775808)/""#), Timestamp::MIN);
    assert_eq!(read::<Date>(r#""10000-01-01""#), Date::MAX);
    assert_eq!(read::<DateTime>(r#""999999999-01-01T00:00:00""#), DateTime::MAX);
    assert_eq!(standard::<Date>(r#""-10000-01-01""#).unwrap(), Date::MIN);
}

#[test]
fn what_is_no_date_is_an_error() {
    for text in [
        "",
        "2024",
        "2024-01-01",
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00z ",
        "2024-01-01T00:00:00+1:00",
        "2024-01-01T00:00:00+24:00",
        "2024-01-01 00:00:00Z",
        "24-01-01T00:00:00Z",
        "2024-01-01T00:00:00+0x:00",
        "2024-01-01Tüü:00:00Z",
        "9999999999-01-01T00:00:00Z",
        "/Date()/",
        "/Date(1",
        "/Date(x)/",
        "/Date(1+)/",
        "/Date(1+00000)/",
        "/Date(1+0a)/",
        "/Date(99999999999999999999)/",
        "never",
    ] {
        refused::<Timestamp>(&format!("\"{text}\""));
    }
    refused::<Timestamp>("1700000000000");
    refused::<Date>(r#""2024-01-31T00:00:01""#);
    refused::<DateTime>(r#""2024-01-31T00:00:00+01:00""#);
    refused::<Time>(r#""24:00""#);
    refused::<Time>(r#""PT1H""#);
}

#[test]
fn civil_dates_and_times_are_read() {
    assert_eq!(read::<Date>(r#""2024-02-29""#), date(2024, 2, 29));
    assert_eq!(read::<Option<Date>>(r#""2024-02-29T00:00:00""#), Some(date(2024, 2, 29)));
    assert_eq!(read::<Time>(r#""23:59""#), time(23, 59, 0, 0));
    assert_eq!(read::<Time>(r#""23:59:58.1234567""#), time(23, 59, 58, 123_456_700));
    let wanted = date(2024, 1, 31).at(1, 2, 3, 500_000_000);
    assert_eq!(read::<DateTime>(r#""2024-01-31T01:02:03.5""#), wanted);
    assert_eq!(read::<DateTime>(r#""2024-01-31T01:02:03.5Z""#), wanted);
    assert_eq!(read::<DateTime>(r#""/Date(1706662923500)/""#), wanted);
}

#[test]
fn durations_are_of_days_and_less() {
    for (text, seconds, nanoseconds) in [
        ("PT1H30M", 5_400, 0),
        ("P1DT2H", 93_600, 0),
        ("P2D", 172_800, 0),
        ("-PT1M", -60, 0),
        ("PT0.0000001S", 0, 100),
        ("PT12.5S", 12, 500_000_000),
        ("-PT0.5S", 0, -500_000_000),
        ("P0DT0H0M0S", 0, 0),
        ("PT1S", 1, 0),
        ("PT36H", 129_600, 0),
    ] {
        let wanted = SignedDuration::new(seconds, nanoseconds);
        assert_eq!(read::<SignedDuration>(&format!("\"{text}\"")), wanted, "{text}");
    }
    for text in [
        "",
        "P",
        "PT",
        "P1DT",
        "P1Y",
        "P1M",
        "P1W",
        "1H",
        "PT1",
        "PTH",
        "PT1M1H",
        "PT1.5H",
        "PT.5S",
        "PT1.S",
        "PT-1S",
        "--PT1S",
        "PT1S1",
        "P1H",
        "PT1D",
        "PT99999999999999999999S",
        "P999999999999999999D",
    ] {
        refused::<SignedDuration>(&format!("\"{text}\""));
    }
    refused::<SignedDuration>("5400");
}

#[test]
fn bytes_are_base64_of_either_alphabet() {
    let bytes = Binary(vec![0xfb, 0xff, 0xbf, 0x00]);
    for text in ["+/+/AA==", "-_-_AA", "-_-_AA==", "+/+/AA"] {
        assert_eq!(read::<Binary>(&format!("\"{text}\"")), bytes, "{text}");
    }
    assert_eq!(read::<Binary>("\"\""), Binary::default());
    for text in ["+_+_AA==", "A", "AA=A", "%%%%"] {
        refused::<Binary>(&format!("\"{text}\""));
    }
    refused::<Binary>("[1,2]");
}

#[test]
fn collections_keep_their_order() {
    assert_eq!(read::<Vec<i32>>("[3,1,2]"), [3, 1, 2]);
    assert_eq!(read::<Vec<String>>("[ ]"), [""; 0]);
    assert_eq!(read::<Vec<Option<i32>>>("[1,null,2]"), [Some(1), None, Some(2)]);
    assert_eq!(read::<Option<Vec<bool>>>("[true]"), Some(vec![true]));
    refused::<Vec<i32>>("[1,\"x\"]");
    refused::<Vec<i32>>("{}");
    assert!(standard::<Vec<i32>>("[null]").is_err());
}
