//! What is true of a quote: its differences from the passage, classed, and the verdict they give.

pub mod change;
pub mod cut;
pub mod judge;
pub mod variation;
