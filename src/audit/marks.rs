//! Accents that stand twice, characters that show nothing, quotation marks without their half.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::audit::fault::{Fault, Spot};
use crate::corpus::Corpus;
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// More unbalanced marks than this in one source are told as one fault.
const MOST_TOLD: usize = 5;

/// Every stray or unbalanced mark of the corpus.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in 0..corpus.entries().len() {
        let Some(text) = corpus.source(source).map(|source| source.text.text()) else {
            continue;
        };
        faults.extend(accents(source, text));
        faults.extend(invisible(source, text));
        let unbalanced = unbalanced(corpus.quotations(source));
        let spot = |quoted: &Quoted| Spot {
            source,
            span: alone(quoted),
        };
        if MOST_TOLD < unbalanced.len() {
            let spots = unbalanced.into_iter().map(spot).collect();
            faults.push(Fault::ManyUnbalanced { spots });
            continue;
        }
        faults.extend(unbalanced.into_iter().map(|quoted| Fault::Unbalanced {
            spot: spot(quoted),
            open: quoted.open,
            close: quoted.close,
        }));
    }
    faults
}

/// The spans that lack a mark. An opening mark alone and the next closing mark alone of its kind are
/// one quotation over several paragraphs, verses or lines.
fn unbalanced(spans: &[Quoted]) -> Vec<&Quoted> {
    let mut alone: Vec<&Quoted> = Vec::new();
    for quoted in spans.iter().filter(|quoted| !is_balanced(quoted.open, quoted.close)) {
        let opened = alone.last().filter(|_| quoted.open.is_none());
        let closes = opened.is_some_and(|before| before.close.is_none() && is_balanced(before.open, quoted.close));
        if closes {
            alone.pop();
        } else {
            alone.push(quoted);
        }
    }
    alone
}

/// The mark that stands alone: the closing one where none opens, else the opening one.
fn alone(quoted: &Quoted) -> Span {
    let (start, end) = (quoted.outer.start(), quoted.outer.end());
    match (quoted.open, quoted.close) {
        (Some(open), _) => Span::new(start, start + open.len_utf8()),
        (None, Some(close)) => Span::new(end - close.len_utf8(), end),
        (None, None) => quoted.outer,
    }
}

fn is_balanced(open: Option<char>, close: Option<char>) -> bool {
    let kind = |mark: char| match mark {
        '«' | '»' | '<' | '>' => 0,
        '“' | '”' | '„' | '‟' => 1,
        '‹' | '›' => 2,
        '‘' | '’' => 3,
        _ => 4,
    };
    matches!((open, close), (Some(open), Some(close)) if kind(open) == kind(close) || open == '„')
}

/// The characters of a text that are not of ASCII, each with its byte.
fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    // What starts a character of several bytes.
    let starts = text.bytes().enumerate().filter(|&(_, byte)| 0xC0 <= byte);
    starts.filter_map(|(at, _)| Some((at, text[at..].chars().next()?)))
}

/// Accents that the letter before them already has.
fn accents(source: usize, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut letter, mut marked) = (None, 0);
    for (at, mark) in beyond_ascii(text).filter(|&(_, mark)| fold::is_combining(mark)) {
        // A mark behind another stands on the same letter.
        if marked < at {
            letter = text[..at].char_indices().next_back();
        }
        let end = at + mark.len_utf8();
        marked = end;
        let Some((start, base)) = letter else { continue };
        let on_it = &text[start + base.len_utf8()..at];
        let has = std::iter::once(base)
            .nfd()
            .chain(on_it.chars())
            .any(|other| other == mark);
        if has {
            let word = word_around(text, start);
            let repair = format!("{}{}", &text[word.start()..at], &text[end..word.end().max(end)]);
            faults.push(Fault::Stray {
                spots: vec![Spot {
                    source,
                    span: Span::new(start, end),
                }],
                letter: mark,
                repair,
            });
        }
    }
    faults
}

/// Characters that show nothing, one fault for each kind with all its places.
fn invisible(source: usize, text: &str) -> Vec<Fault> {
    let mut kinds: BTreeMap<char, Vec<Spot>> = BTreeMap::new();
    for (at, letter) in beyond_ascii(text).filter(|&(_, letter)| fold::is_invisible(letter)) {
        let span = Span::new(at, at + letter.len_utf8());
        kinds.entry(letter).or_default().push(Spot { source, span });
    }
    kinds
        .into_iter()
        .map(|(letter, spots)| {
            let word = word_around(text, spots[0].span.start()).of(text);
            let repair = word.chars().filter(|&other| other != letter).collect();
            Fault::Stray { spots, letter, repair }
        })
        .collect()
}

/// The letters around a place, as far as the next white space.
fn word_around(text: &str, at: usize) -> Span {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| {
        space + text[space..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |space| at + space);
    Span::new(start, end)
}
