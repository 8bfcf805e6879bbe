//! What cargo is told when this runs in a build script. <https://doc.rust-lang.org/cargo/reference/build-scripts.html>

use std::path::Path;

use crate::diagnostic::{Diagnostic, Report, Severity, visible};
use crate::error::Result;
use crate::file::canonical;

/// So many findings are told; the rendered report has them all.
const MOST: usize = 20;

/// Tells cargo what is wrong, so that it stands on top of its own output and not below that of the whole build script.
pub(crate) fn failed<T>(result: Result<T>) -> Result<T> {
    if let Err(error) = &result
        && is_build_script()
    {
        tell(error.report());
    }
    result
}

/// Cargo sets these for build scripts, and the last for nothing else.
fn is_build_script() -> bool {
    ["OUT_DIR", "HOST"].iter().all(|name| std::env::var_os(name).is_some())
}

/// Prints findings as warnings and errors of cargo's.
pub(crate) fn tell(report: &Report) {
    // Errors first: with many warnings before them, the build would fail without its reason.
    let (errors, warnings): (Vec<_>, Vec<_>) =
        report.diagnostics.iter().partition(|one| one.severity == Severity::Error);
    for diagnostic in errors.into_iter().chain(warnings).take(MOST) {
        let instruction = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        println!("cargo::{instruction}={}", line(report, diagnostic));
    }
    if report.diagnostics.len() > MOST {
        println!("cargo::warning=... and {} more; `creatio-codegen check` tells them", report.diagnostics.len() - MOST);
    }
}

/// An instruction is one line; what a document says must not end it.
fn line(report: &Report, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.places.first().map(|(span, _)| {
        let source = report.sources.get(span.source);
        let at = source.location(span.range().start);
        format!("{}:{}:{}: ", source.path.display(), at.line, at.column)
    });
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})"));
    let text = format!(
        "{}{} [{}]{}",
        place.unwrap_or_default(),
        diagnostic.message,
        diagnostic.code.0,
        help.unwrap_or_default()
    );
    visible(&text)
}

/// Has cargo run the script again when an input changes or one is added where globs look, and only then.
pub(crate) fn rerun_if_changed(report: &Report) {
    let files = report.sources.iter().filter(|source| source.is_file).map(|source| source.path.as_path());
    // Cargo looks into folders of folders. One that holds what is written would be new every time.
    let out_dir = std::env::var_os("OUT_DIR").map(|path| canonical(Path::new(&path)));
    let holds_output = |folder: &&Path| out_dir.as_ref().is_some_and(|out_dir| out_dir.starts_with(canonical(folder)));
    let folders = report.sources.watched().filter(|folder| !holds_output(folder));
    let paths = files.chain(folders).map(|path| path.display().to_string());
    for path in paths.filter(|path| !path.contains(['\n', '\r'])) {
        println!("cargo::rerun-if-changed={path}");
    }
}
