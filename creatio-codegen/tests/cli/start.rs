//! The first steps, taken in another order than they are told in.

use crate::project::{DOCUMENT, Project};

#[test]
fn a_document_that_nobody_has_saved() {
    let project = Project::empty();
    assert_eq!(project.run(&["init"]).code, Some(0));
    for command in ["list", "generate"] {
        let ran = project.run(&[command]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.err.contains("error[C0101]: can't read `creatio/metadata.xml`"), "{}", ran.err);
        assert!(
            ran.err.contains("= help: `creatio-codegen fetch` saves the document of an instance there"),
            "{}",
            ran.err
        );
    }
    let ran = project.run(&["list", "--metadata", "nowhere.xml"]);
    assert!(ran.err.contains("`creatio-codegen fetch` saves") && ran.err.contains("current folder"), "{}", ran.err);
}

#[test]
fn a_document_that_no_configuration_names() {
    let project = Project::empty();
    let nothing = project.run(&["list"]);
    assert_eq!(nothing.code, Some(1));
    for word in ["error[C0402]", "`creatio-codegen init`", "`creatio-codegen fetch`", "`--metadata FILE`"] {
        assert!(nothing.err.contains(word), "{word}: {}", nothing.err);
    }
    project.write("creatio/metadata.xml", DOCUMENT);
    let unnamed = project.run(&["list"]);
    assert_eq!(unnamed.code, Some(1));
    insta::assert_snapshot!(unnamed.err, @r"
    error[C0402]: there is no creatio.toml, and no metadata document is named
     |
     = help: `creatio/metadata.xml` is there: `creatio-codegen init` writes a creatio.toml that names it; or give `--metadata creatio/metadata.xml`
    ");
    assert_eq!(project.run(&["list", "--metadata", "creatio/metadata.xml"]).code, Some(0));
    assert_eq!(project.run(&["init"]).code, Some(0));
    assert_eq!(project.run(&["list"]).code, Some(0));
}

#[test]
fn a_configuration_that_is_not_there() {
    let ran = Project::empty().run(&["list", "--config", "nowhere.toml"]);
    assert!(ran.code == Some(1) && ran.err.contains("`creatio-codegen init` writes one"), "{}", ran.err);
}

#[test]
fn a_build_script_needs_no_folder() {
    let project = Project::empty();
    project.write("creatio/metadata.xml", DOCUMENT);
    assert_eq!(project.run(&["init"]).code, Some(0));
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.err, @r#"
    error[C0402]: no output folder is named
     |
     = help: set `output = "…"` in creatio.toml, or give `--out DIR`; with a build.rs nothing needs generating by hand
    "#);
}

/// Paragraphs are broken where the terminal ends, and nowhere else.
#[test]
fn help_wraps() {
    let help = Project::empty().run(&["fetch", "--help"]).out;
    let paragraph = help.split("\n\n").find(|text| text.starts_with("The document is saved")).expect("it is told");
    let lines: Vec<&str> = paragraph.lines().collect();
    let (_, full) = lines.split_last().expect("lines");
    assert!(!full.is_empty() && full.iter().all(|line| line.len() > 60), "{help}");
}

/// What rustc says of the macro that `init` tells of, in a package without the build script that `init` writes.
#[test]
fn a_build_script_that_is_missing() {
    let project = Project::empty();
    let macros = include_str!("../../../creatio-runtime/src/include.rs").replacen("//!", "//", 1);
    project.write("lib.rs", &format!("{macros}\ninclude_model!();\n"));
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let command = &mut std::process::Command::new(rustc);
    command.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "lib.rs"]).env_remove("OUT_DIR");
    let output = command.current_dir(project.path("")).output().expect("it runs");
    let err = String::from_utf8(output.stderr).expect("text");
    let first = err.lines().next().unwrap_or_default();
    insta::assert_snapshot!(first, @"error: `include_model!` brings in what a build.rs generates, and this package has none: `creatio-codegen init` writes one");
}
