//! The sources against themselves: names, quotations and marks that contradict each other.

pub mod fault;
pub mod glue;
pub mod marks;
pub mod names;
pub mod quotations;
pub mod run;
