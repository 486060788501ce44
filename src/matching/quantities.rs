//! Every place where the words of a quote stand one after the other but for numbers, which may be
//! written otherwise: `vingt pour cent des votants`, `20 % des votants`.

use std::ops::Range;

use crate::french::numbers;
use crate::french::words::Kind;
use crate::matching::edit::{Edit, Step};
use crate::matching::exact;
use crate::matching::prepared::Prepared;

/// The most words that one number is written with.
const LONGEST: usize = 12;
/// More places than this are not tried.
const MOST_PLACES: usize = 64;

/// The words of a quote between two numbers, or a number.
#[derive(Clone, Debug)]
enum Piece {
    Words(Range<usize>),
    Number(Range<usize>),
}

/// The alignments of the whole quote with such places, in the order of the source.
///
/// The longest stretch of words without a number is found by its keys, and what stands beside it is
/// compared piece by piece. Cost: one pass over the source, and for each place found a comparison of
/// values for every number of the quote and every length of it in the source.
pub fn places(quote: &Prepared, source: &Prepared) -> Vec<Vec<Edit>> {
    let pieces = pieces(quote);
    let length = |piece: &Piece| match piece {
        Piece::Words(words) => words.len(),
        Piece::Number(_) => 0,
    };
    let anchor = (0..pieces.len()).max_by_key(|&at| (length(&pieces[at]), pieces.len() - at));
    let Some((anchor, Piece::Words(words))) = anchor.map(|at| (at, pieces[at].clone())) else {
        return match pieces.as_slice() {
            [Piece::Number(number)] => alone(quote, number, source),
            _ => Vec::new(),
        };
    };
    if pieces.len() == 1 {
        return Vec::new();
    }
    let starts = exact::stretches(quote, words.clone(), source)
        .into_iter()
        .take(MOST_PLACES);
    let whole = |place: Range<usize>| {
        let mut edits = before(quote, &pieces[..anchor], source, place.start)?;
        edits.extend(same(words.clone(), place.start));
        edits.extend(after(quote, &pieces[anchor + 1..], source, place.end)?);
        Some(edits)
    };
    starts.filter_map(whole).collect()
}

/// The quote as words and numbers in turn.
fn pieces(quote: &Prepared) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < quote.words().len() {
        let end = end_of_number(quote, at);
        if at < end {
            pieces.push(Piece::Number(at..end));
            at = end;
            continue;
        }
        match pieces.last_mut() {
            Some(Piece::Words(words)) => words.end = at + 1,
            _ => pieces.push(Piece::Words(at..at + 1)),
        }
        at += 1;
    }
    pieces
}

/// The end of the number, with its unit, that starts at a word; that word where none does.
fn end_of_number(text: &Prepared, start: usize) -> usize {
    let count = text.words().len();
    let numeric = |at: usize| text.is_numeric(at);
    if !numeric(start) {
        return start;
    }
    let month = |at: usize| numbers::is_month(text.raw(at));
    let part =
        |at: usize| numeric(at) || month(at) || text.words()[at].kind == Kind::Symbol || numbers::is_unit(text.raw(at));
    let mut end = start + 1;
    while end < count && end - start < LONGEST {
        let joined = numbers::joins_number(text.key(end)) && end + 1 < count && part(end + 1);
        match (part(end), joined) {
            (true, _) => end += 1,
            (false, true) => end += 2,
            (false, false) => break,
        }
    }
    end
}

/// The places of a quote that is one number.
fn alone(quote: &Prepared, number: &Range<usize>, source: &Prepared) -> Vec<Vec<Edit>> {
    // Where a number starts, not inside of one.
    let numeric = |at: usize| at < end_of_number(source, at);
    let starts = (0..source.words().len()).filter(|&start| numeric(start) && (start == 0 || !numeric(start - 1)));
    let found = starts.filter_map(|start| {
        let end = end_of_same(quote, number, source, start, &[])?;
        Some(number_edits(quote, number, source, start..end))
    });
    found.take(MOST_PLACES).collect()
}

/// The alignment of pieces with the words of the source from `start` on.
fn after(quote: &Prepared, pieces: &[Piece], source: &Prepared, start: usize) -> Option<Vec<Edit>> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(Vec::new());
    };
    let (mut edits, end) = match piece {
        Piece::Words(words) => {
            let end = start + words.len();
            are_same(quote, words, source, start).then(|| (same(words.clone(), start), end))?
        }
        Piece::Number(number) => {
            let end = end_of_same(quote, number, source, start, rest)?;
            (number_edits(quote, number, source, start..end), end)
        }
    };
    edits.extend(after(quote, rest, source, end)?);
    Some(edits)
}

/// The alignment of pieces with the words of the source before `end`.
fn before(quote: &Prepared, pieces: &[Piece], source: &Prepared, end: usize) -> Option<Vec<Edit>> {
    let Some((piece, rest)) = pieces.split_last() else {
        return Some(Vec::new());
    };
    let (last, start) = match piece {
        Piece::Words(words) => {
            let start = end.checked_sub(words.len())?;
            are_same(quote, words, source, start).then(|| (same(words.clone(), start), start))?
        }
        Piece::Number(number) => {
            let mut starts = (end.saturating_sub(LONGEST)..end).rev();
            let start = starts.find(|&start| {
                let next = match rest.last() {
                    Some(Piece::Words(words)) => start
                        .checked_sub(words.len())
                        .is_some_and(|at| are_same(quote, words, source, at)),
                    _ => true,
                };
                next && is_same_number(quote, number, source, start..end)
            })?;
            (number_edits(quote, number, source, start..end), start)
        }
    };
    let mut edits = before(quote, rest, source, start)?;
    edits.extend(last);
    Some(edits)
}

/// The end of the shortest stretch from `start` on that is the same number, and goes on as the quote does.
fn end_of_same(
    quote: &Prepared,
    number: &Range<usize>,
    source: &Prepared,
    start: usize,
    rest: &[Piece],
) -> Option<usize> {
    let mut ends = start + 1..=(start + LONGEST).min(source.words().len());
    ends.find(|&end| {
        let next = match rest.first() {
            Some(Piece::Words(words)) => are_same(quote, words, source, end),
            _ => true,
        };
        next && is_same_number(quote, number, source, start..end)
    })
}

fn is_same_number(quote: &Prepared, number: &Range<usize>, source: &Prepared, place: Range<usize>) -> bool {
    let quoted = quote.span(number.clone()).of(quote.text());
    let sourced = source.span(place).of(source.text());
    quoted == sourced || numbers::same_quantity(quoted, sourced)
}

fn are_same(quote: &Prepared, words: &Range<usize>, source: &Prepared, start: usize) -> bool {
    let end = start + words.len();
    end <= source.words().len()
        && words
            .clone()
            .zip(start..end)
            .all(|(one, other)| quote.key(one) == source.key(other))
}

fn same(words: Range<usize>, start: usize) -> Vec<Edit> {
    let pair = |(at, word): (usize, usize)| Edit {
        step: Step::Same,
        quote: word..word + 1,
        passage: start + at..start + at + 1,
    };
    words.enumerate().map(pair).collect()
}

/// A number that stands for another writing of it, or is written the same.
fn number_edits(quote: &Prepared, number: &Range<usize>, source: &Prepared, passage: Range<usize>) -> Vec<Edit> {
    if number.len() == passage.len() && are_same(quote, number, source, passage.start) {
        return same(number.clone(), passage.start);
    }
    vec![Edit {
        step: Step::Replaced,
        quote: number.clone(),
        passage,
    }]
}
