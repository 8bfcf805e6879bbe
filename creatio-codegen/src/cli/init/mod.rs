//! `init`

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use clap::Args;
use creatio_codegen::{Error, Result};
use serde_json::json;

use super::{Console, DEFAULT_CONFIG, DEFAULT_METADATA, Outcome};

const CONFIG: &str = include_str!("creatio.toml");
const BUILD: &str = include_str!("build.rs.txt");

// No registry has the crates, and whoever registers their names there could be anybody.
const ADD_RUNTIME: &str = "cargo add --path <where you cloned creatio>/creatio-runtime";
const ADD_CODEGEN: &str = "cargo add --build --path <where you cloned creatio>/creatio-codegen --no-default-features";
const ADD_TOKIO: &str = "cargo add tokio --features macros,rt-multi-thread";

#[derive(Args)]
pub(super) struct Options {
    /// The configuration file to write; the build.rs is written beside it
    #[arg(long, value_name = "FILE", default_value = DEFAULT_CONFIG)]
    config: PathBuf,
    /// Where the $metadata document is kept, or will be
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Entities to ask for: a glob over type names, or !GLOB to leave some out; repeatable
    #[arg(long = "entity", value_name = "GLOB")]
    entities: Vec<String>,
    /// Ask for every type of the document
    #[arg(long, conflicts_with = "entities")]
    all: bool,
    /// Folder for generated code that is kept in git: no build.rs is written then
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(input: &Options, console: &Console) -> Result<Outcome> {
    let config = input.config.clone();
    let folder = config.parent().unwrap_or(Path::new(""));
    let metadata = input.metadata.as_deref().map_or(DEFAULT_METADATA.to_owned(), |path| relative(path, folder));
    let output = input.out.as_deref().map(|path| relative(path, folder));
    if !create(&config, &configuration(input, &metadata, output.as_deref()))? {
        return Err(Error::already_there(&config));
    }
    let mut written = vec![config.clone()];
    let build = folder.join("build.rs");
    let name = config.file_name().unwrap_or_default().to_string_lossy();
    let script = BUILD.replace("{path}", &format!("{name:?}")).replace("{config}", &name.replace(['\n', '\r'], " "));
    let has_script = output.is_none() && !create(&build, &script)?;
    if output.is_none() && !has_script {
        written.push(build.clone());
    }
    for path in &written {
        console.say(&format!("{} written\n", path.display()));
    }
    if has_script {
        let main = script.lines().skip_while(|line| !line.starts_with("fn main")).collect::<Vec<_>>().join("\n");
        console.say(&format!("{} is there already and stays as it is; it needs this:\n\n{main}\n", build.display()));
    }
    console.say(&next(input, &folder.join(&metadata), output.as_deref()));
    let written: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
    console.summary(|| json!({ "written": written }))?;
    Ok(Outcome::Done)
}

fn configuration(input: &Options, metadata: &str, output: Option<&str>) -> String {
    let entities: Vec<String> = match (input.all, input.entities.as_slice()) {
        (true, _) => vec![quoted("*")],
        (false, []) => vec![quoted("Contact"), quoted("Account")],
        (false, some) => some.iter().map(|glob| quoted(glob)).collect(),
    };
    let output = match output {
        Some(folder) => {
            format!(
                "# The folder of the generated code, which is kept in git; mod.rs in it is the root. A folder that holds files of \
                 yours\n# keeps them.\noutput = {}\n",
                quoted(folder)
            )
        }
        None => "# A folder for code that is kept in git; a build script needs none.\n# output = \"src/creatio\"\n"
            .to_owned(),
    };
    CONFIG
        .replace("{metadata}", &quoted(metadata))
        .replace("{entities}", &format!("[{}]", entities.join(", ")))
        .replace("{output}", &output)
}

/// What the user does next.
fn next(input: &Options, metadata: &Path, output: Option<&str>) -> String {
    let mut steps = Vec::new();
    let config = match input.config == Path::new(DEFAULT_CONFIG) {
        true => String::new(),
        false => format!(" --config {}", input.config.display()),
    };
    if !metadata.is_file() {
        steps.push(format!(
            "creatio-codegen fetch{config} --url https://<instance> --user <name> --password-env <variable>\n     saves the \
             instance's $metadata as {}",
            metadata.display()
        ));
    }
    match output {
        Some(folder) => {
            steps.push(format!("creatio-codegen generate{config}"));
            steps.extend([ADD_RUNTIME, ADD_TOKIO].map(str::to_owned));
            steps.push(format!(
                "name {folder}/mod.rs as a module, such as `mod creatio;` in main.rs or lib.rs, and use it"
            ));
        }
        None => {
            steps.extend([ADD_RUNTIME, ADD_CODEGEN, ADD_TOKIO].map(str::to_owned));
            steps.push("write `creatio_runtime::include_model!();` in main.rs or lib.rs, and use `creatio`".to_owned());
        }
    }
    let lines = steps.iter().enumerate().map(|(index, step)| format!("  {}. {step}\n", index + 1));
    format!("Next:\n{}", lines.collect::<String>())
}

/// Writes a file unless there is one.
fn create(path: &Path, text: &str) -> Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(|error| Error::unwritable(path, &error))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(Error::unwritable(path, &error)),
    }
    Ok(true)
}

/// `path`, which is relative to where the user is, as the configuration in `folder` names it.
fn relative(path: &Path, folder: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let path = absolute(path);
    let common = path.components().zip(folder.components()).take_while(|(ours, theirs)| ours == theirs).count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(common)).collect();
    // On Windows, nothing is common between two drives.
    let relative = if common == 0 { path } else { relative };
    relative.to_string_lossy().replace('\\', "/")
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}
