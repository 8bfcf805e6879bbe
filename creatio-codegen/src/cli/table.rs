//! Columns of text.

/// Rows under `titles`, each column as wide as its widest cell. Columns whose title starts with a blank are numbers, which
/// stand on the right.
pub(super) fn table<const N: usize>(titles: [&str; N], rows: &[[String; N]]) -> String {
    /// A cell that is longer pushes only its own row.
    const WIDEST: usize = 60;
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0).min(WIDEST).max(titles[column].trim().len())
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |cells: [&str; N]| {
        let cells = cells.iter().enumerate().map(|(column, cell)| match titles[column].starts_with(' ') {
            true => format!("{cell:>width$}", width = widths[column]),
            false => format!("{cell:width$}", width = widths[column]),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let head = line(titles.map(str::trim));
    rows.iter().fold(head, |text, row| text + &line(std::array::from_fn(|column| row[column].as_str())))
}

/// A text that may have several lines, in one.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
