//! `[clinic]` of `site.toml`.

use jiff::civil::Date;

use crate::identifiers::{Country, MailAddress, Npi, Phone, Registration, WebAddress, keys, registrations};
use crate::schema::Shape;
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
    /// Numbers that authorities gave it: a regulator, a company register, a chamber.
    pub registration: Vec<Registration>,
    /// What it says of itself in every footer, in a line.
    pub statement: Option<String>,
    /// Where visits are booked.
    pub booking_url: Option<WebAddress>,
    /// Whether new patients are seen.
    pub accepting_new_patients: Option<bool>,
    /// The waiting list.
    pub waitlist_url: Option<WebAddress>,
    /// How long one waits for a first visit.
    pub waiting: Option<Waiting>,
    /// What to do in an emergency; inline Markdown.
    pub emergency: Option<At<String>>,
    /// The position on insurance; inline Markdown.
    pub insurance: Option<At<String>>,
    /// The clinic elsewhere.
    pub same_as: Vec<WebAddress>,
}

impl Clinic {
    /// Whether it says that it takes no new patients.
    pub(crate) fn is_full(&self) -> bool {
        self.accepting_new_patients == Some(false)
    }
}

/// For how many days a waiting time is shown.
pub(crate) const WAITING_DAYS: i32 = 30;

/// How long one waits for a first visit.
#[derive(Debug)]
pub struct Waiting {
    /// So many days.
    pub days: i64,
    /// The day on which that was so.
    pub as_of: At<Date>,
}

impl Waiting {
    /// Whether it may still be told on a day.
    pub(crate) fn holds(&self, day: Date) -> bool {
        (day - self.as_of.value).get_days() <= WAITING_DAYS
    }
}

/// Reads the table; without it only the name is known.
pub(super) fn read(site: &mut Table<'_>, title: &str) -> Clinic {
    let Some(mut table) = site.table("clinic") else {
        return Clinic { legal_name: title.to_owned(), ..Clinic::default() };
    };
    let text = |table: &mut Table<'_>, key| table.text(key).map(|text| text.value);
    let waiting = table.table("waiting").and_then(|mut waiting| {
        let (days, as_of) = (waiting.whole("days"), waiting.day("as_of"));
        waiting.finish(&mut table.problems);
        Some(Waiting { days: days?.value, as_of: as_of? })
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
        registration: registrations(&mut table),
        statement: text(&mut table, "statement"),
        booking_url: keys::web_address(&mut table, "booking_url"),
        accepting_new_patients: table.flag("accepting_new_patients"),
        waitlist_url: keys::web_address(&mut table, "waitlist_url"),
        waiting,
        emergency: table.text_of("emergency", Shape::Markdown),
        insurance: table.text_of("insurance", Shape::Markdown),
        same_as: keys::web_addresses(&mut table, "same_as"),
    };
    table.finish(&mut site.problems);
    clinic
}
