//! Whatever a document calls its types and members, the generated names are valid and differ where they must.
#![allow(missing_docs)]

#[path = "common/cursed.rs"]
mod cursed;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use creatio_codegen::{Config, Generated};
use cursed::name;
use proptest::collection::btree_set;
use proptest::prelude::*;
use syn::visit::Visit;

/// A document with these entities, each with all of these members; every third member is a link, every fourth a stream.
fn document(entities: &[&String], members: &[&String], sets: &[&String]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut out = String::from(concat!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#,
        r#"<Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm">"#,
    ));
    for entity in entities {
        let _ = write!(out, r#"<EntityType Name="{}">"#, escape(entity));
        for member in members {
            let kind = member.bytes().map(usize::from).sum::<usize>() % 4;
            let (element, ty) = match kind {
                0 => ("NavigationProperty", format!("N.{}", escape(entity))),
                1 => ("Property", "Edm.Stream".to_owned()),
                _ => ("Property", "Edm.String".to_owned()),
            };
            let _ = write!(out, r#"<{element} Name="{}" Type="{ty}"/>"#, escape(member));
        }
        out.push_str("</EntityType>");
    }
    out.push_str(r#"<EnumType Name="TheEnum">"#);
    for member in members {
        let _ = write!(out, r#"<Member Name="{}" Value="1"/>"#, escape(member));
    }
    out.push_str(r#"</EnumType><EntityContainer Name="C">"#);
    for set in sets {
        let _ = write!(out, r#"<EntitySet Name="{}" EntityType="N.{}"/>"#, escape(set), escape(entities[0]));
    }
    out.push_str("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>");
    out
}

fn generate(document: String) -> Generated {
    let config = Config::new().metadata_bytes("metadata.xml", document).entities(["*"]);
    config.generate().unwrap_or_else(|error| panic!("{error}"))
}

/// Names of one file, by the scope that they must differ in.
#[derive(Default)]
struct Scopes(HashMap<&'static str, Vec<String>>);

impl Visit<'_> for Scopes {
    fn visit_field(&mut self, field: &syn::Field) {
        self.0.entry("fields").or_default().extend(field.ident.as_ref().map(ToString::to_string));
    }

    fn visit_item_impl(&mut self, item: &syn::ItemImpl) {
        // What a trait calls its consts is no concern of the type's own.
        if item.trait_.is_none() {
            syn::visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_const(&mut self, item: &syn::ImplItemConst) {
        self.0.entry("consts").or_default().push(item.ident.to_string());
    }

    fn visit_variant(&mut self, variant: &syn::Variant) {
        self.0.entry("variants").or_default().push(variant.ident.to_string());
    }

    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        self.0.entry("modules").or_default().push(module.ident.to_string());
    }

    fn visit_use_path(&mut self, path: &syn::UsePath) {
        if let syn::UseTree::Name(name) = &*path.tree {
            self.0.entry("types").or_default().push(name.ident.to_string());
        }
        syn::visit::visit_use_path(self, path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn are_valid_and_differ(
        entities in btree_set(name(), 1..6),
        members in btree_set(name(), 0..12),
        sets in btree_set(name(), 0..5),
    ) {
        let entities: Vec<&String> = entities.iter().filter(|name| *name != "TheEnum").collect();
        prop_assume!(!entities.is_empty());
        let (members, sets): (Vec<_>, Vec<_>) = (members.iter().collect(), sets.iter().collect());
        let generated = generate(document(&entities, &members, &sets));
        let lower: BTreeSet<String> = generated.files().keys().map(|path| path.to_lowercase()).collect();
        prop_assert_eq!(lower.len(), generated.files().len(), "files differ by more than case");
        for (path, text) in generated.files() {
            prop_assert!(path.is_ascii() && path.len() < 200, "{}", path);
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            let mut scopes = Scopes::default();
            scopes.visit_file(&file);
            for (scope, names) in &scopes.0 {
                let distinct: BTreeSet<&String> = names.iter().collect();
                prop_assert_eq!(distinct.len(), names.len(), "{} of {}: {:?}", scope, path, names);
            }
        }
        let types = generated.files().len() - 1;
        prop_assert_eq!(types, entities.len() + 1, "every type has a file");

        // Of several sets, the first counts: they keep their order.
        let (mut entities, mut members) = (entities, members);
        entities[1..].reverse();
        members.reverse();
        let again = generate(document(&entities, &members, &sets));
        prop_assert_eq!(again.files(), generated.files());
    }
}
