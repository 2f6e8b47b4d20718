//! What a template asks for by name: other templates, phrases, options, addresses. Read from its text, since the engine
//! does not tell what it has compiled.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What a template asks for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Templates that it extends or includes.
    pub(super) templates: Vec<Template>,
    /// Keys of phrases, as far as they are known.
    pub(super) phrases: Vec<Word>,
    /// Names of options, as far as they are known.
    pub(super) options: Vec<Word>,
    /// Addresses of the site: what `url` is called with, and attributes without a tag in them.
    pub(super) addresses: Vec<Address>,
    /// Names of options whose values `url` is called with.
    pub(super) address_options: Vec<String>,
}

/// A template that another one names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) needs: Needs,
    pub(super) span: Range<usize>,
}

/// What for a template names another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// To fill its blocks.
    Extends,
    /// To stand in it.
    Includes,
}

/// A text that a template writes or puts together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// All of it.
    Whole(String),
    /// How it begins: `"type_" ~ kind`.
    Begin(String),
    /// It is known when the template is rendered.
    Any,
}

impl Word {
    /// Whether it may be this word.
    pub(super) fn may_be(&self, word: &str) -> bool {
        match self {
            Word::Whole(whole) => whole == word,
            Word::Begin(begin) => word.starts_with(begin),
            Word::Any => true,
        }
    }
}

/// An address of the site in a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) target: String,
    pub(super) kind: AddressKind,
    pub(super) when: When,
    pub(super) span: Range<usize>,
}

/// How an address is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AddressKind {
    /// For the function `url`: from the root of the site.
    Url,
    /// In an attribute: from the root of the host.
    Attribute,
}

/// Whether what is written is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// Inside `if` or `for`.
    Perhaps,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a test reads a template with it")
}

/// Where code begins; comments and what is not to be read as code are found whole.
pub(super) static CODE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?s)\{#.*?(?:#\}|$)|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|\{\{|\{%"));

/// One token of code: an end of it, a text in quotes, a name, or any sign.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?s)-?\}\}|-?%\}",
        r#"|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"#,
        r"|[A-Za-z_][A-Za-z0-9_]*|[^\s]"
    ))
});

/// An attribute that leads somewhere, with an address from the root and no tag in it; or the edge of a comment.
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"<!--|-->|\s(?:href|src|poster)\s*=\s*(?:"(/[^"]*)"|'(/[^']*)')"#));

/// Reads a template.
pub(super) fn read(text: &str) -> Asked {
    let mut reader = Reader { text, asked: Asked::default(), conditions: 0, is_comment: false };
    let mut at = 0;
    while let Some(found) = CODE.find_at(text, at) {
        reader.markup(at..found.start());
        at = found.end();
        if matches!(found.as_str(), "{{" | "{%") {
            let (tokens, end) = tokens(text, at);
            reader.code(&tokens);
            at = end;
        }
    }
    reader.markup(at..text.len());
    reader.asked
}

pub(super) type Token<'a> = regex::Match<'a>;

/// The tokens up to the end of the code that begins at a byte, and where it ends.
pub(super) fn tokens(text: &str, mut at: usize) -> (Vec<Token<'_>>, usize) {
    let mut tokens = Vec::new();
    while let Some(token) = TOKEN.find_at(text, at) {
        at = token.end();
        if token.as_str().ends_with("}}") || token.as_str().ends_with("%}") {
            break;
        }
        tokens.push(token);
    }
    (tokens, at)
}

struct Reader<'a> {
    text: &'a str,
    asked: Asked,
    /// How many `if` and `for` are open.
    conditions: usize,
    /// Whether a comment of HTML is open.
    is_comment: bool,
}

impl Reader<'_> {
    fn when(&self) -> When {
        if self.conditions == 0 { When::Always } else { When::Perhaps }
    }

    /// Reads what stands between two tags.
    fn markup(&mut self, range: Range<usize>) {
        let markup = self.text.get(range.clone()).unwrap_or_default();
        for found in ATTRIBUTE.captures_iter(markup) {
            match found.get(1).or(found.get(2)) {
                Some(target) if !self.is_comment => self.asked.addresses.push(Address {
                    target: target.as_str().to_owned(),
                    kind: AddressKind::Attribute,
                    when: self.when(),
                    span: range.start + target.start()..range.start + target.end(),
                }),
                Some(_) => {}
                None => self.is_comment = &found[0] == "<!--",
            }
        }
    }

    /// Reads a tag.
    fn code(&mut self, tokens: &[Token<'_>]) {
        let word = |at: usize| tokens.get(at).map_or("", |token| token.as_str());
        match word(usize::from(word(0) == "-")) {
            "if" | "for" => self.conditions += 1,
            "endif" | "endfor" => self.conditions = self.conditions.saturating_sub(1),
            "extends" => self.template(tokens, Needs::Extends),
            "include" => self.template(tokens, Needs::Includes),
            _ => {}
        }
        for (at, token) in tokens.iter().enumerate() {
            let is_field = at > 0 && word(at - 1) == ".";
            match (token.as_str(), word(at + 1)) {
                ("t", "(") if !is_field => {
                    let key = argument(tokens, at + 2, "key");
                    self.asked.phrases.extend(key.map(word_of));
                }
                ("url", "(") if !is_field => {
                    if let Some(to) = argument(tokens, at + 2, "to") {
                        self.url(to);
                    }
                }
                ("options", ".") => self.asked.options.push(Word::Whole(word(at + 2).to_owned())),
                ("options", "[") => {
                    self.asked.options.push(word_of(tokens.get(at + 2..).unwrap_or_default()));
                }
                ("options", _) if is_field && at > 1 && word(at - 2) == "site" => {
                    self.asked.options.push(Word::Any);
                }
                _ => {}
            }
        }
    }

    /// Reads what `url` is called with.
    fn url(&mut self, to: &[Token<'_>]) {
        if let (Word::Whole(target), Some(text)) = (word_of(to), to.first()) {
            let (kind, when, span) = (AddressKind::Url, self.when(), text.start() + 1..text.end() - 1);
            self.asked.addresses.push(Address { target, kind, when, span });
        } else if let Some(option) = option_of(to) {
            self.asked.address_options.push(option.to_owned());
        }
    }

    fn template(&mut self, tokens: &[Token<'_>], needs: Needs) {
        let named = tokens.iter().find_map(|token| Some((quoted(token.as_str())?, token.range())));
        if let Some((name, range)) = named {
            let span = range.start + 1..range.end - 1;
            self.asked.templates.push(Template { name: name.to_owned(), needs, span });
        }
    }
}

/// The value of an argument of a call, whose arguments begin at a token, and what stands behind it.
fn argument<'t, 'a>(tokens: &'t [Token<'a>], from: usize, name: &str) -> Option<&'t [Token<'a>]> {
    let mut depth = 0_usize;
    let mut begins = true;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            ")" | "]" | "}" if depth == 0 => return None,
            ")" | "]" | "}" => depth -= 1,
            "(" | "[" | "{" => depth += 1,
            word if begins && word == name && tokens.get(at + 1).is_some_and(|next| next.as_str() == "=") => {
                return tokens.get(at + 2..).filter(|value| !value.is_empty());
            }
            _ => {}
        }
        begins = depth == 0 && token.as_str() == ",";
    }
    None
}

/// The word that a value makes.
fn word_of(value: &[Token<'_>]) -> Word {
    let next = value.get(1).map_or("", |token| token.as_str());
    match (value.first().and_then(|token| quoted(token.as_str())), next) {
        (Some(whole), "," | ")" | "]" | "") => Word::Whole(whole.to_owned()),
        (Some(begin), "~") => Word::Begin(begin.to_owned()),
        _ => Word::Any,
    }
}

/// The name of the option that is all of a value: `site.options.NAME`, `site.options["NAME"]`.
fn option_of<'a>(value: &[Token<'a>]) -> Option<&'a str> {
    let words: Vec<_> = value.iter().map(Token::as_str).take(7).collect();
    match words.as_slice() {
        ["site", ".", "options", ".", name, "," | ")", ..] => Some(*name),
        ["site", ".", "options", "[", name, "]", "," | ")"] => quoted(name),
        _ => None,
    }
}

/// A text without its quotes; nothing if it is no text, or one with escapes.
fn quoted(token: &str) -> Option<&str> {
    let inside =
        ['"', '\'', '`'].into_iter().find_map(|quote| token.strip_prefix(quote)?.strip_suffix(quote));
    inside.filter(|inside| !inside.contains('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_template_asks_for_is_read_from_its_text() {
        let text = r##"{%- extends "base.html" -%}
{# {% include "a.html" %} #}{% raw %}{{ t(key="raw") }}<a href="/raw/">{% endraw %}
{% block main %}{% include 'parts/b.html' %}{{ t(key="one", n=t(key="two")) | upper }}{{ t(n=1, key="verdict_" ~ x) }}
<!-- <a href="/old/"> {{ t(key="three") }} --><a class="b" href="/new/#top">{{ x.t(key="no") }}
{% if site.options.show %}<img src='/img/a.png' alt="{{ t(key=page.key) }}">{% endif %}<a href="/{{ x }}/">
<a href="{{ url(to="/b/") }}">{% for one in site.options["many"] %}{{ url(to=one) }}{{ url(to="/" ~ one) }}{% endfor %}
{{ entry.options }}{{ site.options }}{{ url(to=site.options.to) }}{{ url(to=site.options['at']) }}
{{ url(to=site.options.to ~ "x") }}{% endblock %}"##;
        let asked = read(text);
        let templates: Vec<_> = asked.templates.iter().map(|one| (one.name.as_str(), one.needs)).collect();
        assert_eq!(templates, [("base.html", Needs::Extends), ("parts/b.html", Needs::Includes)]);
        let whole = |word: &str| Word::Whole(word.to_owned());
        let begin = Word::Begin("verdict_".to_owned());
        assert_eq!(asked.phrases, [whole("one"), whole("two"), begin, whole("three"), Word::Any]);
        let options = [whole("show"), whole("many"), Word::Any, whole("to"), whole("at"), whole("to")];
        assert_eq!(asked.options, options);
        assert_eq!(asked.address_options, ["to", "at"]);
        let addresses: Vec<_> =
            asked.addresses.iter().map(|one| (one.target.as_str(), one.kind, one.when)).collect();
        let (url, attribute) = (AddressKind::Url, AddressKind::Attribute);
        let wanted = [
            ("/new/#top", attribute, When::Always),
            ("/img/a.png", attribute, When::Perhaps),
            ("/b/", url, When::Always),
        ];
        assert_eq!(addresses, wanted);
        let spans = asked.addresses.iter().map(|one| (&one.span, &one.target));
        let names = asked.templates.iter().map(|one| (&one.span, &one.name));
        for (span, written) in spans.chain(names) {
            assert_eq!(&text[span.clone()], written);
        }
    }

    #[test]
    fn a_template_that_is_not_whole_is_read_to_its_end() {
        for text in [
            "{{",
            "{% extends \"a",
            "{# x",
            "{% raw %}",
            "{{ t(",
            "{{ t(key",
            "{{ t(key=",
            "{{ url(to=\"",
            "é{{ 'é",
        ] {
            read(text);
        }
    }
}
