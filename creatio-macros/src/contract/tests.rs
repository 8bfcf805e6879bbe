//! What the derive writes, which is short.

use syn::DeriveInput;

fn written(input: &str) -> String {
    let input: DeriveInput = syn::parse_str(input).unwrap();
    let file = syn::parse2(super::derive(&input)).unwrap();
    prettyplease::unparse(&file)
}

#[test]
fn as_creatios_own_services_are() {
    insta::assert_snapshot!(written(
        r#"
        #[contract(service = "UsrOrderService", method = "Recalculate", returns = Totals)]
        struct Recalculate { #[serde(rename = "orderId")] order_id: Uuid }
        "#
    ));
}

#[test]
fn nothing_is_returned() {
    insta::assert_snapshot!(written(r#"#[contract(service = "UsrOrderService", method = "Close")] struct Close;"#));
}

#[test]
fn with_all_that_can_be_said() {
    insta::assert_snapshot!(written(
        r#"
        #[contract(
            service = "UsrOrderService", method = "Find", root = "service_model", anonymous, verb = "GET", changes = true,
            path = "orders/{orderId}/{*rest}?deep={deep}", body = "wrapped_response", result = "found", blocking,
            judged = false, format = "xml", namespace = "urn:s", data_namespace = "urn:d", returns = Vec<Found<'static, K>>,
            crate = my::runtime
        )]
        #[serde(rename_all = "camelCase")]
        struct Find<'a, K: Key> where K: Copy { order_id: &'a str, rest: K, deep: bool }
        "#
    ));
}

#[test]
fn bodies_of_ones_own() {
    insta::assert_snapshot!(written(
        r#"
        #[contract(service = "UsrFiles", method = "Upload", path = "{name}", body = "bare", returns = String, json_string)]
        struct Upload { name: String, #[contract(raw)] #[serde(skip)] r#file: Raw }
        "#
    ));
    insta::assert_snapshot!(written(
        r#"
        #[contract(service = "UsrOrderService", method = "Put", verb = "PUT", path = "{id}", body = "wrapped_response", returns = Out, out)]
        struct Put { id: u32, #[contract(body)] #[serde(rename = "newOrder")] order: Order }
        "#
    ));
}

/// Of what is not written there is no value, and of what is flattened nobody knows the names here.
#[test]
fn fields_that_serde_does_not_write_as_such() {
    let of = |serde: &str| {
        written(&format!(
            r#"#[contract(service = "S", method = "M", path = "{{id}}")] struct S {{ #[serde({serde})] id: i32, x: i32 }}"#
        ))
    };
    for skipped in ["skip", "skip_serializing", "rename = \"other\""] {
        assert!(of(skipped).contains("compile_error"), "{skipped}");
    }
    for written in ["default", "skip_serializing_if = \"f\"", "rename(deserialize = \"other\")", "with = \"m\""] {
        assert!(!of(written).contains("compile_error"), "{written}");
    }
    let flattened = |serde: &str| {
        written(&format!(
            r#"#[contract(service = "S", method = "M", path = "{{deep}}")] struct S {{ {serde} inner: Inner, x: i32 }}"#
        ))
    };
    assert!(!flattened("#[serde(flatten)]").contains("compile_error"));
    assert!(flattened("").contains("compile_error"));
}

/// Names that serde gives are those that a template speaks of.
#[test]
fn names_are_serdes() {
    for (rule, name) in [
        ("lowercase", "new_id"),
        ("UPPERCASE", "NEW_ID"),
        ("PascalCase", "NewId"),
        ("camelCase", "newId"),
        ("snake_case", "new_id"),
        ("SCREAMING_SNAKE_CASE", "NEW_ID"),
        ("kebab-case", "new-id"),
        ("SCREAMING-KEBAB-CASE", "NEW-ID"),
    ] {
        let of = |serde: &str, name: &str| {
            written(&format!(
                r#"#[contract(service = "S", method = "M", path = "{{{name}}}")] {serde} struct S {{ new_id: i32 }}"#
            ))
        };
        assert!(!of(&format!("#[serde(rename_all = \"{rule}\")]"), name).contains("compile_error"), "{rule}");
        assert!(
            !of(&format!("#[serde(rename_all(serialize = \"{rule}\"))]"), name).contains("compile_error"),
            "{rule}"
        );
        assert!(of(&format!("#[serde(rename_all = \"{rule}\")]"), "other").contains("compile_error"), "{rule}");
    }
}

/// How many mistakes are told.
fn mistakes(attributes: &str) -> usize {
    written(&format!(r#"#[contract(service = "S", method = "M", {attributes})] struct S {{ id: i32 }}"#))
        .matches("compile_error")
        .count()
}

#[test]
fn a_mistake_is_told_once_and_those_behind_it_as_well() {
    for (attributes, expected) in [
        ("retuns = HashMap<String, i32>", 1),
        ("retuns = Vec<fn(i32) -> HashMap<String, i32>>, verb = \"GTE\"", 2),
        ("blocking = <A, B>, changes = 1", 2),
        ("path = \"a/{id=..}\"", 1),
        ("path = \"a/{id=.}/b\"", 1),
        ("path = \"a/x{id=.}/b\"", 0),
    ] {
        assert_eq!(mistakes(attributes), expected, "{attributes}");
    }
}
