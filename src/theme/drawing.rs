//! The drawings that stand for pictures: meridians round one centre, one of them a ruled scale, drawn from a word such as the
//! slug of a page. The same word draws the same lines, on every machine, and no two words the same.
//!
//! Lines have classes; a style sheet gives them colour and width.

use std::fmt::Write as _;
use std::sync::LazyLock;

use libm::{cos, sin, sqrt};
use sha2::{Digest, Sha256};

/// So many ticks the scale has; each fifth is a long one.
const TICKS: usize = 29;
/// The length of a tick; of a long one twice that.
const TICK: f64 = 8.0;
/// What is left free between the scale and the edge of its box.
const MARGIN: f64 = 6.0;

/// The drawing in the head of a page.
pub(super) fn motif(seed: &str) -> String {
    let mut dice = Dice::new(seed);
    let count = 9 + dice.upto(3);
    // Never the innermost, nor one of the outer five.
    let scale = 2 + dice.upto(count - 6);
    let globe = Globe {
        middle: (600.0 * dice.between(0.54, 0.68), 600.0 * dice.between(0.44, 0.58)),
        height: 600.0 * dice.between(0.56, 0.68),
        tilt: dice.between(-30.0, 30.0),
        count,
        side: Side::End,
        scale,
    };
    let lines = globe.fitted(600.0).lines();
    format!(
        "<svg class=\"motif\" viewBox=\"0 0 600 600\" preserveAspectRatio=\"xMaxYMid slice\" aria-hidden=\"true\" \
         focusable=\"false\">{lines}</svg>"
    )
}

/// A plate in place of a portrait: fewer lines, and initials over them. Without a seed the initials alone.
pub(super) fn plate(seed: Option<&str>, initials: &str) -> String {
    let lines = seed.map_or_else(String::new, |seed| {
        let mut dice = Dice::new(seed);
        let globe = Globe {
            middle: (200.0 * dice.between(0.40, 0.60), 250.0 * dice.between(0.44, 0.56)),
            height: 250.0 * dice.between(0.56, 0.68),
            tilt: dice.between(-30.0, 30.0),
            count: 7,
            side: if dice.upto(2) == 0 { Side::End } else { Side::Start },
            scale: 2,
        };
        globe.lines()
    });
    let initials = match initials.trim() {
        "" => String::new(),
        initials => format!(
            "<text class=\"mi\" x=\"100\" y=\"125\" text-anchor=\"middle\" dominant-baseline=\"central\">{}</text>",
            quick_xml::escape::escape(initials)
        ),
    };
    format!(
        "<svg class=\"plate\" viewBox=\"0 0 200 250\" preserveAspectRatio=\"xMidYMid slice\" aria-hidden=\"true\" \
         focusable=\"false\">{lines}{initials}</svg>"
    )
}

/// Cosine and sine of the angle at which each tick stands.
static ANGLES: LazyLock<[(f64, f64); TICKS]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let angle = ((at as f64) * 5.5 - 77.0).to_radians();
        (cos(angle), sin(angle))
    })
});

/// On which side of the middle the scale lies, where text runs from left to right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// Meridians of one globe, as they are seen from outside.
#[derive(Clone, Copy)]
struct Globe {
    middle: (f64, f64),
    /// Half the height of all of them.
    height: f64,
    /// In degrees.
    tilt: f64,
    count: usize,
    side: Side,
    /// Which of them is the scale, from the innermost, 1.
    scale: usize,
}

impl Globe {
    /// The same with its scale inside a square box of this width: a narrower one where it would leave it, and on the other
    /// side where no one fits. At the end of a head it is seen best, since the drawing fades towards the text.
    fn fitted(self, width: f64) -> Self {
        let fits = |globe: &Globe| {
            let placed = globe.placing();
            let ends = globe.ticks().map(|(_, end)| placed(end));
            let mut seen = ends.filter(|(_, y)| (0.0..=width).contains(y));
            seen.all(|(x, _)| (MARGIN..=width - MARGIN).contains(&x))
        };
        let mirrored = Globe { tilt: -self.tilt, side: Side::Start, ..self };
        let narrower = |globe: Globe| (2..=globe.scale).rev().map(move |scale| Globe { scale, ..globe });
        let mut all = narrower(self).chain(narrower(mirrored));
        all.find(fits).unwrap_or(Globe { scale: 2, ..mirrored })
    }

    /// Half the width of a meridian.
    fn width(&self, at: usize) -> f64 {
        self.height * sin(std::f64::consts::FRAC_PI_2 * at as f64 / self.count as f64)
    }

    /// The ticks of the scale from where they begin to where they end, seen from the middle and not yet tilted.
    fn ticks(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
        let (width, height) = (self.width(self.scale), self.height);
        let to = if self.side == Side::End { 1.0 } else { -1.0 };
        ANGLES.iter().enumerate().map(move |(at, &(across, along))| {
            let outward = (across / width, along / height);
            let length = if at % 5 == 4 { 2.0 * TICK } else { TICK }
                / sqrt(outward.0 * outward.0 + outward.1 * outward.1);
            let start = (to * width * across, height * along);
            (start, (start.0 + to * outward.0 * length, start.1 + outward.1 * length))
        })
    }

    /// Where the points of the globe lie in the box.
    fn placing(&self) -> impl Fn((f64, f64)) -> (f64, f64) + use<> {
        let tilt = self.tilt.to_radians();
        let (cosine, sine, (x, y)) = (cos(tilt), sin(tilt), self.middle);
        move |(across, along)| (x + across * cosine - along * sine, y + across * sine + along * cosine)
    }

    fn lines(&self) -> String {
        let (x, y) = self.middle;
        let mut lines =
            format!("<g transform=\"translate({} {}) rotate({})\">", short(x), short(y), short(self.tilt));
        let height = short(self.height);
        for at in 1..=self.count {
            let class = if at == self.scale { "m1" } else { "m" };
            let width = short(self.width(at));
            let _ = write!(lines, "<ellipse class=\"{class}\" rx=\"{width}\" ry=\"{height}\"/>");
        }
        lines.push_str("<path class=\"mt\" d=\"");
        for (start, end) in self.ticks() {
            let (across, along) = (short(end.0 - start.0), short(end.1 - start.1));
            let _ = write!(lines, "M{} {}l{across} {along}", short(start.0), short(start.1));
        }
        lines.push_str("\"/></g>");
        lines
    }
}

/// A number with at most one decimal.
fn short(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let (sign, whole, tenth) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// Numbers that a word decides on.
struct Dice {
    bytes: [u8; 32],
    thrown: usize,
}

impl Dice {
    fn new(seed: &str) -> Self {
        Dice { bytes: Sha256::digest(seed).into(), thrown: 0 }
    }

    /// One of 65,536 values.
    fn throw(&mut self) -> u16 {
        let at = 2 * (self.thrown % 16);
        self.thrown += 1;
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or_default();
        u16::from_be_bytes([byte(at), byte(at + 1)])
    }

    /// A number below this one.
    fn upto(&mut self, end: usize) -> usize {
        usize::from(self.throw()) % end.max(1)
    }

    fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * f64::from(self.throw()) / 65_535.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_word_has_its_own_drawing() {
        let words: Vec<String> = (0..500).map(|at| format!("page-{at}")).collect();
        let motifs: BTreeSet<String> = words.iter().map(|word| motif(word)).collect();
        let plates: BTreeSet<String> = words.iter().map(|word| plate(Some(word), "AO")).collect();
        assert_eq!((motifs.len(), plates.len()), (words.len(), words.len()));
        assert_eq!(motif("page-1"), motif("page-1"));
        assert!(motifs.iter().all(|svg| svg.len() < 2_300), "{:?}", motifs.iter().map(String::len).max());
        assert!(plates.iter().all(|svg| svg.len() < 2_000), "{:?}", plates.iter().map(String::len).max());
        for svg in motifs.iter().chain(&plates) {
            let mut tags = quick_xml::Reader::from_str(svg);
            while tags.read_event().unwrap() != quick_xml::events::Event::Eof {}
            assert!(!svg.contains("NaN") && !svg.contains("style="), "{svg}");
        }
    }

    #[test]
    fn the_scale_stays_in_its_box() {
        for at in 0..2_000 {
            let svg = motif(&format!("page-{at}"));
            let number = |text: &str| text.parse::<f64>().unwrap();
            let (head, ticks) = svg.split_once("<path class=\"mt\" d=\"").unwrap();
            let (middle, tilt) = head.split_once("translate(").unwrap().1.split_once(") rotate(").unwrap();
            let (x, y) = middle.split_once(' ').unwrap();
            let (x, y, tilt) = (number(x), number(y), number(tilt.split_once(')').unwrap().0).to_radians());
            let ticks = ticks.split('"').next().unwrap();
            for tick in ticks.split('M').skip(1) {
                let numbers: Vec<f64> = tick.split([' ', 'l']).map(number).collect();
                let (across, along) = (numbers[0] + numbers[2], numbers[1] + numbers[3]);
                let end = x + across * tilt.cos() - along * tilt.sin();
                let height = y + across * tilt.sin() + along * tilt.cos();
                assert!(!(0.0..=600.0).contains(&height) || (0.0..=600.0).contains(&end), "{at}: {end}");
            }
        }
    }

    #[test]
    fn initials_are_text() {
        assert!(plate(None, "<b>").ends_with("&lt;b&gt;</text></svg>"));
        assert!(!plate(Some("x"), " ").contains("<text"));
        assert!(!plate(None, "A").contains("<g"));
    }

    #[test]
    fn numbers_are_short() {
        for (number, written) in
            [(0.04, "0"), (-0.04, "0"), (-0.06, "-0.1"), (12.0, "12"), (-1.25, "-1.3"), (99.96, "100")]
        {
            assert_eq!(short(number), written);
        }
    }
}
