//! Rules of the price list, and of prices in words.

use super::{Card, Rule, card};

pub(super) const CARDS: &[Card] = &[
    card(
        Rule::Amount,
        "Money is exact: an amount with a sign or too many decimals could be read in two ways.",
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = \"$30\"\n")],
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\n")],
        "ISO 4217",
    ),
    card(
        Rule::NoPrice,
        "A price that patients must ask for is what they came here to escape.",
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\n")],
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\nincluded_in = \"visit\"\n")],
        "45 CFR 149.610",
    ),
    card(
        Rule::ValidUntil,
        "Nobody can trust a list that does not say since when it holds, or that has ended.",
        &[("prices.toml", "valid_from = 2025-01-01\n")],
        &[("prices.toml", "valid_from = 2026-09-01\n")],
        "45 CFR 180.50",
    ),
    card(
        Rule::TypedAmount,
        "An amount that neither the list nor a source backs is a rumour.",
        &[("article", "Elsewhere a visit costs $750.\n")],
        &[("article", "Elsewhere a visit costs $750 [@cdc].\n")],
        "FTC Act, section 5",
    ),
    card(
        Rule::FreeOffer,
        "What is called free must cost nothing.",
        &[("article", "Ask for your free consultation.\n")],
        &[("article", "Ask for your consultation.\n")],
        "16 CFR 251",
    ),
    card(
        Rule::ProcedureParts,
        "Whoever pays for a procedure must know what is in the price and who else sends a bill.",
        &[(
            "prices.toml",
            "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nunit = \"procedure\"\n",
        )],
        &[(
            "prices.toml",
            "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nunit = \"procedure\"\nincludes = [\"The needle\"]\nexcludes = [\"The vaccine\"]\n",
        )],
        "45 CFR 149.610(c)",
    ),
    card(
        Rule::PlanPeriod,
        "A fee that recurs means nothing without how often.",
        &[("prices.toml", "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 20\n")],
        &[("prices.toml", "[[services]]\nid = \"club\"\nname = \"Club evening\"\nprice = 20\n")],
        "Restore Online Shoppers' Confidence Act",
    ),
    card(
        Rule::Comparison,
        "What others charge is a claim about them: it needs a source and a day.",
        &[("prices.toml", "[[comparisons]]\nid = \"visit\"\nlabel = \"Hospital\"\nprice = 300\n")],
        &[(
            "prices.toml",
            "[[comparisons]]\nid = \"visit\"\nlabel = \"Hospital\"\nprice = 300\nsource = \"cdc\"\nretrieved = 2026-10-01\n",
        )],
        "16 CFR 14.15",
    ),
    card(
        Rule::OldComparison,
        "What others charge changes: a figure that nobody has looked up for a year is a claim of yesterday.",
        &[(
            "prices.toml",
            "[[comparisons]]\nid = \"visit\"\nlabel = \"Hospital\"\nprice = 300\nsource = \"cdc\"\nretrieved = 2025-01-01\n",
        )],
        &[(
            "prices.toml",
            "[[comparisons]]\nid = \"visit\"\nlabel = \"Hospital\"\nprice = 300\nsource = \"cdc\"\nretrieved = 2026-10-01\n",
        )],
        "16 CFR 14.15",
    ),
    card(
        Rule::RangeOrder,
        "A range that falls is a typing error with somebody's money.",
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = { from = 40, to = 30 }\n")],
        &[("prices.toml", "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = { from = 30, to = 40 }\n")],
        "the format of clinicsite",
    ),
    card(
        Rule::TypedPrice,
        "A typed price stays when the list changes, and then the site contradicts itself.",
        &[("article", "A visit costs $80.\n")],
        &[("article", "A visit costs [](price:visit).\n")],
        "the format of clinicsite",
    ),
    card(
        Rule::UnknownPrice,
        "A price that is not in the list cannot be shown.",
        &[("article", "It costs [](price:visits).\n")],
        &[("article", "It costs [](price:visit).\n")],
        "the format of clinicsite",
    ),
    card(
        Rule::WrongKind,
        "A sum is made of prices: an example in it would be counted as nothing.",
        &[(
            "prices.toml",
            "[[examples]]\nid = \"half\"\nname = \"Half a year\"\nlines = [{ id = \"visit\", count = 2 }]\n\
             [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"half\", count = 2 }]\n",
        )],
        &[(
            "prices.toml",
            "[[examples]]\nid = \"half\"\nname = \"Half a year\"\nlines = [{ id = \"visit\", count = 2 }]\n\
             [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\", count = 4 }]\n",
        )],
        "arithmetic",
    ),
    card(
        Rule::Circle,
        "What is a part of itself has no price that anybody could pay.",
        &[("prices.toml", "[[services]]\nid = \"call\"\nname = \"Call\"\nincluded_in = \"call\"\n")],
        &[("prices.toml", "[[services]]\nid = \"call\"\nname = \"Call\"\nincluded_in = \"visit\"\n")],
        "arithmetic",
    ),
    card(
        Rule::WrongPrice,
        "The words say one amount, the list another.",
        &[("article", "It costs [$90](price:visit).\n")],
        &[("article", "It costs [$80](price:visit).\n")],
        "FTC Act, section 5",
    ),
    card(
        Rule::WrongTotal,
        "A worked example is what a patient plans the year by.",
        &[(
            "prices.toml",
            "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\", count = 2 }]\ntotal = 170\n",
        )],
        &[(
            "prices.toml",
            "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\", count = 2 }]\ntotal = 160\n",
        )],
        "arithmetic",
    ),
    card(
        Rule::DearBundle,
        "A bundle that costs more than its parts misleads who buys it.",
        &[(
            "prices.toml",
            "[[bundles]]\nid = \"two\"\nname = \"Two visits\"\nlines = [{ id = \"visit\", count = 2 }]\nprice = 170\n",
        )],
        &[(
            "prices.toml",
            "[[bundles]]\nid = \"two\"\nname = \"Two visits\"\nlines = [{ id = \"visit\", count = 2 }]\nprice = 150\n",
        )],
        "16 CFR 233",
    ),
];
