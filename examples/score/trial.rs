//! One record put to the checker, against a corpus of its own source and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use guillemet::annotation::claim::{self, Quote};
use guillemet::annotation::tree::{Scalar, Style};
use guillemet::check::{Checked, check};
use guillemet::corpus::{Corpus, Description};
use guillemet::text::origin::Decoded;
use guillemet::text::span::Span;
use guillemet::verdict::reading::Verdict;

use crate::record::{Cited, Problem, Record};

/// What the checker found.
pub struct Trial {
    pub verdict: Verdict,
    /// The place chosen and all that are as good, in bytes on disk; none for an absent quote.
    pub places: Vec<Span>,
    /// The text on disk of the place chosen.
    pub passage: String,
    pub changes: Vec<Found>,
    /// The text on disk at the gold span.
    pub gold_passage: String,
}

/// A change, by its names in reports.
pub struct Found {
    pub class: &'static str,
    pub operation: &'static str,
    pub quote: String,
    pub passage: String,
}

/// A source, its text on disk and prepared.
struct Shelf {
    file: String,
    corpus: Corpus,
}

/// The sources of a folder of cases, each prepared once.
pub struct Library {
    folder: PathBuf,
    scans: BTreeSet<String>,
    shelves: BTreeMap<String, Shelf>,
    problems: Vec<Problem>,
}

impl Library {
    /// The sources in a folder, of which those named are declared scans.
    pub fn new(folder: &Path, scans: BTreeSet<String>) -> Self {
        Self {
            folder: folder.to_owned(),
            scans,
            shelves: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// Checks a record. One whose source cannot be read is unchecked, and the source a problem.
    pub fn check(&mut self, record: &Record) -> Trial {
        match &record.source {
            Cited::Text(text) => Shelf::new(Some(text.clone()), false).check(record),
            Cited::File(path) => self.shelf(path).check(record),
        }
    }

    /// The sources that could not be read.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn shelf(&mut self, path: &str) -> &Shelf {
        let place = self.folder.join(path);
        let problems = &mut self.problems;
        let scan = self.scans.contains(path);
        self.shelves.entry(path.to_owned()).or_insert_with(|| {
            let read = fs::read_to_string(&place);
            let read =
                read.map_err(|error| problems.push(Problem::file(&place, format!("could not be read: {error}"))));
            Shelf::new(read.ok(), scan)
        })
    }
}

/// What every record cites.
const SOURCE: &str = "source";

impl Shelf {
    fn new(file: Option<String>, ocr: bool) -> Self {
        let description = Description {
            id: SOURCE.to_owned(),
            path: SOURCE.to_owned(),
            ocr,
            ..Description::default()
        };
        Self {
            file: file.clone().unwrap_or_default(),
            corpus: Corpus::new([(description, file.map(Into::into))]),
        }
    }

    fn check(&self, record: &Record) -> Trial {
        let checked = check(&quote(record), &self.corpus);
        let places = self.places(&checked);
        let text = |span: Option<Span>| span.map_or("", |span| span.of(&self.file)).to_owned();
        Trial {
            verdict: checked.verdict,
            passage: text(places.first().copied()),
            places,
            changes: self.changes(&checked),
            gold_passage: text(record.gold_span),
        }
    }

    fn places(&self, checked: &Checked) -> Vec<Span> {
        let (Some(source), Some(judgement)) = (self.source(checked), &checked.judgement) else {
            return Vec::new();
        };
        let chosen = judgement.reading.passage;
        let others = judgement.places.iter().filter(|&&place| place != chosen);
        std::iter::once(&chosen)
            .chain(others)
            .map(|&place| source.text.on_disk(place))
            .collect()
    }

    fn changes(&self, checked: &Checked) -> Vec<Found> {
        let (Some(source), Some(judgement)) = (self.source(checked), &checked.judgement) else {
            return Vec::new();
        };
        let changes = judgement.reading.changes.iter();
        changes
            .map(|change| Found {
                class: change.class.name(),
                operation: change.operation.name(),
                quote: change.quote.of(checked.quote.words().text()).to_owned(),
                passage: change.passage.of(source.text.text()).to_owned(),
            })
            .collect()
    }

    fn source(&self, checked: &Checked) -> Option<&guillemet::corpus::Source> {
        self.corpus.source(checked.source?)
    }
}

fn quote(record: &Record) -> Quote {
    Quote {
        exact: scalar(&record.quote),
        span: Span::new(0, record.quote.len()),
        sources: vec![claim::Cited {
            name: SOURCE.to_owned(),
            span: Span::at(0),
        }],
        speaker: None,
        prefix: record.prefix.as_deref().map(scalar),
        suffix: record.suffix.as_deref().map(scalar),
        inline: false,
        closed: true,
        translation: false,
        accept: Vec::new(),
    }
}

fn scalar(text: &str) -> Scalar {
    Scalar {
        decoded: Decoded::slice(text, 0),
        style: Style::Raw,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use guillemet::verdict::reading::Verdict;

    use crate::gold::Gold;
    use crate::record::{Cited, Record};
    use crate::trial::{Library, Trial};

    fn check(source: Cited, quote: &str) -> (Trial, usize) {
        let mut library = Library::new(Path::new("no such folder"), BTreeSet::new());
        let trial = library.check(&Record {
            id: "a".to_owned(),
            source,
            quote: quote.to_owned(),
            prefix: None,
            suffix: None,
            gold: Gold::Verbatim,
            subclass: String::new(),
            accept: Vec::new(),
            labels: Vec::new(),
            gold_span: None,
            note: String::new(),
        });
        (trial, library.into_problems().len())
    }

    #[test]
    fn a_quote_is_found_in_its_source() {
        let text = "\u{feff}Le ciel est bleu ce matin, et la mer l’est aussi.";
        let (trial, problems) = check(Cited::Text(text.to_owned()), "la mer l’est aussi");
        assert_eq!((trial.verdict, problems), (Verdict::Verbatim, 0));
        assert_eq!(trial.passage, "la mer l’est aussi");
    }

    #[test]
    fn a_missing_source_leaves_its_quotes_unchecked() {
        let (trial, problems) = check(Cited::File("missing.txt".to_owned()), "la mer l’est aussi");
        assert_eq!((trial.verdict, problems), (Verdict::Unchecked, 1));
        assert!(trial.places.is_empty() && trial.changes.is_empty());
    }
}
