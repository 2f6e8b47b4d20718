//! Words that are known, and the one among them that a misspelt word was most likely meant to be.
//!
//! A site has thousands of addresses, and a migration thousands of dead links. What is asked of one word must not
//! grow with the site: the known words stand in a tree by their letters, of which a question sees a bounded part.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Letters of the longest word that is compared with others.
const LONGEST: usize = 200;

/// The most differences that a word may have.
const MOST: usize = 4;

/// Nodes of the tree that one question sees at most.
const SEEN: usize = 2000;

/// How many differences a word may have to be meant: a third of its letters, up to [`MOST`].
fn most(letters: usize) -> usize {
    letters.div_ceil(3).clamp(1, MOST)
}

/// The word of `known`, a short list, that `word` was most likely meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().take(LONGEST + 1).count();
    if letters > LONGEST {
        return None;
    }
    let (most, lower) = (most(letters), word.to_lowercase());
    let close = known.into_iter().filter(|one| one.len().abs_diff(word.len()) <= 4 * most);
    let far = close.map(|one| (strsim::osa_distance(&lower, &one.to_lowercase()), one));
    far.filter(|(far, _)| *far <= most).min().map(|(_, one)| one)
}

/// Known words.
#[derive(Debug, Default)]
pub struct Words {
    /// In order.
    words: Vec<String>,
    tree: OnceLock<Tree>,
}

impl<T: Into<String>> FromIterator<T> for Words {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
        words.sort_unstable();
        words.dedup();
        Words { words, tree: OnceLock::new() }
    }
}

impl Words {
    /// Whether this word is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The first of them, divided by commas; a sign says that there are more.
    pub fn first(&self, most: usize) -> String {
        let shown: Vec<&str> = self.words.iter().take(most).map(String::as_str).collect();
        let more = if self.words.len() > most { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    }

    /// The word that `word` was most likely meant to be: one that differs little, or an address with the same last part.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        self.nearest_to(word, word)
    }

    /// As [`Words::nearest`], for a word of which only a part was written.
    pub fn nearest_to(&self, word: &str, written: &str) -> Option<&str> {
        let tree = self.tree.get_or_init(|| Tree::new(&self.words));
        let letters: Vec<char> = word.to_lowercase().chars().take(LONGEST + 1).collect();
        let near = (letters.len() <= LONGEST)
            .then(|| tree.nearest(&letters, most(written.chars().count())))
            .flatten();
        let found = near.or_else(|| tree.by_last_part.get(last_part(word)?).copied())?;
        self.words.get(found).map(String::as_str)
    }
}

/// The name at the end of an address, without its ending; nothing if it is too short to say what is meant.
fn last_part(address: &str) -> Option<&str> {
    let (_, last) = address.trim_end_matches('/').rsplit_once('/')?;
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    (name.len() > 3 && name.contains(char::is_alphabetic)).then_some(name)
}

/// Words by their letters.
#[derive(Debug, Default)]
struct Tree {
    /// Each before those below it.
    nodes: Vec<Node>,
    /// Addresses by the names at their ends.
    by_last_part: HashMap<String, usize>,
}

/// A letter behind those above it.
#[derive(Debug)]
struct Node {
    letter: char,
    /// How many letters stand above it.
    depth: usize,
    /// The first node behind those below it.
    next: usize,
    /// The first word that ends here.
    word: Option<usize>,
}

/// Differences between the letters down to a node and the beginnings of the wanted word that are about as long.
type Row = [u8; 2 * MOST + 1];

/// More differences than are looked for.
const FAR: u8 = 100;

impl Tree {
    fn new(words: &[String]) -> Self {
        let mut tree = Tree::default();
        let mut sorted: Vec<(Vec<char>, usize)> = Vec::new();
        for (number, word) in words.iter().enumerate() {
            if let Some(name) = last_part(word) {
                tree.by_last_part.entry(name.to_owned()).or_insert(number);
            }
            let letters: Vec<char> = word.to_lowercase().chars().take(LONGEST + 1).collect();
            if letters.len() <= LONGEST {
                sorted.push((letters, number));
            }
        }
        sorted.sort_unstable();
        // The nodes from the root down to where the last word ended.
        let mut open: Vec<usize> = Vec::new();
        for (letters, number) in sorted {
            let node = |at: usize| tree.nodes.get(at).map(|node| node.letter);
            let common = open.iter().zip(&letters).take_while(|(at, letter)| node(**at) == Some(**letter));
            let common = common.count();
            tree.close(&mut open, common);
            for (depth, letter) in letters.iter().enumerate().skip(common) {
                open.push(tree.nodes.len());
                tree.nodes.push(Node { letter: *letter, depth, next: 0, word: None });
            }
            if let Some(end) = open.last().and_then(|at| tree.nodes.get_mut(*at)) {
                end.word.get_or_insert(number);
            }
        }
        tree.close(&mut open, 0);
        tree
    }

    /// Nothing more stands below the nodes that are deeper.
    fn close(&mut self, open: &mut Vec<usize>, depth: usize) {
        let next = self.nodes.len();
        for at in open.drain(depth..) {
            self.nodes.get_mut(at).into_iter().for_each(|node| node.next = next);
        }
    }

    /// The first of the words with the fewest differences.
    fn nearest(&self, wanted: &[char], most: usize) -> Option<usize> {
        let mut left = SEEN;
        (0..=most).find_map(|limit| self.within(limit, wanted, &mut left))
    }

    /// The first word with no more than so many differences: letters too many, too few, others, or two in the wrong
    /// order (optimal string alignment). A way down ends where there are more already.
    fn within(&self, limit: usize, wanted: &[char], left: &mut usize) -> Option<usize> {
        let mut rows: Vec<Row> =
            vec![std::array::from_fn(|at| u8::try_from(at.abs_diff(MOST)).unwrap_or(FAR))];
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
            let whole = (wanted.len() + MOST).checked_sub(above.len()).and_then(|at| row.get(at));
            if let Some(word) = node.word.filter(|_| whole.is_some_and(|far| usize::from(*far) <= limit)) {
                found = Some(found.map_or(word, |first| first.min(word)));
            }
            at = if row.iter().any(|far| usize::from(*far) <= limit) { at + 1 } else { node.next };
            rows.push(row);
        }
        found
    }
}

/// The row of the last of these letters, from those of the letters above it; right as far as the limit goes.
fn next_row(rows: &[Row], letters: &[char], wanted: &[char], limit: usize) -> Row {
    let depth = letters.len();
    let before = |at: usize, back: usize| at.checked_sub(back);
    let letter = letters.last();
    let letter_before = before(depth, 2).and_then(|at| letters.get(at));
    let (up, up_two) = (rows.last(), before(depth, 2).and_then(|at| rows.get(at)));
    let cell = |row: Option<&Row>, at: usize| row.and_then(|row| row.get(at)).copied().unwrap_or(FAR);
    let mut row = [FAR; 2 * MOST + 1];
    let mut left = FAR;
    for at in MOST - limit..=MOST + limit {
        // So many letters of the wanted word are compared with all letters so far.
        let Some(length) = (depth + at).checked_sub(MOST).filter(|length| *length <= wanted.len()) else {
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
        fn the_tree_finds_what_comparing_with_each_word_finds(
            known in prop::collection::vec("[abcü]{1,8}", 0..12), word in "[abcüA]{0,9}"
        ) {
            let words: Words = known.iter().map(String::as_str).collect();
            prop_assert_eq!(words.nearest(&word), nearest(&word, known.iter().map(String::as_str)));
            prop_assert_eq!(words.contains(&word), known.contains(&word));
        }
    }

    #[test]
    fn an_address_is_known_by_its_last_part() {
        let words: Words = ["/articles/blood-patch/", "/about/", "/articles/page/2/"].into_iter().collect();
        assert_eq!(words.nearest("/articles/blod-patch/"), Some("/articles/blood-patch/"));
        assert_eq!(words.nearest("/2019/05/blood-patch/"), Some("/articles/blood-patch/"));
        assert_eq!(words.nearest("/old/about.html"), Some("/about/"));
        assert_eq!(words.nearest("/old/2/"), None);
        assert_eq!(words.nearest(&"x".repeat(5_000_000)), None);
    }
}
