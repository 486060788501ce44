//! A record beside its trial: what of it is right.

use crate::arithmetic;
use crate::gold::{self, Gold, Outcome};
use crate::record::Record;
use crate::scans;
use crate::trial::Trial;

/// A record and what the checker made of it.
pub struct Scored {
    /// The name of its set.
    pub set: String,
    pub tier: Tier,
    pub record: Record,
    pub trial: Trial,
}

/// Which rates a set enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Those that have a goal.
    Headline,
    /// Its own: cases that other checkers were written to pass.
    Peers,
    /// Its own: other translations, modernised spelling.
    Hard,
    /// Misquotations of scans, made here.
    Scans,
}

impl Tier {
    pub fn of(set: &str) -> Self {
        match set {
            "peers" => Tier::Peers,
            scans::SET => Tier::Scans,
            set if set.starts_with("tier2_") => Tier::Hard,
            _ => Tier::Headline,
        }
    }
}

impl Scored {
    pub fn outcome(&self) -> Outcome {
        gold::outcome(self.trial.verdict)
    }

    /// Whether the gold class or one accepted beside it allows that outcome.
    pub fn allows(&self, outcome: Outcome) -> bool {
        self.classes().any(|gold| gold.allows(outcome))
    }

    pub fn is_right(&self) -> bool {
        self.allows(self.outcome())
    }

    /// Whether the verdict goes by the name expected or by one accepted beside it.
    pub fn is_named_right(&self) -> bool {
        let named = gold::named(self.trial.verdict);
        self.classes().any(|gold| Some(gold) == named)
    }

    /// Whether some change is of the kind meant, for a quote with one alteration; where a verdict
    /// without changes is right too, that will do.
    pub fn is_kind_right(&self) -> Option<bool> {
        let single = self.record.gold.is_altered() && self.record.gold != Gold::Altered && self.record.labels.len() < 2;
        if !single {
            return None;
        }
        let mut changes = self.trial.changes.iter();
        let read = changes.any(|change| self.classes().any(|gold| gold.reads(change.class, change.operation)));
        Some(read || (self.outcome() != Outcome::Altered && self.is_right()))
    }

    /// Whether both ends of a fine quote judged fine are right, at one of the places as good.
    ///
    /// The gold span of a misquote counts what it has left out too, so that one with its end cut
    /// off, which may pass for fine, has no place of its own to compare.
    pub fn are_ends_right(&self) -> Option<bool> {
        let fine = self.outcome() == Outcome::Fine && self.record.gold.allows(Outcome::Fine);
        let gold = self.record.gold_span.filter(|_| fine)?;
        let mut places = self.trial.places.iter();
        Some(places.any(|&place| arithmetic::ends_meet(place, gold)))
    }

    /// Whether the passage of a quote judged altered is the gold one, but for a tenth.
    pub fn is_overlap_right(&self) -> Option<bool> {
        let gold = self.record.gold_span.filter(|_| self.outcome() == Outcome::Altered)?;
        let mut places = self.trial.places.iter();
        Some(places.any(|&place| arithmetic::overlap(place, gold)))
    }

    fn classes(&self) -> impl Iterator<Item = Gold> {
        std::iter::once(self.record.gold).chain(self.record.accept.iter().copied())
    }
}
