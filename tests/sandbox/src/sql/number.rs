//! Calculations, and bringing numbers to one type.

use super::Builder;
use super::compare::incompatible;
use super::operand::{Class, Operand};
use crate::edm::{decimal, double};
use crate::fail::Fail;
use crate::query::{Expression, Operator};

impl Builder<'_> {
    /// Two numbers as the wider of their types: Int64, Decimal, Double.
    pub(super) fn same_number(&mut self, left: Operand, right: Operand) -> (Operand, Operand) {
        let literal_double = |side: &Operand, other: &Operand| {
            // A literal with an exponent is what it is compared with, when that is exact.
            side.class == Class::Double && side.digits.is_some() && other.class == Class::Decimal
        };
        let is_double = |side: &Operand, other: &Operand| side.class == Class::Double && !literal_double(side, other);
        let class = if is_double(&left, &right) || is_double(&right, &left) {
            Class::Double
        } else if left.class == Class::Int && right.class == Class::Int {
            Class::Int
        } else {
            Class::Decimal
        };
        (self.number_as(left, class), self.number_as(right, class))
    }

    fn number_as(&mut self, operand: Operand, class: Class) -> Operand {
        if operand.class == class {
            return operand;
        }
        let sql = match (&operand.digits, class) {
            (Some(digits), Class::Double) => self.bind(double(digits).unwrap_or(f64::NAN)),
            (Some(digits), Class::Decimal) => match decimal::plain(digits) {
                Some(plain) => self.bind(plain),
                None => self.bind(digits.clone()),
            },
            (None, Class::Double) if operand.class == Class::Decimal => format!("edm_double({})", operand.sql),
            (None, Class::Double) => format!("CAST({} AS REAL)", operand.sql),
            (None, Class::Decimal) => format!("CAST({} AS TEXT)", operand.sql),
            _ => operand.sql,
        };
        Operand::new(sql, class)
    }

    /// `left add right` and the like.
    pub(super) fn calculate(&mut self, operator: Operator, left: Operand, right: Operand) -> Result<Operand, Fail> {
        if left.class == Class::Null || right.class == Class::Null {
            return Ok(Operand::new("NULL", Class::Null));
        }
        if !left.class.is_number() || !right.class.is_number() {
            return Err(incompatible(operator, &left, &right));
        }
        let (left, right) = self.same_number(left, right);
        let (name, symbol) = match operator {
            Operator::Add => ("add", "+"),
            Operator::Sub => ("sub", "-"),
            Operator::Mul => ("mul", "*"),
            Operator::Div => ("div", "/"),
            _ => ("mod", "%"),
        };
        let (class, a, b) = (left.class, left.sql, right.sql);
        let sql = match class {
            Class::Int => format!("edm_int_{name}({a}, {b})"),
            Class::Decimal => format!("edm_decimal_{name}({a}, {b})"),
            _ if matches!(name, "mod" | "div") => format!("edm_double_{name}({a}, {b})"),
            _ => format!("({a} {symbol} {b})"),
        };
        Ok(Operand::new(sql, class))
    }

    /// `-Age`
    pub(super) fn negate(&mut self, inner: &Expression) -> Result<Operand, Fail> {
        let inner = self.operand(inner)?;
        let sql = match inner.class {
            Class::Int => format!("edm_int_sub(0, {})", inner.sql),
            Class::Decimal => format!("edm_decimal_sub('0', {})", inner.sql),
            Class::Double | Class::Duration => format!("(-{})", inner.sql),
            Class::Null => return Ok(inner),
            _ => {
                return Err(Fail::Query(format!(
                    "A unary operator with an incompatible type was detected. Found operand type '{}' for operator kind 'Negate'.",
                    inner.edm
                )));
            }
        };
        Ok(Operand::new(sql, inner.class))
    }
}
