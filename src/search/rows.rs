//! Where a text holds a needle nearly: one letter of the needle after the other, held against many bytes of the
//! text at once.
//!
//! The table of distances of [`myers`](crate::search::myers), turned: a word keeps the differences along a row
//! (Beeloo and Groot Koerkamp, *Sassy: searching short DNA strings in the 2020s*, 2025), so that a row can be the
//! last after which nothing is within the limit (Ukkonen, *Finding approximate patterns in strings*, 1985). Of a
//! needle that is absent that is about every other.

use std::ops::Range;

use crate::search::myers::{Block, Carry};

/// The bytes of the text in a word.
const WORD: usize = 64;
/// So many stretches of the text are looked at side by side.
const LANES: usize = 8;

/// A word for each stretch.
type Lanes = [u64; LANES];

/// One in each byte of a word.
const ONES: u64 = u64::MAX / 255;

/// The stretches of `text`, in order, that hold every end of a place at most `limit` edits from the needle.
///
/// They hold others, too: a letter is known by its last five bits.
///
/// Cost: one pass. With vectors of 256 bits it takes about half a nanosecond for each byte of the text, and as much
/// more for each 90 letters of an absent needle.
pub fn near(needle: &[u8], text: &[u8], limit: usize) -> Vec<Range<usize>> {
    let lane = text.len().div_ceil(LANES).next_multiple_of(WORD);
    let mut rows = Rows::new(needle, limit);
    let mut letters = Letters::default();
    let mut found = Vec::new();
    let mut at = 0;
    // A place that starts in one lane may end in the next. No other starts there, so that this is soon done.
    while at < lane || rows.are_near() {
        let start = |number: usize| (number * lane + at).min(text.len());
        letters.read(|number| &text[start(number)..]);
        if let Some(near) = rows.step(&letters, at < lane) {
            let stretches = (0..LANES)
                .filter(|&number| near[number] != 0)
                .map(|number| start(number)..(start(number) + WORD).min(text.len()));
            found.extend(stretches.filter(|stretch| !stretch.is_empty()));
        }
        at += WORD;
    }
    found.sort_by_key(|stretch| stretch.start);
    found
}

/// Where each letter stands in the next bytes of each lane, as bits: what has the same last five bits is one, as `p`
/// and `0`.
#[derive(Default)]
struct Letters {
    /// Where each value of the last four bits stands.
    low: [Lanes; 16],
    /// Where each value of the fifth does.
    high: [Lanes; 2],
}

impl Letters {
    /// Reads what stands first in these stretches. Past their end stands zero.
    #[inline(always)]
    fn read<'t>(&mut self, stretch: impl Fn(usize) -> &'t [u8]) {
        let mut words = [[0; LANES]; 8];
        for (lane, stretch) in (0..LANES).map(|lane| (lane, stretch(lane))) {
            let mut padded = [0; WORD];
            let bytes = stretch.first_chunk().unwrap_or_else(|| {
                padded[..stretch.len()].copy_from_slice(stretch);
                &padded
            });
            for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
                word[lane] = u64::from_le_bytes(*bytes);
            }
        }
        transpose(&mut words);
        let [a, b, c, d, e, ..] = words;
        for lane in 0..LANES {
            let [a, b, c, d, e] = [a[lane], b[lane], c[lane], d[lane], e[lane]];
            let low = [!a & !b, a & !b, !a & b, a & b];
            let high = [!c & !d, c & !d, !c & d, c & d];
            for value in 0..16 {
                self.low[value][lane] = low[value % 4] & high[value / 4];
            }
            self.high[0][lane] = !e;
            self.high[1][lane] = e;
        }
    }
}

/// From eight bytes in each word to eight bits of each: word `n` gets bit `n` of all bytes.
#[inline(always)]
fn transpose(words: &mut [Lanes; 8]) {
    // The bits of the eight bytes of a word, a square by itself (Warren, *Hacker's Delight*, 2002, section 7-3).
    for word in words.iter_mut() {
        swap_within(word, 7, 0x00AA_00AA_00AA_00AA);
        swap_within(word, 14, 0x0000_CCCC_0000_CCCC);
        swap_within(word, 28, 0x0000_0000_F0F0_F0F0);
    }
    // The bytes of the eight words, another.
    swap_between(words, 1, 0x00FF_00FF_00FF_00FF);
    swap_between(words, 2, 0x0000_FFFF_0000_FFFF);
    swap_between(words, 4, 0x0000_0000_FFFF_FFFF);
}

#[inline(always)]
fn swap_within(word: &mut Lanes, bits: u32, mask: u64) {
    for lane in word {
        let swapped = (*lane ^ *lane >> bits) & mask;
        *lane ^= swapped ^ swapped << bits;
    }
}

#[inline(always)]
fn swap_between(words: &mut [Lanes; 8], apart: usize, mask: u64) {
    let bits = 8 * apart;
    for words in words.chunks_exact_mut(2 * apart) {
        let (first, second) = words.split_at_mut(apart);
        for (one, other) in first.iter_mut().zip(second) {
            for (one, other) in one.iter_mut().zip(other) {
                let swapped = (*one >> bits ^ *other) & mask;
                *one ^= swapped << bits;
                *other ^= swapped;
            }
        }
    }
}

/// The table of distances as far as it was filled: its last column in each lane.
struct Rows<'n> {
    needle: &'n [u8],
    limit: u64,
    /// The differences down the column, to a row from which on nothing is within the limit.
    down: Vec<Differences>,
    /// The distances in that row.
    distances: Lanes,
}

/// Differences of distances, as many as bits in each lane: +1, 0 or -1.
#[derive(Clone, Copy, Debug)]
struct Differences {
    plus: Lanes,
    minus: Lanes,
}

impl Differences {
    /// One for each lane, that of a letter of the needle which is missing.
    const MISSING: Self = Self {
        plus: [1; LANES],
        minus: [0; LANES],
    };
}

impl<'n> Rows<'n> {
    /// What stands before a text: all letters of the needle are missing. So many rows is a guess, soon mended.
    fn new(needle: &'n [u8], limit: usize) -> Self {
        let filled = (2 * limit + 1).min(needle.len());
        Self {
            needle,
            limit: limit as u64,
            down: vec![Differences::MISSING; filled],
            distances: [filled as u64; LANES],
        }
    }

    /// Moves on by a word in each lane, where a place may start or may not. Gives the lanes, if any, in which one
    /// ends there: those that are not zero.
    #[inline(always)]
    fn step(&mut self, letters: &Letters, may_start: bool) -> Option<Lanes> {
        let mut along = Differences {
            plus: [if may_start { 0 } else { u64::MAX }; LANES],
            minus: [0; LANES],
        };
        let stride = self.limit as usize / 8 + 2;
        let mut filled = 0;
        loop {
            let is_first = filled == 0;
            self.fill(filled, letters, &mut along);
            filled = self.down.len();
            let (near, distances) = ends(&along, &self.distances, self.limit);
            let is_near = near.into_iter().fold(0, |all, lane| all | lane) != 0;
            if !is_near {
                self.distances = distances;
                if is_first {
                    self.retreat(stride);
                }
                return None;
            }
            let more = stride.min(self.needle.len() - filled);
            if more == 0 {
                self.distances = distances;
                return Some(near);
            }
            self.down.resize(filled + more, Differences::MISSING);
            for distance in &mut self.distances {
                *distance += more as u64;
            }
        }
    }

    /// Fills the rows from this one on, and moves on to the last.
    #[inline(always)]
    fn fill(&mut self, from: usize, letters: &Letters, along: &mut Differences) {
        for (&byte, down) in self.needle[from..].iter().zip(&mut self.down[from..]) {
            let low = &letters.low[usize::from(byte & 0xF)];
            let high = &letters.high[usize::from(byte >> 4 & 1)];
            for lane in 0..LANES {
                let mut block = Block {
                    plus: along.plus[lane],
                    minus: along.minus[lane],
                };
                let before = Carry {
                    plus: down.plus[lane],
                    minus: down.minus[lane],
                };
                let after = block.step(low[lane] & high[lane], before);
                along.plus[lane] = block.plus;
                along.minus[lane] = block.minus;
                down.plus[lane] = after.plus;
                down.minus[lane] = after.minus;
            }
        }
    }

    /// Leaves out at most so many rows at the end of the column, those further than the limit.
    #[inline(always)]
    fn retreat(&mut self, most: usize) {
        for _ in 0..most {
            let Some(last) = self.down.last() else {
                break;
            };
            let above = above(&self.distances, last);
            if is_within(&above, self.limit) {
                break;
            }
            self.down.pop();
            self.distances = above;
        }
    }

    /// Whether anything in the column is within the limit.
    fn are_near(&self) -> bool {
        let mut distances = self.distances;
        self.down.iter().rev().any(|down| {
            let is_near = is_within(&distances, self.limit);
            distances = above(&distances, down);
            is_near
        }) || is_within(&distances, self.limit)
    }
}

/// The distances in the row above, of those in a row and the differences that lead there.
#[inline(always)]
fn above(distances: &Lanes, down: &Differences) -> Lanes {
    std::array::from_fn(|lane| distances[lane] + down.minus[lane] - down.plus[lane])
}

#[inline(always)]
fn is_within(distances: &Lanes, limit: u64) -> bool {
    let signs = distances.iter().map(|distance| distance.wrapping_sub(limit + 1));
    signs.fold(0, |all, sign| all | sign) >> 63 != 0
}

/// In which lanes a distance in a row is within the limit (those that are not zero), and the last one in each:
/// that before the first and the differences along the row are known.
#[inline(always)]
fn ends(along: &Differences, before: &Lanes, limit: u64) -> (Lanes, Lanes) {
    /// The highest bit of each byte.
    const HIGH: u64 = ONES << 7;
    /// The middle of what a byte holds: the sum of its differences is counted from here.
    const EVEN: u64 = 8 * ONES;
    /// What brings the least distance in each byte to 64 more than that before the row, or as much less.
    const FROM: u64 = 0x0008_1018_2028_3038;
    let mut distances = [0; LANES];
    let mut near = [0; LANES];
    for lane in 0..LANES {
        let (mut plus, mut minus) = (along.plus[lane], along.minus[lane]);
        // In each byte, how often the least so far was passed, and 127 less how far it lies behind.
        let mut passed = 0;
        let mut behind = HIGH - ONES;
        for _ in 0..8 {
            behind = behind + (minus & ONES) - (plus & ONES);
            minus >>= 1;
            plus >>= 1;
            let passes = behind >> 7 & ONES;
            behind -= passes;
            passed += passes;
        }
        // In each byte, the sum of its differences and of all before.
        let mut sums = EVEN + (HIGH - ONES) - behind - passed;
        sums += sums << 8;
        sums += sums << 16;
        sums += sums << 32;
        let least = (sums << 8) + FROM + EVEN - passed;
        // The highest bit of a byte stays clear where the least distance in it is within the limit.
        let mut over = (before[lane] as i64 - limit as i64).clamp(0, 65) as u64 + 63;
        over |= over << 8;
        over |= over << 16;
        over |= over << 32;
        near[lane] = !(least + over) & HIGH;
        distances[lane] = before[lane] + (sums >> 56) - 64;
    }
    (near, distances)
}
