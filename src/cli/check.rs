//! `check`, `audit` and `locate`: from a project to a report.

use std::path::Path;

use crate::cli::args::{Audit, Check, Format, Levels, Locate, Reporting};
use crate::cli::output::{look, print, render, terminal_colour, write};
use crate::disk::{self, Project, Wanted};
use crate::finding::diagnose::diagnose;
use crate::finding::report::{Outcome, Report};
use crate::finding::sentences;
use crate::policy::{Level, Policy};
use crate::report::{concise, text};
use crate::rule::{self, Rule, Severity};

pub fn check(arguments: &Check) -> Result<Outcome, String> {
    let wanted = match arguments.paths.as_slice() {
        [] => Wanted::Named,
        paths => Wanted::At(paths),
    };
    run_on(
        &wanted,
        &arguments.reporting,
        Report::compared,
        sentences::NOTHING_COMPARED,
    )
}

pub fn audit(arguments: &Audit) -> Result<Outcome, String> {
    let wanted = match arguments.paths.as_slice() {
        [] => Wanted::Declared,
        paths => Wanted::Sources(paths),
    };
    let read = |report: &Report| 0 < report.summary.sources;
    run_on(&wanted, &arguments.reporting, read, sentences::NOTHING_READ)
}

/// Reads, diagnoses and reports what is wanted. `examined` says whether there was anything to look
/// at; if not, `nothing` is said and the run is no pass.
fn run_on(
    wanted: &Wanted,
    reporting: &Reporting,
    examined: impl Fn(&Report) -> bool,
    nothing: &'static str,
) -> Result<Outcome, String> {
    let levels = levels(&reporting.levels)?;
    let Project { mut input, policy, .. } = disk::read_project(Path::new("."), wanted);
    input.audit = true;
    let policy = merged(policy, levels);
    let mut report = diagnose(&input, &policy);
    report.unexamined = (!examined(&report)).then_some(nothing);
    for output in &reporting.output {
        write(output, &report, reporting)?;
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
    let Project { input, policy, .. } = disk::read_project(Path::new("."), &wanted);
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
