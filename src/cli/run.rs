//! From the arguments to the exit code.

use std::process::ExitCode;

use clap::Parser;

use crate::cli::args::{Cli, Command};
use crate::cli::{check, fix, init, record, show};
use crate::finding::report::Outcome;

/// Runs the command line; the exit code is 0 for a pass, 1 for findings, 2 for a run that failed.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Fix(arguments) => fix::fix(&arguments),
        Command::Init { folder } => init::init(&folder),
        Command::Baseline => record::baseline(),
        Command::Lock { update } => record::lock(update),
        Command::Schema { of } => show::schema(of),
        Command::Audit(arguments) => check::audit(&arguments),
        Command::Locate(arguments) => check::locate(&arguments),
        Command::Extract { source } => show::extract(&source),
        Command::Completions { shell } => show::completions(shell),
        Command::Man { command } => show::manual(command.as_deref()),
        Command::Explain { rule } => show::explain(rule.as_deref()),
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
