//! clinicsite
pub mod problem;
pub mod route;
pub mod source;
pub mod table;
