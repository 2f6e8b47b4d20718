//! Fingerprinted assets, and the rewriting of their addresses in style sheets.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use cssparser::{ParseError, Parser, Token};
use sha2::{Digest, Sha256};

use super::layers::Layers;
use crate::identifiers::WebAddress;
use crate::problem::{Place, Problems, Rule};
use crate::route::{BaseUrl, Route, encode_path};
use crate::source::{Bytes, Source};

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
    let mut work = Fingerprints {
        base,
        variables,
        problems,
        files: BTreeMap::new(),
        assets: BTreeMap::new(),
        names: BTreeMap::new(),
        addresses: Vec::new(),
    };
    for (name, path, asset) in layers.files("assets/") {
        let Bytes::InMemory(bytes) = asset.bytes else { continue };
        work.files.insert(name, (path, bytes));
    }
    while let Some((name, (path, bytes))) = work.files.pop_first() {
        work.add(&name, &path, bytes);
    }
    Fingerprinted { assets: work.assets, names: work.names, addresses: work.addresses }
}

struct Fingerprints<'a> {
    base: &'a BaseUrl,
    /// The site's options, at the top of `theme.css`.
    variables: &'a str,
    problems: &'a mut Problems,
    /// Not begun yet: path and bytes by name.
    files: BTreeMap<String, (String, Arc<[u8]>)>,
    assets: Assets,
    names: BTreeMap<String, String>,
    addresses: Vec<(Place, Route)>,
}

impl Fingerprints<'_> {
    /// A style sheet comes after all that it leads to, since its bytes hold their names.
    fn add(&mut self, name: &str, path: &str, bytes: Arc<[u8]>) {
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if name.ends_with(".css") => self.style_sheet(name, path, text).into_bytes().into(),
            _ => bytes,
        };
        let mark: String = Sha256::digest(&bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        // A file's own name is not an encoded address.
        let address = encode_path(&format!("/assets/{stem}.{mark}.{ending}"));
        let Some(route) = Route::absolute(&address) else { return };
        self.names.insert(name.to_owned(), self.base.link(&route));
        self.assets.insert(route, (path.to_owned(), bytes));
    }

    fn style_sheet(&mut self, name: &str, path: &str, text: &str) -> String {
        let source = Source::new(path, text);
        let mut found = Vec::new();
        addresses(&mut Parser::new(text), &mut found);
        let mut out = if name == "theme.css" { self.variables.to_owned() } else { String::new() };
        let mut done = 0;
        for address in found {
            let place = Place::new(&source, address.span.clone());
            if let Some(link) = self.link(name, &address.target, place) {
                out.push_str(text.get(done..address.span.start).unwrap_or_default());
                out.push_str(if address.import { "" } else { "url(" });
                let _ = cssparser::serialize_string(&link, &mut out);
                out.push_str(if address.import { "" } else { ")" });
                done = address.span.end;
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// Where an address in a style sheet leads; `None` leaves it as written.
    fn link(&mut self, sheet: &str, target: &str, place: Place) -> Option<String> {
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
        if let Some((path, bytes)) = self.files.remove(&name) {
            self.add(&name, &path, bytes);
        }
        if let Some(link) = self.names.get(&name) {
            return Some(format!("{link}{rest}"));
        }
        self.problems
            .report(Rule::DeadFile, place, format!("there is no asset `{name}`"))
            .label("looked for beside the style sheet")
            .propose(&name, self.names.keys().chain(self.files.keys()).map(String::as_str));
        None
    }
}

/// `fonts` and `../img/a.svg` make `img/a.svg`; `None` above the root.
fn join(folder: &str, file: &str) -> Option<String> {
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

struct Address {
    target: String,
    /// The whole `url(…)`, or the text of an `@import`.
    span: Range<usize>,
    import: bool,
}

/// Finds each `url(…)` and `@import "…"`, in the order of the text.
fn addresses(parser: &mut Parser<'_>, found: &mut Vec<Address>) {
    let mut import = false;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
        let mut add = |target: &str, parser: &Parser<'_>, import: bool| {
            found.push(Address {
                target: target.to_owned(),
                span: start..parser.position().byte_index(),
                import,
            });
        };
        match &token {
            Token::UnquotedUrl(target) => add(target, parser, false),
            Token::QuotedString(target) if import => add(target, parser, true),
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let inside = |inner: &mut Parser<'_>| -> Result<String, ParseError<()>> {
                    Ok(inner.expect_string().map(|text| text.as_ref().to_owned()).unwrap_or_default())
                };
                if let Ok(target) = parser.parse_nested_block(inside) {
                    add(&target, parser, false);
                }
            }
            Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => {
                let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                    addresses(inner, found);
                    Ok(())
                });
            }
            _ => {}
        }
        import = match &token {
            Token::AtKeyword(word) => word.eq_ignore_ascii_case("import"),
            Token::WhiteSpace(_) | Token::Comment(_) => import,
            _ => false,
        };
    }
}
