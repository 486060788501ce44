//! The distance of a needle from every end in a text, 64 letters of the needle at a time.
//!
//! Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming*
//! (1999), with the blocks of Hyyrö, *A bit-vector algorithm for computing Levenshtein and Damerau edit
//! distances* (2003): a column of the table of distances is kept as its differences, one bit each.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::search::place::Place;
use crate::text::folded::SPACE;

/// The letters of a word.
const WORD: usize = 64;

/// Where each byte stands in a needle, as bits.
#[derive(Clone, Debug)]
pub struct Profile {
    length: usize,
    words: usize,
    /// For each byte, `words` words. The needle ends at the last bit.
    masks: Vec<u64>,
    /// Which bits are letters; those before the first are free.
    letters: Vec<u64>,
    anchored: bool,
}

impl Profile {
    /// A needle of at least one byte that may start anywhere in the text.
    pub fn new(needle: &[u8]) -> Self {
        Self::of(needle.iter(), false)
    }

    /// The needle from its last byte to its first, to be held against the end of a text.
    fn reversed(needle: &[u8]) -> Self {
        Self::of(needle.iter().rev(), true)
    }

    fn of<'n>(needle: impl ExactSizeIterator<Item = &'n u8>, anchored: bool) -> Self {
        let length = needle.len();
        let words = length.div_ceil(WORD).max(1);
        let free = words * WORD - length;
        let mut masks = vec![0; 256 * words];
        let mut letters = vec![u64::MAX; words];
        if free > 0 {
            let bits = u64::MAX >> (WORD - free);
            letters[0] = !bits;
            // Rows above the first letter are as the row above the table: where a needle may start
            // anywhere that costs nothing, so that they match any byte; else it grows with the text.
            if !anchored {
                masks.iter_mut().step_by(words).for_each(|mask| *mask = bits);
            }
        }
        for (at, &byte) in (free..).zip(needle) {
            masks[usize::from(byte) * words + at / WORD] |= 1 << (at % WORD);
        }
        Self {
            length,
            words,
            masks,
            letters,
            anchored,
        }
    }
}

/// One column of one block: the differences down the column as positive and negative bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Block {
    pub plus: u64,
    pub minus: u64,
}

/// The differences along the row above a block, and then along its last row: +1, 0 or -1 as two bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carry {
    pub plus: u64,
    pub minus: u64,
}

impl Block {
    /// Moves on by one byte of the text, whose letters in the block are `mask`.
    #[inline(always)]
    pub fn step(&mut self, mask: u64, above: Carry) -> Carry {
        let Self { plus, minus } = *self;
        let vertical = mask | minus;
        let mask = mask | above.minus;
        let across = ((mask & plus).wrapping_add(plus) ^ plus) | mask;
        let up = minus | !(across | plus);
        let down = plus & across;
        let below = Carry {
            plus: up >> (WORD - 1),
            minus: down >> (WORD - 1),
        };
        let up = (up << 1) | above.plus;
        let down = (down << 1) | above.minus;
        self.plus = down | !(vertical | up);
        self.minus = up & vertical;
        below
    }
}

/// Calls `see` with every end in `text` and the distance of the needle from the nearest stretch that ends
/// there; that stretch is all that stands before the end where the needle is anchored.
fn columns(profile: &Profile, text: impl Iterator<Item = u8>, see: impl FnMut(usize, usize)) {
    match profile.words {
        1 => run(&mut [Block::default(); 1], profile, text, see),
        2 => run(&mut [Block::default(); 2], profile, text, see),
        3 => run(&mut [Block::default(); 3], profile, text, see),
        4 => run(&mut [Block::default(); 4], profile, text, see),
        words => run(&mut vec![Block::default(); words], profile, text, see),
    }
}

#[inline(always)]
fn run(blocks: &mut [Block], profile: &Profile, text: impl Iterator<Item = u8>, mut see: impl FnMut(usize, usize)) {
    for (block, &letters) in blocks.iter_mut().zip(&profile.letters) {
        block.plus = letters;
    }
    let above = Carry {
        plus: u64::from(profile.anchored),
        minus: 0,
    };
    let mut distance = profile.length;
    for (at, byte) in text.enumerate() {
        let masks = &profile.masks[usize::from(byte) * blocks.len()..][..blocks.len()];
        let carry = blocks
            .iter_mut()
            .zip(masks)
            .fold(above, |carry, (block, &mask)| block.step(mask, carry));
        distance = distance
            .wrapping_add(carry.plus as usize)
            .wrapping_sub(carry.minus as usize);
        see(at + 1, distance);
    }
}

/// Every place within `window` that is at most `limit` edits from the needle and overlaps no nearer one.
///
/// Of ends or starts that are as near, one between words is chosen: `texte` for `texts` in `les textes`
/// would be as near without its last letter.
pub fn places(profile: &Profile, needle: &[u8], text: &[u8], window: Range<usize>, limit: usize) -> Vec<Place> {
    let mut ends: Vec<(usize, Rank, usize)> = Vec::new();
    columns(profile, text[window.clone()].iter().copied(), |end, distance| {
        if distance <= limit {
            let end = window.start + end;
            ends.push((distance, end_rank(needle, text, end), end));
        }
    });
    ends.sort_unstable();
    let mut reversed = None;
    let mut found: Vec<Place> = Vec::new();
    // Where the places found start, by where they end.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let longest = needle.len() + limit;
    for (distance, _, end) in ends {
        // Every stretch that ends within the least length of a place from the end of another overlaps it.
        let least = needle.len().saturating_sub(distance).max(1);
        let mut close = taken.range((end + 1).saturating_sub(least)..end + longest);
        if close.any(|(_, &start)| start < end) {
            continue;
        }
        let reversed = reversed.get_or_insert_with(|| Profile::reversed(needle));
        let start = start(reversed, needle, text, window.start..end, distance);
        if start < end {
            taken.insert(end, start);
            found.push(Place {
                span: start..end,
                distance,
            });
        }
    }
    found
}

/// The edits that lead from the needle to all of the text.
pub fn distance(needle: &[u8], text: &[u8]) -> usize {
    let mut distance = needle.len();
    let profile = Profile::of(needle.iter(), true);
    columns(&profile, text.iter().copied(), |_, found| distance = found);
    distance
}

/// Where the stretch starts that ends at the end of `within` and has this distance from the needle.
fn start(reversed: &Profile, needle: &[u8], text: &[u8], within: Range<usize>, distance: usize) -> usize {
    let longest = reversed.length + distance;
    let end = within.end;
    let from = end.saturating_sub(longest).max(within.start);
    let mut best = (Rank::LAST, usize::MAX, end);
    columns(reversed, text[from..end].iter().rev().copied(), |length, found| {
        if found <= distance {
            let start = end - length;
            best = best.min((start_rank(needle, text, start), length.abs_diff(reversed.length), start));
        }
    });
    best.2
}

/// How well a place may end, or start, at a byte; of places as near the least is chosen: one that does so
/// between words, then one with the letter that the needle has there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    within_word: bool,
    other_letter: bool,
}

impl Rank {
    const LAST: Self = Self {
        within_word: true,
        other_letter: true,
    };

    /// `outer` and `inner` stand outside of the place and inside, beside its end.
    fn new(outer: Option<u8>, inner: Option<u8>, letter: Option<u8>) -> Self {
        let is_edge = outer.is_none_or(|byte| byte == SPACE) && inner.is_some_and(|byte| byte != SPACE);
        Self {
            within_word: !is_edge,
            other_letter: inner != letter,
        }
    }
}

/// How well a place of the needle may start at this byte of the text.
pub fn start_rank(needle: &[u8], text: &[u8], start: usize) -> Rank {
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    Rank::new(before.copied(), text.get(start).copied(), needle.first().copied())
}

/// How well a place of the needle may end before this byte of the text.
pub fn end_rank(needle: &[u8], text: &[u8], end: usize) -> Rank {
    let last = end.checked_sub(1).and_then(|at| text.get(at));
    Rank::new(text.get(end).copied(), last.copied(), needle.last().copied())
}
