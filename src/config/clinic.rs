//! `[clinic]` of `site.toml`.

use jiff::civil::Date;

use crate::identifiers::{Country, MailAddress, Npi, Phone, WebAddress, keys};
use crate::table::{At, Table};

/// `[clinic]`.
#[derive(Debug, Default)]
pub struct Clinic {
    /// The name on contracts; else the title.
    pub legal_name: String,
    /// Where it is; decides notices.
    pub country: Option<Country>,
    /// What sets the clinic apart.
    pub niche: Option<String>,
    /// A field of medicine.
    pub specialty: Option<String>,
    /// Where its patients live.
    pub area: Option<String>,
    /// A telephone number.
    pub phone: Option<At<Phone>>,
    /// An address for mail.
    pub email: Option<MailAddress>,
    /// The organization's NPI.
    pub npi: Option<Npi>,
    /// Where visits are booked.
    pub booking_url: Option<WebAddress>,
    /// Whether new patients are seen.
    pub accepting_new_patients: Option<bool>,
    /// Days to the first visit, and the day on which that was so.
    pub waiting: Option<(i64, Date)>,
    /// What to do in an emergency; inline Markdown.
    pub emergency: Option<At<String>>,
    /// The position on insurance; inline Markdown.
    pub insurance: Option<At<String>>,
    /// The clinic elsewhere.
    pub same_as: Vec<WebAddress>,
}

/// Reads the table; without it only the name is known.
pub(super) fn read(site: &mut Table<'_>, title: &str) -> Clinic {
    let Some(mut table) = site.table("clinic", "[clinic]") else {
        return Clinic { legal_name: title.to_owned(), ..Clinic::default() };
    };
    let text = |table: &mut Table<'_>, key| table.filled_text(key).map(|text| text.value);
    let waiting = table.table("waiting", "`waiting`").and_then(|mut waiting| {
        let there = waiting.require("days") & waiting.require("as_of");
        let days = waiting.whole("days", 0, 3650);
        let as_of = waiting.day("as_of");
        waiting.finish(&mut table.problems);
        there.then_some((days?.value, as_of?.value))
    });
    let clinic = Clinic {
        legal_name: text(&mut table, "legal_name").unwrap_or_else(|| title.to_owned()),
        country: keys::country(&mut table, "country"),
        niche: text(&mut table, "niche"),
        specialty: text(&mut table, "specialty"),
        area: text(&mut table, "area"),
        phone: keys::phone(&mut table, "phone"),
        email: keys::mail(&mut table, "email"),
        npi: keys::npi(&mut table, "npi"),
        booking_url: keys::web_address(&mut table, "booking_url"),
        accepting_new_patients: table.flag("accepting_new_patients"),
        waiting,
        emergency: table.filled_text("emergency"),
        insurance: table.filled_text("insurance"),
        same_as: keys::web_addresses(&mut table, "same_as"),
    };
    table.finish(&mut site.problems);
    clinic
}
