//! The program itself: exit statuses, streams, what it writes and what it leaves alone.

use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};

fn out(ran: &std::process::Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn err(ran: &std::process::Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((
                    path.strip_prefix(folder).unwrap().display().to_string(),
                    fs::read(&path).unwrap(),
                ));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_smallest_site_is_one_page_and_site_toml() {
    let folder = Clinic::new().page("content/about.md", "", "Hello.").lay();
    let ran = clinicsite(folder.path(), &["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert!(out(&ran).starts_with("2 pages, 0 warnings, "), "{}", out(&ran));
    assert!(folder.path().join("public/about/index.html").is_file());
}

#[test]
fn without_site_toml_one_sentence_and_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let ran = clinicsite(folder.path(), &["build"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(err(&ran).starts_with("error[no-site]: there is no `site.toml` in this folder"), "{}", err(&ran));
    assert!(!folder.path().join("public").exists());
}

#[test]
fn a_wrong_command_line_is_status_2_and_a_missing_folder_status_3() {
    let folder = Clinic::new().lay();
    assert_eq!(clinicsite(folder.path(), &["build", "--strickt"]).status.code(), Some(2));
    assert_eq!(clinicsite(folder.path(), &["build", "--as-of", "2026-13-01"]).status.code(), Some(2));
    assert_eq!(clinicsite(folder.path(), &["build", "--root", "lost"]).status.code(), Some(3));
}

#[test]
fn an_error_leaves_the_output_as_it_was() {
    let clinic = Clinic::new().article("flu", "Rest.");
    let folder = clinic.lay();
    assert_eq!(clinicsite(folder.path(), &["build"]).status.code(), Some(0));
    let before = tree(folder.path());
    fs::write(folder.path().join("content/articles/new.md"), "no front matter").unwrap();
    let ran = clinicsite(folder.path(), &["build"]);
    assert_eq!(ran.status.code(), Some(1));
    fs::remove_file(folder.path().join("content/articles/new.md")).unwrap();
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn strict_fails_on_a_warning_and_writes_nothing() {
    let folder = Clinic::new().article("flu", "<script>1</script>").lay();
    let ran = clinicsite(folder.path(), &["build", "--strict"]);
    assert_eq!(ran.status.code(), Some(1), "{}", err(&ran));
    assert!(!folder.path().join("public").exists());
    assert_eq!(clinicsite(folder.path(), &["build"]).status.code(), Some(0));
}

#[test]
fn a_second_build_changes_nothing_and_what_is_gone_goes() {
    let folder = Clinic::new().article("flu", "Rest.").article("rest", "Sleep.").lay();
    clinicsite(folder.path(), &["build"]);
    let public = folder.path().join("public");
    fs::write(public.join("notes.txt"), "mine").unwrap();
    let stamp = |name: &str| fs::metadata(public.join(name)).unwrap().modified().unwrap();
    let before = stamp("articles/flu/index.html");
    clinicsite(folder.path(), &["build"]);
    assert_eq!(stamp("articles/flu/index.html"), before, "an unchanged page is not written again");
    fs::remove_file(folder.path().join("content/articles/rest.md")).unwrap();
    clinicsite(folder.path(), &["build"]);
    assert!(!public.join("articles/rest").exists());
    assert_eq!(fs::read_to_string(public.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_kept() {
    let folder = Clinic::new().article("flu", "Rest.").lay();
    fs::create_dir(folder.path().join("photos")).unwrap();
    fs::write(folder.path().join("photos/a.jpg"), "a picture").unwrap();
    let before = tree(folder.path());
    for output in ["photos", ".", "..", "content", "content/new"] {
        let ran = clinicsite(folder.path(), &["build", "--output", output]);
        assert_eq!(ran.status.code(), Some(3), "{output}: {}", err(&ran));
        assert!(err(&ran).contains(output.trim_end_matches("/new")), "{}", err(&ran));
        assert_eq!(tree(folder.path()), before);
    }
}

#[test]
fn problems_as_json_go_to_stdout_a_line_each() {
    let folder = Clinic::new().site("colour = 1\n").lay();
    let ran = clinicsite(folder.path(), &["build", "--format", "json"]);
    let line: serde_json::Value = serde_json::from_str(out(&ran).trim()).unwrap();
    assert_eq!(line["path"], "site.toml");
    assert_eq!((line["line"].as_u64(), line["column"].as_u64()), (Some(3), Some(1)));
    assert_eq!((line["level"].as_str(), line["rule"].as_str()), (Some("error"), Some("unknown-key")));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let clinic = Clinic::new()
        .article("flu", "Rest.")
        .article("rest", "Sleep [more](flu.md).")
        .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n");
    let build = |threads: &str, zone: &str| {
        let folder = clinic.lay();
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_clinicsite"))
            .args(["build", "--as-of", "2026-12-01"])
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .env("LANG", "tr_TR.UTF-8")
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
        tree(&folder.path().join("public"))
    };
    assert_eq!(build("1", "UTC"), build("7", "Pacific/Kiritimati"));
}

#[test]
fn the_example_site_is_strictly_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = tempfile::tempdir().unwrap();
    let path = output.path().join("site");
    let ran =
        clinicsite(root, &["build", "--strict", "--as-of", "2026-12-01", "--output", path.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    let pricing = fs::read_to_string(path.join("pricing/index.html")).unwrap();
    for amount in ["$100", "$300", "$800", "$4,000 to $4,800", "$2,400"] {
        assert!(pricing.contains(amount), "{amount}");
    }
}

/// The status and stderr of a line of shell, in which `$0` is the program.
#[cfg(unix)]
fn shell(folder: &Path, line: &str) -> (Option<i32>, String) {
    let ran = std::process::Command::new("bash")
        .args(["-c", line, env!("CARGO_BIN_EXE_clinicsite")])
        .current_dir(folder)
        .output()
        .unwrap();
    (ran.status.code(), err(&ran))
}

#[cfg(unix)]
#[test]
fn a_stream_that_nobody_reads_changes_no_status() {
    let mut good = Clinic::new();
    let mut bad = Clinic::new();
    for at in 0..40 {
        good = good.article(&format!("a{at}"), "<p onclick=\"x\">Rest.</p>");
        bad = bad.article(&format!("a{at}"), "[gone](lost.md)");
    }
    let (good, bad) = (good.lay(), bad.lay());
    let mut sinks = vec!["| true", "2>&1 | head -1", ">&- 2>&-"];
    if Path::new("/dev/full").exists() {
        sinks.extend(["> /dev/full", "2> /dev/full", "> /dev/full 2>&1"]);
    }
    for (folder, command) in [
        (&good, "build"),
        (&bad, "build --verbose"),
        (&bad, "build --format json"),
        (&bad, "check"),
        (&good, "check --format html"),
        (&good, "check --format github"),
        (&good, "check --list"),
        (&good, "check --reviews"),
        (&good, "explain M13"),
        (&good, "explain M99"),
        (&good, "--help"),
        (&good, "build --lost"),
    ] {
        let wanted = shell(folder.path(), &format!("$0 {command} > out 2> err; exit $?")).0;
        for sink in &sinks {
            let (status, said) =
                shell(folder.path(), &format!("$0 {command} {sink}; exit ${{PIPESTATUS[0]}}"));
            assert!(!said.contains("panicked"), "{command} {sink}: {said}");
            assert_eq!(status, wanted, "{command} {sink}: {said}");
        }
    }
    shell(good.path(), "$0 build --output quiet | true");
    shell(good.path(), "$0 build --output heard");
    assert_eq!(tree(&good.path().join("quiet")), tree(&good.path().join("heard")), "the site is whole");
}

#[test]
fn explain_tells_of_kinds_and_files_and_proposes() {
    let folder = tempfile::tempdir().unwrap();
    let explain = |words: &[&str]| clinicsite(folder.path(), &[&["explain"], words].concat());
    let all = String::from_utf8(explain(&[]).stdout).unwrap();
    for word in ["article", "testimonial", "site", "prices", "sources", "theme"] {
        assert!(all.contains(&format!("\n  {word}\n")), "{all}");
        let told = explain(&[word]);
        assert_eq!(told.status.code(), Some(0));
        assert!(String::from_utf8(told.stdout).unwrap().contains("(required)") || word == "sources");
    }
    let wrong = explain(&["artikel"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(wrong.stderr).unwrap(),
        "error: there is neither a kind of page nor a file, a key or a rule `artikel`\nhelp: did you mean `article`?\n"
    );
    // However it is written, and whatever it holds.
    assert_eq!(explain(&["Article"]).stdout, explain(&["article"]).stdout);
    assert_eq!(explain(&["m13"]).stdout, explain(&[" M13 "]).stdout);
    let wrong = explain(&[&format!("a\u{1b}[31m{}", "b".repeat(200))]);
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("`a\\u{1b}[31mb") && told.contains("b…`"), "{told}");
}
