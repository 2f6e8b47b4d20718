//! How hard a page is to read: its grade, its hardest sentences, its costliest words.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{Kind, Prose, syllables};
use crate::language::Language;
use crate::sentences::words;

/// How hard a page is to read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Readability {
    /// The school year that its words ask for.
    pub grade: f64,
    /// Bytes of the hardest sentences, each with its own grade.
    pub hardest: Vec<(Range<usize>, f64)>,
    /// The words that cost most, the dearest first, each with the byte of its first use.
    pub costly: Vec<(String, usize)>,
    /// How many terms of `check.terms` it uses.
    pub terms: usize,
}

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

/// The syllable counter of a site: its language, and terms that patients know.
#[derive(Debug)]
pub(super) struct Scale {
    language: &'static Language,
    /// In small letters.
    terms: HashSet<String>,
}

/// A word with its syllables.
struct Weighed {
    syllables: usize,
    /// The term that it is, if it is one.
    term: Option<String>,
}

impl Scale {
    /// The counter of a site.
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

/// A sentence with its place and grade.
#[derive(Debug, Clone)]
struct Hard {
    span: Range<usize>,
    grade: f64,
}

/// Counts what patients read: running text and headings, not the front matter, not cells of numbers.
pub(super) fn measure(prose: &Prose, scale: &Scale) -> Option<Readability> {
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
    Some(Readability {
        grade,
        hardest: hard.into_iter().map(|hard| (hard.span, hard.grade)).collect(),
        costly: costly.into_iter().take(6).map(|(word, (_, at))| (word, at)).collect(),
        terms: used.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Counts, Scale};
    use crate::language::Language;
    use crate::sentences::{sentences, words};

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
            let ours = counts.grade(Language::fallback()).unwrap();
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
