//! Whole replies: shapes, key order, keys that are too many or too few.

mod common;

use common::creatio::{Account, Contact};
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_runtime::{Found, decode};

const SUPERVISOR: Uuid = uuid!("410006e1-ca4e-4502-a9ec-e54d922d2c00");

const ROW: &str = r#"{
    "Id": "410006e1-ca4e-4502-a9ec-e54d922d2c00",
    "Name": "Supervisor",
    "OwnerId": "00000000-0000-0000-0000-000000000000",
    "AccountId": "e308b781-3c5b-4ecb-89ef-5c1ed4da488e",
    "BirthDate": "0001-01-01T00:00:00Z",
    "Salary": 1.00000000,
    "Confirmed": true,
    "Age": 0,
    "ContactPhoto@odata.mediaContentType": "application/octet-stream"
}"#;

fn supervisor() -> Contact {
    Contact {
        id: SUPERVISOR,
        account_id: Some(uuid!("e308b781-3c5b-4ecb-89ef-5c1ed4da488e")),
        name: "Supervisor".to_owned(),
        salary: "1".parse().unwrap(),
        birth_date: None,
        age: 0,
        confirmed: true,
    }
}

#[test]
fn a_row_is_read() {
    assert_eq!(decode::entity::<Contact>(ROW).unwrap(), supervisor());
}

#[test]
fn a_reply_is_read() {
    let context = r#""@odata.context": "https://acme.creatio.com/0/odata/$metadata#Contact""#;
    let reply = format!(r#"{{ {context}, "value": [{ROW}, {ROW}], "@odata.nextLink": "…" }}"#);
    assert_eq!(decode::rows::<Contact>(&reply).unwrap(), vec![supervisor(); 2]);
    // The same, as it comes when it was saved by a Windows program, and with an escaped key.
    let saved = format!("\u{feff}{}", reply.replace("\"value\"", r#""v\u0061lue""#));
    assert_eq!(decode::rows::<Contact>(&saved).unwrap(), vec![supervisor(); 2]);
}

#[test]
fn a_bare_array_is_read() {
    assert_eq!(decode::rows::<Contact>(&format!("[{ROW}]")).unwrap(), [supervisor()]);
    assert_eq!(decode::rows::<Contact>(" [ ] ").unwrap(), []);
    assert_eq!(decode::rows::<Contact>(r#"{"value":[]}"#).unwrap(), []);
}

fn account(text: &str) -> String {
    let error = decode::entity::<Account>(text);
    error.map_or_else(|error| error.to_string(), |account| account.name)
}

fn accounts(text: &str) -> Vec<String> {
    let accounts = decode::rows::<Account>(text).unwrap();
    accounts.into_iter().map(|account| account.name).collect()
}

const ID: &str = r#""Id": "405947d0-2ffb-4ded-8675-0475f19f5a81""#;
const CONTACT: &str = r#""PrimaryContactId": null"#;

#[test]
fn keys_stand_in_any_order() {
    assert_eq!(account(&format!(r#"{{ {CONTACT}, {ID}, "Name": "Acme" }}"#)), "Acme");
    let a = format!(r#"{{ {ID}, "Name": "A", {CONTACT} }}"#);
    let b = format!(r#"{{ "Name": "B", "More": {{"Name": [0]}}, {CONTACT}, {ID} }}"#);
    let c = format!(r#"{{ "X": 1, "Y": [], {ID}, {CONTACT}, "Na\u006de": "C", "Z": {{}} }}"#);
    let replies = [[&a, &b, &c], [&c, &a, &b], [&b, &b, &a], [&c, &c, &c]];
    let names = [["A", "B", "C"], ["C", "A", "B"], ["B", "B", "A"], ["C"; 3]];
    for (rows, names) in replies.iter().zip(names) {
        let rows: Vec<_> = rows.iter().map(|row| row.as_str()).collect();
        assert_eq!(accounts(&format!("[{}]", rows.join(","))), names);
    }
}

#[test]
fn other_keys_are_skipped() {
    let more = r#""@odata.etag": "W/\"1\"", "Other": {"Name": "no", "Id": [1, {"Id": 2}]}, "": 0"#;
    assert_eq!(account(&format!(r#"{{ {more}, {ID}, "Name": "Acme", {CONTACT} }}"#)), "Acme");
    // A key is not taken for one that it begins with, nor for one in another case.
    let near = r#""Nam": 1, "Names": 2, "name": 3"#;
    assert_eq!(account(&format!(r#"{{ {near}, {ID}, "Name": "Acme", {CONTACT} }}"#)), "Acme");
}

#[test]
fn a_column_that_is_missing_is_an_error() {
    let words = "Account.Name: expected text, found no such key";
    assert_eq!(account(&format!("{{ {ID}, {CONTACT} }}")), words);
    // Creatio writes every column, so even one that may be empty has to be there.
    let words = "Account.PrimaryContactId: expected a guid, found no such key";
    assert_eq!(account(&format!(r#"{{ {ID}, "Name": "Acme" }}"#)), words);
    // The row before does not lend its values.
    let whole = format!(r#"{{ {ID}, "Name": "Acme", {CONTACT} }}"#);
    let error = decode::rows::<Account>(&format!("[{whole}, {{ {ID}, {CONTACT} }}]")).unwrap_err();
    assert_eq!((error.row(), error.column()), (Some(2), Some("Name")));
    assert_eq!(error.found(), Some(Found::Missing));
}

#[test]
fn a_column_that_is_there_twice_is_an_error() {
    let twice = format!(r#"{{ {ID}, "Name": "A", {CONTACT}, "N\u0061me": "B" }}"#);
    assert_eq!(account(&twice), "Account.Name: expected one value, found the key twice");
    let others = format!(r#"{{ {ID}, "Name": "A", {CONTACT}, "X": 1, "X": 2 }}"#);
    assert_eq!(account(&others), "A");
    let error = decode::rows::<Account>(r#"{"value": [], "value": []}"#).unwrap_err();
    assert_eq!(error.to_string(), "Account: expected one `value`, found the key twice");
}

#[test]
fn what_is_no_reply_is_an_error() {
    let expected = "expected rows: an array, or an object with an array in `value`";
    for (reply, found) in [
        (r#"{"error": {"code": "", "message": "…"}}"#, "no such key"),
        (r#"{"value": {}}"#, "an object"),
        (r#"{"value": null}"#, "null"),
        (r#""rows""#, "text of 4 characters"),
        ("12", "a number of 2 characters"),
    ] {
        let error = decode::rows::<Account>(reply).unwrap_err();
        assert_eq!(error.to_string(), format!("Account: {expected}, found {found}"));
    }
    assert_eq!(account("[]"), "Account: expected an object, found an array");
    let error = decode::rows::<Account>("[1]").unwrap_err();
    let words = "Account, row 1: expected an object, found a number of 1 character";
    assert_eq!(error.to_string(), words);
}

#[test]
fn a_reply_that_was_cut_is_an_error() {
    let reply = format!(r#"{{"value": [{ROW}, {ROW}]}}"#);
    for end in (0..reply.len()).filter(|end| reply.is_char_boundary(*end)) {
        let error = decode::rows::<Contact>(&reply[..end]).unwrap_err();
        assert_eq!(error.offset(), Some(end), "cut at {end}: {error}");
    }
    // The number is that of the row in which it went wrong, not of the last one that was right.
    for (end, row) in [(reply.len() - ROW.len(), Some(2)), (reply.len() - 1, None), (20, Some(1))] {
        let error = decode::rows::<Contact>(&reply[..end]).unwrap_err();
        assert_eq!(error.row(), row, "cut at {end}");
    }
    for end in 0..ROW.len() {
        assert!(decode::entity::<Contact>(&ROW[..end]).is_err(), "cut at {end}");
    }
    let error = decode::rows::<Contact>(&format!("{reply},")).unwrap_err();
    assert_eq!(error.offset(), Some(reply.len()));
}

#[test]
fn deep_nesting_is_an_error() {
    for open in ["[", r#"{"Id":"#, r#"{"value":["#, r#"[{"Other":"#] {
        let deep = open.repeat(100_000);
        assert!(decode::rows::<Account>(&deep).is_err());
        assert!(decode::entity::<Account>(&deep).is_err());
    }
    let other = format!(r#"{{"Other": {}"#, "[".repeat(100_000));
    let error = decode::entity::<Account>(&other).unwrap_err();
    assert_eq!(error.to_string(), "Account: not JSON at byte 136: nested too deep");
}
