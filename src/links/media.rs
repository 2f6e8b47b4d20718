//! Pictures, videos and sounds.

use std::ops::Range;

use super::Filler;
use crate::markdown::escape;
use crate::problem::{Problems, Rule};

impl Filler<'_, '_> {
    pub(super) fn media(
        &mut self,
        target: &str,
        title: &str,
        alt: &str,
        span: &Range<usize>,
        out: &mut String,
    ) {
        let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let Some((link, asset)) = self.file(target, span) else {
            escape(out, alt);
            return;
        };
        match ending.as_str() {
            "mp4" | "webm" => self.video(target, &link, alt, span, out),
            "mp3" | "m4a" | "ogg" => {
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
                if let Some(size) = asset.and_then(|asset| asset.size) {
                    out.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
                }
                out.push_str(" loading=\"lazy\">");
            }
        }
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
        let stem = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
        let tag = &self.world.site.config.language_tag;
        let find = |this: &mut Self, name: String| {
            let mut quiet = Problems::default();
            std::mem::swap(this.problems, &mut quiet);
            let found = this.file(&name, span).map(|(link, _)| link);
            std::mem::swap(this.problems, &mut quiet);
            found
        };
        let captions = find(self, format!("{stem}.vtt"))
            .or_else(|| find(self, format!("{stem}.{tag}.vtt")))
            .or_else(|| {
                let primary = tag.split('-').next().unwrap_or_default();
                find(self, format!("{stem}.{primary}.vtt"))
            });
        let poster = find(self, format!("{stem}.jpg"));
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
                    .error(Rule::Captions, place, "a video without captions")
                    .help(format!("put captions beside it, in `{stem}.vtt`"));
            }
        }
        out.push_str("</video>");
    }
}
