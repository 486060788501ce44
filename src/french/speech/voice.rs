//! All that is said in a text, each with its speaker where the text tells.

use crate::french::speech::attribution::{self, Attribution};
use crate::french::speech::label;
use crate::french::words::Cut;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// Words that somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The words, without marks or the label above them, in bytes.
    pub words: Span,
    /// With what marks them.
    pub outer: Span,
    /// How many quotations these words are quoted inside; 0 is outermost.
    pub depth: usize,
    pub attribution: Option<Attribution>,
    /// Whether it is a speech under its speaker's name.
    pub is_labelled: bool,
}

/// Everything that is said in a text: its quotations in order, then the speeches under a speaker's
/// label and those that a dash opens. `cuts` are the words of the text, `quotations` its quoted spans.
pub fn voices(text: &str, cuts: &[Cut], quotations: &[Quoted]) -> Vec<Voice> {
    let attributions = attribution::attributions(text, cuts, quotations);
    let speeches = label::speeches(text, cuts, quotations);
    let quoted = quotations.iter().zip(attributions);
    let mut voices: Vec<Voice> = quoted
        .map(|(quotation, attribution)| of_quotation(quotation, attribution))
        .collect();
    voices.extend(speeches);
    voices
}

fn of_quotation(quotation: &Quoted, attribution: Option<Attribution>) -> Voice {
    Voice {
        words: quotation.inner,
        outer: quotation.outer,
        depth: quotation.depth,
        attribution,
        is_labelled: false,
    }
}
