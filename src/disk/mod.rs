//! The one room that reads and writes files.

pub mod files;
pub mod project;
pub mod write;
