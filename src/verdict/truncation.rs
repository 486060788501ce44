//! Whether a quote starts after, or stops before, the words that its own need.

use std::ops::Range;

use crate::french::lexicon::{self, Part};
use crate::french::negation;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::span::Span;
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
    if gap.matches('\n').count() > 1 {
        return None;
    }
    let runs_on = is_within_sentence(source, next);
    let tail = quote.gap(quote.words().len()).of(quote.text());
    let stopped = tail.contains(['.', '!', '?']) && !tail.contains('…') && !tail.contains("...");
    // An exception may stand in brackets or behind a dash; behind a semicolon it goes with a full stop.
    let aside =
        |sign: char| sign.is_whitespace() || matches!(sign, ',' | '(') || sign == ';' && stopped || fold::is_dash(sign);
    let condition = gap.chars().all(aside) && opens_condition(source, next, !gap.trim().is_empty() || stopped);
    let plain_if = negation::is_plain_if(source.key(next)) && !opens_long_condition(source, next);
    let kind = if condition && (!plain_if || runs_on && stopped) {
        Stop::Condition { stopped }
    } else if !runs_on {
        return None;
    } else if !gap.contains(',') && splits_negation(source, passage) {
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

/// Whether a word goes on the sentence of the word before it, with nothing but a comma between.
fn is_within_sentence(source: &Prepared, word: usize) -> bool {
    let gap = source.gap(word).of(source.text());
    gap.chars().all(|sign| sign.is_whitespace() || sign == ',') && !source.words()[word].opens_sentence
}

fn opens_condition(source: &Prepared, word: usize, apart: bool) -> bool {
    let next = (word + 1 < source.words().len()).then(|| source.key(word + 1));
    opens_long_condition(source, word) || negation::opens_condition(source.key(word), next, apart)
}

fn opens_long_condition(source: &Prepared, word: usize) -> bool {
    const LONGEST: usize = 4;
    let end = (word + LONGEST).min(source.words().len());
    let keys: Vec<&str> = (word..end).map(|at| source.key(at)).collect();
    negation::opens_long_condition(&keys)
}

/// Whether the passage ends after *ne* and its verb, and before *pas* or *que*.
fn splits_negation(source: &Prepared, passage: &Range<usize>) -> bool {
    const REACH: usize = 4;
    const FAR: usize = 20;
    let end = passage.end;
    let start = end.saturating_sub(FAR).max(passage.start);
    let ne = (start..end).rev().find(|&at| negation::is_ne(source.key(at)));
    let Some(ne) = ne.filter(|&ne| is_one_clause(source, ne..end)) else {
        return false;
    };
    let second = |at: usize| negation::is_second_half(source.key(at), true);
    if (ne + 1..end).any(second) || is_idle(source, ne) {
        return false;
    }
    let count = source.words().len();
    if negation::is_que(source.key(end)) {
        // *Nul ne conteste que* has its negation; far from *ne*, *que* may open a clause.
        let denied = (ne.saturating_sub(REACH)..ne).any(|at| negation::is_denying_subject(source.key(at)));
        let limits = end + 1 < count && negation::can_be_limited(source.key(end + 1));
        return limits || !denied && end - ne <= REACH;
    }
    // With a word between, *plus* and *personne* may be others: *renvoyées | à plus d’un mois*.
    let sure =
        |at: usize| negation::is_second_half(source.key(at), at == end) || negation::is_denying_subject(source.key(at));
    end - ne <= REACH && (end..(end + 2).min(count)).any(sure)
}

/// Whether a *ne* denies nothing.
fn is_idle(source: &Prepared, ne: usize) -> bool {
    const REACH: usize = 8;
    let start = (ne.saturating_sub(REACH)..ne)
        .rev()
        .take_while(|&at| is_within_sentence(source, at + 1))
        .last();
    let before: Vec<&str> = (start.unwrap_or(ne)..ne).map(|at| source.key(at)).collect();
    negation::calls_for_idle_ne(&before)
}

/// Whether no sign parts the words of a range from each other.
fn is_one_clause(source: &Prepared, range: Range<usize>) -> bool {
    let blank = |gap: usize| source.gap(gap).of(source.text()).trim().is_empty();
    range.skip(1).all(blank)
}

/// The words before the passage that deny what it says, where the quote starts after them: `ne peut`
/// before *être considéré comme un échec*, `n’est pas` before *autorisé*, `sans que`.
///
/// A noun in a denied clause may be quoted by itself, and so may words that show their negation: only
/// verbs, infinitives and participles turn into their contrary.
pub fn beheading(pattern: &Pattern, source: &Prepared, passage: &Range<usize>) -> Option<Span> {
    const REACH: usize = 5;
    let first = passage.start;
    if pattern.gap(0) != Gap::Closed || passage.is_empty() || first == 0 {
        return None;
    }
    let start = first.saturating_sub(REACH);
    let joined = (start + 1..=first)
        .rev()
        .take_while(|&at| source.gap(at).of(source.text()).trim().is_empty() && !source.words()[at].opens_sentence);
    let start = first - joined.count();
    let before: Vec<&str> = (start..first).map(|at| source.key(at)).collect();
    let from = |at: usize| Some(source.span(start + at..first));
    if negation::denies_clause(&before) {
        return from(before.len() - 2);
    }
    let ne = before.iter().rposition(|key| negation::is_ne(key))?;
    if is_idle(source, start + ne) || is_denied_within(source, passage) {
        return None;
    }
    let form = verb_form(source.raw(first));
    let last = before.len() - 1;
    let second = |at: usize| negation::is_second_half(before[at], true);
    let complete = (ne + 1..=last).any(second);
    let turned = match form {
        // *ne | peut être*: the verb itself.
        Some(VerbForm::Finite) => ne == last,
        // *n’est pas | autorisé*, *ne peut | être*.
        Some(VerbForm::Infinitive | VerbForm::Participle) => ne < last && (second(last) || !complete),
        None => false,
    };
    turned.then(|| from(ne)).flatten()
}

/// Whether the passage has the second half of the negation that starts before it.
///
/// *Plus*, *point* and *personne* are one beside their verb only, *que* none before a subject.
fn is_denied_within(source: &Prepared, passage: &Range<usize>) -> bool {
    const REACH: usize = 12;
    const BESIDE: usize = 3;
    let end = passage.end.min(passage.start + REACH);
    let mut clause =
        (passage.start..end).take_while(|&at| at == passage.start || is_one_clause(source, at - 1..at + 1));
    let subject = |at: usize| at < source.words().len() && negation::is_subject(source.key(at));
    clause.any(|at| {
        let beside = at < passage.start + BESIDE;
        let second = negation::is_second_half(source.key(at), true);
        match negation::is_que(source.key(at)) {
            true => !subject(at + 1),
            false => second && (beside || negation::denial(source.key(at), false).is_some()),
        }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum VerbForm {
    Finite,
    Infinitive,
    Participle,
}

/// The form of a verb that a word may be; a finite one, where it can be nothing else.
fn verb_form(word: &str) -> Option<VerbForm> {
    let readings = lexicon::readings(word);
    let verbs: Vec<_> = readings.iter().filter(|reading| reading.part == Part::Verb).collect();
    let first = verbs.first()?;
    if verbs.iter().any(|reading| reading.is_participle()) {
        return Some(VerbForm::Participle);
    }
    if first.lemma == word.to_lowercase() {
        return Some(VerbForm::Infinitive);
    }
    (verbs.len() == readings.len()).then_some(VerbForm::Finite)
}
