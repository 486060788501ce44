//! Where a quote stands in a text, and how its words differ there: all candidates, no judgement.

pub mod align;
pub mod approximate;
pub mod edit;
pub mod exact;
pub mod letters;
pub mod letterwise;
pub mod lexis;
pub mod locate;
pub mod marks;
pub mod nearby;
pub mod pattern;
pub mod prepared;
pub mod promising;
pub mod quantities;
