//! Many quotes in a megabyte: how many guillemet finds, and of those it does not, how many sassy does.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use guillemet::search::index::Index;
use guillemet::search::place::Place;

use crate::goals::Goals;
use crate::library::{Library, MEGABYTE};
use crate::measure::{Cell, Filter, Results, Tally, is_absent, is_present, percent, rightness};
use crate::peers::{self, Sassy};
use crate::quotes::{Class, LENGTHS, Outcome, Quote, Source};

pub fn accuracy(library: &Library, trials: usize, examples: usize, goals: &mut Goals) {
    let source = Source::new(library.text(MEGABYTE));
    let bytes = source.folded.bytes();
    let index = Index::new(bytes);
    let mut faults = Faults::default();
    let mut cells = Vec::new();
    for quotes in library.quotes(std::slice::from_ref(&source), trials) {
        let mut tallies = vec![Tally::default(); 2];
        for quote in &quotes {
            let answers = [
                peers::guillemet_scan(&quote.folded, &source.folded),
                peers::guillemet_index(&quote.folded, &index, &source.folded),
            ];
            for (number, (tally, answer)) in tallies.iter_mut().zip(answers).enumerate() {
                let outcome = tally.count(quote, answer.as_ref(), bytes);
                let is_fault = match &quote.gold {
                    Some(_) => outcome != Outcome::Right,
                    None => answer.is_some(),
                };
                if is_fault {
                    faults.note(number, quote, outcome, answer.as_ref(), bytes);
                }
            }
        }
        if let Some(Quote { class, length, .. }) = quotes.first() {
            cells.push(Cell {
                class: *class,
                length: *length,
                rounds: Vec::new(),
                tallies,
            });
        }
    }
    let results = Results {
        engines: vec!["without an index", "indexed"],
        cells,
    };
    println!(
        "## {trials} quotes of each class and length, {} bytes\n",
        source.text.len()
    );
    for engine in 0..results.engines.len() {
        print(&results, engine);
    }
    faults.print(&results.engines, examples);
    for engine in 0..results.engines.len() {
        add_goals(&results, engine, goals);
    }
}

fn print(results: &Results, engine: usize) {
    println!(
        "guillemet {}: found %, both ends right % (of absent ones: answered %), of quotes within the limit:\n",
        results.engines[engine]
    );
    println!(
        "| | {} | all | beyond the limit |",
        LENGTHS.map(|length| length.to_string()).join(" | ")
    );
    println!("|---|{}", "---|".repeat(LENGTHS.len() + 2));
    for class in Class::ALL {
        let of = |filter: Filter| rightness(class, results.tally(filter, engine));
        let lengths = LENGTHS.map(|length| of(&|cell| cell.class == class && cell.length == length));
        let beyond = results.tally(&|cell| cell.class == class, engine).beyond;
        let all = of(&|cell| cell.class == class);
        println!("| {} | {} | {all} | {beyond} |", class.name(), lengths.join(" | "));
    }
    println!();
}

fn add_goals(results: &Results, engine: usize, goals: &mut Goals) {
    let name = results.engines[engine];
    let shown = |part: usize, whole: usize| format!("{:.2} ({part}/{whole})", percent(part, whole));
    let mut at_least = |what: &str, least: f64, part: usize, whole: usize| {
        let what = format!("{name}: {what} %");
        goals.at_least(&what, least, percent(part, whole), &shown(part, whole));
    };
    let all = results.tally(&is_present, engine);
    let long = results.tally(&|cell| is_present(cell) && 60 <= cell.length, engine);
    at_least("found", 99.5, all.found, all.quotes);
    at_least("both ends right", 97.0, all.ends, all.quotes);
    at_least("found, from 60 characters", 99.9, long.found, long.quotes);
    let mut at_most = |what: &str, most: f64, tally: Tally| {
        let what = format!("{name}: absent, answered, {what} %");
        let measured = percent(tally.answered, tally.quotes);
        goals.at_most(&what, most, measured, &shown(tally.answered, tally.quotes));
    };
    at_most(
        "from 60 characters",
        0.0,
        results.tally(&|cell| is_absent(cell) && 60 <= cell.length, engine),
    );
    at_most(
        "under 40 characters",
        3.0,
        results.tally(&|cell| is_absent(cell) && cell.length < 40, engine),
    );
}

/// The faults by their kinds, with examples.
#[derive(Default)]
struct Faults {
    sassy: Option<Sassy>,
    kinds: BTreeMap<Kind, Vec<String>>,
}

/// A kind of fault, in words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    engine: usize,
    outcome: &'static str,
    distance: &'static str,
    peer: &'static str,
}

impl Kind {
    fn columns(&self, engines: &[&str]) -> String {
        let Self {
            engine,
            outcome,
            distance,
            peer,
        } = self;
        format!("{} | {outcome} | {distance} | {peer}", engines[*engine])
    }
}

impl Faults {
    fn note(&mut self, engine: usize, quote: &Quote, outcome: Outcome, answer: Option<&Place>, text: &[u8]) {
        let peer = self.sassy.get_or_insert_with(Sassy::new).place(quote.needle(), text);
        let show = |place: Option<&Place>| {
            place.map_or("nothing".to_owned(), |place| {
                let there = String::from_utf8_lossy(&text[place.span.clone()]);
                format!("`{there}` ({} edits)", place.distance)
            })
        };
        let right = quote.gold.as_ref().map(|gold| Place {
            span: gold.folded.clone(),
            distance: gold.distance,
        });
        let example = format!(
            "{}, {}: quote `{}`, right {}, guillemet {}, sassy {}",
            quote.class.name(),
            quote.length,
            String::from_utf8_lossy(quote.needle()),
            show(right.as_ref()),
            show(answer),
            show(peer.as_ref()),
        );
        let kind = match &quote.gold {
            None => Kind {
                engine,
                outcome: "answers an absent quote",
                distance: "–",
                peer: if peer.is_some() { "answers it, too" } else { "silent" },
            },
            Some(gold) => Kind {
                engine,
                outcome: name(outcome),
                distance: match answer.map(|answer| answer.distance.cmp(&gold.distance)) {
                    None => "–",
                    Some(Ordering::Less) => "nearer than the right one",
                    Some(Ordering::Equal) => "as near as the right one",
                    Some(Ordering::Greater) => "further than the right one",
                },
                peer: name(quote.outcome(peer.as_ref(), text)),
            },
        };
        self.kinds.entry(kind).or_default().push(example);
    }

    fn print(&self, engines: &[&str], examples: usize) {
        println!("Faults:\n\n| guillemet | is | its place is | sassy is | quotes |\n|---|---|---|---|---|");
        for (kind, found) in &self.kinds {
            println!("| {} | {} |", kind.columns(engines), found.len());
        }
        println!();
        for (kind, found) in self.kinds.iter().filter(|_| 0 < examples) {
            println!("{}:\n", kind.columns(engines).replace(" |", ","));
            let step = found.len().div_ceil(examples).max(1);
            found.iter().step_by(step).for_each(|example| println!("- {example}"));
            println!();
        }
    }
}

fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "right",
        Outcome::Shifted => "off at an end",
        Outcome::Elsewhere => "elsewhere",
        Outcome::Nothing => "without an answer",
    }
}
