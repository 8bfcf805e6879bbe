//! What filters and orders say in OData 4: a line for each construct and kind of literal.
#![allow(missing_docs)]

mod common;

use common::creatio::{Account, Contact};
use common::sample::Sample;
use common::shop::{Access, Address, Color};
use creatio_runtime::jiff::civil::{date, datetime, time};
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Binary, Flags, Unknown};
use insta::assert_debug_snapshot;

fn guid() -> Uuid {
    Uuid::from_u128(0x8ecab4a1_0ca3_4515_9399_efe0a19390bd)
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn literals_of_every_kind() {
    let long = "79228162514264337593543950335".parse::<Decimal>().unwrap();
    assert_debug_snapshot!([
        Sample::FLAG.eq(true),
        Sample::GUID.eq(guid()),
        Sample::TEXT.eq("O'Neil & Söhne"),
        Sample::TEXT.eq(String::new()),
        Sample::BYTE.eq(255),
        Sample::SHORT.eq(-32768),
        Sample::ID.eq(i32::MIN),
        Sample::LONG.eq(i64::MAX),
        Sample::LONG.eq(1),
        Sample::SINGLE.eq(0.1),
        Sample::DOUBLE.eq(1e300),
        Sample::DOUBLE.eq(5),
        Sample::DOUBLE.ne(f64::INFINITY),
        Sample::DOUBLE.ne(f64::NEG_INFINITY),
        Sample::DOUBLE.ne(f64::NAN),
        Sample::MONEY.eq(Decimal::new(10010, 2)),
        Sample::MONEY.eq(long),
        Sample::MONEY.eq(-7),
        Sample::MOMENT.eq(moment("2024-02-29T23:59:59.1234567+05:30")),
        Sample::MOMENT.eq(moment("0001-01-01T00:00:00Z")),
        Sample::MOMENT.le(now()),
        Sample::LOCAL.eq(datetime(2024, 2, 29, 23, 59, 59, 0)),
        Sample::DATE.eq(date(2024, 2, 29)),
        Sample::TIME.eq(time(7, 5, 0, 500_000_000)),
        Sample::SPAN.eq(SignedDuration::new(-93_784, -500_000_000)),
        Sample::BYTES.eq(Binary(vec![0, 251, 255])),
        Sample::COLOR.eq(Color::Red),
        Sample::COLOR.eq(Color::other(Unknown::new("Mauve"))),
        Sample::ACCESS.eq(Flags::from([Access::Read, Access::Write])),
        Sample::ACCESS.eq(Flags::new()),
        Sample::ACCESS.has(Access::Write),
        Sample::PARENT.at(Sample::ACCESS).has(Access::Write),
        Sample::PARENT.at(Sample::ACCESS).eq(Sample::ACCESS) | Sample::ACCESS.ne(Sample::PARENT.at(Sample::ACCESS)),
        Sample::LOCAL.lt(now()),
    ]);
}

#[test]
fn comparisons_and_what_joins_them() {
    let (a, b, c) = (|| Sample::ID.eq(1), || Sample::ID.eq(2), || Sample::ID.eq(3));
    assert_debug_snapshot!([
        Sample::ID.eq(1),
        Sample::ID.ne(1),
        Sample::ID.gt(1),
        Sample::ID.ge(1),
        Sample::ID.lt(1),
        Sample::ID.le(Sample::PARENT_ID),
        a() & b() & c(),
        a() | b() & c(),
        (a() | b()) & c(),
        !(a() & b()),
        !!a(),
        !Sample::TEXT.contains("x"),
        Filter::all_of([a(), b(), c()]),
        Filter::any_of([a(), b(), c()]),
        Filter::all_of([]),
        Filter::any_of([]),
        a() & Filter::never(),
        a() | Filter::never(),
        a() & Filter::raw_odata4("geo.distance(Place,'x y') lt 5 or true"),
    ]);
}

#[test]
fn functions() {
    assert_debug_snapshot!([
        Sample::TEXT.contains("a"),
        Sample::NOTE.starts_with(Sample::TEXT),
        Sample::TEXT.ends_with(Sample::NOTE.lower()),
        Sample::TEXT.length().gt(3),
        Sample::TEXT.upper().eq("A"),
        Sample::TEXT.trim().ne(""),
        Sample::TEXT.concat(", ").concat(Sample::NOTE).eq("a, b"),
        Sample::TEXT.index_of("a").eq(-1),
        Sample::TEXT.substring(1, None).eq("b"),
        Sample::TEXT.substring(1, 2).eq("bc"),
        Sample::MOMENT.year().eq(2024) & Sample::DATE.month().eq(2) & Sample::LOCAL.day().eq(29),
        Sample::MOMENT.hour().eq(1) & Sample::TIME.minute().eq(2) & Sample::MOMENT.second().eq(3),
        Sample::MOMENT.date().eq(Sample::DATE) & Sample::MOMENT.time().lt(Sample::TIME),
        Sample::ID.add(1).mul(2).eq(4),
        Sample::ID.mul(Sample::ID.add(1)).eq(2),
        Sample::ID.sub(Sample::ID.sub(1)).eq(1),
        Sample::ID.div(2).rem(3).eq(0),
        Sample::MONEY.round().eq(1) | Sample::MONEY.floor().eq(1) | Sample::DOUBLE.ceiling().eq(1.0),
    ]);
}

#[test]
fn many_and_none() {
    assert_debug_snapshot!([
        Sample::ID.one_of([1, 2, 3]),
        Sample::TEXT.one_of(["a,b", "c"]) & Sample::ID.eq(1),
        !Sample::ID.one_of([1]),
        Sample::ID.one_of([0; 0]),
        Sample::TEXT.one_of(&["a", "b"]) | Sample::TEXT.one_of(["a", "b"].iter()),
        Sample::ID.eq(1).and(Sample::ID.eq(2)).or(Sample::ID.eq(3)),
        Sample::NOTE.is_empty(),
        Sample::TEXT.is_set(),
        Sample::GUID.is_empty(),
    ]);
    assert_debug_snapshot!([
        Contact::AGE.one_of([1, 2, 3]),
        Contact::AGE.one_of([1, 2]) & Contact::CONFIRMED.eq(true),
        !Contact::AGE.one_of([1]),
        Contact::NAME.is_empty(),
        Contact::NAME.is_set() & Contact::CONFIRMED.eq(true),
        Contact::BIRTH_DATE.is_empty(),
        Contact::ACCOUNT_ID.is_empty(),
        Contact::ACCOUNT.at(Account::NAME).is_set(),
    ]);
}

#[test]
fn paths() {
    let company = Contact::ACCOUNT;
    assert_debug_snapshot!([
        company.at(Account::NAME).eq("Acme"),
        // Creatio cannot filter by the id column of a lookup.
        Contact::ACCOUNT_ID.eq(guid()),
        company.at(Account::ID).eq(guid()),
        company.at(Account::PRIMARY_CONTACT_ID).eq(guid()),
        company.at(Account::PRIMARY_CONTACT).at(Contact::ACCOUNT).at(Account::NAME).eq(Contact::NAME),
        Contact::ACCOUNT_BY_PRIMARY_CONTACT.any(Account::NAME.eq("a")),
        Contact::ACCOUNT_BY_PRIMARY_CONTACT.all(Account::PRIMARY_CONTACT_ID.eq(guid())),
        Contact::ACCOUNT_BY_PRIMARY_CONTACT.any(Filter::always()),
        Contact::ACCOUNT_BY_PRIMARY_CONTACT
            .any(Account::CONTACT_BY_ACCOUNT.any(Contact::AGE.gt(1) | Contact::AGE.lt(0))),
        company.at(Account::CONTACT_BY_ACCOUNT).any(Contact::CONFIRMED.eq(true)) & Contact::AGE.gt(1),
        // What is known without asking is not asked.
        Contact::ACCOUNT_BY_PRIMARY_CONTACT.any(Filter::never()),
        Contact::ACCOUNT_BY_PRIMARY_CONTACT.all(Filter::always()),
    ]);
    assert_debug_snapshot!([
        Sample::PARENT_ID.eq(7),
        Sample::PARENT.at(Sample::PARENT_ID).eq(7),
        Sample::ADDRESS.at(Address::CITY).eq("Rome"),
    ]);
}

#[test]
fn a_path_that_is_too_deep_says_so() {
    const UP: creatio_runtime::Path<Sample, creatio_runtime::One<Sample>> =
        Sample::PARENT.at(Sample::PARENT).at(Sample::PARENT).at(Sample::PARENT);
    assert_debug_snapshot!(UP.at(UP).at(Sample::ID).eq(1));
}

#[test]
fn orders() {
    assert_debug_snapshot!([
        Contact::NAME.asc(),
        Contact::ACCOUNT_ID.desc(),
        Contact::ACCOUNT.at(Account::NAME).desc(),
        Contact::NAME.length().asc(),
        Contact::SALARY.add(1).mul(2).desc(),
    ]);
}

#[test]
fn a_long_chain_stays_flat() {
    let filter = Filter::any_of((0..100_000).map(|n| Sample::ID.eq(n)));
    assert_eq!(format!("{filter:?}").matches(" or ").count(), 99_999);
}

/// As a tree that somebody clicked together may be: neither building nor writing nor dropping it may run out of stack.
#[test]
fn conditions_beyond_all_depth_are_told() {
    let mut filter = Sample::ID.eq(0);
    for number in 0..100_000 {
        filter = if number % 2 == 0 { filter & Sample::ID.eq(number) } else { filter | Sample::ID.eq(number) };
    }
    let text = format!("{filter:?}");
    assert!(text.contains("more than 400 deep"), "{}", text.len());
    let deep = (0..398).fold(Sample::ID.eq(0), |filter, number| match number % 2 {
        0 => filter & Sample::ID.eq(number),
        _ => filter | Sample::ID.eq(number),
    });
    assert!(format!("{deep:?}").starts_with('('));
}
