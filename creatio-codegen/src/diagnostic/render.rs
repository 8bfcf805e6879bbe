//! Diagnostics as text, in rustc's manner.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Code, Diagnostic, Report, Severity};
use crate::source::{Source, Span};

/// Bytes shown of a line before and behind the mark. A `$metadata` may be one line of megabytes.
const CONTEXT: usize = 160;

pub(super) fn text(report: &Report, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let lines: Vec<LineStarts> = report.sources.iter().map(LineStarts::of).collect();
    let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            out.push_str(&renderer.render(&[group(diagnostic, report, &lines)]));
            out.push_str("\n\n");
        }
    }
    for (code, count) in shown.iter().filter(|(_, count)| **count > MOST_OF_A_CODE) {
        out.push_str(&format!("... and {} more of {}\n\n", count - MOST_OF_A_CODE, code.0));
    }
    out
}

/// More of one kind help nobody to find the cause.
const MOST_OF_A_CODE: usize = 100;

/// Where the lines of a source begin.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(source: &Source) -> Self {
        Self(std::iter::once(0).chain(source.text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line that `at` is in, counted from 1, and its start.
    fn line(&self, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= at);
        (line, self.0[line - 1])
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, report: &'a Report, lines: &[LineStarts]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.0));
    for (index, (span, label)) in diagnostic.places.iter().enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let source = report.sources.get(span.source);
        let window = Window::around(source, *span, &lines[span.source.index()]);
        let path = source.path.to_string_lossy();
        let snippet = Snippet::source(window.text)
            .line_start(window.line)
            .annotation(kind.span(window.mark).label((!label.is_empty()).then(|| visible(label))));
        // A snippet counts columns from its own start, which is wrong where a long line was cut.
        group = match window.is_cut {
            false => group.element(snippet.path(path)),
            true => group.element(Origin::path(path).line(window.line).char_column(window.column)).element(snippet),
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    group
}

/// Control characters of a hostile document never reach the terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The part of one line that is shown.
struct Window<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    mark: Range<usize>,
    is_cut: bool,
}

impl<'a> Window<'a> {
    fn around(source: &'a Source, span: Span, lines: &LineStarts) -> Self {
        let text = source.text.as_str();
        let start = floor(text, span.range().start);
        let (line, line_start) = lines.line(start);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, span.range().end).clamp(start, line_end);
        let from = floor(text, line_start.max(start.saturating_sub(CONTEXT)));
        let to = floor(text, line_end.min(end.min(start + CONTEXT) + CONTEXT));
        let shown = text[from..to].trim_end();
        Self {
            text: shown,
            line,
            column: text[line_start..start].chars().count() + 1,
            // What is marked may be the blanks behind the line.
            mark: shown.len().min(start - from)..shown.len().min(end.min(to) - from),
            is_cut: from > line_start,
        }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
