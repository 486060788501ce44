//! Every place where the words of a quote stand one after the other, by their keys.

use std::ops::Range;

use crate::matching::prepared::{KeyId, Prepared};

/// All word ranges of `source` whose keys are those of `quote`, from first to last.
///
/// Cost: one pass over the source's words. Whole words by construction.
pub fn places(quote: &Prepared, source: &Prepared) -> Vec<Range<usize>> {
    let needle: Option<Vec<KeyId>> = (0..quote.words().len()).map(|at| source.id(quote.key(at))).collect();
    match needle {
        Some(needle) if !needle.is_empty() => occurrences(&needle, source),
        _ => Vec::new(),
    }
}

fn occurrences(needle: &[KeyId], source: &Prepared) -> Vec<Range<usize>> {
    let words = source.words();
    words
        .windows(needle.len())
        .enumerate()
        .filter(|(_, window)| window.iter().zip(needle).all(|(word, &key)| word.key == key))
        .map(|(start, _)| start..start + needle.len())
        .collect()
}
