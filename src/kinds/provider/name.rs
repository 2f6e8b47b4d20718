//! A person's name and the credentials behind it, each said once however the title has them.

use super::initials::initials;
use crate::page::{Data, Page};

/// A person's name, apart from the credentials behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// The name alone; what stands before it (`Dr. Ana Ortiz`) is a part of it.
    pub(crate) name: String,
    /// The credentials behind it, `MD, PhD`; may be empty.
    pub(crate) credentials: String,
}

/// Signs that stand between a name and the credentials behind it, or between two of these.
pub(super) const BETWEEN: &[char] = &[',', ';', '/', '|', '·', '(', ')'];

impl PersonName {
    /// The name of a person's page.
    pub(crate) fn of(page: &Page) -> Self {
        let credentials = match &page.data {
            Data::Provider(provider) => provider.credentials.as_slice(),
            _ => &[],
        };
        PersonName::parse(&page.title.value, credentials)
    }

    /// Takes the credentials off the end of a title that has them (`James Okafor, MD`), and leaves out those that it
    /// has elsewhere.
    fn parse(title: &str, credentials: &[String]) -> Self {
        let mut name = title.trim();
        while let Some(rest) = credentials.iter().find_map(|one| without(name, one)) {
            name = rest;
        }
        let behind = credentials.iter().filter(|one| !is_said_in(name, one)).map(|one| one.trim());
        PersonName { name: name.to_owned(), credentials: behind.collect::<Vec<_>>().join(", ") }
    }

    /// The letters that stand for the person where there is no portrait.
    pub(crate) fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The name with the credentials behind it.
    pub(crate) fn full(&self) -> String {
        match self.credentials.is_empty() {
            true => self.name.clone(),
            false => format!("{}, {}", self.name, self.credentials),
        }
    }

    /// The same for readers of a page: no line ends between the name and the letters behind it.
    pub(crate) fn unbroken(&self) -> String {
        let name = self.name.replace(", ", ",\u{a0}");
        match self.credentials.is_empty() {
            true => name,
            false => format!("{name},\u{a0}{}", self.credentials),
        }
    }
}

/// The name before a credential that ends it; `None` if it does not, or if nothing else would be left.
fn without<'t>(name: &'t str, credential: &str) -> Option<&'t str> {
    let wanted = letters(credential);
    let starts = name.char_indices().filter(|(_, c)| c.is_whitespace() || BETWEEN.contains(c));
    starts.map(|(at, _)| name.split_at(at)).find_map(|(before, behind)| {
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
        let said = letters(behind);
        // Behind a comma stands no part of the name, so the case of its letters says nothing.
        let is_it = said == wanted || (behind.starts_with(BETWEEN) && said.eq_ignore_ascii_case(&wanted));
        (is_it && !wanted.is_empty() && !before.is_empty()).then_some(before)
    })
}

/// Whether a name has a credential before it, as `Dr. med. Eva Braun` does, or between others that nobody named.
fn is_said_in(name: &str, credential: &str) -> bool {
    let wanted = letters(credential);
    let words = credential.split_whitespace().count();
    let first: String = name.split_whitespace().take(words).collect();
    let mut parts = name.split(BETWEEN).map(letters);
    letters(&first) == wanted || parts.any(|part| part.eq_ignore_ascii_case(&wanted))
}

/// The letters and digits of a credential: `M.D.` is `MD`, and the name `Ma` is not `MA`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(title: &str, credentials: &[&str]) -> (String, String) {
        let credentials: Vec<_> = credentials.iter().map(|one| (*one).to_owned()).collect();
        let PersonName { name, credentials } = PersonName::parse(title, &credentials);
        (name, credentials)
    }

    #[test]
    fn credentials_stand_once_behind_the_name() {
        for (title, credentials, name, behind) in [
            ("James Okafor", &["MD"][..], "James Okafor", "MD"),
            ("James Okafor, MD", &["MD"], "James Okafor", "MD"),
            ("James Okafor MD", &["MD"], "James Okafor", "MD"),
            ("James Okafor (M.D.)", &["MD"], "James Okafor", "MD"),
            ("James Okafor, MD, PhD", &["MD", "PhD"], "James Okafor", "MD, PhD"),
            ("James Okafor, PhD/MD", &["MD", "PhD"], "James Okafor", "MD, PhD"),
            ("James Okafor, PhD", &["MD", "PhD"], "James Okafor", "MD, PhD"),
            ("James Okafor, BSc (Hons)", &["BSc (Hons)"], "James Okafor", "BSc (Hons)"),
            ("Dr. med. Eva Braun", &["Dr. med."], "Dr. med. Eva Braun", ""),
            ("Dr Eva Braun, MRCP", &["Dr.", "MRCP"], "Dr Eva Braun", "MRCP"),
            ("Yo-Yo Ma", &["MA"], "Yo-Yo Ma", "MA"),
            ("Okafor, James", &["MD"], "Okafor, James", "MD"),
            ("James Okafor, md", &["MD"], "James Okafor", "MD"),
            ("James Okafor, MD, FAAN", &["MD"], "James Okafor, MD, FAAN", ""),
            ("MD", &["MD"], "MD", ""),
            ("James Okafor", &[], "James Okafor", ""),
        ] {
            assert_eq!(parsed(title, credentials), (name.to_owned(), behind.to_owned()), "{title}");
        }
    }

    #[test]
    fn no_line_ends_between_a_name_and_the_letters_behind_it() {
        for (title, credentials, unbroken) in [
            ("Ana Ortiz", &["MD"][..], "Ana Ortiz,\u{a0}MD"),
            ("Ana Ortiz", &["MD", "PhD"], "Ana Ortiz,\u{a0}MD, PhD"),
            ("Ana Ortiz, MD", &[], "Ana Ortiz,\u{a0}MD"),
            ("Ortiz, Ana", &["MD"], "Ortiz,\u{a0}Ana,\u{a0}MD"),
            ("Ana Ortiz", &[], "Ana Ortiz"),
        ] {
            let credentials: Vec<_> = credentials.iter().map(|one| (*one).to_owned()).collect();
            let name = PersonName::parse(title, &credentials);
            assert_eq!(name.unbroken(), unbroken, "{title}");
            assert_eq!(name.unbroken().replace('\u{a0}', " "), name.full());
        }
    }

    proptest! {
        /// However a title is put together, no credential stands twice in what is shown.
        #[test]
        fn no_credential_is_said_twice(
            name in "[A-Z][a-z]{2,6} [A-Z][a-z]{2,6}",
            all in proptest::sample::subsequence(vec!["MD", "PhD", "RN", "FRCA"], 0..4),
            said in 0_usize..4,
            between in proptest::sample::select(vec![", ", " ", "; ", " · "]),
        ) {
            let title = [&[name.as_str()][..], &all[..said.min(all.len())]].concat().join(between);
            let credentials: Vec<_> = all.iter().map(|one| (*one).to_owned()).collect();
            let full = PersonName::parse(&title, &credentials).full();
            let wanted = [&[name.as_str()][..], &all].concat().join(", ");
            prop_assert_eq!(full, wanted);
        }
    }
}
