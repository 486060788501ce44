//! Every place of a text where a quote may stand, each with the edits that lead from one to the other.

use std::ops::Range;

use crate::french::words::Kind;
use crate::matching::align;
use crate::matching::approximate::{Approximate, LONGEST_PROBE};
use crate::matching::edit::{Edit, Step};
use crate::matching::nearby::nearby;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::matching::{exact, quantities};
use crate::search::index::Part;

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
/// A place that costs at most this share of the quote's weight, in percent, is the best there is: where letters are
/// so near, no scan by words finds a better one.
const SURE_SHARE: u32 = 20;
/// A quote that is true but for a word or two costs no more than this besides its cuts, in percent of its weight.
const TRUE_SHARE: u32 = 5;
/// A quote lighter than this, in tenths of a letter, is short: about five full words.
const SHORT: u32 = 300;

/// What a passage must hold beyond the end of a sentence to reach over it, in tenths of a letter.
const CROSSING: u32 = 60;
/// The most words by which a passage is completed to the end of its sentence.
const LONGEST_REST: usize = 10;
/// The most by which it is completed to its start.
const LONGEST_START: usize = 6;
/// The most words of the source that an insertion at an end of the quote stands for.
const LONGEST_REPLACED: usize = 3;

/// Every candidate place of `quote` in `source`, best first; places of equal cost in the order of
/// the text. Empty when fewer than about half of the quote's words stand in order anywhere.
///
/// Where the keys stand exactly, only such places are given: any other costs more. `index` gives that of the
/// folded source, where it has one; without it, all of the source is looked at.
pub fn locate<'s>(pattern: &Pattern, source: &Prepared, index: impl FnOnce() -> Option<Part<'s>>) -> Vec<Candidate> {
    let exact = exact_places(pattern, source);
    if exact.is_empty() {
        near_places(pattern, source, index())
    } else {
        exact
    }
}

/// Like [`locate`], with places where the keys nearly stand beside those where they do: what stands
/// around a quote may tell that one of them is meant.
pub fn locate_all<'s>(
    pattern: &Pattern,
    source: &Prepared,
    index: impl FnOnce() -> Option<Part<'s>>,
) -> Vec<Candidate> {
    let mut all = exact_places(pattern, source);
    let apart = |one: &Range<usize>, other: &Range<usize>| one.end <= other.start || other.end <= one.start;
    let exact: Vec<Range<usize>> = all.iter().map(|candidate| candidate.passage.clone()).collect();
    let mut near = near_places(pattern, source, index());
    near.retain(|candidate| exact.iter().all(|place| apart(place, &candidate.passage)));
    all.extend(near);
    all
}

fn exact_places(pattern: &Pattern, source: &Prepared) -> Vec<Candidate> {
    if pattern.is_open() {
        return Vec::new();
    }
    let quote = pattern.words();
    let places = exact::places(quote, source).into_iter();
    places.map(|place| same(quote, source, place)).collect()
}

fn near_places(pattern: &Pattern, source: &Prepared, index: Option<Part>) -> Vec<Candidate> {
    let quote = pattern.words();
    let places = nearby(pattern, source, index).into_iter();
    let mut candidates: Vec<Candidate> = places.flat_map(|words| around(pattern, source, words)).collect();
    let total = quote.total_weight();
    let is_sure = |candidate: &Candidate| candidate.cost * 100 <= total * SURE_SHARE;
    // Letters do not see beyond a marked cut.
    if pattern.is_open() || !candidates.iter().any(is_sure) {
        // What costs more than a place that is known is no better.
        let known = candidates.iter().map(|candidate| candidate.cost).min();
        let most = known.unwrap_or(u32::MAX).min(total * share(total) / 100);
        let search = Approximate::new(pattern, source);
        for most in steps(pattern, most) {
            for window in search.windows(most) {
                // A long quote that stands here stands nowhere else.
                if LONGEST_PROBE < quote.words().len() && candidates.iter().any(is_sure) {
                    break;
                }
                candidates.extend(within(pattern, source, window));
            }
            if candidates.iter().any(|candidate| candidate.cost <= most) {
                break;
            }
        }
    }
    let permuted = if pattern.is_open() {
        Vec::new()
    } else {
        exact::permuted(quote, source)
    };
    candidates.extend(permuted.into_iter().map(|place| word_by_word(quote, source, place)));
    if !pattern.is_open() {
        candidates.extend(quantities::places(quote, source).into_iter().filter_map(rewritten));
    }
    candidates.sort_by_key(|candidate| (candidate.cost, candidate.passage.start, candidate.passage.end));
    candidates.dedup_by(|one, other| one.passage == other.passage);
    candidates
}

/// What a place may cost, step by step to `most`. Where a marked cut may leap anywhere, the less a place may cost, the
/// fewer stretches of the source are worth a look; else all are looked at in one step.
fn steps(pattern: &Pattern, most: u32) -> Vec<u32> {
    let quote = pattern.words();
    let leaps: u32 = pattern.cuts().map(|_| align::price(Gap::Cut).far).sum();
    let shares = [TRUE_SHARE, SURE_SHARE].map(|share| leaps + quote.total_weight() * share / 100);
    // A long quote is looked for by its head, whatever it may cost.
    let is_stepped = 0 < leaps && quote.words().len() <= LONGEST_PROBE;
    let steps = shares.into_iter().filter(|&step| is_stepped && step < most);
    steps.chain([most]).collect()
}

/// The best places close to where letters are near, and in as wide a window as a better one could reach.
///
/// Letters lose the start of a quote where more was dropped behind it than it has: `la charte de chaque parc naturel`
/// is nearer to `la charte de chaque parc national` than to that and ten words more.
fn around(pattern: &Pattern, source: &Prepared, words: Range<usize>) -> Vec<Candidate> {
    const MARGIN: usize = 4;
    let widened = |margin: usize| words.start.saturating_sub(margin)..(words.end + margin).min(source.words().len());
    let near = widened(MARGIN);
    let Some(close) = within(pattern, source, near.clone()) else {
        return Vec::new();
    };
    let far = widened(align::longest_gap(close.cost).max(MARGIN));
    let missed = missed(&close, pattern.words());
    let answers = |word: usize| {
        let mut missed = missed.iter();
        missed.any(|&quoted| may_answer(pattern.words(), quoted, source, word))
    };
    if !(far.start..near.start).chain(near.end..far.end).any(answers) {
        return vec![close];
    }
    let Some(wide) = within(pattern, source, far) else {
        return vec![close];
    };
    let overlaps = wide.passage.start < close.passage.end && close.passage.start < wide.passage.end;
    // A better reading of the same place stands for both.
    if overlaps && wide.cost <= close.cost {
        vec![wide]
    } else {
        vec![close, wide]
    }
}

/// The words of the quote that have no equal in the passage, or stand beside words that it leaves out: a better place
/// has an answer to one of them.
fn missed(found: &Candidate, quote: &Prepared) -> Vec<usize> {
    let changed = found.edits.iter().filter(|edit| edit.step != Step::Same);
    let words = changed.flat_map(|edit| match edit.step {
        Step::Dropped => edit.quote.start.saturating_sub(1)..(edit.quote.end + 1).min(quote.words().len()),
        _ => edit.quote.clone(),
    });
    words.collect()
}

/// Whether one word is the other, or may be the other changed: `NUMSPOT`, `NUMPOST`.
fn may_answer(quote: &Prepared, quoted: usize, source: &Prepared, sourced: usize) -> bool {
    quote.key(quoted) == source.key(sourced)
        || align::may_be_close(quote.letters_of(quoted), source.letters_of(sourced))
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
        candidate.cost = align::gap_cost(Gap::Closed, 1);
    }
    candidate.edits = edits;
    candidate
}

/// The place where only numbers are written otherwise, which costs what a joint does.
fn rewritten(edits: Vec<Edit>) -> Option<Candidate> {
    let passage = edits.first()?.passage.start..edits.last()?.passage.end;
    Some(Candidate {
        passage,
        edits,
        cost: align::JOIN,
    })
}

/// The place read word by word, where words of the quote stand there in another order.
fn word_by_word(quote: &Prepared, source: &Prepared, passage: Range<usize>) -> Candidate {
    let edits: Vec<Edit> = passage
        .clone()
        .enumerate()
        .map(|(quoted, sourced)| Edit {
            step: pair(quote, quoted, source, sourced),
            quote: quoted..quoted + 1,
            passage: sourced..sourced + 1,
        })
        .collect();
    let price = |edit: &Edit| match edit.step {
        Step::Replaced => align::replace_cost(quote.known(edit.quote.start), source.known(edit.passage.start)),
        _ => 0,
    };
    Candidate {
        cost: edits.iter().map(price).sum(),
        passage,
        edits,
    }
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
pub fn within(pattern: &Pattern, source: &Prepared, window: Range<usize>) -> Option<Candidate> {
    let quote = pattern.words();
    let (mut edits, cost) = align::align(pattern, source, window);
    let total = quote.total_weight();
    let share = share(total);
    let stands = edits.iter().any(|edit| !edit.passage.is_empty());
    if !stands || total * share < cost * 100 {
        return None;
    }
    trim_tail(&mut edits, pattern, source);
    trim_head(&mut edits, pattern, source);
    let (kept, _) = balance(&edits, pattern, source);
    if kept * 100 < total * (100 - share) {
        return None;
    }
    pair_tail(&mut edits, quote, source);
    pair_head(&mut edits, quote, source);
    complete_tail(&mut edits, pattern, source);
    complete_head(&mut edits, pattern, source);
    let stands = |edit: &&Edit| !edit.passage.is_empty();
    let first = edits.iter().find(stands)?.passage.start;
    let last = edits.iter().rev().find(stands)?.passage.end;
    Some(Candidate {
        passage: first..last,
        edits,
        cost,
    })
}

/// The share of a quote of this weight that may be changed, in percent.
fn share(total: u32) -> u32 {
    if total < SHORT {
        CHANGED_SHARE_SHORT
    } else {
        CHANGED_SHARE
    }
}

/// Takes off the end of the passage what lies beyond the end of a sentence or paragraph and holds
/// less of the quote than it differs from it: a few small words that happen to stand there too.
fn trim_tail(edits: &mut Vec<Edit>, pattern: &Pattern, source: &Prepared) {
    let poor = |at: &usize| crosses(&edits[*at], pattern, source) && is_poor(&edits[*at..], pattern, source);
    let Some(at) = (1..edits.len()).find(poor) else { return };
    let end = edits[at].passage.start;
    edits[at..].iter_mut().for_each(|edit| unpair(edit, end));
    edits.retain(|edit| !(edit.quote.is_empty() && edit.passage.is_empty()));
}

/// Like [`trim_tail`], for what lies before the start of a sentence or paragraph.
fn trim_head(edits: &mut Vec<Edit>, pattern: &Pattern, source: &Prepared) {
    let poor = |at: &usize| crosses(&edits[*at], pattern, source) && is_poor(&edits[..*at], pattern, source);
    let Some(at) = (1..edits.len()).rev().find(poor) else {
        return;
    };
    // Of words dropped across the boundary, those of the passage's own sentence stay dropped.
    let opens = |word: &usize| source.words()[*word].opens_sentence;
    let start = edits[at]
        .passage
        .clone()
        .rev()
        .find(opens)
        .unwrap_or(edits[at].passage.start);
    if edits[at].step == Step::Dropped {
        edits[at].passage.start = start;
    }
    let start = edits[at].passage.start;
    edits[..at].iter_mut().for_each(|edit| unpair(edit, start));
    edits.retain(|edit| !(edit.quote.is_empty() && edit.passage.is_empty()));
}

/// Where the quote ends a sentence on other words than the source, the passage goes on to the end
/// of the source's sentence, if that is near: those words stand for the quote's. So it does where
/// the quote ends on an insertion.
fn complete_tail(edits: &mut Vec<Edit>, pattern: &Pattern, source: &Prepared) {
    let quote = pattern.words();
    let count = quote.words().len();
    let ends = quote.gap(count).of(quote.text()).contains(['.', '!', '?', ';']);
    let changed = edits.last().is_some_and(|edit| is_other(edit, quote, source)) && ends;
    let longest = longest_rest(pattern.gap(count), changed, LONGEST_REST);
    let Some(end) = edits.last().map(|edit| edit.passage.end) else {
        return;
    };
    let rest = source.words()[end..]
        .iter()
        .take(longest + 1)
        .take_while(|word| !word.opens_sentence)
        .count();
    if 0 < rest && rest <= longest {
        edits.push(dropped(count, end..end + rest));
    }
}

/// Like [`complete_tail`], for a quote that starts a sentence, or starts with an insertion.
///
/// Where only a small word is the same before others that are not, the start is another all the
/// same: `Les centres agréés` for `Les établissements et les services agréés`.
fn complete_head(edits: &mut Vec<Edit>, pattern: &Pattern, source: &Prepared) {
    const HEAD: usize = 3;
    let capital = pattern.words().raw(0).starts_with(char::is_uppercase);
    let mut head = edits.iter().take_while(|edit| edit.quote.start < HEAD);
    let small = edits.first().is_some_and(|edit| {
        let word = source.raw(edit.passage.start.min(source.words().len() - 1));
        edit.step == Step::Same && word.starts_with(char::is_lowercase)
    });
    let changed = match edits.first() {
        Some(first) => {
            is_other(first, pattern.words(), source)
                || (small && head.any(|edit| is_other(edit, pattern.words(), source)))
        }
        None => false,
    } && capital;
    let longest = longest_rest(pattern.gap(0), changed, LONGEST_START);
    let Some(start) = edits.first().map(|edit| edit.passage.start) else {
        return;
    };
    let opens = |back: &usize| source.words().get(start - back).is_some_and(|word| word.opens_sentence);
    let Some(rest) = (0..=longest.min(start)).find(opens).filter(|&rest| 0 < rest) else {
        return;
    };
    // What a comma parts from the rest is a clause of its own, which a quote may leave out.
    let apart = (start - rest + 1..=start).any(|word| source.gap(word).of(source.text()).contains([',', ';', ':']));
    if !(small && apart) {
        edits.insert(0, dropped(0, start - rest..start));
    }
}

fn longest_rest(gap: Gap, changed: bool, longest: usize) -> usize {
    match gap {
        Gap::Replaced => LONGEST_REPLACED,
        _ if changed => longest,
        _ => 0,
    }
}

/// Whether an edit puts other words for those of the source: not one word with another letter.
fn is_other(edit: &Edit, quote: &Prepared, source: &Prepared) -> bool {
    if !differs(edit) || edit.step != Step::Replaced {
        return differs(edit);
    }
    let (one, other) = (quote.key(edit.quote.start), source.key(edit.passage.start));
    !align::is_close(
        align::distance(one, other),
        one.chars().count().max(other.chars().count()),
    )
}

fn differs(edit: &Edit) -> bool {
    !matches!(edit.step, Step::Same | Step::Joined | Step::Damaged)
}

fn dropped(at: usize, passage: Range<usize>) -> Edit {
    Edit {
        step: Step::Dropped,
        quote: at..at,
        passage,
    }
}

/// Whether the source starts a sentence within or at this edit and the quote does not.
fn crosses(edit: &Edit, pattern: &Pattern, source: &Prepared) -> bool {
    let quote = pattern.words();
    // A marked cut may reach over anything.
    if pattern.announces(edit) || pattern.gap(edit.quote.start) == Gap::Cut {
        return false;
    }
    let starts = |text: &Prepared, range: &Range<usize>| range.clone().any(|word| text.starts_sentence(word));
    starts(source, &edit.passage) && (edit.quote.start == 0 || !starts(quote, &edit.quote))
}

/// Whether these edits keep less of the quote's words than they change. Words that the quote adds
/// at an end are added whatever becomes of the others.
fn is_poor(edits: &[Edit], pattern: &Pattern, source: &Prepared) -> bool {
    let added = |edit: &&Edit| edit.step == Step::Added;
    let head = edits.iter().take_while(added).count();
    let tail = edits[head..].iter().rev().take_while(added).count();
    let (kept, changed) = balance(&edits[head..edits.len() - tail], pattern, source);
    kept <= changed + CROSSING && edits.iter().any(|edit| !edit.passage.is_empty())
}

/// The weight of the quote's words that these edits keep, and the cost of what they change.
fn balance(edits: &[Edit], pattern: &Pattern, source: &Prepared) -> (u32, u32) {
    let quote = pattern.words();
    let (mut kept, mut changed) = (0, 0);
    for edit in edits {
        let weight = quote.weight(edit.quote.clone());
        match edit.step {
            Step::Same | Step::Joined | Step::Damaged => kept += weight,
            Step::Replaced if edit.passage.len() == 1 && edit.quote.len() == 1 => {
                let price = align::replace_cost(quote.known(edit.quote.start), source.known(edit.passage.start));
                kept += weight.saturating_sub(price);
                changed += price;
            }
            Step::Replaced | Step::Added => changed += weight,
            Step::Dropped if pattern.announces(edit) => {}
            Step::Dropped => changed += align::gap_cost(Gap::Closed, edit.passage.len()),
        }
    }
    (kept, changed)
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
            edits[at].step = pair(quote, edits[at].quote.start, source, next);
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
        let after = edits[at].quote.end;
        open = open
            && 0 < next
            && (is_open(source, next) && is_open(quote, after) || are_numerals(quote, after, source, next));
        if open {
            edits[at].step = pair(quote, edits[at].quote.start, source, next - 1);
        }
        edits[at].passage = next - usize::from(open)..next;
    }
}

/// Whether a number stands before each of these words on its line: that of an item of a list.
fn are_numerals(quote: &Prepared, quoted: usize, source: &Prepared, sourced: usize) -> bool {
    let numeral = |text: &Prepared, word: usize| {
        let gap = text.gap(word).of(text.text());
        let number = word
            .checked_sub(1)
            .is_some_and(|before| text.words()[before].kind == Kind::Number);
        number && !gap.contains('\n') && gap.trim().chars().count() < 3
    };
    numeral(quote, quoted) && numeral(source, sourced)
}

fn pair(quote: &Prepared, quoted: usize, source: &Prepared, sourced: usize) -> Step {
    if quote.key(quoted) == source.key(sourced) {
        Step::Same
    } else {
        Step::Replaced
    }
}

/// Whether only a space stands before the word, and no paragraph starts with it.
fn is_open(text: &Prepared, word: usize) -> bool {
    !text.words().get(word).is_some_and(|word| word.opens_sentence)
        && text.gap(word).of(text.text()).chars().all(char::is_whitespace)
}
