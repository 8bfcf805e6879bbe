//! `fetch --process`: schemas of business processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use creatio_codegen::diagnostic::code;
use creatio_codegen::fetched::{Fetched, wanted};
use creatio_codegen::{Error, Result};
use creatio_runtime::process::{Listed, Processes};
use serde_json::{Value, json};

use super::{Console, Options, Outcome, failure, progress};

/// Where they are saved when nothing is said.
const FOLDER: &str = "creatio/processes";

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    let folder = options.out.clone().unwrap_or_else(|| FOLDER.into());
    let client = options.client()?;
    console.say(&format!("asking {}\n", options.url));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::from)?;
    let saved = runtime.block_on(async {
        let saved = save_all(&client.processes(), options, &folder, console).await;
        // The session would else be left to expire. That it can't be ended is no reason to throw anything away.
        let _ = client.logout().await;
        saved
    })?;
    console.summary(|| json!({ "processes": saved }))?;
    Ok(Outcome::Done)
}

/// Each is saved as it comes, whole or not at all.
async fn save_all(processes: &Processes, options: &Options, folder: &Path, console: &Console) -> Result<Vec<Value>> {
    let library = library(processes.library().await.map_err(failure::tell)?);
    if library.is_empty() {
        let help = "does the user have rights to business processes?";
        return Err(Error::told(code::NO_MATCH, "the instance lists no processes", Some(help.to_owned())));
    }
    let names: Vec<&str> = library.keys().map(String::as_str).collect();
    let mut saved = Vec::new();
    for name in wanted(&options.processes, &names)? {
        let path = path(folder, name)?;
        let process = &library[name];
        let schema = processes.schema(process.uid).await.map_err(failure::tell)?;
        let fetched = checked(name, schema)?;
        let changed = fetched.save(&path)?;
        let (path, bytes) = (path.display().to_string(), fetched.size());
        let what = if changed { "written" } else { "unchanged" };
        console.say(&format!("{path}: {what}, {}\n", progress::size(bytes as u64)));
        saved.push(json!({ "name": name, "file": path, "changed": changed, "bytes": bytes }));
    }
    Ok(saved)
}

/// The active version of each process that may run, by the name of its base version.
fn library(rows: Vec<Listed>) -> BTreeMap<String, Listed> {
    let names: BTreeMap<_, _> = rows.iter().map(|row| (row.uid, row.name.clone())).collect();
    let active = rows.into_iter().filter(|row| row.is_active && row.is_enabled);
    active.map(|row| (names.get(&row.base).unwrap_or(&row.name).clone(), row)).collect()
}

/// A name comes from the server: nothing in it may lead out of the folder.
fn path(folder: &Path, name: &str) -> Result<PathBuf> {
    if name.is_empty() || !name.chars().all(|char| char.is_alphanumeric() || char == '_') {
        let message = format!("the process `{name}` has a name that is none");
        return Err(Error::told(code::NO_ANSWER, message, Some("rename it in the process designer".to_owned())));
    }
    Ok(folder.join(format!("{name}.json")))
}

/// Makes sure that there is a schema: an answer may tell of success without one.
fn checked(name: &str, reply: String) -> Result<Fetched> {
    let metadata = || -> Option<Value> {
        let reply: Value = serde_json::from_str(reply.trim_start_matches('\u{feff}')).ok()?;
        serde_json::from_str(reply["schema"]["metaData"].as_str()?).ok()
    };
    if metadata().is_none_or(|metadata| !metadata.is_object()) {
        let message = format!("the instance answers without the schema of `{name}`");
        let help = "does the process still exist, and may the user see its schema? (the operation CanManageSolution)";
        return Err(Error::told(code::NO_ANSWER, message, Some(help.to_owned())));
    }
    Ok(Fetched::trusted(reply.into_bytes()))
}
