//! Real and hostile documents that live beside the project, when their folder is given: every one ends as it should, and
//! what is generated compiles without a warning. So does what is generated from replies in the folder `samples` beside it.
//!
//! `CREATIO_CORPUS=path cargo test -p creatio-tests --test corpus`
#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use creatio_codegen::diagnostic::Report;
use creatio_codegen::{Config, Generated};

/// How a document must end.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Accepted,
    Refused,
    /// Either, as long as it is done in good order.
    Either,
}

#[test]
fn every_document_ends_as_it_should_and_what_is_generated_compiles() {
    let Some(corpus) = env::var_os("CREATIO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: CREATIO_CORPUS names no folder of documents");
        return;
    };
    let mut accepted = Vec::new();
    let mut wrong = Vec::new();
    for (path, outcome) in documents(&corpus) {
        let name = path.strip_prefix(&corpus).expect("a document of the corpus").display().to_string();
        match (Config::new().metadata(&path).entities(["*"]).generate(), outcome) {
            (Ok(_), Outcome::Refused) => wrong.push(format!("{name} was accepted")),
            (Err(error), Outcome::Accepted) => wrong.push(format!("{name} was refused:\n{error}")),
            (Ok(generated), _) => accepted.push((name, generated)),
            (Err(error), _) => {
                // A refusal says where, unless the file is not even text.
                let report = error.report();
                let placed = report.diagnostics.iter().all(|one| !one.places.is_empty() || one.code.0 == "C0102");
                if !placed {
                    wrong.push(format!("{name} was refused without a place:\n{error}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    accepted.extend(processes(&corpus));
    compile(&accepted);
}

/// What is generated from real replies of ProcessSchemaRequest, which lie beside the documents, if they do. One of them has
/// no schema, as an instance answers for a process that it does not know.
fn processes(corpus: &Path) -> Option<(String, Generated)> {
    let samples = corpus.parent()?.join("samples");
    if !samples.is_dir() {
        eprintln!("skipped: no replies lie beside the documents");
        return None;
    }
    let path = |name: &str| samples.join(name).display().to_string();
    let config = Config::new().schemas([path("clio-RuntimeEntitySchemaRequest.reply.json")]);
    let empty = path("clio-ProcessSchemaResponse0.json");
    let error = config.clone().processes([&empty]).generate().expect_err("it has no schema");
    assert!(error.to_string().starts_with("error[C0801]: the reply holds no schema"), "{error}");
    let all = config.processes([path("clio-ProcessSchemaResponse*.json"), format!("!{empty}")]);
    let generated = all.generate().unwrap_or_else(|error| panic!("{error}"));
    assert!(generated.report().diagnostics.is_empty(), "{}", generated.report().render(false));
    let files: Vec<&str> = generated.files().keys().map(String::as_str).collect();
    assert_eq!(files.len(), 4, "{files:?}");
    let (_, upsert) = generated.files().iter().find(|(path, _)| path.contains("upsert_absence")).expect("a process");
    assert_eq!(upsert.matches("to.put(").count(), 9, "{upsert}");
    Some(("samples".to_owned(), generated))
}

/// What is said of each hostile document, without the lines that are shown. Documents that the golden does not know, such as
/// those of a newer corpus, are only held to their manifest by the other test.
#[test]
fn hostile_documents_are_told_of_in_these_words() {
    let Some(corpus) = env::var_os("CREATIO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: CREATIO_CORPUS names no folder of documents");
        return;
    };
    let golden = Path::new("tests/hostile.txt");
    let known = fs::read_to_string(golden).unwrap_or_default();
    let mut told = String::new();
    for (path, _) in documents(&corpus) {
        let name = path.file_name().expect("a document").to_string_lossy().into_owned();
        let is_known = creatio_tests::blessing() || known.contains(&format!("\n{name}\n"));
        if path.starts_with(corpus.join("hostile")) && is_known {
            let result = Config::new().metadata(&path).entities(["*"]).generate();
            let report = result.as_ref().map_or_else(creatio_codegen::Error::report, Generated::report);
            let _ = write!(told, "\n{name}\n{}", summary(report));
        }
    }
    creatio_tests::compare_text(golden, &told).unwrap_or_else(|diff| panic!("{diff}"));
}

/// The first findings, a line each.
fn summary(report: &Report) -> String {
    const MOST: usize = 5;
    let shorten = |text: &str| text.chars().take(200).collect::<String>();
    let mut out = String::new();
    for one in report.diagnostics.iter().take(MOST) {
        let place = one.places.first().map(|(span, _)| {
            let at = report.sources.get(span.source).location(span.range().start);
            format!("{}:{} ", at.line, at.column)
        });
        let (place, message) = (place.unwrap_or_default(), shorten(&one.message));
        // Messages about the file itself name its path.
        let message = message.split_once("hostile/").map_or(message.as_str(), |(_, rest)| rest);
        let _ = writeln!(out, "  {:?} {} {place}{message}", one.severity, one.code.0);
        if let Some(help) = &one.help {
            let _ = writeln!(out, "      {}", shorten(help));
        }
    }
    if report.diagnostics.len() > MOST {
        let _ = writeln!(out, "  and {} more", report.diagnostics.len() - MOST);
    }
    if out.is_empty() { "  nothing to tell\n".to_owned() } else { out }
}

/// Every document with what its folder or manifest says of it.
fn documents(corpus: &Path) -> Vec<(PathBuf, Outcome)> {
    let manifest = fs::read_to_string(corpus.join("hostile/MANIFEST.tsv")).expect("the corpus has a manifest");
    let hostile: BTreeMap<&str, Outcome> = manifest
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (file, rest) = line.split_once('\t')?;
            Some((
                file,
                match rest.split('\t').next()? {
                    "accept" => Outcome::Accepted,
                    "reject" => Outcome::Refused,
                    _ => Outcome::Either,
                },
            ))
        })
        .collect();
    let mut documents: Vec<(PathBuf, Outcome)> = Vec::new();
    for folder in ["creatio", "odata3", "odata4", "hostile"] {
        for entry in fs::read_dir(corpus.join(folder)).expect("the corpus has this folder") {
            let path = entry.expect("readable").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let outcome = match hostile.get(name.as_str()) {
                Some(outcome) => *outcome,
                // Trimmed by its author until it was no document any more.
                None if name == "real-odata3-fragment.xml" => Outcome::Refused,
                None => Outcome::Accepted,
            };
            if name.ends_with(".xml") {
                documents.push((path, outcome));
            }
        }
    }
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(documents.len() > 100, "the corpus is not all there");
    documents
}

/// Compiles everything in one crate, in which rustc's warnings are errors.
fn compile(accepted: &[(String, Generated)]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    let project = root.join("target/corpus");
    let source = project.join("src");
    let _ = fs::remove_dir_all(&source);
    let mut library = String::from("#![forbid(unsafe_code)]\n#![deny(warnings)]\n");
    for (name, generated) in accepted {
        // Twenty thousand types of one column each: their number is the point, and it took a reader, not a compiler.
        if name.contains("entities-20000") {
            continue;
        }
        let module: String = name
            .trim_end_matches(".xml")
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        generated.write_to(&source.join(&module)).expect("the target folder is ours");
        let _ = writeln!(library, "pub mod {module};");
    }
    library.push_str(PROOFS);
    let runtime = root.join("creatio-runtime");
    write(&source.join("lib.rs"), &library);
    write(&project.join("Cargo.toml"), &MANIFEST.replace("RUNTIME", &runtime.display().to_string()));
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock")).expect("the lock file is copied");
    let output = Command::new(env::var_os("CARGO").expect("cargo runs this test"))
        .args(["check", "--offline", "--color", "never", "--target-dir"])
        .arg(root.join("target/corpus-target"))
        .current_dir(&project)
        .output()
        .expect("cargo can be run");
    assert!(
        output.status.success(),
        "what is generated does not compile:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

const MANIFEST: &str = r#"[package]
name = "corpus"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
creatio-runtime = { path = "RUNTIME" }
"#;

/// In the largest document, an entity can go anywhere without a higher recursion limit.
const PROOFS: &str = "
const _: () = {
    const fn goes_anywhere<T: Send + Sync + 'static>() {}
    goes_anywhere::<odata4_dynamics_crm_webapi_a::Contact>();
    goes_anywhere::<odata4_msgraph_v1_0::User>();
};
";

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder"))
        .and_then(|()| fs::write(path, text))
        .expect("the target folder is ours");
}
