//! One quote against one text, and what is said of it.

use guillemet::annotation::claim::{Annotations, Cited};
use guillemet::check::{Checked, check};
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::{File, Report};
use guillemet::policy::Policy;
use guillemet::text::span::Span;
use guillemet::verdict::reading::Verdict;

fn annotations(quote: &str) -> Annotations {
    let cited = Cited {
        name: "texte".to_owned(),
        span: Span::at(0),
    };
    Annotations::given(quote, vec![cited])
}

fn corpus(source: &str) -> Corpus {
    let description = Description {
        id: "texte".to_owned(),
        path: "texte.txt".to_owned(),
        ..Description::default()
    };
    Corpus::new([(description, Some(source.into()))])
}

pub fn checked(quote: &str, source: &str) -> Checked {
    check(&annotations(quote).claims[0].quotes[0], &corpus(source))
}

fn report_of(annotations: Annotations, source: &str) -> Report {
    let file = File {
        path: "notes.toml".to_owned(),
        text: annotations.claims[0].quotes[0].exact.decoded.text.as_str().into(),
    };
    let input = Input {
        annotations: vec![(file, annotations)],
        corpus: corpus(source).into(),
        sources: vec![source.into()],
        ..Input::default()
    };
    diagnose(&input, &Policy::default())
}

pub fn rules(quote: &str, source: &str) -> Vec<&'static str> {
    rules_of(annotations(quote), source)
}

pub fn rules_of(annotations: Annotations, source: &str) -> Vec<&'static str> {
    let report = report_of(annotations, source);
    report
        .quotes
        .iter()
        .flat_map(|quote| &quote.findings)
        .map(|finding| finding.rule.name())
        .collect()
}

#[track_caller]
pub fn adapted(quote: &str, source: &str) {
    let checked = checked(quote, source);
    let changes = checked.judgement.as_ref().map(|judgement| &judgement.reading.changes);
    assert_eq!(checked.verdict, Verdict::Adapted, "{quote:?} {changes:?}");
}

#[track_caller]
pub fn fine(quote: &str, source: &str) {
    assert!(checked(quote, source).verdict.is_fine(), "{quote:?}");
}

/// Altered, and for this reason.
#[track_caller]
pub fn altered(quote: &str, source: &str, rule: &str) {
    assert_eq!(checked(quote, source).verdict, Verdict::Altered, "{quote:?}");
    let rules = rules(quote, source);
    assert!(rules.contains(&rule), "{quote:?} {rules:?}");
}

/// Fine, with a finding.
#[track_caller]
pub fn finds(quote: &str, source: &str, rule: &str) {
    assert!(checked(quote, source).verdict.is_fine(), "{quote:?}");
    let rules = rules(quote, source);
    assert!(rules.contains(&rule), "{quote:?} {rules:?}");
}
