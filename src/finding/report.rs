//! What a run found: one verdict for every quote, and all findings, as plain data for any format.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::sentences::{self, Sentence};
use crate::rule::{Rule, Severity};
use crate::text::span::Span;
use crate::verdict::change::{Class, Operation};
use crate::verdict::reading::Verdict;
use crate::verdict::variation::Kind;

/// A file of the report, by its place in [`Report::files`].
pub type FileId = usize;

/// A file that findings point into, as it stands on disk.
#[derive(Clone, Debug)]
pub struct File {
    /// Relative to the project's folder, parted by `/`.
    pub path: String,
    /// As far as it could be read.
    pub text: Arc<str>,
}

/// Bytes of a file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: FileId,
    pub span: Span,
}

/// One rule broken at one place of a quote.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: Rule,
    pub severity: Severity,
    /// One sentence that makes sense alone.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The words of the annotation.
    pub quote: Place,
    /// Their counterpart in the source.
    pub passage: Option<Place>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Place, String)>,
    /// Ways to repair it, the likeliest first.
    pub fixes: Vec<Fix>,
    /// The words it is about, decoded: those of the annotation, those of the source.
    pub words: [String; 2],
    /// Why it does not count.
    pub accepted: Option<Accepted>,
}

/// Why a finding or problem does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The annotator, or for a source the project, stands by it.
    Because(String),
    /// It was there when the project's baseline was recorded.
    Baseline,
}

impl Accepted {
    /// The reason, in words.
    pub fn because(&self) -> &str {
        match self {
            Accepted::Because(reason) => reason,
            Accepted::Baseline => sentences::IN_BASELINE,
        }
    }
}

/// A text that repairs the finding when it is written at its span of the annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub span: Span,
    /// Ready to be written: escaped as the scalar needs it.
    pub text: String,
    /// Whether the quote says the same after it: a slip is mended or something is marked. What
    /// changes a number, a name or any other word wants somebody to read the claim again.
    pub safe: bool,
}

/// One fault of a file or source, not of a quote.
#[derive(Clone, Debug)]
pub struct Problem {
    pub rule: Rule,
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
    /// The path, where the file could not be read at all.
    pub path: String,
    /// Where in it, when it could be.
    pub place: Option<Place>,
    pub related: Vec<(Place, String)>,
    /// Why it does not count, for a fault of a source.
    pub accepted: Option<Accepted>,
}

impl Problem {
    /// A fault with the usual severity of its rule, and nothing else to show.
    pub fn new(rule: Rule, sentence: Sentence, path: &str, place: Option<Place>) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            message: sentence.message,
            help: sentence.help,
            path: path.to_owned(),
            place,
            related: Vec::new(),
            accepted: None,
        }
    }
}

/// Words on both sides; either may be empty.
#[derive(Clone, Debug)]
pub struct Sides {
    /// Bytes of the annotation file.
    pub quote: Span,
    pub quote_text: String,
    /// Bytes of the source file.
    pub passage: Span,
    pub passage_text: String,
}

/// Where a quote stands in a source.
#[derive(Clone, Debug)]
pub struct Passage {
    pub place: Place,
    /// Decoded.
    pub text: String,
    /// The id of the source.
    pub source: String,
}

/// Who a source tells to say a passage.
#[derive(Clone, Debug)]
pub struct Told {
    /// The speaker as the source names it.
    pub speaker: String,
    /// The words that tell.
    pub place: Place,
}

/// What a run says of one quote.
#[derive(Clone, Debug)]
pub struct QuoteReport {
    pub file: FileId,
    pub claim: String,
    /// The place among the quotes of its claim, from 0.
    pub index: usize,
    /// The id of the source cited, or the name as written where none goes by it.
    pub source: Option<String>,
    pub verdict: Verdict,
    /// Thousandths; 0 where nothing was compared.
    pub similarity: u32,
    /// The quote, decoded, without white space around it.
    pub exact: String,
    pub span: Span,
    pub passage: Option<Passage>,
    /// Who says the passage, where the quote claims a speaker and the source tells of one.
    pub attribution: Option<Told>,
    /// The pieces of the source that the quote is made of.
    pub segments: Vec<Span>,
    /// How many places are as good as this one, it included.
    pub places: usize,
    /// Cited sources where it reads as well, then others where an altered quote is fine.
    pub elsewhere: Vec<Passage>,
    pub changes: Vec<(Class, Operation, Sides)>,
    pub variations: Vec<(Kind, Sides)>,
    pub findings: Vec<Finding>,
}

/// All that a run found.
#[derive(Clone, Debug)]
pub struct Report {
    pub files: Vec<File>,
    /// The way from the root of the repository to the project's folder, with a `/` behind it; empty
    /// where they are one. Paths of files count from the project's folder.
    pub base: String,
    pub quotes: Vec<QuoteReport>,
    pub problems: Vec<Problem>,
    /// The least grave severity that fails the run.
    pub fails_from: Severity,
    /// What to say where there was nothing to examine.
    pub unexamined: Option<&'static str>,
    pub summary: Summary,
}

/// A finding of a quote or a problem of a file, as formats that list both show it.
#[derive(Clone, Debug)]
pub struct Remark<'r> {
    pub rule: Rule,
    pub severity: Severity,
    pub message: &'r str,
    pub help: Option<&'r str>,
    /// The path of the file, where the place says no more.
    pub path: &'r str,
    pub place: Option<Place>,
    /// The counterpart in the source.
    pub passage: Option<Place>,
    pub related: &'r [(Place, String)],
    pub fixes: &'r [Fix],
    pub accepted: Option<&'r Accepted>,
    /// The quote it is about.
    pub quote: Option<&'r QuoteReport>,
    /// The words it is about: of a problem those at its place, on the first side.
    pub words: [&'r str; 2],
}

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub quotes: usize,
    pub verdicts: BTreeMap<Verdict, usize>,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub accepted: usize,
    pub sources: usize,
    /// Annotation files.
    pub files: usize,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing at a failing level.
    Passed,
    /// At least one finding at a failing level.
    Failed,
    /// Something could not be read, or nothing was compared.
    NotRun,
}

impl Report {
    /// Counts what is in the report.
    pub fn count(&mut self, sources: usize, files: usize) {
        let mut summary = Summary {
            quotes: self.quotes.len(),
            sources,
            files,
            ..Summary::default()
        };
        for quote in &self.quotes {
            *summary.verdicts.entry(quote.verdict).or_default() += 1;
        }
        let findings = self.quotes.iter().flat_map(|quote| &quote.findings);
        for finding in findings {
            summary.accepted += usize::from(finding.accepted.is_some());
            if finding.accepted.is_none() {
                summary.add(finding.severity);
            }
        }
        for problem in &self.problems {
            summary.accepted += usize::from(problem.accepted.is_some());
            if problem.accepted.is_none() {
                summary.add(problem.severity);
            }
        }
        self.summary = summary;
    }

    /// All findings, in the order of their quotes, then all problems.
    pub fn remarks(&self) -> impl Iterator<Item = Remark<'_>> {
        let findings = self
            .quotes
            .iter()
            .flat_map(|quote| quote.findings.iter().map(|finding| self.of_quote(quote, finding)));
        let problems = self.problems.iter().map(|problem| self.of_file(problem));
        findings.chain(problems)
    }

    /// A finding of one of its quotes.
    pub fn of_quote<'r>(&'r self, quote: &'r QuoteReport, finding: &'r Finding) -> Remark<'r> {
        Remark {
            rule: finding.rule,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            path: &self.files[quote.file].path,
            place: Some(finding.quote),
            passage: finding.passage,
            related: &finding.related,
            fixes: &finding.fixes,
            accepted: finding.accepted.as_ref(),
            quote: Some(quote),
            words: [&finding.words[0], &finding.words[1]],
        }
    }

    fn of_file<'r>(&'r self, problem: &'r Problem) -> Remark<'r> {
        let words = problem.place.and_then(|place| {
            let text = &self.files.get(place.file)?.text;
            text.get(place.span.start()..place.span.end())
        });
        Remark {
            rule: problem.rule,
            severity: problem.severity,
            message: &problem.message,
            help: problem.help.as_deref(),
            path: &problem.path,
            place: problem.place,
            passage: None,
            related: &problem.related,
            fixes: &[],
            accepted: problem.accepted.as_ref(),
            quote: None,
            words: [words.unwrap_or(""), ""],
        }
    }

    /// How the run ended. A run that had nothing to examine is no pass.
    pub fn outcome(&self) -> Outcome {
        if self.unexamined.is_some() || self.remarks().any(|remark| remark.rule.fails_the_run()) {
            return Outcome::NotRun;
        }
        match self.remarks().any(|remark| self.fails(&remark)) {
            true => Outcome::Failed,
            false => Outcome::Passed,
        }
    }

    /// Whether a finding or problem fails the run.
    pub fn fails(&self, remark: &Remark) -> bool {
        remark.accepted.is_none() && remark.severity <= self.fails_from
    }

    /// Keeps, of one quote looked for in many sources, the readings that found it; where none did, the
    /// first says so.
    pub fn keep_found(&mut self) {
        let fine = |quote: &QuoteReport| quote.verdict.is_fine();
        let found = |quote: &QuoteReport| quote.verdict == Verdict::Altered || fine(quote);
        let (any_fine, any) = (self.quotes.iter().any(fine), self.quotes.iter().any(found));
        let mut first = true;
        self.quotes.retain(|quote| match (any_fine, any) {
            (true, _) => fine(quote),
            (false, true) => found(quote),
            (false, false) => std::mem::take(&mut first),
        });
        // How often it stands is said with each place.
        let told = |finding: &Finding| finding.rule != Rule::AmbiguousQuote;
        self.quotes.iter_mut().for_each(|quote| quote.findings.retain(told));
        let (sources, files) = (self.summary.sources, self.summary.files);
        self.count(sources, files);
    }

    /// Whether at least one quote was compared with a source.
    pub fn compared(&self) -> bool {
        self.quotes.iter().any(|quote| quote.verdict != Verdict::Unchecked)
    }
}

impl Summary {
    /// Adds the counts of another run over the same sources.
    pub fn merge(&mut self, other: &Summary) {
        self.quotes += other.quotes;
        for (verdict, count) in &other.verdicts {
            *self.verdicts.entry(*verdict).or_default() += count;
        }
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.accepted += other.accepted;
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}
