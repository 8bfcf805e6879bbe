//! Comparisons, and what null means in them.

use super::Builder;
use super::operand::{Class, Operand};
use crate::fail::Fail;
use crate::oddity::Oddity;
use crate::query::Operator;

impl Builder<'_> {
    /// `left operator right`
    pub(super) fn compare(&mut self, operator: Operator, left: Operand, right: Operand) -> Result<Operand, Fail> {
        let (mut left, mut right) = self.alike(operator, left, right)?;
        if self.on(Oddity::ZeroGuidIsNull) {
            for operand in [&mut left, &mut right] {
                if operand.is_zero_guid {
                    *operand = Operand::new("NULL", Class::Null);
                }
            }
        }
        if let Some(operand) = self.empty_text(operator, &left, &right) {
            return Ok(operand);
        }
        let side = if left.class == Class::Null { &right } else { &left };
        let collation = side.collation(self.on(Oddity::CaseInsensitiveText));
        let with_null = left.class == Class::Null || right.class == Class::Null;
        let sql_nulls = self.on(Oddity::SqlNulls) && !with_null;
        let symbol = match operator {
            Operator::Eq if sql_nulls => "=",
            Operator::Eq => "IS",
            Operator::Ne if sql_nulls => "<>",
            Operator::Ne => "IS NOT",
            Operator::Gt => ">",
            Operator::Ge => ">=",
            Operator::Lt => "<",
            _ => "<=",
        };
        let sql = format!("({} {symbol} {}{collation})", left.sql, right.sql);
        let is_order = !matches!(operator, Operator::Eq | Operator::Ne);
        let sql = if is_order && !self.on(Oddity::SqlNulls) { format!("COALESCE({sql}, 0)") } else { sql };
        Ok(Operand::new(sql, Class::Bool))
    }

    /// Whether an enumeration's value has all flags of another.
    pub(super) fn has_flags(&mut self, left: &Operand, right: &Operand) -> Result<Operand, Fail> {
        let same = left.class == Class::Enum && right.class == Class::Enum && left.edm == right.edm;
        let Some(members) = self.model.enumeration(&left.edm).filter(|_| same) else {
            return Err(incompatible(Operator::Has, left, right));
        };
        let members: Vec<String> = members.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let members = self.bind(members.join(","));
        Ok(Operand::new(format!("edm_has({}, {}, {members})", left.sql, right.sql), Class::Bool))
    }

    fn empty_text(&self, operator: Operator, left: &Operand, right: &Operand) -> Option<Operand> {
        let text = match (left.class, right.class) {
            (Class::Text, Class::Null) => left,
            (Class::Null, Class::Text) => right,
            _ => return None,
        };
        if !self.on(Oddity::NullMatchesEmptyText) {
            return None;
        }
        let sql = match operator {
            Operator::Eq => format!("(COALESCE({}, '') = '')", text.sql),
            Operator::Ne => format!("(COALESCE({}, '') <> '')", text.sql),
            _ => return None,
        };
        Some(Operand::new(sql, Class::Bool))
    }

    /// Both sides in one class, or the error that they have none.
    fn alike(&mut self, operator: Operator, left: Operand, right: Operand) -> Result<(Operand, Operand), Fail> {
        use Class::{Date, DateTime, Enum, Null, Other, Text};
        let is_order = !matches!(operator, Operator::Eq | Operator::Ne);
        match (left.class, right.class) {
            (a, b) if a.is_number() && b.is_number() => Ok(self.same_number(left, right)),
            (Other, other) | (other, Other) if other != Null || is_order => Err(incompatible(operator, &left, &right)),
            (Enum, Enum) if left.edm != right.edm => Err(incompatible(operator, &left, &right)),
            (a, b) if a == b || a == Null || b == Null => Ok((left, right)),
            // The member of an enumeration may be quoted alone.
            (Enum, Text) | (Text, Enum) if !is_order => Ok((left, right)),
            (DateTime, Date) if self.on(Oddity::DatePromotes) => Ok((left, midnight(right))),
            (Date, DateTime) if self.on(Oddity::DatePromotes) => Ok((midnight(left), right)),
            _ => Err(incompatible(operator, &left, &right)),
        }
    }
}

fn midnight(mut date: Operand) -> Operand {
    date.sql = format!("({} || 'T00:00:00.0000000Z')", date.sql);
    date.class = Class::DateTime;
    date
}

/// The message that both stacks have.
pub(super) fn incompatible(operator: Operator, left: &Operand, right: &Operand) -> Fail {
    Fail::Query(format!(
        "A binary operator with incompatible types was detected. Found operand types '{}' and '{}' for operator kind '{}'.",
        left.edm,
        right.edm,
        operator.kind()
    ))
}
