//! Telephone numbers reserved for fiction: a clinic that shows one has left the sample's in place.

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
pub(super) fn is_reserved(digits: &str) -> bool {
    let american = digits.strip_prefix('1').filter(|rest| rest.len() == 10);
    if let Some(line) = american.and_then(|number| number.get(3..)) {
        return line.starts_with("55501");
    }
    RESERVED.iter().any(|(begin, more)| digits.strip_prefix(begin).is_some_and(|rest| rest.len() == *more))
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

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
