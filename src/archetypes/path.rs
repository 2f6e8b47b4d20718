//! The path of a new page: its kind's folder, and the slug of its title.

use crate::identifiers::{Fault, abbreviated};
use crate::kinds::{Generated, Kind, Standing};
use crate::page;
use crate::route::{LONGEST_NAME, Route, shortened, slug};
use crate::source::{Sources, page_stem};

/// What a new page is, and where its writer wants it.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) kind: Kind,
    pub(crate) title: &'a str,
    /// The name of its file, in place of one that is made of the title.
    pub(crate) slug: Option<&'a str>,
    /// The folder below `content/`, for a kind that may stand in any.
    pub(crate) folder: Option<&'a str>,
}

/// Where a new page stands.
enum Place {
    /// In a folder of `content/`, under a name of its own.
    Named(String),
    /// In the one file of its kind.
    One(String),
}

/// The path of the file from the clinic's folder.
pub(crate) fn path(wanted: &Wanted<'_>) -> Result<String, Fault> {
    let path = match place(wanted)? {
        Place::One(path) => path,
        Place::Named(folder) => {
            let name = name(wanted, &folder)?;
            if folder.is_empty() {
                format!("content/{name}.md")
            } else {
                format!("content/{folder}/{name}.md")
            }
        }
    };
    refuse_other_kind(wanted.kind, &path)?;
    Ok(path)
}

/// The page that has this path or its address already, by its file.
pub(crate) fn taken<'s>(path: &str, sources: &'s Sources) -> Option<&'s str> {
    let address = address(path)?;
    let mut there = sources.texts.keys().chain(&sources.unread);
    there.find(|other| self::address(other).is_some_and(|other| other == address)).map(String::as_str)
}

/// What an address is made of: the slugs of its folders and of its name.
fn address(path: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = page_stem(path)?.split('/').map(slug).collect();
    if parts.len() > 1 && parts.last().is_some_and(|last| last == "index") {
        parts.pop();
    }
    Some(parts)
}

fn place(wanted: &Wanted<'_>) -> Result<Place, Fault> {
    let spec = wanted.kind.spec();
    let is_free = matches!(spec.stands, Standing::Own | Standing::Generated(Generated::List));
    if wanted.folder.is_some() && !(spec.folder.is_none() && is_free) {
        return Err(Fault {
            message: format!("`--folder` is for a page or a section, and not for {}", spec.schema.what),
            help: format!("leave it out: its file is like {}", spec.file),
        });
    }
    let folder = wanted.folder.map(folder).transpose()?;
    Ok(match (spec.folder, spec.stands) {
        (Some(folder), _) => Place::Named(folder.to_owned()),
        (None, Standing::Generated(Generated::Condition)) => Place::Named("conditions".to_owned()),
        (None, Standing::Generated(Generated::List)) => {
            let folder = folder.ok_or_else(|| Fault {
                message: "a section stands in the folder that it introduces".to_owned(),
                help: "name it: --folder articles".to_owned(),
            })?;
            Place::One(format!("content/{folder}/_index.md"))
        }
        (None, Standing::Generated(_) | Standing::Box) => Place::One(spec.file.to_owned()),
        (None, _) => Place::Named(folder.unwrap_or_default()),
    })
}

/// A folder of `content/`, whose parts are slugs.
fn folder(written: &str) -> Result<String, Fault> {
    let bare = written.trim_matches('/');
    let bare = bare.strip_prefix("content/").unwrap_or(bare);
    let slugs: Vec<String> = bare.split('/').map(slug).collect();
    let is_whole = slugs.iter().all(|part| !part.is_empty());
    let slugs = slugs.join("/");
    if slugs != bare || !is_whole {
        return Err(Fault {
            message: format!("`{}` is no folder of content/", abbreviated(written)),
            help: match slugs.trim_matches('/') {
                "" => "write its name as it is in the address: --folder visit".to_owned(),
                meant => format!("write it as it is in the address: --folder {meant}"),
            },
        });
    }
    Ok(slugs)
}

/// The name of the file without its ending.
fn name(wanted: &Wanted<'_>, folder: &str) -> Result<String, Fault> {
    let fault = |name: &str| Route::page(&[folder, name]).fault();
    if let Some(written) = wanted.slug {
        if slug(written) != written || written.is_empty() {
            return Err(Fault {
                message: format!("`{}` cannot be the name of a page", abbreviated(written)),
                help: match slug(written).as_str() {
                    "" => "write letters and digits, with hyphens between: --slug first-visit".to_owned(),
                    meant => format!("write --slug {meant}"),
                },
            });
        }
        return fault(written).or_else(|| too_long(written)).map_or_else(|| Ok(written.to_owned()), Err);
    }
    let whole = slug(wanted.title);
    if whole.is_empty() {
        return Err(Fault {
            message: format!("`{}` has no letter or digit to name a file by", abbreviated(wanted.title)),
            help: "name the file too: --slug first-visit".to_owned(),
        });
    }
    // The address of a condition is made of its name, whatever its length.
    let is_condition = wanted.kind.spec().stands == Standing::Generated(Generated::Condition);
    let short = if is_condition { whole } else { shortened(&whole) };
    if is_condition {
        return fault(&short).or_else(|| too_long(&short)).map_or(Ok(short), Err);
    }
    // `con` is a device on Windows, `index` the folder's own page.
    let name = match fault(&short) {
        None if short != "index" => short,
        _ => format!("{short}-{}", wanted.kind.name()),
    };
    fault(&name).map_or(Ok(name), Err)
}

fn too_long(name: &str) -> Option<Fault> {
    (name.len() + ".md".len() > LONGEST_NAME).then(|| Fault::too_long(name))
}

/// Refuses a path that makes another kind of page, or has the address of a list.
fn refuse_other_kind(kind: Kind, path: &str) -> Result<(), Fault> {
    let found = page::kind_of(path);
    if let Some(other) = found.filter(|other| *other != kind) {
        return Err(Fault {
            message: format!("{path} is the file of another kind of page, `{}`", other.name()),
            help: format!("write `clinicsite new {} TITLE`, or take another name: --slug NAME", other.name()),
        });
    }
    let stem = page_stem(path).unwrap_or_default();
    let is_list = kind.folder().is_none() && (Kind::of_folder(stem).is_some() || stem == "conditions");
    if is_list {
        return Err(Fault {
            message: format!("the address /{stem}/ is that of a list"),
            help: format!("for words above the list write `clinicsite new section TITLE --folder {stem}`"),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(kind: Kind, title: &str) -> Result<String, Fault> {
        path(&Wanted { kind, title, slug: None, folder: None })
    }

    #[test]
    fn a_file_is_named_by_its_title() {
        for (kind, title, wanted) in [
            (Kind::Article, "Do leaks heal?", "content/articles/do-leaks-heal.md"),
            (Kind::Plain, "Our house", "content/our-house.md"),
            (Kind::Condition, "Spinal CSF leak", "content/conditions/spinal-csf-leak.md"),
            (Kind::Home, "Harbor Clinic", "content/_index.md"),
            (Kind::UrgentHelp, "At once", "content/urgent-help.md"),
            (Kind::Provider, "Zoë O'Neil", "content/providers/zoë-o-neil.md"),
            (Kind::Faq, "هل يمكنني السفر؟", "content/faq/هل-يمكنني-السفر.md"),
            (Kind::Faq, "片頭痛とは", "content/faq/片頭痛とは.md"),
            (Kind::Article, "CON", "content/articles/con-article.md"),
            (Kind::Plain, "com1", "content/com1-page.md"),
            (Kind::Article, "Index", "content/articles/index-article.md"),
        ] {
            assert_eq!(of(kind, title).as_deref(), Ok(wanted));
        }
    }

    #[test]
    fn what_cannot_be_a_file_says_what_can() {
        let help = |kind, title: &str| of(kind, title).unwrap_err().help;
        assert_eq!(help(Kind::Article, "🎉 ?!"), "name the file too: --slug first-visit");
        assert_eq!(help(Kind::Section, "Read"), "name it: --folder articles");
        assert_eq!(
            help(Kind::Plain, "Pricing"),
            "write `clinicsite new pricing TITLE`, or take another name: --slug NAME"
        );
        assert_eq!(
            help(Kind::Plain, "Articles"),
            "for words above the list write `clinicsite new section TITLE --folder articles`"
        );
        let in_folder =
            |kind, folder| path(&Wanted { kind, title: "Read", slug: None, folder: Some(folder) });
        assert_eq!(in_folder(Kind::Section, "articles").as_deref(), Ok("content/articles/_index.md"));
        assert_eq!(in_folder(Kind::Plain, "visit/us").as_deref(), Ok("content/visit/us/read.md"));
        for folder in ["../etc", "Our Visit", "", "a//b", "/"] {
            assert!(in_folder(Kind::Plain, folder).is_err(), "{folder}");
        }
        assert!(in_folder(Kind::Plain, "articles").is_err(), "there it would be an article");
        assert!(in_folder(Kind::Faq, "travel").is_err());
    }

    proptest! {
        #[test]
        fn any_title_makes_a_file_of_its_kind_or_is_refused(title in "\\PC{0,300}", at in 0..Kind::ALL.len()) {
            if let Ok(path) = of(Kind::ALL[at], &title) {
                prop_assert_eq!(page::kind_of(&path), Some(Kind::ALL[at]));
                prop_assert!(path.split('/').all(|part| part.len() <= LONGEST_NAME && part != ".."));
            }
        }
    }
}
