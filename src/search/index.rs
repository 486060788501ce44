//! An index of all stretches of six bytes of a text, for many needles in one long text.
//!
//! A positional q-gram index (Navarro, Baeza-Yates, Sutinen and Tarhio, *Indexing methods for approximate string
//! matching*, 2001) whose lists lie one after the other, put there by a counting sort.

use std::cmp::Reverse;
use std::ops::Range;

use crate::search::extend::MOST_EDITS;
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

/// One edit in so many bytes of a needle leaves enough of its grams that a place is always found.
const SURE: usize = 20;

/// A place with at most so many edits is always found, of a needle of `length` bytes.
pub fn surely_found(length: usize) -> usize {
    (length / SURE).min(MOST_EDITS)
}

/// So many windows are looked at for a place with more edits.
const MOST_TRIED: usize = 8;

/// So many unharmed grams on one diagonal are rarely there by chance.
const TWO: usize = 2;

/// A gram of a needle: where it stands there, and where it may stand in the text.
#[derive(Clone, Copy, Debug)]
struct Seed<'i> {
    at: usize,
    /// In bytes of all of the text.
    places: &'i [u32],
}

impl Index {
    /// Indexes folded bytes. Cost: two passes over the text; three where it is long, and two bytes for each of its own
    /// while they last.
    pub fn new(text: &[u8]) -> Self {
        let bits = (text.len() / 4).max(2).ilog2();
        let shift = u64::BITS - bits;
        let hashes = || text.windows(GRAM).map(|gram| hash(gram, shift));
        let mut positions = vec![0; text.len().saturating_sub(GRAM - 1)];
        let starts = match bits {
            ..=MOST_BITS => sort((0..).zip(hashes()), bits, &mut positions),
            _ => sort_by_shares(hashes, bits, &mut positions),
        };
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

    /// The index of a part of `text`, which is the one that was indexed.
    pub fn part<'i>(&'i self, text: &'i [u8], part: Range<usize>) -> Part<'i> {
        Part {
            index: self,
            is_whole: part == (0..text.len()),
            start: part.start,
            text: &text[part],
        }
    }

    /// The index of all of `text`, which is the one that was indexed.
    pub fn whole<'i>(&'i self, text: &'i [u8]) -> Part<'i> {
        self.part(text, 0..text.len())
    }

    /// Where a gram may stand in all of the text.
    fn list(&self, gram: &[u8]) -> &[u32] {
        let hash = hash(gram, self.shift);
        &self.positions[self.starts[hash] as usize..self.starts[hash + 1] as usize]
    }
}

/// A part of an indexed text, in which needles are searched for.
#[derive(Clone, Copy, Debug)]
pub struct Part<'i> {
    index: &'i Index,
    is_whole: bool,
    /// Where the part starts in the text.
    start: usize,
    /// The bytes of the part.
    text: &'i [u8],
}

impl<'i> Part<'i> {
    /// The part of a list that lies in this part of the text.
    fn own(&self, list: &'i [u32], reached: Option<u32>) -> &'i [u32] {
        let end = (self.start + self.text.len() + 1).saturating_sub(GRAM);
        let first = before(list, self.start, self.share(list, self.start), reached);
        let (rest, length) = (&list[first..], self.share(list, self.text.len()));
        let length = before(rest, end, length, rest.get(length).copied());
        &list[first..first + length]
    }

    /// How many positions of a list lie in so many bytes of the text, about: what stands everywhere stands in a part as
    /// often as the part is long.
    fn share(&self, list: &[u32], bytes: usize) -> usize {
        (list.len() as u64 * bytes as u64 / self.index.positions.len().max(1) as u64) as usize
    }

    /// Where a gram of a needle may stand, in bytes of the part.
    fn starts(&self, seed: Seed<'i>) -> impl Iterator<Item = usize> + use<'i> {
        let start = self.start;
        seed.places.iter().map(move |&place| place as usize - start)
    }

    /// The grams of a needle, in its order.
    fn grams(&self, needle: &[u8]) -> Vec<Seed<'i>> {
        let lists = needle.windows(GRAM).map(|gram| self.index.list(gram));
        let mut seeds: Vec<Seed> = lists.enumerate().map(|(at, places)| Seed { at, places }).collect();
        if self.is_whole {
            return seeds;
        }
        // What lies far apart in memory is asked for at once: all lists first, then where each may reach this part.
        let near = |seed: &Seed| seed.places.get(self.share(seed.places, self.start)).copied();
        let reached: Vec<Option<u32>> = seeds.iter().map(near).collect();
        for (seed, reached) in seeds.iter_mut().zip(reached) {
            seed.places = self.own(seed.places, reached);
        }
        seeds
    }

    /// The places of a folded needle: the nearest first; of equals the one that stands first.
    ///
    /// Where the needle stands exactly, as whole words, only such places. Else those that share a rare gram with it,
    /// and always the nearest where that has no more edits than are [`surely_found`].
    pub fn places(&self, needle: &[u8]) -> Vec<Place> {
        let grams = self.grams(needle);
        let exact = self.around_rarest(needle, &grams);
        if exact.is_empty() {
            self.near(needle, &grams)
        } else {
            exact
        }
    }

    /// The places where the needle stands as it is: as whole words, since the space around it counts.
    pub fn exact(&self, needle: &[u8]) -> Vec<Place> {
        self.around_rarest(needle, &self.grams(needle))
    }

    fn around_rarest(&self, needle: &[u8], grams: &[Seed]) -> Vec<Place> {
        let Some(&rarest) = grams.iter().min_by_key(|seed| seed.places.len()) else {
            return scan::exact(needle, self.text);
        };
        let starts = self.starts(rarest).filter_map(|found| found.checked_sub(rarest.at));
        scan::exact_at(starts, needle, self.text)
    }

    fn near(&self, needle: &[u8], grams: &[Seed<'i>]) -> Vec<Place> {
        let Some(needle) = scan::inner(needle) else {
            return Vec::new();
        };
        let mut near = Near::new(needle, self.text);
        // The grams without the space before the needle and what follows.
        let inner = grams.iter().skip(1).take((needle.len() + 1).saturating_sub(GRAM));
        let seeds = rarest_first(inner.map(|&Seed { at, places }| Seed { at: at - 1, places }));
        let apart = apart(&seeds);
        if !self.is_settled(&mut near, needle, &apart) {
            let few = &apart[..apart.len().min(surely_found(needle.len()) + TWO)];
            let is_certain = self.look(&mut near, needle, &[few, &apart, &seeds], Near::is_sure);
            if !is_certain && !near.is_sure() {
                near.look_everywhere();
            }
        }
        near.places()
    }

    /// The places within the limit that share most grams with the needle, and always all with no more edits than
    /// are [`surely_found`].
    pub fn likely(&self, needle: &[u8]) -> Vec<Place> {
        self.alike(needle, true)
    }

    /// Like [`likely`](Self::likely), without a look at all of the text: a needle whose grams stand too often, or
    /// which has none, is found where it stands exactly.
    pub fn handy(&self, needle: &[u8]) -> Vec<Place> {
        let mut places = self.exact(needle);
        places.extend(self.alike(needle, false));
        places
    }

    fn alike(&self, needle: &[u8], everywhere: bool) -> Vec<Place> {
        let Some(needle) = scan::inner(needle) else {
            return Vec::new();
        };
        let mut near = Near::new(needle, self.text);
        let seeds = rarest_first(self.grams(needle).into_iter());
        let is_certain = self.look(&mut near, needle, &[&apart(&seeds), &seeds], |_| false);
        if !is_certain && everywhere {
            near.look_everywhere();
        }
        near.places()
    }

    /// Looks where many grams stand near one diagonal: some apart, and last all, until it is enough. Whether no place
    /// with few edits can have been missed, as it can where the grams are too common.
    fn look<'s>(
        &self,
        near: &mut Near<'s>,
        needle: &[u8],
        passes: &[&[Seed<'i>]],
        is_enough: fn(&Near<'s>) -> bool,
    ) -> bool {
        let most_edits = surely_found(needle.len());
        let mut is_certain = false;
        for (left, &seeds) in (0..passes.len()).rev().zip(passes) {
            // An edit harms one gram of those apart, and as many as overlap of all.
            let harmed = if left == 0 { GRAM * most_edits } else { most_edits };
            let seeds = affordable(seeds, if is_certain { 0 } else { harmed + TWO });
            let unharmed = seeds.len().saturating_sub(harmed);
            let hits = self.hits(needle.len(), seeds);
            let hits = sorted(if unharmed < TWO {
                hits
            } else {
                crowded(hits, near.limit())
            });
            let clusters = clusters(&hits, near.limit());
            if !is_certain && unharmed > 0 {
                for hit in clusters
                    .iter()
                    .take_while(|cluster| unharmed <= cluster.grams)
                    .flat_map(|cluster| cluster.hits)
                {
                    let at = seeds[hit.gram()].at;
                    near.look_closely(&(at..at + GRAM), hit.start(needle.len(), at), most_edits);
                }
                is_certain = true;
            }
            for cluster in clusters.iter().take(MOST_TRIED) {
                if is_enough(near) {
                    return is_certain;
                }
                near.look(cluster.window(near, needle.len()));
            }
        }
        is_certain
    }

    /// Looks around grams so rare that each of their places can be looked at. Whether there is none nearer than
    /// what was found: as with the pieces of [`scan::places`].
    fn is_settled(&self, near: &mut Near, needle: &[u8], apart: &[Seed<'i>]) -> bool {
        const RARE: usize = 16;
        const PATIENCE: usize = 4;
        let rare = apart.iter().take_while(|seed| seed.places.len() <= RARE);
        for (looked_for, &seed) in (1..).zip(rare) {
            let gram = seed.at..seed.at + GRAM;
            let stands = |start: &usize| self.text[*start..].starts_with(&needle[gram.clone()]);
            near.look_around(&gram, self.starts(seed).filter(stands));
            match near.nearest() {
                Some(distance) if distance < looked_for => return true,
                None if looked_for == PATIENCE => return false,
                _ => {}
            }
        }
        false
    }

    /// Every place of these grams of a needle of `length` bytes, gram by gram.
    fn hits(&self, length: usize, seeds: &[Seed<'i>]) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(seeds.iter().map(|seed| seed.places.len()).sum());
        for (gram, &seed) in seeds.iter().enumerate() {
            let starts = self.starts(seed);
            hits.extend(starts.map(|start| Hit::new(start, length - seed.at, gram)));
        }
        hits
    }
}

/// A place of a gram: the diagonal it lies on, moved by the length of the needle so that it is not negative, and
/// the number of the gram; in one number that sorts by both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hit(u64);

impl Hit {
    const GRAM_BITS: u32 = 6;

    fn new(start: usize, moved: usize, gram: usize) -> Self {
        Self(((start + moved) as u64) << Self::GRAM_BITS | gram as u64)
    }

    fn gram(self) -> usize {
        (self.0 & ((1 << Self::GRAM_BITS) - 1)) as usize
    }

    fn diagonal(self) -> usize {
        (self.0 >> Self::GRAM_BITS) as usize
    }

    /// Where the gram stands in the text, which stands at `at` in a needle of `length` bytes.
    fn start(self, length: usize, at: usize) -> usize {
        self.diagonal() + at - length
    }
}

/// The hits in the order of their diagonals. Each list is in order: a merge sort finds as many runs.
fn sorted(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort();
    hits
}

/// The hits with another no more than `reach` diagonals away, and some without one. Where there are many hits in
/// a long text, to count them in bins costs less than to sort them.
fn crowded(mut hits: Vec<Hit>, reach: usize) -> Vec<Hit> {
    const MANY: usize = 512;
    const BINS: usize = 1 << 15;
    if hits.len() < MANY {
        return hits;
    }
    let width = reach.next_power_of_two().ilog2();
    // Bins as far apart as there are bins share one.
    let bin = |hit: &Hit| hit.diagonal() >> width;
    let mut counts = vec![0u8; BINS];
    for hit in &hits {
        let count = &mut counts[bin(hit) % BINS];
        *count = count.saturating_add(1);
    }
    let count = |bin: usize| usize::from(counts[bin % BINS]);
    hits.retain(|hit| {
        let bin = bin(hit);
        TWO <= count(bin) + count(bin.wrapping_sub(1)) + count(bin + 1)
    });
    hits
}

/// Grams that stand near one diagonal.
#[derive(Debug)]
struct Cluster<'h> {
    /// How many grams there are; one that stands there twice is one.
    grams: usize,
    hits: &'h [Hit],
}

impl Cluster<'_> {
    /// Where a place may stand that has these grams, of a needle of `length` bytes.
    fn window(&self, near: &Near, length: usize) -> Option<Range<usize>> {
        let window = |hit: &Hit| near.window(hit.diagonal() as isize - length as isize);
        Some(window(self.hits.first()?).start..window(self.hits.last()?).end)
    }
}

/// The clusters of hits no more than `reach` diagonals apart, those of most grams first.
fn clusters(hits: &[Hit], reach: usize) -> Vec<Cluster<'_>> {
    let grams = |hits: &[Hit]| {
        hits.iter()
            .fold(0u64, |grams, hit| grams | 1 << hit.gram())
            .count_ones() as usize
    };
    let groups = hits.chunk_by(|one, other| other.diagonal() - one.diagonal() <= reach);
    let mut clusters: Vec<Cluster> = groups
        .map(|hits| Cluster {
            grams: grams(hits),
            hits,
        })
        .collect();
    clusters.sort_by_key(|cluster| Reverse(cluster.grams));
    clusters
}

/// Grams in the order of a needle, those first that have fewest places.
fn rarest_first<'i>(grams: impl Iterator<Item = Seed<'i>>) -> Vec<Seed<'i>> {
    let mut seeds: Vec<Seed> = grams.collect();
    seeds.sort_by_cached_key(|seed| seed.places.len());
    seeds
}

/// Of all grams of a needle those that do not overlap, the rarest first: one edit harms one of them.
fn apart<'i>(seeds: &[Seed<'i>]) -> Vec<Seed<'i>> {
    // Where a gram may start that overlaps none of those chosen.
    let mut is_free = vec![true; seeds.len()];
    let mut chosen = Vec::with_capacity(seeds.len() / GRAM + 1);
    for &seed in seeds {
        if is_free[seed.at] {
            is_free[seed.at.saturating_sub(GRAM - 1)..(seed.at + GRAM).min(seeds.len())].fill(false);
            chosen.push(seed);
        }
    }
    chosen
}

/// As many of the rarest grams as can be looked at together: some in any case, and more where they have few places.
fn affordable<'s, 'i>(seeds: &'s [Seed<'i>], needed: usize) -> &'s [Seed<'i>] {
    const SOME: usize = 12;
    const FEW_PLACES: usize = 1024;
    const MOST_PLACES: usize = 16_384;
    const MOST: usize = 1 << Hit::GRAM_BITS;
    let mut places = 0;
    let fit = |&(number, seed): &(usize, &Seed)| {
        places += seed.places.len();
        places
            <= if number < needed.max(SOME) {
                MOST_PLACES
            } else {
                FEW_PLACES
            }
    };
    let count = seeds.iter().take(MOST).enumerate().take_while(fit).count();
    &seeds[..count]
}

/// How many positions of a list are less than `byte`: about so many, and if not, looked for ever farther from there;
/// `there` is what stands there.
fn before(list: &[u32], byte: usize, about: usize, there: Option<u32>) -> usize {
    const NEAR: usize = 8;
    let is_before = |at: usize| (list[at] as usize) < byte;
    let (mut start, mut end) = (about.min(list.len()), about.min(list.len()));
    let mut step = NEAR;
    if there.is_some_and(|there| (there as usize) < byte) {
        while end < list.len() && is_before(end) {
            start = end + 1;
            end = (end + step).min(list.len());
            step *= 2;
        }
    } else {
        while 0 < start && !is_before(start - 1) {
            end = start - 1;
            start = start.saturating_sub(step);
            step *= 2;
        }
    }
    start + list[start..end].partition_point(|&position| (position as usize) < byte)
}

/// The lists of so many bits of hashes fit into a cache that is near.
const MOST_BITS: u32 = 16;

/// Sorts positions by their hashes, of so many bits; gives where each list starts, and where the last one ends.
fn sort(hashes: impl Iterator<Item = (u32, usize)> + Clone, bits: u32, sorted: &mut [u32]) -> Vec<u32> {
    let mut starts = vec![0u32; (1 << bits) + 1];
    hashes.clone().for_each(|(_, hash)| starts[hash + 1] += 1);
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    // Each list is filled from its start, which moves on and ends up where the next list starts.
    for (position, hash) in hashes {
        let start = &mut starts[hash];
        sorted[*start as usize] = position;
        *start += 1;
    }
    starts.rotate_right(1);
    starts[0] = 0;
    starts
}

/// The same for the hashes of a long text, in order: first put apart by their first bits, then share by share, so that
/// what is written to at one time fits into a cache (Manegold, Boncz and Kersten, *Optimizing main-memory join on
/// modern hardware*, 2002).
fn sort_by_shares<H: Iterator<Item = usize>>(hashes: impl Fn() -> H, bits: u32, sorted: &mut [u32]) -> Vec<u32> {
    const LAST: u32 = 13;
    let mut ends = vec![0u32; 1 << (bits - LAST)];
    hashes().for_each(|hash| ends[hash >> LAST] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    let mut last_bits = vec![0u16; sorted.len()];
    for (position, hash) in (0..).zip(hashes()) {
        let end = &mut ends[hash >> LAST];
        sorted[*end as usize] = position;
        last_bits[*end as usize] = (hash & ((1 << LAST) - 1)) as u16;
        *end += 1;
    }
    let mut starts = Vec::with_capacity((1 << bits) + 1);
    let mut share = Vec::new();
    let mut start = 0;
    for end in ends {
        let range = start as usize..end as usize;
        share.clear();
        share.extend_from_slice(&sorted[range.clone()]);
        let last_bits = last_bits[range.clone()].iter().map(|&hash| usize::from(hash));
        let lists = sort(share.iter().copied().zip(last_bits), LAST, &mut sorted[range]);
        starts.extend(lists[..1 << LAST].iter().map(|list| start + list));
        start = end;
    }
    starts.push(start);
    starts
}

fn hash(gram: &[u8], shift: u32) -> usize {
    let mut bytes = [0; 8];
    bytes[..GRAM].copy_from_slice(gram);
    // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the golden ratio spreads what differs in few bits.
    (u64::from_le_bytes(bytes).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    use crate::search::index::{GRAM, MOST_BITS, before, hash, sort, sort_by_shares};

    #[test]
    fn shares_are_sorted_as_the_whole() {
        const BITS: u32 = MOST_BITS + 2;
        // Some stretches that come again, and others that do not.
        let text: Vec<u8> = (0..400_000u64)
            .map(|at| (at * at / 7 % 251 + at / 50_000) as u8)
            .collect();
        let hashes = || text.windows(GRAM).map(|gram| hash(gram, u64::BITS - BITS));
        let mut whole = vec![0; hashes().count()];
        let starts = sort((0..).zip(hashes()), BITS, &mut whole);
        let mut by_shares = vec![0; whole.len()];
        assert_eq!(sort_by_shares(hashes, BITS, &mut by_shares), starts);
        assert_eq!(by_shares, whole);
        assert!(
            starts.windows(2).any(|list| list[1] - list[0] > 2),
            "some have several places"
        );
    }

    proptest! {
        #[test]
        fn a_guess_leads_to_the_same_place(
            steps in prop::collection::vec(0u32..9, 0..200),
            byte in 0usize..1000,
            about in 0usize..300,
        ) {
            let list: Vec<u32> = steps.iter().scan(0, |sum, step| { *sum += step; Some(*sum) }).collect();
            let plain = list.partition_point(|&position| (position as usize) < byte);
            prop_assert_eq!(before(&list, byte, about, list.get(about).copied()), plain);
        }
    }
}
