//! Reading `content/prices.toml`: every bad entry reported, the sound ones kept.

mod parts;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::DeValue;

use super::ids::{IdKind, Named, Names};
use super::keys::PRICES;
use super::resolve::{Draft, WrittenBundle, WrittenExample, WrittenLine, WrittenLines, WrittenService};
use super::{Amount, Announced, Details, PriceList, Service};
use crate::identifiers::look_alike::LookAlikes;
use crate::language::Language;
use crate::money::typed::{self, TypedAmount};
use crate::money::{Currency, Money, MoneyError, Sum};
use crate::problem::{Place, Problems, Rule};
use crate::route::slug;
use crate::schema::{MOST_COUNT, Shape};
use crate::source::Source;
use crate::table::{At, Table, WrittenRange, parse};

/// Stands in where the currency is unknown, so that the rest is read and no amount has too many decimals for it.
const MOST_DECIMALS: &str = "KWD";

/// Reads the list; `None` if even its currency is unknown. Amounts in messages are written for `language`.
pub(crate) fn read(source: &Arc<Source>, language: &Language, problems: &mut Problems) -> Option<PriceList> {
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table(&PRICES);
    let code = table.text("currency");
    let currency = code.and_then(|code| match Currency::parse(&code.value) {
        Ok(currency) => Some(currency),
        Err(fault) => {
            table.problems.report(Rule::Currency, code.place(source), fault.message).help(fault.help);
            None
        }
    });
    let known = currency.or_else(|| Currency::find(MOST_DECIMALS))?;
    let mut reader = Reader { currency: known, names: Names::new(), alike: LookAlikes::default() };
    let mut draft = Draft::default();
    let mut list = reader.list(&mut table, &mut draft);
    table.finish(problems);
    list.told = parsed.told();
    currency?;
    // What a line that does not parse would have said is unknown, so nobody is blamed for naming it.
    let mut found = Problems::default();
    super::resolve::resolve(&mut list, reader.names, draft, language, &mut found);
    if parsed.is_whole() {
        problems.extend(found);
    }
    Some(list)
}

pub(super) struct Reader {
    currency: Currency,
    /// The ids met so far.
    names: Names,
    /// And what they look like.
    alike: LookAlikes,
}

impl Reader {
    /// All that stands on its own; what names other entries goes into the draft.
    fn list(&mut self, table: &mut Table<'_>, draft: &mut Draft) -> PriceList {
        let source = table.source().clone();
        let [from, until] = table.first_and_last_day("valid_from", "valid_until");
        let valid_from = from.as_ref().map(|day| day.value);
        let mut list = PriceList {
            source,
            currency: self.currency,
            valid_from,
            valid_from_span: from.map(|day| day.span),
            valid_until: until.as_ref().map(|day| day.value),
            valid_until_span: until.map(|day| day.span),
            note: table.text_of("note", Shape::Markdown),
            plans: Vec::new(),
            services: Vec::new(),
            bundles: Vec::new(),
            discounts: Vec::new(),
            examples: Vec::new(),
            comparisons: Vec::new(),
            outside: Vec::new(),
            terms: Self::terms(table),
            names: Names::new(),
            offers: Vec::new(),
            told: Vec::new(),
        };
        for mut entry in table.tables("plans") {
            list.plans.extend(self.plan(&mut entry, valid_from));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("services") {
            draft.services.extend(self.service(&mut entry, valid_from));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("bundles") {
            draft.bundles.extend(self.bundle(&mut entry));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("discounts") {
            draft.discounts.extend(self.discount(&mut entry));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("comparisons") {
            draft.comparisons.extend(self.comparison(&mut entry));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("examples") {
            let first_year = entry.flag("first_year");
            draft.first_years += usize::from(first_year.unwrap_or(entry.has("first_year")));
            draft.examples.extend(self.example(&mut entry, first_year.unwrap_or_default()));
            entry.finish(&mut table.problems);
        }
        for mut entry in table.tables("outside") {
            list.outside.extend(self.outside(&mut entry));
            entry.finish(&mut table.problems);
        }
        list
    }

    /// An id and a name, both required; the id a slug that is new.
    pub(super) fn head(&mut self, kind: IdKind, entry: &mut Table<'_>) -> Option<(String, String)> {
        let (id, name) = (entry.text("id"), entry.text("name"));
        let id = id?;
        if slug(&id.value) != id.value {
            let place = id.place(entry.source());
            entry
                .problems
                .report(Rule::BadId, place, format!("`{}` cannot be an id", id.value))
                .help(format!("write `{}`: it becomes the address of the price", slug(&id.value)));
            return None;
        }
        if let Err(fault) = self.alike.insert(&id.value) {
            let place = id.place(entry.source());
            entry.problems.report(Rule::LookAlike, place, fault.message).help(fault.help);
        }
        if let Some(first) = self.names.get(&id.value).map(|named| named.span.clone()) {
            let source = entry.source();
            let line = source.line_column(first.start).0;
            let place = id.place(source);
            entry
                .problems
                .report(Rule::DuplicateId, place, format!("the id `{}` is already in line {line}", id.value))
                .also(Place::new(source, first), "the first one")
                .help("give one of them another id");
            return None;
        }
        self.names.insert(id.value.clone(), Named { kind, span: id.span, number: None, whole: true });
        Some((id.value, name?.value))
    }

    /// Notes that a part of an entry could not be read: nothing is said of sums that it would change.
    pub(super) fn is_in_part(&mut self, id: &str) {
        self.names.entry(id.to_owned()).and_modify(|named| named.whole = false);
    }

    pub(super) fn money(&self, entry: &mut Table<'_>, key: &str) -> Option<Money> {
        let (value, span) = entry.raw(key)?;
        self.amount(entry, key, value, span, Takes::One)
    }

    fn amount(
        &self,
        entry: &mut Table<'_>,
        key: &str,
        value: &DeValue<'_>,
        span: Range<usize>,
        takes: Takes,
    ) -> Option<Money> {
        let typed = entry.source().text.get(span.clone()).unwrap_or_default().to_owned();
        let place = Place::new(entry.source(), span);
        if !matches!(value, DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_)) {
            entry
                .problems
                .report(Rule::WrongType, place, format!("`{key}` wants an amount: 800 or \"149.50\""))
                .help(remedy(key, &typed, self.currency, takes));
            return None;
        }
        // The number as it was typed: a sign or an exponent is not lost in the parser's form of it.
        self.typed(entry, key, typed.trim_matches(['"', '\'']), place, takes)
    }

    /// An amount that was typed at this place.
    fn typed(
        &self,
        entry: &mut Table<'_>,
        key: &str,
        typed: &str,
        place: Place,
        takes: Takes,
    ) -> Option<Money> {
        match Money::parse(typed, self.currency) {
            Ok(money) => Some(money),
            Err(error) => {
                let help = match error {
                    MoneyError::Decimals(digits, _) => decimals(key, typed, digits),
                    MoneyError::TooLarge => "write a smaller amount".to_owned(),
                    _ => remedy(key, typed, self.currency, takes),
                };
                entry
                    .problems
                    .report(Rule::Amount, place, format!("`{typed}` cannot be `{key}`: {error}"))
                    .help(help);
                None
            }
        }
    }

    /// `800`, `{ from = 1400, to = 2100 }`, `{ from = 1400 }`, or a range as one text.
    pub(super) fn sum(&self, entry: &mut Table<'_>, key: &str) -> Option<Sum> {
        if let Some((WrittenRange { from, to }, span)) = entry.range(key) {
            let place = Place::new(entry.source(), span);
            let mut end = |typed: &str| self.typed(entry, key, typed, place.clone(), Takes::One);
            let (least, most) = (end(from), to.map(end));
            tell_fall(key, least.zip(most.flatten()), place, &mut entry.problems);
            return Some(Sum { from: least?, to: most.map_or(Some(None), |most| most.map(Some))? });
        }
        let (value, span) = entry.raw(key)?;
        if !matches!(value, DeValue::Table(_)) {
            return self.amount(entry, key, value, span, Takes::Range).map(Sum::exact);
        }
        let mut range = entry.table(key)?;
        let (from, to) = (self.money(&mut range, "from"), self.money(&mut range, "to"));
        let asked_to = range.has("to");
        tell_fall(key, from.zip(to), range.place(), &mut range.problems);
        range.finish(&mut entry.problems);
        (to.is_some() || !asked_to).then_some(Sum { from: from?, to })
    }

    pub(super) fn details(&self, entry: &mut Table<'_>, valid_from: Option<Date>, plan: bool) -> Details {
        let includes = entry.texts_of("includes", Shape::Markdown);
        let excludes = entry.texts_of("excludes", Shape::Markdown);
        let note = entry.text_of("note", Shape::Markdown);
        let next = entry.table("next").and_then(|mut next| {
            let place = next.key_place("price");
            let sum = self.sum(&mut next, "price");
            let from = next.day("from");
            if let (Some(from), Some(valid_from)) = (&from, valid_from)
                && from.value <= valid_from
            {
                let place = from.place(next.source());
                next.problems
                    .report(
                        Rule::EarlyChange,
                        place,
                        format!("`from` is not after `valid_from` ({valid_from})"),
                    )
                    .help("write a later day, or make this the price and take `next` out");
            }
            if plan && sum.is_some_and(|sum| sum.as_exact().is_none()) {
                next.problems
                    .report(Rule::PlanRange, place, "the price of a plan is one amount")
                    .help("write a single amount: price = 120");
            }
            next.finish(&mut entry.problems);
            Some(Announced { price: sum?, from: from?.value })
        });
        Details { includes, excludes, note, next }
    }

    fn service(&mut self, entry: &mut Table<'_>, valid_from: Option<Date>) -> Option<WrittenService> {
        let head = self.head(IdKind::Service, entry);
        let price = self.price(entry, IdKind::Service);
        let details = self.details(entry, valid_from, false);
        let (plan_prices, mut whole) = self.plan_prices(entry);
        let (included_in, outside) = (entry.text("included_in"), entry.texts("outside"));
        whole &= included_in.is_some() || !entry.has("included_in");
        let service = Service {
            first: entry.flag("first").unwrap_or_default(),
            procedure: entry.flag("procedure").unwrap_or_default(),
            group: entry.text("group").map(|text| text.value),
            unit: entry.text("unit").map(|text| text.value),
            duration_min: entry.whole("duration_min").map(|number| number.value),
            billing_codes: entry.texts("billing_codes").into_iter().map(|text| text.value).collect(),
            included_in: None,
            deposit: self.deposit(entry, price.as_ref(), details.next),
            page: entry.text("page"),
            id: String::new(),
            name: String::new(),
            price: price?,
            plan_prices: Vec::new(),
            outside: Vec::new(),
            details,
        };
        let (id, name) = head?;
        if !whole {
            self.is_in_part(&id);
        }
        Some(WrittenService { service: Service { id, name, ..service }, included_in, plan_prices, outside })
    }

    /// What those on a plan pay, and whether all of it could be read.
    fn plan_prices(&self, entry: &mut Table<'_>) -> (Vec<(At<String>, Money)>, bool) {
        let mut prices = Vec::new();
        let Some(table) = entry.table("plan_prices") else { return (prices, !entry.has("plan_prices")) };
        let mut whole = true;
        for (plan, value, span) in table.entries() {
            match self.amount(entry, plan.value, value, span, Takes::One) {
                Some(money) => prices.push((At { value: plan.value.to_owned(), span: plan.span }, money)),
                None => whole = false,
            }
        }
        table.finish_free(&mut entry.problems);
        (prices, whole)
    }

    /// `price`, `options`, or neither; `None` if what is there is bad.
    pub(super) fn price(&self, entry: &mut Table<'_>, kind: IdKind) -> Option<Amount> {
        let wants_price = entry.has("price");
        let sum = match kind {
            IdKind::Plan => self.money(entry, "price").map(Sum::exact),
            _ => self.sum(entry, "price"),
        };
        let mut options = Vec::new();
        let mut names = HashMap::new();
        let mut bad = wants_price && sum.is_none();
        for mut option in entry.tables("options") {
            let name = option.text("name");
            let money = self.money(&mut option, "price");
            option.finish(&mut entry.problems);
            match (name, money) {
                (Some(name), Some(money)) => {
                    let place = name.place(entry.source());
                    if let Some(first) = names.insert(name.value.clone(), place.clone()) {
                        entry
                            .problems
                            .report(
                                Rule::DuplicateId,
                                place,
                                format!("the option `{}` stands twice", name.value),
                            )
                            .also(first, "the first one")
                            .help(
                                "give one of them another name: a line of an example names an option by it",
                            );
                        bad = true;
                    }
                    options.push((name.value, money));
                }
                _ => bad = true,
            }
        }
        if wants_price && !options.is_empty() {
            let place = entry.key_place("options");
            entry
                .problems
                .report(
                    Rule::BadValue,
                    place,
                    format!("{} has `price` or `options`, not both", kind.in_words()),
                )
                .help("take one of them out; the page shows options from the cheapest to the dearest");
        }
        match sum {
            _ if bad => None,
            Some(sum) => Some(Amount::Sum(sum)),
            None if !options.is_empty() => Some(Amount::Options(options)),
            None => Some(Amount::OnRequest),
        }
    }

    fn lines(entry: &mut Table<'_>) -> WrittenLines {
        let mut whole = entry.has("lines");
        let mut lines = Vec::new();
        for mut line in entry.tables("lines") {
            let id = line.text("id");
            let count = count(&mut line);
            let option = line.text("option");
            whole &= count.is_ok() && (option.is_some() || !line.has("option"));
            line.finish(&mut entry.problems);
            match id {
                Some(id) => lines.push(WrittenLine { id, count: count.unwrap_or_default(), option }),
                None => whole = false,
            }
        }
        WrittenLines { lines, whole }
    }

    fn bundle(&mut self, entry: &mut Table<'_>) -> Option<WrittenBundle> {
        let head = self.head(IdKind::Bundle, entry);
        let lines = Self::lines(entry);
        let price = self.money(entry, "price");
        let (id, name) = head?;
        Some(WrittenBundle { id, name, price: price?, lines })
    }

    fn example(&mut self, entry: &mut Table<'_>, first_year: bool) -> Option<WrittenExample> {
        let head = self.head(IdKind::Example, entry);
        let lines = Self::lines(entry);
        let stated = self.sum(entry, "total");
        let stated = entry.raw("total").and_then(|(_, span)| Some(At { value: stated?, span }));
        let outside = entry.texts("outside");
        let (id, name) = head?;
        Some(WrittenExample { id, name, first_year, lines, outside, stated })
    }
}

/// What may stand in place of an amount.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    One,
    Range,
}

/// What to write for an amount that is none, made of what was typed.
fn remedy(key: &str, typed: &str, currency: Currency, takes: Takes) -> String {
    // `[80, 90]`: a list of two is a range.
    let list = typed.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    let parts: Vec<&str> =
        list.unwrap_or_default().split(',').map(|part| part.trim().trim_matches('"')).collect();
    let meant = match parts.as_slice() {
        [from, to] => typed::parse(&format!("{from} to {to}")),
        [one] if list.is_some() => typed::parse(one),
        _ => typed::parse(typed),
    };
    match meant {
        Some(TypedAmount::OnRequest) => {
            format!("leave `{key}` out: without one the page says that it is on request")
        }
        Some(TypedAmount::Range { from, .. } | TypedAmount::From(from)) if takes == Takes::One => {
            format!("write one amount: {key} = {from}")
        }
        Some(TypedAmount::Amount(amount)) if Money::parse(&amount, currency).is_err() => {
            decimals(key, &amount, currency.digits())
        }
        Some(meant) => format!("write {key} = {}", meant.toml().unwrap_or_default()),
        None => "write digits, and a point before the decimals: 800 or 149.50".to_owned(),
    }
}

/// What to write for an amount with more decimals than the currency has.
fn decimals(key: &str, typed: &str, digits: u32) -> String {
    let typed = typed.replace('_', "");
    let rounded =
        typed::rounded(&typed, digits).map(|amount| format!("{key} = {amount}")).unwrap_or_default();
    match typed.split_once('.') {
        // Three digits behind a point are thousands, where people write them so.
        Some((whole, decimals)) if decimals.len() == 3 && whole != "0" => {
            format!("write {rounded}, or, if the point parts thousands, {key} = {whole}{decimals}")
        }
        _ => format!("write {rounded}"),
    }
}

/// Reports a range of money that falls.
fn tell_fall(key: &str, ends: Option<(Money, Money)>, place: Place, problems: &mut Problems) {
    if let Some((from, to)) = ends.filter(|(from, to)| to < from) {
        let turned = Sum { from: to, to: Some(from) }.toml();
        problems
            .report(Rule::RangeOrder, place, "the range falls: `to` is less than `from`")
            .help(format!("write {key} = {turned}, if they are the wrong way round"));
    }
}

/// Reports a range of numbers that falls.
fn tell_count_fall(ends: Option<(u32, u32)>, place: Place, problems: &mut Problems) {
    if let Some((from, to)) = ends.filter(|(from, to)| to < from) {
        problems
            .report(Rule::RangeOrder, place, "the range falls: `to` is less than `from`")
            .help(format!("write count = {{ from = {to}, to = {from} }}, if they are the wrong way round"));
    }
}

/// `4`, `{ from = 2, to = 3 }` or `"2 to 3"`; `Err` if it is something else (reported).
fn count(line: &mut Table<'_>) -> Result<Option<(u32, u32)>, ()> {
    let Some((value, _)) = line.raw("count") else { return Ok(None) };
    let whole = |table: &mut Table<'_>, key: &str| table.whole(key).map(|number| number.value as u32);
    let number = |typed: &str| typed.parse().ok().filter(|number: &u32| i64::from(*number) <= MOST_COUNT);
    if let Some((range, span)) = line.range("count")
        && let Some(ends) = number(range.from).zip(range.to.and_then(number))
    {
        tell_count_fall(Some(ends), Place::new(line.source(), span), &mut line.problems);
        return Ok(Some(ends));
    }
    if !matches!(value, DeValue::Table(_)) {
        return whole(line, "count").map(|count| Some((count, count))).ok_or(());
    }
    let mut range = line.table("count").ok_or(())?;
    let (from, to) = (whole(&mut range, "from"), whole(&mut range, "to"));
    tell_count_fall(from.zip(to), range.place(), &mut range.problems);
    range.finish(&mut line.problems);
    from.zip(to).map(Some).ok_or(())
}
