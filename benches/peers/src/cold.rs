//! Ten thousand quotes in a library that nothing is known of yet: folded, indexed, searched.

use std::time::Instant;

use guillemet::search::index::Index;
use guillemet::text::folded::Folded;

use crate::goals::Goals;
use crate::library::{Library, MEGABYTE};
use crate::measure::{Tally, percent};
use crate::peers::{self, Sassy};
use crate::quotes::{Class, LENGTHS, Quote, Source};
use crate::random::Random;

pub const QUOTES: usize = 10_000;
pub const TEXT: usize = 50 * MEGABYTE;

/// sassy searches for one quote in so many, and its time is taken for all.
pub const SAMPLED: usize = 200;

/// So many quotes by one, and a sample by the other, in turn.
const BATCH: usize = 1000;

pub fn cold(library: &Library, goals: &mut Goals) {
    let (text, quotes) = given(library);
    let start = Instant::now();
    let folded = Folded::new(&text);
    let folding = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let index = Index::new(folded.bytes());
    let indexing = start.elapsed().as_secs_f64();
    let mut sassy = Sassy::new();
    let (mut searching, mut scanning, mut scanned) = (0.0, 0.0, 0);
    let (mut present, mut absent) = (Tally::default(), Tally::default());
    for batch in quotes.chunks(BATCH) {
        let start = Instant::now();
        let answers: Vec<_> = batch
            .iter()
            .map(|quote| peers::guillemet_index(&Folded::new(&quote.text), &index, &folded))
            .collect();
        searching += start.elapsed().as_secs_f64();
        for (quote, answer) in batch.iter().zip(&answers) {
            let tally = if quote.gold.is_some() {
                &mut present
            } else {
                &mut absent
            };
            tally.count(quote, answer.as_ref(), folded.bytes());
        }
        for quote in batch.iter().step_by(SAMPLED) {
            let start = Instant::now();
            std::hint::black_box(sassy.place(quote.needle(), folded.bytes()));
            scanning += start.elapsed().as_secs_f64();
            scanned += 1;
        }
    }
    let ours = folding + indexing + searching;
    let theirs = scanning / f64::from(scanned) * quotes.len() as f64;
    println!(
        "## {} quotes, {} bytes, from nothing, on one core\n",
        quotes.len(),
        text.len()
    );
    println!("| | seconds |\n|---|---|");
    println!("| guillemet: the text is folded | {folding:.2} |");
    println!("| it is indexed | {indexing:.2} |");
    println!("| the quotes are folded and found | {searching:.2} |");
    println!("| all | {ours:.2} |");
    println!("| sassy, from {scanned} quotes | {theirs:.0} |\n");
    println!(
        "Found {:.2} %, both ends right {:.2} %, absent and answered {:.2} %. The index takes {:.0} MB, the folded \
         text {:.0} MB{}.\n",
        percent(present.found, present.quotes),
        percent(present.ends, present.quotes),
        percent(absent.answered, absent.quotes),
        index.size() as f64 / 1e6,
        folded.bytes().len() as f64 / 1e6,
        peak().map_or(String::new(), |peak| format!(
            "; at its highest, the process took {peak:.0} MB"
        )),
    );
    let what = format!(
        "{} quotes in {} MB, sassy ÷ guillemet",
        quotes.len(),
        text.len() / MEGABYTE
    );
    goals.at_least(&what, 200.0, theirs / ours, &format!("{:.0}", theirs / ours));
}

/// The text, and quotes from all over it.
fn given(library: &Library) -> (String, Vec<Quote>) {
    let source = Source::new(library.text(TEXT));
    let quotes = mixed(library, std::slice::from_ref(&source));
    (source.text, quotes)
}

/// Quotes of all classes and lengths in mixed order.
pub fn mixed(library: &Library, sources: &[Source]) -> Vec<Quote> {
    let count = QUOTES.div_ceil(Class::ALL.len() * LENGTHS.len());
    let mut quotes = library.quotes(sources, count).concat();
    Random::new(1).shuffle(&mut quotes, usize::MAX);
    quotes.truncate(QUOTES);
    quotes
}

/// The most memory that the process ever had, in megabytes, where the system tells.
pub fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1000.0)
}
