//! The site's addresses: slugs, routes below the output folder, and the links to them.
//!
//! A [`Route`] cannot leave the output folder. [`BaseUrl`] alone knows the site's host and base path, and alone joins and
//! encodes addresses.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::identifiers::{Fault, WebAddress, abbreviated};

/// The characters that a path encodes, beside all that are not ASCII.
const PATH_ENCODE_SET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'!')
    .add(b'$')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b',')
    .add(b':')
    .add(b';')
    .add(b'=')
    .add(b'@');

/// The longest slug in bytes that is made of a title: an address that can still be read out.
const LONGEST_SLUG: usize = 80;

/// A slug that is short enough for the name of a file, cut behind a word where it has several.
pub(crate) fn shortened(slug: &str) -> String {
    if slug.len() <= LONGEST_SLUG {
        return slug.to_owned();
    }
    let ends = slug.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| *end <= LONGEST_SLUG).last().unwrap_or_default();
    let short = slug.get(..end).unwrap_or_default();
    short.rsplit_once('-').map_or(short, |(words, _)| words).to_owned()
}

/// The slug of a text, for a part of an address: NFC, lower case, letters and digits of any script, else single
/// hyphens.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let lower: String = nfc(text).chars().flat_map(char::to_lowercase).collect();
    for c in nfc(&lower).chars() {
        // Marks belong to the letter before them in scripts that NFC cannot compose (Devanagari, Thai, …).
        if c.is_alphanumeric() || (is_mark(c) && !slug.is_empty() && !gap) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap = true;
        }
    }
    slug
}

/// The text in Unicode's form NFC, in which ASCII, as most addresses are, is already.
pub(crate) fn nfc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The longest file name in bytes that every usual file system can hold.
pub(crate) const LONGEST_NAME: usize = 255;

/// The longest path in the output in bytes: macOS and object stores end at 1,024, the folder above included.
const LONGEST_PATH: usize = 900;

impl Fault {
    /// The fault of a part of an address that is longer than a file name can be.
    pub fn too_long(part: &str) -> Self {
        let short: String = part.chars().take(40).collect();
        let short = short.rsplit_once('-').map_or(short.as_str(), |(words, _)| words);
        Fault {
            message: format!("`{short}…` has {} bytes, and a file's name at most {LONGEST_NAME}", part.len()),
            help: format!("shorten it, as in `{short}`"),
        }
    }
}

/// The fault of a name that Windows does not allow.
fn windows_fault(part: &str) -> Option<Fault> {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let number = |rest: &str| {
        matches!(rest.chars().next(), Some('0'..='9' | '¹' | '²' | '³')) && rest.chars().count() == 1
    };
    let upper = stem.to_ascii_uppercase();
    let device = matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || ["COM", "LPT"].iter().any(|device| upper.strip_prefix(device).is_some_and(number));
    let (why, help) = if device {
        (
            format!("is the name of a device there, as `{stem}` always is"),
            "take another word for it".to_owned(),
        )
    } else if part.ends_with(['.', ' ']) {
        let bare = part.trim_end_matches(['.', ' ']);
        ("ends with a dot or a blank".to_owned(), format!("write `{bare}`"))
    } else {
        let sign = part.chars().find(|c| "<>:\"|?*".contains(*c))?;
        (
            format!("holds `{sign}`"),
            format!("write `{}`", part.replace(['<', '>', ':', '"', '|', '?', '*'], "-")),
        )
    };
    Some(Fault { message: format!("Windows can hold no file or folder `{part}`: it {why}"), help })
}

/// A decoded path below the site's root, such as `/articles/flu/` or `/feed.xml`. A page's ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// The route of the home page.
    pub fn home() -> Self {
        Route("/".to_owned())
    }

    /// The route of a page, of its parts; empty parts are left out.
    pub fn page(parts: &[&str]) -> Self {
        let mut path = String::from("/");
        for part in parts.iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty()) {
            path.push_str(part);
            path.push('/');
        }
        Route(path)
    }

    /// The route of a file at this path; `None` if the path could leave the output folder.
    pub fn file(path: &str) -> Option<Self> {
        let route = Self::absolute(&format!("/{}", path.trim_start_matches('/')))?;
        (!route.0.ends_with('/')).then_some(route)
    }

    /// Parses a path from the site's root as a person writes it, decoding it once; `None` if it is invalid.
    pub fn absolute(written: &str) -> Option<Self> {
        let decoded = percent_encoding::percent_decode_str(written).decode_utf8().ok()?;
        let is_valid = |path: &str| {
            path.starts_with('/')
                && !path.contains("//")
                && !path.contains(['\\', '\0'])
                && !path.chars().any(char::is_control)
                && path.split('/').all(|part| part != "." && part != "..")
        };
        // A path that is invalid when decoded twice is refused too: a host may decode once more than we do.
        let again = percent_encoding::percent_decode_str(&decoded).decode_utf8_lossy();
        (is_valid(&decoded) && is_valid(&again)).then(|| Route(nfc(&decoded)))
    }

    /// The decoded path from the site's root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the route of a page.
    pub fn is_page(&self) -> bool {
        self.0.ends_with('/')
    }

    /// The path of the file in the output folder: a page is an `index.html` in a folder.
    pub fn file_path(&self) -> String {
        let inside = self.0.strip_prefix('/').unwrap_or(&self.0);
        if self.is_page() { format!("{inside}index.html") } else { inside.to_owned() }
    }

    /// The fault of a route that some file system or host cannot hold.
    pub fn fault(&self) -> Option<Fault> {
        let path = self.file_path();
        let top = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
        if top == ".git" || top.starts_with(".clinicsite") {
            return Some(Fault {
                message: format!("the address `{self}` is kept for files that are no part of the site"),
                help: format!("take another name than `{top}`"),
            });
        }
        if let Some(fault) = path.split('/').find_map(windows_fault) {
            return Some(fault);
        }
        if let Some(part) = path.split('/').find(|part| part.len() > LONGEST_NAME) {
            return Some(Fault::too_long(part));
        }
        (path.len() > LONGEST_PATH).then(|| Fault {
            message: format!("its address has {} bytes, and at most {LONGEST_PATH} can be held", path.len()),
            help: "shorten the names of its folders, or have fewer of them".to_owned(),
        })
    }

    /// The route with a text appended.
    pub fn join(&self, rest: &str) -> Self {
        Route(format!("{}{}", self.0, rest))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The base URL of the site: its origin, and the base path below which all its addresses lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Parses a `base_url`: `http` or `https`, a host, an optional port and path.
    ///
    /// # Errors
    /// If it is no absolute address, has a query or a fragment, or a path that no page could have.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let said = || format!("`{}` is not the address of a site", abbreviated(written));
        let address =
            WebAddress::parse(written.trim()).map_err(|fault| Fault { message: said(), help: fault.help })?;
        let (origin, path) = address.split();
        let path = path.trim_end_matches('/');
        let route = if path.is_empty() { Some(Route::home()) } else { Route::absolute(path) };
        match route.filter(|_| !path.contains(['?', '#'])) {
            Some(_) if path.is_empty() => Ok(BaseUrl { origin: origin.to_owned(), path: String::new() }),
            Some(route) => Ok(BaseUrl { origin: origin.to_owned(), path: encode_path(route.as_str()) }),
            None => {
                let help =
                    "write it with https:// and the host, perhaps a path: https://clinic.example".to_owned();
                Err(Fault { message: said(), help })
            }
        }
    }

    /// The origin: scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The base path, encoded, without a slash at its end; empty for a site at its host's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host name, without a port.
    pub fn host(&self) -> &str {
        let uri = fluent_uri::Uri::parse(self.origin.as_str()).ok();
        uri.and_then(|uri| Some(uri.authority()?.host())).unwrap_or_default()
    }

    /// The part after the host, if an address is on this site's host, whether by `http` or `https`.
    pub fn on_host<'a>(&self, address: &'a WebAddress) -> Option<&'a str> {
        let (origin, rest) = address.split();
        let host_of = |origin: &str| {
            let host = origin.split_once("://").map_or(origin, |(_, host)| host);
            let without_port = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80"));
            without_port.unwrap_or(host).to_owned()
        };
        (host_of(origin) == host_of(&self.origin)).then_some(rest)
    }

    /// Resolves a requested path to an address of the site.
    pub fn find(&self, requested: &str) -> Requested {
        let Some(path) = Route::absolute(requested) else { return Requested::Outside };
        let base = Route::absolute(&self.path);
        match path.0.strip_prefix(base.as_ref().map_or("", Route::as_str)) {
            Some("") => Requested::Above,
            Some(rest) if rest.starts_with('/') => Requested::Inside(Route(rest.to_owned())),
            _ if path == Route::home() => Requested::Above,
            _ => Requested::Outside,
        }
    }

    /// The link to a route, from any page of the site.
    pub fn link(&self, route: &Route) -> String {
        format!("{}{}", self.path, encode_path(route.as_str()))
    }

    /// The absolute address of a route.
    pub fn absolute(&self, route: &Route) -> String {
        format!("{}{}{}", self.origin, self.path, encode_path(route.as_str()))
    }
}

/// The address that a requested path stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requested {
    /// A route below the base path, which may or may not exist.
    Inside(Route),
    /// The base path without its last slash, or the root of the host above it.
    Above,
    /// A path that is no address of the site.
    Outside,
}

/// A fragment, percent-encoded for an address.
pub(crate) fn encode_fragment(id: &str) -> String {
    utf8_percent_encode(id, PATH_ENCODE_SET).to_string()
}

/// A path, percent-encoded for an address; slashes stay.
pub(crate) fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH_ENCODE_SET).to_string()
}

/// A relative path from a folder, in form NFC as names are; `None` if it leads out of the site.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(nfc(&parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_keeps_letters_of_any_script_and_joins_the_rest() {
        for (text, wanted) in [
            ("Sore Throat", "sore-throat"),
            ("  Ear, nose & throat ", "ear-nose-throat"),
            ("Grüne Woche #2 & mehr", "grüne-woche-2-mehr"),
            ("小児科", "小児科"),
            (";)", ""),
            ("A\u{308}rzte", "ärzte"),
        ] {
            assert_eq!(slug(text), wanted);
        }
    }

    #[test]
    fn a_route_cannot_leave_the_output() {
        for bad in
            ["../x/", "/../x/", "/a/../../x/", "%2e%2e/x", "/%2e%2e/x/", "/%252e%252e/x/", "//x/", "/..\\x/"]
        {
            assert_eq!(Route::absolute(bad), None, "{bad}");
        }
        assert_eq!(Route::absolute("/old/").unwrap().file_path(), "old/index.html");
    }

    #[test]
    fn names_that_windows_cannot_hold_are_told() {
        for bad in [
            "/con/",
            "/Aux",
            "/nul.tar.gz",
            "/a/COM1.txt",
            "/lpt¹",
            "/a.",
            "/b /c",
            "/c:d",
            "/e|f",
            "/*/",
            "/conin$",
        ] {
            assert!(Route(bad.to_owned()).fault().is_some(), "{bad}");
        }
        for good in [
            "/",
            "/cons/",
            "/com/",
            "/com10/",
            "/comic/",
            "/a.con",
            "/ a",
            "/.nojekyll",
            "/null/",
            "/auxiliary.txt",
        ] {
            assert!(Route(good.to_owned()).fault().is_none(), "{good}");
        }
    }

    #[test]
    fn the_last_slash_of_a_base_does_not_matter() {
        let base = BaseUrl::parse("https://clinic.example/riverside").unwrap();
        assert_eq!(BaseUrl::parse("https://clinic.example/riverside/"), Ok(base.clone()));
        assert_eq!(base.link(&Route::home()), "/riverside/");
        assert_eq!(
            base.absolute(&Route::page(&["files", "übersicht"])),
            "https://clinic.example/riverside/files/%C3%BCbersicht/"
        );
        let own = BaseUrl::parse("https://Praxis-Müller.example/Köln/").unwrap();
        assert_eq!(own.absolute(&Route::home()), "https://xn--praxis-mller-klb.example/K%C3%B6ln/");
        for bad in ["clinic.example", "ftp://clinic.example", "https://", "https://clinic.example/?a=1"] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_base_knows_what_lies_below_it() {
        let base = BaseUrl::parse("https://clinic.example:8443/riverside").unwrap();
        assert_eq!(base.host(), "clinic.example");
        for (path, wanted) in [
            ("/riverside/a/", Requested::Inside(Route::page(&["a"]))),
            ("/riverside/100%25%20sure.txt", Requested::Inside(Route::file("100%25%20sure.txt").unwrap())),
            ("/riverside", Requested::Above),
            ("/", Requested::Above),
            ("/riversides/a/", Requested::Outside),
            ("/riverside/../a/", Requested::Outside),
        ] {
            assert_eq!(base.find(path), wanted, "{path}");
        }
        let root = BaseUrl::parse("https://clinic.example").unwrap();
        assert_eq!(root.find("/"), Requested::Inside(Route::home()));
    }

    proptest! {
        #[test]
        fn slugs_of_slugs_stay(text in "\\PC{0,40}") {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once.clone());
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
        }
    }
}
