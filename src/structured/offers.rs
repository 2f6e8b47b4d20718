//! Prices as offers: the same amounts that the page shows, as text with a point.

use serde_json::{Value, json};

use super::{Graph, put};
use crate::money::Sum;
use crate::page::{Data, Page};
use crate::plan::Job;
use crate::prices::{EntryOffers, Per, Period, PriceList};
use crate::site::{Fixture, Site};

/// The entries of the price list whose offers the markup of an address carries.
pub(crate) fn marked_up<'s>(site: &'s Site, job: &Job) -> Vec<&'s EntryOffers> {
    let Some(list) = &site.prices else { return Vec::new() };
    match job {
        Job::Pricing => list.offers().iter().collect(),
        Job::Page(at) => of_page(list, &site.pages[*at]),
        _ => Vec::new(),
    }
}

fn of_page<'l>(list: &'l PriceList, page: &Page) -> Vec<&'l EntryOffers> {
    match &page.data {
        Data::Service(service) => service.prices.iter().filter_map(|id| list.find(&id.value)).collect(),
        _ => Vec::new(),
    }
}

impl Graph<'_> {
    pub(super) fn pricing(&self) -> Vec<Value> {
        let mut page = self.web_page("WebPage");
        let Some(list) = &self.world.site.prices else { return vec![page] };
        put(&mut page, "dateModified", list.valid_from.map(|day| json!(day.to_string())));
        let offers = self.offers(list, &marked_up(self.world.site, &Job::Pricing));
        if offers.is_empty() {
            return vec![page];
        }
        put(&mut page, "mainEntity", json!({ "@id": format!("{}#prices", self.url) }));
        let catalog = json!({ "@type": "OfferCatalog", "@id": format!("{}#prices", self.url), "name": self.view.text("title"), "numberOfItems": offers.len(), "itemListElement": offers });
        vec![page, catalog]
    }

    /// The offers of the prices that a page names.
    pub(super) fn offers_of_page(&self, page: &Page) -> Vec<Value> {
        self.world.site.prices.iter().flat_map(|list| self.offers(list, &of_page(list, page))).collect()
    }

    /// An offer for each amount that everybody can be asked for.
    fn offers(&self, list: &PriceList, entries: &[&EntryOffers]) -> Vec<Value> {
        let amounts = entries.iter().flat_map(|entry| {
            entry.for_everybody().filter_map(move |offer| Some((*entry, offer.label.as_str(), offer.sum?)))
        });
        amounts.map(|(entry, label, sum)| self.offer(list, entry, label, sum)).collect()
    }

    fn offer(&self, list: &PriceList, entry: &EntryOffers, label: &str, sum: Sum) -> Value {
        let code = list.currency.code();
        let (unit, words) = match &entry.per {
            Per::Period(period) => (period_code(*period), Some(format!("per {}", period.word()))),
            Per::Unit(unit) => ("C62", Some(format!("per {unit}"))),
            Per::Whole => ("C62", None),
        };
        let pricing = self.world.site.config.base.absolute(&self.world.edition.address(Fixture::Pricing));
        let mut price = json!({ "@type": "UnitPriceSpecification", "priceCurrency": code, "referenceQuantity": { "@type": "QuantitativeValue", "value": 1, "unitCode": unit } });
        let mut offer = json!({ "@type": "Offer", "name": label, "priceCurrency": code, "availability": "https://schema.org/InStock", "url": format!("{pricing}#{}", entry.id) });
        match sum.as_exact() {
            Some(money) => {
                put(&mut offer, "price", json!(money.decimal()));
                put(&mut price, "price", json!(money.decimal()));
            }
            None => {
                put(&mut price, "minPrice", json!(sum.from.decimal()));
                put(&mut price, "maxPrice", sum.to.map(|to| json!(to.decimal())));
            }
        }
        if matches!(entry.per, Per::Period(_)) {
            put(&mut price, "billingIncrement", json!(1));
        }
        put(&mut price, "unitText", words.map(|words| json!(words)));
        put(&mut offer, "priceSpecification", price);
        put(
            &mut offer,
            "itemOffered",
            json!({ "@type": "Service", "name": entry.name, "provider": self.organization() }),
        );
        put(&mut offer, "validFrom", list.valid_from.map(|day| json!(day.to_string())));
        put(&mut offer, "offeredBy", self.organization());
        offer
    }
}

/// Codes of UN/CEFACT.
fn period_code(period: Period) -> &'static str {
    match period {
        Period::Week => "WEE",
        Period::Month => "MON",
        Period::Quarter => "QAN",
        Period::Year => "ANN",
    }
}
