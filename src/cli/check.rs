//! `check`, `audit` and `locate`: from a project to a report.

use std::path::{Path, PathBuf};

use crate::cli::args::{Audit, Check, Format, Levels, Locate, Output, Reporting};
use crate::cli::output::{deliver, look, print, render, terminal_colour};
use crate::cli::{progress, record, stream, watch};
use crate::disk::project::{self, Project, Wanted};
use crate::disk::write;
use crate::finding::diagnose::{diagnose, graded};
use crate::finding::report::{Outcome, Problem, Report};
use crate::finding::sentences;
use crate::policy::{Level, Policy};
use crate::record::lock::{self, Lock};
use crate::report::{concise, text};
use crate::rule::{self, Rule, Severity};

pub fn check(arguments: &Check) -> Result<Outcome, String> {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        if arguments.paths.len() > 1 || arguments.watch || arguments.locked {
            return Err(sentences::STREAM_ALONE.to_owned());
        }
        return stream::check(&arguments.reporting);
    }
    let wanted = wanted(&arguments.paths);
    match arguments.watch {
        true => watch::watch(arguments, &wanted),
        false => once(arguments, &wanted),
    }
}

/// The annotations at these paths of the command line; those that the project names where there is none.
pub fn wanted(paths: &[PathBuf]) -> Wanted<'_> {
    match paths {
        [] => Wanted::Named,
        paths => Wanted::At(paths),
    }
}

/// One check, reported.
pub fn once(arguments: &Check, wanted: &Wanted) -> Result<Outcome, String> {
    let levels = levels(&arguments.reporting.levels)?;
    let project = read(wanted);
    let policy = merged(project.policy.clone(), levels);
    let held = arguments.locked && !arguments.update;
    let whole = arguments.paths.is_empty();
    let mut report = diagnosed(&project, &policy, held, whole)?;
    report.unexamined = (!report.compared()).then_some(sentences::NOTHING_COMPARED);
    let outcome = told(&project, &report, &arguments.reporting)?;
    if arguments.update && outcome != Outcome::NotRun {
        record::tell_drift(&project, &report);
        record::lock_anew(&project, &report)?;
    }
    Ok(outcome)
}

pub fn audit(arguments: &Audit) -> Result<Outcome, String> {
    let wanted = match arguments.paths.as_slice() {
        [] => Wanted::Declared,
        paths => Wanted::Sources(paths),
    };
    let levels = levels(&arguments.reporting.levels)?;
    let project = read(&wanted);
    let policy = merged(project.policy.clone(), levels);
    let mut report = diagnosed(&project, &policy, false, false)?;
    report.unexamined = (report.summary.sources == 0).then_some(sentences::NOTHING_READ);
    told(&project, &report, &arguments.reporting)
}

/// The project that the working directory lies in, its sources to be audited too.
pub fn read(wanted: &Wanted) -> Project {
    let mut project = project::read_project(Path::new("."), wanted);
    project.input.audit = true;
    project
}

/// The report of a project: what its baseline holds does not count, and where it is to be held to its
/// lock, drift does. `whole` says whether all that the project names was read.
pub fn diagnosed(project: &Project, policy: &Policy, locked: bool, whole: bool) -> Result<Report, String> {
    let mut report = progress::diagnosed(&project.input, policy);
    let before = report.problems.len();
    let unread = |problem: &Problem| problem.path == lock::FILE_NAME;
    if locked && project.lock.is_none() && !report.problems.iter().any(unread) {
        return Err(sentences::NO_LOCK.to_owned());
    }
    if let Some((file, lock)) = project.lock.as_ref().filter(|_| locked) {
        record::add(&mut report, file, &lock.flaws);
        if lock.flaws.is_empty() {
            let drift = lock.drift(&Lock::of(&project.input, &project.policy, &report), &report, whole);
            report.problems.extend(drift);
        }
    }
    if let Some((file, baseline)) = &project.baseline {
        let id = record::add(&mut report, file, &baseline.flaws);
        baseline.cover(&mut report, policy, id, whole);
    }
    // What came first has its level.
    let came = report.problems.split_off(before);
    let came = came
        .into_iter()
        .filter_map(|mut problem| graded(&mut problem, policy).then_some(problem));
    report.problems.extend(came);
    let (sources, files) = (report.summary.sources, report.summary.files);
    report.count(sources, files);
    Ok(report)
}

/// Writes the report wherever it is to go.
fn told(project: &Project, report: &Report, reporting: &Reporting) -> Result<Outcome, String> {
    let files = reporting.files();
    for (at, file) in files.iter().enumerate() {
        let shown = file.display().to_string();
        if write::is_one_of(file, &project.root, &report.files) {
            return Err(sentences::own_file(&shown));
        }
        if files[..at].contains(file) && !file.starts_with("/dev") {
            return Err(sentences::written_twice(&shown));
        }
    }
    let usual = [Output {
        format: Format::Text,
        file: None,
    }];
    let outputs = match reporting.output.as_slice() {
        [] => &usual,
        outputs => outputs,
    };
    for output in outputs {
        deliver(output, report, reporting)?;
    }
    if let Some(nothing) = report.unexamined {
        anstream::eprintln!("error: {nothing}");
    }
    Ok(report.outcome())
}

pub fn locate(arguments: &Locate) -> Result<Outcome, String> {
    let wanted = Wanted::Given {
        quote: &arguments.quote,
        sources: &arguments.source,
    };
    let Project { input, policy, .. } = project::read_project(Path::new("."), &wanted);
    if input.corpus.entries().is_empty() && input.problems.is_empty() {
        return Err(sentences::NO_SOURCE_TO_SEARCH.to_owned());
    }
    let mut report = diagnose(&input, &policy);
    report.keep_found();
    report.unexamined = (!report.compared()).then_some(sentences::NOTHING_COMPARED);
    let colour = terminal_colour(arguments.color);
    let places = match arguments.output {
        Format::Text => text::places(&report, look(true, colour)),
        Format::Concise => concise::places(&report),
        _ => String::new(),
    };
    print(&places)?;
    print(&render(arguments.output, &report, true, colour))?;
    Ok(report.outcome())
}

/// The levels of the command line, as a policy of their own.
pub fn levels(arguments: &Levels) -> Result<Policy, String> {
    let mut policy = Policy::default();
    let flags = [
        (&arguments.allow, Level::Off),
        (&arguments.warn, Level::Report(Severity::Warning)),
        (&arguments.deny, Level::Report(Severity::Error)),
    ];
    for (names, level) in flags {
        for name in names {
            if name == "warnings" && level == Level::Report(Severity::Error) {
                policy.deny_warnings = true;
            } else {
                let rule = named_rule(name)?;
                if level == Level::Off && rule.fails_the_run() {
                    return Err(format!("`{name}` cannot be allowed: something was not read"));
                }
                policy.levels.insert(rule, level);
            }
        }
    }
    Ok(policy)
}

/// The rule of that name, or what to do.
pub fn named_rule(name: &str) -> Result<Rule, String> {
    Rule::from_name(name).ok_or_else(|| {
        let sentence = match rule::nearest(name, Rule::ALL.iter().map(|rule| rule.name())) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`guillemet explain` lists the rules".to_owned(),
        };
        format!("no rule goes by `{name}`: {sentence}")
    })
}

/// The levels of the project under those of the command line.
pub fn merged(mut policy: Policy, over: Policy) -> Policy {
    policy.levels.extend(over.levels);
    policy.deny_warnings |= over.deny_warnings;
    policy
}
