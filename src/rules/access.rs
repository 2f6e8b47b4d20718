//! Rules of access, privacy, law, markup, use, and the day of going live.

use super::{Card, Rule, card};

const END: &str = "the format of clinicsite";

pub(super) const CARDS: &[Card] = &[
    card(
        Rule::NoAlt,
        "Who does not see the picture hears nothing of it.",
        &[("article", "![](/favicon.svg)\n")],
        &[("article", "![A round sign](/favicon.svg) [@cdc]\n")],
        "WCAG 2.2, 1.1.1",
    ),
    card(
        Rule::AltWords,
        "A file's name read aloud helps nobody.",
        &[("article", "![IMG_123.jpg](/favicon.svg) [@cdc]\n")],
        &[("article", "![A round sign](/favicon.svg) [@cdc]\n")],
        "WCAG 2.2, 1.1.1",
    ),
    card(
        Rule::LinkWords,
        "Screen readers list the links of a page without the words around them.",
        &[("article", "For prices click [here](/pricing/) [@cdc].\n")],
        &[("article", "See [our prices](/pricing/) [@cdc].\n")],
        "WCAG 2.2, 2.4.4",
    ),
    card(
        Rule::EmptyHeading,
        "A screen reader lists the headings of a page; one without words is a door without a name.",
        &[("article", "##\n\nSleep.\n")],
        &[("article", "## At night\n\nSleep.\n")],
        "WCAG 2.2, 2.4.6",
    ),
    card(
        Rule::SkippedLevel,
        "Headings are how screen readers move; a level left out leads astray.",
        &[("article", "## By day\n\nRest.\n\n#### At night\n\nSleep.\n")],
        &[("article", "## By day\n\nRest.\n\n### At night\n\nSleep.\n")],
        "WCAG 2.2, 1.3.1",
    ),
    card(
        Rule::HeadingId,
        "A link to an id that stands twice leads to the first of them only.",
        &[("article", "## Rest {#a}\n\nSleep.\n\n## Drink {#a}\n\nWater.\n")],
        &[("article", "## When to get help {#a}\n\nCall 911 if you cannot breathe.\n")],
        "HTML, 3.2.6",
    ),
    card(
        Rule::TableHead,
        "A cell is read aloud with the heading of its column.",
        &[("article", "| | Dose |\n|---|---|\n| Adults | 2 |\n")],
        &[("article", "| Who | Dose |\n|---|---|\n| Adults | 2 |\n")],
        "WCAG 2.2, 1.3.1",
    ),
    card(
        Rule::Contrast,
        "Colours that are close are one colour to many eyes.",
        &[("site.toml", "[theme_options]\naccent = \"#aaaaaa\"\n")],
        &[("site.toml", "[theme_options]\naccent = \"#0b5c6b\"\n")],
        "WCAG 2.2, 1.4.3",
    ),
    card(
        Rule::LanguageTag,
        "A screen reader chooses its voice by the tag.",
        &[("site.toml", "language = \"english\"\n")],
        &[("site.toml", "language = \"en-GB\"\n")],
        "BCP 47; WCAG 2.2, 3.1.1",
    ),
    card(
        Rule::Behaviour,
        "What moves the focus or plays by itself takes the page out of the reader's hands.",
        &[("article", "<p tabindex=\"3\">Rest</p>\n")],
        &[("article", "<p>Rest</p> [@cdc]\n")],
        "WCAG 2.2, 2.4.3",
    ),
    card(
        Rule::Transcript,
        "Who cannot hear a recording, or has no minutes for it, reads it.",
        &[("static/talk.mp3", "x"), ("article", "![Talk](/talk.mp3)\n")],
        &[("static/talk.mp3", "x"), ("article", "![Talk](/talk.mp3), its [transcript](/about/)\n")],
        "WCAG 2.2, 1.2.1",
    ),
    card(
        Rule::Captions,
        "Deaf people need the words of a film, and so does everybody in a waiting room.",
        &[("article", "![Talk](talk.mp4), without talk.vtt beside it\n")],
        &[("article", "![Talk](talk.mp4), with talk.vtt beside it\n")],
        "WCAG 2.2, 1.2.2",
    ),
    card(
        Rule::FileWords,
        "Who opens a form on a telephone wants to know before that it is a PDF.",
        &[("static/form.pdf", "%PDF"), ("article", "[The form](/form.pdf)\n")],
        &[("static/form.pdf", "%PDF"), ("article", "[The form (PDF, 4 bytes)](/form.pdf)\n")],
        "WCAG 2.2, 2.4.4 (G201)",
    ),
    card(
        Rule::SameTitle,
        "Two results of a search that read alike: nobody knows which to open.",
        &[
            ("content/us.md", "+++\ntitle = \"About\"\nsummary = \"Us.\"\n+++\n\nUs.\n"),
            ("article", "[Us](/us/) [@cdc]\n"),
        ],
        &[
            ("content/us.md", "+++\ntitle = \"Our people\"\nsummary = \"Us.\"\n+++\n\nUs.\n"),
            ("article", "[Us](/us/) [@cdc]\n"),
        ],
        "WCAG 2.2, 2.4.2",
    ),
    card(
        Rule::OtherHost,
        "Whoever serves a picture learns which illness its reader has.",
        &[("article", "![A foot](https://cdn.example/foot.png)\n")],
        &[("article", "![A round sign](/favicon.svg) [@cdc]\n")],
        "OCR, online tracking technologies",
    ),
    card(
        Rule::Tracker,
        "What patients read about is nobody else's business.",
        &[("templates/page.html", "<script>fbq('init', '1')</script>\n")],
        &[("article", "Rest helps [@cdc].\n")],
        "FTC Act, section 5; state laws on health data",
    ),
    card(
        Rule::Form,
        "A form sends what patients write; it must go where an agreement protects it.",
        &[
            ("article", "<form method=\"post\" action=\"https://forms.example/\"><p>Name</p></form>\n"),
            (
                "content/consumer-health-data.md",
                "+++\ntitle = \"Health data\"\nsummary = \"What we ask.\"\n+++\n\nYour name.\n",
            ),
        ],
        &[("article", "[Write to us](mailto:hello@clinic.example) [@cdc]\n")],
        "45 CFR 164.504(e)",
    ),
    card(
        Rule::HealthQuestion,
        "A contact form is no place for a diagnosis.",
        &[("templates/page.html", "<textarea name=\"symptoms\"></textarea>\n")],
        &[("templates/page.html", "<textarea name=\"message\"></textarea>\n")],
        "45 CFR 164.502(b)",
    ),
    card(
        Rule::NoEstimate,
        "Every provider must tell the uninsured that they can ask for an estimate.",
        &[("site.toml", "[legal]\ngood_faith_estimate = false\n")],
        &[("site.toml", "[legal]\ngood_faith_estimate = true\n")],
        "45 CFR 149.610",
    ),
    card(
        Rule::EstimateContact,
        "A right that nobody can ask for is none.",
        &[("site.toml", "[clinic]\nbooking_url = \"https://book.example/\"\n")],
        &[(
            "site.toml",
            "[clinic]\nbooking_url = \"https://book.example/\"\nemail = \"hello@clinic.example\"\n",
        )],
        "45 CFR 149.610",
    ),
    card(
        Rule::OpenPayments,
        "Since 2024 a physician's website in California must show it.",
        &[(
            "content/locations/la.md",
            "+++\ntitle = \"Los Angeles\"\nsummary = \"In town.\"\naddress = { street = \"2 B St\", locality = \"Los Angeles\", region = \"CA\", country = \"US\" }\n+++\n\nIn town.\n",
        )],
        &[(
            "content/locations/salem.md",
            "+++\ntitle = \"Salem\"\nsummary = \"In town.\"\naddress = { street = \"2 B St\", locality = \"Salem\", region = \"MA\", country = \"US\" }\n+++\n\nIn town.\n",
        )],
        "California Business and Professions Code, section 663",
    ),
    card(
        Rule::NotInsurance,
        "A monthly fee is easily taken for insurance.",
        &[
            (
                "templates/pricing.html",
                "<!doctype html><html lang=\"en\"><title>Prices</title><p>$80 $20</p></html>\n",
            ),
            ("prices.toml", "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 20\nperiod = \"month\"\n"),
        ],
        &[("prices.toml", "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 20\nperiod = \"month\"\n")],
        "state laws on direct primary care",
    ),
    card(
        Rule::Nondiscrimination,
        "Whoever takes federal money must say in which languages help is there.",
        &[("site.toml", "[legal]\nfederal_funds = true\n")],
        &[("site.toml", "[legal]\nfederal_funds = false\n")],
        "45 CFR 92.10 and 92.11",
    ),
    card(
        Rule::LegalPages,
        "Readers must be able to find out what happens to what they send, and whom to tell of a barrier.",
        &[(
            "content/accessibility.md",
            "+++\ntitle = \"Accessibility\"\nsummary = \"For all.\"\n+++\n\nFor all.\n",
        )],
        &[(
            "content/accessibility.md",
            "+++\ntitle = \"Accessibility\"\nsummary = \"For all.\"\n+++\n\nTell us: hello@clinic.example\n",
        )],
        "WCAG-EM; RCW 19.373.020",
    ),
    card(
        Rule::MarkedUp,
        "A search engine would show a price that the page does not.",
        &[(
            "templates/pricing.html",
            "<!doctype html><html lang=\"en\"><title>Prices</title><p>Ask us. This is not insurance.</p><script type=\"application/ld+json\">{{ page.jsonld | safe }}</script></html>\n",
        )],
        &[("article", "Rest helps [@cdc].\n")],
        "Google, structured data policies",
    ),
    card(
        Rule::PastStays,
        "An event that is over has nothing to offer without its recording.",
        &[(
            "content/events/talk.md",
            "+++\ntitle = \"Talk\"\nsummary = \"A talk.\"\nstart = 2026-10-01T18:00:00Z\nend = 2026-10-01T19:00:00Z\n+++\n\nA talk.\n",
        )],
        &[(
            "content/events/talk.md",
            "+++\ntitle = \"Talk\"\nsummary = \"A talk.\"\nstart = 2026-10-01T18:00:00Z\nend = 2026-10-01T19:00:00Z\nrecording_url = \"https://films.example/talk\"\n+++\n\nA talk.\n",
        )],
        END,
    ),
    card(
        Rule::Rating,
        "Stars that one gives oneself are no evidence, and search engines punish them.",
        &[(
            "templates/page.html",
            "<script type=\"application/ld+json\">{\"aggregateRating\": 5}</script>\n",
        )],
        &[("article", "Rest helps [@cdc].\n")],
        "Google, review snippet policies",
    ),
    card(
        Rule::Phrase,
        "A word in another language in the middle of a page.",
        &[
            ("site.toml", "language = \"de\"\ntheme = \"own\"\n"),
            ("themes/own/theme.toml", "name = \"own\"\n"),
            ("themes/own/phrases/en.toml", "zebra = \"Zebra\"\n"),
            ("themes/own/templates/zebra.html", "{{ t(key=\"zebra\") }}\n"),
            (
                "themes/own/templates/page.html",
                "{% extends \"builtin/page.html\" %}{% block scripts %}{% if page.extra.zebra or false %}\
                 {% include \"zebra.html\" %}{% endif %}{% endblock %}\n",
            ),
            ("phrases/de.toml", ""),
        ],
        &[("article", "Rest helps [@cdc].\n")],
        "WCAG 2.2, 3.1.2",
    ),
    card(
        Rule::UnusedAsset,
        "What nobody shows was forgotten, or should not be on the web.",
        &[("static/old-prices.txt", "Old.\n")],
        &[("static/leaflet.txt", "Rest.\n"), ("article", "[The leaflet](/leaflet.txt) [@cdc]\n")],
        END,
    ),
    card(
        Rule::NicheTitle,
        "People search for their illness, not for the clinic's name.",
        &[
            ("site.toml", "[clinic]\nemail = \"hello@clinic.example\"\nniche = \"sore feet\"\n"),
            (
                "content/_index.md",
                "+++\ntitle = \"Harbor Clinic\"\nsummary = \"Feet.\"\n+++\n\nFeet. [About us](/about/)\n",
            ),
        ],
        &[("article", "Rest helps [@cdc].\n")],
        "Google, title links",
    ),
    card(
        Rule::Orphan,
        "A page that nobody finds was written for nobody.",
        &[("content/lost.md", "+++\ntitle = \"Lost\"\nsummary = \"Lost.\"\n+++\n\nLost.\n")],
        &[
            ("content/lost.md", "+++\ntitle = \"Lost\"\nsummary = \"Lost.\"\n+++\n\nLost.\n"),
            ("article", "[Found](/lost/) [@cdc]\n"),
        ],
        END,
    ),
    card(
        Rule::HeavyPicture,
        "A photo of 4 MB costs a patient on the telephone half a minute.",
        &[("static/foot.jpg", "a picture of 400 kB")],
        &[("static/foot.jpg", "a picture of 100 kB")],
        "web.dev, image performance",
    ),
    card(
        Rule::NoSummary,
        "Lists and search results show the summary; else they show how the text happens to begin.",
        &[
            ("content/hours.md", "+++\ntitle = \"Hours\"\n+++\n\nWe open at nine.\n"),
            ("article", "See our [hours](/hours/) [@cdc].\n"),
        ],
        &[
            (
                "content/hours.md",
                "+++\ntitle = \"Hours\"\nsummary = \"When we open.\"\n+++\n\nWe open at nine.\n",
            ),
            ("article", "See our [hours](/hours/) [@cdc].\n"),
        ],
        "Google, snippets",
    ),
    card(
        Rule::Placeholder,
        "Somebody would call the number.",
        &[("site.toml", "description = \"Feet\" # placeholder\n")],
        &[("site.toml", "description = \"Feet\"\n")],
        END,
    ),
    card(
        Rule::NotReady,
        "A clinic on the web without these disappoints its first patient.",
        &[("content/articles/cold.md", "+++\ntitle = \"Colds\"\ndate = 2026-05-04\n+++\n\nRest [@cdc].\n")],
        &[("site.toml", "[clinic]\nemail = \"hello@clinic.example\"\nphone = \"+1 617 234 5678\"\n")],
        END,
    ),
];
