//! The stretches of a source that hold enough of a quote for it to stand there.

use std::ops::Range;

use crate::matching::align::{self, GapPrice, MOST_JOINED, Replaced};
use crate::matching::letters::Letters;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::{Known, Prepared};
use crate::search::place::joined;
use crate::text::keys::KeyId;

/// What may be found of a word, each more than the one before: another that is somewhat like it, one that is much like
/// it, and itself.
const LIKE_IT: u64 = 0b001;
const MUCH_LIKE_IT: u64 = 0b011;
const AS_IT_IS: u64 = 0b111;
const BITS: usize = 3;
/// So many words of a quote share one number.
const ROWS: usize = u64::BITS as usize / BITS;

/// The least words of a block: a power of two.
const BLOCK: usize = 8;

/// Of a quote in more pieces, each place may stand anywhere.
const MOST_PIECES: usize = 16;

/// Where the words of a quote are found in a source, for asking where all of it may stand.
#[derive(Debug)]
pub struct Promising<'s> {
    source: &'s Prepared,
    /// What the quote weighs.
    total: u32,
    /// The keys of the source that are like each word, in order.
    alike: Vec<Vec<KeyId>>,
    /// None where there are more than [`MOST_PIECES`].
    pieces: Vec<Piece>,
    /// What the words of the source cost that stand within a piece and have no answer.
    gap: GapPrice,
    /// What those at a marked cut cost, where there is one.
    cut: Option<GapPrice>,
}

/// Words of a quote between two marked cuts.
#[derive(Debug)]
struct Piece {
    length: usize,
    weight: u32,
    /// Nowhere is more of it found.
    best: u32,
    finds: Finds,
    sums: Sums,
}

impl<'s> Promising<'s> {
    /// The first `length` words of a quote, looked for in a source.
    ///
    /// Cost: for each of them, the places of the words like it and a part of the source's keys.
    pub fn of(pattern: &Pattern, length: usize, source: &'s Prepared) -> Self {
        let quote = pattern.words();
        let cuts = || pattern.cuts().take_while(|&word| word < length);
        let mut ends: Vec<usize> = cuts().chain([length]).collect();
        if MOST_PIECES < ends.len() {
            ends.clear();
        }
        let alike = alike(quote, length, source);
        let parts = ends
            .into_iter()
            .scan(0, |start, end| Some(std::mem::replace(start, end)..end));
        let pieces = parts.map(|words| {
            let weight = quote.weight(words.clone());
            let finds = Finds::of(quote, words.clone(), length, source, &alike[words.clone()]);
            Piece {
                length: words.len(),
                weight,
                best: weight,
                sums: Sums::new(&finds.values),
                finds,
            }
        });
        let gaps = (1..length).map(|word| pattern.gap(word)).filter(|gap| *gap != Gap::Cut);
        let mut promising = Self {
            source,
            total: quote.weight(0..length),
            pieces: pieces.collect(),
            alike,
            gap: gaps.map(align::price).fold(align::price(Gap::Closed), cheaper),
            cut: cuts().next().map(|_| align::price(Gap::Cut)),
        };
        if promising.cut.is_some() {
            let best: Vec<u32> = promising.pieces.iter().map(|piece| promising.best(piece)).collect();
            let pieces = promising.pieces.iter_mut().zip(best);
            pieces.for_each(|(piece, best)| piece.best = best);
        }
        promising
    }

    /// The keys of the source that may be a word of the quote, or it changed.
    pub fn alike(&self, word: usize) -> &[KeyId] {
        &self.alike[word]
    }

    /// As much of a piece as is found anywhere, an eighth of it more or less.
    fn best(&self, piece: &Piece) -> u32 {
        const PARTS: u32 = 8;
        let part = |count: u32| piece.weight * count / PARTS;
        let mut counts = (1..PARTS).rev();
        let found = counts.find(|&count| !self.stretches_of(piece, part(count)).is_empty());
        part(found.unwrap_or(0) + 1)
    }

    /// The stretches where so much of a piece is found.
    fn stretches_of(&self, piece: &Piece, needed: u32) -> Vec<Range<usize>> {
        let bound = Bound {
            sums: &piece.sums,
            length: piece.length + MOST_JOINED,
            needed,
            gap: self.gap,
        };
        let mut stretches = Vec::new();
        for blocks in piece.finds.rich(&bound) {
            piece.finds.narrow(blocks, &bound, &mut stretches);
        }
        stretches
    }

    /// The stretches where a piece may belong to a place that saves `needed`, where all pieces together are found with so
    /// much to spare; but one that saves no more than a leap costs is worth none: it stands close to another, if at all.
    fn of_pieces(&self, needed: u32, spare: u32) -> Vec<Range<usize>> {
        let leap = self.cut.map_or(0, |cut| cut.far);
        // One piece saves its share.
        let floor = needed.div_ceil(self.pieces.len() as u32).min(leap + 1);
        // No place can do without so much of a piece.
        let least = |piece: &Piece| piece.best.saturating_sub(spare);
        let is_needed = |piece: &Piece| floor <= least(piece);
        let stretches = |piece: &Piece| self.stretches_of(piece, least(piece).max(floor));
        let mut all: Vec<Vec<Range<usize>>> = self.pieces.iter().map(stretches).collect();
        if 2 * leap <= spare && self.pieces.iter().all(is_needed) {
            // Pieces that stand apart save what the leap between them costs, too. Of those that stand together one saves
            // as much, where there are two leaps to spare, and the others are close to it.
            let apart = |piece: &Piece| self.stretches_of(piece, (least(piece) + leap).min(needed));
            let apart = self.pieces.iter().flat_map(apart).collect();
            return self.with_close(apart, all.concat());
        }
        for needed in (0..all.len()).filter(|&at| is_needed(&self.pieces[at])) {
            let first = all[needed].iter().map(|stretch| stretch.start).min();
            let last = all[needed].iter().map(|stretch| stretch.end).max();
            let Some((first, last)) = first.zip(last) else {
                return Vec::new();
            };
            // What the quote has before this piece does not stand behind all its places, nor the other way round.
            let (before, after) = all.split_at_mut(needed);
            before
                .iter_mut()
                .for_each(|all| all.retain(|stretch| stretch.start < last));
            after[1..]
                .iter_mut()
                .for_each(|all| all.retain(|stretch| first < stretch.end));
        }
        all.concat()
    }

    /// Some stretches, and those of others that are close to one of them, or to another that is.
    fn with_close(&self, some: Vec<Range<usize>>, mut others: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut some = joined(some);
        for _ in 1..self.pieces.len() {
            let is_close = |other: &Range<usize>| {
                let near = widened(other, self.close());
                let after = some.partition_point(|stretch| stretch.end <= near.start);
                some.get(after).is_some_and(|stretch| stretch.start < near.end)
            };
            let (close, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(is_close);
            some.extend(close);
            some = joined(some);
            others = rest;
        }
        some
    }

    /// What costs no more than a leap leaves no more words out.
    fn close(&self) -> usize {
        self.cut.map_or(0, |cut| (cut.far / cut.word) as usize)
    }

    /// Stretches of words, in order, that hold every place whose alignment with the quote may cost no more than `most`.
    /// Where marked cuts lead from one part of a place to the next, each part that is worth a leap by itself, and those
    /// close to another; not a few small words that only together are worth one.
    ///
    /// The words of a quote that have no answer cost their weight, and the words of the source that have none and stand
    /// between others cost something each (see [`align`]): where a place is to cost little, much must be found close
    /// together.
    pub fn stretches(&self, most: u32) -> Vec<Range<usize>> {
        let words = self.source.words().len();
        if self.total <= most || self.pieces.is_empty() {
            return std::iter::once(0..words).collect();
        }
        let needed = self.total - most;
        let best: u32 = self.pieces.iter().map(|piece| piece.best).sum();
        if best < needed {
            return Vec::new();
        }
        let mut stretches = self.of_pieces(needed, best - needed);
        let aside = (self.close() + MOST_JOINED * BLOCK) * (self.pieces.len() - 1);
        for stretch in &mut stretches {
            *stretch = widened(stretch, aside);
            stretch.end = stretch.end.min(words);
        }
        joined(stretches)
    }
}

/// What the words of a quote find in each block of words of a source.
#[derive(Debug)]
struct Finds {
    /// The words of a block: a power of two.
    block: usize,
    blocks: usize,
    /// The first number of each block, then the second of each, and so on.
    found: Vec<u64>,
    /// By how much each bit lessens the cost.
    values: Vec<u32>,
}

/// How much must be found for a place to cost little enough.
struct Bound<'p> {
    sums: &'p Sums,
    /// The words of a place that has none but those that answer to the quote.
    length: usize,
    needed: u32,
    gap: GapPrice,
}

impl Bound<'_> {
    /// What must be found where so many words of the source are left out.
    fn needed(&self, left_out: usize) -> u32 {
        match left_out {
            0 => self.needed,
            words => self.needed + self.gap.open + self.gap.word * words as u32,
        }
    }
}

fn widened(stretch: &Range<usize>, by: usize) -> Range<usize> {
    stretch.start.saturating_sub(by)..stretch.end + by
}

fn cheaper(one: GapPrice, other: GapPrice) -> GapPrice {
    GapPrice {
        open: one.open.min(other.open),
        word: one.word.min(other.word),
        far: one.far.min(other.far),
    }
}

/// The keys of a source that are like each of the first words of a quote.
fn alike(quote: &Prepared, length: usize, source: &Prepared) -> Vec<Vec<KeyId>> {
    let letters: Vec<&Letters> = (0..length).map(|word| quote.letters_of(word)).collect();
    letters.chunks(ROWS).flat_map(|few| source.alike(few)).collect()
}

/// A word of a quote that is looked for in a source.
#[derive(Debug)]
struct Sought<'q> {
    row: usize,
    letters: &'q Letters,
    replaced: Replaced<'q>,
    /// The key of the source that it has.
    same: Option<KeyId>,
    /// What is saved at most by another word that is found: somewhat like it, much like it.
    somewhat: u32,
    much: u32,
}

impl<'q> Sought<'q> {
    fn new(row: usize, known: Known<'q>, source: &Prepared) -> Self {
        Self {
            row,
            letters: known.1,
            replaced: Replaced::new(known),
            same: source.id(known.0),
            somewhat: 0,
            much: 0,
        }
    }
}

impl Finds {
    /// What some words of a quote find, of which the first `length` count; `alike` has the keys that are like each.
    fn of(quote: &Prepared, words: Range<usize>, length: usize, source: &Prepared, alike: &[Vec<KeyId>]) -> Self {
        let block = (words.len() / 2).next_power_of_two().max(BLOCK);
        let blocks = source.words().len().div_ceil(block);
        let width = words.len().div_ceil(ROWS);
        let mut finds = Self {
            block,
            blocks,
            found: vec![0; blocks * width],
            values: vec![0; width * u64::BITS as usize],
        };
        let mut sought: Vec<Sought> = words
            .clone()
            .enumerate()
            .map(|(row, word)| Sought::new(row, quote.known(word), source))
            .collect();
        for (sought, alike) in sought.chunks_mut(ROWS).zip(alike.chunks(ROWS)) {
            finds.look_at_all(sought, alike, source);
        }
        for (word, mut sought) in words.zip(sought) {
            if sought.letters.numeric {
                let numbers = source.numeric_keys().into_iter();
                numbers.for_each(|id| finds.look_at(id, &source.letters()[id as usize], &mut sought, source));
            }
            finds.look_for_same(quote, word, length, source, &sought);
            finds.set_values(&sought);
        }
        finds
    }

    /// The keys that are like some words: those whose numbers are close together for all of the words at once, since
    /// what is known of them lies close together, too.
    fn look_at_all(&mut self, sought: &mut [Sought], alike: &[Vec<KeyId>], source: &Prepared) {
        const AT_ONCE: usize = 64;
        // Another word costs as much as a shorter one weighs.
        const SHORTEST: usize = 3;
        let left = sought
            .iter()
            .zip(alike)
            .map(|(sought, alike)| match sought.letters.count() {
                ..SHORTEST => [].iter(),
                _ => alike.iter(),
            });
        let mut left: Vec<_> = left.map(|alike| alike.copied().peekable()).collect();
        let mut near = Vec::with_capacity(AT_ONCE);
        for (start, letters) in (0..).step_by(AT_ONCE).zip(source.letters().chunks(AT_ONCE)) {
            // Fetched in one go, not one by one.
            near.clear();
            near.extend_from_slice(letters);
            for (sought, left) in sought.iter_mut().zip(&mut left) {
                while let Some(id) = left.next_if(|&id| (id as usize) < start + AT_ONCE) {
                    self.look_at(id, &near[id as usize - start], sought, source);
                }
            }
        }
    }

    /// Another word of the source that a word of the quote may have become.
    fn look_at(&mut self, id: KeyId, of_source: &Letters, sought: &mut Sought, source: &Prepared) {
        let letters = sought.letters;
        let may_save = letters.numeric && of_source.numeric || align::may_be_close(letters, of_source);
        if !may_save || Some(id) == sought.same {
            return;
        }
        let cost = sought.replaced.cost((source.keys().get(id), of_source));
        let value = letters.weight().saturating_sub(cost);
        if letters.weight() < 2 * value {
            sought.much = sought.much.max(value);
            self.find(source.places(id), sought.row, MUCH_LIKE_IT);
        } else if 0 < value {
            sought.somewhat = sought.somewhat.max(value);
            self.find(source.places(id), sought.row, LIKE_IT);
        }
    }

    /// A word of the quote as it is, or joined with its neighbours, or parted.
    fn look_for_same(&mut self, quote: &Prepared, word: usize, length: usize, source: &Prepared, sought: &Sought) {
        let joints = (2..=MOST_JOINED.min(length)).flat_map(|count| {
            // As any word of those that the source has as one.
            ((word + 1).saturating_sub(count)..=word.min(length - count)).map(move |first| first..first + count)
        });
        let joints = joints.filter_map(|words| source.id(&words.map(|at| quote.key(at)).collect::<String>()));
        for id in joints.chain(sought.same) {
            self.find(source.places(id), sought.row, AS_IT_IS);
        }
        self.find(&parted(quote.key(word), source, MOST_JOINED), sought.row, AS_IT_IS);
    }

    /// What is saved by each thing that may be found of a word, more than by the one before.
    fn set_values(&mut self, sought: &Sought) {
        let (number, bit) = place_of(sought.row);
        let (somewhat, much) = (sought.somewhat, sought.much.max(sought.somewhat));
        let values = [somewhat, much - somewhat, sought.letters.weight() - much];
        self.values[number * u64::BITS as usize + bit..][..BITS].copy_from_slice(&values);
    }

    fn find(&mut self, places: &[u32], row: usize, what: u64) {
        let (number, bit) = place_of(row);
        let shift = self.block.ilog2();
        let found = &mut self.found[number * self.blocks..][..self.blocks];
        for &place in places {
            found[place as usize >> shift] |= what << bit;
        }
    }

    /// What is found in each block, number by number.
    fn numbers(&self) -> impl Iterator<Item = &[u64]> {
        self.found.chunks(self.blocks.max(1))
    }

    /// The blocks about which enough is found, as far as a place can reach: a coarse sieve.
    fn rich(&self, bound: &Bound) -> Vec<Range<usize>> {
        let all: u32 = self.values.iter().sum();
        let spare = all.saturating_sub(bound.needed(1));
        let longest = bound.length + (spare / bound.gap.word.max(1)) as usize;
        // A place lies within two groups that stand side by side.
        let group = longest / self.block + 1;
        let mut saved = vec![0; self.blocks.div_ceil(group)];
        for (found, sums) in self.numbers().zip(bound.sums.numbers()) {
            let groups = found
                .chunks(group)
                .map(|blocks| blocks.iter().fold(0, |all, one| all | one));
            let groups: Vec<u64> = groups.chain([0]).collect();
            for (saved, pair) in saved.iter_mut().zip(groups.windows(2)) {
                *saved += sum(sums, pair[0] | pair[1]);
            }
        }
        let rich = (0..).zip(saved).filter(|&(_, saved)| bound.needed <= saved);
        let rich = rich.map(|(at, _)| at * group..((at + 2) * group).min(self.blocks));
        joined(rich.collect())
    }

    /// The stretches of words within these blocks about which enough is found for as many words as they have.
    fn narrow(&self, blocks: Range<usize>, bound: &Bound, stretches: &mut Vec<Range<usize>>) {
        // Where the longest of a few stretches does not hold enough for the shortest, none of them does.
        const FEW: usize = 3;
        let found: Vec<&[u64]> = self.numbers().map(|found| &found[blocks.clone()]).collect();
        let mut together: Vec<Vec<u64>> = found.iter().map(|found| found.to_vec()).collect();
        let mut reached = 1;
        for lengths in self.lengths(blocks.len(), bound).chunks(FEW) {
            let (Some(&(_, least)), Some(&(longest, _))) = (lengths.first(), lengths.last()) else {
                return;
            };
            for count in reached..longest {
                for (together, found) in together.iter_mut().zip(&found) {
                    let more = together.iter_mut().zip(&found[count..]);
                    more.for_each(|(found, more)| *found |= more);
                }
            }
            reached = longest;
            for at in 0..blocks.len() {
                let all = together.iter().map(|together| together[at]);
                if bound.sums.of(all) < least {
                    continue;
                }
                for &(count, needed) in lengths.iter().filter(|(count, _)| at + count <= blocks.len()) {
                    let window = |found: &&[u64]| found[at..at + count].iter().fold(0, |all, one| all | one);
                    if needed <= bound.sums.of(found.iter().map(window)) {
                        let start = (blocks.start + at) * self.block;
                        stretches.push(start..start + count * self.block);
                    }
                }
            }
        }
    }

    /// In how many blocks, of no more than so many, a place may stand, and how much must be found there: the more words
    /// of the source are left out, the more.
    fn lengths(&self, most: usize, bound: &Bound) -> Vec<(usize, u32)> {
        let all: u32 = self.values.iter().sum();
        let mut lengths = Vec::new();
        let (mut left_out, mut next) = (0, 0);
        for count in 1..=most {
            // A place that starts anywhere in the first of so many blocks ends within the last.
            let longest = (count - 1) * self.block + 1;
            let is_due = bound.length <= longest && next <= count;
            if !is_due && count < most {
                continue;
            }
            let needed = bound.needed(left_out);
            if all < needed {
                break;
            }
            lengths.push((count, needed));
            left_out = (longest + 1).saturating_sub(bound.length);
            next = count + count.div_ceil(4);
        }
        lengths
    }
}

/// The number that holds what is found of a word, and the first of its bits there.
fn place_of(row: usize) -> (usize, usize) {
    (row / ROWS, row % ROWS * BITS)
}

/// What is saved by the things found, eight at a time.
#[derive(Debug)]
struct Sums(Vec<[u32; 256]>);

impl Sums {
    fn new(values: &[u32]) -> Self {
        let sums = values.chunks(8).map(|values| {
            let mut sums = [0; 256];
            for found in 1..256usize {
                let first = found.trailing_zeros() as usize;
                sums[found] = sums[found & (found - 1)] + values.get(first).copied().unwrap_or(0);
            }
            sums
        });
        Self(sums.collect())
    }

    /// The sum of some numbers, in order.
    fn of(&self, found: impl Iterator<Item = u64>) -> u32 {
        found.zip(self.numbers()).map(|(found, sums)| sum(sums, found)).sum()
    }

    /// The sums of each number, which has eight bytes.
    fn numbers(&self) -> impl Iterator<Item = &[[u32; 256]; size_of::<u64>()]> {
        self.0.as_chunks().0.iter()
    }
}

/// What is saved by the things found in one number.
fn sum(sums: &[[u32; 256]; size_of::<u64>()], found: u64) -> u32 {
    let bytes = found.to_le_bytes().into_iter().zip(sums);
    bytes.map(|(byte, sums)| sums[usize::from(byte)]).sum()
}

/// The words of the source where a key starts that is parted there into several, and no more than `most`. A key that
/// no word of French comes near is not parted.
fn parted(key: &str, source: &Prepared, most: usize) -> Vec<u32> {
    const LONGEST: usize = 64;
    let words = source.words();
    let mut places = Vec::new();
    if LONGEST < key.len() {
        return places;
    }
    let ends = key.char_indices().map(|(at, _)| at).skip(1);
    for (head, tail) in ends.filter_map(|end| Some((source.id(&key[..end])?, &key[end..]))) {
        if let Some(tail) = source.id(tail) {
            let (heads, tails) = (source.places(head), source.places(tail));
            if heads.len() < tails.len() {
                let followed = |&&at: &&u32| words.get(at as usize + 1).is_some_and(|word| word.key == tail);
                places.extend(heads.iter().filter(followed));
            } else {
                let before = tails.iter().filter_map(|at| at.checked_sub(1));
                places.extend(before.filter(|&at| words[at as usize].key == head));
            }
        }
        if 2 < most {
            let before = parted(tail, source, most - 1)
                .into_iter()
                .filter_map(|at| at.checked_sub(1));
            places.extend(before.filter(|&at| words[at as usize].key == head));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assume, proptest};

    use crate::matching::align;
    use crate::matching::edit::{Edit, Step};
    use crate::matching::pattern::{Gap, Pattern};
    use crate::matching::prepared::Prepared;
    use crate::matching::promising::Promising;
    use crate::text::origin::Decoded;

    const ARTICLE: &str = include_str!("../../seeds/001_7c12d76ddd53d713.txt");

    /// Words of the article, some left out, joined, parted, changed or put in.
    fn quote(words: &[&str], edits: &[(u8, usize)]) -> String {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        for &(kind, at) in edits {
            let at = at % words.len().max(1);
            match kind {
                0 if at + 1 < words.len() => {
                    let next = words.remove(at + 1);
                    words[at].push_str(&next);
                }
                1 if at < words.len() => {
                    let middle = words[at].char_indices().map(|(at, _)| at).nth(2).unwrap_or(0);
                    words[at].insert(middle, ' ');
                }
                2 if at < words.len() => words[at].insert(0, 'x'),
                3 => words.insert(at, "autre".to_owned()),
                _ => {
                    words.drain(at..(at + 7).min(words.len()));
                }
            }
        }
        words.join(" ")
    }

    /// Words that are near, and yet share few pairs of letters, are not seen as answers.
    fn are_seen(edits: &[Edit], pattern: &Pattern, source: &Prepared) -> bool {
        let is_seen = |edit: &Edit| {
            let (quoted, sourced) = (edit.quote.start, edit.passage.start);
            let letters = pattern.words().letters_of(quoted);
            let saves = align::replace_cost(pattern.words().known(quoted), source.known(sourced)) < letters.weight();
            !saves || source.alike(&[letters])[0].contains(&source.words()[sourced].key)
        };
        let mut replaced = edits.iter().filter(|edit| edit.step == Step::Replaced);
        replaced.all(is_seen)
    }

    #[test]
    fn what_is_close_to_a_stretch_is_kept_with_it() {
        let words = Prepared::new(Decoded::slice("trois mots apart", 0));
        let pattern = Pattern::new(words, vec![Gap::Cut; 3], Vec::new());
        let source = Prepared::new(Decoded::slice(ARTICLE, 0));
        let promising = Promising::of(&pattern, 3, &source);
        // One is close to the first, and one to that.
        let some = vec![100..110, 500..510];
        let others = vec![300..310, 170..180, 40..50, 130..140];
        assert_eq!(
            promising.with_close(some, others),
            [100..110, 130..140, 170..180, 500..510]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 100 } else { 1000 }))]

        #[test]
        fn what_is_aligned_at_a_low_cost_is_promising(
            start in 0..700usize,
            count in 2..60usize,
            edits in proptest::collection::vec((0..6u8, 0..60usize), 0..8),
        ) {
            let words: Vec<&str> = ARTICLE.split_whitespace().collect();
            let start = start.min(words.len() - count);
            let text = quote(&words[start..start + count], &edits);
            let pattern = Pattern::literal(Prepared::new(Decoded::slice(&text, 0)));
            let length = pattern.words().words().len();
            let source = Prepared::new(Decoded::slice(ARTICLE, 0));
            let (found, cost) = align::align(&pattern, &source, 0..source.words().len());
            let Some(last) = found.last().filter(|_| length > 0) else { return Ok(()) };
            let place = found[0].passage.start..last.passage.end;
            if cost <= pattern.words().total_weight() / 2 && are_seen(&found, &pattern, &source) {
                let stretches = Promising::of(&pattern, length, &source).stretches(cost);
                let holds = stretches.iter().any(|stretch| stretch.start <= place.start && place.end <= stretch.end);
                prop_assert!(holds, "{text}: {place:?} at {cost} in {stretches:?}");
            }
        }

        #[test]
        fn so_is_each_part_that_a_marked_cut_leads_to(
            parts in proptest::collection::vec(
                (0..700usize, 1..45usize, proptest::collection::vec((0..6u8, 0..60usize), 0..6)),
                2..4,
            ),
            are_close in any::<bool>(),
        ) {
            let words: Vec<&str> = ARTICLE.split_whitespace().collect();
            let mut parts = parts;
            parts.sort_unstable();
            if are_close {
                for at in 1..parts.len() {
                    let (start, count, _) = parts[at - 1];
                    parts[at].0 = (start + count + parts[at].0 % 30).min(words.len());
                }
            }
            let parts: Vec<String> = parts
                .iter()
                .map(|(start, count, edits)| quote(&words[*start..(start + count).min(words.len())], edits))
                .collect();
            let count = |text: &str| Prepared::new(Decoded::slice(text, 0)).words().len();
            let mut gaps = Vec::new();
            for part in parts.iter().filter(|part| 0 < count(part)) {
                gaps.push(Gap::Cut);
                gaps.resize(gaps.len() + count(part) - 1, Gap::Closed);
            }
            let text = parts.join(" ");
            let pattern = Pattern::new(Prepared::new(Decoded::slice(&text, 0)), gaps, Vec::new());
            let length = pattern.words().words().len();
            prop_assume!(0 < length);
            let source = Prepared::new(Decoded::slice(ARTICLE, 0));
            let (found, cost) = align::align(&pattern, &source, 0..source.words().len());
            if cost <= pattern.words().total_weight() / 2 && are_seen(&found, &pattern, &source) {
                let stretches = Promising::of(&pattern, length, &source).stretches(cost);
                // The part of the quote that a word belongs to, and what is saved there.
                let part = |word: usize| (1..=word).filter(|&at| pattern.gap(at) == Gap::Cut).count();
                let same = || found.iter().filter(|edit| edit.step == Step::Same);
                let saved = |one: usize| -> u32 {
                    let of_part = same().filter(|edit| part(edit.quote.start) == one);
                    of_part.map(|edit| pattern.words().weight(edit.quote.clone())).sum()
                };
                let leap = align::price(Gap::Cut).far;
                let is_held = |edit: &&Edit| parts.len() == 2 || leap < saved(part(edit.quote.start));
                for edit in same().filter(is_held) {
                    let word = edit.passage.start;
                    let holds = stretches.iter().any(|stretch| stretch.contains(&word));
                    prop_assert!(holds, "{text}: {} at {cost} in {stretches:?}", source.raw(word));
                }
            }
        }
    }
}
