//! What is true of a quote: its differences from the passage, classed, and the verdict they give.

pub mod change;
pub mod classify;
pub mod cut;
pub mod damage;
pub mod judge;
pub mod reader;
pub mod reading;
pub mod scan;
pub mod truncation;
pub mod variation;
pub mod voice;
