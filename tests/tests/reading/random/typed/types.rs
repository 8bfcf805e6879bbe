//! Columns and functions by what they hold.

use creatio_runtime::Calculated;
use creatio_runtime::Path;
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;

use super::super::model::{Color, Kind, Thing};
use super::roots::Root;
use super::side::Side;
use crate::random::tree::{Arithmetic, Expression as Tree, Function, Lookup as Hop, Node};
use crate::random::value::{Type, Value};

/// An expression of a type that the tree says it has.
pub(super) fn side<R: Root, T: Typed>(tree: &Tree) -> Side<R, T> {
    match &tree.node {
        Node::Column(path, name) if path.is_empty() => R::own(name),
        Node::Column(path, name) if T::of_thing_has(name, path) => Side::Far(T::far_thing(path, name)),
        Node::Column(path, name) => Side::Far(T::far_kind(path, name)),
        Node::Literal(value) => Side::Literal(T::literal(value)),
        Node::Call(function, arguments) => Side::Calculated(T::call(*function, arguments)),
        Node::Compute(arithmetic, sides) => Side::Calculated(T::compute(*arithmetic, &sides[0], &sides[1])),
    }
}

/// A type that columns have.
pub(super) trait Typed: Sized + 'static {
    fn of_thing(name: &str) -> Side<Thing, Self>;
    fn of_kind(name: &str) -> Side<Kind, Self>;
    fn far_thing<R: Root>(path: &[Hop], name: &str) -> Path<R, Option<Self>>;
    fn far_kind<R: Root>(path: &[Hop], name: &str) -> Path<R, Option<Self>>;
    fn literal(value: &Value) -> Self;
    fn call<R: Root>(function: Function, arguments: &[Tree]) -> Calculated<R, Self>;
    fn compute<R: Root>(arithmetic: Arithmetic, left: &Tree, right: &Tree) -> Calculated<R, Self>;

    /// Whether the path ends at a thing: a kind's lookup alone leads to none but things.
    fn of_thing_has(_: &str, path: &[Hop]) -> bool {
        path.last() != Some(&Hop::Kind)
    }
}

/// The functions that give values of a type.
macro_rules! nothing {
    ($T:ty, $what:expr, $($arguments:expr),*) => {{
        $(let _ = $arguments;)*
        panic!("{:?} gives no such value", $what)
    }};
}

macro_rules! text {
    ($T:ty, $function:expr, $arguments:expr) => {{
        let text = side::<R, String>(&$arguments[0]);
        match $function {
            Function::Lower => each!(text, text => text.lower()),
            Function::Upper => each!(text, text => text.upper()),
            Function::Trim => each!(text, text => text.trim()),
            Function::Substring(start, length) => each!(text, text => text.substring(start, length)),
            Function::Concat => {
                let other = side::<R, String>(&$arguments[1]);
                each!(text, text => every!(other, other => text.concat(other)))
            }
            other => panic!("{other:?} gives no text"),
        }
    }};
}

macro_rules! whole {
    ($T:ty, $function:expr, $arguments:expr) => {{
        let of = &$arguments[0];
        match $function {
            Function::Length => each!(side::<R, String>(of), text => text.length()),
            Function::IndexOf => {
                let part = side::<R, String>(&$arguments[1]);
                each!(side::<R, String>(of), text => every!(part, part => text.index_of(part)))
            }
            Function::Year if of.ty == Type::Day => each!(side::<R, Date>(of), day => day.year()),
            Function::Month if of.ty == Type::Day => each!(side::<R, Date>(of), day => day.month()),
            Function::Day if of.ty == Type::Day => each!(side::<R, Date>(of), day => day.day()),
            Function::Hour if of.ty == Type::Clock => each!(side::<R, Time>(of), clock => clock.hour()),
            Function::Minute if of.ty == Type::Clock => each!(side::<R, Time>(of), clock => clock.minute()),
            Function::Second if of.ty == Type::Clock => each!(side::<R, Time>(of), clock => clock.second()),
            Function::Year => each!(side::<R, Timestamp>(of), moment => moment.year()),
            Function::Month => each!(side::<R, Timestamp>(of), moment => moment.month()),
            Function::Day => each!(side::<R, Timestamp>(of), moment => moment.day()),
            Function::Hour => each!(side::<R, Timestamp>(of), moment => moment.hour()),
            Function::Minute => each!(side::<R, Timestamp>(of), moment => moment.minute()),
            Function::Second => each!(side::<R, Timestamp>(of), moment => moment.second()),
            other => panic!("{other:?} gives no whole number"),
        }
    }};
}

macro_rules! rounded {
    ($T:ty, $function:expr, $arguments:expr) => {{
        let number = side::<R, $T>(&$arguments[0]);
        match $function {
            Function::Round => each!(number, number => number.round()),
            Function::Floor => each!(number, number => number.floor()),
            Function::Ceiling => each!(number, number => number.ceiling()),
            other => panic!("{other:?} gives no such number"),
        }
    }};
}

macro_rules! date {
    ($T:ty, $function:expr, $arguments:expr) => {
        match $function {
            Function::Date => each!(side::<R, Timestamp>(&$arguments[0]), moment => moment.date()),
            other => panic!("{other:?} gives no date"),
        }
    };
}

macro_rules! time {
    ($T:ty, $function:expr, $arguments:expr) => {
        match $function {
            Function::Time => each!(side::<R, Timestamp>(&$arguments[0]), moment => moment.time()),
            other => panic!("{other:?} gives no time"),
        }
    };
}

macro_rules! number {
    ($T:ty, $arithmetic:expr, $left:expr, $right:expr) => {{
        let (left, right) = (side::<R, $T>($left), side::<R, $T>($right));
        match $arithmetic {
            Arithmetic::Add => each!(left, left => every!(right, right => left.add(right))),
            Arithmetic::Sub => each!(left, left => every!(right, right => left.sub(right))),
            Arithmetic::Mul => each!(left, left => every!(right, right => left.mul(right))),
            Arithmetic::Div => each!(left, left => every!(right, right => left.div(right))),
            Arithmetic::Rem => each!(left, left => every!(right, right => left.rem(right))),
        }
    }};
}

/// Columns by type and name, and how a literal is made of a value.
macro_rules! typed {
    ($(
        $T:ty: Thing[$($thing:literal => $THING:ident),*] Kind[$($kind:literal => $KIND:ident),*]
        $literal:pat => $made:expr; call $call:ident; compute $compute:ident;
    )*) => {
        $(impl Typed for $T {
            fn of_thing(name: &str) -> Side<Thing, Self> {
                match name {
                    $($thing => Thing::$THING.into(),)*
                    _ => panic!("things have no {name}"),
                }
            }

            fn of_kind(name: &str) -> Side<Kind, Self> {
                match name {
                    $($kind => Kind::$KIND.into(),)*
                    _ => panic!("kinds have no {name}"),
                }
            }

            fn far_thing<R: Root>(path: &[Hop], name: &str) -> Path<R, Option<Self>> {
                match name {
                    $($thing => R::thing(path, Thing::$THING),)*
                    _ => panic!("things have no {name}"),
                }
            }

            #[allow(unused_variables, reason = "kinds do not have columns of every type")]
            fn far_kind<R: Root>(path: &[Hop], name: &str) -> Path<R, Option<Self>> {
                match name {
                    $($kind => R::kind(path, Kind::$KIND),)*
                    _ => panic!("kinds have no {name}"),
                }
            }

            fn literal(value: &Value) -> Self {
                match value {
                    $literal => $made,
                    other => panic!("{other:?} is of another type"),
                }
            }

            fn call<R: Root>(function: Function, arguments: &[Tree]) -> Calculated<R, Self> {
                $call!(Self, function, arguments)
            }

            fn compute<R: Root>(arithmetic: Arithmetic, left: &Tree, right: &Tree) -> Calculated<R, Self> {
                $compute!(Self, arithmetic, left, right)
            }
        })*
    };
}

typed! {
    String: Thing["Text" => TEXT, "MaybeText" => MAYBE_TEXT] Kind["Name" => NAME, "Note" => NOTE]
        Value::Text(text) => text.clone(); call text; compute nothing;
    i32: Thing["Whole" => WHOLE, "MaybeWhole" => MAYBE_WHOLE] Kind["Rank" => RANK]
        Value::Integer(number) => i32::try_from(*number).expect("of 32 bits"); call whole; compute number;
    i16: Thing["Short" => SHORT, "MaybeShort" => MAYBE_SHORT] Kind[]
        Value::Integer(number) => i16::try_from(*number).expect("of 16 bits"); call nothing; compute number;
    i64: Thing["Long" => LONG, "MaybeLong" => MAYBE_LONG] Kind[]
        Value::Integer(number) => *number; call nothing; compute number;
    Decimal: Thing["Money" => MONEY, "MaybeMoney" => MAYBE_MONEY] Kind[]
        Value::Decimal(number) => *number; call rounded; compute number;
    f64: Thing["Real" => REAL, "MaybeReal" => MAYBE_REAL] Kind[]
        Value::Double(number) => *number; call rounded; compute number;
    bool: Thing["Flag" => FLAG, "MaybeFlag" => MAYBE_FLAG] Kind[]
        Value::Flag(flag) => *flag; call nothing; compute nothing;
    Uuid: Thing[
            "Id" => ID, "Guid" => GUID, "MaybeGuid" => MAYBE_GUID, "ParentId" => PARENT_ID, "KindId" => KIND_ID
        ] Kind["Id" => ID, "MainId" => MAIN_ID]
        Value::Guid(id) => *id; call nothing; compute nothing;
    Timestamp: Thing["Moment" => MOMENT, "MaybeMoment" => MAYBE_MOMENT] Kind["Since" => SINCE]
        Value::Moment(moment) => *moment; call nothing; compute nothing;
    Date: Thing["Day" => DAY, "MaybeDay" => MAYBE_DAY] Kind[]
        Value::Day(day) => *day; call date; compute nothing;
    Time: Thing["Clock" => CLOCK, "MaybeClock" => MAYBE_CLOCK] Kind[]
        Value::Clock(clock) => *clock; call time; compute nothing;
    Color: Thing["Color" => COLOR, "MaybeColor" => MAYBE_COLOR] Kind[]
        Value::Color(name) => color(name); call nothing; compute nothing;
}

pub(super) fn color(name: &str) -> Color {
    match name {
        "Amber" => Color::Amber,
        "Blue" => Color::Blue,
        "Cyan" => Color::Cyan,
        other => panic!("{other} is no color"),
    }
}
