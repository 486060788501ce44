//! What is known of French, as tables and small pure functions; no other room knows the language.

pub mod inflection;
pub mod lexicon;
pub mod meaning;
pub mod names;
pub mod negation;
pub mod numbers;
pub mod people;
pub mod speech;
pub mod spelling;
pub mod words;
