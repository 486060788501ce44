//! Chooses the place of a quote among its candidates.

use std::ops::Range;

use crate::french::names::NameCensus;
use crate::matching::align;
use crate::matching::locate::Candidate;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::text::span::Span;
use crate::verdict::reader::{read, read_in_scan};
use crate::verdict::reading::{Reading, Verdict};
use crate::verdict::scan::Scan;

/// What a quote is against one source.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The place chosen.
    pub reading: Reading,
    /// All places as good as the chosen one, it included, in the order of the text.
    pub places: Vec<Span>,
    /// Places where the quote is fine too and differs more in typography.
    pub also: Vec<Span>,
    /// Whether all places have the same words where the quote differs from the chosen one.
    pub agrees: bool,
    /// How well what stands around the place fits the context that the quote gives.
    pub fit: usize,
    /// Another wording of the same statement, where the chosen one is altered.
    pub near: Option<Reading>,
}

/// A passage costing at most this share of the quote's weight, in percent, is another wording.
const NEAR_SHARE: u32 = 35;

/// Reads the quote at every candidate place and chooses the place with the fewest and least grave
/// changes; among those, the one whose surroundings fit `prefix` and `suffix` best, then the one whose
/// letters differ least, then the first.
///
/// `scan` gives what the source shows of being a scan, where it is one; asked for where the quote differs.
pub fn judge<'g>(
    pattern: &Pattern,
    ground: Ground,
    scan: impl FnOnce() -> Option<&'g Scan>,
    candidates: &[Candidate],
    context: Context,
) -> Option<Judgement> {
    let mut readings: Vec<Reading> = candidates
        .iter()
        .map(|candidate| read(pattern, ground, candidate))
        .collect();
    // Only what differs can be a scanner's doing.
    if !least(&readings)?.changes.is_empty()
        && let Some(scan) = scan()
    {
        let plain = candidates.iter().zip(readings);
        readings = plain
            .map(|(candidate, plain)| read_in_scan(pattern, ground, scan, candidate, plain))
            .collect();
    }
    choose(pattern, ground.source, readings, context)
}

/// The reading that differs least, by its changes before its place.
fn least(readings: &[Reading]) -> Option<&Reading> {
    readings.iter().min_by_key(|reading| reading.score())
}

fn choose(pattern: &Pattern, source: &Prepared, readings: Vec<Reading>, context: Context) -> Option<Judgement> {
    let least = least(&readings)?;
    let (gravity, changes) = (least.gravity(), least.changes.len());
    let readings: Vec<(usize, Reading)> = readings
        .into_iter()
        .map(|reading| (context.fit(source, &reading.words), reading))
        .collect();
    let comparable = |reading: &Reading| reading.gravity() == gravity && reading.changes.len() == changes;
    let fit = readings
        .iter()
        .filter(|(_, reading)| comparable(reading))
        .map(|(fit, _)| *fit)
        .max()?;
    let chosen = |(other, reading): &(usize, Reading)| *other == fit && comparable(reading);
    let score = readings
        .iter()
        .filter(|one| chosen(one))
        .map(|(_, reading)| reading.score())
        .min()?;
    let is_best = |one: &(usize, Reading)| chosen(one) && one.1.score() == score;
    let (best, rest): (Vec<_>, Vec<_>) = readings.into_iter().partition(is_best);
    let mut best: Vec<Reading> = best.into_iter().map(|(_, reading)| reading).collect();
    best.sort_by_key(|reading| reading.passage);
    let rest: Vec<Reading> = rest.into_iter().map(|(_, reading)| reading).collect();
    let places: Vec<Span> = best.iter().map(|reading| reading.passage).collect();
    let words = |reading: &Reading| -> Vec<String> {
        let changed = reading.changes.iter().map(|change| change.passage.of(source.text()));
        changed.map(str::to_owned).collect()
    };
    let agrees = best.windows(2).all(|pair| words(&pair[0]) == words(&pair[1]));
    let fine = rest.iter().filter(|reading| reading.changes.is_empty() && changes == 0);
    let also = fine.map(|reading| reading.passage).collect();
    let reading = best.into_iter().next()?;
    let quote = pattern.words();
    let total = quote.total_weight();
    let near = rest
        .into_iter()
        .filter(|other| other.cost * 100 <= total * NEAR_SHARE)
        .min_by_key(Reading::score);
    let near = near.filter(|_| reading.verdict == Verdict::Altered);
    Some(Judgement {
        reading,
        places,
        also,
        agrees,
        fit,
        near,
    })
}

/// What a quote is held against.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'g> {
    pub source: &'g Prepared,
    /// How often each name stands in all sources.
    pub census: &'g NameCensus,
}

/// What stands before and after a quote, as the annotator gave it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'q> {
    pub prefix: Option<&'q Prepared>,
    pub suffix: Option<&'q Prepared>,
}

impl Context<'_> {
    /// Whether the quote says nothing of what stands around it.
    pub fn is_empty(self) -> bool {
        self.prefix.is_none() && self.suffix.is_none()
    }

    /// How much of what stands next to the passage is the context: two for each word in a row, one for
    /// a word with a slip in it. The outermost word of the context may be cut within.
    fn fit(self, source: &Prepared, passage: &Range<usize>) -> usize {
        let before = self.prefix.map_or(0, |prefix| {
            let quoted = (0..prefix.words().len()).rev();
            let sourced = (0..passage.start).rev();
            points(quoted.zip(sourced), prefix, source, |cut, whole| whole.ends_with(cut))
        });
        let after = self.suffix.map_or(0, |suffix| {
            let quoted = 0..suffix.words().len();
            let sourced = passage.end..source.words().len();
            points(quoted.zip(sourced), suffix, source, |cut, whole| whole.starts_with(cut))
        });
        before + after
    }
}

/// The points of words of the context beside words of the source, from the passage outward.
fn points(
    pairs: impl Iterator<Item = (usize, usize)>,
    context: &Prepared,
    source: &Prepared,
    is_cut: impl Fn(&str, &str) -> bool,
) -> usize {
    let count = context.words().len();
    let mut points = 0;
    for (nth, (one, other)) in pairs.enumerate() {
        let (quoted, sourced) = (context.key(one), source.key(other));
        let longest = quoted.chars().count().max(sourced.chars().count());
        let close = || align::is_close(align::distance(quoted, sourced), longest);
        points += match quoted == sourced {
            true => 2,
            false if nth + 1 == count && is_cut(quoted, sourced) || close() => 1,
            false => return points,
        };
    }
    points
}
