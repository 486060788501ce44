//! Places in a text as it stands on disk: spans, lines, folded characters, and the way back.

pub mod confusion;
pub mod fold;
pub mod folded;
pub mod hash;
pub mod lines;
pub mod origin;
pub mod quotation;
pub mod span;
