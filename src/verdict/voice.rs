//! Whose words a passage is made of, and whether the speaker that is claimed said them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::french::people::likeness::{self, Likeness};
use crate::french::people::roles::Roles;
use crate::french::speech::attribution::Attribution;
use crate::french::speech::saying;
use crate::french::speech::voice::{self, Voice};
use crate::french::words;
use crate::matching::prepared::Prepared;
use crate::text::quotation::Quoted;
use crate::text::span::Span;
use crate::verdict::reading::Reading;

/// What a text tells of its speakers.
#[derive(Clone, Debug, Default)]
pub struct Speech {
    /// What is said, in the order of the text; what is quoted inside comes after what it is quoted in.
    voices: Vec<Voice>,
    /// The first of each label that speeches stand under.
    labels: Vec<Attribution>,
    roles: OnceLock<Roles>,
}

/// What a source says of the speaker that a quote claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// It is the one.
    Right,
    /// It names another.
    Wrong(Attribution),
    /// The words are given to somebody, and nothing tells whether that is the one.
    Perhaps(Attribution),
    /// The words are quoted, and nobody is named beside them.
    Unnamed,
    /// The words are the text's own.
    Narrated,
}

/// Where the words of one quote belong to two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The mark of the pattern that joins them; none where they stand side by side.
    pub mark: Option<usize>,
    pub one: Attribution,
    /// Nothing for the narrator.
    pub other: Option<Attribution>,
}

/// A piece of a text and its speaker; nobody for the narrator.
type Part = (Span, Option<Attribution>);

impl Speech {
    /// Reads who says what in a source, which is the one that all else is asked of; `quotations` are its quoted spans.
    pub fn read(source: &Prepared, quotations: &[Quoted]) -> Self {
        let text = source.text();
        let mut voices = voice::voices(text, &source.cuts(), quotations);
        voices.sort_by_key(|voice| (voice.outer.start(), std::cmp::Reverse(voice.outer.end())));
        let mut named = BTreeSet::new();
        let told = voices
            .iter()
            .filter(|voice| voice.is_labelled)
            .filter_map(|voice| voice.attribution);
        let labels = told.filter(|told| named.insert(told.speaker.of(text))).collect();
        Self {
            labels,
            voices,
            roles: OnceLock::new(),
        }
    }

    /// Who is what in the source, read when two names are first compared.
    fn roles(&self, source: &Prepared) -> &Roles {
        self.roles.get_or_init(|| Roles::read(source.text(), &source.cuts()))
    }

    /// Who is told to say a stretch of the text: the innermost speech that holds it.
    pub fn attribution(&self, passage: Span) -> Option<Attribution> {
        self.around(passage).next()?.attribution
    }

    /// The speeches that hold a stretch of text, the innermost first.
    fn around(&self, passage: Span) -> impl Iterator<Item = &Voice> {
        // What starts behind the passage does not hold it.
        let end = self
            .voices
            .partition_point(|voice| voice.outer.start() <= passage.start());
        let holds = move |voice: &&Voice| passage.end() <= voice.outer.end();
        self.voices[..end].iter().rev().filter(holds)
    }

    /// What the text says of the speaker that is claimed for a quote that reads so; `authors` are those
    /// whose the text itself is.
    pub fn hear(&self, source: &Prepared, claimed: &str, reading: &Reading, authors: &[&str]) -> Hearing {
        let stretches = reading.segments.iter().flat_map(|segment| {
            let held = self.around(*segment).next().is_some();
            let parts = self.parts(source.text(), *segment);
            let spoken = parts.iter().filter(|(_, told)| told.is_some()).map(|(part, _)| *part);
            let spoken: Vec<Span> = spoken.collect();
            if held || spoken.is_empty() {
                vec![*segment]
            } else {
                spoken
            }
        });
        let heard: Vec<Hearing> = stretches
            .map(|stretch| self.hear_at(source, claimed, stretch, authors))
            .collect();
        let rank = |hearing: &Hearing| match hearing {
            Hearing::Right => 0,
            Hearing::Wrong(_) => 1,
            Hearing::Perhaps(_) => 2,
            Hearing::Unnamed => 3,
            Hearing::Narrated => 4,
        };
        heard.into_iter().min_by_key(rank).unwrap_or(Hearing::Narrated)
    }

    /// The same for one stretch of the text.
    pub fn hear_at(&self, source: &Prepared, claimed: &str, stretch: Span, authors: &[&str]) -> Hearing {
        let voices: Vec<&Voice> = self.around(stretch).collect();
        let Some(innermost) = voices.first() else {
            let wrote = |author: &&str| likeness::compare(claimed, author, self.roles(source)) == Likeness::Same;
            let written = authors.iter().any(wrote);
            return if written { Hearing::Right } else { Hearing::Narrated };
        };
        let told = voices.iter().filter_map(|voice| voice.attribution);
        let likenesses: Vec<Likeness> = told
            .map(|attribution| self.compare(source, claimed, attribution))
            .collect();
        // What a speaker quotes is said by both.
        if likenesses.contains(&Likeness::Same) {
            return Hearing::Right;
        }
        match innermost.attribution {
            Some(attribution) if innermost.is_labelled && self.has_label(source, claimed) => {
                Hearing::Wrong(attribution)
            }
            Some(attribution) if likenesses.iter().all(|&likeness| likeness == Likeness::Other) => {
                Hearing::Wrong(attribution)
            }
            Some(attribution) => Hearing::Perhaps(attribution),
            None => Hearing::Unnamed,
        }
    }

    /// Whether another speech stands under the claimed speaker's name: labels tell two from each other.
    fn has_label(&self, source: &Prepared, claimed: &str) -> bool {
        let mut labels = self.labels.iter();
        labels.any(|label| self.compare(source, claimed, *label) == Likeness::Same)
    }

    fn compare(&self, source: &Prepared, claimed: &str, attribution: Attribution) -> Likeness {
        likeness::compare(claimed, attribution.speaker.of(source.text()), self.roles(source))
    }

    /// Whether two names cannot be one speaker's, by the roles that the source tells.
    pub fn are_other(&self, source: &Prepared, one: &str, other: &str) -> bool {
        likeness::compare(one, other, self.roles(source)) == Likeness::Other
    }

    fn are_two(&self, source: &Prepared, one: Attribution, other: Attribution) -> bool {
        let name = |attribution: Attribution| attribution.speaker.of(source.text());
        one.speaker != other.speaker && self.are_other(source, name(one), name(other))
    }

    /// Where a quote joins the words of two, side by side or over a cut. The narrator is one of them
    /// only where the quote claims the other as its speaker; a quote that shows the marks around the
    /// words of each, and claims nobody, quotes the narrator.
    pub fn crossings(&self, source: &Prepared, quote: &str, claimed: Option<&str>, reading: &Reading) -> Vec<Crossing> {
        let shows_marks = quote.contains(['«', '»', '“', '”', '"']);
        if claimed.is_none() && shows_marks {
            return Vec::new();
        }
        let parts: Vec<Part> = reading
            .segments
            .iter()
            .flat_map(|segment| self.parts(source.text(), *segment))
            .collect();
        let mut found = self.between_speakers(source, &parts, reading);
        found.extend(claimed.and_then(|claimed| self.with_narrator(source, claimed, &parts)));
        found
    }

    /// Where the words of one speaker go on into those of the next.
    fn between_speakers(&self, source: &Prepared, parts: &[Part], reading: &Reading) -> Vec<Crossing> {
        let spoken: Vec<(Span, Attribution)> = parts.iter().filter_map(|&(part, told)| Some((part, told?))).collect();
        let mut found = Vec::new();
        for pair in spoken.windows(2) {
            let ((before, one), (after, other)) = (pair[0], pair[1]);
            let mut cuts = reading.cuts.iter();
            let cut = cuts.find(|(_, left_out)| before.end() <= left_out.start() && left_out.end() <= after.start());
            // Whoever speaks in what is left out.
            let over = || self.rival(source, one, cut?.1);
            let second = match self.are_two(source, one, other) {
                true => Some(other),
                false => over(),
            };
            // The quote shows the label between them.
            let shown = cut.is_none() && before.end() <= other.cue.start() && other.cue.end() <= after.start();
            let second = second.filter(|_| !shown);
            found.extend(second.map(|second| Crossing {
                mark: cut.map(|(mark, _)| *mark),
                one,
                other: Some(second),
            }));
        }
        found
    }

    /// Where the words of the claimed speaker go on into the narrator's.
    fn with_narrator(&self, source: &Prepared, claimed: &str, parts: &[Part]) -> Option<Crossing> {
        let same = |one: &Attribution| self.compare(source, claimed, *one) == Likeness::Same;
        let one = parts.iter().filter_map(|(_, told)| *told).find(same)?;
        parts
            .iter()
            .any(|&(part, told)| told.is_none() && narrates(part.of(source.text())))
            .then_some(Crossing {
                mark: None,
                one,
                other: None,
            })
    }

    /// Somebody else who speaks in a stretch of text.
    fn rival(&self, source: &Prepared, speaker: Attribution, stretch: Span) -> Option<Attribution> {
        let inside = |voice: &&Voice| stretch.start() <= voice.words.start() && voice.words.end() <= stretch.end();
        let told = self.voices.iter().filter(|voice| voice.depth == 0).filter(inside);
        let mut others = told.filter_map(|voice| voice.attribution);
        others.find(|other| self.are_two(source, speaker, *other))
    }

    /// A stretch of text in pieces of one speaker each, outermost quotations only; without words, no piece.
    fn parts(&self, text: &str, stretch: Span) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut from = stretch.start();
        let outermost = |voice: &&Voice| {
            voice.depth == 0 && voice.outer.start() < stretch.end() && stretch.start() < voice.outer.end()
        };
        for voice in self.voices.iter().filter(outermost) {
            // A quotation in a speech under a label is its speaker's too.
            if voice.outer.start() < from && from != stretch.start() {
                continue;
            }
            parts.push((from..voice.outer.start().max(from), None));
            let (start, end) = (voice.outer.start().max(from), voice.outer.end().min(stretch.end()));
            // What is quoted without a name may be anybody's.
            parts.push((start..end.max(start), Some(voice.attribution)));
            from = end.max(from);
        }
        parts.push((from..stretch.end().max(from), None));
        let spoken = |range: &std::ops::Range<usize>| text[range.clone()].contains(char::is_alphanumeric);
        let known = parts.into_iter().filter(|(range, _)| spoken(range));
        known
            .filter(|(_, voice)| *voice != Some(None))
            .map(|(range, voice)| (Span::new(range.start, range.end), voice.flatten()))
            .collect()
    }
}

/// Whether the words are more than an incise, which may stand inside a speaker's words, and more than a
/// word or two at an edge.
fn narrates(words: &str) -> bool {
    const TOLD: usize = 3;
    let cuts = words::cut(words);
    let raw: Vec<&str> = cuts.iter().map(|cut| cut.span.of(words)).collect();
    let one_clause = !words
        .trim_matches(|letter: char| !letter.is_alphanumeric())
        .contains([',', ';', ':']);
    TOLD <= raw.len() && !(one_clause && saying::is_incise(&raw))
}
