//! The check for misplaced files: a file or folder whose name is almost one that the program reads, or the usual one of
//! other programs. It would be ignored or taken for something else, so it is reported with the right place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::kinds::Standing;
use crate::page::Kind;
use crate::problem::{Place, Problems, Rule, nearest};
use crate::route::slug;
use crate::source::{DATA_FILES, FOLDERS, Sources, page_stem};

/// The folders of `content/`, each with the names that other programs or people give them.
const FOLDER_ALIASES: &[(&str, &[&str])] = &[
    ("articles", &["posts", "post", "blog", "blogs", "blog-posts", "_posts"]),
    (
        "providers",
        &[
            "team",
            "our-team",
            "teams",
            "doctors",
            "doctor",
            "physicians",
            "physician",
            "staff",
            "people",
            "person",
            "clinicians",
            "practitioners",
            "therapists",
            "surgeons",
            "dentists",
            "specialists",
        ],
    ),
    ("services", &["treatments", "treatment", "procedures", "procedure", "therapies", "offerings"]),
    ("locations", &["offices", "office", "branches", "clinics", "surgeries"]),
    ("events", &["webinars", "webinar", "talks", "workshops", "seminars"]),
    ("careers", &["jobs", "job", "openings", "vacancies", "positions"]),
    ("testimonials", &["reviews", "patient-stories"]),
    ("faq", &["faqs", "questions", "q-and-a", "qa"]),
    ("announcements", &["notices", "alerts", "banners"]),
    ("conditions", &["diseases", "illnesses", "diagnoses"]),
];

/// Words that are near to a folder's name and mean something else.
const NO_SLIPS: [&str; 1] = ["carers"];

/// The TOML files, each with the names that other programs or people give them.
const FILE_ALIASES: &[(&str, &[&str])] = &[
    (
        "content/prices.toml",
        &["pricing.toml", "fees.toml", "price-list.toml", "pricelist.toml", "costs.toml"],
    ),
    ("content/sources.toml", &["citations.toml", "references.toml", "bibliography.toml", "library.toml"]),
    ("site.toml", &["config.toml", "settings.toml", "clinic.toml", "hugo.toml", "zola.toml"]),
];

/// Endings of Markdown files that other programs read.
const OTHER_MARKDOWN: [&str; 8] = [".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext", ".mdx", ".text"];

/// Reports misplaced files and folders, and likely copies of pages.
pub(crate) fn check(sources: &Sources, problems: &mut Problems) {
    check_root(sources, problems);
    let paths = sources.texts.keys().chain(sources.assets.keys());
    for path in paths.clone() {
        if let Some(right) = right_file(path) {
            report(path, &right, problems);
        }
    }
    check_content_folders(sources, problems);
    check_copies(sources, problems);
}

/// The name that a browser, file manager or synchroniser gives to a second copy; the group is the name of the first.
static COPY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(.*?[^ ]) ?(\(\d+\)| - (copy|kopie|copie|copia)( \(\d+\))?| copy( \d+)?)$")
        .expect("a test looks at it")
});

/// Reports pages that are most likely second copies of another page beside them.
fn check_copies(sources: &Sources, problems: &mut Problems) {
    let stems: BTreeMap<&str, &str> =
        sources.texts.keys().filter_map(|path| Some((page_stem(path)?, path.as_str()))).collect();
    for (stem, path) in &stems {
        let first = COPY.captures(stem).and_then(|found| stems.get(found.get(1)?.as_str()));
        if let Some(first) = first {
            problems
                .report(
                    Rule::SecondCopy,
                    Place::path(path),
                    format!("by its name this is a second copy of `{first}`, and it goes on line beside it"),
                )
                .help("delete the one that is not wanted, or give this one a name of its own");
        }
    }
}

/// Whether [`check`] reports a file of `content/`, so that no other check needs to.
pub(crate) fn is_reported(path: &str) -> bool {
    let inside = path.strip_prefix("content/").and_then(|inside| inside.split_once('/'));
    inside.is_some_and(|(top, _)| FOLDERS.contains(&top)) || right_file(path).is_some()
}

fn report(path: &str, right: &str, problems: &mut Problems) {
    let verb = if right.rsplit('/').next() == path.rsplit('/').next() { "move" } else { "rename" };
    problems
        .report(
            Rule::Misplaced,
            Place::path(path),
            if page_stem(path).is_some() && path.starts_with("content/") {
                format!("`{path}` is a page of its own: nearly `{right}`, and not quite")
            } else {
                format!("`{path}` is not read: nearly `{right}`, and not quite")
            },
        )
        .help(format!("{verb} it to `{right}`"));
}

/// The path that a file was most likely meant to have; `None` if it is not misplaced.
fn right_file(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    let in_content = path.starts_with("content/");
    if DATA_FILES.contains(&path) || path == "site.toml" {
        return None;
    }
    if in_content || folder.is_empty() {
        if let Some(stem) = lower
            .strip_suffix(".txt")
            .filter(|stem| stem.ends_with(".toml") || crate::source::without_page_ending(stem).is_some())
        {
            let stem = name.get(..stem.len()).unwrap_or(stem);
            let own = if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") };
            return Some(right_data_file(stem, folder).unwrap_or(own));
        }
        if lower.ends_with(".toml") {
            return right_data_file(&lower, folder).filter(|right| right != path);
        }
    }
    if folder == "static" && lower.ends_with(".toml") {
        return right_data_file(&lower, folder);
    }
    if let Some(stem) = page_stem(path) {
        return right_page(path, stem);
    }
    let other =
        in_content.then(|| OTHER_MARKDOWN.iter().find(|ending| lower.ends_with(**ending))).flatten()?;
    let stem = path.get(..path.len() - other.len())?;
    Some(format!("{stem}.md"))
}

/// The file that stands in other pages, if a page of its own was most likely meant to be it.
fn boxed(stem: &str) -> Option<&'static str> {
    let boxes = Kind::ALL.iter().filter(|kind| kind.spec().stands == Standing::Box);
    let name = slug(stem.strip_suffix("/index").unwrap_or(stem));
    boxes
        .filter_map(|kind| page_stem(kind.spec().file))
        .find(|right| stem != *right && strsim::osa_distance(&name, right) <= 1)
}

/// The right path of a page that is nearly one of ours, or whose name is nearly `_index` or `index`.
fn right_page(path: &str, stem: &str) -> Option<String> {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let ending = path.rsplit_once('.').map_or("md", |(_, ending)| ending);
    if let Some(right) = boxed(stem) {
        return Some(format!("content/{right}.{ending}"));
    }
    let right = match name.to_ascii_lowercase().as_str() {
        "index" if folder.is_empty() => "_index",
        "index" => "index",
        "_index" => "_index",
        _ => return None,
    };
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    (right != name).then(|| format!("content/{folder}{right}.{ending}"))
}

/// The data file that a TOML file of this name and folder was most likely meant to be.
fn right_data_file(name: &str, folder: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let ours = ["content/prices.toml", "content/sources.toml", "site.toml"];
    let last = |path: &'static str| path.rsplit('/').next().unwrap_or(path);
    let usual = FILE_ALIASES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(ours, _)| *ours);
    // Beside `site.toml` other programs keep their own configuration.
    let usual = usual.filter(|right| !folder.is_empty() || *right != "site.toml");
    let near = ours.into_iter().find(|ours| strsim::osa_distance(&name, last(ours)) <= 1);
    usual.or(near).map(str::to_owned)
}

/// Reports misplaced files and folders beside `site.toml`, and files in its place.
fn check_root(sources: &Sources, problems: &mut Problems) {
    let site = sources.text("site.toml").is_some() || sources.is_unread("site.toml");
    for name in &sources.unknown_at_root {
        let right = match name.strip_suffix('/') {
            Some(folder) => right_folder(folder),
            None => match page_stem(&format!("content/{name}")) {
                Some("_index") => Some("content/_index.md".to_owned()),
                Some(_) => None,
                None => right_file(name).or_else(|| {
                    let other = FILE_ALIASES.iter().any(|(right, names)| {
                        *right == "site.toml" && !site && names.contains(&name.to_ascii_lowercase().as_str())
                    });
                    other.then(|| "site.toml".to_owned())
                }),
            },
        };
        if let Some(right) = right {
            report(name.trim_end_matches('/'), &right, problems);
        }
    }
}

/// The right path of a folder beside `site.toml` that was most likely meant to be read.
fn right_folder(name: &str) -> Option<String> {
    if Kind::of_folder(name).is_some() {
        return Some(format!("content/{name}/"));
    }
    nearest_folder(name, FOLDERS.into_iter()).map(|right| format!("{right}/"))
}

/// The folder that a name was most likely meant to be: one slip away, and with the same first letter.
fn nearest_folder<'a>(name: &str, ours: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.trim().to_lowercase();
    if NO_SLIPS.contains(&lower.as_str()) {
        return None;
    }
    let alike = ours.filter(|ours| {
        let (short, long) = (lower.chars().count(), ours.chars().count());
        ours.chars().next() == lower.chars().next() && short.abs_diff(long) <= 1
    });
    let right = nearest(&lower, alike.collect::<Vec<_>>())?;
    let most = if right.len() > 7 { 2 } else { 1 };
    (strsim::osa_distance(&lower, right) <= most).then_some(right)
}

/// Reports folders of `content/` with a slip in their names, whose pages would be plain pages.
fn check_content_folders(sources: &Sources, problems: &mut Problems) {
    let mut tops: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in sources.texts.keys().chain(sources.assets.keys()) {
        if let Some((top, _)) = path.strip_prefix("content/").and_then(|inside| inside.split_once('/')) {
            tops.entry(top).or_default().push(path);
        }
    }
    let ours: Vec<&str> = Kind::folders().map(|(_, name)| name).chain(["conditions"]).collect();
    for (top, paths) in &tops {
        if ours.contains(top) {
            continue;
        }
        if FOLDERS.contains(top) {
            report_folder(top, paths, &format!("{top}/"), problems);
            continue;
        }
        let pages: Vec<&str> = paths.iter().filter(|path| page_stem(path).is_some()).copied().collect();
        let usual = FOLDER_ALIASES.iter().find(|(_, names)| names.contains(&top.to_lowercase().as_str()));
        let right = match usual {
            // A folder with an `_index` beside the folder that it could be meant for is meant as it is.
            Some((right, _)) => {
                let introduced = pages.iter().any(|path| page_stem(path) == Some(&*format!("{top}/_index")));
                Some(*right).filter(|right| !(introduced && tops.contains_key(right)))
            }
            None => nearest_folder(top, ours.iter().copied()),
        };
        if let (Some(right), false) = (right, pages.is_empty()) {
            report_folder(top, &pages, &format!("content/{right}/"), problems);
        }
    }
}

fn report_folder(top: &str, paths: &[&str], right: &str, problems: &mut Problems) {
    let first = paths.iter().min().copied().unwrap_or(top);
    let more = if paths.len() > 1 { format!(", as {} more", paths.len() - 1) } else { String::new() };
    let what = if right.starts_with("content/") {
        format!("this is a plain page{more}: the folder is nearly `{right}`, and not quite")
    } else {
        format!("this file is not read{more}: the folder `{right}` stands beside `content/`, not in it")
    };
    problems
        .report(Rule::Misplaced, Place::path(first), what)
        .help(format!("if `content/{top}/` is meant to be it, move the folder to `{right}`"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_right_files_have_a_right_place() {
        for (path, wanted) in [
            ("content/price.toml", Some("content/prices.toml")),
            ("content/Prices.TOML", Some("content/prices.toml")),
            ("content/prices.toml.txt", Some("content/prices.toml")),
            ("content/articles/prices.toml", Some("content/prices.toml")),
            ("content/site.toml", Some("site.toml")),
            ("content/citations.toml", Some("content/sources.toml")),
            ("prices.toml", Some("content/prices.toml")),
            ("site.toml.txt", Some("site.toml")),
            ("static/prices.toml", Some("content/prices.toml")),
            ("content/articles/rash.md.txt", Some("content/articles/rash.md")),
            ("content/articles/rash.MD.TXT", Some("content/articles/rash.MD")),
            ("content/articles/rash.mdx", Some("content/articles/rash.md")),
            ("content/index.md", Some("content/_index.md")),
            ("content/about/Index.MD", Some("content/about/index.MD")),
            ("content/_Index.md", Some("content/_index.md")),
            ("content/urgent_help.md", Some("content/urgent-help.md")),
            ("content/Urgent-Help.MD", Some("content/urgent-help.MD")),
            ("content/urgent-help/index.md", Some("content/urgent-help.md")),
            ("content/urgenthelp.md", Some("content/urgent-help.md")),
            ("content/urgent-help.md", None),
            ("content/urgent-care.md", None),
            ("content/articles/urgent-help.md", None),
            ("content/help.md", None),
            ("content/prices.toml", None),
            ("content/sources.toml", None),
            ("content/doses.toml", None),
            ("content/notes.txt", None),
            ("content/about/index.md", None),
            ("content/articles/_index.MD", None),
            ("netlify.toml", None),
            ("config.toml", None),
            ("static/robots.txt", None),
            ("static/netlify.toml", None),
        ] {
            assert_eq!(right_file(path).as_deref(), wanted, "{path}");
        }
    }

    #[test]
    fn folders_that_are_something_else_are_not_taken_for_ours() {
        let ours = || Kind::folders().map(|(_, name)| name).chain(["conditions"]);
        for (name, wanted) in [
            ("Articles", Some("articles")),
            ("artilces", Some("articles")),
            ("loctaions", Some("locations")),
            ("event", Some("events")),
            ("provider", Some("providers")),
            ("services ", Some("services")),
            ("carers", None),
            ("devices", None),
            ("lotions", None),
            ("particles", None),
            ("guides", None),
            ("news", None),
            ("about", None),
        ] {
            assert_eq!(nearest_folder(name, ours()), wanted, "{name}");
        }
    }
}
