//! The home page.

use super::RenderContext;
use super::cards::{Card, CardPrice, Link, Place};
use super::example::ExampleView;
use super::page::PageBuilder;
use super::pricing::entries;
use super::{Shared, view};
use crate::config::Clinic;
use crate::kinds::article::view::MythView;
use crate::kinds::event::{self, list::EventCard};
use crate::page::{Data, Kind};
use crate::prices::{EntryId, EntryOffers, PriceList};
use crate::structured::{Graph, Node, SPECIALTIES, number};

view! {
    /// The home page; its words are those of `content/_index.md`.
    HomeView {
        /// The first six services.
        services: Vec<Shared<Card>>,
        /// The four newest articles.
        articles: Vec<Shared<Card>>,
        /// The first four providers.
        providers: Vec<Shared<Card>>,
        /// The first three places.
        places: Vec<Shared<Place>>,
        /// A claim of the newest article that has one.
        myth: Option<HomeMyth>,
        /// The next event that takes place as planned.
        next_event: Option<EventCard>,
        /// The first worked year of the price list.
        example: Option<ExampleView>,
        /// The first three prices of the list, where it has no worked year.
        prices: Vec<NamedPrice>,
        /// The lists that its sections are taken from.
        lists: HomeLists,
    }

    /// A claim, on the home page: its sources stand in the article.
    HomeMyth: MythView {
        /// The article that tells more.
        article: Link,
    }

    /// A price of the list.
    NamedPrice: CardPrice {
        /// What it is for.
        name: String,
        /// The address of its entry on the pricing page.
        url: String,
    }

    /// The lists that the sections of the home page are taken from; each none while it has no page.
    HomeLists {
        /// Of services.
        services: Option<ListHead>,
        /// Of providers.
        providers: Option<ListHead>,
        /// Of articles.
        articles: Option<ListHead>,
        /// Of places.
        locations: Option<ListHead>,
        /// Of events.
        events: Option<ListHead>,
    }

    /// A list by its title.
    ListHead: Link {
        /// What it says of itself, in a sentence or two; may be empty.
        summary: String,
    }
}

impl HomeLists {
    fn of(world: RenderContext<'_>) -> Self {
        let head = |kind: Kind| {
            let (folder, address) = (kind.folder()?, world.edition.list_address(kind));
            let link = world.site.config.base.link(&address);
            let words = world.edition.index_of(folder);
            world.plan.jobs.contains_key(&address).then(|| ListHead {
                base: Link { title: world.edition.list_title(folder), url: link },
                summary: words.map(|page| page.summary.clone()).unwrap_or_default(),
            })
        };
        HomeLists {
            services: head(Kind::Service),
            providers: head(Kind::Provider),
            articles: head(Kind::Article),
            locations: head(Kind::Location),
            events: head(Kind::Event),
        }
    }
}

impl HomeMyth {
    /// The first claim of the newest article that has one.
    fn newest(world: RenderContext<'_>) -> Option<Self> {
        world.edition.list(Kind::Article).find_map(|page| {
            let Data::Article(article) = &page.data else { return None };
            let words = world.words(page).without_numbers();
            let base = MythView::of(world, article.myths.first()?, &words);
            Some(HomeMyth { base, article: Link::of(world, page) })
        })
    }
}

impl NamedPrice {
    /// The first prices that are amounts: what a new patient books first, then in the order of the list.
    fn first(world: RenderContext<'_>, list: &PriceList) -> Vec<Self> {
        let is_first = |offers: &EntryOffers| matches!(offers.entry, EntryId::Service(id) if list[id].first);
        let (first, others): (Vec<_>, Vec<_>) = list.offers().iter().partition(|offers| is_first(offers));
        let one = |offers: &EntryOffers| {
            let amount = world.edition.sum(offers.cost.sum()?);
            Some(NamedPrice {
                base: CardPrice { amount, per: world.edition.per(&offers.per), is_amount: true },
                name: offers.name.clone(),
                url: entries::address(world, &offers.id),
            })
        };
        first.into_iter().chain(others).filter_map(one).take(3).collect()
    }
}

/// What templates see of the home page.
pub(crate) fn view(world: RenderContext<'_>) -> (PageBuilder, HomeView) {
    let words = world.edition.list(Kind::Home).next();
    let title = match words {
        Some(page) => page.title.value.clone(),
        None => world.site.config.title.clone(),
    };
    let base = PageBuilder::with_words(world, "home", title, words);
    let some = |kind: Kind, most: usize| world.shared.cards(world, world.edition.ids(kind).iter().take(most));
    let places = world.edition.ids(Kind::Location).iter();
    let list = world.site.prices.as_ref();
    let example = list.and_then(|list| Some(ExampleView::of(world, list, list.examples.first()?)));
    let prices = list.filter(|_| example.is_none());
    let own = HomeView {
        services: some(Kind::Service, 6),
        articles: some(Kind::Article, 4),
        providers: some(Kind::Provider, 4),
        places: places.take(3).filter_map(|id| world.shared.place(world, *id)).collect(),
        myth: HomeMyth::newest(world),
        next_event: event::list::next(world),
        example,
        prices: prices.map(|list| NamedPrice::first(world, list)).unwrap_or_default(),
        lists: HomeLists::of(world),
    };
    (base, own)
}

/// What machines read of the clinic.
pub(crate) fn json_ld(graph: &Graph<'_>) -> Vec<Node> {
    let site = graph.world.site;
    let (config, clinic) = (&site.config, &site.config.clinic);
    let home = graph.home();
    let specialty = clinic.specialty.as_ref();
    let known =
        specialty.and_then(|word| SPECIALTIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)));
    let mut node = Node::of("MedicalClinic");
    node.put("@id", format!("{home}#clinic"))
        .put("name", &config.title)
        .put("url", &home)
        .put_some("legalName", Some(&clinic.legal_name).filter(|name| **name != config.title))
        .put_some("description", Some(&config.description).filter(|text| !text.is_empty()))
        .put_some("telephone", clinic.phone.as_ref().map(|phone| &phone.value))
        .put_some("email", clinic.email.as_ref())
        .put_some("image", graph.image())
        .put_some("areaServed", clinic.area.as_ref())
        .put_some("isAcceptingNewPatients", clinic.accepting_new_patients)
        .put_some("sameAs", Some(&clinic.same_as).filter(|all| !all.is_empty()));
    node.nodes("identifier", &identifiers(clinic));
    node.put_some("medicalSpecialty", known.map(|(_, word)| format!("https://schema.org/{word}")));
    if let Some(crate::page::Data::Location(location)) =
        graph.world.edition.list(Kind::Location).next().map(|page| &page.data)
    {
        crate::structured::place::put_place(&mut node, location);
    }
    node.put_some("currenciesAccepted", site.prices.as_ref().map(|list| list.currency.code()));
    vec![node, graph.website()]
}

/// The numbers that authorities gave the clinic. `usNPI` is a property of a Physician alone (schema.org 30); every thing may
/// have an identifier.
fn identifiers(clinic: &Clinic) -> Vec<Node> {
    let npi = clinic.npi.iter().map(|npi| number("NPI", &npi.to_string(), None));
    let others = clinic.registration.iter().map(|one| number(&one.authority, &one.number, one.url.as_ref()));
    npi.chain(others).collect()
}
