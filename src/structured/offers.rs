//! Prices as offers: the same amounts that the page shows, as text with a point.

use super::{Graph, Node};
use crate::address::Job;
use crate::money::Sum;
use crate::page::Page;
use crate::prices::{EntryOffers, Per, Period, PriceList};
use crate::site::Site;

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
    let prices = page.data.own().prices().iter();
    prices.filter_map(|id| list.find(&id.value)).collect()
}

impl Graph<'_> {
    /// What machines read of the price list.
    pub(crate) fn pricing(&self) -> Vec<Node> {
        let mut page = self.web_page("WebPage");
        let Some(list) = &self.world.site.prices else { return vec![page] };
        page.put_some("dateModified", list.valid_from.map(|day| day.to_string()));
        let offers = self.offers(list, &marked_up(self.world.site, &Job::Pricing));
        if offers.is_empty() {
            return vec![page];
        }
        let id = format!("{}#prices", self.url);
        page.node("mainEntity", &Node::reference(&id));
        let mut catalog = Node::of("OfferCatalog");
        catalog
            .put("@id", id)
            .put("name", &self.page.title)
            .put("numberOfItems", offers.len())
            .list("itemListElement", &offers);
        vec![page, catalog]
    }

    /// The offers of the prices that a page names.
    pub(crate) fn offers_of_page(&self, page: &Page) -> Vec<Node> {
        self.world.site.prices.iter().flat_map(|list| self.offers(list, &of_page(list, page))).collect()
    }

    /// An offer for each amount that everybody can be asked for.
    fn offers(&self, list: &PriceList, entries: &[&EntryOffers]) -> Vec<Node> {
        let amounts = entries.iter().flat_map(|entry| {
            entry.for_everybody().filter_map(move |offer| Some((*entry, offer.label.as_str(), offer.sum?)))
        });
        amounts.map(|(entry, label, sum)| self.offer(list, entry, label, sum)).collect()
    }

    fn offer(&self, list: &PriceList, entry: &EntryOffers, label: &str, sum: Sum) -> Node {
        let code = list.currency.code();
        let (unit, words) = match &entry.per {
            Per::Period(period) => (period_code(*period), Some(format!("per {}", period.word()))),
            Per::Unit(unit) => ("C62", Some(format!("per {unit}"))),
            Per::Whole => ("C62", None),
        };
        let mut quantity = Node::of("QuantitativeValue");
        quantity.put("value", 1).put("unitCode", unit);
        let mut price = Node::of("UnitPriceSpecification");
        price.put("priceCurrency", code).node("referenceQuantity", &quantity);
        let world = self.world;
        let url = world.edition.entry_address(&entry.id, |route| world.site.config.base.absolute(route));
        let mut offer = Node::of("Offer");
        offer
            .put("name", label)
            .put("priceCurrency", code)
            .put("availability", "https://schema.org/InStock")
            .put("url", url);
        match sum.as_exact() {
            Some(money) => {
                offer.put("price", money.decimal());
                price.put("price", money.decimal());
            }
            None => {
                price.put("minPrice", sum.from.decimal()).put_some("maxPrice", sum.to.map(|to| to.decimal()));
            }
        }
        if matches!(entry.per, Per::Period(_)) {
            price.put("billingIncrement", 1);
        }
        price.put_some("unitText", words);
        let mut service = Node::of("Service");
        service.put("name", &entry.name).node("provider", self.organization());
        offer
            .node("priceSpecification", &price)
            .node("itemOffered", &service)
            .put_some("validFrom", list.valid_from.map(|day| day.to_string()))
            .node("offeredBy", self.organization());
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
