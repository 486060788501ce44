//! What is wrong with a record.

use crate::annotation::fields::{Faults, find};
use crate::annotation::tree::{Field, SyntaxFlaw, Value};
use crate::finding::sentences::RecordFlaw;
use crate::text::span::Span;

/// All flaws of a record: its syntax, or else its version and its fields.
pub fn flaws(faults: Faults, syntax: Vec<SyntaxFlaw>, fields: &[Field], version: i64) -> Vec<(Span, RecordFlaw)> {
    if !syntax.is_empty() {
        let syntax = syntax.into_iter();
        return syntax
            .map(|flaw| (flaw.span, RecordFlaw::Syntax(flaw.message)))
            .collect();
    }
    let known =
        matches!(find(fields, "version").map(|node| &node.value), Some(&Value::Integer(found)) if found == version);
    let version = (!known).then_some((Span::at(0), RecordFlaw::Version));
    let faults = faults
        .0
        .into_iter()
        .map(|(span, fault)| (span, RecordFlaw::Field(fault)));
    version.into_iter().chain(faults).collect()
}
