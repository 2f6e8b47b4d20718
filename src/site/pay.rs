//! What openings pay: the amounts of their pages, in the currency of the price list.

use std::collections::BTreeMap;

use super::{PageId, Pages, Site};
use crate::kinds::{PayPeriod, WrittenPay};
use crate::money::{Currency, Money, MoneyError, Sum, typed};
use crate::page::{Data, Page};
use crate::problem::{Place, Problems, Rule};
use crate::table::At;

/// What an opening pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pay {
    /// For one period.
    pub(crate) sum: Sum,
    pub(crate) period: PayPeriod,
}

/// The currency that pay is written in.
#[derive(Debug, Clone, Copy)]
pub(super) enum PayCurrency {
    /// That of the price list.
    Known(Currency),
    /// There is no price list.
    Nowhere,
    /// The price list could not be read, which is told there.
    Unread,
}

impl Site {
    /// What the opening of a page pays.
    pub(crate) fn pay(&self, page: &Page) -> Option<Pay> {
        self.pay.get(&self.pages.by_path(&page.source.path)?).copied()
    }
}

/// The pay of each published opening; amounts that are none of the currency are problems.
pub(super) fn read(pages: &Pages, currency: PayCurrency, problems: &mut Problems) -> BTreeMap<PageId, Pay> {
    let mut all = BTreeMap::new();
    for (id, page) in pages.published() {
        let Data::Career(career) = &page.data else { continue };
        let Some(written) = &career.pay else { continue };
        match currency {
            PayCurrency::Known(currency) => {
                let sum = sum(page, written, currency, problems);
                all.extend(sum.map(|sum| (id, Pay { sum, period: written.period })));
            }
            PayCurrency::Nowhere => {
                problems
                    .report(
                        Rule::PayCurrency,
                        written.from.place(&page.source),
                        "`pay` is in the currency of the price list, and there is no price list",
                    )
                    .help("write content/prices.toml, which begins with its currency: currency = \"USD\"; or take `pay` out");
            }
            PayCurrency::Unread => {}
        }
    }
    all
}

fn sum(page: &Page, written: &WrittenPay, currency: Currency, problems: &mut Problems) -> Option<Sum> {
    let mut amount = |key: &str, text: &At<String>| match Money::parse(&text.value, currency) {
        Ok(money) => Some(money),
        Err(error) => {
            problems
                .report(
                    Rule::Amount,
                    text.place(&page.source),
                    format!("`{}` cannot be `{key}` of `pay`: {error}", text.value),
                )
                .help(remedy(key, &text.value, &error));
            None
        }
    };
    let from = amount("from", &written.from);
    let Some(text) = &written.to else { return from.map(Sum::exact) };
    let (from, to) = from.zip(amount("to", text))?;
    if to < from {
        problems
            .report(
                Rule::RangeOrder,
                Place::new(&page.source, written.from.span.start..text.span.end),
                "the range falls: `to` is less than `from`",
            )
            .help(format!(
                "write from = {}, to = {}, if they are the wrong way round",
                to.toml(),
                from.toml()
            ));
        return None;
    }
    Some(Sum { from, to: Some(to) })
}

/// What to write for an amount that is none of the currency.
fn remedy(key: &str, text: &str, error: &MoneyError) -> String {
    match error {
        MoneyError::Decimals(digits, _) => {
            format!("write {key} = {}", typed::rounded(text, *digits).unwrap_or_default())
        }
        MoneyError::TooLarge => "write a smaller amount".to_owned(),
        _ => format!("write digits, and a point before the decimals: {key} = 35 or {key} = 35.50"),
    }
}
