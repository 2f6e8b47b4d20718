//! The problems of raw HTML: what is left out, what has no end, what has no words.

use std::mem::take;
use std::ops::Range;

use super::read::{Malformed, Tag};
use super::table::{Element, Reads};
use super::{AmountKind, DroppedElement};
use crate::markdown::render::Renderer;
use crate::problem::Rule;

/// The help for scripts, styles and frames.
pub(super) const NO_PLACE: &str =
    "scripts, styles and frames have no place in a text; a template can hold them";

/// What an element without words or captions lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// The words of a heading.
    Heading,
    /// The words of a link.
    Link,
    /// The captions of a video.
    Captions,
}

impl Renderer<'_, '_> {
    /// Reports an element that is left out with its contents and has no end. That is an error: all the rest is lost.
    pub(super) fn lost(&mut self) {
        let DroppedElement { name, start } = take(&mut self.raw.dropped);
        self.out.muted = false;
        let place = self.spot.place(start);
        self.problems
            .report(
                Rule::Endless,
                place,
                format!("the tag `<{name}>` has no end tag, so all that follows it is lost"),
            )
            .label("left out, with what stands behind it")
            .help(format!("take the tag out, or write `</{name}>` where it ends: {NO_PLACE}"));
    }

    /// Reports words in a drawing that no browser draws.
    pub(in crate::markdown) fn undrawn(&mut self, text: &str, span: &Range<usize>) {
        if self.out.muted || !self.raw.is_undrawn() || !text.contains(char::is_alphanumeric) {
            return;
        }
        let place = self.spot.place(span.clone());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.problems
            .report(Rule::LostWords, place, "words of a drawing that no browser draws")
            .label("no reader sees this")
            .help(format!(
                "write `<text x=\"0\" y=\"20\">{words}</text>`, or put the words below the drawing"
            ));
    }

    /// Reports HTML that is no element.
    pub(super) fn malformed(&mut self, what: Malformed, span: &Range<usize>) {
        match what {
            Malformed::StrayEnd(name) => {
                self.warn(span, format!("the end tag `</{name}>` is left out"))
                    .label(format!("no `<{name}>` is open in this part of the text"))
                    .help(format!("take it out, or write `<{name}>` where it begins"));
            }
            Malformed::Declaration(sign) => {
                self.warn(span, format!("`{sign}` is left out, up to its end"))
                    .help("take it out: it means nothing in a page");
            }
            Malformed::Endless(sign) => {
                let end = match sign {
                    "<!--" => "-->",
                    "<?" => "?>",
                    _ => "]]>",
                };
                let start = span.start..span.end.min(span.start + sign.len());
                let place = self.spot.place(start);
                self.problems
                    .report(
                        Rule::Endless,
                        place,
                        format!("`{sign}` has no end, so all that follows it is lost"),
                    )
                    .label("left out, with what stands behind it")
                    .help(format!("write `{end}` where it ends"));
            }
            Malformed::EndlessTag => {
                self.warn(span, "a tag that does not end is left out".to_owned())
                    .help("write `>`; an empty line ends a block of HTML");
            }
        }
    }

    /// Checks a start tag for missing alternative texts, forms that do not post and videos without captions.
    pub(super) fn check_tag(&mut self, tag: &Tag, element: &Element, span: &Range<usize>) {
        let place = self.spot.place(span.clone());
        match element.name {
            "img" if tag.get("alt").is_none() => {
                self.problems
                    .report(Rule::NoAlt, place, "a picture without alternative text")
                    .help("add `alt=\"what it shows\"`, or `alt=\"\"` if it tells nothing");
            }
            "area" if tag.get("href").is_some() && tag.get("alt").is_none_or(|alt| alt.trim().is_empty()) => {
                self.problems
                    .report(Rule::NoAlt, place, "a link of a map without alternative text")
                    .help("add `alt=\"where it leads\"`");
            }
            "form" if !tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post")) => {
                self.problems
                    .report(Rule::FormMethod, place, "a form that does not post")
                    .help("add `method=\"post\"`: with any other method the answers stand in the address");
            }
            // A picture says what its alternative text says.
            "img" => self.out.said += usize::from(tag.get("alt").is_some_and(|alt| !alt.trim().is_empty())),
            "source" | "track" => self.note_recording(tag, element),
            _ => {}
        }
    }

    /// Notes a file or the captions of the video around them.
    fn note_recording(&mut self, tag: &Tag, element: &Element) {
        let is_file = element.name == "source";
        let video = self.raw.open.iter_mut().rev().find(|open| open.name == "video");
        let captions = tag.get("kind").is_none_or(|kind| matches!(kind, "captions" | "subtitles"));
        if let Some(video) = video.filter(|_| is_file || captions) {
            video.wants = is_file.then_some(Wants::Captions);
        }
    }

    /// Reports what an element lacks.
    pub(super) fn missing(&mut self, wants: Wants, span: &Range<usize>) {
        let place = self.spot.place(span.clone());
        let problems = &mut self.problems;
        match wants {
            Wants::Heading => problems
                .report(Rule::EmptyHeading, place, "a heading without words")
                .help("write its words, or take it out"),
            Wants::Link => problems
                .report(Rule::EmptyLink, place, "a link without words")
                .help("write between its tags where the link leads"),
            Wants::Captions => problems
                .report(Rule::Captions, place, "a video without captions")
                .help("put `<track kind=\"captions\" src=\"talk.vtt\">` with its captions into it"),
        };
    }
}

/// What an element lacks if it has no words.
pub(super) fn wants(tag: &Tag, element: &Element) -> Option<Wants> {
    let is_named = ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|name| tag.get(name).is_some_and(|value| !value.trim().is_empty()));
    match element.reads {
        Reads::Heading(_) => Some(Wants::Heading),
        Reads::Link if !is_named && tag.get("href").is_some_and(|href| !is_amount(href)) => Some(Wants::Link),
        Reads::Recording if element.name == "video" && tag.get("src").is_some() => Some(Wants::Captions),
        _ => None,
    }
}

/// Whether an address is that of a price or an estimate, whose amount becomes the link's words.
fn is_amount(href: &str) -> bool {
    AmountKind::of(href).is_some()
}
