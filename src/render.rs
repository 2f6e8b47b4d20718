//! A job → the bytes of its address. Decides nothing: what exists is decided in `plan`, what it means in `site`.
//!
//! Templates see views, never the model: the contract with themes is what the room `views` declares.

pub(crate) mod faults;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::address::{Job, Planned};
use crate::feeds;
use crate::generated::{Make, ROWS};
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::structured::{Graph, Node};
use crate::views::files::RedirectView;
use crate::views::page::PageBuilder;
use crate::views::{self, Both, Nothing, View, World};

/// What is published at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of this file.
    Copy(Arc<Path>),
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
pub(crate) fn one(world: World<'_>, route: &Route, planned: &Planned) -> Rendered {
    let mut faults = Problems::default();
    let output = Address { world, route, planned }.output(&mut faults);
    Rendered { output, faults }
}

/// An address that is being rendered.
#[derive(Clone, Copy)]
struct Address<'a> {
    world: World<'a>,
    route: &'a Route,
    planned: &'a Planned,
}

impl Address<'_> {
    fn output(self, faults: &mut Problems) -> Option<Output> {
        let world = self.world;
        let text = match &self.planned.job {
            Job::Copy(path) => return Some(Output::Copy(path.clone())),
            Job::Bytes(bytes) => return Some(Output::Bytes(bytes.clone())),
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

    fn own_page(self, page: &Page, faults: &mut Problems) -> Option<String> {
        let world = self.world;
        let title = page.title.value.clone();
        let mut base = PageBuilder::with_words(world, page.kind.name(), title, Some(page));
        if let Some(folder) = page.kind.folder() {
            base.step(views::site::list_title(world, folder), world.edition.list_address(page.kind));
        }
        let words = world.words(page);
        match &page.data {
            Data::Article(article) => {
                let own = views::article::view(world, page, article, &words);
                self.page(base, &own, |graph| views::article::json_ld(graph, page, article), faults)
            }
            Data::Service(service) => {
                let own = views::service::view(world, service, &words);
                self.page(base, &own, |graph| views::service::json_ld(graph, page, service), faults)
            }
            Data::Provider(provider) => {
                let own = views::provider::view(world, page, provider, &words);
                self.page(base, &own, |graph| views::provider::json_ld(graph, page, provider), faults)
            }
            Data::Location(location) => {
                let own = views::location::view(world, location, &words);
                self.page(base, &own, |graph| views::location::json_ld(graph, page, location), faults)
            }
            Data::Event(event) => {
                let own = views::event::view(world, page, event);
                self.page(base, &own, |graph| views::event::json_ld(graph, page, event), faults)
            }
            Data::Career(career) => {
                let own = views::career::view(world, page, career, &words);
                self.page(base, &own, |graph| views::career::json_ld(graph, page, career), faults)
            }
            Data::Section(_) => self.page(base, &views::lists::section(world, page), web_page, faults),
            Data::Home(_)
            | Data::Plain(_)
            | Data::Faq(_)
            | Data::Testimonial(_)
            | Data::Announcement(_)
            | Data::Pricing(_)
            | Data::Estimate(_)
            | Data::Condition(_) => self.page(base, &Nothing, web_page, faults),
        }
    }

    fn list(self, kind: Kind, number: usize, faults: &mut Problems) -> Option<String> {
        let world = self.world;
        match kind {
            Kind::Article => {
                let (base, own) = views::lists::articles(world, number);
                self.page(base, &own, web_page, faults)
            }
            Kind::Faq => {
                let (base, own) = views::faq::view(world);
                self.page(base, &own, |graph| views::faq::json_ld(graph, &own), faults)
            }
            Kind::Event => {
                let (base, own) = views::events::view(world);
                self.page(base, &own, web_page, faults)
            }
            Kind::Testimonial => {
                let (base, own) = views::testimonials::view(world);
                self.page(base, &own, web_page, faults)
            }
            Kind::Location => {
                let (base, own) = views::lists::locations(world);
                self.page(base, &own, web_page, faults)
            }
            Kind::Career => {
                let (base, own) = views::lists::careers(world);
                self.page(base, &own, web_page, faults)
            }
            kind => {
                let (base, own) = views::lists::cards(world, kind);
                self.page(base, &own, web_page, faults)
            }
        }
    }

    /// The page for addresses that do not exist: machines read nothing of it.
    fn not_found(self, faults: &mut Problems) -> Option<String> {
        let mut base = PageBuilder::new(self.world, "404", self.world.edition.phrase("not_found", &[]));
        base.view.noindex = true;
        base.finish(self.world, self.route);
        self.page_template(&base, &Nothing, faults)
    }
}

/// What machines read of a page that is nothing but a page.
fn web_page(graph: &Graph<'_>) -> Vec<Node> {
    vec![graph.web_page("WebPage")]
}
