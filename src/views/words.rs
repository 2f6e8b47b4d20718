//! Texts with the answers to their questions, as HTML.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::example::ExampleView;
use super::{Html, RenderContext};
use crate::markdown::{Body, Part, escape, hold_line};
use crate::page::Page;
use crate::prices::PriceList;
use crate::resolve::{Answer, Answers, Common, Mark, References};
use crate::table::At;

/// The worked years of the price list as tables, each made when a text first shows it.
#[derive(Debug)]
pub(crate) struct Tables {
    all: Vec<OnceLock<Table>>,
}

/// A worked year as HTML, or why its template could not make it.
pub(crate) type Table = Result<String, tera::Error>;

impl Tables {
    pub(crate) fn new(list: Option<&PriceList>) -> Self {
        let examples = list.map_or(0, |list| list.examples.len());
        Tables { all: (0..examples).map(|_| OnceLock::new()).collect() }
    }
}

/// The template of a worked year.
pub(crate) const TABLE: &str = "parts/estimate.html";

/// The texts of one file with their answers.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    world: RenderContext<'a>,
    answers: &'a Answers,
    numbers: Numbers<'a>,
}

/// The numbers that a file's sources have on the page.
#[derive(Debug, Clone, Copy)]
enum Numbers<'a> {
    /// Those of the file, which has the page for itself.
    Alone,
    /// Those of the file, which comes first on a page that others share with it.
    First(&'a RefCell<References>),
    /// In the order in which the page shows the texts.
    Shared(&'a RefCell<References>),
    /// None: the sources stand elsewhere.
    LeftOut,
}

impl<'a> RenderContext<'a> {
    /// The texts of a published page.
    pub(crate) fn words(self, page: &Page) -> Words<'a> {
        let id = self.site.pages.id_of(page);
        Words { world: self, answers: self.resolved.page(id), numbers: Numbers::Alone }
    }

    /// The texts of the price list.
    pub(crate) fn words_of_prices(self) -> Words<'a> {
        Words { world: self, answers: &self.common().prices, numbers: Numbers::Alone }
    }

    /// The texts of `site.toml`.
    pub(crate) fn words_of_config(self) -> Words<'a> {
        Words { world: self, answers: &self.common().config, numbers: Numbers::Alone }
    }

    /// What the pages of the edition share.
    pub(crate) fn common(self) -> &'a Common {
        self.resolved.common(self.edition.id())
    }

    /// A worked year of the price list as a table.
    pub(crate) fn table(self, number: usize) -> Option<&'a Table> {
        let list = self.site.prices.as_ref()?;
        let (kept, example) = (self.shared.tables.all.get(number)?, list.examples.get(number)?);
        Some(kept.get_or_init(|| {
            let mut context = tera::Context::new();
            context.insert("estimate", &ExampleView::of(self, list, example));
            self.shared.engine.render(TABLE, &context)
        }))
    }
}

impl<'a> Words<'a> {
    /// On a page that several files share: its references are numbered in the order in which it shows the texts.
    pub(crate) fn on(self, page: &'a RefCell<References>) -> Self {
        Words { numbers: Numbers::Shared(page), ..self }
    }

    /// On a page that several files share, and whose references are at first those of this file.
    pub(crate) fn first_on(self, page: &'a RefCell<References>) -> Self {
        page.replace(References::of(self.answers));
        Words { numbers: Numbers::First(page), ..self }
    }

    /// On a page that leads to that of the file, where its sources stand.
    pub(crate) fn without_numbers(self) -> Self {
        Words { numbers: Numbers::LeftOut, ..self }
    }

    /// The texts of the price list, on the page of these.
    pub(crate) fn of_prices(&self) -> Words<'a> {
        self.together_with(self.world.words_of_prices())
    }

    /// The texts of another page, on the page of these.
    pub(crate) fn of_page(&self, page: &Page) -> Words<'a> {
        self.together_with(self.world.words(page))
    }

    /// Other texts, on the page of these.
    fn together_with(&self, others: Words<'a>) -> Words<'a> {
        match self.numbers {
            Numbers::Alone => others,
            Numbers::LeftOut => others.without_numbers(),
            Numbers::First(page) | Numbers::Shared(page) => others.on(page),
        }
    }

    /// All answers of the file.
    pub(crate) fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// The HTML of a text.
    pub(crate) fn html(&self, body: &Body) -> Html {
        self.html_around(body, "")
    }

    /// The HTML of a text with more of it above the first heading; above all of it where there is no heading.
    fn html_around(&self, body: &Body, inset: &str) -> Html {
        let length = body.parts.iter().map(|part| if let Part::Html(html) = part { html.len() } else { 64 });
        let mut out = String::with_capacity(length.sum::<usize>() + inset.len());
        let mut answers = self.answers.of(body).iter();
        let mut print = |parts: &[Part], out: &mut String| {
            // Whether the words of a link are left out.
            let mut left_out = false;
            for part in parts {
                match part {
                    Part::Html(html) if !left_out => out.push_str(html),
                    Part::Html(_) => {}
                    Part::Placeholder(_) => {
                        let Some(answer) = answers.next() else { continue };
                        if !left_out {
                            self.print(answer, out);
                        }
                        left_out = match answer {
                            Answer::Instead(_) => true,
                            Answer::LinkEnd => false,
                            _ => left_out,
                        };
                    }
                }
            }
        };
        let (lead, rest) = body.parts.split_at(body.lead);
        print(lead, &mut out);
        out.push_str(inset);
        print(rest, &mut out);
        Html(out)
    }

    /// Whether one of the texts shows a worked year as a table.
    pub(crate) fn shows_year(&self) -> bool {
        !self.answers.examples.is_empty()
    }

    /// The words of a page's body, with the box of urgent help among them where the page wants it.
    pub(crate) fn body_of(&self, page: &Page) -> Html {
        let world = self.world;
        let inset = page.wants_urgent_help().then(|| world.shared.urgent_help(world));
        self.html_around(&page.body, inset.unwrap_or_default())
    }

    /// The HTML of a sentence of a data file.
    pub(crate) fn sentence(&self, text: &At<String>) -> Html {
        self.answers.sentence(text.span.start).map(|body| self.html(body)).unwrap_or_default()
    }

    /// The numbers of the sources that stand behind the fact of a myth.
    pub(crate) fn beside(&self, fact: &Body) -> Html {
        let mut out = String::new();
        if !matches!(self.numbers, Numbers::LeftOut) {
            self.cite(self.answers.beside(fact), &mut out);
        }
        Html(out)
    }

    fn print(&self, answer: &Answer, out: &mut String) {
        match answer {
            Answer::Html(html) | Answer::Instead(html) => out.push_str(html),
            Answer::LinkEnd => out.push_str("</a>"),
            // The space that stood before the number.
            Answer::Cite(marks) if marks.is_empty() || matches!(self.numbers, Numbers::LeftOut) => {
                out.truncate(out.trim_end_matches(' ').len());
            }
            Answer::Cite(marks) => {
                hold_line(out);
                self.cite(marks, out);
            }
            Answer::Example(number) => out.push_str(
                self.world.table(*number).and_then(|table| table.as_deref().ok()).unwrap_or_default(),
            ),
        }
    }

    fn cite(&self, marks: &[Mark], out: &mut String) {
        for mark in marks {
            let Mark { number, mention } = self.on_page(*mark);
            // No line begins with a number, neither behind a full stop nor behind another number.
            if !out.is_empty() && (out.ends_with("</sup>") || !out.ends_with(['>', '\u{a0}'])) {
                out.push('\u{2060}');
            }
            let _ = write!(
                out,
                "<sup class=\"cite\"><a href=\"#_ref-{number}\" id=\"_cite-{number}-{mention}\" aria-label=\""
            );
            escape(out, &self.world.edition.phrase("reference_n", &[("number", &number.to_string())]));
            let _ = write!(out, "\">[{number}]</a></sup>");
        }
    }

    /// What a mention is on the page.
    fn on_page(&self, mark: Mark) -> Mark {
        let Numbers::Shared(page) = self.numbers else { return mark };
        let cited = mark.number.checked_sub(1).and_then(|at| self.answers.references.get(at));
        cited.map_or(mark, |cited| page.borrow_mut().mention(&cited.id))
    }
}
