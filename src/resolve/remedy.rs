//! What to write in place of a target that leads nowhere, made of the target.

use super::Resolver;

/// Endings that pages have on other sites, and none have here.
const ENDINGS: [&str; 5] = [".html", ".htm", ".php", ".aspx", ".md"];

/// Folders of the clinic that are no part of an address.
const FOLDERS: [&str; 4] = ["/static/", "/assets/", "/content/", "/public/"];

impl Resolver<'_> {
    /// What to write for a path that is neither page nor file; `None` if that cannot be told.
    pub(super) fn remedy(&self, path: &str) -> Option<String> {
        if let Some(outside) = outside(path) {
            return Some(format!("write {outside}, if it leads out of this site"));
        }
        let path = path.replace('\\', "/");
        let rooted = format!("/{}", path.trim_start_matches(['/', '.']));
        let inside =
            FOLDERS.iter().find_map(|folder| rooted.strip_prefix(folder)).map(|rest| format!("/{rest}"));
        // Beside the page itself, for a path that counts from there.
        let here = format!("{}/{}", self.route.as_str().trim_end_matches('/'), path.trim_start_matches("./"));
        let candidates = inside.iter().chain([&rooted, &here]).flat_map(|path| addresses(path));
        candidates
            .into_iter()
            .find_map(|path| self.addresses.in_any_case(&path))
            .map(|route| format!("write {route}"))
    }
}

/// The addresses that a path can mean: itself, or a page without the ending that pages have elsewhere.
fn addresses(path: &str) -> Vec<String> {
    let bare = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    let bare = bare.trim_end_matches("/index").trim_end_matches('/');
    vec![path.to_owned(), format!("{bare}/")]
}

/// An address of somebody else without what it begins with: mail, a host, a telephone number.
fn outside(path: &str) -> Option<String> {
    let host = |text: &str| {
        let name = text.split(['/', '?']).next().unwrap_or_default();
        let end = name.rsplit('.').next().unwrap_or_default();
        let labels = name
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
        labels && name.contains('.') && end.chars().all(char::is_alphabetic) && (2..=24).contains(&end.len())
    };
    if let Some((name, domain)) = path.split_once('@')
        && !name.is_empty()
        && !name.contains('/')
        && host(domain)
    {
        return Some(format!("mailto:{path}"));
    }
    let digits = path.chars().filter(char::is_ascii_digit).count();
    if digits >= 7 && path.chars().all(|c| c.is_ascii_digit() || "+-. ()".contains(c)) {
        let number: String = path.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        return Some(format!("tel:{number}"));
    }
    let file = mime_guess::from_path(path.split(['/', '?']).next()?).first().is_some();
    let named = path.starts_with("www.") || (!path.starts_with('/') && !file);
    (named && host(path)).then(|| format!("https://{path}"))
}

#[cfg(test)]
mod tests {
    use super::{addresses, outside};

    #[test]
    fn what_leads_out_of_the_site_begins_with_how_to_get_there() {
        for (path, wanted) in [
            ("ana@clinic.example", Some("mailto:ana@clinic.example")),
            ("www.clinic.example/a", Some("https://www.clinic.example/a")),
            ("clinic.example", Some("https://clinic.example")),
            ("617-555-0142", Some("tel:6175550142")),
            ("foot.png", None),
            ("about.md", None),
            ("/clinic.example/", None),
            ("pricing", None),
            ("a b@c", None),
        ] {
            assert_eq!(outside(path).as_deref(), wanted, "{path}");
        }
    }

    #[test]
    fn a_page_has_no_ending() {
        for path in ["/fees", "/fees/", "/fees.html", "/fees/index.html", "/fees.php", "/fees.md"] {
            assert!(addresses(path).contains(&"/fees/".to_owned()), "{path}");
        }
    }
}
