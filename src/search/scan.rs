//! A needle in one text without an index: exactly, then by pieces, and at last by a look at every byte.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::search::near::Near;
use crate::search::place::{LONGEST, Place};
use crate::text::folded::Folded;

/// The places of `needle` in `text`, the nearest first; of equals the one that stands first.
///
/// Where the needle stands exactly, as whole words, only such places. Else the nearest, with others that are met on
/// the way: those around pieces of the needle or, where none of these is within three quarters of the
/// [`limit`](crate::search::place::limit), all within it.
pub fn places(needle: &Folded, text: &Folded) -> Vec<Place> {
    let (whole, text) = (needle.bytes(), text.bytes());
    let Some(needle) = inner(whole) else {
        return Vec::new();
    };
    let mut seeds = seeds(needle, text).peekable();
    // Wherever the needle stands, so does each of its pieces.
    let exact = match seeds.peek() {
        Some(seed) => {
            let starts = seed
                .starts
                .iter()
                .filter_map(|start| start.checked_sub(seed.piece.start + 1));
            exact_at(starts, whole, text)
        }
        None => exact(whole, text),
    };
    if exact.is_empty() {
        near(needle, text, seeds)
    } else {
        exact
    }
}

/// Every place within the limit that overlaps no nearer one, the nearest first.
pub fn all(needle: &Folded, text: &Folded) -> Vec<Place> {
    let Some(needle) = inner(needle.bytes()) else {
        return Vec::new();
    };
    let mut near = Near::new(needle, text.bytes());
    near.look_everywhere();
    near.places()
}

/// Whether the needle stands in the text exactly or nearly.
pub fn stands(needle: &Folded, text: &Folded) -> bool {
    let Some(inner) = inner(needle.bytes()) else {
        return false;
    };
    let mut near = Near::new(inner, text.bytes());
    look_by_pieces(&mut near, seeds(inner, text.bytes()));
    if near.nearest().is_none() {
        near.look_further();
    }
    if near.nearest().is_none() {
        near.look_everywhere();
    }
    near.nearest().is_some()
}

/// The places where the needle stands as it is: as whole words, since the space around it counts.
pub fn exact(needle: &[u8], text: &[u8]) -> Vec<Place> {
    if inner(needle).is_none() {
        return Vec::new();
    }
    exact_at(starts(needle, text), needle, text)
}

/// Those of these starts where the needle stands as it is, as places.
pub fn exact_at(starts: impl Iterator<Item = usize>, needle: &[u8], text: &[u8]) -> Vec<Place> {
    let place = |start: usize| Place {
        span: start + 1..start + needle.len() - 1,
        distance: 0,
    };
    let is_exact = |start: &usize| text[*start..].starts_with(needle);
    starts.filter(is_exact).map(place).collect()
}

/// Where these bytes, one at least, start in the text, wherever they overlap included.
fn starts(bytes: &[u8], text: &[u8]) -> impl Iterator<Item = usize> {
    let finder = Finder::new(bytes);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + finder.find(&text[from..])?;
        from = start + 1;
        Some(start)
    })
}

/// A folded needle without the space around it; its start where it is very long, nothing where it is empty.
pub fn inner(needle: &[u8]) -> Option<&[u8]> {
    let inner = needle.get(1..needle.len().saturating_sub(1))?;
    let inner = &inner[..inner.len().min(LONGEST)];
    (!inner.is_empty()).then_some(inner)
}

/// The places where the needle nearly stands.
fn near(needle: &[u8], text: &[u8], seeds: impl Iterator<Item = Seed>) -> Vec<Place> {
    let mut near = Near::new(needle, text);
    if look_by_pieces(&mut near, seeds) {
        return near.places();
    }
    // What was left is further than the nearest.
    if near.nearest().is_none() {
        near.look_further();
    }
    if !near.is_sure() {
        near.look_everywhere();
    }
    near.places()
}

/// Looks around pieces of a needle, until no place can be nearer than one that was found: whether that is so.
///
/// Of as many disjoint pieces as there are edits and one more, one stands unharmed in any place (the pigeonhole
/// principle; Navarro and Raffinot, *Flexible Pattern Matching in Strings*, 2002, section 6.5): once more pieces
/// were looked for than the nearest place has edits, none nearer is left, nor one as near.
fn look_by_pieces(near: &mut Near, seeds: impl Iterator<Item = Seed>) -> bool {
    for (before, seed) in seeds.enumerate() {
        near.look_around(&seed.piece, seed.starts);
        if near.nearest().is_some_and(|distance| distance <= before) {
            return true;
        }
    }
    false
}

/// A piece of a needle, and where it starts in the text.
struct Seed {
    piece: Range<usize>,
    starts: Vec<usize>,
}

/// The pieces that stand in the text so seldom that to look there is cheaper than to look at the whole of it. Each
/// is looked for only when it is asked for.
fn seeds(needle: &[u8], text: &[u8]) -> impl Iterator<Item = Seed> {
    let most = text.len() / needle.len() / 4 + 2;
    pieces(needle.len()).filter_map(move |piece| {
        let starts: Vec<usize> = starts(&needle[piece.clone()], text).take(most + 1).collect();
        (starts.len() <= most).then_some(Seed { piece, starts })
    })
}

/// Disjoint pieces from all over a needle: every other one, unless there are few. A near place without any of
/// them is so rare that to look for more costs more than the look at every byte.
fn pieces(length: usize) -> impl Iterator<Item = Range<usize>> {
    const LEAST: usize = 10;
    const MOST: usize = 16;
    const ENOUGH: usize = 8;
    let count = (length / LEAST).clamp(1, MOST);
    let order = (0..count).step_by(2).chain((1..count).step_by(2));
    order
        .take(ENOUGH)
        .map(move |number| number * length / count..(number + 1) * length / count)
}
