//! The misses of a run, one JSON object a line, for people to read.

use guillemet::text::span::Span;
use serde::Serialize;

use crate::scored::Scored;
use crate::trial::Found;

/// A line for each record of which the verdict, the kind of change or the passage is wrong.
pub fn lines(scored: &[Scored]) -> String {
    scored.iter().filter_map(miss).map(|miss| line(&miss)).collect()
}

fn line(miss: &Miss) -> String {
    serde_json::to_string(miss).expect("strings and numbers are always JSON") + "\n"
}

#[derive(Serialize)]
struct Miss<'s> {
    id: &'s str,
    set: &'s str,
    gold_class: &'static str,
    subclass: &'s str,
    /// What is wrong: `verdict`, `kind`, `ends`, `overlap`.
    wrong: Vec<&'static str>,
    verdict: &'static str,
    quote: &'s str,
    gold_passage: &'s str,
    passage: &'s str,
    gold_span: Option<[usize; 2]>,
    span: Option<[usize; 2]>,
    changes: Vec<Change<'s>>,
    note: &'s str,
}

#[derive(Serialize)]
struct Change<'s> {
    class: &'static str,
    operation: &'static str,
    quote: &'s str,
    passage: &'s str,
}

fn miss(one: &Scored) -> Option<Miss<'_>> {
    let wrong = wrong(one);
    if wrong.is_empty() {
        return None;
    }
    let ends = |span: Span| [span.start(), span.end()];
    Some(Miss {
        id: &one.record.id,
        set: &one.set,
        gold_class: one.record.gold.name(),
        subclass: &one.record.subclass,
        wrong,
        verdict: one.trial.verdict.name(),
        quote: &one.record.quote,
        gold_passage: &one.trial.gold_passage,
        passage: &one.trial.passage,
        gold_span: one.record.gold_span.map(ends),
        span: one.trial.places.first().copied().map(ends),
        changes: one.trial.changes.iter().map(Change::from).collect(),
        note: &one.record.note,
    })
}

fn wrong(one: &Scored) -> Vec<&'static str> {
    let questions = [
        ("verdict", Some(one.is_right())),
        ("kind", one.is_kind_right()),
        ("ends", one.are_ends_right()),
        ("overlap", one.is_overlap_right()),
    ];
    let wrong = questions.into_iter().filter(|(_, right)| *right == Some(false));
    wrong.map(|(name, _)| name).collect()
}

impl<'s> From<&'s Found> for Change<'s> {
    fn from(found: &'s Found) -> Self {
        Self {
            class: found.class,
            operation: found.operation,
            quote: &found.quote,
            passage: &found.passage,
        }
    }
}
