//! Providers: the people of the clinic. The title is the name.

mod initials;
mod name;
pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, day, plain, plains, sentences};
use super::spec::{KindSpec, List, PageKind, Words};
use crate::identifiers::{REGISTRATION, Registration, WebAddress, keys, registrations};
use crate::markdown::Body;
use crate::problem::Rule;
use crate::schema::Reference::{Page, Source};
use crate::schema::{Key, Schema, Shape, Tells, key};
use crate::table::{At, Table};
use crate::zone::Zone;
pub(crate) use name::PersonName;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "provider",
    plural: "providers",
    folder: Some("providers"),
    schema: &SCHEMA,
    list: List::Whole,
    about: "A person of the clinic. The file is content/providers/NAME.md, the address /providers/NAME/; other pages name the person as NAME.",
    file: "content/providers/ana-ortiz.md",
    text: "Ana Ortiz founded the clinic. She sees new patients on three days a week.",
    outline: "Say what this person does here, and what patients want to know of them.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a provider", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The name").like(r#""Ana Ortiz""#).required().words(),
    key("role", Shape::Text, "What the person does here").like(r#""Anesthesiologist""#).required().words(),
    key("credentials", Shape::List(&Shape::Text), "Letters behind the name").like(r#"["MD"]"#).usual(),
    key("specialty", Shape::Text, "The field of medicine").like(r#""Anesthesiology""#).words(),
    key("registration", Shape::Tables(&REGISTRATION), "Numbers that authorities gave"),
    key(
        "licenses",
        Shape::Tables(&LICENSE),
        "Where the person may practise; one that has expired is not shown",
    ),
    key("medicare_opt_out", Shape::Day, "In the US, the day from which the person has opted out of Medicare")
        .like("2026-01-01"),
    key("languages", Shape::List(&Shape::Text), "Languages spoken").like(r#"["English", "Spanish"]"#).usual(),
    key("locations", Shape::List(&Shape::Text), "Where the person works")
        .like(r#"["boston"]"#)
        .usual()
        .names(Page("locations")),
    key(
        "accepting_new_patients",
        Shape::Flag,
        "Whether new patients are seen; with `false` nothing leads to the booking",
    )
    .or("nothing is said of it")
    .desk(),
    key("booking_url", Shape::Web, "Where visits with this person are booked")
        .like(r#""https://booking.example/ana-ortiz""#)
        .or("`booking_url` in `[clinic]` of site.toml"),
    key("training", Shape::Tables(&TRAINING), "What the person learned, where and when"),
    key("publications", Shape::List(&Shape::Text), "Works that the person wrote")
        .like(r#"["shin2022"]"#)
        .names(Source),
    key("experience", Shape::Tables(&EXPERIENCE), "What the person has done, counted"),
    key("disclosures", Shape::List(&Shape::Markdown), "Interests that patients should know of")
        .like(r#"["Owns a part of the clinic."]"#),
    key("same_as", Shape::List(&Shape::Web), "Pages elsewhere that are about the person")
        .like(r#"["https://orcid.example/0000-0001"]"#),
];

static LICENSE: Schema = Schema {
    what: "a license",
    parts: &[&[
        key("region", Shape::Text, "The state or province that gave it; in the US the code of the state")
            .like(r#""MA""#)
            .required(),
        key("number", Shape::Text, "Its number").like(r#""000000""#),
        key("expires", Shape::Day, "The last day on which it is valid").like("2027-06-30").usual(),
    ]],
};

static TRAINING: Schema = Schema {
    what: "a training",
    parts: &[&[
        key("what", Shape::Text, "What was learned").like(r#""Residency in anesthesiology""#).required(),
        key("where", Shape::Text, "The school or hospital")
            .like(r#""University Hospital, Boston""#)
            .required(),
        key("from", Shape::Whole(1900, 2100), "The year in which it began").like("2008").usual(),
        key("to", Shape::Whole(1900, 2100), "The year in which it ended").like("2012").usual(),
    ]],
};

static EXPERIENCE: Schema = Schema {
    what: "an experience",
    parts: &[&[
        key("what", Shape::Text, "What was counted").like(r#""epidural blood patches""#).required(),
        key("count", Shape::Whole(0, 10_000_000), "How many").like("640").required(),
        key("as_of", Shape::Day, "The day of the count").like("2026-09-01").required().tells(Tells::World),
    ]],
};

/// What a person's page holds.
#[derive(Debug)]
pub struct Provider {
    /// What the person does here.
    pub role: String,
    /// Letters behind the name.
    pub credentials: Vec<String>,
    /// The field of medicine.
    pub specialty: Option<String>,
    /// Numbers that authorities gave.
    pub registration: Vec<Registration>,
    /// Where the person may practise.
    pub licenses: Vec<License>,
    /// The day from which the person has opted out of Medicare.
    pub medicare_opt_out: Option<Date>,
    /// Languages spoken, in words.
    pub languages: Vec<String>,
    /// Slugs of locations.
    pub locations: Vec<At<String>>,
    /// Whether new patients are seen, if it is said.
    pub accepting_new_patients: Option<bool>,
    /// Where visits are booked.
    pub booking_url: Option<WebAddress>,
    /// What the person learned.
    pub training: Vec<Training>,
    /// Ids of the citation library.
    pub publications: Vec<At<String>>,
    /// Counted experience.
    pub experience: Vec<Experience>,
    /// Interests that patients should know of.
    pub disclosures: Vec<Body>,
    /// The person elsewhere.
    pub same_as: Vec<WebAddress>,
}

/// A license to practise.
#[derive(Debug)]
pub struct License {
    /// The state or province that gave it, as written.
    pub region: At<String>,
    /// Its number, which may have letters.
    pub number: Option<String>,
    /// The last day on which it is valid.
    pub expires: Option<At<Date>>,
}

impl License {
    /// Whether it is valid on a day.
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.expires.as_ref().is_none_or(|last| last.value >= day)
    }
}

/// What a person learned.
#[derive(Debug)]
pub struct Training {
    /// What was learned.
    pub what: String,
    /// The school or hospital.
    pub place: String,
    /// The year in which it began.
    pub from: Option<i64>,
    /// The year in which it ended.
    pub to: Option<i64>,
}

/// Counted experience.
#[derive(Debug)]
pub struct Experience {
    /// What was counted, in the plural.
    pub what: String,
    /// How many.
    pub count: i64,
    /// The day of the count.
    pub as_of: Date,
}

impl PageKind for Provider {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let role = plain(table, "role");
        let (registration, experience) = (registrations(table), experience(table));
        let (licenses, training) = (licenses(table), training(table));
        let provider = Provider {
            role: role.clone().unwrap_or_default(),
            credentials: plains(table, "credentials"),
            specialty: plain(table, "specialty"),
            registration,
            licenses,
            medicare_opt_out: day(table, "medicare_opt_out"),
            languages: plains(table, "languages"),
            locations: table.texts("locations"),
            accepting_new_patients: table.flag("accepting_new_patients"),
            booking_url: keys::web_address(table, "booking_url"),
            training,
            publications: table.texts("publications"),
            experience,
            disclosures: sentences(table, "disclosures"),
            same_as: keys::web_addresses(table, "same_as"),
        };
        role.map(|_| provider)
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        self.disclosures.iter().map(Words::Text).collect()
    }

    fn can_be_booked(&self) -> bool {
        self.booking_url.is_some()
    }

    fn works(&self) -> &[At<String>] {
        &self.publications
    }

    fn turns(&self, _: &Zone) -> Vec<(Date, &'static str)> {
        let ends = self.licenses.iter().filter_map(|license| license.expires.as_ref());
        ends.map(|last| (last.value, "has a license that ends")).collect()
    }
}

impl Provider {
    /// Whether the page says that the person takes no new patients.
    pub(crate) fn is_full(&self) -> bool {
        self.accepting_new_patients == Some(false)
    }

    /// The regions in which the person may practise on a day, as written, each once, in the order of the page.
    pub(crate) fn licensed_regions(&self, day: Date) -> Vec<&str> {
        let mut regions = Vec::new();
        for license in self.licenses.iter().filter(|license| license.holds(day)) {
            let region = license.region.as_str();
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
    }
}

fn experience(table: &mut Table<'_>) -> Vec<Experience> {
    let mut all = Vec::new();
    for mut entry in table.tables("experience") {
        let (what, count) = (plain(&mut entry, "what"), entry.whole("count"));
        let as_of = day(&mut entry, "as_of");
        entry.finish(&mut table.problems);
        if let (Some(what), Some(count), Some(as_of)) = (what, count, as_of) {
            all.push(Experience { what, count: count.value, as_of });
        }
    }
    all
}

fn licenses(table: &mut Table<'_>) -> Vec<License> {
    let mut all = Vec::new();
    for mut entry in table.tables("licenses") {
        let (region, number) = (entry.text("region"), plain(&mut entry, "number"));
        let expires = entry.day("expires");
        entry.finish(&mut table.problems);
        all.extend(region.map(|region| License { region, number, expires }));
    }
    all
}

fn training(table: &mut Table<'_>) -> Vec<Training> {
    let mut all = Vec::new();
    for mut entry in table.tables("training") {
        let (what, place) = (plain(&mut entry, "what"), plain(&mut entry, "where"));
        let (from, to) = (entry.whole("from"), entry.whole("to"));
        if let (Some(from), Some(to)) = (&from, &to)
            && to.value < from.value
        {
            let place = to.place(entry.source());
            entry.problems.report(Rule::BadValue, place, "`to` is before `from`").help(format!(
                "write from = {}, to = {}, if they are the wrong way round",
                to.value, from.value
            ));
        }
        entry.finish(&mut table.problems);
        let year = |year: Option<At<i64>>| year.map(|year| year.value);
        if let (Some(what), Some(place)) = (what, place) {
            all.push(Training { what, place, from: year(from), to: year(to) });
        }
    }
    all
}
