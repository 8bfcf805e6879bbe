//! Enum types.

use super::ident::Case;
use super::modules::{Context, report_clashes};
use super::pool::{Wish, assign};
use super::{Enum, Named, Variant, doc, ident};
use crate::diagnostic::Diagnostic;
use crate::model::EnumType;

/// The variant that keeps what the document does not know.
pub(crate) const UNRECOGNIZED: &str = "Unrecognized";

pub(super) fn plan(context: &Context<'_>, ty: &EnumType, name: Named, diagnostics: &mut Vec<Diagnostic>) -> Enum {
    let namespace = &context.model.schemas[ty.schema.0];
    let mut wishes: Vec<Wish<'_>> = ty
        .members
        .iter()
        .map(|member| {
            let renamed = context.renames.get(namespace, &format!("{}.{}", ty.name, member.name));
            Wish::new(&member.name, ident::camel(&member.name), renamed)
        })
        .collect();
    wishes.push(Wish { wire: "", ident: UNRECOGNIZED.into(), canonical: false, fixed: true });
    let names = assign(&wishes, Case::Camel, str::to_owned);
    report_clashes(&wishes, &names, diagnostics);
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
