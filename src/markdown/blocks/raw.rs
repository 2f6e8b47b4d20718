//! The words of raw HTML, taken up as those of Markdown are.
//!
//! The reading itself is that of the filter (`markdown::raw_html`); here its pieces become blocks and marks.

use std::ops::Range;

use super::{BlockKind, Mark, ProseWalker};
use crate::markdown::raw_html::{Element, HtmlParser, HtmlSource, Piece, PieceKind, Reads, Tag};

/// What is open of the raw HTML, and what is gathered for it.
#[derive(Default)]
pub(super) struct RawText {
    reader: HtmlParser,
    open: Vec<Role>,
    tables: Vec<Columns>,
    /// So many elements around whose words are code, or seen by nobody.
    unread: usize,
    /// The words are left out up to an end tag.
    dropped: bool,
    /// A paragraph without tags of its own is open.
    loose: bool,
    /// The block of HTML, while the parser hands it over.
    block: Option<HtmlSource>,
}

/// What ends with an element.
#[derive(Debug)]
enum Role {
    Nothing,
    /// What stands around blocks, or is one.
    Around,
    Block,
    Quotation,
    Quote,
    Unread,
    Table,
    /// With the words that stand for those of the link.
    Link(Option<String>),
}

/// The cells of a table.
#[derive(Debug)]
struct Columns {
    span: Range<usize>,
    heads: usize,
    cells: usize,
}

impl RawText {
    /// Whether words are shown here, and to be read.
    pub(super) fn shows(&self) -> bool {
        !self.dropped && self.unread == 0
    }
}

impl ProseWalker<'_> {
    /// A part of Markdown begins.
    pub(super) fn enter(&mut self) {
        self.raw.reader.enter();
    }

    /// A part of Markdown ends, and what was opened in it.
    pub(super) fn leave(&mut self) {
        let pieces = self.raw.reader.leave();
        self.pieces(pieces, &HtmlSource::default());
    }

    /// The text ends.
    pub(super) fn finish_raw(&mut self) {
        let pieces = self.raw.reader.finish();
        self.pieces(pieces, &HtmlSource::default());
        self.end_loose();
    }

    /// A block of HTML begins: its lines are gathered.
    pub(super) fn begin_html(&mut self) {
        self.raw.block = Some(HtmlSource::default());
    }

    /// A line of a block of HTML; tells whether there is one.
    pub(super) fn html_line(&mut self, line: &str, span: &Range<usize>) -> bool {
        let block = self.raw.block.as_mut();
        block.map(|block| block.push(line, span.clone())).is_some()
    }

    /// A block of HTML ends.
    pub(super) fn end_html(&mut self) {
        let Some(stretch) = self.raw.block.take() else { return };
        let pieces = self.raw.reader.read(&stretch.html);
        self.pieces(pieces, &stretch);
        self.end_loose();
    }

    /// A tag in a line.
    pub(super) fn inline_html(&mut self, html: &str, span: Range<usize>) {
        let mut stretch = HtmlSource::default();
        stretch.push(html, span);
        let pieces = self.raw.reader.read(&stretch.html);
        self.pieces(pieces, &stretch);
    }

    /// Ends a paragraph that has no tags of its own.
    pub(super) fn end_loose(&mut self) {
        if std::mem::take(&mut self.raw.loose) {
            self.end();
        }
    }

    fn pieces(&mut self, pieces: Vec<Piece>, stretch: &HtmlSource) {
        for Piece { what, span } in pieces {
            let span = stretch.span(span);
            match what {
                PieceKind::Start(tag, element) => {
                    let role = self.start_tag(&tag, element, &span);
                    self.raw.open.push(role);
                }
                PieceKind::Single(tag, element) => self.single(&tag, element, &span),
                PieceKind::Unlisted(_) => self.raw.open.push(Role::Nothing),
                PieceKind::End(_) => self.end_tag(&span),
                PieceKind::Text(text) => {
                    if self.open.is_empty() && self.raw.shows() && !text.trim().is_empty() {
                        self.begin(BlockKind::Paragraph, span.clone());
                        self.raw.loose = true;
                    }
                    self.push(&text, span);
                }
                PieceKind::Dropped(_) => self.raw.dropped = true,
                PieceKind::Resumed | PieceKind::Lost => self.raw.dropped = false,
                PieceKind::Malformed(_) => {}
            }
        }
    }

    fn start_tag(&mut self, tag: &Tag, element: &Element, span: &Range<usize>) -> Role {
        let kind = match element.reads {
            Reads::Inline | Reads::Break | Reads::Picture => return Role::Nothing,
            Reads::Link => return self.link(tag, span),
            Reads::Recording => {
                self.recording(tag, span);
                return Role::Nothing;
            }
            Reads::Quote => {
                self.push("“", span.clone());
                return Role::Quote;
            }
            Reads::Unread => {
                self.push(" ", span.clone());
                self.raw.unread += 1;
                return Role::Unread;
            }
            Reads::Block => {
                self.part(span);
                return Role::Around;
            }
            Reads::Table => {
                self.part(span);
                // A table that only arranges things has no heads.
                let arranges = tag.get("role").is_some_and(|role| matches!(role, "presentation" | "none"));
                let columns =
                    Columns { span: self.map.span(span.clone()), heads: usize::from(arranges), cells: 0 };
                self.raw.tables.push(columns);
                return Role::Table;
            }
            Reads::Heading(level) => BlockKind::Heading(level),
            Reads::Item => BlockKind::Item,
            Reads::Cell => BlockKind::Cell,
            Reads::HeadCell => BlockKind::HeadCell,
            Reads::Quotation => {
                self.quotes += 1;
                BlockKind::Paragraph
            }
        };
        if let Some(table) = self.raw.tables.last_mut() {
            table.heads += usize::from(kind == BlockKind::HeadCell);
            table.cells += usize::from(kind == BlockKind::Cell);
        }
        self.part(span);
        self.begin(kind, span.clone());
        if element.reads == Reads::Quotation { Role::Quotation } else { Role::Block }
    }

    fn end_tag(&mut self, span: &Range<usize>) {
        match self.raw.open.pop() {
            None | Some(Role::Nothing) => {}
            Some(Role::Around) => self.part(span),
            Some(role @ (Role::Block | Role::Quotation)) => {
                self.end_loose();
                self.end();
                self.quotes = self.quotes.saturating_sub(usize::from(matches!(role, Role::Quotation)));
            }
            Some(Role::Quote) => self.push("”", span.clone()),
            Some(Role::Unread) => self.raw.unread = self.raw.unread.saturating_sub(1),
            Some(Role::Table) => {
                self.part(span);
                let table = self.raw.tables.pop().filter(|table| table.heads == 0 && table.cells > 0);
                self.prose.bare_heads.extend(table.filter(|_| !self.notes).map(|table| table.span));
            }
            Some(Role::Link(label)) => {
                let mark = self.marks.pop().filter(|_| !self.notes && !self.raw.dropped);
                self.prose.marks.extend(mark.map(|mark| Mark { text: label.unwrap_or(mark.text), ..mark }));
            }
        }
    }

    /// Words before and behind are not of one sentence.
    fn part(&mut self, span: &Range<usize>) {
        self.end_loose();
        self.push(" ", span.clone());
    }

    fn single(&mut self, tag: &Tag, element: &Element, span: &Range<usize>) {
        match element.reads {
            Reads::Break => self.push(" ", span.clone()),
            Reads::Picture => {
                let target = tag.get("src").unwrap_or_default();
                self.mark(target.to_owned(), span.clone(), true);
                self.push(tag.get("alt").unwrap_or_default(), span.clone());
                self.end_mark();
            }
            Reads::Recording => self.recording(tag, span),
            Reads::Link => {
                if let Role::Link(_) = self.link(tag, span) {
                    let mark = self.marks.pop();
                    let text = tag.get("alt").unwrap_or_default().to_owned();
                    self.prose.marks.extend(mark.map(|mark| Mark { text, ..mark }));
                }
            }
            Reads::Block => self.part(span),
            _ => {}
        }
    }

    fn link(&mut self, tag: &Tag, span: &Range<usize>) -> Role {
        let Some(target) = tag.get("href") else { return Role::Nothing };
        self.mark(target.trim().to_owned(), span.clone(), false);
        if let Some(mark) = self.marks.last_mut() {
            mark.new_window = tag.get("target").is_some_and(|target| target.eq_ignore_ascii_case("_blank"));
        }
        let label = tag.get("aria-label").filter(|label| !label.trim().is_empty());
        Role::Link(label.map(str::to_owned))
    }

    fn recording(&mut self, tag: &Tag, span: &Range<usize>) {
        if let Some(target) = tag.get("src") {
            self.mark(target.to_owned(), span.clone(), true);
            self.push(tag.get("aria-label").unwrap_or_default(), span.clone());
            self.end_mark();
        }
    }
}
