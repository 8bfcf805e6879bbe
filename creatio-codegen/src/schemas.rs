//! The names of entities by the UIds of their schemas, which is how parameters of processes refer to them.

use std::collections::BTreeMap;

use crate::answer;
use crate::diagnostic::{Diagnostic, Report, code};
use crate::json::{self, Key, Node};
use crate::paths::{self, PathPattern};

const SCHEMA: Key = Key::new("schema");
const COLUMNS: Key = Key::new("columns");
const COLLECTION: Key = Key::new("collection");
const UID: Key = Key::new("uId");
const NAME: Key = Key::new("name");

/// Entity names by UId, in lower case. Several UIds may have one name: a schema that replaces another repeats it
/// (creatio-services facts 3.4).
#[derive(Debug, Default)]
pub(crate) struct EntityNames(BTreeMap<String, String>);

impl EntityNames {
    pub(crate) fn get(&self, uid: &str) -> Option<&str> {
        self.0.get(&uid.to_lowercase()).map(String::as_str)
    }

    fn add(&mut self, schema: Node<'_>) -> Option<()> {
        let (uid, name) = (schema.get(&UID)?.text()?.to_lowercase(), schema.get(&NAME)?.text()?);
        let known = self.0.entry(uid).or_insert_with(|| name.to_owned());
        // Should two names be given, the order of the files decides nothing.
        if name < known.as_str() {
            name.clone_into(known);
        }
        Some(())
    }
}

/// Reads saved replies of `EntitySchemaManagerRequest`, which list all entities, and of `RuntimeEntitySchemaRequest`, which
/// tell one.
pub(crate) fn load(patterns: &[PathPattern], report: &mut Report) -> EntityNames {
    let Report { diagnostics, sources } = report;
    let mut names = EntityNames::default();
    for found in paths::expand(patterns, sources, diagnostics) {
        let source = match sources.read(&found.path) {
            Ok(source) => source,
            Err(diagnostic) => {
                diagnostics.push(diagnostic.maybe_at(patterns[found.pattern].span()));
                continue;
            }
        };
        match json::parse(sources, source) {
            Ok(json) => diagnostics.extend(take(json.root(), &mut names).err()),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    names
}

fn take(root: Node<'_>, names: &mut EntityNames) -> Result<(), Diagnostic> {
    let wrong = |node: Node<'_>, message: &str| {
        Diagnostic::error(code::NOT_A_SCHEMA, message)
            .at(node.start())
            .help("save replies of EntitySchemaManagerRequest or RuntimeEntitySchemaRequest as the service gives them")
    };
    if let Some(collection) = root.get(&COLLECTION) {
        let items = collection.items().ok_or_else(|| wrong(collection, "`collection` is not a list of schemas"))?;
        for schema in items {
            names.add(schema).ok_or_else(|| wrong(schema, "a schema of the list has no `uId` or no `name`"))?;
        }
        return Ok(());
    }
    match root.get(&SCHEMA) {
        Some(schema) if schema.get(&COLUMNS).is_some() => {
            names.add(schema).ok_or_else(|| wrong(schema, "the schema has no `uId` or no `name`"))
        }
        Some(schema) => Err(wrong(schema, "this is not the schema of an entity")),
        None => {
            let error = answer::error(root);
            Err(wrong(root, error.as_deref().unwrap_or("this is neither an entity schema nor a list of them")))
        }
    }
}
