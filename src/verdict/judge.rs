//! Chooses the place of a quote among its candidates.

use std::ops::Range;

use crate::french::names::NameCensus;
use crate::matching::locate::Candidate;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::text::span::Span;
use crate::verdict::reader::read;
use crate::verdict::reading::{Reading, Verdict};
use crate::verdict::scan::Scan;

/// What a quote is against one source.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The place chosen.
    pub reading: Reading,
    /// All places as good as the chosen one, it included, in the order of the text.
    pub places: Vec<Span>,
    /// Another wording of the same statement, where the chosen one is altered.
    pub near: Option<Reading>,
}

/// A passage costing at most this share of the quote's weight, in percent, is another wording.
const NEAR_SHARE: u32 = 35;

/// Reads the quote at every candidate place and chooses the place with the fewest and least grave
/// changes, then the one whose surroundings fit `prefix` and `suffix` best, then the first.
pub fn judge(pattern: &Pattern, ground: Ground, candidates: &[Candidate], context: Context) -> Option<Judgement> {
    let source = ground.source;
    let readings: Vec<Reading> = candidates
        .iter()
        .map(|candidate| read(pattern, ground, candidate))
        .collect();
    let least = readings.iter().map(Reading::score).min()?;
    let (best, rest): (Vec<Reading>, Vec<Reading>) = readings.into_iter().partition(|reading| reading.score() == least);
    let fit = |reading: &Reading| context.fit(source, &reading.words);
    let fittest = best.iter().map(fit).max()?;
    let best: Vec<Reading> = best.into_iter().filter(|reading| fit(reading) == fittest).collect();
    let mut places: Vec<Span> = best.iter().map(|reading| reading.passage).collect();
    places.sort_unstable();
    let reading = best.into_iter().min_by_key(|reading| reading.passage)?;
    let quote = pattern.words();
    let total: u32 = (0..quote.words().len()).map(|at| quote.letters_of(at).weight).sum();
    let near = rest
        .into_iter()
        .filter(|other| other.cost * 100 <= total * NEAR_SHARE)
        .min_by_key(Reading::score);
    let near = near.filter(|_| reading.verdict == Verdict::Altered);
    Some(Judgement { reading, places, near })
}

/// What a quote is held against.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'g> {
    pub source: &'g Prepared,
    /// How often each name stands in all sources.
    pub census: &'g NameCensus,
    /// What the source shows of being a scan, where damage is to be told from change.
    pub scan: Option<&'g Scan>,
}

/// What stands before and after a quote, as the annotator gave it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'q> {
    pub prefix: Option<&'q Prepared>,
    pub suffix: Option<&'q Prepared>,
}

impl Context<'_> {
    /// How many words next to the passage are those of the context.
    fn fit(self, source: &Prepared, passage: &Range<usize>) -> usize {
        let before = self.prefix.map_or(0, |prefix| {
            let quoted = (0..prefix.words().len()).rev();
            let sourced = (0..passage.start).rev();
            quoted
                .zip(sourced)
                .take_while(|&(one, other)| prefix.key(one) == source.key(other))
                .count()
        });
        let after = self.suffix.map_or(0, |suffix| {
            let quoted = 0..suffix.words().len();
            let sourced = passage.end..source.words().len();
            quoted
                .zip(sourced)
                .take_while(|&(one, other)| suffix.key(one) == source.key(other))
                .count()
        });
        before + after
    }
}
