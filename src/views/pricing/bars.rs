//! What something costs here beside what others ask for it, as bars on one axis.

use super::others::source;
use crate::money::Sum;
use crate::money::axis::Axis;
use crate::prices::{Comparison, Cost};
use crate::views::words::Words;
use crate::views::{Html, RenderContext, view};

view! {
    /// What something costs here beside what others ask for it, as bars on one axis that begins at nothing.
    ComparisonBars {
        /// The amount at the begin of the axis: nothing.
        begin: String,
        /// The amount at its end: a round figure that no bar exceeds.
        end: String,
        /// First the clinic's own price, then those of others.
        rows: Vec<ComparisonRow>,
    }

    /// A price with its bar.
    ComparisonRow {
        /// Who asks it, for what; none for the clinic itself.
        label: Option<String>,
        /// How much, in words.
        amount: String,
        /// The begin of its bar in thousandths of the axis; that of an exact amount is the begin of the axis.
        from: u32,
        /// The end of its bar in thousandths; that of its begin where there is nothing to draw.
        to: u32,
        /// Whether the amount has no upper end.
        open: bool,
        /// What a price of others includes and leaves out.
        note_html: Option<Html>,
        /// Where a price of others is written, and when it was read.
        source_html: Option<Html>,
    }
}

impl ComparisonBars {
    /// The price of the clinic, in words too, beside those of others; none without others.
    pub(super) fn of<'c>(
        world: RenderContext<'_>,
        words: &Words<'_>,
        (cost, amount): (Cost, &str),
        compared: impl Iterator<Item = &'c Comparison> + Clone,
    ) -> Option<Self> {
        let others = || compared.clone().map(|one| one.found.price);
        others().next()?;
        let axis = Axis::of(cost.sum().into_iter().chain(others()))?;
        let row = |label: Option<&str>, amount: String, sum: Option<Sum>| {
            let extent = sum.map(|sum| axis.extent(sum));
            ComparisonRow {
                label: label.map(str::to_owned),
                amount,
                from: extent.map_or(0, |extent| extent.from),
                to: extent.map_or(0, |extent| extent.to),
                open: extent.is_some_and(|extent| extent.open),
                note_html: None,
                source_html: None,
            }
        };
        let other = |one: &Comparison| ComparisonRow {
            note_html: one.note.as_ref().map(|note| words.sentence(note)),
            source_html: Some(source(world, &one.found)),
            ..row(Some(&one.label), world.edition.sum(one.found.price), Some(one.found.price))
        };
        let own = row(None, amount.to_owned(), cost.sum());
        Some(ComparisonBars {
            begin: world.edition.money(axis.begin()),
            end: world.edition.money(axis.end()),
            rows: std::iter::once(own).chain(compared.map(other)).collect(),
        })
    }
}
