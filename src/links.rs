//! Fills the holes of a body: links, pictures, prices, citations — all that only the whole site knows.
//!
//! What leads nowhere is reported at its place; what is held back loses its link and keeps its words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::is_web_address;
use crate::markdown::{Body, Hole, HoleKind, Part, escape, scheme};
use crate::money::{Money, Sum};
use crate::page::{Data, Kind, Page};
use crate::plan::{Job, Plan, list_route};
use crate::prices::PriceList;
use crate::problem::{Place, Problems, Rule};
use crate::route::{Route, encode_fragment};
use crate::site::Site;
use crate::source::{Asset, Source};
use crate::theme::Theme;

/// The joined site, as far as filling goes.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is what its type says")]
pub struct World<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub plan: &'a Plan,
}

impl World<'_> {
    /// A sum in the words of the site's language.
    pub fn sum(&self, sum: Sum) -> String {
        let range = |from: &str, to: &str| self.theme.say("price_range", &[("from", from), ("to", to)]);
        let open = |from: &str| self.theme.say("price_from", &[("from", from)]);
        sum.words(self.site.config.language, range, open)
    }

    /// An amount in the site's language.
    pub fn money(&self, money: Money) -> String {
        money.format(self.site.config.language)
    }
}

/// Where a link leads: its address, the ids there if they are known, and the id that the page has on a list.
type Found = (Route, Option<Vec<String>>, Option<String>);

/// The references of one page, numbered by their first mention.
#[derive(Debug, Default)]
pub struct References {
    /// Ids in their order, with the number of mentions.
    pub order: Vec<(String, usize)>,
    numbers: BTreeMap<String, usize>,
}

impl References {
    /// The number of a source, and which mention of it this is.
    fn mention(&mut self, id: &str) -> (usize, usize) {
        let number = *self.numbers.entry(id.to_owned()).or_insert_with(|| {
            self.order.push((id.to_owned(), 0));
            self.order.len()
        });
        self.order[number - 1].1 += 1;
        (number, self.order[number - 1].1)
    }
}

/// Fills texts of one file.
#[derive(Debug)]
pub struct Filler<'a, 'p> {
    world: World<'a>,
    source: &'a Arc<Source>,
    /// The address that fragments and relative files count from.
    route: Route,
    ids: &'a [String],
    /// Whole addresses: for feeds.
    absolute: bool,
    /// The references met so far.
    pub references: References,
    /// Where problems go.
    pub problems: &'p mut Problems,
}

impl<'a, 'p> Filler<'a, 'p> {
    /// For the texts of a page.
    pub fn page(world: World<'a>, page: &'a Page, absolute: bool, problems: &'p mut Problems) -> Self {
        Filler {
            world,
            source: &page.source,
            route: page.route.clone(),
            ids: &page.body.ids,
            absolute,
            references: References::default(),
            problems,
        }
    }

    /// For sentences of a data file, shown at `route`.
    pub fn data(world: World<'a>, source: &'a Arc<Source>, route: Route, problems: &'p mut Problems) -> Self {
        Filler {
            world,
            source,
            route,
            ids: &[],
            absolute: false,
            references: References::default(),
            problems,
        }
    }

    /// The finished HTML of a text.
    pub fn fill(&mut self, body: &Body) -> String {
        let length =
            body.parts.iter().map(|part| if let Part::Html(html) = part { html.len() } else { 64 }).sum();
        let mut out = String::with_capacity(length);
        let mut open = Vec::new();
        for part in &body.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Hole(hole) => self.hole(hole, &mut open, &mut out),
            }
        }
        out
    }

    /// A citation outside of a text, such as the sources of a myth.
    pub fn cite(&mut self, ids: &[(String, Range<usize>)]) -> String {
        let mut out = String::new();
        for (id, span) in ids {
            if self.world.site.library.get(id).is_none() {
                if self.world.site.unread().library {
                    continue;
                }
                let place = Place::new(self.source, span.clone());
                self.problems
                    .error(Rule::UnknownSource, place, format!("there is no source `{id}`"))
                    .label("not in content/sources.toml")
                    .propose(id, self.world.site.library.ids());
                continue;
            }
            let (number, mention) = self.references.mention(id);
            let words = self.world.theme.say("reference_n", &[("number", &number.to_string())]);
            out.push_str(&format!(
                "<sup class=\"cite\"><a href=\"#_ref-{number}\" id=\"_cite-{number}-{mention}\" aria-label=\""
            ));
            escape(&mut out, &words);
            out.push_str(&format!("\">[{number}]</a></sup>"));
        }
        out
    }

    fn hole(&mut self, hole: &Hole, open: &mut Vec<bool>, out: &mut String) {
        match &hole.kind {
            HoleKind::LinkStart { target, title, attributes, button } => {
                let link = self.target(target, &hole.span);
                open.push(link.is_some());
                if let Some(link) = link {
                    out.push_str("<a href=\"");
                    escape(out, &link);
                    out.push('"');
                    if !title.is_empty() {
                        out.push_str(" title=\"");
                        escape(out, title);
                        out.push('"');
                    }
                    if *button {
                        out.push_str(" class=\"button\"");
                    }
                    out.push_str(attributes);
                    out.push('>');
                }
            }
            HoleKind::LinkEnd => {
                if open.pop() == Some(true) {
                    out.push_str("</a>");
                }
            }
            HoleKind::Image { target, title, alt } => self.media(target, title, alt, &hole.span, out),
            HoleKind::Price { id, text, html } => self.price(id, text.as_deref(), html, &hole.span, out),
            HoleKind::Estimate { id, text, html, alone } => {
                self.estimate(id, text.as_deref(), html, *alone, &hole.span, out)
            }
            HoleKind::Cite { ids } => out.push_str(&self.cite(ids)),
            HoleKind::Phrase { key } => escape(out, &self.world.theme.say(key, &[])),
            HoleKind::Source { attribute, target } => self.attribute(attribute, target, &hole.span, out),
        }
    }

    /// An attribute of a raw tag that loads or sends: with its name, or nothing where it may not stand.
    fn attribute(&mut self, name: &str, target: &str, span: &Range<usize>, out: &mut String) {
        let value = match name {
            "action" => self.form_action(target, span),
            "href" => self.target(target, span),
            "srcset" => self.srcset(target, span),
            _ => self.file(target, span).map(|(link, _)| link),
        };
        if let Some(value) = value {
            out.push_str(&format!(" {name}=\""));
            escape(out, &value);
            out.push('"');
        }
    }

    /// Each address of a `srcset`, with its descriptor.
    fn srcset(&mut self, list: &str, span: &Range<usize>) -> Option<String> {
        let mut all = Vec::new();
        for one in list.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let (address, descriptor) = one.split_once(char::is_whitespace).unwrap_or((one, ""));
            let (link, _) = self.file(address, span)?;
            all.push(format!("{link} {descriptor}").trim_end().to_owned());
        }
        Some(all.join(", "))
    }

    /// A form posts to this site, or to a host that site.toml names, over https (V03).
    fn form_action(&mut self, target: &str, span: &Range<usize>) -> Option<String> {
        if !is_web_address(target) {
            return self.target(target, span);
        }
        let config = &self.world.site.config;
        let host =
            target.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        let known = config.form_hosts.iter().find(|one| one.host.eq_ignore_ascii_case(host));
        let why = match known {
            _ if !target.starts_with("https://") => "a form posts over https only",
            None => "a form posts to a host that `form_hosts` of `[privacy]` does not name",
            Some(known) if config.legal.hipaa && !known.baa => {
                "a form posts to a host without a signed agreement (`baa`)"
            }
            Some(_) => return Some(target.to_owned()),
        };
        let place = self.place(span);
        self.problems
            .error(Rule::Form, place, why)
            .help("name the host in `form_hosts`, or let the form post to this site");
        None
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.source, span.clone())
    }

    fn link(&self, route: &Route) -> String {
        let base = &self.world.site.config.base;
        if self.absolute { base.absolute(route) } else { base.link(route) }
    }

    /// The address that a link leads to; `None` if only its words are to stay.
    fn target(&mut self, target: &str, span: &Range<usize>) -> Option<String> {
        match scheme(target).as_deref() {
            Some("book") => {
                let booking = self.world.site.config.clinic.booking_url.clone();
                if booking.is_none() {
                    let place = self.place(span);
                    self.problems
                        .error(
                            Rule::NoBooking,
                            place,
                            "a booking link, but the clinic has no booking address",
                        )
                        .help("set `booking_url` in `[clinic]` of site.toml");
                }
                return booking;
            }
            Some(_) => return Some(target.to_owned()),
            None => {}
        }
        let (rest, written) = target.split_once('#').unwrap_or((target, ""));
        let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
        let (route, known, anchor) = if path.is_empty() {
            (self.route.clone(), Some(self.ids.to_vec()), None)
        } else if path.starts_with('/') {
            self.rooted(path, span)?
        } else {
            self.relative(path, span)?
        };
        let fragment = anchor.as_deref().unwrap_or(written);
        let mut route_link =
            if path.is_empty() && !self.absolute { String::new() } else { self.link(&route) };
        if !query.is_empty() {
            route_link.push('?');
            route_link.push_str(query);
        }
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        if fragment.is_empty() {
            return Some(if route_link.is_empty() { "#".to_owned() } else { route_link });
        }
        let ids = known.map(|ids| ids.into_iter().chain(self.generated_ids(&route)).collect::<Vec<_>>());
        if let Some(ids) = ids
            && !ids.contains(&decoded)
            && decoded != "top"
        {
            let place = self.place(span);
            self.problems
                .error(
                    Rule::DeadFragment,
                    place,
                    format!("there is no heading `{decoded}` on the page `{route}`"),
                )
                .propose(&decoded, ids.iter().map(String::as_str));
            return None;
        }
        Some(format!("{route_link}#{}", encode_fragment(&decoded)))
    }

    /// Ids that the generator itself puts on a page.
    fn generated_ids(&self, route: &Route) -> Vec<String> {
        match self.world.plan.jobs.get(route) {
            Some(Job::Pricing) => {
                let list = self.world.site.prices.iter();
                list.flat_map(|list| {
                    list.ids()
                        .map(str::to_owned)
                        .chain(list.examples.iter().map(|example| example.id.clone()))
                })
                .collect()
            }
            Some(Job::List(Kind::Faq, _)) => {
                self.world.site.list(Kind::Faq).map(|page| page.slug.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The ids of the words on a page, if it is one whose ids are known.
    fn ids_of(&self, route: &Route) -> Option<Vec<String>> {
        let site = self.world.site;
        let index =
            |folder: &str| site.index_of(folder).map(|page| page.body.ids.clone()).unwrap_or_default();
        let kind = |kind: Kind| site.list(kind).next().map(|page| page.body.ids.clone()).unwrap_or_default();
        match self.world.plan.jobs.get(route)? {
            Job::Page(at) => Some(site.pages[*at].body.ids.clone()),
            Job::Home => Some(kind(Kind::Home)),
            Job::Pricing => Some(kind(Kind::Pricing)),
            Job::Estimate => Some(kind(Kind::Estimate)),
            Job::List(kind, _) => Some(index(kind.folder().unwrap_or_default())),
            Job::Conditions => Some(index("conditions")),
            Job::Condition(at, _) => {
                Some(site.conditions[*at].words.map(|at| site.pages[at].body.ids.clone()).unwrap_or_default())
            }
            _ => None,
        }
    }

    /// `/pricing/`: an address of the site.
    fn rooted(&mut self, path: &str, span: &Range<usize>) -> Option<Found> {
        if path.ends_with(".md") {
            return self.relative(path, span);
        }
        let jobs = &self.world.plan.jobs;
        let route = Route::absolute(path);
        let slashed = route.as_ref().map(|route| route.join("/"));
        let found = route
            .filter(|route| jobs.contains_key(route))
            .or(slashed.filter(|route| jobs.contains_key(route)));
        if let Some(route) = found {
            let ids = self.ids_of(&route);
            return Some((route, ids, None));
        }
        let wanted = Route::absolute(path);
        if wanted.as_ref().is_some_and(|route| self.world.site.unread().may_be(route)) {
            return None;
        }
        let held = self
            .world
            .site
            .pages
            .iter()
            .enumerate()
            .any(|(at, page)| !self.world.site.published[at] && Some(&page.route) == wanted.as_ref());
        if held {
            self.held_back(path, span);
            return None;
        }
        let place = self.place(span);
        let rule = if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            Rule::DeadFile
        } else {
            Rule::DeadLink
        };
        self.problems
            .error(rule, place, format!("there is no page or file `{path}` on this site"))
            .propose(path, jobs.keys().map(Route::as_str));
        None
    }

    fn held_back(&mut self, path: &str, span: &Range<usize>) {
        let place = self.place(span);
        self.problems
            .warn(
                Rule::HeldBack,
                place,
                format!("the page `{path}` is held back, so the link to it is left out"),
            )
            .help("the words stay; the link comes back with the page");
    }

    /// `../services/blood-patch.md`, or a file.
    fn relative(&mut self, path: &str, span: &Range<usize>) -> Option<Found> {
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let folder = self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // `/articles/fees.md` counts from `content/`.
        let file = if decoded.starts_with('/') { join("content", &decoded) } else { join(folder, &decoded) };
        let site = self.world.site;
        if file.as_ref().is_some_and(|file| site.unread().pages.contains(file)) {
            return None;
        }
        if let Some((page, published)) = file.as_deref().and_then(|file| site.by_path(file)) {
            if !published {
                self.held_back(path, span);
                return None;
            }
            return match page.kind {
                Kind::Faq => Some((list_route(Kind::Faq), None, Some(page.slug.clone()))),
                Kind::Testimonial => Some((list_route(Kind::Testimonial), None, None)),
                Kind::Announcement => Some((Route::home(), None, None)),
                _ => Some((page.route.clone(), Some(page.body.ids.clone()), None)),
            };
        }
        if !decoded.ends_with(".md")
            && let Some(route) = self.file_route(&decoded)
        {
            return Some((route, None, None));
        }
        let place = self.place(span);
        if decoded.ends_with(".md") {
            let near: Vec<String> = site
                .pages
                .iter()
                .filter_map(|page| page.source.path.strip_prefix(&format!("{folder}/")).map(str::to_owned))
                .collect();
            self.problems
                .error(Rule::DeadLink, place, format!("there is no page `{path}`"))
                .propose(&decoded, near.iter().map(String::as_str));
        } else {
            self.problems
                .error(Rule::DeadFile, place, format!("there is no file `{path}`"))
                .help("paths count from the page's own folder, or with `/` from the site's root");
        }
        None
    }

    /// A file by a path as in Markdown: beside the page, or at the address that the path has on the page.
    fn file_route(&self, path: &str) -> Option<Route> {
        let folder = self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = join(folder, path).and_then(|file| self.world.plan.files.get(&file).cloned());
        let on_page = || {
            let here = self.route.as_str().trim_matches('/');
            let route = Route::absolute(&format!("/{}", crate::route::encode_path(&join(here, path)?)))?;
            self.world.plan.jobs.contains_key(&route).then_some(route)
        };
        beside.or_else(on_page)
    }

    /// The address of a picture, with what is known of it.
    pub fn file(&mut self, target: &str, span: &Range<usize>) -> Option<(String, Option<&'a Asset>)> {
        if is_web_address(target) || target.starts_with("//") {
            let host = target
                .split("//")
                .nth(1)
                .and_then(|rest| rest.split(['/', '?', '#']).next())
                .unwrap_or_default();
            let allowed = self.world.site.config.allow.iter().any(|one| one.value.eq_ignore_ascii_case(host));
            if !allowed {
                let place = self.place(span);
                self.problems
                    .error(
                        Rule::OtherHost,
                        place,
                        format!("the page would load a file from another host, `{host}`"),
                    )
                    .help("put a copy into `static/`, or name the host in `allow` of `[privacy]`");
                return None;
            }
            return Some((target.to_owned(), None));
        }
        let (path, query) = target
            .split_once(['?', '#'])
            .map_or((target, String::new()), |(path, _)| (path, target[path.len()..].to_owned()));
        let route = if path.starts_with('/') {
            Route::absolute(path).filter(|route| self.world.plan.jobs.contains_key(route))
        } else {
            let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
            self.file_route(&decoded)
        };
        let Some(route) = route else {
            let place = self.place(span);
            self.problems
                .error(Rule::DeadFile, place, format!("there is no file `{target}`"))
                .help("paths count from the page's own folder, or with `/` from the site's root");
            return None;
        };
        let asset = self.world.plan.assets.get(&route);
        Some((format!("{}{query}", self.link(&route)), asset))
    }

    fn media(&mut self, target: &str, title: &str, alt: &str, span: &Range<usize>, out: &mut String) {
        let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let Some((link, asset)) = self.file(target, span) else {
            escape(out, alt);
            return;
        };
        match ending.as_str() {
            "mp4" | "webm" => self.video(target, &link, alt, span, out),
            "mp3" | "m4a" | "ogg" => {
                out.push_str("<audio controls preload=\"none\" src=\"");
                escape(out, &link);
                out.push_str("\" aria-label=\"");
                escape(out, alt);
                out.push_str("\"></audio>");
            }
            _ => {
                out.push_str("<img src=\"");
                escape(out, &link);
                out.push_str("\" alt=\"");
                escape(out, alt);
                out.push('"');
                if !title.is_empty() {
                    out.push_str(" title=\"");
                    escape(out, title);
                    out.push('"');
                }
                if let Some(size) = asset.and_then(|asset| asset.size) {
                    out.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
                }
                out.push_str(" loading=\"lazy\">");
            }
        }
    }

    /// A video with captions (`talk.vtt`, `talk.LANG.vtt`) and its poster, from the files beside it.
    fn video(&mut self, target: &str, link: &str, alt: &str, span: &Range<usize>, out: &mut String) {
        let stem = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
        let tag = &self.world.site.config.language_tag;
        let find = |this: &mut Self, name: String| {
            let mut quiet = Problems::default();
            std::mem::swap(this.problems, &mut quiet);
            let found = this.file(&name, span).map(|(link, _)| link);
            std::mem::swap(this.problems, &mut quiet);
            found
        };
        let captions = find(self, format!("{stem}.vtt"))
            .or_else(|| find(self, format!("{stem}.{tag}.vtt")))
            .or_else(|| {
                let primary = tag.split('-').next().unwrap_or_default();
                find(self, format!("{stem}.{primary}.vtt"))
            });
        let poster = find(self, format!("{stem}.jpg"));
        out.push_str("<video controls preload=\"none\" src=\"");
        escape(out, link);
        if let Some(poster) = poster {
            out.push_str("\" poster=\"");
            escape(out, &poster);
        }
        out.push_str("\" aria-label=\"");
        escape(out, alt);
        out.push_str("\">");
        match captions {
            Some(captions) => {
                out.push_str("<track kind=\"captions\" default src=\"");
                escape(out, &captions);
                out.push_str(&format!("\" srclang=\"{tag}\">"));
            }
            None => {
                let place = self.place(span);
                self.problems
                    .error(Rule::Captions, place, "a video without captions")
                    .help(format!("put captions beside it, in `{stem}.vtt`"));
            }
        }
        out.push_str("</video>");
    }

    fn price(&mut self, id: &str, text: Option<&str>, html: &str, span: &Range<usize>, out: &mut String) {
        let site = self.world.site;
        let Some(entry) = site.prices.as_ref().and_then(|list| list.lookup(id)) else {
            if site.unread().prices {
                return;
            }
            let place = self.place(span);
            let ids: Vec<&str> = site.prices.iter().flat_map(PriceList::ids).collect();
            self.problems
                .error(Rule::UnknownPrice, place, format!("there is no price `{id}`"))
                .label("no entry of content/prices.toml has this id")
                .propose(id, ids);
            return;
        };
        let included =
            matches!(entry, crate::prices::Entry::Service(service) if service.included_in.is_some());
        let words = match entry.sum() {
            Some(sum) => self.world.sum(sum),
            None if included => self.world.theme.say("included", &[]),
            None => self.world.theme.say("on_request", &[]),
        };
        self.amount_link(id, &words, entry.sum(), text, html, span, out);
    }

    fn amount_link(
        &mut self,
        id: &str,
        words: &str,
        sum: Option<Sum>,
        text: Option<&str>,
        html: &str,
        span: &Range<usize>,
        out: &mut String,
    ) {
        if let Some(text) = text
            && is_amount(text)
            && text.trim() != words
            && sum.is_none_or(|sum| sum.as_exact().is_none_or(|money| !same_amount(text, money)))
        {
            let place = self.place(span);
            self.problems
                .error(
                    Rule::WrongPrice,
                    place,
                    format!("the text says `{}`, the price list {words}", text.trim()),
                )
                .help("leave the brackets empty: the amount is put in");
        }
        out.push_str("<a class=\"price\" href=\"");
        let link = self.link(&Route::page(&["pricing"]));
        out.push_str(&format!("{link}#{id}\">"));
        match text {
            Some(_) => out.push_str(html),
            None => escape(out, words),
        }
        out.push_str("</a>");
    }

    fn estimate(
        &mut self,
        id: &str,
        text: Option<&str>,
        html: &str,
        alone: bool,
        span: &Range<usize>,
        out: &mut String,
    ) {
        let list = self.world.site.prices.as_ref();
        let Some((list, example)) = list.and_then(|list| Some((list, list.example(id)?))) else {
            if self.world.site.unread().prices {
                return;
            }
            let place = self.place(span);
            let ids: Vec<&str> = list
                .into_iter()
                .flat_map(|list| list.examples.iter().map(|example| example.id.as_str()))
                .collect();
            self.problems
                .error(Rule::UnknownPrice, place, format!("there is no example `{id}`"))
                .label("no example of content/prices.toml has this id")
                .propose(id, ids);
            return;
        };
        if alone && text.is_none() {
            let view = crate::render::example_view(self.world, list, example);
            let mut context = tera::Context::new();
            context.insert("estimate", &view);
            match self.world.theme.tera.render("parts/estimate.html", &context) {
                Ok(table) => out.push_str(&table),
                Err(error) => self.world.theme.report(&error, "parts/estimate.html", self.problems),
            }
            return;
        }
        let total = list.estimate(&example.lines).total;
        let words = total.map_or_else(|| self.world.theme.say("on_request", &[]), |sum| self.world.sum(sum));
        if alone {
            out.push_str("<p>");
        }
        self.amount_link(id, &words, total, text, html, span, out);
        if alone {
            out.push_str("</p>\n");
        }
    }
}

/// Whether words are an amount and nothing else: digits with signs of money and numbers around.
fn is_amount(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.contains(|c: char| c.is_ascii_digit()) && letters <= 3
}

/// Whether the digits of a text are those of an amount, in any grouping.
fn same_amount(text: &str, money: Money) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (written, exact) = (digits(text), money.decimal());
    let whole = exact.split('.').next().unwrap_or_default();
    written == digits(&exact)
        || (written == whole && exact[whole.len()..].bytes().all(|b| matches!(b, b'0' | b'.')))
}

/// A relative path from a folder; `None` if it leads out of the site.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The clinic's own pages that carry a person's name: credentials behind it.
pub fn full_name(page: &Page) -> String {
    match &page.data {
        Data::Provider(provider) if !provider.credentials.is_empty() => {
            format!("{}, {}", page.title.value, provider.credentials.join(", "))
        }
        _ => page.title.value.clone(),
    }
}
