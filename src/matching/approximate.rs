//! Where a quote nearly stands: one scan of the whole source by the closeness of words.

use std::ops::Range;

use crate::matching::align::{self, GapPrice, UNREACHABLE};
use crate::matching::letters::Letters;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::{KeyId, Prepared};
use crate::matching::promising;

/// At most this many windows are looked at closely, and all that are as good as the last of them,
/// as long as they hold no more than so many words of the quote together.
const MOST_WINDOWS: usize = 8;
const MOST_WORDS: usize = 4_000;

/// A quote longer than this many words is found by its head, and its window stretched.
const LONGEST_PROBE: usize = 400;

/// A window is kept when the scan prices it below this share of the quote's weight, in percent.
/// Wider than what [`locate`](crate::matching::locate::locate) accepts, since the scan only guesses.
const WINDOW_SHARE: u32 = 68;

/// One end of the scan: the cheapest way to have all the probe end before a word of the source.
#[derive(Clone, Copy)]
struct End {
    cost: u32,
    start: usize,
    end: usize,
}

/// Word ranges of `source` where the quote may stand, the likeliest first: eight that do not overlap,
/// and more where these are no better than others.
///
/// Semi-global alignment by words with affine gaps in linear memory, where the quote may stand at a cost of no more
/// than `most`; cost is quote words × words of these stretches. It only guesses how close two words are, so its
/// windows are aligned again.
pub fn windows(pattern: &Pattern, source: &Prepared, most: u32) -> Vec<Range<usize>> {
    let quote = pattern.words();
    let length = quote.words().len().min(LONGEST_PROBE);
    if length == 0 || source.words().is_empty() {
        return Vec::new();
    }
    let probe: Vec<Letters> = (0..length).map(|at| *quote.letters_of(at)).collect();
    let total: u32 = probe.iter().map(|letters| letters.weight).sum();
    let gaps: Vec<GapPrice> = (0..=length).map(|row| align::price(pattern.gap(row))).collect();
    // What the head of a long quote costs tells little of the whole.
    let most = if length < quote.words().len() {
        total * WINDOW_SHARE / 100
    } else {
        most
    };
    let stretches = promising::stretches(pattern, length, source, most);
    let prices = Prices::of(quote, source, &probe, &stretches);
    let mut ends: Vec<End> = stretches
        .into_iter()
        .flat_map(|stretch| scan(source, stretch, &probe, &prices, &gaps))
        .collect();
    ends.retain(|end| end.cost * 100 <= total * WINDOW_SHARE);
    ends.sort_by_key(|end| (end.cost, end.start, end.end));
    let stretch = quote.words().len() - length;
    apart(&ends, length)
        .into_iter()
        .map(|end| widened(end.start..end.end + stretch + stretch / 2, source))
        .collect()
}

/// The best ends whose ranges do not overlap, for a probe of `length` words.
fn apart(ends: &[End], length: usize) -> Vec<End> {
    let mut chosen: Vec<End> = Vec::new();
    for &end in ends {
        let tied = chosen.last().is_some_and(|last| last.cost == end.cost);
        if MOST_WINDOWS <= chosen.len() && !(tied && (chosen.len() + 1) * length <= MOST_WORDS) {
            break;
        }
        if chosen
            .iter()
            .all(|other| end.end <= other.start || other.end <= end.start)
        {
            chosen.push(end);
        }
    }
    chosen
}

/// A few words more on both sides: the scan may be off by a word at the ends.
fn widened(range: Range<usize>, source: &Prepared) -> Range<usize> {
    const MARGIN: usize = 4;
    range.start.saturating_sub(MARGIN)..(range.end + MARGIN).min(source.words().len())
}

/// For each key that stands in some stretches of the source, the price of standing for each word of the probe.
struct Prices {
    /// The number of the key's prices; nothing for one that stands elsewhere only.
    rows: Vec<Option<u32>>,
    prices: Vec<u32>,
    length: usize,
}

impl Prices {
    fn of(quote: &Prepared, source: &Prepared, probe: &[Letters], stretches: &[Range<usize>]) -> Self {
        let mut prices = Self {
            rows: vec![None; source.keys().len()],
            prices: Vec::new(),
            length: probe.len(),
        };
        // The key of the source that each word of the probe has, where it has one.
        let same: Vec<Option<KeyId>> = (0..probe.len()).map(|at| source.id(quote.key(at))).collect();
        let mut count = 0;
        for word in stretches.iter().flat_map(|stretch| &source.words()[stretch.clone()]) {
            let row = &mut prices.rows[word.key as usize];
            if row.is_some() {
                continue;
            }
            *row = Some(count);
            count += 1;
            let letters = &source.letters()[word.key as usize];
            prices.prices.extend(
                probe
                    .iter()
                    .zip(&same)
                    .map(|(quoted, same)| match *same == Some(word.key) {
                        true => 0,
                        false => quoted.guessed_cost(letters),
                    }),
            );
        }
        prices
    }

    fn of_key(&self, key: KeyId) -> &[u32] {
        let row = self.rows[key as usize].unwrap_or(0) as usize;
        &self.prices[row * self.length..][..self.length]
    }
}

/// A cost, and the word of the source where what it is the cost of starts: in one number, so that the
/// least is the cheapest, and of equals the one that starts first.
type Path = u64;

const START_BITS: u32 = 32;

fn priced(cost: u32) -> Path {
    Path::from(cost) << START_BITS
}

fn scan(
    source: &Prepared,
    stretch: Range<usize>,
    probe: &[Letters],
    prices: &Prices,
    price_of: &[GapPrice],
) -> Vec<End> {
    let length = probe.len();
    let weights: Vec<Path> = probe.iter().map(|letters| priced(letters.weight)).collect();
    let opens: Vec<Path> = price_of.iter().map(|gap| priced(gap.open + gap.word)).collect();
    let goes_on: Vec<Path> = price_of.iter().map(|gap| priced(gap.word)).collect();
    let leaps: Vec<Path> = price_of.iter().map(|gap| priced(gap.far)).collect();
    let leaps_anywhere = price_of.iter().any(|gap| gap.far < UNREACHABLE);
    let mut column: Vec<Path> = vec![stretch.start as Path; length + 1];
    for row in 0..length {
        column[row + 1] = column[row] + weights[row];
    }
    // Per row, the cheapest gaps that go on through this word of the source, short and far.
    let mut gaps: Vec<Path> = vec![priced(UNREACHABLE); length + 1];
    let mut fars: Vec<Path> = vec![priced(UNREACHABLE); length + 1];
    let mut ends = Vec::with_capacity(stretch.len());
    for at in stretch {
        let price = prices.of_key(source.words()[at].key);
        let mut diagonal = column[0];
        let mut above = at as Path + 1;
        column[0] = above;
        let rows = column[1..].iter_mut().zip(&mut gaps[1..]).zip(price).zip(&weights);
        for (row, (((cell, gap), &price), &weight)) in rows.enumerate() {
            *gap = (*cell + opens[row + 1]).min(*gap + goes_on[row + 1]);
            let mut best = (diagonal + priced(price)).min(above + weight).min(*gap);
            if leaps_anywhere {
                let far = &mut fars[row + 1];
                *far = (*far).min(*cell + leaps[row + 1]);
                best = best.min(*far);
            }
            diagonal = *cell;
            *cell = best;
            above = best;
        }
        let path = column[length];
        ends.push(End {
            cost: (path >> START_BITS) as u32,
            start: ((path & (priced(1) - 1)) as usize).min(at),
            end: at + 1,
        });
    }
    ends
}
