//! The check for near-misses: text that its writer most likely meant as Markdown, and that the parser took for text.
//!
//! It looks at the text of one block at a time (a paragraph, a heading, a cell), without code, escaped characters,
//! links and pictures. [`marks`], [`links`] and [`emphasis`] look within a line, [`lines`] at the beginning of one.

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

/// The placeholder of what is not plain text: code, a picture, an escaped character.
const OPAQUE: char = '\u{fffc}';
/// Elements of raw HTML whose contents are code.
const CODE: &[&str] = &["code", "pre", "kbd", "samp", "script", "style", "textarea", "svg"];

/// A text that is nearly Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NearMiss {
    /// The byte range in the text of the block.
    range: Range<usize>,
    /// The problem's message.
    message: String,
    /// The problem's help.
    help: String,
}

/// The kind of the block that a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    /// A paragraph, an item of a list, a term.
    Words,
    /// The first paragraph of a block quote that is no alert.
    Quote,
    Cell,
    Heading,
    RawHtml,
}

/// Reports the near-misses of a text.
pub(super) fn report(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    spot: &Spot<'_>,
    problems: &mut Problems,
) {
    let mut finder = NearMissFinder {
        source: text,
        spot,
        problems,
        text: String::new(),
        map: TextMap::default(),
        block: BlockKind::Words,
        end: 0,
        open_code: 0,
    };
    let mut code = false;
    for (event, span) in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                finder.finish();
                finder.fence(kind, span);
                code = true;
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Heading { .. }) => {
                finder.event(event, span);
                finder.underlined(span);
            }
            _ if code => {}
            event => finder.event(event, span),
        }
    }
    finder.finish();
}

/// Collects the text of each block from the parser's events, and looks through it at the block's end.
struct NearMissFinder<'a, 'p> {
    source: &'a str,
    spot: &'a Spot<'a>,
    problems: &'p mut Problems,
    /// The text of the block so far.
    text: String,
    /// The source map of `text`.
    map: TextMap,
    block: BlockKind,
    /// The end of the last event.
    end: usize,
    /// The number of open raw elements whose contents are code.
    open_code: usize,
}

impl NearMissFinder<'_, '_> {
    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Text(text) if self.open_code == 0 => self.words(text, span),
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
                self.block = match event {
                    Event::Start(Tag::BlockQuote(None)) => BlockKind::Quote,
                    Event::Start(Tag::Paragraph) if self.block == BlockKind::Quote => BlockKind::Quote,
                    Event::Start(Tag::TableCell) => BlockKind::Cell,
                    Event::Start(Tag::Heading { .. }) => BlockKind::Heading,
                    Event::Start(Tag::HtmlBlock) => BlockKind::RawHtml,
                    _ => BlockKind::Words,
                };
                self.end = if matches!(event, Event::End(_)) { span.end } else { span.start };
                if is_block(event) {
                    self.open_code = 0;
                }
            }
        }
    }

    /// Adds text; its first character is opaque if it was escaped, all of it if it was a character reference.
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

    /// Adds a tag of raw HTML.
    fn tag(&mut self, html: &str, span: &Range<usize>) {
        let name = html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let is_code = CODE.iter().any(|code| name.is_some_and(|name| name.eq_ignore_ascii_case(code)));
        match html.starts_with("</") {
            true if is_code => self.open_code = self.open_code.saturating_sub(1),
            false if is_code => self.open_code += 1,
            // `{{<figure …>}}` of another generator is no tag; a tag may hold such a mark.
            _ if is_in_braces(self.source, span) || html.contains("{{") || html.contains("{%") => {
                return self.push(html, span);
            }
            _ => {}
        }
        self.opaque(span);
    }

    /// Adds a placeholder.
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

    /// Looks through the block that ends here.
    fn finish(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let (text, block) = (&self.text, self.block);
        let mut found = Vec::new();
        marks::find(text, block, &mut found);
        if block != BlockKind::RawHtml {
            links::find(text, &mut found);
            emphasis::find(text, &mut found);
        }
        if matches!(block, BlockKind::Words | BlockKind::Quote) {
            lines::find(text, block, &mut found);
        }
        // Of two that overlap the first is reported; of two at one place the one that was found first.
        found.sort_by_key(|near| near.range.start);
        let mut end = 0;
        for near in found {
            if near.range.start < end {
                continue;
            }
            end = near.range.end;
            let place = self.spot.place(self.map.span(near.range));
            self.problems.report(Rule::NearMarkdown, place, near.message).help(near.help);
        }
        self.text.clear();
        self.map = TextMap::default();
    }

    /// Reports a paragraph that becomes a heading by a line of hyphens right below it.
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

    /// Reports a code fence that is not closed: the rest of the text is code.
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

/// The first line of a text, shortened for messages.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}
