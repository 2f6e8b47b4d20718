//! The detector of cycles among entries that are parts of others.

use std::ops::Range;

/// An entry names another one, at these bytes.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) to: usize,
    pub(super) span: Range<usize>,
}

/// A cycle.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// The entry at which it begins and ends.
    pub(super) first: usize,
    /// The entries on the way, the first one again at its end; a long way is cut.
    pub(super) way: Vec<usize>,
    /// Where the first names the next; nothing if that is the same place.
    pub(super) opens: Option<Range<usize>>,
    /// Where the last names the first again.
    pub(super) closes: Range<usize>,
}

/// So many entries of a way are told.
const MOST_TOLD: usize = 8;

/// Every name that closes a circle. Without these names no circle is left; each is met once, so the work is that of
/// reading the names.
pub(super) fn find(parts: &[Vec<Edge>]) -> Vec<Circle> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        /// On the way that is being looked at, at this depth.
        On(usize),
        Done,
    }
    let mut states = vec![State::New; parts.len()];
    let mut circles = Vec::new();
    for start in 0..parts.len() {
        // The way so far: an entry, and how many of its names were followed.
        let mut way: Vec<(usize, usize)> = Vec::new();
        if states[start] == State::New {
            states[start] = State::On(0);
            way.push((start, 0));
        }
        while let Some((at, next)) = way.last_mut() {
            let at = *at;
            let Some(edge) = parts[at].get(*next) else {
                states[at] = State::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match states[edge.to] {
                State::New => {
                    states[edge.to] = State::On(way.len());
                    way.push((edge.to, 0));
                }
                State::On(depth) => {
                    let (first, followed) = way[depth];
                    let opens = parts[first][followed - 1].span.clone();
                    let mut told: Vec<usize> =
                        way[depth..].iter().take(MOST_TOLD).map(|(at, _)| *at).collect();
                    if way.len() - depth > 1 {
                        told.push(first);
                    }
                    let opens = (opens != edge.span).then_some(opens);
                    circles.push(Circle { first, way: told, opens, closes: edge.span.clone() });
                }
                State::Done => {}
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph(names: &[&[usize]]) -> Vec<Vec<Edge>> {
        let edge = |(at, to): (usize, &usize)| Edge { to: *to, span: at..at + 1 };
        names
            .iter()
            .enumerate()
            .map(|(from, names)| {
                names.iter().enumerate().map(|(at, to)| edge((from * 10 + at, to))).collect()
            })
            .collect()
    }

    #[test]
    fn each_circle_has_both_its_places() {
        assert_eq!(find(&graph(&[&[1], &[2], &[]])), []);
        let own = Circle { first: 0, way: vec![0], opens: None, closes: 0..1 };
        assert_eq!(find(&graph(&[&[0]])), [own]);
        let three = Circle { first: 0, way: vec![0, 1, 2, 0], opens: Some(0..1), closes: 20..21 };
        assert_eq!(find(&graph(&[&[1], &[2], &[0]])), [three]);
        assert_eq!(find(&graph(&[&[1, 1], &[0]])).len(), 1, "a name that was followed is not followed again");
    }

    proptest! {
        #[test]
        fn without_the_closing_names_nothing_leads_back(
            names in prop::collection::vec(prop::collection::vec(0usize..6, 0..4), 6),
        ) {
            let names: Vec<&[usize]> = names.iter().map(Vec::as_slice).collect();
            let mut parts = graph(&names);
            let closing: Vec<_> = find(&parts).into_iter().map(|circle| circle.closes).collect();
            parts.iter_mut().for_each(|edges| edges.retain(|edge| !closing.contains(&edge.span)));
            // Whoever can be reached from itself by any way would be in a circle.
            for start in 0..parts.len() {
                let mut seen = vec![false; parts.len()];
                let mut open: Vec<usize> = parts[start].iter().map(|edge| edge.to).collect();
                while let Some(at) = open.pop() {
                    prop_assert_ne!(at, start);
                    if !std::mem::replace(&mut seen[at], true) {
                        open.extend(parts[at].iter().map(|edge| edge.to));
                    }
                }
            }
        }
    }
}
