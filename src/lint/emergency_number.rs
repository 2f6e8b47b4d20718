//! An article of a US clinic that says when to get help names 911.

use super::{Context, Look, Text, help};
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    EmergencyNumber = "emergency-number", Warning, "an article of a US clinic that does not name 911";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let site = context.site;
    let on_every_page =
        || site.config.clinic.emergency.as_ref().is_some_and(|text| text.value.contains("911"));
    if !site.is_us() || !help::is_asked(text) || text.page.source.text.contains("911") || on_every_page() {
        return;
    }
    // One that does not say when to get help is told so, where the words for it are known.
    if Rule::Help.speaks(text.edition.language().tag) && !help::is_said(text) {
        return;
    }
    problems
        .report(Rule::EmergencyNumber, text.page.place(), "this article does not name 911")
        .help("name 911 where it says when to get help, or in `emergency` of `[clinic]`");
}
