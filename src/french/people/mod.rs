//! How people and organisations are named, and whether two ways of naming mean one.

pub mod designation;
pub mod likeness;
pub mod roles;
pub mod terms;
