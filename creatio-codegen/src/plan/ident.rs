//! From any name to a Rust identifier of the right case.
//!
//! Other scripts are kept as they are, as long as rustc says nothing of them: its lints about confusable and uncommon
//! characters can't be silenced from inside of a module. What they would report is spelled by its code point.

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;
use unicode_security::{GeneralSecurityProfile, is_potential_mixed_script_confusable_char};

use crate::fnv::fnv;

/// Longest identifier that is written; file names must stay below 255 bytes.
const MAX_LEN: usize = 120;

/// How the words of an identifier are put together.
#[derive(Clone, Copy)]
pub(super) enum Case {
    /// `UpperCamelCase`
    Camel,
    /// `snake_case`
    Snake,
}

impl Case {
    fn of(self, name: &str) -> String {
        match self {
            Self::Camel => name.to_upper_camel_case(),
            Self::Snake => name.to_snake_case(),
        }
    }

    /// `ident` with a suffix that stays apart from it.
    pub(super) fn suffixed(self, ident: &str, suffix: &str) -> String {
        match self {
            Self::Camel => format!("{}X{suffix}", ident.trim_end_matches('_')),
            Self::Snake => format!("{}_x{suffix}", ident.trim_end_matches('_')),
        }
    }
}

/// `UpperCamelCase`, for types and variants.
pub(super) fn camel(wire: &str) -> String {
    let ident = spell(wire, Case::Camel);
    if ident == "Self" { "Self_".into() } else { ident }
}

/// `snake_case`, for fields; a keyword is still bare.
pub(super) fn snake(wire: &str) -> String {
    let ident = spell(wire, Case::Snake);
    if matches!(ident.as_str(), "self" | "super" | "crate") { format!("{ident}_") } else { ident }
}

/// The const that stands beside a field.
pub(super) fn constant(field: &str) -> String {
    field.to_uppercase()
}

/// A field as it is written: keywords of every edition are raw.
pub(super) fn field(snake: &str) -> String {
    if is_keyword(snake) { format!("r#{snake}") } else { snake.to_owned() }
}

/// A module and its file: ASCII, no keyword, no name that Windows reserves for a device.
pub(super) fn module(name: &str) -> String {
    let ascii = if name.is_ascii() { name.to_owned() } else { by_code_point(name) };
    let module = shorten(ascii.to_snake_case(), Case::Snake);
    let stem = module.trim_end_matches(|c: char| c.is_ascii_digit());
    let device = matches!(module.as_str(), "con" | "prn" | "aux" | "nul" | "conin" | "conout")
        || matches!(stem, "com" | "lpt") && module.len() == stem.len() + 1;
    let module = if module.starts_with(|c: char| c.is_ascii_digit()) || module.is_empty() {
        format!("_{module}")
    } else {
        module
    };
    // `rustfmt` would be found where generated code says `#[rustfmt::skip]`.
    let special = matches!(module.as_str(), "mod" | "self" | "super" | "crate" | "_" | "rustfmt");
    if device || special || is_keyword(&module) { format!("{module}_") } else { module }
}

fn spell(wire: &str, case: Case) -> String {
    let ident = if wire.is_ascii() {
        case.of(wire)
    } else {
        let normal: String = wire.nfc().collect();
        let cased: String = case.of(&normal).nfc().collect();
        if is_quiet(&normal.to_snake_case()) { cased } else { case.of(&by_code_point(&normal)) }
    };
    let ident = shorten(ident, case);
    match ident.chars().next() {
        None => case.of("unnamed"),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("_{ident}"),
        Some(_) => ident,
    }
}

/// Whether rustc takes an identifier of these words without a word, in lower and in upper case: every word is of one
/// script, and has a letter that looks like no other script's.
fn is_quiet(snake: &str) -> bool {
    let quiet = |word: &str| {
        let foreign = || word.chars().filter(|c| !c.is_ascii());
        foreign().all(|c| unicode_ident::is_xid_continue(c) && c.identifier_allowed() && !UNCOMMON.contains(&c))
            && !word.chars().any(|c| c.is_ascii_alphabetic())
            && foreign().any(|c| !is_potential_mixed_script_confusable_char(c))
    };
    !snake.is_empty() && snake.split('_').all(|word| word.is_ascii() || quiet(word) && quiet(&word.to_uppercase()))
}

/// Letters that rustc calls uncommon since Unicode 17, which the tables at hand do not know yet.
const UNCOMMON: [char; 20] =
    ['Ɓ', 'ɓ', 'Ɔ', 'ɔ', 'Ɖ', 'ɖ', 'Ɗ', 'ɗ', 'Ɨ', 'ɨ', 'Ƙ', 'ƙ', 'Ɲ', 'ɲ', 'Ƴ', 'ƴ', 'Ʉ', 'ʉ', '\u{68e}', '\u{da6}'];

/// `Ж` becomes `u0416`.
fn by_code_point(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => out.push(c),
            c if c.is_ascii() => out.push('_'),
            c => out.push_str(&format!("_u{:04x}_", u32::from(c))),
        }
    }
    out
}

/// Cuts a long name and marks it with its own hash.
fn shorten(ident: String, case: Case) -> String {
    if ident.len() <= MAX_LEN {
        return ident;
    }
    let cut = (0..=MAX_LEN - 20).rev().find(|at| ident.is_char_boundary(*at)).unwrap_or(0);
    case.suffixed(&ident[..cut], &format!("{:016x}", fnv(ident.bytes())))
}

/// Strict and reserved keywords of every edition; those that can't be raw are treated before.
fn is_keyword(ident: &str) -> bool {
    matches!(
        ident,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

/// Why the user can't choose `text` as a name of this case, if so.
pub(super) fn objection(text: &str, case: Case) -> Option<&'static str> {
    let mut chars = text.chars();
    let starts = chars.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    let is_ident = starts && chars.all(unicode_ident::is_xid_continue) && !text.trim_start_matches('_').is_empty();
    if !is_ident {
        return Some("a name is made of letters, digits and `_`, and does not begin with a digit");
    }
    if matches!(text, "self" | "super" | "crate" | "Self") {
        return Some("this keyword can't be a name, not even a raw one");
    }
    let rustc_is_quiet = text.is_ascii() || text.nfc().eq(text.chars()) && is_quiet(&text.to_snake_case());
    if !rustc_is_quiet {
        return Some("rustc would warn of these letters: choose others, in Unicode's normal form C");
    }
    match case {
        Case::Camel => (text.contains('_') || text.starts_with(char::is_lowercase))
            .then_some("types and members of enums are named in UpperCamelCase"),
        Case::Snake => {
            text.contains(char::is_uppercase).then_some("members are named in snake_case; their consts follow")
        }
    }
}
