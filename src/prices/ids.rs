//! Resolved ids: a reference to an entry is its index by kind, never its text.
//!
//! Only `resolve` makes them, from ids that it has looked up. So no sum can meet an id that is nothing.

use std::collections::BTreeMap;
use std::ops::{Index, Range};

use super::{Bundle, EntryOffers, Example, Outside, Plan, PriceList, Service};

macro_rules! ids {
    ($($name:ident, $entry:ident, $list:ident, $what:literal;)*) => {$(
        #[doc = concat!("The number of ", $what, " in its list.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub(super) usize);

        impl Index<$name> for PriceList {
            type Output = $entry;

            fn index(&self, id: $name) -> &$entry {
                &self.$list[id.0]
            }
        }
    )*};
}

ids! {
    PlanId, Plan, plans, "a plan";
    ServiceId, Service, services, "a service";
    BundleId, Bundle, bundles, "a bundle";
    OutsideId, Outside, outside, "what others bill";
}

/// What can be bought, and has a price or is on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum EntryId {
    Plan(PlanId),
    Service(ServiceId),
    Bundle(BundleId),
}

/// What a service can be a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Whole {
    Plan(PlanId),
    Service(ServiceId),
}

impl From<Whole> for EntryId {
    fn from(whole: Whole) -> Self {
        match whole {
            Whole::Plan(id) => EntryId::Plan(id),
            Whole::Service(id) => EntryId::Service(id),
        }
    }
}

/// The kinds of things that have an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum IdKind {
    Plan,
    Service,
    Bundle,
    Example,
    Outside,
}

impl IdKind {
    /// With its article, as messages name it.
    pub fn in_words(self) -> &'static str {
        match self {
            IdKind::Plan => "a plan",
            IdKind::Service => "a service",
            IdKind::Bundle => "a bundle",
            IdKind::Example => "an example",
            IdKind::Outside => "an entry of `[[outside]]`",
        }
    }
}

/// An id of the list: what has it, and where it stands first.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) kind: IdKind,
    pub(super) span: Range<usize>,
    /// The number of the entry in the list of its kind; none if it could not be read.
    pub(super) number: Option<usize>,
    /// Whether all that sums with it depend on could be read.
    pub(super) whole: bool,
}

impl Named {
    /// The entry, if it is one that has a price and could be read.
    pub(super) fn entry(&self) -> Option<EntryId> {
        let number = self.number?;
        match self.kind {
            IdKind::Plan => Some(EntryId::Plan(PlanId(number))),
            IdKind::Service => Some(EntryId::Service(ServiceId(number))),
            IdKind::Bundle => Some(EntryId::Bundle(BundleId(number))),
            IdKind::Example | IdKind::Outside => None,
        }
    }

    /// What others bill, if it is that and could be read.
    pub(super) fn outside(&self) -> Option<OutsideId> {
        self.number.filter(|_| self.kind == IdKind::Outside).map(OutsideId)
    }
}

/// Every id of a list.
pub(super) type Names = BTreeMap<String, Named>;

impl PriceList {
    /// What the entry costs that an id typed elsewhere means.
    pub(crate) fn find(&self, id: &str) -> Option<&EntryOffers> {
        self.names.get(id).and_then(Named::entry).map(|entry| self.offers_of(entry))
    }

    /// The example that an id typed elsewhere means.
    pub fn example(&self, id: &str) -> Option<&Example> {
        let named = self.names.get(id).filter(|named| named.kind == IdKind::Example)?;
        self.examples.get(named.number?)
    }

    /// What an id typed elsewhere means, read or not.
    pub fn kind_of(&self, id: &str) -> Option<IdKind> {
        self.names.get(id).map(|named| named.kind)
    }
}
