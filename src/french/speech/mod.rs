//! Who says what in a text: its quotations, and the speeches under a speaker's name.

pub mod antecedent;
pub mod attribution;
pub mod incise;
pub mod label;
pub mod lead;
pub mod phrase;
pub mod saying;
pub mod voice;
