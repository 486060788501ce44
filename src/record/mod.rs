//! What the checker writes down of a project, to hold later runs against.

pub mod baseline;
pub mod flaw;
pub mod lock;
