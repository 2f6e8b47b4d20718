//! The keys of `site.toml`.

use super::legal::{GoodFaithText, Medicare};
use crate::identifiers::REGISTRATION;
use crate::schema::Reference::Rule as RuleId;
use crate::schema::{Key, Schema, Shape, Tells, Word, key};

pub(crate) static SITE: Schema = Schema { what: "site.toml", parts: &[KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The site's name").like(r#""Clear Spine Clinic""#).required().words(),
    key("base_url", Shape::Web, "The address at which the site will stand, perhaps with a path").required(),
    key("description", Shape::AnyText, "What the site is, in a sentence for search engines")
        .like(r#""Physician-owned clinic for spinal fluid leaks. Published prices.""#)
        .usual()
        .words(),
    key("language", Shape::Language, "How dates, numbers and money are written").usual().or("en-US"),
    key(
        "time_zone",
        Shape::Zone,
        "The clinic's time zone: it decides when a day begins, and by which clock times go",
    )
    .usual()
    .or("`utc_offset`"),
    key("utc_offset", Shape::Offset, "In place of `time_zone`, an offset from UTC that is the same all year")
        .or("+00:00"),
    key("theme", Shape::Text, "The theme: `meridian` or `plain`, or a folder in `themes/`")
        .like(r#""meridian""#)
        .or("meridian"),
    key("logo", Shape::Picture, "The clinic's logo in the header, in place of the mark that the theme draws")
        .like(r#""/img/logo.svg""#),
    key("icon", Shape::Picture, "What browsers show beside the title of a page: SVG, PNG or ICO")
        .like(r#""/favicon.svg""#)
        .or("a `favicon` in static/, else the theme's"),
    key(
        "share_image",
        Shape::Picture,
        "The picture of pages without one, where they are shared: PNG or JPEG",
    )
    .like(r#""/img/share.png""#),
    key("paginate_by", Shape::Whole(1, 1000), "Entries on a page of a long list").like("12").or("12"),
    key("clinic", Shape::Table(&CLINIC), "The clinic").usual(),
    key("menu", Shape::Tables(&MENU), "The menu").or("the lists that there are").usual(),
    key("footer", Shape::Tables(&FOOTER), "The clinic's own entries of the footer, before the legal pages"),
    key(
        "theme_options",
        Shape::Map("an option of the theme", &Shape::Any),
        "Values for the theme's options; `clinicsite explain theme_options` has those of meridian",
    )
    .like(r##"{ accent = "#0b6e6e" }"##)
    .or("the theme's own values"),
    key("legal", Shape::Table(&LEGAL), "Answers that decide which notices are shown"),
    key("privacy", Shape::Table(&PRIVACY), "Other hosts that pages may use"),
    key("check", Shape::Table(&CHECK), "What `clinicsite check` holds pages against"),
    key(
        "redirects",
        Shape::Map("an old address", &Shape::Destination),
        "Old addresses, and where each leads now",
    )
    .like(r#"{ "/treatments.html" = "/services/" }"#),
    key("languages", Shape::Any, "").later(),
];

static CLINIC: Schema = Schema {
    what: "[clinic]",
    parts: &[&[
        key("legal_name", Shape::Text, "The name on contracts")
            .like(r#""Clear Spine Clinic, PLLC""#)
            .usual()
            .or("`title`"),
        key("country", Shape::Country, "Where the clinic is; it decides notices")
            .usual()
            .or("US if prices are in US dollars, else none"),
        key("niche", Shape::Text, "What sets the clinic apart").like(r#""spinal CSF leaks""#).usual().words(),
        key("specialty", Shape::Text, "The field of medicine").like(r#""Anesthesiology""#),
        key("area", Shape::Text, "Where its patients live").like(r#""Boston and New England""#),
        key("phone", Shape::Phone, "The telephone number").usual().desk(),
        key("email", Shape::Mail, "The address for mail").usual().desk(),
        key("npi", Shape::Npi, "The organization's National Provider Identifier, in the US"),
        key(
            "registration",
            Shape::Tables(&REGISTRATION),
            "Numbers that authorities gave the clinic, in every footer: a regulator, a company register, a chamber",
        ),
        key("statement", Shape::Text, "What the clinic says of itself in every footer, in a line")
            .like(r#""Clear Spine Clinic is owned by its physicians.""#)
            .words(),
        key("booking_url", Shape::Web, "Where visits are booked; a page links it as [Book a visit](book:)")
            .like(r#""https://booking.example/clear-spine""#),
        key(
            "accepting_new_patients",
            Shape::Flag,
            "Whether new patients are seen; with `false` nothing leads to the booking",
        )
        .or("nothing is said of it")
        .desk(),
        key("waitlist_url", Shape::Web, "The waiting list, shown while no new patients are taken")
            .like(r#""https://booking.example/waiting-list""#),
        key("waiting", Shape::Table(&WAITING), "How long one waits for a first visit; shown for 30 days")
            .desk(),
        key("emergency", Shape::Markdown, "What to do in an emergency, on every page")
            .like(r#""In an emergency call 911.""#)
            .usual(),
        key("insurance", Shape::Markdown, "The position on insurance, on the pricing page")
            .like(r#""We do not bill insurance. We give you a receipt that you can send in.""#),
        key("same_as", Shape::List(&Shape::Web), "Pages elsewhere that are about the clinic")
            .like(r#"["https://social.example/clear-spine"]"#),
    ]],
};

static WAITING: Schema = Schema {
    what: "`waiting`",
    parts: &[&[
        key("days", Shape::Whole(0, 3650), "How long one waits").like("9").unit("days").required().desk(),
        key("as_of", Shape::Day, "The day on which that was so")
            .like("2026-09-15")
            .required()
            .desk()
            .tells(Tells::World),
    ]],
};

static MENU: Schema = Schema {
    what: "an entry of the menu",
    parts: &[&[
        key("title", Shape::Text, "The words").like(r#""Treatments""#).required().words(),
        key("to", Shape::Destination, "Where it leads").like(r#""/services/""#).required(),
    ]],
};

static FOOTER: Schema = Schema {
    what: "an entry of the footer",
    parts: &[&[
        key("title", Shape::Text, "The words").like(r#""Contact""#).required().words(),
        key("to", Shape::Destination, "Where it leads").like(r#""/contact/""#).required(),
    ]],
};

static LEGAL: Schema = Schema {
    what: "[legal]",
    parts: &[&[
        key("good_faith_estimate", Shape::Flag, "Whether there is a page on the Good Faith Estimate")
            .or("true in the US"),
        key(
            "good_faith_text",
            Shape::Choice(GoodFaithText::WORDS),
            "Its text: the theme's plain words, or the model notice of CMS word for word; \
             content/good-faith-estimate.md takes the place of both",
        )
        .or("short"),
        key(
            "federal_funds",
            Shape::Flag,
            "Whether the clinic has money from HHS: Medicare, Medicaid, an NIH grant",
        )
        .like("false"),
        key(
            "hipaa",
            Shape::Flag,
            "Whether it sends claims electronically; then it owes content/notice-of-privacy-practices.md",
        )
        .like("false")
        .or("false"),
        key(
            "medicare",
            Shape::Choice(Medicare::WORDS),
            "In the US, the position on Medicare: the pricing page tells it, with your own words of `medicare` in \
             `[terms]` of content/prices.toml below it",
        ),
    ]],
};

static PRIVACY: Schema = Schema {
    what: "[privacy]",
    parts: &[&[
        key("allow", Shape::List(&Shape::Host), "Hosts that pages may load from").like(r#"["maps.example"]"#),
        key("form_hosts", Shape::Tables(&FORM_HOST), "Hosts that forms may post to"),
    ]],
};

static FORM_HOST: Schema = Schema {
    what: "a form host",
    parts: &[&[
        key("host", Shape::Host, "The host").like(r#""forms.example""#).required(),
        key("baa", Shape::Flag, "Whether a business associate agreement is signed with it")
            .usual()
            .or("false"),
    ]],
};

static CHECK: Schema = Schema {
    what: "[check]",
    parts: &[&[
        key("review_months", Shape::Whole(1, 240), "After how long a page's next review is due")
            .like("24")
            .unit("months")
            .or("24"),
        key("reading_grade", Shape::Whole(1, 20), "The highest grade of a US school that a text may need")
            .like("8")
            .or("8"),
        key("terms", Shape::List(&Shape::Text), "Long words that patients know: two syllables each")
            .like(r#"["cerebrospinal"]"#),
        key("abbreviations", Shape::List(&Shape::Text), "Abbreviations that need no explanation")
            .like(r#"["MRI", "CT"]"#),
        key("ignore", Shape::Tables(&IGNORE), "Findings that stay silent on the whole site"),
    ]],
};

/// An entry of `ignore`, in `[check]` and on pages.
pub(crate) static IGNORE: Schema = Schema {
    what: "an ignored rule",
    parts: &[&[
        key("rule", Shape::Text, "The rule, by its id; an error cannot be ignored")
            .like(r#""R02""#)
            .required()
            .names(RuleId),
        key("reason", Shape::Text, "Why, for the next reader")
            .like(r#""Our editor wants long sentences""#)
            .required(),
    ]],
};
