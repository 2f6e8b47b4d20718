//! A job → the bytes of its address. Decides nothing: what exists is decided in `plan`, what it means in `site`.
//!
//! Templates see views, never the model: the contract with themes is what the room `views` declares.

pub(crate) mod faults;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::address::{Job, Planned};
use crate::feeds;
use crate::generated::{Make, ROWS};
use crate::kinds::{self, each_kind};
use crate::markdown::escape;
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::structured::{Graph, Node};
use crate::views::files::RedirectView;
use crate::views::page::PageBuilder;
use crate::views::plain::{NotFoundView, PlainView};
use crate::views::shown::Shown;
use crate::views::{self, Both, RenderContext, View};

/// What is published at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of this file.
    Copy(Arc<Path>),
    /// The bytes of this file, at an address that changes with them.
    Named(Arc<Path>),
}

/// What was made of an address.
#[derive(Debug)]
pub struct Rendered {
    /// What is published there; nothing where it could not be made.
    pub output: Option<Output>,
    /// Faults of the templates that make it.
    pub faults: Problems,
}

/// All that is published, by address.
pub type Outputs = BTreeMap<Route, Output>;

/// Renders one address.
pub(crate) fn one(world: RenderContext<'_>, route: &Route, planned: &Planned) -> Rendered {
    let mut faults = Problems::default();
    let output = Address { world, route, planned }.output(&mut faults);
    Rendered { output, faults }
}

/// An address that is being rendered.
#[derive(Clone, Copy)]
struct Address<'a> {
    world: RenderContext<'a>,
    route: &'a Route,
    planned: &'a Planned,
}

impl Address<'_> {
    fn output(self, faults: &mut Problems) -> Option<Output> {
        let world = self.world;
        let text = match &self.planned.job {
            Job::Copy(path) => return Some(Output::Copy(path.clone())),
            Job::Bytes(bytes) => return Some(Output::Bytes(bytes.clone())),
            // Those who publish or show them make them.
            Job::Picture(_) => return None,
            Job::Generated(number) => match &ROWS[*number].make {
                Make::Text(make) => make(world),
                Make::Template(name, view) => self.template(name, &view(world), faults)?,
            },
            Job::SitemapPart(number) => feeds::sitemap_part(world, *number),
            Job::Calendar(id) => feeds::calendar(world, &world.site.pages[*id]),
            Job::Redirect(target) => self.template("redirect.html", &RedirectView::to(target), faults)?,
            Job::Page(id) => self.own_page(&world.site.pages[*id], faults)?,
            Job::List(kind, number) => self.list(*kind, *number, faults)?,
            Job::Home => {
                let (base, own) = views::home::view(world);
                self.page(base, &own, views::home::json_ld, faults)?
            }
            Job::Conditions => {
                let (base, own) = views::conditions::list(world);
                self.page(base, &own, web_page, faults)?
            }
            Job::Condition(at, number) => {
                let condition = &world.edition.conditions()[*at];
                let (base, own) = views::conditions::view(world, condition, *number);
                self.page(base, &own, web_page, faults)?
            }
            Job::Pricing => {
                let (base, own) = views::pricing::view(world);
                self.page(base, &own, |graph| graph.pricing(), faults)?
            }
            Job::Estimate => {
                let (base, own) = views::estimate::view(world);
                self.page(base, &own, web_page, faults)?
            }
            Job::NotFound => self.not_found(faults)?,
            Job::Ended(id) => self.ended(&world.site.pages[*id], faults)?,
        };
        Some(Output::Bytes(text.into_bytes().into()))
    }

    /// Renders a template.
    fn template(self, name: &str, page: &impl Serialize, faults: &mut Problems) -> Option<String> {
        let world = self.world;
        let mut context = tera::Context::new();
        context.insert_value("site", world.shared.site(world));
        context.insert("lang", world.edition.tag());
        context.insert("dir", world.edition.language().direction());
        context.insert("page", page);
        let mut text = Vec::with_capacity(16 * 1024);
        match world.shared.engine.render_to(name, &context, &mut text) {
            Ok(()) => String::from_utf8(text).ok(),
            Err(error) => {
                let place = self.planned.page(world.site).map(Page::place);
                faults::name_page(self.route, place, world.theme.report(&error, name, faults));
                None
            }
        }
    }

    /// A page that a reader sees: what every page has, what its kind has, and what machines read of it.
    fn page(
        self,
        mut base: PageBuilder,
        own: &impl View,
        json_ld: impl FnOnce(&Graph<'_>) -> Vec<Node>,
        faults: &mut Problems,
    ) -> Option<String> {
        faults::of_tables(self.world, self.route, self.planned, faults);
        base.finish(self.world, self.route);
        let graph = Graph { world: self.world, url: &base.view.canonical, page: &base.view };
        let text = graph.text(json_ld(&graph));
        base.view.jsonld = views::Html(text);
        self.page_template(&base, own, faults)
    }

    fn page_template(self, base: &PageBuilder, own: &impl View, faults: &mut Problems) -> Option<String> {
        let name = &base.template;
        if !self.world.shared.engine.contains_template(name) {
            let place = base.template_place.clone();
            faults
                .report(
                    Rule::Template,
                    place.unwrap_or_else(|| Place::path(&format!("templates/{name}"))),
                    format!("there is no template `{name}`"),
                )
                .help("add it to `templates/`");
            return None;
        }
        self.template(name, &Both(&base.view, own), faults)
    }

    /// A page of a kind.
    fn page_of(self, page: &Page, kind: &impl Shown, faults: &mut Problems) -> Option<String> {
        let world = self.world;
        let references = RefCell::default();
        let words = world.words(page).first_on(&references);
        let mut base = PageBuilder::new(world, page.kind.name(), page.title.value.clone());
        base.take(world, page, &words);
        if let Some(folder) = page.kind.folder() {
            base.step(world.edition.list_title(folder), world.edition.list_address(page.kind));
        }
        let own = kind.page(world, page, &words);
        base.cite(world, &references.borrow().order);
        self.page(base, &own, |graph| kind.nodes(graph, page), faults)
    }

    /// The list of a kind, or its page of this number.
    fn list_of<K: Shown>(self, kind: Kind, number: usize, faults: &mut Problems) -> Option<String> {
        let (base, own) = K::list(self.world, kind, number);
        self.page(base, &own, |graph| K::list_nodes(graph, &own), faults)
    }

    /// The page for addresses that do not exist: machines read nothing of it.
    fn not_found(self, faults: &mut Problems) -> Option<String> {
        let mut base = PageBuilder::new(self.world, "404", self.world.edition.phrase("not_found", &[]));
        base.view.noindex = true;
        base.finish(self.world, self.route);
        self.page_template(&base, &NotFoundView::of(self.world), faults)
    }

    /// The page at the address of one that has ended: machines read nothing of it.
    fn ended(self, page: &Page, faults: &mut Problems) -> Option<String> {
        let (world, kind) = (self.world, page.kind);
        let mut base = PageBuilder::new(world, "page", page.title.value.clone());
        let last =
            world.site.last_day(page).map(|day| world.edition.language().date(day)).unwrap_or_default();
        let said = world.edition.phrase(kind.spec().ended.unwrap_or_default(), &[("date", &last)]);
        let mut html = String::from("<p>");
        escape(&mut html, &said);
        html.push_str("</p>\n");
        if world.edition.has_list(kind) {
            let (title, list) = (world.edition.list_title(kind.folder()?), world.edition.list_address(kind));
            html.push_str(&format!("<p><a href=\"{}\">", world.site.config.base.link(&list)));
            escape(&mut html, &title);
            html.push_str("</a></p>\n");
            base.step(title, list);
        }
        (base.view.html, base.view.noindex) = (views::Html(html), true);
        base.finish(world, self.route);
        self.page_template(&base, &PlainView { calls: false }, faults)
    }
}

macro_rules! by_kind {
    ($($kind:ident = $module:ident,)*) => {
        impl Address<'_> {
            fn own_page(self, page: &Page, faults: &mut Problems) -> Option<String> {
                match &page.data { $(Data::$kind(own) => self.page_of(page, &**own, faults),)* }
            }

            fn list(self, kind: Kind, number: usize, faults: &mut Problems) -> Option<String> {
                match kind { $(Kind::$kind => self.list_of::<kinds::$kind>(kind, number, faults),)* }
            }
        }
    };
}

each_kind!(by_kind);

/// What machines read of a page that is nothing but a page.
fn web_page(graph: &Graph<'_>) -> Vec<Node> {
    vec![graph.web_page("WebPage")]
}
