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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Column;
    use super::*;

    fn table(rows: Vec<Vec<String>>) -> Table {
        let columns = vec![
            Column::new("ID", Cells::Whole),
            Column::new("What", Cells::Words),
            Column::new("Price", Cells::Number),
            Column::new("", Cells::Words),
        ];
        Table { title: "Visits".to_owned(), columns, rows }
    }

    fn row(cells: [&str; 4]) -> Vec<String> {
        cells.map(str::to_owned).into()
    }

    #[test]
    fn words_go_on_in_the_next_line_where_there_is_little_room() {
        let rows = vec![
            row(["visit", "A long first visit", "$1,400 to $2,100", ""]),
            row(["call", "Call", "$80", "per call"]),
        ];
        let wanted = "
Visits
ID     What                           Price
visit  A long first visit  $1,400 to $2,100
call   Call                             $80  per call
";
        assert_eq!(text(&[table(rows.clone())], Room::Endless), wanted);
        assert_eq!(text(&[table(rows.clone())], Room::Columns(80)), wanted);
        let narrow = text(&[table(rows)], Room::Columns(45));
        assert!(narrow.lines().all(|line| line.chars().count() <= 45), "{narrow}");
        assert!(narrow.contains("$1,400 to $2,100"), "an amount is not broken: {narrow}");
    }

    #[test]
    fn a_column_without_a_cell_takes_no_room() {
        let shown = text(&[table(vec![row(["a", "A\u{7}B\nC", "1", ""])])], Room::Endless);
        assert_eq!(shown, "\nVisits\nID  What   Price\na   A B C      1\n");
    }

    proptest! {
        #[test]
        fn no_word_is_cut_and_none_is_lost(words in prop::collection::vec("[a-zäö]{1,20}", 1..12), width in 10u16..120) {
            let shown = text(&[table(vec![row(["id", &words.join(" "), "$5", "per visit"])])], Room::Columns(width));
            let found: Vec<&str> = shown.split_whitespace().collect();
            for word in &words {
                prop_assert!(found.contains(&word.as_str()), "{} {}", word, shown);
            }
        }
    }
}
