//! `fetch`

mod failure;
mod password;
mod processes;
mod progress;

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};
use creatio_codegen::fetched::Fetched;
use creatio_codegen::{Config, Error, Result};
use creatio_runtime::{Anonymous, Client, ClientBuilder, Forms, Platform};
use serde_json::json;

use self::password::Password;
use self::progress::Progress;
use super::{Console, DEFAULT_CONFIG, DEFAULT_METADATA, Outcome};

/// What the document is called in a folder.
const NAME: &str = "metadata.xml";

#[derive(Args)]
#[command(group = ArgGroup::new("who").required(true).args(["user", "anonymous"]), after_help = AFTER_HELP)]
pub(super) struct Options {
    /// Address of the instance, such as https://acme.creatio.com, without /0 and /odata
    #[arg(long)]
    url: String,
    /// Sign in as this user, whose password comes from one of the --password options
    #[arg(long, value_name = "NAME", requires = "password")]
    user: Option<String>,
    /// Ask without signing in
    #[arg(long, conflicts_with = "password")]
    anonymous: bool,
    #[command(flatten)]
    password: Password,
    /// What the instance runs on; auto asks it
    #[arg(long, value_enum, default_value_t = Runtime::Auto, conflicts_with = "odata_path")]
    platform: Runtime,
    /// Where OData is below the address, for services that are not Creatio's; "" when it is the address itself
    #[arg(long, value_name = "PATH")]
    odata_path: Option<String>,
    /// Let the password travel over plain http to another machine
    #[arg(long)]
    allow_http: bool,
    /// Configuration file, whose document is replaced [default: creatio.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// File to save the document as
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    metadata: Option<PathBuf>,
    /// Save the schemas of these business processes in place of the document: a glob over their names, or !GLOB to leave some
    /// out; repeatable
    #[arg(long = "process", value_name = "GLOB", conflicts_with_all = ["metadata", "config", "odata_path"])]
    processes: Vec<String>,
    /// Folder to save in: the document as metadata.xml, a process as <NAME>.json
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
The document is saved where --metadata or --out say, else where creatio.toml does, else as creatio/metadata.xml. What is \
there is replaced only by a whole document.

The schema of a process is that of its active version, and is saved under the name that the process is run by, in --out or \
creatio/processes.

A password is never an argument: those can be read by others.

A private certificate authority is trusted when the system trusts it; on Linux also when SSL_CERT_FILE names its file.";

#[derive(Clone, Copy, ValueEnum)]
enum Runtime {
    Auto,
    NetFramework,
    Net,
}

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    if !options.processes.is_empty() {
        return processes::run(options, console);
    }
    let path = options.path()?;
    let client = options.client()?;
    let fetched = fetch(&client, &options.url, Progress::new(console, &options.url))?;
    let changed = fetched.save(&path)?;
    let (path, bytes) = (path.display().to_string(), fetched.size());
    let what = if changed { "written" } else { "unchanged" };
    console.say(&format!("{path}: {what}, {}\n", progress::size(bytes as u64)));
    console.summary(|| json!({ "metadata": path, "changed": changed, "bytes": bytes }))?;
    Ok(Outcome::Done)
}

fn fetch(client: &Client, url: &str, mut progress: Progress) -> Result<Fetched> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::from)?;
    let bytes = runtime.block_on(async {
        let finish = progress.finish();
        let bytes = client.metadata().on_progress(move |bytes| progress.arrived(bytes)).await;
        finish.line();
        // The session would else be left to expire. That it can't be ended is no reason to throw the document away.
        let _ = client.logout().await;
        bytes
    });
    Fetched::check(&format!("{}/…/$metadata", url.trim_end_matches('/')), bytes.map_err(failure::tell)?)
}

impl Options {
    fn client(&self) -> Result<Client> {
        let Some(user) = &self.user else {
            return self.builder().auth(Anonymous).build().map_err(failure::tell);
        };
        // The address is looked at first, so that nobody gives a password in vain.
        self.builder().auth(Forms::new(user, "")).build().map_err(failure::tell)?;
        let forms = Forms::new(user, self.password.read()?);
        self.builder().auth(forms).build().map_err(failure::tell)
    }

    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder(&self.url).allow_http(self.allow_http).platform(self.platform.into());
        match &self.odata_path {
            Some(path) => builder.odata_path(path),
            None => builder,
        }
    }

    fn path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.metadata {
            return Ok(path.clone());
        }
        if let Some(folder) = &self.out {
            return Ok(folder.join(NAME));
        }
        let configured = match &self.config {
            Some(path) => Config::from_file(path)?.metadata_path().map(Path::to_owned),
            None if Path::new(DEFAULT_CONFIG).is_file() => {
                Config::from_file(DEFAULT_CONFIG)?.metadata_path().map(Path::to_owned)
            }
            None => None,
        };
        Ok(configured.unwrap_or_else(|| DEFAULT_METADATA.into()))
    }
}

impl From<Runtime> for Platform {
    fn from(runtime: Runtime) -> Self {
        match runtime {
            Runtime::Auto => Self::Probe,
            Runtime::NetFramework => Self::NetFramework,
            Runtime::Net => Self::Net,
        }
    }
}
