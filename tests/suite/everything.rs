//! A small clinic with a page of every kind and nearly every key: what the fuzz damages.

/// Path and text of each of its files.
pub(crate) const FILES: &[(&str, &str)] = &[
    (
        "site.toml",
        r##"title = "Harbor Clinic – für Füße"
base_url = "https://clinic.example/feet"
description = "Sore \"feet\" – and what helps"
language = "en-US"
utc_offset = "-05:00"
paginate_by = 2

[clinic]
legal_name = "Harbor Clinic PLLC"
country = "US"
niche = "sore feet"
phone = "+1-617-555-0142"
email = "hello@clinic.example"
booking_url = "https://booking.example/feet?a=1&b=2"
waiting = { days = 9, as_of = 2026-11-25 }
emergency = "In an emergency call 911."
same_as = ["https://social.example/feet"]

[[menu]]
title = "Prices"
to = "/pricing/"

[check]
terms = ["cerebrospinal"]
abbreviations = ["MRI"]

[redirects]
"/fees.html" = "/pricing/"
"##,
    ),
    (
        "content/prices.toml",
        r##"# ü – the list
currency = "USD"
valid_from = 2026-09-01
valid_until = 2027-03-31
note = "The whole amount – nothing on top."

[[plans]]
id = "access"
name = "Access plan"
options = [{ name = "One person", price = 40 }, { name = "A couple", price = 70 }]
period = "month"
joining_fee = 75
includes = ["Messages"]

[[services]]
id = "visit"
name = "Visit"
group = "Visits"
price = "149.50"
unit = "visit"
first = true
plan_prices = { access = 120 }
next = { price = 160, from = 2027-04-01 }

[[services]]
id = "call"
name = "Call"
included_in = 'access'

[[services]]
id = "insoles"
name = "Insoles"
price = { from = 200, to = 400 }
options = []

[[services]]
id = "scan"
name = "Scan"
options = [{ name = "Members", price = 0 }, { name = "Others", price = 90 }]
billing_codes = ["CPT 76881"]
outside = ["reading"]

[[bundles]]
id = "two"
name = "Two visits"
lines = [{ id = "visit", count = 2 }]
price = 280

[[discounts]]
name = "People under 26"
percent = 10
services = ["visit"]

[[examples]]
id = "year"
name = "A year"
lines = [{ id = "access", option = "One person" }, { id = "visit", count = { from = 2, to = 3 } }, { id = "scan", option = "Others" }]

[[examples]]
id = "first"
name = "A first year"
first_year = true
lines = [{ id = "visit" }, { id = "visit", count = 2 }]
outside = ["reading"]

[[comparisons]]
id = "visit"
label = "Others nearby"
price = { from = 150, to = 300 }
source = "cdc"
retrieved = 2026-01-28
note = "Without the *insoles*."

[[outside]]
id = "reading"
name = "Reading of a scan"
who = "The radiologist"
price = { from = 60, to = 90 }
source = "cdc"
retrieved = 2026-01-28

[terms]
payment = "Card, on the day."
parking = { title = "Parking", text = "Behind the *house*." }
"##,
    ),
    (
        "content/sources.toml",
        r##"[[sources]]
id = "cdc"
authors = "Müller A"
title = "Flu – \"the\" facts"
year = 2024
url = "https://cdc.example/flu"
retrieved = 2026-01-28
evidence = "official"
"##,
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"Harbor Clinic\"\n+++\n\nWe treat feet. [Prices](/pricing/), a year is [](estimate:year).\n",
    ),
    (
        "content/articles/heel-pain.md",
        r##"+++
title = "Heel pain – “what” helps"
date = 2026-05-04
updated = 2026-06-01
authors = ["ana-ortiz"]
reviewer = "ben-lee"
reviewed = 2026-06-01
conditions = ["Heel pain", "Füße"]
services = ["visit"]
key_points = ["Ask for \"rest\": our patients’ choice.", "Wait – it helps [@cdc].", "Walk."]
myths = [{ claim = "It never heals", verdict = "false", fact = "Most heal [@cdc].", sources = ["cdc"] }]
questions = [{ question = "Can I run?", answer = "Not yet. See [us](../services/visit.md#cost)." }]
changes = [{ date = 2026-06-01, text = "New trial added" }]
ignore = [{ rule = "R02", reason = "House style" }]
+++

Rest helps – often [@cdc]. A visit is [](price:visit); see [parking](../about.md).

## When to get help {#help}

> [!WARNING]
> Call 911 if you cannot walk.

| What | How much |
|---|---|
| Rest | [$149.50](price:visit) |

1. One[^1]
   - [ ] two ~~three~~

[^1]: A note with `code`.

<details><summary>More</summary><p>Words &amp; <a href="/pricing/">prices</a></p></details>

Term
: Its meaning

[Book](book:)
"##,
    ),
    (
        "content/services/visit.md",
        "+++\ntitle = \"Visit\"\nsummary = \"A visit – 45 minutes.\"\nprices = [\"visit\", \"call\"]\nduration_min = 45\nproviders = [\"ana-ortiz\"]\nlocations = [\"boston\"]\nmeasures = [{ what = \"Better\", value = \"41 of 60\", from = 2025-01-01, to = 2025-12-31 }]\n+++\n\nWe look.\n\n## Cost\n\n[](price:visit)\n",
    ),
    (
        "content/providers/ana-ortiz.md",
        "+++\ntitle = \"Ana Ortiz\"\nrole = \"Podiatrist\"\ncredentials = [\"DPM\"]\nregistration = [{ authority = \"NPI\", number = \"1234567893\" }]\nlicenses = [{ region = \"MA\", number = \"1\", expires = 2027-06-30 }]\nmedicare_opt_out = 2026-01-01\ntraining = [{ what = \"Residency\", where = \"Harbor Hospital\", from = 2008, to = 2012 }]\npublications = [\"cdc\"]\nlanguages = [\"English\", \"Español\"]\nlocations = [\"boston\"]\nexperience = [{ what = \"insoles\", count = 640, as_of = 2026-09-01 }]\nsame_as = [\"https://orcid.example/0000\"]\n+++\n\nShe listens.\n",
    ),
    (
        "content/providers/ben-lee.md",
        "+++\ntitle = \"Ben Lee\"\nrole = \"Physician\"\ncredentials = [\"MD\"]\n+++\n\nHe reads.\n",
    ),
    (
        "content/locations/boston.md",
        "+++\ntitle = \"Boston\"\naddress = { street = \"12 Harbor Street\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }\nphone = \"(617) 555-0143\"\nbooking_url = \"https://booking.example/boston\"\ndirections_url = \"https://maps.example/boston\"\ngeo = { latitude = 42.36010, longitude = -71.05890 }\nhours = [\"Mo-Th 09:00-17:00\", \"Fr 09:00-13:00\"]\nclosures = [{ from = 2026-12-24, to = 2027-01-01, reason = \"Holidays\" }]\naccess = [\"Step-free\"]\n+++\n\nBy the sea.\n",
    ),
    (
        "content/faq/fly.md",
        "+++\ntitle = \"Can I fly?\"\ntopic = \"Travel\"\nconditions = [\"Heel pain\"]\nservices = [\"visit\"]\n+++\n\nYes – after a week.\n",
    ),
    (
        "content/events/talk.md",
        "+++\ntitle = \"A talk\"\nstart = 2026-12-03T18:00:00-05:00\nend = 2026-12-03T19:00:00-05:00\nformat = \"online\"\nhosts = [\"ana-ortiz\"]\n+++\n\nQuestions.\n",
    ),
    (
        "content/careers/nurse.md",
        "+++\ntitle = \"Nurse\"\nposted = 2026-11-01\ncloses = 2027-01-31\nemployment = \"full-time\"\nlocation = \"boston\"\npay = { from = 35, to = 42, period = \"hour\" }\nrequirements = [\"Kindness\"]\napply = \"mailto:jobs@clinic.example\"\n+++\n\nJoin us.\n",
    ),
    (
        "content/testimonials/walk.md",
        "+++\ntitle = \"I walk again\"\nconsent = 2026-05-01\nrelationship = \"patient\"\ncompensated = false\ntypical = \"In a trial 3 of 4 got better [@cdc].\"\n+++\n\n“Thank you” – and more.\n",
    ),
    (
        "content/announcements/snow.md",
        "+++\ntitle = \"Snow\"\nstart = 2026-11-30\nend = 2026-12-02\nlevel = \"warning\"\n+++\n\nWe open at ten.\n",
    ),
    (
        "content/urgent-help.md",
        "+++\ntitle = \"Get help – now\"\n+++\n\nCall 911 if you [cannot](about.md) walk.\n",
    ),
    ("content/conditions/heel-pain.md", "+++\ntitle = \"Heel pain\"\n+++\n\nThe heel hurts.\n"),
    ("content/about.md", "+++\ntitle = \"About – us\"\naliases = [\"/old/\"]\n[extra]\nx = 1\n+++\n\nWe.\n"),
    (
        "templates/page.html",
        "{% extends \"meridian/page.html\" %}{% block main %}<p>{{ page.title }}</p>{{ super() }}{% endblock %}\n",
    ),
    ("phrases/en.toml", "read_more = \"Read on – \\\"all\\\"\"\n"),
];
