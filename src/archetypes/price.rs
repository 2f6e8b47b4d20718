//! A new entry of the price list, as insertions into its text: every byte that was there stays.

use toml_edit::{Array, Document, Item, Table, Value};

use crate::identifiers::{Fault, abbreviated};
use crate::language::Language;
use crate::prices::{self, Period};
use crate::problem::{Level, Problem, Problems};
use crate::route::slug;
use crate::source::Source;
use crate::table::quoted;

/// Where the list stands.
pub(crate) const PATH: &str = "content/prices.toml";

/// What is to be added.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) id: &'a str,
    /// Else the words of the id, marked as invented.
    pub(crate) name: Option<&'a str>,
    /// An amount or a range, as one types it; none is a service on request.
    pub(crate) price: Option<&'a str>,
    pub(crate) what: What,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Something that a patient pays for.
    Service,
    /// A fee that is paid again and again.
    Plan(Period),
}

impl What {
    fn list(self) -> &'static str {
        match self {
            What::Service => "services",
            What::Plan(_) => "plans",
        }
    }
}

/// Why nothing is added.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// What is asked for cannot be.
    Asked(Fault),
    /// The list has errors that leave its shape unknown.
    Broken(Problems),
}

/// A text that is put in at a byte of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Insertion {
    at: usize,
    text: String,
}

/// A text with insertions, which stand in the order of their places.
pub(crate) fn with(text: &str, insertions: &[Insertion]) -> String {
    let (mut whole, mut done) = (String::with_capacity(text.len() + 200), 0);
    for Insertion { at, text: added } in insertions {
        whole.push_str(text.get(done..*at).unwrap_or_default());
        whole.push_str(added);
        done = *at;
    }
    whole.push_str(text.get(done..).unwrap_or_default());
    whole
}

/// A price list with this entry alone, valid from a day.
pub(crate) fn first(entry: &Entry<'_>, currency: &str, today: jiff::civil::Date) -> Result<String, Refusal> {
    let text = format!(
        "# The price list: the only place where a price is written.\n\ncurrency = {}\nvalid_from = {today}\n",
        quoted(currency)
    );
    let insertions = added(&text, entry)?;
    Ok(with(&text, &insertions))
}

/// What an entry adds to the text of a price list: behind the last of its kind, or of the plans, or of the keys.
pub(crate) fn added(text: &str, entry: &Entry<'_>) -> Result<Vec<Insertion>, Refusal> {
    let wanted = slug(entry.id);
    if wanted != entry.id || wanted.is_empty() {
        let help = match wanted.as_str() {
            "" => "write letters and digits, with hyphens between, such as first-visit".to_owned(),
            _ => format!("write `{wanted}`: it becomes the address of the price"),
        };
        let message = format!("`{}` cannot be an id", abbreviated(entry.id));
        return Err(Refusal::Asked(Fault { message, help }));
    }
    let mut problems = Problems::default();
    let source = Source::new(PATH, text);
    let known = prices::read(&source, Language::fallback(), &mut problems);
    if known.is_some_and(|list| list.kind_of(entry.id).is_some()) {
        let message = format!("the id `{}` is already in {PATH}", entry.id);
        let help = "change that entry, or take another id".to_owned();
        return Err(Refusal::Asked(Fault { message, help }));
    }
    // The byte order mark of some editors is no TOML.
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(document) = Document::parse(bare) else { return Err(Refusal::Broken(problems)) };
    let mut insertions = insertions(bare, document.as_table(), entry)?;
    insertions.iter_mut().for_each(|one| one.at += text.len() - bare.len());
    refuse_wrong(text, &insertions, &problems)?;
    Ok(insertions)
}

/// Refuses an entry that makes errors which the list did not have.
fn refuse_wrong(text: &str, insertions: &[Insertion], before: &Problems) -> Result<(), Refusal> {
    let mut after = Problems::default();
    prices::read(&Source::new(PATH, with(text, insertions)), Language::fallback(), &mut after);
    let is_new = |problem: &&Problem| {
        problem.level == Level::Error && !before.iter().any(|old| old.message == problem.message)
    };
    match after.iter().find(is_new) {
        None => Ok(()),
        Some(problem) => Err(Refusal::Asked(Fault {
            message: problem.message.clone(),
            help: problem.help.clone().unwrap_or_default(),
        })),
    }
}

fn insertions(text: &str, root: &Table, entry: &Entry<'_>) -> Result<Vec<Insertion>, Refusal> {
    let list = entry.what.list();
    match root.get(list) {
        Some(Item::Value(Value::Array(array))) => Ok(into_array(text, array, entry)),
        Some(item @ Item::ArrayOfTables(tables)) => {
            let width = tables.iter().last().map(|last| width_of(text, last));
            Ok(vec![tables_behind(text, end_of(item), entry, width)])
        }
        None | Some(Item::None) => {
            let behind = match root.get("plans").filter(|_| entry.what == What::Service) {
                Some(plans @ Item::ArrayOfTables(_)) => end_of(plans),
                _ => root
                    .iter()
                    .filter(|(_, item)| is_key(item))
                    .map(|(_, item)| end_of(item))
                    .max()
                    .unwrap_or(0),
            };
            let behind = if behind == 0 { text.len() } else { behind };
            Ok(vec![tables_behind(text, behind, entry, None)])
        }
        Some(_) => Err(Refusal::Asked(Fault {
            message: format!("`{list}` in {PATH} is no list of tables"),
            help: "`clinicsite explain prices` shows how the list is written".to_owned(),
        })),
    }
}

/// Whether an item of the root stands above all headings.
fn is_key(item: &Item) -> bool {
    match item {
        Item::Value(_) => true,
        Item::Table(table) => table.is_dotted(),
        Item::ArrayOfTables(_) | Item::None => false,
    }
}

/// The byte behind an item, with all that stands in it.
fn end_of(item: &Item) -> usize {
    let own = item.span().map_or(0, |span| span.end);
    let inside = match item {
        Item::None | Item::Value(_) => 0,
        Item::Table(table) => end_of_table(table),
        Item::ArrayOfTables(tables) => tables.iter().map(end_of_table).max().unwrap_or(0),
    };
    own.max(inside)
}

fn end_of_table(table: &Table) -> usize {
    let own = table.span().map_or(0, |span| span.end);
    table.iter().map(|(_, item)| end_of(item)).max().unwrap_or(0).max(own)
}

/// The line break that the text has.
fn line_break(text: &str) -> &'static str {
    let first = text.find('\n').and_then(|at| text.get(..at));
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// The byte behind the line of a byte.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |found| at + found + 1)
}

/// The byte behind the comments that stand from a byte on, if they end a table: above a heading they are words on that one.
fn behind_comments(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let is_comment = |line: &&str| line.trim_start().starts_with('#');
    let length: usize = rest.split_inclusive('\n').take_while(is_comment).map(str::len).sum();
    let next = rest.get(length..).unwrap_or_default().lines().next().unwrap_or_default();
    if next.trim().is_empty() { at + length } else { at }
}

/// The width of the keys of a table that has its `=` below one another; of any other 0.
fn width_of(text: &str, table: &Table) -> usize {
    let width = |key: &str| {
        let start = table.key(key)?.span()?.start;
        text.get(start..)?.find('=').map(|equals| equals.checked_sub(1))?
    };
    width("id").filter(|id| *id <= 20 && width("name") == Some(*id)).unwrap_or(0)
}

/// A table of the entry behind the line of a byte, with a blank line before it and, where other text follows, behind it.
fn tables_behind(text: &str, at: usize, entry: &Entry<'_>, width: Option<usize>) -> Insertion {
    let at = behind_comments(text, line_end(text, at));
    let before = text.get(..at).unwrap_or_default();
    let mut lines = Vec::new();
    if !before.is_empty() {
        if !before.ends_with('\n') {
            lines.push(String::new());
        }
        lines.push(String::new());
    }
    lines.push(format!("[[{}]]", entry.what.list()));
    let longest = if matches!(entry.what, What::Plan(_)) { "period".len() } else { "price".len() };
    let width = width.unwrap_or(longest);
    for Line { key, value, mark } in lines_of(entry) {
        lines.push(format!("{key:width$} = {value}{mark}"));
    }
    if entry.price.is_none() {
        lines.push(format!("# {:width$} = 80   # on request until a price stands here", "price"));
    }
    if entry.what != What::Service {
        lines.push(format!(
            "# {:width$} = \"Any time, to the end of the month.\"   # how it is ended",
            "cancel"
        ));
    }
    let rest = text.get(at..).unwrap_or_default();
    if !rest.is_empty() && !rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) {
        lines.push(String::new());
    }
    let end = line_break(text);
    Insertion { at, text: lines.join(end) + end }
}

/// The entry behind the last one of a list in square brackets.
fn into_array(text: &str, array: &Array, entry: &Entry<'_>) -> Vec<Insertion> {
    let keys: Vec<String> =
        lines_of(entry).iter().map(|line| format!("{} = {}", line.key, line.value)).collect();
    let table = format!("{{ {} }}", keys.join(", "));
    let last = array.iter().last().and_then(Value::span);
    let Some(last) = last else {
        let start = array.span().map_or(0, |span| span.start + 1);
        return vec![Insertion { at: start, text: table }];
    };
    let first_of_line = text.get(..last.start).unwrap_or_default().rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(first_of_line..last.start).unwrap_or_default();
    let rest = text.get(last.end..).unwrap_or_default();
    let behind = rest.split('\n').next().unwrap_or_default();
    let after_comma = behind.trim_start().strip_prefix(',').map(str::trim_start);
    // An entry that ends its line, with a comma or a comment or without, gets another line below it.
    let ends_line = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with('#');
    let has_own_line = line.trim().is_empty() && rest.contains('\n');
    let below = |comma: &str| Insertion {
        at: line_end(text, last.end),
        text: format!("{line}{table}{comma}{}", line_break(text)),
    };
    match after_comma {
        Some(rest) if has_own_line && ends_line(rest) => vec![below(",")],
        None if has_own_line && ends_line(behind) => {
            vec![Insertion { at: last.end, text: ",".to_owned() }, below("")]
        }
        _ => vec![Insertion { at: last.end, text: format!(", {table}") }],
    }
}

/// A key of the entry.
struct Line {
    key: &'static str,
    value: String,
    /// The mark behind what nobody has said.
    mark: &'static str,
}

fn lines_of(entry: &Entry<'_>) -> Vec<Line> {
    let line = |key, value| Line { key, value, mark: "" };
    let mut lines = vec![line("id", quoted(entry.id))];
    lines.push(match entry.name {
        Some(name) => line("name", quoted(name)),
        None => Line { mark: "   # placeholder", ..line("name", quoted(&in_words(entry.id))) },
    });
    lines.extend(entry.price.map(|price| line("price", amount(price))));
    if let What::Plan(period) = entry.what {
        lines.push(line("period", quoted(period.word())));
    }
    lines
}

/// The words of an id, the first with a capital.
fn in_words(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An amount as TOML: a number as it is typed, anything else in quotes.
fn amount(typed: &str) -> String {
    let (whole, decimals) = typed.split_once('.').unwrap_or((typed, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_zero = whole.len() > 1 && whole.starts_with('0');
    if is_number(whole) && is_number(decimals) && !has_zero { typed.to_owned() } else { quoted(typed) }
}

#[cfg(test)]
mod tests;
