//! Whole pages, byte for byte: what a template, a view or the Markdown changes anywhere in them is seen.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite whole_pages` renews the files of `whole_pages/`; read their diff.

use std::path::Path;

use snapbox::{Data, assert_data_eq};

use crate::clinic::Clinic;
use crate::everything;

/// Addresses, each with the file that has its page.
const PAGES: [(&str, &str); 4] = [
    ("/", "home.html"),
    ("/articles/", "list.html"),
    ("/articles/heel-pain/", "article.html"),
    ("/pricing/", "pricing.html"),
];

/// The page without the fingerprints in the names of its assets, which change with every style rule.
fn without_fingerprints(page: &str) -> String {
    let fingerprint = regex::Regex::new(r"(/assets/[\w-]+)\.[0-9a-f]+\.").unwrap();
    fingerprint.replace_all(page, "$1.FINGERPRINT.").into_owned()
}

#[test]
fn pages_are_as_they_were() {
    let clinic = everything::FILES.iter().fold(Clinic::new(), |clinic, (path, text)| clinic.file(path, text));
    let site = clinic.build();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/whole_pages");
    for (address, file) in PAGES {
        let stored = Data::read_from(&folder.join(file), None).raw();
        assert_data_eq!(without_fingerprints(site.get(address)), stored);
    }
}
