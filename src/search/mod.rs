//! Where a string of folded bytes stands in another, exactly or nearly: no word, no language.

pub mod extend;
pub mod index;
pub mod library;
pub mod myers;
pub mod near;
pub mod place;
pub mod rows;
pub mod scan;
