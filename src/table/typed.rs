//! Proposals for values of the wrong type: the value in the type of its key.

use crate::money::typed::{TypedAmount, parse};
use crate::schema::Key;

/// The type that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExpectedType {
    Text,
    Texts,
    Item,
    Flag,
    Whole,
    Wholes,
    Number,
    Table,
    Tables,
}

impl ExpectedType {
    /// The type, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            ExpectedType::Text => "a text in quotes",
            ExpectedType::Texts => "a list of texts in square brackets",
            ExpectedType::Item => "texts in quotes",
            ExpectedType::Flag => "`true` or `false`",
            ExpectedType::Whole => "a whole number",
            ExpectedType::Wholes => "a list of whole numbers in square brackets",
            ExpectedType::Number => "a number",
            ExpectedType::Table => "a table",
            ExpectedType::Tables => "a list of tables",
        }
    }

    /// What to write, made of what stands there.
    pub(super) fn help(self, key: &Key, typed: &str) -> String {
        let typed = if typed.contains('\n') { "" } else { typed };
        let bare = typed.trim_matches(['"', '\'']);
        let made = match self {
            ExpectedType::Text => text(typed),
            ExpectedType::Item => {
                return text(typed)
                    .map_or_else(|| "write each item in quotes".to_owned(), |it| format!("write {it}"));
            }
            ExpectedType::Texts => texts(typed),
            ExpectedType::Flag => flag(bare),
            ExpectedType::Whole => {
                number(bare).map(|number| number.split('.').next().unwrap_or_default().to_owned())
            }
            ExpectedType::Number => number(bare),
            ExpectedType::Wholes => number(bare).map(|number| format!("[{number}]")),
            ExpectedType::Table | ExpectedType::Tables => None,
        };
        match made {
            Some(made) => format!("write {} = {made}", key.name),
            None => format!("write it in this form: {} = {}", key.name, key.placeholder()),
        }
    }
}

fn text(typed: &str) -> Option<String> {
    match typed.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        // A list of one text.
        Some(inner) if inner.starts_with('"') && !inner.contains(',') => Some(inner.trim().to_owned()),
        None if !typed.is_empty() && !typed.contains(['"', '\'', '{']) => Some(format!("\"{typed}\"")),
        _ => None,
    }
}

fn texts(typed: &str) -> Option<String> {
    if typed.is_empty() || typed.starts_with(['[', '{']) {
        return None;
    }
    let bare = typed.trim_matches(['"', '\'']);
    let items: Vec<_> = bare.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    // A sentence has commas too: only short items are a list.
    let list = items.len() > 1
        && items.iter().all(|item| item.split(' ').count() <= 3 && !item.contains(['"', '.']));
    Some(match list {
        true => format!("[\"{}\"]", items.join("\", \"")),
        false if typed.starts_with(['"', '\'']) => format!("[{typed}]"),
        false => format!("[\"{typed}\"]"),
    })
}

fn flag(bare: &str) -> Option<String> {
    match bare.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "y" => Some("true".to_owned()),
        "false" | "no" | "off" | "0" | "n" => Some("false".to_owned()),
        _ => None,
    }
}

fn number(bare: &str) -> Option<String> {
    // `45 minutes`, `10 %`: the words behind say what the key says already.
    let head =
        bare.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || c == '%' || c == '.');
    match parse(head)? {
        TypedAmount::Amount(number) => Some(number),
        _ => None,
    }
}
