//! What looks like Markdown to its writer, and is none: told at its place, with what to write.
//!
//! Looks at what the parser left as text, part by part (a paragraph, a heading, a cell); code, escaped signs and what
//! became a link or a picture are not looked at. [`marks`] has what stands within a line, [`lines`] what begins one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::signs::{is_in_braces, strikes};
use super::{Spot, is_block};
use crate::problem::{Problems, Rule};
use crate::text_map::TextMap;

mod emphasis;
mod lines;
mod links;
mod marks;
#[cfg(test)]
mod tests;

/// Stands for what is no plain text: code, a picture, an escaped sign.
const OPAQUE: char = '\u{fffc}';
/// Elements of raw HTML whose content is shown as it is written.
const CODE: &[&str] = &["code", "pre", "kbd", "samp", "script", "style", "textarea", "svg"];

/// Something that is nearly Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Near {
    /// Bytes in the text of the part.
    range: Range<usize>,
    /// What it is, and what it is not.
    said: String,
    /// What to write.
    help: String,
}

/// What kind of part a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A paragraph, an item of a list, a term.
    Words,
    /// The first paragraph of a block quote that is no alert.
    Quote,
    Cell,
    Heading,
    RawHtml,
}

/// Reports what is nearly Markdown in a text.
pub(super) fn report(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    spot: &Spot<'_>,
    problems: &mut Problems,
) {
    let mut reader = Reader {
        source: text,
        spot,
        problems,
        text: String::new(),
        map: TextMap::default(),
        part: Part::Words,
        end: 0,
        quiet: 0,
    };
    let mut code = false;
    for (event, span) in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                reader.finish();
                reader.fence(kind, span);
                code = true;
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Heading { .. }) => {
                reader.event(event, span);
                reader.underlined(span);
            }
            _ if code => {}
            event => reader.event(event, span),
        }
    }
    reader.finish();
}

struct Reader<'a, 'p> {
    source: &'a str,
    spot: &'a Spot<'a>,
    problems: &'p mut Problems,
    /// The part so far, and where each byte of it stands.
    text: String,
    map: TextMap,
    part: Part,
    /// The end of the last event.
    end: usize,
    /// So many raw elements are open whose content is code.
    quiet: usize,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Text(text) if self.quiet == 0 => self.words(text, span),
            Event::Text(_) | Event::Code(_) | Event::FootnoteReference(_) => self.opaque(span),
            Event::SoftBreak | Event::HardBreak => self.push("\n", span),
            Event::Html(html) => self.push(html, span),
            Event::InlineHtml(html) => self.tag(html, span),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.opaque(&(span.start..span.start + 1)),
            Event::End(TagEnd::Link | TagEnd::Image) => self.opaque(&(span.end - 1..span.end)),
            Event::Start(Tag::Strikethrough) if !strikes(self.source, span) => {
                self.push("~", &(span.start..span.start + 1));
            }
            Event::End(TagEnd::Strikethrough) if !strikes(self.source, span) => {
                self.push("~", &(span.end - 1..span.end));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.end = self.end.max(span.start)
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => self.end = span.end,
            event => {
                self.finish();
                self.part = match event {
                    Event::Start(Tag::BlockQuote(None)) => Part::Quote,
                    Event::Start(Tag::Paragraph) if self.part == Part::Quote => Part::Quote,
                    Event::Start(Tag::TableCell) => Part::Cell,
                    Event::Start(Tag::Heading { .. }) => Part::Heading,
                    Event::Start(Tag::HtmlBlock) => Part::RawHtml,
                    _ => Part::Words,
                };
                self.end = if matches!(event, Event::End(_)) { span.end } else { span.start };
                if is_block(event) {
                    self.quiet = 0;
                }
            }
        }
    }

    /// Text as the parser has it: its first sign means nothing where it was escaped, nor does what an entity says.
    fn words(&mut self, text: &str, span: &Range<usize>) {
        let before = self.source.get(self.end..span.start).unwrap_or_default();
        let entity = text.len() != span.len();
        match text.chars().next() {
            Some(first) if before.ends_with('\\') || entity => {
                let length = if entity { span.len() } else { first.len_utf8() };
                self.opaque(&(span.start..span.start + length));
                let rest = if entity { "" } else { text.get(first.len_utf8()..).unwrap_or_default() };
                self.push(rest, &(span.start + length..span.end));
            }
            _ => self.push(text, span),
        }
    }

    fn tag(&mut self, html: &str, span: &Range<usize>) {
        let name = html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let is_code = CODE.iter().any(|code| name.is_some_and(|name| name.eq_ignore_ascii_case(code)));
        match html.starts_with("</") {
            true if is_code => self.quiet = self.quiet.saturating_sub(1),
            false if is_code => self.quiet += 1,
            // `{{<figure …>}}` of another generator is no tag; a tag may hold such a mark.
            _ if is_in_braces(self.source, span) || html.contains("{{") || html.contains("{%") => {
                return self.push(html, span);
            }
            _ => {}
        }
        self.opaque(span);
    }

    fn opaque(&mut self, span: &Range<usize>) {
        self.text.push(OPAQUE);
        self.map.push(OPAQUE.len_utf8(), span.clone());
        self.end = span.end;
    }

    fn push(&mut self, text: &str, span: &Range<usize>) {
        self.text.push_str(text);
        self.map.push(text.len(), span.clone());
        self.end = span.end;
    }

    /// Looks through the part that ends here.
    fn finish(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let (text, part) = (&self.text, self.part);
        let mut found = Vec::new();
        marks::find(text, part, &mut found);
        if part != Part::RawHtml {
            links::find(text, &mut found);
            emphasis::find(text, &mut found);
        }
        if matches!(part, Part::Words | Part::Quote) {
            lines::find(text, part, &mut found);
        }
        // Of two that overlap the first stands; of two at one place the one that was looked for first.
        found.sort_by_key(|near| near.range.start);
        let mut end = 0;
        for near in found {
            if near.range.start < end {
                continue;
            }
            end = near.range.end;
            let place = self.spot.place(self.map.span(near.range));
            self.problems.report(Rule::NearMarkdown, place, near.said).help(near.help);
        }
        self.text.clear();
        self.map = TextMap::default();
    }

    /// A paragraph that a line of hyphens right below it makes a heading.
    fn underlined(&mut self, span: &Range<usize>) {
        let lines = self.source.get(span.clone()).unwrap_or_default().trim_end();
        let Some((words, rule)) = lines.rsplit_once('\n') else { return };
        let is_rule = rule.contains('-') && rule.chars().all(|c| matches!(c, '-' | ' ' | '>' | '\t' | '\r'));
        let is_sentence = words.trim_end().ends_with('.') && words.split_whitespace().count() > 5;
        if is_rule && (words.contains('\n') || is_sentence) {
            let place = self.spot.place(span.start..span.start + words.len());
            self.problems
                .report(Rule::NearMarkdown, place, "these words become a heading, since `---` stands right below them")
                .help("leave a line empty above `---`; a heading that is meant is one line that begins with `## `");
        }
    }

    /// A fence that nothing closes takes the rest of the text for code.
    fn fence(&mut self, kind: &CodeBlockKind<'_>, span: &Range<usize>) {
        let block = self.source.get(span.clone()).unwrap_or_default().trim_end();
        let (CodeBlockKind::Fenced(_), Some(sign)) = (kind, block.chars().next()) else { return };
        let fence = block.len() - block.trim_start_matches(sign).len();
        let last = block.lines().skip(1).last().unwrap_or_default();
        let last = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let closed = last.len() >= fence && last.chars().all(|c| c == sign);
        if !closed {
            let place = self.spot.place(span.start..span.start + block.lines().next().map_or(0, str::len));
            let fence = sign.to_string().repeat(fence);
            self.problems
                .report(Rule::NearMarkdown, place, "the block of code is not closed, so what follows is code")
                .help(format!("write a line of {fence} where it ends"));
        }
    }
}

/// The text in one line, and not too much of it, for messages.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}
