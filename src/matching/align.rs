//! Aligns the words of a quote with those of a passage: the cheapest way to turn one into the other.

use std::ops::Range;

use crate::matching::edit::{Edit, Step};
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::{Known, Prepared};

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

/// A table larger than this many cells is not filled; its words count as replaced in one piece.
const MOST_CELLS: usize = 40_000_000;

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
    let least = || quoted.least_distance(sourced);
    if !is_close(quoted.count().abs_diff(sourced.count()), longest) || !is_close(least(), longest) {
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
/// for matching biological sequences*, 1982); cost in time and memory is quote words × window words.
pub fn align(pattern: &Pattern, source: &Prepared, window: Range<usize>) -> (Vec<Edit>, u32) {
    let quote = pattern.words();
    let (rows, columns) = (quote.words().len(), window.len());
    if rows == 0 || columns == 0 || MOST_CELLS < (rows + 1) * (columns + 1) {
        return whole(quote, source, &window);
    }
    let table = Table::fill(pattern, source, window.start, rows, columns);
    let (end, cost) = table.cheapest_end();
    (table.trace(window.start, end), cost)
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Start,
    Pair,
    Add,
    /// A gap on the side of the source ends here.
    CloseGap,
    CloseFar,
    Join(u8, u8),
}

struct Table {
    rows: usize,
    columns: usize,
    /// The cheapest way to a cell by any move, and by a gap that ends in it, short or far.
    cost: Vec<u32>,
    gap: Vec<u32>,
    far: Vec<u32>,
    moves: Vec<Move>,
    /// Whether the gap that ends in the cell opens there.
    opens: Vec<bool>,
    opens_far: Vec<bool>,
    same: Vec<bool>,
}

impl Table {
    fn fill(pattern: &Pattern, source: &Prepared, first: usize, rows: usize, columns: usize) -> Self {
        let quote = pattern.words();
        let cells = (rows + 1) * (columns + 1);
        let mut table = Self {
            rows,
            columns,
            cost: vec![0; cells],
            gap: vec![UNREACHABLE; cells],
            far: vec![UNREACHABLE; cells],
            moves: vec![Move::Start; cells],
            opens: vec![false; cells],
            opens_far: vec![false; cells],
            same: vec![false; cells],
        };
        let starts: Vec<bool> = (first..first + columns).map(|at| opens(source, at)).collect();
        for row in 1..=rows {
            // Where the quote starts a sentence too, whole sentences may have been left out.
            let within = matches!(pattern.gap(row), Gap::Closed) && row < rows && !quote.starts_sentence(row);
            let word = quote.known(row - 1);
            let id = source.id(word.0);
            let price = price(pattern.gap(row));
            for column in 0..=columns {
                let start = within && column > 0 && starts[column - 1];
                table.fill_cell(row, column, word.1.weight(), price, if start { SENTENCE } else { 0 });
                if column > 0 {
                    let at = first + column - 1;
                    let start = starts[column - 1] && 1 < row && !quote.starts_sentence(row - 1);
                    let start = if start { SENTENCE } else { 0 };
                    let same = id == Some(source.words()[at].key);
                    table.fill_pair(row, column, same, word, source.known(at), start);
                    // Words that are put together end as they do.
                    if !same && ends_alike(word.0, source.key(at)) {
                        table.fill_joined(row, column, quote, source, first);
                    }
                }
            }
        }
        table
    }

    fn at(&self, row: usize, column: usize) -> usize {
        row * (self.columns + 1) + column
    }

    fn fill_cell(&mut self, row: usize, column: usize, weight: u32, price: GapPrice, start: u32) {
        let here = self.at(row, column);
        self.cost[here] = self.cost[self.at(row - 1, column)].saturating_add(weight);
        self.moves[here] = Move::Add;
        if column == 0 {
            return;
        }
        let left = self.at(row, column - 1);
        let open = self.cost[left].saturating_add(price.open + price.word + start);
        let extend = self.gap[left].saturating_add(price.word + start);
        self.opens[here] = open <= extend;
        self.gap[here] = open.min(extend);
        if self.gap[here] < self.cost[here] {
            self.cost[here] = self.gap[here];
            self.moves[here] = Move::CloseGap;
        }
        if price.far < UNREACHABLE {
            let open = self.cost[left].saturating_add(price.far);
            self.opens_far[here] = open <= self.far[left];
            self.far[here] = open.min(self.far[left]);
            if self.far[here] < self.cost[here] {
                self.cost[here] = self.far[here];
                self.moves[here] = Move::CloseFar;
            }
        }
    }

    fn fill_pair(&mut self, row: usize, column: usize, same: bool, quote: Known, source: Known, start: u32) {
        let here = self.at(row, column);
        let before = self.cost[self.at(row - 1, column - 1)];
        if !same && self.cost[here] < before.saturating_add(CHANGE + start) {
            return;
        }
        let price = if same { 0 } else { replace_cost(quote, source) + start };
        let cost = before.saturating_add(price);
        // Ties go to the pair: the fewest stretches that differ.
        if cost <= self.cost[here] {
            self.cost[here] = cost;
            self.moves[here] = Move::Pair;
            self.same[here] = same;
        }
    }

    fn fill_joined(&mut self, row: usize, column: usize, quote: &Prepared, source: &Prepared, first: usize) {
        for count in 2..=MOST_JOINED {
            for (quoted, sourced) in [(1, count), (count, 1)] {
                if row < quoted || column < sourced {
                    continue;
                }
                let from = self.at(row - quoted, column - sourced);
                let here = self.at(row, column);
                let cost = self.cost[from].saturating_add(JOIN);
                let sourced_words = first + column - sourced..first + column;
                if cost < self.cost[here] && spell_alike(quote, row - quoted..row, source, sourced_words) {
                    self.cost[here] = cost;
                    self.moves[here] = Move::Join(quoted as u8, sourced as u8);
                }
            }
        }
    }

    fn cheapest_end(&self) -> (usize, u32) {
        (0..=self.columns)
            .map(|column| (column, self.cost[self.at(self.rows, column)]))
            .min_by_key(|&(column, cost)| (cost, column))
            .unwrap_or((0, 0))
    }

    fn trace(&self, first: usize, end: usize) -> Vec<Edit> {
        let (mut row, mut column) = (self.rows, end);
        let mut edits = Vec::new();
        while row > 0 {
            let here = self.at(row, column);
            let (step, quoted, sourced) = match self.moves[here] {
                Move::Pair if self.same[here] => (Step::Same, 1, 1),
                Move::Pair => (Step::Replaced, 1, 1),
                Move::Join(quoted, sourced) => (Step::Joined, quoted.into(), sourced.into()),
                Move::CloseGap => (Step::Dropped, 0, self.gap_length(&self.opens, row, column)),
                Move::CloseFar => (Step::Dropped, 0, self.gap_length(&self.opens_far, row, column)),
                Move::Add | Move::Start => (Step::Added, 1, 0),
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

    fn gap_length(&self, opens: &[bool], row: usize, column: usize) -> usize {
        let mut length = 1;
        while !opens[self.at(row, column + 1 - length)] && length < column {
            length += 1;
        }
        length
    }
}

fn ends_alike(one: &str, other: &str) -> bool {
    one.as_bytes().last() == other.as_bytes().last()
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

    use crate::matching::align::{align, distance_in_bits, letters_like};
    use crate::matching::edit::Step;
    use crate::matching::pattern::Pattern;
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
