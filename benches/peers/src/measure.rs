//! Engines run one after the other on the same quotes, round after round, and what is made of their times.

use std::fmt;
use std::time::{Duration, Instant};

use guillemet::search::place::Place;

use crate::quotes::{Class, LENGTHS, Outcome, Quote};

/// Something that finds a quote.
pub struct Engine<'e> {
    pub name: &'static str,
    pub find: Find<'e>,
}

/// Gives the best place.
pub type Find<'e> = Box<dyn FnMut(&Quote) -> Option<Place> + 'e>;

impl<'e> Engine<'e> {
    pub fn new(name: &'static str, find: impl FnMut(&Quote) -> Option<Place> + 'e) -> Self {
        Self {
            name,
            find: Box::new(find),
        }
    }
}

/// What came of the quotes of one class and length.
#[derive(Clone, Debug)]
pub struct Cell {
    pub class: Class,
    pub length: usize,
    /// Seconds a quote: for each round, those of each engine.
    pub rounds: Vec<Vec<f64>>,
    /// For each engine.
    pub tallies: Vec<Tally>,
}

/// How often an engine was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Quotes that are within the limit of their place, or absent.
    pub quotes: usize,
    /// Quotes that are further from their place than the limit allows: no engine is asked for them.
    pub beyond: usize,
    pub answered: usize,
    pub found: usize,
    pub ends: usize,
}

impl Tally {
    pub fn count(&mut self, quote: &Quote, answer: Option<&Place>, source: &[u8]) -> Outcome {
        if !quote.is_within_limit() {
            self.beyond += 1;
            return Outcome::Right;
        }
        let outcome = quote.outcome(answer, source);
        self.quotes += 1;
        self.answered += usize::from(answer.is_some());
        self.found += usize::from(outcome.is_found());
        self.ends += usize::from(outcome == Outcome::Right);
        outcome
    }

    pub fn add(self, other: Self) -> Self {
        Self {
            quotes: self.quotes + other.quotes,
            beyond: self.beyond + other.beyond,
            answered: self.answered + other.answered,
            found: self.found + other.found,
            ends: self.ends + other.ends,
        }
    }
}

/// Runs the engines in turn, each on all quotes of one class and length that are within the limit, and so often in a
/// row that it takes at least `least`; each round starts with another engine. What they find is counted before the
/// first round.
fn measure<'s>(
    quotes: &[Quote],
    source: impl Fn(&Quote) -> &'s [u8],
    engines: &mut [Engine],
    rounds: usize,
    least: Duration,
) -> Option<Cell> {
    let quotes: Vec<&Quote> = quotes.iter().filter(|quote| quote.is_within_limit()).collect();
    let first = *quotes.first()?;
    let mut tallies = Vec::new();
    let mut repeats = Vec::new();
    for engine in &mut *engines {
        let mut tally = Tally::default();
        let start = Instant::now();
        let answers: Vec<Option<Place>> = quotes.iter().copied().map(&mut engine.find).collect();
        let taken = start.elapsed().as_secs_f64();
        repeats.push((least.as_secs_f64() / taken).ceil().clamp(1.0, 100.0) as usize);
        for (quote, answer) in quotes.iter().zip(&answers) {
            tally.count(quote, answer.as_ref(), source(quote));
        }
        tallies.push(tally);
    }
    let rounds = (0..rounds).map(|round| {
        let mut times = vec![0.0; engines.len()];
        for turn in 0..engines.len() {
            let number = (round + turn) % engines.len();
            let start = Instant::now();
            for _ in 0..repeats[number] {
                for quote in &quotes {
                    std::hint::black_box((engines[number].find)(std::hint::black_box(quote)));
                }
            }
            times[number] = start.elapsed().as_secs_f64() / (repeats[number] * quotes.len()) as f64;
        }
        times
    });
    let rounds = rounds.collect();
    Some(Cell {
        class: first.class,
        length: first.length,
        rounds,
        tallies,
    })
}

/// A figure of several rounds: a round that something else disturbed counts for nothing in the median.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Figure {
    /// The same figure of the medians of all cells, and of single rounds.
    fn new(median: f64, rounds: impl Iterator<Item = f64> + Clone) -> Self {
        Self {
            median,
            least: rounds.clone().fold(f64::INFINITY, f64::min),
            most: rounds.fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self { median, least, most } = self;
        let digits = digits(*median);
        write!(formatter, "{median:.digits$} ({least:.digits$}–{most:.digits$})")
    }
}

/// A number with about three figures.
pub fn short(number: f64) -> String {
    format!("{number:.0$}", digits(number))
}

/// The figures after the point that are worth printing.
fn digits(number: f64) -> usize {
    match number {
        ..0.01 => 5,
        ..0.1 => 4,
        ..1.0 => 3,
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    }
}

/// All cells of a scenario.
#[derive(Clone, Debug)]
pub struct Results {
    pub engines: Vec<&'static str>,
    pub cells: Vec<Cell>,
}

/// Which cells are meant.
pub type Filter<'f> = &'f dyn Fn(&Cell) -> bool;

pub fn is_present(cell: &Cell) -> bool {
    cell.class != Class::Absent
}

pub fn is_absent(cell: &Cell) -> bool {
    cell.class == Class::Absent
}

/// What stands there but for its typography.
pub fn is_plain(cell: &Cell) -> bool {
    matches!(cell.class, Class::Verbatim | Class::Typographic)
}

impl Results {
    /// What [`measure`] tells of each kind of quotes.
    pub fn measured<'t>(
        kinds: &[Vec<Quote>],
        text: impl Fn(&Quote) -> &'t [u8],
        engines: &mut [Engine],
        rounds: usize,
        least: Duration,
    ) -> Self {
        let cells = kinds
            .iter()
            .filter_map(|quotes| measure(quotes, &text, engines, rounds, least));
        Self {
            cells: cells.collect(),
            engines: engines.iter().map(|engine| engine.name).collect(),
        }
    }

    /// The times of an engine in these cells, as they were in one round or as the rounds were in the middle.
    fn sum(&self, filter: Filter, round: Option<usize>, engine: usize) -> f64 {
        let time = |cell: &Cell| match round {
            Some(round) => cell.rounds[round][engine],
            None => median(cell.rounds.iter().map(|times| times[engine]).collect()),
        };
        self.cells.iter().filter(|cell| filter(cell)).map(time).sum()
    }

    fn rounds(&self) -> std::ops::Range<usize> {
        0..self.cells.first().map_or(0, |cell| cell.rounds.len())
    }

    /// The mean time of one engine over that of another.
    pub fn ratio(&self, filter: Filter, engine: usize, peer: usize) -> Figure {
        let ratio = |round| self.sum(filter, round, engine) / self.sum(filter, round, peer);
        Figure::new(ratio(None), self.rounds().map(|round| ratio(Some(round))))
    }

    /// The mean time of an engine, in microseconds a quote.
    pub fn time(&self, filter: Filter, engine: usize) -> f64 {
        let count = self.cells.iter().filter(|cell| filter(cell)).count() as f64;
        self.sum(filter, None, engine) / count * 1e6
    }

    pub fn tally(&self, filter: Filter, engine: usize) -> Tally {
        let cells = self.cells.iter().filter(|cell| filter(cell));
        cells
            .map(|cell| cell.tallies[engine])
            .fold(Tally::default(), Tally::add)
    }

    /// The ratio of one engine to another by class and length.
    pub fn print_ratios(&self, engine: usize, peer: usize) {
        println!(
            "{} ÷ {}, by the characters of the quote:\n",
            self.engines[engine], self.engines[peer]
        );
        println!("| | {} | all |", LENGTHS.map(|length| length.to_string()).join(" | "));
        println!("|---|{}", "---|".repeat(LENGTHS.len() + 1));
        for class in Class::ALL {
            let of = |filter: Filter| short(self.ratio(filter, engine, peer).median);
            let lengths = LENGTHS.map(|length| of(&|cell| cell.class == class && cell.length == length));
            println!(
                "| {} | {} | {} |",
                class.name(),
                lengths.join(" | "),
                of(&|cell| cell.class == class)
            );
        }
        println!();
    }

    /// Time and rightness of all engines by class.
    pub fn print_engines(&self) {
        println!(
            "Microseconds a quote, mean over the lengths; found %, both ends right % (of absent ones: answered %):\n"
        );
        println!("| | {} |", self.engines.join(" | "));
        println!("|---|{}", "---|".repeat(self.engines.len()));
        for class in Class::ALL {
            let filter = |cell: &Cell| cell.class == class;
            let columns: Vec<String> = (0..self.engines.len())
                .map(|engine| {
                    let time = self.time(&filter, engine);
                    format!("{}; {}", short(time), rightness(class, self.tally(&filter, engine)))
                })
                .collect();
            println!("| {} | {} |", class.name(), columns.join(" | "));
        }
        println!();
    }
}

/// How often an engine was right, in short.
pub fn rightness(class: Class, tally: Tally) -> String {
    if class == Class::Absent {
        return format!("{:.1}", percent(tally.answered, tally.quotes));
    }
    format!(
        "{:.1}, {:.1}",
        percent(tally.found, tally.quotes),
        percent(tally.ends, tally.quotes)
    )
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}
