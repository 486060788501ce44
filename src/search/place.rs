//! A place where a needle nearly stands, and how far one may be from the other.

use std::ops::Range;

/// A stretch of the text that a needle may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the folded text.
    pub span: Range<usize>,
    /// Edits of one byte (put in, left out, put for another) that lead from the needle to the span.
    pub distance: usize,
}

/// More places than this are not told, the nearest first.
pub const MOST_PLACES: usize = 64;

/// A needle longer than this is found by its first bytes.
pub const LONGEST: usize = 4096;

/// The most edits by which a needle of `length` bytes may differ from a place.
///
/// A fifth of a short needle, since two short texts are near each other by chance, and a third of one of
/// sixty bytes, which no other text comes near.
pub fn limit(length: usize) -> usize {
    const SHORT: usize = 20;
    const LONG: usize = 60;
    const SHORT_SHARE: usize = 20;
    const LONG_SHARE: usize = 33;
    let over = length.clamp(SHORT, LONG) - SHORT;
    let share = SHORT_SHARE + (LONG_SHARE - SHORT_SHARE) * over / (LONG - SHORT);
    length * share / 100
}

/// The nearest of these that do not overlap, nearest first; of equals the one that stands first.
pub fn apart(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|place| (place.distance, place.span.start, place.span.end));
    let mut chosen: Vec<Place> = Vec::new();
    for place in places {
        if chosen.len() == MOST_PLACES {
            break;
        }
        if chosen
            .iter()
            .all(|other| place.span.end <= other.span.start || other.span.end <= place.span.start)
        {
            chosen.push(place);
        }
    }
    chosen
}

/// Stretches in order, those that touch as one.
pub fn joined(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_by_key(|stretch| stretch.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => joined.push(stretch),
        }
    }
    joined
}
