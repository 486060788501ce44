//! Checks all quotes and says what was found, under a policy.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::annotation::acceptance::Acceptance;
use crate::annotation::claim::{Annotations, Claim, Flaw, FlawKind, Quote};
use crate::check::{Checked, MOST_WORDS, Unchecked, check};
use crate::corpus::{Corpus, Source};
use crate::finding::report::{
    Accepted, File, FileId, Finding, Fix, Passage, Place, Problem, QuoteReport, Report, Sides, Summary, Told,
};
use crate::finding::sentences::{self, Sentence};
use crate::finding::sources;
use crate::french::negation;
use crate::matching::pattern::{Mark, Sign};
use crate::matching::prepared::Prepared;
use crate::policy::{self, Policy};
use crate::rule::{self, Rule, Severity};
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;
use crate::verdict::change::{Change, Class, Operation, Slip};
use crate::verdict::judge::Judgement;
use crate::verdict::reading::{Stop, Truncation, Verdict};
use crate::verdict::variation::{Kind, Variation};
use crate::verdict::voice::{Crossing, Hearing};

/// All that a run works on, read and parsed.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub annotations: Vec<(File, Annotations)>,
    /// The project file, where problems point into it.
    pub project: Option<File>,
    pub corpus: Arc<Corpus>,
    /// The text on disk of each source of the corpus; empty for one that could not be read.
    pub sources: Vec<Arc<str>>,
    /// The way from the root of the repository to the project's folder, with a `/` behind it.
    pub base: String,
    /// Whether quoted spans of a claim's own text are quotes, where its file does not say.
    pub inline: bool,
    /// Whether the sources are held against themselves too.
    pub audit: bool,
    /// What the project file accepts of each source of the corpus.
    pub source_accept: Vec<Vec<Acceptance>>,
    /// What went wrong before anything could be checked. Places of the project file have the id
    /// [`Input::project_id`].
    pub problems: Vec<Problem>,
}

impl Input {
    /// How many quotes there are to check.
    pub fn quotes(&self) -> usize {
        let claims = self.annotations.iter().flat_map(|(_, annotations)| &annotations.claims);
        claims.map(|claim| claim.quotes.len()).sum()
    }

    /// The id of an annotation file in the report.
    pub fn annotation_id(at: usize) -> FileId {
        at
    }

    /// The id of the project file in the report of a run with this many annotation files.
    pub fn project_id(annotations: usize) -> FileId {
        annotations
    }
}

/// How far a run is, for somebody who watches it from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
}

impl Progress {
    /// How many quotes have been checked.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

/// Checks every quote of `input`; one verdict each.
pub fn diagnose(input: &Input, policy: &Policy) -> Report {
    diagnose_counting(input, policy, &Progress::default())
}

/// The same, counting the quotes as they are checked.
pub fn diagnose_counting(input: &Input, policy: &Policy, progress: &Progress) -> Report {
    let mut report = Report {
        files: Vec::new(),
        base: input.base.clone(),
        quotes: Vec::new(),
        problems: Vec::new(),
        fails_from: policy.fails_from(),
        unexamined: None,
        summary: Summary::default(),
    };
    report
        .files
        .extend(input.annotations.iter().map(|(file, _)| file.clone()));
    report.files.push(input.project.clone().unwrap_or(File {
        path: crate::config::FILE_NAME.to_owned(),
        text: Arc::default(),
    }));
    let first_source = report.files.len();
    let described = input.corpus.entries().iter().zip(&input.sources);
    report.files.extend(described.map(|(entry, text)| File {
        path: entry.description().path.clone(),
        text: text.clone(),
    }));
    let writers: Vec<Writer> = (input.annotations.iter().enumerate())
        .map(|(at, (file, annotations))| Writer {
            file: Input::annotation_id(at),
            path: &file.path,
            annotations,
            corpus: &input.corpus,
            first_source,
            policy,
        })
        .collect();
    let quotes: Vec<(&Writer, &Claim, usize)> = writers.iter().flat_map(Writer::quotes).collect();
    let written = || -> Vec<Written> {
        // Once for a source, and for many at a time: whoever asked first would let all others wait.
        let heard: BTreeSet<usize> = quotes
            .iter()
            .flat_map(|(_, claim, index)| heard(&input.corpus, &claim.quotes[*index]))
            .collect();
        heard
            .into_par_iter()
            .filter_map(|at| input.corpus.source(at))
            .for_each(|source| {
                source.speech();
            });
        // Source by source: what is known of one is still at hand when the next quote asks for it.
        let source = |&at: &usize| {
            let (_, claim, index) = quotes[at];
            let first = claim.quotes[index].sources.first();
            first.and_then(|cited| input.corpus.find(&cited.name))
        };
        let mut order: Vec<usize> = (0..quotes.len()).collect();
        order.sort_by_cached_key(source);
        let write = |&at: &usize| {
            let (writer, claim, index) = quotes[at];
            let written = writer.write(claim, index);
            progress.done.fetch_add(1, Ordering::Relaxed);
            (at, written)
        };
        let mut written: Vec<(usize, Written)> = order.par_iter().map(write).collect();
        written.sort_unstable_by_key(|(at, _)| *at);
        written.into_iter().map(|(_, written)| written).collect()
    };
    let audited = || match input.audit {
        true => sources::diagnose(input, first_source),
        false => Vec::new(),
    };
    // Whatever is ready first, the order of the report is that of the files.
    let (written, audited) = rayon::join(written, audited);
    report.problems.clone_from(&input.problems);
    let mut written = written.into_iter();
    for writer in &writers {
        let (reported, problems) = writer.gather(&mut written);
        report.quotes.extend(reported);
        report.problems.extend(problems);
    }
    report.problems.extend(audited);
    report.problems.retain_mut(|problem| graded(problem, policy));
    let read = (0..input.corpus.entries().len())
        .filter(|&at| input.corpus.source(at).is_some())
        .count();
    report.count(read, input.annotations.len());
    report
}

/// The sources that are read for who speaks in them.
fn heard(corpus: &Corpus, quote: &Quote) -> Vec<usize> {
    let cited = quote.sources.iter().filter(|_| quote.speaker.is_some());
    cited.filter_map(|cited| corpus.find(&cited.name)).collect()
}

/// Gives a problem its level; whether it is reported at all.
pub fn graded(problem: &mut Problem, policy: &Policy) -> bool {
    match policy.severity(problem.rule, problem.severity) {
        Some(severity) => {
            problem.severity = severity;
            true
        }
        // What made the run fail is said whatever the level.
        None => problem.rule.fails_the_run(),
    }
}

/// Writes the findings of one annotation file.
struct Writer<'w> {
    file: FileId,
    path: &'w str,
    annotations: &'w Annotations,
    corpus: &'w Corpus,
    first_source: FileId,
    policy: &'w Policy,
}

/// What is said of one quote.
struct Written {
    reported: QuoteReport,
    /// Why it could not be compared.
    problem: Option<Problem>,
    /// The acceptances that cover a finding of it.
    used: Vec<Span>,
}

impl Writer<'_> {
    /// Every quote of the file: its claim, and its place there.
    fn quotes(&self) -> impl Iterator<Item = (&Self, &Claim, usize)> {
        let claims = self.annotations.claims.iter();
        claims.flat_map(move |claim| (0..claim.quotes.len()).map(move |index| (self, claim, index)))
    }

    fn write(&self, claim: &Claim, index: usize) -> Written {
        let quote = &claim.quotes[index];
        let checked = check(quote, self.corpus);
        let mut used = Vec::new();
        Written {
            reported: self.quote(claim, index, quote, &checked, &mut used),
            problem: self.unchecked(quote, &checked),
            used,
        }
    }

    /// What is said of the whole file, each problem once; takes as much of `written` as it has quotes.
    fn gather(&self, written: &mut impl Iterator<Item = Written>) -> (Vec<QuoteReport>, Vec<Problem>) {
        let mut problems: Vec<Problem> = self.annotations.flaws.iter().map(|flaw| self.flaw(flaw)).collect();
        let mut quotes = Vec::new();
        for claim in &self.annotations.claims {
            let mut used: Vec<Span> = Vec::new();
            for one in written.by_ref().take(claim.quotes.len()) {
                quotes.push(one.reported);
                problems.extend(one.problem);
                used.extend(one.used);
            }
            let own = claim.quotes.iter().flat_map(|quote| &quote.accept);
            let unused = own
                .chain(&claim.accept)
                .filter(|acceptance| !used.contains(&acceptance.span));
            problems.extend(unused.map(|acceptance| {
                let sentence = sentences::unused_acceptance(&acceptance.rule, acceptance.text.as_deref());
                self.problem(Rule::UnusedAcceptance, sentence, acceptance.span)
            }));
        }
        let mut told = BTreeSet::new();
        problems.retain(|problem| told.insert((problem.rule, problem.place.map(|place| place.span))));
        (quotes, problems)
    }

    fn problem(&self, rule: Rule, sentence: Sentence, span: Span) -> Problem {
        Problem::new(rule, sentence, self.path, Some(Place { file: self.file, span }))
    }

    fn flaw(&self, flaw: &Flaw) -> Problem {
        let (rule, sentence) = sentences::annotation_flaw(&flaw.kind);
        let mut problem = self.problem(rule, sentence, flaw.span);
        if let FlawKind::DuplicateClaim { first, .. } = flaw.kind {
            let place = Place {
                file: self.file,
                span: first,
            };
            problem.related.push((place, sentences::FIRST_CLAIM.to_owned()));
        }
        problem
    }

    /// Why a quote could not be compared, where that is a fault of the annotation.
    fn unchecked(&self, quote: &Quote, checked: &Checked) -> Option<Problem> {
        let reason = checked.unchecked?;
        let (rule, sentence, span) = match reason {
            Unchecked::EmptyQuote => (Rule::EmptyQuote, sentences::empty_quote(), quote.span),
            Unchecked::LongQuote(words) => (Rule::LongQuote, sentences::long_quote(words, MOST_WORDS), quote.span),
            Unchecked::NoSource => (Rule::UnknownSource, sentences::no_source(), quote.span),
            Unchecked::UnknownSource(at) => {
                let cited = &quote.sources[at];
                let ids = self
                    .corpus
                    .entries()
                    .iter()
                    .map(|entry| entry.description().id.as_str());
                let sentence = sentences::unknown_source(&cited.name, rule::nearest(&cited.name, ids));
                (Rule::UnknownSource, sentence, cited.span)
            }
            // The source's own problem says it once for all its quotes; a translation is a note.
            Unchecked::UnreadableSource | Unchecked::Translation => return None,
        };
        Some(self.problem(rule, sentence, span))
    }

    fn quote(
        &self,
        claim: &Claim,
        index: usize,
        quote: &Quote,
        checked: &Checked,
        used: &mut Vec<Span>,
    ) -> QuoteReport {
        let exact = &quote.exact.decoded;
        let trimmed = trimmed(&exact.text);
        let cited = quote.sources.first().map(|cited| match self.corpus.find(&cited.name) {
            Some(at) => self.corpus.entries()[at].description().id.clone(),
            None => cited.name.clone(),
        });
        let found = checked.source.and_then(|at| Some((at, self.corpus.source(at)?)));
        let judged = found.zip(checked.judgement.as_ref());
        let source = match (&judged, checked.verdict) {
            (Some(((_, source), _)), verdict) if verdict != Verdict::Misplaced => Some(source.description.id.clone()),
            _ => cited,
        };
        let mut reported = QuoteReport {
            file: self.file,
            claim: claim.id.clone(),
            index,
            source,
            verdict: checked.verdict,
            similarity: judged.as_ref().map_or(0, |(_, judgement)| judgement.reading.similarity),
            exact: trimmed.of(&exact.text).to_owned(),
            span: exact.origin.span(trimmed),
            passage: None,
            attribution: None,
            segments: Vec::new(),
            places: 0,
            elsewhere: Vec::new(),
            changes: Vec::new(),
            variations: Vec::new(),
            findings: Vec::new(),
        };
        for (at, judgement) in checked.also.iter().chain(&checked.elsewhere) {
            reported.elsewhere.extend(
                self.corpus
                    .source(*at)
                    .map(|source| self.passage(*at, source, judgement)),
            );
        }
        if let Some(((at, source), judgement)) = judged {
            let passage = self.passage(at, source, judgement);
            let segments = judgement.reading.segments.iter();
            reported.segments = segments.map(|segment| source.text.on_disk(*segment)).collect();
            reported.places = judgement.places.len();
            reported.passage = Some(passage);
            let claims = quote.speaker.is_some();
            reported.attribution = claims.then(|| self.told(at, source, judgement)).flatten();
            let sides = |quote: Span, passage: Span| sides(checked, source, quote, passage);
            let reading = &judgement.reading;
            reported.changes.extend(
                reading
                    .changes
                    .iter()
                    .map(|change| (change.class, change.operation, sides(change.quote, change.passage))),
            );
            reported.variations.extend(
                reading
                    .variations
                    .iter()
                    .map(|variation| (variation.kind, sides(variation.quote, variation.passage))),
            );
        }
        let drafts = Drafter {
            claim,
            quote,
            checked,
            corpus: self.corpus,
            file: self.file,
            first_source: self.first_source,
            reported: &reported,
        }
        .drafts();
        for draft in drafts {
            let accepted = policy::acceptance_of(&quote.accept, draft.rule, &draft.words());
            let accepted = accepted.map(|at| &quote.accept[at]);
            used.extend(accepted.map(|acceptance| acceptance.span));
            if let Some(severity) = self.policy.severity(draft.rule, draft.severity) {
                reported.findings.push(draft.finding(severity, accepted));
            }
        }
        reported
    }

    /// Who the source tells to say the passage.
    fn told(&self, at: usize, source: &Source, judgement: &Judgement) -> Option<Told> {
        let attribution = source.speech().attribution(judgement.reading.passage)?;
        Some(Told {
            speaker: sentences::plain(attribution.speaker.of(source.text.text())),
            place: Place {
                file: self.first_source + at,
                span: source.text.on_disk(attribution.cue),
            },
        })
    }

    fn passage(&self, at: usize, source: &Source, judgement: &Judgement) -> Passage {
        let passage = judgement.reading.passage;
        Passage {
            place: Place {
                file: self.first_source + at,
                span: source.text.on_disk(passage),
            },
            text: passage.of(source.text.text()).to_owned(),
            source: source.description.id.clone(),
        }
    }
}

/// The words on one line, a space between them.
fn in_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without white space around it.
fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

fn sides(checked: &Checked, source: &Source, quote: Span, passage: Span) -> Sides {
    Sides {
        quote: checked.quote.words().on_disk(quote),
        quote_text: quote.of(checked.quote.words().text()).to_owned(),
        passage: source.text.on_disk(passage),
        passage_text: passage.of(source.text.text()).to_owned(),
    }
}

/// A finding before its level and acceptance are known.
struct Draft {
    rule: Rule,
    severity: Severity,
    sentence: Sentence,
    quote: Place,
    quote_text: String,
    passage: Option<Place>,
    passage_text: String,
    related: Vec<(Place, String)>,
    fixes: Vec<Fix>,
}

impl Draft {
    fn words(&self) -> [&str; 2] {
        [&self.quote_text, &self.passage_text]
    }

    fn finding(self, severity: Severity, accepted: Option<&Acceptance>) -> Finding {
        Finding {
            rule: self.rule,
            severity,
            message: self.sentence.message,
            help: self.sentence.help,
            quote: self.quote,
            passage: self.passage,
            related: self.related,
            fixes: self.fixes,
            words: [self.quote_text, self.passage_text],
            accepted: accepted.map(|acceptance| Accepted::Because(acceptance.because.trim().to_owned())),
        }
    }
}

/// Says what is to be said of one checked quote.
struct Drafter<'d> {
    claim: &'d Claim,
    quote: &'d Quote,
    checked: &'d Checked,
    corpus: &'d Corpus,
    file: FileId,
    first_source: FileId,
    reported: &'d QuoteReport,
}

impl Drafter<'_> {
    fn drafts(&self) -> Vec<Draft> {
        match (self.checked.verdict, self.judged()) {
            (Verdict::Absent, _) => vec![self.absent()],
            (Verdict::Misplaced, Some((source, judgement))) => {
                let mut drafts = vec![self.misplaced(source, judgement)];
                drafts.extend(self.speaker(source, judgement));
                drafts
            }
            (Verdict::Unchecked, _) if self.checked.unchecked == Some(Unchecked::Translation) => {
                vec![self.whole(Rule::TranslatedQuote, sentences::translated())]
            }
            (_, Some((source, judgement))) => self.judged_drafts(source, judgement),
            _ => Vec::new(),
        }
    }

    fn judged(&self) -> Option<(&Source, &Judgement)> {
        Some((
            self.corpus.source(self.checked.source?)?,
            self.checked.judgement.as_ref()?,
        ))
    }

    /// A finding on the whole quote.
    fn whole(&self, rule: Rule, sentence: Sentence) -> Draft {
        Draft {
            rule,
            severity: rule.severity(),
            sentence,
            quote: self.place(self.reported.span),
            quote_text: self.reported.exact.clone(),
            passage: self.reported.passage.as_ref().map(|passage| passage.place),
            passage_text: String::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    fn source_place(&self, source: &Source, span: Span) -> Option<Place> {
        let at = self.checked.source?;
        Some(Place {
            file: self.first_source + at,
            span: source.text.on_disk(span),
        })
    }

    fn cited(&self) -> &str {
        self.reported.source.as_deref().unwrap_or("")
    }

    fn absent(&self) -> Draft {
        let others = self.corpus.entries().len().saturating_sub(self.quote.sources.len());
        let mut draft = self.whole(Rule::QuoteAbsent, sentences::absent(self.cited(), others));
        if self.quote.inline {
            // A span of the claim's own text may be the annotator's term or a title.
            draft.severity = Severity::Warning;
        }
        draft
    }

    fn misplaced(&self, source: &Source, judgement: &Judgement) -> Draft {
        let found = &source.description.id;
        let sentence = sentences::wrong_source(self.cited(), found, judgement.reading.verdict);
        self.whole(Rule::WrongSource, sentence)
    }

    fn judged_drafts(&self, source: &Source, judgement: &Judgement) -> Vec<Draft> {
        let reading = &judgement.reading;
        let mut drafts: Vec<Draft> = reading
            .changes
            .iter()
            .map(|change| self.change(source, change))
            .collect();
        if let (Some(first), Some(near)) = (drafts.first_mut(), &judgement.near) {
            let place = self.source_place(source, near.passage);
            first
                .related
                .extend(place.map(|place| (place, sentences::NEAR_WORDING.to_owned())));
        }
        if let Some(first) = drafts.first_mut() {
            first.related.extend(self.other_places(source, judgement));
            for (at, passage) in self.reported.elsewhere.iter().enumerate() {
                let tied = at < self.checked.also.len();
                let label = match tied {
                    true => sentences::OTHER_PLACE.to_owned(),
                    false => sentences::elsewhere(&passage.source),
                };
                first.related.push((passage.place, label));
            }
        }
        drafts.extend(reading.repeats.iter().map(|repeat| {
            let passage = repeat.passage.of(source.text.text());
            let sentence = sentences::repeated_fault(passage, &repeat.fault);
            self.pair(Rule::RepeatedFault, sentence, source, repeat.quote, repeat.passage)
        }));
        drafts.extend(
            reading
                .variations
                .iter()
                .filter_map(|variation| self.variation(source, variation)),
        );
        drafts.extend(self.damaged(source, judgement));
        drafts.extend(reading.false_sics.iter().filter_map(|&at| self.false_sic(at)));
        drafts.extend(
            reading
                .long_cuts
                .iter()
                .filter_map(|&(at, words)| self.long_cut(at, words)),
        );
        drafts.extend(
            reading
                .truncation
                .map(|truncation| self.truncated(source, judgement, truncation)),
        );
        drafts.extend(reading.beheading.and_then(|before| self.beheaded(source, before)));
        drafts.extend(self.speaker(source, judgement));
        drafts.extend(self.crossings(source, judgement));
        if is_short(self.checked.quote.words()) && reading.verdict.is_fine() {
            drafts.push(self.whole(Rule::ShortQuote, sentences::short_quote(judgement.places.len())));
        }
        if judgement.places.len() > 1 && reading.verdict.is_fine() {
            drafts.push(self.ambiguous(source, judgement));
        }
        drafts
    }

    /// A finding on words of the quote and of the source.
    fn pair(&self, rule: Rule, sentence: Sentence, source: &Source, quote: Span, passage: Span) -> Draft {
        Draft {
            rule,
            severity: rule.severity(),
            sentence,
            quote: self.place(self.checked.quote.words().on_disk(quote)),
            quote_text: quote.of(self.checked.quote.words().text()).to_owned(),
            passage: self.source_place(source, passage),
            passage_text: passage.of(source.text.text()).to_owned(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    fn change(&self, source: &Source, change: &Change) -> Draft {
        let quoted = change.quote.of(self.checked.quote.words().text());
        let sourced = change.passage.of(source.text.text());
        if let Some(mark) = change.mark.and_then(|at| self.checked.quote.marks().get(at)) {
            return self.under_mark(source, change, mark);
        }
        let (rule, sentence) = match change.slip {
            Some(Slip::Mended) => {
                let form = self.corpus.census().odd_form(&fold::key(sourced));
                (
                    Rule::SilentCorrection,
                    sentences::silent_correction(quoted, sourced, form.as_ref()),
                )
            }
            Some(Slip::Introduced) => {
                let form = self.corpus.census().odd_form(&fold::key(quoted));
                (
                    Rule::IntroducedFault,
                    sentences::introduced_fault(quoted, sourced, form.as_ref()),
                )
            }
            None if self.is_bracketed(source, change) => (Rule::FlattenedBracket, sentences::dropped_bracket(sourced)),
            None => (rule_of(change), sentences::change(change, quoted, sourced)),
        };
        let mut draft = self.pair(rule, sentence, source, change.quote, change.passage);
        if rule == Rule::MovedWords && change.class <= Class::Name {
            draft.severity = Severity::Error;
        }
        if rule == Rule::SilentCorrection && change.class != Class::Name {
            draft.severity = Severity::Warning;
        }
        let wording = match rule {
            // The words with the brackets that the source has around them.
            Rule::FlattenedBracket => {
                let text = source.text.text();
                let start = text[..change.passage.start()].trim_end().len() - 1;
                let rest = &text[change.passage.end()..];
                let end = change.passage.end() + (rest.len() - rest.trim_start().len()) + 1;
                Span::new(start, end).of(text)
            }
            _ => sourced,
        };
        let agrees = self.judged().is_some_and(|(_, judgement)| judgement.agrees) && self.checked.also.is_empty();
        if agrees {
            draft.fixes = self.fixes(change, wording, rule);
        }
        draft
    }

    /// A finding on a mark that hides or rewrites what it may not.
    fn under_mark(&self, source: &Source, change: &Change, mark: &Mark) -> Draft {
        let sourced = change.passage.of(source.text.text());
        let (rule, sentence) = match (mark.sign, change.class) {
            (Sign::Cut, class) => (Rule::DeceptiveCut, sentences::deceptive_cut(class, sourced)),
            (_, Class::Word) => (Rule::BracketRewrites, sentences::bracket_rewrites(&mark.text, sourced)),
            (_, class) => (rule_of(change), sentences::bracket_hides(class, &mark.text, sourced)),
        };
        let mut draft = self.pair(rule, sentence, source, change.quote, change.passage);
        draft.quote = self.place(mark.on_disk);
        draft.quote_text = mark.text.clone();
        draft
    }

    /// Whether words dropped are those between square brackets of the source's own, or its *(sic)*.
    fn is_bracketed(&self, source: &Source, change: &Change) -> bool {
        let text = source.text.text();
        let before = text[..change.passage.start()].trim_end().chars().next_back();
        let after = text[change.passage.end()..].trim_start().chars().next();
        let sic = change.passage.of(text).eq_ignore_ascii_case("sic");
        let brackets = matches!((before, after), (Some('['), Some(']')))
            || (sic && matches!((before, after), (Some('('), Some(')'))));
        change.operation == Operation::Dropped && brackets
    }

    /// What to write into the annotation so that the change is gone: the wording of the source, and
    /// the mark that says what the annotator did.
    fn fixes(&self, change: &Change, sourced: &str, rule: Rule) -> Vec<Fix> {
        let text = self.checked.quote.words().text();
        let wording = in_line(sourced);
        let quoted = in_line(change.quote.of(text));
        let (before, after) = (&text[..change.quote.start()], &text[change.quote.end()..]);
        let blank = after.len() - after.trim_start().len();
        let elided = before.ends_with(fold::is_apostrophe);
        let alternatives = match (rule, change.operation) {
            (Rule::SilentCorrection, _) => vec![
                (change.quote, format!("{wording} [sic]"), true),
                (change.quote, format!("[{quoted}]"), true),
            ],
            (_, Operation::Replaced) => {
                let slip = matches!(rule, Rule::IntroducedFault | Rule::AlteredSpelling);
                vec![(change.quote, wording, slip)]
            }
            (_, Operation::Added) => {
                let start = before.trim_end().len();
                let mut ways = vec![(Span::new(start, change.quote.end()), String::new(), false)];
                if rule == Rule::AddedWords {
                    ways.push((change.quote, format!("[{quoted}]"), true));
                }
                ways
            }
            (_, Operation::Dropped) => {
                let joined = wording.ends_with(fold::is_apostrophe);
                let end = change.quote.end() + if joined { blank } else { 0 };
                let span = Span::new(change.quote.end(), end);
                let mut ways = vec![(span, format!(" {wording}"), rule == Rule::FlattenedBracket)];
                if rule == Rule::DroppedWords {
                    let cut = if elided { "[…] " } else { " […]" };
                    ways.push((Span::at(change.quote.end()), cut.to_owned(), true));
                }
                ways
            }
            (_, Operation::Moved) => Vec::new(),
        };
        let fix = |(span, wording, safe): (Span, String, bool)| {
            let stays = self.quote.closed && !(self.quote.inline && wording.contains(fold::is_quotation_mark));
            // Marks with nothing between them are no repair.
            let emptied = wording.is_empty()
                && text[..span.start()].trim_end().ends_with(fold::is_quotation_mark)
                && text[span.end()..].trim_start().starts_with(fold::is_quotation_mark);
            if !stays || emptied {
                return None;
            }
            Some(Fix {
                span: self.checked.quote.words().on_disk(span),
                text: self.quote.exact.style.write(&wording)?,
                safe,
            })
        };
        alternatives.into_iter().filter_map(fix).collect()
    }

    fn variation(&self, source: &Source, variation: &Variation) -> Option<Draft> {
        let quoted = variation.quote.of(self.checked.quote.words().text());
        let sourced = variation.passage.of(source.text.text());
        let (rule, sentence) = match variation.kind {
            Kind::EndMark => {
                // The quote's end has its mark, the source's may stand beyond the passage.
                let sourced = if sourced.is_empty() {
                    self.mark_after(source, variation.passage)
                } else {
                    sourced
                };
                (Rule::AlteredPunctuation, sentences::punctuation(quoted, sourced))
            }
            Kind::Case if is_brand(quoted, sourced) => (Rule::ChangedCase, sentences::changed_case(quoted, sourced)),
            Kind::Bracket if sourced.contains('[') => (Rule::FlattenedBracket, sentences::flattened_bracket()),
            Kind::InnerMarks => (Rule::DroppedMarks, sentences::dropped_marks()),
            _ => return None,
        };
        let mut draft = self.pair(rule, sentence, source, variation.quote, variation.passage);
        let own_words = !variation.quote.is_empty() && !sourced.is_empty();
        if own_words && self.quote.closed && matches!(rule, Rule::AlteredPunctuation | Rule::ChangedCase) {
            let text = self.quote.exact.style.write(&in_line(sourced));
            draft.fixes.extend(text.map(|text| Fix {
                span: self.checked.quote.words().on_disk(variation.quote),
                text,
                safe: rule == Rule::ChangedCase,
            }));
        }
        Some(draft)
    }

    /// One finding for all words that a scanner damaged, at the first of them.
    fn damaged(&self, source: &Source, judgement: &Judgement) -> Option<Draft> {
        let variations = judgement.reading.variations.iter();
        let damage: Vec<&Variation> = variations.filter(|variation| variation.kind == Kind::Damage).collect();
        let first = damage.first()?;
        let (quote, passage) = (self.checked.quote.words().text(), source.text.text());
        let pairs: Vec<(&str, &str)> = damage
            .iter()
            .map(|one| (one.quote.of(quote), one.passage.of(passage)))
            .collect();
        let sentence = sentences::damaged_source(&pairs);
        Some(self.pair(Rule::DamagedSource, sentence, source, first.quote, first.passage))
    }

    fn mark_after<'s>(&self, source: &'s Source, passage: Span) -> &'s str {
        let rest = &source.text.text()[passage.end()..];
        let mark = rest.char_indices().find(|(_, letter)| !letter.is_whitespace());
        mark.filter(|(_, letter)| !letter.is_alphanumeric())
            .map_or("", |(at, letter)| &rest[at..at + letter.len_utf8()])
    }

    fn false_sic(&self, at: usize) -> Option<Draft> {
        let mark = self.checked.quote.marks().get(at)?;
        Some(self.on_mark(mark, Rule::FalseSic, sentences::false_sic(&mark.text)))
    }

    fn long_cut(&self, at: usize, words: usize) -> Option<Draft> {
        let mark = self.checked.quote.marks().get(at)?;
        Some(self.on_mark(mark, Rule::LongCut, sentences::long_cut(words)))
    }

    /// A finding on a mark alone.
    fn on_mark(&self, mark: &Mark, rule: Rule, sentence: Sentence) -> Draft {
        let mut draft = self.whole(rule, sentence);
        draft.quote = self.place(mark.on_disk);
        draft.quote_text = mark.text.clone();
        draft.passage = None;
        draft
    }

    /// What the source says of the speaker that the quote claims; at any of its places the claim may hold.
    fn speaker(&self, source: &Source, judgement: &Judgement) -> Option<Draft> {
        let speaker = self.quote.speaker.as_ref()?;
        let claimed = speaker.decoded.text.trim();
        if !claimed.contains(char::is_alphabetic) {
            return None;
        }
        let authors = source.description.authors();
        let text = source.text.text();
        let heard = source
            .speech()
            .hear(&source.text, claimed, &judgement.reading, &authors);
        let others = judgement
            .places
            .iter()
            .filter(|&&place| place != judgement.reading.passage);
        let at = |place: &Span| source.speech().hear_at(&source.text, claimed, *place, &authors);
        let others: Vec<Hearing> = others.map(at).collect();
        // Fine at another place, with other typography, the quote may be taken from there.
        let elsewhere = judgement.also.iter().map(at).chain(self.elsewhere(claimed));
        if elsewhere.into_iter().any(|heard| heard == Hearing::Right) {
            return None;
        }
        if heard == Hearing::Right || others.contains(&Hearing::Right) {
            return None;
        }
        let attribution = match heard {
            Hearing::Wrong(attribution) | Hearing::Perhaps(attribution) => Some(attribution),
            _ => None,
        };
        let named = attribution.map_or("", |attribution| attribution.speaker.of(text));
        let wrong = |heard: &Hearing| matches!(heard, Hearing::Wrong(_));
        let (rule, sentence) = if wrong(&heard) && others.iter().all(wrong) {
            (Rule::WrongSpeaker, sentences::wrong_speaker(claimed, named))
        } else {
            let sentence = sentences::speaker_not_established(claimed, &heard, named);
            (Rule::SpeakerNotEstablished, sentence)
        };
        let mut draft = self.whole(rule, sentence);
        let span = speaker.decoded.origin.span(trimmed(&speaker.decoded.text));
        draft.quote = self.place(span);
        draft.quote_text = claimed.to_owned();
        draft.passage_text = named.to_owned();
        if let Some(attribution) = attribution {
            let cue = self.source_place(source, attribution.cue);
            draft
                .related
                .extend(cue.map(|place| (place, sentences::SPEAKER.to_owned())));
        }
        if rule == Rule::WrongSpeaker {
            let text = speaker.style.write(&sentences::plain(named));
            let safe = false;
            draft.fixes.extend(text.map(|text| Fix { span, text, safe }));
        }
        Some(draft)
    }

    /// What the other cited sources where the quote reads as well say of its speaker.
    fn elsewhere(&self, claimed: &str) -> Vec<Hearing> {
        let others = self.checked.also.iter().filter_map(|(at, judgement)| {
            let source = self.corpus.source(*at)?;
            let authors = source.description.authors();
            Some(
                source
                    .speech()
                    .hear(&source.text, claimed, &judgement.reading, &authors),
            )
        });
        others.collect()
    }

    /// Where the quote joins the words of two speakers.
    fn crossings(&self, source: &Source, judgement: &Judgement) -> Vec<Draft> {
        let text = source.text.text();
        // One piece of one line without marks is of one speaker.
        let passage = judgement.reading.passage.of(text);
        if judgement.reading.segments.len() < 2 && !passage.contains(['«', '»', '“', '”', '"', '\n']) {
            return Vec::new();
        }
        let claimed = self.quote.speaker.as_ref().map(|speaker| speaker.decoded.text.trim());
        let crossings = source.speech().crossings(
            &source.text,
            &self.quote.exact.decoded.text,
            claimed,
            &judgement.reading,
        );
        let draft = |crossing: Crossing| {
            let mark = crossing.mark.and_then(|at| self.checked.quote.marks().get(at));
            let other = crossing.other.map(|other| other.speaker.of(text));
            let shown = mark.map(|mark| mark.text.as_str());
            let sentence = sentences::spans_speakers(shown, crossing.one.speaker.of(text), other);
            let mut draft = match mark {
                Some(mark) => self.on_mark(mark, Rule::CutSpansSpeakers, sentence),
                None => self.whole(Rule::QuoteSpansSpeakers, sentence),
            };
            let cues = [
                (Some(crossing.one), sentences::SPEAKER),
                (crossing.other, sentences::OTHER_SPEAKER),
            ];
            let places = cues
                .into_iter()
                .filter_map(|(one, label)| Some((self.source_place(source, one?.cue)?, label.to_owned())));
            draft.related = places.collect();
            draft
        };
        crossings.into_iter().map(draft).collect()
    }

    fn truncated(&self, source: &Source, judgement: &Judgement, truncation: Truncation) -> Draft {
        let next = truncation.next.of(source.text.text());
        let mut draft = self.whole(Rule::TruncatedQuote, sentences::truncated(truncation.kind, next));
        if truncation.kind == (Stop::Condition { stopped: true }) {
            draft.severity = Severity::Error;
        }
        // The end of the quote, and what follows in the source.
        let end = self.reported.span.end();
        let tail = self.reported.exact.chars().next_back().map_or(0, char::len_utf8);
        draft.quote = self.place(Span::new(end.saturating_sub(tail), end));
        draft.passage = self.source_place(
            source,
            Span::new(judgement.reading.passage.end(), truncation.next.end()),
        );
        draft
    }

    /// A quote that starts after its negation, unless the claim or the prefix has one before it.
    fn beheaded(&self, source: &Source, before: Span) -> Option<Draft> {
        let exact = self.reported.exact.as_str();
        let claimed = self.claim.text.as_ref().map_or("", |text| &text.decoded.text);
        let lead = claimed.split(exact).next().unwrap_or("");
        let prefix = self.quote.prefix.as_ref().map_or("", |prefix| &prefix.decoded.text);
        let said = [lead, prefix].into_iter().any(|text| {
            let words = Prepared::new(Decoded::slice(text, 0));
            (0..words.words().len()).any(|at| negation::denies_what_follows(words.key(at)))
        });
        if said {
            return None;
        }
        let sentence = sentences::beheaded(before.of(source.text.text()));
        let mut draft = self.whole(Rule::TruncatedQuote, sentence);
        let head = exact.chars().next().map_or(0, char::len_utf8);
        let start = self.reported.span.start();
        draft.quote = self.place(Span::new(start, start + head));
        draft.passage = self.source_place(source, before);
        Some(draft)
    }

    fn ambiguous(&self, source: &Source, judgement: &Judgement) -> Draft {
        let mut draft = self.whole(Rule::AmbiguousQuote, sentences::ambiguous(judgement.places.len()));
        draft.related = self.other_places(source, judgement);
        draft
    }

    /// The other places that are as good as the chosen one.
    fn other_places(&self, source: &Source, judgement: &Judgement) -> Vec<(Place, String)> {
        let others = judgement
            .places
            .iter()
            .filter(|&&place| place != judgement.reading.passage);
        others
            .take(MOST_PLACES)
            .filter_map(|&place| self.source_place(source, place))
            .map(|place| (place, sentences::OTHER_PLACE.to_owned()))
            .collect()
    }
}

/// The plain rule of a change.
fn rule_of(change: &Change) -> Rule {
    match (change.operation, change.class) {
        (Operation::Moved, _) => Rule::MovedWords,
        (_, Class::Number | Class::Date | Class::Unit | Class::Sign) => Rule::AlteredNumber,
        (_, Class::Negation | Class::Restriction) => Rule::AlteredNegation,
        (_, Class::Name) => Rule::AlteredName,
        (_, Class::Quantifier | Class::Modal | Class::Antonym | Class::Connective) => Rule::AlteredMeaning,
        (_, Class::Tense) => Rule::AlteredTense,
        (_, Class::Inflection) => Rule::AlteredInflection,
        (_, Class::Spelling) => Rule::AlteredSpelling,
        (Operation::Replaced, Class::Word) => Rule::ChangedWord,
        (Operation::Dropped, Class::Word) => Rule::DroppedWords,
        (Operation::Added, Class::Word) => Rule::AddedWords,
    }
}

/// Whether both are written as names, with other capitals beyond the first letter.
fn is_brand(quoted: &str, sourced: &str) -> bool {
    let named = |text: &str| text.starts_with(char::is_uppercase);
    if !named(quoted) || !named(sourced) {
        return false;
    }
    let inner = |text: &str| text.chars().skip(1).map(char::is_uppercase).collect::<Vec<_>>();
    inner(quoted) != inner(sourced)
}

/// More places than this are counted and not shown.
const MOST_PLACES: usize = 20;

/// Fewer letters than this tell little, wherever they stand.
const SHORTEST_TELLING: usize = 6;

fn is_short(quote: &Prepared) -> bool {
    (0..quote.words().len())
        .map(|at| quote.key(at).chars().count())
        .sum::<usize>()
        < SHORTEST_TELLING
}
