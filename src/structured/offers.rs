//! Prices as offers: the same amounts that the page shows, as text with a point.

use serde_json::{Value, json};

use super::{Graph, put};
use crate::prices::{Entry, Period, PriceList};
use crate::site::Fixture;

impl Graph<'_> {
    pub(super) fn pricing(&self) -> Vec<Value> {
        let mut page = self.web_page("WebPage");
        let Some(list) = &self.world.site.prices else { return vec![page] };
        put(&mut page, "dateModified", list.valid_from.map(|day| json!(day.to_string())));
        let ids: Vec<&str> = list.ids().collect();
        let offers: Vec<_> = ids.into_iter().filter_map(|id| self.offer(list, id)).flatten().collect();
        if offers.is_empty() {
            return vec![page];
        }
        put(&mut page, "mainEntity", json!({ "@id": format!("{}#prices", self.url) }));
        let catalog = json!({ "@type": "OfferCatalog", "@id": format!("{}#prices", self.url), "name": self.view.text("title"), "numberOfItems": offers.len(), "itemListElement": offers });
        vec![page, catalog]
    }

    /// Offers of an entry: one, or one for each of its options; none on request.
    pub(super) fn offer(&self, list: &PriceList, id: &str) -> Option<Vec<Value>> {
        let entry = list.lookup(id)?;
        let code = list.currency.code();
        let one = |name: &str, sum: crate::money::Sum| {
            let (unit, words) = match entry {
                Entry::Plan(plan) => (period_code(plan.period), format!("per {}", plan.period.word())),
                Entry::Service(service) => {
                    ("C62", service.unit.as_ref().map(|unit| format!("per {unit}")).unwrap_or_default())
                }
                Entry::Bundle(_) => ("C62", String::new()),
            };
            let mut price = json!({ "@type": "UnitPriceSpecification", "priceCurrency": code, "referenceQuantity": { "@type": "QuantitativeValue", "value": 1, "unitCode": unit } });
            let mut offer = json!({ "@type": "Offer", "name": name, "priceCurrency": code, "availability": "https://schema.org/InStock", "url": format!("{}#{id}", self.world.site.config.base.absolute(&self.world.edition.address(Fixture::Pricing))) });
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
            if matches!(entry, Entry::Plan(_)) {
                put(&mut price, "billingIncrement", json!(1));
            }
            put(&mut price, "unitText", (!words.is_empty()).then(|| json!(words)));
            put(&mut offer, "priceSpecification", price);
            put(
                &mut offer,
                "itemOffered",
                json!({ "@type": "Service", "name": entry.name(), "provider": self.organization() }),
            );
            put(&mut offer, "validFrom", list.valid_from.map(|day| json!(day.to_string())));
            put(&mut offer, "offeredBy", self.organization());
            offer
        };
        if let Entry::Service(service) = entry
            && let crate::prices::Amount::Options(options) = &service.price
        {
            return Some(
                options
                    .iter()
                    .map(|(name, money)| {
                        one(&format!("{} ({name})", service.name), crate::money::Sum::exact(*money))
                    })
                    .collect(),
            );
        }
        Some(vec![one(entry.name(), entry.sum()?)])
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
