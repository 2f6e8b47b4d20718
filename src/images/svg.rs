//! Drawings: SVG files as they are published, without what acts, loads or is private.
//!
//! Who opens a drawing by its own address runs what is in it on the clinic's host. So a drawing passes through the allow
//! list of raw HTML, or it is an error. What tells browsers nothing is cut out: comments, notes, and what an editor writes for
//! itself, which may name people and folders. Everything else stays byte for byte.

mod declaration;
mod embedded;
mod faults;
mod judge;
mod names;
mod reader;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::faults::{EXPORT, Teller};
use self::judge::Walk;
use crate::problem::{Place, Problems, Rule};
use crate::source::{self, Source};

/// The most bytes of a drawing: more than any that a page should show.
pub(crate) const MOST_BYTES: u64 = 20_000_000;

/// Whether a path is that of a drawing.
pub(crate) fn is_drawing(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"))
}

/// The bytes of a drawing as they are published; nothing if it cannot be, which is told.
pub(crate) fn published(path: &str, bytes: &Arc<[u8]>, problems: &mut Problems) -> Option<Arc<[u8]>> {
    if bytes.len() as u64 > MOST_BYTES {
        too_large(path, problems);
        return None;
    }
    if let Some((what, help)) = other(bytes) {
        problems
            .report(
                Rule::Drawing,
                Place::path(path),
                format!("by its content this file is {what}, and no SVG"),
            )
            .help(help);
        return None;
    }
    let text = source::utf8(path, bytes.to_vec(), problems)?;
    drawing(&Source::new(path, text), bytes, problems)
}

/// Tells of a drawing that is too large to be read.
pub(crate) fn too_large(path: &str, problems: &mut Problems) {
    let most = MOST_BYTES / 1_000_000;
    problems
        .report(Rule::Drawing, Place::path(path), format!("this drawing has over {most} MB"))
        .help("export it as PNG or JPEG: a drawing of so many shapes is a photograph");
}

/// What a file is by its first bytes that is surely no text, and what to do.
fn other(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const RENAME: &str =
        "give its name the ending that it had; renaming a picture does not make a drawing of it";
    Some(match bytes {
        [0x1f, 0x8b, ..] => ("compressed (SVGZ)", "unpack it, or save it as SVG instead of SVGZ"),
        [0x89, b'P', b'N', b'G', ..] => ("PNG", RENAME),
        [0xff, 0xd8, 0xff, ..] => ("JPEG", RENAME),
        [b'G', b'I', b'F', b'8', ..] => ("GIF", RENAME),
        [b'R', b'I', b'F', b'F', ..] => ("WebP", RENAME),
        [b'%', b'P', b'D', b'F', ..] => ("a PDF", EXPORT),
        [b'P', b'K', 3, 4, ..] => ("an archive or an office file", EXPORT),
        _ => return None,
    })
}

/// A drawing as it is published: the text of `source`, which `bytes` hold.
fn drawing(source: &Arc<Source>, bytes: &Arc<[u8]>, problems: &mut Problems) -> Option<Arc<[u8]>> {
    let edits = Walk::new(&source.text, Teller::new(source, problems)).edits()?;
    if edits.is_empty() {
        return Some(bytes.clone());
    }
    let mut text = String::with_capacity(source.text.len());
    let mut at = 0;
    for edit in edits.iter().filter(|edit| !edit.span.is_empty()) {
        // A comment within an address goes with the address.
        if let Some(kept) = source.text.get(at..edit.span.start) {
            text.push_str(kept);
            text.push_str(&edit.instead);
            at = edit.span.end;
        }
    }
    text.push_str(source.text.get(at..).unwrap_or_default());
    Some(text.into_bytes().into())
}
