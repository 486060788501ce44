//! Measures the accuracy of the checker on cases with gold verdicts, and prints the rates to reach.
//!
//! `cargo run --release --example score -- [CASES] [--set NAME]… [--misses FILE] [--json FILE] [--baseline FILE] [--required]`

mod arithmetic;
mod baseline;
mod gold;
mod measures;
mod misses;
mod record;
mod scans;
mod scored;
mod speakers;
mod table;
mod trial;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::measures::Measure;
use crate::record::{Problem, Set};
use crate::scored::{Scored, Tier};
use crate::trial::Library;

/// Checks every case against its source and compares what is found with the gold verdicts.
#[derive(Parser)]
struct Args {
    /// The folder of cases.
    #[arg(default_value = "../shared/cases")]
    cases: PathBuf,
    /// Measure this set only: the name of its file without `.jsonl`. May be repeated.
    #[arg(long = "set", value_name = "NAME")]
    sets: Vec<String>,
    /// Write every miss to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    misses: Option<PathBuf>,
    /// Write the headline rates to this file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail where a headline rate is worse than in this file, which `--json` wrote.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Fail where there is nothing to measure.
    #[arg(long)]
    required: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if !args.cases.is_dir() {
        return not_measured(&args);
    }
    run(&args).unwrap_or_else(|problem| {
        eprintln!("error: {problem}");
        ExitCode::from(2)
    })
}

/// Says on both streams that nothing was measured, so that no log hides it.
fn not_measured(args: &Args) -> ExitCode {
    let line = format!(
        "accuracy was NOT measured: nothing to measure in `{}`",
        args.cases.display()
    );
    println!("{line}");
    eprintln!("{line}");
    ExitCode::from(u8::from(args.required))
}

fn run(args: &Args) -> Result<ExitCode, Problem> {
    let cases = record::read_folder(&args.cases, &args.sets)?;
    let mut problems = cases.problems;
    for file in &cases.skipped {
        show(&format!(
            "skipped: {file}, whose records say nothing of how a quote reads against a source\n"
        ));
    }
    let scored = score(&args.cases, cases.sets, &mut problems);
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    if scored.is_empty() && problems.is_empty() {
        return Ok(not_measured(args));
    }
    let mut headlines = measures::headlines(&scored);
    if args.sets.is_empty() {
        headlines.extend(speakers::measures(&args.cases, &mut problems));
    }
    let hard = measures::hard(&scored);
    show(&report(&scored, &headlines, &hard));
    headlines.extend(hard);
    if let Some(file) = &args.misses {
        write(file, &misses::lines(&scored))?;
    }
    if let Some(file) = &args.json {
        write(file, &measures::json(&headlines))?;
    }
    if !problems.is_empty() {
        return Ok(ExitCode::from(2));
    }
    let worse = match &args.baseline {
        Some(file) => baseline::regressions(file, &headlines)?,
        None => Vec::new(),
    };
    for sentence in &worse {
        eprintln!("error: accuracy got worse: {sentence}");
    }
    Ok(ExitCode::from(u8::from(!worse.is_empty())))
}

fn score(cases: &Path, mut sets: Vec<Set>, problems: &mut Vec<Problem>) -> Vec<Scored> {
    let scans = scans::sources(&sets);
    sets.push(scans::misquotes(&sets, &scans));
    let mut library = Library::new(cases, scans);
    let mut scored = Vec::new();
    for set in sets {
        let tier = Tier::of(&set.name);
        scored.extend(set.records.into_iter().map(|record| Scored {
            set: set.name.clone(),
            tier,
            trial: library.check(&record),
            record,
        }));
    }
    problems.extend(library.into_problems());
    scored
}

fn report(scored: &[Scored], headlines: &[Measure], hard: &[Measure]) -> String {
    [
        table::by_gold(scored, Tier::Headline),
        table::by_gold(scored, Tier::Peers),
        table::agreement(scored),
        table::by_gold(scored, Tier::Hard),
        table::by_gold(scored, Tier::Scans),
        table::headlines(headlines),
        table::apart(hard),
    ]
    .concat()
}

fn show(text: &str) {
    // A reader who closes the pipe has seen enough.
    let _ = io::stdout().write_all(text.as_bytes());
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    fs::write(path, text).map_err(|error| Problem::file(path, format!("could not be written: {error}")))
}
