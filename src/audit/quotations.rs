//! Statements that the sources quote twice in different words, or give to two people.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::audit::fault::{Fault, Spot};
use crate::corpus::{Corpus, Source};
use crate::matching::locate;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;
use crate::verdict::change::{Change, Operation};
use crate::verdict::judge::Ground;
use crate::verdict::reader;
use crate::verdict::reading::Reading;

/// A quoted span of fewer words is a term; terms are compared by their capitals only.
const SHORTEST_STATEMENT: usize = 7;
const SHORTEST_TERM: usize = 2;

/// One of more words is no statement that others repeat: a chapter, or marks that do not pair. What such a span has in
/// common with others would take the square of its length to tell.
const LONGEST_STATEMENT: usize = 300;

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

/// Every pair of quotations that give one statement in different words or to two people, and every term that is
/// quoted in capitals here and in small letters there.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let all = quotations(corpus);
    let mut faults = terms(corpus, &all);
    for (one, other) in candidates(corpus, &all) {
        let Some(pair) = Pair::read(corpus, &all[one], &all[other]) else {
            continue;
        };
        faults.extend(pair.wordings());
        faults.extend(pair.speakers(corpus));
    }
    faults
}

fn quotations(corpus: &Corpus) -> Vec<Quotation> {
    let mut all = Vec::new();
    for source in 0..corpus.entries().len() {
        let Some(text) = corpus.source(source).map(|source| &source.text) else {
            continue;
        };
        for span in corpus.quotations(source) {
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
        .filter(|(_, quotation)| (SHORTEST_STATEMENT..=LONGEST_STATEMENT).contains(&quotation.words.len()))
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

/// Two quotations of one statement, and the shorter read against the longer.
struct Pair<'p> {
    short: &'p Quotation,
    long: &'p Quotation,
    pattern: Pattern,
    against: &'p Prepared,
    reading: Reading,
}

impl<'p> Pair<'p> {
    /// Reads two quotations against each other, where they are apart and near enough to be one statement.
    fn read(corpus: &'p Corpus, one: &'p Quotation, other: &'p Quotation) -> Option<Pair<'p>> {
        let same = one.source == other.source;
        let overlap = one.span.start() < other.span.end() && other.span.start() < one.span.end();
        let last_start = one.span.start().max(other.span.start());
        let apart = last_start.saturating_sub(one.span.end().min(other.span.end()));
        if same && (overlap || apart < FIGURE_OF_SPEECH) {
            return None;
        }
        let (short, long) = match one.words.len() <= other.words.len() {
            true => (one, other),
            false => (other, one),
        };
        let (text, against) = (text(corpus, short)?, text(corpus, long)?);
        let pattern = Pattern::literal(Prepared::new(Decoded::slice(short.span.of(text.text()), 0)));
        let candidate = locate::within(&pattern, against, long.words.clone())?;
        let ground = Ground {
            source: against,
            census: corpus.census(),
        };
        let mut reading = reader::read(&pattern, ground, &candidate);
        // Declared ones only: what the others show is read for those that are quoted.
        let scanned = corpus.source(long.source).filter(|source| source.description.ocr);
        if let Some(scan) = scanned.and_then(Source::scan) {
            reading = reader::read_in_scan(&pattern, ground, scan, &candidate, reading);
        }
        (MOST_UNLIKE <= reading.similarity).then_some(Pair {
            short,
            long,
            pattern,
            against,
            reading,
        })
    }

    /// The fault that other words make of them.
    fn wordings(&self) -> Option<Fault> {
        // A word that only stands elsewhere is told where there is nothing more to tell.
        let moved = |change: &&Change| change.operation == Operation::Moved;
        let only_moved = self.reading.changes.iter().all(|change| moved(&change));
        let told = self
            .reading
            .changes
            .iter()
            .filter(|change| only_moved || !moved(change));
        let differences: Vec<(String, String)> = told
            .map(|change| {
                let quoted = change.quote.of(self.pattern.words().text());
                let sourced = change.passage.of(self.against.text());
                (quoted.to_owned(), sourced.to_owned())
            })
            .collect();
        (!differences.is_empty()).then(|| Fault::Quotation {
            one: spot(self.short),
            others: vec![spot(self.long)],
            differences,
            case_only: false,
        })
    }

    /// The fault that two speakers make of them, where both have nearly the same words.
    fn speakers(&self, corpus: &Corpus) -> Option<Fault> {
        const SAME: u32 = 900;
        if self.reading.similarity < SAME {
            return None;
        }
        let told = |quotation: &Quotation| {
            let source = corpus.source(quotation.source)?;
            let attribution = source.speech().attribution(quotation.span)?;
            // Whom a pronoun stands for is too little to go by.
            let named = attribution.cue.cover(attribution.speaker) == attribution.cue;
            let attribution = named.then_some(attribution)?;
            let cue = Spot {
                source: quotation.source,
                span: attribution.cue,
            };
            Some((attribution.speaker.of(source.text.text()), cue, source))
        };
        let (one, cue, source) = told(self.short)?;
        let (other, other_cue, other_source) = told(self.long)?;
        let mut sources = [source, other_source].into_iter();
        let two = sources.all(|source| source.speech().are_other(&source.text, one, other));
        two.then(|| Fault::Attribution {
            one: spot(self.short),
            other: spot(self.long),
            speakers: (one.to_owned(), other.to_owned()),
            cues: (cue, other_cue),
        })
    }
}
