//! Whether somebody else has read what is said about health, and when it is due again.

use super::{Context, Look, Text};
use crate::page::{Article, Data, Page, Review};
use crate::problem::{Problems, Rule};
use crate::site::Site;

lint! {
    Look::Page(look);
    NoReview = "M03", Warning, "an article that nobody has reviewed";
    OwnReview = "M04", Warning, "an article that only its author has reviewed";
    ReviewDue = "M06", Warning(due), "a review that is too old";
    ChangedSince = "M07", Warning, "an article that was changed after its review";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let page = text.page;
    if let Data::Article(article) = &page.data {
        reviewer(page, article, problems);
    }
    if let Some(review) = page.data.own().review() {
        age(context.site, page, review, problems);
    }
}

/// Whether it is reviewed at all, and by somebody else.
fn reviewer(page: &Page, article: &Article, problems: &mut Problems) {
    let review = &article.review;
    let missing = match (&review.reviewer, &review.reviewed) {
        (None, None) => Some("`reviewer` and `reviewed`"),
        (None, Some(_)) => Some("`reviewer`"),
        (Some(_), None) => Some("`reviewed`"),
        (Some(_), Some(_)) => None,
    };
    if let Some(missing) = missing {
        problems
            .report(Rule::NoReview, page.place(), format!("this article lacks {missing}"))
            .help("have somebody review it who did not write it, and note who and when");
    }
    if let (Some(reviewer), [only]) = (&review.reviewer, article.authors.as_slice())
        && only.value == reviewer.value
    {
        problems
            .report(Rule::OwnReview, reviewer.place(&page.source), "the author has reviewed the article")
            .help("have somebody else review it");
    }
}

/// Whether the review is still that of what stands there.
fn age(site: &Site, page: &Page, review: &Review, problems: &mut Problems) {
    let Some(reviewed) = &review.reviewed else { return };
    if let Some(due) = review.due(site.config.check.review_months).filter(|due| *due < site.config.today) {
        problems
            .report(
                Rule::ReviewDue,
                reviewed.place(&page.source),
                format!("the review of {} was due again on {due}", reviewed.value),
            )
            .help("have it reviewed, and set the new `reviewed`");
    }
    let changed = page.updated.map(|updated| updated.day_in(&site.config.zone));
    if let Some(changed) = changed.filter(|changed| *changed > reviewed.value) {
        problems
            .report(
                Rule::ChangedSince,
                reviewed.place(&page.source),
                format!("this was changed on {changed}, after its review of {}", reviewed.value),
            )
            .help("have the change reviewed, and set the new `reviewed`");
    }
}
