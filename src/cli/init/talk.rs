//! The talk of `init`: a few questions on a terminal, each with its proposal, for what no flag said.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use dialoguer::console::Term;
use dialoguer::{Confirm, Input, MultiSelect, Select};

use crate::config::{Medicare, zone};
use crate::identifiers::{Country, Fault, Phone, WebAddress};
use crate::money::Currency;
use crate::starter::{self, Answer, Origin, Part, Pay, Said};

/// Whether a question is open.
static ON: AtomicBool = AtomicBool::new(false);

pub(super) fn is_on() -> bool {
    ON.load(Ordering::Relaxed)
}

/// Leaves the terminal as it was: a list of choices hides the cursor.
pub(super) fn leave() {
    let term = Term::stderr();
    if term.is_term() {
        let _ = term.show_cursor();
    }
}

/// Asks for all that was not said. `folder` is the name of the clinic's folder.
///
/// # Errors
/// If the terminal cannot be read.
pub(super) fn talk(said: &mut Said, folder: &str) -> io::Result<()> {
    ON.store(true, Ordering::Relaxed);
    let asked = ask(said, folder);
    ON.store(false, Ordering::Relaxed);
    leave();
    asked
}

fn ask(said: &mut Said, folder: &str) -> io::Result<()> {
    Term::stderr().write_line(
        "A few questions. Enter takes what stands in brackets; all of it can be changed later.\n",
    )?;
    clinic(said, folder)?;
    place(said)?;
    money(said)?;
    people(said)?;
    parts(said)?;
    if said.country().code() == "US" {
        united_states(said)?;
    }
    contact(said)
}

fn clinic(said: &mut Said, folder: &str) -> io::Result<()> {
    if said.name.is_none() {
        said.name = Some(text("The clinic's name", said.name(folder).value, starter::line)?);
    }
    if said.country.is_none() {
        let country = said.country().code().to_owned();
        said.country = Some(text("Country, by its two letters", country, Country::parse)?);
    }
    if said.language.is_none() {
        let tags: Vec<_> = starter::languages().map(|language| language.tag).collect();
        let question = format!("Language of the site ({})", tags.join(", "));
        said.language = Some(text(&question, said.language().tag.to_owned(), starter::language)?);
    }
    if said.niche.is_none() {
        said.niche = own_text("What you treat, in a word or two", &said.niche(), starter::line)?;
    }
    Ok(())
}

fn place(said: &mut Said) -> io::Result<()> {
    if said.town.is_none() {
        said.town = own_text("Town", &said.town(), starter::line)?;
    }
    let country = said.country();
    if said.region.is_none() {
        match country.code() {
            "US" => {
                let read = |text: &str| starter::region(country, text);
                said.region = own_text("State, by its two letters", &said.region(), read)?;
            }
            "GB" => {
                let nations: Vec<_> = starter::nations().collect();
                let chosen = choice("Nation, which decides who regulates you", &nations, 0)?;
                said.region = nations.get(chosen).map(|nation| (*nation).to_owned());
            }
            _ => {}
        }
    }
    if said.time_zone.is_none() && !said.country_has_usual_zone() {
        let name = said.time_zone().value.name().unwrap_or("UTC").to_owned();
        said.time_zone = Some(text("Time zone, as in Europe/Berlin", name, zone::parse)?);
    }
    if said.places.is_empty() {
        said.places = names("Places where patients are seen, with commas between", &said.places())?;
    }
    Ok(())
}

fn money(said: &mut Said) -> io::Result<()> {
    if said.currency.is_none() {
        let proposed = said.currency().value.code().to_owned();
        said.currency = Some(text("Currency, by its three letters", proposed, Currency::parse)?);
    }
    if said.pay.is_none() {
        let ways = [
            "a membership that holds the visits",
            "each visit",
            "each visit, and a membership for who wants it",
        ];
        let all = [Pay::Membership, Pay::Visit, Pay::Both];
        said.pay = all.get(choice("Patients pay", &ways, 2)?).copied();
    }
    Ok(())
}

fn people(said: &mut Said) -> io::Result<()> {
    if said.people.is_empty() {
        let answer = optional(
            "People who work there, with commas between: Ana Ortiz, MD, Ben Lee, PT",
            starter::line,
        )?;
        said.people = answer.as_deref().map(starter::split).unwrap_or_default();
    }
    Ok(())
}

fn parts(said: &mut Said) -> io::Result<()> {
    if said.parts.is_empty() {
        let words = ["talks and webinars", "open positions", "words of patients"];
        let asked = MultiSelect::new()
            .with_prompt("Which of these will the site have? (the space bar marks, Enter goes on)")
            .items(words);
        let chosen = asked.interact()?;
        said.parts = chosen.into_iter().filter_map(|at| Part::ALL.get(at).copied()).collect();
    }
    Ok(())
}

fn united_states(said: &mut Said) -> io::Result<()> {
    if said.medicare.is_none() {
        let ways = ["we have opted out", "we see nobody who has Medicare", "we are enrolled"];
        let all = [Medicare::OptedOut, Medicare::NoMedicarePatients, Medicare::Enrolled];
        said.medicare = all.get(choice("Medicare", &ways, 0)?).copied();
    }
    if said.hipaa.is_none() {
        said.hipaa =
            Some(confirmed("Do you send claims to insurers electronically (then HIPAA binds you)?")?);
    }
    if said.federal_funds.is_none() {
        said.federal_funds =
            Some(confirmed("Do you get federal money: Medicare, Medicaid, a grant of the NIH?")?);
    }
    if said.states.is_empty() {
        said.states = states(said)?;
    }
    Ok(())
}

/// The states in which people are licensed.
fn states(said: &Said) -> io::Result<Vec<String>> {
    let country = said.country();
    let read = |text: &str| {
        let states: Result<Vec<_>, _> =
            states_of(text).iter().map(|state| starter::region(country, state)).collect();
        states.map(|states| states.join(", "))
    };
    let proposed = Answer { value: said.states().value.join(", "), origin: said.region().origin };
    let question = "States in which your people are licensed, with commas between";
    Ok(own_text(question, &proposed, read)?.as_deref().map(states_of).unwrap_or_default())
}

fn states_of(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|state| !state.is_empty()).map(str::to_owned).collect()
}

fn contact(said: &mut Said) -> io::Result<()> {
    if said.phone.is_none() {
        let country = said.country();
        let read = |text: &str| Phone::parse(text).and_then(|phone| phone.link(Some(country)).map(|_| phone));
        said.phone = optional("Telephone number", read)?;
    }
    if said.booking_url.is_none() {
        said.booking_url = optional("Web address where visits are booked", WebAddress::parse)?;
    }
    Ok(())
}

/// Asks for a text until it can be read.
fn text<T>(question: &str, proposed: String, read: impl Fn(&str) -> Result<T, Fault>) -> io::Result<T> {
    loop {
        let asked = Input::<String>::new().with_prompt(question).default(proposed.clone());
        match read(asked.interact_text()?.trim()) {
            Ok(value) => return Ok(value),
            Err(fault) => tell(&fault)?,
        }
    }
}

/// Asks for a text that may stay open until later.
fn optional<T>(question: &str, read: impl Fn(&str) -> Result<T, Fault>) -> io::Result<Option<T>> {
    loop {
        let question = format!("{question} (empty: later)");
        let answer = Input::<String>::new().with_prompt(question).allow_empty(true).interact_text()?;
        if answer.trim().is_empty() {
            return Ok(None);
        }
        match read(answer.trim()) {
            Ok(value) => return Ok(Some(value)),
            Err(fault) => tell(&fault)?,
        }
    }
}

/// Asks for a text; what was made up and is taken as it stands is still made up.
fn own_text(
    question: &str,
    proposed: &Answer<String>,
    read: impl Fn(&str) -> Result<String, Fault>,
) -> io::Result<Option<String>> {
    let answer = text(question, proposed.value.clone(), read)?;
    Ok(Some(answer).filter(|answer| proposed.origin == Origin::Known || *answer != proposed.value))
}

/// Asks for names, as for a text; none is what was proposed.
fn names(question: &str, proposed: &Answer<Vec<String>>) -> io::Result<Vec<String>> {
    let joined = Answer { value: proposed.value.join(", "), origin: proposed.origin };
    let answer = own_text(question, &joined, starter::line)?;
    Ok(answer.as_deref().map(starter::split).unwrap_or_default())
}

fn choice(question: &str, ways: &[&str], proposed: usize) -> io::Result<usize> {
    Ok(Select::new().with_prompt(question).items(ways).default(proposed).interact()?)
}

fn confirmed(question: &str) -> io::Result<bool> {
    Ok(Confirm::new().with_prompt(question).default(false).wait_for_newline(true).interact()?)
}

fn tell(fault: &Fault) -> io::Result<()> {
    Term::stderr().write_line(&format!("{}: {}", fault.message, fault.help))
}
