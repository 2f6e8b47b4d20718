//! Rules of what is said about health, and how it reads.

use super::{Card, Rule, card};

const FTC: &str = "FTC, Health Products Compliance Guidance (2022)";
const JAMA: &str = "JAMA benchmarks (Silberg and others, 1997)";
const AMA: &str = "AMA and NIH: 6th to 8th grade";

pub(super) const CARDS: &[Card] = &[
    card(
        Rule::UnknownPerson,
        "Readers want to know who says so.",
        &[("article keys", "authors = [\"nobody\"]\n")],
        &[("article keys", "authors = [\"ana\"]\n")],
        JAMA,
    ),
    card(
        Rule::NoAuthor,
        "Words without a name are nobody's; readers trust what somebody stands for.",
        &[(
            "content/articles/cold.md",
            "+++\ntitle = \"Cold\"\ndate = 2026-05-04\nsummary = \"Cold rests.\"\nreviewer = \"ben\"\nreviewed = 2026-06-01\nconditions = [\"Cold\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n+++\n\nRest helps [@cdc].\n\n## When to get help\n\nCall 911 if you cannot breathe.\n",
        )],
        &[(
            "content/articles/cold.md",
            "+++\ntitle = \"Cold\"\ndate = 2026-05-04\nsummary = \"Cold rests.\"\nauthors = [\"ana\"]\nreviewer = \"ben\"\nreviewed = 2026-06-01\nconditions = [\"Cold\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n+++\n\nRest helps [@cdc].\n\n## When to get help\n\nCall 911 if you cannot breathe.\n",
        )],
        JAMA,
    ),
    card(
        Rule::Credentials,
        "A name alone does not tell why to believe it.",
        &[
            (
                "content/providers/eve.md",
                "+++\ntitle = \"Eve Moss\"\nrole = \"Nurse\"\nsummary = \"A nurse.\"\n+++\n\nA nurse.\n",
            ),
            ("article keys", "authors = [\"eve\"]\n"),
        ],
        &[
            (
                "content/providers/eve.md",
                "+++\ntitle = \"Eve Moss\"\nrole = \"Nurse\"\ncredentials = [\"RN\"]\nsummary = \"A nurse.\"\n+++\n\nA nurse.\n",
            ),
            ("article keys", "authors = [\"eve\"]\n"),
        ],
        JAMA,
    ),
    card(
        Rule::NoReview,
        "Medical words need a second pair of eyes.",
        &[(
            "content/articles/cold.md",
            "+++\ntitle = \"Colds\"\ndate = 2026-05-04\nsummary = \"Colds.\"\nauthors = [\"ana\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n+++\n\nRest [@cdc].\n",
        )],
        &[("article", "Rest [@cdc].\n")],
        JAMA,
    ),
    card(
        Rule::OwnReview,
        "Nobody sees one's own mistakes.",
        &[("article keys", "reviewer = \"ana\"\n")],
        &[("article keys", "reviewer = \"ben\"\n")],
        JAMA,
    ),
    card(
        Rule::ReviewAhead,
        "A review in the future has not taken place.",
        &[("article keys", "reviewed = 2027-01-01\n")],
        &[("article keys", "reviewed = 2026-06-01\n")],
        JAMA,
    ),
    card(
        Rule::ReviewDue,
        "What was right two years ago may harm today.",
        &[("article keys", "reviewed = 2024-06-01\n")],
        &[("article keys", "reviewed = 2026-06-01\n")],
        JAMA,
    ),
    card(
        Rule::ChangedSince,
        "The reviewer has not read what was written later.",
        &[("article keys", "updated = 2026-07-01\nreviewed = 2026-06-01\n")],
        &[("article keys", "updated = 2026-05-20\nreviewed = 2026-06-01\n")],
        JAMA,
    ),
    card(
        Rule::NoSource,
        "Without sources a reader cannot check anything.",
        &[
            ("article alone", "Rest helps.\n\n## When to get help\n\nCall 911 if you cannot breathe.\n"),
            (
                "content/about.md",
                "+++\ntitle = \"About\"\nsummary = \"Who we are.\"\n+++\n\nFeet [@cdc]. [Privacy](/privacy/)\n",
            ),
        ],
        &[("article", "Rest helps [@cdc].\n")],
        JAMA,
    ),
    card(
        Rule::UnknownSource,
        "A citation that leads nowhere proves nothing.",
        &[("article", "Rest helps [@shin2022].\n")],
        &[("article", "Rest helps [@cdc].\n")],
        JAMA,
    ),
    card(
        Rule::UnusedSource,
        "A source that nobody cites is a leftover, or a citation that was forgotten.",
        &[(
            "sources.toml",
            "[[sources]]\nid = \"spare\"\ntitle = \"A spare one\"\nurl = \"https://spare.example\"\n",
        )],
        &[("article", "Rest helps [@cdc].\n")],
        "the format of clinicsite",
    ),
    card(
        Rule::Identifier,
        "An identifier with a typing error leads to another work, or to none.",
        &[
            ("sources.toml", "[[sources]]\nid = \"spare\"\ntitle = \"A spare one\"\ndoi = \"10.1001\"\n"),
            ("article", "More [@spare].\n"),
        ],
        &[("article", "Rest helps [@cdc].\n")],
        "Crossref, DOI patterns",
    ),
    card(
        Rule::TwiceSource,
        "One work under two names looks like two proofs.",
        &[
            (
                "sources.toml",
                "[[sources]]\nid = \"again\"\ntitle = \"About flu\"\nurl = \"https://cdc.example/flu\"\n",
            ),
            ("article", "Rest helps [@cdc; @again].\n"),
        ],
        &[
            (
                "sources.toml",
                "[[sources]]\nid = \"again\"\ntitle = \"About colds\"\nurl = \"https://cdc.example/colds\"\n",
            ),
            ("article", "Rest helps [@cdc; @again].\n"),
        ],
        JAMA,
    ),
    card(
        Rule::Promise,
        "No treatment works for all; a promise breaks trust and, for a clinic, the law.",
        &[("article", "We guarantee relief [@cdc].\n")],
        &[("article", "We cannot guarantee relief [@cdc].\n")],
        FTC,
    ),
    card(
        Rule::Uncited,
        "A number without a source is a claim that nobody can check.",
        &[("article", "90% of patients improve.\n")],
        &[("article", "90% of patients improve [@cdc].\n")],
        FTC,
    ),
    card(
        Rule::Superlative,
        "Better than all others cannot be verified, and boards of medicine forbid it.",
        &[("article", "We are the best clinic for feet [@cdc].\n")],
        &[("article", "We have treated 2,000 feet since 2019 [@cdc].\n")],
        "22 TAC 164 and the like in other states",
    ),
    card(
        Rule::Approved,
        "The FDA approves a product for a use; without the source a reader cannot see which.",
        &[("article", "Our glue is FDA approved.\n")],
        &[("article", "Our glue is FDA approved for skin [@cdc].\n")],
        "21 CFR 202",
    ),
    card(
        Rule::Help,
        "An article may be read by somebody who should be in a hospital.",
        &[("article alone", "Rest helps [@cdc].\n")],
        &[("article", "Rest helps [@cdc].\n")],
        "AHRQ, Health Literacy Toolkit",
    ),
    card(
        Rule::Risks,
        "Nobody can consent to a procedure without its risks and alternatives.",
        &[
            (
                "prices.toml",
                "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nunit = \"procedure\"\nincludes = [\"The needle\"]\nexcludes = [\"The vaccine\"]\n",
            ),
            (
                "content/services/shot.md",
                "+++\ntitle = \"Shot\"\nsummary = \"A shot.\"\nprices = [\"shot\"]\n+++\n\nIt helps.\n",
            ),
        ],
        &[
            (
                "prices.toml",
                "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nunit = \"procedure\"\nincludes = [\"The needle\"]\nexcludes = [\"The vaccine\"]\n",
            ),
            (
                "content/services/shot.md",
                "+++\ntitle = \"Shot\"\nsummary = \"A shot.\"\nprices = [\"shot\"]\n+++\n\n## Risks\n\nA sore arm.\n\n## Alternatives\n\nTo wait.\n",
            ),
        ],
        "AMA Code of Medical Ethics 2.1.1",
    ),
    card(
        Rule::Testimonial,
        "A patient's words are an advertisement: who spoke, whether paid, and what is usual must stand beside them.",
        &[("content/testimonials/a.md", "+++\ntitle = \"Good\"\n+++\n\nGood.\n")],
        &[("article", "Rest helps [@cdc].\n")],
        "16 CFR 255 and 465",
    ),
    card(
        Rule::BeforeAfter,
        "Two pictures show one result; the reader must know that the patient agreed and that others fared differently.",
        &[("article", "![Before and after](/favicon.svg)\n")],
        &[("article", "![Before and after](/favicon.svg) Shown with consent. Results vary.\n")],
        "16 CFR 255.2",
    ),
    card(
        Rule::Board,
        "There are boards that anybody can found.",
        &[("article", "Our doctor is board certified [@cdc].\n")],
        &[("article", "Our doctor is board certified by the American Board of Neurology [@cdc].\n")],
        "22 TAC 164",
    ),
    card(
        Rule::Grade,
        "Half of all adults read at the 8th grade or below.",
        &[(
            "article",
            "Spontaneous intracranial hypotension is characterized by orthostatic headache attributable to diminished fluid volume. Neuroimaging frequently demonstrates enhancement, subdural collections, and venous distension. Conservative management is occasionally sufficient [@cdc].\n",
        )],
        &[(
            "article",
            "Some people lose the fluid that keeps the brain safe. Then the head hurts when they stand. A scan can show it. Many get well with rest alone [@cdc].\n",
        )],
        AMA,
    ),
    card(
        Rule::LongSentence,
        "Whoever is in pain loses the beginning of a long sentence before its end.",
        &[(
            "article",
            "You may rest in bed and drink and wait and sleep and walk a bit and then rest again and call us when it does not get better [@cdc].\n",
        )],
        &[("article", "You may rest in bed. Call us when it does not get better [@cdc].\n")],
        AMA,
    ),
    card(
        Rule::Abbreviation,
        "Short forms are the speech of those who know already.",
        &[("article", "The CSF leaks [@cdc].\n")],
        &[("article", "The fluid of the brain (CSF) leaks [@cdc].\n")],
        "plainlanguage.gov",
    ),
    card(
        Rule::LongSection,
        "A wall of words is not read.",
        &[("article", LONG)],
        &[("article", "Rest helps [@cdc].\n")],
        "plainlanguage.gov",
    ),
    card(
        Rule::KeyPoints,
        "Many read the key points and nothing else.",
        &[("article keys", "key_points = [\"Rest.\"]\n")],
        &[("article keys", "key_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n")],
        "AHRQ, PEMAT",
    ),
];

const LONG: &str = concat!(
    "Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. ",
    "Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. ",
    "Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. ",
    "Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. ",
    "Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed and drink. Rest in bed [@cdc].\n",
    "",
);
