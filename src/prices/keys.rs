//! The keys of `content/prices.toml`.

use super::others::{COMPARISON, OUTSIDE};
use super::plan::PLAN;
use super::terms::{OWN, TERMS};
use crate::schema::Reference::{Outside, Page, Price};
use crate::schema::{Key, Schema, Shape, key};

pub(crate) static PRICES: Schema = Schema { what: "the price list", parts: &[KEYS] };

const KEYS: &[Key] = &[
    key("currency", Shape::Currency, "The currency of all amounts").required(),
    key("valid_from", Shape::Day, "The day of the last change").like("2026-09-01").usual().desk(),
    key("valid_until", Shape::Day, "The last day on which the prices hold").like("2099-12-31").desk(),
    key("note", Shape::Markdown, "What stands above the prices")
        .like(r#""These are the whole amounts that you pay us.""#)
        .usual(),
    key("plans", Shape::Tables(&PLAN), "What is paid again and again, such as a membership").usual(),
    key("services", Shape::Tables(&SERVICE), "What a patient pays for, in the order of the page").usual(),
    key("bundles", Shape::Tables(&BUNDLE), "Several entries for one price"),
    key("discounts", Shape::Tables(&DISCOUNT), "Reductions: told on the page, never taken off a sum"),
    key("examples", Shape::Tables(&EXAMPLE), "A patient's year, worked out").usual(),
    key("comparisons", Shape::Tables(&COMPARISON), "What others charge for the same"),
    key(
        "outside",
        Shape::Tables(&OUTSIDE),
        "What others will bill for beside you, such as an imaging center",
    )
    .usual(),
    key("terms", Shape::OpenTable(&TERMS, &OWN), TERMS_HELP),
];

const TERMS_HELP: &str = "How one pays, cancels and gets money back. What has no key here stands under a name of your \
                          own, with a title: parking = { title = \"Parking\", text = \"Behind the house.\" }";

pub(super) const ID: &str = "Its id, and the anchor on /pricing/";

/// What plans and services both have.
pub(super) const DETAILS: &[Key] = &[
    key("includes", Shape::List(&Shape::Markdown), "What the price includes").like(r#"["A written plan"]"#),
    key("excludes", Shape::List(&Shape::Markdown), "What it does not, and who sends a bill for it")
        .like(r#"["Laboratory tests: the laboratory sends its own bill"]"#),
    key("note", Shape::Markdown, "What else there is to know").like(r#""Ask us before you travel.""#),
    key("next", Shape::Table(&NEXT), "A price that is announced, and applies from its day on").desk(),
];

static NEXT: Schema = Schema {
    what: "an announced price",
    parts: &[&[
        key(
            "price",
            Shape::Amounts,
            "The new price; for a plan one amount. `plan_prices` cannot be announced: change them on the day",
        )
        .like("850")
        .required(),
        key("from", Shape::Day, "Its first day, after `valid_from`").like("2027-04-01").required(),
    ]],
};

static SERVICE: Schema = Schema {
    what: "a service",
    parts: &[
        &[
            key("id", Shape::Id, ID).like(r#""blood-patch""#).required(),
            key("name", Shape::Text, "Its name").like(r#""Epidural blood patch""#).required().words(),
            key("group", Shape::Text, "The heading that it stands under")
                .like(r#""Procedures""#)
                .usual()
                .words(),
            key("price", Shape::Amounts, "What it costs: an amount or a range")
                .like("800")
                .usual()
                .or("`options`, else \"on request\", of which `check` warns (P02): who means it ignores P02 in `[check]` of site.toml")
                .desk(),
            key(
                "options",
                Shape::Tables(&OPTION),
                "One price for each of several cases, in place of `price`; [](price:ID) shows them as a range",
            ),
            key(
                "unit",
                Shape::Text,
                "What one of it is, in the singular; `procedure` makes the service one (P06, M18)",
            )
            .like(r#""patch""#)
            .words(),
            key("first", Shape::Flag, "Whether a new patient books it first: it is shown first (K02 asks for one)"),
            key(
                "procedure",
                Shape::Flag,
                "Whether it is something that is done to the body: then P06 and M18 look at it",
            )
            .or("it is one by its `unit`, its `billing_codes` or its `group`"),
            key("duration_min", Shape::Whole(1, 100_000), "How long it takes").like("180").unit("minutes"),
            key(
                "billing_codes",
                Shape::List(&Shape::Text),
                "Its codes, as insurers know them: a CPT code of surgery or anesthesia makes the service a procedure \
                 (P06, M18)",
            )
            .like(r#"["CPT 62273"]"#),
            key(
                "plan_prices",
                Shape::Map("the id of a plan", &Shape::Amount),
                "What those on a plan pay: among `lines` with that plan in place of `price` and of an `option`",
            )
            .like("{ membership = 700 }")
            .desk(),
            key(
                "included_in",
                Shape::Text,
                "The plan or service that it is a part of: among `lines` with that it counts as nothing, else by its price",
            )
                .like(r#""membership""#)
                .names(Price),
            key("deposit", Shape::Amount, "What is paid ahead: a part of the price").like("50").desk(),
            key("outside", Shape::List(&Shape::Text), "What others bill for beside it")
                .like(r#"["mri"]"#)
                .names(Outside),
            key("page", Shape::Text, "Its page")
                .like(r#""blood-patch""#)
                .names(Page("services"))
                .or("the page whose `prices` name it"),
        ],
        DETAILS,
    ],
};

pub(super) static OPTION: Schema = Schema {
    what: "an option",
    parts: &[&[
        key("name", Shape::Text, "The case").like(r#""Members""#).required().words(),
        key("price", Shape::Amount, "What it costs then").like("149.50").required().desk(),
    ]],
};

static BUNDLE: Schema = Schema {
    what: "a bundle",
    parts: &[&[
        key("id", Shape::Id, ID).like(r#""two-patches""#).required(),
        key("name", Shape::Text, "Its name").like(r#""Two patches""#).required().words(),
        key("lines", Shape::Tables(&LINE), "What it holds, added up as the lines of an example are")
            .like(r#"[{ id = "blood-patch", count = 2 }]"#)
            .required(),
        key("price", Shape::Amount, "What all of it costs: no more than its parts")
            .like("1500")
            .required()
            .desk(),
    ]],
};

static DISCOUNT: Schema = Schema {
    what: "a discount",
    parts: &[&[
        key("name", Shape::Text, "Who gets it").like(r#""People under 26""#).required().words(),
        key("percent", Shape::Percent, "How much it takes off, 10 for a tenth; or `amount`")
            .unit("percent")
            .usual(),
        key("amount", Shape::Amount, "How much it takes off, in money; or `percent`").like("20"),
        key("services", Shape::List(&Shape::Text), "What it is for")
            .like(r#"["blood-patch"]"#)
            .names(Price)
            .or("everything"),
    ]],
};

static EXAMPLE: Schema = Schema {
    what: "an example",
    parts: &[&[
        key("id", Shape::Id, ID).like(r#""typical-year""#).required(),
        key("name", Shape::Text, "Its name").like(r#""A year with two patches""#).required().words(),
        key("lines", Shape::Tables(&LINE), YEAR)
            .like(r#"[{ id = "membership" }, { id = "blood-patch", count = 2 }]"#)
            .required(),
        key("total", Shape::Amounts, TOTAL).like("2800"),
        key(
            "outside",
            Shape::List(&Shape::Text),
            "What others bill for in it: listed below the sum, never in it",
        )
        .like(r#"["mri"]"#)
        .names(Outside),
        key(
            "first_year",
            Shape::Flag,
            "Whether it is a patient's first year: it stands before the others, and these count no `joining_fee`",
        ),
    ]],
};

const YEAR: &str = "What is paid in the year. The sum is made of the lines, each with its price times its `count`. A plan \
                    among them adds its `joining_fee` once, makes its `plan_prices` apply, and what is `included_in` it \
                    costs nothing; a line on request leaves it without a sum";

const TOTAL: &str = "The sum, if you want it to be held against the lines. That is done with each `price` as it stands in \
                     the file, on any day, and never `next`; the page shows the sum of its own day. With it nothing in \
                     the lines may be on request";

static LINE: Schema = Schema {
    what: "a line",
    parts: &[&[
        key("id", Shape::Id, "What is paid: a plan, a service or a bundle")
            .like(r#""blood-patch""#)
            .required()
            .names(Price),
        key("count", Shape::Count, "How many: a number or a range")
            .like("2")
            .usual()
            .or("1; for a plan all its periods of a year"),
        key("option", Shape::Text, "The name of one of its `options`")
            .or("the range of them all")
            .like(r#""Members""#),
    ]],
};
