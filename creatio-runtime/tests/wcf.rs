//! WCF's forms: what is read, what is written, and that one reads the other.
#![allow(missing_docs)]

use std::collections::{BTreeMap, HashMap};

use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::wcf;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// `Is<T>` is `T` in a form.
macro_rules! form {
    ($name:ident, $with:literal, $bound:literal) => {
        mod $name {
            use super::*;

            #[derive(Debug, Deserialize, PartialEq, Serialize)]
            #[serde(transparent, bound = $bound)]
            pub(crate) struct Is<T>(#[serde(with = $with)] pub(crate) T);
        }
    };
}

form!(date, "wcf::date", "T: wcf::Adapted<wcf::date::Form>");
form!(iso, "wcf::iso", "T: wcf::Adapted<wcf::iso::Form>");
form!(duration, "wcf::duration", "T: wcf::Adapted<wcf::duration::Form>");
form!(guid, "wcf::guid", "T: wcf::Adapted<wcf::guid::Form>");
form!(decimal, "wcf::decimal", "T: wcf::Adapted<wcf::decimal::Form>");
form!(bytes, "wcf::bytes", "T: wcf::Adapted<wcf::bytes::Form>");

fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// What is written is read as the same.
fn returns<T: DeserializeOwned + PartialEq + Serialize + std::fmt::Debug>(value: &T) -> String {
    let json = written(value);
    assert_eq!(&read::<T>(&json).unwrap(), value, "{json}");
    json
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn dates() {
    for (json, expected) in [
        (r#""\/Date(1700000000000)\/""#, "2023-11-14T22:13:20Z"),
        (r#""/Date(1700000000123+0200)/""#, "2023-11-14T22:13:20.123Z"),
        (r#""/Date(1700000000000-0000)/""#, "2023-11-14T22:13:20Z"),
        (r#""/Date(-1)/""#, "1969-12-31T23:59:59.999Z"),
        (r#""2023-11-14T22:13:20Z""#, "2023-11-14T22:13:20Z"),
        (r#""2023-11-15T00:13:20.5+02:00""#, "2023-11-14T22:13:20.5Z"),
        (r#""2023-11-14T22:13:20""#, "2023-11-14T22:13:20Z"),
    ] {
        assert_eq!(read::<date::Is<Timestamp>>(json).unwrap().0, at(expected), "{json}");
    }
    assert_eq!(written(&date::Is(at("2023-11-14T22:13:20.123999Z"))), r#""/Date(1700000000123)/""#);
    assert_eq!(written(&date::Is(at("1969-12-31T23:59:59.9999Z"))), r#""/Date(-1)/""#);
    // .NET's DateTime.MaxValue is later than what jiff holds.
    assert_eq!(read::<date::Is<Timestamp>>(r#""/Date(253402300799999)/""#).unwrap().0, Timestamp::MAX);
    for nothing in ["null", r#""/Date(-62135596800000)/""#, r#""0001-01-01T00:00:00""#] {
        assert_eq!(read::<date::Is<Option<Timestamp>>>(nothing).unwrap().0, None, "{nothing}");
    }
    for wrong in ["7", r#""""#, r#""2023-11-14""#, r#""/Date()/""#, r#""/Date(1)""#, "null"] {
        assert!(read::<date::Is<Timestamp>>(wrong).is_err(), "{wrong}");
    }
    assert_eq!(written(&date::Is(vec![None, Some(at("1970-01-01T00:00:00Z"))])), r#"[null,"/Date(0)/"]"#);
}

#[test]
fn durations() {
    for (json, seconds, nanos) in [
        (r#""PT1H""#, 3_600, 0),
        (r#""-P1DT2H3M4.5S""#, -93_784, -500_000_000),
        (r#""PT0S""#, 0, 0),
        (r#""01:00:00""#, 3_600, 0),
        (r#""-1.02:03:04.5000000""#, -93_784, -500_000_000),
    ] {
        let read = read::<duration::Is<SignedDuration>>(json).unwrap();
        assert_eq!(read.0, SignedDuration::new(seconds, nanos), "{json}");
    }
    for wrong in ["3600", r#""P1M""#, r#""1:2""#, r#""1:2:3:4""#, r#""a.02:03:04""#] {
        assert!(read::<duration::Is<SignedDuration>>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn guids() {
    let id = Uuid::from_u128(0x8eca_b4a1_0ca3_4515_9399_efe0_a193_90bd);
    assert_eq!(returns(&guid::Is(Some(id))), r#""8ecab4a1-0ca3-4515-9399-efe0a19390bd""#);
    assert_eq!(read::<guid::Is<Uuid>>(r#""{8ECAB4A1-0CA3-4515-9399-EFE0A19390BD}""#).unwrap().0, id);
    let zero = r#""00000000-0000-0000-0000-000000000000""#;
    assert_eq!(read::<guid::Is<Uuid>>(zero).unwrap().0, Uuid::nil());
    assert_eq!(read::<guid::Is<Option<Uuid>>>(zero).unwrap().0, None);
    assert_eq!(written(&guid::Is(None::<Uuid>)), "null");
}

#[test]
fn decimals_keep_their_digits() {
    for digits in ["79228162514264337593543950335", "0.10", "-0.0000000000000000000000000001"] {
        let decimal = read::<decimal::Is<Decimal>>(digits).unwrap();
        assert_eq!(decimal.0.to_string(), digits);
        assert_eq!(returns(&decimal), digits);
        assert_eq!(read::<decimal::Is<Decimal>>(&format!("{digits:?}")).unwrap(), decimal);
    }
    assert!(read::<decimal::Is<Decimal>>("1e40").is_err());
    assert_eq!(read::<decimal::Is<Option<Decimal>>>("null").unwrap().0, None);
}

/// As the page says: better than digits that come by way of a float.
#[test]
fn decimals_are_not_read_behind_serdes_back() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        _inner: Inner,
    }
    #[derive(Debug, Deserialize)]
    struct Inner {
        #[serde(with = "wcf::decimal", rename = "d")]
        _decimal: Decimal,
    }
    assert!(read::<Inner>(r#"{"d":0.10}"#).is_ok());
    assert!(read::<Outer>(r#"{"d":0.10}"#).is_err());
}

#[test]
fn bytes_are_numbers_or_base64() {
    assert_eq!(returns(&bytes::Is(Some(vec![0, 1, 255]))), "[0,1,255]");
    assert_eq!(read::<bytes::Is<Vec<u8>>>(r#""AAH/""#).unwrap().0, [0, 1, 255]);
    assert_eq!(returns(&bytes::Is(vec![vec![1], vec![]])), "[[1],[]]");
    for wrong in ["[256]", r#""?""#, "7", "{}"] {
        assert!(read::<bytes::Is<Vec<u8>>>(wrong).is_err(), "{wrong}");
    }
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(transparent)]
struct Names(#[serde(with = "wcf::dictionary")] BTreeMap<i32, String>);

#[test]
fn dictionaries_are_pairs_or_objects() {
    let names = Names(BTreeMap::from([(1, "a".into()), (2, "b".into())]));
    assert_eq!(returns(&names), r#"[{"Key":1,"Value":"a"},{"Key":2,"Value":"b"}]"#);
    assert_eq!(read::<Names>(r#"{"1":"a","2":"b"}"#).unwrap(), names);
    assert_eq!(read::<Names>("null").unwrap().0, BTreeMap::new());
    for wrong in [r#"[{"Key":1}]"#, r#"{"a":"b"}"#, "7"] {
        assert!(read::<Names>(wrong).is_err(), "{wrong}");
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Status(u8);

impl From<Status> for i32 {
    fn from(status: Status) -> Self {
        status.0.into()
    }
}

impl TryFrom<i32> for Status {
    type Error = ();

    fn try_from(number: i32) -> Result<Self, ()> {
        u8::try_from(number).map(Self).map_err(|_| ())
    }
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Statuses {
    #[serde(with = "wcf::number")]
    one: Status,
    #[serde(with = "wcf::number::option", default)]
    other: Option<Status>,
}

#[test]
fn members_are_numbers() {
    assert_eq!(returns(&Statuses { one: Status(2), other: None }), r#"{"one":2,"other":null}"#);
    assert_eq!(read::<Statuses>(r#"{"one":2,"other":7}"#).unwrap().other, Some(Status(7)));
    let error = read::<Statuses>(r#"{"one":-1}"#).unwrap_err();
    assert!(error.contains("expected the number of a member"), "{error}");
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Quoted {
    #[serde(with = "wcf::json", default)]
    inner: Option<Vec<i32>>,
}

#[test]
fn json_in_a_text() {
    assert_eq!(returns(&Quoted { inner: Some(vec![1, 2]) }), r#"{"inner":"[1,2]"}"#);
    assert_eq!(returns(&Quoted { inner: None }), r#"{"inner":null}"#);
    for nothing in ["{}", r#"{"inner":""}"#, r#"{"inner":"null"}"#] {
        assert_eq!(read::<Quoted>(nothing).unwrap().inner, None, "{nothing}");
    }
    let error = read::<Quoted>(r#"{"inner":"\"Smith\""}"#).unwrap_err();
    assert!(!error.contains("Smith") && error.contains("the JSON in the text"), "{error}");
    assert!(read::<Quoted>(r#"{"inner":[1]}"#).is_err());
}

proptest! {
    #[test]
    fn dates_return(milliseconds in -62_135_596_799_999_i64..=253_402_207_200_999) {
        let date = Timestamp::from_millisecond(milliseconds).unwrap();
        prop_assert_eq!(returns(&date::Is(Some(date))), format!("\"/Date({milliseconds})/\""));
    }

    #[test]
    fn dates_return_whole(seconds in -62_135_596_799_i64..=253_402_207_200, nanos in 0..1_000_000_000_i32) {
        let date = Timestamp::new(seconds, 0).unwrap().checked_add(SignedDuration::new(0, nanos)).unwrap();
        prop_assert_eq!(returns(&iso::Is(Some(date))), format!("\"{date}\""));
    }

    #[test]
    fn durations_return(seconds in -9_000_000_000_i64..9_000_000_000, nanos in 0..1_000_000_000_i32) {
        let duration = SignedDuration::new(seconds, if seconds < 0 { -nanos } else { nanos });
        returns(&duration::Is(vec![Some(duration)]));
    }

    #[test]
    fn guids_return(id in 1_u128..) {
        returns(&guid::Is(Some(Uuid::from_u128(id))));
    }

    #[test]
    fn decimals_return(mantissa in -(1_i128 << 95)..(1_i128 << 95), scale in 0..=28_u32) {
        let decimal = Decimal::from_i128_with_scale(mantissa, scale);
        prop_assert_eq!(returns(&decimal::Is(decimal)), decimal.to_string());
    }

    #[test]
    fn bytes_return(bytes in any::<Vec<u8>>()) {
        returns(&bytes::Is(Some(bytes)));
    }

    #[test]
    fn dictionaries_return(map in any::<HashMap<String, Option<i32>>>()) {
        #[derive(Debug, Deserialize, PartialEq, Serialize)]
        struct Dictionary(#[serde(with = "wcf::dictionary")] HashMap<String, Option<i32>>);
        let dictionary = Dictionary(map);
        returns(&dictionary);
        // As an object as well.
        let object = serde_json::to_string(&dictionary.0).unwrap();
        prop_assert_eq!(read::<Dictionary>(&object).unwrap(), dictionary);
    }

    #[test]
    fn members_return(one in any::<u8>(), other in any::<Option<u8>>()) {
        returns(&Statuses { one: Status(one), other: other.map(Status) });
    }

    #[test]
    fn json_returns(inner in any::<Option<Vec<i32>>>()) {
        returns(&Quoted { inner });
    }
}
