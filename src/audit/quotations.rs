//! Statements that the sources quote twice in different words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::audit::fault::{Fault, Spot};
use crate::audit::run::Quotations;
use crate::corpus::Corpus;
use crate::matching::locate;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;
use crate::verdict::change::{Change, Operation};
use crate::verdict::reader;

/// A quoted span of fewer words is a term; terms are compared by their capitals only.
const SHORTEST_STATEMENT: usize = 7;
const SHORTEST_TERM: usize = 2;

/// Two quotations of one statement share at least this part of the words of the shorter, in percent.
const SHARED: usize = 60;

/// Two like sentences of one source nearer than this, in bytes, are a figure of speech: *qui aime son
/// père plus que moi…, qui aime son fils plus que moi…*
const FIGURE_OF_SPEECH: usize = 300;

/// Wordings less alike than this, in thousandths, are two statements.
const MOST_UNLIKE: u32 = 700;

/// A word in more quotations than this tells nothing.
const COMMON: usize = 40;

/// One quotation: where it stands and its words.
#[derive(Clone, Debug)]
struct Quotation {
    source: usize,
    span: Span,
    words: Range<usize>,
}

/// Every pair of quotations that give one statement in different words, and every term that is
/// quoted in capitals here and in small letters there.
pub fn faults(corpus: &Corpus, quotations: &Quotations) -> Vec<Fault> {
    let all = quotations_of(corpus, quotations);
    let mut faults = terms(corpus, &all);
    for (one, other) in candidates(corpus, &all) {
        faults.extend(statement(corpus, &all[one], &all[other]));
    }
    faults
}

fn quotations_of(corpus: &Corpus, quotations: &Quotations) -> Vec<Quotation> {
    let mut all = Vec::new();
    for (source, spans) in quotations.iter().enumerate() {
        let Some(text) = corpus.source(source).map(|source| &source.text) else {
            continue;
        };
        for span in spans {
            let start = text
                .words()
                .partition_point(|word| word.span.start() < span.inner.start());
            let end = text.words().partition_point(|word| word.span.end() <= span.inner.end());
            if start < end {
                all.push(Quotation {
                    source,
                    span: span.inner,
                    words: start..end,
                });
            }
        }
    }
    all
}

fn text<'c>(corpus: &'c Corpus, quotation: &Quotation) -> Option<&'c Prepared> {
    corpus.source(quotation.source).map(|source| &source.text)
}

/// The different words of a quotation.
fn keys<'c>(corpus: &'c Corpus, quotation: &Quotation) -> BTreeSet<&'c str> {
    let text = text(corpus, quotation);
    text.map(|text| quotation.words.clone().map(|at| text.key(at)).collect())
        .unwrap_or_default()
}

/// Terms with the same words and other capitals, one fault for each way of writing but the first.
fn terms(corpus: &Corpus, all: &[Quotation]) -> Vec<Fault> {
    let mut terms: BTreeMap<Vec<&str>, BTreeMap<&str, Vec<Spot>>> = BTreeMap::new();
    let is_term = |quotation: &&Quotation| (SHORTEST_TERM..SHORTEST_STATEMENT).contains(&quotation.words.len());
    for quotation in all.iter().filter(is_term) {
        let Some(text) = text(corpus, quotation) else { continue };
        if !continues(text.text(), quotation.span) {
            continue;
        }
        let words: Vec<&str> = quotation.words.clone().map(|at| text.key(at)).collect();
        let written = text.span(quotation.words.clone()).of(text.text());
        terms
            .entry(words)
            .or_default()
            .entry(written)
            .or_default()
            .push(spot(quotation));
    }
    let mut faults = Vec::new();
    for forms in terms.values() {
        let mut forms = forms.iter();
        let Some((first, places)) = forms.next() else { continue };
        let same_but_case = |(written, _): &(&&str, &Vec<Spot>)| first.to_lowercase() == written.to_lowercase();
        faults.extend(forms.filter(same_but_case).map(|(written, spots)| Fault::Quotation {
            one: spots[0],
            others: spots[1..].iter().chain(places).copied().collect(),
            differences: vec![((*written).to_owned(), (*first).to_owned())],
            case_only: true,
        }));
    }
    faults
}

/// Whether the sentence goes on into the quotation, so that its first letter needs no capital.
fn continues(text: &str, span: Span) -> bool {
    let quiet = |letter: char| letter.is_whitespace() || fold::is_quotation_mark(letter);
    text[..span.start()]
        .trim_end_matches(quiet)
        .ends_with(char::is_alphanumeric)
}

fn spot(quotation: &Quotation) -> Spot {
    Spot {
        source: quotation.source,
        span: quotation.span,
    }
}

/// Pairs of statements that share most of their words, by the words that few quotations have.
fn candidates(corpus: &Corpus, all: &[Quotation]) -> Vec<(usize, usize)> {
    let statements: Vec<(usize, BTreeSet<&str>)> = all
        .iter()
        .enumerate()
        .filter(|(_, quotation)| SHORTEST_STATEMENT <= quotation.words.len())
        .map(|(at, quotation)| (at, keys(corpus, quotation)))
        .collect();
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (_, keys)) in statements.iter().enumerate() {
        for key in keys {
            having.entry(key).or_default().push(index);
        }
    }
    let mut pairs = BTreeSet::new();
    for indices in having.values().filter(|indices| indices.len() <= COMMON) {
        for (at, &one) in indices.iter().enumerate() {
            pairs.extend(indices[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    let alike = |&(one, other): &(usize, usize)| {
        let (one, other) = (&statements[one].1, &statements[other].1);
        let shared = one.intersection(other).count();
        one.len().min(other.len()) * SHARED <= shared * 100
    };
    pairs
        .into_iter()
        .filter(alike)
        .map(|(one, other)| (statements[one].0, statements[other].0))
        .collect()
}

/// The fault that two quotations of one statement make, where their words differ.
fn statement(corpus: &Corpus, one: &Quotation, other: &Quotation) -> Option<Fault> {
    let overlap =
        one.source == other.source && one.span.start() < other.span.end() && other.span.start() < one.span.end();
    let (text, against) = (text(corpus, one)?, text(corpus, other)?);
    let apart = one
        .span
        .start()
        .max(other.span.start())
        .saturating_sub(one.span.end().min(other.span.end()));
    if overlap || (one.source == other.source && apart < FIGURE_OF_SPEECH) {
        return None;
    }
    let (short, long) = if one.words.len() <= other.words.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (short_text, long_text) = if one.words.len() <= other.words.len() {
        (text, against)
    } else {
        (against, text)
    };
    let pattern = Pattern::literal(Prepared::new(Decoded::slice(short.span.of(short_text.text()), 0)));
    let candidate = locate::within(&pattern, long_text, long.words.clone())?;
    let reading = reader::read(&pattern, long_text, &candidate, corpus.census());
    // A word that only stands elsewhere is told where there is nothing more to tell.
    let moved = |change: &&Change| change.operation == Operation::Moved;
    let only_moved = reading.changes.iter().all(|change| moved(&change));
    let differences: Vec<(String, String)> = reading
        .changes
        .iter()
        .filter(|change| only_moved || !moved(change))
        .map(|change| {
            let quoted = change.quote.of(pattern.words().text());
            let sourced = change.passage.of(long_text.text());
            (quoted.to_owned(), sourced.to_owned())
        })
        .collect();
    let near = MOST_UNLIKE <= reading.similarity;
    (near && !differences.is_empty()).then(|| Fault::Quotation {
        one: spot(short),
        others: vec![spot(long)],
        differences,
        case_only: false,
    })
}
