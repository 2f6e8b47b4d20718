//! The table of the states of the United States, the District of Columbia and the territories, by their postal codes
//! (USPS Publication 28, appendix B): those that license clinicians.

#[rustfmt::skip]
static STATES: &[(&str, &str)] = &[
    ("AL", "Alabama"), ("AK", "Alaska"), ("AS", "American Samoa"), ("AZ", "Arizona"), ("AR", "Arkansas"),
    ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"),
    ("DC", "the District of Columbia"), ("FL", "Florida"), ("GA", "Georgia"), ("GU", "Guam"), ("HI", "Hawaii"),
    ("ID", "Idaho"), ("IL", "Illinois"), ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"),
    ("LA", "Louisiana"), ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"),
    ("MN", "Minnesota"), ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"),
    ("NV", "Nevada"), ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"),
    ("NC", "North Carolina"), ("ND", "North Dakota"), ("MP", "the Northern Mariana Islands"), ("OH", "Ohio"),
    ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"), ("PR", "Puerto Rico"), ("RI", "Rhode Island"),
    ("SC", "South Carolina"), ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"),
    ("VT", "Vermont"), ("VI", "the US Virgin Islands"), ("VA", "Virginia"), ("WA", "Washington"),
    ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"),
];

/// The name of the state of a code, as it stands in a sentence.
pub(crate) fn us_state(code: &str) -> Option<&'static str> {
    STATES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_one_code_and_one_name() {
        assert_eq!(STATES.len(), 56, "50 states, the District of Columbia, five territories");
        for (code, name) in STATES {
            let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
            assert!(is_code, "{code}");
            assert_eq!(us_state(code), Some(*name));
            assert_eq!(STATES.iter().filter(|(_, other)| other == name).count(), 1, "{name}");
        }
        assert_eq!(us_state("ma"), Some("Massachusetts"));
        assert_eq!(us_state("ON"), None);
    }
}
