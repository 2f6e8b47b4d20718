//! The names of the price list: what an id means at a place, and what to write where it cannot stand.

use std::cell::OnceCell;

use super::Resolver;
use crate::known::Dictionary;
use crate::prices::ids::{EntryId, IdKind, Named, Names, OutsideId};
use crate::problem::{Place, Rule};
use crate::table::At;

/// The ids that may stand at each kind of place, each made when one is proposed.
#[derive(Debug, Default)]
pub(super) struct Takable {
    entries: OnceCell<Dictionary>,
    wholes: OnceCell<Dictionary>,
    plans: OnceCell<Dictionary>,
    outside: OnceCell<Dictionary>,
}

impl Takable {
    fn at(&self, names: &Names, wanted: AllowedKinds<'_>) -> &Dictionary {
        let made = match wanted {
            AllowedKinds::Line(_) | AllowedKinds::Entry(_) => &self.entries,
            AllowedKinds::Whole => &self.wholes,
            AllowedKinds::Plan => &self.plans,
            AllowedKinds::Outside => &self.outside,
        };
        let fitting = || names.iter().filter(|(_, named)| wanted.takes(named.kind));
        made.get_or_init(|| fitting().map(|(id, _)| id.as_str()).collect())
    }
}

/// The kinds of entries that a place allows.
#[derive(Clone, Copy)]
pub(super) enum AllowedKinds<'a> {
    /// Something with a price, in a line of the bundle or example of this id.
    Line(&'a str),
    /// Something with a price: a plan, a service or a bundle.
    Entry(&'static str),
    /// What a service can be a part of.
    Whole,
    /// A plan.
    Plan,
    /// What others bill.
    Outside,
}

impl AllowedKinds<'_> {
    fn takes(self, kind: IdKind) -> bool {
        match self {
            AllowedKinds::Line(_) | AllowedKinds::Entry(_) => {
                matches!(kind, IdKind::Plan | IdKind::Service | IdKind::Bundle)
            }
            AllowedKinds::Whole => matches!(kind, IdKind::Plan | IdKind::Service),
            AllowedKinds::Plan => kind == IdKind::Plan,
            AllowedKinds::Outside => kind == IdKind::Outside,
        }
    }

    /// What may stand there, in words.
    fn words(self) -> String {
        match self {
            AllowedKinds::Line(_) => "a line names a plan, a service or a bundle".to_owned(),
            AllowedKinds::Entry(place) => format!("{place} names a plan, a service or a bundle"),
            AllowedKinds::Whole => "`included_in` names a plan or a service".to_owned(),
            AllowedKinds::Plan => "`plan_prices` names plans".to_owned(),
            AllowedKinds::Outside => "`outside` names what others bill".to_owned(),
        }
    }
}

/// What a list names, each in the place where it stands first.
pub(super) fn each_once<T: PartialEq>(named: impl Iterator<Item = T>) -> Vec<T> {
    named.fold(Vec::new(), |mut once, one| {
        if !once.contains(&one) {
            once.push(one);
        }
        once
    })
}

impl Resolver<'_> {
    /// The entry that an id means; `None` if it means nothing (told), the wrong thing (told), or what could not be read.
    pub(super) fn find(&mut self, name: &At<String>, wanted: AllowedKinds<'_>) -> Option<EntryId> {
        self.look_up(name, wanted)?.entry()
    }

    /// What others bill, by the ids that name it, each once; of an id that means none that is told.
    pub(super) fn find_outside(&mut self, names: &[At<String>]) -> Vec<OutsideId> {
        each_once(names.iter().filter_map(|name| self.look_up(name, AllowedKinds::Outside)?.outside()))
    }

    fn look_up(&mut self, name: &At<String>, wanted: AllowedKinds<'_>) -> Option<Named> {
        let place = name.place(&self.source);
        match self.names.get(&name.value) {
            Some(named) if wanted.takes(named.kind) => Some(named.clone()),
            Some(named) => {
                let (kind, at) = (named.kind, Place::new(&self.source, named.span.clone()));
                let help = self.instead(name, kind, wanted);
                self.problems
                    .report(
                        Rule::WrongKind,
                        place,
                        format!("{}, and `{}` is {}", wanted.words(), name.value, kind.in_words()),
                    )
                    .label("cannot stand here")
                    .also(at, format!("{} of this id", kind.in_words()))
                    .help(help);
                None
            }
            None => {
                let ids = self.takable.at(&self.names, wanted);
                let id = &name.value;
                let problem = match wanted {
                    AllowedKinds::Outside => self
                        .problems
                        .report(
                            Rule::UnknownPrice,
                            place,
                            format!("there is no `[[outside]]` of the id `{id}`"),
                        )
                        .label("nothing that others bill has this id")
                        .help(format!(
                            "add it: [[outside]] with id = \"{id}\", its `name`, and `who` sends the bill"
                        )),
                    _ => self
                        .problems
                        .report(Rule::UnknownPrice, place, format!("there is no price `{id}`"))
                        .label("no entry of content/prices.toml has this id"),
                };
                problem.propose_or_list(id, ids);
                None
            }
        }
    }

    /// What to write in place of something of the wrong kind.
    fn instead(&self, name: &At<String>, kind: IdKind, wanted: AllowedKinds<'_>) -> String {
        let id = name.value.as_str();
        match (kind, wanted) {
            (IdKind::Example, AllowedKinds::Line(own)) if own == id => "take this line out".to_owned(),
            (IdKind::Example, AllowedKinds::Line(_)) => format!("write the lines of `{id}` in its place"),
            (IdKind::Outside, AllowedKinds::Line(own)) => match self.names.get(own).map(|named| named.kind) {
                Some(IdKind::Example) => {
                    format!(
                        "take the line out, and write outside = [\"{id}\"] below `lines`: it is listed below the sum"
                    )
                }
                _ => "take the line out: what others bill is no part of a price of ours".to_owned(),
            },
            (IdKind::Bundle, AllowedKinds::Whole) => {
                format!("add the service to the `lines` of `{id}`, or name a plan or a service")
            }
            _ => match self.takable.at(&self.names, wanted) {
                ids if ids.is_empty() => "take it out: there is none yet".to_owned(),
                ids => format!("write one of: {}", ids.first(12)),
            },
        }
    }
}
