//! One quote against one text: an article, a megabyte, an indexed corpus that grows.

use std::time::Duration;

use guillemet::search::index::Index;

use crate::goals::Goals;
use crate::library::{Library, MEGABYTE};
use crate::measure::{Engine, Filter, Results, is_absent, is_plain, is_present};
use crate::peers::{self, Sassy};
use crate::quotes::{Quote, Source};

/// So many times as many quotes where a search is over so soon that the first ones after another engine, which find
/// nothing of theirs in the caches, would count for much.
const MANY: usize = 5;

/// A quote in an article.
pub fn article(library: &Library, quotes: usize, rounds: usize, goals: &mut Goals) {
    const ARTICLES: usize = 8;
    const LENGTH: usize = 5000;
    /// So quick a search is repeated until the clock can tell.
    const LEAST: Duration = Duration::from_micros(500);
    /// And in so many times as many rounds, of which each is soon over and soon disturbed.
    const ROUNDS: usize = 5;
    let sources = library.articles(LENGTH, ARTICLES);
    let mut sassy = Sassy::new();
    let mut engines = [
        Engine::new("guillemet", |quote| {
            peers::guillemet_scan(&quote.folded, &sources[quote.source].folded)
        }),
        Engine::new("sassy", |quote| {
            sassy.place(quote.needle(), sources[quote.source].folded.bytes())
        }),
        Engine::new("rust-bio", |quote| {
            peers::rust_bio(quote.needle(), sources[quote.source].folded.bytes())
        }),
    ];
    let quotes = library.quotes(&sources, quotes.max(2 * ARTICLES));
    let text = |quote: &Quote| sources[quote.source].folded.bytes();
    let results = Results::measured(&quotes, text, &mut engines, ROUNDS * rounds, LEAST);
    println!("## One quote, one article of {LENGTH} bytes\n");
    let wanted: [(&str, Filter, f64); 3] = [
        ("article, ÷ sassy, mean of all but absent", &is_present, 0.25),
        ("article, ÷ sassy, verbatim and typographic", &is_plain, 0.05),
        ("article, ÷ sassy, absent", &is_absent, 1.0),
    ];
    beside_sassy(&results, &wanted, goals);
}

/// A quote in a megabyte.
pub fn megabyte(library: &Library, quotes: usize, rounds: usize, goals: &mut Goals) {
    let source = Source::new(library.text(MEGABYTE));
    let bytes = source.folded.bytes();
    let mut sassy = Sassy::new();
    let mut engines = [
        Engine::new("guillemet", |quote| {
            peers::guillemet_scan(&quote.folded, &source.folded)
        }),
        Engine::new("sassy", |quote| sassy.place(quote.needle(), bytes)),
        Engine::new("rust-bio", |quote| peers::rust_bio(quote.needle(), bytes)),
    ];
    let results = one_source(library, &source, quotes, rounds, &mut engines);
    println!("## One quote, {} bytes\n", source.text.len());
    let wanted: [(&str, Filter, f64); 2] = [
        ("1 MB, ÷ sassy, mean of all but absent", &is_present, 0.18),
        ("1 MB, ÷ sassy, absent", &is_absent, 1.1),
    ];
    beside_sassy(&results, &wanted, goals);
}

/// Prints what the first engine takes beside the second, and whether that is as little as wanted.
fn beside_sassy(results: &Results, wanted: &[(&str, Filter, f64)], goals: &mut Goals) {
    results.print_ratios(0, 1);
    results.print_engines();
    for &(what, filter, most) in wanted {
        let ratio = results.ratio(filter, 0, 1);
        goals.at_most(what, most, ratio.median, &ratio.to_string());
    }
}

/// A quote in a megabyte that was indexed.
pub fn indexed(library: &Library, quotes: usize, rounds: usize, goals: &mut Goals) {
    let source = Source::new(library.text(MEGABYTE));
    let bytes = source.folded.bytes();
    let index = Index::new(bytes);
    let mut sassy = Sassy::new();
    let mut engines = [
        Engine::new("guillemet, indexed", |quote| {
            peers::guillemet_index(&quote.folded, &index, &source.folded)
        }),
        Engine::new("sassy", |quote| sassy.place(quote.needle(), bytes)),
    ];
    let results = one_source(library, &source, MANY * quotes, rounds, &mut engines);
    println!("## One quote, {} bytes that were indexed\n", source.text.len());
    results.print_ratios(1, 0);
    results.print_engines();
    for (what, filter, least) in [
        (
            "1 MB indexed, sassy ÷ guillemet, mean of all but absent",
            &is_present as Filter,
            150.0,
        ),
        ("1 MB indexed, sassy ÷ guillemet, absent", &is_absent, 15.0),
    ] {
        let ratio = results.ratio(filter, 1, 0);
        goals.at_least(what, least, ratio.median, &ratio.to_string());
    }
}

fn one_source(library: &Library, source: &Source, quotes: usize, rounds: usize, engines: &mut [Engine]) -> Results {
    let quotes = library.quotes(std::slice::from_ref(source), quotes);
    Results::measured(&quotes, |_| source.folded.bytes(), engines, rounds, Duration::ZERO)
}

/// The same quotes in texts of which each is eight times as long as the one before, and starts with it.
pub fn corpus(library: &Library, quotes: usize, rounds: usize, goals: &mut Goals) {
    const GROWTH: usize = 8;
    const NAMES: [&str; 3] = ["the text", "8 times the text", "64 times the text"];
    let first = match library.size() {
        Some(size) => (size / GROWTH).min(MEGABYTE),
        None => MEGABYTE,
    };
    let sizes = [first, first * GROWTH, first * GROWTH * GROWTH];
    let corpora: Vec<(Source, Index)> = sizes
        .into_iter()
        .filter(|&size| library.has(size))
        .map(|size| {
            let source = Source::new(library.text(size));
            let index = Index::new(source.folded.bytes());
            (source, index)
        })
        .collect();
    let (Some((smallest, _)), Some((largest, _))) = (corpora.first(), corpora.last()) else {
        return;
    };
    let mut engines: Vec<Engine> = NAMES
        .into_iter()
        .zip(&corpora)
        .map(|(name, (source, index))| {
            Engine::new(name, |quote| {
                peers::guillemet_index(&quote.folded, index, &source.folded)
            })
        })
        .collect();
    let quotes = library.quotes(std::slice::from_ref(smallest), MANY * quotes);
    let text = |_: &Quote| largest.folded.bytes();
    let results = Results::measured(&quotes, text, &mut engines, rounds, Duration::ZERO);
    println!(
        "## The same quotes, a corpus that grows: {} bytes first\n",
        smallest.text.len()
    );
    for larger in 1..corpora.len() {
        results.print_ratios(larger, larger - 1);
    }
    results.print_engines();
    for larger in 1..corpora.len() {
        let from = if larger == 1 { "" } else { ", and as much again" };
        for (what, filter) in [("all but absent", &is_present as Filter), ("absent", &is_absent)] {
            let ratio = results.ratio(filter, larger, larger - 1);
            let what = format!("corpus × 8{from}, time of a quote, {what}");
            goals.at_most(&what, 1.6, ratio.median, &ratio.to_string());
        }
    }
}
