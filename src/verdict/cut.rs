//! What a marked cut hides, and what an insertion stands for: the content checks behind the marks.

use std::ops::Range;

use crate::french::negation::{self, Denial};
use crate::french::numbers;
use crate::matching::prepared::Prepared;
use crate::verdict::change::Class;
use crate::verdict::classify::{is_first, is_number};

/// The words of a cut that the kept words need, with what they are; nothing where the cut is honest.
///
/// Only the parts of the cut that share a sentence with kept words count: whole sentences may go.
/// A construction that is cut whole, with its verb, is no longer there to be misread.
pub fn hidden(source: &Prepared, cut: &Range<usize>, passage: &Range<usize>) -> Option<(Class, Range<usize>)> {
    let parts = shared_parts(source, cut, passage);
    let denied = parts.into_iter().find_map(|part| {
        hidden_negation(source, &part, passage)
            .map(|words| (half_of(source.key(words.start)), words))
            .or_else(|| hidden_restriction(source, &part, passage).map(|words| (Class::Restriction, words)))
    });
    denied.or_else(|| hidden_number(source, cut).map(|words| (Class::Number, words)))
}

/// What a half of a negation does: *ne … que* limits.
fn half_of(key: &str) -> Class {
    if negation::is_que(key) {
        Class::Restriction
    } else {
        Class::Negation
    }
}

/// The parts of a cut that stand in a sentence with words kept before or after it.
fn shared_parts(source: &Prepared, cut: &Range<usize>, passage: &Range<usize>) -> Vec<Range<usize>> {
    let starts = |word: usize| source.starts_sentence(word);
    let mut inner = (cut.start + 1..cut.end).filter(|&word| starts(word));
    let before = passage.start < cut.start && !starts(cut.start);
    let after = cut.end < passage.end && !starts(cut.end);
    let last = inner.clone().next_back();
    let first = inner.next();
    match (first, last) {
        (Some(first), Some(last)) => {
            let head = before.then_some(cut.start..first);
            let tail = after.then_some(last..cut.end);
            head.into_iter().chain(tail).collect()
        }
        _ if before || after => vec![cut.clone()],
        _ => Vec::new(),
    }
}

/// How far the two halves of a negation stand apart, in words.
const REACH: usize = 6;

fn hidden_negation(source: &Prepared, part: &Range<usize>, passage: &Range<usize>) -> Option<Range<usize>> {
    part.clone().find_map(|word| {
        let key = source.key(word);
        if negation::is_ne(key) {
            return (!has_verb(source, word, part)).then_some(word..word + 1);
        }
        let ne = (word.saturating_sub(REACH)..word)
            .rev()
            .find(|&before| negation::is_ne(source.key(before)));
        let second = negation::is_second_half(key, ne.is_some());
        // A *ne* that is kept needs the half that is cut, unless another half is kept with it.
        let halved = |ne: usize| {
            let after = part.end..passage.end.min(part.end + 1);
            passage.contains(&ne)
                && (ne + 1..part.start)
                    .chain(after)
                    .any(|at| negation::is_second_half(source.key(at), true))
        };
        let alone = second && ne.is_none_or(|ne| !part.contains(&ne) && !halved(ne));
        let whole = ne.is_some_and(|ne| part.contains(&ne));
        let leans = word + 1 == part.end && !whole && negation::leans_on_next(key);
        let english = negation::is_english(key) && part.len() <= REACH;
        (alone || leans || english).then_some(word..word + 1)
    })
}

/// Whether the verb of the *ne* at `word` is cut with it.
fn has_verb(source: &Prepared, word: usize, part: &Range<usize>) -> bool {
    let verb = |at: usize| !negation::is_clitic(source.key(at)) && !negation::is_second_half(source.key(at), true);
    (word + 1..part.end.min(word + REACH)).any(verb)
}

fn hidden_restriction(source: &Prepared, part: &Range<usize>, passage: &Range<usize>) -> Option<Range<usize>> {
    part.clone().find_map(|word| {
        let next = (word + 1 < part.end).then(|| source.key(word + 1));
        let gap = source.gap(word).of(source.text());
        let apart = word == part.start || gap.contains(',') || gap.contains(';');
        let key = source.key(word);
        let exception = 1 < word && negation::is_exception([source.key(word - 2), source.key(word - 1), key]);
        if exception {
            return Some((word - 2).max(part.start)..word + 1);
        }
        if is_only_half(source, word, part, passage) {
            return Some(word..word + 1);
        }
        let condition = negation::opens_condition(key, next, apart) || opens_on_name(source, word, part);
        let edge = word == part.start || word + 1 == part.end;
        let only = negation::is_only(key) || (negation::is_adverb_of_limit(key) && !edge);
        let restricts = negation::denial(key, false) == Some(Denial::Restriction) && !only;
        let length = 1 + usize::from(condition && negation::is_phrase(key) && word + 1 < part.end);
        (condition || restricts).then_some(word..word + length)
    })
}

/// Whether a word of the cut is the *que* that limits with a kept *ne*: `ne peut être détenu que dans
/// les cas`. Between the two stands no other half, nor a sentence's end.
fn is_only_half(source: &Prepared, word: usize, part: &Range<usize>, passage: &Range<usize>) -> bool {
    if !negation::is_que(source.key(word)) || source.words().len() <= word + 1 {
        return false;
    }
    let ne = (passage.start..word)
        .rev()
        .take_while(|&at| !negation::completes_ne(source.key(at)) && !source.starts_sentence(at + 1))
        .find(|&at| negation::is_ne(source.key(at)));
    ne.is_some_and(|ne| !part.contains(&ne)) && negation::can_be_limited(source.key(word + 1))
}

/// Whether *si* stands before a name or a number, which start a clause too.
fn opens_on_name(source: &Prepared, word: usize, part: &Range<usize>) -> bool {
    let next = word + 1;
    let apart = source.gap(word).of(source.text()).contains(',');
    negation::is_plain_if(source.key(word))
        && apart
        && next < part.end
        && (source.raw(next).starts_with(char::is_uppercase) || is_number(source, next))
}

/// A number and what it counts, parted by an end of the cut.
fn hidden_number(source: &Prepared, cut: &Range<usize>) -> Option<Range<usize>> {
    let last = cut.end.checked_sub(1)?;
    let first = cut.start;
    let number = |at: usize| at < source.words().len() && is_number(source, at);
    let unit = |at: usize| {
        let raw = (at < source.words().len()).then(|| source.raw(at));
        raw.is_some_and(|raw| numbers::is_unit(raw) || numbers::is_month(raw)) || number(at)
    };
    let close = |at: usize| {
        let gap = source.gap(at).of(source.text());
        gap.chars().all(char::is_whitespace)
    };
    if number(last) && unit(cut.end) && close(cut.end) {
        return Some(last..cut.end);
    }
    let before = first.checked_sub(1)?;
    // `18 h 30`: the minutes belong to the hour.
    let hour = first > 1 && numbers::is_hour(source.key(before)) && number(first - 2) && number(first);
    (close(first) && (hour || (number(before) && unit(first)))).then_some(first..first + 1)
}

/// The most words of the source that an insertion may stand for, unless they are a name or a date.
const MOST_REPLACED: usize = 3;

/// What an insertion takes away that it may not: a negation or a number that vanishes, or more
/// words than a bracket may stand for. `named` counts the names among them.
pub fn rewritten(source: &Prepared, words: &Range<usize>, insertion: &Prepared, named: usize) -> Option<Class> {
    let after_ne =
        |text: &Prepared, at: usize| (at.saturating_sub(REACH)..at).any(|before| negation::is_ne(text.key(before)));
    let denies = |text: &Prepared, at: usize| negation::denial(text.key(at), after_ne(text, at)).is_some();
    let inserted = 0..insertion.words().len();
    let denied = words.clone().any(|at| denies(source, at));
    let only = |at: usize| negation::denial(source.key(at), true) == Some(Denial::Restriction) && denies(source, at);
    let restricted = words.clone().any(only)
        && !inserted
            .clone()
            .any(|at| negation::denial(insertion.key(at), true) == Some(Denial::Restriction));
    if restricted || (denied && !inserted.clone().any(|at| denies(insertion, at))) {
        return Some(Class::Negation);
    }
    let number = |text: &Prepared, at: usize| is_number(text, at) && !is_first(text.key(at));
    let kept = |at: usize| {
        let mut inside = inserted.clone().filter(|&other| number(insertion, other));
        inside.any(|other| {
            source.key(at) == insertion.key(other) || numbers::same_quantity(source.raw(at), insertion.raw(other))
        })
    };
    let whole = numbers::same_quantity(
        source.span(words.clone()).of(source.text()),
        insertion.span(inserted.clone()).of(insertion.text()),
    );
    if !whole && words.clone().any(|at| number(source, at) && !kept(at)) {
        return Some(Class::Number);
    }
    let dated = words.clone().any(|at| numbers::is_month(source.raw(at)));
    let label = |at: &usize| source.gap(at + 1).of(source.text()).starts_with([')', '°']);
    let labels = words.clone().filter(label).count();
    let plain = words.len().saturating_sub(named + labels);
    (MOST_REPLACED < plain && !dated).then_some(Class::Word)
}
