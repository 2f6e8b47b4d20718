//! A registration: a number that an authority gave a clinic or a person.

use super::{Npi, WebAddress, keys};
use crate::problem::Rule;
use crate::schema::{Schema, Shape, key};
use crate::table::Table;

/// A number that an authority gave.
#[derive(Debug)]
pub struct Registration {
    /// Who gave it: "NPI", a regulator, a register, a chamber.
    pub authority: String,
    /// The number, which may have letters.
    pub number: String,
    /// Where it can be looked up.
    pub url: Option<WebAddress>,
}

pub(crate) static REGISTRATION: Schema = Schema {
    what: "a registration",
    parts: &[&[
        key("authority", Shape::Text, "Who gave the number; the check digit of an NPI is looked at")
            .like(r#""Care Quality Commission""#)
            .required(),
        key("number", Shape::Text, "The number").like(r#""1-000""#).required(),
        key("url", Shape::Web, "Where it can be looked up").like(r#""https://register.example/1-000""#),
    ]],
};

/// Reads the list under `registration`; an NPI whose check digit is wrong is reported.
pub(crate) fn registrations(table: &mut Table<'_>) -> Vec<Registration> {
    let mut all = Vec::new();
    for mut entry in table.tables("registration") {
        let (authority, number) = (entry.text("authority"), entry.text("number"));
        let url = keys::web_address(&mut entry, "url");
        if let (Some(authority), Some(number)) = (&authority, &number)
            && authority.value.eq_ignore_ascii_case("NPI")
            && let Err(fault) = Npi::parse(&number.value)
        {
            let place = number.place(entry.source());
            entry.problems.report(Rule::Identifier, place, fault.message).help(fault.help);
        }
        entry.finish(&mut table.problems);
        if let (Some(authority), Some(number)) = (authority, number) {
            all.push(Registration { authority: authority.value, number: number.value, url });
        }
    }
    all
}
