//! Style sheets as they are served: what a sheet imports stands in its place, so that one file is one request. Addresses have
//! their fingerprints; comments, and blanks that say nothing, are left out.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use cssparser::{Delimiter, ParseError, Parser, Token};

use super::assets::{Fingerprints, join};
use crate::identifiers::WebAddress;
use crate::problem::{Place, Problem, Rule};
use crate::source::Source;

/// So many style sheets may import one another: each takes room on the stack while it is written.
const DEEPEST: usize = 20;

/// A style sheet with its parts, as it is served.
pub(super) fn served(name: &str, path: &str, text: &str, work: &mut Fingerprints<'_>) -> String {
    let mut chain = Chain { open: Vec::new(), placed: BTreeSet::new() };
    write(name, Source::new(path, text), &mut chain, work)
}

/// The names that a style sheet imports.
pub(super) fn imports(name: &str, text: &str) -> Vec<String> {
    let mut parser = Parser::new(text);
    let mut names = Vec::new();
    while let Ok(token) = parser.next().cloned() {
        if is_rule(&token, "import")
            && let Ok(import) = parser.parse_until_after(Delimiter::Semicolon, Import::read)
        {
            names.extend(import.name(name));
        }
    }
    names
}

/// What is being written: the sheets that import one another down to the present one, and all parts that stand in the first.
struct Chain {
    open: Vec<String>,
    placed: BTreeSet<String>,
}

fn write(name: &str, source: Arc<Source>, chain: &mut Chain, work: &mut Fingerprints<'_>) -> String {
    chain.open.push(name.to_owned());
    let mut sheet =
        Sheet { name, source: source.clone(), chain, work, out: Served::default(), head: Head::Open };
    sheet.top(&mut Parser::new(&source.text));
    sheet.out.end();
    let text = sheet.out.text;
    chain.open.pop();
    text
}

/// An `@import`: what it leads to, and when its rules hold.
struct Import {
    target: String,
    span: Range<usize>,
    layer: Option<String>,
    supports: Option<String>,
    media: String,
}

impl Import {
    /// Reads what stands between `@import` and its semicolon.
    fn read(parser: &mut Parser<'_>) -> Result<Self, ParseError<()>> {
        parser.skip_whitespace();
        let start = parser.position().byte_index();
        let target = parser.expect_url_or_string()?.as_ref().to_owned();
        let span = start..parser.position().byte_index();
        let bare = parser.try_parse(|parser| parser.expect_ident_matching("layer"));
        let layer = bare.ok().map(|()| String::new()).or_else(|| call(parser, "layer"));
        let supports = call(parser, "supports");
        parser.skip_whitespace();
        let media = rest(parser);
        Ok(Import { target, span, layer, supports, media })
    }

    /// The name of what it imports into a sheet; nothing for what is no file of `assets/`.
    fn name(&self, sheet: &str) -> Option<String> {
        let target = self.target.split(['?', '#']).next().filter(|target| !target.is_empty())?;
        if target.starts_with('/') || target.starts_with("data:") || WebAddress::is_meant(target) {
            return None;
        }
        let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
        join(folder, target)
    }

    /// The rules of the part, below the conditions of the import.
    fn wrap(&self, rules: String) -> String {
        let below = |rule: String, rules: String| format!("{rule}{{{rules}}}\n");
        let mut rules = rules;
        if let Some(layer) = &self.layer {
            rules =
                below(if layer.is_empty() { "@layer".to_owned() } else { format!("@layer {layer}") }, rules);
        }
        if let Some(supports) = &self.supports {
            rules = below(format!("@supports ({supports})"), rules);
        }
        if self.media.is_empty() { rules } else { below(format!("@media {}", self.media), rules) }
    }
}

/// What stands in the parentheses of a function, if that is next.
fn call(parser: &mut Parser<'_>, name: &str) -> Option<String> {
    let inside = |parser: &mut Parser<'_>| -> Result<String, ParseError<()>> {
        parser.expect_function_matching(name)?;
        parser.parse_nested_block(|inner| Ok(rest(inner)))
    };
    parser.try_parse(inside).ok()
}

/// All that is left, as it is written.
fn rest(parser: &mut Parser<'_>) -> String {
    let start = parser.position();
    while parser.next().is_ok() {}
    parser.slice_from(start).trim().to_owned()
}

fn is_rule(token: &Token<'_>, name: &str) -> bool {
    matches!(token, Token::AtKeyword(word) if word.eq_ignore_ascii_case(name))
}

/// Whether imports may still follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Open,
    /// Inside of `@layer a, b;`, before which imports may stand and behind which they may, too.
    Layers,
    Over,
}

struct Sheet<'w, 'a> {
    name: &'w str,
    source: Arc<Source>,
    chain: &'w mut Chain,
    work: &'w mut Fingerprints<'a>,
    out: Served,
    head: Head,
}

impl Sheet<'_, '_> {
    fn tell(&mut self, rule: Rule, span: Range<usize>, message: impl Into<String>) -> &mut Problem {
        self.work.problems.report(rule, Place::new(&self.source, span), message)
    }

    /// Writes the rules of the sheet.
    fn top(&mut self, parser: &mut Parser<'_>) {
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
            let at = start.byte_index();
            match &token {
                // All that is served is UTF-8, and says so.
                rule if is_rule(rule, "charset") => {
                    let _ = parser
                        .parse_until_after(Delimiter::Semicolon, |rule| -> Result<_, ParseError<()>> {
                            Ok(rest(rule))
                        });
                    continue;
                }
                rule if is_rule(rule, "import") => {
                    let import = parser.parse_until_after(Delimiter::Semicolon, Import::read);
                    self.import(import.ok(), at..parser.position().byte_index());
                    continue;
                }
                Token::CloseCurlyBracket => {
                    self.tell(Rule::Theme, at..at + 1, "a `}` that closes nothing")
                        .help("take it out: browsers leave out what follows it");
                    continue;
                }
                Token::Comment(text) if text.starts_with('!') => {
                    self.out.push(parser.slice_from(start), Sign::Other);
                    continue;
                }
                Token::WhiteSpace(_) | Token::Comment(_) => {}
                Token::Semicolon if self.head == Head::Layers => self.head = Head::Open,
                Token::CurlyBracketBlock => self.head = Head::Over,
                rule if is_rule(rule, "layer") && self.head == Head::Open => self.head = Head::Layers,
                _ if self.head == Head::Layers => {}
                _ => self.head = Head::Over,
            }
            self.token(&token, at, parser);
            if token == Token::CurlyBracketBlock {
                self.out.gap = Gap::Line;
            }
        }
    }

    /// Writes what stands in brackets, up to their end.
    fn inside(&mut self, parser: &mut Parser<'_>) {
        loop {
            let at = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
            self.token(&token, at, parser);
        }
    }

    /// Writes a token that begins at a byte and has been read, with what stands inside of it.
    fn token(&mut self, token: &Token<'_>, at: usize, parser: &mut Parser<'_>) {
        let written = self.source.clone();
        let written = |end: usize| written.text.get(at..end).unwrap_or_default().to_owned();
        let here = parser.position().byte_index();
        match token {
            Token::WhiteSpace(_) => self.out.gap = self.out.gap.max(Gap::Blank),
            Token::Comment(_) => self.out.gap = self.out.gap.max(Gap::Comment),
            Token::UnquotedUrl(target) => self.address(target, at..here),
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let target = parser.parse_nested_block(|inner| -> Result<String, ParseError<()>> {
                    let target = inner.expect_string()?.as_ref().to_owned();
                    rest(inner);
                    Ok(target)
                });
                let span = at..parser.position().byte_index();
                match target {
                    Ok(target) => self.address(&target, span),
                    Err(_) => self.out.push(&written(span.end), Sign::Other),
                }
            }
            Token::Function(_) | Token::ParenthesisBlock => self.block(written(here), ")", at, parser),
            Token::SquareBracketBlock => self.block(written(here), "]", at, parser),
            Token::CurlyBracketBlock => self.block(written(here), "}", at, parser),
            Token::Semicolon | Token::Comma => self.out.push(&written(here), Sign::Mark),
            Token::Colon => self.out.push(":", Sign::Colon),
            _ => self.out.push(&written(here), Sign::Other),
        }
    }

    fn block(&mut self, open: String, close: &str, at: usize, parser: &mut Parser<'_>) {
        let sign = if close == "}" { Sign::Mark } else { Sign::Other };
        self.out.push(&open, sign);
        let end = parser.parse_nested_block(|inner| -> Result<usize, ParseError<()>> {
            self.inside(inner);
            Ok(inner.position().byte_index())
        });
        let span = at..at + open.len();
        match end {
            Ok(end) if parser.position().byte_index() == end + 1 => {}
            Ok(_) => {
                self.tell(Rule::Theme, span, format!("the style sheet ends, and `{open}` is still open"))
                    .help(format!("write `{close}` where it ends"));
            }
            Err(_) => drop(self.tell(Rule::Theme, span, "too many brackets within one another")),
        }
        self.out.push(close, sign);
    }

    /// Writes a `url(…)`.
    fn address(&mut self, target: &str, span: Range<usize>) {
        let place = Place::new(&self.source, span.clone());
        let written = match self.work.link(self.name, target, place) {
            Some(link) => {
                let mut written = String::from("url(");
                let _ = cssparser::serialize_string(&link, &mut written);
                written + ")"
            }
            None => self.source.text.get(span).unwrap_or_default().to_owned(),
        };
        self.out.push(&written, Sign::Other);
    }

    /// Writes a part in the place of its import.
    fn import(&mut self, import: Option<Import>, rule: Range<usize>) {
        let Some(import) = import else {
            self.tell(Rule::Theme, rule, "an `@import` without the name of a style sheet")
                .help("write it in quotes: @import \"css/more.css\";");
            return;
        };
        if self.head == Head::Over {
            self.tell(Rule::Theme, rule, "an `@import` stands behind rules, where browsers do not read it")
                .help("move it to the top of the style sheet");
            return;
        }
        let (span, target) = (import.span.clone(), &import.target);
        if WebAddress::is_meant(target) {
            self.work.link(self.name, target, Place::new(&self.source, span));
            return;
        }
        let Some(name) = import.name(self.name) else {
            self.tell(Rule::Theme, span, format!("`{target}` is no style sheet of `assets/`"))
                .help("put the file into `assets/`, and write its name: @import \"more.css\";");
            return;
        };
        let Some((path, text)) = self.work.text(&name) else {
            self.work.tell_missing(&name, Place::new(&self.source, span));
            return;
        };
        if self.chain.open.contains(&name) {
            let circle = self.chain.open.iter().skip_while(|open| **open != name).chain([&name]);
            let circle: Vec<_> = circle.map(|name| format!("`{name}`")).collect();
            self.tell(
                Rule::Theme,
                span,
                format!("style sheets that import one another: {}", circle.join(", ")),
            )
            .help("take one of these imports out");
        } else if !self.chain.placed.insert(name.clone()) {
            self.tell(Rule::Theme, span, format!("`{name}` is imported a second time"))
                .help("take one of the two out: all imports make one style sheet");
        } else if self.chain.open.len() >= DEEPEST {
            self.tell(Rule::Theme, span, format!("over {DEEPEST} style sheets import one another"))
                .help("put what they hold into fewer style sheets");
        } else {
            self.work.placed.insert(name.clone());
            let rules = write(&name, Source::new(&path, &text), self.chain, self.work);
            self.out.push_part(&import.wrap(rules));
        }
    }
}

/// What a token is to the blanks around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Sign {
    /// One of `{};,`, beside which blanks say nothing.
    #[default]
    Mark,
    /// A colon, behind which a blank may be a value.
    Colon,
    Other,
}

/// What stands between two tokens; the stronger one holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    /// A comment, which parts words.
    Comment,
    Blank,
    /// The end of a rule.
    Line,
}

/// The text that is served, as far as it is written.
#[derive(Default)]
struct Served {
    text: String,
    last: Sign,
    gap: Gap,
}

impl Served {
    fn push(&mut self, written: &str, sign: Sign) {
        let says_nothing = self.last == Sign::Mark || (sign == Sign::Mark && self.last != Sign::Colon);
        match std::mem::take(&mut self.gap) {
            Gap::Line if !self.text.is_empty() => self.text.push('\n'),
            Gap::Comment if !says_nothing => self.text.push_str("/**/"),
            Gap::Blank if !says_nothing => self.text.push(' '),
            _ => {}
        }
        self.text.push_str(written);
        self.last = sign;
    }

    /// Whole rules.
    fn push_part(&mut self, rules: &str) {
        self.gap = Gap::None;
        self.last = Sign::Mark;
        self.text.push_str(rules);
    }

    /// Ends the last rule, so that another can follow.
    fn end(&mut self) {
        if self.last != Sign::Mark {
            self.text.push(';');
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
