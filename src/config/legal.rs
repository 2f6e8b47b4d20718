//! `[legal]` of `site.toml`: what the clinic answers to questions that decide its notices.

use crate::schema::words;
use crate::table::{At, Table};

words! {
    /// The clinic's position on Medicare: it decides who may pay it at all.
    Medicare {
        /// Its clinicians have opted out, and contract privately with Medicare patients (42 CFR 405, subpart D).
        OptedOut = "opted-out",
        /// It sees nobody who has Medicare.
        NoMedicarePatients = "no-medicare-patients",
        /// Its clinicians are enrolled, and bill Medicare for what that covers.
        Enrolled = "enrolled",
    }
}

/// Letters of those who bill Medicare, and may not opt out of it: chiropractors, and physical and occupational therapists
/// (42 CFR 405.400, Medicare Benefit Policy Manual 15, 40.4); and of those who do not bill it in their own name.
const STAYS_IN: [&str; 14] =
    ["DC", "PT", "DPT", "MPT", "PTA", "OT", "OTD", "OTR", "OTR/L", "COTA", "SLP", "CCC-SLP", "RN", "LPN"];

/// Letters of those who may (42 CFR 405.400): physicians, and the practitioners that are listed there.
const MAY_LEAVE: [&str; 26] = [
    "MD", "DO", "MBBS", "DDS", "DMD", "DPM", "OD", "PA", "PA-C", "NP", "FNP", "FNP-C", "FNP-BC", "DNP",
    "APRN", "CNS", "CRNA", "CNM", "PHD", "PSYD", "LCSW", "LICSW", "RD", "RDN", "LMFT", "LPC",
];

impl Medicare {
    /// Whether somebody with these letters behind the name may opt out; one who has none is taken for one who may.
    pub(crate) fn may_opt_out<'t>(letters: impl Iterator<Item = &'t str>) -> bool {
        let letters: Vec<String> = letters.map(|one| one.replace('.', "").to_uppercase()).collect();
        let has = |known: &[&str]| letters.iter().any(|one| known.contains(&one.as_str()));
        !has(&STAYS_IN) || has(&MAY_LEAVE)
    }
}

words! {
    /// The text of the Good Faith Estimate notice, where the clinic writes none.
    GoodFaithText {
        /// The theme's, in plain words.
        Short = "short",
        /// The model notice of CMS, word for word.
        Model = "model",
    }
}

/// `[legal]`.
#[derive(Debug)]
pub struct Legal {
    /// Whether the Good Faith Estimate page is made.
    pub good_faith_estimate: Option<At<bool>>,
    /// The text of that page.
    pub good_faith_text: GoodFaithText,
    /// Money from HHS.
    pub federal_funds: Option<At<bool>>,
    /// Whether claims are sent electronically, so that HIPAA binds the clinic.
    pub hipaa: Option<At<bool>>,
    /// The position on Medicare.
    pub medicare: Option<At<Medicare>>,
}

impl Legal {
    /// Where HIPAA binds the clinic, the place that says so.
    pub(crate) fn hipaa(&self) -> Option<&At<bool>> {
        self.hipaa.as_ref().filter(|flag| flag.value)
    }
}

/// Reads the table; without it nothing is answered.
pub(super) fn read(site: &mut Table<'_>) -> Legal {
    let mut legal = Legal {
        good_faith_estimate: None,
        good_faith_text: GoodFaithText::Short,
        federal_funds: None,
        hipaa: None,
        medicare: None,
    };
    if let Some(mut table) = site.table("legal") {
        legal.good_faith_estimate = table.flag_at("good_faith_estimate");
        legal.good_faith_text = table.choice("good_faith_text").unwrap_or(GoodFaithText::Short);
        legal.federal_funds = table.flag_at("federal_funds");
        legal.hipaa = table.flag_at("hipaa");
        legal.medicare = table.choice_at("medicare");
        table.finish(&mut site.problems);
    }
    legal
}
