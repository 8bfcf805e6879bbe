//! Enums and the values of their members.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::annotate::description;
use super::build::Builder;
use super::{EnumType, Member};
use crate::csdl::{self, Document, Text};
use crate::diagnostic::{Diagnostic, code};

/// What an enum can stand on, and the values that it can have.
const INTEGERS: [(&str, RangeInclusive<i64>); 5] = [
    ("Byte", 0..=255),
    ("SByte", -128..=127),
    ("Int16", -32_768..=32_767),
    ("Int32", -2_147_483_648..=2_147_483_647),
    ("Int64", i64::MIN..=i64::MAX),
];

type Integer = (&'static str, RangeInclusive<i64>);

impl<'a> Builder<'a, '_> {
    pub(super) fn enums(&mut self, document: &'a Document<'a>) {
        for schema in &document.schemas {
            for ty in &schema.enums {
                let built = EnumType {
                    schema: self.scope.schema(&schema.namespace),
                    name: ty.name.to_string(),
                    is_flags: ty.is_flags,
                    members: self.members(ty),
                    description: description(&ty.notes),
                    span: ty.name.span,
                };
                self.model.enums.push(built);
            }
        }
    }

    fn members(&mut self, ty: &'a csdl::EnumType<'a>) -> Vec<Member> {
        self.unique_enum_members(ty);
        let Some(integer) = self.integer(ty) else { return Vec::new() };
        let mut next = Some(0_i64);
        let mut out = Vec::with_capacity(ty.members.len());
        for member in &ty.members {
            let value = match &member.value {
                Some(text) => written(text, integer),
                None => counted(&member.name, next, integer),
            };
            match value {
                Ok(value) => {
                    next = value.checked_add(1);
                    let description = description(&member.notes);
                    out.push(Member { name: member.name.to_string(), value, description });
                }
                Err(diagnostic) => {
                    self.complain(diagnostic);
                    // What would be counted on from here has no value either; once is enough.
                    if member.value.is_none() {
                        return out;
                    }
                }
            }
        }
        out
    }

    /// What the enum stands on.
    fn integer(&mut self, ty: &'a csdl::EnumType<'a>) -> Option<&'static Integer> {
        let name = ty.underlying.as_ref().map_or("Int32", |text| text.strip_prefix("Edm.").unwrap_or(text));
        let found = INTEGERS.iter().find(|(known, _)| *known == name);
        if let (Some(text), None) = (&ty.underlying, found) {
            let message = format!("an enum can't stand on `{}`", &**text);
            let help = "allowed are Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 and Edm.Int64";
            self.complain(Diagnostic::error(code::BAD_VALUE, message).at(text.span).help(help));
        }
        found
    }

    fn unique_enum_members(&mut self, ty: &'a csdl::EnumType<'a>) {
        let mut seen = HashMap::with_capacity(ty.members.len());
        for name in ty.members.iter().map(|member| &member.name) {
            if let Some(first) = seen.insert(&*name.value, name.span) {
                let message = format!("the enum `{}` has two members called `{}`", &*ty.name, &**name);
                let diagnostic = Diagnostic::error(code::DUPLICATE, message).at(name.span);
                self.complain(diagnostic.label(first, "first here").help("take one out, or give it another name"));
            }
        }
    }
}

fn written(text: &Text<'_>, (name, range): &Integer) -> Result<i64, Diagnostic> {
    let value = text.trim();
    let refuse = |message: String| Diagnostic::error(code::BAD_VALUE, message).at(text.span);
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let help = "CSDL writes the values of enums in decimal digits";
        return Err(refuse(format!("`{value}` is no whole number")).help(help));
    }
    let parsed = value.parse().ok();
    parsed.filter(|value| range.contains(value)).ok_or_else(|| {
        let (from, to) = (range.start(), range.end());
        refuse(format!("`{value}` does not fit into Edm.{name}, which goes from {from} to {to}")).help(match parsed {
            Some(_) => "set `UnderlyingType=\"Edm.Int64\"`",
            None => "the widest that CSDL has is Edm.Int64, of 64 bits",
        })
    })
}

fn counted(member: &Text<'_>, next: Option<i64>, (name, range): &Integer) -> Result<i64, Diagnostic> {
    next.filter(|next| range.contains(next)).ok_or_else(|| {
        // Beyond a range is its end and one more, which Edm.Int64 can't hold.
        let value = next.map_or(i128::from(i64::MAX) + 1, i128::from);
        let message = format!(
            "counting on from the member before, `{}` is {value}, which does not fit into Edm.{name}",
            &**member
        );
        Diagnostic::error(code::BAD_VALUE, message).at(member.span).help("give it a `Value`")
    })
}
