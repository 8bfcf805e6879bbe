//! Bodies: a line for each type of column, set, emptied and left alone.

use creatio_runtime::jiff::civil::{date, datetime, time};
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Binary, Column, ColumnType, Dialect, Flags, Meta, Nullable, Queryable, Row, Update, Values};
use insta::{assert_debug_snapshot, assert_snapshot};

use crate::common::creatio::{Account, Contact};
use crate::common::sample::Sample;
use crate::common::shop::{Access, Address, Color, Part, Product};

fn client(ieee754: bool) -> Client {
    Client::builder("http://127.0.0.1:9").auth(Anonymous).ieee754_compatible(ieee754).build().unwrap()
}

/// The body of an update, as it leaves.
fn body<E: Entity>(update: &Update<E>) -> String {
    update.explain(&client(false)).unwrap().body().unwrap().to_owned()
}

fn set<T: ColumnType>(column: Column<Sample, T>, value: impl creatio_runtime::Assign<T>) -> String {
    body(&Sample::update(1).set(column, value))
}

fn guid() -> Uuid {
    Uuid::from_u128(0x8ecab4a1_0ca3_4515_9399_efe0a19390bd)
}

#[test]
fn a_value_of_each_type() {
    let moment: Timestamp = "2024-02-29T23:59:59.123456789+05:30".parse().unwrap();
    let wide: Decimal = "-79228162514264337593543.950335".parse().unwrap();
    assert_debug_snapshot!([
        set(Sample::FLAG, true),
        set(Sample::GUID, guid()),
        set(Sample::TEXT, "O'Neil \"x\" \\ / <b> Zoë 株式会社 👍 \u{0}\u{1f}\u{7f}\u{2028}\r\n\t"),
        set(Sample::TEXT, ""),
        set(Sample::BYTE, 255),
        set(Sample::SHORT, -32_768),
        set(Sample::LONG, i64::MIN),
        set(Sample::SINGLE, 1e-7),
        set(Sample::SINGLE, 16_777_216.0),
        set(Sample::DOUBLE, 1e300),
        set(Sample::DOUBLE, 0.1 + 0.2),
        set(Sample::DOUBLE, f64::NEG_INFINITY),
        set(Sample::DOUBLE, f64::NAN),
        set(Sample::MONEY, wide),
        set(Sample::MONEY, Decimal::new(10_500, 3)),
        set(Sample::MOMENT, moment),
        set(Sample::LOCAL, datetime(2024, 2, 29, 23, 59, 59, 500_000_000)),
        set(Sample::DATE, date(2024, 2, 29)),
        set(Sample::TIME, time(7, 5, 0, 0)),
        set(Sample::SPAN, SignedDuration::new(93_784, 500_000_000)),
        set(Sample::BYTES, Binary(vec![0, 251, 255])),
        set(Sample::COLOR, Color::Green),
        set(Sample::ACCESS, Flags::from([Access::Read, Access::Write])),
        set(Sample::ADDRESS, Address { city: None, zip: "1".to_owned() }),
        set(Sample::PARENT_ID, 7),
    ], @r#"
    [
        "{\"Flag\":true}",
        "{\"Guid\":\"8ecab4a1-0ca3-4515-9399-efe0a19390bd\"}",
        "{\"Text\":\"O'Neil \\\"x\\\" \\\\ / <b> Zoë 株式会社 👍 \\u0000\\u001f\u{7f}\u{2028}\\r\\n\\t\"}",
        "{\"Text\":\"\"}",
        "{\"Byte\":255}",
        "{\"Short\":-32768}",
        "{\"Long\":-9223372036854775808}",
        "{\"Single\":1e-7}",
        "{\"Single\":16777216.0}",
        "{\"Double\":1e300}",
        "{\"Double\":0.30000000000000004}",
        "{\"Double\":\"-INF\"}",
        "{\"Double\":\"NaN\"}",
        "{\"Money\":-79228162514264337593543.950335}",
        "{\"Money\":10.500}",
        "{\"Moment\":\"2024-02-29T18:29:59.123456789Z\"}",
        "{\"Local\":\"2024-02-29T23:59:59.5Z\"}",
        "{\"Date\":\"2024-02-29\"}",
        "{\"Time\":\"07:05:00\"}",
        "{\"Span\":\"PT26H3M4.5S\"}",
        "{\"Bytes\":\"APv_\"}",
        "{\"Color\":\"Green\"}",
        "{\"Access\":\"All\"}",
        "{\"Address\":{\"City\":null,\"Zip\":\"1\"}}",
        "{\"ParentId\":7}",
    ]
    "#);
}

#[test]
fn many_values_and_values_in_values() {
    let part = |name: &str, inner| Part { name: name.to_owned(), inner };
    let nested = part("a", Some(Box::new(part("b", None))));
    let update = Product::update(("North", 7))
        .set(Product::TAGS, vec!["x".to_owned(), String::new()])
        .set(Product::PARTS, Some(Box::new(nested)));
    assert_snapshot!(body(&update), @r#"{"Tags":["x",""],"Parts":{"Name":"a","Inner":{"Name":"b","Inner":null}}}"#);
    assert_snapshot!(body(&Product::update(("North", 7)).set(Product::TAGS, Vec::new())), @r#"{"Tags":[]}"#);
}

#[test]
fn set_and_emptied_and_left_alone_are_three_things() {
    fn three<T, V>(column: Column<Sample, T>, value: V) -> [String; 5]
    where
        T: ColumnType + Nullable,
        V: creatio_runtime::Assign<T> + Clone,
        Option<V>: creatio_runtime::Assign<T>,
    {
        let update = || Sample::update(1).set(Sample::FLAG, true);
        [
            body(&update().set(column, value.clone())),
            body(&update().set(column, Some(value.clone()))),
            body(&update().set(column, None::<V>)),
            body(&update().clear(column)),
            body(&update().set(column, value).unset(column)),
        ]
    }
    assert_debug_snapshot!(three(Sample::GUID, guid()), @r#"
    [
        "{\"Flag\":true,\"Guid\":\"8ecab4a1-0ca3-4515-9399-efe0a19390bd\"}",
        "{\"Flag\":true,\"Guid\":\"8ecab4a1-0ca3-4515-9399-efe0a19390bd\"}",
        "{\"Flag\":true,\"Guid\":null}",
        "{\"Flag\":true,\"Guid\":null}",
        "{\"Flag\":true}",
    ]
    "#);
    assert_debug_snapshot!(three(Sample::DATE, date(1, 1, 1)), @r#"
    [
        "{\"Flag\":true,\"Date\":\"0001-01-01\"}",
        "{\"Flag\":true,\"Date\":\"0001-01-01\"}",
        "{\"Flag\":true,\"Date\":null}",
        "{\"Flag\":true,\"Date\":null}",
        "{\"Flag\":true}",
    ]
    "#);
    assert_debug_snapshot!(three(Sample::NOTE, String::new()), @r#"
    [
        "{\"Flag\":true,\"Note\":\"\"}",
        "{\"Flag\":true,\"Note\":\"\"}",
        "{\"Flag\":true,\"Note\":null}",
        "{\"Flag\":true,\"Note\":null}",
        "{\"Flag\":true}",
    ]
    "#);
    assert_debug_snapshot!(three(Sample::PARENT_ID, 0), @r#"
    [
        "{\"Flag\":true,\"ParentId\":0}",
        "{\"Flag\":true,\"ParentId\":0}",
        "{\"Flag\":true,\"ParentId\":null}",
        "{\"Flag\":true,\"ParentId\":null}",
        "{\"Flag\":true}",
    ]
    "#);
}

#[test]
fn what_is_set_later_wins_in_its_first_place() {
    let update = Sample::update(1).set(Sample::NOTE, "a").set(Sample::FLAG, true).clear(Sample::NOTE);
    assert_snapshot!(body(&update), @r#"{"Note":null,"Flag":true}"#);
    let again = update.set(Sample::NOTE, "b").unset(Sample::FLAG).set(Sample::FLAG, false);
    assert_snapshot!(body(&again), @r#"{"Note":"b","Flag":false}"#);
}

#[test]
fn what_a_column_takes() {
    let (text, owned) = ("a", String::from("b"));
    assert_snapshot!(body(&Sample::update(1).set(Sample::TEXT, text).set(Sample::NOTE, &owned)), @r#"{"Text":"a","Note":"b"}"#);
    assert_snapshot!(body(&Sample::update(1).set(Sample::TEXT, [text].first().unwrap()).set(Sample::NOTE, Some(text))), @r#"{"Text":"a","Note":"a"}"#);
    assert_snapshot!(body(&Sample::update(1).set(Sample::NOTE, std::borrow::Cow::from("c"))), @r#"{"Note":"c"}"#);
    assert_snapshot!(body(&Sample::update(1).set(Sample::LONG, 1).set(Sample::MONEY, 2).set(Sample::DOUBLE, 3)), @r#"{"Long":1,"Money":2,"Double":3.0}"#);
    assert_snapshot!(body(&Sample::update(1).set(Sample::MONEY, u64::MAX).set(Sample::LONG, u32::MAX)), @r#"{"Money":18446744073709551615,"Long":4294967295}"#);
}

#[test]
fn creatios_columns() {
    let update = |moment: Timestamp| body(&Contact::update(guid()).set(Contact::BIRTH_DATE, moment));
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_debug_snapshot!([
        update(at("1990-02-28T22:30:00-01:30")),
        // Its platform counts in 100 nanoseconds.
        update(at("2024-01-01T00:00:00.123456789Z")),
        update(at("1969-12-31T23:59:59.999999999Z")),
        // What it writes for "never", and jiff can't hold.
        update(Timestamp::MAX),
        body(&Contact::update(guid()).set(Contact::ACCOUNT_ID, guid())),
        body(&Contact::update(guid()).clear(Contact::ACCOUNT_ID)),
        body(&Contact::update(guid()).set(Contact::SALARY, Decimal::new(100, 2))),
    ], @r#"
    [
        "{\"BirthDate\":\"1990-03-01T00:00:00Z\"}",
        "{\"BirthDate\":\"2024-01-01T00:00:00.1234567Z\"}",
        "{\"BirthDate\":\"1969-12-31T23:59:59.9999999Z\"}",
        "{\"BirthDate\":\"9999-12-31T23:59:59Z\"}",
        "{\"AccountId\":\"8ecab4a1-0ca3-4515-9399-efe0a19390bd\"}",
        "{\"AccountId\":null}",
        "{\"Salary\":1.00}",
    ]
    "#);
}

#[test]
fn numbers_are_text_where_the_type_of_the_body_says_so() {
    let update = Sample::update(1)
        .set(Sample::LONG, i64::MAX)
        .set(Sample::MONEY, Decimal::new(150, 2))
        .set(Sample::SHORT, 1)
        .set(Sample::DOUBLE, 0.5)
        .set(Sample::PARENT_ID, 7);
    assert_snapshot!(update.explain(&client(true)).unwrap().body().unwrap(), @r#"{"Long":"9223372036854775807","Money":"1.50","Short":1,"Double":0.5,"ParentId":7}"#);
    assert_snapshot!(update.explain(&client(false)).unwrap().body().unwrap(), @r#"{"Long":9223372036854775807,"Money":1.50,"Short":1,"Double":0.5,"ParentId":7}"#);
}

#[test]
fn whole_rows() {
    let ann = Contact {
        id: guid(),
        account_id: None,
        name: "Ann".to_owned(),
        salary: Decimal::new(15, 1),
        birth_date: Some(Timestamp::UNIX_EPOCH),
        age: 30,
        confirmed: true,
    };
    // The age is computed by the service, and so it is not sent.
    assert_snapshot!(format!("{:?}", Contact::create_from(&ann)), @r#"POST Contact {"Id":"8ecab4a1-0ca3-4515-9399-efe0a19390bd","AccountId":null,"Name":"Ann","Salary":1.5,"BirthDate":"1970-01-01T00:00:00Z","Confirmed":true}"#);
    let copy = Contact { id: Uuid::nil(), ..ann.clone() };
    assert_snapshot!(format!("{:?}", Contact::create_from(&copy).unset(Contact::BIRTH_DATE)), @r#"POST Contact {"AccountId":null,"Name":"Ann","Salary":1.5,"Confirmed":true}"#);

    let older = Contact { age: 31, birth_date: None, salary: Decimal::new(150, 2), ..ann.clone() };
    assert_snapshot!(format!("{:?}", Contact::update_from(&ann, &older)), @r#"PATCH Contact(8ecab4a1-0ca3-4515-9399-efe0a19390bd) {"BirthDate":null}"#);
    assert!(Contact::update_from(&ann, &Contact { age: 31, ..ann.clone() }).is_empty());
}

#[test]
fn floats_differ_when_their_bits_do() {
    #[derive(Clone)]
    struct Probe {
        id: i32,
        value: f64,
    }
    impl Entity for Probe {
        const META: &'static Meta = &Meta {
            name: "Probe",
            set: "Probes",
            key: "Id",
            columns: "Id\nValue",
            links: "",
            streams: "",
            dialect: Dialect::Standard,
        };
        type Key = i32;
        fn read(row: &mut Row<'_>) -> Self {
            Self { id: row.get(), value: row.get() }
        }
        fn write(&self, values: &mut Values) {
            values.put(&[&self.id, &self.value]);
        }
    }
    impl Queryable for Probe {}

    let difference = |one, two| {
        let [one, two] = [one, two].map(|value| Probe { id: 1, value });
        format!("{:?}", Probe::update_from(&one, &two))
    };
    assert_eq!(difference(f64::NAN, f64::NAN), "PATCH Probes(1) {}");
    assert_eq!(difference(0.5, f64::NAN), r#"PATCH Probes(1) {"Value":"NaN"}"#);
    assert_eq!(difference(0.0, -0.0), r#"PATCH Probes(1) {"Value":-0.0}"#);
}

#[test]
fn rows_that_are_written_together() {
    let create = Sample::create()
        .set(Sample::ID, 1)
        .bind(Sample::PARENT, 2)
        .insert(Sample::PARTS, Sample::create().key(3).set(Sample::TEXT, "a"))
        .insert(Sample::PARTS, Sample::create().key(4).bind(Sample::PARTS, 5).bind(Sample::PARTS, 6));
    assert_snapshot!(format!("{create:?}"), @r#"POST Samples {"Id":1,"Parent@odata.bind":"Samples(2)","Parts":[{"Id":3,"Text":"a"},{"Id":4,"Parts@odata.bind":["Samples(5)","Samples(6)"]}]}"#);
    // Of a lookup there is one row.
    let create = Sample::create().bind(Sample::PARENT, 2).bind(Sample::PARENT, 3);
    assert_snapshot!(format!("{create:?}"), @r#"POST Samples {"Parent@odata.bind":"Samples(3)"}"#);
    assert_snapshot!(format!("{:?}", Product::update(("a/b", 1)).bind(Product::SPARE, ("O'Neil", 2))), @r#"PATCH Products(Region='a/b',Number=1) {"Spare@odata.bind":"Products(Region='O%27%27Neil',Number=2)"}"#);
}

#[test]
fn requests() {
    let version = creatio_runtime::ETag::new("W/\"7\"");
    let shown = |explain: creatio_runtime::Explain| explain.to_string();
    let client = client(false);
    assert_snapshot!(shown(Sample::create().set(Sample::FLAG, true).explain(&client).unwrap()), @r#"
    POST http://127.0.0.1:9/0/odata/Samples
        prefer: return=minimal
        {"Flag":true}
    "#);
    assert_snapshot!(shown(Sample::update(1).set(Sample::FLAG, true).explain(&client).unwrap()), @r#"
    PATCH http://127.0.0.1:9/0/odata/Samples(1)
        if-match: *
        prefer: return=minimal
        {"Flag":true}
    "#);
    let update = Sample::update(1).set(Sample::FLAG, true).if_match(&version);
    assert_snapshot!(shown(update.explain(&client).unwrap()), @r#"
    PATCH http://127.0.0.1:9/0/odata/Samples(1)
        if-match: W/"7"
        prefer: return=minimal
        {"Flag":true}
    "#);
    assert_snapshot!(shown(Sample::delete(1).if_match(&version).explain(&client).unwrap()), @r#"
    DELETE http://127.0.0.1:9/0/odata/Samples(1)
        if-match: W/"7"
    "#);
    assert_snapshot!(shown(Account::delete(guid()).explain(&client).unwrap()), @"DELETE http://127.0.0.1:9/0/odata/Account(8ecab4a1-0ca3-4515-9399-efe0a19390bd)");
}
