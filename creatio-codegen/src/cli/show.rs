//! `show`

use clap::Args;
use creatio_codegen::Result;
use creatio_codegen::inspect::{Kind, Link, Shown};
use serde_json::{Value, json};

use super::table::{one_line, table};
use super::{Console, Input, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// Name of a type or of a business process, or a glob
    entity: String,
    #[command(flatten)]
    input: Input,
}

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    let (shown, report) = options.input.config()?.show(&options.entity)?;
    console.report(&report);
    console.result(
        || shown.iter().map(text).collect::<Vec<_>>().join("\n"),
        || shown.iter().map(json).collect::<Vec<_>>(),
    )?;
    Ok(Outcome::Done)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Entity => "entity",
        Kind::Complex => "complex type",
        Kind::Enum => "enum",
        Kind::Process => "process",
    }
}

fn text(shown: &Shown) -> String {
    let mut facts = vec![kind(shown.kind).to_owned()];
    if shown.kind == Kind::Entity {
        facts.push(shown.set.as_ref().map_or("no set".into(), |set| format!("set {set}")));
        facts.push(if shown.key.is_empty() { "no key".into() } else { format!("key {}", shown.key.join(", ")) });
    }
    facts.extend(shown.caption.iter().map(|caption| format!("\"{}\"", one_line(caption))));
    facts.extend(shown.version.iter().map(|version| format!("version {version}")));
    let mut out = format!("{}: {}\n  {} in {}\n", shown.name, facts.join(", "), shown.path, shown.file);
    if let Some(output) = &shown.output {
        out.push_str(&format!("  hands back {output}\n"));
    }
    if !shown.is_generated {
        out.push_str("  not generated: the configuration does not ask for it; this is what it would become\n");
    }
    let columns: Vec<_> = shown
        .columns
        .iter()
        .map(|column| {
            let mut notes: Vec<String> = column.key_of.iter().map(|link| format!("key of {link}")).collect();
            notes.extend(column.is_computed.then(|| "computed".to_owned()));
            let cells = [&column.name, &column.edm, &column.field, &column.rust, &column.constant].map(String::clone);
            let [name, edm, field, rust, constant] = cells;
            [name, edm, field, rust, constant, notes.join(", ")]
        })
        .collect();
    section(&mut out, ["COLUMN", "TYPE", "FIELD", "RUST", "CONST", ""], &columns);
    let links = |links: &[Link], partner: &str| -> Vec<[String; 4]> {
        let note = |link: &Link| link.partner.as_ref().map_or(String::new(), |name| format!("{partner} {name}"));
        links.iter().map(|link| [link.name.clone(), link.to.clone(), link.constant.clone(), note(link)]).collect()
    };
    let parameters: Vec<_> = shown
        .parameters
        .iter()
        .map(|one| {
            let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let to = one.to.as_ref().map_or_else(String::new, |to| format!("to {to}"));
            let direction = one.direction.to_lowercase();
            [
                one.name.clone(),
                direction,
                one.ty.clone(),
                one.field.clone(),
                or_none(&one.input),
                or_none(&one.output),
                to,
            ]
        })
        .collect();
    section(&mut out, ["PARAMETER", "DIRECTION", "TYPE", "FIELD", "RUST IN", "RUST OUT", ""], &parameters);
    section(&mut out, ["LOOKUP", "TO", "CONST", ""], &links(&shown.lookups, "back by"));
    section(&mut out, ["DETAILS", "OF", "CONST", ""], &links(&shown.details, "by its lookup"));
    let pairs = |pairs: &[(String, String)]| -> Vec<[String; 2]> {
        pairs.iter().map(|(name, constant)| [name.clone(), constant.clone()]).collect()
    };
    section(&mut out, ["STREAM", "CONST"], &pairs(&shown.streams));
    section(&mut out, ["FURTHER SET", "CONST"], &pairs(&shown.sets));
    let members: Vec<_> = shown
        .members
        .iter()
        .map(|member| [member.name.clone(), member.value.to_string(), member.variant.clone()])
        .collect();
    section(&mut out, ["MEMBER", " VALUE", "VARIANT"], &members);
    let left_out: Vec<_> = shown.left_out.iter().map(|one| [one.name.clone(), one.why.clone()]).collect();
    section(&mut out, ["LEFT OUT", "WHY"], &left_out);
    if shown.left_out.iter().any(|one| one.is_not_selected) {
        out.push_str(
            "Links come along with the entities that they lead to: name those in `entities`, or set `closure`.\n",
        );
    }
    out
}

/// A table, if there is anything in it.
fn section<const N: usize>(out: &mut String, titles: [&str; N], rows: &[[String; N]]) {
    if !rows.is_empty() {
        out.push('\n');
        out.push_str(&table(titles, rows));
    }
}

fn json(shown: &Shown) -> Value {
    let links = |links: &[Link]| -> Vec<Value> {
        let link =
            |link: &Link| json!({ "name": link.name, "to": link.to, "const": link.constant, "partner": link.partner });
        links.iter().map(link).collect()
    };
    let pairs = |pairs: &[(String, String)]| -> Vec<Value> {
        pairs.iter().map(|(name, constant)| json!({ "name": name, "const": constant })).collect()
    };
    json!({
        "name": shown.name,
        "kind": kind(shown.kind),
        "generated": shown.is_generated,
        "path": shown.path,
        "file": shown.file,
        "set": shown.set,
        "key": shown.key,
        "columns": shown.columns.iter().map(|column| json!({
            "name": column.name,
            "type": column.edm,
            "field": column.field,
            "rust": column.rust,
            "const": column.constant,
            "key_of": column.key_of,
            "computed": column.is_computed,
        })).collect::<Vec<_>>(),
        "lookups": links(&shown.lookups),
        "details": links(&shown.details),
        "streams": pairs(&shown.streams),
        "sets": pairs(&shown.sets),
        "members": shown.members.iter().map(|member| json!({
            "name": member.name,
            "value": member.value,
            "variant": member.variant,
        })).collect::<Vec<_>>(),
        "caption": shown.caption,
        "version": shown.version,
        "source": shown.source.as_ref().map(|path| path.to_string_lossy()),
        "output": shown.output,
        "parameters": shown.parameters.iter().map(|one| json!({
            "name": one.name,
            "caption": one.caption,
            "direction": one.direction.to_lowercase(),
            "type": one.ty,
            "to": one.to,
            "field": one.field,
            "input": one.input,
            "output": one.output,
        })).collect::<Vec<_>>(),
        "left_out": shown.left_out.iter().map(|one| json!({ "name": one.name, "why": one.why })).collect::<Vec<_>>(),
    })
}
