//! The machine-readable report: JSON Lines, one object a quote, problem and summary, or one document.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::report::{Accepted, Finding, Passage, Place, Problem, QuoteReport, Report, Sides, Summary, Told};
use crate::report::positions::Positions;
use crate::text::fold;
use crate::text::lines::Position;
use crate::text::span::Span;

/// The version of the format. A field may be added within a version, none changed or taken away.
const VERSION: u32 = 1;

/// One JSON object a line: quotes, then problems, then the summary.
pub fn lines(report: &Report) -> String {
    records(report, 1) + &summary(&report.summary)
}

/// One JSON object a line: quotes, then problems. The first file of the report starts with the line of
/// this number.
pub fn records(report: &Report, first_line: usize) -> String {
    let mut writer = Writer::new(report);
    writer.first_line = first_line;
    let quotes = report.quotes.iter();
    let quotes = quotes.map(|quote| object(&Record::Quote(Box::new(writer.quote(quote)))));
    let problems = report.problems.iter();
    let problems = problems.map(|problem| object(&Record::Problem(writer.problem(problem))));
    quotes.chain(problems).collect()
}

/// The object that counts all, on a line.
pub fn summary(summary: &Summary) -> String {
    object(&Record::Summary(summary_record(summary)))
}

fn object(record: &Record) -> String {
    let object = serde_json::to_string(record).expect("strings and numbers always serialize");
    format!("{}\n", escaped(&object))
}

/// One JSON document with the same objects.
pub fn document(report: &Report) -> String {
    let writer = Writer::new(report);
    let document = Document {
        version: VERSION,
        quotes: report.quotes.iter().map(|quote| writer.quote(quote)).collect(),
        problems: report.problems.iter().map(|problem| writer.problem(problem)).collect(),
        summary: summary_record(&report.summary),
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers always serialize");
    format!("{}\n", escaped(&text))
}

/// Writes what a terminal would obey or hide as escapes: it can only stand inside strings.
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        let controls = matches!(letter, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}') || fold::is_invisible(letter);
        if controls {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(letter);
        }
    }
    text
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    quotes: Vec<QuoteRecord<'r>>,
    problems: Vec<ProblemRecord<'r>>,
    summary: SummaryRecord,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Record<'r> {
    Quote(Box<QuoteRecord<'r>>),
    Problem(ProblemRecord<'r>),
    Summary(SummaryRecord),
}

#[derive(Serialize)]
struct QuoteRecord<'r> {
    version: u32,
    kind: &'static str,
    file: &'r str,
    claim: &'r str,
    index: usize,
    source: Option<&'r str>,
    verdict: &'static str,
    similarity: u32,
    exact: &'r str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    passage: Option<PassageRecord<'r>>,
    attribution: Option<AttributionRecord<'r>>,
    segments: Vec<[usize; 2]>,
    places: usize,
    elsewhere: Vec<PassageRecord<'r>>,
    changes: Vec<ChangeRecord<'r>>,
    variations: Vec<VariationRecord<'r>>,
    findings: Vec<FindingRecord<'r>>,
}

#[derive(Serialize)]
struct PassageRecord<'r> {
    source: &'r str,
    file: &'r str,
    unit: &'static str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct AttributionRecord<'r> {
    speaker: &'r str,
    file: &'r str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct WordsRecord<'r> {
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct ChangeRecord<'r> {
    class: &'static str,
    operation: &'static str,
    quote: WordsRecord<'r>,
    passage: WordsRecord<'r>,
}

#[derive(Serialize)]
struct VariationRecord<'r> {
    kind: &'static str,
    quote: WordsRecord<'r>,
    passage: WordsRecord<'r>,
}

#[derive(Serialize)]
struct FindingRecord<'r> {
    rule: &'static str,
    severity: &'static str,
    message: &'r str,
    help: Option<&'r str>,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    accepted: Option<&'r str>,
    fix: Option<FixRecord<'r>>,
}

#[derive(Serialize)]
struct FixRecord<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    safe: bool,
}

#[derive(Serialize)]
struct ProblemRecord<'r> {
    version: u32,
    kind: &'static str,
    file: &'r str,
    rule: &'static str,
    severity: &'static str,
    message: &'r str,
    help: Option<&'r str>,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    accepted: Option<&'r str>,
}

#[derive(Serialize)]
struct SummaryRecord {
    version: u32,
    kind: &'static str,
    quotes: usize,
    verdicts: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    notes: usize,
    accepted: usize,
    sources: usize,
    files: usize,
}

struct Writer<'r> {
    report: &'r Report,
    positions: Positions<'r>,
    /// The number of the line that the first file starts with.
    first_line: usize,
}

impl<'r> Writer<'r> {
    fn new(report: &'r Report) -> Self {
        Self {
            report,
            positions: Positions::new(report),
            first_line: 1,
        }
    }

    fn position(&self, place: Place) -> Position {
        let Position { line, column } = self.positions.start(place);
        let before = if place.file == 0 { self.first_line - 1 } else { 0 };
        Position {
            line: before + line,
            column,
        }
    }

    fn quote(&self, quote: &'r QuoteReport) -> QuoteRecord<'r> {
        let Position { line, column } = self.position(Place {
            file: quote.file,
            span: quote.span,
        });
        QuoteRecord {
            version: VERSION,
            kind: "quote",
            file: &self.report.files[quote.file].path,
            claim: &quote.claim,
            index: quote.index,
            source: quote.source.as_deref(),
            verdict: quote.verdict.name(),
            similarity: quote.similarity,
            exact: &quote.exact,
            start: quote.span.start(),
            end: quote.span.end(),
            line,
            column,
            passage: quote.passage.as_ref().map(|passage| self.passage(passage)),
            attribution: quote.attribution.as_ref().map(|told| self.attribution(told)),
            segments: quote.segments.iter().map(|span| [span.start(), span.end()]).collect(),
            places: quote.places,
            elsewhere: quote.elsewhere.iter().map(|passage| self.passage(passage)).collect(),
            changes: quote
                .changes
                .iter()
                .map(|(class, operation, sides)| ChangeRecord {
                    class: class.name(),
                    operation: operation.name(),
                    quote: quote_words(sides),
                    passage: passage_words(sides),
                })
                .collect(),
            variations: quote
                .variations
                .iter()
                .map(|(kind, sides)| VariationRecord {
                    kind: kind.name(),
                    quote: quote_words(sides),
                    passage: passage_words(sides),
                })
                .collect(),
            findings: quote.findings.iter().map(|finding| self.finding(finding)).collect(),
        }
    }

    fn finding(&self, finding: &'r Finding) -> FindingRecord<'r> {
        let Position { line, column } = self.position(finding.quote);
        FindingRecord {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            start: finding.quote.span.start(),
            end: finding.quote.span.end(),
            line,
            column,
            accepted: finding.accepted.as_ref().map(Accepted::because),
            fix: finding.fixes.first().map(|fix| FixRecord {
                start: fix.span.start(),
                end: fix.span.end(),
                text: &fix.text,
                safe: fix.safe,
            }),
        }
    }

    fn passage(&self, passage: &'r Passage) -> PassageRecord<'r> {
        let Position { line, column } = self.position(passage.place);
        PassageRecord {
            source: &passage.source,
            file: &self.report.files[passage.place.file].path,
            unit: "bytes",
            start: passage.place.span.start(),
            end: passage.place.span.end(),
            line,
            column,
            text: &passage.text,
        }
    }

    fn attribution(&self, told: &'r Told) -> AttributionRecord<'r> {
        let Position { line, column } = self.position(told.place);
        AttributionRecord {
            speaker: &told.speaker,
            file: &self.report.files[told.place.file].path,
            start: told.place.span.start(),
            end: told.place.span.end(),
            line,
            column,
        }
    }

    fn problem(&self, problem: &'r Problem) -> ProblemRecord<'r> {
        let position = problem.place.map(|place| self.position(place));
        ProblemRecord {
            version: VERSION,
            kind: "problem",
            file: &problem.path,
            rule: problem.rule.name(),
            severity: problem.severity.name(),
            message: &problem.message,
            help: problem.help.as_deref(),
            start: problem.place.map(|place| place.span.start()),
            end: problem.place.map(|place| place.span.end()),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            accepted: problem.accepted.as_ref().map(Accepted::because),
        }
    }
}

fn summary_record(summary: &Summary) -> SummaryRecord {
    let verdicts = summary.verdicts.iter();
    SummaryRecord {
        version: VERSION,
        kind: "summary",
        quotes: summary.quotes,
        verdicts: verdicts.map(|(verdict, count)| (verdict.name(), *count)).collect(),
        errors: summary.errors,
        warnings: summary.warnings,
        notes: summary.notes,
        accepted: summary.accepted,
        sources: summary.sources,
        files: summary.files,
    }
}

fn quote_words(sides: &Sides) -> WordsRecord<'_> {
    words(sides.quote, &sides.quote_text)
}

fn passage_words(sides: &Sides) -> WordsRecord<'_> {
    words(sides.passage, &sides.passage_text)
}

fn words(span: Span, text: &str) -> WordsRecord<'_> {
    WordsRecord {
        start: span.start(),
        end: span.end(),
        text,
    }
}
