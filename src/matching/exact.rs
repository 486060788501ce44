//! Every place where the words of a quote stand one after the other, by their keys.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::matching::prepared::{KeyId, Prepared};

/// All word ranges of `source` whose keys are those of `quote`, from first to last.
///
/// Cost: one pass over the source's words. Whole words by construction.
pub fn places(quote: &Prepared, source: &Prepared) -> Vec<Range<usize>> {
    stretches(quote, 0..quote.words().len(), source)
}

/// Like [`places`], for some of the quote's words.
pub fn stretches(quote: &Prepared, words: Range<usize>, source: &Prepared) -> Vec<Range<usize>> {
    let needle: Option<Vec<KeyId>> = words.map(|at| source.id(quote.key(at))).collect();
    match needle {
        Some(needle) if !needle.is_empty() => occurrences(&needle, source),
        _ => Vec::new(),
    }
}

/// All word ranges of `source` that hold the very words of `quote` in another order: a few of them
/// have traded places. Cost: one pass over the source's words.
pub fn permuted(quote: &Prepared, source: &Prepared) -> Vec<Range<usize>> {
    let needle: Option<Vec<KeyId>> = (0..quote.words().len()).map(|at| source.id(quote.key(at))).collect();
    let Some(needle) = needle.filter(|needle| SHORTEST_PERMUTED <= needle.len()) else {
        return Vec::new();
    };
    let mut wanted: BTreeMap<KeyId, i64> = BTreeMap::new();
    for &key in &needle {
        *wanted.entry(key).or_default() += 1;
    }
    let mut missing = needle.len();
    let mut places = Vec::new();
    for (at, word) in source.words().iter().enumerate() {
        if let Some(left) = wanted.get_mut(&word.key) {
            missing -= usize::from(0 < *left);
            *left -= 1;
        }
        let out = at.checked_sub(needle.len()).map(|out| source.words()[out].key);
        if let Some(left) = out.and_then(|out| wanted.get_mut(&out)) {
            *left += 1;
            missing += usize::from(0 < *left);
        }
        let start = (at + 1).checked_sub(needle.len());
        let differs = |start: &usize| 2 * needle.len() >= 3 * differing(&needle, source, *start);
        places.extend(
            start
                .filter(|_| missing == 0)
                .filter(differs)
                .map(|start| start..at + 1),
        );
    }
    places
}

/// Fewer words in another order are no quote of anything.
const SHORTEST_PERMUTED: usize = 5;

/// How many words stand elsewhere than in the quote.
fn differing(needle: &[KeyId], source: &Prepared, start: usize) -> usize {
    let words = &source.words()[start..start + needle.len()];
    words.iter().zip(needle).filter(|(word, key)| word.key != **key).count()
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
