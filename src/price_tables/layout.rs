//! Tables laid out in columns, for a terminal of some width or for a pipe.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};

use super::{Cells, Table};

/// The room that lines have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Room {
    /// A terminal of so many columns: words go on in the next line, but no word is cut.
    Columns(u16),
    /// A file or another program: a row is a line, however long.
    Endless,
}

/// Tables below one another, each with its title and a blank line before it.
pub(crate) fn text(tables: &[Table], room: Room) -> String {
    tables.iter().map(|table| format!("\n{}\n{}\n", printable(&table.title), lines(table, room))).collect()
}

fn lines(table: &Table, room: Room) -> String {
    let mut laid = comfy_table::Table::new();
    laid.force_no_tty().load_style(comfy_table::presets::NOTHING);
    match room {
        Room::Columns(width) => {
            laid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        Room::Endless => {
            laid.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    // A column in which nothing stands takes no room.
    let is_used = |at: usize| table.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
    let used: Vec<usize> = (0..table.columns.len()).filter(|at| is_used(*at)).collect();
    let titles = table.columns.iter().map(|column| &column.title);
    let cells = |row: Vec<&String>| {
        used.iter().filter_map(|at| row.get(*at)).map(|cell| printable(cell)).collect::<Vec<_>>()
    };
    laid.set_header(cells(titles.collect()));
    for row in &table.rows {
        laid.add_row(cells(row.iter().collect()));
    }
    for (place, at) in used.iter().enumerate() {
        let (Some(column), Some(laid)) = (table.columns.get(*at), laid.column_mut(place)) else { continue };
        let padding = if place + 1 == used.len() { 0 } else { 2 };
        laid.set_padding((0, padding));
        if column.cells == Cells::Number {
            laid.set_cell_alignment(CellAlignment::Right);
        }
        let rows = table.rows.iter().filter_map(|row| row.get(*at)).chain([&column.title]);
        let rows: Vec<&str> = rows.map(String::as_str).collect();
        let least = least_width(&rows, column.cells).saturating_add(padding);
        laid.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    laid.trim_fmt()
}

/// The width of the widest part that may not be cut: a word, or a whole cell. A text without blanks, as Japanese is, may be.
fn least_width<'t>(column: &[&'t str], cells: Cells) -> u16 {
    const LONGEST_WORD: u16 = 24;
    let widest = |parts: &mut dyn Iterator<Item = &'t str>| {
        let mut measure = comfy_table::Table::new();
        measure.add_rows(parts.map(|part| [printable(part)]));
        measure.column_max_content_widths().first().copied().unwrap_or(0)
    };
    match cells {
        Cells::Whole | Cells::Number => widest(&mut column.iter().copied()),
        Cells::Words => widest(&mut column.iter().flat_map(|cell| cell.split(' '))).min(LONGEST_WORD),
    }
}

/// A text on one line, without what a terminal would take for a command.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
