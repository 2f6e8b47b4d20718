//! The notice on Good Faith Estimates (45 CFR 149.610).

use super::RenderContext;
use super::page::PageBuilder;
use super::view;
use crate::config::GoodFaithText;
use crate::page::Kind;

view! {
    /// The notice on Good Faith Estimates.
    EstimateView {
        /// Whether the clinic has written the notice itself, in `content/good-faith-estimate.md`.
        own_words: bool,
        /// Whether the clinic wants the model notice of CMS, word for word, as `good_faith_text` of `[legal]` says.
        model: bool,
        /// The clinic's telephone number, to ask for an estimate.
        contact_phone: Option<String>,
        /// The clinic's address for mail, to ask for an estimate.
        contact_email: Option<String>,
    }
}

/// What templates see of the notice. The law wants it to be found, so search engines may list it.
pub(crate) fn view(world: RenderContext<'_>) -> (PageBuilder, EstimateView) {
    let words = world.edition.list(Kind::Estimate).next();
    let title = world.edition.phrase("good_faith_estimate", &[]);
    let mut base = PageBuilder::with_words(world, "good-faith-estimate", title, words);
    if words.is_none() {
        base.view.summary = world.edition.phrase("gfe_summary", &[]);
    }
    base.view.noindex = false;
    let clinic = &world.site.config.clinic;
    let own = EstimateView {
        own_words: words.is_some(),
        model: world.site.config.legal.good_faith_text == GoodFaithText::Model,
        contact_phone: clinic.phone.as_ref().map(|phone| world.edition.language().isolated(&phone.value)),
        contact_email: clinic.email.as_ref().map(ToString::to_string),
    };
    (base, own)
}
