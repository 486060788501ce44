//! Where a quote nearly stands: one scan of the whole source by the closeness of words.

use std::ops::Range;

use crate::matching::align::{self, GapPrice, UNREACHABLE};
use crate::matching::letters::Letters;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;

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
/// Semi-global alignment by words with affine gaps in linear memory; cost is quote words × source
/// words. It only guesses how close two words are, so its windows are aligned again.
pub fn windows(pattern: &Pattern, source: &Prepared) -> Vec<Range<usize>> {
    let quote = pattern.words();
    let length = quote.words().len().min(LONGEST_PROBE);
    if length == 0 || source.words().is_empty() {
        return Vec::new();
    }
    let probe: Vec<Letters> = (0..length).map(|at| *quote.letters_of(at)).collect();
    let total: u32 = probe.iter().map(|letters| letters.weight).sum();
    let prices = prices(quote, source, &probe);
    let gaps: Vec<GapPrice> = (0..=length).map(|row| align::price(pattern.gap(row))).collect();
    let mut ends = scan(source, &probe, &prices, &gaps);
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

/// For each key of the source, the price of standing for each word of the probe.
fn prices(quote: &Prepared, source: &Prepared, probe: &[Letters]) -> Vec<u32> {
    let mut prices = Vec::with_capacity(source.keys().len() * probe.len());
    for (key, letters) in source.keys().iter().zip(source.letters()) {
        prices.extend(probe.iter().enumerate().map(|(at, word)| match quote.key(at) == key {
            true => 0,
            false => word.guessed_cost(letters),
        }));
    }
    prices
}

fn scan(source: &Prepared, probe: &[Letters], prices: &[u32], price_of: &[GapPrice]) -> Vec<End> {
    let length = probe.len();
    let mut column: Vec<(u32, usize)> = vec![(0, 0); length + 1];
    for (row, letters) in probe.iter().enumerate() {
        column[row + 1] = (column[row].0 + letters.weight, 0);
    }
    // Per row, the cheapest gaps that go on through this word of the source, short and far.
    let mut gaps = vec![(UNREACHABLE, 0); length + 1];
    let mut fars = vec![(UNREACHABLE, 0); length + 1];
    let mut ends = Vec::with_capacity(source.words().len());
    for (at, word) in source.words().iter().enumerate() {
        let price = &prices[word.key as usize * length..][..length];
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for row in 1..=length {
            let gap = price_of[row];
            let opened = (column[row].0 + gap.open + gap.word, column[row].1);
            let extended = (gaps[row].0 + gap.word, gaps[row].1);
            gaps[row] = if opened.0 <= extended.0 { opened } else { extended };
            if gap.far < UNREACHABLE {
                let opened = (column[row].0 + gap.far, column[row].1);
                fars[row] = if opened.0 <= fars[row].0 { opened } else { fars[row] };
            }
            let paired = (diagonal.0 + price[row - 1], diagonal.1);
            let added = (column[row - 1].0 + probe[row - 1].weight, column[row - 1].1);
            let mut best = if paired.0 <= added.0 { paired } else { added };
            for gap in [gaps[row], fars[row]] {
                best = if gap.0 < best.0 { gap } else { best };
            }
            diagonal = column[row];
            column[row] = best;
        }
        let (cost, start) = column[length];
        ends.push(End {
            cost,
            start: start.min(at),
            end: at + 1,
        });
    }
    ends
}
