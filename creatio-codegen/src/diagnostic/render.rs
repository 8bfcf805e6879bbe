//! Diagnostics as text, in rustc's manner.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Report, Severity};
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
        out.push_str(&renderer.render(&[group(diagnostic, &windows)]));
        out.push_str("\n\n");
    }
    for (code, count) in more {
        out.push_str(&format!("... and {count} more of {}\n\n", code.0));
    }
    out
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

/// Control characters of a hostile document never reach the terminal, nor what turns the direction of a line.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
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

/// The renderer makes ASCII controls and bidi marks visible, but not the controls of Latin-1, one of which starts a terminal's
/// escape sequences. Their stand-in is as long as they are, so that marks stay in place.
fn shown_safely(text: &str) -> Cow<'_, str> {
    let is_latin_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    if text.contains(is_latin_control) { Cow::Owned(text.replace(is_latin_control, "¿")) } else { Cow::Borrowed(text) }
}
