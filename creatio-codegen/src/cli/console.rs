//! Where results, findings and progress go: text for people or JSON for programs.

use std::io::Write as _;

use clap::{Args, ValueEnum};
use creatio_codegen::diagnostic::{Diagnostic, Report, Severity, is_invisible, printable};
use creatio_codegen::{Error, Result};
use serde::Serialize;
use serde_json::{Value, json};

/// How a run tells what it found. Every command takes these.
#[derive(Args)]
pub(super) struct Console {
    /// Text for people, or JSON for programs: the result on standard output, each diagnostic as a line on standard error
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
    /// Tell only errors: no warnings, no summary
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Console {
    /// Shows diagnostics on standard error, coloured on a terminal.
    pub(super) fn report(&self, report: &Report) {
        let mut report = report.clone();
        if self.quiet {
            report.diagnostics.retain(|one| one.severity == Severity::Error);
        }
        match self.format {
            Format::Text => stderr(&report.render(true)),
            Format::Json => stderr(&json_lines(&report)),
        }
    }

    /// Whether people want to hear more than errors.
    pub(super) fn is_talkative(&self) -> bool {
        !self.quiet && self.format == Format::Text
    }

    /// What a command did, for people, on standard error.
    pub(super) fn say(&self, text: &str) {
        if self.is_talkative() {
            stderr(&printable(text));
        }
    }

    /// A result on standard output: `text` for people, `json` for programs.
    pub(super) fn result<T: Serialize>(&self, text: impl FnOnce() -> String, json: impl FnOnce() -> T) -> Result<()> {
        match self.format {
            Format::Text => print(&printable(&text())),
            Format::Json => {
                let json = serde_json::to_string_pretty(&json()).map_err(std::io::Error::from)?;
                print(&format!("{}\n", visible(&json)))
            }
        }
    }

    /// What a command did, for programs, on standard output.
    pub(super) fn summary<T: Serialize>(&self, json: impl FnOnce() -> T) -> Result<()> {
        self.result(String::new, json)
    }
}

/// One object a line, as rustc's `--error-format=json` has it.
fn json_lines(report: &Report) -> String {
    let (shown, more) = report.shown();
    let shown = shown.into_iter().map(|diagnostic| told(report, diagnostic));
    let more = more.into_iter().map(|(code, count)| json!({ "severity": "note", "code": code.0, "more": count }));
    shown.chain(more).map(|line| format!("{}\n", visible(&line.to_string()))).collect()
}

/// The same JSON without a character that steers a terminal: what is not ASCII stands in strings, and can be escaped there.
fn visible(json: &str) -> String {
    if json.is_ascii() {
        return json.to_owned();
    }
    let escaped = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
    json.chars().map(|c| if !c.is_ascii() && is_invisible(c) { escaped(c) } else { c.to_string() }).collect()
}

fn told(report: &Report, diagnostic: &Diagnostic) -> Value {
    let places: Vec<Value> = diagnostic
        .places
        .iter()
        .map(|(span, label)| {
            let source = report.sources.get(span.source);
            let (start, end) = (source.location(span.range().start), source.location(span.range().end));
            json!({
                "file": source.path.to_string_lossy(),
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "label": if label.is_empty() { Value::Null } else { json!(label) },
            })
        })
        .collect();
    json!({
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "code": diagnostic.code.0,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "places": places,
    })
}

/// Writes to standard error. That nobody reads it is no reason to fail.
fn stderr(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes a command's result to standard output; a reader that has seen enough, such as `head`, is no mistake.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::from(error)),
        _ => Ok(()),
    }
}
