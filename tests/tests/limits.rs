//! Documents that no service sends are refused before they cost more than reading them.
#![allow(missing_docs)]

use creatio_codegen::Config;
use creatio_codegen::model::Model;

fn model(schema: &str) -> Result<Model, String> {
    let document = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
           <Schema Namespace="Demo" xmlns="http://docs.oasis-open.org/odata/ns/edm">{schema}</Schema>
           </edmx:DataServices></edmx:Edmx>"#
    );
    let read = Config::new().metadata_bytes("metadata.xml", document).model();
    read.map(|(model, _)| model).map_err(|error| error.to_string())
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn derived(count: usize) -> String {
    many(count, |index| format!(r#"<EntityType Name="D{index}" BaseType="Demo.A" />"#))
}

/// It is refused, and in one sentence: what is too large once is not told a thousand times.
fn refused(schema: &str, because: &str) {
    let report = model(schema).expect_err("this was accepted");
    assert_eq!(report.matches("[C0310]").count(), 1, "{report}");
    assert!(report.contains(because), "{report}");
}

#[test]
fn what_types_inherit() {
    let properties = many(500, |index| format!(r#"<Property Name="P{index}" Type="Edm.String" />"#));
    let base = format!(r#"<EntityType Name="A">{properties}</EntityType>"#);
    let few = model(&format!("{base}{}", derived(200))).expect("as much as the largest services have");
    assert_eq!(few.types[200].properties.len(), 500);
    refused(&format!("{base}{}", derived(600)), "what types inherit takes more than 50 MB");
}

#[test]
fn descriptions_are_cut_before_they_are_inherited() {
    let text = "many words ".repeat(20_000);
    let note = format!(r#"<Annotation Term="Org.OData.Core.V1.Description" String="{text}" />"#);
    let base =
        format!(r#"<EntityType Name="A"><Property Name="P" Type="Edm.String">{note}{note}</Property></EntityType>"#);
    let model = model(&format!("{base}{}", derived(1_000))).expect("a document");
    let description = &model.types[1_000].properties[0].description;
    assert_eq!(description.iter().map(String::len).sum::<usize>(), 4_000);
}

#[test]
fn names() {
    let property =
        |len| format!(r#"<EntityType Name="A"><Property Name="{}" Type="Edm.String" /></EntityType>"#, "n".repeat(len));
    model(&property(1_000)).expect("the longest that is read");
    refused(&property(1_001), "`nnnnnnnnnnnnnnnnnnnn…` has 1001 bytes");
}

#[test]
fn keys() {
    let key = |count| {
        let parts = many(count, |index| format!(r#"<PropertyRef Name="P{index}" />"#));
        let properties = many(count, |index| format!(r#"<Property Name="P{index}" Type="Edm.Guid" />"#));
        format!(r#"<EntityType Name="A"><Key>{parts}</Key>{properties}</EntityType>"#)
    };
    model(&key(100)).expect("more than any key has");
    refused(&key(101), "the key of `A` has 101 parts");
}

#[test]
fn members_of_a_type() {
    let properties =
        |prefix: &str, count| many(count, |index| format!(r#"<Property Name="{prefix}{index}" Type="Edm.String" />"#));
    refused(&format!(r#"<EntityType Name="A">{}</EntityType>"#, properties("P", 10_001)), "more than 10000 members");
    let base = format!(r#"<EntityType Name="A">{}</EntityType>"#, properties("P", 6_000));
    let wide = format!(r#"<EntityType Name="B" BaseType="Demo.A">{}</EntityType>"#, properties("Q", 6_000));
    let further = r#"<EntityType Name="C" BaseType="Demo.B" />"#;
    refused(&format!("{base}{wide}{further}"), "`B` has more than 10000 members");
}

#[test]
fn sets_of_a_type() {
    let sets = |count| {
        let sets = many(count, |index| format!(r#"<EntitySet Name="S{index}" EntityType="Demo.A" />"#));
        format!(r#"<EntityType Name="A" /><EntityContainer Name="C">{sets}</EntityContainer>"#)
    };
    model(&sets(10_000)).expect("more than any type has");
    refused(&sets(10_002), "`A` has more than 10000 sets");
}
