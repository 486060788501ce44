//! Words that have lost the space between them: `Le MaireMinistre`.

use crate::audit::fault::{Fault, Spot};
use crate::corpus::Corpus;
use crate::french::names::{self, NameCensus};
use crate::french::words::Kind;
use crate::text::fold;

/// Fewer letters are a prefix (McDonald, iPhone), not a word.
const SHORTEST_PART: usize = 3;

/// Every word that stands once, has a capital inside, and is two words of the sources put together.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in 0..corpus.entries().len() {
        let Some(text) = corpus.source(source).map(|source| &source.text) else {
            continue;
        };
        for (at, word) in text.words().iter().enumerate() {
            let raw = text.raw(at);
            if word.kind != Kind::Word || names::is_plainly_small(raw) {
                continue;
            }
            let parts = parts(raw, corpus.census()).filter(|_| corpus.census().uses(text.key(at)) == 1);
            faults.extend(parts.map(|parts| Fault::Glued {
                spot: Spot {
                    source,
                    span: word.span,
                },
                parts,
            }));
        }
    }
    faults
}

/// The two words of the sources that a word is made of, parted at a capital after a small letter.
fn parts(word: &str, census: &NameCensus) -> Option<(String, String)> {
    let mut letters = word.char_indices().zip(word.chars().skip(1));
    let ((at, small), _) = letters.find(|((_, small), capital)| small.is_lowercase() && capital.is_uppercase())?;
    let (first, second) = word.split_at(at + small.len_utf8());
    let known = |part: &str| {
        let plain = part.chars().all(char::is_alphabetic) && part.chars().skip(1).all(char::is_lowercase);
        plain && SHORTEST_PART <= part.chars().count() && 0 < census.uses(&fold::key(part))
    };
    (known(first) && known(second)).then(|| (first.to_owned(), second.to_owned()))
}
