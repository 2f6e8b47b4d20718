//! What days make of a site that nobody has touched: it is told as due and stops nothing; what they will make wrong is told
//! today.

use clinicsite::Level;
use clinicsite::every_rule;
use clinicsite::report;

use crate::clinic::{Clinic, clinicsite};
use crate::examples::BASE;

const NURSE: &str =
    "summary = \"Help.\"\nposted = 2026-11-01\ncloses = 2027-01-31\nrequirements = [\"Care\"]";

/// A clinic that breaks no rule.
fn sound() -> Clinic {
    BASE.iter().fold(Clinic::new(), |clinic, (path, text)| clinic.file(path, text))
}

/// One of whose pages ends, with a link to it.
fn ends() -> Clinic {
    let about = BASE.iter().find(|(path, _)| *path == "content/about.md").unwrap().1;
    let winter =
        "+++\ntitle = \"Winter hours\"\nsummary = \"Hours.\"\nexpires = 2027-02-28\n+++\n\nAt ten.\n";
    sound()
        .file("content/about.md", &format!("{about}\nSee [winter hours](winter.md).\n"))
        .file("content/winter.md", winter)
}

/// What is told, with its level and whether it is due.
fn told(clinic: &Clinic) -> Vec<(Level, bool, &'static str, String)> {
    let found = clinic.findings();
    found.iter().map(|one| (one.level, one.due, one.rule.id(), one.place.source.path.clone())).collect()
}

#[test]
fn what_is_due_is_marked_wherever_it_is_told() {
    let clinic = ends().on("2027-03-01");
    assert!(
        clinic.messages().contains("warning[held-back, due]: the page `winter.md`"),
        "{}",
        clinic.messages()
    );
    let json: Vec<String> = clinic.findings().iter().map(|problem| problem.json()).collect();
    assert!(json.iter().any(|line| line.contains("\"rule\":\"held-back\"") && line.contains("\"due\":true")));
    assert!(json.iter().all(|line| !line.contains("\"due\":false")));
    let due: Vec<_> = every_rule().iter().filter(|rule| rule.is_due()).map(|rule| rule.id()).collect();
    for id in
        ["M06", "P03", "S02", "closed-opening", "held-back", "old-comparison", "stale-waiting", "past-prices"]
    {
        assert!(due.contains(&id), "{id}");
        let listed =
            report::rules().lines().find(|line| line.starts_with(&format!("{id} "))).unwrap().to_owned();
        assert!(listed.contains("warning, due"), "{listed}");
    }
}

#[test]
fn a_strict_build_publishes_what_is_due_and_check_fails_on_it_where_it_is_asked_to() {
    let folder = ends().lay();
    let run = |arguments: &[&str], day: &str| {
        let ran = clinicsite(folder.path(), &[arguments, &["--as-of", day]].concat());
        (ran.status.code().unwrap(), String::from_utf8(ran.stdout).unwrap())
    };
    let (before, after) = ("2026-12-01", "2027-03-01");
    assert_eq!(run(&["check", "--due"], before).0, 0);
    let (status, said) = run(&["build", "--strict"], after);
    assert!(status == 0 && said.contains("0 warnings, 1 due, "), "{said}");
    let (status, said) = run(&["check"], after);
    assert!(status == 0 && said.contains("0 warnings, 1 due, "), "{said}");
    let (status, said) = run(&["check", "--due"], after);
    assert!(status == 1 && said.contains("winter.md") && !said.contains("info["), "{said}");
    assert_eq!(run(&["check", "--strict"], after).0, 1);
}

#[test]
fn an_error_that_only_days_have_made_is_due() {
    // The list and the page of the condition go with their last article; nothing else leads to the page about snow.
    let clinic = Clinic::new()
        .page("content/_index.md", "", "Read [more](/conditions/chilblains/) or [all](/articles/).")
        .page("content/conditions/chilblains.md", "", "They itch.")
        .page(
            "content/articles/cold.md",
            "date = 2026-10-01\nexpires = 2027-03-31\nconditions = [\"Chilblains\"]",
            "See [snow](../snow.md).",
        )
        .page("content/snow.md", "summary = \"The way.\"", "Left.");
    assert_eq!(clinic.build().warnings, "");
    let after = clinic.on("2027-04-01");
    let found = told(&after);
    for rule in ["dead-link", "W03"] {
        let mut of_rule = found.iter().filter(|(_, _, id, _)| *id == rule).peekable();
        assert!(of_rule.peek().is_some() && of_rule.all(|(_, due, ..)| *due), "{rule}: {found:?}");
    }
    assert!(!after.build().main("/").contains("/conditions/"));
}

#[test]
fn a_mistake_beside_what_has_ended_is_none_of_the_calendars() {
    let clinic = ends().on("2027-03-01").page("content/other.md", "", "[](price:none) [x](nowhere.md)");
    let found = told(&clinic);
    for rule in ["unknown-price", "dead-link"] {
        assert!(
            found.iter().any(|(level, due, id, _)| (*level, *due, *id) == (Level::Error, false, rule)),
            "{found:?}"
        );
    }
}

#[test]
fn more_mistakes_than_are_listed_keep_their_numbers() {
    let lost = "[x](nowhere.md)\n\n".repeat(70);
    let closing = "[y](/articles/)\n\n".repeat(70);
    let clinic = Clinic::new()
        .on("2027-02-01")
        .page("content/articles/a.md", "date = 2026-05-04\nexpires = 2027-01-31", "W.")
        .page("content/many.md", "", &(lost + &closing));
    let found = clinic.findings();
    let number = |due: bool| -> usize {
        let links = found.iter().filter(|one| one.rule.id() == "dead-link" && one.due == due);
        links.map(|one| one.number()).sum()
    };
    assert_eq!((number(false), number(true)), (70, 70));
    assert_eq!((found.count(Level::Error), found.due()), (70, 70));
}

#[test]
fn a_page_dated_ahead_is_checked_as_on_its_first_day() {
    let ahead = |keys: &str, body: &str| {
        Clinic::new().page("content/later.md", &format!("publish = 2027-01-01\n{keys}"), body)
    };
    let text = |body: &str| ahead("", body);
    for (what, clinic) in [
        ("unknown-price", text("A visit costs [](price:nope).")),
        ("dead-link", text("See [x](nowhere.md).")),
        ("M09", text("So it is [@nobody].")),
        ("dead-file", text("![A knee](/img/none.png)")),
        ("duplicate-address", ahead("slug = \"about\"", "T.").page("content/about.md", "", "W.")),
        ("duplicate-address", ahead("", "T.").page("content/about.md", "aliases = [\"/later/\"]", "W.")),
        ("duplicate-address", ahead("", "T.").site("[redirects]\n\"/later/\" = \"/\"\n")),
        ("M05", ahead("updated = 2027-01-02", "T.")),
        ("template", ahead("template = \"none.html\"", "T.")),
    ] {
        let problems = clinic.run_to(clinicsite::Depth::Build).problems;
        let one = problems.iter().find(|one| one.rule.id() == what && one.level == Level::Error);
        let places = one.map(|one| {
            let also = one.also.as_ref().map(|(place, _)| place.source.path.clone());
            (one.place.source.path.clone(), also)
        });
        let (place, also) = places.unwrap_or_else(|| panic!("{what}: {}", clinic.messages()));
        assert!(place == "content/later.md" || also.as_deref() == Some("content/later.md"), "{what}");
    }
    // A draft is left alone, and so is what only an ended page would get wrong.
    let draft =
        Clinic::new().page("content/later.md", "draft = true\npublish = 2027-01-01", "[](price:nope)");
    assert_eq!(draft.messages(), "");
    let ended = Clinic::new().page("content/old.md", "expires = 2026-11-01", "[](price:nope)").page(
        "content/new.md",
        "aliases = [\"/old/\"]",
        "W.",
    );
    assert_eq!(ended.messages(), "");
}

#[test]
fn a_warning_of_a_page_dated_ahead_is_told_today_by_check() {
    let clinic = Clinic::new().page("content/_index.md", "", "[Later](later.md)").page(
        "content/later.md",
        "publish = 2027-01-01\nsummary = \"S.\"",
        "We guarantee that you will be cured.",
    );
    let found = told(&clinic);
    let (_, due, ..) =
        found.iter().find(|(_, _, id, path)| *id == "M13" && path == "content/later.md").unwrap();
    assert!(!due);
}

#[test]
fn two_pages_take_an_address_in_turn() {
    let pages = |first: &str, second: &str| {
        Clinic::new().page("content/one.md", &format!("slug = \"hours\"\n{first}"), "Winter.").page(
            "content/two.md",
            &format!("slug = \"hours\"\n{second}"),
            "Summer.",
        )
    };
    let turns = pages("expires = 2027-02-28", "publish = 2027-03-01");
    assert_eq!(turns.messages().matches("duplicate-address").count(), 0, "{}", turns.messages());
    assert!(turns.clone().build().main("/hours/").contains("Winter."));
    assert!(turns.on("2027-03-01").build().main("/hours/").contains("Summer."));
    let meet = pages("expires = 2027-03-01", "publish = 2027-03-01");
    assert!(meet.messages().contains("error[duplicate-address]"), "{}", meet.messages());
}

#[test]
fn the_amount_of_a_link_is_that_of_the_pages_day() {
    let clinic = |keys: &str, amount: &str| {
        Clinic::new()
            .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 60\nnext = { price = 70, from = 2027-04-01 }\n[[examples]]\nid = \"year\"\nname = \"Year\"\nlines = [{ id = \"visit\", count = 2 }]\n")
            .page("content/a.md", keys, amount)
    };
    let level = |clinic: Clinic| {
        let problems = clinic.run_to(clinicsite::Depth::Build).problems;
        problems.iter().find(|one| one.rule.id() == "wrong-price").map(|one| (one.level, one.due))
    };
    let (error, due) = (Some((Level::Error, false)), Some((Level::Warning, true)));
    for (keys, body, day, wanted) in [
        ("", "[$60](price:visit)", "2026-12-01", None),
        ("", "[$60](price:visit)", "2027-04-01", due),
        ("", "[$70](price:visit)", "2026-12-01", error),
        ("", "[$70](price:visit)", "2027-04-01", None),
        ("", "[$65](price:visit)", "2027-04-01", error),
        ("", "[$120](estimate:year)", "2027-04-01", due),
        ("publish = 2027-05-01", "[$60](price:visit)", "2026-12-01", error),
        ("publish = 2027-05-01", "[$60](price:visit)", "2027-06-01", error),
        ("publish = 2027-05-01", "[$70](price:visit)", "2026-12-01", None),
        ("publish = 2027-02-01", "[$60](price:visit)", "2026-12-01", None),
        ("publish = 2027-02-01", "[$60](price:visit)", "2027-06-01", due),
    ] {
        assert_eq!(level(clinic(keys, body).on(day)), wanted, "{keys} {body} on {day}");
    }
}

#[test]
fn a_bundle_whose_parts_become_cheaper_is_due() {
    let clinic = Clinic::new().prices(
        "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 50\nnext = { price = 40, from = 2027-05-01 }\n[[bundles]]\nid = \"three\"\nname = \"Three\"\nlines = [{ id = \"visit\", count = 3 }]\nprice = 130\n",
    );
    assert!(!clinic.messages().contains("over-parts"));
    let messages = clinic.on("2027-05-01").messages();
    assert!(
        messages.contains("warning[over-parts, due]: the bundle costs $130, its parts only $120"),
        "{messages}"
    );
}

#[test]
fn the_address_of_a_closed_opening_says_so_until_its_file_is_deleted() {
    let clinic = Clinic::new()
        .on("2027-02-01")
        .page("content/careers/_index.md", "", "Work with us.")
        .page("content/careers/nurse.md", NURSE, "You help patients.")
        .page("content/about.md", "", "We look for [a nurse](careers/nurse.md), [here](/careers/nurse/).");
    let site = clinic.build();
    site.shows("/careers/nurse/", "This opening closed on January 31, 2027.");
    site.shows("/careers/nurse/", "<a href=\"/careers/\">");
    site.shows("/careers/nurse/", "noindex");
    site.hides("/careers/nurse/", "You help patients");
    site.hides("/careers/nurse/", "JobPosting");
    site.shows("/careers/", "Work with us.");
    site.shows("/careers/", "We have no opening at present.");
    site.hides("/careers/", "/careers/nurse/");
    site.hides("/sitemap.xml", "/careers/nurse/");
    assert!(!site.main("/about/").contains("href=\"/careers/nurse/\""));
    assert!(site.warnings.matches("warning[held-back, due]").count() == 2, "{}", site.warnings);
    let gone = Clinic::new().on("2027-02-01").page(
        "content/careers/nurse.md",
        &format!("{NURSE}\nexpires = 2027-01-31"),
        "W.",
    );
    assert!(!gone.build().has("/careers/nurse/"));
}

#[test]
fn a_list_without_an_entry_is_left_out_of_menu_and_redirects() {
    let clinic = Clinic::new().site(
        "[[menu]]\ntitle = \"Talks\"\nto = \"/events/\"\n[[menu]]\ntitle = \"Home\"\nto = \"/\"\n[redirects]\n\"/old/\" = \"/conditions/\"\n",
    );
    let site = clinic.build();
    site.hides("/", "/events/");
    assert!(!site.has("/old/"));
    let told = site.warnings.matches("warning[held-back, due]: `/").count();
    assert_eq!(told, 2, "{}", site.warnings);
}

#[test]
fn a_day_that_tells_of_the_past_is_not_ahead() {
    let tomorrow = "2026-12-02";
    let page = |path: &str, keys: &str| Clinic::new().page(path, keys, "W.");
    for clinic in [
        page("content/articles/a.md", &format!("date = 2026-05-04\nreviewed = {tomorrow}")),
        page("content/articles/a.md", &format!("date = 2026-05-04\nchanges = [{{ date = {tomorrow}, text = \"T\" }}]")),
        page("content/a.md", &format!("updated = {tomorrow}")),
        page("content/services/a.md", &format!("measures = [{{ what = \"W\", value = \"1\", from = 2026-01-01, to = {tomorrow} }}]")),
        page("content/providers/a.md", &format!("role = \"MD\"\nexperience = [{{ what = \"W\", count = 1, as_of = {tomorrow} }}]")),
        page("content/careers/a.md", &format!("posted = {tomorrow}\nrequirements = [\"Care\"]")),
        page("content/testimonials/a.md", &format!("consent = {tomorrow}\nrelationship = \"patient\"\ncompensated = false\ntypical = \"T.\"")),
        Clinic::new().site(&format!("[clinic]\nwaiting = {{ days = 9, as_of = {tomorrow} }}\n")),
        Clinic::new().file("content/sources.toml", &format!("[[sources]]\nid = \"a\"\ntitle = \"A\"\nurl = \"https://a.example/\"\nretrieved = {tomorrow}\n")),
        Clinic::new().prices(&format!("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 60\n[[comparisons]]\nid = \"visit\"\nlabel = \"Others\"\nprice = 90\nsource = \"https://a.example/\"\nretrieved = {tomorrow}\n")),
    ] {
        let messages = clinic.messages();
        assert_eq!(messages.matches("error[M05]").count(), 1, "{messages}");
        assert!(!clinic.on(tomorrow).messages().contains("M05"));
    }
    // What happened to a page happened by its first day.
    let ahead =
        |day: &str| page("content/a.md", &format!("publish = 2027-01-10\nupdated = {day}")).messages();
    assert!(ahead("2027-01-11").contains("M05") && !ahead("2027-01-10").contains("M05"));
    let order = page("content/a.md", "date = 2026-05-04\nupdated = 2026-05-03").messages();
    assert!(order.contains("error[bad-value]: `updated` is before `date`"), "{order}");
    let order =
        page("content/careers/a.md", "posted = 2026-05-04\ncloses = 2026-05-03\nrequirements = [\"Care\"]")
            .messages();
    assert!(order.contains("error[bad-value]: `closes` is before `posted`"), "{order}");
}
