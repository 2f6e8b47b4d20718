//! What differs between two price lists, as those who pay see it. Terms are not compared: their words are.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::money::{Money, Sum};
use crate::prices::{Cost, EntryId, EntryOffers, Per, PriceList};

/// A difference.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// The day from which it holds, if the newer list says.
    pub(crate) from: Option<Date>,
    pub(crate) kind: ChangeKind,
    /// The id of the entry, in the newer list if it is there.
    pub(crate) id: String,
    /// What is paid for.
    pub(crate) what: What,
    /// The name of the entry; the older one of what is gone.
    pub(crate) name: String,
    /// What held before; nothing for what is new.
    pub(crate) before: Option<Told>,
    /// What holds then; nothing for what is gone.
    pub(crate) after: Option<Told>,
    /// What those on a plan pay for the entry before and after, where only the price of others differs: the names of the
    /// plans with it.
    pub(crate) unchanged: Vec<(String, Told)>,
}

/// How something differs, in the order in which a letter tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeKind {
    Raised,
    Lowered,
    /// Neither dearer nor cheaper in every case.
    Other,
    New,
    Gone,
    Renamed,
}

impl ChangeKind {
    pub(crate) const ALL: [ChangeKind; 6] = [
        ChangeKind::Raised,
        ChangeKind::Lowered,
        ChangeKind::Other,
        ChangeKind::New,
        ChangeKind::Gone,
        ChangeKind::Renamed,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            ChangeKind::Raised => "raised",
            ChangeKind::Lowered => "lowered",
            ChangeKind::Other => "other",
            ChangeKind::New => "new",
            ChangeKind::Gone => "gone",
            ChangeKind::Renamed => "renamed",
        }
    }
}

/// What of an entry is paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// The entry, by everybody.
    Whole,
    /// One of its options.
    Option(String),
    /// The entry, by those on this plan: its id and its name.
    OnPlan(String, String),
    /// What joining it costs once.
    Joining,
}

/// What something costs, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) cost: Costs,
    pub(crate) per: Per,
    /// The name of the entry at that time.
    pub(crate) name: String,
}

/// What something costs, apart from its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Costs {
    Sum(Sum),
    /// Nothing of its own: it is a part of what has this name.
    Included(String),
    OnRequest,
}

/// Whether the lists are in two currencies, so that nothing can be called dearer.
pub(crate) fn in_two_currencies(old: &PriceList, new: &PriceList) -> bool {
    old.currency != new.currency
}

/// What differs, as both lists are written: what an older list announced for a day before the newer one holds has come.
pub(crate) fn changes(old: &PriceList, new: &PriceList) -> Vec<Change> {
    let eve = new.valid_from.and_then(|day| day.checked_sub(1.days()).ok());
    let before = eve.map_or_else(|| old.clone(), |eve| old.clone().in_force(eve));
    let mut changes = Vec::new();
    let pairs = pairs(&before, new);
    for (older, newer) in &pairs {
        match (older, newer) {
            (Some(older), Some(newer)) => {
                let compared = compare(&before, older, new, newer);
                changes.extend(compared.into_iter().map(|change| Change { from: new.valid_from, ..change }));
                changes.extend(announced(old, older, new, newer));
            }
            (older, newer) => {
                let (before, after) =
                    (older.map(|one| whole(&before, one)), newer.map(|one| whole(new, one)));
                let Some(one) = newer.or(*older) else { continue };
                let kind = if newer.is_some() { ChangeKind::New } else { ChangeKind::Gone };
                changes.push(Change { from: new.valid_from, before, after, ..Change::of(one, kind) });
                let announced = newer.and_then(|newer| announced_of(new, newer));
                changes.extend(announced);
            }
        }
    }
    changes.sort_by_key(|change| (change.from, change.kind));
    changes
}

/// The entries of both lists, each with that of the other: of the same id, or else of the same name.
fn pairs<'l>(
    old: &'l PriceList,
    new: &'l PriceList,
) -> Vec<(Option<&'l EntryOffers>, Option<&'l EntryOffers>)> {
    let kind = |one: &EntryOffers| std::mem::discriminant(&one.entry);
    let has_id = |list: &PriceList, one: &EntryOffers| {
        list.offers().iter().any(|other| other.id == one.id && kind(other) == kind(one))
    };
    let same = |older: &EntryOffers, newer: &EntryOffers| {
        let by_name = || older.name == newer.name && !has_id(old, newer) && !has_id(new, older);
        kind(older) == kind(newer) && (older.id == newer.id || by_name())
    };
    let newer = new.offers().iter().map(|newer| {
        let older = old.offers().iter().find(|older| same(older, newer));
        (older, Some(newer))
    });
    let gone = old.offers().iter().filter(|older| !new.offers().iter().any(|newer| same(older, newer)));
    newer.chain(gone.map(|older| (Some(older), None))).collect()
}

impl Change {
    fn of(one: &EntryOffers, kind: ChangeKind) -> Change {
        Change {
            from: None,
            kind,
            id: one.id.clone(),
            what: What::Whole,
            name: one.name.clone(),
            before: None,
            after: None,
            unchanged: Vec::new(),
        }
    }
}

fn told(one: &EntryOffers, cost: Costs) -> Told {
    Told { cost, per: one.per.clone(), name: one.name.clone() }
}

/// What an entry costs everybody, said once.
fn whole(list: &PriceList, one: &EntryOffers) -> Told {
    let cost = match one.cost {
        Cost::Sum(sum) => Costs::Sum(sum),
        Cost::Included(whole) => Costs::Included(list.offers_of(whole.into()).name.clone()),
        Cost::OnRequest => Costs::OnRequest,
    };
    told(one, cost)
}

/// Everything that an entry asks for, apart: its options where it has some, what those on a plan pay, what joining costs.
fn parts(list: &PriceList, one: &EntryOffers, by_option: bool) -> Vec<(What, Told)> {
    let mut parts = Vec::new();
    if by_option {
        let options = one.options().filter_map(|(name, offer)| {
            Some((What::Option(name.to_owned()), told(one, Costs::Sum(offer.sum?))))
        });
        parts.extend(options);
    } else {
        parts.push((What::Whole, whole(list, one)));
    }
    let on_plan = one.conditional().filter_map(|(condition, offer)| {
        let what = What::OnPlan(condition.id.clone(), condition.name.clone());
        Some((what, told(one, Costs::Sum(offer.sum?))))
    });
    parts.extend(on_plan);
    if let EntryId::Plan(id) = one.entry
        && let Some(fee) = list[id].joining_fee
    {
        parts.push((What::Joining, Told { per: Per::Whole, ..told(one, Costs::Sum(Sum::exact(fee))) }));
    }
    parts
}

/// Whether both mean the same part of an entry.
fn is_same(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::OnPlan(one, _), What::OnPlan(other, _)) => one == other,
        _ => one == other,
    }
}

/// What differs in an entry that both lists have.
fn compare(old: &PriceList, older: &EntryOffers, new: &PriceList, newer: &EntryOffers) -> Vec<Change> {
    let mut changes = Vec::new();
    let by_option = [older, newer].iter().all(|one| one.options().next().is_some());
    let (before, after) = (parts(old, older, by_option), parts(new, newer, by_option));
    for (what, now) in &after {
        let then = before.iter().find(|(other, _)| is_same(other, what)).map(|(_, then)| then);
        let kind = match then {
            Some(then) if is_equal(then, now) => continue,
            Some(then) => kind_of(then, now),
            None => ChangeKind::New,
        };
        let stays = |(what, now): &(What, Told)| match what {
            What::OnPlan(_, plan)
                if before.iter().any(|(other, then)| is_same(other, what) && is_equal(then, now)) =>
            {
                Some((plan.clone(), now.clone()))
            }
            _ => None,
        };
        let unchanged = match what {
            What::Whole if then.is_some() => after.iter().filter_map(stays).collect(),
            _ => Vec::new(),
        };
        let (before, after) = (then.cloned(), Some(now.clone()));
        changes.push(Change { what: what.clone(), before, after, unchanged, ..Change::of(newer, kind) });
    }
    for (what, then) in before {
        if !after.iter().any(|(other, _)| is_same(other, &what)) {
            let change = Change::of(newer, ChangeKind::Gone);
            changes.push(Change { what, before: Some(then), ..change });
        }
    }
    if older.name != newer.name {
        let (before, after) = (whole(old, older), whole(new, newer));
        let change = Change::of(newer, ChangeKind::Renamed);
        changes.push(Change { before: Some(before), after: Some(after), ..change });
    }
    changes
}

/// What the newer list announces of an entry, and the older one did not.
fn announced(old: &PriceList, older: &EntryOffers, new: &PriceList, newer: &EntryOffers) -> Option<Change> {
    let known = old.find(&older.id).and_then(|one| one.next);
    announced_of(new, newer).filter(|_| known != newer.next)
}

fn announced_of(new: &PriceList, newer: &EntryOffers) -> Option<Change> {
    let next = newer.next?;
    let (before, after) = (whole(new, newer), told(newer, Costs::Sum(next.price)));
    let kind = kind_of(&before, &after);
    let is_change = !is_equal(&before, &after);
    // Only the price of those who are on no plan can be announced.
    let unchanged = parts(new, newer, true).into_iter().filter_map(|(what, told)| match what {
        What::OnPlan(_, plan) => Some((plan, told)),
        What::Whole | What::Option(_) | What::Joining => None,
    });
    let change = Change {
        from: Some(next.from),
        before: Some(before),
        after: Some(after),
        unchanged: unchanged.collect(),
        ..Change::of(newer, kind)
    };
    is_change.then_some(change)
}

/// Whether two tell the same price: in whatever unit, but a plan in the same time.
fn is_equal(one: &Told, other: &Told) -> bool {
    let period = |told: &Told| match &told.per {
        Per::Period(period) => Some(*period),
        Per::Unit(_) | Per::Whole => None,
    };
    one.cost == other.cost && period(one) == period(other)
}

/// Whether one is dearer than the other in every case. A plan is compared by what it comes to in a year.
fn kind_of(before: &Told, after: &Told) -> ChangeKind {
    let (Costs::Sum(then), Costs::Sum(now)) = (&before.cost, &after.cost) else { return ChangeKind::Other };
    if then.from.currency() != now.from.currency() {
        return ChangeKind::Other;
    }
    let times = |per: &Per| match per {
        Per::Period(period) => u128::from(period.per_year()),
        Per::Unit(_) | Per::Whole => 1,
    };
    let ends = |sum: &Sum, per: &Per| {
        let minor = |money: Money| u128::from(money.minor()) * times(per);
        (minor(sum.from), sum.to.map_or(u128::MAX, minor))
    };
    let (then, now) = (ends(then, &before.per), ends(now, &after.per));
    match (now.0.cmp(&then.0), now.1.cmp(&then.1)) {
        (Ordering::Equal, Ordering::Equal) => ChangeKind::Other,
        (from, to) if from.is_ge() && to.is_ge() => ChangeKind::Raised,
        (from, to) if from.is_le() && to.is_le() => ChangeKind::Lowered,
        _ => ChangeKind::Other,
    }
}
