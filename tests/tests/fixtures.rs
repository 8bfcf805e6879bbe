//! One test per folder of `fixtures`: `creatio.toml` and its input on one side; on the other `expected/`, the generated
//! code, and `report.txt`, what is said about the input. A folder without `expected/` is one that must be refused.
//!
//! `BLESS=1 cargo test -p creatio-tests --test fixtures` writes what is expected anew.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;

use creatio_codegen::Config;
use creatio_tests::{compare_folder, compare_text, shuffled};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = Vec::new();
    for case in creatio_tests::cases(Path::new("fixtures")) {
        let name = case.strip_prefix("fixtures").expect("a fixture").display().to_string();
        trials.push(Trial::test(name, move || run(&case).map_err(Failed::from)));
    }
    assert!(trials.len() > 10, "the fixtures are gone");
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn run(case: &Path) -> Result<(), String> {
    let config = Config::from_file(case.join("creatio.toml"));
    let generated = config
        .as_ref()
        .map_err(std::string::ToString::to_string)
        .and_then(|config| config.generate().map_err(|error| error.to_string()));
    let expected = case.join("expected");
    let must_fail = case.starts_with("fixtures/error");
    match generated {
        Err(report) if must_fail => compare_text(&case.join("report.txt"), &format!("{}\n", lines(&report))),
        Err(report) => Err(report),
        Ok(_) if must_fail => Err("this was accepted".into()),
        Ok(generated) => {
            compare_text(&case.join("report.txt"), &lines(&generated.report().render(false)))?;
            compare_folder(&expected, generated.files())?;
            let config = config.map_err(|error| error.to_string())?;
            in_any_order(case, &config, &generated)
        }
    }
}

/// The same files from a shuffled document and, if there is one, from the other version's document.
fn in_any_order(case: &Path, config: &Config, generated: &creatio_codegen::Generated) -> Result<(), String> {
    let metadata = case.join("metadata.xml");
    let other = case.join("metadata-v3.xml");
    for document in [metadata, other].iter().filter(|path| path.is_file()) {
        // UTF-16 is told by its fixture alone.
        let Ok(text) = fs::read_to_string(document) else { continue };
        for seed in [1, 2, 3] {
            let again = config
                .clone()
                .metadata_bytes(document, shuffled(&text, seed))
                .generate()
                .map_err(|error| error.to_string())?;
            if again.files() != generated.files() {
                let differs = again.files().iter().find(|(path, text)| generated.files().get(*path) != Some(*text));
                let path = differs.map(|(path, _)| path.as_str()).unwrap_or_default();
                return Err(format!("{} in another order gives another `{path}`", document.display()));
            }
        }
    }
    Ok(())
}

/// Rendered lines without the blanks at their ends.
fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
