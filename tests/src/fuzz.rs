//! What the fuzz targets of `tests/fuzz` run, here so that it is compiled, linted and run over the seeds with everything
//! else. Each panics when a promise of the generator is broken.

use std::fmt::Write as _;

use creatio_codegen::diagnostic::Report;
use creatio_codegen::{Config, Error, Generated};
use creatio_runtime::decode;
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;

use crate::crm::{Account, Contact};

/// Reads and resolves any bytes as a document.
pub fn reader(bytes: &[u8]) {
    match Config::new().metadata_bytes("metadata.xml", bytes).model() {
        Ok((_, report)) => assert!(!report.has_errors(), "accepted with errors:\n{}", report.render(false)),
        Err(error) => refused(&error),
    }
}

/// Generates from any bytes. What is generated must be Rust.
pub fn pipeline(bytes: &[u8]) {
    match Config::new().metadata_bytes("metadata.xml", bytes).entities(["*"]).generate() {
        Ok(generated) => accepted(&generated),
        Err(error) => refused(&error),
    }
}

/// Generates from a document that names the lines of `bytes` wherever CSDL has a type expression.
pub fn types(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut document = String::new();
    let mut lines = text.lines();
    let mut parts = TYPES.split("{}");
    document.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // A line that is left empty, or is missing, is a type that exists.
        let line = lines.next().filter(|line| !line.is_empty()).unwrap_or("Edm.String");
        for character in line.chars() {
            // Written as references, so that the XML stays whole whatever the type.
            let _ = write!(document, "&#{};", u32::from(character));
        }
        document.push_str(part);
    }
    pipeline(document.as_bytes());
}

/// Every place that names a type, in two schemas with an alias.
const TYPES: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="A.B" Alias="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="E"><Key><PropertyRef Name="Id"/></Key>
    <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
    <Property Name="P" Type="{}"/><Property Name="Q" Type="{}" Nullable="false"/>
  </EntityType>
  <EntityType Name="F" BaseType="S.E"><Property Name="R" Type="{}"/></EntityType>
  <ComplexType Name="C"><Property Name="P" Type="{}"/></ComplexType>
  <EnumType Name="N"><Member Name="M"/></EnumType>
  <TypeDefinition Name="D" UnderlyingType="{}"/>
  <Function Name="Fn"><Parameter Name="a" Type="{}"/><ReturnType Type="{}"/></Function>
  <EntityContainer Name="K"><EntitySet Name="E" EntityType="A.B.E"/></EntityContainer>
</Schema>
<Schema Namespace="A" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <ComplexType Name="B"/>
</Schema>
</edmx:DataServices></edmx:Edmx>"#;

fn accepted(generated: &Generated) {
    readable(generated.report());
    assert!(generated.files().contains_key("mod.rs"), "there is no root");
    for (path, text) in generated.files() {
        let is_plain = |part: &str| part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        let stem = path.strip_suffix(".rs").unwrap_or("/");
        assert!(stem.split('/').all(|part| !part.is_empty() && is_plain(part)), "a path {path:?}");
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || is_bidi(c)), "control characters in {path}");
        if let Err(error) = syn::parse_file(text) {
            panic!("{path} is not Rust: {error}\n{text}");
        }
    }
}

fn refused(error: &Error) {
    assert!(error.report().has_errors(), "refused without an error");
    readable(error.report());
}

/// A report can go to any terminal.
fn readable(report: &Report) {
    let text = report.render(false);
    assert!(
        !text.contains(|c: char| (c.is_control() && c != '\n') || is_bidi(c)),
        "control characters in a report: {text:?}"
    );
}

/// Characters that turn the direction of what follows, and hide code that way.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Reads any bytes as a reply, into row types of every shape. What is accepted is JSON.
pub fn rows(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let accepted = [
        decode::rows::<Contact>(text).is_ok(),
        decode::rows::<Brief>(text).is_ok(),
        decode::entity::<Contact>(text).is_ok(),
        decode::entity::<Brief>(text).is_ok(),
    ];
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok();
    assert!(!accepted.contains(&true) || is_json(), "accepted, and no JSON");
}

/// A row type with a column behind a lookup, a lookup inside and details inside of that.
#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[expect(dead_code, reason = "it is read into, which is all")]
    name: String,
    #[projection(column = Contact::OWNER.at(Contact::BIRTH_DATE))]
    #[expect(dead_code, reason = "it is read into, which is all")]
    born: Option<Timestamp>,
    #[projection(lookup = ACCOUNT)]
    #[expect(dead_code, reason = "it is read into, which is all")]
    account: Option<Company>,
}

/// See [`Brief`].
#[derive(Projection)]
#[projection(entity = Account)]
struct Company {
    #[projection(details = CONTACT_BY_ACCOUNT)]
    #[expect(dead_code, reason = "it is read into, which is all")]
    staff: Vec<Contact>,
}
