//! The price list as data for others: JSON and CSV. Amounts are text with a point, as exact as the list.

use serde_json::{Map, Value, json};

use super::offers::Offer;
use super::{Details, EntryId, EntryOffers, Example, Line, Per, Plan, PriceList, Service};
use crate::money::Sum;

/// `prices.json`: the keys of the TOML, amounts as text.
pub(crate) fn to_json(list: &PriceList, clinic: &str, url: &str) -> Value {
    let mut all = Map::new();
    all.insert("clinic".into(), json!(clinic));
    all.insert("url".into(), json!(url));
    all.insert("currency".into(), json!(list.currency.code()));
    put(&mut all, "valid_from", list.valid_from.map(|day| json!(day.to_string())));
    put(&mut all, "valid_until", list.valid_until.map(|day| json!(day.to_string())));
    put(&mut all, "note", list.note.as_ref().map(|note| json!(note.value)));
    let (mut plans, mut services, mut bundles) = (Vec::new(), Vec::new(), Vec::new());
    for offers in list.offers() {
        match offers.entry {
            EntryId::Plan(id) => plans.push(plan(offers, &list[id])),
            EntryId::Service(id) => services.push(service(list, offers, &list[id])),
            EntryId::Bundle(id) => {
                let mut entry = priced(offers);
                entry.insert("lines".into(), lines(list, &list[id].lines));
                bundles.push(Value::Object(entry));
            }
        }
    }
    let example = |example: &Example| {
        let mut entry = head(&example.id, &example.name);
        entry.insert("lines".into(), lines(list, &example.lines));
        entry.insert("total".into(), list.work_out(&example.lines).total.map_or(Value::Null, sum));
        Value::Object(entry)
    };
    all.insert("plans".into(), Value::Array(plans));
    all.insert("services".into(), Value::Array(services));
    all.insert("bundles".into(), Value::Array(bundles));
    all.insert("examples".into(), list.examples.iter().map(example).collect());
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

fn sum(sum: Sum) -> Value {
    match (sum.as_exact(), sum.to) {
        (Some(money), _) => json!(money.decimal()),
        (None, Some(to)) => json!({ "from": sum.from.decimal(), "to": to.decimal() }),
        (None, None) => json!({ "from": sum.from.decimal() }),
    }
}

fn details(entry: &mut Map<String, Value>, details: &Details) {
    let texts = |list: &[crate::table::At<String>]| {
        (!list.is_empty()).then(|| list.iter().map(|text| json!(text.value)).collect::<Value>())
    };
    put(entry, "includes", texts(&details.includes));
    put(entry, "excludes", texts(&details.excludes));
    put(entry, "note", details.note.as_ref().map(|note| json!(note.value)));
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
    entry.insert("per_year".into(), json!(plan.a_year().decimal()));
    conditional(&mut entry, offers);
    put(&mut entry, "joining_fee", plan.joining_fee.map(|fee| json!(fee.decimal())));
    put(&mut entry, "minimum", plan.minimum.as_ref().map(|text| json!(text)));
    put(&mut entry, "cancel", plan.cancel.as_ref().map(|text| json!(text.value)));
    put(&mut entry, "unused", plan.unused.as_ref().map(|text| json!(text.value)));
    details(&mut entry, &plan.details);
    Value::Object(entry)
}

fn service(list: &PriceList, offers: &EntryOffers, service: &Service) -> Value {
    let mut entry = head(&service.id, &service.name);
    put(&mut entry, "group", service.group.as_ref().map(|text| json!(text)));
    price(&mut entry, offers);
    put(&mut entry, "unit", service.unit.as_ref().map(|text| json!(text)));
    put(&mut entry, "duration_min", service.duration_min.map(|number| json!(number)));
    put(
        &mut entry,
        "billing_codes",
        (!service.billing_codes.is_empty()).then(|| json!(service.billing_codes)),
    );
    conditional(&mut entry, offers);
    put(&mut entry, "included_in", service.included_in.map(|whole| json!(list.offers_of(whole.into()).id)));
    put(&mut entry, "deposit", service.deposit.map(|money| json!(money.decimal())));
    details(&mut entry, &service.details);
    Value::Object(entry)
}

fn lines(list: &PriceList, lines: &[Line]) -> Value {
    let one = |line: &Line| {
        let mut entry = Map::from_iter([("id".to_owned(), json!(list.offers_of(line.entry).id))]);
        put(
            &mut entry,
            "count",
            line.count.map(
                |(from, to)| {
                    if from == to { json!(from) } else { json!({ "from": from, "to": to }) }
                },
            ),
        );
        put(&mut entry, "option", line.option.as_ref().map(|option| json!(option)));
        Value::Object(entry)
    };
    lines.iter().map(one).collect()
}

/// `prices.csv`: a row for each amount that everybody can be asked for.
pub(crate) fn to_csv(list: &PriceList) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let from_day = list.valid_from.map(|day| day.to_string()).unwrap_or_default();
    let code = list.currency.code();
    for offers in list.offers() {
        let (kind, group) = match offers.entry {
            EntryId::Plan(_) => ("plan", None),
            EntryId::Service(id) => ("service", list[id].group.as_deref()),
            EntryId::Bundle(_) => ("bundle", None),
        };
        let unit = match &offers.per {
            Per::Period(period) => period.word(),
            Per::Unit(unit) => unit,
            Per::Whole => "",
        };
        for offer in offers.for_everybody() {
            let (kind, option) = offer.option.as_deref().map_or((kind, ""), |option| ("option", option));
            let from = offer.sum.map(|sum| sum.from.decimal()).unwrap_or_default();
            let to = offer.sum.and_then(|sum| sum.to).map(|to| to.decimal()).unwrap_or_default();
            let group = group.unwrap_or_default();
            let row = [kind, &offers.id, &offers.name, group, option, unit, &from, &to, code, &from_day];
            // Writing into memory cannot fail.
            let _ = writer.write_record(row);
        }
    }
    let rows = writer.into_inner().map(String::from_utf8);
    let rows = rows.ok().and_then(Result::ok).unwrap_or_default();
    format!("type,id,name,group,option,unit,price_from,price_to,currency,valid_from\n{rows}")
}
