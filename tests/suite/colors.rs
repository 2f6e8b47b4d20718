//! The colours of a theme: what they come to, in both schemes, and what is told of those that cannot be read or seen.

use crate::clinic::{Clinic, Site};
use crate::theme::{clinic, theme};

/// The variables of a scheme.
fn variables(site: &Site) -> [String; 2] {
    let name = site.files.keys().find(|name| name.starts_with("assets/theme.")).unwrap();
    let (_, light) = site.get(name).split_once(":root{").unwrap();
    let (light, rest) = light.split_once('}').unwrap();
    let dark = rest.split_once("(prefers-color-scheme:dark){:root{").unwrap().1;
    [light, dark.split_once('}').unwrap().0].map(|variables| format!(";{variables}"))
}

fn has(site: &Site, light: &[(&str, &str)], dark: &[(&str, &str)]) {
    let [by_day, by_night] = variables(site);
    for (name, color) in light {
        assert!(by_day.contains(&format!(";--{name}:{color};")), "--{name}: {color}\n{by_day}");
    }
    for (name, color) in dark {
        assert!(by_night.contains(&format!(";--{name}:{color};")), "--{name}: {color}\n{by_night}");
    }
}

/// `#rrggbb` as three numbers.
fn bytes(color: &str) -> Vec<i32> {
    color.as_bytes()[1..]
        .chunks(2)
        .map(|two| i32::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

fn value<'v>(variables: &'v str, name: &str) -> Option<&'v str> {
    variables.split(';').find_map(|one| one.strip_prefix("--")?.strip_prefix(name)?.strip_prefix(':'))
}

/// The contrast by the formula of WCAG 2.2, written a second time.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |color: &str| {
        let part = |byte: i32| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = bytes(color)[..] else { panic!("{color}") };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_colours_of_meridian_are_those_that_were_drawn() {
    let site = Clinic::new().build();
    let [light, dark] = variables(&site);
    // Made from #0b6e6e, to a step of each part.
    for (name, by_day, by_night) in [
        ("accent", "#0b6e6e", "#7fd2d1"),
        ("accent-strong", "#00504f", "#97e9e8"),
        ("on-accent", "#ffffff", "#022020"),
        ("tint", "#e4f3f2", "#12302f"),
        ("tint-2", "#acd8d7", "#2b5858"),
        ("deep", "#053131", "#0e3737"),
        ("deep-line", "#285655", "#315e5e"),
        ("part-1", "#82d5d4", "#82d5d4"),
        ("part-2", "#cbecec", "#cbecec"),
    ] {
        let seen_by_day = value(&light, name).unwrap();
        let seen_by_night = value(&dark, name).unwrap_or(seen_by_day);
        for (seen, drawn) in [(seen_by_day, by_day), (seen_by_night, by_night)] {
            let is_near =
                bytes(seen).into_iter().zip(bytes(drawn)).all(|(seen, drawn)| (seen - drawn).abs() <= 1);
            assert!(is_near, "{name}: {seen}, drawn {drawn}");
        }
    }
    // The contrasts of the table, by day and by night.
    for (text, background, by_day, by_night) in [
        ("ink", "paper", 16.35, 15.66),
        ("ink", "bone", 14.99, 14.49),
        ("ink", "card", 16.49, 13.71),
        ("ink-2", "paper", 7.37, 9.52),
        ("ink-2", "bone", 6.76, 8.81),
        ("ink-2", "card", 7.43, 8.33),
        ("edge", "paper", 4.18, 5.56),
        ("edge", "bone", 3.83, 5.15),
        ("edge", "card", 4.22, 4.87),
        ("amber", "amber-tint", 6.15, 8.88),
        ("red", "red-tint", 7.13, 8.17),
        ("green", "green-tint", 6.27, 8.36),
        ("slate", "slate-tint", 7.01, 8.18),
        ("accent", "paper", 6.00, 9.60),
        ("accent", "bone", 5.50, 8.89),
        ("accent", "card", 6.05, 8.41),
        ("accent", "tint", 5.30, 7.69),
        ("on-accent", "accent", 6.05, 9.23),
        ("ink", "tint", 14.22, 12.14),
        ("ink-2", "tint", 6.41, 7.38),
        ("on-deep", "deep", 13.92, 12.0),
        ("on-deep-2", "deep", 9.17, 8.36),
        ("honey", "deep", 8.70, 7.93),
        ("part-1", "deep", 8.02, 7.35),
        ("part-2", "deep", 11.23, 9.0),
        ("part-4", "deep", 3.0, 3.0),
        ("part-5", "deep", 3.0, 3.0),
    ] {
        let of = |variables: &str, name: &str| value(variables, name).map(str::to_owned);
        let by_night_of = |name: &str| of(&dark, name).or(of(&light, name)).unwrap();
        let seen = [
            contrast(&of(&light, text).unwrap(), &of(&light, background).unwrap()),
            contrast(&by_night_of(text), &by_night_of(background)),
        ];
        assert!(seen[0] >= by_day - 0.05 && seen[1] >= by_night - 0.05, "{text} on {background}: {seen:?}");
    }
}

#[test]
fn a_word_of_an_option_chooses_a_colour() {
    let site = Clinic::new().site("[theme_options]\nneutral = \"cool\"\naccent = \"#1f4e8c\"\n").build();
    has(&site, &[("paper", "#ffffff"), ("accent", "#1f4e8c"), ("neutral", "cool")], &[("paper", "#121618")]);
    for accent in ["#7a1f2b", "#8a5200", "#1f4e8c", "#6b3a78", "#2f6b3a", "#3d4a52"] {
        for neutral in ["warm", "soft", "cool"] {
            let chosen = format!("[theme_options]\nneutral = \"{neutral}\"\naccent = \"{accent}\"\n");
            let told = Clinic::new().site(&chosen).messages();
            assert!(!told.contains("A07"), "{told}");
        }
    }
}

#[test]
fn colours_hold_layer_by_layer_one_by_one() {
    let own = "[colors.deep]\nlight = \"#222222\"\n[colors.own-1]\nfrom = \"accent\"\ndark = { lightness = 0.5, chroma_max = 0 }\n\
               [colors.own]\noption = \"size\"\nlight = { small = \"#aaa\", big = \"#bbb\" }\n\
               [options.size]\ntype = \"choice\"\nchoices = [\"small\", \"big\"]\ndefault = \"big\"\n";
    let sheet = "a { b: var(--own-1) var(--own) }";
    let site = theme(own).file("themes/mine/assets/own.css", sheet).build();
    has(
        &site,
        &[("deep", "#222222"), ("own-1", "#0b6e6e"), ("own", "#bbbbbb"), ("tint", "#e4f3f2")],
        &[("own-1", "#636363")],
    );
    assert_eq!(value(&variables(&site)[1], "deep"), None);
    assert!(!site.warnings.contains("nothing uses"), "{}", site.warnings);
    let told = theme(own).messages();
    assert!(told.contains("nothing uses the colour `own-1`"), "{told}");
}

#[test]
fn a_contrast_is_tried_in_both_schemes_and_told_where_somebody_can_change_it() {
    // The site's own colour, with one that would do.
    let told = clinic().site("[theme_options]\naccent = \"#1d9e9e\"\n").messages();
    assert!(
        told.contains("--> site.toml:13:10") && told.contains("in the light scheme #1d9e9e on"),
        "{told}"
    );
    let (_, better) = told.split_once("choose a darker or a lighter colour, such as ").unwrap();
    let better = better.split('\n').next().unwrap();
    let told = clinic().site(&format!("[theme_options]\naccent = {better}\n")).messages();
    assert!(!told.contains("A07"), "{told}");
    // A choice of the site.
    let words = "[options.tone]\ntype = \"choice\"\nchoices = [\"good\", \"bad\"]\ndefault = \"good\"\n\
                 [colors.own]\noption = \"tone\"\nlight = \"#ffffff\"\ndark = { good = \"#000000\", bad = \"#777777\" }\n\
                 [[contrast]]\ntext = \"#eee\"\nbackground = \"own\"\nlarge = true\n";
    let pair = words.replace("light = \"#ffffff\"", "light = \"#000000\"");
    let sheet = "a { b: var(--own) }";
    let told = theme(&pair).file("themes/mine/assets/own.css", sheet).messages();
    assert!(!told.contains("A07"), "{told}");
    let closer = pair.replace("#777777", "#999999");
    let told = theme(&closer).file("themes/mine/assets/own.css", sheet).messages();
    assert!(
        told.contains("`#eee` on `own` has the contrast 2.46 with tone = \"bad\"; at least 3 is needed")
            && told.contains("--> themes/mine/theme.toml:10:1")
            && told.contains("in the dark scheme #eeeeee on #999999"),
        "{told}"
    );
    let told = theme(&closer)
        .file("themes/mine/assets/own.css", sheet)
        .site("[theme_options]\ntone = \"bad\"\n")
        .messages();
    assert!(told.contains("2.46; at least") && told.contains("--> site.toml:13:8"), "{told}");
    // A theme's colour below a pair of the theme below it.
    let told = theme("[colors.paper]\nlight = \"#888\"\n").messages();
    assert!(
        told.contains("error[A07]: `edge` on `paper`")
            && told.contains("5 other pairs are too close, too")
            && told.contains("theme.toml:2:9"),
        "{told}"
    );
}

#[test]
fn a_colour_that_cannot_be_read_is_told_with_what_to_write() {
    for (lines, message, help) in [
        ("[colors.a]\n", "the colour `a` has no value", "light ="),
        ("[colors.a]\nlight = \"teal\"\n", "`teal` is no colour", "six hexadecimal digits"),
        ("[colors.a]\nlight = 4\n", "`light` wants a text", ""),
        (
            "[colors.a]\nlight = { lightness = 0.4 }\n",
            "nothing says by what `light` goes",
            "from = \"accent\"",
        ),
        ("[colors.a]\nfrom = \"acent\"\n", "there is no option `acent`", "did you mean `accent`?"),
        ("[colors.a]\nfrom = \"neutral\"\n", "by the option `neutral`, which is no `color`", "another name"),
        ("[colors.a]\nfrom = \"accent\"\noption = \"neutral\"\n", "not both", "take one"),
        ("[colors.a]\nfrom = \"accent\"\nlight = { lightness = 40 }\n", "wants a number from 0 to 1", "0.5"),
        (
            "[colors.a]\nfrom = \"accent\"\nlight = { lightnes = 0.4 }\n",
            "`lightnes`",
            "did you mean `lightness`?",
        ),
        (
            "[colors.a]\nfrom = \"accent\"\nlight = { lightness = 0.4, lightness_less = 0.1 }\n",
            "a lightness is given, and how much less",
            "take one",
        ),
        (
            "[colors.a]\noption = \"neutral\"\nlight = { warm = \"#fff\", soft = \"#fff\" }\n",
            "has nothing for the word `cool` of `neutral`",
            "warm, soft, cool",
        ),
        (
            "[colors.a]\noption = \"motif\"\nlight = { meridians = \"#fff\", none = \"#fff\", nun = \"#fff\" }\n",
            "the option `motif` has no word `nun`",
            "its words are: meridians, none",
        ),
        (
            "[colors.a]\noption = \"motif\"\nlight = { none = 4 }\n",
            "`none` wants a colour",
            "none = \"#0b6e6e\"",
        ),
        ("[colors.\"a b\"]\nlight = \"#fff\"\n", "a colour cannot be called `a b`", "begin with a letter"),
    ] {
        let told = theme(&format!("{lines}[[contrast]]\ntext = \"#000\"\nbackground = \"#fff\"\n"))
            .file("themes/mine/assets/own.css", "a { b: var(--a) }")
            .messages();
        assert!(told.contains(message) && told.contains(help), "{lines}\n{told}");
        assert!(told.contains("themes/mine/theme.toml:"), "{lines}\n{told}");
        assert_eq!(told.matches("error[").count(), 1, "{lines}\n{told}");
    }
    // An option of the theme's own under the name of one that colours of the theme below go by.
    let told = theme("[options.neutral]\ntype = \"choice\"\nchoices = [\"x\"]\ndefault = \"x\"\n").messages();
    assert!(
        told.contains("the colour `bone` has nothing for the word `warm`")
            || told.contains("the colour `bone` has nothing for the word `x` of `neutral`"),
        "{told}"
    );
    assert!(told.contains("--> themes/mine/theme.toml:2:10"), "{told}");
}
