//! The baseline: findings that were there when a project took up the checker. They do not count, so
//! that only new ones fail; the baseline may shrink and never grows.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::annotation::fields::{Faults, find};
use crate::annotation::toml;
use crate::annotation::tree::{Field, Node, Value, toml_string};
use crate::finding::fingerprint::identity;
use crate::finding::report::{Accepted, FileId, Place, Problem, Remark, Report};
use crate::finding::sentences::{self, RecordFlaw};
use crate::policy::{Level, Policy};
use crate::record::flaw::flaws;
use crate::rule::{Rule, Severity};
use crate::text::span::Span;

/// The name of the file.
pub const FILE_NAME: &str = "guillemet-baseline.toml";

/// The version of the format.
const VERSION: i64 = 1;

/// What a finding is known by: rule, file, claim, the words of the annotation, those of the source.
/// It stays when the lines of its file move.
type Identity = [String; 5];

/// What was recorded: how often each finding stands, and where the entry is in the file.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: BTreeMap<Identity, Entry>,
    /// What is wrong with the file. A baseline with flaws covers what could be read of it.
    pub flaws: Vec<(Span, RecordFlaw)>,
}

#[derive(Clone, Debug)]
struct Entry {
    count: usize,
    span: Span,
}

impl Baseline {
    /// All findings of a report that may be recorded: errors and warnings that nobody accepted, and
    /// that somebody could accept.
    pub fn of(report: &Report) -> Self {
        let mut baseline = Self::default();
        for remark in report.remarks().filter(|remark| is_recordable(remark)) {
            baseline.count(identity(&remark).map(str::to_owned), 1, Span::at(0));
        }
        baseline
    }

    fn count(&mut self, identity: Identity, count: usize, span: Span) {
        let entry = self.entries.entry(identity).or_insert(Entry { count: 0, span });
        entry.count = entry.count.saturating_add(count);
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many findings are recorded.
    pub fn len(&self) -> usize {
        self.entries.values().map(|entry| entry.count).sum()
    }

    /// What both hold: a baseline that has shrunk to what is still there.
    pub fn shrunk_to(&self, now: &Self) -> Self {
        let both = self.entries.iter().filter_map(|(identity, entry)| {
            let there = now.entries.get(identity)?;
            let count = entry.count.min(there.count);
            Some((identity.clone(), Entry { count, ..*entry }))
        });
        Self {
            entries: both.collect(),
            flaws: Vec::new(),
        }
    }

    /// Reads the file; what is wrong in it is listed, and the rest stands.
    pub fn read(text: &str) -> Self {
        let (root, syntax) = toml::parse(text);
        let mut baseline = Self::default();
        let mut faults = Faults::default();
        let fields = faults
            .fields(&root, "the baseline", &["version", "findings"])
            .unwrap_or_default();
        for node in faults.list(fields, "findings") {
            baseline.entry(node, &mut faults);
        }
        baseline.flaws = flaws(faults, syntax, fields, VERSION);
        baseline
    }

    fn entry(&mut self, node: &Node, faults: &mut Faults) {
        const FIELDS: &[&str] = &["rule", "file", "claim", "quote", "passage", "count"];
        const HOLDER: &str = "a recorded finding";
        let Some(fields) = faults.fields(node, HOLDER, FIELDS) else {
            return;
        };
        for name in ["rule", "file"] {
            faults.require(node, fields, name, HOLDER);
        }
        let mut text = |name| {
            faults
                .text(fields, name)
                .map(|scalar| scalar.decoded.text)
                .unwrap_or_default()
        };
        let identity = [
            text("rule"),
            text("file"),
            text("claim"),
            text("quote"),
            text("passage"),
        ];
        let count = match find(fields, "count").map(|node| (node, &node.value)) {
            None => 1,
            Some((_, &Value::Integer(count))) if 0 < count => usize::try_from(count).unwrap_or(usize::MAX),
            Some((node, _)) => return faults.wrong_type(node, "count", "a whole number above 0"),
        };
        self.count(identity, count, named(node, fields));
    }

    /// The file that holds it.
    pub fn render(&self) -> String {
        let mut text = format!("# {}\nversion = {VERSION}\n", sentences::BASELINE_HEAD);
        for (identity, entry) in &self.entries {
            text.push_str("\n[[findings]]\n");
            for (name, value) in ["rule", "file", "claim", "quote", "passage"].iter().zip(identity) {
                if !value.is_empty() {
                    // Writing to a string cannot fail.
                    let _ = writeln!(text, "{name} = {}", toml_string(value));
                }
            }
            if entry.count > 1 {
                let _ = writeln!(text, "count = {}", entry.count);
            }
        }
        text
    }

    /// Takes what is recorded out of what counts in `report`, and reports entries that stand for
    /// nothing: left in place, they would hide a fault that comes back. Of a run over a part of the project
    /// (`whole` is false), only files that it read can have such entries; a rule that is off under `policy`
    /// has none. `file` is the baseline's place among the files of the report.
    pub fn cover(&self, report: &mut Report, policy: &Policy, file: FileId, whole: bool) {
        let mut left: BTreeMap<&Identity, usize> = self.entries.iter().map(|(key, entry)| (key, entry.count)).collect();
        let covered: Vec<bool> = report
            .remarks()
            .map(|remark| {
                let identity = identity(&remark).map(str::to_owned);
                let count = left
                    .get_mut(&identity)
                    .filter(|count| 0 < **count && is_recordable(&remark));
                count.map(|count| *count -= 1).is_some()
            })
            .collect();
        let mut covered = covered.into_iter();
        let findings = report.quotes.iter_mut().flat_map(|quote| &mut quote.findings);
        let findings = findings.map(|finding| &mut finding.accepted);
        let problems = report.problems.iter_mut().map(|problem| &mut problem.accepted);
        for accepted in findings.chain(problems) {
            if covered.next().unwrap_or(false) {
                *accepted = Some(Accepted::Baseline);
            }
        }
        let read = |path: &str| {
            whole
                || report
                    .files
                    .iter()
                    .any(|file| file.path == path && !file.text.is_empty())
        };
        let off = |rule: &str| Rule::from_name(rule).is_some_and(|rule| policy.levels.get(&rule) == Some(&Level::Off));
        let gone = left
            .into_iter()
            .filter(|&(key, count)| 0 < count && read(&key[1]) && !off(&key[0]));
        let gone: Vec<(&Identity, usize)> = gone.collect();
        let unused = gone.iter().map(|(key, _)| unused(key, self.entries[*key].span, file));
        let unused: Vec<Problem> = unused.collect();
        report.problems.extend(unused);
    }
}

/// Where an entry stands.
fn named(node: &Node, fields: &[Field]) -> Span {
    find(fields, "rule").map_or(node.span, |node| node.span)
}

fn is_recordable(remark: &Remark) -> bool {
    remark.accepted.is_none() && remark.severity < Severity::Note && remark.rule.is_acceptable()
}

fn unused(key: &Identity, span: Span, file: FileId) -> Problem {
    let sentence = sentences::unused_baseline(&key[0], &key[1], &key[2]);
    Problem::new(Rule::UnusedBaseline, sentence, FILE_NAME, Some(Place { file, span }))
}
