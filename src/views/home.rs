//! The home page.

use super::RenderContext;
use super::cards::Card;
use super::example::ExampleView;
use super::page::PageBuilder;
use super::{Shared, view};
use crate::config::Clinic;
use crate::page::Kind;
use crate::structured::{Graph, Node, SPECIALTIES, number};

view! {
    /// The home page; its words are those of `content/_index.md`.
    HomeView {
        /// The first six services.
        services: Vec<Shared<Card>>,
        /// The six newest articles.
        articles: Vec<Shared<Card>>,
        /// The first four providers.
        providers: Vec<Shared<Card>>,
        /// The first worked year of the price list.
        example: Option<ExampleView>,
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
    let example = world.site.prices.as_ref().and_then(|list| Some((list, list.examples.first()?)));
    let own = HomeView {
        services: some(Kind::Service, 6),
        articles: some(Kind::Article, 6),
        providers: some(Kind::Provider, 4),
        example: example.map(|(list, example)| ExampleView::of(world, list, example)),
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
