//! Diagnostics as text, in rustc's manner.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Report, Severity};
use crate::invisible::is_invisible;
use crate::source::{Location, Sources, Span, floor};

/// Bytes shown of a line before and behind the mark. A `$metadata` may be one line of megabytes.
const CONTEXT: usize = 160;

pub(super) fn text(report: &Report, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let (shown, more) = report.shown();
    let mut out = String::new();
    for diagnostic in shown {
        let windows: Vec<_> =
            diagnostic.places.iter().map(|(span, _)| Window::around(&report.sources, *span)).collect();
        out.push_str(&without_empty_origins(&renderer.render(&[group(diagnostic, &windows)])));
        out.push_str("\n\n");
    }
    for (code, count) in more {
        out.push_str(&format!("... and {count} more of {}\n\n", code.0));
    }
    out
}

/// The renderer begins a snippet without a path of its own, as the one of a line that was cut is, with an empty `:::`.
fn without_empty_origins(text: &str) -> String {
    let is_empty = |line: &str| {
        let mut is_style = false;
        let bare = line.chars().filter(|c| {
            let is_text = !is_style && *c != '\u{1b}';
            is_style = !is_text && *c != 'm';
            is_text && !c.is_whitespace()
        });
        bare.eq(":::".chars())
    };
    text.split_inclusive('\n').filter(|line| !is_empty(line)).collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, windows: &'a [Window<'a>]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.0));
    for (index, ((_, label), window)) in diagnostic.places.iter().zip(windows).enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let path = visible(&window.path);
        let snippet = Snippet::source(&*window.text)
            .line_start(window.location.line)
            .annotation(kind.span(window.mark.clone()).label((!label.is_empty()).then(|| visible(label))));
        // A snippet counts columns from its own start, which is wrong where a long line was cut.
        let Location { line, column } = window.location;
        group = match window.is_cut {
            false => group.element(snippet.path(path)),
            true => group.element(Origin::path(path).line(line).char_column(column)).element(snippet),
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    group
}

/// One line that can go to any terminal: no control characters, no marks that turn the direction, and not without an end.
pub(crate) fn visible(text: &str) -> String {
    const HEAD: usize = 300;
    const TAIL: usize = 80;
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_invisible(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let count = text.chars().count();
    if count <= HEAD + TAIL {
        return text.chars().map(shown).collect();
    }
    let (head, tail) = (text.chars().take(HEAD), text.chars().skip(count - TAIL));
    head.chain(" … ".chars()).chain(tail).map(shown).collect()
}

/// The part of one line that is shown.
struct Window<'a> {
    path: Cow<'a, str>,
    text: Cow<'a, str>,
    location: Location,
    mark: Range<usize>,
    is_cut: bool,
}

impl<'a> Window<'a> {
    fn around(sources: &'a Sources, span: Span) -> Self {
        let source = sources.get(span.source);
        let text = source.text.as_str();
        let start = floor(text, span.range().start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, span.range().end).clamp(start, line_end);
        let from = floor(text, line_start.max(start.saturating_sub(CONTEXT)));
        let to = floor(text, line_end.min(end.min(start + CONTEXT) + CONTEXT));
        let shown = text[from..to].trim_end();
        Self {
            path: source.path.to_string_lossy(),
            text: shown_safely(shown),
            location: source.location(start),
            // What is marked may be the blanks behind the line.
            mark: shown.len().min(start - from)..shown.len().min(end.min(to) - from),
            is_cut: from > line_start,
        }
    }
}

/// The renderer makes ASCII controls and the common marks of direction visible, but nothing else that is invisible, such as
/// U+009B, which starts a terminal's escape sequences. Stand-ins are as long as what they stand for: marks stay in place.
fn shown_safely(text: &str) -> Cow<'_, str> {
    let is_left = |c: char| !c.is_ascii() && is_invisible(c);
    if !text.contains(is_left) {
        return Cow::Borrowed(text);
    }
    let stand_in = |c: char| match (is_left(c), c.len_utf8()) {
        (false, _) => c.to_string(),
        (true, 2) => "¿".to_owned(),
        (true, 3) => "\u{fffd}".to_owned(),
        (true, _) => "\u{fffd}?".to_owned(),
    };
    Cow::Owned(text.chars().map(stand_in).collect())
}
