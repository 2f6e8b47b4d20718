//! An article is summed up in three to five key points.

use super::{Context, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    KeyPoints = "R05", Info, "an article without three to five key points";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let Data::Article(article) = &text.page.data else { return };
    let count = article.key_points.len();
    if !(3..=5).contains(&count) {
        problems
            .report(Rule::KeyPoints, text.page.place(), format!("{count} key points"))
            .help("sum the article up in three to five sentences, in `key_points`");
    }
}
