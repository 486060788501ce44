//! Aligns the words of a quote with those of a passage: the cheapest way to turn one into the other.

use std::ops::Range;

use crate::matching::edit::{Edit, Step};
use crate::matching::letters::Letters;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::{Known, Prepared};
use crate::text::keys::KeyId;

// What an edit costs, in tenths of a letter. The trade-offs are in one place:
//
// - A word weighs its letters, up to HEAVIEST, so that an anchor is made of full words; one that a
//   number is often written with weighs one letter.
// - Leaving words of the source out costs GAP_OPEN and little more for each: a cut of a whole
//   sentence is still one cut, but no gap is worth jumping for one small word.
// - Leaving the start of a sentence out, or putting another word for it, costs SENTENCE besides,
//   unless the quote starts one there too: words of the sentence before are no part of this one because they are the same.
// - Two words closer than half their letters are one word changed; else one is put for the other,
//   a little dearer than either alone and cheaper than both.
// - Other cuts into words cost JOIN, so that they never win over equal words.

const GAP_OPEN: u32 = 15;
const GAP_WORD: u32 = 3;
/// The cost of leaving the start of a sentence out within one of the quote, in tenths of a letter.
pub const SENTENCE: u32 = 80;
const REPLACE: u32 = 2;
const CHANGE: u32 = 5;
// One number for another may be the same, written otherwise.
const NUMBER: u32 = 25;
/// The cost of other cuts into words, in tenths of a letter.
pub const JOIN: u32 = 2;

/// Words that one word can be cut into otherwise (`quatre-vingt-dix-neuf`).
pub const MOST_JOINED: usize = 4;

/// A table of so many cells is filled as a whole. Of a larger one, a band along its diagonal is, so wide that no cheaper
/// alignment which starts in it leaves it, as long as the band has no more cells than [`MOST_CELLS`].
const WHOLE: usize = 1 << 22;
const MOST_CELLS: usize = 40_000_000;
/// The cells that the narrowest band has on each side of the diagonal.
const NARROWEST: usize = 64;

/// The cost of leaving out `words` words of the source in one go, where `gap` says what may stand.
pub fn gap_cost(gap: Gap, words: usize) -> u32 {
    let price = price(gap);
    price.far.min(price.open + price.word * words as u32)
}

/// The most words of the source that an alignment of this cost leaves out in one go, without a mark.
pub fn longest_gap(cost: u32) -> usize {
    (cost.saturating_sub(GAP_OPEN) / GAP_WORD) as usize
}

/// What leaving words of the source out costs: so much for the first and for each, and never more
/// than `far`.
#[derive(Clone, Copy, Debug)]
pub struct GapPrice {
    pub open: u32,
    pub word: u32,
    pub far: u32,
}

/// The price of a gap. A marked cut may be long: from some length on, a longer one costs no more.
pub fn price(gap: Gap) -> GapPrice {
    let (open, word, far) = match gap {
        Gap::Closed => (GAP_OPEN, GAP_WORD, UNREACHABLE),
        Gap::Replaced => (4, 2, UNREACHABLE),
        Gap::Cut => (4, 1, 40),
    };
    GapPrice { open, word, far }
}

/// More than any alignment costs, with room for adding to it.
pub const UNREACHABLE: u32 = u32::MAX / 4;

/// A word of the quote that is compared with many of the source.
#[derive(Debug)]
pub struct Replaced<'k> {
    known: Known<'k>,
    /// Where each plain letter stands in it, where it is made of such.
    letters: Option<[u64; 128]>,
}

impl<'k> Replaced<'k> {
    pub fn new(known: Known<'k>) -> Self {
        let plain = known.0.is_ascii() && (1..=u64::BITS as usize).contains(&known.0.len());
        let mut letters = [0; 128];
        if plain {
            for (at, letter) in known.0.bytes().enumerate() {
                letters[usize::from(letter)] |= 1 << at;
            }
        }
        Self {
            known,
            letters: plain.then_some(letters),
        }
    }

    /// What [`replace_cost`] tells.
    pub fn cost(&self, source: Known) -> u32 {
        cost_by(self.known, source, |quote, source| match &self.letters {
            Some(letters) if source.is_ascii() => {
                distance_in_bits(|letter| letters[usize::from(letter)], quote.len(), source.as_bytes())
            }
            _ => distance(quote, source),
        })
    }
}

/// The cost of a word of the quote standing for one of the source.
pub fn replace_cost(quote: Known, source: Known) -> u32 {
    cost_by(quote, source, distance)
}

fn cost_by((quote, quoted): Known, (source, sourced): Known, distance: impl Fn(&str, &str) -> usize) -> u32 {
    let weight = quoted.weight().max(sourced.weight());
    let longest = quoted.count().max(sourced.count());
    if quoted.numeric && sourced.numeric {
        return if same_figures(quote, source) { CHANGE } else { NUMBER };
    }
    if !may_be_close(quoted, sourced) {
        return weight + REPLACE;
    }
    let distance = distance(quote, source);
    if is_close(distance, longest) {
        CHANGE + weight * distance as u32 / longest.max(1) as u32
    } else {
        weight + REPLACE
    }
}

/// Whether two numbers have the same figures, parted otherwise or with another sign: `85.000`, `85000`.
fn same_figures(quote: &str, source: &str) -> bool {
    let figures = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let (quote, source) = (figures(quote), figures(source));
    !quote.is_empty() && quote == source
}

/// Whether words this far apart are one word changed. Words of three letters and less are not: any
/// two of them are near each other.
pub fn is_close(distance: usize, longest: usize) -> bool {
    3 < longest && 2 * distance <= longest
}

/// Whether keys with these letters may be one word changed.
pub fn may_be_close(one: &Letters, other: &Letters) -> bool {
    let longest = one.count().max(other.count());
    is_close(one.count().abs_diff(other.count()), longest) && is_close(one.least_distance(other), longest)
}

/// Edits and transpositions between two keys; capped where the lengths alone tell them apart.
pub fn distance(one: &str, other: &str) -> usize {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if 2 * short.len() < long.len() {
        long.len()
    } else if short.is_ascii() && long.is_ascii() && (1..=u64::BITS as usize).contains(&short.len()) {
        let same = |letter| letters_like(letter, short);
        distance_in_bits(same, short.len(), long.as_bytes())
    } else {
        strsim::osa_distance(one, other)
    }
}

/// Where a letter stands in a key of plain letters, as bits.
fn letters_like(letter: u8, key: &str) -> u64 {
    let letters = key.bytes().rev();
    letters.fold(0, |same, other| same << 1 | u64::from(letter == other))
}

/// The same for a key of 1 to 64 bytes, whose letters like another `same` tells, and any other: a column of the table
/// of distances is kept as its differences, one bit each.
///
/// Hyyrö, *A bit-vector algorithm for computing Levenshtein and Damerau edit distances* (2003).
fn distance_in_bits(same: impl Fn(u8) -> u64, length: usize, other: &[u8]) -> usize {
    let last = 1u64 << (length - 1);
    let (mut plus, mut minus) = (u64::MAX, 0);
    let (mut diagonal, mut same_before) = (0u64, 0);
    let mut distance = length;
    for &letter in other {
        let same = same(letter);
        let transposed = (!diagonal & same) << 1 & same_before;
        diagonal = (((same & plus).wrapping_add(plus)) ^ plus) | same | minus | transposed;
        let up = minus | !(diagonal | plus);
        let down = diagonal & plus;
        distance = distance + usize::from(up & last != 0) - usize::from(down & last != 0);
        let up = up << 1 | 1;
        plus = down << 1 | !(diagonal | up);
        minus = diagonal & up;
        same_before = same;
    }
    distance
}

/// The cheapest alignment of the whole quote within `window`, and its cost. Words of the window
/// before and after it cost nothing.
///
/// Semi-global alignment with affine gaps on the side of the source (Gotoh, *An improved algorithm
/// for matching biological sequences*, 1982); cost in time and memory is quote words × window words, up to some
/// millions. Where there are more, the quote is taken to start near the start of the window, and the cost is quote words
/// × what differs (Ukkonen, *Algorithms for approximate string matching*, 1985); where too much differs, what is found
/// close to the diagonal is the answer.
pub fn align(pattern: &Pattern, source: &Prepared, window: Range<usize>) -> (Vec<Edit>, u32) {
    align_in_bands(pattern, source, window, WHOLE)
}

/// Like [`align`], in bands where the table has more cells than `most`.
fn align_in_bands(pattern: &Pattern, source: &Prepared, window: Range<usize>, most: usize) -> (Vec<Edit>, u32) {
    let quote = pattern.words();
    let (rows, columns) = (quote.words().len(), window.len());
    if rows == 0 || columns == 0 {
        return whole(quote, source, &window);
    }
    let cells = |band: &Band| (rows + 1).saturating_mul(band.width);
    // A leap leads away from any diagonal.
    let leaps = pattern.cuts().next().is_some();
    let mut reach = NARROWEST;
    let mut band = Band::all(rows, columns);
    if most < cells(&band) && !leaps || MOST_CELLS < cells(&band) {
        band = Band::around_diagonal(reach, rows, columns);
    }
    loop {
        if MOST_CELLS < cells(&band) {
            return whole(quote, source, &window);
        }
        let table = Table::fill(pattern, source, window.start, band);
        let (end, cost) = table.cheapest_end();
        reach *= 4;
        let wider = match Band::around_diagonal(reach, rows, columns) {
            // Little is saved by a band that is nearly all.
            band if cells(&Band::all(rows, columns)) < 2 * cells(&band) => Band::all(rows, columns),
            band => band,
        };
        // A path that leaves the band leaves out as many words, or puts them in, or joins them, which costs least.
        let joins = band.below as u32 / (MOST_JOINED as u32 - 1);
        let is_cheapest = band.is_all() || !leaps && cost <= JOIN * joins;
        if is_cheapest || cost < UNREACHABLE && MOST_CELLS < cells(&wider) {
            return (table.trace(window.start, end), cost);
        }
        band = wider;
    }
}

/// Whether a sentence starts with the word for certain: with a capital after a stop, or after a blank
/// line, but not as an item of a list, which goes on after `:` or `;`, nor where the line before has no
/// stop and the word is small or a figure: there a page ends.
pub fn opens(source: &Prepared, word: usize) -> bool {
    let gap = source.gap(word).of(source.text());
    let capital = source.raw(word).starts_with(char::is_uppercase);
    let page = !source.raw(word).starts_with(char::is_uppercase) && !gap.contains(['.', '!', '?', '»', '…']);
    let blank = gap.matches('\n').count() > 1 && !gap.contains([':', ';', ',']) && !page;
    source.starts_sentence(word) && (blank || capital && gap.contains(['.', '!', '?']))
}

fn whole(quote: &Prepared, source: &Prepared, window: &Range<usize>) -> (Vec<Edit>, u32) {
    let all = 0..quote.words().len();
    let cost = quote.weight(all.clone());
    let range = window.start.min(source.words().len())..window.end.min(source.words().len());
    let edits = vec![Edit {
        step: Step::Replaced,
        quote: all,
        passage: range,
    }];
    (edits, cost)
}

/// The last move to a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Same,
    Replace,
    Add,
    /// A gap on the side of the source ends here.
    CloseGap,
    CloseFar,
    Join(u8, u8),
}

/// What the way back needs to know of a cell.
#[derive(Clone, Copy)]
struct Cell {
    last: Move,
    /// Whether the gap that ends here opens here, and whether the far one does.
    opens: bool,
    opens_far: bool,
}

/// The cells of a table that are filled: those on a diagonal and close to it, or all.
#[derive(Clone, Copy, Debug)]
struct Band {
    rows: usize,
    columns: usize,
    /// So many cells of a column below the diagonal.
    below: usize,
    /// The cells of a row.
    width: usize,
}

impl Band {
    fn all(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            below: rows,
            width: columns + 1,
        }
    }

    /// So many cells on each side of the diagonal, as far as the table goes.
    fn around_diagonal(reach: usize, rows: usize, columns: usize) -> Self {
        Self {
            below: reach.min(rows),
            width: (2 * reach + 1).min(columns + 1),
            ..Self::all(rows, columns)
        }
    }

    fn is_all(&self) -> bool {
        self.below == self.rows && self.width == self.columns + 1
    }

    /// The columns of a row; none where it lies beyond the last.
    fn columns(&self, row: usize) -> Range<usize> {
        let start = row.saturating_sub(self.below);
        start..(start + self.width).min(self.columns + 1)
    }
}

/// What a table asks of a word of the source, over and over.
struct Sourced<'s> {
    key: KeyId,
    known: Known<'s>,
    /// The last byte of the key.
    last: Option<u8>,
    /// Whether a sentence starts with it for certain.
    opens: bool,
}

impl<'s> Sourced<'s> {
    fn new(source: &'s Prepared, at: usize) -> Self {
        let known = source.known(at);
        Self {
            key: source.words()[at].key,
            known,
            last: known.0.as_bytes().last().copied(),
            opens: opens(source, at),
        }
    }
}

struct Table {
    band: Band,
    cells: Vec<Cell>,
    /// The cheapest way to each cell of the last rows.
    costs: Vec<u32>,
}

/// So many rows tell the cost of the next cell: those of words put together, and its own.
const ROWS_KEPT: usize = MOST_JOINED + 1;

impl Table {
    fn fill(pattern: &Pattern, source: &Prepared, first: usize, band: Band) -> Self {
        let quote = pattern.words();
        let added = Cell {
            last: Move::Add,
            opens: false,
            opens_far: false,
        };
        let mut table = Self {
            band,
            cells: vec![added; (band.rows + 1) * band.width],
            costs: vec![0; ROWS_KEPT * band.width],
        };
        let sourced: Vec<Sourced> = (first..first + band.columns)
            .map(|at| Sourced::new(source, at))
            .collect();
        for row in 1..=band.rows {
            // Where the quote starts a sentence too, whole sentences may have been left out.
            let within = matches!(pattern.gap(row), Gap::Closed) && row < band.rows && !quote.starts_sentence(row);
            let goes_on = 1 < row && !quote.starts_sentence(row - 1);
            let word = quote.known(row - 1);
            let id = source.id(word.0);
            let last = word.0.as_bytes().last().copied();
            let price = price(pattern.gap(row));
            let (above, columns) = (band.columns(row - 1), band.columns(row));
            let (mut left, mut gap, mut far) = (UNREACHABLE, UNREACHABLE, UNREACHABLE);
            for column in columns {
                let is_start = column.checked_sub(1).is_some_and(|before| sourced[before].opens);
                let here = table.at(row, column);
                let mut cost = match above.contains(&column) {
                    true => table.cost(row - 1, column).saturating_add(word.1.weight()),
                    false => UNREACHABLE,
                };
                let cell = &mut table.cells[here];
                let start = if within && is_start { SENTENCE } else { 0 };
                let (open, extend) = (left + price.open + price.word + start, gap + price.word + start);
                cell.opens = open <= extend;
                gap = open.min(extend).min(UNREACHABLE);
                if gap < cost {
                    cost = gap;
                    cell.last = Move::CloseGap;
                }
                if price.far < UNREACHABLE {
                    let open = left + price.far;
                    cell.opens_far = open <= far;
                    far = open.min(far);
                    if far < cost {
                        cost = far;
                        cell.last = Move::CloseFar;
                    }
                }
                if let Some(before) = column.checked_sub(1).filter(|before| above.contains(before)) {
                    let other = &sourced[before];
                    let start = if goes_on && is_start { SENTENCE } else { 0 };
                    let diagonal = table.cost(row - 1, before);
                    let same = id == Some(other.key);
                    // Ties go to the pair: the fewest stretches that differ.
                    if same && diagonal <= cost {
                        cost = diagonal;
                        table.cells[here].last = Move::Same;
                    } else if !same && diagonal + CHANGE + start <= cost {
                        let replaced = diagonal + replace_cost(word, other.known) + start;
                        if replaced <= cost {
                            cost = replaced;
                            table.cells[here].last = Move::Replace;
                        }
                    }
                    // Words that are put together end as they do.
                    if !same && last == other.last {
                        let joined = table.joined((row, column), cost, quote, source, first);
                        if let Some((cheaper, last)) = joined {
                            cost = cheaper;
                            table.cells[here].last = last;
                        }
                    }
                }
                *table.cost_mut(row, column) = cost;
                left = cost;
            }
        }
        table
    }

    /// The number of a cell of the band.
    fn at(&self, row: usize, column: usize) -> usize {
        row * self.band.width + column - self.band.columns(row).start
    }

    fn cost(&self, row: usize, column: usize) -> u32 {
        self.costs[row % ROWS_KEPT * self.band.width + column - self.band.columns(row).start]
    }

    fn cost_mut(&mut self, row: usize, column: usize) -> &mut u32 {
        let at = row % ROWS_KEPT * self.band.width + column - self.band.columns(row).start;
        &mut self.costs[at]
    }

    /// A cheaper way to a cell by words put together, where there is one.
    fn joined(
        &self,
        (row, column): (usize, usize),
        mut cost: u32,
        quote: &Prepared,
        source: &Prepared,
        first: usize,
    ) -> Option<(u32, Move)> {
        let mut last = None;
        for count in 2..=MOST_JOINED {
            for (quoted, sourced) in [(1, count), (count, 1)] {
                let is_within = quoted <= row && sourced <= column;
                if !is_within || !self.band.columns(row - quoted).contains(&(column - sourced)) {
                    continue;
                }
                let joined = self.cost(row - quoted, column - sourced).saturating_add(JOIN);
                let sourced_words = first + column - sourced..first + column;
                if joined < cost && spell_alike(quote, row - quoted..row, source, sourced_words) {
                    cost = joined;
                    last = Some(Move::Join(quoted as u8, sourced as u8));
                }
            }
        }
        last.map(|last| (cost, last))
    }

    fn cheapest_end(&self) -> (usize, u32) {
        let last = self.band.rows;
        let ends = self.band.columns(last);
        ends.map(|column| (column, self.cost(last, column)))
            .min_by_key(|&(column, cost)| (cost, column))
            .unwrap_or((0, UNREACHABLE))
    }

    fn trace(&self, first: usize, end: usize) -> Vec<Edit> {
        let (mut row, mut column) = (self.band.rows, end);
        let mut edits = Vec::new();
        while row > 0 {
            let (step, quoted, sourced) = match self.cells[self.at(row, column)].last {
                Move::Same => (Step::Same, 1, 1),
                Move::Replace => (Step::Replaced, 1, 1),
                Move::Join(quoted, sourced) => (Step::Joined, quoted.into(), sourced.into()),
                Move::CloseGap => (Step::Dropped, 0, self.gap_length(row, column, |cell| cell.opens)),
                Move::CloseFar => (Step::Dropped, 0, self.gap_length(row, column, |cell| cell.opens_far)),
                Move::Add => (Step::Added, 1, 0),
            };
            edits.push(Edit {
                step,
                quote: row - quoted..row,
                passage: first + column - sourced..first + column,
            });
            row -= quoted;
            column -= sourced;
        }
        edits.reverse();
        edits
    }

    fn gap_length(&self, row: usize, column: usize, opens: impl Fn(&Cell) -> bool) -> usize {
        let mut length = 1;
        while !opens(&self.cells[self.at(row, column + 1 - length)]) && length < column {
            length += 1;
        }
        length
    }
}

/// Whether the words of both ranges spell the same letters when they are put together.
fn spell_alike(quote: &Prepared, quoted: Range<usize>, source: &Prepared, sourced: Range<usize>) -> bool {
    let letters = |text: &Prepared, words: Range<usize>| words.map(|at| text.letters_of(at).count()).sum::<usize>();
    if letters(quote, quoted.clone()) != letters(source, sourced.clone()) {
        return false;
    }
    let quoted = quoted.flat_map(|at| quote.key(at).bytes());
    let sourced = sourced.flat_map(|at| source.key(at).bytes());
    quoted.eq(sourced)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use crate::matching::align::{align, align_in_bands, distance_in_bits, letters_like};
    use crate::matching::edit::Step;
    use crate::matching::pattern::{Gap, Pattern};
    use crate::matching::prepared::Prepared;
    use crate::text::origin::Decoded;

    fn check(quote: &str, source: &str, expected: &str) {
        let pattern = Pattern::literal(Prepared::new(Decoded::slice(quote, 0)));
        let quote = pattern.words();
        let source = Prepared::new(Decoded::slice(source, 0));
        let (edits, _) = align(&pattern, &source, 0..source.words().len());
        let shown: Vec<String> = edits
            .iter()
            .filter(|edit| edit.step != Step::Same)
            .map(|edit| {
                let quoted = quote.span(edit.quote.clone()).of(quote.text());
                let sourced = source.span(edit.passage.clone()).of(source.text());
                format!("{quoted}/{sourced}")
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    proptest! {
        #[test]
        fn bits_tell_the_distance(one in "[ab]{1,12}|[a-e]{1,64}", other in "[ab]{0,12}|[a-e]{0,70}") {
            let same = |letter| letters_like(letter, &one);
            let distance = distance_in_bits(same, one.len(), other.as_bytes());
            assert_eq!(distance, strsim::osa_distance(&one, &other));
        }
    }

    const ARTICLE: &str = include_str!("../../seeds/001_7c12d76ddd53d713.txt");

    proptest! {
        #[test]
        fn no_alignment_is_cheaper_than_that_in_bands(
            start in 0..300usize,
            count in 100..400usize,
            edits in proptest::collection::vec((0..400usize, 0..4u8, 1..80usize), 0..6),
            insertion in proptest::option::of(0..100usize),
        ) {
            let mut words: Vec<&str> = ARTICLE.split_whitespace().skip(start).take(count).collect();
            let source = words.join(" ").replace("dans", "vis-à-vis");
            for (at, kind, length) in edits {
                let at = at % words.len();
                match kind {
                    0 => drop(words.drain(at..(at + length).min(words.len() - 1).max(at))),
                    1 => drop(words.splice(at..at, ["mot"].repeat(length))),
                    2 => drop(words.splice(at..at, ["vis", "à", "vis"].repeat(length))),
                    _ => words[at] = "autre",
                }
            }
            let words = Prepared::new(Decoded::slice(&words.join(" "), 0));
            let mut gaps = vec![Gap::Closed; words.words().len() + 1];
            if let Some(gap) = insertion.and_then(|at| gaps.get_mut(at)) {
                *gap = Gap::Replaced;
            }
            let pattern = Pattern::new(words, gaps, Vec::new());
            let source = Prepared::new(Decoded::slice(&source, 0));
            let all = 0..source.words().len();
            let (edits, cost) = align_in_bands(&pattern, &source, all.clone(), 0);
            let (right, least) = align_in_bands(&pattern, &source, all, usize::MAX);
            assert_eq!((edits, cost), (right, least));
        }
    }

    #[test]
    fn one_word_of_each_kind() {
        check(
            "dont NUMSPOT pour nos données",
            "offres, dont NUMPOST, pour nos données sensibles",
            "NUMSPOT/NUMPOST",
        );
        check(
            "à se saisir des offres de qualité",
            "à se saisir des offres et de qualité",
            "/et",
        );
        check(
            "mieux se faire très bien entendre",
            "mieux se faire bien entendre",
            "très/",
        );
        check("nous devons d’affirmer", "nous nous devons d’affirmer", "");
        check(
            "tant vis à vis de la crise",
            "tant vis-à-vis de la crise",
            "vis à vis/vis-à-vis",
        );
    }

    #[test]
    fn a_long_cut_is_one_step() {
        check(
            "montre notre détermination en veillant à la protection",
            "montre notre détermination à poursuivre sur le chemin par l’innovation, en veillant à la protection",
            "/à poursuivre sur le chemin par l’innovation",
        );
    }
}
