//! The attribute filter: which attributes of an element are written, hold an address, or are left out.

use std::fmt::Write as _;
use std::ops::Range;

use super::svg;
use super::table::{Element, Value};
use crate::markdown::render::{LINKS, LOADED, Renderer};
use crate::markdown::{Address, escape};
use crate::problem::{Rule, nearest};

/// The attributes of a start tag that pass.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Attributes without an address, escaped, each with a space before it.
    pub(super) html: String,
    /// Attributes with an address that is resolved later.
    pub(super) sources: Vec<AddressAttribute>,
    /// The target of a link.
    pub(super) href: Option<String>,
    /// The title of a link.
    pub(super) title: String,
}

/// An attribute that holds an address.
#[derive(Debug)]
pub(super) struct AddressAttribute {
    pub(super) name: &'static str,
    pub(super) address: Address,
    pub(super) target: String,
}

impl Renderer<'_, '_> {
    /// Filters an attribute of an element.
    pub(super) fn attribute(
        &mut self,
        element: &'static Element,
        key: &str,
        value: &str,
        span: &Range<usize>,
        into: &mut Attributes,
    ) {
        if let Some(behaviour) = behaviour(key, value) {
            let place = self.spot.place(span.clone());
            self.problems
                .report(Rule::Behaviour, place, format!("`{key}` {behaviour}"))
                .help(format!("take `{key}` out; visitors decide"));
            return;
        }
        let Some((name, kind)) = element.attribute(key) else {
            if is_open_ended(key) {
                return add(&mut into.html, key, value);
            }
            return self.leave_out(element, key, span);
        };
        let mut source = |address, value: &str| {
            // The first of `href` and `xlink:href` counts.
            if into.sources.iter().all(|known| known.name != name) {
                into.sources.push(AddressAttribute { name, address, target: value.trim().to_owned() });
            }
        };
        match kind {
            Value::Leads if element.name == "a" => {
                if into.href.is_none() && self.check_scheme(value, LINKS, span) {
                    into.href = Some(value.trim().to_owned());
                }
            }
            Value::Plain if element.name == "a" && name == "title" => value.clone_into(&mut into.title),
            Value::Plain => add(&mut into.html, name, value),
            Value::Id if self.take_id(value, span) => add(&mut into.html, name, value),
            Value::Id => {}
            Value::Leads if name == "cite" => {
                if self.check_scheme(value, LOADED, span) {
                    source(Address::Leads, value);
                }
            }
            Value::Leads => {
                if self.check_scheme(value, &["http", "https", "mailto", "tel", "sms", "book"], span) {
                    source(Address::Leads, value);
                }
            }
            Value::Posts if self.check_scheme(value, LOADED, span) => source(Address::Posts, value),
            Value::Within | Value::Draws if value.trim().starts_with('#') => {
                add(&mut into.html, name, value.trim());
            }
            Value::Loads | Value::Draws if self.check_scheme(value, LOADED, span) => {
                source(Address::Loads, value);
            }
            Value::LoadsEach if value.split(',').all(|one| self.check_scheme(one, LOADED, span)) => {
                source(Address::LoadsEach, value);
            }
            Value::Posts | Value::Loads | Value::LoadsEach | Value::Draws => {}
            Value::Style if svg::loads_nothing(value) => add(&mut into.html, name, value),
            Value::Style | Value::Within => {
                self.warn(span, format!("the attribute `{key}` of `<{}>` is left out", element.name))
                    .label(format!("`{}`", value.trim()))
                    .help("write `#id`, or `url(#id)`, of the same drawing: nothing else is loaded by it");
            }
        }
    }

    /// Reports an attribute that is not on the list.
    fn leave_out(&mut self, element: &'static Element, key: &str, span: &Range<usize>) {
        let help = match key {
            "style" => "a class can be styled by the theme".to_owned(),
            key if key.starts_with("on") => "handlers have no place in a text: take it out".to_owned(),
            key => match nearest(key, element.attribute_names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("take it out: in a text a `<{}>` does without it", element.name),
            },
        };
        self.warn(span, format!("the attribute `{key}` of `<{}>` is left out", element.name)).help(help);
    }
}

/// What an attribute makes the page do by itself, if anything.
fn behaviour(name: &str, value: &str) -> Option<&'static str> {
    match name {
        "autoplay" => Some("plays by itself"),
        "autofocus" => Some("moves the focus"),
        "tabindex" if value.trim().parse::<i64>().is_ok_and(|order| order > 0) => {
            Some("changes the order of the focus")
        }
        _ => None,
    }
}

/// Whether an attribute passes by its prefix: `aria-…` and `data-…`.
pub(crate) fn is_open_ended(name: &str) -> bool {
    let rest = name.strip_prefix("aria-").or_else(|| name.strip_prefix("data-"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    })
}

/// Appends an attribute, escaped.
pub(super) fn add(attributes: &mut String, key: &str, value: &str) {
    let _ = write!(attributes, " {key}=\"");
    escape(attributes, value);
    attributes.push('"');
}
