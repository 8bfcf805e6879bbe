//! What rows are made of: entities, tuples and row types of one's own, over the wire.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Platform, RowOf};
use creatio_sandbox::{Fault, Oddity, Running, Sandbox};
use insta::{assert_debug_snapshot, assert_snapshot};
use serde_json::json;

use crate::creatio::{Account, Contact, Order};
use crate::random::standard::model as standard;
use crate::stage::{ACME, ANN, BOB, CID, METADATA, anonymous, requests, sandbox, text};

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Contact)]
struct Brief {
    name: String,
    #[projection(column = Contact::ACCOUNT.at(Account::NAME))]
    company: Option<String>,
    birth_date: Option<Timestamp>,
    #[projection(lookup = ACCOUNT)]
    account: Option<AccountBrief>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Account)]
struct AccountBrief {
    name: String,
    code: String,
}

/// Two levels of lookups, and details of which some are wanted.
#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Contact)]
struct Deep {
    name: String,
    #[projection(lookup = ACCOUNT)]
    account: Option<DeepAccount>,
    #[projection(column = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT).at(Contact::NAME))]
    boss: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Account)]
struct DeepAccount {
    name: String,
    #[projection(lookup = PRIMARY_CONTACT)]
    primary: Option<Named>,
    #[projection(details = Account::CONTACT_BY_ACCOUNT.filter(Contact::AGE.gt(20)).order_by(Contact::AGE.desc()).skip(1).top(1))]
    second_eldest: Vec<Named>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = Contact)]
struct Named {
    name: String,
}

async fn start(sandbox: Sandbox) -> Running {
    sandbox.auth(false).start().await.unwrap()
}

async fn rows<R: RowOf<Contact>>(sandbox: &Running) -> Vec<R> {
    Contact::query().order_by(Contact::NAME.asc()).rows_as::<R>().all(&anonymous(sandbox)).await.unwrap()
}

#[tokio::test]
async fn an_entity_has_no_value_where_creatio_has_its_empty_ones() {
    let sandbox = start(sandbox()).await;
    let cid = Contact::get(CID).one(&anonymous(&sandbox)).await.unwrap();
    // The zero guid, year 1, and the empty text, number and boolean.
    assert_eq!((cid.account_id, cid.birth_date, cid.job_title.as_str(), cid.completeness), (None, None, "", 0));
    assert_eq!((cid.owner_id, cid.name.as_str(), cid.age, cid.confirmed), (Some(BOB), "Cid", 50, false));
    let ann = Contact::get(ANN).one(&anonymous(&sandbox)).await.unwrap();
    assert_eq!((ann.account_id, ann.birth_date), (Some(ACME), Some("1990-02-28T00:00:00Z".parse().unwrap())));
}

#[tokio::test]
async fn tuples_with_columns_behind_lookups() {
    let sandbox = start(sandbox()).await;
    let columns = (Contact::ID, Contact::ACCOUNT.at(Account::NAME), Contact::ACCOUNT_ID, Contact::BIRTH_DATE);
    let query = Contact::query().filter(Contact::AGE.ge(40)).order_by(Contact::AGE.asc()).select(columns);
    let rows = query.all(&anonymous(&sandbox)).await.unwrap();
    assert_eq!(rows, [(BOB, Some("Acme".to_owned()), Some(ACME), None), (CID, None, None, None)]);
    assert_debug_snapshot!(requests(&sandbox), @r#"
    [
        "/0/odata/Contact?$select=Id,AccountId,BirthDate&$expand=Account&$filter=Age ge 40&$orderby=Age,Id&$count=true&$top=1000",
    ]
    "#);
}

#[tokio::test]
async fn a_row_type_of_ones_own_whatever_an_empty_lookup_expands_to() {
    for as_object in [false, true] {
        let sandbox = start(sandbox().oddity(Oddity::EmptyLookupExpandsToObject, as_object)).await;
        let acme = || AccountBrief { name: "Acme".to_owned(), code: "1".to_owned() };
        let of_acme = |name: &str, birth: Option<&str>| Brief {
            name: name.to_owned(),
            company: Some("Acme".to_owned()),
            birth_date: birth.map(|birth| birth.parse().unwrap()),
            account: Some(acme()),
        };
        let cid = Brief { name: "Cid".to_owned(), company: None, birth_date: None, account: None };
        let expected = [of_acme("Ann", Some("1990-02-28T00:00:00Z")), of_acme("Bob", None), cid];
        assert_eq!(rows::<Brief>(&sandbox).await, expected, "as an object: {as_object}");
        // One level of lookups, in the plain words that every instance knows.
        assert_eq!(
            requests(&sandbox),
            ["/0/odata/Contact?$select=Name,BirthDate&$expand=Account&$orderby=Name,Id&$count=true&$top=1000"]
        );
    }
}

#[tokio::test]
async fn what_stands_deeper_needs_a_switch() {
    let sandbox = start(sandbox().oddity(Oddity::NestedExpand, true)).await;
    let query = Contact::query().order_by(Contact::NAME.asc()).rows_as::<Deep>();
    let error = query.all(&anonymous(&sandbox)).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    rows of `Account/PrimaryContact` inside of rows: Creatio is only known to expand lookups of one level
    build the client with `.nested_expand(true)` to try it, or ask for them in a query of their own
    "#);
    assert_eq!(sandbox.requests().len(), 0, "it was refused before anything was sent");

    let client = Client::builder(sandbox.url()).auth(Anonymous).platform(Platform::NetFramework).nested_expand(true);
    let client = client.build().unwrap();
    let rows = query.all(&client).await.unwrap();
    let named = |name: &str| Named { name: name.to_owned() };
    let account =
        || DeepAccount { name: "Acme".to_owned(), primary: Some(named("Bob")), second_eldest: vec![named("Ann")] };
    let of_acme = |name: &str| Deep { name: name.to_owned(), account: Some(account()), boss: Some("Bob".to_owned()) };
    let cid = Deep { name: "Cid".to_owned(), account: None, boss: None };
    assert_eq!(rows, [of_acme("Ann"), of_acme("Bob"), cid]);
    sandbox.set_oddity(Oddity::EmptyLookupExpandsToObject, true);
    assert_eq!(query.all(&client).await.unwrap(), rows);
    assert_debug_snapshot!(requests(&sandbox)[0], @r#""/0/odata/Contact?$select=Name&$expand=Account($select=Name,Id;$expand=PrimaryContact($select=Name,Id),ContactCollectionByAccount($select=Name;$filter=Age gt 20;$orderby=Age desc;$top=1;$skip=1))&$orderby=Name,Id&$count=true&$top=1000""#);
}

const ORDERS: &str = r#"[
    {"Number": "1", "Amount": 100.10, "CurrencyRate": 1.0000, "PaymentAmount": 79228162514264337593543950335, "DueDate": "9999-12-31T23:59:59.9999999Z"},
    {"Number": "2", "Amount": 0.0000000000000000000000000001, "CurrencyRate": 1e3}
]"#;

async fn amounts(sandbox: &Running) -> Result<Vec<(Decimal, Decimal, Decimal)>, creatio_runtime::Error> {
    let columns = (Order::AMOUNT, Order::CURRENCY_RATE, Order::PAYMENT_AMOUNT);
    Order::query().order_by(Order::NUMBER.asc()).select(columns).all(&anonymous(sandbox)).await
}

#[tokio::test]
async fn decimals_are_exact_as_numbers_and_as_text() {
    let sandbox = start(sandbox().json("Order", ORDERS)).await;
    let rows = amounts(&sandbox).await.unwrap();
    // To the digit, the zeros at the end too.
    assert_debug_snapshot!(rows, @r#"
    [
        (
            100.10,
            1.0000,
            79228162514264337593543950335,
        ),
        (
            0.0000000000000000000000000001,
            1000,
            0,
        ),
    ]
    "#);
    // As a service writes them that takes no number for exact (IEEE754Compatible).
    sandbox.fault(Fault::WrongValue { row: 0, column: "Amount".to_owned(), json: r#""100.10""#.to_owned() });
    assert_eq!(amounts(&sandbox).await.unwrap(), rows);
}

#[tokio::test]
async fn a_masked_amount_is_an_error_that_names_the_column() {
    let sandbox = start(sandbox().json("Order", ORDERS).oddity(Oddity::MaskedMoney, true)).await;
    assert_snapshot!(text(&sandbox, &amounts(&sandbox).await.unwrap_err()), @"GET http://sandbox/0/odata/Order: Order.Amount, row 1: expected a decimal number that can be held exactly, found a masked amount");
    // Who can do without it says so.
    let client = Client::builder(sandbox.url()).auth(Anonymous).platform(Platform::NetFramework).masked_as_empty(true);
    let amounts = Order::query().order_by(Order::NUMBER.asc()).select((Order::AMOUNT, Order::PAYMENT_AMOUNT));
    let (amount, payment) = amounts.first(&client.build().unwrap()).await.unwrap().unwrap();
    assert_eq!((amount, payment), (Decimal::ZERO, Decimal::MAX));
}

#[tokio::test]
async fn the_last_day_that_creatio_knows_is_the_last_that_is_known_here() {
    let sandbox = start(sandbox().json("Order", ORDERS)).await;
    let dates = Order::query().filter(Order::NUMBER.eq("1")).select((Order::DUE_DATE,));
    assert_eq!(dates.one(&anonymous(&sandbox)).await.unwrap(), (Some(Timestamp::MAX),));
}

/// Things of a service that is not Creatio's.
async fn things() -> Running {
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let thing = move |number: u128| {
        json!({
            "Id": id(number), "Text": number.to_string(), "Short": 1, "Whole": 1, "Long": 1, "Money": 1, "Real": 1.5,
            "Flag": true, "Guid": id(9), "Moment": "2024-02-29T00:00:00Z", "Day": "2024-02-29", "Clock": "12:00:00",
            "Color": "Blue", "ParentId": (number > 1).then(|| id(number - 1)),
            "Place": (number != 2).then(|| json!({"City": "Rome", "Floor": null})),
        })
    };
    let sandbox = Sandbox::builder()
        .metadata(include_str!("../../fixtures/emit/reading/metadata.xml"))
        .rows("Thing", (1..=3).map(thing))
        .oddity(Oddity::EmptyValues, false)
        .oddity(Oddity::NestedExpand, true);
    start(sandbox).await
}

#[tokio::test]
async fn a_complex_column_is_read_whole() {
    let sandbox = things().await;
    let query = standard::Thing::query().order_by(standard::Thing::TEXT.asc());
    let rows = query.select((standard::Thing::TEXT, standard::Thing::PLACE)).all(&anonymous(&sandbox)).await.unwrap();
    let rome = || Some(standard::Place { city: Some("Rome".to_owned()), floor: None });
    assert_eq!(rows, [("1".to_owned(), rome()), ("2".to_owned(), None), ("3".to_owned(), rome())]);
}

#[tokio::test]
async fn the_servers_own_time() {
    let birth = |number: u32| json!({"Name": number.to_string(), "BirthDate": format!("2026-01-0{number}T00:00:00Z")});
    let sandbox = Sandbox::builder().metadata(METADATA).rows("Contact", (1..5).map(birth)).now("2026-01-03T00:00:00Z");
    let sandbox = start(sandbox).await;
    let born = Contact::query().filter(Contact::BIRTH_DATE.lt(now())).select((Contact::NAME,));
    let names = born.order_by(Contact::BIRTH_DATE.desc()).all(&anonymous(&sandbox)).await.unwrap();
    assert_eq!(names, [("2".to_owned(),), ("1".to_owned(),)]);
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = standard::Thing)]
struct Family {
    text: String,
    color: standard::Color,
    #[projection(lookup = PARENT)]
    parent: Option<Parent>,
    #[projection(details = THING_BY_PARENT)]
    children: Vec<Child>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = standard::Thing)]
struct Parent {
    text: String,
    #[projection(column = standard::Thing::PARENT.at(standard::Thing::TEXT))]
    parent: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(entity = standard::Thing)]
struct Child {
    text: String,
    place: Option<standard::Place>,
}

#[tokio::test]
async fn a_standard_service_is_asked_for_all_of_it_at_once() {
    let sandbox = things().await;
    let query = standard::Thing::query().order_by(standard::Thing::TEXT.asc()).rows_as::<Family>();
    let family =
        |text: &str, parent: Option<(&str, Option<&str>)>, child: Option<(&str, Option<standard::Place>)>| Family {
            text: text.to_owned(),
            color: standard::Color::Blue,
            parent: parent.map(|(text, parent)| Parent { text: text.to_owned(), parent: parent.map(str::to_owned) }),
            children: child.into_iter().map(|(text, place)| Child { text: text.to_owned(), place }).collect(),
        };
    let rome = standard::Place { city: Some("Rome".to_owned()), floor: None };
    let families = [
        family("1", None, Some(("2", None))),
        family("2", Some(("1", None)), Some(("3", Some(rome)))),
        family("3", Some(("2", Some("1"))), None),
    ];
    assert_eq!(query.all(&anonymous(&sandbox)).await.unwrap(), families);
    assert_debug_snapshot!(requests(&sandbox), @r#"
    [
        "/0/odata/Thing?$select=Text,Color&$expand=Parent($select=Text;$expand=Parent($select=Text)),ThingByParent($select=Text,Place)&$orderby=Text",
    ]
    "#);
}
