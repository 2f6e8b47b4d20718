//! What the script of worked years is given, as JSON: plans and options to choose from, with what each choice costs.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::RenderContext;
use super::pricing::entries::{address, included_in};
use crate::language::AmountFormat;
use crate::money::Sum;
use crate::prices::{Choices, Cost, EntryId, Example, Fee, LineChoices, PlanChoice, PriceList, Priced};
use crate::route::slug;

/// The choices of a worked year. Amounts are in the smallest unit of the currency.
pub(crate) fn json(
    world: RenderContext<'_>,
    list: &PriceList,
    example: &Example,
    choices: &Choices,
) -> String {
    let days: Vec<Date> = choices.days().into_iter().collect();
    let maker = Maker { world, list, days: &days };
    let edition = world.edition;
    let later = |day: &Date| edition.phrase("later_sum", &[("date", &edition.language().date(*day))]);
    let AmountFormat { before, after, group, decimal } =
        edition.language().amount_format(list.currency.code());
    // What the text around an amount must not turn round, the script writes as the page does.
    let isolated = edition.language().isolated("{}");
    let (open, close) = isolated.split_once("{}").unwrap_or_default();
    let keys = unique(choices.lines.iter().map(|line| list.offers_of(line.entry).id.as_str()));
    let value = json!({
        "id": example.id,
        "digits": list.currency.digits(),
        "format": [format!("{open}{before}"), format!("{after}{close}"), group, decimal],
        "range": edition.phrase("price_range", &[("from", "{from}"), ("to", "{to}")]),
        "open": edition.phrase("price_from", &[("from", "{from}")]),
        "least": edition.phrase("at_least", &[("amount", "{from}")]),
        "most": edition.phrase("at_most", &[("amount", "{from}")]),
        "label": edition.phrase("plan", &[]),
        "days": days.iter().map(later).collect::<Vec<_>>(),
        "plans": choices.plans.iter().map(|plan| maker.plan(plan.as_ref())).collect::<Vec<_>>(),
        "plan": choices.plan,
        "lines": choices.lines.iter().zip(keys).map(|(line, key)| maker.line(line, key)).collect::<Vec<_>>(),
    });
    value.to_string()
}

/// What addresses call the items of a list: each by its slug, one that is there already with its number behind a point.
fn unique<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut met = BTreeSet::new();
    let key = |(at, name)| {
        let slug = slug(name);
        let key = if met.contains(&slug) { format!("{slug}.{}", at + 1) } else { slug };
        met.insert(key.clone());
        key
    };
    names.enumerate().map(key).collect()
}

struct Maker<'a> {
    world: RenderContext<'a>,
    list: &'a PriceList,
    /// The days of announced prices, which the script knows by their numbers.
    days: &'a [Date],
}

impl Maker<'_> {
    fn plan(&self, plan: Option<&PlanChoice>) -> Value {
        let edition = self.world.edition;
        let Some(plan) = plan else { return json!({ "name": edition.phrase("no_plan", &[]) }) };
        let offers = self.list.offers_of(EntryId::Plan(plan.plan));
        json!({
            "name": plan.name,
            "key": offers.id,
            "option": plan.option.as_deref().map(slug),
            "url": address(self.world, &offers.id),
            "per": edition.per(&offers.per),
            "count": plan.count,
            "price": self.price(plan.price),
            "fee": plan.joining_fee.map(|fee| self.sum(Sum::exact(fee))),
            "fee_name": edition.phrase("joining_fee_of", &[("plan", &offers.name)]),
        })
    }

    fn line(&self, line: &LineChoices, key: String) -> Value {
        let per = match line.fee {
            Fee::Price => self.world.edition.per(&self.list.offers_of(line.entry).per),
            Fee::Joining => String::new(),
        };
        let prices =
            line.prices.iter().map(|on| on.iter().map(|price| self.price(*price)).collect::<Vec<_>>());
        json!({
            "name": line.name,
            "key": key,
            "per": per,
            "count": line.count,
            "once": line.fee == Fee::Joining,
            "options": line.options,
            "keys": unique(line.options.iter().map(String::as_str)),
            "option": line.option,
            "prices": prices.collect::<Vec<_>>(),
        })
    }

    /// Words for what costs nothing of its own; else least and most, with the number of the day on which that changes, and
    /// what it is then.
    fn price(&self, price: Priced) -> Value {
        let now = match price.now {
            Cost::Included(whole) => return json!(included_in(self.world, self.list, whole)),
            Cost::Sum(sum) => self.sum(sum),
            Cost::OnRequest => return Value::Null,
        };
        let next =
            price.next.and_then(|next| Some((self.days.binary_search(&next.from).ok()? + 1, next.price)));
        match next {
            Some((day, then)) => {
                json!([now[0], now[1], day, then.from.minor(), then.to.map(|to| to.minor())])
            }
            None => now,
        }
    }

    fn sum(&self, sum: Sum) -> Value {
        json!([sum.from.minor(), sum.to.map(|to| to.minor())])
    }
}
