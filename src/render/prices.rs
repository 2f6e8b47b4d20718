//! The pricing page and worked examples as templates see them.

use serde_json::{Value, json};

use super::views::{self, View};
use crate::citations::{Library, Reference};
use crate::identifiers::WebAddress;
use crate::links::{Filler, References, World};
use crate::page::{Data, Kind};
use crate::prices::{Amount, Comparison, Details, Entry, Example, Plan, PriceList, Service};
use crate::problem::{Place, Problems, Rule};
use crate::site::Fixture;

/// One price as service pages show it.
pub(super) fn line(world: World<'_>, list: &PriceList, id: &str) -> Option<Value> {
    let entry = list.lookup(id)?;
    let url = format!("{}#{id}", world.site.config.base.link(&world.edition.address(Fixture::Pricing)));
    Some(
        json!({ "id": id, "name": entry.name(), "amount": amount(world, entry), "per": per(world, entry), "url": url }),
    )
}

/// What an entry costs, in words.
fn amount(world: World<'_>, entry: Entry<'_>) -> String {
    match (entry, entry.sum()) {
        (_, Some(sum)) => world.edition.sum(sum),
        (Entry::Service(Service { included_in: Some(_), .. }), None) => world.edition.phrase("included", &[]),
        _ => world.edition.phrase("on_request", &[]),
    }
}

/// What one amount is for: "a month", "per patch".
pub(super) fn per(world: World<'_>, entry: Entry<'_>) -> String {
    match entry {
        Entry::Plan(plan) => world.edition.phrase(&format!("per_{}", plan.period.word()), &[]),
        Entry::Service(Service { unit: Some(unit), .. }) => {
            world.edition.phrase("per_unit", &[("unit", unit)])
        }
        _ => String::new(),
    }
}

/// `/pricing/`.
pub(super) fn pricing(world: World<'_>, problems: &mut Problems) -> View {
    let words = world.edition.list(Kind::Pricing).next();
    let mut view = View::new("pricing", &world.edition.phrase("pricing", &[]));
    let Some(list) = &world.site.prices else { return view };
    let mut references = References::default();
    if let Some(page) = words {
        for heading in &page.body.headings {
            if list.ids().any(|id| id == heading.id) || list.example(&heading.id).is_some() {
                problems
                    .report(
                        Rule::HeadingId,
                        Place::new(&page.source, heading.span.clone()),
                        format!("the id `{}` is that of a price", heading.id),
                    )
                    .help("give the heading an id of its own: {#…}");
            }
        }
        let mut filler = Filler::page(world, page, false, problems);
        views::words(world, page, &mut view, &mut filler);
        references = filler.references;
    } else {
        view.set(
            "summary",
            json!(
                world.edition.phrase("pricing_summary", &[("clinic", &world.site.config.clinic.legal_name)])
            ),
        );
    }
    let mut filler = Filler::data(world, &list.source, world.edition.address(Fixture::Pricing), problems);
    filler.references = references;
    let base = &world.site.config.base;
    let file = |name: &str| base.link(&world.edition.address(Fixture::Pricing).join(name));
    let mut text = |text: &crate::table::At<String>| views::sentence(&mut filler, &list.source, text);
    let note = list.note.as_ref().map(&mut text);
    let terms: Vec<_> = list.terms.iter().map(|(key, value)| json!({ "key": key, "title": world.edition.phrase(&format!("terms_{key}"), &[]), "html": text(value) })).collect();
    let plans: Vec<_> = list.plans.iter().map(|plan| plan_view(world, list, plan, &mut filler)).collect();
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for service in &list.services {
        let title = service.group.clone().unwrap_or_default();
        let entry = service_view(world, list, service, &mut filler);
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((title, vec![entry])),
        }
    }
    let groups: Vec<_> =
        groups.into_iter().map(|(title, services)| json!({ "title": title, "services": services })).collect();
    let estimate = world.edition.address(Fixture::Estimate);
    view.set("prices", json!({
        "note_html": note,
        "valid_from": list.valid_from.map(|day| views::day(world, day)),
        "valid_until": list.valid_until.map(|day| views::day(world, day)),
        "plans": plans, "groups": groups, "bundles": bundles(world, list), "discounts": discounts(world, list),
        "examples": list.examples.iter().map(|example| example_view(world, list, example)).collect::<Vec<_>>(),
        "terms": terms,
        "estimate_url": world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
        "json_url": file("prices.json"), "csv_url": file("prices.csv"),
        "not_insurance": !list.plans.is_empty(),
    }));
    view.set("references", views::references(world, &filler.references));
    view
}

fn details(
    world: World<'_>,
    list: &PriceList,
    details: &Details,
    entry: &mut Value,
    filler: &mut Filler<'_, '_>,
) {
    let Some(entry) = entry.as_object_mut() else { return };
    let mut texts = |all: &[crate::table::At<String>]| -> Vec<String> {
        all.iter().map(|text| views::sentence(filler, &list.source, text)).collect()
    };
    entry.insert("includes".into(), json!(texts(&details.includes)));
    entry.insert("excludes".into(), json!(texts(&details.excludes)));
    entry.insert(
        "note_html".into(),
        json!(details.note.as_ref().map(|note| views::sentence(filler, &list.source, note))),
    );
    let next = details.next.as_ref().and_then(|(amount, from)| Some((amount.sum()?, *from)));
    entry.insert(
        "next".into(),
        json!(
            next.map(
                |(sum, from)| json!({ "amount": world.edition.sum(sum), "from": views::day(world, from) })
            )
        ),
    );
}

fn plan_view(world: World<'_>, list: &PriceList, plan: &Plan, filler: &mut Filler<'_, '_>) -> Value {
    let mut text = |text: &Option<crate::table::At<String>>| {
        text.as_ref().map(|text| views::sentence(filler, &list.source, text))
    };
    let (cancel, unused) = (text(&plan.cancel), text(&plan.unused));
    let yearly = plan.price.times(plan.period.per_year());
    let mut entry = json!({
        "id": plan.id, "name": plan.name, "amount": world.edition.money(plan.price), "per": per(world, Entry::Plan(plan)),
        "per_year": (plan.period.per_year() > 1).then(|| world.edition.money(yearly)),
        "minimum": plan.minimum, "cancel_html": cancel, "unused_html": unused,
        "joining_fee": plan.joining_fee.map(|fee| world.edition.money(fee)),
        "comparisons": comparisons(world, list, &plan.id), "page_url": page_of(world, &plan.id, None),
    });
    details(world, list, &plan.details, &mut entry, filler);
    entry
}

fn service_view(world: World<'_>, list: &PriceList, service: &Service, filler: &mut Filler<'_, '_>) -> Value {
    let options: Vec<_> = match &service.price {
        Amount::Options(options) => options
            .iter()
            .map(|(name, money)| json!({ "name": name, "amount": world.edition.money(*money) }))
            .collect(),
        _ => Vec::new(),
    };
    let plan_prices: Vec<_> = service
        .plan_prices
        .iter()
        .map(|(plan, money)| json!({ "plan": list[*plan].name, "amount": world.edition.money(*money) }))
        .collect();
    let included = service.included_in.map(|whole| {
        let whole = list.entry(whole.into());
        json!({ "name": whole.name(), "url": format!("#{}", whole.id()) })
    });
    let page = page_of(world, &service.id, service.page.as_ref().map(|page| page.value.as_str()));
    let mut entry = json!({
        "id": service.id, "name": service.name, "amount": amount(world, Entry::Service(service)), "per": per(world, Entry::Service(service)),
        "options": options, "plan_prices": plan_prices, "included_in": included,
        "deposit": service.deposit.map(|money| world.edition.money(money)),
        "duration": service.duration_min.map(|minutes| world.edition.count("minutes", minutes.unsigned_abs())),
        "codes": service.billing_codes.join(", "), "page_url": page, "comparisons": comparisons(world, list, &service.id),
    });
    details(world, list, &service.details, &mut entry, filler);
    entry
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

fn comparisons(world: World<'_>, list: &PriceList, id: &str) -> Value {
    list.comparisons
        .iter()
        .filter(|one| list.entry(one.entry).id() == id)
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

/// Comparisons must name a source that exists.
pub(crate) fn check_sources(world: World<'_>, problems: &mut Problems) {
    if let Some(list) = &world.site.prices {
        for one in &list.comparisons {
            if world.site.library.get(&one.source.value).is_some() {
                continue;
            }
            let Err(fault) = WebAddress::read(&one.source.value) else { continue };
            let place = one.source.place(&list.source);
            if one.source.value.contains(['/', ':']) {
                problems.report(Rule::BadValue, place, fault.message).help(fault.help);
                continue;
            }
            problems
                .report(Rule::UnknownSource, place, format!("there is no source `{}`", one.source.value))
                .label("neither in content/sources.toml nor a web address")
                .help("write a web address, or the id of a source in content/sources.toml")
                .propose_of(&one.source.value, world.site.source_ids());
        }
    }
}

fn bundles(world: World<'_>, list: &PriceList) -> Value {
    let one = |bundle: &crate::prices::Bundle| {
        let lines: Vec<_> = list
            .estimate(&bundle.lines)
            .lines
            .iter()
            .map(|line| json!({ "name": line.name, "count": count(world, line.count) }))
            .collect();
        json!({
            "id": bundle.id, "name": bundle.name, "amount": world.edition.money(bundle.price), "lines": lines,
            "saves": list.saving(bundle).map(|money| world.edition.money(money)),
        })
    };
    list.bundles.iter().map(one).collect()
}

fn discounts(world: World<'_>, list: &PriceList) -> Value {
    let one = |discount: &crate::prices::Discount| {
        let names: Vec<_> = discount.services.iter().map(|id| list.entry(*id).name().to_owned()).collect();
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
    let estimate = list.estimate(&example.lines);
    let on_request = || world.edition.phrase("on_request", &[]);
    let lines: Vec<_> = estimate
        .lines
        .iter()
        .map(|line| {
            let name = if line.joining { world.edition.phrase("joining_fee_of", &[("plan", &line.name)]) } else { line.name.clone() };
            let entry = list.entry(line.entry);
            let per = (!line.joining).then(|| per(world, entry));
            json!({
                "name": name, "url": format!("{}#{}", world.site.config.base.link(&world.edition.address(Fixture::Pricing)), entry.id()),
                "count": count(world, line.count), "count_from": line.count.0, "count_to": line.count.1,
                "each": line.each.map_or_else(on_request, |sum| world.edition.sum(sum)),
                "each_minor": line.each.and_then(|sum| sum.as_exact()).map(|money| money.minor()),
                "amount": line.amount.map_or_else(on_request, |sum| world.edition.sum(sum)), "per": per.unwrap_or_default(),
            })
        })
        .collect();
    json!({
        "id": example.id, "name": example.name, "lines": lines, "currency": list.currency.code(), "digits": list.currency.digits(),
        "total": estimate.total.map_or_else(on_request, |sum| world.edition.sum(sum)),
        "url": format!("{}#{}", world.site.config.base.link(&world.edition.address(Fixture::Pricing)), example.id),
    })
}
