//! The terms: how one pays, cancels and gets money back, and whatever else a clinic tells below a title of its own.

use super::read::Reader;
use crate::schema::{Key, Schema, Shape, key};
use crate::table::{At, Table};

/// One of the terms.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its key: one of those that the format knows, or the clinic's own.
    pub key: String,
    /// Its title, where the key is the clinic's own; the others have theirs from the phrases.
    pub title: Option<String>,
    /// Its words; inline Markdown.
    pub text: At<String>,
}

pub(super) static TERMS: Schema = Schema { what: "[terms]", parts: &[KNOWN] };

/// The terms that every clinic may have, in the order of the page.
const KNOWN: &[Key] = &[
    key("payment", Shape::Markdown, "How one pays").like(r#""Card, on the day of the visit.""#).usual(),
    key("cancellation", Shape::Markdown, "Until when one cancels, and what it costs then")
        .like(r#""Free until the day before.""#),
    key("no_show", Shape::Markdown, "What it costs to stay away without a word")
        .like(r#""Half of the price of the visit.""#),
    key("refunds", Shape::Markdown, "What one gets back").like(r#""If we cancel, you get everything back.""#),
    key("instalments", Shape::Markdown, "Whether one can pay in parts")
        .like(r#""In three parts over three months, without interest.""#),
    key("if_it_fails", Shape::Markdown, "What it costs if a treatment does not help")
        .like(r#""A second patch costs the same.""#),
    key("superbill", Shape::Markdown, "What one gets for an insurer")
        .like(r#""A receipt with the codes that your insurer asks for.""#),
    key("hsa", Shape::Markdown, "Whether one can pay from a health savings account")
        .like(r#""We take HSA and FSA cards.""#),
    key("medicare", Shape::Markdown, "What people with Medicare should know")
        .like(r#""Ask us before you book if you have Medicare.""#),
    key("interpreter", Shape::Markdown, "Whether an interpreter costs anything")
        .like(r#""An interpreter is free. Tell us when you book.""#),
    key("financial_help", Shape::Markdown, "What there is for those who cannot pay all of it")
        .like(r#""Two patches a month are given at half the price.""#),
    key("travel", Shape::Markdown, "What those who come from far away should know")
        .like(r#""Plan two nights: you cannot travel on the day of a patch.""#),
];

/// A term under a key of the clinic's own.
pub(super) static OWN: Schema = Schema {
    what: "a term of your own",
    parts: &[&[
        key("title", Shape::Text, "Its title").like(r#""Parking""#).required().words(),
        key("text", Shape::Markdown, "Its words").like(r#""Behind the house, for free.""#).required(),
    ]],
};

impl Reader {
    /// The terms that are known in their order, then the clinic's own in that of the file.
    pub(super) fn terms(table: &mut Table<'_>) -> Vec<Term> {
        let mut all = Vec::new();
        let Some(mut terms) = table.table("terms") else { return all };
        for key in TERMS.keys() {
            let text = terms.text_of(key.name, Shape::Markdown);
            all.extend(text.map(|text| Term { key: key.name.to_owned(), title: None, text }));
        }
        for (key, mut own) in terms.own_tables(&OWN) {
            let (title, text) = (own.text("title"), own.text_of("text", Shape::Markdown));
            own.finish(&mut terms.problems);
            let term = |(title, text): (At<String>, _)| Term {
                key: key.value.to_owned(),
                title: Some(title.value),
                text,
            };
            all.extend(title.zip(text).map(term));
        }
        terms.finish(&mut table.problems);
        all
    }
}
