//! clinicsite
pub mod citations;
pub mod config;
pub mod language;
pub mod markdown;
pub mod money;
pub mod page;
pub mod prices;
pub mod problem;
pub mod route;
pub mod site;
pub mod source;
pub mod table;
