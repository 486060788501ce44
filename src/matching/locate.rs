//! Every place of a text where a quote may stand, each with the edits that lead from one to the other.

use std::ops::Range;

use crate::matching::align::{self, Edit, Step};
use crate::matching::prepared::Prepared;
use crate::matching::{approximate, exact};

/// One place where a quote may stand.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Words of the source, from the first to the last that answers to the quote.
    pub passage: Range<usize>,
    /// The alignment, in order; covers all words of the quote and of the passage.
    pub edits: Vec<Edit>,
    /// What the edits cost (see [`align`]); 0 when all keys are equal.
    pub cost: u32,
}

/// The share of a quote's weight that may be changed before it counts as another text, in percent.
/// Half, a little less for short quotes, which find accidental neighbours.
const CHANGED_SHARE: u32 = 50;
const CHANGED_SHARE_SHORT: u32 = 40;
/// A quote lighter than this, in tenths of a letter, is short: about five full words.
const SHORT: u32 = 300;

/// Every candidate place of `quote` in `source`, best first; places of equal cost in the order of
/// the text. Empty when fewer than about half of the quote's words stand in order anywhere.
///
/// Where the keys stand exactly, only such places are given: any other costs more.
pub fn locate(quote: &Prepared, source: &Prepared) -> Vec<Candidate> {
    let exact = exact::places(quote, source);
    if !exact.is_empty() {
        return exact.into_iter().map(|place| same(quote, source, place)).collect();
    }
    let mut candidates: Vec<Candidate> = approximate::windows(quote, source)
        .into_iter()
        .filter_map(|window| within(quote, source, window))
        .collect();
    candidates.sort_by_key(|candidate| (candidate.cost, candidate.passage.start, candidate.passage.end));
    candidates.dedup_by(|one, other| one.passage == other.passage);
    candidates
}

fn same(quote: &Prepared, source: &Prepared, passage: Range<usize>) -> Candidate {
    let mut edits: Vec<Edit> = passage
        .clone()
        .enumerate()
        .map(|(quoted, sourced)| Edit {
            step: Step::Same,
            quote: quoted..quoted + 1,
            passage: sourced..sourced + 1,
        })
        .collect();
    let mut candidate = Candidate {
        passage: passage.clone(),
        cost: 0,
        edits: Vec::new(),
    };
    if is_doubled(quote, source, passage.start) {
        edits[0].passage = passage.start - 1..passage.start;
        let dropped = Edit {
            step: Step::Dropped,
            quote: 1..1,
            passage: passage.clone().start..passage.start + 1,
        };
        edits.insert(1, dropped);
        candidate.passage.start -= 1;
        candidate.cost = align::gap_cost(1);
    }
    candidate.edits = edits;
    candidate
}

/// Whether the quote's first word, with its capital, is the one before the place, and the same word
/// stands small at the place: `Nous devons` for `Nous nous devons` has lost a word.
fn is_doubled(quote: &Prepared, source: &Prepared, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let first = quote.raw(0);
    source.key(before) == source.key(start) && source.raw(before) == first && source.raw(start) != first
}

/// The best place of the quote within a window, where it is near enough.
pub fn within(quote: &Prepared, source: &Prepared, window: Range<usize>) -> Option<Candidate> {
    let (mut edits, cost) = align::align(quote, source, window);
    let total: u32 = (0..quote.words().len()).map(|at| align::weight(quote.key(at))).sum();
    let share = if total < SHORT {
        CHANGED_SHARE_SHORT
    } else {
        CHANGED_SHARE
    };
    let stands = edits.iter().any(|edit| !edit.passage.is_empty());
    if !stands || total * share < cost * 100 {
        return None;
    }
    trim_tail(&mut edits, quote, source);
    trim_head(&mut edits, quote, source);
    pair_tail(&mut edits, quote, source);
    pair_head(&mut edits, quote, source);
    let stands = |edit: &&Edit| !edit.passage.is_empty();
    let first = edits.iter().find(stands)?.passage.start;
    let last = edits.iter().rev().find(stands)?.passage.end;
    Some(Candidate {
        passage: first..last,
        edits,
        cost,
    })
}

/// Takes off the end of the passage what lies beyond the end of a sentence or paragraph and holds
/// less of the quote than it differs from it: a few small words that happen to stand there too.
fn trim_tail(edits: &mut [Edit], quote: &Prepared, source: &Prepared) {
    for at in (1..edits.len()).rev() {
        let (_, kept) = edits.split_at(at);
        if crosses(&kept[0], quote, source) && is_poor(kept, quote, source) {
            let end = kept[0].passage.start;
            edits[at..].iter_mut().for_each(|edit| unpair(edit, end));
            return trim_tail(edits, quote, source);
        }
    }
}

/// Like [`trim_tail`], for what lies before the start of a sentence or paragraph.
fn trim_head(edits: &mut [Edit], quote: &Prepared, source: &Prepared) {
    for at in 1..edits.len() {
        let (kept, rest) = edits.split_at(at);
        if crosses(&rest[0], quote, source) && is_poor(kept, quote, source) {
            let start = rest[0].passage.start;
            edits[..at].iter_mut().for_each(|edit| unpair(edit, start));
            return trim_head(edits, quote, source);
        }
    }
}

/// Whether the source starts a sentence within or at this edit and the quote does not.
fn crosses(edit: &Edit, quote: &Prepared, source: &Prepared) -> bool {
    let opens =
        |text: &Prepared, range: &Range<usize>| text.words()[range.clone()].iter().any(|word| word.opens_sentence);
    let starts = edit.quote.start == 0;
    !edit.passage.is_empty() && opens(source, &edit.passage) && (starts || !opens(quote, &edit.quote))
}

/// Whether these edits keep less of the quote's words than they change.
fn is_poor(edits: &[Edit], quote: &Prepared, source: &Prepared) -> bool {
    let (mut kept, mut changed) = (0, 0);
    for edit in edits {
        let weight: u32 = edit.quote.clone().map(|at| align::weight(quote.key(at))).sum();
        match edit.step {
            Step::Same | Step::Joined => kept += weight,
            Step::Replaced => {
                let price = align::replace_cost(quote.key(edit.quote.start), source.key(edit.passage.start));
                kept += weight.saturating_sub(price);
                changed += price;
            }
            Step::Added => changed += weight,
            Step::Dropped => changed += align::gap_cost(edit.passage.len()),
        }
    }
    kept <= changed && edits.iter().any(|edit| !edit.passage.is_empty())
}

/// Lets go of the source's words; those of the quote are added at `at`.
fn unpair(edit: &mut Edit, at: usize) {
    edit.step = Step::Added;
    edit.passage = at..at;
}

/// Words added at the end of the quote stand for the words of the source beside it, where nothing
/// but a space parts these from the passage: `sinon ennemis` for `sinon rivaux` is one word changed.
fn pair_tail(edits: &mut [Edit], quote: &Prepared, source: &Prepared) {
    let tail = edits.iter().rev().take_while(|edit| edit.step == Step::Added).count();
    let mut open = tail < edits.len();
    for at in edits.len() - tail..edits.len() {
        let Some(before) = at.checked_sub(1) else { return };
        let next = edits[before].passage.end;
        open = open && next < source.words().len() && is_open(source, next) && is_open(quote, edits[at].quote.start);
        if open {
            edits[at].step = Step::Replaced;
        }
        edits[at].passage = next..next + usize::from(open);
    }
}

/// Like [`pair_tail`], for words added at the start of the quote.
fn pair_head(edits: &mut [Edit], quote: &Prepared, source: &Prepared) {
    let head = edits.iter().take_while(|edit| edit.step == Step::Added).count();
    let mut open = head < edits.len();
    for at in (0..head).rev() {
        let Some(after) = edits.get(at + 1) else { return };
        let next = after.passage.start;
        open = open && 0 < next && is_open(source, next) && is_open(quote, edits[at].quote.end);
        if open {
            edits[at].step = Step::Replaced;
        }
        edits[at].passage = next - usize::from(open)..next;
    }
}

/// Whether only a space stands before the word, and no paragraph starts with it.
fn is_open(text: &Prepared, word: usize) -> bool {
    !text.words().get(word).is_some_and(|word| word.opens_sentence)
        && text.gap(word).of(text.text()).chars().all(char::is_whitespace)
}
