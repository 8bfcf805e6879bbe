use super::{Asked, LinkKind, View};
use crate::decode::{one, page};
use crate::{Details, Entity, EntityRow, FromRow, Row, RowOf};

#[allow(unreachable_pub)]
mod creatio {
    include!("../../tests/common/crm.rs");
}
use creatio::{Account, Contact};

const CONTACTS: Details<Account, Contact> = Account::CONTACT_BY_ACCOUNT;

/// As the derive writes it.
macro_rules! projection {
    ($Row:ident of $Entity:ident { $($field:ident: $Type:ty = $kind:ident($column:expr),)* }) => {
        #[derive(Clone, Debug, PartialEq)]
        struct $Row { $($field: $Type,)* }
        impl FromRow for $Row {
            fn from_row(row: &mut Row<'_>) -> Self {
                let mut row = row.of::<$Entity>();
                Self { $($field: row.$kind($column).fill::<$Type>(),)* }
            }
        }
        impl EntityRow for $Row { type Entity = $Entity; }
        impl RowOf<$Entity> for $Row {}
    };
}

projection!(Brief of Contact {
    name: String = column(Contact::NAME),
    company: Option<String> = column(Contact::ACCOUNT.at(Account::NAME)),
    account: Option<AccountBrief> = lookup(Contact::ACCOUNT),
    again: String = column(Contact::NAME),
    age: i32 = column(Contact::AGE),
});

projection!(AccountBrief of Account {
    name: String = column(Account::NAME),
    contacts: Vec<Name> = details(|| CONTACTS),
    primary: Option<Contact> = lookup(Account::PRIMARY_CONTACT),
    names: Vec<Name> = details(|| CONTACTS),
});

projection!(Name of Contact { name: String = column(Contact::NAME), });

projection!(Endless of Account {
    a: Vec<EndlessContact> = details(|| CONTACTS),
    b: Vec<EndlessContact> = details(|| CONTACTS),
});
projection!(EndlessContact of Contact { account: Option<Account> = lookup(Contact::ACCOUNT),
    again: Vec<Endless> = details(|| Contact::ACCOUNT_BY_PRIMARY_CONTACT), });

/// The tree in one line.
fn tree(view: View<'_>) -> String {
    let mut all: Vec<_> = view.columns().map(str::to_owned).collect();
    if view.whole() {
        all = vec!["*".to_owned()];
    }
    all.extend(view.links().map(|link| {
        let kind = match link.kind {
            LinkKind::Lookup => "",
            LinkKind::Details => "[]",
            LinkKind::Complex => ".",
        };
        format!("{}{kind}({})", link.name, tree(link.level))
    }));
    all.join(",")
}

#[test]
fn a_row_type_is_asked_what_it_wants() {
    let brief = Asked::of::<Brief>(Contact::META);
    let primary = "PrimaryContact(*)";
    let contacts = "ContactCollectionByAccount[](Name)";
    assert_eq!(tree(brief.top()), format!("Name,Age,Account(Name,{contacts},{primary})"));
    assert_eq!(tree(Asked::of::<Contact>(Contact::META).top()), "*");
    assert_eq!(Asked::of::<Contact>(Contact::META).top().columns().count(), 7);
    let paths = [Contact::ACCOUNT.at(Account::NAME).path(), Contact::ID.path(), Contact::ID.path()];
    assert_eq!(tree(Asked::paths(Contact::META, paths).top()), "Id,Account(Name)");
    let account = brief.top().links().next().unwrap().level;
    assert_eq!((account.key(), account.meta().name), (Some("Id"), "Account"));
}

#[test]
fn a_row_type_that_holds_itself_is_an_error() {
    let error = Asked::of::<Endless>(Account::META).check().unwrap_err();
    assert_eq!(error.to_string(), "the row type holds details of details without end; it may hold itself");
    let error = crate::decode::rows::<Endless>("[]").unwrap_err();
    assert!(error.to_string().starts_with("Account: the row type holds"), "{error}");
}

#[test]
fn a_path_that_is_too_deep_is_an_error_when_it_is_used() {
    let step = Contact::ACCOUNT.at(Account::PRIMARY_CONTACT);
    let deep = step.at(step).at(step).at(step).at(Contact::NAME);
    let asked = Asked::paths(Contact::META, [Contact::ID.path(), deep.path()]);
    assert!(asked.check().unwrap_err().is_too_deep());
    assert!(page::<(uuid::Uuid, Option<String>)>(&asked, "[]", 0).is_err());
}

#[test]
fn nested_rows_are_read_in_one_pass() {
    let brief = Asked::of::<Brief>(Contact::META);
    let row = r#"{ "Account": { "Web": [{}], "Name": "Acme", "PrimaryContact": null, "ContactCollectionByAccount":
        [{"Name": "B"}, {"Name": "C"}] }, "X": {"Name": 1}, "Age": 3, "Name": "Ann" }"#;
    let contacts = vec![Name { name: "B".into() }, Name { name: "C".into() }];
    let account = AccountBrief { name: "Acme".into(), contacts: contacts.clone(), primary: None, names: contacts };
    let (name, company) = ("Ann".to_owned(), Some("Acme".to_owned()));
    let whole = Brief { name: name.clone(), company, account: Some(account), again: name, age: 3 };
    assert_eq!(one::<Brief>(&brief, row).unwrap(), whole);
    let without = r#"{ "Name": "Ann", "Account": null, "Age": 3 }"#;
    let empty = Brief { company: None, account: None, ..whole.clone() };
    let page = page::<Brief>(&brief, &format!(r#"{{"value": [{row}, {without}, {row}]}}"#), 0).unwrap();
    assert_eq!(page.rows, [whole.clone(), empty, whole]);
}

#[test]
fn a_page_says_how_many_rows_there_are_and_where_the_next_ones_are() {
    let asked = Asked::paths(Contact::META, [Contact::NAME.path()]);
    for (reply, count) in [
        (r#"{"@odata.count": 3, "value": [{"Name": "A"}], "@odata.nextLink": "ht\u0074p"}"#, Some(3)),
        (
            r#"{"@nextLink": "http", "@count": "9007199254740993", "value": [{"Name": "A"}]}"#,
            Some(9_007_199_254_740_993),
        ),
        (r#"{"@odata.nextLink": "http", "value": [{"Name": "A"}], "@odata.count": null}"#, None),
    ] {
        let page = page::<(String,)>(&asked, reply, 0).unwrap();
        assert_eq!((page.rows.len(), page.count, page.next_link.as_deref()), (1, count, Some("http")));
    }
    let error = page::<(String,)>(&asked, r#"{"value": [], "@odata.count": -1}"#, 0).unwrap_err();
    assert_eq!(error.to_string(), "Contact.@odata.count: expected a whole number, found a number of 2 characters");
}

#[test]
fn rows_are_counted_over_all_pages() {
    let asked = Asked::paths(Contact::META, [Contact::ACCOUNT.at(Account::NAME).path()]);
    let reply = r#"[{"Account": null}, {"Account": {"Name": 1}}]"#;
    let error = page::<(Option<String>,)>(&asked, reply, 17_001).unwrap_err();
    assert_eq!(error.to_string(), "Contact.Account/Name, row 17003: expected text, found a number of 1 character");
}

#[test]
fn masked_amounts_are_empty_where_that_is_asked_for() {
    let salary = || [Contact::SALARY.path(), Account::PRIMARY_CONTACT.at(Contact::SALARY).path()];
    let reply = r#"{"Salary": "3492.00n_____", "PrimaryContact": {"Salary": "0.00n_____"}}"#;
    type Salaries = (rust_decimal::Decimal, Option<rust_decimal::Decimal>);
    let error = one::<Salaries>(&Asked::paths(Account::META, salary()), reply).unwrap_err();
    let words = "Account.Salary: expected a decimal number that can be held exactly, found a masked amount";
    assert_eq!(error.to_string(), words);
    let lenient = Asked::paths(Account::META, salary()).masked_as_empty(true);
    assert_eq!(one::<Salaries>(&lenient, reply).unwrap(), (rust_decimal::Decimal::ZERO, None));
    for other in ["3492.00", "3492.00n", "n___", "_", "3492.00n____x"] {
        let reply = reply.replace("3492.00n_____", other);
        assert_eq!(one::<Salaries>(&lenient, &reply).is_ok(), other == "3492.00", "{other}");
    }
}
