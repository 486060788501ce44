//! The command line: what was typed, what it means, and what is printed.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::disk::{self, Project};
use crate::finding::diagnose::diagnose;
use crate::finding::report::{Outcome, Report};
use crate::finding::sentences;
use crate::policy::{Level, Policy};
use crate::report::text::{self, Look};
use crate::report::{concise, json};
use crate::rule::{self, Rule, Severity};

/// Checks every quoted span of your annotations against the original French text.
#[derive(Debug, Parser)]
#[command(name = "guillemet", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check annotation files against their sources
    Check(Check),
    /// Explain a rule, or list all rules
    Explain {
        /// The name of the rule, such as silent-correction
        rule: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Check {
    /// Annotation files, or folders of them [default: what guillemet.toml names]
    paths: Vec<PathBuf>,

    /// The format, and a file to write it to instead of standard output; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", default_value = "text")]
    output: Vec<Output>,

    /// Report a rule as an error; `warnings` lets every warning fail the run
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,

    /// Report a rule as a warning
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,

    /// Do not report a rule
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,

    /// Show the findings that annotators have accepted, with their reasons
    #[arg(long)]
    show_accepted: bool,

    /// Colours in the text report
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Concise,
    Json,
    Jsonl,
}

/// A format and where it goes.
#[derive(Clone, Debug)]
struct Output {
    format: Format,
    file: Option<PathBuf>,
}

impl std::str::FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let names: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        let format = Format::from_str(name, false).map_err(|_| format!("the formats are {}", names.join(", ")))?;
        Ok(Self { format, file })
    }
}

/// Runs the command line; the exit code is 0 for a pass, 1 for findings, 2 for a run that failed.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(arguments) => check(&arguments),
        Command::Explain { rule } => explain(rule.as_deref()),
    };
    match done {
        Ok(outcome) => ExitCode::from(match outcome {
            Outcome::Passed => 0,
            Outcome::Failed => 1,
            Outcome::NotRun => 2,
        }),
        Err(message) => {
            anstream::eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn check(arguments: &Check) -> Result<Outcome, String> {
    let levels = levels(arguments)?;
    let Project { input, policy } = disk::read_project(Path::new("."), &arguments.paths);
    let policy = merged(policy, levels);
    let report = diagnose(&input, &policy);
    for output in &arguments.output {
        write(output, &report, arguments)?;
    }
    if !report.compared() {
        anstream::eprintln!("error: {}", sentences::NOTHING_COMPARED);
    }
    Ok(report.outcome(|severity| policy.fails(severity)))
}

/// The levels of the command line, as a policy of their own.
fn levels(arguments: &Check) -> Result<Policy, String> {
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
                policy.levels.insert(named_rule(name)?, level);
            }
        }
    }
    Ok(policy)
}

fn named_rule(name: &str) -> Result<Rule, String> {
    Rule::from_name(name).ok_or_else(|| {
        let sentence = match rule::nearest(name, Rule::ALL.iter().map(|rule| rule.name())) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`guillemet explain` lists the rules".to_owned(),
        };
        format!("no rule goes by `{name}`: {sentence}")
    })
}

fn merged(mut policy: Policy, over: Policy) -> Policy {
    policy.levels.extend(over.levels);
    policy.deny_warnings |= over.deny_warnings;
    policy
}

fn write(output: &Output, report: &Report, arguments: &Check) -> Result<(), String> {
    let Some(file) = &output.file else {
        let text = render(output.format, report, arguments, terminal_colour(arguments.color));
        return print(&text);
    };
    let text = render(output.format, report, arguments, false);
    disk::write(file, &text).map_err(|error| format!("could not write `{}`: {error}", file.display()))
}

fn terminal_colour(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

fn render(format: Format, report: &Report, arguments: &Check, colour: bool) -> String {
    match format {
        Format::Text => text::render(
            report,
            Look {
                colour,
                show_accepted: arguments.show_accepted,
                width: 120,
            },
        ),
        Format::Concise => concise::render(report, arguments.show_accepted),
        Format::Json => json::document(report),
        Format::Jsonl => json::lines(report),
    }
}

/// Prints to standard output; a reader that stopped reading is no fault.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("could not write: {error}")),
        _ => Ok(()),
    }
}

fn explain(name: Option<&str>) -> Result<Outcome, String> {
    match name {
        Some(name) => print(&format!("{}\n", named_rule(name)?.page().trim_end()))?,
        None => print(&rule_list())?,
    }
    Ok(Outcome::Passed)
}

fn rule_list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    Rule::ALL
        .iter()
        .map(|rule| {
            format!(
                "{:width$}  {:7}  {}\n",
                rule.name(),
                rule.severity().name(),
                rule.summary()
            )
        })
        .collect()
}
