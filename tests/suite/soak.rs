//! The preview over a long time: many edits, many open pages, no event lost, nothing kept.
//!
//! Runs some seconds; `CLINICSITE_SOAK_EDITS=500 cargo test --release soak -- --nocapture` takes five minutes.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::clinic::Clinic;
use crate::preview::{LIMIT, Preview, wait_for};

const PAGES: usize = 20;

/// Memory in kB, and open descriptors and threads together, of a process, where the system tells them.
fn held(process: u32) -> Option<(u64, usize)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let count = |what: &str| Some(fs::read_dir(format!("/proc/{process}/{what}")).ok()?.count());
    Some((memory.trim().trim_end_matches(" kB").parse().ok()?, count("fd")? + count("task")?))
}

#[test]
fn soak_no_event_is_lost_and_nothing_grows() {
    let edits = std::env::var("CLINICSITE_SOAK_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(15);
    let name = |at: usize| format!("a{at}");
    let clinic = (0..PAGES + 5).fold(Clinic::new(), |clinic, at| clinic.article(&name(at), "Some words."));
    let folder = clinic.lay();
    let preview = Preview::start(folder.path(), &[]);
    let process = preview.process.id();
    let before = held(process);
    let address = |at: usize| format!("/articles/{}/", name(at));
    let open = |at: usize| preview.listen(Some((&address(at), &preview.identity(&address(at)))));
    let mut pages: Vec<_> = (0..PAGES).map(open).collect();
    let (mut after_50, mut seed, mut slowest) = (None, 7_u32, Duration::ZERO);
    for edit in 0..edits {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let at = (seed >> 8) as usize % (PAGES + 5);
        let path = folder.path().join(format!("content/articles/{}.md", name(at)));
        let text = format!("+++\ntitle = \"About {}\"\ndate = 2026-05-04\n+++\n\nEdit {edit}.\n", name(at));
        let start = Instant::now();
        fs::write(path, text).unwrap();
        if at < PAGES {
            wait_for(&format!("the event of edit {edit}"), || pages[at].has("event: reload").then_some(()));
            slowest = slowest.max(start.elapsed());
            pages[at] = open(at);
            let others = pages.iter().enumerate().filter(|(other, _)| *other != at);
            let disturbed: Vec<_> =
                others.filter(|(_, page)| page.has("event: reload")).map(|(at, _)| at).collect();
            assert_eq!(disturbed, [0; 0], "edit {edit} of {at} is no business of theirs");
        }
        if edit == 50 {
            after_50 = held(process);
        }
        thread::sleep(Duration::from_millis(u64::from(seed >> 16) % 1000));
    }
    let end = held(process);
    drop(pages);
    if let (Some((early, _)), Some((late, _))) = (after_50, end) {
        assert!(late * 10 <= early * 13, "{early} kB after 50 edits, {late} kB after {edits}");
    }
    if let Some((_, descriptors)) = before {
        // A page that is closed is noticed when something is said to it, twice: the system takes the first of it.
        let closed = || held(process).filter(|(_, now)| *now <= descriptors + 2);
        let start = Instant::now();
        while closed().is_none() {
            assert!(
                start.elapsed() < LIMIT,
                "{descriptors} descriptors and threads, then {:?}",
                held(process)
            );
            thread::sleep(Duration::from_millis(200));
        }
    }
    #[allow(clippy::print_stdout, reason = "what a long run measured")]
    {
        println!(
            "{edits} edits, slowest event {slowest:?}; at first {before:?}, after 50 {after_50:?}, then {end:?}"
        );
    }
}
