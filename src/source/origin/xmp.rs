//! XMP: the place in a packet of Adobe's, an attribute or an element of RDF.

use super::{Coordinates, Origin};

/// The place that a packet tells, wherever in these bytes it stands.
pub(super) fn origin(bytes: &[u8]) -> Option<Origin> {
    let north = value(bytes, b"GPSLatitude")?;
    let both = value(bytes, b"GPSLongitude").and_then(|east| Some((degrees(&north)?, degrees(&east)?)));
    match both {
        Some((north, east)) => Coordinates::of_degrees(north, east).map(Origin::At),
        None => Some(Origin::Somewhere),
    }
}

/// What a property is said to be: `exif:GPSLatitude="52,31.2N"` or `<exif:GPSLatitude>52,31.2N</exif:GPSLatitude>`.
fn value(bytes: &[u8], name: &[u8]) -> Option<String> {
    let mut rest = bytes;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name) {
        rest = rest.get(at + name.len()..)?;
        let short = rest.get(..rest.len().min(64)).unwrap_or_default();
        let said = match short {
            [b'=', b'"' | b'\'', said @ ..] | [b'>', said @ ..] => said,
            _ => continue,
        };
        let end = said.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'<'));
        let said = String::from_utf8_lossy(said.get(..end?)?).trim().to_owned();
        if !said.is_empty() {
            return Some(said);
        }
    }
    None
}

/// Degrees written as `52,31.2N` or `52,31,12N`.
fn degrees(written: &str) -> Option<f64> {
    let side = written.chars().next_back()?.to_ascii_uppercase();
    let sign = match side {
        'N' | 'E' => 1.0,
        'S' | 'W' => -1.0,
        _ => return None,
    };
    let mut figures =
        written.trim_end_matches(|c: char| c.is_ascii_alphabetic()).split(',').map(str::parse::<f64>);
    let mut sum = 0.0;
    for share in [1.0, 60.0, 3600.0] {
        match figures.next() {
            Some(figure) => sum += figure.ok()? / share,
            None if share > 1.0 => break,
            None => return None,
        }
    }
    Some(sign * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(packet: &str) -> Option<String> {
        origin(packet.as_bytes()).map(|origin| match origin {
            Origin::At(place) => place.to_string(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn the_place_is_an_attribute_or_an_element() {
        let wanted = Some("52.5° N, 13.4° W".to_owned());
        assert_eq!(told("<x exif:GPSLatitude=\"52,31.2N\" exif:GPSLongitude='13,24,18W'/>"), wanted);
        let element =
            "<exif:GPSLatitude>52,31.2N</exif:GPSLatitude><exif:GPSLongitude>13,24W</exif:GPSLongitude>";
        assert_eq!(told(element), wanted);
        assert_eq!(told("<x exif:GPSLatitude=\"here\"/>"), Some("Somewhere".to_owned()));
        for none in [
            "",
            "<x exif:GPSLatitude=\"\"/>",
            "GPSLatitude",
            "<x exif:GPSLatitudeRef=\"N\"/>",
            "GPSLatitude=\"5",
        ] {
            assert_eq!(told(none), None, "{none}");
        }
    }
}
