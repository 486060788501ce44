//! Where a quote nearly stands: one scan of the whole source by the closeness of words.

use std::ops::Range;

use crate::matching::align::{self, GapPrice, UNREACHABLE};
use crate::matching::letters::{self, Letters};
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::matching::promising::Promising;
use crate::text::keys::KeyId;

/// At most this many windows are looked at closely, and all that are as good as the last of them,
/// as long as they hold no more than so many words of the quote together.
const MOST_WINDOWS: usize = 8;
const MOST_WORDS: usize = 4_000;

/// A quote longer than this many words is found by its head, and its window stretched.
pub const LONGEST_PROBE: usize = 400;

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

/// A quote that is looked for in a source.
#[derive(Debug)]
pub struct Approximate<'s> {
    source: &'s Prepared,
    /// The quote's words, or those of its head.
    probe: Vec<Letters>,
    /// What they weigh.
    total: u32,
    /// How many words the quote has besides.
    rest: usize,
    gaps: Vec<GapPrice>,
    /// For each word of the probe, the key of the source that it has, where it has one.
    same: Vec<Option<KeyId>>,
    promising: Promising<'s>,
}

impl<'s> Approximate<'s> {
    pub fn new(pattern: &Pattern, source: &'s Prepared) -> Self {
        let quote = pattern.words();
        let length = quote.words().len().min(LONGEST_PROBE);
        let probe: Vec<Letters> = (0..length).map(|at| *quote.letters_of(at)).collect();
        Self {
            source,
            total: probe.iter().map(Letters::weight).sum(),
            probe,
            rest: quote.words().len() - length,
            gaps: (0..=length).map(|row| align::price(pattern.gap(row))).collect(),
            same: (0..length).map(|at| source.id(quote.key(at))).collect(),
            promising: Promising::of(pattern, length, source),
        }
    }

    /// Word ranges of the source where the quote may stand, the likeliest first: eight that do not overlap,
    /// and more where these are no better than others.
    ///
    /// Semi-global alignment by words with affine gaps in linear memory, where the quote may stand at a cost of no more
    /// than `most`; cost is quote words × words of these stretches. It only guesses how close two words are, so its
    /// windows are aligned again.
    pub fn windows(&self, most: u32) -> Vec<Range<usize>> {
        if self.probe.is_empty() {
            return Vec::new();
        }
        // What the head of a long quote costs tells little of the whole.
        let most = match self.rest {
            0 => most,
            _ => self.total * WINDOW_SHARE / 100,
        };
        let stretches = self.promising.stretches(most);
        let prices = Prices::of(self, &stretches);
        let mut scan = Scan::new(self, &prices);
        stretches.into_iter().for_each(|stretch| scan.read(stretch));
        let mut ends = scan.ends;
        ends.sort_by_key(|end| (end.cost, end.start, end.end));
        apart(&ends, self.probe.len())
            .into_iter()
            .map(|end| widened(end.start..end.end + self.rest + self.rest / 2, self.source))
            .collect()
    }
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
    /// The number of the key's prices, counted from one; 0 for one that stands elsewhere only.
    rows: Vec<u32>,
    /// Small numbers, so that those of many words are at hand.
    prices: Vec<u8>,
    length: usize,
}

// No word is dearer than its weight and one.
const _: () = assert!(letters::MOST_WEIGHT < u8::MAX as u32);

impl Prices {
    fn of(search: &Approximate, stretches: &[Range<usize>]) -> Self {
        let (source, length) = (search.source, search.probe.len());
        let mut prices = Self {
            rows: vec![0; source.keys().len()],
            prices: Vec::new(),
            length,
        };
        let weights: Vec<u8> = search.probe.iter().map(|quoted| quoted.weight() as u8).collect();
        let mut count = 0;
        for word in stretches.iter().flat_map(|stretch| &source.words()[stretch.clone()]) {
            let row = &mut prices.rows[word.key as usize];
            if *row == 0 {
                count += 1;
                *row = count;
                // Of most words none is like the other.
                let weight = source.letters()[word.key as usize].weight() as u8;
                prices.prices.extend(weights.iter().map(|quoted| weight.max(*quoted)));
            }
        }
        for (at, (quoted, same)) in search.probe.iter().zip(&search.same).enumerate() {
            for &key in search.promising.alike(at) {
                if let Some(row) = prices.row(key) {
                    let guess = quoted.guessed_cost(&source.letters()[key as usize]);
                    prices.prices[row * length + at] = guess as u8;
                }
            }
            if let Some(row) = same.and_then(|key| prices.row(key)) {
                prices.prices[row * length + at] = 0;
            }
        }
        prices
    }

    fn row(&self, key: KeyId) -> Option<usize> {
        (self.rows[key as usize] as usize).checked_sub(1)
    }

    fn of_key(&self, key: KeyId) -> &[u8] {
        let row = self.row(key).unwrap_or(0);
        &self.prices[row * self.length..][..self.length]
    }
}

/// A cost, and the word of the source where what it is the cost of starts: in one number, so that the
/// least is the cheapest, and of equals the one that starts first.
type Path = u64;

const START_BITS: u32 = 32;

fn priced(cost: impl Into<Path>) -> Path {
    cost.into() << START_BITS
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

impl Row {
    /// Nothing read before leads here.
    fn forget(&mut self) {
        self.path = priced(UNREACHABLE);
        self.gap = priced(UNREACHABLE);
        self.far = priced(UNREACHABLE);
    }
}

/// The cheapest ways to have all the probe end before each word of some stretches, where they cost little enough.
///
/// What lies below all rows that do is not read (Ukkonen, *Finding approximate patterns in strings*, 1985).
struct Scan<'a> {
    search: &'a Approximate<'a>,
    prices: &'a Prices,
    leaps_anywhere: bool,
    /// Little enough is less than this.
    dear: Path,
    /// The end of the stretch read last.
    at: usize,
    rows: Vec<Row>,
    /// How many rows, from the first on, may cost little enough.
    near: usize,
    ends: Vec<End>,
}

impl<'a> Scan<'a> {
    fn new(search: &'a Approximate, prices: &'a Prices) -> Self {
        let rows = search.probe.iter().zip(&search.gaps[1..]).map(|(letters, gap)| Row {
            weight: priced(letters.weight()),
            opens: priced(gap.open),
            goes_on: priced(gap.word),
            leaps: priced(gap.far),
            path: 0,
            gap: priced(UNREACHABLE),
            far: priced(UNREACHABLE),
        });
        let mut scan = Self {
            search,
            prices,
            leaps_anywhere: search.gaps.iter().any(|gap| gap.far < UNREACHABLE),
            dear: priced(search.total * WINDOW_SHARE / 100 + 1),
            at: 0,
            rows: rows.collect(),
            near: 0,
            ends: Vec::new(),
        };
        scan.start(0);
        scan
    }

    /// Nothing of the source read before this word counts.
    fn start(&mut self, at: usize) {
        let mut before = at as Path;
        for row in &mut self.rows {
            before += row.weight;
            row.forget();
            row.path = before;
        }
        self.near = self.rows.len();
        self.at = at;
    }

    /// Leaves words of the source out.
    fn skip(&mut self, words: usize) {
        self.at += words;
        self.rows[self.near..].iter_mut().for_each(Row::forget);
        self.near = self.rows.len();
        let mut above = self.at as Path;
        for row in &mut self.rows {
            row.gap = (row.path + row.opens).min(row.gap) + row.goes_on * words as Path;
            row.far = row.far.min(row.path + row.leaps);
            row.path = row.gap.min(row.far).min(above + row.weight);
            above = row.path;
        }
    }

    fn read(&mut self, stretch: Range<usize>) {
        if self.at < stretch.start {
            match self.leaps_anywhere {
                true => self.skip(stretch.start - self.at),
                false => self.start(stretch.start),
            }
        }
        self.at = stretch.end;
        let mut start = stretch.start as Path;
        for at in stretch {
            let mut diagonal = start;
            start = at as Path + 1;
            let mut above = start;
            let prices = self.prices.of_key(self.search.source.words()[at].key);
            let (near, below) = self.rows.split_at_mut(self.near);
            for (row, &price) in near.iter_mut().zip(prices) {
                row.gap = (row.path + row.opens).min(row.gap) + row.goes_on;
                let mut best = (diagonal + priced(price)).min(row.gap);
                if self.leaps_anywhere {
                    row.far = row.far.min(row.path + row.leaps);
                    best = best.min(row.far);
                }
                // Last, since each row waits for the one above.
                best = best.min(above + row.weight);
                diagonal = row.path;
                row.path = best;
                above = best;
            }
            let is_little = |row: &Row| row.path < self.dear;
            self.near = near.iter().rposition(is_little).map_or(0, |last| last + 1);
            for (number, (row, &price)) in (near.len() + 1..).zip(below.iter_mut().zip(&prices[near.len()..])) {
                let best = (diagonal + priced(price)).min(above + row.weight);
                if self.dear <= best {
                    break;
                }
                row.forget();
                diagonal = row.path;
                row.path = best;
                above = best;
                self.near = number;
            }
            if self.near == self.rows.len() {
                self.ends.push(End {
                    cost: (above >> START_BITS) as u32,
                    start: ((above & (priced(1_u32) - 1)) as usize).min(at),
                    end: at + 1,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use crate::matching::approximate::{Approximate, Path, Prices, Scan, priced};
    use crate::matching::pattern::{Gap, Pattern};
    use crate::matching::prepared::Prepared;
    use crate::text::origin::Decoded;

    const ARTICLE: &str = include_str!("../../seeds/001_7c12d76ddd53d713.txt");

    proptest! {
        #[test]
        fn rows_that_are_not_read_lead_nowhere(
            start in 0..700usize,
            count in 1..40usize,
            every in 1..9usize,
            is_cut in any::<bool>(),
            parts in proptest::collection::vec(0..800usize, 2..8),
        ) {
            let words: Vec<&str> = ARTICLE.split_whitespace().skip(start).take(count).collect();
            // Some words changed, some left out.
            let kept = words.iter().enumerate().filter(|(at, _)| at % 5 != 2);
            let changed = kept.map(|(at, word)| if at % every == 0 { format!("x{word}") } else { (*word).to_owned() });
            let text = changed.collect::<Vec<_>>().join(" ");
            let words = Prepared::new(Decoded::slice(&text, 0));
            let gaps = (0..=words.words().len()).map(|at| if is_cut && at % 4 == 1 { Gap::Cut } else { Gap::Closed });
            let gaps = gaps.collect();
            let pattern = Pattern::new(words, gaps, Vec::new());
            let source = Prepared::new(Decoded::slice(ARTICLE, 0));
            let search = Approximate::new(&pattern, &source);
            let mut parts: Vec<usize> = parts.into_iter().map(|at| at.min(source.words().len())).collect();
            parts.sort_unstable();
            let stretches: Vec<_> = parts.as_chunks().0.iter().map(|[start, end]| *start..*end).collect();
            let prices = Prices::of(&search, &stretches);
            let ends = |dear: Option<Path>| {
                let mut scan = Scan::new(&search, &prices);
                let usual = scan.dear;
                scan.dear = dear.unwrap_or(usual);
                stretches.iter().for_each(|stretch| scan.read(stretch.clone()));
                let ends = scan.ends.into_iter().filter(|end| priced(end.cost) < usual);
                ends.map(|end| (end.cost, end.start, end.end)).collect::<Vec<_>>()
            };
            prop_assert_eq!(ends(None), ends(Some(Path::MAX)));
        }
    }
}
