//! How long the steps of the search take, each by itself: a text folded, indexed, looked through.
//!
//! `cargo bench --bench search`; beside other libraries, and on long texts: `benches/peers`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use guillemet::search::index::Index;
use guillemet::search::library::Library;
use guillemet::search::scan;
use guillemet::text::folded::Folded;

fn main() {
    divan::main();
}

/// The five articles, 22 KB.
const ARTICLES: [&str; 5] = [
    include_str!("../seeds/000_34210350bee10fb8.txt"),
    include_str!("../seeds/001_7c12d76ddd53d713.txt"),
    include_str!("../seeds/002_9c0b6047a30510d5.txt"),
    include_str!("../seeds/003_f03ea774d634c901.txt"),
    include_str!("../seeds/004_8a7a39b33ecec930.txt"),
];

/// Quotes of one of the articles, and how many edits lead to its nearest place.
const QUOTES: &[(&str, &str, Option<usize>)] = &[
    (
        "exact",
        "L’occasion de s’adresser directement à plus de 150 dirigeants déjà présents",
        Some(0),
    ),
    (
        "number",
        "L’occasion de s’adresser directement à plus de 250 dirigeants déjà présents",
        Some(1),
    ),
    (
        "word dropped",
        "L’occasion de s’adresser à plus de 150 dirigeants déjà présents",
        Some(12),
    ),
    (
        "absent",
        "La mer était calme ce soir-là, et personne ne parlait plus sur le pont du bateau",
        None,
    ),
];

fn text() -> String {
    ARTICLES.join("\n\n")
}

fn quote(name: &str) -> Folded {
    let quote = QUOTES.iter().find(|(known, ..)| *known == name).expect("a known quote");
    Folded::new(quote.1)
}

fn names() -> impl Iterator<Item = &'static str> {
    QUOTES.iter().map(|(name, ..)| *name)
}

fn distance(name: &str) -> Option<usize> {
    QUOTES
        .iter()
        .find(|(known, ..)| *known == name)
        .and_then(|quote| quote.2)
}

#[divan::bench]
fn fold(bencher: Bencher) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Folded::new(black_box(&text)));
}

#[divan::bench]
fn index(bencher: Bencher) {
    let text = Folded::new(&text());
    bencher
        .counter(BytesCount::of_slice(text.bytes()))
        .bench(|| Index::new(black_box(text.bytes())));
}

#[divan::bench(args = names())]
fn without_index(bencher: Bencher, name: &str) {
    let (quote, text) = (quote(name), Folded::new(&text()));
    let found = scan::places(&quote, &text);
    assert_eq!(found.first().map(|place| place.distance), distance(name));
    bencher.bench(|| scan::places(black_box(&quote), &text));
}

#[divan::bench(args = names())]
fn indexed(bencher: Bencher, name: &str) {
    let (quote, text) = (quote(name), Folded::new(&text()));
    let index = Index::new(text.bytes());
    let part = index.whole(text.bytes());
    let found = part.places(quote.bytes());
    assert_eq!(found.first().map(|place| place.distance), distance(name));
    bencher.bench(|| part.places(black_box(quote.bytes())));
}

/// In which of the articles a quote stands.
#[divan::bench(args = names())]
fn library(bencher: Bencher, name: &str) {
    let (quote, texts) = (quote(name), ARTICLES.map(Folded::new));
    let library = Library::new(&texts);
    let found = library.holding(quote.bytes()).expect("few places");
    assert_eq!(found.is_empty(), distance(name).is_none());
    bencher.bench(|| library.holding(black_box(quote.bytes())));
}
