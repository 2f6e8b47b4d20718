//! All problems of a run: each once, at most so many of a rule in a file, the rest counted.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

use annotate_snippets::Renderer;

use super::{Level, Place, Problem, Rule};

/// The most problems of one rule in one file that are told. A writer mends a kind of fault at once; a file of a
/// million of them must cost no more than one of fifty.
const MOST: usize = 50;

/// Bytes of the longest message: a value of a million letters is not repeated whole.
const LONGEST: usize = 2000;

/// All problems of a run.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// What there is of a rule at a level, by file.
    tallies: BTreeMap<(Level, Rule), BTreeMap<String, Tally>>,
    /// The last one that was only counted.
    spare: Option<Box<Problem>>,
}

/// How many problems there are of a rule in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    /// Fingerprints of all of them: the same is told, and counted, once.
    seen: HashSet<u64>,
    /// How many are not in the list.
    more: usize,
    /// The first place of those.
    first: Option<Place>,
}

impl PartialEq for Problems {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list && self.tallies == other.tallies
    }
}

impl Eq for Problems {}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.close();
        self.list.into_iter()
    }
}

impl Tally {
    /// Whether the problem is to be in the list. One that is not is counted, if it is not there already.
    fn admits(&mut self, problem: &Problem) -> bool {
        let mut hasher = DefaultHasher::new();
        (&problem.place.span, &problem.message).hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            return false;
        }
        if self.seen.len() <= MOST {
            return true;
        }
        self.count(1, &problem.place);
        false
    }

    /// Counts problems that are not in the list, the first of them here.
    fn count(&mut self, more: usize, place: &Place) {
        self.more += more;
        if self.first.as_ref().is_none_or(|first| place.order() < first.order()) {
            self.first = Some(place.clone());
        }
    }
}

impl Problems {
    /// Notes that a rule is broken, at the level of the rule.
    pub fn report(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        let message = message.into();
        let message = if message.len() > LONGEST { cut(&message) } else { message };
        let problem = Problem::new(rule.level(), rule, place, message);
        if self.tally(&problem).admits(&problem) {
            self.list.push(problem);
            return self.list.last_mut().expect("one was just pushed");
        }
        self.spare.insert(Box::new(problem))
    }

    fn tally(&mut self, problem: &Problem) -> &mut Tally {
        let files = self.tallies.entry((problem.level, problem.rule)).or_default();
        let path = problem.place.source.path.as_str();
        if !files.contains_key(path) {
            files.insert(path.to_owned(), Tally::default());
        }
        files.get_mut(path).expect("one was just inserted")
    }

    /// Takes over the problems of another stage.
    pub fn extend(&mut self, other: Problems) {
        for problem in other.list {
            self.take(problem);
        }
        for (kind, files) in other.tallies {
            let ours = self.tallies.entry(kind).or_default();
            for (path, theirs) in files.into_iter().filter(|(_, theirs)| theirs.more > 0) {
                let tally = ours.entry(path).or_default();
                let before = tally.seen.len();
                tally.seen.extend(theirs.seen);
                if let Some(first) = theirs.first {
                    tally.count(tally.seen.len() - before, &first);
                }
            }
        }
    }

    /// Makes notes of some of them.
    pub(crate) fn lower(&mut self, wanted: impl Fn(&Problem) -> bool) {
        self.close();
        self.tallies.clear();
        for mut problem in std::mem::take(&mut self.list) {
            if wanted(&problem) {
                problem.level = Level::Info;
            }
            self.take(problem);
        }
    }

    /// Takes one over as it is.
    pub(crate) fn take(&mut self, problem: Problem) {
        if problem.more > 0 || self.tally(&problem).admits(&problem) {
            self.list.push(problem);
        }
    }

    /// Leaves out those that are not wanted, and those that stand for others where these are not.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Problem) -> bool) {
        self.retain_mut(|problem| wanted(problem));
    }

    /// As [`Problems::retain`]; those that stand for others may be made to stand for fewer.
    pub fn retain_mut(&mut self, mut wanted: impl FnMut(&mut Problem) -> bool) {
        self.close();
        self.list.retain_mut(|problem| wanted(problem));
    }

    /// Puts one problem into the list for all that are only counted, of each rule, level and file.
    fn close(&mut self) {
        for ((level, rule), files) in &mut self.tallies {
            for tally in files.values_mut() {
                let more = std::mem::take(&mut tally.more);
                if let Some(place) = tally.first.take() {
                    self.list.push(Problem::closing(*level, *rule, place, more));
                }
            }
        }
    }

    /// In order of path and place; those that stand for others behind those.
    pub fn sorted(mut self) -> Self {
        self.close();
        self.list.sort_by(|a, b| {
            let key = |one: &Problem| (one.level, one.rule, one.more);
            (a.place.order(), key(a), &a.message).cmp(&(b.place.order(), key(b), &b.message))
        });
        self
    }

    /// Errors before warnings before notes, each of them in the order that they had.
    pub fn by_level(mut self) -> Self {
        self.close();
        self.list.sort_by_key(|problem| problem.level);
        self
    }

    /// How many there are of a level.
    pub fn count(&self, level: Level) -> usize {
        let told = self.list.iter().filter(|problem| problem.level == level).map(Problem::number);
        let tallies = self.tallies.iter().filter(|((of, _), _)| *of == level);
        told.sum::<usize>()
            + tallies.flat_map(|(_, files)| files.values()).map(|tally| tally.more).sum::<usize>()
    }

    /// The problems as they stand.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Every message with its source line, a blank line between them; colours where `renderer` has them.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mut text = String::new();
        for problem in &self.list {
            let _ = writeln!(text, "{}\n", problem.render(renderer).trim_end());
        }
        text
    }
}

/// The beginning of a long message; names in backticks stay closed.
fn cut(message: &str) -> String {
    let start = message.get(..crate::text_map::floor_boundary(message, LONGEST)).unwrap_or_default();
    let open = start.matches('`').count() % 2 == 1;
    format!("{start}…{}", if open { "`" } else { "" })
}
