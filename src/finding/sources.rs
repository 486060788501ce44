//! Findings on the sources themselves, after those on quotes.

use crate::annotation::acceptance::Acceptance;
use crate::audit::fault::{Difference, Fault, Spot};
use crate::audit::run::audit;
use crate::config;
use crate::finding::diagnose::Input;
use crate::finding::report::{Accepted, FileId, Place, Problem};
use crate::finding::sentences::{self, Sentence};
use crate::policy;
use crate::rule::{Rule, Severity};
use crate::text::span::Span;

/// More places than this are counted and not shown.
const MOST_PLACES: usize = 20;

/// Every fault of the sources, and every acceptance of one that matches none.
pub fn diagnose(input: &Input, first_source: FileId) -> Vec<Problem> {
    let writer = Writer { input, first_source };
    let mut used: Vec<Span> = Vec::new();
    let mut problems = Vec::new();
    for fault in audit(&input.corpus) {
        let accepts = sources_of(&fault)
            .into_iter()
            .filter_map(|source| input.source_accept.get(source));
        let accepts: Vec<Acceptance> = accepts.flatten().cloned().collect();
        let words = words_of(&fault);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let accepted = policy::acceptance_of(&accepts, rule_of(&fault), &words).map(|at| &accepts[at]);
        used.extend(accepted.map(|acceptance| acceptance.span));
        problems.extend(writer.problem(&fault, accepted));
    }
    let unused = |acceptance: &&Acceptance| !used.contains(&acceptance.span);
    let unused = input.source_accept.iter().flatten().filter(unused);
    problems.extend(unused.map(|acceptance| writer.unused(acceptance)));
    problems
}

fn rule_of(fault: &Fault) -> Rule {
    match fault {
        Fault::Name { .. } => Rule::InconsistentName,
        Fault::Quotation { .. } => Rule::InconsistentQuotation,
        Fault::Attribution { .. } => Rule::ConflictingAttribution,
        Fault::Stray { .. } => Rule::StrayMark,
        Fault::Unbalanced { .. } | Fault::ManyUnbalanced { .. } => Rule::UnbalancedMarks,
        Fault::Glued { .. } => Rule::GluedWords,
    }
}

/// The sources that a fault touches.
fn sources_of(fault: &Fault) -> Vec<usize> {
    let mut sources: Vec<usize> = match fault {
        Fault::Name { odd, usual, .. } => odd.spots.iter().chain(&usual.spots).map(|spot| spot.source).collect(),
        Fault::Quotation { one, others, .. } => others.iter().chain([one]).map(|spot| spot.source).collect(),
        Fault::Attribution { one, other, .. } => vec![one.source, other.source],
        Fault::Stray { .. } | Fault::Unbalanced { .. } | Fault::ManyUnbalanced { .. } | Fault::Glued { .. } => {
            vec![fault.spot().source]
        }
    };
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// The words that an acceptance may be pinned to.
fn words_of(fault: &Fault) -> Vec<String> {
    match fault {
        Fault::Name { odd, usual, .. } => vec![odd.written.clone(), usual.written.clone()],
        Fault::Quotation { differences, .. } => differences
            .iter()
            .flat_map(|(one, other)| [one.clone(), other.clone()])
            .collect(),
        Fault::Attribution {
            speakers: (one, other), ..
        } => vec![one.clone(), other.clone()],
        Fault::Stray { repair, .. } => vec![repair.clone()],
        Fault::Unbalanced { .. } | Fault::ManyUnbalanced { .. } => Vec::new(),
        Fault::Glued {
            parts: (one, other), ..
        } => vec![format!("{one}{other}"), format!("{one} {other}")],
    }
}

struct Writer<'w> {
    input: &'w Input,
    first_source: FileId,
}

impl Writer<'_> {
    fn problem(&self, fault: &Fault, accepted: Option<&Acceptance>) -> Option<Problem> {
        let spot = fault.spot();
        let Sentence { message, help } = sentence(fault);
        let rule = rule_of(fault);
        Some(Problem {
            rule,
            severity: severity(fault, rule),
            message,
            help,
            path: self.input.corpus.source(spot.source)?.description.path.clone(),
            place: self.place(spot),
            related: self.related(fault),
            accepted: accepted.map(|acceptance| Accepted::Because(acceptance.because.trim().to_owned())),
        })
    }

    fn unused(&self, acceptance: &Acceptance) -> Problem {
        let sentence = sentences::unused_acceptance(&acceptance.rule, acceptance.text.as_deref());
        let place = Place {
            file: Input::project_id(self.input.annotations.len()),
            span: acceptance.span,
        };
        Problem::new(Rule::UnusedAcceptance, sentence, config::FILE_NAME, Some(place))
    }

    fn place(&self, spot: Spot) -> Option<Place> {
        let source = self.input.corpus.source(spot.source)?;
        Some(Place {
            file: self.first_source + spot.source,
            span: source.text.on_disk(spot.span),
        })
    }

    /// The other places of a fault: those of the odd form, then of the usual one.
    fn related(&self, fault: &Fault) -> Vec<(Place, String)> {
        let labelled = |spots: &[Spot], label: &str| -> Vec<(Place, String)> {
            let places = spots.iter().filter_map(|&spot| self.place(spot));
            places.map(|place| (place, label.to_owned())).collect()
        };
        let mut related = match fault {
            // A matter of taste is worth one example of each form.
            Fault::Name {
                usual,
                difference: Difference::Case,
                ..
            } => labelled(&usual.spots[..1], sentences::OTHER_FORM),
            Fault::Name { odd, usual, .. } => {
                let mut places = labelled(&odd.spots[1..], sentences::HERE_TOO);
                places.extend(labelled(&usual.spots, sentences::OTHER_FORM));
                places
            }
            Fault::Quotation { others, .. } => labelled(others, sentences::OTHER_WORDING),
            Fault::Attribution { other, cues, .. } => {
                let mut places = labelled(&[cues.0], sentences::SPEAKER);
                places.extend(labelled(&[*other], sentences::HERE_TOO));
                places.extend(labelled(&[cues.1], sentences::OTHER_SPEAKER));
                places
            }
            Fault::Stray { spots, .. } | Fault::ManyUnbalanced { spots } => labelled(&spots[1..], sentences::HERE_TOO),
            Fault::Unbalanced { .. } | Fault::Glued { .. } => Vec::new(),
        };
        related.truncate(MOST_PLACES);
        related
    }
}

/// Capitals are a matter of taste, whatever the rule says of letters.
fn severity(fault: &Fault, rule: Rule) -> Severity {
    match fault {
        Fault::Name {
            difference: Difference::Case,
            ..
        }
        | Fault::Quotation { case_only: true, .. } => Severity::Note,
        _ => rule.severity(),
    }
}

fn sentence(fault: &Fault) -> Sentence {
    match fault {
        Fault::Name {
            odd,
            usual,
            difference,
            sure,
        } => sentences::inconsistent_name(odd, usual, *difference, *sure),
        Fault::Quotation {
            differences, case_only, ..
        } => sentences::inconsistent_quotation(differences, *case_only),
        Fault::Attribution {
            speakers: (one, other), ..
        } => sentences::conflicting_attribution(one, other),
        Fault::Stray { spots, letter, repair } => sentences::stray_mark(spots.len(), *letter, repair),
        Fault::Unbalanced { open, close, .. } => sentences::unbalanced_marks(*open, *close),
        Fault::ManyUnbalanced { spots } => sentences::many_unbalanced(spots.len()),
        Fault::Glued { parts, .. } => sentences::glued_words(&parts.0, &parts.1),
    }
}
