//! Texts with the answers to their questions, as HTML.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::example::ExampleView;
use super::{Html, RenderContext};
use crate::markdown::{Body, Part, escape};
use crate::page::Page;
use crate::prices::PriceList;
use crate::resolve::{Answer, Answers, Common, Mark, References, Shift};
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
    /// What becomes of each of the file's numbers of sources, on a page that it shares with others.
    shifts: Option<Vec<Shift>>,
}

impl<'a> RenderContext<'a> {
    /// The texts of a published page.
    pub(crate) fn words(self, page: &Page) -> Words<'a> {
        let id = self.site.pages.id_of(page);
        Words { world: self, answers: self.resolved.page(id), shifts: None }
    }

    /// The texts of the price list.
    pub(crate) fn words_of_prices(self) -> Words<'a> {
        Words { world: self, answers: &self.common().prices, shifts: None }
    }

    /// The texts of `site.toml`.
    pub(crate) fn words_of_config(self) -> Words<'a> {
        Words { world: self, answers: &self.common().config, shifts: None }
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
    /// On a page that several files share: their references are numbered through it.
    pub(crate) fn on(self, page: &mut References) -> Self {
        Words { shifts: Some(page.join(self.answers)), ..self }
    }

    /// All answers of the file.
    pub(crate) fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// The HTML of a text.
    pub(crate) fn html(&self, body: &Body) -> Html {
        let length = body.parts.iter().map(|part| if let Part::Html(html) = part { html.len() } else { 64 });
        let mut out = String::with_capacity(length.sum());
        let mut answers = self.answers.of(body).iter();
        for part in &body.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Placeholder(_) => {
                    answers.next().into_iter().for_each(|answer| self.print(answer, &mut out))
                }
            }
        }
        Html(out)
    }

    /// The HTML of a sentence of a data file.
    pub(crate) fn sentence(&self, text: &At<String>) -> Html {
        self.answers.sentence(text.span.start).map(|body| self.html(body)).unwrap_or_default()
    }

    /// The numbers of the sources that stand behind the fact of a myth.
    pub(crate) fn beside(&self, fact: &Body) -> Html {
        let mut out = String::new();
        self.cite(self.answers.beside(fact), &mut out);
        Html(out)
    }

    fn print(&self, answer: &Answer, out: &mut String) {
        match answer {
            Answer::Html(html) => out.push_str(html),
            Answer::LinkEnd => out.push_str("</a>"),
            // The space that stood before the number.
            Answer::Cite(marks) if marks.is_empty() => out.truncate(out.trim_end_matches(' ').len()),
            Answer::Cite(marks) => self.cite(marks, out),
            Answer::Example(number) => out.push_str(
                self.world.table(*number).and_then(|table| table.as_deref().ok()).unwrap_or_default(),
            ),
        }
    }

    fn cite(&self, marks: &[Mark], out: &mut String) {
        for mark in marks {
            let Mark { number, mention } = self.shifted(*mark);
            let _ = write!(
                out,
                "<sup class=\"cite\"><a href=\"#_ref-{number}\" id=\"_cite-{number}-{mention}\" aria-label=\""
            );
            escape(out, &self.world.edition.phrase("reference_n", &[("number", &number.to_string())]));
            let _ = write!(out, "\">[{number}]</a></sup>");
        }
    }

    fn shifted(&self, mark: Mark) -> Mark {
        let shift = self.shifts.as_ref().and_then(|shifts| shifts.get(mark.number.checked_sub(1)?));
        shift.map_or(mark, |shift| Mark { number: shift.number, mention: shift.before + mark.mention })
    }
}
