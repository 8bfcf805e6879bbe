//! Enum types.

use super::ident::Case;
use super::modules::Context;
use super::pool::{Claim, Wish, assign};
use super::{Enum, Named, Variant, doc, ident};
use crate::diagnostic::Diagnostic;

/// The variant that keeps what the document does not know.
pub(crate) const UNRECOGNIZED: &str = "Unrecognized";

pub(super) fn plan(context: &Context<'_>, id: usize, mut name: Named, diagnostics: &mut Vec<Diagnostic>) -> Enum {
    let ty = &context.model.enums[id];
    let owner = context.model.types.len() + id;
    let members = ty
        .members
        .iter()
        .map(|member| Wish::new(&member.name, ident::camel(&member.name), context.renames.member(owner, &member.name)));
    let own = Wish { wire: UNRECOGNIZED, ident: UNRECOGNIZED.into(), claim: Claim::Reserved };
    let wishes: Vec<Wish<'_>> = members.chain([own]).collect();
    let names = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
    let kind = if ty.is_flags { "Flags" } else { "Enum" };
    doc::paragraph(&mut name.doc, [format!("{kind} {}.", doc::code(&ty.name))]);
    let mut variants: Vec<Variant> = ty
        .members
        .iter()
        .zip(names)
        .map(|(member, ident)| {
            let mut lines = doc::paragraphs(&member.description);
            doc::paragraph(&mut lines, [format!("{} = {}", doc::code(&member.name), member.value)]);
            Variant { ident, wire: member.name.clone(), value: member.value, doc: lines }
        })
        .collect();
    variants.sort_by(|a, b| (a.value, &a.wire).cmp(&(b.value, &b.wire)));
    Enum { name, full_name: context.model.full_name(ty.schema, &ty.name), variants }
}
