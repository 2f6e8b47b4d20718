//! Repair proposals for TOML that does not parse: one for each statement.
//!
//! The parser of TOML says where it gave up, and goes on giving up. So a file with errors is cut into statements
//! ([`mod@statements`]), each of which is parsed alone; one that fails is read again by a reader that forgives ([`mend`]).
//! What that proposes is shown only if it parses.

mod mend;
mod statements;
mod words;

pub(crate) use words::quoted;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use toml::de::{DeTable, Error};

pub(super) use mend::Cause;
use mend::Mended;
use statements::statements;
pub(super) use words::Form;

/// A statement that does not parse.
#[derive(Debug)]
pub(super) struct Slip {
    /// The bytes to mark.
    pub(super) span: Range<usize>,
    /// What was wrong, where that could be told.
    pub(super) cause: Option<Cause>,
    /// What is wrong.
    pub(super) message: String,
    /// What to write.
    pub(super) help: String,
    /// A second place that belongs to it, with its words.
    pub(super) also: Option<(Range<usize>, &'static str)>,
}

/// The statements of a text that do not parse.
#[derive(Debug)]
pub(super) struct Slips {
    /// At most one slip for each statement.
    pub(super) slips: Vec<Slip>,
    /// The sections in which they stand: from one heading to the next.
    pub(super) broken: Vec<Range<usize>>,
}

/// A heading and what stands below it, or what stands above the first.
struct Section<'t> {
    span: Range<usize>,
    /// Whether something in it does not parse.
    broken: bool,
    /// Where each key stands first.
    keys: BTreeMap<&'t str, Range<usize>>,
}

/// The slips of a text for which the parser has these errors.
pub(super) fn find(text: &str, errors: &[Error]) -> Slips {
    let mut slips = Vec::new();
    let mut done: Vec<Section<'_>> = Vec::new();
    let mut section = Section { span: 0..text.len(), broken: false, keys: BTreeMap::new() };
    let mut headings = BTreeMap::new();
    let mut swallowing = false;
    for Range { start, end } in statements(text) {
        let statement = text.get(start..end).unwrap_or_default();
        let slip = slip(statement, start);
        let slip = if statements::is_heading(statement) {
            // Below a heading that does not parse the parser takes everything for a part of the section before.
            section.broken |= slip.is_some();
            section.span.end = start;
            done.push(section);
            section = Section { span: start..text.len(), broken: slip.is_some(), keys: BTreeMap::new() };
            slip.or_else(|| double(&mut headings, heading(statement)?, start))
        } else {
            slip.or_else(|| double(&mut section.keys, statement.split('=').next()?, start))
        };
        section.broken |= slip.is_some();
        swallowing |= slip.as_ref().is_some_and(swallows);
        section.broken |= swallowing;
        slips.extend(slip);
    }
    done.push(section);
    // The parser is the one that decides: a text that it refuses is refused, whatever was made of it here.
    if slips.is_empty()
        && let Some(slip) = errors.first().map(|error| unknown(error, 0))
    {
        let at = done.partition_point(|section| section.span.start <= slip.span.start).saturating_sub(1);
        done[at].broken = true;
        slips.push(slip);
    }
    let broken = done.into_iter().filter(|section| section.broken).map(|section| section.span);
    Slips { slips, broken: broken.collect() }
}

/// Whether the parser takes all that stands below for a part of the statement.
fn swallows(slip: &Slip) -> bool {
    matches!(slip.cause, Some(Cause::Unclosed(quote)) if !matches!(quote, "\"" | "'"))
}

fn slip(statement: &str, base: usize) -> Option<Slip> {
    let (_, errors) = DeTable::parse_recoverable(statement);
    let error = errors.iter().min_by_key(|error| error.span().map_or(0, |span| span.start))?;
    let Some(mended) = mend::mend(statement) else { return Some(unknown(error, base)) };
    let span = base + mended.span.start..base + mended.span.end;
    let Mended { cause, message, help, .. } = mended;
    Some(Slip { span, cause: Some(cause), message, help, also: None })
}

/// What only the parser can say something of.
fn unknown(error: &Error, base: usize) -> Slip {
    let message = error.message().trim_end_matches('.').lines().next().unwrap_or_default().to_owned();
    let span = error.span().map_or(base..base, |span| base + span.start..base + span.end);
    let help = match message.as_str() {
        "duplicate key" => {
            "write the key once; of several tables of one name each begins with a line such as [[services]]"
        }
        _ => "write a key, `=` and a value: title = \"About us\"",
    };
    let help = help.to_owned();
    Slip { span, cause: None, message, help, also: None }
}

/// The words of a heading that may stand once.
fn heading(line: &str) -> Option<&str> {
    let head = line.split('#').next().unwrap_or_default().trim();
    (!head.starts_with("[[") && !head.contains('.')).then_some(head)
}

/// A key or heading that stands twice.
fn double<'t>(seen: &mut BTreeMap<&'t str, Range<usize>>, words: &'t str, start: usize) -> Option<Slip> {
    let words = words.trim();
    let span = start..start + words.len();
    let first = match seen.entry(words) {
        Entry::Vacant(entry) => {
            entry.insert(span);
            return None;
        }
        Entry::Occupied(entry) => entry.get().clone(),
    };
    let help = match words.starts_with('[') {
        true => format!("put the keys of both below one {words}, or write [{words}] if there are several"),
        false => "take one of the two lines out".to_owned(),
    };
    let also = Some((first, "the first one"));
    Some(Slip { span, cause: None, message: format!("`{words}` stands twice"), help, also })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_typed_has_its_place_and_a_help(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "key", " = ", "=", ":", "\"", "'", "“", "”", "\"\"\"", "[", "]", "[[", "]]", "{", "}", ",", "\n",
                    " ", "\u{a0}", "\\", "#", "2026-05-04", "12/01/2026", "$1,250", "ü", "- ", "yes", "02110", "…", "%",
                ]),
                0..24,
            ),
        ) {
            let text: String = parts.concat();
            let (_, errors) = DeTable::parse_recoverable(&text);
            let found = find(&text, &errors);
            prop_assert!(errors.is_empty() || !found.slips.is_empty(), "{text:?}");
            for slip in found.slips {
                prop_assert!(text.get(slip.span.clone()).is_some(), "{text:?} {slip:?}");
                prop_assert!(!slip.help.is_empty() && !slip.message.is_empty());
            }
        }
    }
}
