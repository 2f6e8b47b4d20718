//! Fingerprinted assets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::layers::Layers;
use super::sheets;
use crate::identifiers::WebAddress;
use crate::images::svg;
use crate::problem::{Place, Problems, Rule};
use crate::route::{BaseUrl, Route, encode_path};
use crate::source::{Asset, Bytes};

/// Assets by address, each with the path of its source.
pub(crate) type Assets = BTreeMap<Route, (String, Arc<[u8]>)>;

/// Assets with a fingerprint in their names.
pub(super) struct Fingerprinted {
    pub(super) assets: Assets,
    /// The address of each name.
    pub(super) names: BTreeMap<String, String>,
    /// Addresses from the root of the site in style sheets.
    pub(super) addresses: Vec<(Place, Route)>,
}

/// Gives the assets of all layers their fingerprints.
pub(super) fn fingerprint(
    layers: &Layers<'_>,
    base: &BaseUrl,
    variables: &str,
    problems: &mut Problems,
) -> Fingerprinted {
    let in_memory = |(name, path, asset): (String, String, Asset)| match asset.bytes {
        Bytes::InMemory(bytes) => Some((name, (path, bytes))),
        Bytes::OnDisk(_) => None,
    };
    let mut work = Fingerprints {
        base,
        variables,
        problems,
        files: layers.files("assets/").into_iter().filter_map(in_memory).collect(),
        begun: BTreeSet::new(),
        placed: BTreeSet::new(),
        assets: BTreeMap::new(),
        names: BTreeMap::new(),
        addresses: Vec::new(),
    };
    let parts = parts(layers);
    let (last, first): (Vec<_>, Vec<_>) = work.files.keys().cloned().partition(|name| parts.contains(name));
    for name in first.into_iter().chain(last) {
        // A part that stands in another style sheet has been read there.
        if !work.placed.contains(&name) {
            work.add(&name);
        }
    }
    let Fingerprints { mut assets, mut names, addresses, .. } = work;
    for part in parts {
        names.remove(&part);
    }
    let published: BTreeSet<&String> = names.values().collect();
    assets.retain(|route, _| published.contains(&base.link(route)));
    Fingerprinted { assets, names, addresses }
}

/// The style sheets that others import, in any layer: they are not published alone. One whose importer another layer
/// replaces is a part all the same, of nothing.
fn parts(layers: &Layers<'_>) -> BTreeSet<String> {
    let sheets = layers.each_file("assets/").filter(|(name, ..)| is_sheet(name));
    let imports = sheets.flat_map(|(name, _, asset)| match &asset.bytes {
        Bytes::InMemory(bytes) => std::str::from_utf8(bytes).map(|text| sheets::imports(name, text)),
        Bytes::OnDisk(_) => Ok(Vec::new()),
    });
    imports.flatten().filter(|name| name != "theme.css").collect()
}

fn is_sheet(name: &str) -> bool {
    name.ends_with(".css")
}

/// The fingerprints of all assets, as far as they are made.
pub(super) struct Fingerprints<'a> {
    base: &'a BaseUrl,
    /// The site's options and the theme's colours, at the top of `theme.css`.
    variables: &'a str,
    pub(super) problems: &'a mut Problems,
    /// Path and bytes by name.
    files: BTreeMap<String, (String, Arc<[u8]>)>,
    /// Files that have their fingerprint, or are about to have it.
    begun: BTreeSet<String>,
    /// Style sheets that stand in another one.
    pub(super) placed: BTreeSet<String>,
    assets: Assets,
    names: BTreeMap<String, String>,
    addresses: Vec<(Place, Route)>,
}

impl Fingerprints<'_> {
    /// A style sheet comes after all that it leads to, since its bytes hold their names.
    fn add(&mut self, name: &str) {
        let Some((path, bytes)) = self.files.get(name).cloned() else { return };
        if !self.begun.insert(name.to_owned()) {
            return;
        }
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if is_sheet(name) => {
                let variables = if name == "theme.css" { self.variables } else { "" };
                (variables.to_owned() + &sheets::served(name, &path, text, self)).into_bytes().into()
            }
            // The fingerprint is that of what is published.
            _ if svg::is_drawing(name) => svg::published(&path, &bytes, self.problems).unwrap_or(bytes),
            _ => bytes,
        };
        let mark: String = Sha256::digest(&bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        // A file's own name is not an encoded address.
        let address = encode_path(&format!("/assets/{stem}.{mark}.{ending}"));
        let Some(route) = Route::absolute(&address) else { return };
        self.names.insert(name.to_owned(), self.base.link(&route));
        self.assets.insert(route, (path, bytes));
    }

    /// The path and the text of a file.
    pub(super) fn text(&self, name: &str) -> Option<(String, String)> {
        let (path, bytes) = self.files.get(name)?;
        Some((path.clone(), std::str::from_utf8(bytes).ok()?.to_owned()))
    }

    /// Where an address in a style sheet leads; `None` leaves it as written.
    pub(super) fn link(&mut self, sheet: &str, target: &str, place: Place) -> Option<String> {
        if target.is_empty() || target.starts_with('#') || target.starts_with("data:") {
            return None;
        }
        if WebAddress::is_meant(target) {
            self.problems
                .report(
                    Rule::OtherHost,
                    place,
                    format!("the style sheet would load `{target}` from another host"),
                )
                .help("put the file into `assets/`, and write its name");
            return None;
        }
        if target.starts_with('/') {
            let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
            let route = Route::absolute(path)?;
            let link = format!("{}{rest}", self.base.link(&route));
            self.addresses.push((place, route));
            return Some(link);
        }
        let (file, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = join(folder, file)?;
        self.add(&name);
        if let Some(link) = self.names.get(&name) {
            return Some(format!("{link}{rest}"));
        }
        self.tell_missing(&name, place);
        None
    }

    /// Tells that a style sheet leads to an asset that is not there.
    pub(super) fn tell_missing(&mut self, name: &str, place: Place) {
        self.problems
            .report(Rule::DeadFile, place, format!("there is no asset `{name}`"))
            .label("looked for beside the style sheet")
            .propose(name, self.files.keys().map(String::as_str));
    }
}

/// `fonts` and `../img/a.svg` make `img/a.svg`; `None` above the root.
pub(super) fn join(folder: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
