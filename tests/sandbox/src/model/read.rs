//! From elements to tables.

use std::collections::{HashMap, HashSet};

use super::computed::{self, is_computed};
use super::link::{self, Navigation};
use super::xml::Element;
use super::{Column, Kind, Model, Table};

/// An entity type, or a complex one, with what it inherits.
#[derive(Clone, Default)]
pub(super) struct EntityType {
    pub(super) name: String,
    pub(super) keys: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) navigations: Vec<Navigation>,
    pub(super) is_abstract: bool,
}

/// An entity set: its name, its type, and where its navigation properties lead.
pub(super) struct Set {
    pub(super) name: String,
    pub(super) type_name: String,
    pub(super) bindings: HashMap<String, String>,
}

pub(super) fn read(document: &Element) -> Result<Model, String> {
    let schemas = schemas(document)?;
    let scope = Scope::new(&schemas);
    let mut types = Vec::new();
    let (mut complex, mut enums) = (HashMap::new(), HashMap::new());
    for (namespace, schema) in &schemas {
        for element in schema.all("EntityType") {
            types.push(scope.entity_type(namespace, element, 0)?);
        }
        for element in schema.all("ComplexType") {
            let ty = scope.entity_type(namespace, element, 0)?;
            complex.insert(ty.name, ty.columns);
        }
        for element in schema.all("EnumType") {
            let name = format!("{namespace}.{}", element.get("Name").unwrap_or_default());
            enums.insert(name, members(element));
        }
    }
    let mut sets: Vec<Set> =
        schemas.iter().flat_map(|(_, schema)| schema.all("EntityContainer")).flat_map(|c| scope.sets(c)).collect();
    if sets.is_empty() {
        // Creatio names a set like its entity schema.
        let concrete = types.iter().filter(|ty| !ty.is_abstract);
        sets.extend(concrete.map(|ty| Set {
            name: ty.name.rsplit('.').next().unwrap_or_default().to_owned(),
            type_name: ty.name.clone(),
            bindings: HashMap::new(),
        }));
    }
    if sets.is_empty() {
        return Err("the document has no entity type".into());
    }
    let mut tables = Vec::new();
    let mut navigations = Vec::new();
    for set in &sets {
        let ty = types.iter().find(|ty| ty.name == set.type_name);
        let ty =
            ty.ok_or_else(|| format!("entity set {:?} is of type {:?}, which is nowhere", set.name, set.type_name))?;
        tables.push(table(&set.name, true, ty)?);
        navigations.push((ty.navigations.clone(), set.bindings.clone()));
    }
    for ty in &types {
        if !sets.iter().any(|set| set.type_name == ty.name) {
            tables.push(table(&ty.name, false, ty)?);
            navigations.push((ty.navigations.clone(), HashMap::new()));
        }
    }
    link::resolve(&mut tables, &navigations);
    Ok(Model { tables, complex, enums })
}

fn schemas(document: &Element) -> Result<Vec<(String, &Element)>, String> {
    let root = document.children.first().ok_or("the document has no element")?;
    if root.name != "Edmx" {
        return Err(format!(
            "the root element is <{}>, expected <edmx:Edmx>: this is no $metadata document",
            root.name
        ));
    }
    let schemas: Vec<_> = root
        .all("DataServices")
        .flat_map(|services| services.all("Schema"))
        .map(|schema| (schema.get("Namespace").unwrap_or_default().to_owned(), schema))
        .collect();
    if schemas.iter().any(|(_, schema)| schema.all("Association").next().is_some()) {
        return Err("this is an OData 3 document; the sandbox is made from the OData 4 one".into());
    }
    Ok(schemas)
}

fn table(name: &str, is_set: bool, ty: &EntityType) -> Result<Table, String> {
    let mut table = Table {
        name: name.to_owned(),
        is_set,
        type_name: ty.name.clone(),
        keys: Vec::new(),
        columns: ty.columns.clone(),
        links: Vec::new(),
    };
    // A part of a complex value is no column: such rows can be listed, and not addressed.
    if ty.keys.iter().any(|key| key.contains('/')) {
        return Ok(table);
    }
    for key in &ty.keys {
        let column = table.column(key).ok_or_else(|| format!("the key {key:?} of {:?} is no property", ty.name))?;
        table.keys.push(column);
    }
    Ok(table)
}

/// The members of an enumeration; one without a value is one more than the one before.
fn members(element: &Element) -> Vec<(String, i64)> {
    let mut next = 0_i64;
    let mut members = Vec::new();
    for member in element.all("Member") {
        let value = member.get("Value").and_then(|value| value.trim().parse().ok()).unwrap_or(next);
        members.push((member.get("Name").unwrap_or_default().to_owned(), value));
        next = value.wrapping_add(1);
    }
    members
}

/// Names of the document and what they stand for.
struct Scope<'a> {
    aliases: HashMap<&'a str, &'a str>,
    types: HashMap<String, (&'a str, &'a Element)>,
    /// Properties that are annotated elsewhere as computed: `N.Shop/Total`.
    computed: HashSet<String>,
}

/// Longest chain of base types.
const DEEPEST: usize = 32;

impl<'a> Scope<'a> {
    fn new(schemas: &'a [(String, &'a Element)]) -> Self {
        let mut scope = Self { aliases: HashMap::new(), types: HashMap::new(), computed: HashSet::new() };
        for (namespace, schema) in schemas {
            scope.aliases.extend(schema.get("Alias").map(|alias| (alias, namespace.as_str())));
            for child in &schema.children {
                if let Some(name) = child.get("Name") {
                    scope.types.insert(format!("{namespace}.{name}"), (namespace, child));
                }
            }
        }
        let targets = schemas.iter().flat_map(|(_, schema)| computed::targets(schema));
        scope.computed = targets.map(|target| scope.qualified(&target)).collect();
        scope
    }

    /// A name with its alias replaced by the namespace.
    fn qualified(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((alias, rest)) if self.aliases.contains_key(alias) => format!("{}.{rest}", self.aliases[alias]),
            _ => name.to_owned(),
        }
    }

    fn entity_type(&self, namespace: &str, element: &Element, depth: usize) -> Result<EntityType, String> {
        let name = element.get("Name").ok_or_else(|| format!("an <{}> has no Name", element.name))?;
        if depth > DEEPEST {
            return Err(format!("the base types of {name:?} are a circle, or more than {DEEPEST}"));
        }
        let mut ty = match element.get("BaseType").map(|base| self.qualified(base)) {
            Some(base) => match self.types.get(&base) {
                Some((namespace, parent)) => self.entity_type(namespace, parent, depth + 1)?,
                None => return Err(format!("the base type {base:?} of {name:?} is nowhere")),
            },
            None => EntityType::default(),
        };
        ty.name = format!("{namespace}.{name}");
        ty.is_abstract = element.get("Abstract") == Some("true");
        for reference in element.all("Key").flat_map(|key| key.all("PropertyRef")) {
            ty.keys.extend(reference.get("Name").map(str::to_owned));
        }
        for property in element.all("Property") {
            let name = property.get("Name").ok_or_else(|| format!("a <Property> of {name:?} has no Name"))?;
            let kind = self.kind(property.get("Type").unwrap_or("Edm.String"), 0);
            ty.columns.retain(|column| column.name != name);
            let is_computed = is_computed(property) || self.computed.contains(&format!("{}/{name}", ty.name));
            ty.columns.push(Column { name: name.to_owned(), kind, is_lookup: false, is_computed });
        }
        for navigation in element.all("NavigationProperty") {
            let written = navigation.get("Type").unwrap_or_default();
            let inner = written.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
            ty.navigations.push(Navigation {
                name: navigation.get("Name").unwrap_or_default().to_owned(),
                target: self.qualified(inner.unwrap_or(written)),
                is_many: inner.is_some(),
                partner: navigation.get("Partner").map(str::to_owned),
                constraints: navigation
                    .all("ReferentialConstraint")
                    .filter_map(|c| Some((c.get("Property")?.to_owned(), c.get("ReferencedProperty")?.to_owned())))
                    .collect(),
            });
        }
        Ok(ty)
    }

    fn kind(&self, name: &str, depth: usize) -> Kind {
        if let Some(kind) = Kind::primitive(name) {
            return kind;
        }
        let qualified = self.qualified(name);
        match self.types.get(&qualified) {
            Some((_, element)) if element.name == "EnumType" => Kind::Enum(qualified, members(element)),
            Some((_, element)) if element.name == "TypeDefinition" && depth < DEEPEST => {
                self.kind(element.get("UnderlyingType").unwrap_or("Edm.String"), depth + 1)
            }
            _ => Kind::Json(qualified),
        }
    }

    fn sets(&self, container: &'a Element) -> Vec<Set> {
        let read = |set: &Element| {
            let bindings = set.all("NavigationPropertyBinding");
            Some(Set {
                name: set.get("Name")?.to_owned(),
                type_name: self.qualified(set.get("EntityType")?),
                bindings: bindings
                    .filter_map(|b| Some((b.get("Path")?.to_owned(), b.get("Target")?.to_owned())))
                    .collect(),
            })
        };
        container.all("EntitySet").filter_map(read).collect()
    }
}
