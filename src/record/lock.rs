//! The lock: what a project was when somebody looked at it last. A source whose bytes changed, a quote
//! that is another or stands elsewhere, and a rule with another level are drift.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::annotation::fields::{Faults, find};
use crate::annotation::toml;
use crate::annotation::tree::{Field, Node, Value, toml_string};
use crate::finding::diagnose::Input;
use crate::finding::report::{Place, Problem, QuoteReport, Report};
use crate::finding::sentences::{self, RecordFlaw, Sentence};
use crate::policy::Policy;
use crate::record::flaw::flaws;
use crate::rule::Rule;
use crate::source::text::READER;
use crate::text::hash::sha256;
use crate::text::span::Span;

/// The name of the file.
pub const FILE_NAME: &str = "guillemet.lock";

/// The version of the format.
const VERSION: i64 = 1;

/// More quotes than this are counted and not shown beside a source that changed.
const MOST_PLACES: usize = 20;

/// The state of a project.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// The levels that the project sets, by rule.
    levels: BTreeMap<String, String>,
    /// By id.
    sources: BTreeMap<String, LockedSource>,
    /// In the order of the report.
    quotes: Vec<LockedQuote>,
    /// What is wrong with the file.
    pub flaws: Vec<(Span, RecordFlaw)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LockedSource {
    path: String,
    sha256: String,
    reader: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LockedQuote {
    file: String,
    claim: String,
    /// Its place among the quotes of the claim.
    index: usize,
    exact: String,
    /// The id of the source and the bytes of its file, where the quote stands anywhere.
    passage: Option<(String, Span)>,
}

impl Lock {
    /// The state that a report shows. `policy` is that of the project file alone.
    pub fn of(input: &Input, policy: &Policy, report: &Report) -> Self {
        let levels = policy.levels.iter();
        let entries = input.corpus.entries().iter().enumerate();
        let read = entries.filter(|(at, _)| input.corpus.source(*at).is_some());
        Self {
            levels: levels
                .map(|(rule, level)| (rule.name().to_owned(), level.name().to_owned()))
                .collect(),
            sources: read
                .map(|(at, entry)| {
                    let source = LockedSource {
                        path: entry.description().path.clone(),
                        sha256: sha256(input.sources[at].as_bytes()),
                        reader: READER.to_owned(),
                    };
                    (entry.description().id.clone(), source)
                })
                .collect(),
            quotes: report.quotes.iter().map(|quote| locked(report, quote)).collect(),
            flaws: Vec::new(),
        }
    }

    /// Reads the file; what is wrong in it is listed.
    pub fn read(text: &str) -> Self {
        let (root, syntax) = toml::parse(text);
        let mut lock = Self::default();
        let mut faults = Faults::default();
        let fields = faults.fields(&root, "the lock", &["version", "rules", "sources", "quotes"]);
        let fields = fields.unwrap_or_default();
        let rules = find(fields, "rules").map(|node| match &node.value {
            Value::Table(rules) => rules.as_slice(),
            _ => {
                faults.wrong_type(node, "rules", "a table");
                &[]
            }
        });
        for rule in rules.unwrap_or_default() {
            match &rule.node.value {
                Value::Text(level) => {
                    lock.levels.insert(rule.name.clone(), level.decoded.text.clone());
                }
                _ => faults.wrong_type(&rule.node, "rules", "the name of a level"),
            }
        }
        for node in faults.list(fields, "sources") {
            lock.read_source(node, &mut faults);
        }
        for node in faults.list(fields, "quotes") {
            lock.read_quote(node, &mut faults);
        }
        lock.flaws = flaws(faults, syntax, fields, VERSION);
        lock
    }

    fn read_source(&mut self, node: &Node, faults: &mut Faults) {
        const FIELDS: &[&str] = &["id", "path", "sha256", "reader"];
        let Some(fields) = faults.fields(node, "a locked source", FIELDS) else {
            return;
        };
        for name in ["id", "path", "sha256", "reader"] {
            faults.require(node, fields, name, "a locked source");
        }
        let mut text = |name| {
            faults
                .text(fields, name)
                .map(|scalar| scalar.decoded.text)
                .unwrap_or_default()
        };
        let id = text("id");
        let source = LockedSource {
            path: text("path"),
            sha256: text("sha256"),
            reader: text("reader"),
        };
        self.sources.insert(id, source);
    }

    fn read_quote(&mut self, node: &Node, faults: &mut Faults) {
        const FIELDS: &[&str] = &["file", "claim", "index", "exact", "source", "start", "end"];
        let Some(fields) = faults.fields(node, "a locked quote", FIELDS) else {
            return;
        };
        for name in ["file", "claim", "index", "exact"] {
            faults.require(node, fields, name, "a locked quote");
        }
        let number = |name: &str, fields: &[Field]| match find(fields, name).map(|node| &node.value) {
            Some(Value::Integer(number)) => usize::try_from(*number).ok(),
            _ => None,
        };
        let span = number("start", fields)
            .zip(number("end", fields))
            .filter(|(start, end)| start <= end);
        let index = number("index", fields);
        if let Some(node) = find(fields, "index").filter(|_| index.is_none()) {
            faults.wrong_type(node, "index", "a whole number");
        }
        let mut text = |name| faults.text(fields, name).map(|scalar| scalar.decoded.text);
        let source = text("source");
        self.quotes.push(LockedQuote {
            file: text("file").unwrap_or_default(),
            claim: text("claim").unwrap_or_default(),
            index: index.unwrap_or(0),
            exact: text("exact").unwrap_or_default(),
            passage: source.zip(span.map(|(start, end)| Span::new(start, end))),
        });
    }

    /// The file that holds it.
    pub fn render(&self) -> String {
        let mut text = format!("# {}\nversion = {VERSION}\n", sentences::LOCK_HEAD);
        if !self.levels.is_empty() {
            text.push_str("\n[rules]\n");
        }
        // Writing to a string cannot fail.
        for (rule, level) in &self.levels {
            let _ = writeln!(text, "{rule} = {}", toml_string(level));
        }
        for (id, source) in &self.sources {
            let fields = [
                ("id", id),
                ("path", &source.path),
                ("sha256", &source.sha256),
                ("reader", &source.reader),
            ];
            text.push_str("\n[[sources]]\n");
            for (name, value) in fields {
                let _ = writeln!(text, "{name} = {}", toml_string(value));
            }
        }
        for quote in &self.quotes {
            let (file, claim) = (toml_string(&quote.file), toml_string(&quote.claim));
            let (index, exact) = (quote.index, toml_string(&quote.exact));
            text.push_str("\n[[quotes]]\n");
            let _ = writeln!(text, "file = {file}\nclaim = {claim}\nindex = {index}\nexact = {exact}");
            if let Some((source, span)) = &quote.passage {
                let _ = writeln!(text, "source = {}", toml_string(source));
                let _ = writeln!(text, "start = {}\nend = {}", span.start(), span.end());
            }
        }
        text
    }

    /// What moved since the lock was written: `now` is the state that `report` shows. Of a run over a part
    /// of the project (`whole` is false), quotes of files that it did not read are not missed, nor sources
    /// that it did not need.
    pub fn drift(&self, now: &Self, report: &Report, whole: bool) -> Vec<Problem> {
        let (partners, gone) = self.partners(now);
        let mut problems = self.drift_of_levels(now);
        let changed = self.drift_of_sources(now, report, whole, &partners, &mut problems);
        for ((quote, here), there) in report.quotes.iter().zip(&now.quotes).zip(&partners) {
            let place = Place {
                file: quote.file,
                span: quote.span,
            };
            let (rule, sentence, related) = match there {
                None => (Rule::QuoteChanged, sentences::quote_unlocked(), Vec::new()),
                Some(there) if there.exact != here.exact => {
                    (Rule::QuoteChanged, sentences::quote_changed(&there.exact), Vec::new())
                }
                // Told with its source.
                Some(there) if there.is_of(&changed) || here.is_of(&changed) => continue,
                Some(there) if there.passage != here.passage => {
                    let sentence = sentences::passage_moved(there.shown().as_deref(), here.shown().as_deref());
                    let now = quote.passage.iter();
                    let now = now.map(|passage| (passage.place, sentences::STANDS_HERE.to_owned()));
                    (Rule::PassageMoved, sentence, now.collect())
                }
                Some(_) => continue,
            };
            problems.push(problem(rule, sentence, &here.file, Some(place), related));
        }
        let read = |path: &str| whole || report.files.iter().any(|file| file.path == path);
        problems.extend(gone.into_iter().filter(|quote| read(&quote.file)).map(|quote| {
            let sentence = sentences::quote_gone(&quote.exact, &quote.claim);
            problem(Rule::QuoteChanged, sentence, &quote.file, None, Vec::new())
        }));
        problems
    }

    /// What was locked of each quote that is there now, and what is no longer there: the same words of the
    /// same claim, at the same passage if there are such, or else what stood at the same place in it.
    fn partners<'l>(&'l self, now: &Self) -> (Vec<Option<&'l LockedQuote>>, Vec<&'l LockedQuote>) {
        let mut left: BTreeMap<[&str; 2], Vec<&LockedQuote>> = BTreeMap::new();
        for there in &self.quotes {
            left.entry(there.of_claim()).or_default().push(there);
        }
        let mut partners: Vec<Option<&LockedQuote>> = vec![None; now.quotes.len()];
        type Fits = fn(&LockedQuote, &LockedQuote) -> bool;
        const WAYS: [Fits; 3] = [
            |one, other| one.exact == other.exact && one.passage == other.passage,
            |one, other| one.exact == other.exact,
            |one, other| one.index == other.index,
        ];
        for fits in WAYS {
            let alone = partners
                .iter_mut()
                .zip(&now.quotes)
                .filter(|(partner, _)| partner.is_none());
            for (partner, here) in alone {
                let in_claim = left.get_mut(&here.of_claim());
                *partner = in_claim.and_then(|left| {
                    let at = left.iter().position(|there| fits(there, here))?;
                    Some(left.remove(at))
                });
            }
        }
        (partners, left.into_values().flatten().collect())
    }

    fn drift_of_levels(&self, now: &Self) -> Vec<Problem> {
        let mut rules: Vec<&String> = self.levels.keys().chain(now.levels.keys()).collect();
        rules.sort_unstable();
        rules.dedup();
        let changed = rules
            .into_iter()
            .filter(|rule| self.levels.get(*rule) != now.levels.get(*rule));
        let problems = changed.map(|rule| {
            let levels = [&self.levels, &now.levels].map(|levels| levels.get(rule).map(String::as_str));
            let sentence = sentences::level_changed(rule, levels);
            problem(Rule::LevelChanged, sentence, crate::config::FILE_NAME, None, Vec::new())
        });
        problems.collect()
    }

    /// Adds what is said of the sources; the ids of those that are not what they were.
    fn drift_of_sources(
        &self,
        now: &Self,
        report: &Report,
        whole: bool,
        partners: &[Option<&LockedQuote>],
        problems: &mut Vec<Problem>,
    ) -> Vec<String> {
        let mut ids: Vec<&String> = self.sources.keys().chain(now.sources.keys()).collect();
        ids.sort_unstable();
        ids.dedup();
        let differs =
            |id: &&String| self.sources.get(*id) != now.sources.get(*id) && (whole || now.sources.contains_key(*id));
        let changed: Vec<String> = ids.into_iter().filter(differs).cloned().collect();
        for id in &changed {
            let (there, here) = (self.sources.get(id), now.sources.get(id));
            let of_it = |quote: &LockedQuote| quote.is_of(std::slice::from_ref(id));
            let quotes = report.quotes.iter().zip(&now.quotes).zip(partners);
            let moved = quotes.filter(|((_, here), there)| {
                there.is_some_and(|there| there.passage != here.passage && (of_it(there) || of_it(here)))
            });
            let moved: Vec<&QuoteReport> = moved.map(|((quote, _), _)| quote).collect();
            let sentence = match (there, here) {
                (None, _) => sentences::source_new(id),
                (_, None) => sentences::source_gone(id),
                (Some(there), Some(here)) if there.sha256 != here.sha256 => sentences::source_changed(id, moved.len()),
                (Some(there), Some(here)) if there.path != here.path => {
                    sentences::source_moved(id, &there.path, &here.path)
                }
                (Some(there), Some(here)) => sentences::source_read_otherwise(id, &there.reader, &here.reader),
            };
            let related = moved.iter().take(MOST_PLACES).map(|quote| {
                let place = Place {
                    file: quote.file,
                    span: quote.span,
                };
                (place, sentences::MOVED_QUOTE.to_owned())
            });
            let path = here.or(there).map_or("", |source| source.path.as_str());
            problems.push(problem(Rule::SourceChanged, sentence, path, None, related.collect()));
        }
        changed
    }

    /// How many quotes are locked.
    pub fn quotes(&self) -> usize {
        self.quotes.len()
    }

    /// How many sources are locked.
    pub fn sources(&self) -> usize {
        self.sources.len()
    }
}

impl LockedQuote {
    /// Its file and claim.
    fn of_claim(&self) -> [&str; 2] {
        [&self.file, &self.claim]
    }

    fn is_of(&self, sources: &[String]) -> bool {
        self.passage
            .as_ref()
            .is_some_and(|(source, _)| sources.contains(source))
    }

    fn shown(&self) -> Option<String> {
        let (source, span) = self.passage.as_ref()?;
        Some(format!("{source}, bytes {} to {}", span.start(), span.end()))
    }
}

fn locked(report: &Report, quote: &QuoteReport) -> LockedQuote {
    let passage = quote.passage.as_ref();
    LockedQuote {
        file: report.files[quote.file].path.clone(),
        claim: quote.claim.clone(),
        index: quote.index,
        exact: quote.exact.clone(),
        passage: passage.map(|passage| (passage.source.clone(), passage.place.span)),
    }
}

fn problem(rule: Rule, sentence: Sentence, path: &str, place: Option<Place>, related: Vec<(Place, String)>) -> Problem {
    Problem {
        related,
        ..Problem::new(rule, sentence, path, place)
    }
}
