//! The program itself, its output folder in every state: shapes that change, writes that fail, builds that are killed or meet.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clinicsite::Memo;
use clinicsite::Outputs;
use clinicsite::publish::OutputLock;

use crate::clinic::{Clinic, SITE, clinicsite, options};

/// Every file below a folder with its bytes; without our own and hidden ones if `wanted` says so.
fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), entry))
        .filter(|(name, _)| wanted(name))
        .map(|(name, entry)| (name, fs::read(entry.path()).unwrap()))
        .collect()
}

fn no_dot(name: &str) -> bool {
    !name.split('/').any(|part| part.starts_with('.'))
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

/// Writes a site of so many articles, each of which shows a picture of its own version.
fn lay(root: &Path, articles: usize, version: &str) {
    for folder in ["content", "static"] {
        let _ = fs::remove_dir_all(root.join(folder));
    }
    fs::create_dir_all(root.join("content/articles")).unwrap();
    fs::create_dir_all(root.join("static/img")).unwrap();
    fs::write(root.join("site.toml"), SITE).unwrap();
    let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{version}\"/>");
    fs::write(root.join(format!("static/img/{version}.svg")), picture).unwrap();
    for number in 0..articles {
        let text = format!(
            "+++\ntitle = \"Sleep {number}\"\ndate = 2026-05-04\nsummary = \"{version}\"\n+++\n\n![A bed](/img/{version}.svg)\n"
        );
        fs::write(root.join(format!("content/articles/sleep-{number}.md")), text).unwrap();
    }
}

fn build(root: &Path) {
    let ran = clinicsite(root, &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// What a build publishes.
fn outputs(root: &Path) -> Outputs {
    let sources = clinicsite::source::read(root);
    let build = clinicsite::build(&sources, &options(), &mut Memo::default());
    let told = build.problems.render(&annotate_snippets::Renderer::plain());
    assert!(!build.outputs.is_empty(), "{told}");
    build.outputs
}

/// Publishes from a clinic's folder to a folder in it; what is there then.
fn publish(root: &Path, output: &str, outputs: &Outputs) -> BTreeMap<String, Vec<u8>> {
    OutputLock::acquire(root, &root.join(output), &mut || {}).unwrap().publish(outputs).unwrap();
    files(&root.join(output), |_| true)
}

#[test]
fn every_shape_of_an_address_follows_every_other() {
    let page = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\n\nWords.\n");
    let alias = "+++\ntitle = \"More\"\naliases = [\"/leaflet/\"]\n+++\n\nWords.\n";
    let deep = "+++\ntitle = \"More\"\naliases = [\"/leaflet/a/b/\", \"/leaflet.d/x/\"]\n+++\n\nWords.\n";
    let shapes: [&[(&str, &str)]; 8] = [
        &[],
        &[("static/leaflet", "a file")],
        &[("static/leaflet/a/b", "a deep file"), ("static/leaflet.d", "a file")],
        &[("static/leaflet/a", "a file"), ("static/leaflet.d/x/y", "a deep file")],
        &[("content/leaflet.md", &page("Leaflet"))],
        &[("content/leaflet/_index.md", &page("Leaflets")), ("content/leaflet/a.md", &page("A"))],
        &[("content/more.md", alias)],
        &[("content/more.md", deep), ("static/leaflet/index.html/c", "a file")],
    ];
    let folder = tempfile::tempdir().unwrap();
    let sites: Vec<_> = shapes
        .iter()
        .enumerate()
        .map(|(number, shape)| {
            let root = folder.path().join(format!("clinic-{number}"));
            lay(&root, 1, "A");
            for (path, text) in *shape {
                fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
                fs::write(root.join(path), text).unwrap();
            }
            let outputs = outputs(&root);
            (publish(&root, "public", &outputs), outputs)
        })
        .collect();
    for (before, (_, first)) in sites.iter().enumerate() {
        for (after, (fresh, second)) in sites.iter().enumerate() {
            publish(folder.path(), "public", first);
            let now = publish(folder.path(), "public", second);
            assert!(now == *fresh, "{after} after {before}: {:?}", now.keys());
        }
    }
}

/// A build in which no file can have more than so many blocks: writing fails as on a full disk.
#[cfg(unix)]
fn build_with_small_files(root: &Path, blocks: usize) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build");
    let ran = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_clinicsite")])
        .current_dir(root)
        .output()
        .unwrap();
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_old_site_whole_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    lay(root, 10, "A");
    let video = |length: usize| fs::write(root.join("static/talk.mp4"), vec![0; length]).unwrap();
    video(500_000);
    let (status, said) = build_with_small_files(root, 200);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("talk.mp4") && said.contains("cannot be written"), "{said}");
    assert_eq!(names(root).len(), 3, "{:?}", names(root));
    video(1000);
    build(root);
    let before = files(&root.join("public"), |_| true);
    lay(root, 5, "B");
    video(500_000);
    let (status, said) = build_with_small_files(root, 200);
    assert_eq!(status, Some(3), "{said}");
    assert_eq!(files(&root.join("public"), |_| true), before);
    assert_eq!(names(root).len(), 4, "{:?}", names(root));
    video(1000);
    assert_eq!(build_with_small_files(root, 200).0, Some(0));
    assert!(!root.join("public/articles/sleep-7").exists());
}

/// Runs the program without the administrator's rights, to whom nothing is closed, in a folder that is given away.
#[cfg(unix)]
pub(crate) fn as_somebody(root: &Path, arguments: &[&str]) -> std::process::Output {
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let own = tempfile::tempdir().unwrap();
    let program = own.path().join("clinicsite");
    fs::copy(env!("CARGO_BIN_EXE_clinicsite"), &program).unwrap();
    let mut folders = vec![root.to_owned(), own.path().to_owned()];
    while let Some(path) = folders.pop() {
        std::os::unix::fs::lchown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
        if path.is_dir() && !path.is_symlink() {
            folders.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(root).uid(NOBODY).gid(NOBODY).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_closed_to_us_leaves_the_old_site_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    lay(root, 3, "A");
    build(root);
    let closed = root.join("public/articles/sleep-1");
    let set = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
    let before = files(&root.join("public"), |_| true);
    set(0o555);
    lay(root, 3, "B");
    let ran = if fs::write(closed.join("probe"), "").is_ok() {
        fs::remove_file(closed.join("probe")).unwrap();
        as_somebody(root, &["build"])
    } else {
        clinicsite(root, &["build"])
    };
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    set(0o755);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains("public/articles/sleep-1"), "{said}");
    assert_eq!(files(&root.join("public"), |_| true), before);
    build(root);
}

#[test]
fn a_build_that_is_killed_leaves_each_file_old_or_new_and_the_next_one_mends_all() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut fresh = Vec::new();
    let mut took = Duration::ZERO;
    for version in ["A", "B"] {
        let _ = fs::remove_dir_all(root.join("public"));
        lay(root, 60, version);
        let began = Instant::now();
        build(root);
        took = began.elapsed();
        fresh.push(files(&root.join("public"), no_dot));
    }
    let around = names(root);
    for turn in 0..8 {
        let (old, new) = (&fresh[(turn + 1) % 2], &fresh[turn % 2]);
        lay(root, 60, ["A", "B"][turn % 2]);
        let mut child = Command::new(env!("CARGO_BIN_EXE_clinicsite"))
            .arg("build")
            .current_dir(root)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Later and later, most of them while it writes.
        std::thread::sleep(took.mul_f64(0.4 + turn as f64 * 0.08));
        child.kill().unwrap();
        child.wait().unwrap();
        let there = files(&root.join("public"), no_dot);
        for (name, bytes) in &there {
            assert!(old.get(name) == Some(bytes) || new.get(name) == Some(bytes), "{name} in turn {turn}");
            let text = String::from_utf8_lossy(bytes);
            for version in ["A", "B"].iter().filter(|version| text.contains(&format!("/img/{version}.svg"))) {
                assert!(there.contains_key(&format!("img/{version}.svg")), "{name} names it in turn {turn}");
            }
        }
        for name in old.keys().filter(|name| new.contains_key(*name)) {
            assert!(there.contains_key(name), "{name} is gone in turn {turn}");
        }
        build(root);
        assert_eq!(&files(&root.join("public"), no_dot), new);
        assert_eq!(names(root), around);
        assert_eq!(files(&root.join("public"), |name| name.starts_with('.')).len(), 1);
    }
}

#[test]
fn builds_that_meet_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for version in ["A", "B"] {
        lay(root, 40, version);
        let builds: Vec<_> = (0..4)
            .map(|_| {
                Command::new(env!("CARGO_BIN_EXE_clinicsite"))
                    .args(["build", "--output", "site/of/clinic"])
                    .current_dir(root)
                    .stderr(Stdio::piped())
                    .stdout(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for build in builds {
            let ran = build.wait_with_output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        }
        let built = files(&root.join("site/of/clinic"), |_| true);
        assert_eq!(built, publish(root, "fresh", &outputs(root)));
        fs::remove_dir_all(root.join("fresh")).unwrap();
        assert_eq!(names(root).len(), 4, "{:?}", names(root));
        assert_eq!(names(&root.join("site/of")).len(), 1);
    }
}

#[test]
fn a_site_with_errors_writes_nothing_anywhere() {
    let folder = Clinic::new().article("x", "[gone](gone.md)").lay();
    let before = names(folder.path());
    let ran = clinicsite(folder.path(), &["build", "--output", "a/b/c"]);
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(names(folder.path()), before);
}

/// The most memory that a build of a folder with a large file held, in kB.
#[cfg(target_os = "linux")]
fn memory(root: &Path) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clinicsite"))
        .args(["build", "--quiet"])
        .current_dir(root)
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success());
    most
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_file_costs_no_memory_new_unchanged_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    lay(root, 1, "A");
    for length in [200_000_000, 200_000_000, 200_000_001] {
        fs::File::create(root.join("static/talk.mp4")).unwrap().set_len(length).unwrap();
        let most = memory(root);
        assert!(most > 0 && most < 100_000, "{most} kB");
        assert_eq!(fs::metadata(root.join("public/talk.mp4")).unwrap().len(), length);
    }
}

/// A pipe that nobody writes to: who opens it waits for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_folder_or_of_the_lock_stops_nobody() {
    for name in ["static", "themes", ".git", "public", "public/.clinicsite.lock"] {
        let folder = Clinic::new().article("flu", "Rest.").lay();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let mut command = Command::new(env!("CARGO_BIN_EXE_clinicsite"));
        command.args(["build", "--root"]).arg(folder.path());
        let mut build = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        while build.try_wait().unwrap().is_none() {
            if Instant::now() > end {
                build.kill().unwrap();
                panic!("waits for the pipe `{name}`");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A folder that is there, and in which no file can be made: the system says that it is not found.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_file_is_told_and_not_waited_for() {
    let folder = Clinic::new().article("flu", "Rest.").lay();
    let mut build = Command::new(env!("CARGO_BIN_EXE_clinicsite"));
    build.args(["build", "--output", "/proc/clinic", "--root"]).arg(folder.path());
    let mut build = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let end = Instant::now() + Duration::from_secs(30);
    while build.try_wait().unwrap().is_none() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = build.kill();
    assert_eq!(build.wait().unwrap().code(), Some(3));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_page_that_is_gone_goes_with_it() {
    let folder = Clinic::new().article("flu", "Rest.").lay();
    build(folder.path());
    let page = folder.path().join("public/articles/flu/index.html");
    let outside = folder.path().join("outside.html");
    fs::rename(&page, &outside).unwrap();
    std::os::unix::fs::symlink(&outside, &page).unwrap();
    fs::remove_file(folder.path().join("content/articles/flu.md")).unwrap();
    build(folder.path());
    assert!(page.symlink_metadata().is_err() && outside.is_file());
}
