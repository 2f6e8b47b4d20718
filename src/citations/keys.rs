//! The keys of `content/sources.toml`.

use super::Evidence;
use crate::schema::{Key, Schema, Shape, Tells, Word, key};

pub(crate) static SOURCES: Schema = Schema { what: "sources.toml", parts: &[KEYS] };

const KEYS: &[Key] = &[key("sources", Shape::Tables(&SOURCE), "Works that pages cite as [@id]").usual()];

static SOURCE: Schema = Schema {
    what: "a source",
    parts: &[&[
        key("id", Shape::Id, "Its id, by which pages cite it").like(r#""shin2022""#).required(),
        key("authors", Shape::Text, "Who wrote it, as a list of references has it")
            .like(r#""Shin HY""#)
            .usual(),
        key("title", Shape::Text, "Its title").like(r#""Recent update on epidural blood patch""#).required(),
        key("journal", Shape::Text, "The journal").like(r#""Anesth Pain Med""#).usual(),
        key("publisher", Shape::Text, "Who published it, if no journal did")
            .like(r#""World Health Organization""#),
        key("year", Shape::Whole(1500, 2200), "The year").like("2022").usual(),
        key("locator", Shape::Text, "Volume, issue and pages").like(r#""17(1):12-23""#).usual(),
        key("doi", Shape::Doi, "Its DOI").like(r#""10.17085/apm.21113""#).usual(),
        key("pmid", Shape::Pmid, "Its number in PubMed").like(r#""35139608""#),
        key("pmcid", Shape::Pmcid, "Its number in PubMed Central").like(r#""PMC8841257""#),
        key("url", Shape::Web, "Its address on the web").like(r#""https://journal.example/article""#),
        key("retrieved", Shape::Day, "The day on which the address was read")
            .like("2026-01-28")
            .tells(Tells::World),
        key("evidence", Shape::Choice(Evidence::WORDS), "What kind of evidence it is")
            .like(r#""review""#)
            .usual(),
    ]],
};
