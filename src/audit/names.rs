//! Names that are written in two ways: a letter, a space or a capital apart.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use crate::audit::fault::{Difference, Fault, Form, Spot};
use crate::corpus::Corpus;
use crate::french::names::{self, Shape};
use crate::french::words::Kind;
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::span::Span;

/// Where a form stands, with the name right before it, if there is one.
#[derive(Clone, Copy, Debug)]
struct Standing<'c> {
    spot: Spot,
    written: &'c str,
    /// Its key.
    first_name: Option<&'c str>,
    /// All in capitals on a line that has no small letter: a heading, whose capitals tell nothing.
    heads: bool,
}

/// All forms of names by their keys, each of one word; or of two that stand as one.
type Standings<'c> = BTreeMap<&'c str, Vec<Standing<'c>>>;
type StandingPairs<'c> = BTreeMap<String, Vec<Standing<'c>>>;

/// The usual form stands at least so often, and so many times as often, before counts tell which
/// one is likelier.
const USUAL_AT_LEAST: usize = 3;
const USUAL_TIMES: usize = 2;

/// A form that stands so often is a name of its own, unless the other stands many times as often.
const OWN_NAME: usize = 3;
const OWN_TIMES: usize = 10;

/// Where neither form is usual, only names this long are near enough to be one.
const LONGEST_CHANCE: usize = 7;

/// Every name of the corpus that is written in two ways.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let words = standings(corpus);
    let mut faults = Vec::new();
    for (one, other) in corpus.census().twins() {
        let (Some(one), Some(other)) = (words.get(one.as_str()), words.get(other.as_str())) else {
            continue;
        };
        faults.extend(pair(one, other, Difference::Letter, corpus).filter(is_likely));
    }
    for (key, apart) in pairs_of_words(corpus, &words) {
        let Some(joined) = words.get(key.as_str()) else {
            continue;
        };
        faults.extend(pair(&apart, joined, Difference::Joint, corpus));
    }
    for standings in words.values() {
        faults.extend(by_case(standings, corpus));
    }
    faults.retain(|fault| !is_of_a_scan(fault, corpus));
    faults
}

/// Whether one of two forms stands in scans only: then a scanner wrote it, and nobody slipped.
fn is_of_a_scan(fault: &Fault, corpus: &Corpus) -> bool {
    let Fault::Name { odd, usual, .. } = fault else {
        return false;
    };
    let scanned = |spot: &Spot| corpus.source(spot.source).is_some_and(|source| source.scan().is_some());
    [odd, usual].into_iter().any(|form| form.spots.iter().all(scanned))
}

/// Every word that is written as a name and never small.
fn standings(corpus: &Corpus) -> Standings<'_> {
    let mut standings: HashMap<&str, Vec<Standing>> = HashMap::new();
    for (source, text) in texts(corpus) {
        let mut known: Vec<Option<bool>> = vec![None; text.keys().len()];
        let headings = Headings::of(text.text());
        for (at, word) in text.words().iter().enumerate() {
            // What is written small here is known as no name.
            if word.kind != Kind::Word || names::is_plainly_small(text.raw(at)) {
                continue;
            }
            let known = &mut known[word.key as usize];
            let known = *known.get_or_insert_with(|| corpus.census().knows(text.key(at)));
            if !known || text.is_shouted(at) {
                continue;
            }
            standings.entry(text.key(at)).or_default().push(Standing {
                spot: Spot {
                    source,
                    span: word.span,
                },
                written: text.raw(at),
                first_name: first_name(text, at),
                heads: headings.hold(word.span),
            });
        }
    }
    standings.into_iter().collect()
}

fn texts(corpus: &Corpus) -> impl Iterator<Item = (usize, &Prepared)> {
    (0..corpus.entries().len()).filter_map(|at| Some((at, &corpus.source(at)?.text)))
}

/// Which lines of a text have no small letter.
struct Headings {
    /// Where each line ends, and whether it has none.
    lines: Vec<(usize, bool)>,
}

impl Headings {
    fn of(text: &str) -> Self {
        let mut end = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            end += line.len();
            (end, !line.contains(char::is_lowercase))
        });
        Self { lines: lines.collect() }
    }

    /// Whether a word stands in one; or in several, where it is hyphenated.
    fn hold(&self, word: Span) -> bool {
        let line = |byte: usize| self.lines.partition_point(|&(end, _)| end <= byte);
        let lines = self.lines[line(word.start())..].iter();
        lines
            .take(line(word.end() - 1) + 1 - line(word.start()))
            .all(|&(_, heads)| heads)
    }
}

/// The name right before a name, which may tell one person from another.
fn first_name(text: &Prepared, at: usize) -> Option<&str> {
    let before = at.checked_sub(1)?;
    let gap = text.gap(at).of(text.text());
    let word = text.words()[before];
    let named = names::shape(text.raw(before), false) == Shape::Name && word.kind == Kind::Word;
    (named && gap.chars().all(|letter| letter == ' ' || letter == '\u{a0}')).then(|| text.key(before))
}

/// Two names that stand as two words where another is one: `SecNum Cloud`, `Jean- Claude`.
fn pairs_of_words<'c>(corpus: &'c Corpus, words: &Standings) -> StandingPairs<'c> {
    let mut pairs = StandingPairs::new();
    for (source, text) in texts(corpus) {
        for at in 1..text.words().len() {
            let near = || {
                let gap = text.gap(at).of(text.text());
                !gap.is_empty()
                    && gap.len() <= 3
                    && gap.chars().all(|c| c == ' ' || c == '\u{a0}' || fold::is_hyphen(c))
            };
            let named =
                |at: usize| text.words()[at].kind == Kind::Word && names::shape(text.raw(at), false) == Shape::Name;
            if !named(at) || !named(at - 1) || !near() || text.is_shouted(at) {
                continue;
            }
            let key = format!("{}{}", text.key(at - 1), text.key(at));
            if words.contains_key(key.as_str()) {
                let span = text.span(at - 1..at + 1);
                pairs.entry(key).or_default().push(Standing {
                    spot: Spot { source, span },
                    written: span.of(text.text()),
                    first_name: None,
                    heads: false,
                });
            }
        }
    }
    pairs
}

/// The fault that two forms make, the rarer first; nothing where they are names of two people.
fn pair(one: &[Standing], other: &[Standing], difference: Difference, corpus: &Corpus) -> Option<Fault> {
    let (odd, usual) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if difference == Difference::Letter && (are_two_people(odd, usual) || differ_by_a_figure(odd, usual)) {
        return None;
    }
    let sure = USUAL_AT_LEAST <= usual.len() && USUAL_TIMES * odd.len() <= usual.len();
    // A form that stands often is a name of its own: Sidon is no slip of Simon. So may be one that
    // starts or ends with another letter: Bruno and Bruna, Normans and Dormans.
    let own = OWN_NAME <= odd.len() || differ_at_an_end(odd, usual);
    if difference == Difference::Letter && own && usual.len() < OWN_TIMES * odd.len() {
        return None;
    }
    Some(Fault::Name {
        odd: form(odd, corpus),
        usual: form(usual, corpus),
        difference,
        sure,
    })
}

/// Whether each form follows first names that the other never does.
fn are_two_people(one: &[Standing], other: &[Standing]) -> bool {
    fn names<'c>(standings: &[Standing<'c>]) -> BTreeSet<&'c str> {
        standings.iter().filter_map(|standing| standing.first_name).collect()
    }
    let (one, other) = (names(one), names(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// Whether one form has another first letter, or another ending than a final *e* more or less.
fn differ_at_an_end(one: &[Standing], other: &[Standing]) -> bool {
    let (one, other) = (fold::key(one[0].written), fold::key(other[0].written));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let same_start = short.chars().next() == long.chars().next();
    let same_end = short.chars().next_back() == long.chars().next_back() || long.strip_suffix('e') == Some(&short);
    !same_start || !same_end
}

/// Whether the forms have figures, whose change makes another thing: PIA3 and PIA4.
fn differ_by_a_figure(one: &[Standing], other: &[Standing]) -> bool {
    let figures =
        |standings: &[Standing]| -> String { standings[0].written.chars().filter(char::is_ascii_digit).collect() };
    figures(one) != figures(other)
}

/// Two forms a letter apart are one name when counts say so, or when both are rare and long.
fn is_likely(fault: &Fault) -> bool {
    let Fault::Name { odd, usual, sure, .. } = fault else {
        return false;
    };
    let rare = usual.spots.len() < USUAL_AT_LEAST;
    *sure || (rare && LONGEST_CHANCE <= odd.written.chars().count())
}

/// The forms of one key that differ in capitals beyond the first, or in the accent of a capital.
fn by_case(standings: &[Standing], corpus: &Corpus) -> Vec<Fault> {
    let is_first = |standing: &Standing| standing.written == standings[0].written;
    if standings.iter().all(is_first) {
        return Vec::new();
    }
    let mut forms: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
    // A name cut at a line end is written in no other way for that.
    for standing in standings
        .iter()
        .filter(|standing| !standing.written.contains('\n') && !standing.heads)
    {
        forms.entry(standing.written).or_default().push(*standing);
    }
    let mut forms: Vec<Vec<Standing>> = forms.into_values().collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.len()), form[0].spot));
    let Some((usual, others)) = forms.split_first() else {
        return Vec::new();
    };
    let other_letters = |odd: &&Vec<Standing>| modern(odd[0].written) != modern(usual[0].written);
    others
        .iter()
        .filter(other_letters)
        .filter_map(|odd| pair(odd, usual, Difference::Case, corpus))
        .collect()
}

/// A word without the long s of old prints, which is only another shape.
fn modern(word: &str) -> String {
    word.replace('ſ', "s")
}

fn form(standings: &[Standing], corpus: &Corpus) -> Form {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for standing in standings {
        *counts.entry(standing.written).or_default() += 1;
    }
    let written = counts
        .into_iter()
        .max_by_key(|&(_, count)| count)
        .map_or("", |(written, _)| written);
    let inside = |standing: &&Standing| {
        let quotations = corpus.quotations(standing.spot.source);
        quotations.iter().any(|quoted| holds(quoted.inner, standing.spot.span))
    };
    let so_written = standings.iter().filter(|standing| standing.written == written);
    Form {
        written: written.to_owned(),
        spots: standings.iter().map(|standing| standing.spot).collect(),
        count: so_written.clone().count(),
        quoted: so_written.filter(inside).count(),
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}
