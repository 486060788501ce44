//! Repairs of an annotation file: which can be written together, and what the file then is.
//!
//! A repair replaces the bytes of its own span and no others. Each is tried before it is kept: the
//! file is read and checked again, and a repair after which its quote has a new finding, or any other
//! quote another verdict, is left out.

use std::collections::BTreeSet;

use crate::annotation::file;
use crate::finding::diagnose::{Input, diagnose};
use crate::finding::report::{Accepted, File, Finding, Fix, QuoteReport, Report};
use crate::policy::Policy;
use crate::rule::{Rule, Severity};

/// A file with its repairs.
#[derive(Clone, Debug)]
pub struct Repaired {
    pub text: String,
    pub repairs: Vec<Repair>,
}

/// One repair that was made: the words of the file before it and after.
#[derive(Clone, Debug)]
pub struct Repair {
    pub rule: Rule,
    pub before: String,
    pub after: String,
}

/// Repairs that uncover others are followed so many times.
const MOST_ROUNDS: usize = 8;

/// Repairs the annotation files of `input`, each by itself; one answer each, in their order. With
/// `unsafe_too`, repairs that change what a quote says are made as well. Findings that somebody
/// accepted stand.
pub fn repair(mut input: Input, policy: &Policy, unsafe_too: bool) -> Vec<Repaired> {
    let files = std::mem::take(&mut input.annotations);
    input.problems.clear();
    input.audit = false;
    let mut bench = Bench {
        input,
        policy,
        unsafe_too,
    };
    files.iter().map(|(file, _)| bench.repair(file)).collect()
}

/// A repair that could be made: the place of its quote in the report, the place of its finding there.
type Choice = (usize, usize);

struct Bench<'b> {
    /// Its one annotation file is the one that is tried.
    input: Input,
    policy: &'b Policy,
    unsafe_too: bool,
}

impl Bench<'_> {
    fn repair(&mut self, file: &File) -> Repaired {
        let mut repaired = Repaired {
            text: file.text.to_string(),
            repairs: Vec::new(),
        };
        for _ in 0..MOST_ROUNDS {
            let (text, fixes) = self.round(&file.path, &repaired.text);
            if fixes.is_empty() {
                break;
            }
            let before = std::mem::replace(&mut repaired.text, text);
            repaired.repairs.extend(fixes.into_iter().map(|(rule, fix)| Repair {
                rule,
                before: fix.span.of(&before).to_owned(),
                after: fix.text,
            }));
        }
        repaired
    }

    fn check(&mut self, path: &str, text: &str) -> Report {
        let annotations = file::read(path, text, self.input.inline);
        let file = File {
            path: path.to_owned(),
            text: text.into(),
        };
        self.input.annotations = vec![(file, annotations)];
        diagnose(&self.input, self.policy)
    }

    /// Makes all repairs that hold together; those that spoil something are left out one after another.
    fn round(&mut self, path: &str, text: &str) -> (String, Vec<(Rule, Fix)>) {
        let before = self.check(path, text);
        // What stands in a broken file may not be what was written there.
        if before.problems.iter().any(|problem| problem.rule.fails_the_run()) {
            return (text.to_owned(), Vec::new());
        }
        let mut choices = self.choices(&before);
        while !choices.is_empty() {
            let fixes: Vec<(Rule, Fix)> = choices.iter().map(|&choice| self.fix(&before, choice)).collect();
            let tried = apply(text, fixes.iter().map(|(_, fix)| fix));
            let after = self.check(path, &tried);
            let spoilt = self.spoilt(&before, &choices, &after);
            if spoilt.is_empty() {
                return (tried, fixes);
            }
            choices.retain(|(quote, _)| !spoilt.contains(quote));
        }
        (text.to_owned(), Vec::new())
    }

    /// The repairs of a report that do not touch one another, in the order of the file.
    fn choices(&self, report: &Report) -> Vec<Choice> {
        let quotes = report.quotes.iter().enumerate();
        let findings = quotes.flat_map(|(at, quote)| (0..quote.findings.len()).map(move |finding| (at, finding)));
        let mut choices: Vec<Choice> = findings
            .filter(|&(quote, finding)| self.chosen(&report.quotes[quote].findings[finding]).is_some())
            .collect();
        choices.sort_by_key(|&choice| self.fix(report, choice).1.span);
        let mut end = None;
        choices.retain(|&choice| {
            let span = self.fix(report, choice).1.span;
            let apart = end.is_none_or(|end| end < span.start());
            if apart {
                end = Some(span.end());
            }
            apart
        });
        choices
    }

    /// The repair to make of a finding, where one may be made.
    fn chosen<'f>(&self, finding: &'f Finding) -> Option<&'f Fix> {
        let accepted = matches!(finding.accepted, Some(Accepted::Because(_)));
        let fix = finding.fixes.iter().find(|fix| self.unsafe_too || fix.safe);
        fix.filter(|_| !accepted)
    }

    fn fix(&self, report: &Report, (quote, finding): Choice) -> (Rule, Fix) {
        let finding = &report.quotes[quote].findings[finding];
        let fix = self.chosen(finding).expect("a choice has a repair");
        (finding.rule, fix.clone())
    }

    /// The quotes whose repairs spoil something in the text tried: themselves, or another quote of their
    /// claim. Where it cannot be told which do, half of all.
    fn spoilt(&self, before: &Report, choices: &[Choice], after: &Report) -> BTreeSet<usize> {
        let fixes: Vec<Fix> = choices.iter().map(|&choice| self.fix(before, choice).1).collect();
        let repaired: BTreeSet<usize> = choices.iter().map(|&(quote, _)| quote).collect();
        let rules = |report: &Report| report.problems.iter().map(|problem| problem.rule).collect::<Vec<_>>();
        if rules(before) != rules(after) {
            return half(&repaired);
        }
        let mut spoilt = BTreeSet::new();
        let mut known = BTreeSet::new();
        for (at, quote) in before.quotes.iter().enumerate() {
            let start = moved(quote.span.start(), &fixes);
            known.insert(start);
            let now = after.quotes.iter().find(|now| now.span.start() == start);
            // A string of YAML may stand for two quotes, and is repaired once.
            let written = |finding: &&Finding| self.chosen(finding).is_some_and(|fix| fixes.contains(fix));
            let mended: Vec<&Finding> = quote.findings.iter().filter(written).collect();
            let kept = match now {
                Some(now) if mended.is_empty() => same(quote, now),
                Some(now) => better(quote, &mended, now),
                None => is_counted_once(quote, after, &mended),
            };
            if !kept {
                let of_claim = |other: &&usize| before.quotes[**other].claim == quote.claim;
                let blamed: Vec<usize> = match repaired.contains(&at) {
                    true => vec![at],
                    false => repaired.iter().filter(of_claim).copied().collect(),
                };
                if blamed.is_empty() {
                    return half(&repaired);
                }
                spoilt.extend(blamed);
            }
        }
        // Words that were repaired in a list may now be quoted a second time in the claim's text; no other
        // quote may come up.
        let mut came = after.quotes.iter().filter(|now| !known.contains(&now.span.start()));
        let twin = |now: &QuoteReport| {
            let twins = repaired.iter().map(|&at| &before.quotes[at]);
            twins
                .into_iter()
                .any(|twin| twin.claim == now.claim && twin.exact == now.exact)
        };
        if came.any(|now| !twin(now)) {
            return half(&repaired);
        }
        spoilt
    }
}

/// The later half of the repaired quotes: where something else changed, any may be why.
fn half(repaired: &BTreeSet<usize>) -> BTreeSet<usize> {
    repaired.iter().skip(repaired.len() / 2).copied().collect()
}

/// Whether a quote that stands nowhere any more reads as another of its claim, which is counted once.
fn is_counted_once(quote: &QuoteReport, after: &Report, mended: &[&Finding]) -> bool {
    let mut claim = after.quotes.iter().filter(|now| now.claim == quote.claim);
    !mended.is_empty() || claim.any(|now| now.exact == quote.exact)
}

/// Whether a quote that no repair touched reads as it did.
fn same(before: &QuoteReport, now: &QuoteReport) -> bool {
    let rules = |quote: &QuoteReport| quote.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>();
    before.exact == now.exact && before.verdict == now.verdict && rules(before) == rules(now)
}

/// Whether the findings mended are gone and nothing but notes has come.
fn better(before: &QuoteReport, mended: &[&Finding], now: &QuoteReport) -> bool {
    let mut old: Vec<Rule> = before.findings.iter().map(|finding| finding.rule).collect();
    let mut takes = |rule: Rule| match old.iter().position(|&other| other == rule) {
        Some(at) => {
            old.swap_remove(at);
            true
        }
        None => false,
    };
    for finding in mended {
        takes(finding.rule);
    }
    let known = |finding: &Finding| takes(finding.rule) || finding.severity == Severity::Note;
    now.findings.iter().all(known)
}

/// Where a byte of the file stands once the repairs are written.
fn moved(offset: usize, fixes: &[Fix]) -> usize {
    let before = fixes
        .iter()
        .filter(|fix| fix.span.end() <= offset && fix.span.start() < offset);
    before.fold(offset, |moved, fix| moved + fix.text.len() - fix.span.len())
}

/// The text with the repairs in it; they stand apart and in order.
fn apply<'f>(text: &str, fixes: impl Iterator<Item = &'f Fix>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    for fix in fixes {
        written.push_str(text.get(end..fix.span.start()).unwrap_or(""));
        written.push_str(&fix.text);
        end = fix.span.end();
    }
    written.push_str(text.get(end..).unwrap_or(""));
    written
}
