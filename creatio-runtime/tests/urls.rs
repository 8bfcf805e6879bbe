//! URLs as they are sent: a line for each construct and kind of literal.
#![cfg(feature = "client")]
#![allow(missing_docs)]

mod common;

use common::creatio::{Account, Contact};
use common::sample::Sample;
use common::shop::{Access, Address, Color, Product};
use creatio_runtime::jiff::civil::{date, datetime, time};
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Binary, ErrorKind, FromRow, Get, Query};
use insta::{assert_debug_snapshot, assert_snapshot};

/// Nothing is sent, so the port is of no matter.
fn client() -> Client {
    Client::builder("http://127.0.0.1:9").auth(Anonymous).build().unwrap()
}

fn willing() -> Client {
    Client::builder("http://127.0.0.1:9").auth(Anonymous).nested_expand(true).lambdas(true).build().unwrap()
}

/// The part of a URL behind the service's root.
fn below(url: &str) -> String {
    url.strip_prefix("http://127.0.0.1:9/0/odata/").unwrap().to_owned()
}

fn url<E: Entity, Row: FromRow>(query: &Query<E, Row>) -> String {
    below(query.explain(&client()).unwrap().url())
}

fn of<E: Entity, Row: FromRow>(get: &Get<E, Row>) -> String {
    below(get.explain(&client()).unwrap().url())
}

fn filtered(filter: Filter<Sample>) -> String {
    url(&Sample::query().filter(filter))
}

fn guid() -> Uuid {
    Uuid::from_u128(0x8ecab4a1_0ca3_4515_9399_efe0a19390bd)
}

#[test]
fn literals() {
    let moment: Timestamp = "2024-02-29T23:59:59.1234567+05:30".parse().unwrap();
    assert_debug_snapshot!([
        filtered(Sample::FLAG.eq(true)),
        filtered(Sample::GUID.eq(guid())),
        filtered(Sample::TEXT.eq("a&b=c#d%e+f?g/h\\i\"j<k>l m;n,o:p@q$r*s(t)u[v]w{x}y|z^`~!-._")),
        filtered(Sample::TEXT.eq("O'Neil")),
        filtered(Sample::TEXT.eq("Zoë 株式会社 👍\u{1}\n\t")),
        filtered(Sample::TEXT.eq("")),
        filtered(Sample::BYTE.eq(255)),
        filtered(Sample::ID.eq(-1)),
        filtered(Sample::LONG.eq(i64::MIN)),
        filtered(Sample::MONEY.eq("79228162514264337593543950335".parse::<Decimal>().unwrap())),
        filtered(Sample::MONEY.eq(Decimal::new(-10010, 2))),
        filtered(Sample::SINGLE.eq(1e-7)),
        filtered(Sample::DOUBLE.eq(1e300)),
        filtered(Sample::DOUBLE.lt(f64::NEG_INFINITY)),
        filtered(Sample::MOMENT.eq(moment)),
        filtered(Sample::MOMENT.gt(now())),
        filtered(Sample::LOCAL.eq(datetime(2024, 2, 29, 23, 59, 59, 0))),
        filtered(Sample::DATE.eq(date(2024, 2, 29))),
        filtered(Sample::TIME.eq(time(7, 5, 0, 0))),
        filtered(Sample::SPAN.eq(SignedDuration::new(93_784, 500_000_000))),
        filtered(Sample::BYTES.eq(Binary(vec![0, 251, 255]))),
        filtered(Sample::COLOR.eq(Color::Green)),
        filtered(Sample::ACCESS.has(Access::Write)),
        filtered(Sample::NOTE.is_empty()),
    ]);
}

#[test]
fn constructs() {
    let (a, b) = (|| Sample::ID.eq(1), || Sample::ID.ne(2));
    assert_debug_snapshot!([
        filtered(Sample::ID.gt(1) & Sample::ID.ge(1) & Sample::ID.lt(1) & Sample::ID.le(1)),
        filtered((a() | b()) & !(a() & b())),
        filtered(Sample::ID.one_of([1, 2])),
        filtered(Sample::TEXT.contains("a b") & Sample::TEXT.starts_with("'") & Sample::TEXT.ends_with("%")),
        filtered(Sample::TEXT.trim().lower().concat(Sample::TEXT.upper()).substring(1, 2).index_of("x").eq(-1)),
        filtered(Sample::MOMENT.date().eq(Sample::DATE) & Sample::MOMENT.time().lt(Sample::TIME)),
        filtered(Sample::ID.add(1).mul(2).sub(3).div(4).rem(5).eq(6)),
        filtered(Sample::MONEY.round().eq(Sample::MONEY.floor()) & Sample::MONEY.ceiling().ne(1)),
        filtered(Sample::PARENT.at(Sample::PARENT).at(Sample::ADDRESS).at(Address::CITY).eq("Rome")),
        filtered(Sample::PARTS.any(Sample::PARTS.all(a())) & Sample::PARTS.any(Filter::always())),
        filtered(Filter::raw_odata4("geo.distance(Place,geography'POINT(1 2)') lt 5")),
    ]);
}

#[test]
fn options() {
    assert_debug_snapshot!([
        url(&Sample::query()),
        url(&Sample::query()
            .order_by(Sample::TEXT.desc())
            .order_by(Sample::PARENT.at(Sample::ID).asc())
            .top(3)
            .skip(4)),
        url(&Sample::query().raw_odata4_option("$search", "a&b 'c'").raw_odata4_option("mine", "+")),
        url(&Sample::query().select((Sample::ID, Sample::ADDRESS.at(Address::CITY), Sample::PARENT.at(Sample::TEXT)))),
        url(&Sample::query().select((Sample::ADDRESS.at(Address::CITY), Sample::ADDRESS))),
        of(&Product::get(("O'Neil/ß&=,", 3))),
        of(&Product::get((" ", i32::MIN)).select((Product::COLOR,))),
        of(&Contact::get(guid())),
    ]);
}

/// Creatio is asked for pages by number, and for the number of rows with the first one.
#[test]
fn of_creatio() {
    assert_debug_snapshot!([
        url(&Contact::query()),
        url(&Contact::query().page_size(50).skip(7)),
        url(&Contact::query().top(5)),
        url(&Contact::query().top(1)),
        url(&Contact::query().order_by(Contact::NAME.asc()).order_by(Contact::ID.desc())),
        url(&Contact::query().filter(Contact::ACCOUNT_ID.one_of([guid(), Uuid::nil()]))),
        url(&Contact::query().filter(Contact::ACCOUNT_ID.is_set() & Contact::NAME.is_empty())),
        url(&Contact::query().select((Contact::NAME, Contact::ACCOUNT_ID, Contact::ACCOUNT.at(Account::NAME)))),
    ]);
}

#[derive(Projection)]
#[projection(entity = Contact)]
#[allow(dead_code)]
struct Brief {
    name: String,
    #[projection(lookup = ACCOUNT)]
    account: Option<Company>,
}

#[derive(Projection)]
#[projection(entity = Account)]
#[allow(dead_code)]
struct Company {
    name: String,
    #[projection(details = Account::CONTACT_BY_ACCOUNT
        .filter(Contact::NAME.ne("a;b=c)")).filter(Contact::AGE.gt(18))
        .order_by(Contact::NAME.desc()).order_by(Contact::AGE.asc())
        .top(3)
        .skip(1))]
    staff: Vec<Employee>,
}

#[derive(Projection)]
#[projection(entity = Contact)]
#[allow(dead_code)]
struct Employee {
    name: String,
    #[projection(column = Contact::ACCOUNT.at(Account::NAME))]
    company: Option<String>,
}

#[test]
fn rows_inside_of_rows() {
    let explain = Brief::query().explain(&willing()).unwrap();
    assert_snapshot!(below(explain.url()));
    assert_snapshot!(explain);
}

#[test]
fn switches() {
    let client = Client::builder("http://127.0.0.1:9").auth(Anonymous).in_operator(false).page_size(0).build().unwrap();
    let list = Sample::query().filter(Sample::ID.one_of([1, 2]));
    assert_snapshot!(below(list.explain(&client).unwrap().url()), @"Samples?$filter=Id%20eq%201%20or%20Id%20eq%202");
    // A page of no rows would be the end of every walk.
    assert_snapshot!(below(Contact::query().explain(&client).unwrap().url()), @"Contact?$orderby=Id&$count=true&$top=1");
    let client = Client::builder("http://127.0.0.1:9").auth(Anonymous).in_operator(true).build().unwrap();
    let list = Contact::query().filter(Contact::AGE.one_of([1, 2])).top(1);
    assert_snapshot!(below(list.explain(&client).unwrap().url()), @"Contact?$filter=Age%20in%20(1,2)&$orderby=Id&$top=1");
}

/// What Creatio is not known to understand is told before anything is sent.
#[test]
fn refusals() {
    const UP: creatio_runtime::Path<Sample, creatio_runtime::One<Sample>> =
        Sample::PARENT.at(Sample::PARENT).at(Sample::PARENT).at(Sample::PARENT);
    let why = |error: creatio_runtime::Error| {
        assert!(matches!(error.kind(), ErrorKind::Usage(_)));
        error.to_string()
    };
    let client = client();
    let staff = Account::query().filter(Account::CONTACT_BY_ACCOUNT.any(Filter::always()));
    assert_snapshot!(why(staff.explain(&client).unwrap_err()));
    assert_snapshot!(why(Brief::query().explain(&client).unwrap_err()));
    assert_snapshot!(why(Company::get(guid()).explain(&client).unwrap_err()));
    assert_snapshot!(why(Sample::query().filter(UP.at(UP).at(Sample::ID).eq(1)).explain(&client).unwrap_err()));
    assert_snapshot!(why(Sample::query().select((UP.at(UP).at(Sample::ID),)).explain(&client).unwrap_err()));
    assert_snapshot!(why(Sample::query().order_by(UP.at(UP).at(Sample::ID).asc()).explain(&client).unwrap_err()));
}
