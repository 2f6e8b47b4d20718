//! A preview to which the system tells nothing of edits.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use clinicsite::serve::{Notice, ServeEvent, Settings, serve};

use crate::clinic::{Clinic, options};
use crate::preview::{LIMIT, wait_for};

/// What a preview has said so far: its port, a line for each build, the files that it noticed by itself.
#[derive(Default)]
struct Said {
    port: Option<u16>,
    built: Vec<String>,
    unheard: Vec<String>,
}

fn start(root: &std::path::Path, notice: Notice) -> Arc<Mutex<Said>> {
    let said = Arc::new(Mutex::new(Said::default()));
    let (noted, root) = (said.clone(), root.to_owned());
    thread::spawn(move || {
        let settings = Settings { root, host: "127.0.0.1".into(), port: 0, production: false, notice };
        let mut tell = |told: ServeEvent<'_>| {
            let mut said = noted.lock().unwrap();
            match told {
                ServeEvent::Ready { address, .. } => {
                    said.port = address.rsplit(':').next().unwrap().trim_end_matches('/').parse().ok();
                }
                ServeEvent::Built(built) => said.built.push(built.changed.clone()),
                ServeEvent::Unheard(path) => said.unheard.push(path.to_owned()),
                ServeEvent::Unwatched(error) => panic!("{error}"),
            }
        };
        serve(&settings, &options, &mut tell).unwrap();
    });
    wait_for("the first build", || (!said.lock().unwrap().built.is_empty()).then_some(()));
    said
}

fn get(said: &Mutex<Said>, path: &str) -> String {
    let port = said.lock().unwrap().port.unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn edits_that_no_event_tells_of_show_and_that_is_said_once() {
    let folder = Clinic::new().article("flu", "Rest helps.").file("static/leaflet.txt", "one").lay();
    let said = start(folder.path(), Notice::Looks);
    let shows = |path: &str, text: &str| {
        wait_for(text, || get(&said, path).contains(text).then_some(()));
    };
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let flu = "+++\ntitle = \"Flu\"\ndate = 2026-05-04\n+++\n\n";
    write("content/articles/flu.md", &format!("{flu}Sleep helps.\n"));
    shows("/articles/flu/", "Sleep helps");
    write("content/winter/cold.md", "+++\ntitle = \"Cold\"\n+++\nWear a hat.\n");
    shows("/winter/cold/", "Wear a hat");
    fs::rename(folder.path().join("content/winter"), folder.path().join("content/snow")).unwrap();
    shows("/snow/cold/", "Wear a hat");
    assert!(get(&said, "/winter/cold/").starts_with("HTTP/1.1 404"));
    write("static/leaflet.txt", "two");
    shows("/leaflet.txt", "two");
    // Of one length, as after a change of a figure, on a disk whose stamps are coarse.
    write("content/articles/flu.md", &format!("{flu}Sleep heals.\n"));
    let file = fs::File::options().write(true).open(folder.path().join("content/articles/flu.md")).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(2)).unwrap();
    shows("/articles/flu/", "Sleep heals");
    fs::remove_dir_all(folder.path().join("content/snow")).unwrap();
    wait_for("404", || get(&said, "/snow/cold/").starts_with("HTTP/1.1 404").then_some(()));
    wait_for("the note", || (!said.lock().unwrap().unheard.is_empty()).then_some(()));
    assert_eq!(said.lock().unwrap().unheard, ["content/articles/flu.md"], "said once");
}

#[test]
fn what_events_told_of_is_not_found_again() {
    let folder = Clinic::new().article("flu", "Rest helps.").lay();
    let said = start(folder.path(), Notice::Events);
    let path = folder.path().join("content/articles/flu.md");
    let text = fs::read_to_string(&path).unwrap();
    // Looks fall between these saves, and one between each save and its build may.
    for word in ["Sleep", "Tea", "Time"] {
        fs::write(&path, text.replace("Rest", word)).unwrap();
        wait_for(word, || get(&said, "/articles/flu/").contains(&format!("{word} helps")).then_some(()));
        thread::sleep(Duration::from_millis(1500));
    }
    let said = said.lock().unwrap();
    assert_eq!(
        said.built,
        ["the site", "content/articles/flu.md", "content/articles/flu.md", "content/articles/flu.md"]
    );
    assert!(said.unheard.is_empty(), "{:?}", said.unheard);
}
