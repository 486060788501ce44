//! Every place where the words of a quote stand one after the other, by their keys.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::matching::prepared::Prepared;
use crate::search::place::joined;
use crate::text::keys::KeyId;

/// All word ranges of `source` whose keys are those of `quote`, from first to last; of those that overlap, only so
/// many as can be read in time. Whole words by construction.
///
/// Cost: the places of the rarest word.
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
/// have traded places. Cost: as many words as the quote has around each place of the rarest.
pub fn permuted(quote: &Prepared, source: &Prepared) -> Vec<Range<usize>> {
    let needle: Option<Vec<KeyId>> = (0..quote.words().len()).map(|at| source.id(quote.key(at))).collect();
    let Some(needle) = needle.filter(|needle| SHORTEST_PERMUTED <= needle.len()) else {
        return Vec::new();
    };
    // Wherever all words stand, the rarest does.
    let (_, rarest) = rarest(&needle, source);
    let around = rarest.iter().map(|&place| {
        let place = place as usize;
        (place + 1).saturating_sub(needle.len())..(place + needle.len()).min(source.words().len())
    });
    let stretches = joined(around.collect());
    stretches
        .into_iter()
        .flat_map(|stretch| permuted_within(&needle, source, stretch))
        .collect()
}

fn permuted_within(needle: &[KeyId], source: &Prepared, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut wanted: BTreeMap<KeyId, i64> = BTreeMap::new();
    for &key in needle {
        *wanted.entry(key).or_default() += 1;
    }
    let mut missing = needle.len();
    let mut places = Vec::new();
    for at in stretch.clone() {
        if let Some(left) = wanted.get_mut(&source.words()[at].key) {
            missing -= usize::from(0 < *left);
            *left -= 1;
        }
        let out = at.checked_sub(needle.len()).filter(|out| stretch.contains(out));
        if let Some(left) = out.and_then(|out| wanted.get_mut(&source.words()[out].key)) {
            *left += 1;
            missing += usize::from(0 < *left);
        }
        let start = (at + 1).checked_sub(needle.len());
        let differs = |start: &usize| 2 * needle.len() >= 3 * differing(needle, source, *start);
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

/// Where the word of the needle that stands least often in the source stands in the needle, and in the source.
fn rarest<'s>(needle: &[KeyId], source: &'s Prepared) -> (usize, &'s [u32]) {
    let places = needle.iter().map(|&key| source.places(key)).enumerate();
    places.min_by_key(|(_, places)| places.len()).unwrap_or((0, &[]))
}

fn occurrences(needle: &[KeyId], source: &Prepared) -> Vec<Range<usize>> {
    let (at, places) = rarest(needle, source);
    let starts = places.iter().filter_map(|&place| (place as usize).checked_sub(at));
    let same = |place: &Range<usize>| {
        let words = source.words().get(place.clone());
        words.is_some_and(|words| words.iter().zip(needle).all(|(word, &key)| word.key == key))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in starts.map(|start| start..start + needle.len()) {
        let is_many = MOST_WORDS < (found.len() + 1) * needle.len();
        let overlaps = found.last().is_some_and(|last| place.start < last.end);
        if !(is_many && overlaps) && same(&place) {
            found.push(place);
        }
    }
    found
}

/// Once the places found have so many words together, a place that overlaps the last is left out: a quote that stands
/// at every other word of a text would be read as often.
const MOST_WORDS: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use crate::matching::exact::{MOST_WORDS, places};
    use crate::matching::prepared::Prepared;
    use crate::text::origin::Decoded;

    fn found(quote: &str, source: &str) -> Vec<Range<usize>> {
        let [quote, source] = [quote, source].map(|text| Prepared::new(Decoded::slice(text, 0)));
        places(&quote, &source)
    }

    #[test]
    fn places_that_overlap_are_found_each() {
        assert_eq!(found("non, non", "Non, non, non !"), [0..2, 1..3]);
    }

    #[test]
    fn of_places_that_overlap_no_more_are_found_than_can_be_read() {
        const QUOTE: usize = 2_000;
        let (quote, source) = ("non ".repeat(QUOTE), "non ".repeat(10 * QUOTE));
        let found = found(&quote, &source);
        let words: usize = found.iter().map(Range::len).sum();
        assert!(MOST_WORDS / QUOTE <= found.len(), "{}", found.len());
        assert!(words <= MOST_WORDS + 10 * QUOTE, "{words}");
        assert!(
            found.last().is_some_and(|last| 9 * QUOTE < last.end),
            "{:?}",
            found.last()
        );
    }
}
