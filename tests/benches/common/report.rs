//! The table that a bench prints, and the budget that its ratios are held against.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use toml::{Table, Value};

/// Rows of figures.
pub(crate) struct Report {
    bench: &'static str,
    budget: Table,
    rows: Vec<[String; 4]>,
    over: Vec<String>,
}

impl Report {
    /// A report with the bench's ceilings of `budget.toml`.
    pub(crate) fn new(bench: &'static str) -> io::Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/budget.toml");
        let budget: Table = std::fs::read_to_string(path)?.parse().map_err(io::Error::other)?;
        let budget = budget.get(bench).and_then(Value::as_table).cloned().unwrap_or_default();
        Ok(Self { bench, budget, rows: Vec::new(), over: Vec::new() })
    }

    /// A figure without a goal.
    pub(crate) fn figure(&mut self, what: impl Into<String>, figure: impl Into<String>) {
        self.rows.push([what.into(), figure.into(), String::new(), String::new()]);
    }

    /// Seconds or megabytes that a goal is stated for. Machines differ, so that to miss it is said but fails nothing.
    pub(crate) fn goal(&mut self, what: impl Into<String>, value: f64, goal: f64, unit: &str) {
        let verdict = if value <= goal { "ok" } else { "over" };
        let with_unit = |value: String| format!("{value} {unit}").trim_end().to_owned();
        self.rows.push([what.into(), with_unit(number(value)), with_unit(goal.to_string()), verdict.into()]);
    }

    /// A ratio or a count that must not exceed the ceiling called `key`.
    pub(crate) fn hold(&mut self, key: &str, what: impl Into<String>, value: f64) {
        let what = what.into();
        let ceiling = self.budget.get(key).and_then(|value| value.as_float().or(value.as_integer().map(|n| n as f64)));
        let verdict = if ceiling.is_some_and(|ceiling| value <= ceiling) { "ok" } else { "OVER BUDGET" };
        if verdict != "ok" {
            let ceiling = ceiling.map_or("no ceiling".to_owned(), |ceiling| ceiling.to_string());
            self.over.push(format!("{what} is {}, budget [{}] {key} says {ceiling}", number(value), self.bench));
        }
        let goal = ceiling.map_or_else(|| "?".into(), |ceiling| format!("budget {ceiling}"));
        self.rows.push([what, number(value), goal, verdict.into()]);
    }

    /// Prints all; fails when something is over its budget.
    pub(crate) fn finish(mut self) -> ExitCode {
        self.rows.insert(0, [self.bench, "figure", "goal", ""].map(str::to_owned));
        let width = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2), width(3)];
        for (index, row) in self.rows.iter().enumerate() {
            let [what, figure, goal, verdict] = row;
            let [a, b, c, d] = widths;
            println!("| {what:a$} | {figure:>b$} | {goal:>c$} | {verdict:d$} |");
            if index == 0 {
                println!("|{0:-<1$}|{0:->2$}:|{0:->3$}:|{0:-<4$}|", "", a + 2, b + 1, c + 1, d + 2);
            }
        }
        for line in &self.over {
            eprintln!("over budget: {line}");
        }
        if self.over.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Three digits, as far as they say something.
pub(crate) fn number(value: f64) -> String {
    match value {
        _ if value.fract() == 0.0 => format!("{value}"),
        0.0..1.0 => format!("{value:.3}"),
        1.0..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
