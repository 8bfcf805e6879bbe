//! Whatever becomes of a document, it is generated from or refused; nothing panics.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;

use creatio_codegen::Config;
use proptest::prelude::*;

/// A change to a document: something is cut out, said twice, or put in.
#[derive(Clone, Debug)]
enum Change {
    Cut(f64, usize),
    Twice(f64, usize),
    Insert(f64, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = vec![
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
    let place = 0.0..1.0_f64;
    prop_oneof![
        (place.clone(), 1..80_usize).prop_map(|(at, len)| Change::Cut(at, len)),
        (place.clone(), 1..200_usize).prop_map(|(at, len)| Change::Twice(at, len)),
        (place, prop::sample::select(pieces)).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn apply(text: &str, change: &Change) -> String {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (Change::Cut(at, len) | Change::Twice(at, len)) = change else {
        let Change::Insert(at, piece) = change else { return text.to_owned() };
        let at = boundary((text.len() as f64 * at) as usize);
        return format!("{}{piece}{}", &text[..at], &text[at..]);
    };
    let start = boundary((text.len() as f64 * at) as usize);
    let end = boundary(start + len);
    match change {
        Change::Cut(..) => format!("{}{}", &text[..start], &text[end..]),
        _ => format!("{}{}", &text[..end], &text[start..]),
    }
}

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
    let input = (prop::sample::select(documents), prop::collection::vec(change(), 1..4));
    proptest!(config, |((document, changes) in input)| {
        let text = changes.iter().fold(document, |text, change| apply(&text, change));
        let config = Config::new().metadata_bytes("metadata.xml", text).entities(["*"]);
        match config.generate() {
            Ok(generated) => prop_assert!(generated.files().contains_key("mod.rs")),
            Err(error) => prop_assert!(error.to_string().contains("error[C"), "{error}"),
        }
    });
}
