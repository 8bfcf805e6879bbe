//! CPU time of this thread: what else the machine does is not in it.

use std::io;
use std::time::Duration;

/// What `work` takes.
pub(crate) fn cpu_time<T>(work: impl FnOnce() -> T) -> io::Result<Duration> {
    let start = now()?;
    std::hint::black_box(work());
    Ok(now()?.saturating_sub(start))
}

#[cfg(unix)]
fn now() -> io::Result<Duration> {
    use nix::time::{ClockId, clock_gettime};

    Ok(clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?.into())
}

#[cfg(not(unix))]
fn now() -> io::Result<Duration> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "CPU time is read with clock_gettime, which this system does not have",
    ))
}
