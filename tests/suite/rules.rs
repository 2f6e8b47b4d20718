//! Every rule against its own Markdown file: the wrong example breaks it, and nothing else; the right one mends that, at the
//! same place. Every message of a rule as a terminal shows it stands in `messages.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use annotate_snippets::Renderer;
use clinicsite::every_rule;
use clinicsite::report;
use clinicsite::rules::{Rule, Spot};
use clinicsite::{Problem, Problems};
use rayon::prelude::*;

use crate::clinic::clinicsite;
use crate::examples::{ARTICLE, BASE, Example, findings, is_of_launch};
use crate::recordings::{drawing, video};

#[test]
fn the_clinic_of_the_examples_breaks_no_rule() {
    let found = Example::new(&[]).findings(Rule::NoSite);
    assert_eq!(found.iter().count(), 0, "{}", found.render(&Renderer::plain()));
}

/// The rules whose examples are texts, each with what is found in the wrong one.
static IN_TEXTS: LazyLock<Vec<(Rule, Problems)>> = LazyLock::new(|| {
    let texts = |rule: &Rule| rule.explanation().wrong.iter().all(|part| part.text.is_some());
    let found = |rule: Rule| (rule, Example::new(&rule.explanation().wrong).findings(rule));
    every_rule().par_iter().copied().filter(texts).map(found).collect()
});

/// What is wrong with the examples of a rule.
fn faults_of(rule: Rule, found: &Problems) -> Vec<String> {
    let explanation = rule.explanation();
    let (wrong, right) = (Example::new(&explanation.wrong), Example::new(&explanation.right));
    let mut faults = Vec::new();
    let mut fault = |said: &str, found: &Problems| {
        faults.push(format!("{}: {said}\n{}", rule.id(), found.render(&Renderer::plain())));
    };
    let told: Vec<&Problem> = found.iter().filter(|one| one.rule == rule).collect();
    // What is told of a file that is missing stands where the right example has it.
    let here: Vec<_> = told.iter().filter(|one| stands_in(one, &wrong) || stands_in(one, &right)).collect();
    if here.is_empty() {
        fault("the wrong example does not break it", found);
    } else if !here.iter().any(|one| is_mended_in_place(one, &wrong, &right)) {
        fault("the right example is not at the place of the wrong one", found);
    }
    // What is only told before going live is broken by every invented clinic.
    if !is_of_launch(rule) && found.iter().any(|one| one.rule != rule) {
        fault("the wrong example breaks others", found);
    }
    let found = right.findings(rule);
    if found.iter().any(|one| !is_of_launch(rule) || (one.rule == rule && rule == Rule::NotReady)) {
        fault("the right example is none", &found);
    }
    if explanation.wrong == explanation.right {
        fault("its examples are the same", &found);
    }
    faults
}

/// Whether a finding is at an example: in its lines, or about its page as a whole, which is told at the title.
fn stands_in(told: &Problem, example: &Example) -> bool {
    let path = &told.place.source.path;
    // What only the finished page shows is told by its address.
    path.starts_with('/')
        || example.stretches.iter().any(|stretch| {
            let line = told.place.line_column().map(|(line, _)| line);
            stretch.path == *path && line.is_none_or(|line| line == 2 || stretch.lines.contains(&line))
        })
}

/// Whether the right example touches what the wrong one is told for: the file, or one of its name or folder where that is
/// the fault; and in it the line, or the key of the line.
fn is_mended_in_place(told: &Problem, wrong: &Example, right: &Example) -> bool {
    let path = told.place.source.path.as_str();
    if path.starts_with('/') {
        return wrong.stretches.iter().any(|one| right.stretches.iter().any(|other| one.path == other.path));
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some(there) = right.stretches.iter().find(|one| one.path == path) else {
        let near = |one: &str| one.rsplit_once('/').is_some_and(|(its, own)| its == folder || own == name);
        return right.stretches.iter().any(|one| near(&one.path));
    };
    let Some((line, _)) = told.place.line_column().filter(|(line, _)| *line != 2) else { return true };
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let written = told.place.source.text.lines().nth(line - 1).unwrap_or_default();
    let same_key = || right.files[path].lines().any(|one| one.contains('=') && key(one) == key(written));
    there.lines.contains(&line) || same_key()
}

#[test]
fn the_wrong_example_breaks_its_rule_alone_and_the_right_one_mends_it_in_place() {
    let faults: Vec<String> = IN_TEXTS.par_iter().flat_map(|(rule, found)| faults_of(*rule, found)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A rule whose examples no text can show: how a folder breaks it, and how it is mended.
struct OnDisk {
    rule: Rule,
    wrong: fn(&Path),
    right: fn(&Path),
}

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A page that the home page leads to.
const HOURS: &[u8] = b"+++\ntitle = \"Hours\"\nsummary = \"When we open.\"\n+++\n\nWe open at nine.\n";

#[cfg(unix)]
const ON_DISK: [OnDisk; 12] = [
    OnDisk {
        rule: Rule::PayCurrency,
        wrong: |root| {
            fs::remove_file(root.join("content/prices.toml")).unwrap();
            write(
                root,
                "content/services/visit.md",
                b"+++\ntitle = \"Visit\"\nsummary = \"A visit.\"\n+++\n\nWe look.\n",
            );
            let keys = "title = \"Nurse\"\nsummary = \"Three days.\"\nposted = 2026-11-01\npay = { from = 40, period = \"hour\" }";
            write(root, "content/careers/nurse.md", format!("+++\n{keys}\n+++\n\nCome.\n").as_bytes());
        },
        right: |root| write(root, "content/prices.toml", b"currency = \"USD\"\nvalid_from = 2026-09-01\n"),
    },
    OnDisk {
        rule: Rule::NoSite,
        wrong: |root| fs::remove_file(root.join("site.toml")).unwrap(),
        right: |root| write(root, "site.toml", BASE[0].1.as_bytes()),
    },
    OnDisk {
        rule: Rule::Unreadable,
        wrong: |root| close(&root.join("content/about.md"), 0o000),
        right: |root| close(&root.join("content/about.md"), 0o644),
    },
    OnDisk {
        rule: Rule::NotUtf8,
        wrong: |root| write(root, "content/about.md", &[HOURS, b"Caf\xe9"].concat()),
        right: |root| write(root, "content/about.md", BASE[1].1.as_bytes()),
    },
    OnDisk {
        rule: Rule::SymbolicLink,
        wrong: |root| std::os::unix::fs::symlink("/etc/hosts", root.join("content/scan.pdf")).unwrap(),
        right: |root| fs::remove_file(root.join("content/scan.pdf")).unwrap(),
    },
    OnDisk {
        rule: Rule::NotPlain,
        wrong: |root| std::os::unix::fs::symlink("/etc", root.join("static")).unwrap(),
        right: |root| {
            fs::remove_file(root.join("static")).unwrap();
            write(root, "static/favicon.ico", b"");
        },
    },
    OnDisk {
        rule: Rule::SpecialFile,
        wrong: |root| {
            write(root, "static/favicon.ico", b"");
            let made = std::process::Command::new("mkfifo").arg(root.join("static/pipe")).status().unwrap();
            assert!(made.success());
        },
        right: |root| fs::remove_file(root.join("static/pipe")).unwrap(),
    },
    OnDisk {
        rule: Rule::SecondCopy,
        wrong: |root| write(root, "content/about.sync-conflict-20261128-101010-ABCDEFG.md", HOURS),
        right: |root| {
            fs::remove_file(root.join("content/about.sync-conflict-20261128-101010-ABCDEFG.md")).unwrap();
        },
    },
    OnDisk {
        rule: Rule::TwinNames,
        wrong: |root| {
            write(root, "static/.well-known/fees.txt", b"");
            write(root, "static/.well-known/Fees.txt", b"");
        },
        right: |root| {
            let name = |name| root.join("static/.well-known").join(name);
            fs::rename(name("Fees.txt"), name("fees-2025.txt")).unwrap();
        },
    },
    OnDisk {
        rule: Rule::BadName,
        wrong: |root| write(root, "static/.well-known/price\\list.pdf", b""),
        right: |root| {
            let name = |name| root.join("static/.well-known").join(name);
            fs::rename(name("price\\list.pdf"), name("price-list.pdf")).unwrap();
        },
    },
    OnDisk {
        rule: Rule::HeavyPicture,
        wrong: |root| {
            write(root, "content/_index.md", &[BASE[2].1.as_bytes(), b"\n![A foot](/foot.svg)\n"].concat());
            write(root, "static/foot.svg", &drawing(400_000));
        },
        right: |root| write(root, "static/foot.svg", &drawing(100_000)),
    },
    OnDisk {
        rule: Rule::TakenAt,
        wrong: |root| {
            write(root, "content/_index.md", &[BASE[2].1.as_bytes(), b"\n[A talk](/talk.mp4)\n"].concat());
            write(root, "static/talk.mp4", &video("+52.5200+013.4050/"));
        },
        right: |root| write(root, "static/talk.mp4", &video("")),
    },
];

#[cfg(unix)]
fn close(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// What the program tells of a rule in a folder; without the administrator's rights where these would open what is closed.
#[cfg(unix)]
fn told_in(root: &Path, rule: Rule) -> String {
    let ran = if rule == Rule::Unreadable && fs::read(root.join("content/about.md")).is_ok() {
        crate::publishing_faults::as_somebody(root, &["check"])
    } else {
        clinicsite(root, &["check"])
    };
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let mine = said.split("\n\n").filter(|one| one.contains(&format!("[{}]", rule.id())));
    mine.map(|one| format!("{one}\n")).collect()
}

/// What is told of the rules that no text can show, each with the words of its message.
#[cfg(unix)]
fn told_on_disk() -> Vec<(Rule, String)> {
    let told = ON_DISK.iter().map(|OnDisk { rule, wrong, right }| {
        let folder = tempfile::tempdir().unwrap();
        BASE.iter().for_each(|(path, text)| write(folder.path(), path, text.as_bytes()));
        wrong(folder.path());
        let message = told_in(folder.path(), *rule);
        right(folder.path());
        assert_eq!(told_in(folder.path(), *rule), "", "{} is mended", rule.id());
        (*rule, message)
    });
    told.collect()
}

/// What is told of a rule, as a terminal shows it.
fn told_of(rule: Rule, found: &Problems) -> String {
    let mine = found.iter().filter(|one| one.rule == rule);
    mine.map(|one| format!("{}\n", one.render(&Renderer::plain()).trim_end())).collect()
}

#[cfg(unix)]
#[test]
fn every_message_is_word_for_word() {
    let mut told: Vec<(Rule, String)> =
        IN_TEXTS.iter().map(|(rule, found)| (*rule, told_of(*rule, found))).collect();
    told.extend(told_on_disk());
    told.sort();
    assert!(told.iter().map(|(rule, _)| rule).eq(every_rule()), "a rule whose examples nothing tries");
    assert!(told.iter().all(|(_, message)| !message.is_empty()), "{told:?}");
    let told: Vec<_> = told.iter().map(|(rule, message)| format!("# {}\n\n{message}", rule.id())).collect();
    snapbox::assert_data_eq!(told.join("\n"), snapbox::file!["messages.txt"]);
}

#[test]
fn every_markdown_file_beside_the_rules_is_that_of_a_rule() {
    let ids: BTreeSet<String> = every_rule().iter().map(|rule| format!("{}.md", rule.id())).collect();
    assert_eq!(ids.len(), every_rule().len(), "two rules of one id");
    let mut files = BTreeSet::new();
    for folder in ["src/rules", "src/lint"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        files.extend(names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".md")));
    }
    assert_eq!(files, ids, "a lint without its line of `mod` in src/lint.rs?");
}

#[test]
fn every_rule_is_explained_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let list = clinicsite(folder.path(), &["check", "--list"]);
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    for rule in every_rule() {
        assert!(list.lines().any(|line| line.starts_with(rule.id())), "{}", rule.id());
        let explanation = rule.explanation();
        let (wrong, right) = (explanation.wrong, explanation.right);
        assert!(!rule.why().is_empty() && !explanation.source.is_empty(), "{}", rule.id());
        assert!(!wrong.is_empty() && !right.is_empty(), "{}", rule.id());
    }
    let ran = clinicsite(folder.path(), &["explain", "M09"]);
    snapbox::assert_data_eq!(
        String::from_utf8_lossy(&ran.stdout).into_owned(),
        snapbox::str![[r#"
M09: a citation of an unknown source (error)

A citation that leads nowhere proves nothing.

wrong
  In an article:
    Rest helps [@shin2022].

right
  In an article:
    Rest helps [@cdc].

source: JAMA benchmarks (Silberg and others, 1997)

"#]]
    );
    assert_eq!(String::from_utf8_lossy(&ran.stdout), report::explain(Rule::UnknownSource));
    let ran = clinicsite(folder.path(), &["explain", "M9"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("did you mean `M09`?"));
}

#[test]
fn faults_of_many_rules_in_one_site_are_told_in_one_run_and_in_order() {
    let mut site = Example::new(&[]).files;
    let mut wanted = Vec::new();
    for (rule, _) in IN_TEXTS.iter().cloned() {
        let explanation = rule.explanation();
        let own = |path: &str| path.ends_with(".md") && BASE.iter().all(|(base, _)| *base != path);
        let free = explanation.wrong.iter().all(|part| match part.spot() {
            Some(Spot::Body | Spot::WholeBody | Spot::Keys) => true,
            Some(Spot::File(path)) => own(path) && !site.contains_key(path),
            _ => false,
        });
        // The first needs two pages, the second a site that is rendered, then other options; the last has four faults.
        let not_here =
            [Rule::DuplicateAddress, Rule::Orphan, Rule::NotReady, Rule::ClosedOpening, Rule::Testimonial];
        // These are told at a file that is missing, at another page, or once every article could be read.
        let elsewhere = [Rule::LegalPages, Rule::OpenPayments, Rule::UnknownTerm];
        if !free || not_here.contains(&rule) || elsewhere.contains(&rule) {
            continue;
        }
        let example = Example::new(&explanation.wrong);
        let mut paths = Vec::new();
        for stretch in &example.stretches {
            if stretch.path != ARTICLE {
                site.insert(stretch.path.clone(), stretch.text.clone());
                paths.push(stretch.path.clone());
                continue;
            }
            let text = example.files[ARTICLE]
                .replace("title = \"Flu\"", &format!("title = \"About {}\"", rule.id()))
                .replace("summary = \"What helps.\"", &format!("summary = \"Of {}.\"", rule.id()));
            let article = format!("content/articles/x-{}.md", rule.id().to_lowercase());
            site.insert(article.clone(), text);
            paths.push(article);
        }
        wanted.push((rule, paths));
    }
    assert!(wanted.len() >= 50, "{} rules", wanted.len());
    let found = findings(&site, Rule::NoSite);
    let of = |rule: Rule, paths: &[String]| {
        found.iter().filter(|one| one.rule == rule && paths.contains(&one.place.source.path)).count()
    };
    let missing: Vec<_> = wanted.iter().filter(|(rule, paths)| of(*rule, paths) != 1).collect();
    assert!(missing.is_empty(), "{missing:?}\n{}", found.render(&Renderer::plain()));
    let places: Vec<_> = found.iter().map(|one| (&one.place.source.path, one.place.line_column())).collect();
    assert!(places.is_sorted(), "{places:?}");
}
