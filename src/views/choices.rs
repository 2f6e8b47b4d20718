//! What the script of worked years is given, as JSON: plans and options to choose from, with what each choice costs.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::RenderContext;
use super::pricing::entries::{address, included_in};
use crate::money::Sum;
use crate::prices::{Choices, Cost, EntryId, Fee, LineChoices, PlanChoice, PriceList, Priced};

/// The choices of a worked year. Amounts are in the smallest unit of the currency.
pub(crate) fn json(world: RenderContext<'_>, list: &PriceList, choices: &Choices) -> String {
    let days: Vec<Date> = choices.days().into_iter().collect();
    let maker = Maker { world, list, days: &days };
    let edition = world.edition;
    let later = |day: &Date| edition.phrase("later_sum", &[("date", &edition.language().date(*day))]);
    let value = json!({
        "currency": list.currency.code(),
        "digits": list.currency.digits(),
        "range": edition.phrase("price_range", &[("from", "{from}"), ("to", "{to}")]),
        "label": edition.phrase("plan", &[]),
        "days": days.iter().map(later).collect::<Vec<_>>(),
        "plans": choices.plans.iter().map(|plan| maker.plan(plan.as_ref())).collect::<Vec<_>>(),
        "plan": choices.plan,
        "lines": choices.lines.iter().map(|line| maker.line(line)).collect::<Vec<_>>(),
    });
    value.to_string()
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
            "url": address(self.world, &offers.id),
            "per": edition.per(&offers.per),
            "count": plan.count,
            "price": self.price(plan.price),
            "fee": plan.joining_fee.map(|fee| self.sum(Sum::exact(fee))),
            "fee_name": edition.phrase("joining_fee_of", &[("plan", &offers.name)]),
        })
    }

    fn line(&self, line: &LineChoices) -> Value {
        let per = match line.fee {
            Fee::Price => self.world.edition.per(&self.list.offers_of(line.entry).per),
            Fee::Joining => String::new(),
        };
        let prices =
            line.prices.iter().map(|on| on.iter().map(|price| self.price(*price)).collect::<Vec<_>>());
        json!({
            "name": line.name,
            "per": per,
            "count": line.count,
            "options": line.options,
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
