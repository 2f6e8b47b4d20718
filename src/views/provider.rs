//! A provider: a person who treats patients.

use super::World;
use super::cards::Card;
use super::words::Words;
use super::{Html, Shared, view};
use crate::page::{Experience, Kind, Page, Provider, Registration};
use crate::structured::{Graph, Node};

view! {
    /// A person of `content/providers/`.
    ProviderView {
        /// The name, as `page.title`.
        name: String,
        /// What the person does at the clinic.
        role: String,
        /// The credentials behind the name, `MD, PhD`; may be empty.
        credentials: String,
        /// The field of medicine.
        specialty: Option<String>,
        /// Licences and registrations.
        registration: Vec<RegistrationView>,
        /// The languages the person speaks, as a list in words; may be empty.
        languages: String,
        /// Where the person works.
        locations: Vec<Shared<Card>>,
        /// Whether the person takes new patients; none where the page does not say.
        accepting: Option<bool>,
        /// Where visits with the person are booked.
        booking_url: Option<String>,
        /// What the person has done how often.
        experience: Vec<ExperienceView>,
        /// Ties to companies, a sentence each.
        disclosures: Vec<Html>,
        /// The person's pages elsewhere, as whole addresses.
        same_as: Vec<String>,
        /// The person's newest articles.
        articles: Vec<Shared<Card>>,
    }

    /// A licence or registration.
    RegistrationView {
        /// Who gave it.
        authority: String,
        /// Its number.
        number: String,
    }

    /// What a person has done how often.
    ExperienceView {
        /// The whole in a sentence.
        text: String,
    }
}

/// What templates see of a provider.
pub(crate) fn view(world: World<'_>, page: &Page, provider: &Provider, words: &Words<'_>) -> ProviderView {
    ProviderView {
        name: page.title.value.clone(),
        role: provider.role.clone(),
        credentials: provider.credentials.join(", "),
        specialty: provider.specialty.clone(),
        registration: provider.registration.iter().map(RegistrationView::of).collect(),
        languages: world.edition.language().list(&provider.languages),
        locations: world.shared.cards_of(world, Kind::Location, &provider.locations),
        accepting: provider.accepting_new_patients,
        booking_url: provider.booking_url.as_ref().map(ToString::to_string),
        experience: provider.experience.iter().map(|one| ExperienceView::of(world, one)).collect(),
        disclosures: provider.disclosures.iter().map(|text| words.html(text)).collect(),
        same_as: provider.same_as.iter().map(ToString::to_string).collect(),
        articles: world.shared.cards(world, world.shared.written_by(world, &page.slug)),
    }
}

impl RegistrationView {
    fn of(registration: &Registration) -> Self {
        RegistrationView { authority: registration.authority.clone(), number: registration.number.clone() }
    }
}

impl ExperienceView {
    fn of(world: World<'_>, one: &Experience) -> Self {
        let language = world.edition.language();
        let count = language.number(one.count.unsigned_abs());
        let date = language.date(one.as_of);
        let values = [("count", count.as_str()), ("what", one.what.as_str()), ("date", date.as_str())];
        ExperienceView { text: world.edition.phrase("experience_line", &values) }
    }
}

/// What machines read of a provider.
pub(crate) fn json_ld(graph: &Graph<'_>, page: &Page, provider: &Provider) -> Vec<Node> {
    let id = |one: &Registration| {
        let mut node = Node::of("PropertyValue");
        node.put("propertyID", &one.authority).put("value", &one.number);
        node
    };
    let ids: Vec<Node> = provider.registration.iter().map(id).collect();
    let mut person = graph.person(page);
    person
        .nodes("identifier", &ids)
        .put_some("knowsLanguage", Some(&provider.languages).filter(|all| !all.is_empty()))
        .put_some("sameAs", Some(&provider.same_as).filter(|all| !all.is_empty()))
        .put_some("image", graph.own_image());
    let mut profile = graph.web_page("ProfilePage");
    profile.node("mainEntity", &person);
    vec![profile]
}
