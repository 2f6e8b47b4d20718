//! The resolver of ids in the price list: each is looked up once, by the kinds that its place allows.
//!
//! Behind this no entry carries an id that is text. What names nothing, the wrong thing or itself is an error here, with
//! both lines, so that no sum can leave something out.

mod circles;
mod draft;
mod lines;
mod names;
pub(super) mod sums;

use std::sync::Arc;

pub(super) use self::draft::{
    Draft, WrittenBundle, WrittenComparison, WrittenDiscount, WrittenExample, WrittenLine, WrittenLines,
    WrittenService,
};
use self::names::{AllowedKinds, Takable, each_once};
use super::ids::{EntryId, IdKind, Names, Whole};
use super::{Bundle, Comparison, Discount, Example, PriceList, Service};
use crate::language::Language;
use crate::money::Sum;
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::table::At;

/// Resolves a draft into the list: the plans and what others bill are there, all else is added.
pub(super) fn resolve(
    list: &mut PriceList,
    names: Names,
    mut draft: Draft,
    language: &Language,
    problems: &mut Problems,
) {
    let mut resolver = Resolver { source: list.source.clone(), names, takable: Takable::default(), problems };
    // What a new patient books first stands first.
    draft.services.sort_by_key(|written| !written.service.first);
    resolver.number(IdKind::Plan, list.plans.iter().map(|plan| &plan.id));
    resolver.number(IdKind::Service, draft.services.iter().map(|written| &written.service.id));
    resolver.number(IdKind::Bundle, draft.bundles.iter().map(|written| &written.id));
    resolver.number(IdKind::Outside, list.outside.iter().map(|one| &one.id));
    list.services = resolver.services(draft.services);
    let bundles = resolver.bundles(draft.bundles, list);
    let whole: Vec<bool> = bundles.iter().map(|(_, is_whole)| *is_whole).collect();
    list.bundles.extend(bundles.into_iter().map(|(bundle, _)| bundle));
    list.make_offers();
    list.discounts = resolver.discounts(draft.discounts, list, language);
    list.comparisons = resolver.comparisons(draft.comparisons);
    let examples = resolver.examples(draft.examples, list);
    resolver.number(IdKind::Example, examples.iter().map(|(example, _)| &example.id));
    list.names = resolver.names;
    let (examples, totals): (Vec<_>, Vec<_>) = examples.into_iter().unzip();
    list.examples = examples;
    // Without one of the first years nobody knows which years count what is paid once.
    let is_known = list.examples.iter().filter(|example| example.first_year).count() == draft.first_years;
    for (example, stated) in list.examples.iter().zip(totals) {
        let stated = stated.filter(|_| is_known);
        sums::check_total(list, example, stated, language, problems);
    }
    for (bundle, _) in list.bundles.iter().zip(whole).filter(|(_, whole)| *whole) {
        sums::check_parts(list, bundle, language, problems);
    }
}

struct Resolver<'a> {
    source: Arc<Source>,
    names: Names,
    takable: Takable,
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

    fn services(&mut self, written: Vec<WrittenService>) -> Vec<Service> {
        let mut parts: Vec<Vec<circles::Edge>> = Vec::new();
        let mut services = Vec::new();
        for WrittenService { mut service, included_in, plan_prices, outside } in written {
            let mut edges = Vec::new();
            let named = plan_prices.len() + usize::from(included_in.is_some());
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
            let found = service.plan_prices.len() + usize::from(service.included_in.is_some());
            if let Some(own) = self.names.get_mut(&service.id).filter(|_| found < named) {
                own.whole = false;
            }
            service.outside = self.find_outside(&outside);
            parts.push(edges);
            services.push(service);
        }
        self.refuse_circles(&parts, &|at| services[at].id.clone(), "is included in itself");
        services
    }

    /// Each bundle, and whether every line of it names something that could be read.
    fn bundles(&mut self, written: Vec<WrittenBundle>, list: &PriceList) -> Vec<(Bundle, bool)> {
        let mut parts: Vec<Vec<circles::Edge>> = Vec::new();
        let mut bundles = Vec::new();
        for WrittenBundle { id, name, price, lines } in written {
            let spans: Vec<_> = lines.lines.iter().map(|line| line.id.clone()).collect();
            let edges = spans.into_iter().filter_map(|name| {
                let Some(EntryId::Bundle(id)) = self.names.get(&name.value)?.entry() else { return None };
                Some(circles::Edge { to: id.0, span: name.span })
            });
            parts.push(edges.collect());
            let (lines, whole) = self.lines(&id, lines, list);
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

    fn discounts(
        &mut self,
        written: Vec<WrittenDiscount>,
        list: &PriceList,
        language: &Language,
    ) -> Vec<Discount> {
        let mut discounts = Vec::new();
        for WrittenDiscount { name, percent, amount, services } in written {
            let services = services.iter().filter_map(|id| self.find(id, AllowedKinds::Entry("a discount")));
            let services: Vec<EntryId> = each_once(services);
            let costs = services.iter().flat_map(|id| {
                let offers = list.offers_of(*id);
                let today = offers.cost.sum().map(|sum| (offers, sum, None));
                let later = offers.next.map(|next| (offers, next.price, Some(next.from)));
                [today, later].into_iter().flatten()
            });
            let costs = costs.filter_map(|(offers, sum, from)| Some((offers, sum.to?, from)));
            let least = costs.min_by_key(|(_, most, _)| most.minor());
            if let (Some(off), Some((offers, most, from))) = (&amount, least)
                && off.value > most
            {
                let (amount, price) = (off.value.format(language), most.format(language));
                let day = from.map(|from| format!(" from {from} on")).unwrap_or_default();
                let said = format!("{amount} off `{}`, which costs {price}{day}", offers.id);
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
        for WrittenComparison { id, label, note, found } in written {
            if let Some(entry) = self.find(&id, AllowedKinds::Entry("a comparison")) {
                comparisons.push(Comparison { entry, label, note, found });
            }
        }
        comparisons
    }

    /// The examples whose lines all name something that could be read, each with the total that it states; first years come first.
    fn examples(
        &mut self,
        written: Vec<WrittenExample>,
        list: &PriceList,
    ) -> Vec<(Example, Option<At<Sum>>)> {
        let mut examples = Vec::new();
        for WrittenExample { id, name, first_year, lines, outside, stated } in written {
            let (lines, whole) = self.lines(&id, lines, list);
            let outside = self.find_outside(&outside);
            if whole {
                examples.push((Example { id, name, first_year, lines, outside }, stated));
            }
        }
        examples.sort_by_key(|(example, _)| !example.first_year);
        examples
    }
}
