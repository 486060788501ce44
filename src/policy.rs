//! How bad a project finds each rule, and which findings it stands by.

use std::collections::BTreeMap;

use crate::annotation::acceptance::Acceptance;
use crate::french::words;
use crate::rule::{Rule, Severity};

/// What a rule is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Report(Severity),
    /// Not reported at all.
    Off,
}

impl Level {
    /// The names that configuration takes.
    pub const NAMES: &[&str] = &["error", "warning", "note", "off"];

    /// The name that configuration and locks use.
    pub fn name(self) -> &'static str {
        match self {
            Level::Report(severity) => severity.name(),
            Level::Off => "off",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        match name {
            "error" => Some(Level::Report(Severity::Error)),
            "warning" => Some(Level::Report(Severity::Warning)),
            "note" => Some(Level::Report(Severity::Note)),
            "off" => Some(Level::Off),
            _ => None,
        }
    }
}

/// The levels of a run: what the project says, then what the command line says over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    pub levels: BTreeMap<Rule, Level>,
    /// Warnings fail the run as errors do.
    pub deny_warnings: bool,
}

impl Policy {
    /// The severity to report a finding with, nothing where its rule is off. `usual` is the
    /// severity of this finding where no level is set.
    pub fn severity(&self, rule: Rule, usual: Severity) -> Option<Severity> {
        match self.levels.get(&rule) {
            None => Some(usual),
            Some(Level::Report(severity)) => Some(*severity),
            Some(Level::Off) => None,
        }
    }

    /// The least grave severity that fails the run.
    pub fn fails_from(&self) -> Severity {
        match self.deny_warnings {
            true => Severity::Warning,
            false => Severity::Error,
        }
    }
}

/// The first acceptance that covers a finding of `rule` on these words: those of the quote, those
/// of the source. Words are compared as they are found, whatever their typography.
pub fn acceptance_of(accept: &[Acceptance], rule: Rule, words: &[&str]) -> Option<usize> {
    let covers = |acceptance: &Acceptance| {
        let named = acceptance.rule == rule.name() && rule.is_acceptable();
        let pinned = |text: &String| words.iter().any(|word| !word.is_empty() && same_words(text, word));
        named && acceptance.text.as_ref().is_none_or(pinned)
    };
    accept.iter().position(covers)
}

fn same_words(one: &str, other: &str) -> bool {
    let keys = |text: &str| -> Vec<String> {
        words::cut(text)
            .iter()
            .map(|cut| words::key(cut.span.of(text), cut.kind))
            .collect()
    };
    // Two texts without words, such as `?` and `!`, are compared as they stand.
    let (one_keys, other_keys) = (keys(one), keys(other));
    if one_keys.is_empty() {
        one == other
    } else {
        one_keys == other_keys
    }
}
