//! Bytes as text, and what files of other kinds are.

use std::path::Path;

use crate::diagnostic::{Diagnostic, code};

const FETCH_AGAIN: &str = "if it was downloaded, the download has failed: fetch it again";
const SAVE_AS_UTF8: &str = "save it as UTF-8, or as UTF-16 with a byte order mark";
const UNPACK: &str = "unpack it first";

/// How files of other kinds begin, what they are, and what to do.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"\x1f\x8b", "is compressed with gzip, not text", "unpack it: `gzip -d`, or `curl --compressed` when fetching"),
    (b"PK\x03\x04", "is a zip archive, not text", UNPACK),
    (b"x\x01", "is compressed with zlib, not text", UNPACK),
    (b"x\x9c", "is compressed with zlib, not text", UNPACK),
    (b"x\xda", "is compressed with zlib, not text", UNPACK),
    (b"BZh9", "is compressed with bzip2, not text", UNPACK),
    (b"\xfd7zXZ\0", "is compressed with xz, not text", UNPACK),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd, not text", UNPACK),
    (b"%PDF-", "is a PDF, not text", "is it the right file?"),
    (b"\x89PNG", "is a picture, not text", "is it the right file?"),
    (b"\xff\xd8\xff", "is a picture, not text", "is it the right file?"),
    (b"GIF8", "is a picture, not text", "is it the right file?"),
    // UTF-32 begins as UTF-16 does, so it comes first.
    (b"\xff\xfe\0\0", "is UTF-32", SAVE_AS_UTF8),
    (b"\0\0\xfe\xff", "is UTF-32", SAVE_AS_UTF8),
    (b"<\0\0\0", "is UTF-32", SAVE_AS_UTF8),
    (b"\0\0\0<", "is UTF-32", SAVE_AS_UTF8),
];

pub(super) fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let refuse = |(what, help): (String, String)| {
        Diagnostic::error(code::NOT_TEXT, format!("`{}` {what}", path.display())).help(help)
    };
    let because = |what: &str, help: &str| Err(refuse((what.to_owned(), help.to_owned())));
    if let Some((_, what, help)) = KINDS.iter().find(|(begin, ..)| bytes.starts_with(begin)) {
        return because(what, help);
    }
    match bytes.as_slice() {
        [] => because("is empty", FETCH_AGAIN),
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes).map_err(refuse),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes).map_err(refuse),
        [1..=255, 0, 1..=255, 0, ..] | [0, 1..=255, 0, 1..=255, ..] => {
            because("is UTF-16 without a byte order mark", SAVE_AS_UTF8)
        }
        _ if is_binary(&bytes) => because("is binary, not text", FETCH_AGAIN),
        _ => String::from_utf8(bytes)
            .map_err(|error| refuse(not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))),
    }
}

/// Whether more than a few of the first bytes are control characters. What text has of them is told at its place.
fn is_binary(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(1024)];
    let controls = begin.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    controls * 20 > begin.len()
}

fn not_utf8(bytes: &[u8], at: usize) -> (String, String) {
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    match declared_encoding(bytes) {
        Some(name) => (
            format!("says that it is `{name}`, which is not read; line {line} is not UTF-8"),
            format!("`iconv -f {name} -t utf-8 x.xml > y.xml`, and take the encoding out of the first line"),
        ),
        None => (format!("is not UTF-8: line {line}, byte {at}"), SAVE_AS_UTF8.into()),
    }
}

/// The encoding, other than UTF-8, that an XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let line = bytes.strip_prefix(b"<?xml")?;
    let line = std::str::from_utf8(&line[..line.iter().position(|byte| *byte == b'>')?]).ok()?;
    let value = line.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    // What is proposed to be typed into a shell holds nothing that a shell would read.
    let name = value.split(['"', '\'']).nth(1)?;
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    (is_plain && !name.is_empty() && !name.eq_ignore_ascii_case("utf-8")).then_some(name)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (String, String)> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(("is cut off in the middle of a UTF-16 character".into(), FETCH_AGAIN.into()));
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_| ("is not UTF-16, as its byte order mark says".into(), SAVE_AS_UTF8.into()))
}
