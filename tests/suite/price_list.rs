//! `clinicsite prices`: the list in a terminal, what a panel pays, and what differs from an older list.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::clinic::{Clinic, clinicsite};

fn out(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn err(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// What the command prints, without a word beside it.
#[track_caller]
fn prices(folder: &Path, arguments: &[&str]) -> String {
    let ran = clinicsite(folder, &[&["prices", "--as-of", "2026-12-01"], arguments].concat());
    assert_eq!((ran.status.code(), err(&ran)), (Some(0), String::new()));
    out(&ran)
}

const LIST: &str = r#"
valid_from = 2026-09-01

[[plans]]
id = "club"
name = "Clinic membership"
price = 100
period = "month"
joining_fee = 50

[[services]]
id = "visit"
name = "Visit"
price = 300
unit = "visit"
plan_prices = { club = 250 }

[[services]]
id = "patch"
name = "Blood patch"
group = "Procedures"
price = 800
next = { price = 850, from = 2027-04-01 }

[[services]]
id = "seal"
name = "Seal"
group = "Procedures"
options = [{ name = "One place", price = 1400 }, { name = "Two places", price = 1750 }]

[[services]]
id = "scan"
name = "Scan"
price = "from 149.50"

[[services]]
id = "call"
name = "Call"
included_in = "patch"

[[services]]
id = "letter"
name = "Letter"

[[bundles]]
id = "two"
name = "Two visits"
lines = [{ id = "visit", count = 2 }]
price = 550

[[examples]]
id = "year"
name = "A year with patches"
lines = [{ id = "club" }, { id = "visit", count = 4 }, { id = "patch", count = "2 to 3" }, { id = "call" }]

[[examples]]
id = "open"
name = "A year with scans"
lines = [{ id = "scan", count = 2 }, { id = "letter" }]
"#;

fn clinic() -> Clinic {
    Clinic::new().site("[clinic]\nemail = \"desk@harbor.test\"\n").prices(LIST)
}

#[test]
fn the_list_and_its_years_are_tables_that_other_programs_can_cut() {
    let folder = clinic().lay();
    let shown = prices(folder.path(), &[]);
    let wanted = "\
Harbor Clinic, USD. Valid from September 1, 2026

Plans
ID    What                                  Price
club  Clinic membership                      $100  a month
club  Clinic membership: joining fee, once    $50

What you pay for
ID      What                              Price
visit   Visit                              $300  per visit
visit   Visit (Clinic membership)          $250  per visit
scan    Scan                       from $149.50
call    Call                                     included in Blood patch
letter  Letter                                   on request

Procedures
ID     What                Price
patch  Blood patch          $800  From April 1, 2027: $850
seal   Seal (One place)   $1,400
seal   Seal (Two places)  $1,750

Together for less
ID   What        Price
two  Two visits   $550

A year with patches
ID    What                                  How many  Price                      Sum
year  Clinic membership                           12   $100                   $1,200
year  Clinic membership: joining fee, once         1    $50                      $50
year  Visit                                        4   $250                   $1,000
year  Blood patch                             2 to 3   $800         $1,600 to $2,400
year  Call                                         1         included in Blood patch
year  In all                                                        $3,850 to $4,650
year  With the prices from April 1, 2027                            $3,950 to $4,800

A year with scans
ID    What    How many         Price         Sum
open  Scan           2  from $149.50   from $299
open  Letter         1    on request  on request
open  In all                          on request
";
    assert_eq!(shown, wanted);
    // Without a terminal no row is broken, whatever the machine says of its width.
    assert!(shown.lines().all(|line| !line.ends_with(' ')));
}

#[test]
fn what_is_announced_takes_its_place_on_its_day() {
    let folder = clinic().lay();
    let ran = clinicsite(folder.path(), &["prices", "--as-of", "2027-04-01"]);
    let shown = out(&ran);
    assert!(shown.contains("\npatch  Blood patch          $850\n"), "{shown}");
    assert!(shown.starts_with("Harbor Clinic, USD. Valid from April 1, 2027\n"), "{shown}");
    assert!(!shown.contains("$800"), "{shown}");
}

#[test]
fn a_panel_is_as_many_times_a_year_and_stands_in_no_site() {
    let folder = clinic().lay();
    let shown = prices(folder.path(), &["--panel", "200"]);
    let panel = "
A year of the clinic with 200 patients
ID    If each has                                 One pays               All pay
year  A year with patches                 $3,850 to $4,650  $770,000 to $930,000
year  With the prices from April 1, 2027  $3,950 to $4,800  $790,000 to $960,000
open  A year with scans                         on request            on request
";
    assert!(shown.ends_with(panel), "{shown}");
    assert!(shown.starts_with(&prices(folder.path(), &[])));
    let shown = prices(folder.path(), &["--panel", "999999999999"]);
    assert!(shown.contains("  $3,849,999,999,996,150 to $4,649,999,999,995,350\n"), "{shown}");
    let shown = prices(folder.path(), &["--panel", "18446744073709551615"]);
    assert!(
        shown.contains("  $71,019,964,683,781,773,717,750 to $85,777,359,942,749,415,009,750"),
        "{shown}"
    );
    for wrong in ["0", "-1", "many", "1.5", "18446744073709551616"] {
        let ran = clinicsite(folder.path(), &["prices", &format!("--panel={wrong}")]);
        assert_eq!(ran.status.code(), Some(2), "{wrong}");
    }
    clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    for page in ["public/pricing/index.html", "public/pricing/prices.json", "public/pricing/prices.csv"] {
        let page = fs::read_to_string(folder.path().join(page)).unwrap();
        assert!(!page.contains("770,000") && !page.contains("770000"));
    }
}

#[test]
fn json_and_csv_are_those_of_the_site() {
    let folder = clinic().lay();
    clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    let published = |name: &str| fs::read_to_string(folder.path().join("public/pricing").join(name)).unwrap();
    let json = prices(folder.path(), &["--format", "json"]);
    assert_eq!(json, published("prices.json"));
    assert_eq!(prices(folder.path(), &["--format", "csv"]), published("prices.csv"));
    let with = prices(folder.path(), &["--format", "json", "--panel", "200"]);
    let mut with: serde_json::Value = serde_json::from_str(&with).unwrap();
    let panel = with.as_object_mut().unwrap().remove("panel").unwrap();
    assert_eq!(with, serde_json::from_str::<serde_json::Value>(&json).unwrap());
    let year = serde_json::json!([
        { "id": "year", "total": { "from": "770000.00", "to": "930000.00" } },
        { "id": "year", "from": "2027-04-01", "total": { "from": "790000.00", "to": "960000.00" } },
        { "id": "open", "total": null },
    ]);
    assert_eq!(panel, serde_json::json!({ "patients": 200, "examples": year }));
    let with = prices(folder.path(), &["--format", "csv", "--panel", "200"]);
    let more = "panel,year,A year with patches,,,,200 patients,770000.00,930000.00,USD,2026-09-01\n\
                panel,year,A year with patches,,,,200 patients,790000.00,960000.00,USD,2027-04-01\n\
                panel,open,A year with scans,,,,200 patients,,,USD,2026-09-01\n";
    assert_eq!(with, published("prices.csv") + more);
    let ran = clinicsite(folder.path(), &["prices", "--base-url", "https://other.test", "--format", "json"]);
    assert!(out(&ran).contains("\"url\": \"https://other.test/pricing/\""));
    for format in ["html", "github"] {
        assert_eq!(clinicsite(folder.path(), &["prices", "--format", format]).status.code(), Some(2));
    }
}

#[test]
fn amounts_are_those_of_the_currency_and_the_language() {
    let list = |currency: &str, price: &str| {
        format!(
            "currency = \"{currency}\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = {price}\n[[examples]]\nid = \"y\"\nname = \"Y\"\nlines = [{{ id = \"a\", count = 3 }}]\n"
        )
    };
    for (language, currency, price, each, all) in [
        ("en-US", "JPY", "12000", "¥12,000", "¥72,000"),
        ("en-US", "KWD", "1.255", "KWD\u{a0}1.255", "KWD\u{a0}7.530"),
        ("de", "EUR", "\"1400.50\"", "1.400,50\u{a0}€", "8.403\u{a0}€"),
        ("fr", "CHF", "80", "80\u{a0}CHF", "480\u{a0}CHF"),
        ("en-GB", "GBP", "\"10 to 20\"", "£10 to £20", "£60 to £120"),
        ("en-GB", "GBP", "0", "£0", "£0"),
    ] {
        let site = format!("language = \"{language}\"\n");
        let folder = Clinic::new().site(&site).file("content/prices.toml", &list(currency, price)).lay();
        let shown = prices(folder.path(), &["--panel", "2"]);
        assert!(shown.contains(&format!("  {each}\n")), "{shown}");
        assert!(shown.ends_with(&format!("  {all}\n")), "{shown}");
    }
}

#[test]
fn a_list_without_examples_or_without_anything_is_shown_as_it_is() {
    let folder = Clinic::new().prices("valid_until = 2027-01-01\n").lay();
    assert_eq!(prices(folder.path(), &["--panel", "3"]), "Harbor Clinic, USD. Valid until January 1, 2027\n");
    let none = Clinic::new().page("content/about.md", "", "Hello.").lay();
    let ran = clinicsite(none.path(), &["prices"]);
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(
        err(&ran),
        "error: the clinic has no content/prices.toml\nhelp: `clinicsite new price ID` makes one\n"
    );
}

#[test]
fn errors_of_the_list_are_told_and_those_of_pages_are_not() {
    let folder = clinic().article("broken", "[x](nowhere.md)").lay();
    assert!(prices(folder.path(), &[]).contains("Blood patch"));
    fs::write(folder.path().join("content/prices.toml"), "currency = \"USD\"\n[[services]]\nid = \"a\"\n")
        .unwrap();
    let ran = clinicsite(folder.path(), &["prices"]);
    assert_eq!((ran.status.code(), out(&ran)), (Some(1), String::new()));
    assert!(
        err(&ran).contains("--> content/prices.toml:2:1") && err(&ran).ends_with("1 error\n"),
        "{}",
        err(&ran)
    );
    let ran = clinicsite(folder.path(), &["prices", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(out(&ran).trim()).unwrap();
    assert_eq!((ran.status.code(), &told["path"]), (Some(1), &serde_json::json!("content/prices.toml")));
    let nowhere = tempfile::tempdir().unwrap();
    let ran = clinicsite(nowhere.path(), &["prices"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(err(&ran).starts_with("error[no-site]"), "{}", err(&ran));
    assert_eq!(clinicsite(nowhere.path(), &["prices", "--root", "lost"]).status.code(), Some(3));
}

#[test]
fn names_in_other_scripts_stand_in_columns_and_none_reaches_the_terminal_as_a_command() {
    let list = "[[services]]\nid = \"片頭痛\"\nname = \"片頭痛の初診\"\nprice = 80\n[[services]]\nid = \"b\"\nname = \"\\u001b[31mRed\\nline\"\nprice = 8\n";
    let folder = Clinic::new().prices(list).lay();
    let ran = clinicsite(folder.path(), &["prices"]);
    let shown = out(&ran);
    assert!(err(&ran).starts_with("warning[control-character]"), "{}", err(&ran));
    assert!(shown.contains("片頭痛  片頭痛の初診     $80\nb        [31mRed line     $8\n"), "{shown}");
}

/// The older list, as a file beside the site.
fn with_older(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = clinic().lay();
    fs::write(folder.path().join("older.toml"), change(&format!("currency = \"USD\"\n{LIST}"))).unwrap();
    folder
}

#[test]
fn what_differs_from_an_older_list_can_go_into_a_letter() {
    let folder = with_older(|list| {
        list.replace(
            "price = 100\nperiod = \"month\"\njoining_fee = 50",
            "price = 90\nperiod = \"month\"\njoining_fee = 60",
        )
        .replace("valid_from = 2026-09-01", "valid_from = 2025-01-01")
        .replace("name = \"Visit\"\nprice = 300", "name = \"Long visit\"\nprice = 320")
        .replace("club = 250", "club = 240")
        .replace("next = { price = 850, from = 2027-04-01 }", "next = { price = 800, from = 2026-01-01 }")
        .replace("price = 800\nnext", "price = 700\nnext")
        .replace("{ name = \"Two places\", price = 1750 }", "{ name = \"Three places\", price = 2000 }")
        .replace("id = \"scan\"", "id = \"scan-of-head\"")
        .replace("price = \"from 149.50\"", "price = \"160 to 200\"")
        .replace(
            "[[services]]\nid = \"letter\"\nname = \"Letter\"",
            "[[services]]\nid = \"report\"\nname = \"Report\"\nprice = 40\nunit = \"report\"",
        )
        .replace("{ id = \"letter\" }", "{ id = \"report\" }")
        .replace("id = \"scan\", count", "id = \"scan-of-head\", count")
        .replace("price = 550", "price = 500")
    });
    let shown = prices(folder.path(), &["--diff", "older.toml"]);
    let wanted = "\
Harbor Clinic: what changes in our prices

From September 1, 2026

Higher prices
- Clinic membership: $100 a month instead of $90
- Visit (Clinic membership): $250 per visit instead of $240
- Two visits: $550 instead of $500

Lower prices
- Clinic membership: joining fee, once: $50 instead of $60
- Visit: $300 per visit instead of $320

Other changes
- Scan: from $149.50 instead of $160 to $200

New
- Seal (Two places): $1,750
- Letter: on request

No longer offered
- Seal (Three places): $2,000 until now
- Report: $40 per report until now

New names
- Visit, until now “Long visit”

From April 1, 2027

Higher prices
- Blood patch: $850 instead of $800
";
    assert_eq!(shown, wanted);
    let json = prices(folder.path(), &["--diff", "older.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 12);
    assert!(json.as_array().unwrap().contains(&serde_json::json!({
        "change": "raised", "id": "visit", "name": "Visit", "plan": "club", "from": "2026-09-01", "before": "240.00", "after": "250.00"
    })));
    let csv = prices(folder.path(), &["--diff", "older.toml", "--format", "csv"]);
    assert!(csv.contains("\ngone,seal,Seal,Three places,,2000.00,2000.00,,,USD,2026-09-01\n"), "{csv}");
    assert!(csv.contains("\nother,scan,Scan,,,160.00,200.00,149.50,,USD,2026-09-01\n"), "{csv}");
}

#[test]
fn the_same_list_changes_nothing_and_terms_are_not_compared() {
    let folder = with_older(|list| format!("{list}[terms]\npayment = \"Cash\"\n"));
    assert_eq!(
        prices(folder.path(), &["--diff", "older.toml"]),
        "Harbor Clinic: what changes in our prices\n\nOur prices stay as they are.\n"
    );
    assert_eq!(prices(folder.path(), &["--diff", "older.toml", "--format", "json"]), "[]\n");
}

#[test]
fn an_older_list_can_come_from_another_program() {
    let folder = clinic().lay();
    // Git on Windows hands it over with its own line ends, an editor with a byte order mark.
    let older = format!("\u{feff}currency = \"USD\"\n{LIST}")
        .replace('\n', "\r\n")
        .replace("price = 550", "price = 500");
    let mut program = Command::new(env!("CARGO_BIN_EXE_clinicsite"));
    program.args(["prices", "--diff", "-"]).current_dir(folder.path());
    let mut running = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(older.as_bytes()).unwrap();
    let ran = running.wait_with_output().unwrap();
    assert!(out(&ran).ends_with("Higher prices\n- Two visits: $550 instead of $500\n"), "{}", out(&ran));
}

#[test]
fn a_price_that_was_announced_is_told_when_it_has_come() {
    let folder = with_older(|list| list.to_owned());
    let now = fs::read_to_string(folder.path().join("content/prices.toml")).unwrap();
    let now = now
        .replace("valid_from = 2026-09-01", "valid_from = 2027-04-01")
        .replace("price = 800\nnext = { price = 850, from = 2027-04-01 }", "price = 850");
    fs::write(folder.path().join("content/prices.toml"), now).unwrap();
    assert_eq!(
        prices(folder.path(), &["--diff", "older.toml"]),
        "Harbor Clinic: what changes in our prices\n\nFrom April 1, 2027\n\nHigher prices\n- Blood patch: $850 instead of $800\n"
    );
}

#[test]
fn a_plan_is_compared_by_what_it_comes_to_in_a_year() {
    for (older, line) in [
        (
            "price = 1100\nperiod = \"year\"",
            "Higher prices\n- Clinic membership: $100 a month instead of $1,100 a year\n",
        ),
        (
            "price = 300\nperiod = \"quarter\"",
            "Other changes\n- Clinic membership: $100 a month instead of $300 a quarter\n",
        ),
        (
            "price = 1300\nperiod = \"year\"",
            "Lower prices\n- Clinic membership: $100 a month instead of $1,300 a year\n",
        ),
    ] {
        let folder = with_older(|list| list.replace("price = 100\nperiod = \"month\"", older));
        let shown = prices(folder.path(), &["--diff", "older.toml"]);
        assert!(shown.ends_with(line), "{shown}");
    }
}

#[test]
fn a_letter_is_in_the_language_of_the_site() {
    for (language, wanted) in [
        (
            "de",
            "Harbor Clinic: Das ändert sich an unseren Preisen\n\nAb 1. September 2026\n\nHöhere Preise\n\
             - Visit: 300\u{a0}€ statt 280\u{a0}€\n",
        ),
        (
            "fr",
            "Harbor Clinic : ce qui change dans nos tarifs\n\nÀ partir du 1er septembre 2026\n\nTarifs en hausse\n\
             - Visit : 300\u{a0}€ au lieu de 280\u{a0}€\n",
        ),
        (
            "es-US",
            "Harbor Clinic: qué cambia en nuestros precios\n\nDesde el 1 de septiembre de 2026\n\nPrecios más altos\n\
             - Visit: €300 en lugar de €280\n",
        ),
    ] {
        let list = |price: u32| {
            format!(
                "currency = \"EUR\"\nvalid_from = 2026-09-01\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = {price}\n"
            )
        };
        let clinic = Clinic::new().site(&format!("language = \"{language}\"\n"));
        let folder = clinic.file("content/prices.toml", &list(300)).lay();
        fs::write(folder.path().join("older.toml"), list(280)).unwrap();
        assert_eq!(prices(folder.path(), &["--diff", "older.toml"]), wanted);
    }
}

#[test]
fn an_older_list_that_cannot_be_compared_is_told() {
    let folder = with_older(|list| list.replace("\"USD\"", "\"EUR\""));
    let ran = clinicsite(folder.path(), &["prices", "--diff", "older.toml"]);
    assert_eq!(ran.status.code(), Some(0));
    assert_eq!(
        err(&ran),
        "warning: the older list is in EUR, the newer one in USD: which price is higher is not said\n"
    );
    assert!(
        out(&ran).contains("Other changes\n- Clinic membership: $100 a month instead of €100\n"),
        "{}",
        out(&ran)
    );
    let (today, later) =
        out(&ran).split_once("From April 1, 2027").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(!today.contains("Higher prices") && later.contains("Higher prices"));
    fs::write(folder.path().join("older.toml"), "currency = \"USD\"\n[[services]]\nid = 3\n").unwrap();
    let ran = clinicsite(folder.path(), &["prices", "--diff", "older.toml"]);
    assert_eq!((ran.status.code(), out(&ran)), (Some(1), String::new()));
    assert!(err(&ran).contains("--> older.toml:3:6"), "{}", err(&ran));
    let ran = clinicsite(folder.path(), &["prices", "--diff", "lost.toml"]);
    assert_eq!(ran.status.code(), Some(3));
    assert!(err(&ran).starts_with("error: `lost.toml` cannot be read: "), "{}", err(&ran));
    let ran = clinicsite(folder.path(), &["prices", "--diff", "older.toml", "--panel", "3"]);
    assert_eq!(ran.status.code(), Some(2));
}

#[test]
fn a_letter_tells_members_what_stays_as_it_was_for_them() {
    let folder = with_older(|list| list.replace("price = 300\n", "price = 280\n"));
    let letter = prices(folder.path(), &["--diff", "older.toml"]);
    let line = "- Visit: $300 per visit instead of $280; Clinic membership: $250, as before\n";
    assert!(letter.contains(line), "{letter}");
    let list = fs::read_to_string(folder.path().join("content/prices.toml")).unwrap();
    fs::write(folder.path().join("older.toml"), &list).unwrap();
    let ahead = "unit = \"visit\"\nnext = { price = 320, from = 2027-03-01 }\n";
    fs::write(folder.path().join("content/prices.toml"), list.replace("unit = \"visit\"\n", ahead)).unwrap();
    let letter = prices(folder.path(), &["--diff", "older.toml"]);
    assert!(letter.contains("From March 1, 2027"), "{letter}");
    let line = "- Visit: $320 per visit instead of $300; Clinic membership: $250, as before\n";
    assert!(letter.contains(line), "{letter}");
}
