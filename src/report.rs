//! Reports of findings beside the terminal's: HTML, GitHub annotations, tables; and the baseline of known findings.

use std::collections::BTreeMap;

use annotate_snippets::Renderer;
use serde_json::{Value, json};

use crate::lint::{self, Readability};
use crate::page::{Data, Kind};
use crate::problem::{Level, Problem, Problems};
use crate::rules::{Explanation, Part, Rule};
use crate::site::Site;

/// One page that needs nothing else: for those who do not use a terminal. Findings by file, each with its remedy.
pub fn html(problems: &Problems, title: &str, day: &str) -> String {
    let mut files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for problem in problems.iter() {
        let line = problem.place.line_column().map(|(line, _)| line);
        files.entry(&problem.place.source.path).or_default().push(json!({
            "level": problem.level.word(), "rule": problem.tag(), "line": line, "message": with_code(&problem.message),
            "text": source_line(problem), "help": problem.help.as_deref().map(with_code), "why": problem.rule.why(),
        }));
    }
    let files: Vec<_> =
        files.iter().map(|(path, findings)| json!({ "path": path, "findings": findings })).collect();
    let count = |level| problems.count(level);
    let mut tera = tera::Tera::default();
    let mut context = tera::Context::new();
    context.insert(
        "it",
        &json!({
            "title": title, "day": day, "files": files, "errors": counted(count(Level::Error), "error"),
            "warnings": counted(count(Level::Warning), "warning"), "due": problems.due(), "notes": counted(count(Level::Info), "note"),
        }),
    );
    let text = tera
        .add_raw_templates([("report.html", include_str!("report.html"))])
        .and_then(|()| tera.render("report.html", &context));
    text.unwrap_or_else(|error| error.to_string())
}

/// The most findings that a terminal shows in full without being asked: more is scrolled past, not read.
pub const MOST: usize = 100;

/// How many findings of a rule [`summary`] shows in full.
const FIRST: usize = 3;

/// The summary of many findings: the number of each rule's, and its first ones in full.
pub fn summary(problems: &Problems, renderer: &Renderer) -> String {
    let mut rules: BTreeMap<(Level, String), Vec<&Problem>> = BTreeMap::new();
    for problem in problems.iter() {
        rules.entry((problem.level, problem.tag())).or_default().push(problem);
    }
    let number = |found: &[&Problem]| found.iter().map(|problem| problem.number()).sum::<usize>();
    let total: usize = rules.values().map(|found| number(found)).sum();
    let mut out = format!("{total} findings; `--verbose` tells each of them\n\n");
    for ((level, tag), found) in &rules {
        let (count, level, what) =
            (number(found), level.word(), found.first().map_or("", |one| one.rule.what()));
        out.push_str(&format!("{count:6}  {level:7}  {tag:18}  {what}\n"));
    }
    out.push('\n');
    for found in rules.values() {
        for problem in found.iter().take(FIRST) {
            out.push_str(&format!("{}\n\n", problem.render(renderer).trim_end()));
        }
        if let Some(more @ 1..) = number(found).checked_sub(FIRST) {
            let rule = found.first().map_or("", |problem| problem.rule.id());
            out.push_str(&format!("… and {more} more of `{rule}`\n\n"));
        }
    }
    out
}

/// Words with names in backticks, as HTML.
pub(crate) fn with_code(words: &str) -> String {
    let mut out = String::new();
    for (at, part) in words.split('`').enumerate() {
        // An odd number of backticks leaves the last one as it is.
        let code = at % 2 == 1 && words.split('`').count() > at + 1;
        let (open, close) = if code { ("<code>", "</code>") } else { ("", "") };
        out.push_str(if at % 2 == 1 && !code { "`" } else { open });
        crate::markdown::escape(&mut out, part);
        out.push_str(close);
    }
    out
}

/// A number with its noun: `1 error`, `2 errors`.
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn source_line(problem: &Problem) -> Option<String> {
    let at = problem.place.span.as_ref()?.start;
    let source = &problem.place.source;
    Some(source.text.get(source.line_at(at))?.trim().chars().take(240).collect())
}

/// Annotations for a workflow of GitHub: one command a line. `root` is the way from the repository to the clinic's folder,
/// with a slash at its end, or nothing.
pub fn github(problems: &Problems, root: &str) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let line = |problem: &Problem| {
        let level = match problem.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let place = problem
            .place
            .line_column()
            .map_or(String::new(), |(line, column)| format!(",line={line},col={column}"));
        let help = problem.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
        format!(
            "::{level} file={}{place},title={}::{}\n",
            property(&format!("{root}{}", problem.place.source.path)),
            property(&problem.tag()),
            escape(&format!("{}{help}", problem.message)),
        )
    };
    problems.iter().map(line).collect()
}

/// The key of a finding in a baseline. Line numbers are not part of it, since lines move; a summary's key is its file, rule
/// and number.
fn identity(problem: &Problem) -> String {
    let (path, rule) = (&problem.place.source.path, problem.rule.id());
    match problem.more {
        0 => json!([path, rule, problem.message, source_line(problem)]).to_string(),
        more => json!([path, rule, more]).to_string(),
    }
}

/// The findings of today, to be passed over from now on: a line for each.
pub fn baseline(problems: &Problems) -> String {
    let mut lines: Vec<_> = problems.iter().map(|problem| identity(problem) + "\n").collect();
    lines.sort();
    lines.concat()
}

/// Takes out what a baseline knows, as often as it knows it. Where it knows only how many more there were of a rule in
/// a file, that many more are passed over, whichever they are.
pub fn without_known(problems: &mut Problems, baseline: &str) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut more: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in baseline.lines() {
        match serde_json::from_str::<(String, String, usize)>(line) {
            Ok((path, rule, number)) => *more.entry((path, rule)).or_default() += number,
            Err(_) => *known.entry(line).or_default() += 1,
        }
    }
    problems.retain_mut(|problem| {
        if let Some(left @ 1..) = known.get_mut(identity(problem).as_str()) {
            *left -= 1;
            return false;
        }
        let kind = (problem.place.source.path.clone(), problem.rule.id().to_owned());
        let Some(left) = more.get_mut(&kind) else { return true };
        let passed = problem.number().min(*left);
        *left -= passed;
        let rest = problem.number() - passed;
        if rest > 0 && passed > 0 {
            problem.stand_for(rest);
        }
        rest > 0
    });
}

/// Every rule: its id, its level, whether it is broken as days go by, what breaks it.
pub fn rules() -> String {
    let mut out = String::new();
    for rule in lint::rules() {
        let english = if rule.language() == Some("en") { " (in English)" } else { "" };
        out.push_str(&format!("{:21} {:12} {}{english}\n", rule.id(), rule.severity(), rule.what()));
    }
    out
}

/// A rule explained: why, a wrong and a right example, where it comes from.
pub fn explain(rule: Rule) -> String {
    let Explanation { why, wrong, right, source } = rule.explanation();
    let advice = if rule.is_of_law() {
        "\nThis is no legal advice: ask a lawyer what your clinic owes.\n"
    } else {
        ""
    };
    format!(
        "{}: {} ({})\n\n{why}\n\nwrong\n{}\nright\n{}\nsource: {source}\n{advice}",
        rule.id(),
        rule.what(),
        rule.severity(),
        example(&wrong),
        example(&right),
    )
}

/// An example as a terminal shows it: what stands there, below the words that name the place.
fn example(parts: &[Part]) -> String {
    let mut out = String::new();
    for Part { words, text } in parts {
        out.push_str(&format!("  {words}\n"));
        text.iter().flat_map(|text| text.lines()).for_each(|line| out.push_str(&format!("    {line}\n")));
    }
    out
}

/// What a reviewer asks of an article.
#[derive(Debug)]
pub struct ReviewRow {
    /// When the next review is due; nothing if there was none.
    pub due: Option<jiff::civil::Date>,
    /// Whether that is past.
    pub overdue: bool,
    /// The file.
    pub path: String,
    /// The slugs of those who wrote it.
    pub authors: String,
    /// The slug of who reviewed it.
    pub reviewer: String,
    /// Its reading grade.
    pub grade: Option<f64>,
    /// How many sources it cites.
    pub sources: usize,
}

/// Articles by the day of their next review; those that were never reviewed come first.
pub fn reviews(site: &Site) -> Vec<ReviewRow> {
    let readings: BTreeMap<String, Readability> = lint::readings(site);
    let mut rows: Vec<ReviewRow> = site
        .every(Kind::Article)
        .filter_map(|page| {
            let Data::Article(article) = &page.data else { return None };
            let due = article.review.due(site.config.check.review_months);
            Some(ReviewRow {
                due,
                overdue: due.is_none_or(|due| due < site.config.today),
                path: page.source.path.clone(),
                authors: article.authors.iter().map(|slug| slug.value.as_str()).collect::<Vec<_>>().join(" "),
                reviewer: article.review.reviewer.as_ref().map(|slug| slug.value.clone()).unwrap_or_default(),
                grade: readings.get(&page.source.path).map(|reading| reading.grade),
                sources: lint::sources_of(page),
            })
        })
        .collect();
    rows.sort_by(|a, b| (a.due, &a.path).cmp(&(b.due, &b.path)));
    rows
}

impl ReviewRow {
    fn cells(&self) -> [String; 7] {
        [
            self.due.map_or_else(|| "never reviewed".to_owned(), |due| due.to_string()),
            if self.overdue { "overdue".to_owned() } else { String::new() },
            self.path.clone(),
            self.authors.clone(),
            self.reviewer.clone(),
            self.grade.map_or_else(String::new, |grade| format!("{grade:.1}")),
            self.sources.to_string(),
        ]
    }
}

const COLUMNS: [&str; 7] = ["due", "state", "article", "authors", "reviewer", "grade", "sources"];

/// The table for a terminal.
pub fn reviews_text(rows: &[ReviewRow]) -> String {
    let rows: Vec<[String; 7]> =
        std::iter::once(COLUMNS.map(str::to_owned)).chain(rows.iter().map(ReviewRow::cells)).collect();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let line = |row: &[String; 7]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// The table as CSV (RFC 4180).
///
/// # Errors
/// If the writer of CSV fails, which it does not in memory.
pub fn reviews_csv(rows: &[ReviewRow]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        writer.write_record(row.cells())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::with_code;

    #[test]
    fn names_in_backticks_are_code() {
        assert_eq!(with_code("no `a<b` in `c`"), "no <code>a&lt;b</code> in <code>c</code>");
        assert_eq!(with_code("one ` alone"), "one ` alone");
    }
}
