//! The Markdown file of a rule, read: why, a wrong and a right example, a source.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Why a rule is there, with a wrong and a right example.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whom it helps.
    pub why: String,
    /// What breaks it.
    pub wrong: Vec<Part>,
    /// What mends that.
    pub right: Vec<Part>,
    /// Where it comes from.
    pub source: String,
}

/// A part of an example: words that name its place, and a block of code that stands there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Part {
    /// Words that name the place.
    pub words: String,
    /// What stands there; nothing if the words alone are the example, such as "A link from `static/` to another folder."
    pub text: Option<String>,
}

/// Where a part of an example stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot<'a> {
    /// "In an article:" begins the body of one.
    Body,
    /// "An article that holds nothing else:" is the body of one.
    WholeBody,
    /// "Between the `+++` of an article:" takes the place of the same keys.
    Keys,
    /// "In `site.toml`:" takes the place of the same keys, or is a table more of a list.
    In(&'a str),
    /// "`content/hours.md`:" is the whole file.
    File(&'a str),
}

impl Part {
    /// Where it stands; nothing if it is no text.
    pub fn spot(&self) -> Option<Spot<'_>> {
        self.text.as_ref()?;
        let words = self.words.trim_end_matches(':');
        let path = words.split('`').nth(1).unwrap_or_default();
        Some(match words {
            "In an article" => Spot::Body,
            "An article that holds nothing else" => Spot::WholeBody,
            "Between the `+++` of an article" => Spot::Keys,
            _ if words.starts_with("In `") => Spot::In(path),
            _ => Spot::File(path),
        })
    }
}

impl Explanation {
    /// Reads the file of a rule.
    pub(crate) fn read(text: &str) -> Self {
        let mut explanation = Explanation::default();
        let mut section = String::new();
        let mut words = String::new();
        for event in Parser::new(text) {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::Paragraph) => words.clear(),
                Event::Text(more) => words.push_str(&more),
                Event::Code(more) => words.push_str(&format!("`{more}`")),
                Event::SoftBreak => words.push(' '),
                Event::End(TagEnd::Heading(_)) => section = std::mem::take(&mut words),
                Event::End(TagEnd::Paragraph) => explanation.take(&section, std::mem::take(&mut words)),
                Event::End(TagEnd::CodeBlock) => explanation.take_code(&section, std::mem::take(&mut words)),
                _ => {}
            }
        }
        explanation
    }

    /// Takes up a paragraph.
    fn take(&mut self, section: &str, words: String) {
        match section {
            "Wrong" => self.wrong.push(Part { words, text: None }),
            "Right" => self.right.push(Part { words, text: None }),
            "Source" => self.source = words,
            _ => self.why = words,
        }
    }

    /// Takes up a block of code, which belongs to the words before it.
    fn take_code(&mut self, section: &str, text: String) {
        let parts = if section == "Wrong" { &mut self.wrong } else { &mut self.right };
        if let Some(part) = parts.last_mut() {
            part.text = Some(text);
        }
    }
}
