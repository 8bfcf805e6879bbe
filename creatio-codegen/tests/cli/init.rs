//! `init`.

use crate::project::{DOCUMENT, Project};

#[test]
fn what_it_writes_generates() {
    let project = Project::empty();
    let ran = project.run(&["init"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    insta::assert_snapshot!(ran.err, @r"
    creatio.toml written
    build.rs written
    Next:
      1. creatio-codegen fetch --url https://<instance> --user <name> --password-env <variable>
         saves the instance's $metadata as creatio/metadata.xml
      2. cargo add --path <where you cloned creatio>/creatio-runtime
      3. cargo add --build --path <where you cloned creatio>/creatio-codegen --no-default-features
      4. cargo add tokio --features macros,rt-multi-thread
      5. write `creatio_runtime::include_model!();` in main.rs or lib.rs, and use `creatio`
    ");
    assert!(project.read("build.rs").contains("Config::from_file(\"creatio.toml\")"));
    project.write("creatio/metadata.xml", DOCUMENT);
    let generated = project.run(&["generate", "--out", "src/creatio"]);
    assert_eq!(generated.err, "src/creatio: 5 written, 0 deleted, 0 unchanged\n");
}

#[test]
fn with_a_folder_it_is_for_code_in_git() {
    let project = Project::empty();
    project.write("saved/doc.xml", DOCUMENT);
    let ran = project.run(&[
        "init",
        "--out",
        "src/crm",
        "--metadata",
        "saved/doc.xml",
        "--entity",
        "A*",
        "--entity",
        "!B\"*",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!project.path("build.rs").exists());
    let config = project.read("creatio.toml");
    assert!(
        config.contains("entities = [\"A*\", \"!B\\\"*\"]\n") && config.contains("output = \"src/crm\"\n"),
        "{config}"
    );
    project.write("creatio.toml", &config.replace(", \"!B\\\"*\"", ""));
    let generated = project.run(&["generate"]);
    assert_eq!(generated.err, "src/crm: 2 written, 0 deleted, 0 unchanged\n");
}

#[test]
fn paths_are_told_as_the_configuration_will_read_them() {
    let project = Project::empty();
    project.write("sub/doc.xml", DOCUMENT);
    let ran =
        project.run(&["init", "--config", "sub/creatio.toml", "--metadata", "sub/doc.xml", "--out", "sub/src/crm"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(project.run(&["generate", "--config", "sub/creatio.toml", "--all"]).code, Some(0));
    assert!(project.path("sub/src/crm/mod.rs").exists());
}

#[test]
fn paths_beside_the_configuration_stay_relative() {
    let project = Project::empty();
    for (config, output) in [("./a.toml", "src/creatio"), ("sub/b.toml", "../src/creatio")] {
        project.write("sub/doc.xml", DOCUMENT);
        let ran = project.run(&["init", "--config", config, "--metadata", "sub/doc.xml", "--out", "src/creatio"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains(&format!("creatio-codegen generate --config {config}")), "{}", ran.err);
        let text = project.read(config);
        assert!(text.contains(&format!("output = \"{output}\"")), "{text}");
        assert_eq!(project.run(&["generate", "--config", config, "--all"]).code, Some(0));
    }
}

#[test]
fn nothing_is_overwritten() {
    let project = Project::new();
    project.write("build.rs", "fn main() {}\n");
    let before = project.snapshot();
    let refused = project.run(&["init"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("error[C0602]: `creatio.toml` is already there"), "{}", refused.err);
    assert_eq!(project.snapshot(), before);

    let beside = project.run(&["init", "--config", "other.toml"]);
    assert_eq!(beside.code, Some(0), "{}", beside.err);
    assert_eq!(project.read("build.rs"), "fn main() {}\n");
    assert!(
        beside.err.contains("stays as it is") && beside.err.contains("from_file(\"other.toml\")"),
        "{}",
        beside.err
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let refused = Project::empty().run(&["init", "--config", "nowhere/creatio.toml"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("error[C0601]: can't write `nowhere/creatio.toml`"), "{}", refused.err);
}
