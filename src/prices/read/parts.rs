//! What is a part of a price: deposits and discounts. None is more than the whole.

use super::Reader;
use crate::money::Money;
use crate::prices::resolve::WrittenDiscount;
use crate::prices::{Amount, Announced};
use crate::problem::Rule;
use crate::table::{At, Table};

impl Reader {
    /// A deposit, which is at most the dearest that the service can be, today and with its announced price.
    pub(super) fn deposit(
        &self,
        entry: &mut Table<'_>,
        price: Option<&Amount>,
        next: Option<Announced>,
    ) -> Option<Money> {
        let deposit = self.money(entry, "deposit")?;
        let today = price.and_then(Amount::sum).and_then(|sum| Some((sum.to?, "price")));
        let later = next.and_then(|next| Some((next.price.to?, "announced price")));
        let cheapest = [today, later].into_iter().flatten().min_by_key(|(most, _)| most.minor());
        let dear = cheapest.filter(|(most, _)| deposit > *most);
        if let Some((most, what)) = dear {
            let place = entry.key_place("deposit");
            let said = format!("the deposit is more than the {what}, of which it is a part");
            entry
                .problems
                .report(Rule::BadValue, place, said)
                .help(format!("write at most deposit = {}", most.toml()));
        }
        Some(deposit)
    }

    pub(super) fn discount(&self, entry: &mut Table<'_>) -> Option<WrittenDiscount> {
        let name = entry.text("name");
        let percent = percent(entry);
        let span = entry.raw("amount").map(|(_, span)| span);
        let amount = self.money(entry, "amount").zip(span).map(|(value, span)| At { value, span });
        let services = entry.texts("services");
        let said = match (entry.has("percent"), entry.has("amount")) {
            (false, false) => Some((
                Rule::MissingKey,
                "a discount needs the key `percent` or `amount`",
                "say how much it takes off",
            )),
            (true, true) => {
                Some((Rule::BadValue, "a discount has `percent` or `amount`, not both", "take one out"))
            }
            _ => None,
        };
        if let Some((rule, said, help)) = said {
            let place = entry.place();
            entry.problems.report(rule, place, said).help(format!("{help}: percent = 10, or amount = 20"));
        }
        Some(WrittenDiscount { name: name?.value, percent, amount, services })
    }
}

/// The percentage of a discount: something, and at most all of it.
fn percent(entry: &mut Table<'_>) -> Option<String> {
    let number = entry.number("percent")?;
    let (whole, rest) = number.value.split_once('.').unwrap_or((&number.value, ""));
    let digits =
        !whole.is_empty() && [whole, rest].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let nothing = rest.bytes().all(|digit| digit == b'0');
    let fine = match whole.parse::<u32>() {
        Ok(0) => !nothing,
        Ok(100) => nothing,
        Ok(whole) => whole < 100,
        Err(_) => false,
    };
    if digits && fine {
        return Some(number.value);
    }
    let place = number.place(entry.source());
    entry
        .problems
        .report(Rule::BadValue, place, format!("a discount cannot be {} percent", number.value))
        .help("write a number above 0 and up to 100: percent = 10");
    None
}
