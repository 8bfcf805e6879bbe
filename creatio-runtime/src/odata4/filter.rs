//! Conditions and expressions (`$filter`, `$orderby`).

use super::{Refusal, Speech, Spelled, literal};
use crate::query::tree::{Arithmetic, Comparison, Emptiness, Function, Literal, Node, Quantifier};
use crate::{Dialect, Member, PathError, WirePath};

type Result<T> = std::result::Result<T, Refusal>;

pub(super) fn write(node: &Node, speech: Speech) -> Result<Spelled> {
    let mut writer = Writer { out: Spelled::default(), speech, depth: 0 };
    writer.node(node, Binding::Or)?;
    Ok(writer.out)
}

/// How tightly an operator binds, the loosest first (OData 4 Part 2, 5.1.1.17).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Equality,
    Relation,
    Sum,
    Product,
    Unary,
    Value,
}

struct Writer {
    out: Spelled,
    speech: Speech,
    /// Inside of how many lambdas this is.
    depth: usize,
}

impl Writer {
    /// Writes a node, in parentheses when it binds less tightly than its place asks for.
    fn node(&mut self, node: &Node, at_least: Binding) -> Result<()> {
        if self.binding(node) >= at_least {
            return self.bare(node);
        }
        self.sign("(");
        self.bare(node)?;
        self.sign(")");
        Ok(())
    }

    fn binding(&self, node: &Node) -> Binding {
        match node {
            Node::Any(nodes) if !nodes.is_empty() => Binding::Or,
            Node::OneOf(_, others) if self.natively_in(others) => Binding::Relation,
            Node::OneOf(_, others) if others.len() > 1 => Binding::Or,
            Node::IsEmpty(_, emptiness) if self.writes_both(*emptiness) => Binding::Or,
            Node::All(nodes) if !nodes.is_empty() => Binding::And,
            Node::OneOf(..) | Node::IsEmpty(..) => Binding::Equality,
            Node::Compare(Comparison::Eq | Comparison::Ne, _) => Binding::Equality,
            Node::Compare(..) => Binding::Relation,
            Node::Compute(Arithmetic::Add | Arithmetic::Sub, _) => Binding::Sum,
            Node::Compute(..) => Binding::Product,
            Node::Not(inside) => match **inside {
                Node::IsEmpty(_, emptiness) if self.writes_both(emptiness) => Binding::And,
                Node::IsEmpty(..) => Binding::Equality,
                _ => Binding::Unary,
            },
            _ => Binding::Value,
        }
    }

    fn bare(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Column(path) => self.column(path),
            Node::Literal(value) => {
                literal::write(&mut self.out, value, Spelled::syntax);
                Ok(())
            }
            Node::Now => {
                self.sign("now()");
                Ok(())
            }
            Node::Call(function, arguments) => self.call(*function, arguments),
            Node::Compute(arithmetic, sides) => self.operator(sides, computing(*arithmetic), self.binding(node), true),
            Node::Compare(comparison, sides) => self.operator(sides, comparing(*comparison), self.binding(node), false),
            Node::OneOf(left, others) => self.one_of(left, others),
            Node::IsEmpty(left, emptiness) => self.empty(left, *emptiness, [" eq ", " or "]),
            Node::All(nodes) if nodes.is_empty() => self.constant("true"),
            Node::Any(nodes) if nodes.is_empty() => self.constant("false"),
            Node::All(nodes) => self.chain(nodes, " and ", Binding::And),
            Node::Any(nodes) => self.chain(nodes, " or ", Binding::Or),
            Node::Not(inside) => match &**inside {
                Node::IsEmpty(left, emptiness) => self.empty(left, *emptiness, [" ne ", " and "]),
                inside => {
                    self.sign("not ");
                    self.node(inside, Binding::Value)
                }
            },
            Node::Rows(quantifier, path, condition) => self.rows(*quantifier, path, condition),
            Node::TooDeep => Err(Refusal::TooDeep),
            Node::Raw(text) => {
                self.sign("(");
                self.out.data(text);
                self.sign(")");
                Ok(())
            }
        }
    }

    fn sign(&mut self, text: &str) {
        self.out.syntax(text);
    }

    fn constant(&mut self, word: &str) -> Result<()> {
        self.sign(word);
        Ok(())
    }

    /// Both sides of an operator. Those that compute associate to the left; comparisons do not at
    /// all, so that both of their sides must bind more tightly.
    fn operator(&mut self, [left, right]: &[Node; 2], word: &str, binding: Binding, to_the_left: bool) -> Result<()> {
        let tighter = match binding {
            Binding::Sum => Binding::Product,
            Binding::Product => Binding::Unary,
            _ => Binding::Sum,
        };
        self.node(left, if to_the_left { binding } else { tighter })?;
        self.sign(word);
        self.node(right, tighter)
    }

    fn chain(&mut self, nodes: &[Node], word: &str, binding: Binding) -> Result<()> {
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                self.sign(word);
            }
            self.node(node, binding)?;
        }
        Ok(())
    }

    fn call(&mut self, function: Function, arguments: &[Node]) -> Result<()> {
        self.sign(name(function));
        self.sign("(");
        self.list(arguments)?;
        self.sign(")");
        Ok(())
    }

    fn list(&mut self, nodes: &[Node]) -> Result<()> {
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                self.sign(",");
            }
            self.node(node, Binding::Sum)?;
        }
        Ok(())
    }

    /// `in` takes literals and came with OData 4.01. All live clients of Creatio expand it to `or`
    /// (creatio-http facts B.4), so that is what it gets.
    fn natively_in(&self, others: &[Node]) -> bool {
        self.speech.in_operator && others.iter().all(|node| matches!(node, Node::Literal(_)))
    }

    fn one_of(&mut self, left: &Node, others: &[Node]) -> Result<()> {
        if self.natively_in(others) {
            self.node(left, Binding::Sum)?;
            self.sign(" in (");
            self.list(others)?;
            self.sign(")");
            return Ok(());
        }
        for (i, other) in others.iter().enumerate() {
            if i > 0 {
                self.sign(" or ");
            }
            self.node(left, Binding::Sum)?;
            self.sign(" eq ");
            self.node(other, Binding::Sum)?;
        }
        Ok(())
    }

    /// Whether an empty text is asked for in both of its forms.
    fn writes_both(&self, emptiness: Emptiness) -> bool {
        self.speech.dialect == Dialect::Creatio && emptiness == Emptiness::Text
    }

    /// Whether Creatio compares an empty lookup or date to null is not established; a live client
    /// writes `eq null` (creatio-http facts B.3). Text is `''` in what it answers, and null in
    /// tables that a column was added to.
    fn empty(&mut self, left: &Node, emptiness: Emptiness, [compare, join]: [&str; 2]) -> Result<()> {
        self.node(left, Binding::Sum)?;
        self.sign(compare);
        self.sign("null");
        if self.writes_both(emptiness) {
            self.sign(join);
            self.node(left, Binding::Sum)?;
            self.sign(compare);
            literal::write(&mut self.out, &Literal::Text(String::new()), Spelled::syntax);
        }
        Ok(())
    }

    fn column(&mut self, path: &std::result::Result<Box<WirePath>, PathError>) -> Result<()> {
        let path = path.as_ref().map_err(|error| Refusal::Path(*error))?;
        self.variable();
        let text = match path.last {
            // Creatio cannot filter by a lookup's id column, "Column by path AccountId not found in
            // schema Contact" (creatio-http facts B.4): it is asked for through the lookup.
            Member::Column(column) if self.speech.dialect == Dialect::Creatio => match column.lookup {
                Some((lookup, referenced)) => through(path, &[lookup, referenced]),
                None => path.to_string(),
            },
            _ => path.to_string(),
        };
        self.sign(&text);
        Ok(())
    }

    /// The variable of the lambda that this is in, which its columns belong to.
    fn variable(&mut self) {
        if let Some(variable) = self.depth.checked_sub(1) {
            let text = format!("{}/", lambda(variable));
            self.sign(&text);
        }
    }

    fn rows(
        &mut self,
        quantifier: Quantifier,
        path: &std::result::Result<Box<WirePath>, PathError>,
        condition: &Node,
    ) -> Result<()> {
        let path = path.as_ref().map_err(|error| Refusal::Path(*error))?;
        if !self.speech.lambdas {
            return Err(Refusal::Lambda(path.to_string()));
        }
        self.variable();
        self.sign(&path.to_string());
        self.sign(match quantifier {
            Quantifier::Any => "/any(",
            Quantifier::All => "/all(",
        });
        if (quantifier, condition.constant()) != (Quantifier::Any, Some(true)) {
            let variable = format!("{}:", lambda(self.depth));
            self.sign(&variable);
            self.depth += 1;
            self.node(condition, Binding::Or)?;
            self.depth -= 1;
        }
        self.sign(")");
        Ok(())
    }
}

/// The names of lambda variables, from the outermost in.
fn lambda(depth: usize) -> String {
    if depth == 0 { "d".to_owned() } else { format!("d{depth}") }
}

/// The path with its last name replaced.
fn through(path: &WirePath, end: &[&str]) -> String {
    let whole = path.to_string();
    match whole.rfind('/') {
        Some(slash) => format!("{}/{}", &whole[..slash], end.join("/")),
        None => end.join("/"),
    }
}

fn comparing(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Eq => " eq ",
        Comparison::Ne => " ne ",
        Comparison::Gt => " gt ",
        Comparison::Ge => " ge ",
        Comparison::Lt => " lt ",
        Comparison::Le => " le ",
        Comparison::Has => " has ",
    }
}

fn computing(arithmetic: Arithmetic) -> &'static str {
    match arithmetic {
        Arithmetic::Add => " add ",
        Arithmetic::Sub => " sub ",
        Arithmetic::Mul => " mul ",
        Arithmetic::Div => " div ",
        Arithmetic::Mod => " mod ",
    }
}

fn name(function: Function) -> &'static str {
    match function {
        Function::Contains => "contains",
        Function::StartsWith => "startswith",
        Function::EndsWith => "endswith",
        Function::Length => "length",
        Function::ToLower => "tolower",
        Function::ToUpper => "toupper",
        Function::Trim => "trim",
        Function::Concat => "concat",
        Function::IndexOf => "indexof",
        Function::Substring => "substring",
        Function::Year => "year",
        Function::Month => "month",
        Function::Day => "day",
        Function::Hour => "hour",
        Function::Minute => "minute",
        Function::Second => "second",
        Function::Date => "date",
        Function::Time => "time",
        Function::Round => "round",
        Function::Floor => "floor",
        Function::Ceiling => "ceiling",
    }
}
