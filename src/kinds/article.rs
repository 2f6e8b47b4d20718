//! Articles: patient education.

pub(crate) mod view;

use jiff::civil::Date;

use super::common::{
    COMMON, QUESTIONS, Question, REVIEW, Review, TITLE, day, plain, questions, sentence, sentences,
};
use super::spec::{Feed, KindSpec, List, Order, PageKind, Readers, Words};
use crate::markdown::Body;
use crate::schema::Reference::{Condition, Page, Source};
use crate::schema::{Key, Schema, Shape, Tells, Word, key, words};
use crate::table::{At, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "article",
    plural: "articles",
    folder: Some("articles"),
    schema: &SCHEMA,
    list: List::Paged,
    order: Order::Newest,
    readers: Readers::Patients,
    feed: Feed::Site,
    about: "An article for patients. Its file is content/articles/NAME.md, its address /articles/NAME/. It is listed at /articles/ and on the pages of its conditions, and goes into the feeds.",
    file: "content/articles/do-leaks-heal.md",
    text: "Some leaks close by themselves. Rest helps in the first days.",
    outline: "Give the short answer first, in two or three sentences.\n\n\
              ## What it is\n\n\
              Say what happens in the body, in plain words.\n\n\
              ## What helps\n\n\
              Say what helps, how many it helps, and how that is known.\n\n\
              ## What is not known\n\n\
              Say what nobody knows yet.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "an article", parts: &[COMMON, KEYS, REVIEW] };

const KEYS: &[Key] = &[
    TITLE.like(r#""Do spinal fluid leaks heal?""#),
    key("date", Shape::Moment, "When it appeared; ahead of today it holds the page back").required(),
    key("authors", Shape::List(&Shape::Text), "Who wrote it")
        .like(r#"["ana-ortiz"]"#)
        .usual()
        .names(Page("providers")),
    key(
        "conditions",
        Shape::List(&Shape::Text),
        "What it is about; each condition gets a page of its articles",
    )
    .like(r#"["Spinal CSF leak"]"#)
    .usual()
    .names(Condition),
    key("services", Shape::List(&Shape::Text), "What the clinic does about it")
        .like(r#"["blood-patch"]"#)
        .names(Page("services")),
    key("key_points", Shape::List(&Shape::Markdown), "Three to five sentences to keep, above the text")
        .like(r#"["Some leaks close by themselves.", "Many do not.", "A patch takes an hour."]"#)
        .usual(),
    key("myths", Shape::Tables(&MYTH), "Widespread claims, and what is known of them"),
    QUESTIONS,
    key("changes", Shape::Tables(&CHANGE), "What was changed in it, and when"),
    key("disclosure", Shape::Markdown, "Whose interests a reader should know of")
        .like(r#""We provide this treatment. No one paid for this article.""#)
        .or("that the clinic provides the treatment, and that no one paid"),
];

static MYTH: Schema = Schema {
    what: "a myth",
    parts: &[&[
        key("claim", Shape::Text, "The claim, as people say it").like(r#""Leaks heal in a week""#).required(),
        key("verdict", Shape::Choice(Verdict::WORDS), "What is known of it")
            .like(r#""misleading""#)
            .required(),
        key("fact", Shape::Markdown, "What is known").like(r#""Some do. Many take months.""#).required(),
        key("sources", Shape::List(&Shape::Text), "Works that say so").like(r#"["shin2022"]"#).names(Source),
    ]],
};

static CHANGE: Schema = Schema {
    what: "a change",
    parts: &[&[
        key("date", Shape::Day, "The day").required().tells(Tells::Page),
        key("text", Shape::Markdown, "What was changed").like(r#""A new trial was added.""#).required(),
    ]],
};

/// What an article holds.
#[derive(Debug)]
pub struct Article {
    /// Slugs of the people who wrote it.
    pub authors: Vec<At<String>>,
    /// Who reviewed it.
    pub review: Review,
    /// Names of the conditions that it is about.
    pub conditions: Vec<At<String>>,
    /// Slugs of services.
    pub services: Vec<At<String>>,
    /// What a reader should keep, a sentence each.
    pub key_points: Vec<Body>,
    /// Widespread claims.
    pub myths: Vec<Myth>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// What was changed, newest first as written.
    pub changes: Vec<Change>,
    /// Whose interests a reader should know of; else a phrase of the theme.
    pub disclosure: Option<Body>,
}

/// A widespread claim and what is known of it.
#[derive(Debug)]
pub struct Myth {
    /// The claim, as people say it.
    pub claim: String,
    /// Whether it is so.
    pub verdict: Verdict,
    /// What is known.
    pub fact: Body,
    /// Ids of the citation library.
    pub sources: Vec<At<String>>,
}

words! {
    /// What is known of a claim.
    Verdict {
        /// It is known not to be so.
        False = "false",
        /// Some of it is so, and what it leads to is not.
        Misleading = "misleading",
        /// Nobody has shown it.
        Unproven = "unproven",
        /// It is so.
        True = "true",
    }
}

/// What changed in an article, and when.
#[derive(Debug)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// What changed.
    pub text: Body,
}

impl PageKind for Article {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (myths, changes) = (myths(table), changes(table));
        Some(Article {
            authors: table.texts("authors"),
            review: Review::read(table),
            conditions: table.texts("conditions"),
            services: table.texts("services"),
            key_points: sentences(table, "key_points"),
            myths,
            questions: questions(table),
            changes,
            disclosure: sentence(table, "disclosure"),
        })
    }

    fn texts_above(&self) -> Vec<Words<'_>> {
        self.key_points.iter().map(Words::Text).collect()
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        let myths = self.myths.iter();
        let facts = myths.flat_map(|one| [Words::Text(&one.fact), Words::Sources(&one.fact, &one.sources)]);
        let answers = self.questions.iter().map(|one| Words::Text(&one.answer));
        let changes = self.changes.iter().map(|one| Words::Text(&one.text));
        facts.chain(answers).chain(changes).chain(self.disclosure.iter().map(Words::Text)).collect()
    }

    fn is_read_by_the_ill(&self) -> bool {
        !self.conditions.is_empty()
    }

    fn conditions(&self) -> &[At<String>] {
        &self.conditions
    }

    fn authors(&self) -> &[At<String>] {
        &self.authors
    }

    fn review(&self) -> Option<&Review> {
        Some(&self.review)
    }
}

fn myths(table: &mut Table<'_>) -> Vec<Myth> {
    let mut myths = Vec::new();
    for mut entry in table.tables("myths") {
        let (claim, verdict) = (plain(&mut entry, "claim"), entry.choice("verdict"));
        let (fact, sources) = (sentence(&mut entry, "fact"), entry.texts("sources"));
        entry.finish(&mut table.problems);
        if let (Some(claim), Some(verdict), Some(fact)) = (claim, verdict, fact) {
            myths.push(Myth { claim, verdict, fact, sources });
        }
    }
    myths
}

fn changes(table: &mut Table<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for mut entry in table.tables("changes") {
        let (date, text) = (day(&mut entry, "date"), sentence(&mut entry, "text"));
        entry.finish(&mut table.problems);
        changes.extend(date.zip(text).map(|(date, text)| Change { date, text }));
    }
    changes
}
