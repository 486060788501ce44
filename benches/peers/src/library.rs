//! Where texts come from: generated, or the user's own.

use std::collections::HashMap;

use guillemet::text::folded::Folded;

use crate::peers::Sassy;
use crate::quotes::{Class, LENGTHS, Quote, Source, quotes};
use crate::text;

pub const MEGABYTE: usize = 1_000_000;

/// A text to cut quotes from, and another for those that are to be absent.
#[derive(Debug)]
pub struct Library {
    given: Option<String>,
    other: String,
}

impl Library {
    pub fn new(given: Option<String>) -> Self {
        let Some(mut given) = given else {
            return Self {
                given: None,
                other: text::text(MEGABYTE, 2),
            };
        };
        let other = given.split_off(given.floor_char_boundary(given.len() / 8 * 7));
        Self {
            given: Some(given),
            other,
        }
    }

    /// So many bytes of text: less where the user's has less, a little more where a sentence that was made up goes on.
    pub fn text(&self, bytes: usize) -> String {
        match &self.given {
            Some(given) => given[..given.floor_char_boundary(bytes)].to_owned(),
            None => text::text(bytes, 1),
        }
    }

    /// Texts of so many bytes, one after the other.
    pub fn articles(&self, bytes: usize, count: usize) -> Vec<Source> {
        let text = self.text(bytes * count);
        let mut rest = text.as_str();
        let mut articles = Vec::new();
        while !rest.is_empty() && articles.len() < count {
            let (article, after) = rest.split_at(rest.floor_char_boundary(bytes));
            articles.push(Source::new(article.to_owned()));
            rest = after;
        }
        articles
    }

    /// Whether there is text of so many bytes.
    pub fn has(&self, bytes: usize) -> bool {
        self.given.as_ref().is_none_or(|given| bytes <= given.len())
    }

    /// The bytes of all texts.
    pub fn size(&self) -> Option<usize> {
        self.given.as_ref().map(String::len)
    }

    /// So many quotes of each class and length. None that is to be absent has a place with an edit in ten letters or
    /// less: that would be a place that it may well have been cut from.
    pub fn quotes(&self, sources: &[Source], count: usize) -> Vec<Vec<Quote>> {
        let mut sassy = Sassy::new();
        let mut is_absent = |needle: &[u8], number: usize| {
            let text = sources[number].folded.bytes();
            sassy.within(needle, text, needle.len() / 10).is_none()
        };
        let kinds = Class::ALL
            .into_iter()
            .flat_map(|class| LENGTHS.map(|length| (class, length)));
        kinds
            .map(|kind| quotes(sources, &self.other, kind, count, &mut is_absent))
            .collect()
    }

    /// What of a text decides how long a search takes, of a generated one and of the user's.
    pub fn print_statistics(&self) {
        println!("## The text\n");
        println!("| | generated | given |\n|---|---|---|");
        let bytes = self.size().unwrap_or(MEGABYTE).min(MEGABYTE);
        let generated = statistics(&text::text(bytes, 1));
        let given = self.given.as_ref().map(|_| statistics(&self.text(bytes)));
        for (number, (name, figure)) in generated.iter().enumerate() {
            let other = given
                .as_ref()
                .map_or("–".to_owned(), |given| format!("{:.1}", given[number].1));
            println!("| {name} | {figure:.1} | {other} |");
        }
        println!();
    }
}

fn statistics(text: &str) -> Vec<(&'static str, f64)> {
    let folded = Folded::new(text);
    let bytes = folded.bytes();
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    for gram in bytes.windows(6) {
        *counts.entry(gram).or_default() += 1;
    }
    let mut words: HashMap<&[u8], usize> = HashMap::new();
    let parts = bytes.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    parts.for_each(|word| *words.entry(word).or_default() += 1);
    let count = words.values().sum::<usize>() as f64;
    let length = bytes.len() as f64;
    let often: usize = counts.values().filter(|&&count| count > 64).sum();
    let squares: usize = counts.values().map(|count| count * count).sum();
    vec![
        ("folded KB", length / 1000.0),
        ("folded bytes in 100 of the text", 100.0 * length / text.len() as f64),
        (
            "different stretches of six letters, thousands",
            counts.len() as f64 / 1000.0,
        ),
        (
            "those that stand once, %",
            100.0 * counts.values().filter(|&&count| count == 1).count() as f64 / length,
        ),
        (
            "places of those that stand more than 64 times, %",
            100.0 * often as f64 / length,
        ),
        (
            "places of the stretch that stands at a place, mean",
            squares as f64 / length,
        ),
        ("letters of a word, mean", length / count - 1.0),
        ("different words, thousands", words.len() as f64 / 1000.0),
    ]
}
