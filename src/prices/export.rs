//! The price list as data for others: JSON and CSV. Amounts are text with a point, as exact as the list.

use serde_json::{Map, Value, json};

use super::{Amount, Details, Entry, Line, PriceList, Service};
use crate::money::Sum;

/// `prices.json`: the keys of the TOML, amounts as text.
pub fn to_json(list: &PriceList, clinic: &str, url: &str) -> Value {
    let mut all = Map::new();
    all.insert("clinic".into(), json!(clinic));
    all.insert("url".into(), json!(url));
    all.insert("currency".into(), json!(list.currency.code()));
    put(&mut all, "valid_from", list.valid_from.map(|day| json!(day.to_string())));
    put(&mut all, "valid_until", list.valid_until.map(|day| json!(day.to_string())));
    put(&mut all, "note", list.note.as_ref().map(|note| json!(note.value)));
    all.insert(
        "plans".into(),
        list.plans
            .iter()
            .map(|plan| {
                let mut entry = head(&plan.id, &plan.name);
                entry.insert("price".into(), json!(plan.price.decimal()));
                entry.insert("period".into(), json!(plan.period.word()));
                entry.insert("per_year".into(), json!(plan.price.times(plan.period.per_year()).decimal()));
                put(&mut entry, "joining_fee", plan.joining_fee.map(|fee| json!(fee.decimal())));
                put(&mut entry, "minimum", plan.minimum.as_ref().map(|text| json!(text)));
                put(&mut entry, "cancel", plan.cancel.as_ref().map(|text| json!(text.value)));
                put(&mut entry, "unused", plan.unused.as_ref().map(|text| json!(text.value)));
                details(&mut entry, &plan.details);
                Value::Object(entry)
            })
            .collect(),
    );
    all.insert("services".into(), list.services.iter().map(|one| service(list, one)).collect());
    all.insert(
        "bundles".into(),
        list.bundles
            .iter()
            .map(|bundle| {
                let mut entry = head(&bundle.id, &bundle.name);
                entry.insert("price".into(), json!(bundle.price.decimal()));
                entry.insert("lines".into(), lines(list, &bundle.lines));
                Value::Object(entry)
            })
            .collect(),
    );
    all.insert(
        "examples".into(),
        list.examples
            .iter()
            .map(|example| {
                let mut entry = head(&example.id, &example.name);
                entry.insert("lines".into(), lines(list, &example.lines));
                entry.insert("total".into(), list.estimate(&example.lines).total.map_or(Value::Null, sum));
                Value::Object(entry)
            })
            .collect(),
    );
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
    if let Some((Amount::Sum(price), from)) = &details.next {
        entry.insert("next".into(), json!({ "price": sum(*price), "from": from.to_string() }));
    }
}

fn service(list: &PriceList, service: &Service) -> Value {
    let mut entry = head(&service.id, &service.name);
    put(&mut entry, "group", service.group.as_ref().map(|text| json!(text)));
    match &service.price {
        Amount::OnRequest => entry.insert("price".into(), Value::Null),
        Amount::Sum(price) => entry.insert("price".into(), sum(*price)),
        Amount::Options(options) => entry.insert(
            "options".into(),
            options.iter().map(|(name, money)| json!({ "name": name, "price": money.decimal() })).collect(),
        ),
    };
    put(&mut entry, "unit", service.unit.as_ref().map(|text| json!(text)));
    put(&mut entry, "duration_min", service.duration_min.map(|number| json!(number)));
    put(
        &mut entry,
        "billing_codes",
        (!service.billing_codes.is_empty()).then(|| json!(service.billing_codes)),
    );
    let plans: Map<_, _> = service
        .plan_prices
        .iter()
        .map(|(plan, money)| (list[*plan].id.clone(), json!(money.decimal())))
        .collect();
    put(&mut entry, "plan_prices", (!plans.is_empty()).then_some(Value::Object(plans)));
    put(&mut entry, "included_in", service.included_in.map(|whole| json!(list.entry(whole.into()).id())));
    put(&mut entry, "deposit", service.deposit.map(|money| json!(money.decimal())));
    details(&mut entry, &service.details);
    Value::Object(entry)
}

fn lines(list: &PriceList, lines: &[Line]) -> Value {
    let one = |line: &Line| {
        let mut entry = Map::from_iter([("id".to_owned(), json!(list.entry(line.entry).id()))]);
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

/// `prices.csv`: a row for each plan, service, option and bundle.
pub fn to_csv(list: &PriceList) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let from_day = list.valid_from.map(|day| day.to_string()).unwrap_or_default();
    let code = list.currency.code();
    let mut row =
        |kind: &str, id: &str, name: &str, group: &str, option: &str, unit: &str, price: Option<Sum>| {
            let from = price.map(|sum| sum.from.decimal()).unwrap_or_default();
            let to = price.and_then(|sum| sum.to).map(|to| to.decimal()).unwrap_or_default();
            // Writing into memory cannot fail.
            let _ = writer.write_record([kind, id, name, group, option, unit, &from, &to, code, &from_day]);
        };
    for plan in &list.plans {
        row("plan", &plan.id, &plan.name, "", "", plan.period.word(), Entry::Plan(plan).sum());
    }
    for service in &list.services {
        let group = service.group.as_deref().unwrap_or_default();
        let unit = service.unit.as_deref().unwrap_or_default();
        match &service.price {
            Amount::Options(options) => {
                for (name, money) in options {
                    row("option", &service.id, &service.name, group, name, unit, Some(Sum::exact(*money)));
                }
            }
            price => row("service", &service.id, &service.name, group, "", unit, price.sum()),
        }
    }
    for bundle in &list.bundles {
        row("bundle", &bundle.id, &bundle.name, "", "", "", Entry::Bundle(bundle).sum());
    }
    let rows = writer.into_inner().map(String::from_utf8);
    let rows = rows.ok().and_then(Result::ok).unwrap_or_default();
    format!("type,id,name,group,option,unit,price_from,price_to,currency,valid_from\n{rows}")
}
