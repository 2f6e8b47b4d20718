//! A page of the guide as its examples: blocks of code, each with the words and comments before it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block of code of a page.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The line on which it stands, from 1.
    pub(super) line: usize,
    /// The word behind its fence: `toml`, `markdown`, `console`, `sh`; nothing for one that is indented.
    pub(super) form: String,
    pub(super) text: String,
    /// What stands in backticks in the paragraph before it.
    names: Vec<String>,
    /// The HTML comments since the block before it.
    comments: Vec<String>,
}

impl Block {
    /// The file that it stands in: the last one that the paragraph before it names.
    pub(super) fn file(&self) -> Option<&str> {
        let is_file = |name: &&String| *name == "site.toml" || (name.contains('/') && has_ending(name));
        self.names.iter().rev().find(is_file).map(String::as_str)
    }

    /// What a comment such as `<!-- not run: it asks -->` says behind its first words.
    pub(super) fn comment(&self, begins: &str) -> Option<&str> {
        self.comments.iter().find_map(|comment| comment.strip_prefix(begins)).map(str::trim)
    }
}

fn has_ending(name: &str) -> bool {
    let path = std::path::Path::new(name);
    path.extension().is_some_and(|ending| ending == "toml" || ending == "md")
}

/// The page: its blocks, its comments, what stands in backticks, the addresses of its links, the anchors of its headings.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) comments: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) anchors: Vec<String>,
}

impl Page {
    pub(super) fn read(text: &str) -> Page {
        let mut page = Page::default();
        let (mut names, mut comments, mut block) = (Vec::new(), Vec::new(), None::<Block>);
        let mut heading = None::<String>;
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
        for (event, range) in parser {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let form = match kind {
                        CodeBlockKind::Fenced(form) => form.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let line = text[..range.start].matches('\n').count() + 1;
                    let comments = std::mem::take(&mut comments);
                    block = Some(Block { line, form, names: names.clone(), comments, ..Block::default() });
                }
                Event::End(TagEnd::CodeBlock) => page.blocks.extend(block.take()),
                Event::Start(Tag::Heading { .. }) => {
                    names.clear();
                    heading = Some(String::new());
                }
                Event::End(TagEnd::Heading(_)) => {
                    page.anchors.extend(heading.take().map(|words| anchor(&words)))
                }
                Event::Start(Tag::Paragraph | Tag::Item) => names.clear(),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.to_string());
                }
                Event::Code(name) => {
                    heading.iter_mut().for_each(|words| words.push_str(&name));
                    page.names.push(name.to_string());
                    names.push(name.to_string());
                }
                Event::Text(more) => match (&mut block, &mut heading) {
                    (Some(block), _) => block.text.push_str(&more),
                    (None, Some(words)) => words.push_str(&more),
                    (None, None) => {}
                },
                Event::Html(html) => {
                    let inside = html.trim().strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
                    let comment = inside.map(|words| words.trim().to_owned());
                    page.comments.extend(comment.clone());
                    comments.extend(comment);
                }
                _ => {}
            }
        }
        page
    }

    /// What the first comment of the page that begins so goes on to say.
    pub(super) fn comment(&self, begins: &str) -> Option<&str> {
        self.comments.iter().find_map(|comment| comment.strip_prefix(begins)).map(str::trim)
    }
}

/// The anchor of a heading, as hosts of repositories make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

/// A command of a console, with what it prints.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) command: Vec<String>,
    pub(super) shown: String,
}

/// The commands of a block `console`: each line that begins with `$`, and what is shown below it.
pub(super) fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: words(command), shown: String::new() }),
            (None, Some(step)) => step.shown.push_str(&format!("{line}\n")),
            (None, None) => panic!("`{line}` stands above the first command"),
        }
    }
    steps
}

/// The words of a command; those in quotes are one.
pub(super) fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    for sign in command.chars() {
        match (sign, quote) {
            ('"' | '\'', None) => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            (sign, Some(open)) if sign == open => quote = None,
            (' ', None) => words.extend(word.take()),
            (sign, _) => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

/// Whether a text is what is shown. `…` alone on a line stands for any lines, elsewhere for anything on its line; how long
/// something took is left out of account.
pub(super) fn is_shown(shown: &str, text: &str) -> bool {
    let mut pattern = String::from("^");
    for line in shown.trim_end().lines() {
        let parts: Vec<_> = line.trim_end().split('…').map(regex::escape).collect();
        let one =
            if line.trim() == "…" { "(?:.*\n)*?".to_owned() } else { format!("{} *\n", parts.join(".*")) };
        pattern.push_str(&one);
    }
    pattern.push('$');
    let took = regex::Regex::new(r"\b\d+ ms").unwrap();
    let text = format!("{}\n", text.trim_end());
    let text = took.replace_all(&text, "0 ms");
    let pattern = took.replace_all(&pattern, "0 ms");
    regex::Regex::new(&pattern).unwrap().is_match(if text == "\n" { "" } else { &text })
}

#[test]
fn a_page_is_read_with_what_stands_before_its_blocks() {
    let page = Page::read(
        "<!-- the clinic of a.md -->\n\n# A `b` c\n\nIn `x`, in `content/a.md`:\n\n<!-- a mistake -->\n\n```toml\nx = 1\n```\n\n\
         [Other](b.md#c)\n\n```sh\nls\n```\n",
    );
    let [first, second] = &page.blocks[..] else { panic!("{page:?}") };
    assert_eq!((first.line, first.form.as_str(), first.text.as_str()), (9, "toml", "x = 1\n"));
    assert_eq!((first.file(), first.comment("a mistake")), (Some("content/a.md"), Some("")));
    assert_eq!((second.file(), second.comment("a mistake")), (None, None));
    assert_eq!((page.comment("the clinic of"), &page.links[..]), (Some("a.md"), &["b.md#c".to_owned()][..]));
    assert_eq!(page.anchors, ["a-b-c"]);
}

#[test]
fn what_a_command_prints_is_held_against_what_is_shown() {
    let steps = steps("$ clinicsite new article \"Why now?\"\nwritten\n$ clinicsite build\n");
    assert_eq!(steps[0].command, ["clinicsite", "new", "article", "Why now?"]);
    assert_eq!((steps[0].shown.as_str(), steps[1].shown.as_str()), ("written\n", ""));
    assert!(is_shown("a … c\n…\nz, 9 ms\n", "a b c\n1\n2\nz, 12 ms\n"));
    assert!(is_shown("", "\n") && !is_shown("", "more\n"));
    assert!(!is_shown("a\nb\n", "a\n1\nb\n") && !is_shown("a.c\n", "abc\n"));
}
