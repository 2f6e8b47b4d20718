//! The texts of `clinicsite explain`: where a file goes, a short example, and every key.

mod keys;
mod layout;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

use crate::citations::SOURCES;
use crate::config::SITE;
use crate::kinds::Kind;
use crate::known::nearest;
use crate::lint;
use crate::prices::PRICES;
use crate::schema::{Key, Schema};
use crate::site::legal::{LEGAL_PAGES, LegalPage};
use crate::theme::THEME;
use layout::Page;
pub(crate) use layout::about;

/// The files that are not pages, by the word that `explain` knows each by.
pub(crate) static FILES: [File; 4] = [
    File {
        word: "site",
        path: "site.toml",
        schema: &SITE,
        about: "site.toml: the clinic, its menu and its choices. Everything but the title and the \
                address has a default.",
    },
    File {
        word: "prices",
        path: "content/prices.toml",
        schema: &PRICES,
        about: "content/prices.toml: the price list. Every amount that the site shows comes from here: the page \
                /pricing/, [](price:ID) and [](estimate:ID) in texts, and the same for machines.",
    },
    File {
        word: "sources",
        path: "content/sources.toml",
        schema: &SOURCES,
        about: "content/sources.toml: the citation library. A text cites a source as [@ID]; the list of \
                references is made from here.",
    },
    File {
        word: "theme",
        path: "themes/NAME/theme.toml",
        schema: &THEME,
        about: "themes/NAME/theme.toml: what a theme lets a site choose, and the colours it lays on one another. \
                This file alone, with its `name`, makes a theme. Beside it may stand templates/, assets/, static/ and \
                phrases/ with what is to look otherwise; of all else meridian, the theme inside the program, is shown. \
                docs/themes.md in the program's source tells what templates see.",
    },
];

/// A file that is no page.
#[derive(Debug)]
pub(crate) struct File {
    /// The word for it.
    pub(crate) word: &'static str,
    /// Its path in the clinic's folder.
    pub(crate) path: &'static str,
    /// The keys at its root.
    pub(crate) schema: &'static Schema,
    /// What it is, and what it needs.
    pub(crate) about: &'static str,
}

/// How TOML is written, as far as these files need it.
const TOML: &str = "Texts stand in quotes; dates, numbers, true and false stand without; a date in \
                    quotes is taken too. A key that may be left out and is empty (\"\", [] or {}) counts as not written. A table, [name], or [[name]] \
                    where there may be several, stands behind all other keys; a table in a table has both names, \
                    as [[services.options]] below its [[services]]. A short one may also be written name = { … } or \
                    name = [{ … }, { … }].";

/// What the short example names.
const NAMED: &str = "Whatever it names (a person, a place, a service, a price) has a file or an entry of its own: leave \
                     such a key out until that is there.";

/// How the text of a page is written.
const TEXT: &str = "The text below the second +++ is Markdown (CommonMark, with tables and footnotes). In it, and in \
                    keys that are inline Markdown, [words](../services/visit.md) links a page, [words](https://…) an \
                    address, [](price:ID) shows a price, [](estimate:ID) a worked year, [@ID] cites a source, and \
                    [words](book:) leads to where visits are booked.";

impl File {
    /// Whether the word is its name, with its folder or without.
    pub(crate) fn is_called(&self, word: &str) -> bool {
        let name = self.path.rsplit('/').next();
        self.word == word || self.path == word || name == Some(word)
    }
}

/// What legal pages are.
const LEGAL: &str = "These files of content/ are legal pages: each that is there stands in every footer. `clinicsite check` \
                     asks for some of them, by the rules in brackets; that is no legal advice, and what a clinic owes is \
                     for its lawyer to say.";

/// What there is to say of a word in any letter case; `None` if it is neither a kind of page nor a file, a rule or a key.
pub(crate) fn explain(word: &str) -> Option<String> {
    // Rules are called `M13` or `dead-link`, all else is in lower case.
    let forms = [word.to_owned(), word.to_lowercase(), word.to_uppercase()];
    forms.iter().find_map(|form| of_word(form))
}

fn of_word(word: &str) -> Option<String> {
    let file = FILES.iter().find(|file| file.is_called(word)).map(of_file);
    let kind = Kind::ALL.iter().find(|kind| kind.name() == word).map(|kind| of_kind(*kind));
    let mut found: Vec<String> = [file, kind].into_iter().flatten().collect();
    if let Some(rule) = lint::rule(word).map(crate::report::explain) {
        let heading = if found.is_empty() { "" } else { "The rule of this name\n\n" };
        found.push(format!("{heading}{rule}"));
    }
    if found.is_empty() { keys::explain(word.trim_matches(['[', ']'])) } else { Some(found.join("\n\n")) }
}

/// The word that was most likely meant.
pub(crate) fn nearest_to(word: &str) -> Option<&'static str> {
    let words = Kind::ALL.iter().map(|kind| kind.name()).chain(FILES.iter().map(|file| file.word));
    let words = words.chain(lint::rules().iter().map(|rule| rule.id()));
    nearest(word, words).or_else(|| nearest(word, keys::names()))
}

/// All that can be explained.
pub(crate) fn subjects() -> String {
    let mut page = Page::default();
    page.line(0, "clinicsite explain WORD tells what a file holds, or why a rule is there.");
    page.line(0, "");
    page.line(0, "Pages, by their kind");
    for kind in Kind::ALL {
        page.entry(kind.name(), kind.spec().about);
    }
    page.line(0, "");
    page.line(0, "Other files");
    for file in &FILES {
        page.entry(file.word, file.about);
    }
    page.line(0, "");
    page.line(0, "Keys");
    page.entry(
        "KEY",
        "the name of a key or table, such as hours, menu or plans: what it takes, wherever it may stand",
    );
    page.line(0, "");
    page.line(0, "Rules");
    page.entry("ID", "as in brackets in every message; `clinicsite check --list` has them all");
    page.text()
}

/// The files of the legal pages, each with the rules that ask for it.
fn legal_pages() -> String {
    let described = |page: &&LegalPage| {
        let rules: Vec<_> = page.rules.iter().map(|rule| rule.id()).collect();
        if rules.is_empty() {
            format!("{}.md", page.name)
        } else {
            format!("{}.md ({})", page.name, rules.join(", "))
        }
    };
    LEGAL_PAGES.iter().map(described).collect::<Vec<_>>().join(", ")
}

fn of_file(file: &File) -> String {
    let mut page = Page::default();
    page.paragraph(0, file.about);
    page.line(0, "");
    page.line(0, "A short one:");
    page.line(0, "");
    page.sample(file.schema);
    page.line(0, "");
    page.paragraph(0, TOML);
    page.line(0, "");
    page.line(0, &format!("Keys of {}", file.schema.what));
    page.line(0, "");
    page.keys("", file.schema.keys());
    if file.path.ends_with("/theme.toml") {
        page.line(0, "");
        keys::options(&mut page);
    }
    page.text()
}

fn of_kind(kind: Kind) -> String {
    let spec = kind.spec();
    let mut page = Page::default();
    page.paragraph(0, spec.about);
    page.line(0, "");
    page.line(0, &format!("A short one, {}:", spec.file));
    page.line(0, "");
    page.line(4, "+++");
    page.sample(spec.schema);
    page.line(4, "+++");
    page.line(0, "");
    page.paragraph(4, spec.text);
    page.line(0, "");
    if spec.schema.keys().any(|key| key.is_shown() && key.refers_to.is_some()) {
        page.paragraph(0, NAMED);
        page.line(0, "");
    }
    let parts = || spec.schema.parts.iter().skip(1).flat_map(|part| *part);
    let is_own = |key: &&Key| key.is_required() || parts().any(|own| own.name == key.name);
    let of_all = || spec.schema.keys().filter(|key| !is_own(key));
    if kind == Kind::Plain {
        page.paragraph(0, TEXT);
        page.line(0, "");
        page.paragraph(0, TOML);
        page.line(0, "");
    }
    page.line(0, &format!("Keys of {}", spec.schema.what));
    page.line(0, "");
    page.keys("", spec.schema.keys().filter(is_own));
    page.line(0, "");
    if kind == Kind::Plain {
        page.paragraph(0, LEGAL);
        page.line(0, "");
        page.paragraph(4, &legal_pages());
        page.line(0, "");
        page.line(0, "Keys of every page");
        page.line(0, "");
        page.keys("", of_all());
    } else {
        let names: Vec<_> = of_all().map(|key| key.name).collect();
        let names = names.join(", ");
        let said = format!(
            "Keys of every page: {names}. `clinicsite explain page` tells what they take, and how the text is written."
        );
        page.paragraph(0, &said);
    }
    page.text()
}
