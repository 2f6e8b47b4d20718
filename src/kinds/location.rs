//! Locations: where patients are seen. The title is the place's name.

mod hours;
pub(crate) mod view;
mod week;

use jiff::civil::Date;

use super::common::{COMMON, plain, sentences};
use super::spec::{KindSpec, List, PageKind, Words};
use crate::identifiers::{Country, MailAddress, Phone, WebAddress, keys, postal};
use crate::markdown::Body;
use crate::problem::Rule;
use crate::schema::{Key, Schema, Shape, key};
use crate::table::{At, Table};
use crate::zone::Zone;
pub(crate) use hours::{Closing, Hours};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "location",
    plural: "locations",
    folder: Some("locations"),
    schema: &SCHEMA,
    list: List::Whole,
    about: "A place where patients are seen. The file is content/locations/NAME.md, the address /locations/NAME/; other pages name it as NAME.",
    file: "content/locations/boston.md",
    text: "The house by the harbor, two stops from South Station.",
    outline: "Say how one gets here, and where one can park.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a location", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The place's name").like(r#""Boston""#).required().words(),
    key("address", Shape::Table(&ADDRESS), "The postal address, laid out as its country does it").required(),
    key("phone", Shape::Phone, "The telephone number, with the country or as it is dialled there").usual(),
    key("email", Shape::Mail, "The address for mail"),
    key("booking_url", Shape::Web, "Where visits at this place are booked")
        .like(r#""https://booking.example/boston""#)
        .or("`booking_url` in `[clinic]` of site.toml"),
    key("directions_url", Shape::Web, "A map of your choice, which the page links and never loads")
        .like(r#""https://maps.example/clear-spine""#),
    key("geo", Shape::Table(&GEO), "Where it is on a map"),
    key(
        "hours",
        Shape::List(&Shape::Hours),
        "Opening hours, each span by itself; a day that is not named is closed",
    )
    .like(r#"["Mo-Th 09:00-12:30", "Mo-Th 13:30-17:00", "Fr 09:00-13:00"]"#)
    .usual()
    .desk(),
    key("closures", Shape::Tables(&CLOSURE), "Days on which it is closed").desk(),
    key("access", Shape::List(&Shape::Markdown), "How one gets in: steps, parking, lifts")
        .like(r#"["Step-free entrance", "Parking behind the house"]"#),
];

static ADDRESS: Schema = Schema {
    what: "an address",
    parts: &[&[
        key("street", Shape::Text, "Street and number").like(r#""12 Harbor Street""#).required(),
        key("locality", Shape::Text, "The town").like(r#""Boston""#).required(),
        key("region", Shape::Text, "The state or province, if addresses have one").like(r#""MA""#).usual(),
        key("postal_code", Shape::Text, "The postal code").like(r#""02110""#).usual(),
        key("country", Shape::Country, "The country").required(),
    ]],
};

static GEO: Schema = Schema {
    what: "`geo`",
    parts: &[&[
        key("latitude", Shape::Degrees(90), "Degrees to the north").like("42.3601").required(),
        key("longitude", Shape::Degrees(180), "Degrees to the east").like("-71.0589").required(),
    ]],
};

static CLOSURE: Schema = Schema {
    what: "a closure",
    parts: &[&[
        key("from", Shape::Day, "The first day").like("2026-12-24").required(),
        key("to", Shape::Day, "The last day").like("2027-01-01").required(),
        key("reason", Shape::Text, "Why").like(r#""Holidays""#).words(),
    ]],
};

/// What a location holds.
#[derive(Debug)]
pub struct Location {
    /// The postal address.
    pub address: Address,
    /// The telephone number.
    pub phone: Option<At<Phone>>,
    /// The address for mail.
    pub email: Option<MailAddress>,
    /// Where visits are booked.
    pub booking_url: Option<WebAddress>,
    /// A map elsewhere.
    pub directions_url: Option<WebAddress>,
    /// Latitude and longitude in degrees, as typed.
    pub geo: Option<Geo>,
    /// When it is open.
    pub hours: Vec<Hours>,
    /// Days on which it is closed.
    pub closures: Vec<Closure>,
    /// How one gets in.
    pub access: Vec<Body>,
}

/// A point on the map, in degrees as typed: no digit is lost or invented.
#[derive(Debug)]
pub struct Geo {
    /// To the north, from -90 to 90.
    pub latitude: String,
    /// To the east, from -180 to 180.
    pub longitude: String,
}

/// A postal address.
#[derive(Debug)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// The town.
    pub locality: String,
    /// The state or province.
    pub region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country.
    pub country: Country,
}

impl Address {
    /// The lines of the address as its country has them.
    pub fn lines(&self) -> Vec<String> {
        let (region, code) = (self.region.as_deref(), self.postal_code.as_deref());
        postal::PostalAddress {
            street: &self.street,
            town: &self.locality,
            region,
            code,
            country: self.country,
        }
        .lines()
    }
}

/// Days on which a place is closed.
#[derive(Debug)]
pub struct Closure {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why; empty if it is not said.
    pub reason: String,
}

impl PageKind for Location {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (address, geo) = (address(table), geo(table));
        let (hours, closures) = (hours::read(table), closures(table));
        let (phone, email) = (keys::phone(table, "phone"), keys::mail(table, "email"));
        let booking_url = keys::web_address(table, "booking_url");
        let directions_url = keys::web_address(table, "directions_url");
        let access = sentences(table, "access");
        let address = address?;
        Some(Location { address, phone, email, booking_url, directions_url, geo, hours, closures, access })
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        self.access.iter().map(Words::Text).collect()
    }

    fn can_be_booked(&self) -> bool {
        self.booking_url.is_some() || self.phone.is_some()
    }

    fn turns(&self, _: &Zone) -> Vec<(Date, &'static str)> {
        self.closures.iter().map(|closure| (closure.to, "opens again")).collect()
    }
}

impl Location {
    /// Whether it is in this state of the United States: WA is Western Australia too.
    pub(crate) fn is_in_us_state(&self, code: &str) -> bool {
        self.address.country.code() == "US" && self.address.region.as_deref() == Some(code)
    }
}

fn address(table: &mut Table<'_>) -> Option<Address> {
    let mut entry = table.table("address")?;
    let (street, locality) = (plain(&mut entry, "street"), plain(&mut entry, "locality"));
    let (region, postal_code) = (plain(&mut entry, "region"), plain(&mut entry, "postal_code"));
    let country = keys::country(&mut entry, "country");
    entry.finish(&mut table.problems);
    Some(Address { street: street?, locality: locality?, region, postal_code, country: country? })
}

fn geo(table: &mut Table<'_>) -> Option<Geo> {
    let mut entry = table.table("geo")?;
    let (latitude, longitude) = (degrees(&mut entry, "latitude", 90), degrees(&mut entry, "longitude", 180));
    entry.finish(&mut table.problems);
    Some(Geo { latitude: latitude?, longitude: longitude? })
}

fn degrees(table: &mut Table<'_>, key: &str, most: i32) -> Option<String> {
    let number = table.number(key)?;
    let (whole, decimals) = number.value.split_once('.').unwrap_or((&number.value, ""));
    let whole = whole.parse::<i32>().ok().map(i32::abs);
    let is_even = decimals.bytes().all(|digit| digit == b'0');
    if whole.is_some_and(|whole| whole < most || (whole == most && is_even)) {
        return Some(number.value);
    }
    let place = number.place(table.source());
    table.problems.report(Rule::BadValue, place, format!("`{key}` lies between -{most} and {most} degrees"));
    None
}

fn closures(table: &mut Table<'_>) -> Vec<Closure> {
    let mut closures = Vec::new();
    for mut entry in table.tables("closures") {
        let [from, to] = entry.first_and_last_day("from", "to");
        let reason = plain(&mut entry, "reason").unwrap_or_default();
        entry.finish(&mut table.problems);
        closures.extend(from.zip(to).map(|(from, to)| Closure { from: from.value, to: to.value, reason }));
    }
    closures
}
