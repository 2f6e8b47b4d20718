//! A job → the bytes of its address. Decides nothing: what exists is decided in `plan`, what it means in `site`.
//!
//! Templates see views, never the model: the contract with themes is what this room builds.

pub(crate) mod faults;
mod kinds;
mod lists;
mod prices;
mod views;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

pub use prices::example_view;
pub(crate) use views::{View, site};
pub(crate) use words::Tables;

use crate::feeds;
use crate::identifiers::Host;
use crate::page::{Kind, Page};
use crate::plan::{Job, Plan, Planned};
use crate::problem::{Place, Problems, Rule};
use crate::resolve::Resolved;
use crate::route::Route;
use crate::site::{Edition, Site};
use crate::source::page_stem;
use crate::structured;
use crate::theme::Theme;

/// What rendering sees of a site, for readers of one edition.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is what its type says")]
pub struct World<'a> {
    pub site: &'a Site,
    pub edition: &'a Edition,
    pub theme: &'a Theme,
    pub plan: &'a Plan,
    pub(crate) resolved: &'a Resolved,
    pub(crate) tables: &'a Tables,
}

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
pub(crate) fn one(world: World<'_>, site: &tera::Value, route: &Route, planned: &Planned) -> Rendered {
    let mut faults = Problems::default();
    let output = output(world, site, route, planned, &mut faults);
    Rendered { output, faults }
}

fn output(
    world: World<'_>,
    site: &tera::Value,
    route: &Route,
    planned: &Planned,
    problems: &mut Problems,
) -> Option<Output> {
    let fill = |name: &str, page: Value, problems: &mut Problems| {
        template(world, site, route, planned, name, page, problems)
    };
    let text = match &planned.job {
        Job::Copy(path) => return Some(Output::Copy(path.clone())),
        Job::Bytes(bytes) => return Some(Output::Bytes(bytes.clone())),
        Job::Feed => feeds::feed(world, false),
        Job::ArticleFeed => feeds::feed(world, true),
        Job::Sitemap(number) => feeds::sitemap(world, *number),
        Job::Redirects => feeds::redirects(world),
        Job::Calendar(at) => feeds::calendar(world, &world.site.pages[*at]),
        Job::PricesJson => feeds::prices_json(world),
        Job::PricesCsv => world.site.prices.as_ref().map(crate::prices::to_csv).unwrap_or_default(),
        Job::Redirect(target) => {
            let page = json!({ "target": target, "canonical": target });
            fill("redirect.html", page, problems)?
        }
        Job::Robots => fill("robots.txt", feeds::robots(world), problems)?,
        Job::Llms => fill("llms.txt", feeds::llms(world), problems)?,
        Job::Headers => fill("_headers", json!({ "csp": csp(world, true) }), problems)?,
        _ => page(world, site, route, planned, problems)?,
    };
    Some(Output::Bytes(text.into_bytes().into()))
}

/// The policy that every page is shown under: nothing from elsewhere, no script or style of its own.
pub fn csp(world: World<'_>, header: bool) -> String {
    let config = &world.site.config;
    let hosts = |list: Vec<&Host>| list.iter().map(|host| format!(" https://{host}")).collect::<String>();
    let allow = hosts(config.allow.iter().collect());
    let forms = hosts(config.form_hosts.iter().map(|one| &one.host).collect());
    let frames = if header { "; frame-ancestors 'none'" } else { "" };
    format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'{allow}; media-src 'self'{allow}; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{forms}; base-uri 'none'{frames}"
    )
}

fn template(
    world: World<'_>,
    site: &tera::Value,
    route: &Route,
    planned: &Planned,
    name: &str,
    page: Value,
    problems: &mut Problems,
) -> Option<String> {
    let mut context = tera::Context::new();
    context.insert_value("site", site.clone());
    context.insert("lang", world.edition.tag());
    context.insert("dir", world.edition.language().direction());
    context.insert("page", &page);
    let mut text = Vec::with_capacity(16 * 1024);
    match world.theme.tera.render_to(name, &context, &mut text) {
        Ok(()) => String::from_utf8(text).ok(),
        Err(error) => {
            let place = planned.page(world.site).map(Page::place);
            faults::name_page(route, place, world.theme.report(&error, name, problems));
            None
        }
    }
}

/// A page that a reader sees.
fn page(
    world: World<'_>,
    site: &tera::Value,
    route: &Route,
    planned: &Planned,
    problems: &mut Problems,
) -> Option<String> {
    let mut view = match &planned.job {
        Job::Home => lists::home(world),
        Job::Page(at) => own_page(world, &world.site.pages[*at]),
        Job::List(kind, number) => lists::list(world, *kind, *number),
        Job::Conditions => lists::conditions(world),
        Job::Condition(at, number) => lists::condition(world, *at, *number),
        Job::Pricing => prices::pricing(world),
        Job::Estimate => lists::estimate_page(world),
        _ => lists::not_found(world),
    };
    faults::of_tables(world, route, planned, problems);
    views::finish(world, route, &mut view);
    view.set("share_image", views::share_image(world, &view));
    let graph = structured::graph(world, route, &planned.job, &view);
    view.set("jsonld", json!(graph));
    let name = view.template.clone();
    if !world.theme.tera.contains_template(&name) {
        let place = view.template_place.clone().unwrap_or_else(|| Place::path(&format!("templates/{name}")));
        problems
            .report(Rule::Template, place, format!("there is no template `{name}`"))
            .help("add it to `templates/`");
        return None;
    }
    template(world, site, route, planned, &name, Value::Object(view.fields), problems)
}

fn own_page(world: World<'_>, page: &Page) -> views::View {
    let words = world.words(page);
    let mut view = views::start(world, page, page.kind.name(), &words);
    kinds::add(world, page, &mut view, &words);
    if page.kind == Kind::Section {
        let folder = page.folder().to_owned();
        let items: Vec<_> = world
            .site
            .pages
            .published()
            .filter(|(_, other)| {
                other.has_address()
                    && other.source.path != page.source.path
                    && other.folder().strip_prefix(&folder).is_some_and(|rest| {
                        rest.is_empty()
                            || (page_stem(&other.source.path).is_some_and(|stem| stem.ends_with("/index"))
                                && rest.strip_prefix('/').is_some_and(|name| !name.contains('/')))
                    })
            })
            .map(|(_, other)| &**other)
            .collect();
        let mut sorted = items;
        sorted.sort_by_key(|page| (page.weight, page.title.value.to_lowercase(), page.route.clone()));
        let cards: Vec<_> = sorted.into_iter().map(|page| views::card(world, page)).collect();
        view.set("items", json!(cards));
    }
    let references = &words.answers().references;
    view.set("references", views::references(world, references));
    view.set("cited", references.iter().map(|cited| json!(cited.id)).collect());
    let list = match page.kind {
        Kind::Plain | Kind::Section => None,
        kind => kind
            .folder()
            .map(|folder| (views::list_title(world, kind, folder), world.edition.list_address(kind))),
    };
    view.crumb(list);
    view
}
