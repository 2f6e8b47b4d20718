//! Prices and worked examples in running text.

use std::ops::Range;

use jiff::civil::Date;

use super::{Answer, Resolver, ShownYear};
use crate::known;
use crate::markdown::escape;
use crate::money::Money;
use crate::prices::{IdKind, PriceList};
use crate::problem::Rule;

/// What a link to an entry or an example shows, and which amounts its own words may state.
struct Shown {
    words: String,
    amounts: Vec<Money>,
}

impl Shown {
    /// Whether words that are an amount may stand in place of it.
    fn allows(&self, text: &str) -> bool {
        text.trim() == self.words || self.amounts.iter().any(|money| same_amount(text, *money))
    }
}

/// The words of a link: plain, if it has any, and as HTML; and where they stand.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: Option<&'a str>,
    pub(super) html: &'a str,
    /// In the words of a raw link, in which no other can stand: the amount is shown, and leads where that leads.
    pub(super) in_link: bool,
}

impl Resolver<'_> {
    pub(super) fn price(&mut self, id: &str, own: Words<'_>, span: &Range<usize>, out: &mut String) {
        match self.site.prices.as_ref().and_then(|list| self.shown(list, id, IdKind::Service)) {
            Some(shown) => self.amount_link(id, IdKind::Service, &shown, own, span, out),
            None => self.unknown(id, self.site.price_ids(), IdKind::Service, span),
        }
    }

    pub(super) fn estimate(
        &mut self,
        id: &str,
        own: Words<'_>,
        alone: bool,
        span: &Range<usize>,
        out: &mut String,
    ) -> Option<Answer> {
        let list = self.site.prices.as_ref();
        let found = list.and_then(|list| Some((list, self.shown(list, id, IdKind::Example)?)));
        let Some((list, shown)) = found else {
            self.unknown(id, self.site.example_ids(), IdKind::Example, span);
            return None;
        };
        if alone && own.text.is_none() {
            let number = list.examples.iter().position(|one| one.id == id)?;
            self.found.examples.push(ShownYear { number, span: span.clone() });
            return Some(Answer::Example(number));
        }
        if alone {
            out.push_str("<p>");
        }
        self.amount_link(id, IdKind::Example, &shown, own, span, out);
        if alone {
            out.push_str("</p>\n");
        }
        None
    }

    /// What a list shows for an id: of an example, or of what has a price.
    fn shown(&self, list: &PriceList, id: &str, kind: IdKind) -> Option<Shown> {
        if kind == IdKind::Example {
            let total = list.year(list.example(id)?).total;
            let words =
                total.map_or_else(|| self.edition.phrase("on_request", &[]), |sum| self.edition.sum(sum));
            return Some(Shown {
                words,
                amounts: total.and_then(|sum| sum.as_exact()).into_iter().collect(),
            });
        }
        let offers = list.find(id)?;
        let amounts = offers.offers.iter().filter_map(|offer| offer.sum?.as_exact()).collect();
        Some(Shown { words: self.edition.cost(offers.cost), amounts })
    }

    /// An id that a link cannot show: of something else, or of nothing. `wanted` is an example, or what has a price.
    fn unknown(&mut self, id: &str, ids: &known::Dictionary, wanted: IdKind, span: &Range<usize>) {
        let place = self.place(span);
        let site = self.site;
        let (link, what, table, label) = match wanted {
            IdKind::Example => {
                ("estimate", "example", "examples", "no example of content/prices.toml has this id")
            }
            _ => ("price", "price", "services", "no entry of content/prices.toml has this id"),
        };
        let other = site.prices.as_ref().and_then(|list| Some((list, list.kind_of(id)?)));
        match other {
            Some((list, IdKind::Outside)) => {
                self.problems
                    .report(
                        Rule::WrongKind,
                        place,
                        format!("`{link}:` shows a {what} of the clinic, and `{id}` is what others bill for"),
                    )
                    .also(list.place(id), "an entry of `[[outside]]` of this id")
                    .help(format!("link to it instead: [words](/pricing/#{id})"));
            }
            Some((list, kind)) if (kind == IdKind::Example) != (wanted == IdKind::Example) => {
                let right = if link == "price" { "estimate" } else { "price" };
                self.problems
                    .report(
                        Rule::WrongKind,
                        place,
                        format!("`{link}:` shows a {what}, and `{id}` is {}", kind.in_words()),
                    )
                    .also(list.place(id), format!("{} of this id", kind.in_words()))
                    .help(format!("write []({right}:{id})"));
            }
            // It is there and could not be read, which is told where it stands.
            Some(_) => {}
            None if site.unread().prices => {}
            None => {
                self.problems
                    .report(Rule::UnknownPrice, place, format!("there is no {what} `{id}`"))
                    .label(label)
                    .help(format!("add it to content/prices.toml: [[{table}]] with id = \"{id}\""))
                    .propose_or_list(id, ids);
            }
        }
    }

    /// An amount that is typed as the words of a link is that of the list, on the day of the page: today, or its first. One
    /// that was, until an announced price came, is due.
    fn check_amount(&mut self, text: &str, id: &str, kind: IdKind, shown: &Shown, span: &Range<usize>) {
        let site = self.site;
        let first = self.page.and_then(|page| site.first_day(page));
        let day = first.map_or(site.config.today, |first| first.max(site.config.today));
        let changes = site.price_changes(id, kind);
        let on = |day| self.shown(&*site.prices_on(day)?, id, kind);
        let changed = if changes.is_empty() { None } else { on(day) };
        let shown = changed.as_ref().unwrap_or(shown);
        if shown.allows(text) {
            return;
        }
        let since = first.unwrap_or(Date::MIN);
        let mut earlier = changes.range(since..).filter(|change| **change < day).copied().chain([since]);
        let was_right =
            !changes.is_empty() && earlier.any(|day| on(day).is_some_and(|then| then.allows(text)));
        let place = self.place(span);
        let said = format!("the text says `{}`, the price list {}", text.trim(), shown.words);
        let problem = if was_right {
            self.problems.report_due(Rule::WrongPrice, place, said)
        } else {
            self.problems.report(Rule::WrongPrice, place, said)
        };
        problem.help("leave the brackets empty: the amount is put in");
        if let Some(list) = &site.prices {
            problem.also(list.place(id), "its entry in the price list");
        }
    }

    fn amount_link(
        &mut self,
        id: &str,
        kind: IdKind,
        shown: &Shown,
        own: Words<'_>,
        span: &Range<usize>,
        out: &mut String,
    ) {
        if let Some(text) = own.text.filter(|text| is_amount(text)) {
            self.check_amount(text, id, kind, shown, span);
        }
        if !own.in_link {
            let link = self.edition.entry_address(id, |route| self.link(route));
            out.push_str(&format!("<a class=\"price\" href=\"{link}\">"));
        }
        match own.text {
            Some(_) => out.push_str(own.html),
            None => escape(out, &shown.words),
        }
        if !own.in_link {
            out.push_str("</a>");
        }
    }
}

/// Whether words are an amount and nothing else: digits with signs of money and numbers around.
fn is_amount(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.contains(|c: char| c.is_ascii_digit()) && letters <= 3
}

/// Whether the digits of a text are those of an amount, in any grouping.
fn same_amount(text: &str, money: Money) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (written, exact) = (digits(text), money.decimal());
    let (whole, decimals) = exact.split_once('.').unwrap_or((&exact, ""));
    written == digits(&exact) || (written == whole && decimals.bytes().all(|b| b == b'0'))
}
