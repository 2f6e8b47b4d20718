//! Coordinates on the earth, as coarse as a message tells them.

use std::fmt;

/// A place in tenths of a degree: a town, and no house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinates {
    /// Tenths of a degree north of the equator.
    north: i16,
    /// Tenths of a degree east of Greenwich.
    east: i16,
}

impl Coordinates {
    /// The place of these degrees, if there is one. Devices that do not know theirs write 0 and 0.
    pub(super) fn of_degrees(north: f64, east: f64) -> Option<Self> {
        let known = north != 0.0 || east != 0.0;
        let tenths =
            |degrees: f64, most: f64| (degrees.abs() <= most).then(|| (degrees * 10.0).round() as i16);
        let (north, east) = (tenths(north, 90.0)?, tenths(east, 180.0)?);
        known.then_some(Coordinates { north, east })
    }

    /// Reads the short form of ISO 6709: `+52.5200+013.4050+034/`, with degrees, or minutes and seconds behind them.
    pub(super) fn of_iso_6709(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        let mut starts = text.char_indices().filter(|(_, c)| matches!(c, '+' | '-')).map(|(at, _)| at);
        let (first, second) = (starts.next()?, starts.next()?);
        let end = text.char_indices().skip_while(|(at, _)| *at <= second);
        let end = end.skip_while(|(_, c)| c.is_ascii_digit() || *c == '.').map(|(at, _)| at).next();
        let (north, east) = (text.get(first..second)?, text.get(second..end.unwrap_or(text.len()))?);
        Self::of_degrees(degrees(north, 2)?, degrees(east, 3)?)
    }
}

/// Degrees of a signed number whose degrees have so many digits; two digits each of minutes and seconds may follow.
fn degrees(written: &str, digits: usize) -> Option<f64> {
    let sign = if written.starts_with('-') { -1.0 } else { 1.0 };
    let unsigned = written.get(1..)?;
    let whole = unsigned.split('.').next()?.len();
    let figure = |text: &str| text.parse::<f64>().ok().filter(|_| !text.starts_with(['+', '-']));
    let Some(below) = whole.checked_sub(digits).filter(|below| *below > 0) else {
        return figure(unsigned).map(|degrees| sign * degrees);
    };
    let (degrees, rest) = unsigned.split_at_checked(digits)?;
    let (minutes, seconds) = match below {
        2 => (figure(rest)?, 0.0),
        4 => (figure(rest.get(..2)?)?, figure(rest.get(2..)?)?),
        _ => return None,
    };
    Some(sign * (figure(degrees)? + minutes / 60.0 + seconds / 3600.0))
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Coordinates { north, east } = *self;
        let side = |tenths: i16| (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        let ((north_whole, north_tenth), (east_whole, east_tenth)) = (side(north), side(east));
        let (pole, way) = (if north < 0 { "S" } else { "N" }, if east < 0 { "W" } else { "E" });
        write!(f, "{north_whole}.{north_tenth}° {pole}, {east_whole}.{east_tenth}° {way}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_6709_is_read_in_degrees_minutes_and_seconds() {
        for (written, wanted) in [
            ("+52.5200+013.4050/", "52.5° N, 13.4° E"),
            ("+52.5200+013.4050+034.5/", "52.5° N, 13.4° E"),
            ("-33.86-151.21", "33.9° S, 151.2° W"),
            ("+5231.2+01324.3/", "52.5° N, 13.4° E"),
            ("+523112.0-0132418.0CRSWGS_84/", "52.5° N, 13.4° W"),
            ("+00.04+000.00/", "0.0° N, 0.0° E"),
            (" +90+180/ ", "90.0° N, 180.0° E"),
        ] {
            assert_eq!(Coordinates::of_iso_6709(written).map(|one| one.to_string()).as_deref(), Some(wanted));
        }
        for none in [
            "",
            "Berlin",
            "+52.52",
            "+00.0000+000.0000/",
            "+91+000/",
            "+52.52+-13",
            "+١+٢",
            "+1234567+1",
            "++",
        ] {
            assert_eq!(Coordinates::of_iso_6709(none), None, "{none}");
        }
    }
}
