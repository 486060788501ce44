//! One line per finding: `file:line:column: severity[rule] sentence`.

use crate::finding::report::{Place, Problem, Report};
use crate::report::excerpt::{self, harmless};
use crate::rule::{Rule, Severity};
use crate::text::lines::LineIndex;

/// The whole report; accepted findings only where asked for.
pub fn render(report: &Report, show_accepted: bool) -> String {
    let lines: Vec<LineIndex> = report.files.iter().map(|file| LineIndex::new(&file.text)).collect();
    let position = |place: Place| excerpt::position(&report.files[place.file], &lines[place.file], place.span);
    let mut text = String::new();
    let findings = report.quotes.iter().flat_map(|quote| &quote.findings);
    for finding in findings.filter(|finding| show_accepted || finding.accepted.is_none()) {
        let accepted = if finding.accepted.is_some() { " (accepted)" } else { "" };
        let place = position(finding.quote);
        text.push_str(&line(
            &place,
            finding.severity,
            finding.rule,
            &finding.message,
            accepted,
        ));
    }
    let shown = |problem: &&Problem| show_accepted || problem.accepted.is_none();
    for problem in report.problems.iter().filter(shown) {
        let accepted = if problem.accepted.is_some() { " (accepted)" } else { "" };
        let place = problem.place.map_or_else(|| harmless(&problem.path), position);
        text.push_str(&line(
            &place,
            problem.severity,
            problem.rule,
            &problem.message,
            accepted,
        ));
    }
    text
}

/// Where one quote was found, a line each: `file:line:column: verdict in source`.
pub fn places(report: &Report) -> String {
    let passages = report
        .quotes
        .iter()
        .filter_map(|quote| Some((quote, quote.passage.as_ref()?)));
    let lines = passages.map(|(quote, passage)| {
        let file = &report.files[passage.place.file];
        let place = excerpt::position(file, &LineIndex::new(&file.text), passage.place.span);
        format!("{place}: {} in {}\n", quote.verdict.name(), harmless(&passage.source))
    });
    lines.collect()
}

fn line(place: &str, severity: Severity, rule: Rule, message: &str, tail: &str) -> String {
    format!(
        "{place}: {}[{rule}] {}{tail}\n",
        severity.name(),
        harmless(message).replace('\n', " ")
    )
}
