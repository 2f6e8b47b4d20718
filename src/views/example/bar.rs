//! The bar of a worked year: a part for each line, and what it may cost beyond, in thousandths of the whole.

use crate::money::{Money, Sum};
use crate::views::view;

view! {
    /// A part of the bar of a worked year. Lengths are thousandths of the bar.
    BarPart {
        /// The number of its colour, from 1 to 5.
        part: usize,
        /// Where it begins.
        x: u64,
        /// How long it is.
        width: u64,
        /// Whether it is what a line may cost beyond its least; such parts stand last.
        open: bool,
    }
}

/// The length of a bar.
const WHOLE: u64 = 1000;
/// What stands for an end that is open.
const OPEN: u64 = 120;
/// The gap between parts.
const GAP: u64 = 3;
/// So many colours follow one another.
const COLOURS: usize = 5;

/// The number of the colour of a line.
pub(crate) fn colour(line: usize) -> usize {
    line % COLOURS + 1
}

/// The parts of a bar of these sums: first what each costs at least, then what some may cost beyond. `estimate.js` does the
/// same.
pub(crate) fn parts(sums: &[Sum]) -> Vec<BarPart> {
    let least = sums.iter().enumerate().map(|(line, sum)| (line, sum.from.minor(), false));
    let beyond = sums.iter().enumerate().map(|(line, sum)| {
        let most = sum.to.map_or(0, Money::minor);
        (line, most.saturating_sub(sum.from.minor()), true)
    });
    let all: Vec<_> = least.chain(beyond).filter(|(_, minor, _)| *minor > 0).collect();
    let total: u128 = all.iter().map(|(_, minor, _)| u128::from(*minor)).sum();
    let open = sums.iter().position(|sum| sum.to.is_none());
    let end = if open.is_some() { WHOLE - OPEN } else { WHOLE };
    let place = |sum: u128| (sum * u128::from(end)).checked_div(total).map_or(end, |at| at as u64);
    let mut sum = 0;
    let mut ends = all.into_iter().map(|(line, minor, open)| {
        let from = place(sum);
        sum += u128::from(minor);
        (line, from, place(sum), open)
    });
    let parts: Vec<_> = ends.by_ref().collect();
    let tail = open.filter(|_| total > 0).map(|line| (line, end, WHOLE, true));
    parts
        .into_iter()
        .chain(tail)
        .map(|(line, from, to, open)| {
            let gap = if to == WHOLE { 0 } else { GAP };
            let width = (to - from).saturating_sub(gap).max(1);
            BarPart { part: colour(line), x: from.min(WHOLE - 1), width, open }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn sum(from: u64, to: Option<u64>) -> Sum {
        let money = |minor: u64| Money::parse(&minor.to_string(), Currency::find("JPY").unwrap()).unwrap();
        Sum { from: money(from), to: to.map(money) }
    }

    fn lengths(sums: &[(u64, Option<u64>)]) -> Vec<(usize, u64, u64, bool)> {
        let sums: Vec<_> = sums.iter().map(|(from, to)| sum(*from, *to)).collect();
        parts(&sums).iter().map(|part| (part.part, part.x, part.width, part.open)).collect()
    }

    #[test]
    fn what_may_come_on_top_stands_last() {
        assert_eq!(
            lengths(&[(1200, Some(1200)), (1600, Some(2400)), (0, Some(0)), (1200, Some(1200))]),
            [(1, 0, 247, false), (2, 250, 330, false), (4, 583, 247, false), (2, 833, 167, true)]
        );
        assert_eq!(
            lengths(&[(10, None), (30, Some(30))]),
            [(1, 0, 217, false), (2, 220, 657, false), (1, 880, 120, true)]
        );
        assert_eq!(lengths(&[(0, Some(0))]), []);
        assert_eq!(lengths(&[(0, None)]), []);
    }

    proptest! {
        #[test]
        fn a_bar_is_as_long_as_its_sums(sums in prop::collection::vec((0u64..1_000_000_000_000_000, 0u64..1000), 0..9)) {
            let sums: Vec<_> = sums.into_iter().map(|(from, more)| sum(from, Some(from + more * 1000))).collect();
            let made = parts(&sums);
            let mut last = 0;
            for part in &made {
                prop_assert!(part.x >= last && part.width >= 1 && part.x + part.width <= WHOLE, "{:?}", made);
                last = part.x;
            }
            if let Some(part) = made.last() {
                prop_assert_eq!((made[0].x, part.x + part.width), (0, WHOLE));
            }
        }
    }
}
