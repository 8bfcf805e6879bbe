//! Row types of one's own: what they read from a reply. What they ask for is tested inside of the crate, what the compiler
//! says of mistakes in `tests/ui`.

mod common;

use common::creatio::{Account, Contact};
use common::shop::{Address, Color, Part, Product};
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_runtime::{DecodeError, Found, decode};

#[derive(Clone, Debug, PartialEq, Projection)]
#[projection(entity = Contact)]
struct Brief {
    name: String,
    #[projection(column = AGE)]
    years: i32,
    #[projection(column = Contact::ACCOUNT.at(Account::NAME))]
    company: Option<String>,
    account_id: Option<Uuid>,
    #[projection(lookup = ACCOUNT)]
    account: Option<AccountBrief>,
}

#[derive(Clone, Debug, PartialEq, Projection)]
#[projection(entity = Account)]
struct AccountBrief {
    name: String,
    #[projection(details = CONTACT_BY_ACCOUNT)]
    people: Vec<Person>,
    #[projection(lookup = Account::PRIMARY_CONTACT)]
    primary: Option<Person>,
}

#[derive(Clone, Debug, PartialEq, Projection)]
#[projection(entity = common::creatio::Contact)]
struct Person {
    name: String,
    confirmed: bool,
}

fn brief(json: &str) -> Result<Brief, DecodeError> {
    decode::entity(json)
}

const ACME: Uuid = uuid!("e308b781-3c5b-4ecb-89ef-5c1ed4da488e");

/// A row with this account.
fn row(account: &str) -> String {
    format!(r#"{{ "@odata.etag": "1", "Name": "Ann", "Age": 30, "AccountId": "{ACME}", "Account": {account} }}"#)
}

const ACCOUNT: &str = r#"{ "Name": "Acme", "Code": "1",
    "ContactCollectionByAccount": [{"Name": "Bob", "Confirmed": true}, {"Confirmed": false, "Name": "Cid", "Age": 1}],
    "PrimaryContact": { "Id": "410006e1-ca4e-4502-a9ec-e54d922d2c00", "Name": "Bob", "Confirmed": true } }"#;

fn ann() -> Brief {
    let person = |name: &str, confirmed| Person { name: name.to_owned(), confirmed };
    let people = vec![person("Bob", true), person("Cid", false)];
    let account = AccountBrief { name: "Acme".to_owned(), people, primary: Some(person("Bob", true)) };
    Brief {
        name: "Ann".to_owned(),
        years: 30,
        company: Some("Acme".to_owned()),
        account_id: Some(ACME),
        account: Some(account),
    }
}

#[test]
fn two_levels_of_lookups_and_details_are_read() {
    assert_eq!(brief(&row(ACCOUNT)).unwrap(), ann());
}

#[test]
fn a_lookup_that_leads_nowhere_is_none() {
    let alone = Brief { company: None, account: None, ..ann() };
    assert_eq!(brief(&row("null")).unwrap(), alone);
    // As Creatio may write it: an object of empty values, which its key gives away, wherever it stands.
    let empty = r#"{ "Id": "00000000-0000-0000-0000-000000000000", "Name": "", "PrimaryContact": {"Name": ""} }"#;
    assert_eq!(brief(&row(empty)).unwrap(), alone);
    let empty = r#"{ "PrimaryContact": null, "Name": "", "Id": "00000000-0000-0000-0000-000000000000" }"#;
    assert_eq!(brief(&row(empty)).unwrap(), alone);
}

#[test]
fn rows_do_not_lend_each_other_what_stands_behind_lookups() {
    let (with, without) = (row(ACCOUNT), row("null"));
    let rows: Vec<Brief> = decode::rows(&format!("[{with}, {without}, {with}, {without}]")).unwrap();
    let alone = Brief { company: None, account: None, ..ann() };
    assert_eq!(rows, [ann(), alone.clone(), ann(), alone]);
}

#[test]
fn keys_stand_in_any_order() {
    let orders = [
        row(ACCOUNT),
        format!(r#"{{ "Account": {ACCOUNT}, "AccountId": "{ACME}", "Age": 30, "Name": "Ann" }}"#),
        format!(
            r#"{{ "Age": 30, "X": {{"Account": 1}}, "Na\u006de": "Ann", "Acc\u006funt": {ACCOUNT}, "AccountId": "{ACME}" }}"#
        ),
    ];
    for [a, b, c] in [[0, 1, 2], [2, 1, 0], [1, 1, 2]] {
        let reply = format!("[{}, {}, {}]", orders[a], orders[b], orders[c]);
        assert_eq!(decode::rows::<Brief>(&reply).unwrap(), vec![ann(); 3]);
    }
}

fn refusal(account: &str) -> String {
    brief(&row(account)).unwrap_err().to_string()
}

#[test]
fn an_error_names_the_whole_path() {
    assert_eq!(refusal(r#"{"Name": 1}"#), "Contact.Account/Name: expected text, found a number of 1 character");
    assert_eq!(refusal("[]"), "Contact.Account: expected an object, found an array");
    let details = |details| ACCOUNT.replace(r#"[{"Name": "Bob", "Confirmed": true}, "#, details);
    let bad = details(r#"[{"Name": "Bob", "Confirmed": 0}, "#);
    let at = "Contact.Account/ContactCollectionByAccount";
    assert_eq!(refusal(&bad), format!("{at}/Confirmed: expected true or false, found a number of 1 character"));
    assert_eq!(refusal(&details("[1, ")), format!("{at}: expected an object, found a number of 1 character"));
    let none = r#"{"Name": "Acme", "PrimaryContact": null}"#;
    assert_eq!(refusal(none), format!("{at}: expected an array, found no such key"));
    let twice = r#"{"Name": "Acme", "PrimaryContact": {"Name": ""}, "PrimaryContact": {}}"#;
    assert_eq!(refusal(twice), "Contact.Account/PrimaryContact: expected one value, found the key twice");
    let inner = r#"{"Name": "Acme", "ContactCollectionByAccount": [], "PrimaryContact": {"Name": "Bob"}}"#;
    let error = decode::rows::<Brief>(&format!("[{}, {}]", row("null"), row(inner))).unwrap_err();
    assert_eq!((error.entity(), error.row()), ("Contact", Some(2)));
    assert_eq!((error.column(), error.found()), (Some("Account/PrimaryContact/Confirmed"), Some(Found::Missing)));
}

#[test]
fn a_reply_that_was_cut_is_an_error() {
    let row = row(ACCOUNT);
    for end in (0..row.len()).filter(|end| row.is_char_boundary(*end)) {
        assert_eq!(brief(&row[..end]).unwrap_err().offset(), Some(end), "cut at {end}");
    }
}

#[test]
fn details_whose_rows_are_kept_for_another_reply_are_an_error() {
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Account)]
    struct All {
        #[projection(details = CONTACT_BY_ACCOUNT)]
        people: Vec<Person>,
    }
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Account)]
    struct Two {
        #[projection(details = Account::CONTACT_BY_ACCOUNT.top(2))]
        people: Vec<Person>,
    }
    let people = |count: usize| vec![r#"{"Name": "Bob", "Confirmed": true}"#; count].join(",");
    let part = "Account.ContactCollectionByAccount, row 2: expected all rows of these details, found a part of them and a \
                link to the rest";
    for name in ["@odata.nextLink", "@nextLink"] {
        let link = |link: &str| format!(r#""ContactCollectionByAccount{name}": {link}"#);
        let row = |count| format!(r#""ContactCollectionByAccount": [{}]"#, people(count));
        let reply = |count, next: &str| {
            // The link comes before or behind the rows; the row after it has none.
            format!(
                r#"[{{{0}, "X@odata.nextLink": "x"}}, {{{0}, {1}}}, {{{1}, {0}}}, {{{0}}}]"#,
                row(count),
                link(next)
            )
        };
        assert_eq!(decode::rows::<All>(&reply(2, r#""Accounts(1)/…""#)).unwrap_err().to_string(), part);
        assert_eq!(decode::rows::<All>(&reply(2, "null")).unwrap().len(), 4);
        // There may be more than were asked for.
        assert_eq!(decode::rows::<Two>(&reply(2, r#""…""#)).unwrap()[3].people.len(), 2);
        assert_eq!(decode::rows::<Two>(&reply(1, r#""…""#)).unwrap_err().to_string(), part);
    }
}

#[test]
fn rows_of_details_may_be_many_levels_deep() {
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Account)]
    struct Tree {
        name: String,
        #[projection(details = Account::CONTACT_BY_ACCOUNT)]
        contacts: Vec<Branch>,
    }
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Contact)]
    struct Branch {
        name: String,
        #[projection(details = ACCOUNT_BY_PRIMARY_CONTACT)]
        accounts: Vec<Account>,
        // Details behind a lookup: none, when it leads nowhere.
        #[projection(details = Contact::ACCOUNT.at(Account::CONTACT_BY_ACCOUNT))]
        colleagues: Vec<Person>,
    }
    let account = format!(r#"{{"Id": "{ACME}", "Name": "Leaf", "PrimaryContactId": null}}"#);
    let branch = format!(
        r#"{{"Name": "B", "AccountCollectionByPrimaryContact": [{account}, {account}], "Account":
            {{"ContactCollectionByAccount": [{{"Name": "Cid", "Confirmed": true}}]}}}}"#
    );
    let bare = r#"{"Account": null, "AccountCollectionByPrimaryContact": [], "Name": "C"}"#;
    let reply = format!(r#"{{"ContactCollectionByAccount": [{branch}, {bare}, {branch}], "Name": "Root"}}"#);
    let tree: Tree = decode::entity(&reply).unwrap();
    let branches: Vec<_> = tree.contacts.iter().map(|b| (&*b.name, b.accounts.len(), b.colleagues.len())).collect();
    assert_eq!((&*tree.name, branches), ("Root", vec![("B", 2, 1), ("C", 0, 0), ("B", 2, 1)]));
    assert_eq!(tree.contacts[2].accounts[1].name, "Leaf");
    let bad = reply.replace(r#""Name": "Cid""#, r#""Name": []"#);
    let error = decode::entity::<Tree>(&bad).unwrap_err();
    let path = "ContactCollectionByAccount/Account/ContactCollectionByAccount/Name";
    assert_eq!(error.to_string(), format!("Account.{path}: expected text, found an array"));
}

#[test]
fn columns_of_complex_types_are_read_whole_and_in_parts() {
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Product)]
    struct Item {
        color: Color,
        address: Address,
        #[projection(column = Product::ADDRESS.at(Address::CITY))]
        city: Option<String>,
        #[projection(column = Product::PARTS.at(Part::INNER).at(Part::NAME))]
        inner: Option<String>,
        #[projection(lookup = SPARE)]
        spare: Option<Spare>,
    }
    #[derive(Debug, PartialEq, Projection)]
    #[projection(entity = Product)]
    struct Spare {
        tags: Vec<String>,
        #[projection(column = Product::ADDRESS.at(Address::CITY))]
        city: Option<String>,
    }
    let reply = r#"{ "Address": {"City": "Riga", "Zip": "1"}, "Parts": {"Name": "a", "Inner": {"Name": "b"}}, "Color": "Red",
        "Spare": {"Tags": ["x"], "Address": {"Zip": 5}} }"#;
    let (city, inner) = (Some("Riga".to_owned()), Some("b".to_owned()));
    let address = Address { city: city.clone(), zip: "1".to_owned() };
    let spare = Some(Spare { tags: vec!["x".to_owned()], city: None });
    let item = Item { color: Color::Red, address, city, inner, spare };
    assert_eq!(decode::entity::<Item>(reply).unwrap(), item);
    let reply = r#"{ "Parts": {"Inner": null}, "Address": {"Zip": ""}, "Color": 1, "Spare": null }"#;
    let address = Address { city: None, zip: String::new() };
    let item = Item { address, city: None, inner: None, spare: None, ..item };
    assert_eq!(decode::entity::<Item>(reply).unwrap(), item);
    let reply = r#"{ "Parts": [], "Address": {"Zip": ""}, "Color": 1 }"#;
    let error = decode::entity::<Item>(reply).unwrap_err();
    assert_eq!(error.to_string(), "Product.Parts: expected an object, found an array");
    let reply = r#"{ "Parts": null, "Address": {"City": 1, "Zip": ""}, "Color": 1 }"#;
    let error = decode::entity::<Item>(reply).unwrap_err();
    assert_eq!(error.to_string(), "Product.Address/City: expected text, found a number of 1 character");
}

/// A service may send a part of a column's many values, and a link to the rest.
#[test]
fn values_that_are_kept_for_another_reply_are_an_error() {
    #[derive(Debug, Projection)]
    #[projection(entity = Product)]
    #[allow(dead_code)]
    struct Tagged {
        tags: Vec<String>,
    }
    for reply in [
        r#"{ "Tags": ["x"], "Tags@odata.nextLink": "https://x/y" }"#,
        r#"{ "Tags@nextLink": "https://x/y", "Tags": ["x"] }"#,
    ] {
        let error = decode::entity::<Tagged>(reply).unwrap_err();
        assert_eq!((error.column(), error.found()), (Some("Tags"), Some(Found::Part)));
    }
    assert_eq!(decode::entity::<Tagged>(r#"{ "Tags": ["x"], "Name@odata.nextLink": "y" }"#).unwrap().tags, ["x"]);
}

#[test]
fn what_the_user_has_named_is_not_in_the_way() {
    mod user {
        #![allow(dead_code, clippy::upper_case_acronyms)]
        pub(crate) mod creatio_runtime {}
        pub(crate) struct Option;
        pub(crate) struct Self_;
        #[allow(non_upper_case_globals)]
        pub(crate) const row: u8 = 1;
        pub(crate) use super::Contact as Entity;

        #[derive(::creatio_runtime::Projection)]
        #[projection(entity = Entity, crate = ::creatio_runtime)]
        pub(crate) struct Row {
            #[projection(column = NAME)]
            pub(crate) row: String,
            #[projection(column = CONFIRMED)]
            pub(crate) r#type: bool,
            r#age: i32,
        }
    }
    let row: user::Row = decode::entity(r#"{"Name": "Ann", "Confirmed": true, "Age": 1}"#).unwrap();
    assert_eq!((&*row.row, row.r#type), ("Ann", true));
}

mod mutations {
    use proptest::prelude::*;

    use super::{ACCOUNT, Brief, decode, row};

    proptest! {
        #[test]
        fn no_reply_makes_it_panic(at in 0..600usize, len in 0..40usize, other in r#"[]{}\[":,n0-9A-Za-z\\]{0,6}"#) {
            let row = row(ACCOUNT);
            let mut reply = format!("[{row},{row}]");
            let (at, end) = (at.min(reply.len()), (at + len).min(reply.len()));
            reply.replace_range(at..end, &other);
            let _ = decode::rows::<Brief>(&reply);
            let _ = decode::entity::<Brief>(&reply[1..]);
        }
    }
}

/// A server that passes `$expand` over leaves the key out. Were that an empty lookup, all of them would be.
#[test]
fn a_lookup_that_was_not_expanded_is_no_empty_one() {
    let json = format!(r#"{{ "Name": "Ann", "Age": 30, "AccountId": "{ACME}" }}"#);
    let error = brief(&json).unwrap_err();
    assert_eq!(error.column(), Some("Account/Name"));
    assert_eq!(error.found(), Some(Found::Missing));

    #[derive(Debug, Projection)]
    #[projection(entity = Contact)]
    #[allow(dead_code)]
    struct WithAccount {
        #[projection(lookup = ACCOUNT)]
        account: Option<Firm>,
    }

    #[derive(Debug, Projection)]
    #[projection(entity = Account)]
    #[allow(dead_code)]
    struct Firm {
        name: String,
    }

    let error = decode::entity::<WithAccount>(&json).unwrap_err();
    assert_eq!(error.to_string(), "Contact.Account: expected an object or null, found no such key");
    assert!(
        decode::entity::<WithAccount>(&json.replace("\"Age\"", "\"Account\": null, \"Age\""))
            .unwrap()
            .account
            .is_none()
    );
}
