//! How fast guillemet finds a quote, and how surely, beside other libraries on the same bytes in the same run.

mod accuracy;
mod cold;
mod goals;
mod library;
mod measure;
mod peers;
mod project;
mod quotes;
mod random;
mod scenarios;
mod text;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::goals::Goals;
use crate::library::Library;

#[derive(Debug, Parser)]
#[command(about = "Measures how fast guillemet finds a quote, and how surely, beside other libraries")]
struct Args {
    /// What to measure; all but `cold` and `project` where nothing is said
    #[arg(long, value_delimiter = ',')]
    scenario: Vec<Scenario>,
    /// Quotes of each class and length whose search is timed
    #[arg(long, default_value_t = 20)]
    quotes: usize,
    /// Quotes of each class and length of the scenario `accuracy`
    #[arg(long, default_value_t = 1000)]
    trials: usize,
    /// Rounds of timing
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// A text of your own, in UTF-8, instead of a generated one; absent quotes are cut from its last eighth
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// Examples of each kind of fault that the scenario `accuracy` shows
    #[arg(long, default_value_t = 0)]
    misses: usize,
    /// Writes what `peers.py` measures with, and measures nothing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scenario {
    /// 10,000 quotes in 50 MB, from the text to the places
    Cold,
    /// 10,000 quotes of a project with 50 MB of sources, from its files to the report
    Project,
    /// How the text compares with other text
    Text,
    /// One quote in one article of 5 KB
    Article,
    /// One quote in 1 MB
    Megabyte,
    /// One quote in 1 MB that was indexed
    Indexed,
    /// The same quotes in indexed texts, each eight times as long as the one before
    Corpus,
    /// Many quotes in 1 MB: how many are found
    Accuracy,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let library = match args.text.as_deref().map(std::fs::read_to_string).transpose() {
        Ok(text) => Library::new(text),
        Err(error) => return failed(&format!("could not read the text: {error}")),
    };
    if let Some(file) = &args.write {
        return match write::write(file, &library) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&format!("could not write `{}`: {error}", file.display())),
        };
    }
    let mut goals = Goals::default();
    // The memory that the cold run takes is that of the process: it comes first.
    for &scenario in Scenario::value_variants() {
        let is_chosen = match args.scenario.as_slice() {
            [] => !matches!(scenario, Scenario::Cold | Scenario::Project),
            chosen => chosen.contains(&scenario),
        };
        if !is_chosen {
            continue;
        }
        match scenario {
            Scenario::Cold => cold::cold(&library, &mut goals),
            Scenario::Project => {
                if let Err(error) = project::project(&library, &mut goals) {
                    return failed(&format!("could not write the project: {error}"));
                }
            }
            Scenario::Text => library.print_statistics(),
            Scenario::Article => scenarios::article(&library, args.quotes, args.rounds, &mut goals),
            Scenario::Megabyte => scenarios::megabyte(&library, args.quotes, args.rounds, &mut goals),
            Scenario::Indexed => scenarios::indexed(&library, args.quotes, args.rounds, &mut goals),
            Scenario::Corpus => scenarios::corpus(&library, args.quotes, args.rounds, &mut goals),
            Scenario::Accuracy => accuracy::accuracy(&library, args.trials, args.misses, &mut goals),
        }
    }
    goals.print();
    ExitCode::SUCCESS
}

fn failed(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
