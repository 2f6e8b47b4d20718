//! `prices.json`: all that the pricing page shows, with the keys of the TOML.

use serde_json::{Map, Value, json};

use crate::identifiers::WebAddress;
use crate::money::Sum;
use crate::prices::offers::Offer;
use crate::prices::{
    Bundle, Comparison, Details, Discount, EntryId, EntryOffers, Example, LaterTotal, Line, LookedUp,
    Outside, OutsideId, Plan, PriceList, Saving, Savings, Service, Term,
};
use crate::table::At;

/// The list as it is in force, with what is announced.
pub(crate) fn to_json(list: &PriceList, clinic: &str, url: &str) -> Value {
    let mut all = Map::new();
    all.insert("clinic".into(), json!(clinic));
    all.insert("url".into(), json!(url));
    all.insert("currency".into(), json!(list.currency.code()));
    put(&mut all, "valid_from", list.valid_from.map(|day| json!(day.to_string())));
    put(&mut all, "valid_until", list.valid_until.map(|day| json!(day.to_string())));
    put(&mut all, "note", text(list.note.as_ref()));
    let (mut plans, mut services, mut bundles) = (Vec::new(), Vec::new(), Vec::new());
    for offers in list.offers() {
        match offers.entry {
            EntryId::Plan(id) => plans.push(plan(offers, &list[id])),
            EntryId::Service(id) => services.push(service(list, offers, &list[id])),
            EntryId::Bundle(id) => bundles.push(bundle(list, offers, &list[id])),
        }
    }
    all.insert("plans".into(), Value::Array(plans));
    all.insert("services".into(), Value::Array(services));
    all.insert("bundles".into(), Value::Array(bundles));
    all.insert("discounts".into(), list.discounts.iter().map(|one| discount(list, one)).collect());
    all.insert("examples".into(), list.examples.iter().map(|one| example(list, one)).collect());
    all.insert("comparisons".into(), list.comparisons.iter().map(|one| comparison(list, one)).collect());
    all.insert("outside".into(), list.outside.iter().map(outside).collect());
    all.insert("terms".into(), Value::Object(list.terms.iter().map(term).collect()));
    Value::Object(all)
}

fn head(id: &str, name: &str) -> Map<String, Value> {
    Map::from_iter([("id".to_owned(), json!(id)), ("name".to_owned(), json!(name))])
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value);
    }
}

/// A key that is there only if it is so.
fn flag(value: bool) -> Option<Value> {
    value.then_some(Value::Bool(true))
}

fn text(text: Option<&At<String>>) -> Option<Value> {
    text.map(|text| json!(text.value))
}

fn texts(all: &[At<String>]) -> Option<Value> {
    (!all.is_empty()).then(|| all.iter().map(|text| json!(text.value)).collect())
}

/// An amount, a range, or an open one.
pub(crate) fn sum(sum: Sum) -> Value {
    match (sum.as_exact(), sum.to) {
        (Some(money), _) => json!(money.decimal()),
        (None, Some(to)) => json!({ "from": sum.from.decimal(), "to": to.decimal() }),
        (None, None) => json!({ "from": sum.from.decimal() }),
    }
}

fn details(entry: &mut Map<String, Value>, details: &Details) {
    put(entry, "includes", texts(&details.includes));
    put(entry, "excludes", texts(&details.excludes));
    put(entry, "note", text(details.note.as_ref()));
    let next = details.next.map(|next| json!({ "price": sum(next.price), "from": next.from.to_string() }));
    put(entry, "next", next);
}

/// An entry and what everybody pays for it.
fn priced(offers: &EntryOffers) -> Map<String, Value> {
    let mut entry = head(&offers.id, &offers.name);
    price(&mut entry, offers);
    entry
}

fn price(entry: &mut Map<String, Value>, offers: &EntryOffers) {
    let price = |amount: Option<Sum>| amount.map_or(Value::Null, sum);
    let option = |(name, offer): (&str, &Offer)| json!({ "name": name, "price": price(offer.sum) });
    let options: Vec<Value> = offers.options().map(option).collect();
    if options.is_empty() {
        entry.insert("price".into(), price(offers.cost.sum()));
    } else {
        entry.insert("options".into(), Value::Array(options));
    }
}

/// What some pay, by the key of their condition: `plan_prices`.
fn conditional(entry: &mut Map<String, Value>, offers: &EntryOffers) {
    for (condition, offer) in offers.conditional() {
        let prices = entry.entry(condition.kind.key()).or_insert_with(|| json!({}));
        if let (Some(prices), Some(amount)) = (prices.as_object_mut(), offer.sum) {
            prices.insert(condition.id.clone(), sum(amount));
        }
    }
}

fn plan(offers: &EntryOffers, plan: &Plan) -> Value {
    let mut entry = priced(offers);
    entry.insert("period".into(), json!(plan.period.word()));
    put(&mut entry, "per_year", plan.a_year().map(sum));
    conditional(&mut entry, offers);
    put(&mut entry, "joining_fee", plan.joining_fee.map(|fee| json!(fee.decimal())));
    put(&mut entry, "minimum", plan.minimum.as_ref().map(|text| json!(text)));
    put(&mut entry, "cancel", text(plan.cancel.as_ref()));
    put(&mut entry, "unused", text(plan.unused.as_ref()));
    details(&mut entry, &plan.details);
    Value::Object(entry)
}

fn service(list: &PriceList, offers: &EntryOffers, service: &Service) -> Value {
    let mut entry = head(&service.id, &service.name);
    put(&mut entry, "group", service.group.as_ref().map(|text| json!(text)));
    price(&mut entry, offers);
    put(&mut entry, "unit", service.unit.as_ref().map(|text| json!(text)));
    put(&mut entry, "first", flag(service.first));
    put(&mut entry, "procedure", flag(service.procedure));
    put(&mut entry, "duration_min", service.duration_min.map(|number| json!(number)));
    put(
        &mut entry,
        "billing_codes",
        (!service.billing_codes.is_empty()).then(|| json!(service.billing_codes)),
    );
    conditional(&mut entry, offers);
    put(&mut entry, "included_in", service.included_in.map(|whole| json!(list.offers_of(whole.into()).id)));
    put(&mut entry, "outside", outside_of(list, &service.outside));
    put(&mut entry, "deposit", service.deposit.map(|money| json!(money.decimal())));
    details(&mut entry, &service.details);
    Value::Object(entry)
}

fn bundle(list: &PriceList, offers: &EntryOffers, bundle: &Bundle) -> Value {
    let mut entry = priced(offers);
    entry.insert("lines".into(), lines(list, &bundle.lines));
    // Who is on no plan saves under `null`.
    let saving = |saving: &Saving| json!({ "plan": saving.plan.map(|plan| &list[plan].id), "amount": saving.amount.decimal() });
    let saves = match list.savings(bundle) {
        Savings::All(money) => Some(json!(money.decimal())),
        Savings::Some(all) => (!all.is_empty()).then(|| all.iter().map(saving).collect()),
    };
    put(&mut entry, "saves", saves);
    Value::Object(entry)
}

fn discount(list: &PriceList, discount: &Discount) -> Value {
    let mut entry = Map::from_iter([("name".to_owned(), json!(discount.name))]);
    put(&mut entry, "percent", discount.percent.as_ref().map(|percent| json!(percent)));
    put(&mut entry, "amount", discount.amount.map(|amount| json!(amount.decimal())));
    let services = discount.services.iter().map(|id| json!(list.offers_of(*id).id));
    put(&mut entry, "services", (!discount.services.is_empty()).then(|| services.collect()));
    Value::Object(entry)
}

fn example(list: &PriceList, example: &Example) -> Value {
    let year = list.year(example);
    let mut entry = head(&example.id, &example.name);
    put(&mut entry, "first_year", flag(example.first_year));
    entry.insert("lines".into(), lines(list, &example.lines));
    entry.insert("total".into(), year.total.map_or(Value::Null, sum));
    let later = |later: &LaterTotal| json!({ "from": later.from.to_string(), "total": sum(later.total) });
    put(&mut entry, "later", (!year.later.is_empty()).then(|| year.later.iter().map(later).collect()));
    put(&mut entry, "outside", outside_of(list, &example.outside));
    Value::Object(entry)
}

fn lines(list: &PriceList, lines: &[Line]) -> Value {
    let one = |line: &Line| {
        let offers = list.offers_of(line.entry);
        let mut entry = Map::from_iter([("id".to_owned(), json!(offers.id))]);
        let count = |(from, to)| if from == to { json!(from) } else { json!({ "from": from, "to": to }) };
        put(&mut entry, "count", line.count.map(count));
        put(&mut entry, "option", offers.option(line).map(|offer| json!(offer.option)));
        Value::Object(entry)
    };
    lines.iter().map(one).collect()
}

fn looked_up(entry: &mut Map<String, Value>, found: &LookedUp) {
    entry.insert("price".into(), sum(found.price));
    let written = &found.source.value;
    let source = WebAddress::parse(written).map_or_else(|_| written.clone(), |address| address.to_string());
    entry.insert("source".into(), json!(source));
    entry.insert("retrieved".into(), json!(found.retrieved.to_string()));
}

fn comparison(list: &PriceList, comparison: &Comparison) -> Value {
    let mut entry = Map::from_iter([
        ("id".to_owned(), json!(list.offers_of(comparison.entry).id)),
        ("label".to_owned(), json!(comparison.label)),
    ]);
    looked_up(&mut entry, &comparison.found);
    put(&mut entry, "note", text(comparison.note.as_ref()));
    Value::Object(entry)
}

fn outside(outside: &Outside) -> Value {
    let mut entry = head(&outside.id, &outside.name);
    entry.insert("who".into(), json!(outside.who));
    if let Some(found) = &outside.found {
        looked_up(&mut entry, found);
    }
    Value::Object(entry)
}

/// The ids of what others bill beside something.
fn outside_of(list: &PriceList, all: &[OutsideId]) -> Option<Value> {
    (!all.is_empty()).then(|| all.iter().map(|id| json!(list[*id].id)).collect())
}

fn term(term: &Term) -> (String, Value) {
    let text = json!(term.text.value);
    let value = match &term.title {
        Some(title) => json!({ "title": title, "text": text }),
        None => text,
    };
    (term.key.clone(), value)
}
