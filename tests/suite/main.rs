//! Small clinics in, files and messages out. One binary: one link step, one builder.
#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on fails")]
#![allow(clippy::too_many_lines, reason = "a table of cases is as long as it is")]

mod addresses;
mod checking;
mod cli;
mod clinic;
mod drafts;
mod everything;
mod examples;
mod files;
mod first_clinic;
mod fuzz;
mod house;
mod identifiers;
mod many;
mod markdown;
mod markup;
mod names;
mod nearly;
mod output;
mod pages;
mod places;
mod preview;
mod prices;
mod problems;
mod publishing;
mod publishing_faults;
mod raw_html;
mod remedies;
mod requests;
mod rules;
mod said;
mod schedule;
mod serve;
mod slips;
mod soak;
mod sources;
mod theme;
mod theme_slips;
mod theme_unused;
mod unheard;
mod unseen;
mod usage;
mod views;
mod whole_pages;
mod wording;
