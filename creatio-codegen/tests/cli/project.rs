//! A project of a user's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Two entities that are tied by a lookup, and a complex type in another schema.
pub(crate) const DOCUMENT: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Terrasoft.Configuration.OData" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="Contact">
    <Key><PropertyRef Name="Id" /></Key>
    <Property Name="Id" Type="Edm.Guid" />
    <Property Name="Name" Type="Edm.String" Nullable="false" />
    <Property Name="AccountId" Type="Edm.Guid" />
    <Property Name="Place" Type="Extra.Place" />
    <NavigationProperty Name="Account" Type="Terrasoft.Configuration.OData.Account" Partner="ContactCollectionByAccount" />
  </EntityType>
  <EntityType Name="Account">
    <Key><PropertyRef Name="Id" /></Key>
    <Property Name="Id" Type="Edm.Guid" />
    <Property Name="Name" Type="Edm.String" Nullable="false" />
    <NavigationProperty Name="ContactCollectionByAccount" Type="Collection(Terrasoft.Configuration.OData.Contact)" />
  </EntityType>
  <EntityContainer Name="Container">
    <EntitySet Name="Contact" EntityType="Terrasoft.Configuration.OData.Contact" />
    <EntitySet Name="Account" EntityType="Terrasoft.Configuration.OData.Account" />
  </EntityContainer>
</Schema>
<Schema Namespace="Extra" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <ComplexType Name="Place"><Property Name="Street" Type="Edm.String" /></ComplexType>
</Schema>
</edmx:DataServices></edmx:Edmx>
"#;

pub(crate) const CONFIG: &str = r#"
metadata = "metadata.xml"
entities = ["Contact", "Account"]
output = "src/creatio"
"#;

/// A project of the user's with a document and a configuration.
pub(crate) struct Project(TempDir);

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.write("metadata.xml", DOCUMENT);
        project.write("creatio.toml", CONFIG);
        project
    }

    /// Without a document and a configuration.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// With the code generated.
    pub(crate) fn generated() -> Self {
        let project = Self::new();
        assert_eq!(project.run(&["generate"]).code, Some(0));
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("readable")
    }

    /// The program, in the project's folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_creatio-codegen"));
        command.current_dir(self.0.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command().args(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Every file with its text and the time it was written.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, (String, std::time::SystemTime)> {
        fn walk(folder: &Path, out: &mut BTreeMap<PathBuf, (String, std::time::SystemTime)>) {
            for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
                if entry.is_dir() {
                    walk(&entry, out);
                } else {
                    let written = entry.metadata().and_then(|metadata| metadata.modified()).expect("a time");
                    out.insert(entry.clone(), (fs::read_to_string(&entry).expect("text"), written));
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(self.0.path(), &mut out);
        out
    }
}
