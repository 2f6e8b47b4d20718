//! Where a price recurs, the pricing page says that it is no insurance.

use super::{Context, Look};
use crate::problem::{Place, Problems, Rule};
use crate::site::{Edition, Fixture};

lint! {
    Look::Edition(look);
    NotInsurance = "L03", Warning in "en", "a price that recurs, on a pricing page that does not say `not insurance`";
}

fn look(context: &Context<'_>, edition: &Edition, problems: &mut Problems) {
    let Some(list) = context.site.prices.as_ref().filter(|list| !list.plans.is_empty()) else { return };
    let Some(said) = context.output(&edition.address(Fixture::Pricing)) else { return };
    let said = said.to_lowercase();
    if !said.contains("not insurance") && !said.contains("not health insurance") {
        problems
            .report(
                Rule::NotInsurance,
                Place::file(&list.source),
                "the pricing page does not say `not insurance`",
            )
            .help("say it in content/pricing.md, or in the theme's pricing page");
    }
}
