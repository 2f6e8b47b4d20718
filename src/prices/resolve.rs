//! The resolver of ids in the price list: each is looked up once, by the kinds that its place allows.
//!
//! Behind this no entry carries an id that is text. What names nothing, the wrong thing or itself is an error here, with
//! both lines, so that no sum can leave something out.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;

use super::ids::{EntryId, IdKind, Names, Whole};
use super::{Amount, Bundle, Comparison, Discount, Example, Line, PriceList, Service};
use crate::known::Dictionary;
use crate::language::Language;
use crate::money::{Money, Sum};
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::table::At;

mod circles;

/// The entries whose ids are not resolved yet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) services: Vec<WrittenService>,
    pub(super) bundles: Vec<WrittenBundle>,
    pub(super) discounts: Vec<WrittenDiscount>,
    pub(super) comparisons: Vec<WrittenComparison>,
    pub(super) examples: Vec<WrittenExample>,
}

#[derive(Debug)]
pub(super) struct WrittenService {
    /// The service, as far as it stands on its own.
    pub(super) service: Service,
    pub(super) included_in: Option<At<String>>,
    pub(super) plan_prices: Vec<(At<String>, Money)>,
}

#[derive(Debug)]
pub(super) struct WrittenBundle {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) price: Money,
    pub(super) lines: WrittenLines,
}

#[derive(Debug)]
pub(super) struct WrittenDiscount {
    pub(super) name: String,
    pub(super) percent: Option<String>,
    pub(super) amount: Option<At<Money>>,
    pub(super) services: Vec<At<String>>,
}

#[derive(Debug)]
pub(super) struct WrittenComparison {
    pub(super) id: At<String>,
    pub(super) label: String,
    pub(super) price: Sum,
    pub(super) source: At<String>,
    pub(super) retrieved: Date,
}

#[derive(Debug)]
pub(super) struct WrittenExample {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) lines: WrittenLines,
    pub(super) stated: Option<At<Sum>>,
}

/// Lines with the ids that they name.
#[derive(Debug)]
pub(super) struct WrittenLines {
    pub(super) lines: Vec<WrittenLine>,
    /// Whether every line could be read: only then a sum can be judged.
    pub(super) whole: bool,
}

#[derive(Debug)]
pub(super) struct WrittenLine {
    pub(super) id: At<String>,
    pub(super) count: Option<(u32, u32)>,
    pub(super) option: Option<At<String>>,
}

/// The ids that may stand at a place.
fn takable<'n>(
    made: &'n [OnceCell<Dictionary>; 3],
    names: &Names,
    wanted: AllowedKinds<'_>,
) -> &'n Dictionary {
    let [entries, wholes, plans] = made;
    let made = match wanted {
        AllowedKinds::Line(_) | AllowedKinds::Entry(_) => entries,
        AllowedKinds::Whole => wholes,
        AllowedKinds::Plan => plans,
    };
    let fitting = || names.iter().filter(|(_, named)| wanted.takes(named.kind));
    made.get_or_init(|| fitting().map(|(id, _)| id.as_str()).collect())
}

/// The kinds of entries that a place allows.
#[derive(Clone, Copy)]
enum AllowedKinds<'a> {
    /// Something with a price, in a line of the bundle or example of this id.
    Line(&'a str),
    /// Something with a price: a plan, a service or a bundle.
    Entry(&'static str),
    /// What a service can be a part of.
    Whole,
    /// A plan.
    Plan,
}

impl AllowedKinds<'_> {
    fn takes(self, kind: IdKind) -> bool {
        match self {
            AllowedKinds::Line(_) | AllowedKinds::Entry(_) => kind != IdKind::Example,
            AllowedKinds::Whole => matches!(kind, IdKind::Plan | IdKind::Service),
            AllowedKinds::Plan => kind == IdKind::Plan,
        }
    }

    /// What may stand there, in words.
    fn words(self) -> String {
        match self {
            AllowedKinds::Line(_) => "a line names a plan, a service or a bundle".to_owned(),
            AllowedKinds::Entry(place) => format!("{place} names a plan, a service or a bundle"),
            AllowedKinds::Whole => "`included_in` names a plan or a service".to_owned(),
            AllowedKinds::Plan => "`plan_prices` names plans".to_owned(),
        }
    }
}

/// Resolves a draft into the list: the plans are there, all else is added.
pub(super) fn resolve(
    list: &mut PriceList,
    names: Names,
    draft: Draft,
    language: &Language,
    problems: &mut Problems,
) {
    let mut resolver = Resolver { source: list.source.clone(), names, takable: Default::default(), problems };
    resolver.number(IdKind::Plan, list.plans.iter().map(|plan| &plan.id));
    resolver.number(IdKind::Service, draft.services.iter().map(|written| &written.service.id));
    resolver.number(IdKind::Bundle, draft.bundles.iter().map(|written| &written.id));
    list.services = resolver.services(draft.services);
    let mut whole = Vec::new();
    for (bundle, is_whole) in resolver.bundles(draft.bundles, &list.services) {
        list.bundles.push(bundle);
        whole.push(is_whole);
    }
    list.make_offers();
    list.discounts = resolver.discounts(draft.discounts, list, language);
    list.comparisons = resolver.comparisons(draft.comparisons);
    let examples = resolver.examples(draft.examples, &list.services);
    resolver.number(IdKind::Example, examples.iter().map(|(example, _)| &example.id));
    list.names = resolver.names;
    for (example, stated) in examples {
        check_total(list, &example, stated, language, problems);
        list.examples.push(example);
    }
    for (bundle, _) in list.bundles.iter().zip(whole).filter(|(_, whole)| *whole) {
        check_parts(list, bundle, language, problems);
    }
}

struct Resolver<'a> {
    source: Arc<Source>,
    names: Names,
    /// The ids that may stand at each kind of place, made when one is proposed.
    takable: [OnceCell<Dictionary>; 3],
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    /// The entries of a kind that could be read, in their order: each id gets its number.
    fn number<'i>(&mut self, kind: IdKind, ids: impl Iterator<Item = &'i String>) {
        for (number, id) in ids.enumerate() {
            if let Some(named) = self.names.get_mut(id).filter(|named| named.kind == kind) {
                named.number = Some(number);
            }
        }
    }

    fn place(&self, name: &At<String>) -> Place {
        name.place(&self.source)
    }

    /// What an id means; `None` if it means nothing (told), the wrong thing (told), or what could not be read.
    fn find(&mut self, name: &At<String>, wanted: AllowedKinds<'_>) -> Option<EntryId> {
        let place = self.place(name);
        match self.names.get(&name.value) {
            Some(named) if wanted.takes(named.kind) => named.entry(),
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
                let ids = takable(&self.takable, &self.names, wanted);
                self.problems
                    .report(Rule::UnknownPrice, place, format!("there is no price `{}`", name.value))
                    .label("no entry of content/prices.toml has this id")
                    .propose_or_list(&name.value, ids);
                None
            }
        }
    }

    /// What to write in place of something of the wrong kind.
    fn instead(&self, name: &At<String>, kind: IdKind, wanted: AllowedKinds<'_>) -> String {
        match (kind, wanted) {
            (IdKind::Example, AllowedKinds::Line(own)) if own == name.value => {
                "take this line out".to_owned()
            }
            (IdKind::Example, AllowedKinds::Line(_)) => {
                format!("write the lines of `{}` in its place", name.value)
            }
            (IdKind::Bundle, AllowedKinds::Whole) => {
                format!("add the service to the `lines` of `{}`, or name a plan or a service", name.value)
            }
            _ => match takable(&self.takable, &self.names, wanted) {
                ids if ids.is_empty() => "take it out: there is none yet".to_owned(),
                ids => format!("write one of: {}", ids.first(12)),
            },
        }
    }

    fn services(&mut self, written: Vec<WrittenService>) -> Vec<Service> {
        let mut parts: Vec<Vec<circles::Edge>> = Vec::new();
        let mut services = Vec::new();
        for WrittenService { mut service, included_in, plan_prices } in written {
            let mut edges = Vec::new();
            if let Some(name) = included_in {
                service.included_in = match self.find(&name, AllowedKinds::Whole) {
                    Some(EntryId::Plan(id)) => Some(Whole::Plan(id)),
                    Some(EntryId::Service(id)) => {
                        edges.push(circles::Edge { to: id.0, span: name.span });
                        Some(Whole::Service(id))
                    }
                    Some(EntryId::Bundle(_)) | None => None,
                };
            }
            for (name, money) in plan_prices {
                if let Some(EntryId::Plan(id)) = self.find(&name, AllowedKinds::Plan) {
                    service.plan_prices.push((id, money));
                }
            }
            parts.push(edges);
            services.push(service);
        }
        self.refuse_circles(&parts, &|at| services[at].id.clone(), "is included in itself");
        services
    }

    /// Each bundle, and whether every line of it names something.
    fn bundles(&mut self, written: Vec<WrittenBundle>, services: &[Service]) -> Vec<(Bundle, bool)> {
        let mut parts: Vec<Vec<circles::Edge>> = Vec::new();
        let mut bundles = Vec::new();
        for WrittenBundle { id, name, price, lines } in written {
            let spans: Vec<_> = lines.lines.iter().map(|line| line.id.clone()).collect();
            let edges = spans.into_iter().filter_map(|name| {
                let Some(EntryId::Bundle(id)) = self.names.get(&name.value)?.entry() else { return None };
                Some(circles::Edge { to: id.0, span: name.span })
            });
            parts.push(edges.collect());
            let (lines, whole) = self.lines(&id, lines, services);
            bundles.push((Bundle { id, name, lines, price }, whole));
        }
        self.refuse_circles(&parts, &|at| bundles[at].0.id.clone(), "is a part of itself");
        bundles
    }

    /// An entry that is a part of itself, however many others lie between, has no price that anybody could pay.
    fn refuse_circles(&mut self, parts: &[Vec<circles::Edge>], id: &dyn Fn(usize) -> String, what: &str) {
        for circle in circles::find(parts) {
            let first = id(circle.first);
            let way: Vec<_> = circle.way.iter().map(|at| format!("`{}`", id(*at))).collect();
            let said = match circle.way.len() {
                0 | 1 => format!("`{first}` {what}"),
                _ => format!("`{first}` {what}: {}", way.join(", then ")),
            };
            let own = circle.opens.is_none();
            let opens = match circle.opens {
                Some(span) => Place::new(&self.source, span),
                None => {
                    Place::new(&self.source, self.names.get(&first).map_or(0..0, |named| named.span.clone()))
                }
            };
            self.problems
                .report(Rule::Circle, Place::new(&self.source, circle.closes), said)
                .label("leads back")
                .also(opens, if own { "itself" } else { "the circle begins here" })
                .help(match own {
                    true => format!("take `{first}` out here"),
                    false => "take one of these two names out".to_owned(),
                });
        }
    }

    /// The lines of the bundle or example `own`, and whether each of them names something.
    fn lines(&mut self, own: &str, written: WrittenLines, services: &[Service]) -> (Vec<Line>, bool) {
        let WrittenLines { lines: written, mut whole } = written;
        let mut lines = Vec::new();
        for WrittenLine { id, count, option } in written {
            let Some(entry) = self.find(&id, AllowedKinds::Line(own)) else {
                whole = false;
                continue;
            };
            let option = match option {
                Some(option) => {
                    let known = self.option(entry, &id, option, services);
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
        services: &[Service],
    ) -> Option<String> {
        let names: Vec<&str> = match entry {
            EntryId::Service(service) => match &services[service.0].price {
                Amount::Options(options) => options.iter().map(|(name, _)| name.as_str()).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        if names.contains(&option.value.as_str()) {
            return Some(option.value);
        }
        let place = self.place(&option);
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

    fn discounts(
        &mut self,
        written: Vec<WrittenDiscount>,
        list: &PriceList,
        language: &Language,
    ) -> Vec<Discount> {
        let mut discounts = Vec::new();
        for WrittenDiscount { name, percent, amount, services } in written {
            let services = services.iter().filter_map(|id| self.find(id, AllowedKinds::Entry("a discount")));
            let services: Vec<EntryId> = services.collect();
            let costs = services.iter().filter_map(|id| Some((*id, list.offers_of(*id).cost.sum()?.to?)));
            let least = costs.min_by_key(|(_, most)| most.minor());
            if let (Some(off), Some((id, most))) = (&amount, least)
                && off.value > most
            {
                let (amount, price) = (off.value.format(language), most.format(language));
                let said = format!("{amount} off `{}`, which costs {price}", list.offers_of(id).id);
                self.problems
                    .report(Rule::BadValue, off.place(&self.source), said)
                    .help(format!("write at most amount = {}", most.toml()));
            }
            discounts.push(Discount { name, percent, amount: amount.map(|off| off.value), services });
        }
        discounts
    }

    fn comparisons(&mut self, written: Vec<WrittenComparison>) -> Vec<Comparison> {
        let mut comparisons = Vec::new();
        for WrittenComparison { id, label, price, source, retrieved } in written {
            if let Some(entry) = self.find(&id, AllowedKinds::Entry("a comparison")) {
                comparisons.push(Comparison { entry, label, price, source, retrieved });
            }
        }
        comparisons
    }

    /// The examples whose lines all name something, each with the total that it states.
    fn examples(
        &mut self,
        written: Vec<WrittenExample>,
        services: &[Service],
    ) -> Vec<(Example, Option<At<Sum>>)> {
        let mut examples = Vec::new();
        for WrittenExample { id, name, lines, stated } in written {
            let (lines, whole) = self.lines(&id, lines, services);
            if whole {
                examples.push((Example { id, name, lines }, stated));
            }
        }
        examples
    }
}

/// The total that an example states is the sum of its lines, and the sum is one that can be reckoned with.
fn check_total(
    list: &PriceList,
    example: &Example,
    stated: Option<At<Sum>>,
    language: &Language,
    problems: &mut Problems,
) {
    let year = list.work_out(&example.lines);
    let Some(total) = year.total else {
        let open = year.lines.iter().find(|line| line.each.is_none());
        if let (Some(stated), Some(open)) = (stated, open) {
            let id = &list.offers_of(open.entry).id;
            problems
                .report(
                    Rule::WrongTotal,
                    stated.place(&list.source),
                    format!(
                        "the total says {}, and `{id}` among its lines has no price",
                        describe(stated.value, language)
                    ),
                )
                .label("cannot be the sum of the lines")
                .also(list.place(id), "on request")
                .help(format!("write the price of `{id}`, or take `total` out"));
        }
        return;
    };
    if total.is_too_large() {
        problems
            .report(
                Rule::TooLarge,
                list.place(&example.id),
                format!("the sum of `{}` is too large", example.id),
            )
            .help("write smaller counts or prices");
        return;
    }
    let Some(stated) = stated.filter(|stated| stated.value != total) else { return };
    let (says, is) = (describe(stated.value, language), describe(total, language));
    // The total is held against the file, whatever the day: what is announced in it does not count yet.
    let announced = example.lines.iter().any(|line| list.offers_of(line.entry).next.is_some());
    let prices = if announced { ", with each `price` and not yet `next`" } else { "" };
    problems
        .report(
            Rule::WrongTotal,
            stated.place(&list.source),
            format!("the total says {says}, the sum of its lines is {is}{prices}"),
        )
        .label("is not the sum of the lines")
        .help(format!("if the lines and the prices are right, write total = {}", total.toml()));
}

/// A sum in a message.
fn describe(sum: Sum, language: &Language) -> String {
    sum.describe(language, |from, to| format!("{from} to {to}"), |from| format!("from {from}"))
}

/// A bundle costs at most what its parts do.
fn check_parts(list: &PriceList, bundle: &Bundle, language: &Language, problems: &mut Problems) {
    let Some(parts) = list.work_out(&bundle.lines).total else { return };
    if parts.is_too_large() {
        problems
            .report(
                Rule::TooLarge,
                list.place(&bundle.id),
                format!("the sum of `{}` is too large", bundle.id),
            )
            .help("write smaller counts or prices");
    } else if let Some(most) = parts.to.filter(|most| bundle.price > *most) {
        let (price, parts) = (bundle.price.format(language), most.format(language));
        problems
            .report(
                Rule::DearBundle,
                list.place(&bundle.id),
                format!("the bundle costs {price}, its parts only {parts}"),
            )
            .help(format!("write a price below {}, or take the bundle out", most.toml()));
    }
}
