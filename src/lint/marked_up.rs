//! The check that every price in a page's JSON-LD is shown on the page.

use std::collections::BTreeSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::{Context, Look};
use crate::problem::{Place, Problems, Rule};
use crate::structured;

lint! {
    Look::Site(look);
    MarkedUp = "S01", Error, "a price for machines that readers do not see";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    for (route, planned) in &context.prepared.plan.jobs {
        let entries = structured::marked_up(context.site, &planned.job);
        if entries.is_empty() {
            continue;
        }
        let Some(text) = context.output(route) else { continue };
        let edition = context.site.edition(planned.edition);
        let html = Html::read(&text);
        if !html.has_markup {
            continue;
        }
        let sums = entries.iter().flat_map(|entry| entry.for_everybody()).filter_map(|offer| offer.sum);
        let ends = sums.flat_map(|sum| [Some(sum.from), sum.to]).flatten();
        let amounts: BTreeSet<String> = ends.map(|money| edition.money(money)).collect();
        let shown = shown(&html.words, &amounts);
        for words in amounts.iter().filter(|words| !shown.contains(words.as_str())) {
            let said =
                format!("the price {words} stands in the markup of `{route}`, not in what readers see");
            problems
                .report(Rule::MarkedUp, Place::path(route.as_str()), said)
                .help("show it in the template, or take it out of the markup");
        }
    }
}

/// Elements whose text no reader sees in the page.
const UNSEEN: [&[u8]; 4] = [b"script", b"style", b"template", b"title"];

/// What a page of HTML has for readers and for machines.
#[derive(Default)]
struct Html {
    /// The text that readers see.
    words: String,
    /// Whether the template put JSON-LD into the page.
    has_markup: bool,
}

impl Html {
    fn read(text: &str) -> Self {
        let mut html = Html::default();
        let mut unseen: Option<Vec<u8>> = None;
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if unseen.is_none() && UNSEEN.contains(&&**tag.name) => {
                    let kind = tag.attributes.get(&b"type"[..]);
                    html.has_markup |= kind.is_some_and(|kind| ***kind == *b"application/ld+json");
                    unseen = Some(tag.name.to_vec());
                }
                Token::EndTag(tag) if unseen.as_deref() == Some(&**tag.name) => unseen = None,
                Token::String(words) if unseen.is_none() => {
                    html.words.push_str(&String::from_utf8_lossy(&words));
                }
                _ => {}
            }
        }
        html
    }
}

/// Those of the amounts that stand in a text.
fn shown<'a>(text: &str, amounts: &'a BTreeSet<String>) -> BTreeSet<&'a str> {
    let begins: BTreeSet<char> = amounts.iter().filter_map(|words| words.chars().next()).collect();
    let lengths: BTreeSet<usize> = amounts.iter().map(String::len).collect();
    let starts = text.char_indices().filter(|(_, c)| begins.contains(c)).map(|(at, _)| at);
    let found = starts.flat_map(|at| lengths.iter().filter_map(move |length| text.get(at..at + length)));
    found.filter_map(|words| amounts.get(words)).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_the_text_between_tags() {
        let html = Html::read(
            "<title>$1</title><p>$8<b>0</b> &amp; CHF&nbsp;90</p><script type=\"application/ld+json\">{\"a\":\"<p>$2\"}</script><img alt=\"$3\">",
        );
        assert_eq!(html.words, "$80 & CHF\u{a0}90");
        assert!(html.has_markup);
        assert!(!Html::read("<script src=\"x.js\"></script>").has_markup);
    }
}
