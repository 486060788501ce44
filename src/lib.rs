//! Checks quoted spans against the original French text.

pub mod annotation;
pub mod audit;
pub mod check;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod disk;
pub mod finding;
pub mod french;
pub mod matching;
pub mod policy;
pub mod report;
pub mod rule;
pub mod snapshot;
pub mod source;
pub mod text;
pub mod verdict;
