//! The reader beside serde_json: the same verdict and the same values.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{Key, Reader, Syntax, Token};

fn read(text: &str) -> Result<Value, Syntax> {
    let mut reader = Reader::new(text);
    let token = reader.value()?;
    reader.end()?;
    Ok(value(token))
}

/// What a token means. What it is made of has been read once before, so it can be read again.
fn value(token: Token<'_>) -> Value {
    match token {
        Token::Missing => unreachable!("no text reads as a missing value"),
        Token::Null => Value::Null,
        Token::True => Value::Bool(true),
        Token::False => Value::Bool(false),
        Token::Number(number) => serde_json::from_str(number).unwrap(),
        Token::Text(text) => Value::String(text.unescape().into_owned()),
        Token::Array(raw) => array(raw).unwrap(),
        Token::Object(raw) => object(raw).unwrap(),
    }
}

fn array(raw: &str) -> Result<Value, Syntax> {
    let mut reader = Reader::new(raw);
    let mut inside = reader.enter()?;
    let mut items = Vec::new();
    while reader.item(&mut inside)? {
        items.push(value(reader.value()?));
    }
    reader.end()?;
    Ok(Value::Array(items))
}

/// Guesses that every key is the one before.
fn object(raw: &str) -> Result<Value, Syntax> {
    let mut reader = Reader::new(raw);
    let mut inside = reader.enter()?;
    let mut members = Map::new();
    let mut last: Option<(&str, String)> = None;
    while let Some(key) = reader.key(&mut inside, last.as_ref().map(|(raw, _)| *raw))? {
        if let Key::Other(text) = key {
            last = Some((text.raw(), text.unescape().into_owned()));
        }
        let name = last.as_ref().map(|(_, name)| name.clone()).unwrap();
        members.insert(name, value(reader.value()?));
    }
    reader.end()?;
    Ok(Value::Object(members))
}

#[track_caller]
fn same(text: &str) {
    match (read_or_too_large(text), serde_json::from_str::<Value>(text)) {
        (Some(Ok(ours)), Ok(theirs)) => assert_eq!(ours, theirs, "{text:?}"),
        (Some(Ok(_)), Err(error)) => panic!("accepted {text:?}, serde_json says {error}"),
        (Some(Err(syntax)), Ok(_)) => panic!("refused {text:?}: {syntax:?}"),
        (Some(Err(syntax)), Err(_)) => assert!(syntax.offset <= text.len()),
        (None, _) => {}
    }
}

/// `None` for what serde_json refuses for the size of a number alone: numbers are text here.
fn read_or_too_large(text: &str) -> Option<Result<Value, Syntax>> {
    let error = serde_json::from_str::<Value>(text).err();
    let too_large = error.is_some_and(|error| error.to_string().starts_with("number out of range"));
    (!too_large).then(|| read(text))
}

#[test]
fn known_texts() {
    let hostile = r#"
        null|true|false|nul|truee|tru|0|-0|-|01|-01|1.|.5|1.5|1e5|1E+5|1e-5|1e|1e+|+1|1.e5|--1|0x1|Infinity|NaN|"
        []|[|]|[1]|[1,]|[,1]|[1 2]|[1,2]|{}|{|}|{"a"}|{"a":}|{"a":1}|{"a":1,}|{,}|{a:1}|{'a':1}|{1:1}|{"a":1 "b":2}
        {"a":1,"a":2}|{"a":1,"\u0061":2,"b":3}|{"":0}|[[[]]]|[{"a":[{}]}]|{"a":1}]|[1}|{"a":1],|1 2|null,|[null
        "a"|"\n\t\"\\\/\b\f\r"|"\u0041"|"\u004"|"\u004g"|"\x"|"\"|"\ud83d\ude00"|"\ud83d"|"\ude00"|"\ud83dx"|"\ud83d\n"
        "\ud83d\ud83d"|"\ud83d\ue000"|"\udbff\udfff"|"\ue000"|"\ud7ff"|"\ud83d\u0041"|"\uD83D\uDE00x"|"ÿ名前😀"|"12345678\"90"|"1234567\\"|"1234567"|"123456789|//|/**/1
    "#;
    hostile.split(['\n', '|']).for_each(same);
    for text in ["", " ", "\t\n\r 1 ", "\u{b}1", "\u{a0}1", "\u{feff}1", "\"\0\"", "\"\u{1f}\"", "\"\u{7f}\"", "1\0"] {
        same(text);
    }
    for control in 0..=0x20u8 {
        for len in 0..20 {
            same(&format!("\"{}{}é\"", "x".repeat(len), char::from(control)));
        }
    }
}

#[test]
fn the_same_depth() {
    for depth in [126, 127, 128, 129, 100_000] {
        same(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        same(&format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth)));
        same(&"[".repeat(depth));
    }
    // Depth is what is open at once, not what has been.
    same(&format!("[{}0]", "[[[]]],{\"a\":{}},".repeat(1_000)));
}

#[test]
fn numbers_keep_their_text() {
    for number in ["0", "-0", "1.00000000", "12345678901234567.12345678", "1E400", "9007199254740993"] {
        let token = Reader::new(number).value();
        assert!(matches!(token, Ok(Token::Number(text)) if text == number));
    }
}

fn document() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
    ];
    let scalar =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::Bool), number, text().prop_map(Value::String)];
    scalar.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::vec((text(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-c]{0,3}", "[\\\\\"\n\u{0}-\u{ff}]{0,40}"]
}

/// Replaces or inserts a piece that means something in JSON.
fn mutate(text: &str, at: prop::sample::Index, len: usize, piece: &str) -> String {
    let places: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let start = at.index(places.len());
    let end = (start + len).min(places.len() - 1);
    format!("{}{piece}{}", &text[..places[start]], &text[places[end]..])
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "", "\"", "\\", "\\u", "\\ud800", "\\udc00", "{", "}", "[", "]", ",", ":", " ", "\n", "0", "-", ".", "e",
        "1", "null", "tru", "\u{0}", "é", "\"a\":", "\"a\":1,",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_read_the_same(document in document(), pretty: bool) {
        let text = if pretty { format!("{document:#}") } else { document.to_string() };
        prop_assert!(read(&text).is_ok());
        same(&text);
    }

    #[test]
    fn mutations_read_the_same(document in document(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3usize, piece()), 1..4)) {
        let text = edits.into_iter().fold(document.to_string(), |text, (at, len, piece)| mutate(&text, at, len, piece));
        same(&text);
    }

    #[test]
    fn any_text_reads_the_same(text in "[\\[\\]{}:,\"\\\\ue0-9.tfn \u{0}é-]{0,24}") {
        same(&text);
    }
}
