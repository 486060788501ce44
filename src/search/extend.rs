//! What stands around a piece of a needle that was found in a text: the rest of the needle, after a few edits.
//!
//! Ukkonen, *Algorithms for approximate string matching* (1985): on each diagonal of the table of distances
//! only the furthest row that so many edits reach is kept. Cost grows with the square of the edits, not with
//! the length.

use std::ops::Range;

use crate::search::myers::{self, Rank, end_rank, start_rank};
use crate::search::place::Place;

/// More edits than this on one side are not tried.
pub const MOST_EDITS: usize = 24;

/// The nearest place in which this piece of the needle stands at `start` of the text, where it is at most `most`
/// edits away, and at most [`MOST_EDITS`] on each side.
pub fn around(needle: &[u8], piece: Range<usize>, text: &[u8], start: usize, most: usize) -> Option<Place> {
    let (end, longest) = (start + piece.len(), needle.len() + most);
    let after = reach(
        &needle[piece.end..],
        &text[end..(end + longest).min(text.len())],
        most,
        |length| Some(end_rank(needle, text, end + length)),
    )?;
    let reversed = |bytes: &[u8]| -> Vec<u8> { bytes.iter().rev().copied().collect() };
    let whole = needle;
    let needle = reversed(&needle[..piece.start]);
    let before = reversed(&text[start.saturating_sub(needle.len() + most)..start]);
    let before = reach(&needle, &before, most - after.edits, |length| {
        Some(start_rank(whole, text, start - length))
    })?;
    Some(Place {
        span: start - before.length..end + after.length,
        distance: before.edits + after.edits,
    })
}

/// The edits that lead from the needle to all of the text, which are known to be no more than `most`.
pub fn distance(needle: &[u8], text: &[u8], most: usize) -> usize {
    if MOST_EDITS < most {
        return myers::distance(needle, text);
    }
    let whole = reach(needle, text, most, |length| {
        (length == text.len()).then_some(Rank::default())
    });
    whole.map_or(most, |whole| whole.edits)
}

/// A stretch from the start of the text that answers to all of the needle.
struct Reach {
    length: usize,
    edits: usize,
}

/// The nearest such stretch, where it is at most `most` edits away; of stretches as near one whose length
/// `rank`s least. A length without a rank is none that is looked for.
fn reach(needle: &[u8], text: &[u8], most: usize, rank: impl Fn(usize) -> Option<Rank>) -> Option<Reach> {
    const DIAGONALS: usize = 2 * MOST_EDITS + 3;
    const FIRST: isize = MOST_EDITS as isize + 1;
    /// Less than any row, by more than can be added to it.
    const NONE: isize = -2 * MOST_EDITS as isize;
    // For each diagonal, the row that is reached: so many bytes of the needle, and of the text as many and the
    // number of the diagonal more.
    let mut rows = [NONE; DIAGONALS];
    rows[FIRST as usize] = -1;
    for edits in 0..=most.min(MOST_EDITS) {
        let mut best: Option<(Rank, usize, usize)> = None;
        let mut left = NONE;
        for diagonal in -(edits as isize)..=edits as isize {
            let at = (FIRST + diagonal) as usize;
            let here = rows[at];
            // A byte put for another, one of the text left out, one of the needle left out.
            let row = (here + 1).max(left).max(rows[at + 1] + 1);
            left = here;
            let row = row.min(needle.len() as isize).min(text.len() as isize - diagonal);
            let (Ok(quoted), Ok(sourced)) = (usize::try_from(row), usize::try_from(row + diagonal)) else {
                continue;
            };
            let same = needle[quoted..]
                .iter()
                .zip(&text[sourced..])
                .take_while(|(one, other)| one == other)
                .count();
            rows[at] = row + same as isize;
            if quoted + same == needle.len() {
                let length = sourced + same;
                let rank = rank(length).map(|rank| (rank, length.abs_diff(needle.len()), length));
                best = best.into_iter().chain(rank).min();
            }
        }
        if let Some((_, _, length)) = best {
            return Some(Reach { length, edits });
        }
    }
    None
}
