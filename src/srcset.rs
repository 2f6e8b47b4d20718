//! The parser of `srcset`: a list of picture addresses, each with an optional width or density.

/// An entry of a `srcset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate<'a> {
    /// The address.
    pub(crate) address: &'a str,
    /// The descriptor, such as `2x` or `640w`; may be empty.
    pub(crate) descriptor: &'a str,
}

/// The candidates of a list; empty entries are left out.
pub(crate) fn candidates(list: &str) -> impl Iterator<Item = Candidate<'_>> {
    list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(|entry| {
        let (address, descriptor) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
        Candidate { address, descriptor }
    })
}
