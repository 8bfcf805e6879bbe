//! How far a download is: one line that changes on a terminal, a few lines elsewhere.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::Console;

/// A terminal is written to so often at most.
const EVERY: Duration = Duration::from_millis(100);

/// Elsewhere there is a line for so many bytes.
const STEP: u64 = 4 << 20;

pub(super) struct Progress {
    style: Style,
    last: Option<Instant>,
    told: u64,
}

#[derive(Clone, Copy)]
enum Style {
    Silent,
    Terminal,
    Lines,
}

/// Ends the line of a terminal.
pub(super) struct Finish(Style);

impl Progress {
    pub(super) fn new(console: &Console, url: &str) -> Self {
        console.say(&format!("asking {url}\n"));
        let style = match (console.is_talkative(), std::io::stderr().is_terminal()) {
            (false, _) => Style::Silent,
            (true, true) => Style::Terminal,
            (true, false) => Style::Lines,
        };
        Self { style, last: None, told: 0 }
    }

    pub(super) fn finish(&self) -> Finish {
        Finish(self.style)
    }

    pub(super) fn arrived(&mut self, bytes: u64) {
        // It begins anew when the connection broke.
        self.told = self.told.min(bytes);
        match self.style {
            Style::Silent => {}
            Style::Terminal if self.last.is_some_and(|last| last.elapsed() < EVERY) => {}
            Style::Terminal => {
                self.last = Some(Instant::now());
                write(&format!("\r{} so far", size(bytes)));
            }
            Style::Lines if bytes < self.told + STEP => {}
            Style::Lines => {
                self.told = bytes;
                write(&format!("{} so far\n", size(bytes)));
            }
        }
    }
}

impl Finish {
    pub(super) fn line(self) {
        if matches!(self.0, Style::Terminal) {
            write("\r                    \r");
        }
    }
}

/// A number of bytes as people read it.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn write(text: &str) {
    let mut stderr = std::io::stderr();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
