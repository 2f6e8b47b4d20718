//! Where a US clinic says when to get help at once it names 911.

use super::{Context, Look, Text, help};
use crate::kinds::Standing;
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    EmergencyNumber = "emergency-number", Warning, "a page of a US clinic on a condition that does not name 911";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let (site, page) = (context.site, text.page);
    let on_every_page =
        || site.config.clinic.emergency.as_ref().is_some_and(|text| text.value.contains("911"));
    // What the box lacks is told of the box, and not of every page that shows it.
    let is_asked = page.kind.spec().stands == Standing::Box
        || (page.data.own().is_read_by_the_ill() && !help::shows_box(text));
    if !site.is_us() || !is_asked || page.source.text.contains("911") || on_every_page() {
        return;
    }
    // One that does not say when to get help is told so, where the words for it are known.
    let is_page = page.has_address();
    if is_page && Rule::Help.speaks(text.edition.language().tag) && !help::says_it(text) {
        return;
    }
    problems
        .report(Rule::EmergencyNumber, page.place(), "911 is not named here")
        .help("name 911 where it says when to get help, or in `emergency` of `[clinic]`");
}
