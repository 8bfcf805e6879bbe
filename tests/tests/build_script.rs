//! The example `build-script` as cargo builds it: it runs again only when its inputs change, and what is wrong with them is
//! told.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use creatio_tests::process::reply;

/// A copy of the example, alone in the world.
struct Project(PathBuf);

/// What a build said, and whether it ran the build script.
struct Build {
    succeeded: bool,
    text: String,
}

impl Build {
    fn ran_the_script(&self) -> bool {
        self.text.contains("build-script-build`")
    }
}

impl Project {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        let example = root.join("examples/build-script");
        let project = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script"));
        let _ = fs::remove_dir_all(&project.0);
        for file in ["build.rs", "src/main.rs", "creatio.toml"] {
            project.write(file, &read(&example.join(file)));
        }
        let fixtures = root.join("tests/fixtures/creatio");
        project.write("metadata.xml", &read(&fixtures.join("metadata.xml")));
        project.edit("creatio.toml", "../../tests/fixtures/creatio/metadata.xml", "metadata.xml");
        let manifest = MANIFEST.replace("ROOT", &root.display().to_string());
        project.write("Cargo.toml", &manifest);
        project.write("Cargo.lock", &read(&root.join("Cargo.lock")));
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = read(&self.0.join(path));
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    fn cargo(&self, arguments: &[&str]) -> Build {
        let output = Command::new(env::var_os("CARGO").expect("cargo runs this test"))
            .args(arguments)
            .args(["--offline", "--color", "never", "--verbose", "--target-dir"])
            .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script-target"))
            .env_remove("RUSTFLAGS")
            .current_dir(&self.0)
            .output()
            .expect("cargo can be run");
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        Build { succeeded: output.status.success(), text }
    }
}

/// The example's own names its workspace.
const MANIFEST: &str = r#"[package]
name = "build-script"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
creatio-runtime = { path = "ROOT/creatio-runtime" }

[build-dependencies]
creatio-codegen = { path = "ROOT/creatio-codegen", default-features = false }

[profile.dev]
debug = false
"#;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One test, since each step stands on the one before.
#[test]
fn cargo_builds_the_example_again_when_its_inputs_change() {
    let project = Project::new();
    let first = project.cargo(&["run"]);
    assert!(first.succeeded && first.ran_the_script(), "{}", first.text);
    assert!(first.text.contains("Order has 27 columns:"), "{}", first.text);

    let again = project.cargo(&["build"]);
    assert!(again.succeeded && !again.ran_the_script(), "{}", again.text);
    project.write("notes.txt", "not an input");
    let unrelated = project.cargo(&["build"]);
    assert!(unrelated.succeeded && !unrelated.ran_the_script(), "{}", unrelated.text);

    project.edit("creatio.toml", "\"!UsrVw*\"", "\"!UsrVw*\", \"Account\"");
    let configured = project.cargo(&["build"]);
    assert!(configured.succeeded && configured.ran_the_script(), "{}", configured.text);

    let number = "<Property Name=\"ContactNumber\"";
    let column = "<Property Name=\"UsrNew\" Type=\"Edm.Int32\" />\n        ";
    let lost = "<NavigationProperty Name=\"UsrLost\" Type=\"Elsewhere.Thing\" />\n        ";
    project.edit("metadata.xml", number, &format!("{column}{lost}{number}"));
    let changed = project.cargo(&["run"]);
    assert!(changed.succeeded && changed.ran_the_script(), "{}", changed.text);
    assert!(changed.text.contains("Order has 28 columns:"), "{}", changed.text);
    let warning = "`Order.UsrLost` leads to `Elsewhere.Thing`, which nobody declares: the link is left out [C0306]";
    let warned = changed.text.lines().find(|line| line.starts_with("warning: build-script@0.1.0: metadata.xml:"));
    assert!(warned.is_some_and(|line| line.contains(warning)), "{}", changed.text);

    project.edit("metadata.xml", "Name=\"UsrNew\" Type=\"Edm.Int32\"", "Name=\"UsrNew\" Type=\"Edm.Int23\"");
    let broken = project.cargo(&["build"]);
    assert!(!broken.succeeded, "{}", broken.text);
    // As an error of cargo's own, and as the whole report.
    let line =
        read(&project.0.join("metadata.xml")).lines().position(|line| line.contains("Int23")).expect("there") + 1;
    let told = format!("error: build-script@0.1.0: metadata.xml:{line}:39: ");
    assert!(broken.text.contains(&told), "no {told}\n{}", broken.text);
    for part in
        ["error[C0302]: ", &format!("{line} |         <Property Name=\"UsrNew\""), "^^^^^^^^^", "did you mean `Edm.Int"]
    {
        assert!(broken.text.contains(part), "no {part}\n{}", broken.text);
    }

    // A line of the document is no line of the script's.
    project.edit("metadata.xml", "Edm.Int23", "Edm.Int&#10;cargo::rustc-cfg=owned&#10;23");
    let injected = project.cargo(&["build"]);
    let is_instruction = |line: &str| line.trim_start().starts_with("cargo::rustc-cfg");
    assert!(!injected.succeeded && !injected.text.lines().any(is_instruction), "{}", injected.text);
    assert!(injected.text.contains("Edm.Int cargo::rustc-cfg=owned 23"), "{}", injected.text);
    project.edit("metadata.xml", "Edm.Int&#10;cargo::rustc-cfg=owned&#10;23", "Edm.Int23");

    project.edit("creatio.toml", "metadata =", "metadatum =");
    let misspelled = project.cargo(&["build"]);
    assert!(!misspelled.succeeded, "{}", misspelled.text);
    let told =
        "error: build-script@0.1.0: creatio.toml:2:1: there is no key `metadatum` [C0401] (did you mean `metadata`?)";
    assert!(misspelled.text.contains(told), "{}", misspelled.text);

    project.edit("creatio.toml", "metadatum =", "metadata =");
    project.edit("metadata.xml", "Edm.Int23", "Edm.Int32");
    let mended = project.cargo(&["build"]);
    assert!(mended.succeeded, "{}", mended.text);

    // What a glob matches is an input, and so is what it will match.
    project.write("processes/UsrApprove.json", &reply("UsrApprove", &[]));
    project.edit(
        "creatio.toml",
        "metadata =",
        "processes = [\"processes/*.json\", \"../build-scri*t/*.json\"]\nmetadata =",
    );
    project.write("UsrBeside.json", &reply("UsrBeside", &[]));
    let with_process = project.cargo(&["build"]);
    assert!(with_process.succeeded && with_process.ran_the_script(), "{}", with_process.text);
    // The second glob looks into a folder that holds what the build itself writes.
    let unchanged = project.cargo(&["build"]);
    assert!(unchanged.succeeded && !unchanged.ran_the_script(), "{}", unchanged.text);
    project.write("processes/UsrReject.json", &reply("UsrReject", &[]));
    let with_another = project.cargo(&["build"]);
    assert!(with_another.succeeded && with_another.ran_the_script(), "{}", with_another.text);
}
