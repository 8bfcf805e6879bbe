//! The bodies of the fuzz targets hold for their seeds.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;

use creatio_tests::fuzz;

#[test]
fn documents() {
    let cases = creatio_tests::cases(Path::new("fixtures"));
    let documents = cases.iter().flat_map(|case| [case.join("metadata.xml"), case.join("metadata-v3.xml")]);
    let documents: Vec<Vec<u8>> =
        documents.filter_map(|path| fs::read(path).ok()).filter(|bytes| bytes.len() < 4096).collect();
    assert!(documents.len() > 100, "the fixtures are gone");
    for document in &documents {
        fuzz::reader(document);
        fuzz::pipeline(document);
    }
}

#[test]
fn types() {
    let seeds = seeds("fuzz/types");
    assert!(seeds.len() > 3, "the seeds are gone");
    seeds.iter().for_each(|seed| fuzz::types(seed));
}

/// Whole, and cut off anywhere.
#[test]
fn rows() {
    let seeds = seeds("fuzz/rows");
    assert!(seeds.len() > 2, "the seeds are gone");
    for seed in seeds {
        (0..=seed.len()).for_each(|end| fuzz::rows(&seed[..end]));
    }
}

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder).expect("seeds").map(|entry| entry.expect("readable").path());
    files.map(|file| fs::read(file).expect("readable")).collect()
}
