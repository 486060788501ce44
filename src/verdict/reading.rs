//! A quote read against one place: its verdict, its differences, and what else is to be said of it.

use std::ops::Range;

use crate::french::names::OddForm;
use crate::text::span::Span;
use crate::verdict::change::{Change, Operation};
use crate::verdict::variation::Variation;

/// What is true of a quote. Exactly one for each quote; what was skipped never passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Same words, written the same.
    Verbatim,
    /// Differs only in ways that do not count.
    Typographic,
    /// Differs only by marks used as convention allows.
    Adapted,
    /// Differs only where a scanner damaged the source's own text.
    Damaged,
    /// Stands there, and differs in ways that count.
    Altered,
    /// Fine, but in another source than the one cited.
    Misplaced,
    /// Nothing close enough anywhere.
    Absent,
    /// Nothing could be compared.
    Unchecked,
}

impl Verdict {
    /// All verdicts, in the order of reports.
    pub const ALL: [Verdict; 8] = [
        Verdict::Verbatim,
        Verdict::Typographic,
        Verdict::Adapted,
        Verdict::Damaged,
        Verdict::Altered,
        Verdict::Misplaced,
        Verdict::Absent,
        Verdict::Unchecked,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Typographic => "typographic",
            Verdict::Adapted => "adapted",
            Verdict::Damaged => "damaged",
            Verdict::Altered => "altered",
            Verdict::Misplaced => "misplaced",
            Verdict::Absent => "absent",
            Verdict::Unchecked => "unchecked",
        }
    }

    /// Whether the quoter may leave it as it is.
    pub fn is_fine(self) -> bool {
        matches!(
            self,
            Verdict::Verbatim | Verdict::Typographic | Verdict::Adapted | Verdict::Damaged
        )
    }
}

/// A slip of the source that the quote repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Bytes of the decoded quote.
    pub quote: Span,
    /// Bytes of the decoded source.
    pub passage: Span,
    pub fault: Repeated,
}

/// What is odd about words that a quote repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// A form of a name.
    Name(OddForm),
    /// No French word, and the word that it is with other accents.
    Word { mended: String },
}

/// A quote read against one place of a source.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Verbatim, typographic, adapted, damaged or altered.
    pub verdict: Verdict,
    /// Bytes of the decoded source, without outer marks that the quote has not.
    pub passage: Span,
    /// The pieces of the passage that the quote keeps: cuts and what insertions replace are between.
    pub segments: Vec<Span>,
    pub changes: Vec<Change>,
    pub variations: Vec<Variation>,
    pub repeats: Vec<Repeat>,
    /// Marks of the pattern that say *sic* of words which do not stand so in the source.
    pub false_sics: Vec<usize>,
    /// The bytes of the source that each cut leaves out, with the mark of the pattern that says so.
    pub cuts: Vec<(usize, Span)>,
    /// Marks of the pattern that leave very much out, each with the number of words.
    pub long_cuts: Vec<(usize, usize)>,
    /// What goes on in the source where the quote stops too early.
    pub truncation: Option<Truncation>,
    /// The words before the passage that deny what it says.
    pub beheading: Option<Span>,
    /// Thousandths of the folded characters that need no edit, rounded down.
    pub similarity: u32,
    /// The words of the source that the passage is made of.
    pub words: Range<usize>,
    /// What the edits cost (see [`Candidate`](crate::matching::locate::Candidate)).
    pub cost: u32,
}

/// A quote that stops before the words that its own need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truncation {
    pub kind: Stop,
    /// The words of the source that follow.
    pub next: Span,
}

/// How a quote stops too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A full stop, and the source's sentence goes on.
    Sentence,
    /// Inside a negation: its other half stands outside.
    Negation,
    /// Before a condition or an exception; with a full stop, as if there were none.
    Condition { stopped: bool },
}

impl Reading {
    /// How grave all changes are together. Never depends on configuration.
    pub fn gravity(&self) -> u32 {
        let gravity = |change: &Change| match change {
            // A fault under a mark stands where the quoter pointed.
            Change { mark: Some(_), .. } => 1,
            Change {
                operation: Operation::Moved,
                class,
                ..
            } => class.rank() - 1,
            Change { class, .. } => class.rank(),
        };
        self.changes.iter().map(gravity).sum()
    }

    /// Fewer, less grave and smaller changes first.
    ///
    /// What the words of a change weigh counts beside its rank, so that one region of ten words is
    /// more than one word.
    pub fn score(&self) -> (u32, usize, usize) {
        const RANK: u32 = 20;
        (
            RANK * self.gravity() + self.cost,
            self.changes.len(),
            self.variations.len(),
        )
    }
}
