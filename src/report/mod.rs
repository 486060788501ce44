//! Lays out a report, one file per format; a format decides nothing and says nothing of its own.

pub mod concise;
pub mod excerpt;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod positions;
pub mod sarif;
pub mod skeleton;
pub mod text;
