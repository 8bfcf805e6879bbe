//! Keys as types.

use super::{Base, Field, KeyPart, Shape};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Primitive, StructuredType};

/// More parts than any real key has; the runtime writes keys as tuples of at most this many.
const MAX_PARTS: usize = 32;

/// The parts of the key, or none with a warning when a part can't be written in a URL.
pub(super) fn key(ty: &StructuredType, fields: &[Field], warnings: &mut Vec<Diagnostic>) -> Vec<KeyPart> {
    let part = |wire: &String| {
        let field = fields.iter().find(|field| field.wire == *wire)?;
        match &field.shape {
            Shape::Plain(base) if can_be_key(base) => Some(KeyPart { wire: wire.clone(), base: base.clone() }),
            _ => None,
        }
    };
    let parts: Option<Vec<_>> = ty.key.iter().map(part).collect();
    match parts {
        Some(parts) if parts.len() <= MAX_PARTS => parts,
        _ => {
            let message = format!(
                "the key of `{}` ({}) can't be expressed yet: it is generated without a key",
                ty.name,
                ty.key.join(", ")
            );
            let help = "its rows can be read, but not got by key, written or paged";
            warnings.push(Diagnostic::warning(code::KEY_LEFT_OUT, message).at(ty.span).help(help));
            Vec::new()
        }
    }
}

/// Primitive types and enums. CSDL 4 allows fewer than its predecessors, whose services also have binary and float keys.
fn can_be_key(base: &Base) -> bool {
    match base {
        Base::Primitive(primitive) => *primitive != Primitive::Stream,
        Base::Enum(_) => true,
        Base::Complex(_) | Base::Flags(_) => false,
    }
}
