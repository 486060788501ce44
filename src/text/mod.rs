//! Places in a text as it stands on disk: spans, lines, folded characters and keys, and the way back.

pub mod confusion;
pub mod fold;
pub mod folded;
pub mod hash;
pub mod keys;
pub mod lines;
pub mod origin;
pub mod quotation;
pub mod span;
