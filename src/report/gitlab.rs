//! A code quality report, which GitLab shows in merge requests.

use serde::Serialize;

use crate::config;
use crate::finding::fingerprint::fingerprints;
use crate::finding::report::{Remark, Report};
use crate::report::json::escaped;
use crate::report::positions::Positions;
use crate::rule::Severity;

/// What every entry is, in the words of the format that GitLab took over.
const KIND: &str = "issue";
/// The nearest of its categories.
const CATEGORY: &str = "Bug Risk";

/// A JSON array with an object for each finding and problem that is not accepted.
pub fn render(report: &Report) -> String {
    let positions = Positions::new(report);
    let remarks = report.remarks().zip(fingerprints(report));
    let open = remarks.filter(|(remark, _)| remark.accepted.is_none());
    let nothing = report.unexamined.map(|nothing| Issue {
        kind: KIND,
        categories: [CATEGORY],
        description: nothing.to_owned(),
        check_name: "nothing-compared",
        fingerprint: "nothing-compared".to_owned(),
        severity: "major",
        location: Location {
            path: format!("{}{}", report.base, config::FILE_NAME),
            lines: Lines { begin: 1, end: 1 },
        },
    });
    let issues = open.map(|(remark, fingerprint)| issue(report, &positions, &remark, fingerprint));
    let issues: Vec<Issue> = issues.chain(nothing).collect();
    let text = serde_json::to_string_pretty(&issues).expect("strings and numbers always serialize");
    format!("{}\n", escaped(&text))
}

fn issue(report: &Report, positions: &Positions, remark: &Remark, fingerprint: String) -> Issue {
    let help = remark.help.map(|help| format!("\n{help}")).unwrap_or_default();
    let lines = match remark.place {
        Some(place) => Lines {
            begin: positions.start(place).line,
            end: positions.end(place).line,
        },
        // A line has to be given, also for a file that could not be read.
        None => Lines { begin: 1, end: 1 },
    };
    Issue {
        kind: KIND,
        categories: [CATEGORY],
        description: format!("{}{help}", remark.message),
        check_name: remark.rule.name(),
        fingerprint,
        severity: match remark.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: format!("{}{}", report.base, remark.path),
            lines,
        },
    }
}

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    categories: [&'static str; 1],
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}
