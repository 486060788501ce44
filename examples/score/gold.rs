//! How gold classes read: the verdicts and the changes that each of them takes for right.

use guillemet::verdict::reading::Verdict;
use serde::Deserialize;

/// What a person, a rule or a corpus says of a quote. The order is that of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gold {
    #[serde(alias = "exact")]
    Verbatim,
    Typographic,
    OcrNoise,
    ElidedOk,
    BracketOk,
    AlteredNumber,
    AlteredNegation,
    AlteredEntity,
    WordDropped,
    WordAdded,
    WordChanged,
    /// Altered, without a word on how: the cases of peers.
    Altered,
    Absent,
}

/// A verdict as far as it can be right or wrong here: the shades of fine are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Fine,
    Altered,
    Absent,
    Misplaced,
    Unchecked,
}

impl Gold {
    /// The name in case files.
    pub fn name(self) -> &'static str {
        match self {
            Gold::Verbatim => "verbatim",
            Gold::Typographic => "typographic",
            Gold::OcrNoise => "ocr_noise",
            Gold::ElidedOk => "elided_ok",
            Gold::BracketOk => "bracket_ok",
            Gold::AlteredNumber => "altered_number",
            Gold::AlteredNegation => "altered_negation",
            Gold::AlteredEntity => "altered_entity",
            Gold::WordDropped => "word_dropped",
            Gold::WordAdded => "word_added",
            Gold::WordChanged => "word_changed",
            Gold::Altered => "altered",
            Gold::Absent => "absent",
        }
    }

    /// Whether a quote of this class may be given that outcome.
    pub fn allows(self, outcome: Outcome) -> bool {
        match self {
            Gold::Absent => matches!(outcome, Outcome::Absent | Outcome::Misplaced),
            _ if self.is_altered() => outcome == Outcome::Altered,
            _ => outcome == Outcome::Fine,
        }
    }

    pub fn is_altered(self) -> bool {
        Gold::AlteredNumber <= self && self <= Gold::Altered
    }

    /// Whether a change of this class and operation, by their names in reports, is the one meant.
    ///
    /// Names, so that a class that is new to the checker counts as a changed word.
    pub fn reads(self, class: &str, operation: &str) -> bool {
        let number = matches!(class, "number" | "unit" | "date" | "sign");
        let negation = matches!(class, "negation" | "restriction");
        let name = class == "name";
        match self {
            Gold::AlteredNumber => number,
            Gold::AlteredNegation => negation,
            Gold::AlteredEntity => name,
            Gold::WordDropped => operation == "dropped",
            Gold::WordAdded => operation == "added",
            Gold::WordChanged => !(number || negation || name) && matches!(operation, "replaced" | "moved"),
            Gold::Altered => true,
            _ => false,
        }
    }
}

/// The gold class that a verdict is the name of, misplaced being absent from the source cited;
/// nothing for an unchecked quote.
pub fn named(verdict: Verdict) -> Option<Gold> {
    match outcome(verdict) {
        Outcome::Fine if verdict.name() == "verbatim" => Some(Gold::Verbatim),
        Outcome::Fine => Some(Gold::Typographic),
        Outcome::Altered => Some(Gold::Altered),
        Outcome::Absent | Outcome::Misplaced => Some(Gold::Absent),
        Outcome::Unchecked => None,
    }
}

pub fn outcome(verdict: Verdict) -> Outcome {
    match verdict {
        verdict if verdict.is_fine() => Outcome::Fine,
        Verdict::Altered => Outcome::Altered,
        Verdict::Absent => Outcome::Absent,
        Verdict::Misplaced => Outcome::Misplaced,
        _ => Outcome::Unchecked,
    }
}

#[cfg(test)]
mod tests {
    use guillemet::verdict::reading::Verdict;

    use crate::gold::{Gold, Outcome, named, outcome};

    #[test]
    fn each_class_allows_its_outcomes() {
        let fine = [
            Gold::Verbatim,
            Gold::Typographic,
            Gold::OcrNoise,
            Gold::ElidedOk,
            Gold::BracketOk,
        ];
        for gold in fine {
            assert!(gold.allows(Outcome::Fine) && !gold.allows(Outcome::Altered), "{gold:?}");
        }
        let altered = [
            Gold::AlteredNumber,
            Gold::AlteredNegation,
            Gold::AlteredEntity,
            Gold::WordDropped,
            Gold::WordAdded,
            Gold::WordChanged,
            Gold::Altered,
        ];
        for gold in altered {
            assert!(gold.allows(Outcome::Altered) && !gold.allows(Outcome::Fine), "{gold:?}");
            assert!(!gold.allows(Outcome::Absent), "{gold:?}");
        }
        assert!(Gold::Absent.allows(Outcome::Absent) && Gold::Absent.allows(Outcome::Misplaced));
        assert!(!Gold::Absent.allows(Outcome::Fine) && !Gold::Absent.allows(Outcome::Altered));
    }

    #[test]
    fn nothing_allows_an_unchecked_quote() {
        for gold in [Gold::Verbatim, Gold::Altered, Gold::Absent] {
            assert!(!gold.allows(Outcome::Unchecked));
        }
        assert_eq!(outcome(Verdict::Unchecked), Outcome::Unchecked);
        assert_eq!(named(Verdict::Unchecked), None);
    }

    #[test]
    fn every_verdict_has_its_outcome() {
        assert_eq!(outcome(Verdict::Verbatim), Outcome::Fine);
        assert_eq!(outcome(Verdict::Typographic), Outcome::Fine);
        assert_eq!(named(Verdict::Verbatim), Some(Gold::Verbatim));
        assert_eq!(named(Verdict::Typographic), Some(Gold::Typographic));
        assert_eq!(named(Verdict::Altered), Some(Gold::Altered));
        assert_eq!(named(Verdict::Misplaced), Some(Gold::Absent));
    }

    #[test]
    fn a_class_reads_its_changes() {
        for class in ["number", "unit", "date", "sign"] {
            assert!(Gold::AlteredNumber.reads(class, "replaced"), "{class}");
            assert!(!Gold::WordChanged.reads(class, "replaced"), "{class}");
        }
        assert!(Gold::AlteredNegation.reads("negation", "dropped"));
        assert!(Gold::AlteredNegation.reads("restriction", "added"));
        assert!(Gold::AlteredEntity.reads("name", "replaced"));
        assert!(!Gold::AlteredEntity.reads("word", "replaced"));
        assert!(Gold::WordDropped.reads("name", "dropped"));
        assert!(!Gold::WordDropped.reads("word", "added"));
        assert!(Gold::WordAdded.reads("word", "added"));
        assert!(!Gold::Verbatim.reads("word", "replaced"));
    }

    #[test]
    fn a_class_unknown_here_is_a_changed_word() {
        assert!(Gold::WordChanged.reads("tense", "replaced"));
        assert!(Gold::WordChanged.reads("spelling", "moved"));
        assert!(!Gold::WordChanged.reads("tense", "dropped"));
    }
}
