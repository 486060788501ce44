//! Where a quote nearly stands: one scan of the whole source by the closeness of words.

use std::ops::Range;

use crate::matching::align::{self, GapPrice, UNREACHABLE};
use crate::matching::keys::KeyId;
use crate::matching::letters::Letters;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
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
    let total: u32 = probe.iter().map(Letters::weight).sum();
    let gaps: Vec<GapPrice> = (0..=length).map(|row| align::price(pattern.gap(row))).collect();
    // What the head of a long quote costs tells little of the whole.
    let most = if length < quote.words().len() {
        total * WINDOW_SHARE / 100
    } else {
        most
    };
    let stretches = promising::stretches(pattern, length, source, most);
    if stretches.is_empty() {
        return Vec::new();
    }
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

/// A word of the probe: what it costs, and the cheapest ways to have it and all before it end at a word of the source.
struct Row {
    weight: Path,
    opens: Path,
    goes_on: Path,
    leaps: Path,
    path: Path,
    /// The cheapest gaps that go on through this word of the source, short and far.
    gap: Path,
    far: Path,
}

fn scan(
    source: &Prepared,
    stretch: Range<usize>,
    probe: &[Letters],
    prices: &Prices,
    price_of: &[GapPrice],
) -> Vec<End> {
    let length = probe.len();
    let leaps_anywhere = price_of.iter().any(|gap| gap.far < UNREACHABLE);
    let mut before = stretch.start as Path;
    let mut rows: Vec<Row> = Vec::with_capacity(length);
    for (letters, gap) in probe.iter().zip(&price_of[1..]) {
        let weight = priced(letters.weight());
        before += weight;
        rows.push(Row {
            weight,
            opens: priced(gap.open + gap.word),
            goes_on: priced(gap.word),
            leaps: priced(gap.far),
            path: before,
            gap: priced(UNREACHABLE),
            far: priced(UNREACHABLE),
        });
    }
    let mut ends = Vec::with_capacity(stretch.len());
    let mut start = stretch.start as Path;
    for at in stretch {
        let mut diagonal = start;
        start = at as Path + 1;
        let mut above = start;
        for (row, &price) in rows.iter_mut().zip(prices.of_key(source.words()[at].key)) {
            row.gap = (row.path + row.opens).min(row.gap + row.goes_on);
            let mut best = (diagonal + priced(price)).min(row.gap);
            if leaps_anywhere {
                row.far = row.far.min(row.path + row.leaps);
                best = best.min(row.far);
            }
            // Last, since each row waits for the one above.
            best = best.min(above + row.weight);
            diagonal = row.path;
            row.path = best;
            above = best;
        }
        let path = above;
        ends.push(End {
            cost: (path >> START_BITS) as u32,
            start: ((path & (priced(1) - 1)) as usize).min(at),
            end: at + 1,
        });
    }
    ends
}
