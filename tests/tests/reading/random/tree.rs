//! Filters as trees of the test's own, and random ones.

use super::choices::Choices;
use super::value::{Type, Value};

/// The entity whose rows a tree is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    Thing,
    Kind,
}

/// A lookup: `Parent` and `Kind` are those of a thing, `Main` is that of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    Parent,
    Kind,
    Main,
}

/// Details: the first two are a thing's, the last is a kind's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Details {
    ThingByParent,
    KindByMain,
    ThingByKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
}

/// A function that gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Length,
    IndexOf,
    Lower,
    Upper,
    Trim,
    Concat,
    Substring(u32, Option<u32>),
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Date,
    Time,
    Round,
    Floor,
    Ceiling,
}

/// A function that is true or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Contains,
    StartsWith,
    EndsWith,
}

/// An expression of a type.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) ty: Type,
    pub(crate) node: Node,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Column(Vec<Lookup>, &'static str),
    Literal(Value),
    Call(Function, Vec<Expression>),
    Compute(Arithmetic, Box<[Expression; 2]>),
}

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Compare(Comparison, Expression, Expression),
    OneOf(Expression, Vec<Value>),
    Test(Test, Expression, Expression),
    IsEmpty(Expression),
    IsSet(Expression),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    AnyRow(Vec<Lookup>, Details, Box<Tree>),
    AllRows(Vec<Lookup>, Details, Box<Tree>),
}

impl Root {
    /// Lookups of the entity and what they lead to.
    fn lookups(self) -> &'static [(Lookup, Self)] {
        match self {
            Self::Thing => &[(Lookup::Parent, Self::Thing), (Lookup::Kind, Self::Kind)],
            Self::Kind => &[(Lookup::Main, Self::Thing)],
        }
    }

    fn details(self) -> &'static [(Details, Self)] {
        match self {
            Self::Thing => &[(Details::ThingByParent, Self::Thing), (Details::KindByMain, Self::Kind)],
            Self::Kind => &[(Details::ThingByKind, Self::Thing)],
        }
    }

    /// Columns of a type. The first is always filled, and tame.
    pub(crate) fn columns(self, ty: Type) -> &'static [&'static str] {
        match (self, ty) {
            (Self::Thing, Type::Text) => &["Text", "MaybeText"],
            (Self::Thing, Type::Whole) => &["Whole", "MaybeWhole"],
            (Self::Thing, Type::Short) => &["Short", "MaybeShort"],
            (Self::Thing, Type::Long) => &["Long", "MaybeLong"],
            (Self::Thing, Type::Money) => &["Money", "MaybeMoney"],
            (Self::Thing, Type::Real) => &["Real", "MaybeReal"],
            (Self::Thing, Type::Flag) => &["Flag", "MaybeFlag"],
            (Self::Thing, Type::Guid) => &["Guid", "MaybeGuid", "ParentId", "KindId", "Id"],
            (Self::Thing, Type::Moment) => &["Moment", "MaybeMoment"],
            (Self::Thing, Type::Day) => &["Day", "MaybeDay"],
            (Self::Thing, Type::Clock) => &["Clock", "MaybeClock"],
            (Self::Thing, Type::Color) => &["Color", "MaybeColor"],
            (Self::Kind, Type::Text) => &["Name", "Note"],
            (Self::Kind, Type::Whole) => &["Rank"],
            (Self::Kind, Type::Guid) => &["Id", "MainId"],
            (Self::Kind, Type::Moment) => &["Since"],
            (Self::Kind, _) => &[],
        }
    }
}

/// Makes random trees.
pub(crate) struct Grower<'c, I> {
    pub(crate) choices: &'c mut Choices<I>,
    /// Literals that rows have, so that some comparisons come true.
    pub(crate) ids: Vec<Value>,
}

impl<I: Iterator<Item = u16>> Grower<'_, I> {
    /// A condition on rows of `root`, no deeper than that.
    pub(crate) fn tree(&mut self, root: Root, depth: usize) -> Tree {
        let kinds = if depth == 0 { 5 } else { 11 };
        match self.choices.below(kinds) {
            0 | 1 => self.compare(root),
            2 => {
                let left = self.expression(root, 1);
                let others = (0..self.choices.below(4)).map(|_| self.literal(left.ty)).collect();
                Tree::OneOf(left, others)
            }
            3 => {
                let test = self.choices.one(&[Test::Contains, Test::StartsWith, Test::EndsWith]);
                let text = self.typed(root, Type::Text, 1);
                Tree::Test(test, text, self.operand(root, Type::Text, 1))
            }
            4 => {
                let ty = self.choices.one(&Type::ALL);
                // What is computed is asked for emptiness where it is text, which alone can be empty and not null.
                let of = if ty == Type::Text { self.typed(root, ty, 1) } else { self.column(root, ty, false) };
                if self.choices.once_in(2) { Tree::IsSet(of) } else { Tree::IsEmpty(of) }
            }
            5 | 6 => Tree::All(self.trees(root, depth)),
            7 | 8 => Tree::Any(self.trees(root, depth)),
            9 => Tree::Not(Box::new(self.tree(root, depth - 1))),
            _ => {
                let (path, end) = self.path(root, 2);
                let (details, child) = self.choices.one(end.details());
                let condition = Box::new(self.tree(child, depth - 1));
                match self.choices.below(2) {
                    0 => Tree::AnyRow(path, details, condition),
                    _ => Tree::AllRows(path, details, condition),
                }
            }
        }
    }

    /// From none to three; what holds of none is known without asking.
    fn trees(&mut self, root: Root, depth: usize) -> Vec<Tree> {
        let count = self.choices.one(&[2, 2, 3, 1, 0]);
        (0..count).map(|_| self.tree(root, depth - 1)).collect()
    }

    fn compare(&mut self, root: Root) -> Tree {
        use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
        let left = self.expression(root, 3);
        let comparison = self.choices.one(if left.ty.is_ordered() { &[Eq, Ne, Gt, Ge, Lt, Le] } else { &[Eq, Ne] });
        let right = self.operand(root, left.ty, 3);
        Tree::Compare(comparison, left, right)
    }

    /// An expression of any type that is no literal. Text and numbers have the most to go wrong.
    pub(crate) fn expression(&mut self, root: Root, depth: usize) -> Expression {
        let ty = match self.choices.below(2) {
            0 => self.choices.one(&[Type::Text, Type::Whole, Type::Money]),
            _ => self.choices.one(&Type::ALL),
        };
        self.typed(root, ty, depth)
    }

    /// What stands on the right: a literal as often as not.
    fn operand(&mut self, root: Root, ty: Type, depth: usize) -> Expression {
        match self.choices.once_in(2) {
            false => Expression { ty, node: Node::Literal(self.literal(ty)) },
            true => self.typed(root, ty, depth - 1),
        }
    }

    fn literal(&mut self, ty: Type) -> Value {
        if ty == Type::Guid && self.choices.once_in(2) {
            return self.choices.one(&self.ids);
        }
        Value::choose(ty, false, self.choices)
    }

    fn typed(&mut self, root: Root, ty: Type, depth: usize) -> Expression {
        use Function::{
            Ceiling, Concat, Date, Day, Floor, Hour, IndexOf, Length, Lower, Minute, Month, Round, Second, Substring,
            Time, Trim, Upper, Year,
        };
        if depth == 0 || self.choices.below(3) == 0 {
            return self.column(root, ty, false);
        }
        if ty.is_number() && self.choices.below(3) > 0 {
            return self.compute(root, ty, depth);
        }
        match ty {
            Type::Text => match self.choices.below(5) {
                0 => self.call(Lower, root, ty, &[Type::Text], depth),
                1 => self.call(Upper, root, ty, &[Type::Text], depth),
                2 => self.call(Trim, root, ty, &[Type::Text], depth),
                3 => self.call(Concat, root, ty, &[Type::Text, Type::Text], depth),
                _ => {
                    let (start, length) = (self.choices.below(4) as u32, self.choices.below(4) as u32);
                    let length = self.choices.once_in(2).then_some(length);
                    self.call(Substring(start, length), root, ty, &[Type::Text], depth)
                }
            },
            Type::Whole => {
                let function = self.choices.one(&[Length, IndexOf, Year, Month, Day, Hour, Minute, Second]);
                let of = match function {
                    Length => &[Type::Text][..],
                    IndexOf => &[Type::Text, Type::Text],
                    Year | Month | Day => self.choices.one(&[&[Type::Moment][..], &[Type::Day]]),
                    _ => self.choices.one(&[&[Type::Moment][..], &[Type::Clock]]),
                };
                self.call(function, root, ty, of, depth)
            }
            Type::Money | Type::Real => {
                let function = self.choices.one(&[Round, Floor, Ceiling]);
                self.call(function, root, ty, &[ty], depth)
            }
            Type::Day => self.call(Date, root, ty, &[Type::Moment], depth),
            Type::Clock => self.call(Time, root, ty, &[Type::Moment], depth),
            _ => self.column(root, ty, false),
        }
    }

    fn call(&mut self, function: Function, root: Root, ty: Type, of: &[Type], depth: usize) -> Expression {
        let mut arguments = vec![self.typed(root, of[0], depth - 1)];
        arguments.extend(of.get(1).map(|ty| self.operand(root, *ty, depth)));
        Expression { ty, node: Node::Call(function, arguments) }
    }

    /// A calculation with numbers so small that no type overflows: what happens then is each service's own. So is a
    /// division by zero, and it is a literal that divides.
    fn compute(&mut self, root: Root, ty: Type, depth: usize) -> Expression {
        use Arithmetic::{Add, Div, Mul, Rem, Sub};
        let arithmetic = self.choices.one(&[Add, Sub, Mul, Div, Rem]);
        let side = |grower: &mut Self| match depth > 1 && grower.choices.below(3) > 0 {
            true => grower.compute(root, ty, depth - 1),
            false => grower.column(root, ty, true),
        };
        let left = side(self);
        let right = match arithmetic {
            Div | Rem => {
                let divisors = match ty {
                    Type::Money => [2, -3, 7].map(|number| Value::Decimal(number.into())),
                    Type::Real => [2.0, -0.5, 7.0].map(Value::Double),
                    _ => [2, -3, 7].map(Value::Integer),
                };
                Expression { ty, node: Node::Literal(self.choices.one(&divisors)) }
            }
            _ if self.choices.below(3) > 0 => side(self),
            _ => Expression { ty, node: Node::Literal(Value::choose(ty, true, self.choices)) },
        };
        Expression { ty, node: Node::Compute(arithmetic, Box::new([left, right])) }
    }

    /// A column, of the entity itself or through up to three lookups.
    fn column(&mut self, root: Root, ty: Type, tame: bool) -> Expression {
        let (mut path, mut end) = self.path(root, 3);
        if end.columns(ty).is_empty() {
            // Only things have columns of every type.
            path.push(Lookup::Main);
            end = Root::Thing;
        }
        let columns = end.columns(ty);
        let name = self.choices.one(if tame { &columns[..1] } else { columns });
        Expression { ty, node: Node::Column(path, name) }
    }

    fn path(&mut self, root: Root, longest: usize) -> (Vec<Lookup>, Root) {
        let (mut path, mut end) = (Vec::new(), root);
        for _ in 0..self.choices.one(&[0, 0, 0, 1, 2, 3]).min(longest) {
            let (lookup, to) = self.choices.one(end.lookups());
            path.push(lookup);
            end = to;
        }
        (path, end)
    }
}
