//! The spelling index behind "did you mean": the known word with the smallest edit distance to a misspelt one.
//!
//! A site has thousands of addresses, and a migration thousands of dead links. The work for one word must not grow with
//! the site, so the known words stand in a trie, and a search visits a bounded number of its nodes.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The longest word, in letters, that is compared with others.
const LONGEST_WORD: usize = 200;

/// The largest edit distance of a proposal.
const MOST_EDITS: usize = 4;

/// The most nodes of the trie that one search visits.
const MOST_NODES: usize = 2000;

/// The largest edit distance of a proposal for a word of this length: a third of its letters, up to [`MOST_EDITS`].
fn most_edits(letters: usize) -> usize {
    letters.div_ceil(3).clamp(1, MOST_EDITS)
}

/// The word of `known`, a short list, that is nearest to `word`, if one is near enough.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().take(LONGEST_WORD + 1).count();
    if letters > LONGEST_WORD {
        return None;
    }
    let (most, lower) = (most_edits(letters), word.to_lowercase());
    let close = known.into_iter().filter(|one| one.len().abs_diff(word.len()) <= 4 * most);
    let distances = close.map(|one| (strsim::osa_distance(&lower, &one.to_lowercase()), one));
    distances.filter(|(distance, _)| *distance <= most).min().map(|(_, one)| one)
}

/// A set of known words with a trie for proposals, which is built at the first search.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// Sorted, without duplicates.
    words: Vec<String>,
    trie: OnceLock<Trie>,
}

impl<T: Into<String>> FromIterator<T> for Dictionary {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
        words.sort_unstable();
        words.dedup();
        Dictionary { words, trie: OnceLock::new() }
    }
}

impl Dictionary {
    /// Whether the word is known.
    pub fn contains(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The first words as a list with commas, and `…` if there are more.
    pub fn first(&self, most: usize) -> String {
        let shown: Vec<&str> = self.words.iter().take(most).map(String::as_str).collect();
        let more = if self.words.len() > most { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    }

    /// The known word nearest to `word`, or an address with the same last part.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        self.nearest_to(word, word)
    }

    /// As [`Dictionary::nearest`], for a word of which only the part `written` was typed: its length sets the largest
    /// distance.
    pub fn nearest_to(&self, word: &str, written: &str) -> Option<&str> {
        let trie = self.trie.get_or_init(|| Trie::new(&self.words));
        let letters: Vec<char> = word.to_lowercase().chars().take(LONGEST_WORD + 1).collect();
        let near = (letters.len() <= LONGEST_WORD)
            .then(|| trie.nearest(&letters, most_edits(written.chars().count())))
            .flatten();
        let found = near.or_else(|| trie.by_last_part.get(last_part(word)?).copied())?;
        self.words.get(found).map(String::as_str)
    }
}

/// The last part of an address, without its ending; `None` if it is too short to identify a page.
fn last_part(address: &str) -> Option<&str> {
    let (_, last) = address.trim_end_matches('/').rsplit_once('/')?;
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    (name.len() > 3 && name.contains(char::is_alphabetic)).then_some(name)
}

/// A trie of the words in small letters.
#[derive(Debug, Default)]
struct Trie {
    /// In depth-first order: each node stands before those below it.
    nodes: Vec<TrieNode>,
    /// The first word with each last part.
    by_last_part: HashMap<String, usize>,
}

/// A node of the trie: a letter after those of its ancestors.
#[derive(Debug)]
struct TrieNode {
    letter: char,
    /// The number of its ancestors.
    depth: usize,
    /// The first node after its descendants.
    skip_to: usize,
    /// The first word that ends at this node.
    word: Option<usize>,
}

/// A row of the edit distance matrix, cut to a band around the diagonal: the distances between the letters down to a
/// node and those beginnings of the wanted word whose length differs by [`MOST_EDITS`] at most.
type Row = [u8; 2 * MOST_EDITS + 1];

/// A distance larger than any that is searched for.
const FAR: u8 = 100;

impl Trie {
    fn new(words: &[String]) -> Self {
        let mut trie = Trie::default();
        let mut sorted: Vec<(Vec<char>, usize)> = Vec::new();
        for (number, word) in words.iter().enumerate() {
            if let Some(name) = last_part(word) {
                trie.by_last_part.entry(name.to_owned()).or_insert(number);
            }
            let letters: Vec<char> = word.to_lowercase().chars().take(LONGEST_WORD + 1).collect();
            if letters.len() <= LONGEST_WORD {
                sorted.push((letters, number));
            }
        }
        sorted.sort_unstable();
        // The nodes from the root down to the end of the last word.
        let mut open: Vec<usize> = Vec::new();
        for (letters, number) in sorted {
            let node = |at: usize| trie.nodes.get(at).map(|node| node.letter);
            let common = open.iter().zip(&letters).take_while(|(at, letter)| node(**at) == Some(**letter));
            let common = common.count();
            trie.close(&mut open, common);
            for (depth, letter) in letters.iter().enumerate().skip(common) {
                open.push(trie.nodes.len());
                trie.nodes.push(TrieNode { letter: *letter, depth, skip_to: 0, word: None });
            }
            if let Some(end) = open.last().and_then(|at| trie.nodes.get_mut(*at)) {
                end.word.get_or_insert(number);
            }
        }
        trie.close(&mut open, 0);
        trie
    }

    /// Closes the open nodes from this depth on: they get no more descendants.
    fn close(&mut self, open: &mut Vec<usize>, depth: usize) {
        let skip_to = self.nodes.len();
        for at in open.drain(depth..) {
            self.nodes.get_mut(at).into_iter().for_each(|node| node.skip_to = skip_to);
        }
    }

    /// The first of the words with the smallest distance, up to `most`.
    fn nearest(&self, wanted: &[char], most: usize) -> Option<usize> {
        let mut left = MOST_NODES;
        (0..=most).find_map(|limit| self.within(limit, wanted, &mut left))
    }

    /// The first word with at most this distance (optimal string alignment: an edit inserts, deletes or replaces a
    /// letter, or swaps two). A branch whose row has only larger distances is skipped. `left` counts down the nodes to
    /// visit.
    fn within(&self, limit: usize, wanted: &[char], left: &mut usize) -> Option<usize> {
        let mut rows: Vec<Row> =
            vec![std::array::from_fn(|at| u8::try_from(at.abs_diff(MOST_EDITS)).unwrap_or(FAR))];
        let mut above: Vec<char> = Vec::new();
        let mut found: Option<usize> = None;
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if *left == 0 {
                break;
            }
            *left -= 1;
            rows.truncate(node.depth + 1);
            above.truncate(node.depth);
            above.push(node.letter);
            let row = next_row(&rows, &above, wanted, limit);
            let whole = (wanted.len() + MOST_EDITS).checked_sub(above.len()).and_then(|at| row.get(at));
            if let Some(word) = node.word.filter(|_| whole.is_some_and(|far| usize::from(*far) <= limit)) {
                found = Some(found.map_or(word, |first| first.min(word)));
            }
            at = if row.iter().any(|far| usize::from(*far) <= limit) { at + 1 } else { node.skip_to };
            rows.push(row);
        }
        found
    }
}

/// The row of the last of these letters, from the rows of the letters before it; exact up to the limit.
fn next_row(rows: &[Row], letters: &[char], wanted: &[char], limit: usize) -> Row {
    let depth = letters.len();
    let before = |at: usize, back: usize| at.checked_sub(back);
    let letter = letters.last();
    let letter_before = before(depth, 2).and_then(|at| letters.get(at));
    let (up, up_two) = (rows.last(), before(depth, 2).and_then(|at| rows.get(at)));
    let cell = |row: Option<&Row>, at: usize| row.and_then(|row| row.get(at)).copied().unwrap_or(FAR);
    let mut row = [FAR; 2 * MOST_EDITS + 1];
    let mut left = FAR;
    for at in MOST_EDITS - limit..=MOST_EDITS + limit {
        // The length of the wanted word's beginning that this cell compares with the letters so far.
        let Some(length) = (depth + at).checked_sub(MOST_EDITS).filter(|length| *length <= wanted.len())
        else {
            continue;
        };
        let mut best = cell(up, at + 1) + 1;
        if let Some(last) = before(length, 1).and_then(|at| wanted.get(at)) {
            best = best.min(left + 1).min(cell(up, at) + u8::from(Some(last) != letter));
            let swapped = letter_before == Some(last)
                && before(length, 2).and_then(|at| wanted.get(at)).is_some_and(|one| Some(one) == letter);
            if swapped {
                best = best.min(cell(up_two, at) + 1);
            }
        }
        left = best.min(FAR);
        row.get_mut(at).into_iter().for_each(|cell| *cell = left);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_trie_finds_what_comparing_with_each_word_finds(
            known in prop::collection::vec("[abcü]{1,8}", 0..12), word in "[abcüA]{0,9}"
        ) {
            let words: Dictionary = known.iter().map(String::as_str).collect();
            prop_assert_eq!(words.nearest(&word), nearest(&word, known.iter().map(String::as_str)));
            prop_assert_eq!(words.contains(&word), known.contains(&word));
        }
    }

    #[test]
    fn an_address_is_known_by_its_last_part() {
        let words: Dictionary =
            ["/articles/blood-patch/", "/about/", "/articles/page/2/"].into_iter().collect();
        assert_eq!(words.nearest("/articles/blod-patch/"), Some("/articles/blood-patch/"));
        assert_eq!(words.nearest("/2019/05/blood-patch/"), Some("/articles/blood-patch/"));
        assert_eq!(words.nearest("/old/about.html"), Some("/about/"));
        assert_eq!(words.nearest("/old/2/"), None);
        assert_eq!(words.nearest(&"x".repeat(5_000_000)), None);
    }
}
