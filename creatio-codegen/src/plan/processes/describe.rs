//! What the comments of processes say.

use super::tree::{Branch, Tree};
use crate::plan::{Way, doc};
use crate::process::{Kind, Parameter};
use crate::schemas::EntityNames;

pub(super) fn process(tree: &Tree<'_>) -> Vec<String> {
    let process = tree.process;
    let mut lines = vec![sentence(&format!("Process {}", doc::code(&process.name)), process.caption.as_deref())];
    let description = process.description.as_deref().map(doc::lines).unwrap_or_default();
    if !description.is_empty() {
        doc::paragraph(&mut lines, description);
    }
    if process.version != process.name {
        let version = format!("Its parameters are those of the version {}.", doc::code(&process.version));
        doc::paragraph(&mut lines, [version]);
    }
    if !tree.left_out.is_empty() {
        let names: Vec<String> = tree.left_out.iter().map(|one| doc::code(&one.wire)).collect();
        doc::paragraph(&mut lines, [format!("Parameters that are left out: {}.", names.join(", "))]);
    }
    lines
}

pub(super) fn output(process: &str) -> Vec<String> {
    vec![format!("What the process {} hands back.", doc::code(process))]
}

pub(super) fn items(process: &str, branch: &Branch<'_>, way: Way) -> Vec<String> {
    let what = match branch.parameter.ty.kind {
        Kind::Items => "An item of",
        _ => "The value of",
    };
    let way = match way {
        Way::In => "in",
        Way::Out => "out",
    };
    let (path, process) = (doc::code(&branch.path), doc::code(process));
    vec![format!("{what} {path} of the process {process}, on its way {way}.")]
}

/// `` `Order`: The order to approve. In, lookup to `Order`. ``
pub(super) fn slot(parameter: &Parameter, entities: &EntityNames) -> Vec<String> {
    let mut out = sentence(&doc::code(&parameter.name), parameter.caption.as_deref());
    out.push(' ');
    out.push_str(parameter.direction.words());
    if let Some(uid) = &parameter.reference {
        out.push_str(&match entities.get(uid) {
            Some(entity) => format!(", lookup to {}", doc::code(entity)),
            None => format!(", lookup to the entity of the UId {}", doc::code(uid)),
        });
    }
    if parameter.ty.kind == Kind::Unknown {
        out.push_str(&format!(", as text, for its type {} is not known", doc::code(&parameter.ty.name)));
    }
    out.push('.');
    vec![out]
}

/// `name: Caption.` in one line, or `name.`
fn sentence(name: &str, caption: Option<&str>) -> String {
    let caption = caption.map(doc::lines).unwrap_or_default();
    let caption = caption.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    match caption.chars().last() {
        None => format!("{name}."),
        Some('.' | '!' | '?' | '…') => format!("{name}: {caption}"),
        Some(_) => format!("{name}: {caption}."),
    }
}
