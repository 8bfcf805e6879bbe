//! Whatever the schema of a process says, it is generated from or refused, and its order decides nothing.
#![allow(missing_docs)]

#[path = "common/changes.rs"]
mod changes;
#[path = "common/cursed.rs"]
mod cursed;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use changes::{apply, change};
use creatio_codegen::{Config, Generated, Result};
use creatio_tests::process::{COLLECTION, TEXT, parameter, reply, reply_with};
use cursed::name;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use serde_json::Value;

/// Generates from these replies, saved under these names.
fn generate(replies: &[(String, String)]) -> Result<Generated> {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in replies {
        fs::write(folder.path().join(file), text).expect("writable");
    }
    Config::new().processes([folder.path().join("*.json").to_string_lossy()]).generate()
}

/// Names that a schema can have; no other is accepted.
fn code() -> impl Strategy<Value = String> {
    name().prop_filter("a name", |name| !name.contains(['.', '`']))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_are_valid_and_differ(processes in btree_set(code(), 1..6), names in btree_set(code(), 0..10)) {
        let flat = |names: &mut dyn Iterator<Item = &String>| -> Vec<Value> {
            names.map(|name| parameter(name, TEXT, &[])).collect()
        };
        let parameters = |is_reversed: bool| -> Vec<Value> {
            let mut items = flat(&mut names.iter());
            if is_reversed {
                items.reverse();
            }
            let every_third = |(index, name): (usize, &String)| match index % 3 {
                0 if !items.is_empty() => parameter(name, COLLECTION, &items),
                _ => parameter(name, TEXT, &[]),
            };
            let mut parameters: Vec<Value> = names.iter().enumerate().map(every_third).collect();
            if is_reversed {
                parameters.reverse();
            }
            parameters
        };
        let saved = |is_reversed: bool| -> Vec<(String, String)> {
            let parameters = parameters(is_reversed);
            let number = |index: usize| if is_reversed { 99 - index } else { index };
            let file = |(index, name): (usize, &String)| (format!("{:02}.json", number(index)), reply(name, &parameters));
            processes.iter().enumerate().map(file).collect()
        };
        let generated = generate(&saved(false)).unwrap_or_else(|error| panic!("{error}"));
        let lower: BTreeSet<String> = generated.files().keys().map(|path| path.to_lowercase()).collect();
        prop_assert_eq!(lower.len(), generated.files().len(), "files differ by more than case");
        prop_assert_eq!(lower.len(), processes.len() + 2, "every process has a file");
        let mut types = BTreeSet::new();
        for (path, text) in generated.files() {
            prop_assert!(path.is_ascii() && path.len() < 200, "{}", path);
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            for item in &file.items {
                let syn::Item::Struct(item) = item else { continue };
                prop_assert!(types.insert(item.ident.to_string()), "{} is there twice", item.ident);
                let fields: Vec<String> = item.fields.iter().flat_map(|field| &field.ident).map(ToString::to_string).collect();
                let distinct: BTreeSet<&String> = fields.iter().collect();
                prop_assert_eq!(distinct.len(), fields.len(), "fields of {}: {:?}", item.ident, fields);
            }
        }
        let again = generate(&saved(true)).unwrap_or_else(|error| panic!("{error}"));
        prop_assert_eq!(again.files(), generated.files());
    }
}

/// The replies of all fixtures that are text.
fn replies() -> Vec<String> {
    let cases = creatio_tests::cases(Path::new("fixtures/process"));
    let folders = cases.iter().filter_map(|case| fs::read_dir(case.join("processes")).ok()).flatten();
    folders.filter_map(|entry| fs::read_to_string(entry.expect("readable").path()).ok()).collect()
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\\"",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "12",
    "-1",
    "1e999",
    "{}",
    "[]",
    "\"name\":\"X\",",
    "\"itemProperties\":[],",
    "\"direction\":9,",
    "\"dataValueType\":null,",
    "\u{feff}",
    "\u{202e}",
    "é",
    "/*",
];

#[test]
fn whatever_becomes_of_a_reply_it_ends_in_good_order() {
    let replies = replies();
    assert!(replies.len() > 20, "the fixtures are gone");
    let config = ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() };
    let input = (prop::sample::select(replies), vec(change(PIECES), 1..4), any::<bool>());
    proptest!(config, |((text, changes, is_inside) in input)| {
        let changed = |text: String| changes.iter().fold(text, |text, change| apply(&text, change));
        // Most of a reply is inside of a text, which a change at random seldom leaves whole.
        let inner: Option<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
        let inner = inner.as_ref().and_then(|reply| reply["schema"]["metaData"].as_str());
        let text = match inner {
            Some(inner) if is_inside => reply_with("UsrChanged", &changed(inner.to_owned())),
            _ => changed(text),
        };
        match generate(&[("changed.json".to_owned(), text)]) {
            Ok(generated) => {
                for (path, text) in generated.files() {
                    prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}");
                }
            }
            Err(error) => prop_assert!(error.to_string().contains("error[C"), "{error}"),
        }
    });
}

/// More parameters than any process has, and more mistakes than anybody reads.
#[test]
fn a_schema_may_be_large() {
    let parameters: Vec<Value> = (0..5_000).map(|index| parameter(&format!("P{index}"), TEXT, &[])).collect();
    let generated = generate(&[("UsrLarge.json".to_owned(), reply("UsrLarge", &parameters))]).expect("as it is");
    assert!(generated.files()["processes/usr_large.rs"].contains("pub p4999:"));
    let twice = [parameters.clone(), parameters].concat();
    let error =
        generate(&[("UsrLarge.json".to_owned(), reply("UsrLarge", &twice))]).expect_err("all names are there twice");
    assert!(error.to_string().contains("and 4900 more of C0301"));
}
