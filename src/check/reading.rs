//! How hard a page is to read: its grade, its hardest sentences, its costliest words (HEALTHCARE D).

use std::collections::BTreeMap;
use std::ops::Range;

use super::prose::{Kind, Prose, words};
use super::syllables;
use super::{Desk, Reading, Text};
use crate::language::Language;
use crate::page::{Data, Kind as PageKind};
use crate::problem::{Place, Rule};

/// Fewer words have no grade: one long name would decide it.
const LEAST_WORDS: usize = 30;

/// Words, sentences and syllables of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) words: usize,
    pub(super) sentences: usize,
    pub(super) syllables: usize,
}

impl Counts {
    /// Flesch-Kincaid for English; for Spanish and German the grade of Flesch's band of the score by Fernández-Huerta
    /// and Amstad. Nothing for a language without an accepted formula.
    pub(super) fn grade(self, language: &Language) -> Option<f64> {
        let (long, heavy) = (ratio(self.words, self.sentences), ratio(self.syllables, self.words));
        match language.tag.get(..2)? {
            "en" => Some(0.39 * long + 11.8 * heavy - 15.59),
            "es" => Some(band(206.84 - 60.0 * heavy - 1.02 * long)),
            "de" => Some(band(180.0 - long - 58.5 * heavy)),
            _ => None,
        }
    }
}

fn ratio(of: usize, to: usize) -> f64 {
    of as f64 / to.max(1) as f64
}

/// The school year of a score of reading ease: 90 is 5, 80 is 6, 70 is 7, 60 is 8 to 9, 50 is 10 to 12 (Flesch).
fn band(score: f64) -> f64 {
    match score {
        _ if score >= 90.0 => 5.0,
        _ if score >= 80.0 => 6.0,
        _ if score >= 70.0 => 7.0,
        _ if score >= 60.0 => 8.0,
        _ if score >= 50.0 => 10.0,
        _ => 13.0,
    }
}

/// Counts a piece of plain text that holds one sentence.
fn count_sentence(text: &str, language: &Language, terms: &[String]) -> Counts {
    let mut counts = Counts { sentences: 1, ..Counts::default() };
    for range in words(text) {
        counts.words += 1;
        counts.syllables += weight(&text[range], language, terms);
    }
    counts
}

/// No word costs more: the reference for the grade counts words that its dictionary lacks by their hyphens, and the
/// longest words of medicine are such.
const MOST_SYLLABLES: usize = 5;

/// The syllables of a word; two for a term that patients know.
fn weight(word: &str, language: &Language, terms: &[String]) -> usize {
    let known = terms.iter().any(|term| term.eq_ignore_ascii_case(word.trim_end_matches("'s")));
    let counted = syllables::count(word, language).min(MOST_SYLLABLES);
    if known { counted.min(2) } else { counted }
}

/// A sentence with its place and its own grade.
#[derive(Debug, Clone)]
struct Hard {
    span: Range<usize>,
    grade: f64,
}

/// Counts what patients read: running text and headings, not the front matter, not cells of numbers.
pub(super) fn measure(prose: &Prose, language: &Language, terms: &[String]) -> Option<Reading> {
    let mut all = Counts::default();
    let mut hard: Vec<Hard> = Vec::new();
    let mut costly: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut used = std::collections::BTreeSet::new();
    for block in prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_))) {
        let cell = matches!(block.kind, Kind::Cell | Kind::HeadCell);
        if cell
            && words(&block.text)
                .iter()
                .filter(|word| block.text[(*word).clone()].contains(char::is_alphabetic))
                .count()
                < 2
        {
            continue;
        }
        for sentence in block.sentences() {
            let text = &block.text[sentence.clone()];
            let counts = count_sentence(text, language, terms);
            if counts.words == 0 {
                continue;
            }
            all.words += counts.words;
            all.sentences += 1;
            all.syllables += counts.syllables;
            if let Some(grade) = counts.grade(language).filter(|_| counts.words > 5) {
                hard.push(Hard { span: block.span_of(sentence.clone()), grade });
            }
            for range in words(text) {
                let at = block.span_of(sentence.start + range.start..sentence.start + range.end).start;
                let word = text[range].to_lowercase();
                let weight = weight(&word, language, terms);
                used.extend(terms.iter().filter(|term| term.eq_ignore_ascii_case(&word)).cloned());
                if weight > 3 {
                    costly.entry(word).or_insert((0, at)).0 += weight - 2;
                }
            }
        }
    }
    let grade = all.grade(language).filter(|_| all.words >= LEAST_WORDS)?;
    hard.sort_by(|a, b| b.grade.total_cmp(&a.grade).then(a.span.start.cmp(&b.span.start)));
    hard.truncate(3);
    let mut costly: Vec<_> = costly.into_iter().collect();
    costly.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(&b.0)));
    Some(Reading {
        grade,
        hardest: hard.into_iter().map(|hard| (hard.span, hard.grade)).collect(),
        costly: costly.into_iter().take(6).map(|(word, (_, at))| (word, at)).collect(),
        terms: used.len(),
    })
}

/// Kinds that are written for patients.
fn is_for_patients(kind: PageKind) -> bool {
    matches!(
        kind,
        PageKind::Article | PageKind::Service | PageKind::Faq | PageKind::Condition | PageKind::Event
    )
}

pub(super) fn check(desk: &mut Desk<'_>) {
    let config = &desk.site.config;
    let most = config.check.reading_grade as f64;
    for text in &desk.texts {
        let page = text.page;
        if let Some(reading) =
            text.reading.as_ref().filter(|reading| is_for_patients(page.kind) && reading.grade > most)
        {
            let Some((hardest, _)) = reading.hardest.first() else { continue };
            let line = |span: &Range<usize>| page.source.line_column(span.start).0;
            let sentences: Vec<_> = reading
                .hardest
                .iter()
                .map(|(span, grade)| format!("line {} ({grade:.1})", line(span)))
                .collect();
            let mut help = format!("the hardest sentences are in {}", sentences.join(", "));
            if !reading.costly.is_empty() {
                let words =
                    reading.costly.iter().map(|(word, at)| format!("{word} (line {})", line(&(*at..*at))));
                help.push_str(&format!(
                    "; the words that cost most: {}",
                    words.collect::<Vec<_>>().join(", ")
                ));
            }
            let terms = match reading.terms {
                0 => String::new(),
                1 => ", with one word of `check.terms` as two syllables".to_owned(),
                count => format!(", with {count} words of `check.terms` as two syllables each"),
            };
            desk.problems
                .find(
                    Rule::Grade,
                    Place::new(&page.source, hardest.clone()),
                    format!("this page reads at grade {:.1}, over {most}{terms}", reading.grade),
                )
                .label("the hardest sentence")
                .help(help);
        }
        sentences_and_sections(text, &mut desk.problems);
        if config.language.tag.starts_with("en") {
            abbreviations(text, &config.check.abbreviations, &mut desk.problems);
        }
        if let Data::Article(article) = &page.data
            && !(3..=5).contains(&article.key_points.len())
        {
            desk.problems
                .find(Rule::KeyPoints, page.place(), format!("{} key points", article.key_points.len()))
                .help("sum the article up in three to five sentences, in `key_points`");
        }
    }
}

fn sentences_and_sections(text: &Text<'_>, problems: &mut crate::problem::Problems) {
    let place = |span: Range<usize>| Place::new(&text.page.source, span);
    let mut since_heading = 0;
    for block in &text.prose.blocks {
        if matches!(block.kind, Kind::Heading(_)) {
            since_heading = 0;
            continue;
        }
        if matches!(block.kind, Kind::Key(_)) {
            continue;
        }
        let count = words(&block.text).len();
        let before = since_heading;
        since_heading += count;
        if before <= 300 && since_heading > 300 {
            problems
                .find(Rule::LongSection, place(block.span.clone()), "more than 300 words without a heading")
                .help("put a heading before this, so that readers find their way");
        }
        if block.kind == Kind::Paragraph && count >= 120 {
            problems
                .find(Rule::LongSection, place(block.span.clone()), format!("a paragraph of {count} words"))
                .help("make two of it");
        }
        for sentence in block.sentences() {
            let count = words(&block.text[sentence.clone()]).len();
            if count > 25 {
                problems
                    .find(
                        Rule::LongSentence,
                        place(block.span_of(sentence)),
                        format!("a sentence of {count} words"),
                    )
                    .help("say it in two");
            }
        }
    }
}

/// Abbreviations that everybody reads as words.
const EVERYDAY: [&str; 22] = [
    "US", "USA", "UK", "EU", "OK", "TV", "AM", "PM", "ID", "FAQ", "PDF", "PO", "DVD", "SMS", "FDA", "CDC",
    "DNA", "HIV", "AIDS", "KB", "MB", "TTY",
];

/// The first use of an abbreviation stands in brackets behind its words, or has them in brackets behind it.
fn abbreviations(text: &Text<'_>, known: &[String], problems: &mut crate::problem::Problems) {
    let mut seen: Vec<String> = Vec::new();
    for block in text.prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_))) {
        for range in words(&block.text) {
            let word = block.text[range.clone()].trim_end_matches("'s").trim_end_matches("’s");
            let short = word.strip_suffix('s').filter(|stem| is_abbreviation(stem)).unwrap_or(word);
            let everyday = EVERYDAY.contains(&short) || known.iter().any(|one| one == short);
            if !is_abbreviation(short) || everyday || seen.iter().any(|one| one == short) {
                continue;
            }
            seen.push(short.to_owned());
            if is_stage(short) || shouted(text, short) {
                continue;
            }
            let before = block.text[..range.start].trim_end();
            let after: String = block.text[range.end..].split_inclusive(' ').take(3).collect();
            let named = [", or", " or", "called", "known as", "short for"];
            if before.ends_with(['(', '“', '"'])
                || after.contains('(')
                || named.iter().any(|words| before.ends_with(words))
            {
                continue;
            }
            let span = block.span_of(range.start..range.start + short.len());
            problems
                .find(
                    Rule::Abbreviation,
                    Place::new(&text.page.source, span),
                    format!("`{short}` is not explained where it comes first"),
                )
                .help(format!(
                    "write its words, then `({short})`; or add it to `abbreviations` of `[check]`"
                ));
        }
    }
}

/// `IIIA`: a number in letters.
fn is_stage(word: &str) -> bool {
    let number = word.trim_end_matches(['A', 'B', 'C', 'S']);
    !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// `NOT`: a word that the page has in small letters too.
fn shouted(text: &Text<'_>, word: &str) -> bool {
    let lower = word.to_lowercase();
    text.prose
        .blocks
        .iter()
        .any(|block| words(&block.text).into_iter().any(|range| block.text[range] == *lower))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{Counts, count_sentence};
    use crate::check::prose::sentences;
    use crate::language::Language;

    fn count(text: &str, language: &str) -> Counts {
        let language = Language::find(language).unwrap();
        let mut all = Counts::default();
        for range in sentences(text) {
            let one = count_sentence(&text[range], language, &[]);
            all = Counts {
                words: all.words + one.words,
                sentences: all.sentences + 1,
                syllables: all.syllables + one.syllables,
            };
        }
        all
    }

    const EASY: &str = "Your spine has a bag of fluid in it. The fluid keeps your brain safe. A small hole can let the fluid \
                        out. Then your head may hurt when you sit or stand. It may feel better when you lie flat. Call us if \
                        this happens to you.";
    const TARGET: &str = "A blood patch is a shot of your own blood near the leak. The doctor takes blood from your arm. Then the \
                          doctor puts it in your lower back with a thin needle. The blood forms a plug over the hole. You will \
                          rest on your back for two hours. Do not lift more than ten pounds for six weeks. Most people go home \
                          the same day. Some people need more than one patch.";
    const MEDIUM: &str = "An epidural blood patch treats a spinal fluid leak by sealing the opening with the patient's own \
                          blood. Before the procedure, tell your physician about any medication that thins your blood. The \
                          injection usually takes less than thirty minutes, and you remain awake. Temporary back pressure is \
                          common afterward. Severe headache, fever, or new weakness is an emergency, so contact our clinic \
                          immediately.";
    const HARD: &str = "Spontaneous intracranial hypotension is characterized by orthostatic headache attributable to \
                        diminished cerebrospinal fluid volume. Neuroimaging frequently demonstrates pachymeningeal \
                        enhancement, subdural collections, and venous distension. Conservative management is occasionally \
                        sufficient; nevertheless, persistent symptomatology necessitates targeted epidural injection, \
                        fluoroscopically guided where feasible. Contraindications include coagulopathy, systemic infection, \
                        and patient refusal.";

    #[test]
    fn grades_are_near_those_of_the_reference() {
        for (text, words, sentences, syllables, grade, near) in [
            (EASY, 48, 6, 53, 0.5592, 0.6),
            (TARGET, 74, 8, 82, 1.0932, 0.6),
            (MEDIUM, 63, 5, 112, 10.3018, 0.6),
            (HARD, 48, 4, 144, 24.49, 1.1),
        ] {
            let counts = count(text, "en-US");
            assert_eq!((counts.words, counts.sentences), (words, sentences));
            let off = counts.syllables.abs_diff(syllables);
            assert!(off * 100 <= syllables * 3, "{} syllables, not {syllables}", counts.syllables);
            let ours = counts.grade(Language::first()).unwrap();
            assert!((ours - grade).abs() <= near, "grade {ours}, not {grade}");
        }
    }

    #[test]
    fn spanish_is_counted_as_by_fernandez_huerta() {
        let text = "Un parche de sangre es una inyección de su propia sangre cerca de la fuga. El médico toma sangre de su \
                    brazo. Luego la pone en su espalda con una aguja fina. La sangre forma un tapón. Usted debe descansar dos \
                    horas.";
        let counts = count(text, "es-US");
        // textstat has 69: it hyphenates, and no hyphen stands in `una` and behind the first letter of `aguja`.
        assert_eq!((counts.words, counts.sentences, counts.syllables), (42, 5, 72));
        assert_eq!(counts.grade(Language::find("es-US").unwrap()), Some(5.0));
    }

    #[test]
    fn german_is_counted_as_by_amstad() {
        // By hand: 10 words, 2 sentences, 12 syllables (trin-ken, ru-hen): 180 − 5 − 58.5 · 1.2 = 104.8.
        let counts = count("Der Arzt hilft dir. Du sollst viel trinken und ruhen.", "de");
        assert_eq!((counts.words, counts.sentences, counts.syllables), (10, 2, 12));
        assert_eq!(counts.grade(Language::find("de").unwrap()), Some(5.0));
    }
}
