//! What is wrong with a record.

use crate::annotation::fields::{Faults, find};
use crate::annotation::tree::{Field, SyntaxFlaw, Value};
use crate::finding::report::{File, FileId, Place, Problem};
use crate::finding::sentences::{self, RecordFlaw};
use crate::rule::Rule;
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

/// The same as problems, of the file at this place among those of the report.
pub fn problems<'f>(file: &'f File, id: FileId, flaws: &'f [(Span, RecordFlaw)]) -> impl Iterator<Item = Problem> + 'f {
    flaws.iter().map(move |(span, flaw)| {
        let sentence = sentences::record_flaw(&file.path, flaw);
        let place = Place { file: id, span: *span };
        Problem::new(Rule::ProjectSyntax, sentence, &file.path, Some(place))
    })
}
