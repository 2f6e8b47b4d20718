//! What is over, and still shown as if it were not.

use super::{Context, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    PastEvent = "S02", Warning(due), "an event that is over, still shown without its recording";
    ClosedOpening = "closed-opening", Warning(due), "an opening that is closed, still shown";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let (site, page) = (context.site, text.page);
    if let Data::Event(event) = &page.data
        && site.is_past(event.end)
        && event.recording_url.is_none()
        && page.expires.is_none()
    {
        problems
            .report(Rule::PastEvent, page.place(), "this event is over, and its page has nothing to offer")
            .help("add `recording_url`, or `expires`");
    }
    if let Data::Career(career) = &page.data
        && let Some(closes) = career.closes
        && site.is_past(closes)
    {
        problems
            .report(Rule::ClosedOpening, page.place(), format!("this opening closed on {}", closes.day))
            .help("build without `--expired`, or set a new `closes`");
    }
}
