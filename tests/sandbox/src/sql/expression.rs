//! Expressions as SQL.

use super::Builder;
use super::operand::{Class, Operand};
use crate::edm::{ZERO_GUID, double};
use crate::fail::Fail;
use crate::oddity::Oddity;
use crate::query::{Expression, Literal, Operator};
use crate::store::column_name;

impl Builder<'_> {
    /// An expression that must be true or false.
    pub(super) fn condition(&mut self, expression: &Expression) -> Result<String, Fail> {
        let operand = self.operand(expression)?;
        match operand.class {
            Class::Bool | Class::Null => Ok(operand.sql),
            _ => Err(Fail::Query(format!(
                "The $filter expression must evaluate to a single boolean value, found '{}'.",
                operand.edm
            ))),
        }
    }

    /// Any expression.
    pub(super) fn operand(&mut self, expression: &Expression) -> Result<Operand, Fail> {
        match expression {
            Expression::Literal(literal) => self.literal(literal),
            Expression::Path(path) => self.column(path),
            Expression::And(parts) => self.list(parts, "AND"),
            Expression::Or(parts) => self.list(parts, "OR"),
            Expression::Not(inner) => {
                let inner = self.operand(inner)?;
                if !matches!(inner.class, Class::Bool | Class::Null) {
                    return Err(Fail::Query(format!(
                        "A unary operator with an incompatible type was detected. Found operand type '{}' for operator kind 'Not'.",
                        inner.edm
                    )));
                }
                Ok(Operand::new(format!("(NOT {})", inner.sql), Class::Bool))
            }
            Expression::Negate(inner) => self.negate(inner),
            Expression::Binary(operator, left, right) => {
                let (left, right) = (self.operand(left)?, self.operand(right)?);
                match operator.level() {
                    _ if *operator == Operator::Has => self.has_flags(&left, &right),
                    0 => self.compare(*operator, left, right),
                    _ => self.calculate(*operator, left, right),
                }
            }
            Expression::In(left, list) => self.in_list(left, list),
            Expression::Call(name, arguments) => self.call(name, arguments),
            Expression::Lambda { path, is_all, variable } => {
                self.lambda(path, *is_all, variable.as_ref().map(|(name, body)| (name.as_str(), &**body)))
            }
        }
    }

    fn literal(&mut self, literal: &Literal) -> Result<Operand, Fail> {
        Ok(match literal {
            Literal::Null => Operand::new("NULL", Class::Null),
            Literal::Bool(value) => Operand::new(self.bind(i64::from(*value)), Class::Bool),
            Literal::Int(digits) => {
                let mut operand = match digits.parse::<i64>() {
                    Ok(value) => Operand::new(self.bind(value), Class::Int),
                    Err(_) => Operand::new(self.bind(digits.clone()), Class::Decimal),
                };
                operand.digits = Some(digits.clone());
                operand
            }
            Literal::Decimal(digits) => {
                let mut operand = Operand::new(self.bind(digits.clone()), Class::Decimal);
                operand.digits = Some(digits.clone());
                operand
            }
            Literal::Double(digits) => {
                let value = double(digits).unwrap_or(f64::NAN);
                let mut operand = Operand::new(self.bind(value), Class::Double);
                operand.digits = Some(digits.clone());
                operand
            }
            Literal::Guid(value) => {
                let mut operand = Operand::new(self.bind(value.clone()), Class::Guid);
                operand.is_zero_guid = value == ZERO_GUID;
                operand
            }
            Literal::DateTime(value) => Operand::new(self.bind(value.clone()), Class::DateTime),
            Literal::Date(value) => Operand::new(self.bind(value.clone()), Class::Date),
            Literal::Time(value) => Operand::new(self.bind(value.clone()), Class::Time),
            Literal::Duration(ticks) => Operand::new(self.bind(*ticks), Class::Duration),
            Literal::Text(value) => Operand::new(self.bind(value.clone()), Class::Text),
            Literal::Enum(type_name, member) => {
                let mut operand = Operand::new(self.bind(member.clone()), Class::Enum);
                operand.edm = type_name.clone();
                operand
            }
        })
    }

    fn list(&mut self, parts: &[Expression], word: &str) -> Result<Operand, Fail> {
        let mut conditions = Vec::new();
        for part in parts {
            let operand = self.operand(part)?;
            if !matches!(operand.class, Class::Bool | Class::Null) {
                return Err(Fail::Query(format!(
                    "A binary operator with incompatible types was detected. Found operand types '{}' and 'Edm.Boolean' for operator kind '{}'.",
                    operand.edm,
                    if word == "OR" { "Or" } else { "And" }
                )));
            }
            conditions.push(operand.sql);
        }
        Ok(Operand::new(balanced(&conditions, word), Class::Bool))
    }

    fn in_list(&mut self, left: &Expression, list: &[Expression]) -> Result<Operand, Fail> {
        if !self.on(Oddity::InOperator) {
            return Err(Fail::Query("Syntax error: the operator 'in' is not known.".into()));
        }
        if list.is_empty() {
            return Err(Fail::Query("The list of 'in' is empty.".into()));
        }
        let mut conditions = Vec::new();
        for item in list {
            let (left, right) = (self.operand(left)?, self.operand(item)?);
            conditions.push(self.compare(Operator::Eq, left, right)?.sql);
        }
        Ok(Operand::new(balanced(&conditions, "OR"), Class::Bool))
    }

    fn lambda(
        &mut self,
        path: &[String],
        is_all: bool,
        variable: Option<(&str, &Expression)>,
    ) -> Result<Operand, Fail> {
        if !self.on(Oddity::Lambdas) {
            let name = path.last().map(String::as_str).unwrap_or_default();
            return Err(Fail::Unhandled {
                message: format!("Any and All are not supported, found on {name}."),
                kind: "System.NotSupportedException",
            });
        }
        let (parent, link) = self.details(path)?;
        let name = variable.map(|(name, _)| name).unwrap_or_default();
        if self.scopes.iter().any(|scope| !name.is_empty() && scope.variable == name) {
            return Err(Fail::Query(format!("The range variable '{name}' has already been declared.")));
        }
        self.searched.extend(link.on.iter().map(|(_, theirs)| (link.target, *theirs)));
        let child = self.open(name, link.target);
        let body = variable.map(|(_, body)| self.condition(body)).transpose()?;
        let from = self.close();
        let mut conditions: Vec<String> = link
            .on
            .iter()
            .map(|(own, theirs)| {
                format!("{}.{} = {}.{}", child.alias, column_name(*theirs), parent.alias, column_name(*own))
            })
            .collect();
        let body = body.map(|body| if is_all { format!("NOT COALESCE({body}, 0)") } else { body });
        conditions.extend(body);
        let not = if is_all { "NOT " } else { "" };
        let sql = format!("({not}EXISTS (SELECT 1 FROM {from} WHERE {}))", conditions.join(" AND "));
        Ok(Operand::new(sql, Class::Bool))
    }
}

/// Joins conditions as a balanced tree: SQLite limits how deep an expression is, not how long.
fn balanced(parts: &[String], word: &str) -> String {
    match parts {
        [] => "1".to_owned(),
        [one] => one.clone(),
        _ => {
            let (left, right) = parts.split_at(parts.len() / 2);
            format!("({} {word} {})", balanced(left, word), balanced(right, word))
        }
    }
}

/// The message for a function that there is not.
pub(super) fn no_function(name: &str) -> Fail {
    Fail::Query(format!(
        "An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed."
    ))
}
