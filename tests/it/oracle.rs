//! `locate` against a slow, plain alignment of the whole quote with the whole source.

use guillemet::matching::align;
use guillemet::matching::locate::locate;
use guillemet::matching::pattern::{Gap, Pattern};
use guillemet::matching::prepared::Prepared;
use guillemet::text::origin::Decoded;

fn prepare(text: &str) -> Prepared {
    Prepared::new(Decoded::slice(text, 0))
}

/// The cheapest way to turn the quote into any stretch of the source: every pair of positions, and
/// every length of gap, tried one by one.
fn cheapest(quote: &Prepared, source: &Prepared) -> u32 {
    let (rows, columns) = (quote.words().len(), source.words().len());
    let mut cost = vec![vec![u32::MAX / 2; columns + 1]; rows + 1];
    cost[0].fill(0);
    // How many sentences start before each word.
    let mut starts = vec![0];
    for at in 0..columns {
        starts.push(starts[at] + u32::from(align::opens(source, at)));
    }
    for row in 1..=rows {
        for column in 0..=columns {
            let mut best = cost[row - 1][column] + quote.letters_of(row - 1).weight();
            if column > 0 {
                let (one, other) = (quote.key(row - 1), source.key(column - 1));
                let price = if one == other {
                    0
                } else {
                    let start = 1 < row && starts[column - 1] < starts[column] && !quote.starts_sentence(row - 1);
                    align::replace_cost(quote.known(row - 1), source.known(column - 1))
                        + if start { align::SENTENCE } else { 0 }
                };
                best = best.min(cost[row - 1][column - 1] + price);
            }
            let within = row < rows && !quote.starts_sentence(row);
            for length in 1..=column {
                let starts = starts[column] - starts[column - length];
                let price = align::gap_cost(Gap::Closed, length) + if within { starts * align::SENTENCE } else { 0 };
                best = best.min(cost[row][column - length] + price);
            }
            for count in 2..=align::MOST_JOINED {
                for (quoted, sourced) in [(1, count), (count, 1)] {
                    if quoted <= row && sourced <= column {
                        let one: String = (row - quoted..row).map(|at| quote.key(at)).collect();
                        let other: String = (column - sourced..column).map(|at| source.key(at)).collect();
                        if one == other {
                            best = best.min(cost[row - quoted][column - sourced] + align::JOIN);
                        }
                    }
                }
            }
            cost[row][column] = best;
        }
    }
    *cost[rows].iter().min().expect("there is a column")
}

/// A small generator with a fixed seed, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Some words of the source, changed in one of the ways that people change quotes.
fn changed(words: &[&str], dice: &mut Dice) -> String {
    let length = 6 + dice.roll(25);
    let start = dice.roll(words.len() - length);
    let mut quote: Vec<String> = words[start..start + length]
        .iter()
        .map(|word| (*word).to_owned())
        .collect();
    let at = 1 + dice.roll(length - 2);
    match dice.roll(6) {
        0 => {}
        1 => quote[at] = "naguère".to_owned(),
        2 => {
            quote.remove(at);
        }
        3 => quote.insert(at, "vraiment".to_owned()),
        4 => {
            quote.drain(at..(at + 8).min(length - 1));
        }
        _ => quote[at] = quote[at].chars().rev().collect(),
    }
    quote.join(" ")
}

#[test]
fn the_best_place_costs_what_the_plain_alignment_costs() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for name in ["003_f03ea774d634c901.txt", "004_8a7a39b33ecec930.txt"] {
        let text = std::fs::read_to_string(folder.join(name)).expect("the seed is there");
        let source = prepare(&text);
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut dice = Dice(7);
        for round in 0..40 {
            let quote = prepare(&changed(&words, &mut dice));
            let total = quote.total_weight();
            let plain = cheapest(&quote, &source);
            // Beyond a third of its weight a quote may count as absent.
            if plain * 3 < total {
                let located = locate(&Pattern::literal(quote.clone()), &source, || None);
                let found = located.first().map(|candidate| candidate.cost);
                assert_eq!(found, Some(plain), "{name}, round {round}: {}", quote.text());
            }
        }
    }
}
