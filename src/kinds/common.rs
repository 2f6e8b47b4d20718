//! Keys that pages of every kind have, those that several kinds have, and how they are read.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::config::IGNORE;
use crate::markdown::{self, Body};
use crate::problem::Rule;
use crate::schema::Reference::Page;
use crate::schema::{Key, Schema, Shape, Tells, key};
use crate::table::{At, Moment, Table};

/// The key of the title, which each kind shows by an example of its own.
pub(super) const TITLE: Key =
    key("title", Shape::Text, "The page's heading, and its name in lists and search results")
        .like(r#""About us""#)
        .required()
        .words();

/// Keys of every page.
pub(crate) const COMMON: &[Key] = &[
    TITLE,
    key("summary", Shape::AnyText, "A sentence or two for lists, search results and feeds")
        .like(r#""What we do, and for whom.""#)
        .words()
        .or("the beginning of the text"),
    key("slug", Shape::Slug, "The last part of the address").like(r#""about-us""#).or("the file's name"),
    key("aliases", Shape::List(&Shape::SitePath), "Older addresses, which lead here")
        .like(r#"["/old/about.html"]"#),
    key("weight", Shape::Whole(-1_000_000, 1_000_000), "The place in lists: small comes first")
        .like("10")
        .or("0"),
    key("date", Shape::Moment, "When it appeared; ahead of today it holds the page back"),
    key("updated", Shape::Moment, "When it was last changed in a way that matters to readers")
        .like("2026-10-02")
        .tells(Tells::Page),
    key("publish", Shape::Moment, "The day from which it is published"),
    key("expires", Shape::Moment, "The last day on which it is published").like("2099-12-31"),
    key("draft", Shape::Flag, "Still being written: not published").or("false"),
    key("noindex", Shape::Flag, "Search engines are asked to leave it out").or("false"),
    key("image", Shape::Picture, "A picture; needs `image_alt`").like(r#""/img/stairs.jpg""#),
    key(
        "image_alt",
        Shape::AnyText,
        "What `image` shows, for who does not see it; \"\" if it only decorates",
    )
    .like(r#""A person who rests on a stair""#),
    key(
        "template",
        Shape::Text,
        "Another template than that of its kind, by its file in templates/; `page.html` fits every page",
    )
    .like(r#""page.html""#),
    key(
        "urgent_help",
        Shape::Flag,
        "Whether the box of content/urgent-help.md, when to get help at once, stands in its text",
    )
    .like("false")
    .or("true for articles and services with `conditions`"),
    key("ignore", Shape::Tables(&IGNORE), "Findings of `clinicsite check` that stay silent on this page"),
    key("extra", Shape::Map("one that no other has", &Shape::Any), "Values for templates of your own")
        .like(r#"{ series = "Leaks" }"#),
];

/// Keys of pages that a clinician reviews.
pub(super) const REVIEW: &[Key] = &[
    key("reviewer", Shape::Text, "Who reviewed it").like(r#""ben-lee""#).usual().names(Page("providers")),
    key("reviewed", Shape::Day, "The day of the review").usual().tells(Tells::World),
    key("review_months", Shape::Whole(1, 240), "After how long the next review is due")
        .like("12")
        .unit("months")
        .or("`review_months` in `[check]` of site.toml"),
];

/// The key of questions and answers.
pub(super) const QUESTIONS: Key =
    key("questions", Shape::Tables(&QUESTION), "Questions of patients, with their answers, below the text");

static QUESTION: Schema = Schema {
    what: "a question",
    parts: &[&[
        key("question", Shape::Text, "The question").like(r#""Can I fly?""#).required().words(),
        key("answer", Shape::Markdown, "The answer").like(r#""After a week, if you feel well.""#).required(),
    ]],
};

/// Who reviewed a page, and when.
#[derive(Debug, Default)]
pub struct Review {
    /// The slug of a person.
    pub reviewer: Option<At<String>>,
    /// The day of the review.
    pub reviewed: Option<At<Date>>,
    /// After how many months the next review is due, if this page has its own number.
    pub months: Option<i64>,
}

impl Review {
    /// Who reviewed the page: nobody did before there is a day on which it was done, whoever is named.
    pub(crate) fn done_by(&self) -> Option<&At<String>> {
        self.reviewer.as_ref().filter(|_| self.reviewed.is_some())
    }

    /// The day on which the next review is due, after so many months if the page has no number of its own; a month that is
    /// too short ends on its last day.
    pub(crate) fn due(&self, months: i64) -> Option<Date> {
        self.reviewed.as_ref()?.value.checked_add(self.months.unwrap_or(months).months()).ok()
    }

    pub(super) fn read(table: &mut Table<'_>) -> Review {
        Review {
            reviewer: table.text("reviewer"),
            reviewed: table.day("reviewed"),
            months: table.whole("review_months").map(|months| months.value),
        }
    }
}

/// A question and its answer.
#[derive(Debug)]
pub struct Question {
    /// The question, plain.
    pub question: String,
    /// The answer.
    pub answer: Body,
}

pub(super) fn questions(table: &mut Table<'_>) -> Vec<Question> {
    let mut questions = Vec::new();
    for mut entry in table.tables("questions") {
        let (question, answer) = (plain(&mut entry, "question"), sentence(&mut entry, "answer"));
        entry.finish(&mut table.problems);
        questions.extend(question.zip(answer).map(|(question, answer)| Question { question, answer }));
    }
    questions
}

/// A plain text.
pub(super) fn plain(table: &mut Table<'_>, key: &str) -> Option<String> {
    table.text(key).map(|text| text.value)
}

/// Plain texts.
pub(super) fn plains(table: &mut Table<'_>, key: &str) -> Vec<String> {
    table.texts(key).into_iter().map(|text| text.value).collect()
}

/// A sentence or two of inline Markdown.
pub(super) fn sentence(table: &mut Table<'_>, key: &str) -> Option<Body> {
    let text = table.text_of(key, Shape::Markdown)?;
    Some(markdown::inline(table.source(), &text, &mut table.problems))
}

/// Sentences of inline Markdown.
pub(super) fn sentences(table: &mut Table<'_>, key: &str) -> Vec<Body> {
    let texts = table.texts_of(key, Shape::Markdown);
    texts.iter().map(|text| markdown::inline(table.source(), text, &mut table.problems)).collect()
}

/// A day.
pub(super) fn day(table: &mut Table<'_>, key: &str) -> Option<Date> {
    table.day(key).map(|day| day.value)
}

/// `start` and `end`, the second not before the first.
pub(super) fn start_and_end(table: &mut Table<'_>) -> Option<(Moment, Moment)> {
    let (from, to) = (table.moment("start"), table.moment("end"));
    let (from, to) = (from?, to?);
    if to.value.is_before(from.value) {
        let place = to.place(table.source());
        table.problems.report(Rule::BadValue, place, "`end` is before `start`");
        return None;
    }
    Some((from.value, to.value))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::Date;

    #[test]
    fn a_month_that_is_too_short_ends_on_its_last_day() {
        for (from, months, to) in [
            ("2025-01-31", 1, "2025-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2025-08-31", 6, "2026-02-28"),
        ] {
            let from: Date = from.parse().unwrap();
            assert_eq!(from.checked_add(months.months()).unwrap().to_string(), to);
        }
    }
}
