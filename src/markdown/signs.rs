//! Signs that the parser takes for Markdown or HTML, and the writer may have meant otherwise.

use std::ops::Range;

/// Whether tildes strike out what stands between them. Two do; one does as GitHub has it, but `~$100` and `~5 mg` say
/// "about".
pub(super) fn strikes(text: &str, span: &Range<usize>) -> bool {
    let inside = text.get(span.clone()).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let about = |c: char| c.is_numeric() || "$€£¥₹".contains(c);
    let one = inside.strip_prefix('~').unwrap_or_default();
    one.starts_with('~')
        || !(one.starts_with(about) || behind.starts_with(|c: char| c.is_alphanumeric() || about(c)))
}

/// Whether a raw tag stands between `{{` and `}}`: a mark of another generator.
pub(super) fn is_in_braces(source: &str, span: &Range<usize>) -> bool {
    let before = source.get(..span.start).unwrap_or_default();
    before.ends_with("{{") && source.get(span.end..).is_some_and(|behind| behind.starts_with("}}"))
}
