//! Tags that lack their end, and ends that lack their tag. The engine names the tag that it did not expect; the slip is
//! most often another one.

use std::ops::Range;

use super::tags::{CODE, tokens};

/// A tag that needs an end, as far as a template is read.
#[derive(Debug, PartialEq, Eq)]
struct OpenTag<'a> {
    name: &'a str,
    span: Range<usize>,
}

/// What is wrong with the tags of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// The tag that is open.
    pub(super) open: Option<Range<usize>>,
}

/// The slip behind a message of the engine, if it is one of these.
pub(super) fn slip(text: &str, span: Range<usize>, message: &str) -> Option<Slip> {
    match message {
        "Unexpected end of input" => {
            let tag = open_at(text, text.len())?.pop()?;
            let name = tag.name;
            let message = format!("the template ends, and `{{% {name} %}}` is still open");
            let help = format!("write `{{% end{name} %}}` where it ends");
            Some(Slip { span: tag.span, message, help, open: None })
        }
        "Unknown tag" => of_end(text, span),
        _ => None,
    }
}

/// An end or a branch that the innermost open tag does not have.
fn of_end(text: &str, span: Range<usize>) -> Option<Slip> {
    let word = text.get(span.clone())?;
    let closes: &[&str] = match word {
        "else" => &["if", "for"],
        "elif" => &["if"],
        "endif" => &["if"],
        "endfor" => &["for"],
        "endblock" => &["block"],
        "endfilter" => &["filter"],
        "endset" => &["set"],
        "endcomponent" => &["component"],
        _ => return None,
    };
    let open = open_at(text, span.start)?;
    let is_open = open.iter().any(|tag| closes.contains(&tag.name));
    Some(match open.last().filter(|_| is_open) {
        Some(OpenTag { name, span: open }) => Slip {
            span,
            message: format!("`{{% {word} %}}` stands where `{{% {name} %}}` is still open"),
            help: format!("write `{{% end{name} %}}` before it"),
            open: Some(open.clone()),
        },
        None => Slip {
            span,
            message: format!("no tag is open to which `{{% {word} %}}` belongs"),
            help: format!("take it out, or write `{{% {} … %}}` before it", closes[0]),
            open: None,
        },
    })
}

/// The tags that are open before a byte, the innermost last; nothing where code before it has no end.
fn open_at(text: &str, end: usize) -> Option<Vec<OpenTag<'_>>> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(found) = CODE.find_at(text, at).filter(|found| found.start() < end) {
        at = found.end();
        if !matches!(found.as_str(), "{{" | "{%") {
            continue;
        }
        let (tokens, after) = tokens(text, at);
        let Some(word) = tokens.iter().find(|token| token.as_str() != "-") else { continue };
        if word.start() >= end {
            break;
        }
        let code = text.get(at..after)?;
        if !code.ends_with("}}") && !code.ends_with("%}") {
            return None;
        }
        at = after;
        if found.as_str() == "{{" {
            continue;
        }
        let span = found.start()..after;
        match word.as_str() {
            name @ ("if" | "for" | "block" | "filter" | "component") => open.push(OpenTag { name, span }),
            "set" | "set_global" if tokens.iter().all(|token| token.as_str() != "=") => {
                open.push(OpenTag { name: "set", span });
            }
            "endif" | "endfor" | "endblock" | "endfilter" | "endset" | "endcomponent" => drop(open.pop()),
            _ => {}
        }
    }
    Some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tags_that_are_open_are_read_from_the_text() {
        let open = |text: &str| {
            let names =
                |tags: Vec<OpenTag<'_>>| tags.iter().map(|tag| tag.name).collect::<Vec<_>>().join(" ");
            open_at(text, text.len()).map(names)
        };
        for (text, wanted) in [
            ("{% block a %}{%- if x -%}{# {% for #}{% raw %}{% for %}{% endraw %}{{ y }}", Some("block if")),
            ("{% if x %}{% else %}{% endif %}{% for a in b %}", Some("for")),
            ("{% set a = 1 %}{% set b %}{% set_global c %}{% endset %}", Some("set")),
            ("{% if x", None),
            ("{% if x %}{{ y", None),
        ] {
            assert_eq!(open(text).as_deref(), wanted, "{text}");
        }
    }
}
