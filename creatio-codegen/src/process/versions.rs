//! Versions: schemas of their own, of which a start by the base version's name runs the active one (creatio-services facts
//! 3.1).

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::Process;
use super::schema::Schema;
use crate::diagnostic::{Diagnostic, code};
use crate::source::Sources;

/// One process for each family of versions, in the order of their names.
pub(crate) fn base_names(schemas: Vec<Schema>, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Process> {
    let by_uid: HashMap<&str, &Schema> =
        schemas.iter().filter_map(|schema| Some((schema.uid.as_deref()?, schema))).collect();
    let names: Vec<String> = schemas.iter().map(|schema| base_name(schema, &by_uid)).collect();
    let mut families: BTreeMap<String, Vec<Schema>> = BTreeMap::new();
    for (name, schema) in names.into_iter().zip(schemas) {
        families.entry(name).or_default().push(schema);
    }
    let mut processes = Vec::new();
    for (name, family) in families {
        let (passed_over, mut rest): (Vec<_>, Vec<_>) =
            family.into_iter().partition(|schema| schema.is_active == Some(false));
        // Some folder must be generated from; that the process may have changed since is told.
        if rest.is_empty() {
            rest = passed_over;
            if let [only] = rest.as_slice() {
                diagnostics.push(not_active(only, &name));
            }
        }
        if rest.len() > 1 {
            diagnostics.push(several(&name, &rest, sources));
            continue;
        }
        processes.extend(rest.pop().map(|schema| schema.into_process(name)));
    }
    processes
}

/// The schema that every process derives from; it is in no family.
const BASE_PROCESS: &str = "bb4d6607-026b-4b27-b640-8f5c77c1e89d";

/// The name by which the process of a schema is run.
///
/// A version names the base version as its parent, and families are flat, so that is looked for first. A reply that is saved
/// alone tells no more than the UId of its parent: there, the name of the file decides. Versions are called
/// `<Base><Package><number>`, so a file `UsrOrder.json` with the schema `UsrOrderCustom1` holds a version of `UsrOrder`, as
/// `creatio-codegen fetch` saves it.
fn base_name(schema: &Schema, by_uid: &HashMap<&str, &Schema>) -> String {
    let parent =
        |of: &Schema| of.parent.as_deref().filter(|uid| *uid != BASE_PROCESS).and_then(|uid| by_uid.get(uid).copied());
    let base = parent(schema).filter(|base| parent(base).is_none()).unwrap_or(schema);
    let named = base.file_name.as_deref().filter(|file| is_version_of(&base.name, file));
    named.unwrap_or(&base.name).to_owned()
}

/// Designers call processes `UsrProcess_7f3c1` by themselves: what has a `_` behind the name of the file is no version of it.
fn is_version_of(name: &str, base: &str) -> bool {
    let Some(rest) = name.strip_prefix(base).filter(|_| !base.is_empty()) else { return false };
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain && rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.ends_with(|c: char| c.is_ascii_digit())
}

fn not_active(schema: &Schema, name: &str) -> Diagnostic {
    let what = match schema.name == name {
        true => format!("the base version of `{name}`"),
        false => format!("the version `{}` of `{name}`", schema.name),
    };
    Diagnostic::warning(code::VERSIONS, format!("{what} is not active, and the active one is not among the files"))
        .at(schema.span)
        .help("its parameters may differ from those that are run: name the folder of the active version, too")
}

fn several(name: &str, family: &[Schema], sources: &Sources) -> Diagnostic {
    let first = &family[0];
    let is_same = family.iter().all(|schema| schema.name == first.name);
    let files: Vec<PathBuf> = family.iter().map(|schema| sources.get(schema.file).path.clone()).collect();
    let files = files.iter().map(|file| format!("`{}`", file.display())).collect::<Vec<_>>().join(", ");
    let (code, message, help) = match is_same {
        true => (
            code::DUPLICATE,
            format!("the process `{name}` is given {} times: {files}", family.len()),
            "keep one of them",
        ),
        false => (
            code::VERSIONS,
            format!("{} versions of the process `{name}` are given: {files}", family.len()),
            "keep that of the active version, which is the one that is run",
        ),
    };
    let diagnostic = Diagnostic::error(code, message).at(first.span).help(help);
    family[1..].iter().fold(diagnostic, |diagnostic, other| diagnostic.label(other.span, "and here"))
}
