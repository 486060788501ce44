//! Ten thousand quotes of a project with many sources: read from disk, judged, audited, reported.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use guillemet::cli::output::look;
use guillemet::disk::project::{Wanted, read_project};
use guillemet::finding::diagnose::diagnose;
use guillemet::report::text;
use rayon::ThreadPoolBuilder;
use serde_json::json;

use crate::cold::{SAMPLED, TEXT, mixed, peak};
use crate::goals::Goals;
use crate::library::{Library, MEGABYTE};
use crate::peers::Sassy;
use crate::quotes::{Quote, Source};

/// The lengths of the sources of a project: books, then articles.
const LENGTHS: [usize; 2] = [MEGABYTE, 5000];
/// Quotes of one annotation file.
const FILE: usize = 100;

/// So often both have their turn: what else the machine does holds up one as well as the other.
const ROUNDS: usize = 5;

/// What one round took, in seconds.
struct Round {
    /// For all quotes in all sources.
    sassy: f64,
    reading: f64,
    checking: f64,
    reporting: f64,
}

impl Round {
    fn ours(&self) -> f64 {
        self.reading + self.checking + self.reporting
    }

    fn ratio(&self) -> f64 {
        self.sassy / self.ours()
    }
}

/// A project of each kind, on one core.
pub fn project(library: &Library, goals: &mut Goals) -> Result<(), Box<dyn Error>> {
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    for length in LENGTHS {
        let sources = library.articles(length, TEXT / length);
        let quotes = mixed(library, &sources);
        let folder = Folder::new()?;
        write(&folder.0, &quotes, &sources)?;
        let mut shown = String::new();
        let round = |_| {
            let sassy = sassy(&quotes, &sources);
            let (round, report) = pool.install(|| whole(&folder.0, sassy));
            shown = report;
            round
        };
        let rounds: Vec<Round> = (0..ROUNDS).map(round).collect();
        tell(rounds, length, (sources.len(), quotes.len()), &shown, goals);
    }
    Ok(())
}

/// A project from disk to the report, beside what sassy took.
fn whole(folder: &Path, sassy: f64) -> (Round, String) {
    let start = Instant::now();
    let mut project = read_project(folder, &Wanted::Named);
    project.input.audit = true;
    let reading = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let report = diagnose(&project.input, &project.policy);
    let checking = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let shown = text::render(&report, look(false, false));
    let reporting = start.elapsed().as_secs_f64();
    let round = Round {
        sassy,
        reading,
        checking,
        reporting,
    };
    (round, shown)
}

fn tell(mut rounds: Vec<Round>, length: usize, (sources, quotes): (usize, usize), shown: &str, goals: &mut Goals) {
    rounds.sort_by(|one, other| one.ratio().total_cmp(&other.ratio()));
    let median = &rounds[ROUNDS / 2];
    println!("## {quotes} quotes, {sources} sources of {length} bytes, from disk to the report, on one core\n");
    println!("| the median of {ROUNDS} rounds | seconds |\n|---|---|");
    println!("| read, and cut into words | {:.2} |", median.reading);
    println!("| quotes checked, sources audited | {:.2} |", median.checking);
    println!("| the report, {} KB | {:.2} |", shown.len() / 1000, median.reporting);
    println!("| all | {:.2} |", median.ours());
    println!(
        "| sassy, all quotes in all sources, from {} quotes | {:.0} |\n",
        quotes.div_ceil(SAMPLED),
        median.sassy
    );
    println!("{}\n", shown.lines().last().unwrap_or_default());
    if let Some(peak) = peak() {
        println!("At its highest, the process took {peak:.0} MB.\n");
    }
    let what = format!("{quotes} quotes in {sources} sources, judged and reported, sassy ÷ guillemet");
    let (least, most) = (rounds[0].ratio(), rounds[ROUNDS - 1].ratio());
    let measured = format!("{:.0} ({least:.0}–{most:.0})", median.ratio());
    goals.at_least(&what, 50.0, median.ratio(), &measured);
}

/// The seconds that all quotes would take in all sources, from a sample.
fn sassy(quotes: &[Quote], sources: &[Source]) -> f64 {
    let mut sassy = Sassy::new();
    let sample: Vec<&Quote> = quotes.iter().step_by(SAMPLED).collect();
    let start = Instant::now();
    for quote in &sample {
        for source in sources {
            std::hint::black_box(sassy.place(quote.needle(), source.folded.bytes()));
        }
    }
    start.elapsed().as_secs_f64() / sample.len() as f64 * quotes.len() as f64
}

fn write(folder: &Path, quotes: &[Quote], sources: &[Source]) -> Result<(), Box<dyn Error>> {
    let mut declared = String::from("annotations = [\"annotations/*.json\"]\n");
    for (number, source) in sources.iter().enumerate() {
        let path = format!("sources/{number}.txt");
        fs::write(folder.join(&path), &source.text)?;
        declared.push_str(&format!("[[sources]]\nid = \"{number}\"\npath = \"{path}\"\n"));
    }
    fs::write(folder.join("guillemet.toml"), declared)?;
    for (number, quotes) in quotes.chunks(FILE).enumerate() {
        let claims: Vec<_> = quotes
            .iter()
            .enumerate()
            .map(|(at, quote)| {
                json!({ "id": format!("{at}"), "source": quote.source.to_string(), "quotes": [quote.text] })
            })
            .collect();
        let file = folder.join(format!("annotations/{number}.json"));
        fs::write(file, json!({ "claims": claims }).to_string())?;
    }
    Ok(())
}

/// A folder that is removed again.
struct Folder(PathBuf);

impl Folder {
    fn new() -> std::io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("guillemet-peers-{}", std::process::id()));
        fs::create_dir_all(folder.join("sources"))?;
        fs::create_dir_all(folder.join("annotations"))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed from the folder of temporary files is the system's to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}
