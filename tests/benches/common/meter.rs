//! CPU time and peak memory of one process.
//!
//! The system tells both for the children that a process has waited for, all of them together. So a bench starts itself
//! once more, as a meter with a single child: by hand, or as cargo's wrapper around rustc.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Names the file that a meter appends its reading to; a bench that finds it set is a meter.
const LOG: &str = "CREATIO_METER";

/// What a process took, the processes that it started included.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// The crate that rustc compiled, or nothing.
    pub(crate) name: String,
    /// Seconds, in user and in system mode.
    pub(crate) cpu: f64,
    /// Megabytes that the largest process held at once.
    pub(crate) peak: f64,
}

/// Runs the rest of the command line when this process is a meter.
pub(crate) fn serve() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next()?;
    Some(match run(&log, &program, &arguments.collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}: {error}", program.display());
            ExitCode::FAILURE
        }
    })
}

fn run(log: &OsStr, program: &OsStr, arguments: &[OsString]) -> io::Result<ExitCode> {
    let status = Command::new(program).args(arguments).env_remove(LOG).status()?;
    let (cpu, peak) = children()?;
    let name = arguments.iter().position(|argument| argument == "--crate-name").and_then(|at| arguments.get(at + 1));
    let name = name.map_or("-".into(), |name| name.to_string_lossy());
    let mut log = OpenOptions::new().create(true).append(true).open(log)?;
    // One write, so that meters that run side by side do not mix their lines.
    log.write_all(format!("{name} {cpu} {peak}\n").as_bytes())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Makes cargo run rustc for the crates of its workspace under a meter each.
pub(crate) fn wrap_rustc(cargo: &mut Command, log: &Path) -> io::Result<()> {
    cargo.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(LOG, log);
    Ok(())
}

/// Runs `command` under a meter.
pub(crate) fn measure(command: &Command, log: &Path) -> io::Result<Reading> {
    let mut meter = Command::new(env::current_exe()?);
    meter.arg(command.get_program()).args(command.get_args()).env(LOG, log);
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => meter.env(name, value),
            None => meter.env_remove(name),
        };
    }
    let output = meter.output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    readings(log)?.pop().ok_or_else(|| io::Error::other("the meter has read nothing"))
}

/// What the meters have read since the last call.
pub(crate) fn readings(log: &Path) -> io::Result<Vec<Reading>> {
    let text = fs::read_to_string(log)?;
    fs::remove_file(log)?;
    let reading = |line: &str| {
        let mut fields = line.split(' ');
        let name = fields.next()?.to_owned();
        Some(Reading { name, cpu: fields.next()?.parse().ok()?, peak: fields.next()?.parse().ok()? })
    };
    Ok(text.lines().filter_map(reading).collect())
}

#[cfg(unix)]
fn children() -> io::Result<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::{TimeVal, TimeValLike as _};

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: TimeVal| time.num_microseconds() as f64 / 1e6;
    // macOS counts bytes, everyone else kilobytes.
    let unit = if cfg!(target_vendor = "apple") { 1.0 } else { 1024.0 };
    Ok((seconds(usage.user_time()) + seconds(usage.system_time()), usage.max_rss() as f64 * unit / 1e6))
}

#[cfg(not(unix))]
fn children() -> io::Result<(f64, f64)> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "processes are measured with getrusage, which this system does not have",
    ))
}
