//! Pictures, videos and sounds.

use std::ops::Range;

use super::{File, Found, Resolver};
use crate::formats::Formats;
use crate::identifiers::WebAddress;
use crate::images::Use;
use crate::markdown::escape;
use crate::problem::Rule;

impl Resolver<'_> {
    pub(super) fn media(
        &mut self,
        target: &str,
        title: &str,
        alt: &str,
        span: &Range<usize>,
        out: &mut String,
    ) {
        let format = Formats::of(target);
        if self.is_refused(format, target, alt, span) {
            escape(out, alt);
            return;
        }
        let file = match format {
            Formats::Video | Formats::Sound => self.file(target, span),
            _ => self.picture_for(Use::Shown, target, span),
        };
        let Some(File { link, size, srcset }) = file else {
            escape(out, alt);
            return;
        };
        match format {
            Formats::Video => self.video(target, &link, alt, span, out),
            Formats::Sound => {
                out.push_str("<audio controls preload=\"none\" src=\"");
                escape(out, &link);
                out.push_str("\" aria-label=\"");
                escape(out, alt);
                out.push_str("\"></audio>");
            }
            _ => {
                out.push_str("<img src=\"");
                escape(out, &link);
                out.push_str("\" alt=\"");
                escape(out, alt);
                out.push('"');
                if !title.is_empty() {
                    out.push_str(" title=\"");
                    escape(out, title);
                    out.push('"');
                }
                if let Some(srcset) = srcset {
                    out.push_str(" srcset=\"");
                    escape(out, &srcset);
                    out.push_str("\" sizes=\"");
                    escape(out, &self.addresses.pictures.in_text);
                    out.push('"');
                }
                if let Some(size) = size {
                    out.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
                }
                // What stands first is there at once.
                let first = std::mem::take(&mut self.is_first_picture);
                out.push_str(if first { ">" } else { " loading=\"lazy\">" });
            }
        }
    }

    /// Whether a file may not be shown, which is told; a file of another host without a known ending may, and where no file is named that is told elsewhere.
    fn is_refused(&mut self, format: Formats, target: &str, alt: &str, span: &Range<usize>) -> bool {
        let unnamed = target.split(['?', '#']).next().is_none_or(str::is_empty);
        let elsewhere = format == Formats::Unknown && (unnamed || WebAddress::is_meant(target));
        let Some((message, help)) = format.refusal(target, alt).filter(|_| !elsewhere) else { return false };
        let place = self.place(span);
        self.problems.report(Rule::PictureFormat, place, message).help(help);
        true
    }

    /// The address of a picture that is no Markdown: one of front matter, or of raw HTML.
    pub(super) fn picture(&mut self, target: &str, span: &Range<usize>) -> Option<File> {
        let format = match Formats::of(target) {
            Formats::Video => Formats::OtherPicture,
            Formats::Sound => Formats::Document,
            format => format,
        };
        if self.is_refused(format, target, "", span) {
            return None;
        }
        self.picture_for(Use::Shown, target, span)
    }

    /// The address of what raw HTML loads: a picture, a video, a sound or captions.
    pub(super) fn loaded(&mut self, target: &str, span: &Range<usize>) -> Option<String> {
        let format = Formats::of(target);
        let shown = !matches!(format, Formats::OtherPicture | Formats::Document);
        if !shown && self.is_refused(format, target, "", span) {
            return None;
        }
        let file = match format {
            Formats::Picture => self.picture_for(Use::Shown, target, span),
            _ => self.file(target, span),
        };
        file.map(|file| file.link)
    }

    /// A video with captions (`talk.vtt`, `talk.LANG.vtt`) and its poster, from the files beside it.
    pub(super) fn video(
        &mut self,
        target: &str,
        link: &str,
        alt: &str,
        span: &Range<usize>,
        out: &mut String,
    ) {
        let companions = Formats::companions(target, self.edition.tag());
        let tag = self.edition.tag();
        let wanted = companions.captions.first().cloned().unwrap_or_default();
        let captions = companions.captions.iter().find_map(|name| self.companion(name, span));
        let poster = self.companion(&companions.poster, span);
        out.push_str("<video controls preload=\"none\" src=\"");
        escape(out, link);
        if let Some(poster) = poster {
            out.push_str("\" poster=\"");
            escape(out, &poster);
        }
        out.push_str("\" aria-label=\"");
        escape(out, alt);
        out.push_str("\">");
        match captions {
            Some(captions) => {
                out.push_str("<track kind=\"captions\" default src=\"");
                escape(out, &captions);
                out.push_str(&format!("\" srclang=\"{tag}\">"));
            }
            None => {
                let place = self.place(span);
                self.problems
                    .report(Rule::Captions, place, "a video without captions")
                    .help(format!("put captions beside it, in `{wanted}`"));
            }
        }
        out.push_str("</video>");
    }

    /// The address of a file that a video brings with it, if it is there.
    fn companion(&mut self, name: &str, span: &Range<usize>) -> Option<String> {
        if WebAddress::is_meant(name) {
            let address = WebAddress::of_link(name).ok().filter(|address| self.may_load(address));
            return address.map(|address| address.to_string());
        }
        let file = match self.local_file(name)? {
            Found::Elsewhere(link) => return Some(link),
            Found::Here { route, query } => self.own_picture(Use::Shown, route, &query, span),
        };
        file.map(|file| file.link)
    }
}
