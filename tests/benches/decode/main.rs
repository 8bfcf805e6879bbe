//! Decoding rows: our reader against serde_json into serde-derived structs of the same rows.
//!
//! All read the same text from memory into a `Vec` of the same values, in turns, in one process; what they read is compared
//! first. jiter, struson and sonic-rs stand beside for the rows that the reader was chosen with. Peak memory is that of a
//! process of its own for each.
#![forbid(unsafe_code)]

#[path = "../common/mod.rs"]
mod common;
mod derived;
#[path = "../../fixtures/creatio/expected/mod.rs"]
mod generated;
mod nested;
mod others;
mod plain;
mod rows;
mod wide;

use std::fmt::Debug;
use std::io;
use std::process::{Command, ExitCode};

use common::clock::cpu_time;
use common::median::median;
use common::report::{Report, number};
use common::{cargo, meter};
use creatio_runtime::{EntityRow, decode};
use derived::{Exact, Float, Reply, Sonic};
use serde::de::DeserializeOwned;

const ROUNDS: usize = 25;
const BYTES: usize = 5_000_000;

/// How many times as fast as serde it should be, and may get.
const GOAL: f64 = 1.0;

/// Rows of one kind.
struct Fixture {
    key: &'static str,
    name: &'static str,
    text: fn(usize) -> String,
    /// Our reader comes first, serde_json into serde-derived structs second.
    readers: Vec<(&'static str, Read)>,
}

/// Reads the text and tells how many rows it has.
type Read = fn(&str) -> usize;

fn fixtures() -> [Fixture; 3] {
    [
        Fixture {
            key: "plain",
            name: "12 columns",
            text: plain::text,
            readers: vec![
                ("ours", |text| ours::<plain::Order>(text).len()),
                ("serde_json", |text| serde::<plain::Derived<Exact>>(text).len()),
                ("serde_json, decimals by way of f64", |text| serde::<plain::Derived<Float>>(text).len()),
                ("sonic-rs", |text| sonic(text).len()),
                ("jiter", |text| others::jiter(text).len()),
                ("struson", |text| others::struson(text).len()),
            ],
        },
        Fixture {
            key: "wide",
            name: "47 columns",
            text: wide::text,
            readers: vec![
                ("ours", |text| ours::<generated::Contact>(text).len()),
                ("serde_json", |text| serde::<wide::Derived>(text).len()),
            ],
        },
        Fixture {
            key: "nested",
            name: "expanded lookup",
            text: nested::text,
            readers: vec![
                ("ours", |text| ours::<nested::Brief>(text).len()),
                ("serde_json", |text| serde::<nested::Derived>(text).len()),
            ],
        },
    ]
}

fn main() -> io::Result<ExitCode> {
    if let Some(code) = meter::serve() {
        return Ok(code);
    }
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--alone") {
        return alone(&arguments[at + 1..]);
    }
    if !cargo::is_bench() {
        return Ok(ExitCode::SUCCESS);
    }
    equal_rows();
    let mut report = Report::new("decode")?;
    for fixture in fixtures() {
        speed(&fixture, &mut report)?;
        memory(&fixture, &mut report)?;
    }
    Ok(report.finish())
}

fn speed(fixture: &Fixture, report: &mut Report) -> io::Result<()> {
    let text = (fixture.text)(BYTES);
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let times = fixture.readers.iter().map(|(_, read)| Ok(cpu_time(|| read(&text))?.as_secs_f64()));
        rounds.push(times.collect::<io::Result<Vec<_>>>()?);
    }
    let size = text.len() as f64 / 1e6;
    for (at, (reader, _)) in fixture.readers.iter().enumerate() {
        let seconds = median(rounds.iter().map(|round| round[at]));
        let times = median(rounds.iter().map(|round| round[at] / round[1]));
        let figure = format!("{} MB/s, {} of serde_json's time", number(size / seconds), number(times));
        report.figure(format!("{}: {reader}", fixture.name), figure);
    }
    let times = median(rounds.iter().map(|round| round[0] / round[1]));
    report.goal(format!("{}: time / serde_json's", fixture.name), times, GOAL, "");
    report.hold(fixture.key, format!("{}: time / serde_json's", fixture.name), times);
    Ok(())
}

fn memory(fixture: &Fixture, report: &mut Report) -> io::Result<()> {
    let log = cargo::folder("decode")?.join("meter");
    let peak = |reader: &str| {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--alone", fixture.key, reader]);
        Ok::<_, io::Error>(meter::measure(&command, &log)?.peak)
    };
    let (ours, serde) = (peak("ours")?, peak("serde_json")?);
    report.figure(
        format!("{}: peak memory", fixture.name),
        format!("{} MB, serde_json {} MB", number(ours), number(serde)),
    );
    report.hold("peak", format!("{}: peak memory / serde_json's", fixture.name), ours / serde);
    Ok(())
}

/// Reads once, in a process of its own.
fn alone(arguments: &[String]) -> io::Result<ExitCode> {
    let [fixture, reader] = arguments else {
        return Err(io::Error::other("expected a fixture and a reader"));
    };
    let fixture = fixtures().into_iter().find(|known| known.key == fixture).ok_or(io::ErrorKind::NotFound)?;
    let (_, read) = fixture.readers.iter().find(|(name, _)| name == reader).ok_or(io::ErrorKind::NotFound)?;
    let rows = read(&(fixture.text)(BYTES));
    Ok(if rows > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn ours<R: EntityRow>(text: &str) -> Vec<R> {
    decode::rows(text).expect("rows")
}

fn serde<R: DeserializeOwned>(text: &str) -> Vec<R> {
    serde_json::from_str::<Reply<R>>(text).expect("rows").value
}

fn sonic(text: &str) -> Vec<plain::Derived<Sonic>> {
    sonic_rs::from_str::<Reply<_>>(text).expect("rows").value
}

/// Every reader reads the same.
fn equal_rows() {
    let text = plain::text(100_000);
    let rows: Vec<plain::Order> = ours(&text);
    assert!(rows.len() > 100, "enough of them");
    equal(&rows, serde::<plain::Derived<Exact>>(&text));
    equal(&rows, serde::<plain::Derived<Float>>(&text));
    equal(&rows, sonic(&text));
    equal(&rows, others::jiter(&text));
    equal(&rows, others::struson(&text));
    let text = wide::text(100_000);
    equal(&ours::<generated::Contact>(&text), serde::<wide::Derived>(&text));
    let text = nested::text(100_000);
    equal(&ours::<nested::Brief>(&text), serde::<nested::Derived>(&text));
}

fn equal<R: Debug + PartialEq, D: Into<R>>(rows: &[R], others: Vec<D>) {
    let others: Vec<R> = others.into_iter().map(Into::into).collect();
    assert_eq!(rows, others);
}
