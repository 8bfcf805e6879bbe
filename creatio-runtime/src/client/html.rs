//! Pages for people, which come where JSON should.

use super::redact::line;

/// How far into a page is looked.
const START: usize = 4096;

/// Whether it is the page that asks for a login. Marks: those that other clients go by, in the
/// pages of .NET Framework and of .NET.
pub(crate) fn is_login_page(body: &[u8]) -> bool {
    let start = start(body);
    start.contains("/Login/") || start.contains("\"bootstrap.login\"")
}

/// Whether it is the page of a WCF service that has no method at an address (creatio-http facts D.4). It is in English
/// whatever the language of the user.
pub(crate) fn is_wcf_page(body: &[u8]) -> bool {
    start(body).contains("Endpoint not found.")
}

/// Whether the first mark is one of HTML.
pub(crate) fn begins_as_page(body: &[u8]) -> bool {
    let start = start(body).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Whether it begins with a mark of any kind.
pub(crate) fn begins_as_markup(body: &[u8]) -> bool {
    start(body).trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The text of the title, which often is all that tells what happened.
pub(crate) fn title(body: &[u8]) -> Option<String> {
    let start = start(body);
    let lower = start.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let from = open + lower[open..].find('>')? + 1;
    let to = from + lower[from..].find("</title")?;
    Some(line(&start[from..to])).filter(|title| !title.is_empty())
}

fn start(body: &[u8]) -> String {
    String::from_utf8_lossy(&body[..body.len().min(START)]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let page = b"<!DOCTYPE html>\n<HTML><head><Title lang=en>IIS 10.0 Detailed Error\r\n - 404.0</TITLE>";
        assert_eq!(title(page).as_deref(), Some("IIS 10.0 Detailed Error - 404.0"));
        for page in ["<title>never closed", "<title></title>", "<title", "{}", ""] {
            assert_eq!(title(page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn pages() {
        assert!(begins_as_page(b"\xef\xbb\xbf <!DOCTYPE HTML>"));
        assert!(!begins_as_page(b"<?xml version='1.0'?><edmx:Edmx/>"));
        assert!(begins_as_markup(b"\r\n<feed>") && !begins_as_markup(b"{}") && !begins_as_markup(b""));
        assert!(is_login_page(b"<html><script src='/Login/x.js'>") && is_login_page(b"<html>\"bootstrap.login\""));
        assert!(!is_login_page(b"<html>Login"));
    }
}
