//! Values of another type than their key has: what was wanted, and the value in that form.

use crate::money::typed::{Typed, read};

/// The type that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    Texts,
    Item,
    Flag,
    Whole,
    Number,
    Table,
    Tables,
}

impl Wanted {
    /// The type, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Wanted::Text => "a text in quotes",
            Wanted::Texts => "a list of texts in square brackets",
            Wanted::Item => "texts in quotes",
            Wanted::Flag => "`true` or `false`",
            Wanted::Whole => "a whole number",
            Wanted::Number => "a number",
            Wanted::Table => "a table",
            Wanted::Tables => "a list of tables",
        }
    }

    /// What to write, made of what stands there.
    pub(super) fn help(self, key: &str, typed: &str) -> String {
        let typed = if typed.contains('\n') { "" } else { typed };
        let bare = typed.trim_matches(['"', '\'']);
        let made = match self {
            Wanted::Text => text(typed),
            Wanted::Item => {
                return text(typed)
                    .map_or_else(|| "write each item in quotes".to_owned(), |it| format!("write {it}"));
            }
            Wanted::Texts => texts(typed),
            Wanted::Flag => flag(bare),
            Wanted::Whole => {
                number(bare).map(|number| number.split('.').next().unwrap_or_default().to_owned())
            }
            Wanted::Number => number(bare),
            Wanted::Table | Wanted::Tables => None,
        };
        match made {
            Some(made) => format!("write {key} = {made}"),
            None => format!("write it in this form: {}", self.example(key)),
        }
    }

    fn example(self, key: &str) -> String {
        match self {
            Wanted::Table | Wanted::Tables if !example(key).ends_with("\"…\"") => example(key),
            Wanted::Text | Wanted::Item => format!("{key} = \"…\""),
            Wanted::Texts => format!("{key} = [\"…\", \"…\"]"),
            Wanted::Flag => format!("{key} = true"),
            Wanted::Whole | Wanted::Number => format!("{key} = 12"),
            Wanted::Table => format!("{key} = {{ … = … }}"),
            Wanted::Tables => format!("[[{key}]], and its keys in the lines below"),
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
    match read(head)? {
        Typed::Amount(number) => Some(number),
        _ => None,
    }
}

/// A key with a value of its form.
pub(super) fn example(key: &str) -> String {
    let value = match key {
        "date" | "reviewed" | "retrieved" | "posted" | "consent" | "as_of" | "from" | "to" | "updated"
        | "closes" => "2026-05-04",
        "start" | "end" => "2026-12-03T18:00:00-05:00",
        "address" => {
            r#"{ street = "12 Harbor Street", locality = "Boston", region = "MA", postal_code = "02110", country = "US" }"#
        }
        "geo" => "{ latitude = 42.3601, longitude = -71.0589 }",
        "latitude" => "42.3601",
        "longitude" => "-71.0589",
        "pay" => r#"{ from = 350000, to = 420000, period = "year" }"#,
        "next" => "{ price = 850, from = 2027-04-01 }",
        "plan_prices" => "{ membership = 150 }",
        "waiting" => "{ days = 9, as_of = 2026-09-15 }",
        "requirements" => r#"["…"]"#,
        "lines" => r#"[{ id = "visit", count = 4 }]"#,
        "price" => "80",
        "count" | "days" => "4",
        "compensated" => "false",
        "currency" => r#""USD""#,
        "base_url" => r#""https://clinic.example""#,
        "period" => r#""month""#,
        "country" => r#""US""#,
        "verdict" => r#""misleading""#,
        "relationship" => r#""patient""#,
        _ => "\"…\"",
    };
    format!("{key} = {value}")
}
