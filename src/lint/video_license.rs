//! What is given by video is given where somebody has a license.

use super::{Context, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};
use crate::site::ByVideo;

lint! {
    Look::Page(look);
    VideoLicense = "L09", Warning, "a service of a US clinic by video, and nobody with a license for it";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let Data::Service(service) = &text.page.data else { return };
    let Some(flag) = service.telehealth.as_ref().filter(|flag| flag.value && context.site.is_us()) else {
        return;
    };
    let by_video = context.site.by_video(text.edition, service);
    let place = flag.place(&text.page.source);
    let said = "nobody who gives this has a license that holds, so the page says nothing of video";
    let problem = match by_video {
        ByVideo::In(_) | ByVideo::Anywhere => return,
        // Nothing but the calendar has made it wrong.
        ByVideo::Expired => problems.report_due(Rule::VideoLicense, place, said),
        ByVideo::Unlicensed => problems.report(Rule::VideoLicense, place, said),
    };
    let who = match service.providers.is_empty() {
        true => "name who gives it in `providers`, and write into the page of each",
        false => "write into the pages of its `providers`",
    };
    problem.help(format!("{who}: licenses = [{{ region = \"MA\", number = \"…\", expires = 2027-06-30 }}]"));
}
