//! The pictures of texts: which files of them a page names.

use std::ops::Range;

use super::{File, Found, PictureUse, Resolver};
use crate::images::{self, Use};
use crate::route::Route;

impl Resolver<'_> {
    /// A picture that is used so, with the renditions that are named for it; where the build makes none, the file itself.
    pub(super) fn picture_for(&mut self, of: Use, target: &str, span: &Range<usize>) -> Option<File> {
        match self.found_file(target, span)? {
            Found::Elsewhere(link) => Some(File { link, ..File::default() }),
            Found::Here { route, query } => self.own_picture(of, route, &query, span),
        }
    }

    /// A picture of this site.
    pub(super) fn own_picture(
        &mut self,
        of: Use,
        route: Route,
        query: &str,
        span: &Range<usize>,
    ) -> Option<File> {
        let addresses = self.addresses;
        let asset = addresses.assets.get(&route).map(|file| &file.asset);
        if self.is_wrong(&route, span) {
            return None;
        }
        let candidates =
            asset.map(|asset| images::candidates(&route, asset, &addresses.pictures, of)).unwrap_or_default();
        let Some(largest) = candidates.last() else { return Some(self.whole_file(route, query)) };
        let link = self.link(&largest.route);
        let size = Some(largest.size);
        let each = candidates
            .iter()
            .map(|candidate| format!("{} {}w", self.link(&candidate.route), candidate.size.width));
        let srcset = (candidates.len() > 1).then(|| each.collect::<Vec<_>>().join(", "));
        let place = self.place(span);
        self.found.pictures.push(PictureUse { route, candidates, place });
        Some(File { link, size, srcset })
    }

    /// Whether a file is a picture that cannot be shown, which is told.
    pub(super) fn is_wrong(&mut self, route: &Route, span: &Range<usize>) -> bool {
        let Some(file) = self.addresses.assets.get(route) else { return false };
        let Some(Err(wrong)) = &file.asset.picture else { return false };
        let place = self.place(span);
        images::report(&mut self.problems, place, &file.path, wrong);
        self.found.wrong.push(route.clone());
        true
    }
}
