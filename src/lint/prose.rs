//! All that is said on one page: its texts, and its words that are no Markdown.

pub(super) use crate::markdown::{Block, BlockKind as Kind, Mark, Role};
use std::ops::Range;

use crate::page::{Page, Words};

/// All that is said on one page.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    /// Every id of a source that is cited.
    pub(super) cited: Vec<String>,
    /// Heads of columns that hold nothing.
    pub(super) bare_heads: Vec<Range<usize>>,
}

/// The words of a page: those that are no Markdown first, then its texts as a reader meets them.
pub(super) fn read(page: &Page) -> Prose {
    let mut prose = Prose::default();
    for words in page.plain_words.iter().filter(|words| !words.text.value.trim().is_empty()) {
        prose.blocks.push(Block::plain(words.role, &words.text.value, words.text.map(&page.source)));
    }
    let above = page.data.own().texts_above().len();
    for (number, words) in page.texts().into_iter().enumerate() {
        match words {
            Words::Text(body) | Words::Shared(body) => {
                let from = prose.blocks.len();
                prose.blocks.extend_from_slice(&body.prose.blocks);
                prose.marks.extend_from_slice(&body.prose.marks);
                prose.bare_heads.extend_from_slice(&body.prose.bare_heads);
                prose.cited.extend(body.cited().into_iter().map(str::to_owned));
                // What stands above the body sums it up.
                if number < above {
                    let blocks = prose.blocks.iter_mut().skip(from);
                    blocks
                        .filter(|block| block.kind == Kind::Key(Role::Sentence))
                        .for_each(|block| block.kind = Kind::Key(Role::KeyPoint));
                }
            }
            Words::Sources(fact, sources) => {
                prose.cited.extend(sources.iter().map(|id| id.value.clone()));
                // They stand behind the fact, which came right before.
                let blocks = prose.blocks.iter_mut().rev().take(fact.prose.blocks.len());
                blocks.for_each(|block| block.cited |= !sources.is_empty());
            }
        }
    }
    prose
}
