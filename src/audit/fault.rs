//! What is wrong with a source, whoever quotes it.

use crate::text::span::Span;

/// A stretch of a source, in bytes of its decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The place of the source in the corpus.
    pub source: usize,
    pub span: Span,
}

/// One way in which a name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written, most often if in several ways.
    pub written: String,
    /// Everywhere it stands, in the order of the sources, whatever its case.
    pub spots: Vec<Spot>,
    /// How often it is written just so.
    pub count: usize,
    /// How many of these stand inside quotations.
    pub quoted: usize,
}

/// How two forms of one name differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// A letter.
    Letter,
    /// A space or a hyphen.
    Joint,
    /// Capitals beyond the first, or the accent of a capital: a matter of taste.
    Case,
}

/// One fault of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A name is written in two ways; the first is the odd one where `sure`.
    Name {
        odd: Form,
        usual: Form,
        difference: Difference,
        /// The counts tell which form is the likelier.
        sure: bool,
    },
    /// One statement is quoted twice in different words, or in capitals and small letters only.
    Quotation {
        one: Spot,
        /// The other wording, everywhere it stands.
        others: Vec<Spot>,
        /// The words that differ, side by side.
        differences: Vec<(String, String)>,
        case_only: bool,
    },
    /// One statement is given to two people.
    Attribution {
        one: Spot,
        other: Spot,
        /// As each place names its speaker.
        speakers: (String, String),
        /// The words that tell of them.
        cues: (Spot, Spot),
    },
    /// An accent that stands twice on a letter, or characters that show nothing.
    Stray {
        spots: Vec<Spot>,
        /// The code point.
        letter: char,
        /// The first word without it.
        repair: String,
    },
    /// A quotation mark without its other half, or with one of another kind.
    Unbalanced {
        spot: Spot,
        open: Option<char>,
        close: Option<char>,
    },
    /// So many of these in one source that it follows a custom of its own, or a scan lost them.
    ManyUnbalanced { spots: Vec<Spot> },
    /// Two words without the space between them.
    Glued { spot: Spot, parts: (String, String) },
}

impl Fault {
    /// The first place of the fault.
    pub fn spot(&self) -> Spot {
        match self {
            Fault::Name { odd, .. } => odd.spots[0],
            Fault::Quotation { one, .. } | Fault::Attribution { one, .. } => *one,
            Fault::Stray { spots, .. } | Fault::ManyUnbalanced { spots } => spots[0],
            Fault::Unbalanced { spot, .. } | Fault::Glued { spot, .. } => *spot,
        }
    }
}
