//! Changes at random to any text.

use proptest::prelude::*;

/// A change to a text: something is cut out, said twice, or put in.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Cut(f64, usize),
    Twice(f64, usize),
    Insert(f64, &'static str),
}

pub(crate) fn change(pieces: &'static [&'static str]) -> impl Strategy<Value = Change> {
    let place = 0.0..1.0_f64;
    prop_oneof![
        (place.clone(), 1..80_usize).prop_map(|(at, len)| Change::Cut(at, len)),
        (place.clone(), 1..200_usize).prop_map(|(at, len)| Change::Twice(at, len)),
        (place, prop::sample::select(pieces)).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

pub(crate) fn apply(text: &str, change: &Change) -> String {
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
