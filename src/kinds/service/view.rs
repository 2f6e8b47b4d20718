//! A service: a treatment or visit, with what it costs.

use super::list::{ServiceGroup, ServicesView};
use super::{Measure, Service};
use crate::page::{Kind, Page};
use crate::prices::EntryId;
use crate::site::ByVideo;
use crate::structured::{Graph, Node};
use crate::table::At;
use crate::views::booking::Booking;
use crate::views::cards::{Card, CardPrice, Person, Place};
use crate::views::lists;
use crate::views::page::{Day, PageBuilder};
use crate::views::parts::{FaqQuestion, QuestionView, Term, is_review_current, reviewed, reviewer};
use crate::views::pricing::{PriceEntry, entries};
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

view! {
    /// A service of `content/services/`.
    ServiceView {
        /// What it costs: the entries of the price list that its page names.
        prices: Vec<PriceEntry>,
        /// What it costs in a few words, as in lists.
        price: Option<CardPrice>,
        /// Whether any of these tells what is included in it.
        tells_included: bool,
        /// What it means for the patient if it does not work.
        if_it_fails_html: Option<Html>,
        /// How it is booked.
        booking: Booking,
        /// How long it takes.
        duration: Option<String>,
        /// Whether a referral is needed; none where the page does not say.
        referral: Option<bool>,
        /// Whether it is given by video, and to people who are where, as a sentence; none where the page does not say, and
        /// where nobody who gives it has a license for it.
        telehealth: Option<String>,
        /// That drugs or devices are used in another way than their approval says, as a sentence that names them.
        off_label: Option<String>,
        /// Who offers it.
        providers: Vec<Shared<Card>>,
        /// Where it is offered.
        locations: Vec<Shared<Place>>,
        /// The conditions it is for.
        conditions: Vec<Term>,
        /// Who reviewed the page.
        reviewer: Option<Shared<Person>>,
        /// When the page was reviewed last.
        reviewed: Option<Day>,
        /// Whether that review still holds: the next one is not due yet.
        review_current: bool,
        /// Questions and answers at its end.
        questions: Vec<QuestionView>,
        /// Questions of `content/faq/` about it.
        faq: Vec<FaqQuestion>,
        /// Results that the clinic counted.
        measures: Vec<MeasureView>,
    }

    /// A result that the clinic counted.
    MeasureView {
        /// What was counted.
        what: String,
        /// The result.
        value: String,
        /// From when to when.
        period: String,
        /// How to read it.
        note_html: Option<Html>,
    }
}

impl Shown for Service {
    type Page = ServiceView;
    type List = ServicesView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> ServiceView {
        let (list, of_prices) = (world.site.prices.as_ref(), words.of_prices());
        let entry = |id: &At<String>| {
            let list = list?;
            Some(PriceEntry::of(world, list, list.find(&id.value)?, &of_prices))
        };
        ServiceView {
            prices: self.prices.iter().filter_map(entry).collect(),
            price: self.price(world),
            tells_included: entries::tell_included(world, &self.prices),
            if_it_fails_html: self.if_it_fails.as_ref().map(|text| words.html(text)),
            booking: Booking::of_service(world, self),
            duration: minutes(world, self).map(|minutes| world.edition.duration(minutes.unsigned_abs())),
            referral: self.referral,
            telehealth: telehealth(world, self),
            off_label: off_label(world, &self.off_label),
            providers: world.shared.cards_of(world, Kind::Provider, &self.providers),
            locations: places(world, &self.locations),
            conditions: Term::list(world, &self.conditions),
            reviewer: reviewer(world, &self.review),
            reviewed: reviewed(world, &self.review),
            review_current: is_review_current(world, &self.review),
            questions: QuestionView::list(&self.questions, words),
            faq: FaqQuestion::list(world, world.shared.questions_on(world, &page.slug), |page| {
                words.of_page(page)
            }),
            measures: self.measures.iter().map(|measure| MeasureView::of(world, measure, words)).collect(),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let mut procedure = Node::of("MedicalProcedure");
        procedure
            .put("@id", format!("{}#procedure", graph.url))
            .put("name", &page.title.value)
            .put("description", &page.summary);
        let mut medical = graph.web_page("MedicalWebPage");
        graph.review(&mut medical, &self.review);
        medical.node("about", &procedure).nodes("citation", &graph.citations(page));
        let mut nodes = vec![medical];
        nodes.extend(graph.offers_of_page(page));
        nodes
    }

    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ServicesView) {
        let (base, list) = lists::cards(world, kind, number);
        (base, ServicesView { base: list, groups: ServiceGroup::all(world) })
    }

    fn beside(&self, world: RenderContext<'_>) -> String {
        self.price(world).map_or_else(String::new, |price| price.in_words())
    }

    fn price(&self, world: RenderContext<'_>) -> Option<CardPrice> {
        entries::in_brief(world, &self.prices)
    }
}

/// The places of these slugs, as far as they are published.
fn places(world: RenderContext<'_>, slugs: &[At<String>]) -> Vec<Shared<Place>> {
    let ids = slugs.iter().filter_map(|slug| world.edition.visible_id(Kind::Location, &slug.value));
    ids.filter_map(|id| world.shared.place(world, id)).collect()
}

/// The statement on what is used off label.
fn off_label(world: RenderContext<'_>, names: &[At<String>]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| name.value.trim().to_owned()).collect();
    let names = Some(world.edition.language().list(&names)).filter(|names| !names.is_empty())?;
    Some(world.edition.phrase("off_label_text", &[("names", &names)]))
}

/// Whether a service is given by video.
fn telehealth(world: RenderContext<'_>, service: &Service) -> Option<String> {
    let edition = world.edition;
    if !service.telehealth.as_ref()?.value {
        return Some(edition.phrase("telehealth_no", &[]));
    }
    match world.site.by_video(edition, service) {
        ByVideo::Anywhere => Some(edition.phrase("telehealth_yes", &[])),
        ByVideo::In(places) => {
            Some(edition.phrase("telehealth_in", &[("places", &edition.language().choice(&places))]))
        }
        ByVideo::Unlicensed | ByVideo::Expired => None,
    }
}

/// How long a service takes: as its page says, else as its only price does.
fn minutes(world: RenderContext<'_>, service: &Service) -> Option<i64> {
    service.duration_min.or_else(|| {
        let [only] = service.prices.as_slice() else { return None };
        let list = world.site.prices.as_ref()?;
        match list.find(&only.value)?.entry {
            EntryId::Service(id) => list[id].duration_min,
            EntryId::Plan(_) | EntryId::Bundle(_) => None,
        }
    })
}

impl MeasureView {
    fn of(world: RenderContext<'_>, measure: &Measure, words: &Words<'_>) -> Self {
        let language = world.edition.language();
        let (from, to) = (language.date(measure.from), language.date(measure.to));
        MeasureView {
            what: measure.what.clone(),
            value: measure.value.clone(),
            period: world.edition.phrase("price_range", &[("from", &from), ("to", &to)]),
            note_html: measure.note.as_ref().map(|note| words.html(note)),
        }
    }
}
