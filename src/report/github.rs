//! Workflow commands, which GitHub shows as annotations beside the lines of a pull request.

use std::fmt::Write;

use crate::finding::report::{Remark, Report};
use crate::report::excerpt::harmless;
use crate::report::positions::Positions;
use crate::rule::Severity;

/// One command a line for each finding and problem that is not accepted.
pub fn render(report: &Report) -> String {
    let positions = Positions::new(report);
    let open = report.remarks().filter(|remark| remark.accepted.is_none());
    let nothing = report.unexamined.map(|nothing| format!("::error::{}\n", data(nothing)));
    let commands = open.map(|remark| command(report, &positions, &remark));
    commands.chain(nothing).collect()
}

fn command(report: &Report, positions: &Positions, remark: &Remark) -> String {
    let name = match remark.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let path = format!("{}{}", report.base, remark.path);
    let mut command = format!("::{name} title={},file={}", remark.rule, property(&path));
    if let Some(place) = remark.place {
        let (start, end) = (positions.start(place), positions.end(place));
        // Writing to a string cannot fail.
        let _ = write!(command, ",line={},endLine={}", start.line, end.line);
        // Columns are refused where a place runs over lines.
        if start.line == end.line {
            let _ = write!(command, ",col={},endColumn={}", start.column, end.column);
        }
    }
    let help = remark.help.map(|help| format!("\n{help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", remark.message));
    format!("{command}::{message}\n")
}

/// What a command holds after its last colons. Nothing of it can end the line or start a command.
fn data(text: &str) -> String {
    let text = harmless(text);
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
