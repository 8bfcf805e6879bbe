//! What an error says.

mod common;

use common::creatio::Contact;
use common::shop::Product;
use creatio_runtime::{DecodeError, Found, decode};

fn contact(salary: &str, age: &str) -> String {
    format!(
        r#"{{ "Id": "410006e1-ca4e-4502-a9ec-e54d922d2c00", "AccountId": null, "Name": "Ann",
            "Salary": {salary}, "BirthDate": null, "Age": {age}, "Confirmed": false }}"#
    )
}

fn rows(second: &str) -> DecodeError {
    let reply = format!(r#"{{"value": [{}, {second}]}}"#, contact("1", "2"));
    decode::rows::<Contact>(&reply).unwrap_err()
}

#[test]
fn it_names_entity_column_and_row() {
    // Seen once in a reply of Creatio's, in place of a number.
    let error = rows(&contact(r#""3492.00n_____""#, "30"));
    assert_eq!(
        error.to_string(),
        "Contact.Salary, row 2: expected a decimal number that can be held exactly, \
         found a masked amount"
    );
    assert_eq!(format!("{error:?}"), error.to_string());
    assert_eq!((error.entity(), error.column(), error.row()), ("Contact", Some("Salary"), Some(2)));
    assert_eq!(error.expected(), Some("a decimal number that can be held exactly"));
    assert_eq!(error.found(), Some(Found::Masked));
    assert_eq!(error.offset(), None);
}

#[test]
fn it_is_about_the_first_bad_column_of_the_first_bad_row() {
    let bad = contact("[]", "false");
    assert_eq!(rows(&format!("{bad}, {}", contact("{}", "1"))).to_string(), {
        "Contact.Salary, row 2: expected a decimal number that can be held exactly, found an array"
    });
    assert_eq!(
        rows(&contact("0", "false")).to_string(),
        "Contact.Age, row 2: expected a whole number from -2147483648 to 2147483647, \
         found a boolean"
    );
}

#[test]
fn a_single_entity_has_no_row_number() {
    let error = decode::entity::<Contact>(&contact("0", "{}")).unwrap_err();
    assert_eq!((error.row(), error.found()), (None, Some(Found::Object)));
}

#[test]
fn text_that_is_not_json_has_an_offset() {
    for (text, offset, problem) in [
        ("", 0, "it ends too early"),
        ("{", 1, "it ends too early"),
        ("{]", 1, "expected a key in quotes"),
        (r#"{"a" 1}"#, 5, "expected a colon"),
        (r#"{"a":1 "b":2}"#, 7, "expected a comma or a closing bracket"),
        (r#"{"a":tru}"#, 5, "expected a value"),
        (r#"{"a":1.}"#, 7, "expected a digit"),
        ("{\"a\":\"\u{1}\"}", 6, "control character in a string"),
        (r#"{"a":"\x"}"#, 6, "expected an escape sequence"),
        ("{} {}", 3, "expected the end"),
        ("<html>", 0, "expected a value"),
    ] {
        let error = decode::entity::<common::Only<Option<i32>, false>>(text).unwrap_err();
        assert_eq!(error.to_string(), format!("Only: not JSON at byte {offset}: {problem}"));
        assert_eq!(error.offset(), Some(offset));
        assert_eq!((error.column(), error.expected(), error.found()), (None, None, None));
    }
}

#[test]
fn it_never_carries_a_value() {
    let secret = r#"{ "Id": "s3cret", "AccountId": "s3cret" }"#;
    let error = decode::entity::<Contact>(secret).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cret"));
}

#[test]
fn a_column_of_a_complex_type_has_its_path() {
    let product = |address: &str, parts: &str, stores: &str| {
        let row = format!(
            r#"{{ "Region": "EU", "Number": 1, "Color": "Red", "Access": 0, "Address": {address},
                "Parts": {parts}, "Tags": [], "Marks": [], "Stores": {stores} }}"#
        );
        decode::entity::<Product>(&row).map_or_else(|error| error.to_string(), |_| "good".to_owned())
    };
    let good = r#"{"City": null, "Zip": "1"}"#;
    assert_eq!(product(good, "null", "[]"), "good");
    assert_eq!(
        product(r#"{"City": null, "Zip": 1}"#, "null", "[]"),
        "Product.Address/Zip: expected text, found a number of 1 character"
    );
    assert_eq!(product("null", "null", "[]"), "Product.Address: expected an object, found null");
    assert_eq!(
        product(good, r#"{"Name": "a", "Inner": {"Name": "b", "Inner": {"Name": null}}}"#, "[]"),
        "Product.Parts/Inner/Inner/Name: expected text, found null"
    );
    assert_eq!(
        product(good, "null", &format!("[{good}, {{}}]")),
        "Product.Stores/Zip: expected text, found no such key"
    );
    assert_eq!(
        product(r#"{"City": "a", "Zip": "1", "City": "b"}"#, "null", "[]"),
        "Product.Address/City: expected one value, found the key twice"
    );
    assert_eq!(product(good, "null", "null"), "Product.Stores: expected an array, found null");
}
