//! A form asks nothing about health.

use std::sync::Arc;

use super::{Context, Look, between};
use crate::problem::{Place, Problems, Rule};
use crate::source::{Source, is_page};

lint! {
    Look::Site(look);
    HealthQuestion = "V04", Warning, "a form that asks about health, birth or insurance";
}

/// What a form on a clinic's site must not ask.
const HEALTH: [&str; 12] = [
    "symptom",
    "diagnos",
    "medication",
    "medical",
    "health",
    "birth",
    "dob",
    "insurance",
    "ssn",
    "social-security",
    "social_security",
    "pregnan",
];

fn look(context: &Context<'_>, problems: &mut Problems) {
    let asks = |path: &str| path.contains("templates/") || is_page(path);
    for (_, source) in context.sources.texts.iter().filter(|(path, _)| asks(path)) {
        questions(source, problems);
    }
}

fn questions(source: &Arc<Source>, problems: &mut Problems) {
    // A field by its name or id, a label by its words.
    for (sign, close) in [("<input", ">"), ("<textarea", ">"), ("<select", ">"), ("<label", "</label")] {
        for (span, inside) in between(&source.text, sign, close) {
            let tag = inside.to_lowercase();
            if let Some(word) = HEALTH.iter().find(|word| tag.contains(**word)) {
                problems
                    .report(
                        Rule::HealthQuestion,
                        Place::new(source, span),
                        format!("a form asks about `{word}`"),
                    )
                    .help("ask for a name and how to call back; the rest belongs into the patient portal");
            }
        }
    }
}
