//! What machines read and no template makes: feeds, sitemap, calendar files, redirects, prices as data.

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event as Xml};

use crate::address::{Job, Planned};
use crate::kinds::Feed;
use crate::kinds::provider::PersonName;
use crate::page::{Data, Kind, Page};
use crate::plan::SITEMAP_MOST;
use crate::portable;
use crate::route::Route;
use crate::site::Fixture;
use crate::table::Moment;
use crate::views::RenderContext;
use crate::zone::Zone;

/// The most entries of a feed.
const ENTRIES: usize = 20;

type Out = Writer<Vec<u8>>;

fn finish(writer: Out) -> String {
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn begin() -> Out {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory cannot fail.
    let _ = writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    writer
}

fn element(writer: &mut Out, name: &str, attributes: &[(&str, &str)], text: &str) {
    let element = writer.create_element(name).with_attributes(attributes.iter().copied());
    let _ = if text.is_empty() {
        element.write_empty()
    } else {
        element.write_text_content(BytesText::new(text))
    };
}

/// The time of an entry's last change.
fn changed(page: &Page, zone: &Zone) -> Timestamp {
    page.updated.or(page.day()).map(|moment| moment.begins(zone)).unwrap_or_default()
}

/// The kinds whose pages go into the feed of the site.
pub(crate) fn fed() -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|kind| kind.spec().feed == Feed::Site).collect()
}

/// The feed of all dated kinds.
pub(crate) fn of_site(world: RenderContext<'_>) -> String {
    feed(world, &fed(), Fixture::Feed, &world.site.config.title)
}

/// The feed of articles.
pub(crate) fn of_articles(world: RenderContext<'_>) -> String {
    let title = format!("{}: {}", world.site.config.title, world.edition.phrase("articles", &[]));
    feed(world, &[Kind::Article], Fixture::ArticleFeed, &title)
}

/// An Atom feed (RFC 4287): the newest whole pages of some kinds.
fn feed(world: RenderContext<'_>, kinds: &[Kind], at: Fixture, title: &str) -> String {
    let config = &world.site.config;
    let base = &config.base;
    let mut entries: Vec<(Moment, &Page)> = kinds
        .iter()
        .flat_map(|kind| world.edition.list(*kind))
        .filter(|page| !page.noindex)
        .filter_map(|page| Some((page.appeared()?, page)))
        .collect();
    entries.sort_by(|(a, one), (b, other)| {
        b.begins(&config.zone).cmp(&a.begins(&config.zone)).then_with(|| one.route.cmp(&other.route))
    });
    entries.truncate(ENTRIES);
    let own = world.edition.address(at);
    let newest = entries.iter().max_by_key(|(_, page)| changed(page, &config.zone));
    let updated =
        newest.map(|(day, page)| page.updated.unwrap_or(*day).rfc3339(&config.zone)).unwrap_or_default();
    let mut writer = begin();
    let feed = writer
        .create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", world.edition.tag())]);
    let _ = feed.write_inner_content(|writer| {
        element(writer, "title", &[], title);
        element(writer, "id", &[], &base.absolute(&own));
        element(
            writer,
            "link",
            &[("rel", "self"), ("type", "application/atom+xml"), ("href", &base.absolute(&own))],
            "",
        );
        element(
            writer,
            "link",
            &[("rel", "alternate"), ("type", "text/html"), ("href", &base.absolute(&Route::home()))],
            "",
        );
        element(writer, "updated", &[], &updated);
        writer.create_element("author").write_inner_content(|writer| {
            element(writer, "name", &[], &config.clinic.legal_name);
            Ok(())
        })?;
        for (day, page) in &entries {
            writer.create_element("entry").write_inner_content(|writer| {
                entry(world, *day, page, writer);
                Ok(())
            })?;
        }
        Ok(())
    });
    finish(writer)
}

fn entry(world: RenderContext<'_>, day: Moment, page: &Page, writer: &mut Out) {
    let config = &world.site.config;
    let address = config.base.absolute(&page.route);
    element(writer, "title", &[], &page.title.value);
    element(writer, "id", &[], &address);
    element(writer, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)], "");
    element(writer, "published", &[], &day.rfc3339(&config.zone));
    element(writer, "updated", &[], &page.updated.unwrap_or(day).rfc3339(&config.zone));
    let authors = page.data.own().authors().iter();
    for author in authors.filter_map(|slug| world.edition.visible(Kind::Provider, &slug.value)) {
        let _ = writer.create_element("author").write_inner_content(|writer| {
            element(writer, "name", &[], &PersonName::of(author).full());
            Ok(())
        });
    }
    if !page.summary.is_empty() {
        element(writer, "summary", &[], &page.summary);
    }
    let html = portable::rewrite(&world.words(page).body_of(page).0, &address);
    element(writer, "content", &[("type", "html")], &html);
}

/// Every indexable page, with the day of its last change; or the index of the parts, where one file may not hold them.
pub(crate) fn sitemap(world: RenderContext<'_>) -> String {
    let number = |planned: &Planned| match planned.job {
        Job::SitemapPart(number) => Some(number),
        _ => None,
    };
    let jobs = world.plan.jobs.iter();
    let mut parts: Vec<_> = jobs.filter_map(|(route, planned)| Some((number(planned)?, route))).collect();
    if !parts.is_empty() {
        parts.sort();
        let parts = parts.into_iter().map(|(_, route)| (route.clone(), None));
        return sitemap_of(world, "sitemapindex", "sitemap", parts);
    }
    sitemap_part(world, 1)
}

/// The part of the sitemap of that number.
pub(crate) fn sitemap_part(world: RenderContext<'_>, number: usize) -> String {
    let part = listed(world).skip((number - 1) * SITEMAP_MOST).take(SITEMAP_MOST);
    sitemap_of(world, "urlset", "url", part)
}

/// The pages that search engines may list.
fn listed(world: RenderContext<'_>) -> impl Iterator<Item = (Route, Option<Moment>)> {
    let jobs = world.plan.jobs.iter();
    jobs.filter_map(move |(route, planned)| Some((route.clone(), planned.indexed(world.site)?)))
}

fn sitemap_of(
    world: RenderContext<'_>,
    root: &'static str,
    each: &'static str,
    addresses: impl Iterator<Item = (Route, Option<Moment>)>,
) -> String {
    let mut writer = begin();
    let set =
        writer.create_element(root).with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    let _ = set.write_inner_content(|writer| {
        for (route, day) in addresses {
            writer.create_element(each).write_inner_content(|writer| {
                element(writer, "loc", &[], &world.site.config.base.absolute(&route));
                if let Some(day) = day {
                    element(writer, "lastmod", &[], &day.iso(&world.site.config.zone));
                }
                Ok(())
            })?;
        }
        Ok(())
    });
    finish(writer)
}

/// `_redirects`, for hosts that read it: every alias and redirect, with status 301.
pub(crate) fn redirects(world: RenderContext<'_>) -> String {
    let base = &world.site.config.base;
    let mut text = String::new();
    // A page stands at most of these addresses when the query is left away: `!` says that the rule goes before it.
    for (rule, (target, _)) in &world.plan.queries {
        text.push_str(&format!("{} {} {target} 301!\n", base.link(&rule.path), rule.query.join(" ")));
    }
    for (route, planned) in &world.plan.jobs {
        if let Job::Redirect(target) = &planned.job {
            text.push_str(&format!("{} {target} 301\n", base.link(route)));
        }
    }
    text
}

/// An event as a calendar file (RFC 5545); its stamp is that of the page, never the clock's.
pub(crate) fn calendar(world: RenderContext<'_>, page: &Page) -> String {
    use ics::properties::{Description, DtEnd, DtStart, Location, Organizer, Status, Summary, URL};
    let Data::Event(event) = &page.data else { return String::new() };
    let config = &world.site.config;
    let utc = |moment: Moment| moment.begins(&config.zone).strftime("%Y%m%dT%H%M%SZ").to_string();
    let stamp = utc(page.updated.or(page.date).unwrap_or(event.start));
    let address = config.base.absolute(&page.route);
    let mut entry = ics::Event::new(address.clone(), stamp);
    entry.push(Summary::new(ics::escape_text(page.title.value.as_str())));
    entry.push(DtStart::new(utc(event.start)));
    entry.push(DtEnd::new(utc(event.end)));
    if !page.summary.is_empty() {
        entry.push(Description::new(ics::escape_text(page.summary.as_str())));
    }
    let place = event.location.as_ref().and_then(|slug| world.edition.visible(Kind::Location, &slug.value));
    if let Some(Data::Location(location)) = place.map(|page| &page.data) {
        entry.push(Location::new(ics::escape_text(location.address.lines().join(", "))));
    }
    entry.push(match event.status {
        crate::page::Status::Cancelled => Status::cancelled(),
        crate::page::Status::Postponed => Status::tentative(),
        crate::page::Status::Scheduled => Status::confirmed(),
    });
    if let Some(email) = &config.clinic.email {
        entry.push(Organizer::new(email.link().to_owned()));
    }
    entry.push(URL::new(address));
    let mut calendar = ics::ICalendar::new("2.0", "-//clinicsite//EN");
    calendar.add_event(entry);
    calendar.to_string()
}

/// `prices.json`.
pub(crate) fn prices_json(world: RenderContext<'_>) -> String {
    let config = &world.site.config;
    let url = config.base.absolute(&world.edition.address(Fixture::Pricing));
    let value =
        world.site.prices.as_ref().map(|list| crate::prices::to_json(list, &config.clinic.legal_name, &url));
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}
