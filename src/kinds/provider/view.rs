//! A provider: a person who treats patients.

use super::{Experience, License, PersonName, Provider, Training};
use crate::identifiers::Registration;
use crate::kinds::event::list::EventCard;
use crate::page::{Data, Kind, Page};
use crate::site::PageId;
use crate::structured::{Graph, Node, number};
use crate::views::booking::Booking;
use crate::views::cards::{Card, Link};
use crate::views::lists::{self, ListView};
use crate::views::page::PageBuilder;
use crate::views::profiles::Profile;
use crate::views::references;
use crate::views::shown::Shown;
use crate::views::site::RegistrationView;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

view! {
    /// A person of `content/providers/`.
    ProviderView {
        /// The name without the credentials, which `page.title` may have.
        name: String,
        /// What the person does at the clinic.
        role: String,
        /// The credentials behind the name, `MD, PhD`; may be empty.
        credentials: String,
        /// The name with the credentials behind it; no line ends between them.
        full: String,
        /// The letters that stand for the person without a picture.
        initials: String,
        /// The field of medicine.
        specialty: Option<String>,
        /// Numbers that authorities gave.
        registration: Vec<RegistrationView>,
        /// The regions whose licenses are valid today, as a list in words; may be empty.
        licensed_in: String,
        /// Licenses that are valid today.
        licenses: Vec<LicenseView>,
        /// The day from which the person has opted out of Medicare, in words.
        medicare_opt_out: Option<String>,
        /// The languages the person speaks, as a list in words; may be empty.
        languages: String,
        /// Where the person works, as links in a list in words; may be empty.
        locations_html: Html,
        /// Whether the person takes new patients; none where the page does not say.
        accepting: Option<bool>,
        /// How a visit with the person is booked.
        booking: Booking,
        /// What the person learned.
        training: Vec<TrainingView>,
        /// Works that the person wrote, each in one line with its links.
        publications: Vec<Html>,
        /// What the person has done how often, what counts most first.
        experience: Vec<ExperienceView>,
        /// Ties to companies, a sentence each.
        disclosures: Vec<Html>,
        /// The person's pages elsewhere.
        same_as: Vec<Profile>,
        /// Events with the person that are to come, the next one first.
        upcoming: Vec<EventCard>,
        /// Events with the person that are over, the last one first.
        talks: Vec<EventCard>,
        /// The newest articles that the person wrote.
        articles: Vec<Shared<Card>>,
        /// The newest articles that the person reviewed.
        reviewed: Vec<Shared<Card>>,
    }

    /// A license that is valid today.
    LicenseView {
        /// Where it holds: `Massachusetts`.
        region: String,
        /// Its number.
        number: Option<String>,
        /// Its last day, in words.
        until: Option<String>,
    }

    /// What a person learned.
    TrainingView {
        /// What was learned.
        what: String,
        /// The school or hospital.
        place: String,
        /// From when to when; may be empty.
        years: String,
    }

    /// What a person has done how often.
    ExperienceView {
        /// How often.
        count: String,
        /// What, and on which day it was counted.
        what: String,
    }
}

impl Shown for Provider {
    type Page = ProviderView;
    type List = ListView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> ProviderView {
        let person = PersonName::of(page);
        let (full, initials) = (person.unbroken(), person.initials());
        let PersonName { name, credentials } = person;
        let (language, today) = (world.edition.language(), world.site.config.today);
        let regions = self.licensed_regions(today).into_iter();
        let regions: Vec<_> = regions.map(|region| world.site.region_name(region).to_owned()).collect();
        let works = self.publications.iter().filter_map(|id| world.site.library.get(&id.value));
        let (upcoming, talks) = events(world, &page.slug);
        ProviderView {
            name,
            role: self.role.clone(),
            credentials,
            full,
            initials,
            specialty: self.specialty.clone(),
            registration: self.registration.iter().map(RegistrationView::of).collect(),
            licensed_in: language.list(&regions),
            licenses: LicenseView::valid(world, &self.licenses),
            medicare_opt_out: self.medicare_opt_out.map(|day| language.date(day)),
            languages: language.list(&self.languages),
            locations_html: Link::in_words(world, Kind::Location, &self.locations),
            accepting: self.accepting_new_patients,
            booking: Booking::of_person(world, page, self),
            training: self.training.iter().map(|one| TrainingView::of(world, one)).collect(),
            publications: works.map(|work| Html(references::line(world, work))).collect(),
            experience: self.experience.iter().map(|one| ExperienceView::of(world, one)).collect(),
            disclosures: self.disclosures.iter().map(|text| words.html(text)).collect(),
            same_as: Profile::list(&self.same_as),
            upcoming,
            talks,
            articles: world.shared.cards(world, world.shared.written_by(world, &page.slug)),
            reviewed: world.shared.cards(world, world.shared.reviewed_by(world, &page.slug)),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let id = |one: &Registration| number(&one.authority, &one.number, one.url.as_ref());
        let ids: Vec<Node> = self.registration.iter().map(id).collect();
        let mut person = graph.person(page);
        person
            .nodes("identifier", &ids)
            .nodes("hasCredential", &credentials(graph, self))
            .nodes("alumniOf", &schools(&self.training))
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
        PersonName::of(page).unbroken()
    }

    fn beside(&self, _: RenderContext<'_>) -> String {
        self.role.clone()
    }

    fn initials(&self, page: &Page) -> String {
        PersonName::of(page).initials()
    }
}

impl LicenseView {
    /// The licenses that are valid today.
    fn valid(world: RenderContext<'_>, licenses: &[License]) -> Vec<Self> {
        let until = |license: &License| {
            license.expires.as_ref().map(|last| world.edition.language().date(last.value))
        };
        let one = |license: &License| LicenseView {
            region: world.site.region_name(license.region.as_str()).to_owned(),
            number: license.number.clone(),
            until: until(license),
        };
        licenses.iter().filter(|license| license.holds(world.site.config.today)).map(one).collect()
    }
}

impl TrainingView {
    fn of(world: RenderContext<'_>, training: &Training) -> Self {
        let phrase = |key, values: &[(&str, &str)]| world.edition.phrase(key, values);
        let text = |year: Option<i64>| year.map(|year| year.to_string());
        let years = match (text(training.from), text(training.to)) {
            (Some(from), Some(to)) if from != to => phrase("price_range", &[("from", &from), ("to", &to)]),
            (Some(from), None) => phrase("since_year", &[("year", &from)]),
            (_, to) => to.unwrap_or_default(),
        };
        TrainingView { what: training.what.clone(), place: training.place.clone(), years }
    }
}

/// The events with a person: those to come, and the last of those that are over, as many as a list shows on a page.
fn events(world: RenderContext<'_>, slug: &str) -> (Vec<EventCard>, Vec<EventCard>) {
    let event = |id: &PageId| {
        let page = &*world.site.pages[*id];
        let Data::Event(event) = &page.data else { return None };
        Some((page, &**event))
    };
    let all = world.shared.hosted_by(world, slug).iter().filter_map(event);
    let (past, upcoming): (Vec<_>, Vec<_>) = all.partition(|(_, event)| world.site.is_past(event.end));
    let card = |(page, event)| EventCard::of(world, page, event);
    let last = past.into_iter().rev().take(world.site.config.paginate_by);
    (upcoming.into_iter().map(card).collect(), last.map(card).collect())
}

/// What lets a person practise: the credentials behind the name, and the licenses that are valid today.
fn credentials(graph: &Graph<'_>, provider: &Provider) -> Vec<Node> {
    let of_kind = |kind: &str| {
        let mut node = Node::of("EducationalOccupationalCredential");
        node.put("credentialCategory", kind);
        node
    };
    let letters = provider.credentials.iter().map(|name| {
        let mut node = of_kind("degree");
        node.put("name", name);
        node
    });
    let site = graph.world.site;
    let licenses = provider.licenses.iter().filter(|license| license.holds(site.config.today));
    let licenses = licenses.map(|license| {
        let mut region = Node::of("AdministrativeArea");
        region.put("name", site.region_name(license.region.as_str()));
        let mut node = of_kind("license");
        node.put_some("identifier", license.number.as_ref())
            .node("validIn", &region)
            .put_some("expires", license.expires.as_ref().map(|last| last.value.to_string()));
        node
    });
    letters.chain(licenses).collect()
}

/// Where a person learned, each place once.
fn schools(training: &[Training]) -> Vec<Node> {
    let mut names: Vec<&str> = Vec::new();
    for one in training {
        if !names.contains(&one.place.as_str()) {
            names.push(&one.place);
        }
    }
    let one = |name: &str| {
        let mut node = Node::of("Organization");
        node.put("name", name);
        node
    };
    names.into_iter().map(one).collect()
}

impl ExperienceView {
    fn of(world: RenderContext<'_>, one: &Experience) -> Self {
        let language = world.edition.language();
        let values = [("what", one.what.as_str()), ("date", &language.date(one.as_of))];
        ExperienceView {
            count: language.number(one.count.unsigned_abs()),
            what: world.edition.phrase("experience_what", &values),
        }
    }
}
