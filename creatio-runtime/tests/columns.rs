//! Columns, lookups, details and paths: what they are called on the wire.

mod common;

use common::creatio::{Account, Contact};
use common::shop::{Address, Part, Product};
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{
    Binary, Column, ColumnEntry, Complex, Computed, Dialect, Entity, EntitySet, Hop, Key, LinkEntry, Many, Member,
    NoKey, One, Path, Singleton, StreamProperty,
};

#[test]
fn a_column_is_called_as_in_its_table() {
    assert_eq!(format!("{:?}", Contact::ID), "Contact.Id");
    assert_eq!(format!("{:?}", Contact::SALARY), "Contact.Salary");
    assert_eq!(format!("{:?}", Contact::AGE), "Contact.Age");
    assert_eq!(format!("{:?}", Contact::ACCOUNT), "Contact.Account");
    assert_eq!(format!("{:?}", Contact::ACCOUNT_BY_PRIMARY_CONTACT), "Contact.AccountCollectionByPrimaryContact");
}

#[test]
fn a_column_knows_the_lookup_whose_key_it_holds() {
    let path = Contact::ACCOUNT_ID.path().unwrap();
    assert!(path.through.is_empty());
    let lookup = Some(("Account", "Id"));
    assert_eq!(path.last, Member::Column(ColumnEntry { name: "AccountId", lookup }));
}

#[test]
fn a_detail_knows_the_lookup_that_leads_back() {
    let path = Contact::ACCOUNT.at(Account::CONTACT_BY_ACCOUNT).path().unwrap();
    let name = "ContactCollectionByAccount";
    assert_eq!(path.last, Member::Link(LinkEntry { name, partner: Some("Account") }));
    assert_eq!(path.to_string(), "Account/ContactCollectionByAccount");
    assert_eq!(path.names().collect::<Vec<_>>(), ["Account", name]);
    let account = Member::Link(LinkEntry { name: "Account", partner: None });
    assert_eq!(path.through, [Hop { member: account, to: Account::META }]);
}

// Consts: `at` works at compile time. The types say that what is behind a lookup may be missing.
const COMPANY: Path<Contact, Option<String>> = Contact::ACCOUNT.at(Account::NAME);
const FAR_ID: Path<Contact, Option<Uuid>> = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT_ID);
const FAR_AGE: Path<Account, Option<i32>> = Account::PRIMARY_CONTACT.at(Contact::AGE);
const FAR_LOOKUP: Path<Contact, One<Contact>> = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT);
const FAR_DETAILS: Path<Contact, Many<Contact>> = Contact::ACCOUNT.at(Account::CONTACT_BY_ACCOUNT);

#[test]
fn a_path_nests_either_way() {
    assert_eq!(format!("{COMPANY:?}"), "Contact.Account/Name");
    assert_eq!(format!("{FAR_ID:?}"), "Contact.Account/PrimaryContactId");
    assert_eq!(format!("{FAR_AGE:?}"), "Account.PrimaryContact/Age");
    assert_eq!(format!("{FAR_DETAILS:?}"), "Contact.Account/ContactCollectionByAccount");
    let left = FAR_LOOKUP.at(Contact::ACCOUNT).at(Account::NAME);
    let right = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT.at(COMPANY));
    for path in [left, right] {
        assert_eq!(format!("{path:?}"), "Contact.Account/PrimaryContact/Account/Name");
    }
}

#[test]
fn a_path_goes_through_six_lookups_and_no_more() {
    const TWO: Path<Contact, One<Contact>> = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT);
    const SIX: Path<Contact, Option<String>> = TWO.at(TWO).at(TWO).at(Contact::NAME);
    const SEVEN: Path<Contact, Option<String>> = TWO.at(TWO).at(TWO).at(COMPANY);
    const NESTED: Path<Contact, Option<String>> = TWO.at(TWO.at(TWO.at(COMPANY)));
    let hops = "Account/PrimaryContact/Account/PrimaryContact/Account/PrimaryContact";
    assert_eq!(SIX.path().unwrap().to_string(), format!("{hops}/Name"));
    for path in [SEVEN, NESTED, TWO.at(SEVEN), SEVEN] {
        assert!(path.path().unwrap_err().is_too_deep());
        let words = "Contact.<the path goes through more than 6 lookups>";
        assert_eq!(format!("{path:?}"), words);
    }
    // Once too deep, never right again, and never a panic.
    let endless = (0..100).fold(TWO, |path, _| path.at(TWO));
    assert!(endless.path().unwrap_err().is_too_deep());
}

#[test]
fn a_path_goes_through_complex_types() {
    let city: Path<Product, Option<String>> = Product::ADDRESS.at(Address::CITY);
    assert_eq!(format!("{city:?}"), "Product.Address/City");
    let inner = Product::PARTS.at(Part::INNER).at(Part::NAME);
    assert_eq!(format!("{inner:?}"), "Product.Parts/Inner/Name");
    let spare = Product::SPARE.at(Product::PARTS.at(Part::NAME));
    assert_eq!(format!("{spare:?}"), "Product.Spare/Parts/Name");
    let tags: Path<Product, Option<Vec<String>>> = Product::SPARE.at(Product::TAGS);
    assert_eq!(format!("{tags:?}"), "Product.Spare/Tags");
}

#[test]
fn a_line_that_is_not_there_is_an_error() {
    let column: Column<Contact, String> = creatio_runtime::column(99);
    let error = column.path().unwrap_err();
    assert!(!error.is_too_deep());
    assert_eq!(error.to_string(), "the generated table has no such line; generate the code again");
    assert_eq!(StreamProperty::<Contact>::new(1).name(), None);
}

#[test]
fn the_tables_are_read_line_by_line() {
    let meta = Contact::META;
    assert_eq!((meta.name, meta.set, meta.dialect), ("Contact", "Contact", Dialect::Creatio));
    assert_eq!(meta.columns().count(), 7);
    assert_eq!(meta.columns().nth(2), Some(ColumnEntry { name: "Name", lookup: None }));
    assert_eq!(meta.links().next(), Some(LinkEntry { name: "Account", partner: None }));
    assert_eq!(meta.streams().collect::<Vec<_>>(), ["ContactPhoto"]);
    assert_eq!(Product::META.key().collect::<Vec<_>>(), ["Region", "Number"]);
    assert_eq!(Product::META.streams().count(), 0);
    assert_eq!(Address::META.key().count(), 0);
}

#[test]
fn handles_have_names() {
    assert_eq!(Contact::CONTACT_PHOTO.name(), Some("ContactPhoto"));
    assert_eq!(format!("{:?}", Contact::CONTACT_PHOTO), "Contact.ContactPhoto");
    assert_eq!(Contact::SET_ARCHIVED.name(), "Archived");
    assert_eq!(Contact::SINGLETON_ME.name(), "Me");
    let names = format!("{:?} {:?}", Contact::SET_ARCHIVED, Contact::SINGLETON_ME);
    assert_eq!(names, "Archived Me");
}

fn parts<K: Key>() -> usize {
    K::PARTS
}

#[test]
fn a_key_has_as_many_parts_as_its_columns() {
    fn agrees<E: Entity>() -> bool {
        parts::<E::Key>() == E::META.key().count()
    }
    assert!(agrees::<Contact>() && agrees::<Product>() && agrees::<common::Only<i32, true>>());
    type Eight = (i8, u8, i16, i32, i64, f32, f64, bool);
    type Four = (Uuid, Decimal, Timestamp, Binary);
    assert_eq!(parts::<(Eight, Eight, Eight, Four, Four)>(), 32);
    type ThirtyTwo = (
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
        i32,
    );
    assert_eq!(parts::<ThirtyTwo>(), 32);
    assert_eq!(parts::<(common::shop::Color, NoKey)>(), 1);
}

/// Neither `Send`, `Sync` nor `Copy`, and no entity.
struct Awkward(#[allow(dead_code)] std::rc::Rc<()>);

#[test]
fn consts_can_be_copied_and_sent_whatever_they_speak_of() {
    fn easy<T: Copy + Send + Sync + 'static>() {}
    easy::<Column<Awkward, Awkward>>();
    easy::<Column<Awkward, Awkward, Computed>>();
    easy::<Path<Awkward, One<Awkward>>>();
    easy::<EntitySet<Awkward>>();
    easy::<Singleton<Awkward>>();
    easy::<StreamProperty<Awkward>>();
    let set = EntitySet::<Awkward>::new("Rows");
    assert_eq!([set, set].map(EntitySet::name), ["Rows"; 2]);
}

#[test]
fn generated_types_can_be_sent() {
    fn sent<T: Send + Sync + 'static>() {}
    sent::<Contact>();
    sent::<Account>();
    sent::<Product>();
    sent::<creatio_runtime::DecodeError>();
}
