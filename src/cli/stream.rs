//! `check -`: claims come on standard input, a line each, and every line is answered before the next
//! is read.

use std::io::{BufRead, Read};
use std::path::Path;

use crate::annotation::claim::{Annotations, Flaw, FlawKind};
use crate::annotation::jsonl;
use crate::cli::args::{Format, Output, Reporting};
use crate::cli::check::{levels, merged};
use crate::cli::output::{print, print_on};
use crate::disk::project::{self, Wanted};
use crate::finding::diagnose::{Input, diagnose};
use crate::finding::report::{File, Outcome, Report, Summary};
use crate::finding::sentences;
use crate::policy::Policy;
use crate::report::json;
use crate::text::span::Span;

/// What the lines are called in reports.
const NAME: &str = "<stdin>";

/// The longest line, in bytes.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// Answers every line with a record for each of its quotes and problems, and ends with one that counts
/// them all. Offsets count bytes of the line, `line` says which it is.
pub fn check(reporting: &Reporting) -> Result<Outcome, String> {
    let streams = |output: &Output| output.format == Format::Jsonl && output.file.is_none();
    if !reporting.output.iter().all(streams) {
        return Err(sentences::STREAM_FORMAT.to_owned());
    }
    let levels = levels(&reporting.levels)?;
    let project = project::read_project(Path::new("."), &Wanted::Declared);
    let policy = merged(project.policy, levels);
    let mut input = project.input;
    // What is wrong with the project is told once, before the first line.
    let before = diagnose(&input, &policy);
    print(&json::records(&before, 1))?;
    let mut tally = Tally::new(&before);
    input.problems.clear();
    let mut stdin = std::io::stdin().lock();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = stdin.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        let read = read.map_err(|error| format!("could not read standard input: {error}"))?;
        if read == 0 {
            break;
        }
        if read as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            return Err(sentences::LINE_TOO_LONG.to_owned());
        }
        if !bytes.trim_ascii().is_empty() {
            let report = line(&mut input, &policy, &bytes, number);
            tally.add(&report);
            if !print_on(&json::records(&report, number))? {
                return Ok(tally.outcome);
            }
        }
    }
    print(&json::summary(&tally.summary))?;
    if !tally.compared {
        anstream::eprintln!("error: {}", sentences::NOTHING_COMPARED);
        return Ok(Outcome::NotRun);
    }
    Ok(tally.outcome)
}

/// What is kept of the lines: however many there are, it does not grow.
struct Tally {
    summary: Summary,
    outcome: Outcome,
    compared: bool,
}

impl Tally {
    fn new(report: &Report) -> Self {
        Self {
            summary: Summary {
                files: 1,
                ..report.summary.clone()
            },
            outcome: report.outcome(),
            compared: false,
        }
    }

    fn add(&mut self, report: &Report) {
        self.summary.merge(&report.summary);
        self.outcome = self.outcome.max(report.outcome());
        self.compared |= report.compared();
    }
}

/// The report of one line.
fn line(input: &mut Input, policy: &Policy, bytes: &[u8], number: usize) -> Report {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_end_matches(['\r', '\n']);
    let annotations = match std::str::from_utf8(bytes) {
        Ok(_) => jsonl::read(text, number, input.inline),
        Err(error) => Annotations {
            claims: Vec::new(),
            flaws: vec![Flaw {
                span: Span::at(error.valid_up_to()),
                kind: FlawKind::Syntax(sentences::NOT_UTF8.to_owned()),
            }],
        },
    };
    let file = File {
        path: NAME.to_owned(),
        text: text.into(),
    };
    input.annotations = vec![(file, annotations)];
    diagnose(input, policy)
}
