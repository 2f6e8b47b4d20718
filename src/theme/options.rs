//! A theme's declaration, `theme.toml`: its options with the site's values, and the contrast of its colours.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use toml::de::DeValue;

use super::Layers;
use crate::config::{Config, OptionValue};
use crate::problem::{Place, Problems, Rule};
use crate::table::{Table, parse};

const TYPES: &[&str] = &["color", "text", "number", "bool", "image", "choice"];

/// The options of the theme with the values of the site, or their defaults.
pub(super) fn read(layers: &Layers<'_>, config: &Config, problems: &mut Problems) -> BTreeMap<String, Value> {
    let mut options = BTreeMap::new();
    let Some(source) = layers.texts("theme.toml").first().copied() else {
        problems
            .report(
                Rule::Theme,
                config.theme_place.clone(),
                format!("the theme `{}` has no `theme.toml`", config.theme),
            )
            .help("add the file with the theme's name: name = \"…\"");
        return options;
    };
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table("theme.toml");
    table.required_text("name");
    table.raw("image_widths");
    let mut kinds = BTreeMap::new();
    if let Some(declared) = table.table("options", "[options]") {
        // What a site says of an option that could not be read is not held against it.
        let mut unread = BTreeSet::new();
        let names: Vec<String> = declared.entries().map(|(name, _, _)| name.value.to_owned()).collect();
        for (name, value, span) in declared.entries() {
            let DeValue::Table(entry) = value else {
                table.wrong_type(name.value, span, "a table with `type` and `default`");
                unread.insert(name.value.to_owned());
                continue;
            };
            let text = |key: &str| match entry.get(key).map(|value| value.get_ref()) {
                Some(DeValue::String(text)) => Some(text.clone().into_owned()),
                _ => None,
            };
            let kind = text("type").unwrap_or_default();
            if !TYPES.contains(&kind.as_str()) {
                let place = Place::new(source, name.span.clone());
                table
                    .problems
                    .report(
                        Rule::Theme,
                        place,
                        format!("the option `{}` has no type that is known", name.value),
                    )
                    .help(format!("write one of: {}", TYPES.join(", ")));
                unread.insert(name.value.to_owned());
                continue;
            }
            let choices: Vec<String> = match entry.get("choices").map(|value| value.get_ref()) {
                Some(DeValue::Array(items)) => items
                    .iter()
                    .filter_map(|item| match item.get_ref() {
                        DeValue::String(text) => Some(text.clone().into_owned()),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            let default = match entry.get("default").map(|value| value.get_ref()) {
                Some(DeValue::String(text)) => Value::String(text.clone().into_owned()),
                Some(DeValue::Boolean(flag)) => Value::Bool(*flag),
                Some(DeValue::Integer(number)) => Value::String(number.as_str().to_owned()),
                Some(DeValue::Float(number)) => Value::String(number.as_str().to_owned()),
                _ => Value::Null,
            };
            options.insert(name.value.to_owned(), default);
            kinds.insert(name.value.to_owned(), (kind, choices));
        }
        declared.finish_free(&mut table.problems);
        let told = config.theme_options.iter().filter(|(name, _)| !unread.contains(&name.value));
        for (name, value) in told {
            let Some((kind, choices)) = kinds.get(&name.value) else {
                problems
                    .report(
                        Rule::UnknownKey,
                        name.place(&config.source),
                        format!("the theme has no option `{}`", name.value),
                    )
                    .propose(&name.value, names.iter().map(String::as_str));
                continue;
            };
            match fit(kind, choices, &value.value) {
                Ok(fitted) => drop(options.insert(name.value.clone(), fitted)),
                Err(wanted) => {
                    problems.report(
                        Rule::BadValue,
                        value.place(&config.source),
                        format!("the option `{}` wants {wanted}", name.value),
                    );
                }
            }
        }
    } else {
        for (name, _) in &config.theme_options {
            problems.report(
                Rule::UnknownKey,
                name.place(&config.source),
                format!("the theme has no option `{}`", name.value),
            );
        }
    }
    contrast(&mut table, &options, config);
    table.finish(problems);
    options
}

fn fit(kind: &str, choices: &[String], value: &OptionValue) -> Result<Value, String> {
    match (kind, value) {
        ("color", OptionValue::Text(text)) if color(text).is_some() => Ok(Value::String(text.clone())),
        ("color", _) => Err("a colour such as \"#0b6e6e\"".to_owned()),
        ("choice", OptionValue::Text(text)) if choices.contains(text) => Ok(Value::String(text.clone())),
        ("choice", _) => Err(format!("one of: {}", choices.join(", "))),
        ("text" | "image", OptionValue::Text(text)) => Ok(Value::String(text.clone())),
        ("number", OptionValue::Number(number)) => Ok(Value::String(number.clone())),
        ("bool", OptionValue::Flag(flag)) => Ok(Value::Bool(*flag)),
        ("number", _) => Err("a number".to_owned()),
        ("bool", _) => Err("`true` or `false`".to_owned()),
        _ => Err("a text in quotes".to_owned()),
    }
}

/// The options as CSS variables: `:root{--accent:#0b6e6e}`. Texts and pictures are for templates only.
pub(super) fn css(options: &BTreeMap<String, Value>) -> String {
    let mut css = String::from(":root{");
    for (name, value) in options {
        match value {
            Value::String(text)
                if color(text).is_some()
                    || text.chars().all(|c| c.is_ascii_alphanumeric() || ".%-".contains(c)) =>
            {
                css.push_str(&format!("--{name}:{text};"));
            }
            Value::Bool(flag) => css.push_str(&format!("--{name}:{};", u8::from(*flag))),
            _ => {}
        }
    }
    css.push_str("}\n");
    css
}

/// `#rgb` or `#rrggbb` as three bytes.
fn color(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#')?;
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|c| [c, c]).collect(),
        6 => hex.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every pair of colours that the theme lays on one another (A07).
fn contrast(table: &mut Table<'_>, options: &BTreeMap<String, Value>, config: &Config) {
    for mut pair in table.tables("contrast", "a pair of colours") {
        let text = pair.required_text("text");
        let background = pair.required_text("background");
        let large = pair.flag("large").unwrap_or(false);
        let place = pair.place();
        pair.finish(&mut table.problems);
        let find = |name: &str| options.get(name).and_then(Value::as_str).map_or_else(|| color(name), color);
        let (Some(text), Some(background)) = (text, background) else { continue };
        let (Some(front), Some(back)) = (find(&text.value), find(&background.value)) else {
            table.problems.report(
                Rule::Theme,
                place,
                "a pair of colours names neither an option nor a colour",
            );
            continue;
        };
        let (seen, wanted) = (ratio(front, back), if large { 3.0 } else { 4.5 });
        if seen < wanted {
            let own = config
                .theme_options
                .iter()
                .find(|(name, _)| name.value == text.value || name.value == background.value);
            let place = own.map_or(place, |(_, value)| value.place(&config.source));
            table
                .problems
                .report(
                    Rule::Contrast,
                    place,
                    format!(
                        "`{}` on `{}` has the contrast {seen:.2}; at least {wanted} is needed",
                        text.value, background.value
                    ),
                )
                .help("choose a darker or a lighter colour");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, other, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.5422),
            ("#777777", "#ffffff", 4.4781),
            ("#0b5c6b", "#14171a", 2.3624),
            ("#959595", "#ffffff", 2.9953),
        ] {
            let seen = ratio(color(one).unwrap(), color(other).unwrap());
            assert!((seen - wanted).abs() < 0.0001, "{one} {other} {seen}");
        }
    }
}
