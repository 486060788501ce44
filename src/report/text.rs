//! The report for a terminal: each finding with both excerpts and its repair, then the counts.

use std::collections::BTreeSet;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Renderer};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::finding::report::{Place, QuoteReport, Remark, Report, Summary};
use crate::finding::sentences;
use crate::report::excerpt::{self, Mark, harmless, one_line};
use crate::report::positions::Positions;
use crate::rule::Severity;
use crate::verdict::reading::Verdict;

/// How the text is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: bool,
    /// Findings that were accepted are shown too.
    pub show_accepted: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The whole report.
pub fn render(report: &Report, look: Look) -> String {
    let painter = Painter::new(report, look);
    let shown = |remark: &Remark| remark.accepted.is_none() || look.show_accepted;
    let remarks: Vec<Remark> = report.remarks().filter(shown).collect();
    let remarks = remarks.par_iter().map(|remark| painter.remark(remark) + "\n\n");
    let mut text: String = remarks.collect();
    text.push_str(&summary(&report.summary));
    text.push('\n');
    text
}

/// One line for each quote: its verdict, its variations, the source and bytes where it stands.
pub fn verdicts(report: &Report) -> String {
    report.quotes.iter().map(line).collect()
}

fn line(quote: &QuoteReport) -> String {
    let place = match &quote.passage {
        Some(passage) => format!(
            " {} {}..{}",
            passage.source,
            passage.place.span.start(),
            passage.place.span.end()
        ),
        None => String::new(),
    };
    let kinds: BTreeSet<&str> = quote.variations.iter().map(|(kind, _)| kind.name()).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    let kinds = if kinds.is_empty() { kinds } else { format!(" ({kinds})") };
    format!(
        "{} #{}: {}{kinds}{place}\n",
        quote.claim,
        quote.index,
        quote.verdict.name()
    )
}

/// Where one quote was found: each place with its verdict and excerpt.
pub fn places(report: &Report, look: Look) -> String {
    let painter = Painter::new(report, look);
    let passages = report
        .quotes
        .iter()
        .filter_map(|quote| Some((quote, quote.passage.as_ref()?)));
    let found = passages.map(|(quote, passage)| {
        let many = if quote.places > 1 {
            format!(", at {} places", quote.places)
        } else {
            String::new()
        };
        let title = format!("{} in `{}`{many}", quote.verdict.name(), one_line(&passage.source));
        let group = Group::with_title(Level::INFO.primary_title(title));
        excerpt::render(&painter.renderer, &[painter.show(group, passage.place, "", true)]) + "\n\n"
    });
    found.collect()
}

struct Painter<'p> {
    report: &'p Report,
    positions: Positions<'p>,
    renderer: Renderer,
    width: usize,
}

impl<'p> Painter<'p> {
    fn new(report: &'p Report, look: Look) -> Self {
        let renderer = if look.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            report,
            positions: Positions::new(report),
            renderer: renderer.decor_style(DecorStyle::Ascii).term_width(look.width),
            width: look.width,
        }
    }

    fn remark(&self, remark: &Remark) -> String {
        let title = level(remark.severity)
            .primary_title(one_line(remark.message))
            .id(remark.rule.name());
        let mut group = Group::with_title(title);
        if let Some(place) = remark.place {
            group = self.show(group, place, "", true);
        }
        if let Some(passage) = remark.passage {
            group = self.show(group, passage, sentences::SOURCE_LABEL, false);
        }
        for (place, label) in remark.related {
            group = self.show(group, *place, label, false);
        }
        if let Some(help) = remark.help {
            group = group.element(Level::HELP.message(harmless(help)));
        }
        if let Some(accepted) = remark.accepted {
            let because = harmless(accepted.because());
            group = group.element(Level::NOTE.message(format!("accepted: {because}")));
        }
        excerpt::render(&self.renderer, &[group])
    }

    /// Adds the excerpt at a place.
    fn show<'m>(&self, group: Group<'m>, place: Place, label: &'m str, primary: bool) -> Group<'m> {
        let (file, lines) = (&self.report.files[place.file], self.positions.lines(place));
        let mark = Mark {
            span: place.span,
            label,
            primary,
        };
        group.element(excerpt::snippet(file, lines, mark, self.width))
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The closing line: quotes by verdict, sources and files, findings by severity.
pub fn summary(summary: &Summary) -> String {
    let verdicts = Verdict::ALL.iter().filter_map(|verdict| {
        let count = summary.verdicts.get(verdict)?;
        Some(format!("{count} {}", verdict.name()))
    });
    let verdicts: Vec<String> = verdicts.collect();
    let verdicts = if verdicts.is_empty() {
        String::new()
    } else {
        format!(" ({})", verdicts.join(", "))
    };
    let sources = sentences::counted(summary.sources, "source");
    let examined = if summary.files == 0 {
        sources
    } else {
        let (quotes, files) = (
            sentences::counted(summary.quotes, "quote"),
            sentences::counted(summary.files, "file"),
        );
        format!("{quotes}{verdicts} in {files} against {sources}")
    };
    format!(
        "{examined}: {}, {}, {}, {} accepted",
        sentences::counted(summary.errors, "error"),
        sentences::counted(summary.warnings, "warning"),
        sentences::counted(summary.notes, "note"),
        summary.accepted,
    )
}
