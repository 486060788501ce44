//! Who says a quote: the speakers that treebanks name, and claims that are right or wrong.

use std::fs;
use std::path::{Path, PathBuf};

use guillemet::annotation::claim::Annotations;
use guillemet::annotation::claim::Cited;
use guillemet::annotation::tree::{Scalar, Style};
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::File;
use guillemet::french::speech::attribution::attributions;
use guillemet::french::words;
use guillemet::policy::Policy;
use guillemet::rule::Rule;
use guillemet::text::origin::Decoded;
use guillemet::text::quotation::quoted_spans;
use guillemet::text::span::Span;
use serde::Deserialize;

use crate::arithmetic::Rate;
use crate::measures::{Goal, Measure};
use crate::record::Problem;

/// A sentence of a treebank with a quotation and the subject of its verb of speech.
#[derive(Deserialize)]
struct Sentence {
    text: String,
    /// Bytes of the text, with the marks.
    quote_spans: Vec<(usize, usize)>,
    speaker: String,
    speaker_span: (usize, usize),
    speaker_is_pronoun: bool,
}

/// A quote with the speaker that somebody claims for it.
#[derive(Deserialize)]
struct Case {
    source_file: Option<String>,
    quote: Option<String>,
    claimed_speaker: Option<String>,
    speaker_gold: Option<String>,
}

/// A claim of a speaker, and whether it is wrong.
struct Claim {
    source: String,
    quote: String,
    speaker: String,
    is_wrong: bool,
}

/// The rates for speakers, from the cases of a folder that have some; none where there are none.
pub fn measures(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Measure> {
    let sentences: Vec<Sentence> = read(&folder.join("speakers_ud.jsonl"), problems);
    let named: Vec<&Sentence> = sentences
        .iter()
        .filter(|sentence| !sentence.speaker_is_pronoun)
        .collect();
    let mut claims = swapped(&named);
    claims.extend(written(folder, problems));
    if claims.is_empty() {
        return Vec::new();
    }
    let spans: Rate = sentences.iter().flat_map(spans_found).collect();
    let told: Vec<bool> = sentences.iter().filter_map(speaker_right).collect();
    let found: Rate = named
        .iter()
        .map(|sentence| speaker_right(sentence) == Some(true))
        .collect();
    let raised: Vec<(bool, bool)> = claims.iter().map(|claim| (is_accused(claim), claim.is_wrong)).collect();
    let at_least = |name, rate, permille| Measure {
        name,
        rate,
        goal: Goal::AtLeast(permille),
    };
    vec![
        at_least("quotation found", spans, 990),
        at_least("speaker told is right", told.into_iter().collect(), 970),
        at_least("speaker found", found, 800),
        at_least(
            "wrong speaker, precision",
            raised
                .iter()
                .filter(|(raised, _)| *raised)
                .map(|&(_, wrong)| wrong)
                .collect(),
            970,
        ),
        at_least(
            "wrong speaker, recall",
            raised
                .iter()
                .filter(|(_, wrong)| *wrong)
                .map(|&(raised, _)| raised)
                .collect(),
            800,
        ),
    ]
}

fn read<T: for<'d> Deserialize<'d>>(file: &Path, problems: &mut Vec<Problem>) -> Vec<T> {
    let Ok(text) = fs::read_to_string(file) else {
        return Vec::new();
    };
    let mut records = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(record) => records.push(record),
            Err(error) => problems.push(Problem::file(
                file,
                format!("has a record that could not be read: {error}"),
            )),
        }
    }
    records
}

/// Whether each quotation of the treebank is one of those found.
fn spans_found(sentence: &Sentence) -> Vec<bool> {
    let found = quoted_spans(&sentence.text);
    let is_found = |&(start, end): &(usize, usize)| found.iter().any(|quoted| quoted.outer == Span::new(start, end));
    sentence.quote_spans.iter().map(is_found).collect()
}

/// Whether the speaker read beside the first quotation is the treebank's; nothing where none is read.
fn speaker_right(sentence: &Sentence) -> Option<bool> {
    let found = quoted_spans(&sentence.text);
    let &(start, end) = sentence.quote_spans.first()?;
    let at = found.iter().position(|quoted| quoted.outer == Span::new(start, end))?;
    let speaker = attributions(&sentence.text, &words::cut(&sentence.text), &found)
        .get(at)
        .copied()
        .flatten()?
        .speaker;
    let gold = sentence.speaker_span;
    Some(speaker.start() < gold.1 && gold.0 < speaker.end())
}

/// Each speaker of a treebank for their own words and for those of the next one that has a name.
fn swapped(sentences: &[&Sentence]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let Some(&(start, end)) = sentence.quote_spans.first() else {
            continue;
        };
        let claim = |speaker: &str, is_wrong: bool| Claim {
            source: sentence.text.clone(),
            quote: sentence.text[start..end].to_owned(),
            speaker: speaker.to_owned(),
            is_wrong,
        };
        claims.push(claim(&sentence.speaker, false));
        let others = sentences.iter().cycle().skip(at + 1).take(sentences.len() - 1);
        let mut others = others.filter(|other| {
            let full = other.speaker.starts_with(char::is_uppercase) && other.speaker.contains(' ');
            let same = other.speaker.contains(&sentence.speaker) || sentence.speaker.contains(&other.speaker);
            full && !same
        });
        claims.extend(others.next().map(|other| claim(&other.speaker, true)));
    }
    claims
}

/// The claims that the cases on the five articles make.
fn written(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Claim> {
    let cases: Vec<Case> = read(&folder.join("seeds.jsonl"), problems);
    let claim = |case: Case| {
        let is_wrong = match case.speaker_gold.as_deref()? {
            "wrong_speaker" => true,
            "right_speaker" => false,
            _ => return None,
        };
        let path: PathBuf = folder.join(case.source_file?);
        Some(Claim {
            source: fs::read_to_string(path).ok()?,
            quote: case.quote?,
            speaker: case.claimed_speaker?,
            is_wrong,
        })
    };
    cases.into_iter().filter_map(claim).collect()
}

/// Whether the checker says that the source names another speaker.
fn is_accused(claim: &Claim) -> bool {
    const SOURCE: &str = "source";
    let cited = Cited {
        name: SOURCE.to_owned(),
        span: Span::at(0),
    };
    let mut annotations = Annotations::given(&claim.quote, vec![cited]);
    for quote in annotations.claims.iter_mut().flat_map(|claim| &mut claim.quotes) {
        quote.speaker = Some(Scalar {
            decoded: Decoded::slice(&claim.speaker, 0),
            style: Style::Raw,
        });
    }
    let description = Description {
        id: SOURCE.to_owned(),
        path: SOURCE.to_owned(),
        ..Description::default()
    };
    let file = File {
        path: "claim".to_owned(),
        text: (claim.quote.clone() + &claim.speaker).into(),
    };
    let input = Input {
        annotations: vec![(file, annotations)],
        corpus: Corpus::new([(description, Some(claim.source.as_str().into()))]).into(),
        sources: vec![claim.source.as_str().into()],
        ..Input::default()
    };
    let report = diagnose(&input, &Policy::default());
    let mut findings = report.quotes.iter().flat_map(|quote| &quote.findings);
    findings.any(|finding| finding.rule == Rule::WrongSpeaker)
}
