//! One step of an alignment between the words of a quote and those of a source.

use std::ops::Range;

/// How a stretch of the quote's words answers to a stretch of the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One word each, with one key.
    Same,
    /// The same letters cut into words otherwise: `vis à vis`, `vis-à-vis`.
    Joined,
    /// One word each, with different keys.
    Replaced,
    /// Words that a scanner damaged in the source; never from an alignment by words.
    Damaged,
    /// Words of the source that the quote has not.
    Dropped,
    /// A word of the quote that the source has not.
    Added,
}

/// One step of an alignment; both ranges count words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub step: Step,
    pub quote: Range<usize>,
    pub passage: Range<usize>,
}
