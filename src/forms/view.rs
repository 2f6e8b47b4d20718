//! What the templates of printed forms see as `page`.

use std::cell::RefCell;

use jiff::civil::Date;

use crate::config::GoodFaithText;
use crate::kinds::provider::PersonName;
use crate::page::{Data, Kind, Page};
use crate::prices::{EntryId, EntryOffers, Offer, PriceList};
use crate::site::Fixture;
use crate::views::page::Day;
use crate::views::pricing::{OutsideView, PricesView};
use crate::views::{Html, RenderContext, view};

view! {
    /// A sheet for paper.
    SheetView {
        /// The day that it was made for.
        made: Day,
        /// The language of the forms that US law asks for: that of the site, or `en` where they are not translated.
        us_lang: String,
        /// Where the prices stand on the web, without `https://`; none without a price list.
        prices_at: Option<String>,
    }

    /// The prices on one page.
    PriceSheetView: SheetView {
        /// The language of the site.
        lang: String,
        /// The price list.
        prices: Option<PricesView>,
    }

    /// The notice on Good Faith Estimates, for the wall.
    NoticeView: SheetView {
        /// The title of the notice.
        title: String,
        /// The clinic's own words, of `content/good-faith-estimate.md`.
        own_html: Option<Html>,
        /// Whether the clinic wants the model notice of CMS, word for word.
        model: bool,
    }

    /// A form that the clinic fills in for a patient, in the US.
    ClinicalFormView: SheetView {
        /// Who gives the care.
        people: Vec<FormPerson>,
        /// Where it is given.
        places: Vec<FormPlace>,
        /// What is done, each with its code and charge.
        services: Vec<FormService>,
        /// What others bill for beside the clinic.
        outside: Vec<OutsideView>,
    }

    /// A person on a form.
    FormPerson {
        /// The name with the credentials behind it.
        name: String,
        /// The National Provider Identifier.
        npi: Option<String>,
        /// The states in which the person may practise, as a list; may be empty.
        states: String,
    }

    /// A place on a form.
    FormPlace {
        /// Its name.
        name: String,
        /// The lines of its postal address.
        address: Vec<String>,
        /// Its state.
        state: Option<String>,
        /// Its telephone number.
        phone: Option<String>,
    }

    /// A service on a form.
    FormService {
        /// Its name, with the case in which it has this price.
        name: String,
        /// Its codes, as insurers know them; may be empty.
        codes: String,
        /// What one costs.
        charge: String,
        /// What the charge is for; may be empty.
        per: String,
    }
}

/// A phrase of the forms that US law asks for: who has it translated has them all.
const US_PHRASE: &str = "us_estimate";

impl SheetView {
    /// What every sheet shows.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let config = &world.site.config;
        let prices = world.site.prices.as_ref();
        let prices_at = prices.map(|_| config.base.absolute(&world.edition.address(Fixture::Pricing)));
        let bare = |address: String| match address.split_once("://") {
            Some((_, rest)) => rest.to_owned(),
            None => address,
        };
        SheetView {
            made: Day::of(world, config.today),
            us_lang: match world.edition.phrases().is_english(US_PHRASE) {
                true => "en".to_owned(),
                false => world.edition.tag().to_owned(),
            },
            prices_at: prices_at.map(bare),
        }
    }
}

impl PriceSheetView {
    /// The prices.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        // What the texts cite stands on the web.
        let references = RefCell::default();
        PriceSheetView {
            base: SheetView::of(world),
            lang: world.edition.tag().to_owned(),
            prices: world.site.prices.as_ref().map(|list| PricesView::of(world, list, &references)),
        }
    }
}

impl NoticeView {
    /// The notice in the words of the site's own.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let own = world.edition.list(Kind::Estimate).next();
        let title = own.map(|page| page.title.value.clone());
        NoticeView {
            base: SheetView::of(world),
            title: title.unwrap_or_else(|| world.edition.phrase("good_faith_estimate", &[])),
            own_html: own.map(|page| world.words(page).html(&page.body)),
            model: world.site.config.legal.good_faith_text == GoodFaithText::Model,
        }
    }
}

impl ClinicalFormView {
    /// The clinic's people, places and services.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let prices = world.site.prices.as_ref();
        let outside = prices.into_iter().flat_map(|list| &list.outside);
        let person = |page| FormPerson::of(page, world.site.config.today);
        ClinicalFormView {
            base: SheetView::of(world),
            people: world.edition.list(Kind::Provider).filter_map(person).collect(),
            places: world
                .edition
                .list(Kind::Location)
                .filter_map(|page| FormPlace::of(world, page))
                .collect(),
            services: prices.map(|list| FormService::all(world, list)).unwrap_or_default(),
            outside: outside.map(|one| OutsideView::of(world, one)).collect(),
        }
    }
}

impl FormPerson {
    fn of(page: &Page, day: Date) -> Option<Self> {
        let Data::Provider(person) = &page.data else { return None };
        let npi = person.registration.iter().find(|one| one.authority == "NPI");
        Some(FormPerson {
            name: PersonName::of(page).full(),
            npi: npi.map(|one| one.number.clone()),
            states: person.licensed_regions(day).join(", "),
        })
    }
}

impl FormPlace {
    fn of(world: RenderContext<'_>, page: &Page) -> Option<Self> {
        let Data::Location(place) = &page.data else { return None };
        Some(FormPlace {
            name: page.title.value.clone(),
            address: place.address.lines(),
            state: place.address.region.clone(),
            phone: place.phone.as_ref().map(|phone| world.edition.language().isolated(&phone.value)),
        })
    }
}

impl FormService {
    /// Each amount that a service is offered for.
    fn all(world: RenderContext<'_>, list: &PriceList) -> Vec<Self> {
        let mut all = Vec::new();
        for entry in list.offers() {
            let EntryId::Service(id) = entry.entry else { continue };
            let codes = list[id].billing_codes.join(", ");
            all.extend(entry.offers.iter().filter_map(|offer| Self::of(world, entry, offer, &codes)));
        }
        all
    }

    fn of(world: RenderContext<'_>, entry: &EntryOffers, offer: &Offer, codes: &str) -> Option<Self> {
        let name = match &offer.condition {
            Some(condition) => format!("{} ({})", offer.label, condition.name),
            None => offer.label.clone(),
        };
        Some(FormService {
            name,
            codes: codes.to_owned(),
            charge: world.edition.sum(offer.sum?),
            per: world.edition.per(&entry.per),
        })
    }
}
