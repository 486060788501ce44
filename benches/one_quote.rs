//! How long one quote takes against one article of 10 KB, from its text to its verdict.
//!
//! `cargo bench --bench one_quote`

use divan::Bencher;
use guillemet::annotation::claim::{Annotations, Cited, Quote};
use guillemet::check::check;
use guillemet::corpus::{Corpus, Description};
use guillemet::text::span::Span;
use guillemet::verdict::reading::Verdict;

fn main() {
    divan::main();
}

/// Two of the five articles, a little over 10 KB.
const ARTICLE: &str = concat!(
    include_str!("../seeds/001_7c12d76ddd53d713.txt"),
    "\n\n",
    include_str!("../seeds/000_34210350bee10fb8.txt"),
);

fn corpus() -> Corpus {
    let description = Description {
        id: "article".to_owned(),
        ..Description::default()
    };
    Corpus::new([(description, Some(ARTICLE.into()))])
}

fn quote(exact: &str) -> Quote {
    let cited = Cited {
        name: "article".to_owned(),
        span: Span::at(0),
    };
    Annotations::given(exact, vec![cited]).claims.remove(0).quotes.remove(0)
}

/// One quote of each kind, with the verdict that the bench makes sure of.
const QUOTES: &[(&str, &str, Verdict)] = &[
    (
        "verbatim",
        "L’occasion de s’adresser directement à plus de 150 dirigeants déjà présents",
        Verdict::Verbatim,
    ),
    (
        "typographic",
        "L'occasion de s'adresser directement à plus de 150\u{a0}dirigeants déjà présents",
        Verdict::Typographic,
    ),
    (
        "number",
        "L’occasion de s’adresser directement à plus de 250 dirigeants déjà présents",
        Verdict::Altered,
    ),
    (
        "word dropped",
        "L’occasion de s’adresser à plus de 150 dirigeants déjà présents",
        Verdict::Altered,
    ),
    (
        "long, with a cut",
        "Marina Ferrari, secrétaire d’Etat en charge du Numérique, présentait le 22 mars dernier trois nouveaux \
         dispositifs visant à renforcer l’offre française […] en matière de services cloud. Pour ce faire, la récente \
         nouvelle membre du gouvernement a décidé de se rendre à Strasbourg.",
        Verdict::Adapted,
    ),
    (
        "absent",
        "La pêche au thon rouge reprendra en Méditerranée dès le printemps prochain",
        Verdict::Absent,
    ),
];

/// The article is prepared beforehand, as a run does once for all its quotes.
#[divan::bench(args = QUOTES.iter().map(|(name, _, _)| *name))]
fn judged(bencher: Bencher, name: &str) {
    let (_, exact, verdict) = QUOTES
        .iter()
        .find(|(other, _, _)| *other == name)
        .expect("a quote of that name");
    let (corpus, quote) = (corpus(), quote(exact));
    assert_eq!(check(&quote, &corpus).verdict, *verdict, "{exact}");
    bencher.bench(|| check(&quote, &corpus));
}

/// The article as well: read, folded, cut into words, its names counted.
#[divan::bench]
fn article_prepared(bencher: Bencher) {
    bencher.bench(corpus);
}
