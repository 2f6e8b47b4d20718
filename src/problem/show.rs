//! The renderers of a problem: with its source line for a terminal, and as a line of JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Origin, Renderer, Snippet};

use super::{Level, Place, Problem};
use crate::text_map::{ceil_boundary, floor_boundary};

impl Problem {
    /// The message with its source line and its help, as a terminal shows it.
    pub fn render(&self, renderer: &Renderer) -> String {
        let severity = match self.level {
            Level::Error => Severity::ERROR,
            Level::Warning => Severity::WARNING,
            Level::Info => Severity::INFO,
        };
        let mut group = Group::with_title(severity.primary_title(self.message.as_str()).id(self.tag()));
        group = add_place(group, &self.place, &self.label, AnnotationKind::Primary);
        if let Some((place, label)) = &self.also {
            group = add_place(group, place, label, AnnotationKind::Primary);
        }
        let message = renderer.render(&[group]);
        match &self.help {
            Some(help) => {
                let help = renderer.render(&[Group::with_title(Severity::HELP.primary_title(help.as_str()))]);
                format!("{message}\n{help}")
            }
            None => message,
        }
    }

    /// A JSON object in one line: level, path, line, column, rule, message, help; of one that is due also `due`, of a summary
    /// also `more`.
    pub fn json(&self) -> String {
        let (line, column) = self.place.line_column().unzip();
        let mut json = serde_json::json!({
            "level": self.level.word(), "path": self.place.source.path, "line": line, "column": column,
            "rule": self.rule.id(), "message": self.message, "help": self.help,
        });
        if self.due {
            json["due"] = true.into();
        }
        if self.more > 0 {
            json["more"] = self.more.into();
        }
        json.to_string()
    }
}

/// The longest line in bytes that is shown as a whole; of a longer one only the part around the span's start is.
const LONGEST_LINE: usize = 1000;

/// The bytes of a long line that are shown on each side of the span's start.
const CONTEXT: usize = 100;

/// Adds a place to a group: its path, its source line and the marked span.
fn add_place<'a>(group: Group<'a>, place: &'a Place, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let path = place.source.path.as_str();
    let Some(span) = place.span.clone() else { return group.element(Origin::path(path)) };
    let text = place.source.text.as_str();
    let (line, column) = place.source.line_column(span.start);
    // Only the line that is shown is handed to the renderer, so that a long article costs no more.
    let whole = place.source.line_at(span.start);
    let shown = if whole.len() > LONGEST_LINE { window(text, &whole, span.start) } else { whole.clone() };
    let mark = span.start..span.end.clamp(span.start, shown.end);
    let before = if shown.start > whole.start { "…" } else { "" };
    let behind = if shown.end < whole.end { "…" } else { "" };
    let offset = |at: usize| at - shown.start + before.len();
    let mut annotation = kind.span(offset(mark.start)..offset(mark.end));
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    let lines = format!("{before}{}{behind}", text.get(shown.clone()).unwrap_or_default());
    let snippet = Snippet::source(lines).line_start(line).annotation(annotation);
    if shown == whole {
        return group.element(snippet.path(path));
    }
    // The column counts from the beginning of the line, which is not shown.
    group.element(Origin::path(path).line(line).char_column(column)).element(snippet)
}

/// The byte range of a long line around an offset.
fn window(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    let start = floor_boundary(text, at.saturating_sub(CONTEXT).max(line.start));
    start..ceil_boundary(text, (at + CONTEXT).min(line.end))
}
