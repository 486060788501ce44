//! A needle in one text without an index: exactly, then by pieces, and at last by a look at every byte.

use std::ops::Range;

use memchr::memmem::{self, Finder};

use crate::search::near::Near;
use crate::search::place::{LONGEST, Place};
use crate::text::folded::Folded;

/// The places of `needle` in `text`, the nearest first; of equals the one that stands first.
///
/// Where the needle stands exactly, as whole words, only such places. Else the nearest, with others that are met on
/// the way: those around pieces of the needle or, where none of these is within three quarters of the
/// [`limit`](crate::search::place::limit), all within it.
pub fn places(needle: &Folded, text: &Folded) -> Vec<Place> {
    let exact = exact(needle.bytes(), text.bytes());
    if exact.is_empty() {
        near(needle.bytes(), text.bytes())
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
    look_by_pieces(&mut near, inner, text.bytes());
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
    /// To prepare for a needle of so many bytes takes next to nothing: memchr makes no table then.
    const SHORT: usize = 32;
    if needle.is_empty() {
        return Vec::new();
    }
    let mut finder = Finder::new(&needle[..needle.len().min(SHORT)]);
    let mut in_vain = 0;
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = finder.find(&text[from..]) {
        let start = from + found;
        // Two places may share the space between them.
        from = start + 1;
        if text[start..].starts_with(needle) {
            places.push(Place {
                span: start + 1..start + needle.len() - 1,
                distance: 0,
            });
        } else {
            in_vain += needle.len();
            // What begins alike all over the text is found in linear time with the table only.
            if text.len() < in_vain {
                finder = Finder::new(needle);
            }
        }
    }
    places
}

/// A folded needle without the space around it; its start where it is very long, nothing where it is empty.
pub fn inner(needle: &[u8]) -> Option<&[u8]> {
    let inner = needle.get(1..needle.len().saturating_sub(1))?;
    let inner = &inner[..inner.len().min(LONGEST)];
    (!inner.is_empty()).then_some(inner)
}

/// The places where the needle nearly stands.
fn near(needle: &[u8], text: &[u8]) -> Vec<Place> {
    let Some(needle) = inner(needle) else {
        return Vec::new();
    };
    let mut near = Near::new(needle, text);
    if look_by_pieces(&mut near, needle, text) {
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

/// Looks around the pieces of a needle, until no place can be nearer than one that was found: whether that is so.
///
/// Of as many disjoint pieces as there are edits and one more, one stands unharmed in any place (the pigeonhole
/// principle; Navarro and Raffinot, *Flexible Pattern Matching in Strings*, 2002, section 6.5): once more pieces
/// were looked for than the nearest place has edits, there is none nearer.
fn look_by_pieces(near: &mut Near, needle: &[u8], text: &[u8]) -> bool {
    let mut looked_for = 0;
    for piece in pieces(needle.len()) {
        let Some(starts) = few(&needle[piece.clone()], text, needle.len()) else {
            continue;
        };
        near.look_around(&piece, starts);
        looked_for += 1;
        if near.nearest().is_some_and(|distance| distance < looked_for) {
            return true;
        }
    }
    false
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

/// Where a piece starts in the text; nothing if it stands so often that to look at the whole text is cheaper.
fn few(piece: &[u8], text: &[u8], length: usize) -> Option<Vec<usize>> {
    let most = text.len() / length / 4 + 2;
    let starts: Vec<usize> = memmem::find_iter(text, piece).take(most + 1).collect();
    (starts.len() <= most).then_some(starts)
}
