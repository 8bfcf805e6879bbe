//! Trees as filters, by the public API. Read twice, once beside the bindings of each dialect.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::{Date, Time};
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Calculated, ColumnType, Dialect, Many};

use super::model::{Color, Kind, Thing};
use crate::random::Question;
use crate::random::tree::{
    Arithmetic, Comparison, Details as Rows, Expression as Tree, Function, Lookup as Hop, Node, Test, Tree as Condition,
};
use crate::random::value::{COLORS, Type, Value};
use crate::random::world::Row;

/// The ids of the rows that a question is about, and how many rows meet its filter.
pub(crate) async fn answer(question: &Question, client: &Client) -> Result<(Vec<Uuid>, u64), creatio_runtime::Error> {
    let query = query(question);
    let ids = query.all(client).await?.into_iter().map(|(id,)| id).collect();
    Ok((ids, query.count(client).await?))
}

/// The query in OData's words.
pub(crate) fn shown(question: &Question) -> String {
    format!("{:?}", query(question))
}

/// The query for the ids of the rows that a question is about.
fn query(question: &Question) -> Query<Thing, (Uuid,)> {
    let mut query = Thing::query().filter(filter(&question.tree)).skip(question.skip);
    for (by, descending) in &question.order {
        query = query.order_by(order(by, *descending));
    }
    // Creatio is always asked for a total order; others are asked for what was said, so it is said to them.
    if Thing::META.dialect == Dialect::Standard {
        query = query.order_by(Thing::ID.asc());
    }
    if let Some(rows) = question.top {
        query = query.top(rows);
    }
    if let Some(rows) = question.page_size {
        query = query.page_size(rows);
    }
    query.select((Thing::ID,))
}

/// What expressions of a type can be.
enum Side<E, T> {
    Own(Column<E, T>),
    Maybe(Column<E, Option<T>>),
    Far(Path<E, Option<T>>),
    Calculated(Calculated<E, T>),
    Literal(T),
}

/// Does the same with whatever is no literal.
macro_rules! each {
    ($side:expr, $x:ident => $body:expr) => {
        match $side {
            Side::Own($x) => $body,
            Side::Maybe($x) => $body,
            Side::Far($x) => $body,
            Side::Calculated($x) => $body,
            Side::Literal(_) => panic!("a literal stands on the left"),
        }
    };
}

/// Does the same with whatever it is.
macro_rules! every {
    ($side:expr, $x:ident => $body:expr) => {
        match $side {
            Side::Own($x) => $body,
            Side::Maybe($x) => $body,
            Side::Far($x) => $body,
            Side::Calculated($x) => $body,
            Side::Literal($x) => $body,
        }
    };
}

// Whether a column is an `Option` is the dialect's matter.
impl<E, T> From<Column<E, T>> for Side<E, T> {
    fn from(column: Column<E, T>) -> Self {
        Self::Own(column)
    }
}

impl<E, T> From<Column<E, Option<T>>> for Side<E, T> {
    fn from(column: Column<E, Option<T>>) -> Self {
        Self::Maybe(column)
    }
}

impl<E, T> From<Path<E, Option<T>>> for Side<E, T> {
    fn from(column: Path<E, Option<T>>) -> Self {
        Self::Far(column)
    }
}

/// What is the same at both ends of a lookup: columns that are an `Option` already, and links.
trait Settled: ColumnType<Far = Self> {}
impl<T: ColumnType<Far = Self>> Settled for T {}

/// An entity that trees can be about.
trait Root: Entity {
    fn own<T: Typed>(name: &str) -> Side<Self, T>;

    /// A thing's column at the end of a path.
    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F>;

    /// A kind's column at the end of a path.
    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F>;

    /// A condition on the entity's own details.
    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self>;
}

impl Root for Thing {
    fn own<T: Typed>(name: &str) -> Side<Self, T> {
        T::of_thing(name)
    }

    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Parent] => Self::PARENT.at(column),
            [Hop::Parent, rest @ ..] => Self::PARENT.at(Thing::thing(rest, column)),
            [Hop::Kind, rest @ ..] => Self::KIND.at(Kind::thing(rest, column)),
            _ => panic!("{path:?} leads from a thing to no thing"),
        }
    }

    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Kind] => Self::KIND.at(column),
            [Hop::Kind, rest @ ..] => Self::KIND.at(Kind::kind(rest, column)),
            [Hop::Parent, rest @ ..] => Self::PARENT.at(Thing::kind(rest, column)),
            _ => panic!("{path:?} leads from a thing to no kind"),
        }
    }

    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self> {
        match details {
            Rows::ThingByParent => rows(Self::THING_BY_PARENT, any, tree),
            Rows::KindByMain => rows(Self::KIND_BY_MAIN, any, tree),
            Rows::ThingByKind => panic!("those are a kind's"),
        }
    }
}

impl Root for Kind {
    fn own<T: Typed>(name: &str) -> Side<Self, T> {
        T::of_kind(name)
    }

    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Main] => Self::MAIN.at(column),
            [Hop::Main, rest @ ..] => Self::MAIN.at(Thing::thing(rest, column)),
            _ => panic!("{path:?} leads from a kind to no thing"),
        }
    }

    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Main, rest @ ..] => Self::MAIN.at(Thing::kind(rest, column)),
            _ => panic!("{path:?} leads from a kind to no kind"),
        }
    }

    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self> {
        match details {
            Rows::ThingByKind => rows(Self::THING_BY_KIND, any, tree),
            Rows::ThingByParent | Rows::KindByMain => panic!("those are a thing's"),
        }
    }
}

/// A condition on details, wherever they are.
fn rows<R: Root, Child: Root, P>(details: Column<R, Many<Child>, P>, any: bool, tree: &Condition) -> Filter<R> {
    let condition = filter(tree);
    if any { details.any(condition) } else { details.all(condition) }
}

fn far_rows<R: Root>(path: &[Hop], details: Rows, any: bool, tree: &Condition) -> Filter<R> {
    if path.is_empty() {
        return R::own_rows(details, any, tree);
    }
    match details {
        Rows::ThingByParent => rows(R::thing(path, Thing::THING_BY_PARENT), any, tree),
        Rows::KindByMain => rows(R::thing(path, Thing::KIND_BY_MAIN), any, tree),
        Rows::ThingByKind => rows(R::kind(path, Kind::THING_BY_KIND), any, tree),
    }
}

/// The filter of a tree.
fn filter<R: Root>(tree: &Condition) -> Filter<R> {
    match tree {
        Condition::Compare(comparison, left, right) => compare(*comparison, left, right),
        Condition::OneOf(left, others) => one_of(left, others),
        Condition::Test(test, text, part) => {
            let (text, part) = (side::<R, String>(text), side::<R, String>(part));
            match test {
                Test::Contains => each!(text, text => every!(part, part => text.contains(part))),
                Test::StartsWith => each!(text, text => every!(part, part => text.starts_with(part))),
                Test::EndsWith => each!(text, text => every!(part, part => text.ends_with(part))),
            }
        }
        Condition::IsEmpty(of) => is_empty(of),
        Condition::IsSet(of) => is_set(of),
        Condition::All(trees) => Filter::all_of(trees.iter().map(filter)),
        Condition::Any(trees) => Filter::any_of(trees.iter().map(filter)),
        Condition::Not(tree) => !filter(tree),
        Condition::AnyRow(path, details, tree) => far_rows(path, *details, true, tree),
        Condition::AllRows(path, details, tree) => far_rows(path, *details, false, tree),
    }
}

/// An expression of a type that the tree says it has.
fn side<R: Root, T: Typed>(tree: &Tree) -> Side<R, T> {
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
trait Typed: Sized + 'static {
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

fn color(name: &str) -> Color {
    match name {
        "Amber" => Color::Amber,
        "Blue" => Color::Blue,
        "Cyan" => Color::Cyan,
        other => panic!("{other} is no color"),
    }
}

/// The type of an expression, for what is done in the same way with all of them.
macro_rules! of_type {
    ($ty:expr, $do:ident, $equal_only:ident) => {
        match $ty {
            Type::Text => $do!(String),
            Type::Whole => $do!(i32),
            Type::Short => $do!(i16),
            Type::Long => $do!(i64),
            Type::Money => $do!(Decimal),
            Type::Real => $do!(f64),
            Type::Moment => $do!(Timestamp),
            Type::Day => $do!(Date),
            Type::Clock => $do!(Time),
            Type::Flag => $equal_only!(bool),
            Type::Guid => $equal_only!(Uuid),
            Type::Color => $equal_only!(Color),
        }
    };
}

fn compare<R: Root>(comparison: Comparison, left: &Tree, right: &Tree) -> Filter<R> {
    macro_rules! ordered {
        ($T:ty) => {
            each!(side::<R, $T>(left), left => every!(side::<R, $T>(right), right => match comparison {
                Comparison::Eq => left.eq(right),
                Comparison::Ne => left.ne(right),
                Comparison::Gt => left.gt(right),
                Comparison::Ge => left.ge(right),
                Comparison::Lt => left.lt(right),
                Comparison::Le => left.le(right),
            }))
        };
    }
    macro_rules! equal {
        // Nothing computed is of an enumeration.
        (Color) => {
            match side::<R, Color>(right) {
                Side::Own(right) => equal!(Color, right),
                Side::Maybe(right) => equal!(Color, right),
                Side::Far(right) => equal!(Color, right),
                Side::Literal(right) => equal!(Color, right),
                Side::Calculated(_) => panic!("nothing computed is of an enumeration"),
            }
        };
        ($T:ty, $right:ident) => {
            each!(side::<R, $T>(left), left => match comparison {
                Comparison::Eq => left.eq($right),
                Comparison::Ne => left.ne($right),
                other => panic!("{other:?} is nothing that {} know", stringify!($T)),
            })
        };
        ($T:ty) => {
            every!(side::<R, $T>(right), right => equal!($T, right))
        };
    }
    of_type!(left.ty, ordered, equal)
}

fn one_of<R: Root>(left: &Tree, others: &[Value]) -> Filter<R> {
    macro_rules! one_of {
        ($T:ty) => {
            each!(side::<R, $T>(left), left => left.one_of(others.iter().map(<$T>::literal)))
        };
    }
    of_type!(left.ty, one_of, one_of)
}

fn is_empty<R: Root>(of: &Tree) -> Filter<R> {
    macro_rules! empty {
        (String) => {
            each!(side::<R, String>(of), text => text.is_empty())
        };
        ($T:ty) => {
            match side::<R, $T>(of) {
                // There is no `is_empty` for what always has a value.
                Side::Own(_) => Filter::never(),
                Side::Maybe(column) => column.is_empty(),
                Side::Far(column) => column.is_empty(),
                Side::Calculated(_) | Side::Literal(_) => panic!("only columns are asked for emptiness"),
            }
        };
    }
    of_type!(of.ty, empty, empty)
}

fn is_set<R: Root>(of: &Tree) -> Filter<R> {
    macro_rules! set {
        (String) => {
            each!(side::<R, String>(of), text => text.is_set())
        };
        ($T:ty) => {
            match side::<R, $T>(of) {
                Side::Own(_) => Filter::always(),
                Side::Maybe(column) => column.is_set(),
                Side::Far(column) => column.is_set(),
                Side::Calculated(_) | Side::Literal(_) => panic!("only columns are asked for emptiness"),
            }
        };
    }
    of_type!(of.ty, set, set)
}

fn order(by: &Tree, descending: bool) -> Order<Thing> {
    macro_rules! order {
        ($T:ty) => {
            each!(side::<Thing, $T>(by), by => if descending { by.desc() } else { by.asc() })
        };
    }
    of_type!(by.ty, order, order)
}

/// A thing as memory has it, every column.
pub(crate) fn row(thing: Thing) -> Row {
    macro_rules! row {
        ($($name:literal: $field:ident),* $(,)?) => {
            Row::from([$(($name, Value::from(thing.$field))),*])
        };
    }
    row! {
        "Id": id, "Text": text, "MaybeText": maybe_text, "Whole": whole, "MaybeWhole": maybe_whole, "Short": short,
        "MaybeShort": maybe_short, "Long": long, "MaybeLong": maybe_long, "Money": money, "MaybeMoney": maybe_money,
        "Real": real, "MaybeReal": maybe_real, "Flag": flag, "MaybeFlag": maybe_flag, "Guid": guid,
        "MaybeGuid": maybe_guid, "ParentId": parent_id, "KindId": kind_id, "Moment": moment, "MaybeMoment": maybe_moment,
        "Day": day, "MaybeDay": maybe_day, "Clock": clock, "MaybeClock": maybe_clock, "Color": color,
        "MaybeColor": maybe_color,
    }
}

impl From<Color> for Value {
    fn from(color: Color) -> Self {
        Self::Color(COLORS.into_iter().find(|name| self::color(name) == color).expect("a color that is known"))
    }
}

/// All things, in the order of their keys.
pub(crate) async fn rows_of_world(client: &Client) -> Result<Vec<Row>, creatio_runtime::Error> {
    let things = Thing::query().order_by(Thing::ID.asc()).page_size(7).all(client).await?;
    Ok(things.into_iter().map(row).collect())
}
