//! The sandbox as a program.
#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
use creatio_sandbox::{Oddity, Platform, Running, Sandbox, User};

/// A local Creatio: login, sessions and OData over SQLite, made from any $metadata.
///
/// Log in as Supervisor with the password Supervisor. Rows can be read, created, changed and deleted. Ctrl-C stops it; its
/// rows go with it.
#[derive(Parser)]
#[command(name = "creatio-sandbox", version, max_term_width = 120)]
struct Options {
    /// The $metadata document, OData 4
    #[arg(long, value_name = "FILE")]
    metadata: PathBuf,
    /// Folder with rows: Contact.json holds those of the set Contact, as an array or as a reply. It may be empty. A row
    /// without an Id gets one with the row's number in it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Port to listen on; 0 is a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Address to listen on. Another than the loopback lets other computers in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Runtime to play: with /0/ before every route but the login's, or without
    #[arg(long, value_enum, default_value = "net-framework")]
    platform: Runtime,
    /// Path that everything is below, as in an IIS virtual directory
    #[arg(long, value_name = "PATH", default_value = "")]
    base_path: String,
    /// Most rows in a reply: MaxEntityRowCount
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..))]
    max_rows: u64,
    /// Most bytes of path and query; a longer URL gets the 404 page of a web server [default: no limit]
    #[arg(long, value_name = "N")]
    max_url: Option<usize>,
    /// Whether one must log in; off for any OData client
    #[arg(long, value_enum, default_value = "on")]
    auth: Switch,
    /// Ends sessions that were not used for so long; a request is then answered as the oddity login_redirect says
    /// [default: they don't end]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    session_timeout: Option<u64>,
    /// Server's zone in minutes east of Greenwich, where dates without a time begin
    #[arg(long, value_name = "MINUTES", default_value_t = 0, allow_hyphen_values = true,
          value_parser = clap::value_parser!(i32).range(-840..=840))]
    utc_offset: i32,
    /// Id of Supervisor's contact: rows are created and modified by it [default: by nobody]
    #[arg(long, value_name = "GUID")]
    contact: Option<String>,
    /// Column that bodies may name and that is silently not written; repeatable
    #[arg(long = "drop", value_name = "SET.COLUMN", value_parser = dropped)]
    dropped: Vec<(String, String)>,
    /// Turns a switch, such as nested_expand=on; repeatable. They are listed below
    #[arg(long = "oddity", value_name = "NAME=on|off", value_parser = oddity)]
    oddities: Vec<(Oddity, bool)>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Runtime {
    NetFramework,
    Net,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

fn oddity(text: &str) -> Result<(Oddity, bool), String> {
    let (name, state) = text.split_once('=').ok_or("expected NAME=on or NAME=off")?;
    let oddity = Oddity::from_name(name)?;
    match state {
        "on" => Ok((oddity, true)),
        "off" => Ok((oddity, false)),
        _ => Err(format!("{name} can be on or off, not {state:?}")),
    }
}

fn dropped(text: &str) -> Result<(String, String), String> {
    let (set, column) = text.split_once('.').ok_or("expected an entity set and a column, such as Contact.Notes")?;
    Ok((set.to_owned(), column.to_owned()))
}

/// The switches, for `--help`.
fn switches() -> String {
    let mut text = String::from("Oddities:\n");
    for oddity in Oddity::ALL {
        let state = if oddity.default_state() { "on" } else { "off" };
        // Writing to memory can't fail.
        let _ = write!(text, "  {} [default: {state}]\n          {}\n", oddity.name(), oddity.explanation());
    }
    text + "\nExit codes: 0 stopped by Ctrl-C, 1 it did not start, 2 wrong usage"
}

fn main() -> ExitCode {
    let matches = Options::command().after_long_help(switches()).get_matches();
    let options = match Options::from_arg_matches(&matches) {
        Ok(options) => options,
        Err(error) => error.exit(),
    };
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => match runtime.block_on(run(options)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => failed(&message),
        },
        Err(error) => failed(&error.to_string()),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}

async fn run(options: Options) -> Result<(), String> {
    let is_open = options.auth == Switch::Off;
    let running = start(options).await?;
    // Caught before anyone knows that it listens: whoever reads the line may stop it at once.
    let signals = Signals::catch();
    // Whoever started it may wait for this line, or may have stopped reading.
    let mut out = std::io::stdout().lock();
    let who = if is_open { "without login" } else { "as Supervisor / Supervisor" };
    let _ = writeln!(out, "listening on {}\nOData at {}, {who}", running.url(), running.odata_url())
        .and_then(|()| out.flush());
    drop(out);
    signals.come().await;
    // Replies that are on their way may end; a client that does not read must not hold it up.
    let _ = tokio::time::timeout(Duration::from_secs(2), running.stop()).await;
    Ok(())
}

async fn start(options: Options) -> Result<Running, String> {
    let path = &options.metadata;
    let metadata = std::fs::read_to_string(path).map_err(|error| {
        format!(
            "{}: {error}\nhelp: save the document of GET <service root>/$metadata and name it by --metadata",
            path.display()
        )
    })?;
    let mut sandbox = Sandbox::builder()
        .metadata(metadata)
        .address(SocketAddr::new(options.host, options.port))
        .base_path(&options.base_path)
        .max_rows(options.max_rows)
        .max_url(options.max_url.unwrap_or(usize::MAX))
        .auth(options.auth == Switch::On)
        .utc_offset(options.utc_offset)
        .platform(match options.platform {
            Runtime::NetFramework => Platform::NetFramework,
            Runtime::Net => Platform::Net,
        });
    if let Some(seconds) = options.session_timeout {
        sandbox = sandbox.session_timeout(Duration::from_secs(seconds));
    }
    if let Some(contact) = options.contact {
        sandbox = sandbox.user(User::new("Supervisor", "Supervisor").contact(contact));
    }
    for (set, column) in &options.dropped {
        sandbox = sandbox.drops(set, column);
    }
    for (oddity, on) in options.oddities {
        sandbox = sandbox.oddity(oddity, on);
    }
    if let Some(folder) = &options.data {
        sandbox = sandbox.data(folder).map_err(|error| format!("--data {error}"))?;
        for path in sandbox.ignored() {
            eprintln!("note: {} is ignored: rows are read from files whose names end in .json", path.display());
        }
    }
    sandbox.start().await.map_err(|error| match error.to_string() {
        message if message.starts_with("the $metadata document:") => {
            let message = message.replacen("the $metadata document:", &format!("{}:", path.display()), 1);
            let wanted = "; --metadata wants the $metadata document";
            if message.ends_with("this is not XML") { message + wanted } else { message }
        }
        message => message,
    })
}

/// Signals that end the program.
#[cfg(unix)]
struct Signals(Option<[tokio::signal::unix::Signal; 2]>);

#[cfg(unix)]
impl Signals {
    /// From here on the signals don't end the program by themselves.
    fn catch() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let both = signal(SignalKind::interrupt()).and_then(|first| Ok([first, signal(SignalKind::terminate())?]));
        // Without a handler they end it anyway.
        Self(both.ok())
    }

    async fn come(self) {
        match self.0 {
            Some([mut interrupt, mut terminate]) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            None => std::future::pending().await,
        }
    }
}

/// Signals that end the program.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> Self {
        Self
    }

    async fn come(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler, Ctrl-C ends the program anyway.
            std::future::pending().await
        }
    }
}
