//! The leanest typed code on top of serde's derives: an entity that can be read, a patch that can be written, and the name
//! of every column and link as a text. No `Serialize` on the entity, no `Deserialize` on the patch, no paths, no metadata.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use creatio_codegen::model::{Model, Primitive, Property, StructuredType, Type};

/// Path and text of each file.
pub(crate) fn files(model: &Model) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut root = String::new();
    for (_, ty) in model.entities() {
        let module = snake(&ty.name);
        let _ = writeln!(root, "mod {module};\npub use self::{module}::{{{0}, {0}Patch}};", ty.name);
        files.insert(format!("{module}.rs"), entity(ty));
    }
    files.insert("mod.rs".into(), root);
    files
}

fn entity(ty: &StructuredType) -> String {
    let mut out = String::new();
    let name = &ty.name;
    let _ = writeln!(out, "#[derive(Clone, Debug, PartialEq, serde::Deserialize)]\npub struct {name} {{");
    for property in &ty.properties {
        let of_type = of_type(property);
        let of_type = if property.nullable { format!("Option<{of_type}>") } else { of_type.into() };
        let (wire, field) = (&property.name, snake(&property.name));
        let _ = writeln!(out, "    #[serde(rename = {wire:?})]\n    pub {field}: {of_type},");
    }
    let _ = writeln!(out, "}}\n\nimpl {name} {{");
    let columns = ty.properties.iter().map(|property| &property.name);
    for wire in columns.chain(ty.links.iter().map(|link| &link.name)) {
        let _ = writeln!(out, "    pub const {}: &'static str = {wire:?};", snake(wire).to_uppercase());
    }
    let _ = writeln!(out, "}}\n\n#[derive(Default, serde::Serialize)]\npub struct {name}Patch {{");
    for property in &ty.properties {
        let (wire, field) = (&property.name, snake(&property.name));
        let attribute = format!("#[serde(rename = {wire:?}, skip_serializing_if = \"Option::is_none\")]");
        let _ = writeln!(out, "    {attribute}\n    pub {field}: Option<{}>,", of_type(property));
    }
    out + "}\n"
}

/// The types of the uniform model's columns.
fn of_type(property: &Property) -> &'static str {
    match property.ty {
        Type::Primitive(Primitive::Boolean) => "bool",
        Type::Primitive(Primitive::DateTimeOffset) => "jiff::Timestamp",
        Type::Primitive(Primitive::Decimal) => "rust_decimal::Decimal",
        Type::Primitive(Primitive::Guid) => "uuid::Uuid",
        Type::Primitive(Primitive::Int32) => "i32",
        _ => "String",
    }
}

/// `CreatedOn` as `created_on`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut before = false;
    for char in name.chars() {
        if char.is_uppercase() && before {
            out.push('_');
        }
        before = !char.is_uppercase();
        out.extend(char.to_lowercase());
    }
    out
}
