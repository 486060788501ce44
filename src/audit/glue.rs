//! Words that have lost the space between them: `Le MaireMinistre`.

use std::collections::BTreeMap;

use crate::audit::fault::{Fault, Spot};
use crate::corpus::Corpus;
use crate::french::words::Kind;
use crate::text::fold;
use crate::text::span::Span;

/// Fewer letters are a prefix (McDonald, iPhone), not a word.
const SHORTEST_PART: usize = 3;

/// Every word that stands once, has a capital inside, and is two words of the sources put together.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let texts: Vec<_> = (0..corpus.entries().len())
        .filter_map(|at| Some((at, &corpus.source(at)?.text)))
        .collect();
    for (_, text) in &texts {
        for at in 0..text.words().len() {
            *counts.entry(text.key(at)).or_default() += 1;
        }
    }
    let mut faults = Vec::new();
    for (source, text) in &texts {
        for at in 0..text.words().len() {
            let word = text.words()[at];
            if word.kind != Kind::Word || counts.get(text.key(at)) != Some(&1) {
                continue;
            }
            if let Some(parts) = parts(text.raw(at), &counts) {
                faults.push(Fault::Glued {
                    spot: Spot {
                        source: *source,
                        span: Span::new(word.span.start(), word.span.end()),
                    },
                    parts,
                });
            }
        }
    }
    faults
}

/// The two words of the sources that a word is made of, parted at a capital after a small letter.
fn parts(word: &str, counts: &BTreeMap<&str, usize>) -> Option<(String, String)> {
    let mut letters = word.char_indices().zip(word.chars().skip(1));
    let ((at, small), _) = letters.find(|((_, small), capital)| small.is_lowercase() && capital.is_uppercase())?;
    let (first, second) = word.split_at(at + small.len_utf8());
    let known = |part: &str| {
        let plain = part.chars().all(char::is_alphabetic) && part.chars().skip(1).all(char::is_lowercase);
        plain && SHORTEST_PART <= part.chars().count() && counts.contains_key(fold::key(part).as_str())
    };
    (known(first) && known(second)).then(|| (first.to_owned(), second.to_owned()))
}
