//! Who wants which address: two that cannot stand beside each other in one folder are a problem with both sources.
//!
//! An address is a file, and each part before its last is a folder. The output is copied to systems that take `Fees.txt`
//! and `fees.txt` for one name, so names are compared as those systems do: in one Unicode form, letter case folded.

use std::collections::BTreeMap;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use crate::calendar::{Span, Timeline};
use crate::problem::{Place, Problem, Problems, Rule};
use crate::route::Route;

/// The claims so far.
#[derive(Debug, Default)]
pub(super) struct Claims {
    all: Vec<Claim>,
    /// Who wants a file, by its folded path.
    files: BTreeMap<String, Wanted>,
    /// The first claim that needs a folder, by its folded path.
    folders: BTreeMap<String, usize>,
}

/// The claims of one file.
#[derive(Debug)]
struct Wanted {
    /// The number of the first.
    first: usize,
    /// The number of the one that has it on which days.
    on: Timeline<usize>,
}

/// What came of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Nobody else wants it.
    Alone,
    /// Others have it on other days.
    InTurn,
    /// It cannot be taken, which is told.
    No,
}

/// One source that wants an address.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) route: Route,
    pub(super) place: Place,
    /// The source, as messages name it.
    pub(super) what: String,
    /// The days on which it wants it.
    pub(super) days: Span,
}

/// How two claims stand in each other's way.
enum Clash {
    Same,
    /// They, or folders above them, differ in letter case or Unicode form alone: these two.
    Twins(String, String),
    /// One of them is a file of this path, the other needs a folder of it.
    FileAndFolder(String),
}

/// A name as systems that know no letter case look for it.
pub(crate) fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    UniCase::unicode(name.nfd().collect::<String>()).to_folded_case().nfc().collect()
}

impl Claims {
    /// Takes an address; one that cannot be taken is a problem.
    pub(super) fn take(&mut self, claim: Claim, problems: &mut Problems) -> Taken {
        if let Some(fault) = claim.route.fault() {
            let message = format!("{} cannot be published: {}", claim.what, fault.message);
            problems.report(Rule::BadSlug, claim.place, message).help(fault.help);
            return Taken::No;
        }
        let path = claim.route.file_path();
        let key = folded(&path);
        if let Some((first, clash)) = self.clash(&path, &key, claim.days) {
            report(&self.all[first], claim, clash, problems);
            return Taken::No;
        }
        let number = self.all.len();
        let taken = if self.files.contains_key(&key) { Taken::InTurn } else { Taken::Alone };
        for (at, _) in key.match_indices('/') {
            self.folders.entry(key.split_at(at).0.to_owned()).or_insert(number);
        }
        let wanted =
            self.files.entry(key).or_insert_with(|| Wanted { first: number, on: Timeline::default() });
        wanted.on.add(claim.days, number);
        self.all.push(claim);
        taken
    }

    /// The first claim that stands in the way of a path on these days, and how. A file and a folder stand in each other's way
    /// on any day, since what is published is copied over what was.
    fn clash(&self, path: &str, key: &str, days: Span) -> Option<(usize, Clash)> {
        if let Some(wanted) = self.files.get(key) {
            let first = *wanted.on.on(days)?;
            let other = self.all[first].route.file_path();
            return Some((first, if other == path { Clash::Same } else { Clash::Twins(path.into(), other) }));
        }
        if let Some(first) = self.folders.get(key) {
            return Some((*first, Clash::FileAndFolder(path.to_owned())));
        }
        // From the innermost folder outwards; above one that another claim needs too, all was compared with that one.
        let folders = key.rmatch_indices('/').zip(path.rmatch_indices('/'));
        for ((key_end, _), (end, _)) in folders {
            let (key, folder) = (key.split_at(key_end).0, path.split_at(end).0);
            if let Some(wanted) = self.files.get(key) {
                return Some((wanted.first, Clash::FileAndFolder(folder.to_owned())));
            }
            if let Some(first) = self.folders.get(key) {
                let other = self.all[*first].route.file_path();
                let there = part_of(&other, folder.matches('/').count() + 1);
                return (there != folder).then(|| (*first, Clash::Twins(folder.into(), there.into())));
            }
        }
        None
    }
}

/// The first parts of a path.
fn part_of(path: &str, parts: usize) -> &str {
    path.match_indices('/').nth(parts - 1).map_or(path, |(end, _)| path.split_at(end).0)
}

fn report(first: &Claim, claim: Claim, clash: Clash, problems: &mut Problems) {
    let (what, words) = (&claim.what, &first.what);
    let (message, help) = match clash {
        Clash::Same => (
            format!("two sources want the address `{}`: {what} and {words}", claim.route),
            "give one of them another name or `slug`".to_owned(),
        ),
        Clash::Twins(one, other) => (
            format!("`{one}` and `{other}` differ only in letter case or Unicode form: {what} and {words}"),
            format!(
                "write both alike or rename one: Windows and macOS take `{one}` and `{other}` for one name"
            ),
        ),
        Clash::FileAndFolder(path) => (
            format!("`{path}` would be a file and a folder: {what} and {words}"),
            format!("give one of them a name that does not begin with `{path}`"),
        ),
    };
    let problem: &mut Problem = problems.report(Rule::DuplicateAddress, claim.place, message);
    problem.label("this one").help(help);
    if !first.place.source.text.is_empty() || first.place.source.path.contains('/') {
        problem.also(first.place.clone(), "and this one");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of these addresses, claimed in this order.
    fn told(addresses: &[&str]) -> Vec<String> {
        let (mut claims, mut problems) = (Claims::default(), Problems::default());
        for address in addresses {
            let claim = Claim {
                route: Route::absolute(address).unwrap(),
                place: Place::path("x/y"),
                what: format!("`{address}`"),
                days: Span::ALWAYS,
            };
            claims.take(claim, &mut problems);
        }
        problems.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn what_one_folder_cannot_hold_is_told_in_any_order() {
        for (one, other) in [
            ("/rest/", "/rest"),
            ("/rest/a/b/c.pdf", "/rest"),
            ("/rest/", "/rest/index.html/more/"),
            ("/Price.pdf", "/price.pdf"),
            ("/Lists/a.pdf", "/lists/b.pdf"),
            ("/x/Lists/a.pdf", "/x/lists/deep/b.pdf"),
            ("/Rest.pdf", "/rest.PDF/a"),
            ("/Übung.pdf", "/übung.pdf"),
            ("/Ὀδυσσεύς.txt", "/ὈΔΥΣΣΕΎΣ.txt"),
        ] {
            for pair in [[one, other], [other, one]] {
                let told = told(&pair);
                assert_eq!(told.len(), 1, "{pair:?}: {told:?}");
                assert!(pair.iter().all(|address| told[0].contains(&format!("`{address}`"))), "{told:?}");
            }
        }
    }

    #[test]
    fn what_one_folder_can_hold_is_fine() {
        let addresses =
            ["/", "/a/", "/a/b/", "/a/b.pdf", "/ab", "/a.b/c", "/kisir/", "/kısır/", "/index.html.pdf"];
        assert_eq!(told(&addresses), Vec::<String>::new());
    }

    #[test]
    fn an_address_that_no_disk_holds_is_told() {
        let long = "é".repeat(128);
        for address in [format!("/{long}/"), format!("/a/{long}"), format!("/{}", "ab/".repeat(400))] {
            assert_eq!(told(&[&address]).len(), 1, "{address}");
        }
        assert_eq!(told(&[&format!("/{}/", "x".repeat(255))]), Vec::<String>::new());
        for address in ["/.git/", "/.GIT/config", "/.clinicsite", "/.clinicsite-a/x"] {
            assert_eq!(told(&[address]).len(), 1, "{address}");
        }
    }
}
