//! `baseline` and `lock`: what is written down of a project, and what later runs are held to.

use crate::cli::check::read;
use crate::cli::output::print;
use crate::cli::progress;
use crate::disk::project::{Project, Wanted};
use crate::disk::write;
use crate::finding::report::{File, FileId, Outcome, Report};
use crate::finding::sentences::{self, RecordFlaw};
use crate::record::baseline::{self, Baseline};
use crate::record::flaw;
use crate::record::lock::{self, Lock};
use crate::report::concise;
use crate::text::span::Span;

/// Adds a record to the files of a report, and what is wrong with it to the problems.
pub fn add(report: &mut Report, file: &File, flaws: &[(Span, RecordFlaw)]) -> FileId {
    let id = report.files.len();
    report.files.push(file.clone());
    report.problems.extend(flaw::problems(file, id, flaws));
    id
}

/// Records the findings of today, or takes out of the record what is gone. What is new since is told
/// and not recorded.
pub fn baseline() -> Result<Outcome, String> {
    let project = read(&Wanted::Named);
    let report = whole(&project)?;
    let now = Baseline::of(&report);
    let path = project.root.join(baseline::FILE_NAME);
    let (record, there) = match &project.baseline {
        None => (now.clone(), None),
        Some((file, baseline)) if baseline.flaws.is_empty() => (baseline.shrunk_to(&now), Some((file, baseline))),
        Some((file, baseline)) => {
            let mut report = report;
            add(&mut report, file, &baseline.flaws);
            return Err(broken(&report));
        }
    };
    let written = match there {
        _ if !record.is_empty() => write::write(&path, &record.render()),
        Some(_) => write::remove(&path),
        None => Ok(()),
    };
    written.map_err(|error| sentences::not_written(baseline::FILE_NAME, &error.to_string()))?;
    let gone = there.map_or(0, |(_, there)| there.len() - record.len());
    let new = now.len() - record.len();
    anstream::eprintln!("{}", sentences::baselined(record.len(), gone, new));
    Ok(if new == 0 { Outcome::Passed } else { Outcome::Failed })
}

/// Locks the project: as it is where there is no lock or with `update`, else only to say what moved.
pub fn lock(update: bool) -> Result<Outcome, String> {
    let project = read(&Wanted::Named);
    let report = whole(&project)?;
    if let Some((file, lock)) = project.lock.as_ref().filter(|_| !update) {
        if !lock.flaws.is_empty() {
            let mut report = report;
            add(&mut report, file, &lock.flaws);
            return Err(broken(&report));
        }
        let drift = drift(&project, lock, &report);
        if !drift.is_empty() {
            print(&drift)?;
            anstream::eprintln!("{}", sentences::drifted(drift.lines().count()));
            return Ok(Outcome::Failed);
        }
    }
    lock_anew(&project, &report)?;
    Ok(Outcome::Passed)
}

/// Says on standard error what moved since the lock was written.
pub fn tell_drift(project: &Project, report: &Report) {
    if let Some((_, lock)) = &project.lock {
        anstream::eprint!("{}", drift(project, lock, report));
    }
}

/// What moved since the lock was written, a line each.
fn drift(project: &Project, lock: &Lock, report: &Report) -> String {
    let now = Lock::of(&project.input, &project.policy, report);
    let moved = Report {
        quotes: Vec::new(),
        problems: lock.drift(&now, report, true),
        ..report.clone()
    };
    concise::render(&moved, false)
}

/// Writes the lock of a project that `report` shows.
pub fn lock_anew(project: &Project, report: &Report) -> Result<(), String> {
    let lock = Lock::of(&project.input, &project.policy, report);
    let written = write::write(&project.root.join(lock::FILE_NAME), &lock.render());
    written.map_err(|error| sentences::not_written(lock::FILE_NAME, &error.to_string()))?;
    anstream::eprintln!("{}", sentences::locked(lock.quotes(), lock.sources()));
    Ok(())
}

/// The report of a project that could be read, without its records.
fn whole(project: &Project) -> Result<Report, String> {
    let mut report = progress::diagnosed(&project.input, &project.policy);
    report.unexamined = (!report.compared()).then_some(sentences::NOTHING_COMPARED);
    if report.outcome() == Outcome::NotRun {
        return Err(broken(&report));
    }
    Ok(report)
}

/// Says what made a run fail, and that nothing was recorded of it.
fn broken(report: &Report) -> String {
    let problems = report.problems.iter().filter(|problem| problem.rule.fails_the_run());
    let said = problems.map(|problem| problem.message.as_str());
    let said: Vec<&str> = said.chain(report.unexamined).collect();
    format!("{}\n{}", sentences::NOT_RECORDED, said.join("\n"))
}
