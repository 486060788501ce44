//! An index of all stretches of six bytes of a text, for many needles in one long text.
//!
//! A positional q-gram index (Navarro, Baeza-Yates, Sutinen and Tarhio, *Indexing methods for approximate string
//! matching*, 2001) whose lists lie one after the other, put there by a counting sort.

use std::cmp::Reverse;
use std::ops::Range;

use crate::search::near::Near;
use crate::search::place::Place;
use crate::search::scan;

/// The bytes of a gram.
const GRAM: usize = 6;

/// Where each gram stands in a text of less than 4 GB.
///
/// Four bytes for each byte of the text, and at most one more for the start of each list.
#[derive(Clone, Debug)]
pub struct Index {
    /// Where the list of each hash starts; grams with one hash share a list.
    starts: Vec<u32>,
    // Invariant: each list is in order.
    positions: Vec<u32>,
    shift: u32,
}

/// A place with at most one edit in so many bytes of the needle is always found.
pub const SURE: usize = 20;

/// So many windows are looked at for a place with more edits.
const MOST_TRIED: usize = 8;

/// A gram of a needle: how often it may stand in the text, and where it stands in the needle.
type Seed = (usize, usize);

impl Index {
    /// Indexes folded bytes. Cost: two passes that jump about in memory, about 20 ns a byte.
    pub fn new(text: &[u8]) -> Self {
        let bits = (text.len() / 4).max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut starts = vec![0u32; (1 << bits) + 1];
        for gram in text.windows(GRAM) {
            starts[hash(gram, shift) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each list is filled from its start, which moves on and ends up where the next list starts.
        let mut positions = vec![0u32; sum as usize];
        for (at, gram) in (0..).zip(text.windows(GRAM)) {
            let start = &mut starts[hash(gram, shift)];
            positions[*start as usize] = at;
            *start += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        Self {
            starts,
            positions,
            shift,
        }
    }

    /// The memory it takes, in bytes.
    pub fn size(&self) -> usize {
        size_of_val(self.starts.as_slice()) + size_of_val(self.positions.as_slice())
    }

    /// Where a gram may stand.
    fn list(&self, gram: &[u8]) -> &[u32] {
        let hash = hash(gram, self.shift);
        &self.positions[self.starts[hash] as usize..self.starts[hash + 1] as usize]
    }

    /// The places of a folded needle in `text`, which is the one that was indexed: the nearest first; of equals the
    /// one that stands first.
    ///
    /// Where the needle stands exactly, as whole words, only such places. Else those that share a rare gram with it,
    /// and always the nearest where that has no more than one edit in [`SURE`] bytes.
    pub fn places(&self, needle: &[u8], text: &[u8]) -> Vec<Place> {
        let exact = self.exact(needle, text);
        if exact.is_empty() {
            self.near(needle, text)
        } else {
            exact
        }
    }

    /// The places where the needle stands as it is: as whole words, since the space around it counts.
    pub fn exact(&self, needle: &[u8], text: &[u8]) -> Vec<Place> {
        if needle.len() < GRAM {
            return scan::exact(needle, text);
        }
        let seeds = (0..).zip(needle.windows(GRAM));
        let Some((at, rarest)) = seeds.min_by_key(|(_, gram)| self.list(gram).len()) else {
            return Vec::new();
        };
        let starts = self
            .list(rarest)
            .iter()
            .filter_map(|&found| (found as usize).checked_sub(at));
        let place = |start: usize| Place {
            span: start + 1..start + needle.len() - 1,
            distance: 0,
        };
        starts
            .filter(|&start| text[start..].starts_with(needle))
            .map(place)
            .collect()
    }

    fn near(&self, needle: &[u8], text: &[u8]) -> Vec<Place> {
        let Some(needle) = scan::inner(needle) else {
            return Vec::new();
        };
        let mut near = Near::new(needle, text);
        let seeds = self.seeds(needle);
        let apart = apart(&seeds);
        if !self.is_settled(&mut near, needle, text, &apart) {
            self.look(&mut near, needle, &seeds, &apart, Near::is_sure);
        }
        near.places()
    }

    /// The places within the limit that share most grams with the needle, and always all with no more than one
    /// edit in [`SURE`] bytes.
    pub fn likely(&self, needle: &[u8], text: &[u8]) -> Vec<Place> {
        let Some(needle) = scan::inner(needle) else {
            return Vec::new();
        };
        let mut near = Near::new(needle, text);
        let seeds = self.seeds(needle);
        self.look(&mut near, needle, &seeds, &apart(&seeds), |_| false);
        near.places()
    }

    /// The grams of a needle, the rarest first.
    fn seeds(&self, needle: &[u8]) -> Vec<Seed> {
        let grams = needle.windows(GRAM).enumerate();
        let mut seeds: Vec<Seed> = grams.map(|(at, gram)| (self.list(gram).len(), at)).collect();
        seeds.sort_unstable();
        seeds
    }

    /// Looks where many grams stand near one diagonal: those apart, then all, until it is enough. Where the grams
    /// are so common that a place with few edits could be missed, it looks everywhere.
    fn look<'s>(
        &self,
        near: &mut Near<'s>,
        needle: &[u8],
        seeds: &[Seed],
        apart: &[Seed],
        is_enough: fn(&Near<'s>) -> bool,
    ) {
        let most_edits = needle.len() / SURE;
        let mut is_certain = false;
        // An edit harms one gram of those apart, and as many as overlap of all.
        for (seeds, harmed) in [(apart, most_edits), (seeds, GRAM * most_edits)] {
            let seeds = affordable(seeds, harmed + 1);
            let unharmed = seeds.len().saturating_sub(harmed);
            is_certain |= unharmed > 0;
            for (tried, (shared, window)) in self.clusters(near, needle, seeds).into_iter().enumerate() {
                let needed = unharmed > 0 && unharmed <= shared as usize;
                if !needed && (MOST_TRIED <= tried || is_enough(near)) {
                    break;
                }
                near.look([window]);
            }
            if is_enough(near) {
                break;
            }
        }
        if !is_certain {
            near.look_everywhere();
        }
    }

    /// Looks around grams so rare that each of their places can be looked at. Whether there is none nearer than
    /// what was found: as with the pieces of [`scan::places`].
    fn is_settled(&self, near: &mut Near, needle: &[u8], text: &[u8], apart: &[Seed]) -> bool {
        const RARE: usize = 64;
        const PATIENCE: usize = 4;
        let rare = apart.iter().take_while(|(count, _)| *count <= RARE);
        for (looked_for, &(_, at)) in (1..).zip(rare) {
            let gram = &needle[at..at + GRAM];
            let stands = |start: &usize| text[*start..].starts_with(gram);
            let starts = self.list(gram).iter().map(|&start| start as usize).filter(stands);
            near.look_around(&(at..at + GRAM), starts);
            match near.nearest() {
                Some(distance) if distance < looked_for => return true,
                None if looked_for == PATIENCE => return false,
                _ => {}
            }
        }
        false
    }

    /// The windows in which grams stand near one diagonal, those with most grams first, and how many these are.
    fn clusters(&self, near: &Near, needle: &[u8], seeds: &[Seed]) -> Vec<(u32, Range<usize>)> {
        // The diagonal, moved so that it is not negative, and the number of the gram.
        let mut hits: Vec<(u32, u32)> = Vec::new();
        for (number, &(_, at)) in (0..).zip(seeds) {
            let list = self.list(&needle[at..at + GRAM]);
            hits.extend(list.iter().map(|&start| (start + (needle.len() - at) as u32, number)));
        }
        hits.sort_unstable();
        let reach = near.limit() as u32;
        let window = |hit: &(u32, u32)| near.window(hit.0 as isize - needle.len() as isize);
        let cluster = |hits: &[(u32, u32)]| {
            let grams = hits.iter().fold(0u64, |grams, hit| grams | 1 << hit.1);
            let (first, last) = (window(hits.first()?), window(hits.last()?));
            Some((grams.count_ones(), first.start..last.end))
        };
        let mut clusters: Vec<(u32, Range<usize>)> = hits
            .chunk_by(|one, other| other.0 - one.0 <= reach)
            .filter_map(cluster)
            .collect();
        clusters.sort_by_key(|(grams, window)| (Reverse(*grams), window.start));
        clusters
    }
}

/// Grams that do not overlap, the rarest first: one edit harms one of them.
fn apart(seeds: &[Seed]) -> Vec<Seed> {
    let mut chosen: Vec<Seed> = Vec::new();
    for &(count, at) in seeds {
        if chosen.iter().all(|&(_, other)| GRAM <= other.abs_diff(at)) {
            chosen.push((count, at));
        }
    }
    chosen
}

/// As many of the rarest grams as can be looked at together: few places, or so many grams as are needed.
fn affordable(seeds: &[Seed], needed: usize) -> &[Seed] {
    const FEW_PLACES: usize = 1024;
    const MOST_PLACES: usize = 16_384;
    /// The bits that tell them apart.
    const MOST: usize = 64;
    let mut places = 0;
    let fit = |&(number, seed): &(usize, &Seed)| {
        places += seed.0;
        places <= if number < needed { MOST_PLACES } else { FEW_PLACES }
    };
    let count = seeds.iter().take(MOST).enumerate().take_while(fit).count();
    &seeds[..count]
}

fn hash(gram: &[u8], shift: u32) -> usize {
    let mut bytes = [0; 8];
    bytes[..GRAM].copy_from_slice(gram);
    // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the golden ratio spreads what differs in few bits.
    (u64::from_le_bytes(bytes).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}
