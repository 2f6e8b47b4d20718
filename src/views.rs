//! Views: what templates see, each a struct whose comments are the reference of themes.
//!
//! Templates see views, never the model: the fields of these structs are the contract with themes. A view turns
//! straight into a value of the engine, with static keys; what several pages show is made once and shared.

#[cfg(test)]
pub(crate) mod describe;
#[cfg(test)]
mod reference;

pub(crate) mod booking;
pub(crate) mod cards;
mod choices;
pub(crate) mod conditions;
pub(crate) mod estimate;
pub(crate) mod example;
pub(crate) mod files;
pub(crate) mod home;
pub(crate) mod lists;
pub(crate) mod page;
mod pages;
pub(crate) mod parts;
pub(crate) mod plain;
pub(crate) mod pricing;
pub(crate) mod profiles;
pub(crate) mod references;
pub(crate) mod shared;
pub(crate) mod shown;
pub(crate) mod site;
pub(crate) mod words;

use std::marker::PhantomData;

use serde::ser::{Serialize, SerializeStruct, Serializer};

pub(crate) use self::pages::pages;
use self::shared::SiteViews;
use crate::plan::Plan;
use crate::resolve::Resolved;
use crate::site::{Edition, Site};
use crate::theme::Theme;

/// What rendering sees of a site, for readers of one edition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RenderContext<'a> {
    /// What is known of the site.
    pub(crate) site: &'a Site,
    /// The language.
    pub(crate) edition: &'a Edition,
    /// How it looks.
    pub(crate) theme: &'a Theme,
    /// Its addresses.
    pub(crate) plan: &'a Plan,
    /// Its texts, with every question answered.
    pub(crate) resolved: &'a Resolved,
    /// What many pages show.
    pub(crate) shared: &'a SiteViews,
}

/// A struct that templates see as a map of its fields.
pub(crate) trait View {
    /// How many fields it has.
    const FIELDS: usize;

    /// Writes each field into a map of the engine.
    fn write<S: SerializeStruct>(&self, map: &mut S) -> Result<(), S::Error>;
}

/// Declares views: the structs, how they turn into values of the engine, and their description for the reference.
/// `Name: Base { … }` has the fields of another view before its own, in its field `base`.
macro_rules! view {
    ($($(#[doc = $doc:literal])+ $name:ident $(: $base:ident)? {
        $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)*
    })+) => { $(
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub(crate) struct $name {
            $(
                /// What it shares with others of its kind.
                pub(crate) base: $base,
            )?
            $($(#[doc = $field_doc])+ pub(crate) $field: $type,)*
        }

        impl $crate::views::View for $name {
            const FIELDS: usize = {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                NAMES.len() $(+ <$base as $crate::views::View>::FIELDS)?
            };

            fn write<S: serde::ser::SerializeStruct>(&self, map: &mut S) -> Result<(), S::Error> {
                $(<$base as $crate::views::View>::write(&self.base, map)?;)?
                $(map.serialize_field(stringify!($field), &self.$field)?;)*
                Ok(())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::views::serialize(self, serializer)
            }
        }

        #[cfg(test)]
        impl $crate::views::describe::Described for $name {
            const SHAPE: $crate::views::describe::Shape =
                $crate::views::describe::Shape::View(&$crate::views::describe::Description {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    fields: &[$($crate::views::describe::fields(<$base as $crate::views::describe::Described>::SHAPE),)? &[$($crate::views::describe::Field {
                        name: stringify!($field),
                        doc: concat!($($field_doc, "\n"),+),
                        shape: <$type as $crate::views::describe::Described>::SHAPE,
                    }),*]],
                });
        }
    )+ };
}
pub(crate) use view;

/// Writes a view as a map with static keys.
pub(crate) fn serialize<V: View, S: Serializer>(view: &V, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_struct("", V::FIELDS)?;
    view.write(&mut map)?;
    map.end()
}

/// The fields of a page's kind behind those that every page has.
pub(crate) struct Both<'a, A, B>(pub(crate) &'a A, pub(crate) &'a B);

impl<A: View, B: View> Serialize for Both<'_, A, B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("", A::FIELDS + B::FIELDS)?;
        self.0.write(&mut map)?;
        self.1.write(&mut map)?;
        map.end()
    }
}

/// Nothing beside what every page has.
pub(crate) struct Nothing;

impl View for Nothing {
    const FIELDS: usize = 0;

    fn write<S: SerializeStruct>(&self, _: &mut S) -> Result<(), S::Error> {
        Ok(())
    }
}

/// Finished HTML, which a template prints as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(pub(crate) String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A value of the engine that was made once: to clone it is to share it.
#[derive(Debug)]
pub(crate) struct Shared<V> {
    value: tera::Value,
    view: PhantomData<fn() -> V>,
}

impl<V: Serialize> Shared<V> {
    /// Makes the value.
    pub(crate) fn new(view: &V) -> Self {
        Shared { value: tera::Value::from_serializable(view), view: PhantomData }
    }

    /// The value itself.
    pub(crate) fn value(&self) -> tera::Value {
        self.value.clone()
    }
}

impl<V> Clone for Shared<V> {
    fn clone(&self) -> Self {
        Shared { value: self.value.clone(), view: PhantomData }
    }
}

impl<V> Serialize for Shared<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
