//! Ranges of words where a quote may stand, from the places that the search in bytes finds.

use std::ops::Range;

use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::search::index::Part;
use crate::search::place::LONGEST;
use crate::search::scan;
use crate::text::folded::Folded;

/// At most this many places are looked at closely, and all that are hardly further than the last of them: one
/// number for another is one change, however many letters they share.
const MOST_PLACES: usize = 8;
const HARDLY: usize = 4;

/// The words of the source where the quote nearly stands, the nearest first. `index` is that of the folded source,
/// where it has one.
pub fn nearby(pattern: &Pattern, source: &Prepared, index: Option<Part>) -> Vec<Range<usize>> {
    let quote = pattern.words().folded();
    // A longer one would be found by its head, of which too little could be told.
    if LONGEST < quote.bytes().len() {
        return Vec::new();
    }
    let places = match index {
        Some(index) => index.likely(quote.bytes()),
        None => scan::all(quote, source.folded()),
    };
    let last = places
        .get(MOST_PLACES - 1)
        .map_or(usize::MAX, |place| place.distance + HARDLY);
    let places = places.into_iter().take_while(|place| place.distance <= last);
    places.map(|place| source.words_of(place.span)).collect()
}

/// What a quote says between its numbers and its marks: the longest such stretch, nothing of a quote that has none.
///
/// A number may be written otherwise, and a mark leaves out; this must stand in a source that the quote is true to.
pub fn plain(pattern: &Pattern) -> Option<Folded> {
    let quote = pattern.words();
    let stretch = plain_stretch(pattern);
    (!stretch.is_empty()).then(|| Folded::new(quote.span(stretch).of(quote.text())))
}

/// The longest stretch of a quote without a number or a mark, in letters.
fn plain_stretch(pattern: &Pattern) -> Range<usize> {
    let quote = pattern.words();
    let (mut longest, mut start) = (0..0, 0);
    let letters = |words: &Range<usize>| quote.span(words.clone()).len();
    for at in 0..=quote.words().len() {
        let ends = at == quote.words().len() || quote.is_numeric(at);
        if ends || pattern.gap(at) != Gap::Closed {
            if letters(&longest) < letters(&(start..at)) {
                longest = start..at;
            }
            start = at + usize::from(ends);
        }
    }
    longest
}
