use proptest::prelude::*;

use super::*;

fn entry<'a>(id: &'a str, price: Option<&'a str>) -> Entry<'a> {
    Entry { id, name: Some("MRI review"), price, what: What::Service }
}

fn add(text: &str, entry: &Entry<'_>) -> String {
    with(text, &added(text, entry).unwrap())
}

fn refused(text: &str, entry: &Entry<'_>) -> Fault {
    match added(text, entry) {
        Err(Refusal::Asked(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

const VISIT: &str = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n";

#[test]
fn an_entry_stands_behind_the_last_of_its_kind() {
    let list = "# All prices\ncurrency = \"USD\"\n\n[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 10\nperiod = \"month\"\n\n\
                [[services]]\nid   = \"visit\"\nname = \"Visit\"\nprice = 80 # placeholder\n[services.next]\nprice = 90\n\
                from = 2099-01-01   # announced\n# Terms follow\n[terms]\npayment = \"Card\"\n";
    assert_eq!(
        add(list, &entry("mri-review", Some("149.50"))),
        list.replace(
            "# announced\n",
            "# announced\n\n[[services]]\nid   = \"mri-review\"\nname = \"MRI review\"\nprice = 149.50\n\n"
        )
    );
    let plan = Entry { what: What::Plan(Period::Year), name: None, ..entry("family-club", Some("1200")) };
    assert_eq!(
        add(list, &plan),
        list.replace(
            "period = \"month\"\n",
            "period = \"month\"\n\n[[plans]]\nid = \"family-club\"\nname = \"Family club\"   # placeholder\nprice = 1200\n\
             period = \"year\"\n# cancel = \"Any time, to the end of the month.\"   # how it is ended\n"
        )
    );
}

#[test]
fn without_a_price_it_is_on_request_and_says_where_one_belongs() {
    let list = "currency = \"JPY\"\r\n";
    assert_eq!(
        add(list, &entry("scan", None)),
        "currency = \"JPY\"\r\n\r\n[[services]]\r\nid    = \"scan\"\r\nname  = \"MRI review\"\r\n\
         # price = 80   # on request until a price stands here\r\n"
    );
}

#[test]
fn comments_that_end_an_entry_stay_with_it() {
    let list = add("currency = \"USD\"\n", &entry("scan", None));
    let both = add(&list, &entry("visit", Some("80")));
    assert_eq!(
        both,
        list.clone() + "\n[[services]]\nid    = \"visit\"\nname  = \"MRI review\"\nprice = 80\n"
    );
}

#[test]
fn a_list_in_brackets_stays_one() {
    let one = "{ id = \"visit\", name = \"Visit\", price = 80 }";
    let new = "{ id = \"scan\", name = \"MRI review\", price = \"from 1400\" }";
    for (before, after) in [
        ("[]", "[NEW]"),
        ("[ONE]", "[ONE, NEW]"),
        ("[ ONE, ]", "[ ONE, NEW, ]"),
        ("[\n  ONE,\n]", "[\n  ONE,\n  NEW,\n]"),
        ("[\n  ONE\n]", "[\n  ONE,\n  NEW\n]"),
        ("[\n  ONE, # old\n]", "[\n  ONE, # old\n  NEW,\n]"),
        ("[\n  ONE # old\n]", "[\n  ONE, # old\n  NEW\n]"),
        ("[\n  ONE ]", "[\n  ONE, NEW ]"),
    ] {
        let list = |services: &str| {
            let services = services.replace("ONE", one).replace("NEW", new);
            format!("currency = \"KWD\"\nservices = {services}\n[terms]\n")
        };
        assert_eq!(add(&list(before), &entry("scan", Some("from 1400"))), list(after));
    }
}

#[test]
fn what_is_no_new_entry_is_refused() {
    let list = format!("currency = \"USD\"\n{VISIT}");
    for (id, price, message) in [
        ("visit", None, "the id `visit` is already in content/prices.toml"),
        ("First visit", None, "`First visit` cannot be an id"),
        ("", None, "`` cannot be an id"),
        ("scan", Some("$80"), "`$80` cannot be `price`: an amount is a number"),
    ] {
        let fault = refused(&list, &entry(id, price));
        assert!(fault.message.starts_with(message), "{}", fault.message);
        assert!(!fault.help.is_empty());
    }
    let broken = added("currency = \"USD\n", &entry("scan", None));
    assert!(matches!(broken, Err(Refusal::Broken(problems)) if problems.count(Level::Error) == 1));
    let no_list = refused("currency = \"USD\"\nservices = \"all\"\n", &entry("scan", None));
    assert_eq!(no_list.message, "`services` in content/prices.toml is no list of tables");
}

#[test]
fn an_error_elsewhere_in_the_list_stops_nothing() {
    let list = format!("currency = \"USD\"\n{VISIT}pirce = 8\n");
    assert!(add(&list, &entry("scan", Some("5"))).starts_with(&list));
}

proptest! {
    #[test]
    fn what_was_there_stays_byte_for_byte(
        parts in prop::collection::vec(0..PARTS.len(), 0..6),
        windows in any::<bool>(),
        mark in any::<bool>(),
        ends in any::<bool>(),
        plan in any::<bool>(),
    ) {
        let mut text = "currency = \"USD\" # dollars\n".to_owned();
        parts.iter().for_each(|at| text.push_str(PARTS[*at]));
        if !ends {
            text.truncate(text.trim_end().len());
        }
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let what = if plan { What::Plan(Period::Week) } else { What::Service };
        let entry = Entry { what, ..entry("a-new-one", Some("12.5")) };
        if let Ok(insertions) = added(&text, &entry) {
            let whole = with(&text, &insertions);
            let mut old = whole.clone();
            for Insertion { at, text } in &insertions {
                prop_assert!(old[*at..].starts_with(text.as_str()));
                old.replace_range(*at..at + text.len(), "");
            }
            prop_assert_eq!(&old, &text);
            let lines = whole.lines().count();
            prop_assert!(!text.contains("\r\n") || whole.matches("\r\n").count() >= lines - 1, "{:?}", whole);
        }
    }
}

/// Pieces of lists, in any order and any number.
const PARTS: [&str; 9] = [
    VISIT,
    "\n# A comment of its own\n\n",
    "[[services]] # with options\nid = \"b\"\nname = \"B\"\noptions = [ { name = \"x\", price = 1 } ] # two\n\n",
    "[services.next]\nprice = 2\nfrom = 2099-01-01\n",
    "[[services.options]]\nname = \"c\"\nprice = 3\n",
    "[[plans]]\nid = \"p\"\nname = \"P\"\nprice = 4\nperiod = \"year\"\n",
    "[terms]\npayment = \"\"\"\nCard\n[[services]]\n\"\"\"\n",
    "valid_from = 2026-01-01\n",
    "terms.payment = 'Card'\n",
];
