//! A problem as a terminal shows it, and as a line of JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet};

use super::{Level, Place, Problem};
use crate::text_map::{ceil_boundary, floor_boundary};

impl Problem {
    /// The message with its source line, as a terminal shows it.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mark = match self.level {
            Level::Error => Mark::ERROR,
            Level::Warning => Mark::WARNING,
            Level::Info => Mark::INFO,
        };
        let mut group = Group::with_title(mark.primary_title(self.message.as_str()).id(self.rule.id()));
        group = add_place(group, &self.place, &self.label, AnnotationKind::Primary);
        if let Some((place, label)) = &self.also {
            group = add_place(group, place, label, AnnotationKind::Primary);
        }
        let message = renderer.render(&[group]);
        match &self.help {
            Some(help) => {
                let help = renderer.render(&[Group::with_title(Mark::HELP.primary_title(help.as_str()))]);
                format!("{message}\n{help}")
            }
            None => message,
        }
    }

    /// One line of JSON: level, path, line, column, rule, message, help; and `more`, where it stands for others.
    pub fn json(&self) -> String {
        let (line, column) = self.place.line_column().unzip();
        let mut json = serde_json::json!({
            "level": self.level.word(), "path": self.place.source.path, "line": line, "column": column,
            "rule": self.rule.id(), "message": self.message, "help": self.help,
        });
        if let (Some(fields), 1..) = (json.as_object_mut(), self.more) {
            fields.insert("more".to_owned(), self.more.into());
        }
        json.to_string()
    }
}

/// Bytes of a line that are shown as a whole; of a longer one only what stands around the mark.
const LONG: usize = 1000;

/// Bytes of a long line that are shown on each side of the mark's beginning.
const AROUND: usize = 100;

fn add_place<'a>(group: Group<'a>, place: &'a Place, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let path = place.source.path.as_str();
    let Some(span) = place.span.clone() else { return group.element(Origin::path(path)) };
    let text = place.source.text.as_str();
    let (line, column) = place.source.line_column(span.start);
    // Only the lines that are shown are handed over: a message of a long article costs no more.
    let whole = place.source.line_at(span.start);
    let shown = if whole.len() > LONG { window(text, &whole, span.start) } else { whole.clone() };
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

/// The part of a long line around a byte.
fn window(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    let start = floor_boundary(text, at.saturating_sub(AROUND).max(line.start));
    start..ceil_boundary(text, (at + AROUND).min(line.end))
}
