//! Lays out a report, one file per format; a format decides nothing and says nothing of its own.

pub mod concise;
pub mod excerpt;
pub mod json;
pub mod skeleton;
pub mod text;
