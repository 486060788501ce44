//! Words that have lost the space between them: `Le MaireMinistre`.

use hashbrown::HashMap;

use crate::audit::fault::{Fault, Spot};
use crate::corpus::Corpus;
use crate::french::words::Kind;
use crate::text::fold;

/// Fewer letters are a prefix (McDonald, iPhone), not a word.
const SHORTEST_PART: usize = 3;

/// Every word that stands once, has a capital inside, and is two words of the sources put together.
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    let texts: Vec<_> = (0..corpus.entries().len())
        .filter_map(|at| Some((at, &corpus.source(at)?.text)))
        .collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for (_, text) in &texts {
        for (key, count) in text.keys().iter().zip(text.counts()) {
            *counts.entry(key).or_default() += count;
        }
    }
    let mut faults = Vec::new();
    for (source, text) in &texts {
        let once: Vec<bool> = text.keys().iter().map(|key| counts.get(key) == Some(&1)).collect();
        for word in text.words().iter().filter(|word| once[word.key as usize]) {
            let parts = parts(word.span.of(text.text()), &counts).filter(|_| word.kind == Kind::Word);
            faults.extend(parts.map(|parts| Fault::Glued {
                spot: Spot {
                    source: *source,
                    span: word.span,
                },
                parts,
            }));
        }
    }
    faults
}

/// The two words of the sources that a word is made of, parted at a capital after a small letter.
fn parts(word: &str, counts: &HashMap<&str, u32>) -> Option<(String, String)> {
    let mut letters = word.char_indices().zip(word.chars().skip(1));
    let ((at, small), _) = letters.find(|((_, small), capital)| small.is_lowercase() && capital.is_uppercase())?;
    let (first, second) = word.split_at(at + small.len_utf8());
    let known = |part: &str| {
        let plain = part.chars().all(char::is_alphabetic) && part.chars().skip(1).all(char::is_lowercase);
        plain && SHORTEST_PART <= part.chars().count() && counts.contains_key(fold::key(part).as_str())
    };
    (known(first) && known(second)).then(|| (first.to_owned(), second.to_owned()))
}
