//! The kinds of pages: one file each, and the list of them.
//!
//! The first folder of a file in `content/` decides the kind of its page, and the kind decides keys, template and lists.

mod announcement;
pub(crate) mod article;
pub(crate) mod career;
mod common;
mod condition;
mod estimate;
pub(crate) mod event;
pub(crate) mod faq;
mod home;
pub(crate) mod location;
mod plain;
mod pricing;
pub(crate) mod provider;
mod section;
pub(crate) mod service;
mod spec;
pub(crate) mod testimonial;
mod urgent_help;

pub(crate) use announcement::Announcement;
pub(crate) use article::Article;
pub(crate) use career::{Career, PayPeriod, WrittenPay};
pub(crate) use common::{Question, Review};
pub(crate) use condition::Condition;
pub(crate) use estimate::Estimate;
pub(crate) use event::{Event, Status};
pub(crate) use faq::Faq;
pub(crate) use home::Home;
pub(crate) use location::{Closing, Hours, Location};
pub(crate) use plain::Plain;
pub(crate) use pricing::Pricing;
pub(crate) use provider::Provider;
pub(crate) use section::Section;
pub(crate) use service::Service;
pub(crate) use testimonial::Testimonial;
pub(crate) use urgent_help::UrgentHelp;

pub(crate) use spec::{
    Day, Empty, Feed, Generated, KindSpec, List, Order, PageKind, Readers, Standing, Words,
};

use crate::table::Table;

/// The list of all kinds, each with its file, in the order in which they are listed: handed to a macro of the caller's.
macro_rules! each_kind {
    ($then:ident) => {
        $then! {
            Home = home,
            Pricing = pricing,
            Service = service,
            Article = article,
            Condition = condition,
            Provider = provider,
            Location = location,
            Faq = faq,
            Event = event,
            Career = career,
            Testimonial = testimonial,
            Announcement = announcement,
            Plain = plain,
            Section = section,
            Estimate = estimate,
            UrgentHelp = urgent_help,
        }
    };
}
pub(crate) use each_kind;

macro_rules! kinds {
    ($($kind:ident = $module:ident,)*) => {
        /// What a page is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is the kind of that name")]
        pub enum Kind { $($kind,)* }

        /// What a page holds beside the keys of all.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "each is the kind of that name")]
        pub enum Data { $($kind(Box<$kind>),)* }

        impl Kind {
            /// Every kind, in the order in which they are listed.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// What the kind is.
            pub(crate) fn spec(self) -> &'static KindSpec {
                match self { $(Kind::$kind => &$module::SPEC,)* }
            }

            /// Reads the keys of the kind; `None` if one that is required is missing or bad (reported).
            pub(crate) fn read(self, table: &mut Table<'_>) -> Option<Data> {
                match self { $(Kind::$kind => $kind::read(table).map(Box::new).map(Data::$kind),)* }
            }
        }

        impl Data {
            /// What its own kind says of it.
            pub(crate) fn own(&self) -> &dyn PageKind {
                match self { $(Data::$kind(own) => &**own,)* }
            }
        }
    };
}

each_kind!(kinds);

impl Kind {
    /// The kinds that have a folder, with its name, in the order of the menu.
    pub fn folders() -> impl Iterator<Item = (Kind, &'static str)> {
        Kind::ALL.iter().filter_map(|kind| Some((*kind, kind.folder()?)))
    }

    /// The kind of a folder's pages.
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::folders().find(|(_, name)| *name == folder).map(|(kind, _)| kind)
    }

    /// The folder of a kind, which is also the name of its list.
    pub fn folder(self) -> Option<&'static str> {
        self.spec().folder
    }

    /// The name in templates and messages.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The name with an indefinite article, for messages: "an event".
    pub(crate) fn in_words(self) -> &'static str {
        self.spec().schema.what
    }
}
