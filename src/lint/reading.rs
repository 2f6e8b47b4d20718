//! How hard a page is to read: its grade, its hardest sentences, its costliest words (HEALTHCARE D).

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::prose::{Block, Kind, Prose};
use super::sentences::{Stretch, words};
use super::syllables;
use super::{Desk, Reading, Text};
use crate::language::Language;
use crate::page::{Data, Kind as PageKind};
use crate::problem::{Place, Rule};

/// Fewer words have no grade: one long name would decide it.
const LEAST_WORDS: usize = 30;

/// Words, sentences and syllables of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl std::ops::Add for Counts {
    type Output = Counts;

    fn add(self, more: Counts) -> Counts {
        Counts {
            words: self.words + more.words,
            sentences: self.sentences + more.sentences,
            syllables: self.syllables + more.syllables,
        }
    }
}

impl Counts {
    /// Flesch-Kincaid for English; for Spanish and German the grade of Flesch's band of the score by Fernández-Huerta
    /// and Amstad. Nothing for a language without an accepted formula.
    fn grade(self, language: &Language) -> Option<f64> {
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

/// No word costs more: the reference for the grade counts words that its dictionary lacks by their hyphens, and the
/// longest words of medicine are such.
const MOST_SYLLABLES: usize = 5;

/// What words are weighed by: a language, and terms that patients know.
#[derive(Debug)]
pub(super) struct Scale {
    language: &'static Language,
    /// In small letters.
    terms: HashSet<String>,
}

/// A word on the scale.
struct Weighed {
    syllables: usize,
    /// The term that it is, if it is one.
    term: Option<String>,
}

impl Scale {
    /// The scale of a site.
    pub(super) fn new(language: &'static Language, terms: &[String]) -> Self {
        Scale { language, terms: terms.iter().map(|term| term.to_ascii_lowercase()).collect() }
    }

    /// The syllables of a word; two for a term that patients know.
    fn weigh(&self, word: &str) -> Weighed {
        let counted = syllables::count(word, self.language).min(MOST_SYLLABLES);
        let term = word.trim_end_matches("'s").to_ascii_lowercase();
        match !self.terms.is_empty() && self.terms.contains(&term) {
            true => Weighed { syllables: counted.min(2), term: Some(term) },
            false => Weighed { syllables: counted, term: None },
        }
    }
}

/// A sentence with its place and its own grade.
#[derive(Debug, Clone)]
struct Hard {
    span: Range<usize>,
    grade: f64,
}

/// Counts what patients read: running text and headings, not the front matter, not cells of numbers.
pub(super) fn measure(prose: &Prose, scale: &Scale) -> Option<Reading> {
    let mut all = Counts::default();
    let mut hard: Vec<Hard> = Vec::new();
    let mut costly: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut used = HashSet::new();
    for block in prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_))) {
        let cell = matches!(block.kind, Kind::Cell | Kind::HeadCell);
        if cell && words(&block.text).filter(|word| word.text.contains(char::is_alphabetic)).count() < 2 {
            continue;
        }
        for sentence in block.sentences() {
            let mut counts = Counts { sentences: 1, ..Counts::default() };
            for word in words(sentence.text) {
                let Weighed { syllables, term } = scale.weigh(word.text);
                counts.words += 1;
                counts.syllables += syllables;
                used.extend(term);
                if syllables > 3 {
                    let at = sentence.at + word.at;
                    let first = || (0, block.map.span(at..at + word.text.len()).start);
                    costly.entry(word.text.to_lowercase()).or_insert_with(first).0 += syllables - 2;
                }
            }
            if counts.words == 0 {
                continue;
            }
            all = all + counts;
            if let Some(grade) = counts.grade(scale.language).filter(|_| counts.words > 5) {
                hard.push(Hard { span: block.map.span(sentence.range()), grade });
            }
        }
    }
    let grade = all.grade(scale.language).filter(|_| all.words >= LEAST_WORDS)?;
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
    let known: HashSet<&str> =
        config.check.abbreviations.iter().map(String::as_str).chain(EVERYDAY).collect();
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
                .report(
                    Rule::Grade,
                    Place::new(&page.source, hardest.clone()),
                    format!("this page reads at grade {:.1}, over {most}{terms}", reading.grade),
                )
                .label("the hardest sentence")
                .help(help);
        }
        sentences_and_sections(text, &mut desk.problems);
        if super::is_english(text.edition) {
            abbreviations(text, &known, &mut desk.problems);
        }
        if let Data::Article(article) = &page.data
            && !(3..=5).contains(&article.key_points.len())
        {
            desk.problems
                .report(Rule::KeyPoints, page.place(), format!("{} key points", article.key_points.len()))
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
        let count = words(&block.text).count();
        let before = since_heading;
        since_heading += count;
        if before <= 300 && since_heading > 300 {
            problems
                .report(Rule::LongSection, place(block.span.clone()), "more than 300 words without a heading")
                .help("put a heading before this, so that readers find their way");
        }
        if block.kind == Kind::Paragraph && count >= 120 {
            problems
                .report(Rule::LongSection, place(block.span.clone()), format!("a paragraph of {count} words"))
                .help("make two of it");
        }
        for sentence in block.sentences() {
            let count = words(sentence.text).count();
            if count > 25 {
                problems
                    .report(
                        Rule::LongSentence,
                        place(block.map.span(sentence.range())),
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
fn abbreviations(text: &Text<'_>, known: &HashSet<&str>, problems: &mut crate::problem::Problems) {
    let mut seen: HashSet<&str> = HashSet::new();
    let small = LazyCell::new(|| small_words(text));
    for block in text.prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_))) {
        for found in words(&block.text) {
            let word = found.text.trim_end_matches("'s").trim_end_matches("’s");
            let short = word.strip_suffix('s').filter(|stem| is_abbreviation(stem)).unwrap_or(word);
            if !is_abbreviation(short) || known.contains(short) || !seen.insert(short) {
                continue;
            }
            // `NOT`: a word that the page has in small letters too.
            if is_stage(short) || small.contains(short.to_lowercase().as_str()) || is_explained(block, found)
            {
                continue;
            }
            let span = block.map.span(found.at..found.at + short.len());
            problems
                .report(
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

/// Words in small letters that are as short as an abbreviation.
fn small_words<'a>(text: &'a Text<'_>) -> HashSet<&'a str> {
    let all = text.prose.blocks.iter().flat_map(|block| words(&block.text)).map(|word| word.text);
    all.filter(|word| word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
}

/// Whether what an abbreviation stands for is said right before or behind it.
fn is_explained(block: &Block, word: Stretch<'_>) -> bool {
    let Range { start, end } = word.range();
    let before = block.text.get(..start).unwrap_or_default().trim_end();
    let behind = block.text.get(end..).unwrap_or_default();
    let named = [", or", " or", "called", "known as", "short for"];
    before.ends_with(['(', '“', '"'])
        || behind.split_inclusive(char::is_whitespace).take(3).any(|part| part.contains('('))
        || named.iter().any(|words| before.ends_with(words))
}

/// `IIIA`: a number in letters.
fn is_stage(word: &str) -> bool {
    let number = word.trim_end_matches(['A', 'B', 'C', 'S']);
    !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{Counts, Scale};
    use crate::language::Language;
    use crate::lint::sentences::{sentences, words};

    fn count(text: &str, language: &str) -> Counts {
        let scale = Scale::new(Language::find(language).unwrap(), &[]);
        Counts {
            words: words(text).count(),
            sentences: sentences(text).len(),
            syllables: words(text).map(|word| scale.weigh(word.text).syllables).sum(),
        }
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
