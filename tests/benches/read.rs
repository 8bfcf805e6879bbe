//! Reading, resolving and listing the document of a grown instance, against a bare quick-xml pass over the same bytes.
//!
//! Both read from memory, in one process and in turns; a round's ratio is of two times that lie side by side. A bare pass
//! that takes the events alone never looks at an attribute, and all that the document says stands in attributes; so there
//! is another one that resolves names and steps through attributes.
#![forbid(unsafe_code)]

mod common;

use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use common::cargo;
use common::clock::cpu_time;
use common::median::median;
use common::report::{Report, number};
use creatio_codegen::Config;
use creatio_codegen::model::{Model, StructuredType};
use creatio_tests::synthetic::{self, Size, Version};
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, Reader};

const ROUNDS: usize = 15;

/// How many times as long as quick-xml alone it may take.
const GOAL: f64 = 3.0;

fn main() -> io::Result<ExitCode> {
    if !cargo::is_bench() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut report = Report::new("read")?;
    let instance = synthetic::instance(Size::Grown, 1);
    for (version, name, key) in [(Version::V4, "OData 4", "odata4"), (Version::V3, "OData 3", "odata3")] {
        let document = instance.document(version);
        let config = Config::new().metadata_bytes("metadata.xml", document.as_bytes());
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let bare = cpu_time(|| events(&document))?.as_secs_f64();
            let all = cpu_time(|| names_and_attributes(&document))?.as_secs_f64();
            let ours = cpu_time(|| list(&config))?.as_secs_f64();
            rounds.push([bare, all, ours]);
        }
        let of = |what: fn(&[f64; 3]) -> f64| median(rounds.iter().map(what));
        let milliseconds = |seconds: f64| format!("{} ms", number(seconds * 1e3));
        let size = format!("{name}, {:.1} MB", document.len() as f64 / 1e6);
        report.figure(format!("{size}: quick-xml, events alone"), milliseconds(of(|round| round[0])));
        report.figure(format!("{size}: quick-xml, names and attributes"), milliseconds(of(|round| round[1])));
        report.figure(format!("{size}: read, resolve, list"), milliseconds(of(|round| round[2])));
        let times = of(|round| round[2] / round[0]);
        report.goal(format!("{size}: times quick-xml, events alone"), times, GOAL, "");
        report.hold(&format!("{key}_events"), format!("{size}: times quick-xml, events alone"), times);
        let times = of(|round| round[2] / round[1]);
        report.goal(format!("{size}: times quick-xml, names and attributes"), times, GOAL, "");
        report.hold(key, format!("{size}: times quick-xml, names and attributes"), times);
    }
    Ok(report.finish())
}

/// How many events there are.
fn events(document: &str) -> usize {
    let mut reader = Reader::from_str(document);
    let mut count = 0;
    while !matches!(reader.read_event().expect("well-formed XML"), Event::Eof) {
        count += 1;
    }
    count
}

/// How long all values of attributes are, of elements in some namespace.
fn names_and_attributes(document: &str) -> usize {
    let mut reader = NsReader::from_str(document);
    let mut length = 0;
    loop {
        match reader.read_resolved_event().expect("well-formed XML") {
            (_, Event::Eof) => return length,
            (ResolveResult::Bound(_), Event::Start(element) | Event::Empty(element)) => {
                for attribute in element.attributes() {
                    let attribute = attribute.expect("well-formed XML");
                    length += attribute.key.local_name().as_ref().len() + attribute.value.len();
                }
            }
            _ => {}
        }
    }
}

/// What `creatio-codegen list` prints.
fn list(config: &Config) -> String {
    let (model, _) = config.model().expect("a document");
    let sets = model.main_sets();
    let mut rows: Vec<_> = model
        .entities()
        .map(|(id, ty)| (ty.name.as_str(), sets[id.0].map_or("-", |set| set.name.as_str()), ty))
        .collect();
    rows.sort_by_key(|(name, ..)| *name);
    let mut out = String::new();
    for (name, set, ty) in rows {
        let _ = writeln!(out, "{name:40}  {set:40}  {}", counts(&model, ty));
    }
    out
}

fn counts(model: &Model, ty: &StructuredType) -> String {
    let details = ty.links.iter().filter(|link| link.many).count();
    let namespace = &model.schemas[ty.schema.0];
    format!("{namespace}  {:7}  {:7}  {details:7}", ty.properties.len(), ty.links.len() - details)
}
