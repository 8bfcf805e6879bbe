//! Saved replies of `ProcessSchemaRequest`: JSON that holds the schema as JSON text (creatio-services facts 3.2).

use std::path::Path;

use super::captions::{Captions, Culture, is_read};
use super::keys;
use super::schema::Schema;
use crate::answer;
use crate::diagnostic::{Diagnostic, code};
use crate::json::{self, Node};
use crate::source::{SourceId, Sources, Span};

/// Reads a reply. Its `metaData` becomes a source of its own, called after the file.
pub(super) fn read(
    sources: &mut Sources,
    file: SourceId,
    culture: &Culture,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Schema> {
    let (captions, text) = match outside(sources, file, culture) {
        Ok(found) => found,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let path = sources.get(file).path.clone();
    let inner = sources
        .add(Path::new(&format!("{}: metaData", path.display())), text.into_bytes())
        .map_err(|diagnostic| diagnostics.push(diagnostic))
        .ok()?;
    let meta_data = json::parse(sources, inner).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    let schema = Schema::read(meta_data.root(), file, captions, diagnostics)?;
    let file_name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Some(Schema { file_name, ..schema })
}

/// The captions and the text of the metadata.
fn outside(sources: &Sources, file: SourceId, culture: &Culture) -> Result<(Captions, String), Diagnostic> {
    let text = sources.get(file).text.trim_start();
    if text.starts_with('<') {
        return Err(Diagnostic::error(code::NOT_A_PROCESS, "this is a page or XML, not a reply in JSON")
            .at(Span::new(file, 0..1))
            .help("the session was gone: log in, ask for the schema, and save the reply again"));
    }
    let json = json::parse(sources, file)?;
    let root = json.root();
    let Some(schema) = root.get(&keys::SCHEMA) else { return Err(other(root)) };
    let Some(meta_data) = schema.get(&keys::META_DATA) else { return Err(without_metadata(schema)) };
    let Some(text) = meta_data.text() else {
        let message = format!("`metaData` is {}, not JSON in a text", meta_data.kind());
        return Err(Diagnostic::error(code::BAD_MEMBER, message)
            .at(meta_data.start())
            .help("save the reply as the service gives it"));
    };
    Ok((captions(schema, culture), text.to_owned()))
}

fn captions(schema: Node<'_>, culture: &Culture) -> Captions {
    let mut captions = Captions::default();
    let Some(resources) = schema.get(&keys::RESOURCES) else { return captions };
    for (name, texts) in resources.members().filter(|(name, _)| is_read(name)) {
        let texts: Vec<(&str, &str)> =
            texts.members().filter_map(|(culture, text)| Some((culture, text.text()?))).collect();
        for choice in culture.choices() {
            texts.iter().filter(|(culture, _)| *culture == choice).for_each(|(_, text)| captions.add(name, text));
        }
        captions.cultures.extend(texts.iter().map(|(culture, _)| (*culture).to_owned()));
    }
    captions
}

/// A reply has `schema: {}` when there is no process of the id that was asked for.
fn without_metadata(schema: Node<'_>) -> Diagnostic {
    let at = |message: &str| Diagnostic::error(code::NOT_A_PROCESS, message).at(schema.span());
    if schema.get(&keys::COLUMNS).is_some() {
        return Diagnostic::error(code::NOT_A_PROCESS, "this is the schema of an entity, not of a process")
            .at(schema.start())
            .help("name the file in `schemas`, where it tells which entities lookups refer to");
    }
    if schema.members().next().is_none() {
        return at("the reply holds no schema").help(
            "no process has the id that was asked for, or the user may not see it; ask with the `Id` of its row in \
             VwProcessLib, or have `creatio-codegen fetch --process NAME` do it",
        );
    }
    Diagnostic::error(code::NOT_A_PROCESS, "the schema has no `metaData`")
        .at(schema.start())
        .help("save the reply of ProcessSchemaRequest as the service gives it")
}

/// JSON that is no reply with a schema.
fn other(root: Node<'_>) -> Diagnostic {
    let at = |message: String| Diagnostic::error(code::NOT_A_PROCESS, message).at(root.start());
    if let Some(error) = answer::error(root) {
        return at(error).help("mend what the server complains of, and save the reply again");
    }
    if [keys::META_DATA, keys::DESCRIPTOR].iter().any(|key| root.get(key).is_some()) {
        return at("this is a file of a package's schema".to_owned())
            .help("name its folder in `processes`: captions and versions stand in the files beside it");
    }
    at("this is no reply of ProcessSchemaRequest".to_owned())
        .help("`creatio-codegen fetch --process NAME` saves them; a package's processes are named by their folders")
}
