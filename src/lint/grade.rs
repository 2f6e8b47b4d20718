//! Words that are too hard for patients.

use std::ops::Range;

use super::{Context, Look, Text};
use crate::kinds::Readers;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    Grade = "R01", Warning, "words that are too hard for patients";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let page = text.page;
    let most = context.site.config.check.reading_grade as f64;
    let reading = text.reading.as_ref().filter(|_| page.kind.spec().readers == Readers::Patients);
    let Some(reading) = reading.filter(|reading| reading.grade > most) else { return };
    let Some((hardest, _)) = reading.hardest.first() else { return };
    let line = |span: &Range<usize>| page.source.line_column(span.start).0;
    let sentences: Vec<_> =
        reading.hardest.iter().map(|(span, grade)| format!("line {} ({grade:.1})", line(span))).collect();
    let mut help = format!("the hardest sentences are in {}", sentences.join(", "));
    if !reading.costly.is_empty() {
        let words = reading.costly.iter().map(|(word, at)| format!("{word} (line {})", line(&(*at..*at))));
        help.push_str(&format!("; the words that cost most: {}", words.collect::<Vec<_>>().join(", ")));
    }
    let terms = match reading.terms {
        0 => String::new(),
        1 => ", with one word of `check.terms` as two syllables".to_owned(),
        count => format!(", with {count} words of `check.terms` as two syllables each"),
    };
    problems
        .report(
            Rule::Grade,
            Place::new(&page.source, hardest.clone()),
            format!("this page reads at grade {:.1}, over {most}{terms}", reading.grade),
        )
        .label("the hardest sentence")
        .help(help);
}
