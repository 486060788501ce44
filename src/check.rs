//! The path of one quote: from its words and the sources it cites to a verdict.

use std::cmp::Reverse;

use crate::annotation::claim::Quote;
use crate::corpus::{Corpus, Source};
use crate::matching::locate::{locate, locate_all};
use crate::matching::marks;
use crate::matching::nearby;
use crate::matching::pattern::Pattern;
use crate::matching::prepared::Prepared;
use crate::verdict::judge::{Context, Ground, Judgement, judge};
use crate::verdict::reading::Verdict;

/// What the check of one quote found.
#[derive(Clone, Debug)]
pub struct Checked {
    pub verdict: Verdict,
    /// The quote as it was read: literally, or with its marks. All spans of changes count in its words.
    pub quote: Pattern,
    /// The source the judgement is about, by its place in the corpus: the best of those cited, or
    /// the one where a misplaced quote stands.
    pub source: Option<usize>,
    /// How the quote reads there; nothing for an absent or unchecked quote.
    pub judgement: Option<Judgement>,
    /// Other cited sources where it reads as well.
    pub also: Vec<(usize, Judgement)>,
    /// Other known sources where an altered quote is fine.
    pub elsewhere: Vec<(usize, Judgement)>,
    pub unchecked: Option<Unchecked>,
}

/// Why nothing could be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// Neither the quote, its claim nor its file names a source.
    NoSource,
    /// No source goes by that name; the first such of those cited.
    UnknownSource(usize),
    /// The source is known and could not be read.
    UnreadableSource,
    /// No word is left of the quote once folded.
    EmptyQuote,
    /// It has so many words, more than [`MOST_WORDS`].
    LongQuote(usize),
    /// The quote is declared a translation.
    Translation,
}

/// A quote of more words is a text of its own: it is not compared.
pub const MOST_WORDS: usize = 20_000;

/// Checks one quote against the sources it cites, then against all others.
pub fn check(quote: &Quote, corpus: &Corpus) -> Checked {
    let literal = Pattern::literal(Prepared::new(quote.exact.decoded.clone()));
    match cited_sources(quote, literal.words(), corpus) {
        Err(reason) => Checked {
            verdict: Verdict::Unchecked,
            quote: literal,
            source: None,
            judgement: None,
            also: Vec::new(),
            elsewhere: Vec::new(),
            unchecked: Some(reason),
        },
        Ok(cited) => compare(quote, literal, &cited, corpus),
    }
}

/// The readable sources among those cited, or why there is nothing to compare.
fn cited_sources(quote: &Quote, words: &Prepared, corpus: &Corpus) -> Result<Vec<usize>, Unchecked> {
    if words.words().is_empty() {
        return Err(Unchecked::EmptyQuote);
    }
    if quote.translation {
        return Err(Unchecked::Translation);
    }
    if quote.sources.is_empty() {
        return Err(Unchecked::NoSource);
    }
    let mut found = Vec::new();
    for (at, cited) in quote.sources.iter().enumerate() {
        let source = corpus.find(&cited.name).ok_or(Unchecked::UnknownSource(at))?;
        if !found.contains(&source) {
            found.push(source);
        }
    }
    found.retain(|&index| corpus.source(index).is_some());
    if found.is_empty() {
        Err(Unchecked::UnreadableSource)
    } else if MOST_WORDS < words.words().len() {
        Err(Unchecked::LongQuote(words.words().len()))
    } else {
        Ok(found)
    }
}

/// Literally first: the source may have the same signs as its own text. With its marks, where the
/// literal reading is not fine.
fn compare(quote: &Quote, literal: Pattern, cited: &[usize], corpus: &Corpus) -> Checked {
    let Some(marked) = marks::read(&quote.exact.decoded).filter(|marked| !marked.words().words().is_empty()) else {
        return compare_as(quote, literal, cited, corpus);
    };
    if literal.words().text().contains('[') && !corpus.has_brackets() {
        // No source has a bracket, so that no reading with the quote's own is fine.
        let read = compare_as(quote, marked, cited, corpus);
        if read.judgement.is_some() {
            return read;
        }
        return compare_as(quote, literal, cited, corpus);
    }
    let checked = compare_as(quote, literal, cited, corpus);
    if checked.verdict.is_fine() && !has_bracket_of_its_own(&checked, corpus) {
        return checked;
    }
    let marked = compare_as(quote, marked, cited, corpus);
    let stands = marked.judgement.is_some() || checked.judgement.is_none();
    if stands { marked } else { checked }
}

/// Whether the quote has a bracket where the source has none.
fn has_bracket_of_its_own(checked: &Checked, corpus: &Corpus) -> bool {
    let Some((judgement, source)) = checked
        .judgement
        .as_ref()
        .zip(checked.source.and_then(|at| corpus.source(at)))
    else {
        return false;
    };
    let brackets = |text: &str| text.matches(['[', ']']).count();
    judgement.reading.variations.iter().any(|variation| {
        let quoted = variation.quote.of(checked.quote.words().text());
        brackets(variation.passage.of(source.text.text())) < brackets(quoted)
    })
}

fn compare_as(quote: &Quote, pattern: Pattern, cited: &[usize], corpus: &Corpus) -> Checked {
    let prefix = quote
        .prefix
        .as_ref()
        .map(|prefix| Prepared::new(prefix.decoded.clone()));
    let suffix = quote
        .suffix
        .as_ref()
        .map(|suffix| Prepared::new(suffix.decoded.clone()));
    let context = Context {
        prefix: prefix.as_ref(),
        suffix: suffix.as_ref(),
    };
    let against = |index: usize| {
        let source: &Source = corpus.source(index)?;
        let part = || corpus.index_of(index);
        let candidates = match context.is_empty() {
            true => locate(&pattern, &source.text, part),
            false => locate_all(&pattern, &source.text, part),
        };
        let ground = Ground {
            source: &source.text,
            census: corpus.census(),
        };
        let judgement = judge(&pattern, ground, || source.scan(), &candidates, context)?;
        Some((index, judgement))
    };
    let rank = |(_, judgement): &(usize, Judgement)| {
        let (score, changes, variations) = judgement.reading.score();
        (score, changes, Reverse(judgement.fit), variations)
    };
    let mut read: Vec<(usize, Judgement)> = cited.iter().filter_map(|&index| against(index)).collect();
    read.sort_by_key(rank);
    let tied = read.first().map(rank);
    read.retain(|one| Some(rank(one)) == tied);
    let mut read = read.into_iter();
    let best = read.next();
    let also = read.collect();
    let fine = best
        .as_ref()
        .is_some_and(|(_, judgement)| judgement.reading.verdict.is_fine());
    let others = if fine {
        Vec::new()
    } else {
        others(&pattern, cited, corpus)
    };
    let elsewhere: Vec<(usize, Judgement)> = others
        .into_iter()
        .filter_map(against)
        .filter(|(_, judgement)| judgement.reading.verdict.is_fine())
        .collect();
    let (verdict, chosen, elsewhere) = match best {
        Some((index, judgement)) => (judgement.reading.verdict, Some((index, judgement)), elsewhere),
        None if elsewhere.is_empty() => (Verdict::Absent, None, elsewhere),
        None => {
            let mut elsewhere = elsewhere;
            let first = elsewhere.remove(0);
            (Verdict::Misplaced, Some(first), elsewhere)
        }
    };
    let (source, judgement) = chosen.unzip();
    Checked {
        verdict,
        quote: pattern,
        source,
        judgement,
        also,
        elsewhere,
        unchecked: None,
    }
}

/// The sources not cited that the quote may be true to.
fn others(pattern: &Pattern, cited: &[usize], corpus: &Corpus) -> Vec<usize> {
    let mut others: Vec<usize> = (0..corpus.entries().len())
        .filter(|index| !cited.contains(index))
        .collect();
    // A quote that is all numbers may be written in any way.
    if let Some(plain) = nearby::plain(pattern).filter(|_| !others.is_empty()) {
        let holding = corpus.holding(&plain);
        others.retain(|index| holding.binary_search(index).is_ok());
    }
    others
}
