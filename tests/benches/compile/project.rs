//! Projects to compile: a crate of entities and a crate that uses five of them, side by side in a workspace of their own.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use creatio_codegen::{Config, Derive};
use creatio_tests::synthetic::{self, Version};

use crate::serde_derive;

/// Who generates the entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Ours,
    /// Ours with `derive = ["Clone"]`, which is what may give way in a model of a thousand entities.
    Lean,
    /// The leanest code that derives serde's traits.
    Serde,
}

impl Shape {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Lean => "lean",
            Self::Serde => "serde",
        }
    }

    fn dependencies(self, runtime: &Path) -> String {
        match self {
            Self::Ours | Self::Lean => {
                format!("creatio-runtime = {{ path = {runtime:?}, default-features = false }}\n")
            }
            Self::Serde => {
                ["jiff = \"1\"", "rust_decimal = \"1\"", "uuid = \"1\""]
                    .map(|dependency| {
                        let (name, version) = dependency.split_once(" = ").unwrap_or_default();
                        let features = r#"default-features = false, features = ["std", "serde"]"#;
                        format!("{name} = {{ version = {version}, {features} }}\n")
                    })
                    .concat()
                    + "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n"
            }
        }
    }

    /// What a program does with an entity: it reads rows, compares them and names a column.
    fn uses(self, entity: &str) -> String {
        let name = entity.to_lowercase();
        let read = match self {
            Self::Ours | Self::Lean => format!(
                "pub fn {name}(reply: &str) -> Result<Vec<{entity}>, creatio_runtime::DecodeError> {{ creatio_runtime::decode::rows(reply) }}"
            ),
            Self::Serde => format!(
                "pub fn {name}(reply: &str) -> Result<Vec<{entity}>, serde_json::Error> {{ serde_json::from_str(reply) }}"
            ),
        };
        let differ = if self == Self::Lean { "old.id != new.id" } else { "old != new" };
        format!(
            "{read}\npub fn {name}_changed(old: &{entity}, new: &{entity}) -> Option<{entity}> {{ ({differ}).then(|| new.clone()) }}\n\
             pub fn {name}_column() -> String {{ format!(\"{{:?}}\", {entity}::NAME) }}\n"
        )
    }
}

/// A crate of entities and its user.
pub(crate) struct Project {
    folder: PathBuf,
    shape: Shape,
    count: usize,
}

impl Project {
    /// Writes both crates below `folder`.
    pub(crate) fn write(folder: &Path, shape: Shape, count: usize) -> io::Result<Self> {
        let project = Self { folder: folder.join(shape.name()).join(count.to_string()), shape, count };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(""));
        if project.folder.exists() {
            fs::remove_dir_all(&project.folder)?;
        }
        let (model, user) = (project.model(), project.user());
        let dependencies = shape.dependencies(&root.join("creatio-runtime"));
        project.file(
            "Cargo.toml",
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [{model:?}, {user:?}]\n\n[profile.dev.package.\"*\"]\ndebug = false\n"
            ),
        )?;
        fs::copy(root.join("Cargo.lock"), project.folder.join("Cargo.lock"))?;
        project.file(&format!("{model}/Cargo.toml"), &manifest(&model, &dependencies))?;
        let also_model = format!("{dependencies}{model} = {{ path = \"../{model}\" }}\n");
        project.file(&format!("{user}/Cargo.toml"), &manifest(&user, &also_model))?;

        let instance = synthetic::uniform(count, 1);
        let config = Config::new().metadata_bytes("metadata.xml", instance.document(Version::V4)).entities(["*"]);
        project.file(&format!("{model}/src/lib.rs"), "pub mod creatio;\n")?;
        let files = match shape {
            Shape::Lean => config.derive([Derive::Clone]).generate().map_err(io::Error::other)?.files().clone(),
            Shape::Ours => config.generate().map_err(io::Error::other)?.files().clone(),
            Shape::Serde => serde_derive::files(&config.model().map_err(io::Error::other)?.0),
        };
        for (path, text) in files {
            project.file(&format!("{model}/src/creatio/{path}"), &text)?;
        }
        let five: Vec<&str> = instance.names().take(5).collect();
        let uses: String = five.iter().map(|entity| shape.uses(entity)).collect();
        project
            .file(&format!("{user}/src/lib.rs"), &format!("use {model}::creatio::{{{}}};\n{uses}", five.join(", ")))?;
        Ok(project)
    }

    fn file(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(path, text)
    }

    /// Makes cargo compile both crates again.
    pub(crate) fn touch(&self) -> io::Result<()> {
        let root = self.folder.join(self.model()).join("src/lib.rs");
        fs::File::options().append(true).open(root)?.set_modified(SystemTime::now())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Name of the crate of entities.
    pub(crate) fn model(&self) -> String {
        format!("{}{}", self.shape.name(), self.count)
    }

    /// Name of the crate that uses them.
    pub(crate) fn user(&self) -> String {
        format!("{}{}_user", self.shape.name(), self.count)
    }

    /// How often it is worth while to compile it.
    pub(crate) fn rounds(&self) -> usize {
        match (self.shape, self.count) {
            (_, ..=50) => 5,
            (Shape::Ours | Shape::Lean, ..=500) => 3,
            (Shape::Ours | Shape::Lean, _) => 2,
            (Shape::Serde, _) => 1,
        }
    }
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}
