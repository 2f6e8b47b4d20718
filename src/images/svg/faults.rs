//! The words about a drawing that cannot be published.

use std::ops::Range;
use std::sync::Arc;

use super::embedded::Fault;
use super::names::{self, SVG};
use super::reader::{Attribute, Broken, Tag};
use crate::images::Wrong;
use crate::problem::{Place, Problem, Problems, Rule};
use crate::source::Source;

/// How the programs that drawings come from save one without all that.
pub(super) const EXPORT: &str = "export it anew as plain SVG: in Inkscape by Save As, \"Plain SVG\"; in Illustrator by Export As, \"SVG\"; in Figma by Export, \"SVG\"";

/// Where something would be loaded.
pub(super) enum Words<'a> {
    /// By an element of this name.
    Element(&'a str),
    /// By CSS.
    Styles,
}

/// Who tells what is wrong with a drawing.
pub(super) struct Teller<'p> {
    source: &'p Arc<Source>,
    problems: &'p mut Problems,
    told: usize,
}

impl<'p> Teller<'p> {
    pub(super) fn new(source: &'p Arc<Source>, problems: &'p mut Problems) -> Self {
        Teller { source, problems, told: 0 }
    }

    pub(super) fn has_told(&self) -> bool {
        self.told > 0
    }

    pub(super) fn is_fine(&self) -> bool {
        self.told == 0
    }

    fn tell(&mut self, span: &Range<usize>, message: impl Into<String>) -> &mut Problem {
        self.told += 1;
        let problem = self.problems.report(Rule::Drawing, Place::new(self.source, span.clone()), message);
        problem.help(EXPORT)
    }

    /// Something that browsers do not read on from.
    pub(super) fn broken(&mut self, broken: Broken) {
        self.tell(&broken.span, "this drawing is no XML, so browsers do not show it").label(broken.what);
    }

    pub(super) fn encoding(&mut self, span: &Range<usize>, encoding: &str) {
        self.tell(span, format!("this drawing says that it is {encoding}, and is UTF-8"))
            .help("write `encoding=\"UTF-8\"`");
    }

    pub(super) fn entity(&mut self, span: &Range<usize>) {
        self.tell(span, "this drawing declares entities, which can hide what is in it").help(
            "export it anew: in Illustrator without \"Preserve Illustrator Editing Capabilities\"; or write what they stand for",
        );
    }

    /// A page in HTML that was saved under the name of a drawing.
    pub(super) fn page(&mut self, span: &Range<usize>) {
        self.tell(span, "this is a page in HTML, and no drawing").help(
            "save the drawing itself, not the page that shows it: in a browser by the right button on it, \"Save image as\"",
        );
    }

    pub(super) fn no_namespace(&mut self, tag: &Tag<'_>) {
        self.tell(&tag.span, "this drawing does not say that it is one, so browsers do not show it")
            .help(format!("write `<svg xmlns=\"{SVG}\"`"));
    }

    pub(super) fn other_root(&mut self, tag: &Tag<'_>) {
        self.tell(&tag.span, format!("this drawing begins with `<{}>`, and not with `<svg>`", tag.name));
    }

    pub(super) fn html(&mut self, tag: &Tag<'_>) {
        self.tell(&tag.span, format!("`<{}>` is HTML, which has no place in a drawing", tag.name))
            .help("write `<text>`; or draw it, and export it anew");
    }

    pub(super) fn element(&mut self, tag: &Tag<'_>, name: &str) {
        let said = match name {
            "script" | "handler" | "listener" => {
                self.tell(&tag.span, format!("`<{}>` runs a script in a drawing", tag.name))
                    .label("who opens the drawing by its own address runs it on the clinic's host")
                    .help("take it out: a drawing that moves does so by `<animate>` or by CSS");
                return;
            }
            "foreignobject" => {
                self.tell(&tag.span, format!("`<{}>` holds HTML, which has no place in a drawing", tag.name)).help(
                    "write `<text>`; draw.io writes that too, once \"Formatted Text\" and \"Word Wrap\" are off",
                );
                return;
            }
            _ => self.tell(&tag.span, format!("`<{}>` is no element of a drawing", tag.name)),
        };
        said.help("take it out").propose(name, names::elements());
    }

    pub(super) fn handler(&mut self, attribute: &Attribute<'_>) {
        self.tell(&attribute.shown, format!("`{}` runs a script in a drawing", attribute.name))
            .label("who opens the drawing by its own address runs it on the clinic's host")
            .help(format!("take `{}` out", attribute.name));
    }

    pub(super) fn no_prefix(&mut self, attribute: &Attribute<'_>) {
        self.tell(&attribute.shown, format!("`{}` has a prefix that is declared nowhere", attribute.name))
            .label("browsers do not show such a drawing")
            .help("write `xmlns:xlink=\"http://www.w3.org/1999/xlink\"` into the tag `<svg>`");
    }

    pub(super) fn moved(&mut self, attribute: &Attribute<'_>, target: &str) {
        self.tell(&attribute.shown, format!("what moves in a drawing must not change `{target}`"))
            .help("take it out: a drawing moves its shapes and colours alone");
    }

    pub(super) fn scheme(&mut self, attribute: &Attribute<'_>, scheme: &str, allowed: &[&str]) {
        self.tell(&attribute.shown, format!("the scheme `{scheme}` is not allowed in a drawing"))
            .label(format!("leads to `{scheme}:`"))
            .help(format!("allowed are {}, and addresses without a scheme", allowed.join(", ")));
    }

    pub(super) fn elsewhere(&mut self, span: &Range<usize>, by: &Words<'_>, address: &str) {
        let shown: String = address.chars().take(60).collect();
        let (said, help) = match by {
            Words::Element(name @ ("image" | "feimage")) => (
                format!("`<{name}>` of a drawing shows another file: `{shown}`"),
                "put the picture into the drawing: in Inkscape by Extensions, Images, \"Embed Images\"; in Illustrator by Links, \"Embed Image\"",
            ),
            Words::Element(name) => (
                format!("`<{name}>` of a drawing leads to another file: `{shown}`"),
                "write `#id` of something in the same drawing",
            ),
            Words::Styles => (
                format!("the styles of a drawing load another file: `{shown}`"),
                "write `url(#id)` of something in the same drawing; letters of a font become paths, in Inkscape by \"Object to Path\"",
            ),
        };
        self.tell(span, said).label("a page that shows the drawing loads nothing else").help(help);
    }

    pub(super) fn embedded(&mut self, span: &Range<usize>, fault: &Fault) {
        let (said, help) = match fault {
            Fault::NoPicture | Fault::Elsewhere => (
                "what stands in this drawing is no picture of PNG, JPEG, WebP, GIF or AVIF".to_owned(),
                "embed the picture as PNG or JPEG; draw what is SVG into the drawing itself",
            ),
            Fault::Unreadable => (
                "a picture in this drawing cannot be read".to_owned(),
                "embed it anew, written as `data:image/png;base64,…`",
            ),
            Fault::Turned => (
                "a photograph in this drawing lies on its side, and only its Exif says so".to_owned(),
                "turn it upright in a program for photographs, save it, and embed it anew",
            ),
            Fault::Wrong(wrong) => (
                format!("a picture in this drawing cannot be shown: {}", words(wrong)),
                "save it anew as PNG or JPEG, and embed that",
            ),
        };
        self.tell(span, said).help(help);
    }

    pub(super) fn import(&mut self, span: &Range<usize>) {
        self.tell(span, "the styles of a drawing import others")
            .label("a page that shows the drawing loads nothing else")
            .help("write the rules into the drawing; letters of a font become paths, in Inkscape by \"Object to Path\"");
    }

    pub(super) fn function(&mut self, span: &Range<usize>, name: &str) {
        self.tell(span, format!("`{name}(…)` may load something, so it has no place in a drawing"))
            .help("take it out, or write `url(#id)` of something in the same drawing");
    }

    pub(super) fn deep_styles(&mut self, span: &Range<usize>) {
        self.tell(span, "too many brackets within one another");
    }
}

fn words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Other(kind) => format!("it is {kind}"),
        Wrong::CutOff => "its end is missing".to_owned(),
        Wrong::Broken(reason) => reason.clone(),
        Wrong::TooLarge(size) => format!("it has {} × {} pixels", size.width, size.height),
        Wrong::Unshown(kind) => format!("browsers do not show {kind}"),
        Wrong::TooLong(_) => "it has too many bytes".to_owned(),
        Wrong::Private => "it holds what is private, and cannot be taken out".to_owned(),
    }
}
