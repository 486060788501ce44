//! The words to be searched for, and what may stand between them in the source.

use crate::matching::edit::{Edit, Step};
use crate::matching::prepared::Prepared;
use crate::text::span::Span;

/// What may stand in the source before a word of the quote, or after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: words that stand there were dropped.
    Closed,
    /// A few words, which an insertion replaces.
    Replaced,
    /// Any words: a cut is marked.
    Cut,
}

/// What an editor's sign says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `[…]`, `(...)`, a bare `…`: words of the source are left out.
    Cut,
    /// `[words]`: put in, or put in place of words of the source.
    Insertion,
    /// `[L]e`, `demeur[ant]`: letters of one word changed.
    Letters,
    /// `[sic]`, `(sic)`, `[!]`, `[?]`: the words before stand so in the source.
    Sic,
    /// `[nous soulignons]`, `(NDLR …)`: the editor speaks.
    Note,
}

/// An editor's sign, and where it stood among the words searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub sign: Sign,
    /// As written, with its brackets.
    pub text: String,
    /// Bytes on disk.
    pub on_disk: Span,
    /// Bytes of the pattern's text: empty where the sign was taken out, the letters that stood in
    /// its brackets for [`Sign::Letters`].
    pub at: Span,
    /// How many words of the pattern stand before it.
    pub word: usize,
}

/// A quote as it is searched for.
#[derive(Clone, Debug)]
pub struct Pattern {
    words: Prepared,
    // Invariant: one more than there are words.
    gaps: Vec<Gap>,
    marks: Vec<Mark>,
}

impl Pattern {
    /// The quote with all its signs as text.
    pub fn literal(words: Prepared) -> Self {
        let gaps = vec![Gap::Closed; words.words().len() + 1];
        Self {
            words,
            gaps,
            marks: Vec::new(),
        }
    }

    /// Words with what may stand around each: one gap more than there are words.
    pub fn new(words: Prepared, mut gaps: Vec<Gap>, marks: Vec<Mark>) -> Self {
        gaps.resize(words.words().len() + 1, Gap::Closed);
        Self { words, gaps, marks }
    }

    pub fn words(&self) -> &Prepared {
        &self.words
    }

    /// What may stand in the source before the word at `index`.
    pub fn gap(&self, index: usize) -> Gap {
        self.gaps.get(index).copied().unwrap_or(Gap::Closed)
    }

    /// Whether a sign says that the words of the source that this edit drops are left out or replaced.
    pub fn announces(&self, edit: &Edit) -> bool {
        edit.step == Step::Dropped && self.gap(edit.quote.start) != Gap::Closed
    }

    /// The words before which a sign says that any others may stand: not at the ends.
    pub fn cuts(&self) -> impl Iterator<Item = usize> {
        let inner = 1..self.gaps.len().saturating_sub(1);
        inner.filter(|&word| self.gaps[word] == Gap::Cut)
    }

    /// Whether a sign between two words says that others may stand there.
    pub fn is_open(&self) -> bool {
        let inner = self.gaps.len().saturating_sub(1);
        self.gaps.iter().take(inner).skip(1).any(|gap| *gap != Gap::Closed)
    }

    /// The signs read, in order; none in a literal pattern.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}
