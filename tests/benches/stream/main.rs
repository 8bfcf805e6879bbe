//! Streaming a million rows: how fast, and in how much memory.
//!
//! The sandbox is a process of its own, and so is every reader, so that the peak is that of a client alone. It is the peak of a
//! whole process: what is in it from the start is the same however many rows come.
#![forbid(unsafe_code)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../../fixtures/creatio/expected/mod.rs"]
mod generated;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, fmt};

use common::report::{Report, number};
use common::{cargo, meter};
use creatio_runtime::Platform;
use creatio_runtime::prelude::*;
use creatio_sandbox::Sandbox;
use generated::City;
use serde_json::json;

const FEW: usize = 10_000;
const SOME: usize = 100_000;
const MANY: usize = 1_000_000;
/// What a client asks for when nobody says. With larger pages, how much an allocator keeps between them varies by half a page.
const PAGE: usize = 1_000;

fn main() -> io::Result<ExitCode> {
    if let Some(code) = meter::serve() {
        return Ok(code);
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => return serve().map(|()| ExitCode::SUCCESS),
        ["read", url, rows, page] => {
            let number = |text: &str| text.parse().map_err(io::Error::other);
            return read(url, number(rows)?, number(page)?).map(|()| ExitCode::SUCCESS);
        }
        _ if !cargo::is_bench() => return Ok(ExitCode::SUCCESS),
        _ => {}
    }
    let mut report = Report::new("stream")?;
    let server = Server::start()?;
    let log = cargo::folder("stream")?.join("meter.log");
    let mut peaks = Vec::new();
    for rows in [FEW, SOME, MANY] {
        let mut reader = Command::new(env::current_exe()?);
        reader.args(["read", &server.url, &rows.to_string(), &PAGE.to_string()]);
        let reading = meter::measure(&reader, &log)?;
        report.figure(
            format!("{rows} rows in pages of {PAGE}: peak of the process"),
            format!("{} MB", number(reading.peak)),
        );
        if rows == MANY {
            let speed = format!("{} rows/s", number(rows as f64 / reading.cpu));
            report.figure(format!("{rows} rows: by the client's own CPU time"), speed);
        }
        peaks.push(reading.peak);
    }
    report.hold("peak", format!("peak of {MANY} rows / of {FEW}"), peaks[2] / peaks[0]);
    Ok(report.finish())
}

/// The process that has the rows. It ends when nobody holds its standard input any more.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        let mut process = command.arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        let out = process.stdout.take().ok_or_else(|| io::Error::other("the server says nothing"))?;
        BufReader::new(out).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It has ended, or never began.
        let _ = self.process.wait();
    }
}

fn serve() -> io::Result<()> {
    let sandbox = Sandbox::builder().metadata(include_str!("../../fixtures/creatio/metadata.xml")).auth(false).repeat(
        "City",
        MANY as u64,
        json!({"Name": "Springfield {n}", "Description": "One of many"}),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let running = runtime.block_on(sandbox.start()).map_err(other)?;
    let mut out = io::stdout();
    writeln!(out, "{}", running.url())?;
    out.flush()?;
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn read(url: &str, rows: usize, page: usize) -> io::Result<()> {
    // One thread, so that the allocator has one arena and its peaks are alike.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let client = Client::builder(url).auth(Anonymous).platform(Platform::NetFramework).build().map_err(other)?;
        let mut stream = City::query().top(rows as u64).page_size(page).stream(&client);
        let mut received = 0;
        while let Some(city) = stream.next().await {
            std::hint::black_box(city.map_err(other)?);
            received += 1;
        }
        if received == rows { Ok(()) } else { Err(io::Error::other(format!("{received} rows in place of {rows}"))) }
    })
}

fn other(error: impl fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}
