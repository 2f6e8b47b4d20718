//! Telephone numbers reserved for fiction: a clinic that shows one has left the sample's in place.

use super::{Country, Phone};

/// Numbers in the international form, as digits: what they begin with, and how many digits follow.
///
/// Sources: North American Numbering Plan (555-0100 to 555-0199 of every area); Ofcom, "Telephone numbers for use in
/// TV and radio drama programmes"; ACMA, "Phone numbers for use in TV shows, films and creative works";
/// Bundesnetzagentur, "Drama numbers"; ARCEP, decision 2012-0856; ComReg, National Numbering Conventions (020 91).
const RESERVED: &[(&str, usize)] = &[
    // Great Britain and Northern Ireland: a thousand numbers in each large town, by mobile and by freephone.
    ("44113496", 4),
    ("44114496", 4),
    ("44115496", 4),
    ("44116496", 4),
    ("44117496", 4),
    ("44118496", 4),
    ("44121496", 4),
    ("44131496", 4),
    ("44141496", 4),
    ("44151496", 4),
    ("44161496", 4),
    ("44191498", 4),
    ("44207946", 4),
    ("442896496", 3),
    ("44292018", 4),
    ("441632960", 3),
    ("447700900", 3),
    ("448081570", 3),
    ("44909879", 4),
    ("443069990", 3),
    // Australia: each region, mobile, freephone and local rate.
    ("6125550", 4),
    ("6135550", 4),
    ("6175550", 4),
    ("6185550", 4),
    ("6127010", 4),
    ("6137010", 4),
    ("6177010", 4),
    ("6187010", 4),
    ("61491570", 3),
    ("61180016040", 1),
    ("61180097570", 1),
    ("61180097571", 1),
    // Germany: five towns and mobile.
    ("493023125", 3),
    ("496990009", 3),
    ("494066969", 3),
    ("492214710", 3),
    ("498999998", 3),
    ("4917139200", 2),
    ("49176040690", 2),
    // France: each region and mobile.
    ("33199", 6),
    ("332619", 5),
    ("333530", 5),
    ("334657", 5),
    ("335364", 5),
    ("336399", 5),
    // Ireland.
    ("3532091", 5),
];

/// Whether a number, as the digits that are dialled from abroad (`16175550142`), belongs to nobody.
pub(crate) fn is_reserved(digits: &str) -> bool {
    let american = digits.strip_prefix('1').filter(|rest| rest.len() == 10);
    if let Some(line) = american.and_then(|number| number.get(3..)) {
        return line.starts_with("55501");
    }
    RESERVED.iter().any(|(begin, more)| digits.strip_prefix(begin).is_some_and(|rest| rest.len() == *more))
}

/// A number of each country whose numbers of stories stand in [`RESERVED`], as it is written there.
const SAMPLES: &[(&str, &str)] = &[
    ("GB", "+44 20 7946 0018"),
    ("AU", "+61 2 5550 4321"),
    ("DE", "+49 30 23125 014"),
    ("FR", "+33 1 99 00 12 34"),
    ("IE", "+353 20 91 12345"),
];

/// A number of a country that is nobody's: kept for stories where it keeps any, else of zeros alone; `None` where
/// no number is of zeros, as without a telephone network.
pub(crate) fn sample(country: Country) -> Option<String> {
    let code = country.calling_code();
    if let Some((_, number)) = SAMPLES.iter().find(|(own, _)| *own == country.code()) {
        return Some((*number).to_owned());
    }
    if code == "1" {
        return Some("+1-555-555-0142".to_owned());
    }
    let zeros =
        [9, 8, 10, 7, 6, 11, 5, 4, 12].into_iter().map(|length| format!("+{code} {}", "0".repeat(length)));
    let is_one = |number: &String| Phone::parse(number).is_ok_and(|phone| phone.link(Some(country)).is_ok());
    zeros.into_iter().filter(|_| !code.is_empty()).find(is_one)
}

#[cfg(test)]
mod tests {
    use super::{is_reserved, sample};
    use crate::identifiers::{Country, Phone};

    #[test]
    fn a_sample_can_be_dialled_and_is_nobodys() {
        let without = Country::all().filter(|country| sample(*country).is_none());
        let without: Vec<_> = without.map(Country::code).collect();
        // All but the Marshall Islands, where no number begins with 0, have no telephone network of their own.
        assert_eq!(without, ["AQ", "BV", "GS", "HM", "MH", "PN", "TF", "UM"]);
        for country in Country::all() {
            let Some(number) = sample(country) else { continue };
            let link = Phone::parse(&number).unwrap().link(Some(country)).unwrap();
            let digits = link.strip_prefix("tel:+").unwrap();
            assert!(is_reserved(digits) || digits.ends_with("0000"), "{country:?}: {number}");
        }
        for code in ["US", "CA", "GB", "IE", "AU", "DE", "FR"] {
            let number = sample(Country::find(code).unwrap()).unwrap();
            let link = Phone::parse(&number).unwrap().link(None).unwrap();
            assert!(is_reserved(link.strip_prefix("tel:+").unwrap()), "{number}");
        }
    }

    #[test]
    fn numbers_of_stories_are_known_by_country_and_others_are_not() {
        for digits in [
            "16175550142",
            "442079460018",
            "441632960123",
            "447700900123",
            "61255501234",
            "61491570156",
            "493023125123",
            "33199001234",
            "33639981234",
            "353209112345",
        ] {
            assert!(is_reserved(digits), "{digits}");
        }
        // 555-02 and longer are given out; so are the numbers beside the ranges.
        for digits in [
            "16175552368",
            "16175550242",
            "1617555014",
            "4420794600181",
            "442079470018",
            "49305550100",
            "4930231251",
            "447700800123",
            "61255511234",
            "33145550142",
            "555012345678",
        ] {
            assert!(!is_reserved(digits), "{digits}");
        }
    }
}
