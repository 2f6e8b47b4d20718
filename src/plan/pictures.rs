//! The files of pictures: the renditions that pages name, and the pictures themselves where something leads to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::address::{AddressRequest, Addresses, Job, PublishedFile};
use crate::images::{self, Candidate, Original, Rendition, Spec, Wrong};
use crate::problem::{Place, Problems};
use crate::resolve::{PictureUse, Resolved};
use crate::route::Route;

/// How the paths of files begin that the program brings along.
const BUILT_IN: &str = "themes/builtin/";

/// Plans the files of pictures. One that pages show and nothing leads to is published in its renditions alone; any other is
/// published whole, upright and without what is private.
pub(super) fn pictures(addresses: &mut Addresses, resolved: &Resolved, problems: &mut Problems) {
    let mut shown: BTreeMap<&Route, Vec<&PictureUse>> = BTreeMap::new();
    let mut wanted: BTreeSet<&Route> = BTreeSet::new();
    let mut told: BTreeSet<&Route> = BTreeSet::new();
    for answers in resolved.all() {
        answers.pictures.iter().for_each(|one| shown.entry(&one.route).or_default().push(one));
        wanted.extend(answers.links.iter().chain(&answers.whole));
        told.extend(&answers.wrong);
    }
    wanted.extend(resolved.menus().filter_map(|entry| entry.route.as_ref()));
    let files: Vec<_> = addresses.assets.iter().map(|(route, file)| (route.clone(), file.clone())).collect();
    for (route, file) in files {
        let uses = shown.get(&route).map(Vec::as_slice).unwrap_or_default();
        match &file.asset.picture {
            None => {}
            // The program's own are clean.
            _ if file.path.starts_with(BUILT_IN) => {}
            Some(Err(_)) if told.contains(&route) => {}
            // What is private in it cannot be cut out.
            Some(Err(wrong)) if file.asset.origin.is_some() || *wrong == Wrong::Private => {
                images::report(problems, Place::path(&file.path), &file.path, wrong);
            }
            Some(Err(wrong)) => images::warn(problems, &file.path, wrong),
            Some(Ok(_)) => {
                let is_whole = uses.is_empty() || wanted.contains(&route) || addresses.named.contains(&route);
                one(addresses, &route, &file, uses, is_whole, problems);
            }
        }
    }
}

/// Plans the files of one picture.
fn one(
    addresses: &mut Addresses,
    route: &Route,
    file: &PublishedFile,
    uses: &[&PictureUse],
    is_whole: bool,
    problems: &mut Problems,
) {
    let place = uses.first().map_or_else(|| Place::path(&file.path), |first| first.place.clone());
    let (Some(Ok(head)), Some(print)) = (&file.asset.picture, file.asset.print) else { return };
    let original = Original {
        bytes: file.asset.bytes.clone(),
        head: *head,
        print,
        place,
        name: file.path.as_str().into(),
    };
    let job = |spec| Job::Picture(Arc::new(Rendition { original: original.clone(), spec }));
    if !is_whole {
        addresses.jobs.remove(route);
    } else if let Some(planned) = addresses.jobs.get_mut(route) {
        planned.job = job(Spec::Whole);
    }
    let candidates: BTreeMap<&Route, &Candidate> =
        uses.iter().flat_map(|one| &one.candidates).map(|candidate| (&candidate.route, candidate)).collect();
    for (route, candidate) in candidates {
        // The same picture may lie at several addresses: its renditions are one.
        if !addresses.jobs.contains_key(route) {
            let what = format!("a smaller copy of `{}`", file.path);
            let (job, place) = (job(candidate.spec), Place::path(&file.path));
            addresses.claim(AddressRequest::of_site(route.clone(), job, place, &what), problems);
        }
    }
}
