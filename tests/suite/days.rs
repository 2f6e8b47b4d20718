//! No day stops a site: one that passes strictly on a day passes on every later one, with the same files. And what a page
//! that is dated ahead would get wrong is told on the first day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use annotate_snippets::Renderer;
use clinicsite::source::{self, Sources};
use clinicsite::{Depth, Level, Memo, Options, Problems, build_to};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rayon::prelude::*;
use regex::Regex;

use crate::clinic;
use crate::examples::BASE;
use crate::fuzz::Dice;

/// Folders of whole clinics, from the root of the repository. Each passes on the first day.
const FOLDERS: &[&str] = &[".", "tests/clinics/us", "tests/clinics/gb", "tests/clinics/de"];

/// The first day.
const FIRST: Date = date(2026, 12, 1);

/// For so many days behind the first a clinic passes.
const DAYS: i32 = 800;

/// How many clinics are made; a plain run tries the first of them.
const CLINICS: u64 = 200;

/// How many those are.
const FIRST_CLINICS: u64 = 12;

fn day(number: i32) -> Date {
    FIRST.saturating_add(number.days())
}

/// What keeps a strict build from being published on a day.
fn stops(sources: &Sources, day: Date, memo: &mut Memo) -> Problems {
    let options = Options { as_of: Some(day), ..clinic::options() };
    let mut problems = build_to(sources, &options, memo, Depth::Check).problems;
    problems.retain(|one| !one.due && one.level < Level::Info);
    problems
}

/// What stops the site of these sources on the first of these days on which anything does.
fn stopped(what: &str, sources: &Sources, days: impl IntoIterator<Item = Date>) -> Option<String> {
    let mut memo = Memo::default();
    days.into_iter().find_map(|day| {
        let found = stops(sources, day, &mut memo).render(&Renderer::plain());
        (!found.is_empty()).then(|| format!("{what} on {day}:\n{found}"))
    })
}

/// The days from the first on that files name, each with the one before it, for other clocks, and the one behind.
fn named_days(sources: &Sources) -> BTreeSet<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b20\d\d-\d\d-\d\d").unwrap());
    let texts = sources.texts.values().flat_map(|source| DAY.find_iter(&source.text));
    let named: BTreeSet<Date> = texts.filter_map(|found| found.as_str().parse().ok()).collect();
    let near =
        named.into_iter().flat_map(|named| (-1..=1).map(move |number| named.saturating_add(number.days())));
    near.filter(|day| (FIRST..=self::day(DAYS)).contains(day)).chain([FIRST]).collect()
}

fn read(folder: &str) -> Sources {
    source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

#[test]
fn the_clinics_pass_on_each_day_that_they_name_and_once_a_month() {
    for folder in FOLDERS {
        let sources = read(folder);
        let months = (0..DAYS).step_by(30).map(day);
        let days: BTreeSet<_> = named_days(&sources).into_iter().chain(months).collect();
        assert_eq!(stopped(folder, &sources, days), None);
    }
}

#[test]
#[ignore = "800 days take minutes: .ci/run asks for it"]
fn the_clinics_pass_on_each_of_800_days() {
    for folder in FOLDERS {
        let sources = read(folder);
        let days: Vec<Date> = (0..=DAYS).map(day).collect();
        let parts = days.par_chunks(50).filter_map(|days| stopped(folder, &sources, days.iter().copied()));
        assert_eq!(parts.collect::<Vec<_>>(), [""; 0]);
    }
}

/// The made clinics among these that something stops on a day that they name.
fn stopped_of(seeds: Range<u64>) -> String {
    let stopped = seeds.into_par_iter().filter_map(|seed| {
        let sources = Made::new(seed).sources();
        stopped(&format!("seed {seed}"), &sources, named_days(&sources))
    });
    stopped.collect::<Vec<_>>().join("\n")
}

#[test]
fn clinics_with_every_kind_of_day_pass_on_each_day_that_they_name() {
    assert_eq!(stopped_of(0..FIRST_CLINICS), "");
}

#[test]
#[ignore = "200 clinics take minutes: .ci/run asks for it"]
fn two_hundred_clinics_pass_on_each_day_that_they_name() {
    assert_eq!(stopped_of(FIRST_CLINICS..CLINICS), "");
}

#[test]
fn what_a_page_that_is_dated_ahead_would_get_wrong_is_told_on_the_first_day() {
    (0..4 * FIRST_CLINICS).into_par_iter().for_each(|seed| {
        let mut made = Made::new(seed);
        let fault = made.add_fault();
        let told = stops(&made.sources(), FIRST, &mut Memo::default()).render(&Renderer::plain());
        assert!(told.contains("later"), "seed {seed}: {fault} is not told:\n{told}");
    });
}

/// A clinic that is made of a seed: of each key that holds a day, none or several, on days of its own.
struct Made {
    dice: Dice,
    files: BTreeMap<String, String>,
    /// The pages that one page links to: none is without a link.
    linked: Vec<String>,
}

impl Made {
    fn new(seed: u64) -> Self {
        let files = BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut made = Made { dice: Dice(seed), files, linked: Vec::new() };
        let parts: [fn(&mut Made); 12] = [
            Made::hours,
            Made::articles,
            Made::people,
            Made::service,
            Made::place,
            Made::question,
            Made::event,
            Made::opening,
            Made::words_of_patients,
            Made::notice,
            Made::prices,
            Made::pages_in_turn,
        ];
        for part in parts {
            if made.dice.below(3) > 0 {
                part(&mut made);
            }
        }
        made.site();
        made
    }

    fn sources(&self) -> Sources {
        let mut files = self.files.clone();
        let links: String = self.linked.iter().map(|path| format!("See [{path}]({path}).\n")).collect();
        files.get_mut("content/about.md").unwrap().push_str(&links);
        Sources::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// A page that another links to.
    fn page(&mut self, path: &str, keys: &str, body: &str) {
        let text =
            format!("+++\ntitle = \"On {path}\"\nsummary = \"About {path}.\"\n{keys}\n+++\n\n{body}\n");
        self.files.insert(format!("content/{path}"), text);
        self.linked.push(path.to_owned());
    }

    fn later(&mut self) -> Date {
        day(1 + self.dice.below(200) as i32)
    }

    fn past(&mut self) -> Date {
        day(-1 - self.dice.below(150) as i32)
    }

    /// The line, or nothing.
    fn perhaps(&mut self, line: String) -> String {
        if self.dice.below(2) == 0 { line } else { String::new() }
    }

    /// When a page begins and ends.
    fn span(&mut self) -> String {
        let (one, other) = (self.later(), self.later());
        let publish = self.perhaps(format!("publish = {}\n", one.min(other)));
        publish + &self.perhaps(format!("expires = {}\n", one.max(other)))
    }

    fn hours(&mut self) {
        let (span, updated) = (self.span(), self.past());
        self.page("hours.md", &format!("{span}updated = {updated}"), "We open at ten.");
    }

    fn articles(&mut self) {
        for name in ["cold", "cough"] {
            let (date, reviewed) = (self.past().min(self.past()), self.past());
            let date = if self.dice.below(3) == 0 { self.later() } else { date };
            let (expires, months) = (date.max(self.later()), 1 + self.dice.below(8));
            let expires = self.perhaps(format!("expires = {expires}\n"));
            let change = self.past().min(date);
            let keys = format!(
                "date = {date}\n{expires}authors = [\"ana\"]\nreviewer = \"ben\"\nreviewed = {reviewed}\nreview_months = {months}\n\
                 conditions = [\"{name}\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\nchanges = [{{ date = {change}, text = \"New.\" }}]"
            );
            let words = "Rest helps [@cdc].\n\n## When to get help\n\nCall 911 if you cannot breathe.";
            self.page(&format!("articles/{name}.md"), &keys, words);
        }
        self.page("conditions/cold.md", "", "It comes in winter.");
    }

    fn people(&mut self) {
        let (expires, counted, licensed) = (self.later(), self.past(), self.later());
        let leaves = self.perhaps(format!("expires = {expires}\n"));
        let keys = format!(
            "{leaves}role = \"Doctor\"\ncredentials = [\"MD\"]\nexperience = [{{ what = \"colds\", count = 9, as_of = {counted} }}]\n\
             licenses = [{{ region = \"MA\", number = \"1\", expires = {licensed} }}]"
        );
        self.page("providers/eve.md", &keys, "She listens.");
        let (date, reviewed) = (self.past(), self.past());
        let keys = format!(
            "date = {date}\nauthors = [\"eve\"]\nreviewer = \"ben\"\nreviewed = {reviewed}\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]"
        );
        self.page("articles/sleep.md", &keys, "Sleep helps [@cdc]. Ask [her](../providers/eve.md).\n\n## When to get help\n\nCall 911 if you cannot breathe.");
    }

    fn service(&mut self) {
        let (from, to, span) = (self.past(), self.past(), self.span());
        let measure = format!(
            "{{ what = \"Better\", value = \"9 of 10\", from = {}, to = {} }}",
            from.min(to),
            from.max(to)
        );
        self.page("services/call.md", &format!("{span}measures = [{measure}]"), "We call you.");
    }

    fn place(&mut self) {
        let (one, other) = (self.later(), self.later());
        let keys = format!(
            "address = {{ street = \"1 Bay Street\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }}\n\
             closures = [{{ from = {}, to = {}, reason = \"Holidays\" }}]",
            one.min(other),
            one.max(other)
        );
        self.page("locations/boston.md", &keys, "By the bay.");
    }

    fn question(&mut self) {
        let span = self.span();
        self.page("faq/snow.md", &span, "Yes, if the bus runs.");
        self.page("faq/shoes.md", "", "Bring [those for snow](snow.md).");
    }

    fn event(&mut self) {
        let day = self.later();
        let recording = self.perhaps("recording_url = \"https://films.example/1\"\n".to_owned());
        let ends = self.later().max(day);
        let expires = self.perhaps(format!("expires = {ends}\n"));
        let keys = format!(
            "start = {day}T18:00:00Z\nend = {day}T19:00:00Z\nregister_url = \"https://meet.example/1\"\n{recording}{expires}"
        );
        self.page("events/talk.md", &keys, "Bring questions.");
    }

    fn opening(&mut self) {
        let (posted, closes) = (self.past(), self.later());
        let keys =
            format!("posted = {posted}\ncloses = {closes}\nlocation = \"remote\"\nrequirements = [\"Care\"]");
        self.page("careers/nurse.md", &keys, "You help.");
        if self.dice.below(2) == 0 {
            self.page("careers/_index.md", "", "Work with us.");
        }
    }

    fn words_of_patients(&mut self) {
        let (consent, span) = (self.past(), self.span());
        let keys = format!(
            "{span}consent = {consent}\nrelationship = \"patient\"\ncompensated = false\ntypical = \"Most do well [@cdc].\""
        );
        self.page("testimonials/kind.md", &keys, "They took time.");
    }

    fn notice(&mut self) {
        let (one, other) = (self.later(), self.later());
        self.page(
            "announcements/storm.md",
            &format!("start = {}\nend = {}", one.min(other), one.max(other)),
            "Closed.",
        );
    }

    fn prices(&mut self) {
        let (next, until, retrieved) = (self.later(), self.later(), self.past());
        let price = ["60", "70", "100"][self.dice.below(3)];
        let list = format!(
            "currency = \"USD\"\nvalid_from = 2026-06-01\nvalid_until = {until}\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n\
             next = {{ price = {price}, from = {next} }}\n[[bundles]]\nid = \"three\"\nname = \"Three visits\"\nlines = [{{ id = \"visit\", count = 3 }}]\nprice = 220\n\
             [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{{ id = \"visit\", count = 4 }}]\ntotal = 320\n\
             [[comparisons]]\nid = \"visit\"\nlabel = \"Others\"\nprice = 90\nsource = \"https://data.example/\"\nretrieved = {retrieved}\nnote = \"All of it.\"\n"
        );
        self.files.insert("content/prices.toml".to_owned(), list);
        self.page("cost.md", "", "A visit is [$80](price:visit), a year [$320](estimate:year).");
        let publish = self.later();
        let then = if publish < next { "80" } else { price };
        self.page(
            "course.md",
            &format!("publish = {publish}"),
            &format!("A visit is [${then}](price:visit)."),
        );
    }

    fn pages_in_turn(&mut self) {
        let ends = self.later();
        let begins = ends.tomorrow().unwrap();
        for (name, keys) in
            [("winter", format!("expires = {ends}")), ("summer", format!("publish = {begins}"))]
        {
            let keys = format!("slug = \"season\"\naliases = [\"/now/\"]\n{keys}");
            self.page(&format!("{name}.md"), &keys, "We open.");
        }
    }

    /// The waiting time, and a menu and redirects to what is there today, or on some days, or on none.
    fn site(&mut self) {
        let waiting = self.past();
        let mut site = String::new();
        let mut redirects = String::from("[redirects]\n");
        for to in
            ["/articles/", "/events/", "/careers/", "/faq/", "/testimonials/", "/locations/", "/conditions/"]
        {
            site.push_str(&self.perhaps(format!("[[menu]]\ntitle = \"To {to}\"\nto = \"{to}\"\n")));
            redirects.push_str(&self.perhaps(format!("\"/old{to}\" = \"{to}\"\n")));
        }
        if self.files.contains_key("content/hours.md") {
            redirects.push_str("\"/opening/\" = \"/hours/\"\n");
        }
        let file = self.files.get_mut("site.toml").unwrap();
        *file =
            file.replace("[clinic]\n", &format!("[clinic]\nwaiting = {{ days = 9, as_of = {waiting} }}\n"));
        file.push_str(&(site + &redirects));
    }

    /// A page dated ahead with a fault, or that another one stands in the way of; what it is.
    fn add_fault(&mut self) -> &'static str {
        let publish = format!("publish = {}", self.later());
        let (fault, body) = *self.dice.pick(&[
            ("a dead link", "See [x](nowhere.md)."),
            ("an unknown price", "It is [](price:nothing)."),
            ("an unknown source", "So it is [@nobody]."),
            ("a picture that is not there", "![A foot](/none.png)"),
            ("another page of its address", ""),
            ("an alias at its address", ""),
            ("a redirect at its address", ""),
        ]);
        self.page("later.md", &publish, body);
        match fault {
            "another page of its address" => self.page("rain.md", "slug = \"later\"", "Rain."),
            "an alias at its address" => self.page("rain.md", "aliases = [\"/later/\"]", "Rain."),
            "a redirect at its address" => {
                self.files.get_mut("site.toml").unwrap().push_str("\"/later/\" = \"/\"\n");
            }
            _ => {}
        }
        fault
    }
}
