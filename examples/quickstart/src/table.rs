//! Tables of text, with columns as wide as what is in them.

use std::fmt;

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

/// Something that stands in a table.
pub(crate) trait Cell {
    /// What is printed; `-` for `None`.
    fn text(&self) -> String;

    /// Numbers stand at the right of their column.
    fn is_number(&self) -> bool {
        false
    }
}

/// Rows under their headings, printed by `line(&table)`.
pub(crate) struct Table<const N: usize> {
    headings: [&'static str; N],
    rows: Vec<[(String, bool); N]>,
}

impl<const N: usize> Table<N> {
    pub(crate) fn new(headings: [&'static str; N]) -> Self {
        Self { headings, rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: [&dyn Cell; N]) {
        self.rows.push(cells.map(|cell| (cell.text(), cell.is_number())));
    }
}

impl<const N: usize> fmt::Display for Table<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: [usize; N] = std::array::from_fn(|at| {
            let cells = self.rows.iter().map(|row| row[at].0.width());
            cells.chain([self.headings[at].width()]).max().unwrap_or(0)
        });
        // A heading stands where the numbers below it stand.
        let headings = std::array::from_fn(|at| {
            let number = self.rows.iter().any(|row| row[at].1);
            (self.headings[at].to_owned(), number)
        });
        for (at, row) in [&headings].into_iter().chain(&self.rows).enumerate() {
            let line: String = row.iter().zip(widths).map(|((text, right), width)| pad(text, *right, width)).collect();
            let end = if at == self.rows.len() { "" } else { "\n" };
            write!(f, "{}{end}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Two spaces and the text, as wide as its column. A Japanese character takes the room of two others, so that Rust's own
/// `{:width$}`, which counts characters, does not do.
fn pad(text: &str, right: bool, width: usize) -> String {
    let space = " ".repeat(width - text.width());
    if right { format!("  {space}{text}") } else { format!("  {text}{space}") }
}

impl Cell for String {
    fn text(&self) -> String {
        self.clone()
    }
}

/// The date, and the time of day where there is one.
impl Cell for Timestamp {
    fn text(&self) -> String {
        let midnight = self.as_second() % 86_400 == 0;
        self.strftime(if midnight { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" }).to_string()
    }
}

macro_rules! numbers {
    ($($Number:ty)*) => {
        $(impl Cell for $Number {
            fn text(&self) -> String {
                self.to_string()
            }

            fn is_number(&self) -> bool {
                true
            }
        })*
    };
}

numbers!(i32 u16 u32 Decimal);

impl<T: Cell> Cell for Option<T> {
    fn text(&self) -> String {
        self.as_ref().map_or_else(|| "-".to_owned(), T::text)
    }

    fn is_number(&self) -> bool {
        self.as_ref().is_some_and(T::is_number)
    }
}
