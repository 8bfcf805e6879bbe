//! Entity containers: sets, singletons and the names of imports.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
use super::operation::Known;
use super::{EntitySet, TypeId, limits};
use crate::csdl::{Container, Document, Text, Version};
use crate::diagnostic::{Diagnostic, code};

/// Sets of one type; real services have a few.
const MAX_SETS: usize = 10_000;

pub(super) fn containers<'a>(builder: &mut Builder<'a, '_>, documents: &'a [Document<'a>]) {
    let operations = Known::of(&builder.model);
    let all = documents.iter().flat_map(|document| &document.schemas).flat_map(|schema| &schema.containers);
    let known: HashSet<&str> = all.map(|container| &*container.name.value).collect();
    let mut sets = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        only_one(builder, document);
        for schema in &document.schemas {
            let schema_id = builder.scope.schema(&schema.namespace);
            for container in &schema.containers {
                extends(builder, index, container, &known);
                unique_names(builder, document.version, container);
                builder.sets(index, container, &mut sets);
                builder.imports(index, schema_id, &container.imports, &operations);
            }
        }
    }
}

fn only_one(builder: &mut Builder<'_, '_>, document: &Document<'_>) {
    let containers: Vec<_> = document.schemas.iter().flat_map(|schema| &schema.containers).collect();
    if document.version == Version::V4
        && let [first, second, ..] = containers.as_slice()
    {
        let count = containers.len();
        let message = format!("a service has one entity container; this document has {count}");
        builder.complain(
            Diagnostic::error(code::DUPLICATE, message)
                .at(second.name.span)
                .label(first.name.span, "first here")
                .help("leave one, or move the other to a document of its own"),
        );
    }
}

fn extends(builder: &mut Builder<'_, '_>, index: usize, container: &Container<'_>, known: &HashSet<&str>) {
    let Some(extends) = &container.extends else { return };
    let local = extends.rsplit('.').next().unwrap_or_default();
    let message = match extends.trim() {
        "" => "`Extends` is empty".to_owned(),
        _ if known.contains(local) || builder.scope.promised_by(index, extends).is_some() => return,
        name => format!("the container `{name}` is not declared"),
    };
    let near = builder.scope.near(local, known.iter().copied().filter(|known| *known != &*container.name));
    let help = "name a container of this document or of one that it refers to, or take `Extends` out";
    builder.complain(Diagnostic::error(code::UNKNOWN_REFERENCE, message).at(extends.span).help(help).maybe_help(near));
}

/// Sets, singletons and imports share one space of names; only the functions of OData 1 to 3 can be overloaded.
fn unique_names<'a>(builder: &mut Builder<'a, '_>, version: Version, container: &'a Container<'a>) {
    let mut seen: HashMap<&str, (&Text<'_>, &str)> = HashMap::new();
    let sets = container.sets.iter().map(|set| (&set.name, "the set"));
    let imports = container.imports.iter().map(|import| (&import.name, "the import"));
    for (name, what) in sets.chain(imports) {
        let Some((first, of)) = seen.insert(&name.value, (name, what)) else { continue };
        if version == Version::V3 && what == "the import" && of == what {
            continue;
        }
        let message = match of == what {
            true => format!("{what} `{}` is declared twice", &**name),
            false => format!("{what} `{}` has the name of a set", &**name),
        };
        let diagnostic = Diagnostic::error(code::DUPLICATE, message).at(name.span).label(first.span, "first here");
        builder.complain(diagnostic.help("the names in a container differ: take one out, or rename it"));
    }
}

impl<'a> Builder<'a, '_> {
    fn sets(&mut self, index: usize, container: &'a Container<'a>, counts: &mut HashMap<TypeId, usize>) {
        for set in &container.sets {
            let Some(ty) = self.entity_of_set(index, &set.ty) else { continue };
            let count = counts.entry(ty).or_default();
            *count += 1;
            if *count == MAX_SETS + 1 {
                let message = format!("`{}` has more than {MAX_SETS} sets", self.model.ty(ty).name);
                self.complain(limits::too_large(set.name.span, message));
            }
            self.model.sets.push(EntitySet { name: set.name.to_string(), ty, is_singleton: set.is_singleton });
        }
    }
}
