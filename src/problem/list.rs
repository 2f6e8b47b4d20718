//! The list of problems of a run: without duplicates, and of each rule and file at most so many; the rest is counted.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use annotate_snippets::Renderer;

use super::{Class, Level, Place, Problem, Rule};

/// The most problems of one rule in one file that are listed. A writer mends them together; a file with a million of
/// them must cost no more than one with fifty.
const MOST_LISTED: usize = 50;

/// The longest message in bytes: a value of a million letters is not repeated whole.
const LONGEST_MESSAGE: usize = 2000;

/// The problems of a run. What is over the limit of a rule and file is counted, and listed as one summary by the
/// methods that take the list as a whole.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// The tallies of each class, by file.
    tallies: BTreeMap<Class, BTreeMap<String, Tally>>,
    /// The last problem that was counted and not listed, so that [`Problems::report`] can return it.
    unlisted: Option<Box<Problem>>,
}

/// The count of problems of a rule in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    /// All of them, so that a duplicate is neither listed nor counted.
    seen: HashSet<Mark>,
    /// The number of those that are not in the list.
    unlisted: usize,
    /// The first place of these.
    first_unlisted: Option<Place>,
}

/// What tells two problems of a rule in a file apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Mark {
    span: Option<Range<usize>>,
    /// A hash of the message.
    message: u64,
}

impl Mark {
    fn of(problem: &Problem) -> Self {
        let mut hasher = DefaultHasher::new();
        problem.message.hash(&mut hasher);
        Mark { span: problem.place.span.clone(), message: hasher.finish() }
    }
}

/// The places at which rules are broken, whatever is said of it.
#[derive(Debug, Default)]
pub(crate) struct Places<'a>(HashSet<(Rule, &'a str, &'a Option<Range<usize>>)>);

impl Places<'_> {
    fn have(&self, rule: Rule, path: &str, span: &Option<Range<usize>>) -> bool {
        self.0.contains(&(rule, path, span))
    }
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
        self.list_summaries();
        self.list.into_iter()
    }
}

impl Tally {
    /// Whether the problem belongs in the list. One over the limit is counted instead, a duplicate is not.
    fn admits(&mut self, problem: &Problem) -> bool {
        if !self.seen.insert(Mark::of(problem)) {
            return false;
        }
        if self.seen.len() <= MOST_LISTED {
            return true;
        }
        self.count_unlisted(1, &problem.place);
        false
    }

    /// Counts problems that are not in the list, the first of which is here.
    fn count_unlisted(&mut self, number: usize, place: &Place) {
        self.unlisted += number;
        if self.first_unlisted.as_ref().is_none_or(|first| place.order() < first.order()) {
            self.first_unlisted = Some(place.clone());
        }
    }
}

impl Problems {
    /// Reports that a rule is broken where that harms no reader: as a warning, whatever the level of the rule.
    pub(crate) fn warn(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.add(Problem::new(Level::Warning, rule, place, shortened(message.into())))
    }

    /// Reports that a rule is broken, at the level of the rule; the problem is returned so that help can be added.
    pub fn report(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.add(Problem::new(rule.level(), rule, place, shortened(message.into())))
    }

    /// Reports that a rule is broken and was not until days had gone by: the problem is due, whatever its rule is.
    pub(crate) fn report_due(
        &mut self,
        rule: Rule,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Problem {
        let mut problem = Problem::new(rule.level(), rule, place, shortened(message.into()));
        problem.age();
        self.add(problem)
    }

    fn add(&mut self, problem: Problem) -> &mut Problem {
        if self.tally(&problem).admits(&problem) {
            self.list.push(problem);
            return self.list.last_mut().expect("one was just pushed");
        }
        self.unlisted.insert(Box::new(problem))
    }

    /// The tally of the problem's class and file.
    fn tally(&mut self, problem: &Problem) -> &mut Tally {
        self.tally_of(problem.class(), &problem.place.source.path)
    }

    fn tally_of(&mut self, class: Class, path: &str) -> &mut Tally {
        let files = self.tallies.entry(class).or_default();
        if !files.contains_key(path) {
            files.insert(path.to_owned(), Tally::default());
        }
        files.get_mut(path).expect("one was just inserted")
    }

    /// Takes over the problems of another stage.
    pub fn extend(&mut self, other: Problems) {
        for problem in other.list {
            self.push(problem);
        }
        for (key, files) in other.tallies {
            let ours = self.tallies.entry(key).or_default();
            for (path, theirs) in files.into_iter().filter(|(_, theirs)| theirs.unlisted > 0) {
                let tally = ours.entry(path).or_default();
                let before = tally.seen.len();
                tally.seen.extend(theirs.seen);
                if let Some(first) = theirs.first_unlisted {
                    tally.count_unlisted(tally.seen.len() - before, &first);
                }
            }
        }
    }

    /// The places of all of them, those too that are not listed.
    pub(crate) fn places(&self) -> Places<'_> {
        let files =
            self.tallies.iter().flat_map(|(class, files)| files.iter().map(|file| (class.rule, file)));
        let marks = files.flat_map(|(rule, (path, tally))| {
            tally.seen.iter().map(move |mark| (rule, path.as_str(), &mark.span))
        });
        Places(marks.collect())
    }

    /// Takes out those whose places are not among these.
    pub(crate) fn take_others(&mut self, places: &Places<'_>) -> Problems {
        let mut others = Problems::default();
        let mut kept = Problems::default();
        let has = |rule, path: &str, span: &_| places.have(rule, path, span);
        for problem in std::mem::take(&mut self.list) {
            let known = has(problem.rule, &problem.place.source.path, &problem.place.span);
            if known { &mut kept } else { &mut others }.push(problem);
        }
        for (class, files) in std::mem::take(&mut self.tallies) {
            for (path, tally) in files {
                let Some(first) = tally.first_unlisted else { continue };
                for mark in tally.seen {
                    let half = if has(class.rule, &path, &mark.span) { &mut kept } else { &mut others };
                    let place = mark.span.as_ref().map(|span| Place::new(&first.source, span.clone()));
                    let half = half.tally_of(class, &path);
                    if half.seen.insert(mark) {
                        half.count_unlisted(1, &place.unwrap_or_else(|| first.clone()));
                    }
                }
            }
        }
        *self = kept;
        others
    }

    /// Makes all of them due.
    pub(crate) fn age(&mut self) {
        self.list_summaries();
        self.tallies.clear();
        for mut problem in std::mem::take(&mut self.list) {
            problem.age();
            self.push(problem);
        }
    }

    /// Lowers the level of some problems to [`Level::Info`].
    pub(crate) fn lower(&mut self, is_lowered: impl Fn(&Problem) -> bool) {
        self.list_summaries();
        self.tallies.clear();
        for mut problem in std::mem::take(&mut self.list) {
            if is_lowered(&problem) {
                (problem.level, problem.due) = (Level::Info, false);
            }
            self.push(problem);
        }
    }

    /// Adds a problem at the level that it has.
    pub(crate) fn push(&mut self, problem: Problem) {
        if problem.more > 0 || self.tally(&problem).admits(&problem) {
            self.list.push(problem);
        }
    }

    /// Keeps the problems, summaries among them, for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Problem) -> bool) {
        self.retain_mut(|problem| keep(problem));
    }

    /// As [`Problems::retain`], and a summary's number may be changed.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Problem) -> bool) {
        self.list_summaries();
        self.list.retain_mut(keep);
    }

    /// Puts a summary into the list for the unlisted problems of each class and file.
    fn list_summaries(&mut self) {
        for (class, files) in &mut self.tallies {
            for tally in files.values_mut() {
                let unlisted = std::mem::take(&mut tally.unlisted);
                if let Some(place) = tally.first_unlisted.take() {
                    self.list.push(Problem::summary(*class, place, unlisted));
                }
            }
        }
    }

    /// Sorts by path and place; summaries come after the problems of the same place.
    pub fn sorted(mut self) -> Self {
        self.list_summaries();
        self.list.sort_by(|a, b| {
            let key = |one: &Problem| (one.class(), one.more);
            (a.place.order(), key(a), &a.message).cmp(&(b.place.order(), key(b), &b.message))
        });
        self
    }

    /// Sorts errors before warnings before notes, by a stable sort.
    pub fn by_level(mut self) -> Self {
        self.list_summaries();
        self.list.sort_by_key(|problem| problem.level);
        self
    }

    /// The number of problems of a level that are not due, unlisted ones too.
    pub fn count(&self, level: Level) -> usize {
        self.number(|class| class.level == level && !class.due)
    }

    /// The number of those that are due.
    pub fn due(&self) -> usize {
        self.number(|class| class.due)
    }

    fn number(&self, counts: impl Fn(Class) -> bool) -> usize {
        let listed = self.list.iter().filter(|problem| counts(problem.class())).map(Problem::number);
        let tallies = self.tallies.iter().filter(|(class, _)| counts(**class));
        listed.sum::<usize>()
            + tallies.flat_map(|(_, files)| files.values()).map(|tally| tally.unlisted).sum::<usize>()
    }

    /// The listed problems, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// All problems as a terminal shows them, with blank lines between.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mut text = String::new();
        for problem in &self.list {
            let _ = writeln!(text, "{}\n", problem.render(renderer).trim_end());
        }
        text
    }
}

/// A message, or the beginning of a long one; an open backtick is closed.
fn shortened(message: String) -> String {
    if message.len() <= LONGEST_MESSAGE {
        return message;
    }
    let start = message.get(..crate::text_map::floor_boundary(&message, LONGEST_MESSAGE)).unwrap_or_default();
    let open = start.matches('`').count() % 2 == 1;
    format!("{start}…{}", if open { "`" } else { "" })
}
