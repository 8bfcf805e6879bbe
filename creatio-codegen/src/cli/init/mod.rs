//! `init`

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use creatio_codegen::{Error, Result};
use serde_json::json;

use super::{Console, DEFAULT_CONFIG, Input, Outcome};

const CONFIG: &str = include_str!("creatio.toml");
const BUILD: &str = include_str!("build.rs.txt");

/// Where the document is kept when nobody says.
const METADATA: &str = "creatio/metadata.xml";

pub(super) fn run(input: &Input, console: &Console) -> Result<Outcome> {
    let config = input.config.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_CONFIG));
    let folder = config.parent().unwrap_or(Path::new(""));
    let metadata = input.metadata.as_deref().map_or(METADATA.to_owned(), |path| relative(path, folder));
    let output = input.out.as_deref().map(|path| relative(path, folder));
    if !create(&config, &configuration(input, &metadata, output.as_deref()))? {
        return Err(Error::already_there(&config));
    }
    let mut written = vec![config.clone()];
    let build = folder.join("build.rs");
    let script = BUILD.replace("{config}", &config.file_name().unwrap_or_default().to_string_lossy());
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
    console.say(&next(&folder.join(&metadata), output.as_deref()));
    let written: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
    console.summary(|| json!({ "written": written }))?;
    Ok(Outcome::Done)
}

fn configuration(input: &Input, metadata: &str, output: Option<&str>) -> String {
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
fn next(metadata: &Path, output: Option<&str>) -> String {
    let mut steps = Vec::new();
    if !metadata.is_file() {
        steps.push(format!("save the instance's $metadata as {} (creatio.toml tells from where)", metadata.display()));
    }
    match output {
        Some(folder) => {
            steps.push("creatio-codegen generate".to_owned());
            steps.push("cargo add creatio-runtime".to_owned());
            let module = folder.rsplit('/').next().unwrap_or(folder);
            steps.push(format!("write `mod {module};` where the folder {folder} is a module, and use it"));
        }
        None => {
            steps.push("cargo add creatio-runtime".to_owned());
            steps.push("cargo add --build creatio-codegen --no-default-features".to_owned());
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
    let inside = path.strip_prefix(folder).map(Path::to_owned);
    let path = inside.or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    path.to_string_lossy().replace('\\', "/")
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
