//! Postal addresses, laid out in lines as their country does (UPU S42).

use super::Country;

/// Layouts for addresses in the country's own script, which go from the region down to the street.
const EAST_ASIAN_LAYOUTS: &[(&str, &str)] =
    &[("JP", "〒C|RTS"), ("CN", "C|RTS"), ("TW", "C|RTS"), ("KR", "R T S|C")];

/// The parts of an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PostalAddress<'a> {
    /// Street and number, or what stands for them; may have several lines.
    pub street: &'a str,
    /// The town.
    pub town: &'a str,
    /// A state, province or county.
    pub region: Option<&'a str>,
    /// The postal code.
    pub code: Option<&'a str>,
    /// The country, which decides the layout.
    pub country: Country,
}

impl PostalAddress<'_> {
    /// The lines as on an envelope, without the name of the country.
    pub(crate) fn lines(&self) -> Vec<String> {
        let own = EAST_ASIAN_LAYOUTS
            .iter()
            .find(|(code, _)| *code == self.country.code() && is_east_asian(self.town));
        let layout = own.map_or(self.country.0.address_layout, |(_, layout)| *layout);
        let mut lines = Vec::new();
        if !layout.contains('S') {
            lines.extend(self.street.lines().map(|line| line.trim().to_owned()));
        }
        lines.extend(layout.split('|').map(|line| self.fill(line)));
        // A part that the country's layout does not have gets a line of its own, so that it is not lost.
        for (sign, part) in [('R', self.region), ('C', self.code)] {
            lines.extend(part.filter(|_| !layout.contains(sign)).map(|part| part.trim().to_owned()));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Fills in one line of a layout; a missing part leaves no separator behind.
    fn fill(&self, layout: &str) -> String {
        let mut line = String::new();
        let mut separator = String::new();
        for sign in layout.chars() {
            let part = match sign {
                'S' => self.street,
                'T' => self.town,
                'R' => self.region.unwrap_or_default(),
                'C' => self.code.unwrap_or_default(),
                sign => {
                    separator.push(sign);
                    continue;
                }
            };
            if part.trim().is_empty() {
                // The separator before a missing part goes too: "Boston 02110" without a region has no comma.
                separator.clear();
                continue;
            }
            // A line does not begin with a separator.
            line.push_str(if line.is_empty() {
                separator.trim_start_matches([' ', ',', '-', '/'])
            } else {
                &separator
            });
            line.push_str(part.trim());
            separator.clear();
        }
        line
    }
}

/// Whether a text has letters of China, Japan or Korea.
fn is_east_asian(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::countries::COUNTRIES;

    fn lines(country: &str, town: &str, region: &str, code: &str) -> String {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        let (region, code) = (some(region.to_owned().leak()), some(code.to_owned().leak()));
        PostalAddress { street: "1 Street", town, region, code, country: Country::find(country).unwrap() }
            .lines()
            .join("|")
    }

    #[test]
    fn an_address_is_laid_out_as_its_country_does() {
        for (country, town, region, code, wanted) in [
            ("US", "Boston", "MA", "02110", "1 Street|Boston, MA 02110"),
            ("US", "Boston", "", "02110", "1 Street|Boston 02110"),
            ("US", "Boston", "MA", "", "1 Street|Boston, MA"),
            ("US", "Boston", "", "", "1 Street|Boston"),
            ("CA", "Halifax", "NS", "B3J 1A1", "1 Street|Halifax NS B3J 1A1"),
            ("AU", "Fremantle", "WA", "6160", "1 Street|Fremantle WA 6160"),
            ("NZ", "Dunedin", "", "9016", "1 Street|Dunedin 9016"),
            ("NZ", "Dunedin", "Otago", "9016", "1 Street|Dunedin 9016|Otago"),
            ("GB", "Kendal", "", "LA9 4AA", "1 Street|Kendal|LA9 4AA"),
            ("GB", "Kendal", "Cumbria", "LA9 4AA", "1 Street|Kendal|Cumbria|LA9 4AA"),
            ("IE", "Galway", "", "H91 AB12", "1 Street|Galway|H91 AB12"),
            ("IE", "Tuam", "Co. Galway", "H54 AB12", "1 Street|Tuam|Co. Galway|H54 AB12"),
            ("DE", "Kiel", "", "24103", "1 Street|24103 Kiel"),
            ("AT", "Wien", "", "1010", "1 Street|1010 Wien"),
            ("CH", "Zürich", "", "8001", "1 Street|8001 Zürich"),
            ("FR", "Lyon", "", "69001", "1 Street|69001 Lyon"),
            ("IT", "Milano", "MI", "20121", "1 Street|20121 Milano MI"),
            ("MX", "Puebla", "Pue.", "72000", "1 Street|72000 Puebla, Pue."),
            ("BR", "Recife", "PE", "50030-230", "1 Street|Recife-PE|50030-230"),
            ("HU", "Pécs", "", "7621", "Pécs|1 Street|7621"),
            ("JP", "Chuo-ku", "Tokyo", "104-0061", "1 Street|Chuo-ku, Tokyo 104-0061"),
            ("JP", "中央区", "東京都", "104-0061", "〒104-0061|東京都中央区1 Street"),
            ("SG", "Singapore", "", "018956", "1 Street|Singapore 018956"),
            ("IN", "Pune", "Maharashtra", "411001", "1 Street|Pune 411001|Maharashtra"),
            ("ZA", "Cape Town", "", "8001", "1 Street|Cape Town|8001"),
            ("HK", "Central", "Hong Kong", "", "1 Street|Central|Hong Kong"),
        ] {
            assert_eq!(lines(country, town, region, code), wanted, "{country}");
        }
    }

    #[test]
    fn no_part_is_lost_and_none_leaves_a_sign_behind() {
        for row in COUNTRIES {
            for (region, code) in [("Region", "Code"), ("", "Code"), ("Region", ""), ("", "")] {
                let text = lines(row.code, "Town", region, code);
                for part in ["1 Street", "Town", region, code] {
                    assert_eq!(text.matches(part).count().min(1), 1, "{}: {text}", row.code);
                }
                let bad = |line: &str| {
                    line.is_empty()
                        || line.starts_with([',', ' ', '-', '/'])
                        || line.ends_with([',', ' ', '-', '/'])
                };
                assert!(!text.split('|').any(bad), "{}: {text}", row.code);
            }
        }
    }
}
