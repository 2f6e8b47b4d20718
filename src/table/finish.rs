//! The end of a table: which of its keys nobody knows, and which are missing.

use toml::de::DeValue;

use super::unknown::{self, Unknown};
use super::{HELD, Table};
use crate::problem::{Place, Problems, Rule};
use crate::schema::Need;

impl Table<'_> {
    /// Hands on the problems, without looking for unknown keys: a table whose keys are free.
    pub(crate) fn finish_free(self, problems: &mut Problems) {
        self.hand_on(&[], problems);
    }

    /// Reports the keys that the schema does not have or that are missing, and hands on all problems.
    pub(crate) fn finish(mut self, problems: &mut Problems) {
        let unknown: Vec<Unknown> = self
            .entries
            .iter()
            .filter(|(name, _)| self.schema.key(name.get_ref()).is_none())
            .filter(|(_, value)| self.own.is_none() || !matches!(value.get_ref(), DeValue::Table(_)))
            .map(|(name, value)| Unknown {
                name: name.get_ref().to_string(),
                span: self.shift(name.span()),
                value: self.shift(value.span()),
            })
            .collect();
        // What stands there under another name is not missing.
        let names = if unknown.is_empty() { Vec::new() } else { self.schema.names() };
        let meant: Vec<_> = unknown.iter().filter_map(|one| unknown::meant(&one.name, &names)).collect();
        self.tables.note(self.schema, self.own, self.span.clone(), unknown);
        self.report_later();
        assert!(
            !HELD || self.unasked().is_empty(),
            "nobody reads {:?} of {}",
            self.unasked(),
            self.schema.what
        );
        if self.is_root {
            self.tables.tell(self.source, &mut self.problems);
        }
        self.hand_on(&meant, problems);
    }

    /// The keys that no reader has asked for.
    fn unasked(&self) -> Vec<&'static str> {
        let asked = |at: usize| self.asked.get() & 1 << at != 0;
        let keys = self.schema.keys().enumerate().filter(|(_, key)| key.need != Need::Later);
        keys.filter(|(at, _)| !asked(*at)).map(|(_, key)| key.name).collect()
    }

    /// Reports keys that only a later version reads.
    fn report_later(&mut self) {
        let entries = self.entries;
        let later = self.schema.keys().filter(|key| key.need == Need::Later);
        for key in later.filter(|key| entries.contains_key(key.name)) {
            let (name, place) = (key.name, self.key_place(key.name));
            self.problems
                .report(Rule::NotYet, place, format!("`[{name}]` is not built yet by this version"))
                .help("take it out for now");
        }
    }

    /// Hands on the problems. Of a section that does not parse only that is told: what it lacks may stand in the line
    /// that could not be read.
    fn hand_on(mut self, meant: &[&str], problems: &mut Problems) {
        let (head, what, broken, entries) = (self.head(), self.schema.what, self.broken, self.entries);
        for key in self.schema.keys().filter(|key| !meant.contains(&key.name)) {
            let name = key.name;
            let is_there = |other: &str| self.has(other) || meant.contains(&other);
            let write = || format!("write it: {name} = {}", key.placeholder());
            let (rule, help) = match key.need {
                Need::Required => (Rule::MissingKey, write()),
                Need::By(rule, help) => (rule, help.to_owned()),
                Need::Unless(other) if !is_there(other) => {
                    (Rule::MissingKey, format!("{}, or `{other}`", write()))
                }
                Need::Beside(other, rule, help) if self.has(other) => (rule, help.to_owned()),
                Need::Unless(_) | Need::Beside(..) | Need::Optional | Need::Usual | Need::Later => continue,
            };
            let place = match entries.get(name).map(|value| (value.get_ref(), value.span())) {
                None => head.clone(),
                Some((value, span)) if is_empty(value) || !key.is_written(value) => {
                    Place::new(self.source, self.shift(span))
                }
                Some(_) => continue,
            };
            let is_there = entries.contains_key(name);
            self.problems
                .report(rule, place, format!("{what} needs the key `{name}`"))
                .label(if is_there { "holds nothing".to_owned() } else { format!("`{name}` is missing") })
                .help(help);
        }
        self.problems
            .retain(|problem| problem.place.span.as_ref().is_none_or(|span| !broken.holds(span.start)));
        problems.extend(self.problems);
    }
}

/// Whether a list or table holds nothing; of a text its own reader says so.
fn is_empty(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Array(items) => items.is_empty(),
        DeValue::Table(entries) => entries.is_empty(),
        _ => false,
    }
}
