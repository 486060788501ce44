//! Whether a quote stops before the words that its own need.

use std::ops::Range;

use crate::french::negation;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::verdict::reading::{Stop, Truncation};

/// Whether the quote stops where the source's next words change what it says.
pub fn truncation(pattern: &Pattern, source: &Prepared, passage: &Range<usize>) -> Option<Truncation> {
    let quote = pattern.words();
    const SHOWN: usize = 4;
    let next = passage.end;
    if pattern.gap(quote.words().len()) != Gap::Closed || source.words().len() <= next {
        return None;
    }
    let gap = source.gap(next).of(source.text());
    let runs_on = gap.chars().all(|letter| letter.is_whitespace() || letter == ',') && gap.matches('\n').count() < 2;
    if !runs_on || source.words()[next].opens_sentence {
        return None;
    }
    let tail = quote.gap(quote.words().len()).of(quote.text());
    let stopped = tail.contains(['.', '!', '?']) && !tail.contains('…') && !tail.contains("...");
    let after = (next + 1 < source.words().len()).then(|| source.key(next + 1));
    let condition = negation::opens_condition(source.key(next), after, gap.contains(',') || stopped);
    let kind = if condition && (stopped || !negation::is_plain_if(source.key(next))) {
        Stop::Condition { stopped }
    } else if splits_negation(source, passage) {
        Stop::Negation
    } else if stopped {
        Stop::Sentence
    } else {
        return None;
    };
    let shown = next..(next + SHOWN).min(source.words().len());
    Some(Truncation {
        kind,
        next: source.span(shown),
    })
}

/// Whether the passage ends after *ne* and its verb, and before *pas* or *que*.
fn splits_negation(source: &Prepared, passage: &Range<usize>) -> bool {
    const REACH: usize = 4;
    let end = passage.end;
    let start = end.saturating_sub(REACH).max(passage.start);
    let Some(ne) = (start..end).rev().find(|&at| negation::is_ne(source.key(at))) else {
        return false;
    };
    let second = |at: usize| negation::is_second_half(source.key(at), true);
    !(ne..end).any(second) && (end..(end + 2).min(source.words().len())).any(second)
}
