//! Where links, pictures and forms lead: to a page, a heading, a file, another host.

use std::ops::Range;

use super::{File, Found, Reach, Resolver};
use crate::address::Job;
use crate::identifiers::{Fault, MailLink, Phone, WebAddress, encode_href};
use crate::kinds::Standing;
use crate::known::Dictionary;
use crate::markdown::{Address, escape, scheme};
use crate::page::Kind;
use crate::problem::Rule;
use crate::route::{Requested, Route, encode_fragment, join};
use crate::site::PageId;
use crate::source::without_page_ending;
use crate::srcset::{self, Candidate};

/// Where a link leads.
pub(super) struct Located<'a> {
    route: Route,
    ids: Ids<'a>,
    /// The id that the page has on a list.
    anchor: Option<String>,
}

/// The ids in the words of a page, beside those that the generator makes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ids<'a> {
    /// It is a file, of which nothing is known.
    Unknown,
    /// It has no words of its own.
    None,
    /// These.
    Of(&'a Dictionary),
}

impl<'a> From<Option<&'a Dictionary>> for Ids<'a> {
    fn from(words: Option<&'a Dictionary>) -> Self {
        words.map_or(Ids::None, Ids::Of)
    }
}

impl<'a> Resolver<'a> {
    /// An attribute of a raw tag that loads or sends: with its name, or nothing where it may not stand.
    pub(super) fn attribute(
        &mut self,
        name: &str,
        address: Address,
        target: &str,
        span: &Range<usize>,
        out: &mut String,
    ) {
        let value = match address {
            Address::Posts => self.form_action(target, span),
            Address::Leads => self.target(target, span),
            Address::LoadsEach => self.srcset(target, span),
            Address::Loads if name == "poster" => self.picture(target, span).map(|file| file.link),
            Address::Loads => self.loaded(target, span),
        };
        if let Some(value) = value {
            out.push_str(&format!(" {name}=\""));
            escape(out, &value);
            out.push('"');
        }
    }

    /// Each address of a `srcset`, with its descriptor.
    pub(super) fn srcset(&mut self, list: &str, span: &Range<usize>) -> Option<String> {
        let mut all = Vec::new();
        for Candidate { address, descriptor } in srcset::candidates(list) {
            let File { link, .. } = self.picture(address, span)?;
            all.push(format!("{link} {descriptor}").trim_end().to_owned());
        }
        Some(all.join(", "))
    }

    /// A form posts to this site, or to a host that site.toml names, over https (V03).
    pub(super) fn form_action(&mut self, target: &str, span: &Range<usize>) -> Option<String> {
        if !WebAddress::is_meant(target) {
            return self.target(target, span);
        }
        let address = self.web_address(target, span)?;
        let config = &self.site.config;
        let known = config.form_hosts.iter().find(|one| one.host.as_str() == address.host());
        let why = match known {
            _ if !address.is_https() => "a form posts over https only",
            None => "a form posts to a host that `form_hosts` of `[privacy]` does not name",
            Some(known) if config.legal.hipaa().is_some() && !known.baa => {
                "a form posts to a host without a signed agreement (`baa`)"
            }
            Some(_) => return Some(address.to_string()),
        };
        let place = self.place(span);
        self.problems
            .report(Rule::Form, place, why)
            .help("name the host in `form_hosts`, or let the form post to this site");
        None
    }

    /// The address that a link leads to; `None` if only its words are to stay.
    pub(super) fn target(&mut self, target: &str, span: &Range<usize>) -> Option<String> {
        if !self.leads_somewhere(target, span) {
            return None;
        }
        match scheme(target).as_deref() {
            Some("book") => return self.booking(span),
            Some("http" | "https") => {
                return self.web_address(target, span).map(|address| address.to_string());
            }
            Some("mailto") => {
                return self.checked(MailLink::parse(target), span).map(|link| link.to_string());
            }
            Some(scheme @ ("tel" | "sms")) => return self.number(scheme, target, span),
            Some(_) => return Some(encode_href(target)),
            None if target.starts_with("//") => {
                return self.web_address(target, span).map(|address| address.to_string());
            }
            None => {}
        }
        let (rest, written) = target.split_once('#').unwrap_or((target, ""));
        let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
        let Located { route, ids, anchor } = if path.is_empty() {
            let ids = self.page.and_then(|page| self.site.ids_of(page)).into();
            Located { route: self.route.clone(), ids, anchor: None }
        } else if path.starts_with('/') {
            self.rooted(path, span)?
        } else {
            self.relative(path, span)?
        };
        if !path.is_empty() {
            self.is_wrong(&route, span);
            self.found.links.push(route.clone());
        }
        let fragment = anchor.as_deref().unwrap_or(written);
        let here = path.is_empty() && self.reach == Reach::One;
        let mut route_link = if here { String::new() } else { self.link(&route) };
        if !query.is_empty() {
            route_link.push('?');
            route_link.push_str(&encode_href(query));
        }
        if fragment.is_empty() {
            return Some(if route_link.is_empty() { "#".to_owned() } else { route_link });
        }
        let fragment = self.fragment(fragment, &route, ids, span)?;
        Some(format!("{route_link}#{fragment}"))
    }

    /// The address at which visits are booked.
    fn booking(&mut self, span: &Range<usize>) -> Option<String> {
        let booking = &self.site.config.clinic.booking_url;
        if booking.is_none() && !self.site.unread().config {
            let place = self.place(span);
            self.problems
                .report(Rule::NoBooking, place, "a booking link, but the clinic has no booking address")
                .help("set `booking_url` in `[clinic]` of site.toml, or take the link out");
        }
        booking.as_ref().map(|address| address.to_string())
    }

    /// The part of an address behind `#`; `None` if the page has no such id.
    fn fragment(
        &mut self,
        written: &str,
        route: &Route,
        ids: Ids<'a>,
        span: &Range<usize>,
    ) -> Option<String> {
        let lists = match ids {
            Ids::Unknown => [None, None],
            Ids::None => [self.generated_ids(route), None],
            Ids::Of(words) => [Some(words), self.generated_ids(route)],
        };
        let mut lists = lists.into_iter().flatten();
        // Of a file nothing is known, and what stands behind its `#` has a grammar of its own, as `page=2` of a PDF.
        if matches!(ids, Ids::Unknown) {
            return Some(encode_href(written));
        }
        let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy().into_owned();
        let is_there = decoded == "top" || lists.clone().any(|ids| ids.contains(&decoded));
        if !is_there {
            let place = self.place(span);
            let said = format!("there is no heading `{decoded}` on the page `{route}`");
            let problem = self.problems.report(Rule::DeadFragment, place, said);
            problem.help(format!(
                "take `#{decoded}` out, or give the heading this id: `## Words {{#{decoded}}}`"
            ));
            if let Some(near) = lists.find_map(|ids| ids.nearest(&decoded)) {
                problem.help(format!("did you mean `{near}`?"));
            }
            return None;
        }
        Some(encode_fragment(&decoded))
    }

    /// A number to dial or to write to: held to the same check as the clinic's own, but for those like 911.
    fn number(&mut self, scheme: &str, target: &str, span: &Range<usize>) -> Option<String> {
        let inside = target.split_once(':').map_or(target, |(_, rest)| rest);
        let (number, fields) = inside.split_once('?').unwrap_or((inside, ""));
        let number = percent_encoding::percent_decode_str(number).decode_utf8_lossy();
        let site = self.site;
        let link = Phone::parse(&number).and_then(|phone| match phone.short() {
            Some(short) => Ok(format!("tel:{short}")),
            None => site.phone_link(&phone, None),
        });
        let link = self.checked(link, span)?;
        let mark = if fields.is_empty() { "" } else { "?" };
        Some(format!("{scheme}{}{mark}{}", link.trim_start_matches("tel"), encode_href(fields)))
    }

    /// The whole address of another site.
    fn web_address(&mut self, target: &str, span: &Range<usize>) -> Option<WebAddress> {
        self.checked(WebAddress::of_link(target), span)
    }

    /// An identifier in running text, or a message where it is none.
    fn checked<T>(&mut self, read: Result<T, Fault>, span: &Range<usize>) -> Option<T> {
        read.map_err(|fault| {
            let place = self.place(span);
            self.problems.report(Rule::BadAddress, place, fault.message).help(fault.help);
        })
        .ok()
    }

    /// Ids that the generator itself puts on a page.
    fn generated_ids(&self, route: &Route) -> Option<&'a Dictionary> {
        let planned = self.addresses.jobs.get(route)?;
        match planned.job {
            Job::Pricing => Some(self.site.price_anchors()),
            Job::List(Kind::Faq, _) => Some(self.site.edition(planned.edition).questions()),
            _ => None,
        }
    }

    /// The ids of the words at an address.
    fn ids_of(&self, route: &Route) -> Ids<'a> {
        let planned = self.addresses.jobs.get(route).filter(|planned| planned.job.has_words());
        let Some(planned) = planned else { return Ids::Unknown };
        planned.page(self.site).and_then(|page| self.site.ids_of(page)).into()
    }

    /// `/pricing/`: an address of the site.
    pub(super) fn rooted(&mut self, path: &str, span: &Range<usize>) -> Option<Located<'a>> {
        if without_page_ending(path).is_some() {
            return self.relative(path, span);
        }
        let addresses = self.addresses;
        let route = Route::absolute(path);
        let slashed = route.as_ref().map(|route| route.join("/"));
        let found = route
            .filter(|route| addresses.lead_to(route))
            .or(slashed.filter(|route| addresses.lead_to(route)));
        if let Some(route) = found {
            let ids = self.ids_of(&route);
            return Some(Located { route, ids, anchor: None });
        }
        let wanted = Route::absolute(path);
        let unread = self.site.unread();
        if wanted.as_ref().is_some_and(|route| unread.may_be_draft(route)) {
            self.held_back(path, span);
            return None;
        }
        if wanted.as_ref().is_some_and(|route| unread.may_be(route)) {
            return None;
        }
        let held = wanted.is_some_and(|route| self.site.is_held_back(&route));
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
        let remedy = self.remedy(path);
        self.problems
            .report(rule, place, format!("there is no page or file `{path}` on this site"))
            .help("write the page or put the file into `static/`, or take the link out")
            .propose_of(path, self.addresses.known())
            .help_if(remedy);
        None
    }

    pub(super) fn held_back(&mut self, path: &str, span: &Range<usize>) {
        let place = self.place(span);
        self.problems
            .report(
                Rule::HeldBack,
                place,
                format!("the page `{path}` is held back, so the link to it is left out"),
            )
            .help("the words stay; the link comes back with the page");
    }

    /// `../services/blood-patch.md`, or a file.
    pub(super) fn relative(&mut self, path: &str, span: &Range<usize>) -> Option<Located<'a>> {
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let folder = self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // `/articles/fees.md` counts from `content/`.
        let file = if decoded.starts_with('/') { join("content", &decoded) } else { join(folder, &decoded) };
        let site = self.site;
        if file.as_ref().is_some_and(|file| site.unread().drafts.contains(file)) {
            self.held_back(path, span);
            return None;
        }
        if file.as_ref().is_some_and(|file| site.unread().pages.contains(file)) {
            return None;
        }
        if let Some(id) = file.as_deref().and_then(|file| site.pages.by_path(file)) {
            return self.page_file(id, path, span);
        }
        let page = without_page_ending(&decoded).is_some();
        if !page && let Some(route) = self.file_route(&decoded) {
            return Some(Located { route, ids: Ids::Unknown, anchor: None });
        }
        let place = self.place(span);
        if page {
            let near = file.as_ref().and_then(|file| site.page_files().nearest_to(file, &decoded));
            let remedy = self.remedy(path);
            let problem = self.problems.report(Rule::DeadLink, place, format!("there is no page `{path}`"));
            match file.as_ref().filter(|file| file.starts_with("content/")) {
                Some(file) => problem.help(format!("write the page, {file}, or take the link out")),
                None => {
                    problem.help("this path leads out of `content/`: count it from the page's own folder")
                }
            };
            if let Some(near) = near {
                let near = match near.strip_prefix("content") {
                    Some(rooted) if decoded.starts_with('/') => rooted.to_owned(),
                    _ => from_folder(folder, near),
                };
                problem.help(format!("did you mean `{near}`?"));
            }
            problem.help_if(remedy);
        } else {
            let remedy = self.remedy(path);
            self.problems
                .report(Rule::DeadFile, place, format!("there is no file `{path}`"))
                .help("paths count from the page's own folder, or with `/` from the site's root")
                .help_if(remedy);
        }
        None
    }

    /// A file of `content/` that is a page.
    fn page_file(&mut self, id: PageId, path: &str, span: &Range<usize>) -> Option<Located<'a>> {
        let site = self.site;
        // A page that another language alone has is better than none.
        let id = site.version(id, self.edition.id()).page();
        let page = &*site.pages[id];
        if !site.is_shown(id) {
            self.held_back(path, span);
            return None;
        }
        let at = |route| Located { route, ids: Ids::Unknown, anchor: None };
        let list = || at(self.edition.list_address(page.kind));
        Some(match page.kind.spec().stands {
            Standing::Own | Standing::Generated(_) => {
                Located { ids: site.ids_of(page).into(), ..at(page.route.clone()) }
            }
            Standing::Anchor => Located { anchor: Some(page.slug.clone()), ..list() },
            Standing::Beside => list(),
            Standing::EveryPage => at(Route::home()),
            Standing::Box => {
                let place = self.place(span);
                self.problems
                    .report(Rule::DeadLink, place, format!("`{path}` has no page of its own"))
                    .label("its words stand in a box on other pages")
                    .help("lead to one of those pages, or take the link out");
                return None;
            }
        })
    }

    /// A file by a path as in Markdown: beside the page, or at the address that the path has on the page.
    pub(super) fn file_route(&self, path: &str) -> Option<Route> {
        let folder = self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = join(folder, path).and_then(|file| self.addresses.files.get(&file).cloned());
        let on_page = || {
            let here = self.route.as_str().trim_matches('/');
            let route = Route::absolute(&format!("/{}", crate::route::encode_path(&join(here, path)?)))?;
            self.addresses.jobs.contains_key(&route).then_some(route)
        };
        beside.or_else(on_page)
    }

    /// A file that is shown as it is, with what is known of it.
    pub(super) fn file(&mut self, target: &str, span: &Range<usize>) -> Option<File> {
        match self.found_file(target, span)? {
            Found::Elsewhere(link) => Some(File { link, ..File::default() }),
            Found::Here { route, query } => {
                (!self.is_wrong(&route, span)).then(|| self.whole_file(route, &query))
            }
        }
    }

    /// The file that an address means; that there is none is told.
    pub(super) fn found_file(&mut self, target: &str, span: &Range<usize>) -> Option<Found> {
        if target.trim().is_empty() {
            let place = self.place(span);
            self.problems
                .report(Rule::NoTarget, place, "no file is named here")
                .label("its address is empty")
                .help(
                    "write the path of the file, from the page's own folder or with `/` from the site's root",
                );
            return None;
        }
        if WebAddress::is_meant(target) {
            let address = self.web_address(target, span)?;
            if let Some(found) = self.on_own_host(&address) {
                return Some(found);
            }
            let host = address.host();
            if !self.may_load(&address) {
                let place = self.place(span);
                self.problems
                    .report(
                        Rule::OtherHost,
                        place,
                        format!("the page would load a file from another host, `{host}`"),
                    )
                    .help("put a copy into `static/`, or name the host in `allow` of `[privacy]`");
                return None;
            }
            return Some(Found::Elsewhere(address.to_string()));
        }
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let found = self.local_file(target);
        if found.is_none() {
            let place = self.place(span);
            let remedy = self.remedy(path);
            self.problems
                .report(Rule::DeadFile, place, format!("there is no file `{target}`"))
                .help("paths count from the page's own folder, or with `/` from the site's root")
                .propose_of(path, self.addresses.known())
                .help_if(remedy);
        }
        found
    }

    /// A file of this site that is named by its whole address.
    fn on_own_host(&self, address: &WebAddress) -> Option<Found> {
        let base = &self.site.config.base;
        let path = base.on_host(address)?;
        let (path, query) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        match base.find(path) {
            Requested::Inside(route) if self.addresses.jobs.contains_key(&route) => {
                Some(Found::Here { route, query: query.to_owned() })
            }
            _ => None,
        }
    }

    /// Whether pages may load files from the host of an address.
    pub(super) fn may_load(&self, address: &WebAddress) -> bool {
        self.site.config.allow.iter().any(|one| one.as_str() == address.host())
    }

    /// A file of this site; nothing where there is none, which is no fault by itself.
    pub(super) fn local_file(&self, target: &str) -> Option<Found> {
        let (path, query) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let route = if path.starts_with('/') {
            Route::absolute(path).filter(|route| self.addresses.jobs.contains_key(route))
        } else {
            let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
            self.file_route(&decoded)
        }?;
        Some(Found::Here { route, query: encode_href(query) })
    }

    /// A file of this site that is shown as it is.
    pub(super) fn whole_file(&mut self, route: Route, query: &str) -> File {
        let size = self.addresses.assets.get(&route).and_then(|file| file.asset.size);
        let link = format!("{}{query}", self.link(&route));
        self.found.whole.push(route);
        File { link, size, srcset: None }
    }
}

/// A path as it is written from a folder: the other way around than [`join`].
fn from_folder(folder: &str, path: &str) -> String {
    let (folder, path): (Vec<_>, Vec<_>) = (folder.split('/').collect(), path.split('/').collect());
    let common = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = folder.iter().skip(common).map(|_| "..");
    up.chain(path.into_iter().skip(common)).collect::<Vec<_>>().join("/")
}
