//! Whatever becomes of a document, it is generated from or refused; nothing panics.
#![allow(missing_docs)]

#[path = "common/changes.rs"]
mod changes;

use std::fs;
use std::path::Path;

use changes::{apply, change};
use creatio_codegen::Config;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "\"",
    "'",
    "&",
    "&#0;",
    "&#x202e;",
    "<!--",
    "]]>",
    "<![CDATA[",
    "<Property Name=\"X\" Type=\"Edm.Int32\"/>",
    "</EntityType>",
    "<Key/>",
    "Collection(",
    ")",
    ".",
    " ",
    "\u{0}",
    "\u{feff}",
    "Name=\"\"",
    "BaseType=\"Demo.A\"",
    "é",
    "名",
    "<EnumType Name=\"E\"><Member Name=\"A\"/></EnumType>",
    "Nullable=\"perhaps\"",
    "xmlns=\"urn:other\"",
    "Edm.",
    "9223372036854775807",
];

/// The documents of all fixtures, without the large ones.
fn documents() -> Vec<String> {
    creatio_tests::cases(Path::new("fixtures"))
        .iter()
        .flat_map(|case| [case.join("metadata.xml"), case.join("metadata-v3.xml")])
        .filter_map(|path| fs::read_to_string(path).ok())
        .filter(|text| text.len() < 20_000)
        .collect()
}

#[test]
fn end_in_good_order() {
    let documents = documents();
    assert!(documents.len() > 100, "the fixtures are gone");
    let config = ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() };
    let input = (prop::sample::select(documents), prop::collection::vec(change(PIECES), 1..4));
    proptest!(config, |((document, changes) in input)| {
        let text = changes.iter().fold(document, |text, change| apply(&text, change));
        let config = Config::new().metadata_bytes("metadata.xml", text).entities(["*"]);
        match config.generate() {
            Ok(generated) => prop_assert!(generated.files().contains_key("mod.rs")),
            Err(error) => prop_assert!(error.to_string().contains("error[C"), "{error}"),
        }
    });
}
