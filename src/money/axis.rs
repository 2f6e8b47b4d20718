//! An axis from nothing to a round figure, on which sums are drawn as bars, in whole thousandths of its length.

use super::{Money, Sum};

/// An axis that begins at nothing, since a bar that begins elsewhere misleads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    end: Money,
}

/// The place of a sum on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Its begin in thousandths of the axis; that of an exact amount is the begin of the axis.
    pub(crate) from: u32,
    /// Its end in thousandths; where it is open, what is known of it ends there.
    pub(crate) to: u32,
    /// Whether the sum has no upper end.
    pub(crate) open: bool,
}

/// The whole length.
const WHOLE: u32 = 1000;
/// The end of an open bar, behind which there is room for the sign that it goes on.
const OPEN_END: u32 = 920;
/// The least length of a bar that can be seen.
const LEAST: u32 = 4;

impl Axis {
    /// The axis of some sums, to a round figure that none of them exceeds; none without a sum.
    pub(crate) fn of(sums: impl Iterator<Item = Sum>) -> Option<Self> {
        // An open sum goes on behind its begin.
        let needs = |sum: Sum| match sum.to {
            Some(to) => to,
            None => Money { minor: sum.from.minor.saturating_add(sum.from.minor / 4), ..sum.from },
        };
        let dearest = sums.map(needs).max_by_key(|money| money.minor)?;
        Some(Axis { end: Money { minor: round_up(dearest.minor), ..dearest } })
    }

    /// The amount at its begin: nothing.
    pub(crate) fn begin(self) -> Money {
        Money::zero(self.end.currency)
    }

    /// The amount at its end.
    pub(crate) fn end(self) -> Money {
        self.end
    }

    /// The place of a sum that it was made for.
    pub(crate) fn extent(self, sum: Sum) -> Extent {
        let (from, to, open) = match sum.to {
            Some(to) if to == sum.from => (0, self.at(to), false),
            Some(to) => (self.at(sum.from), self.at(to), false),
            None => (self.at(sum.from), OPEN_END, true),
        };
        let least = if sum.to.is_some_and(Money::is_zero) { 0 } else { LEAST };
        let from = from.min(WHOLE - least);
        Extent { from, to: to.max(from + least), open }
    }

    /// The place of an amount, to the nearest thousandth.
    fn at(self, money: Money) -> u32 {
        let (amount, end) = (u128::from(money.minor), u128::from(self.end.minor));
        let nearest = (amount * u128::from(WHOLE) * 2 + end) / (end * 2);
        u32::try_from(nearest).map_or(WHOLE, |at| at.min(WHOLE))
    }
}

/// The least of 1, 2, 2.5 and 5, with any number of zeros behind it, that is no less.
fn round_up(minor: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        let quarters = if power >= 10 { power / 10 * 25 } else { power * 2 };
        let found = [power, power * 2, quarters, power * 5].into_iter().find(|figure| *figure >= minor);
        match (found, power.checked_mul(10).filter(|next| *next <= u64::MAX / 5)) {
            (Some(figure), _) => return figure,
            (None, Some(next)) => power = next,
            (None, None) => return u64::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, LARGEST};
    use proptest::prelude::*;

    fn money(minor: u64) -> Money {
        Money { minor, currency: Currency::find("USD").unwrap() }
    }

    fn range(from: u64, to: Option<u64>) -> Sum {
        Sum { from: money(from), to: to.map(money) }
    }

    #[test]
    fn an_axis_ends_at_a_round_figure() {
        for (dearest, wanted) in [
            (0, 1),
            (1, 1),
            (3, 5),
            (99, 100),
            (170_800, 200_000),
            (200_000, 200_000),
            (210_000, 250_000),
            (250_001, 500_000),
            (500_001, 1_000_000),
            (u64::MAX, u64::MAX),
        ] {
            assert_eq!(round_up(dearest), wanted, "{dearest}");
        }
    }

    #[test]
    fn sums_stand_where_they_belong() {
        let axis = Axis::of([range(80_000, Some(80_000)), range(70_200, Some(170_800))].into_iter()).unwrap();
        assert_eq!(axis.end(), money(200_000));
        let extent = |sum| {
            let Extent { from, to, open } = axis.extent(sum);
            (from, to, open)
        };
        assert_eq!(extent(range(80_000, Some(80_000))), (0, 400, false));
        assert_eq!(extent(range(70_200, Some(170_800))), (351, 854, false));
        assert_eq!(extent(range(80_000, None)), (400, 920, true));
        assert_eq!(extent(range(0, Some(0))), (0, 0, false), "nothing has no length");
        assert_eq!(extent(range(1, Some(1))), (0, 4, false), "something is seen");
        assert_eq!(Axis::of(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn bars_lie_on_the_axis_in_the_order_of_their_amounts(
            sums in prop::collection::vec((0..LARGEST, prop::option::of(0..LARGEST / 2)), 1..6)
        ) {
            let sums: Vec<_> = sums.into_iter().map(|(from, more)| range(from, more.map(|more| from + more))).collect();
            let axis = Axis::of(sums.iter().copied()).unwrap();
            let dearest = sums.iter().filter_map(|sum| sum.to).map(Money::minor).max().unwrap_or_default();
            prop_assert!(axis.end().minor() >= dearest);
            let figures = axis.end().minor().to_string();
            prop_assert!(["1", "2", "25", "5"].contains(&figures.trim_end_matches('0')), "{}", figures);
            for sum in &sums {
                let Extent { from, to, open } = axis.extent(*sum);
                prop_assert!(from <= to && to <= WHOLE);
                prop_assert_eq!(open, sum.to.is_none());
                // No bar promises less than is asked, by more than can be seen.
                if let Some(most) = sum.to {
                    let exact = u128::from(most.minor()) * 1000 / u128::from(axis.end().minor());
                    prop_assert!(u128::from(to).abs_diff(exact) <= u128::from(LEAST) + 1);
                }
                if sum.as_exact().is_some() {
                    prop_assert_eq!(from, 0);
                }
            }
            for (one, other) in sums.iter().flat_map(|one| sums.iter().map(move |other| (one, other))) {
                if one.to.is_some_and(|to| other.to.is_some_and(|other| to <= other)) {
                    let (one, other) = (axis.extent(*one), axis.extent(*other));
                    prop_assert!(one.to <= other.to + LEAST);
                }
            }
        }
    }
}
