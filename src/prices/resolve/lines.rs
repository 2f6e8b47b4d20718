//! The lines of bundles and examples, resolved.

use super::Resolver;
use super::draft::{WrittenLine, WrittenLines};
use super::names::AllowedKinds;
use crate::prices::ids::EntryId;
use crate::prices::{Line, PriceList};
use crate::problem::Rule;
use crate::table::At;

impl Resolver<'_> {
    /// The lines of the bundle or example `own`, and whether each of them names something that could be read.
    pub(super) fn lines(&mut self, own: &str, written: WrittenLines, list: &PriceList) -> (Vec<Line>, bool) {
        let WrittenLines { lines: written, mut whole } = written;
        let mut lines = Vec::new();
        for WrittenLine { id, count, option } in written {
            let Some(entry) = self.find(&id, AllowedKinds::Line(own)) else {
                whole = false;
                continue;
            };
            whole &= self.names.get(&id.value).is_some_and(|named| named.whole);
            let option = match option {
                Some(option) => {
                    let known = self.option(entry, &id, option, list);
                    whole &= known.is_some();
                    known
                }
                None => None,
            };
            lines.push(Line { entry, count, option });
        }
        (lines, whole)
    }

    /// The option, if the entry has it.
    fn option(
        &mut self,
        entry: EntryId,
        id: &At<String>,
        option: At<String>,
        list: &PriceList,
    ) -> Option<String> {
        let options = match entry {
            EntryId::Plan(id) => list[id].price.options(),
            EntryId::Service(id) => list[id].price.options(),
            EntryId::Bundle(_) => &[],
        };
        let names: Vec<&str> = options.iter().map(|(name, _)| name.as_str()).collect();
        if names.contains(&option.value.as_str()) {
            return Some(option.value);
        }
        let place = option.place(&self.source);
        let problem = self.problems.report(
            Rule::BadValue,
            place,
            format!("`{}` has no option `{}`", id.value, option.value),
        );
        match names.as_slice() {
            [] => problem.help("take `option` out: it has one price"),
            names => problem.help(format!("write one of: {}", names.join(", "))),
        };
        None
    }
}
