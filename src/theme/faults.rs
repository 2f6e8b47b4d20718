//! Template errors as problems, with place and help.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::ErrorKind;

use super::engine::Files;
use super::names;
use super::open_tags::{self, Slip};
use super::reference::{
    BLOCKS, ENGINE_FUNCTIONS, Entry, FILTERS, FUNCTIONS, HOME_BLOCKS, PRICING_BLOCKS, TESTS,
};
use super::tags::Asked;
use crate::problem::{Place, Problem, Problems, Rule, nearest};
use crate::source::Source;

/// Tells of one fault of one template.
pub(super) fn report<'p>(
    error: &tera::Error,
    template: &str,
    files: &Files,
    problems: &'p mut Problems,
) -> &'p mut Problem {
    let (name, span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), Some(report.span().range.clone()), report.message().to_owned())
        }
        _ => (template.to_owned(), None, error.to_string()),
    };
    let place = match (files.get(&name), span) {
        (Some(source), Some(span)) => {
            if let Some(slip) = open_tags::slip(&source.text, span.clone(), &message) {
                return tell_slip(slip, source, problems);
            }
            Place::new(source, span)
        }
        (Some(source), None) => Place::file(source),
        (None, _) => Place::path(template),
    };
    tell(place, &message, problems)
}

/// Tells why templates, each right alone, do not fit together. Names of no template are told by `names` already. The engine
/// writes all other unknown names into one text, made for a terminal; each becomes a problem of its own.
pub(super) fn unfit(error: &tera::Error, fit: &Fit<'_>, problems: &mut Problems) {
    let files = fit.files;
    match error.kind() {
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let circle = circle(tpl, chain);
            // One that needs itself without another is told by `names`, with its line.
            if circle.len() > 1 {
                let place = files.get(circle[0]).map_or_else(|| Place::path("templates"), Place::file);
                let said = format!("a template that needs itself: {}", circle.join(", "));
                problems.report(Rule::Template, place, said).help("take one of these out of another");
            }
        }
        ErrorKind::Msg(text) if text.starts_with("error: ") => {
            let mut lacking = BTreeSet::new();
            for told in text.split("error: ").filter(|told| !told.trim().is_empty()) {
                let message = told.lines().next().unwrap_or_default();
                if let Some(block) = fit.lacking(told) {
                    lacking.insert(block);
                } else if !message.starts_with("Unknown template") {
                    tell(
                        place_of(told, files).unwrap_or_else(|| Place::path("templates")),
                        message,
                        problems,
                    );
                }
            }
            for (frame, block) in lacking {
                let place = files.get(frame).map_or_else(|| Place::path("templates"), Place::file);
                let said = format!("this frame lacks the block `{block}`, which other templates fill");
                let help = format!("write it where it belongs: {{% block {block} %}}{{% endblock %}}");
                problems.report(Rule::Template, place, said).help(help);
            }
        }
        ErrorKind::MissingParent { .. } => {}
        _ => drop(report(error, "templates", files, problems)),
    }
}

/// The templates of all layers, with what each asks for.
pub(super) struct Fit<'a> {
    pub(super) files: &'a Files,
    pub(super) asked: &'a BTreeMap<String, Asked>,
    pub(super) theme: &'a str,
}

impl<'a> Fit<'a> {
    /// The frame and the block that it lacks, where the text of the engine tells of a block of the built-in frame, and the
    /// template that fills it stands in a frame of the clinic's own.
    fn lacking(&self, told: &str) -> Option<(&'a str, &'static str)> {
        let (name, _) = told.strip_prefix("Block `")?.split_once('`')?;
        let block = BLOCKS.iter().find(|block| block.name == name)?.name;
        let frame = names::frame(template_of(told)?, self.asked, self.files, self.theme)?;
        (!frame.starts_with("builtin/")).then_some((frame, block))
    }
}

/// The template that a text of the engine names.
fn template_of(told: &str) -> Option<&str> {
    let line = told.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    Some(line.rsplit_once(':')?.0.rsplit_once(':')?.0)
}

/// The templates that need each other in turn, of a chain that begins at a template and ends where it has been before.
fn circle<'a>(first: &'a str, chain: &'a [String]) -> Vec<&'a str> {
    let mut circle: Vec<&str> = std::iter::once(first).chain(chain.iter().map(String::as_str)).collect();
    let last = circle.pop();
    if let Some(at) = circle.iter().rposition(|one| Some(*one) == last) {
        circle.drain(..at);
    }
    circle
}

/// The place that a text of the engine names: ` --> page.html:2:4`, with as many `^` as it marks.
fn place_of(told: &str, files: &Files) -> Option<Place> {
    let line = told.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let (rest, column) = line.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    let source = files.get(name)?;
    let before = line.parse::<usize>().ok()?.checked_sub(1)?;
    let start: usize = source.text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = source.text.get(start..)?;
    let skipped: usize =
        line.chars().take(column.parse::<usize>().ok()?.checked_sub(1)?).map(char::len_utf8).sum();
    let marked =
        told.lines().find_map(|line| line.trim_start().strip_prefix("| ").filter(|line| line.contains('^')));
    let marked = marked.map_or(1, |line| line.matches('^').count());
    Some(Place::new(source, start + skipped..start + skipped + marked))
}

/// Tells of a tag that lacks its end, or of an end that lacks its tag.
fn tell_slip<'p>(slip: Slip, source: &Arc<Source>, problems: &'p mut Problems) -> &'p mut Problem {
    let problem = problems.report(Rule::Template, Place::new(source, slip.span), slip.message);
    if let Some(open) = slip.open {
        problem.also(Place::new(source, open), "this is open");
    }
    problem.help(slip.help)
}

fn tell<'p>(place: Place, message: &str, problems: &'p mut Problems) -> &'p mut Problem {
    let mut letters = message.trim_end_matches('.').chars();
    let message = letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect());
    let help = remedy(&message);
    problems.report(Rule::Template, place, message).help(help)
}

/// What to do about a message of the engine.
fn remedy(message: &str) -> String {
    const REMEDIES: &[(&str, &str)] = &[
        (
            "unexpected end",
            "close what is open here: with `}}`, `%}`, `{% endif %}`, `{% endfor %}` or `{% endblock %}`",
        ),
        ("string opened", "write the quote that closes the text"),
        (
            "unknown tag",
            "the tags are: block, break, component, continue, elif, else, extends, filter, for, if, include, raw, set, \
             set_global, and the ends of those that have one",
        ),
        ("unknown component", "write the component, or take its tag out"),
        ("`extends` needs", "put it into the first line of the template"),
        ("template already", "give one of the two blocks another name"),
    ];
    let message = message.to_lowercase();
    if message.starts_with("unknown function") {
        let names: Vec<_> = FUNCTIONS
            .iter()
            .map(|function| function.entry.name)
            .chain(ENGINE_FUNCTIONS.iter().copied())
            .collect();
        return format!("the functions are: {}, as in {{{{ t(key=\"menu\") }}}}", names.join(", "));
    }
    for (begin, what, names) in [("unknown filter `", "filters", FILTERS), ("unknown test `", "tests", TESTS)]
    {
        if let Some((name, _)) = message.strip_prefix(begin).and_then(|rest| rest.split_once('`')) {
            return match nearest(name, names.iter().copied()) {
                Some(right) => format!("did you mean `{right}`?"),
                None => format!("the {what} are: {}", names.join(", ")),
            };
        }
    }
    if let Some((name, _)) = message.strip_prefix("block `").and_then(|rest| rest.split_once('`')) {
        return match nearest(name, BLOCKS.iter().map(|block| block.name)) {
            Some(right) => format!("did you mean `{right}`?"),
            None => {
                let named =
                    |blocks: &[Entry]| blocks.iter().map(|block| block.name).collect::<Vec<_>>().join(", ");
                format!(
                    "name a block of the template that this one extends; those of `base.html` are: {}; of `home.html` \
                     also: {}; of `pricing.html` also: {}",
                    named(BLOCKS),
                    named(HOME_BLOCKS),
                    named(PRICING_BLOCKS)
                )
            }
        };
    }
    let known = REMEDIES.iter().find(|(begin, _)| message.starts_with(begin));
    let help = known.map(|(_, help)| *help);
    help.unwrap_or("mend this tag: templates are written in Tera's language, as the theme's own are")
        .to_owned()
}
