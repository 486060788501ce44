//! The differences that count.

use crate::text::span::Span;

/// What a change touches, the gravest first: where two classes fit, the graver is taken, and the
/// place of a quote is chosen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Number,
    Date,
    Unit,
    /// A minus sign, or one that compares: `<`, `>`, `=`.
    Sign,
    Negation,
    Restriction,
    Name,
    /// How much, how many or how often.
    Quantifier,
    /// What may or must be.
    Modal,
    Antonym,
    /// How two statements hang together.
    Connective,
    Word,
    /// Tense, mood or person.
    Tense,
    /// Number or gender.
    Inflection,
    /// Not a word on one side, or an accent or a joint that makes another word.
    Spelling,
}

impl Class {
    /// How grave a change of this class is, whatever a project makes of its rule.
    ///
    /// Fixed, so that configuration never moves a verdict.
    pub fn rank(self) -> u32 {
        match self {
            Class::Number | Class::Date | Class::Unit | Class::Sign => 5,
            Class::Negation | Class::Restriction => 5,
            Class::Name => 4,
            Class::Quantifier | Class::Modal | Class::Antonym | Class::Connective => 3,
            Class::Word => 3,
            Class::Tense => 2,
            Class::Inflection | Class::Spelling => 1,
        }
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Class::Number => "number",
            Class::Date => "date",
            Class::Unit => "unit",
            Class::Sign => "sign",
            Class::Negation => "negation",
            Class::Restriction => "restriction",
            Class::Name => "name",
            Class::Quantifier => "quantifier",
            Class::Modal => "modal",
            Class::Antonym => "antonym",
            Class::Connective => "connective",
            Class::Word => "word",
            Class::Tense => "tense",
            Class::Inflection => "inflection",
            Class::Spelling => "spelling",
        }
    }
}

/// What was done to the source's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    Replaced,
    Dropped,
    Added,
    Moved,
}

impl Operation {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Replaced => "replaced",
            Operation::Dropped => "dropped",
            Operation::Added => "added",
            Operation::Moved => "moved",
        }
    }
}

/// A word of which one side is probably a slip of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The source slips and the quote has mended it without saying so.
    Mended,
    /// The source has the usual form and the quote slips.
    Introduced,
}

/// Another reading of a change that is nearly as likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// What counts as a name may be a common noun with a capital.
    CommonNoun,
    /// What counts as a word may be a name that opens its sentence.
    Name,
    /// What counts as another form of a word may be another word.
    OtherWord,
    /// The source is a scan, and what it reads may be its damage.
    Damage,
}

/// One difference between quote and passage that no mark announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub class: Class,
    pub operation: Operation,
    /// Bytes of the decoded quote; empty for dropped words.
    pub quote: Span,
    /// Bytes of the decoded source; empty for added words.
    pub passage: Span,
    pub slip: Option<Slip>,
    pub doubt: Option<Doubt>,
    /// The mark of the pattern under which the change hides.
    pub mark: Option<usize>,
}
