//! A provider: a person who treats patients.

use super::{Experience, Provider, Registration};
use crate::page::{Kind, Page};
use crate::structured::{Graph, Node};
use crate::views::cards::Card;
use crate::views::lists::{self, ListView};
use crate::views::page::PageBuilder;
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

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

impl Shown for Provider {
    type Page = ProviderView;
    type List = ListView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> ProviderView {
        ProviderView {
            name: page.title.value.clone(),
            role: self.role.clone(),
            credentials: self.credentials.join(", "),
            specialty: self.specialty.clone(),
            registration: self.registration.iter().map(RegistrationView::of).collect(),
            languages: world.edition.language().list(&self.languages),
            locations: world.shared.cards_of(world, Kind::Location, &self.locations),
            accepting: self.accepting_new_patients,
            booking_url: self.booking_url.as_ref().map(ToString::to_string),
            experience: self.experience.iter().map(|one| ExperienceView::of(world, one)).collect(),
            disclosures: self.disclosures.iter().map(|text| words.html(text)).collect(),
            same_as: self.same_as.iter().map(ToString::to_string).collect(),
            articles: world.shared.cards(world, world.shared.written_by(world, &page.slug)),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let id = |one: &Registration| {
            let mut node = Node::of("PropertyValue");
            node.put("propertyID", &one.authority).put("value", &one.number);
            node
        };
        let ids: Vec<Node> = self.registration.iter().map(id).collect();
        let mut person = graph.person(page);
        person
            .nodes("identifier", &ids)
            .put_some("knowsLanguage", Some(&self.languages).filter(|all| !all.is_empty()))
            .put_some("sameAs", Some(&self.same_as).filter(|all| !all.is_empty()))
            .put_some("image", graph.own_image());
        let mut profile = graph.web_page("ProfilePage");
        profile.node("mainEntity", &person);
        vec![profile]
    }

    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ListView) {
        lists::cards(world, kind, number)
    }

    fn card_title(&self, page: &Page) -> String {
        match self.credentials.is_empty() {
            true => page.title.value.clone(),
            false => format!("{}, {}", page.title.value, self.credentials.join(", ")),
        }
    }

    fn beside(&self, _: RenderContext<'_>) -> String {
        self.role.clone()
    }
}

impl RegistrationView {
    fn of(registration: &Registration) -> Self {
        RegistrationView { authority: registration.authority.clone(), number: registration.number.clone() }
    }
}

impl ExperienceView {
    fn of(world: RenderContext<'_>, one: &Experience) -> Self {
        let language = world.edition.language();
        let count = language.number(one.count.unsigned_abs());
        let date = language.date(one.as_of);
        let values = [("count", count.as_str()), ("what", one.what.as_str()), ("date", date.as_str())];
        ExperienceView { text: world.edition.phrase("experience_line", &values) }
    }
}
