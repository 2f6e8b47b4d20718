//! The declaration that may begin a drawing: `<?xml version="1.0" encoding="UTF-8"?>`.

use std::sync::LazyLock;

use regex::Regex;

static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
    let quoted = |value: &str| format!(r#"(?:"(?:{value})"|'(?:{value})')"#);
    let pattern = format!(
        r#"^<\?xml\s+version\s*=\s*{}(?:\s+encoding\s*=\s*({}))?(?:\s+standalone\s*=\s*{})?\s*\?>$"#,
        quoted(r"1\.[0-9]"),
        quoted(r"[A-Za-z][A-Za-z0-9._\-]*"),
        quoted("yes|no"),
    );
    Regex::new(&pattern).expect("a test reads declarations")
});

/// The encoding that a declaration names, or an empty one; nothing if it is no declaration.
pub(super) fn encoding(declaration: &str) -> Option<&str> {
    let found = DECLARATION.captures(declaration)?;
    Some(found.get(1).map_or("", |name| name.as_str().trim_matches(['"', '\''])))
}

/// Whether a browser that goes by an encoding reads what UTF-8 says. In text of ASCII alone those of one byte do.
pub(super) fn is_utf8(encoding: &str, is_ascii: bool) -> bool {
    let name = encoding.to_ascii_lowercase();
    let of_one_byte = ["ascii", "us-ascii", "latin1", "iso-8859-", "iso8859-", "windows-125"];
    matches!(name.as_str(), "" | "utf-8" | "utf8")
        || is_ascii && of_one_byte.iter().any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_counts_as_utf8_where_it_reads_the_same() {
        for (declaration, name, alone, beyond) in [
            ("<?xml version=\"1.0\"?>", Some(""), true, true),
            ("<?xml version='1.0' encoding='utf-8' standalone='no' ?>", Some("utf-8"), true, true),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", Some("ISO-8859-1"), true, false),
            ("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>", Some("ISO-2022-JP"), false, false),
            ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", Some("UTF-16"), false, false),
            ("<?xml encoding=\"UTF-8\"?>", None, false, false),
            ("<?xml version=\"1.0\" encoding=UTF-8?>", None, false, false),
        ] {
            assert_eq!(encoding(declaration), name, "{declaration}");
            if let Some(name) = name {
                assert_eq!((is_utf8(name, true), is_utf8(name, false)), (alone, beyond), "{declaration}");
            }
        }
    }
}
