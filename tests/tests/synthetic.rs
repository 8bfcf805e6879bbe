//! Made-up documents have the size of real ones, and both versions say the same.
#![allow(missing_docs)]

use creatio_codegen::Config;
use creatio_codegen::model::Model;
use creatio_tests::synthetic::{self, Counts, Instance, Size, Version};

fn config(instance: &Instance, version: Version) -> Config {
    Config::new().metadata_bytes("metadata.xml", instance.document(version))
}

fn model(instance: &Instance, version: Version) -> Model {
    let (model, report) = config(instance, version).model().expect("a document");
    assert_eq!(report.diagnostics.len(), 0, "{}", report.render(false));
    model
}

fn counts(model: &Model) -> Counts {
    let links = || model.types.iter().flat_map(|ty| &ty.links);
    Counts {
        entities: model.types.len(),
        columns: model.types.iter().map(|ty| ty.properties.len()).sum(),
        lookups: links().filter(|link| !link.many).count(),
        details: links().filter(|link| link.many).count(),
    }
}

/// Within `percent` of what it should be.
fn is_about(found: usize, wanted: usize, percent: usize) -> bool {
    found.abs_diff(wanted) * 100 <= wanted * percent
}

#[test]
fn both_versions_give_the_same_code() {
    let instance = synthetic::instance(Size::Small, 1);
    let [v3, v4] = [Version::V3, Version::V4]
        .map(|version| config(&instance, version).entities(["*"]).generate().expect("generated code"));
    assert!(v4.report().diagnostics.is_empty(), "{}", v4.report().render(false));
    assert!(v4.files().len() > 100 && v3.files() == v4.files());
}

#[test]
fn the_same_seed_gives_the_same_document_and_another_seed_another() {
    let document = |seed| synthetic::instance(Size::Small, seed).document(Version::V4);
    assert!(document(1) == document(1) && document(1) != document(2));
}

#[test]
fn a_stock_instance_is_as_large_as_a_real_one() {
    let instance = synthetic::instance(Size::Stock, 1);
    has_the_size_of(Size::Stock, &instance);
    assert!(is_about(instance.document(Version::V4).len(), 3_000_000, 6));
    assert!(is_about(instance.document(Version::V3).len(), 6_600_000, 6));
}

#[test]
fn a_grown_instance_is_as_large_as_a_real_one() {
    let instance = synthetic::instance(Size::Grown, 1);
    has_the_size_of(Size::Grown, &instance);
    assert!(is_about(instance.document(Version::V4).len(), 4_500_000, 6));
    assert!(is_about(instance.document(Version::V3).len(), 10_000_000, 6));
}

fn has_the_size_of(size: Size, instance: &Instance) {
    let model = model(instance, Version::V4);
    let (found, wanted) = (counts(&model), size.counts());
    assert_eq!(found, instance.counts());
    assert_eq!(found.entities, wanted.entities);
    for (found, wanted) in
        [(found.columns, wanted.columns), (found.lookups, wanted.lookups), (found.details, wanted.details)]
    {
        assert!(is_about(found, wanted, 3), "{found} in place of {wanted}");
    }
    let contact = model.types.iter().find(|ty| ty.name == "Contact").expect("contacts");
    let members = contact.properties.len() + contact.links.len();
    assert!((300..=500).contains(&members), "contacts have {members} members");
    let types = model.types.iter().filter(|ty| ty.link("Type").is_some()).count();
    assert!(is_about(types, 160, 5), "{types} lookups are called Type");
    let mut columns: Vec<usize> = model.types.iter().map(|ty| ty.properties.len()).collect();
    columns.sort_unstable();
    let median = columns[columns.len() / 2];
    assert!((9..=12).contains(&median), "the median is {median} columns");
}

#[test]
fn entities_of_the_uniform_model_are_all_alike() {
    for ty in model(&synthetic::uniform(50, 1), Version::V4).types {
        let optional = ty.properties.iter().filter(|property| property.nullable).count();
        assert_eq!((ty.properties.len(), optional, ty.links.len()), (25, 15, 18));
    }
}
