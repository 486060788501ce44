//! The rates that have a goal.

use serde::Serialize;

use crate::arithmetic::Rate;
use crate::gold::{Gold, Outcome};
use crate::scored::{Scored, Tier};

/// A rate with its goal.
pub struct Measure {
    /// The name in JSON.
    pub name: &'static str,
    pub rate: Rate,
    pub goal: Goal,
}

/// What a rate should reach, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    AtMost(usize),
    AtLeast(usize),
}

impl Goal {
    /// Whether a rate reaches the goal; one without trials does not.
    pub fn is_reached(self, rate: Rate) -> bool {
        0 < rate.n()
            && match self {
                Goal::AtMost(permille) => rate.is_at_most(permille),
                Goal::AtLeast(permille) => rate.is_at_least(permille),
            }
    }
}

const NUMBER: &[Gold] = &[Gold::AlteredNumber];
const NEGATION: &[Gold] = &[Gold::AlteredNegation];
const NAME: &[Gold] = &[Gold::AlteredEntity];
const WORD: &[Gold] = &[Gold::WordDropped, Gold::WordAdded, Gold::WordChanged];
const GRAVE: &[Gold] = &[Gold::AlteredNumber, Gold::AlteredNegation, Gold::AlteredEntity];
const MARKED: &[Gold] = &[Gold::ElidedOk, Gold::BracketOk];
const NOT_FINE: &[Outcome] = &[
    Outcome::Altered,
    Outcome::Absent,
    Outcome::Misplaced,
    Outcome::Unchecked,
];

/// The rates of the headline sets, in the order of the documents.
pub fn headlines(scored: &[Scored]) -> Vec<Measure> {
    let scans: Vec<&Scored> = scored.iter().filter(|one| one.tier == Tier::Scans).collect();
    let scored: Vec<&Scored> = scored.iter().filter(|one| one.tier == Tier::Headline).collect();
    let misquotes = [GRAVE, WORD].concat();
    let faults = |name, golds, outcomes, permille| Measure {
        name,
        rate: fault_rate(&scored, golds, outcomes),
        goal: Goal::AtMost(permille),
    };
    let right = |name, question: &dyn Fn(&Scored) -> Option<bool>, permille| Measure {
        name,
        rate: scored.iter().filter_map(|one| question(one)).collect(),
        goal: Goal::AtLeast(permille),
    };
    vec![
        faults("number called fine", NUMBER, &[Outcome::Fine], 5),
        faults("negation called fine", NEGATION, &[Outcome::Fine], 5),
        faults("name called fine", NAME, &[Outcome::Fine], 5),
        faults("word called fine", WORD, &[Outcome::Fine], 5),
        faults("verbatim not fine", &[Gold::Verbatim], NOT_FINE, 0),
        faults("typographic not fine", &[Gold::Typographic], NOT_FINE, 5),
        faults("marked not fine", MARKED, NOT_FINE, 20),
        faults("scan called altered", &[Gold::OcrNoise], &[Outcome::Altered], 100),
        Measure {
            name: "scan misquote called fine",
            rate: fault_rate(&scans, &misquotes, &[Outcome::Fine]),
            goal: Goal::AtMost(20),
        },
        faults("absent called fine", &[Gold::Absent], &[Outcome::Fine], 2),
        right("kind right, grave", &|one| kind_right(one, GRAVE), 970),
        right("kind right, word", &|one| kind_right(one, WORD), 920),
        right("both ends right, fine", &Scored::are_ends_right, 995),
        right("overlap right, altered", &Scored::is_overlap_right, 970),
    ]
}

/// The rates of the hard sets, which promise nothing and may not get worse.
pub fn hard(scored: &[Scored]) -> Vec<Measure> {
    let hard: Vec<&Scored> = scored.iter().filter(|one| one.tier == Tier::Hard).collect();
    let rate = |name, golds: &[Gold], outcomes: &[Outcome]| Measure {
        name,
        rate: fault_rate(&hard, golds, outcomes),
        goal: Goal::AtMost(1000),
    };
    let misquotes = [GRAVE, WORD].concat();
    let fine = [Gold::Verbatim, Gold::Typographic];
    let measures = [
        rate("hard, misquote called fine", &misquotes, &[Outcome::Fine]),
        rate("hard, fine called altered", &fine, NOT_FINE),
        rate("hard, absent called fine", &[Gold::Absent], &[Outcome::Fine]),
    ];
    measures.into_iter().filter(|measure| 0 < measure.rate.n()).collect()
}

/// How often quotes of some classes were given an outcome that they should not.
///
/// A record that accepts one of these outcomes cannot fail, and is no trial: it would only make
/// the rate look better.
fn fault_rate(scored: &[&Scored], golds: &[Gold], outcomes: &[Outcome]) -> Rate {
    scored
        .iter()
        .filter(|one| golds.contains(&one.record.gold))
        .filter(|one| !outcomes.iter().any(|&outcome| one.allows(outcome)))
        .map(|one| outcomes.contains(&one.outcome()))
        .collect()
}

fn kind_right(one: &Scored, golds: &[Gold]) -> Option<bool> {
    one.is_kind_right().filter(|_| golds.contains(&one.record.gold))
}

/// The rates as one JSON array.
pub fn json(measures: &[Measure]) -> String {
    let wire: Vec<Wire> = measures.iter().map(Wire::from).collect();
    let text = serde_json::to_string_pretty(&wire).expect("strings and numbers are always JSON");
    text + "\n"
}

#[derive(Serialize)]
struct Wire {
    name: &'static str,
    hits: usize,
    n: usize,
}

impl From<&Measure> for Wire {
    fn from(measure: &Measure) -> Self {
        Self {
            name: measure.name,
            hits: measure.rate.hits(),
            n: measure.rate.n(),
        }
    }
}
