//! One line per finding: `file:line:column: severity[rule] sentence`.

use crate::finding::report::{Place, Remark, Report};
use crate::report::excerpt::{self, one_line};
use crate::report::positions::Positions;

/// The whole report; accepted findings only where asked for.
pub fn render(report: &Report, show_accepted: bool) -> String {
    let positions = Positions::new(report);
    let position = |place: Place| excerpt::position(report, &positions, place);
    let shown = |remark: &Remark| show_accepted || remark.accepted.is_none();
    let line = |remark: Remark| {
        let place = remark.place.map_or_else(|| one_line(remark.path), position);
        let accepted = if remark.accepted.is_some() { " (accepted)" } else { "" };
        let message = one_line(remark.message);
        format!(
            "{place}: {}[{}] {message}{accepted}\n",
            remark.severity.name(),
            remark.rule
        )
    };
    report.remarks().filter(shown).map(line).collect()
}

/// Where one quote was found, a line each: `file:line:column: verdict in source`.
pub fn places(report: &Report) -> String {
    let positions = Positions::new(report);
    let passages = report
        .quotes
        .iter()
        .filter_map(|quote| Some((quote, quote.passage.as_ref()?)));
    let lines = passages.map(|(quote, passage)| {
        let place = excerpt::position(report, &positions, passage.place);
        format!("{place}: {} in {}\n", quote.verdict.name(), one_line(&passage.source))
    });
    lines.collect()
}
