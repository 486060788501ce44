//! A text and quotes as JSON Lines, for libraries that are called from Python.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use guillemet::search::index::Index;
use guillemet::search::place::{Place, limit};
use serde_json::json;

use crate::library::{Library, MEGABYTE};
use crate::peers;
use crate::quotes::{Quote, Source};

/// Quotes of each class and length.
const QUOTES: usize = 10;
const ROUNDS: usize = 5;

/// First a line with the text and what it folds to, then one for each quote. A folded byte is written as the character
/// of its number.
pub fn write(file: &Path, library: &Library) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let source = Source::new(library.text(MEGABYTE));
    let index = Index::new(source.folded.bytes());
    let letters = |bytes: &[u8]| -> String { bytes.iter().copied().map(char::from).collect() };
    writeln!(
        out,
        "{}",
        json!({ "text": source.text, "folded": letters(source.folded.bytes()) })
    )?;
    let quotes = library.quotes(std::slice::from_ref(&source), QUOTES).concat();
    let scans = microseconds(&quotes, |quote| peers::guillemet_scan(&quote.folded, &source.folded));
    let look_ups = microseconds(&quotes, |quote| {
        peers::guillemet_index(&quote.folded, &index, &source.folded)
    });
    for ((quote, scan), look_up) in quotes.iter().zip(scans).zip(look_ups) {
        let gold = quote.gold.as_ref();
        let line = json!({
            "class": quote.class.name(),
            "length": quote.length,
            "quote": quote.text,
            "needle": letters(quote.needle()),
            "limit": limit(quote.needle().len()),
            "span": gold.map(|gold| (gold.span.start, gold.span.end)),
            "folded_span": gold.map(|gold| (gold.folded.start, gold.folded.end)),
            "distance": gold.map(|gold| gold.distance),
            "scan_microseconds": scan,
            "index_microseconds": look_up,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// For each quote the median of some rounds through all of them.
fn microseconds(quotes: &[Quote], mut find: impl FnMut(&Quote) -> Option<Place>) -> Vec<f64> {
    let mut times = vec![Vec::new(); quotes.len()];
    for _ in 0..ROUNDS {
        for (quote, times) in quotes.iter().zip(&mut times) {
            let start = Instant::now();
            std::hint::black_box(find(quote));
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    };
    times.into_iter().map(median).collect()
}
