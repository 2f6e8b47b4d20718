//! The pricing page and worked examples as templates see them.

use serde_json::{Map, Value, json};

use super::World;
use super::views::{self, View};
use super::words::Words;
use crate::citations::{Library, Reference};
use crate::identifiers::WebAddress;
use crate::money::Sum;
use crate::page::{Data, Kind};
use crate::prices::{
    Bundle, Comparison, ConditionKind, Details, EntryId, EntryOffers, Example, Fee, Plan, PriceList, Service,
};
use crate::resolve::References;
use crate::site::Fixture;
use crate::table::At;

/// One price as service pages show it.
pub(super) fn line(world: World<'_>, list: &PriceList, id: &str) -> Option<Value> {
    let offers = list.find(id)?;
    Some(json!({
        "id": id, "name": offers.name, "amount": world.edition.cost(offers.cost), "per": world.edition.per(&offers.per),
        "url": format!("{}#{id}", world.site.config.base.link(&world.edition.address(Fixture::Pricing))),
    }))
}

/// `/pricing/`.
pub(super) fn pricing(world: World<'_>) -> View {
    let words = world.edition.list(Kind::Pricing).next();
    let mut view = View::new("pricing", &world.edition.phrase("pricing", &[]));
    let Some(list) = &world.site.prices else { return view };
    let mut references = References::default();
    if let Some(page) = words {
        let words = world.words(page).on(&mut references);
        views::words(world, page, &mut view, &words);
    } else {
        view.set(
            "summary",
            json!(
                world.edition.phrase("pricing_summary", &[("clinic", &world.site.config.clinic.legal_name)])
            ),
        );
    }
    let words = world.words_of_prices().on(&mut references);
    let base = &world.site.config.base;
    let file = |name: &str| base.link(&world.edition.address(Fixture::Pricing).join(name));
    let text = |text: &At<String>| words.sentence(text);
    let note = list.note.as_ref().map(text);
    let terms: Vec<_> = list.terms.iter().map(|(key, value)| json!({ "key": key, "title": world.edition.phrase(&format!("terms_{key}"), &[]), "html": text(value) })).collect();
    let (mut plans, mut bundles) = (Vec::new(), Vec::new());
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for offers in list.offers() {
        match offers.entry {
            EntryId::Plan(id) => plans.push(plan_view(world, list, offers, &list[id], &words)),
            EntryId::Service(id) => {
                let title = list[id].group.clone().unwrap_or_default();
                let entry = service_view(world, list, offers, &list[id], &words);
                match groups.iter_mut().find(|(known, _)| *known == title) {
                    Some((_, entries)) => entries.push(entry),
                    None => groups.push((title, vec![entry])),
                }
            }
            EntryId::Bundle(id) => bundles.push(bundle_view(world, list, offers, &list[id])),
        }
    }
    let groups: Vec<_> =
        groups.into_iter().map(|(title, services)| json!({ "title": title, "services": services })).collect();
    let estimate = world.edition.address(Fixture::Estimate);
    view.set("prices", json!({
        "note_html": note,
        "valid_from": list.valid_from.map(|day| views::day(world, day)),
        "valid_until": list.valid_until.map(|day| views::day(world, day)),
        "plans": plans, "groups": groups, "bundles": bundles, "discounts": discounts(world, list),
        "examples": list.examples.iter().map(|example| example_view(world, list, example)).collect::<Vec<_>>(),
        "terms": terms,
        "estimate_url": world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
        "json_url": file("prices.json"), "csv_url": file("prices.csv"),
        "not_insurance": !list.plans.is_empty(),
    }));
    view.set("references", views::references(world, &references.order));
    view
}

/// What plans and services both show.
fn entry_view(
    world: World<'_>,
    list: &PriceList,
    offers: &EntryOffers,
    details: &Details,
    words: &Words<'_>,
) -> Map<String, Value> {
    let amount = |sum: Option<Sum>| sum.map(|sum| world.edition.sum(sum));
    let options: Vec<_> =
        offers.options().map(|(name, offer)| json!({ "name": name, "amount": amount(offer.sum) })).collect();
    let next = offers
        .next
        .map(|next| json!({ "amount": world.edition.sum(next.price), "from": views::day(world, next.from) }));
    let text = |text: &At<String>| words.sentence(text);
    let includes: Vec<_> = details.includes.iter().map(text).collect();
    let excludes: Vec<_> = details.excludes.iter().map(text).collect();
    let note = details.note.as_ref().map(text);
    let mut entry = Map::from_iter([
        ("id".to_owned(), json!(offers.id)),
        ("name".to_owned(), json!(offers.name)),
        ("amount".to_owned(), json!(world.edition.cost(offers.cost))),
        ("per".to_owned(), json!(world.edition.per(&offers.per))),
        ("options".to_owned(), json!(options)),
        ("next".to_owned(), json!(next)),
        ("comparisons".to_owned(), comparisons(world, list, offers.entry)),
        ("includes".to_owned(), json!(includes)),
        ("excludes".to_owned(), json!(excludes)),
        ("note_html".to_owned(), json!(note)),
    ]);
    for word in ConditionKind::WORDS {
        let of_kind = offers.conditional().filter(|(condition, _)| condition.kind.word() == word);
        let prices: Vec<_> = of_kind
            .map(|(condition, offer)| json!({ word: condition.name, "amount": amount(offer.sum) }))
            .collect();
        entry.insert(format!("{word}_prices"), json!(prices));
    }
    entry
}

fn plan_view(
    world: World<'_>,
    list: &PriceList,
    offers: &EntryOffers,
    plan: &Plan,
    words: &Words<'_>,
) -> Value {
    let text = |text: &Option<At<String>>| text.as_ref().map(|text| words.sentence(text));
    let (cancel, unused) = (text(&plan.cancel), text(&plan.unused));
    let mut entry = entry_view(world, list, offers, &plan.details, words);
    let per_year = (plan.period.per_year() > 1).then(|| world.edition.money(plan.a_year()));
    entry.insert("per_year".to_owned(), json!(per_year));
    entry.insert("minimum".to_owned(), json!(plan.minimum));
    entry.insert("cancel_html".to_owned(), json!(cancel));
    entry.insert("unused_html".to_owned(), json!(unused));
    entry.insert("joining_fee".to_owned(), json!(plan.joining_fee.map(|fee| world.edition.money(fee))));
    entry.insert("page_url".to_owned(), json!(page_of(world, &plan.id, None)));
    Value::Object(entry)
}

fn service_view(
    world: World<'_>,
    list: &PriceList,
    offers: &EntryOffers,
    service: &Service,
    words: &Words<'_>,
) -> Value {
    let included = service.included_in.map(|whole| {
        let whole = list.offers_of(whole.into());
        json!({ "name": whole.name, "url": format!("#{}", whole.id) })
    });
    let page = page_of(world, &service.id, service.page.as_ref().map(|page| page.value.as_str()));
    let duration = service.duration_min.map(|minutes| world.edition.count("minutes", minutes.unsigned_abs()));
    let mut entry = entry_view(world, list, offers, &service.details, words);
    entry.insert("included_in".to_owned(), json!(included));
    entry.insert("deposit".to_owned(), json!(service.deposit.map(|money| world.edition.money(money))));
    entry.insert("duration".to_owned(), json!(duration));
    entry.insert("codes".to_owned(), json!(service.billing_codes.join(", ")));
    entry.insert("page_url".to_owned(), json!(page));
    Value::Object(entry)
}

/// The page of a price: the one it names, else the service page that names it.
fn page_of(world: World<'_>, id: &str, named: Option<&str>) -> Option<String> {
    let site = world.site;
    let page = match named {
        Some(named) => world.edition.visible(Kind::Service, named),
        None => world.edition.list(Kind::Service).find(|page| matches!(&page.data, Data::Service(service) if service.prices.iter().any(|price| price.value == id))),
    };
    page.map(|page| site.config.base.link(&page.route))
}

fn comparisons(world: World<'_>, list: &PriceList, entry: EntryId) -> Value {
    list.comparisons
        .iter()
        .filter(|one| one.entry == entry)
        .map(|one| comparison(world, one, &world.site.library))
        .collect()
}

fn comparison(world: World<'_>, one: &Comparison, library: &Library) -> Value {
    let mut html = String::new();
    match library.get(&one.source.value) {
        Some(work) => {
            html = views::reference(world, &Reference { retrieved: Some(one.retrieved), ..work.clone() });
        }
        None => {
            let address = WebAddress::read(&one.source.value).ok();
            let address = address.as_ref().map_or("", WebAddress::as_str);
            html.push_str("<a href=\"");
            crate::markdown::escape(&mut html, address);
            html.push_str("\">");
            crate::markdown::escape(&mut html, address);
            html.push_str("</a>. ");
            html.push_str(
                &world
                    .edition
                    .phrase("retrieved", &[("date", &world.edition.language().date(one.retrieved))]),
            );
        }
    }
    json!({ "label": one.label, "amount": world.edition.sum(one.price), "source_html": html })
}

fn bundle_view(world: World<'_>, list: &PriceList, offers: &EntryOffers, bundle: &Bundle) -> Value {
    let lines: Vec<_> = list
        .work_out(&bundle.lines)
        .lines
        .iter()
        .map(|line| json!({ "name": line.name, "count": count(world, line.count) }))
        .collect();
    json!({
        "id": offers.id, "name": offers.name, "amount": world.edition.cost(offers.cost), "lines": lines,
        "saves": list.saving(bundle).map(|money| world.edition.money(money)),
    })
}

fn discounts(world: World<'_>, list: &PriceList) -> Value {
    let one = |discount: &crate::prices::Discount| {
        let names: Vec<_> = discount.services.iter().map(|id| &list.offers_of(*id).name).collect();
        let value = discount
            .amount
            .map(|money| world.edition.money(money))
            .or_else(|| discount.percent.as_ref().map(|percent| world.edition.language().percent(percent)));
        json!({ "name": discount.name, "value": value, "services": names })
    };
    list.discounts.iter().map(one).collect()
}

fn count(world: World<'_>, (from, to): (u32, u32)) -> String {
    let number = |count: u32| world.edition.language().number(u64::from(count));
    if from == to {
        number(from)
    } else {
        world.edition.phrase("price_range", &[("from", &number(from)), ("to", &number(to))])
    }
}

/// A worked year: complete as a table; with the minor units that a script needs to change the counts.
pub fn example_view(world: World<'_>, list: &PriceList, example: &Example) -> Value {
    let year = list.work_out(&example.lines);
    let on_request = || world.edition.phrase("on_request", &[]);
    let lines: Vec<_> = year
        .lines
        .iter()
        .map(|line| {
            let offers = list.offers_of(line.entry);
            let (name, per) = match line.fee {
                Fee::Price => (line.name.clone(), world.edition.per(&offers.per)),
                Fee::Joining => (world.edition.phrase("joining_fee_of", &[("plan", &line.name)]), String::new()),
            };
            json!({
                "name": name, "url": format!("{}#{}", world.site.config.base.link(&world.edition.address(Fixture::Pricing)), offers.id),
                "count": count(world, line.count), "count_from": line.count.0, "count_to": line.count.1,
                "each": line.each.map_or_else(on_request, |sum| world.edition.sum(sum)),
                "each_minor": line.each.and_then(|sum| sum.as_exact()).map(|money| money.minor()),
                "amount": line.amount.map_or_else(on_request, |sum| world.edition.sum(sum)), "per": per,
            })
        })
        .collect();
    json!({
        "id": example.id, "name": example.name, "lines": lines, "currency": list.currency.code(), "digits": list.currency.digits(),
        "total": year.total.map_or_else(on_request, |sum| world.edition.sum(sum)),
        "url": format!("{}#{}", world.site.config.base.link(&world.edition.address(Fixture::Pricing)), example.id),
    })
}
