//! The command line: what was typed, what it means, and what is printed.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::disk::{self, Project, Wanted};
use crate::finding::diagnose::diagnose;
use crate::finding::report::{Outcome, Report};
use crate::finding::sentences;
use crate::policy::{Level, Policy};
use crate::report::text::{self, Look};
use crate::report::{concise, github, gitlab, json, junit, markdown, sarif, skeleton};
use crate::rule::{self, Rule, Severity};

/// Checks every quoted span of your annotations against the original French text.
///
/// Exit codes: 0 nothing at a failing level, 1 findings, 2 the run itself failed: a file could not be
/// read or parsed, an option is wrong, or nothing was compared.
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
    /// Check the sources against themselves: names, quotations, marks
    Audit(Audit),
    /// Find one quote in the sources: where it stands, how it differs
    Locate(Locate),
    /// List the quoted spans of a source as an annotation file to fill in
    Extract {
        /// The id of a source, or its path
        source: String,
    },
    /// Print the completions of a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page of guillemet, or of one of its commands
    Man {
        /// The name of the command, such as check
        command: Option<String>,
    },
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

    #[command(flatten)]
    reporting: Reporting,
}

#[derive(Debug, Args)]
struct Audit {
    /// Texts, or folders of them [default: the sources that guillemet.toml declares]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reporting: Reporting,
}

/// What is reported, how, and where to.
#[derive(Debug, Args)]
struct Reporting {
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

#[derive(Debug, Args)]
struct Locate {
    /// The words quoted
    quote: String,

    /// The id of a source, or its path; may be given several times [default: all declared]
    #[arg(long, short)]
    source: Vec<String>,

    /// The format
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    output: Format,

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
    Sarif,
    Junit,
    Github,
    Gitlab,
    Markdown,
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
        Command::Audit(arguments) => audit(&arguments),
        Command::Locate(arguments) => locate(&arguments),
        Command::Extract { source } => extract(&source),
        Command::Completions { shell } => completions(shell),
        Command::Man { command } => manual(command.as_deref()),
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

fn audit(arguments: &Audit) -> Result<Outcome, String> {
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
    let levels = levels(reporting)?;
    let Project { mut input, policy } = disk::read_project(Path::new("."), wanted);
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

/// The levels of the command line, as a policy of their own.
fn levels(arguments: &Reporting) -> Result<Policy, String> {
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

fn write(output: &Output, report: &Report, arguments: &Reporting) -> Result<(), String> {
    let Some(file) = &output.file else {
        let colour = terminal_colour(arguments.color);
        return print(&render(output.format, report, arguments.show_accepted, colour));
    };
    let text = render(output.format, report, arguments.show_accepted, false);
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

fn render(format: Format, report: &Report, show_accepted: bool, colour: bool) -> String {
    match format {
        Format::Text => text::render(report, look(show_accepted, colour)),
        Format::Concise => concise::render(report, show_accepted),
        Format::Json => json::document(report),
        Format::Jsonl => json::lines(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
        Format::Markdown => markdown::render(report),
    }
}

/// Columns of a text report: those of an ordinary wide terminal, the same wherever it is printed.
const WIDTH: usize = 120;

fn look(show_accepted: bool, colour: bool) -> Look {
    Look {
        colour,
        show_accepted,
        width: WIDTH,
    }
}

/// Prints to standard output; a reader that stopped reading is no fault.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("could not write: {error}")),
        _ => Ok(()),
    }
}

fn locate(arguments: &Locate) -> Result<Outcome, String> {
    let wanted = Wanted::Given {
        quote: &arguments.quote,
        sources: &arguments.source,
    };
    let Project { input, policy } = disk::read_project(Path::new("."), &wanted);
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

fn extract(name: &str) -> Result<Outcome, String> {
    let sources = [name.to_owned()];
    let wanted = Wanted::Given {
        quote: "",
        sources: &sources,
    };
    let Project { input, .. } = disk::read_project(Path::new("."), &wanted);
    if let Some(problem) = input.problems.first() {
        return Err(problem.message.clone());
    }
    // The name as the project knows it: a path was typed from the working directory.
    let quotes = input
        .annotations
        .iter()
        .flat_map(|(_, annotations)| &annotations.claims)
        .flat_map(|claim| &claim.quotes);
    let name = quotes
        .flat_map(|quote| &quote.sources)
        .next()
        .map_or(name, |cited| cited.name.as_str());
    let found = input
        .corpus
        .find(name)
        .and_then(|at| Some((input.corpus.source(at)?, &input.sources[at])));
    let Some((source, file)) = found else {
        let ids = input
            .corpus
            .entries()
            .iter()
            .map(|entry| entry.description().id.as_str());
        let sentence = sentences::unknown_source(name, rule::nearest(name, ids));
        return Err(format!("{}: {}", sentence.message, sentence.help.unwrap_or_default()));
    };
    print(&skeleton::render(source, file))?;
    Ok(Outcome::Passed)
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome, String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "guillemet", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Passed)
}

fn manual(name: Option<&str>) -> Result<Outcome, String> {
    let mut command = Cli::command();
    command.build();
    let command = match name {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| format!("no command goes by `{name}`: `guillemet help` lists them"))?
        }
    };
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).render(&mut page);
    rendered.map_err(|error| format!("could not write: {error}"))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Passed)
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
