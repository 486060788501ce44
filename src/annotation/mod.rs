//! An annotation file's text to claims: one tree of values for every format, one reading of it.

pub mod acceptance;
pub mod claim;
pub mod fields;
pub mod file;
pub mod json;
pub mod jsonl;
pub mod toml;
pub mod tree;
pub mod yaml;
