//! Prices and worked examples in running text.

use std::ops::Range;

use super::{Answer, Resolver, ShownYear};
use crate::known;
use crate::markdown::escape;
use crate::money::Money;
use crate::prices::IdKind;
use crate::problem::Rule;
use crate::site::Fixture;

/// What a link to a price shows, and which amounts its own words may state.
struct Shown<'a> {
    id: &'a str,
    words: String,
    amounts: Vec<Money>,
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
        let site = self.site;
        let Some(offers) = site.prices.as_ref().and_then(|list| list.find(id)) else {
            self.unknown(id, site.price_ids(), IdKind::Service, span);
            return;
        };
        let amounts = offers.offers.iter().filter_map(|offer| offer.sum?.as_exact()).collect();
        self.amount_link(Shown { id, words: self.edition.cost(offers.cost), amounts }, own, span, out);
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
        let Some((list, example)) = list.and_then(|list| Some((list, list.example(id)?))) else {
            self.unknown(id, self.site.example_ids(), IdKind::Example, span);
            return None;
        };
        if alone && own.text.is_none() {
            let number = list.examples.iter().position(|one| one.id == example.id)?;
            self.found.examples.push(ShownYear { number, span: span.clone() });
            return Some(Answer::Example(number));
        }
        let total = list.year(example).total;
        let words = total.map_or_else(|| self.edition.phrase("on_request", &[]), |sum| self.edition.sum(sum));
        let amounts = total.and_then(|sum| sum.as_exact()).into_iter().collect();
        if alone {
            out.push_str("<p>");
        }
        self.amount_link(Shown { id, words, amounts }, own, span, out);
        if alone {
            out.push_str("</p>\n");
        }
        None
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

    fn amount_link(&mut self, shown: Shown<'_>, own: Words<'_>, span: &Range<usize>, out: &mut String) {
        let Shown { id, words, amounts } = shown;
        if let Some(text) = own.text
            && is_amount(text)
            && text.trim() != words
            && !amounts.iter().any(|money| same_amount(text, *money))
        {
            let place = self.place(span);
            let said = format!("the text says `{}`, the price list {words}", text.trim());
            let problem = self.problems.report(Rule::WrongPrice, place, said);
            problem.help("leave the brackets empty: the amount is put in");
            if let Some(list) = &self.site.prices {
                problem.also(list.place(id), "its entry in the price list");
            }
        }
        if !own.in_link {
            let link = self.link(&self.edition.address(Fixture::Pricing));
            out.push_str(&format!("<a class=\"price\" href=\"{link}#{id}\">"));
        }
        match own.text {
            Some(_) => out.push_str(own.html),
            None => escape(out, &words),
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
