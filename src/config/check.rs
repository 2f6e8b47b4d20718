//! `[check]`, and the lists of rules that are silenced.

use crate::table::{At, Table};

/// `[check]`.
#[derive(Debug)]
pub struct CheckConfig {
    /// After how many months a page's next review is due.
    pub review_months: i64,
    /// The highest reading grade.
    pub reading_grade: i64,
    /// Long words that patients know: two syllables each.
    pub terms: Vec<String>,
    /// Abbreviations that need no explanation.
    pub abbreviations: Vec<String>,
    /// Rules that are silenced everywhere.
    pub ignore: Vec<Ignore>,
}

/// A rule that is silenced, and why.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The rule's id.
    pub rule: At<String>,
    /// The reason, for the next reader.
    pub reason: String,
}

pub(super) fn read(site: &mut Table<'_>) -> CheckConfig {
    let mut check = CheckConfig {
        review_months: 24,
        reading_grade: 8,
        terms: Vec::new(),
        abbreviations: Vec::new(),
        ignore: Vec::new(),
    };
    let Some(mut table) = site.table("check") else { return check };
    let words = |table: &mut Table<'_>, key| table.texts(key).into_iter().map(|word| word.value).collect();
    if let Some(months) = table.whole("review_months") {
        check.review_months = months.value;
    }
    if let Some(grade) = table.whole("reading_grade") {
        check.reading_grade = grade.value;
    }
    check.terms = words(&mut table, "terms");
    check.abbreviations = words(&mut table, "abbreviations");
    check.ignore = read_ignores(&mut table);
    table.finish(&mut site.problems);
    check
}

/// The `ignore` lists of `[check]` and of pages.
pub(crate) fn read_ignores(table: &mut Table<'_>) -> Vec<Ignore> {
    let mut ignores = Vec::new();
    for mut ignore in table.tables("ignore") {
        let rule = ignore.text("rule");
        let reason = ignore.text("reason");
        ignore.finish(&mut table.problems);
        ignores.extend(rule.zip(reason).map(|(rule, reason)| Ignore { rule, reason: reason.value }));
    }
    ignores
}
