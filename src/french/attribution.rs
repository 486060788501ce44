//! Who says the quotations of a text, as the text itself tells it.
//!
//! Only what stands beside a quotation counts: an incise after it (`« … », a déclaré Marina Ferrari`),
//! a verb of speech before it (`Lionel Jospin écrit : « … »`), *selon* and its like, a name alone after
//! it, and the quotation before it in the same breath. Where the text leaves a doubt, nothing is said.

use std::ops::Range;

use crate::french::names::{self, Shape};
use crate::french::speech::{self, Subject};
use crate::french::words::{self, Cut, Kind};
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// The speaker of one quotation, and the words that tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker as the text names it, in bytes.
    pub speaker: Span,
    /// From the verb to the speaker; the speaker alone where no verb stands. For a quotation that goes
    /// on after another, the words that tell of the first.
    pub cue: Span,
}

/// The most words of an incise that are looked at.
const INCISE: usize = 16;

/// For each quotation of a text, in order, who says it where the text tells.
pub fn attributions(text: &str, quotations: &[Quoted]) -> Vec<Option<Attribution>> {
    let reader = Reader {
        text,
        cuts: words::cut(text),
        quotations,
    };
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(quotations.len());
    for (at, quotation) in quotations.iter().enumerate() {
        let attribution = if quotation.depth > 0 {
            reader.around(at).and_then(|outer| found[outer])
        } else {
            reader
                .after(quotation)
                .or_else(|| reader.before(quotation))
                .or_else(|| reader.caption(quotation))
                .or_else(|| reader.continued(at, &found))
        };
        found.push(attribution);
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    cuts: Vec<Cut>,
    quotations: &'t [Quoted],
}

impl Reader<'_> {
    fn raw(&self, word: usize) -> &str {
        self.cuts[word].span.of(self.text)
    }

    /// What stands between a word and the one before it.
    fn gap(&self, word: usize) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.cuts[before].span.end());
        let end = self.cuts.get(word).map_or(self.text.len(), |cut| cut.span.start());
        self.text.get(start..end).unwrap_or("")
    }

    fn span(&self, words: &Range<usize>) -> Span {
        self.cuts[words.start].span.cover(self.cuts[words.end - 1].span)
    }

    /// The first word that starts at this byte or later.
    fn word_at(&self, byte: usize) -> usize {
        self.cuts.partition_point(|cut| cut.span.start() < byte)
    }

    /// The quotation that another stands in.
    fn around(&self, at: usize) -> Option<usize> {
        let inner = self.quotations[at].outer;
        let holds = |outer: &Quoted| outer.outer.start() <= inner.start() && inner.end() <= outer.outer.end();
        (0..at)
            .rev()
            .find(|&outer| self.quotations[outer].depth == 0 && holds(&self.quotations[outer]))
    }

    /// An incise after the closing mark: a verb of speech and its subject, on the same line.
    fn after(&self, quotation: &Quoted) -> Option<Attribution> {
        let first = self.word_at(quotation.outer.end());
        let lead = self
            .text
            .get(quotation.outer.end()..self.cuts.get(first)?.span.start())?;
        if !lead
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\n' || letter == ',')
        {
            return None;
        }
        let words: Vec<&str> = (first..self.cuts.len())
            .take(INCISE)
            .map(|word| self.raw(word))
            .collect();
        let subject = speech::subject_of_incise(&words)?;
        let inverted = match subject {
            // `appelle-t-il`: the pronoun stands right after the verb.
            Subject::From(at) => (at..words.len().min(at + 2)).find(|&at| speech::is_subject_pronoun(words[at])),
            Subject::Pronoun { .. } => None,
        };
        let subject = inverted.map_or(subject, |at| Subject::Pronoun { at, end: at + 1 });
        match subject {
            Subject::From(at) => {
                let speaker = self.span(&self.named(first + at)?);
                let cue = self.cuts[first].span.cover(speaker);
                Some(Attribution { speaker, cue })
            }
            Subject::Pronoun { at, end } => {
                let plural = matches!(words[at].to_lowercase().as_str(), "ils" | "elles" | "on" | "je");
                let speaker = self.antecedent(quotation).filter(|_| !plural)?;
                let cue = self.span(&(first..first + end));
                Some(Attribution { speaker, cue })
            }
        }
    }

    /// The one that *il* or *elle* stands for after a quotation: the only person named before it in its
    /// paragraph, outside quotations; nothing where there are two, or none.
    fn antecedent(&self, quotation: &Quoted) -> Option<Span> {
        let start = self.text[..quotation.outer.start()].rfind('\n').map_or(0, |at| at + 1);
        let mut named: Option<Span> = None;
        let mut word = self.word_at(start);
        while word < self.word_at(quotation.outer.start()) {
            let person = self
                .person(word)
                .filter(|words| 1 < words.len() && !self.is_quoted(word));
            word = person.as_ref().map_or(word + 1, |words| words.end);
            let Some(person) = person.map(|words| self.span(&words)) else {
                continue;
            };
            if named.is_some_and(|named| key(named.of(self.text)) != key(person.of(self.text))) {
                return None;
            }
            named = Some(person);
        }
        named
    }

    fn is_quoted(&self, word: usize) -> bool {
        let span = self.cuts[word].span;
        let holds = |quotation: &Quoted| quotation.outer.start() <= span.start() && span.end() <= quotation.outer.end();
        self.quotations.iter().any(holds)
    }

    /// A subject and a verb of speech before the colon that announces the quotation, or *selon* and a
    /// name before its comma.
    fn before(&self, quotation: &Quoted) -> Option<Attribution> {
        let end = self.word_at(quotation.outer.start());
        let lead = self
            .text
            .get(self.cuts.get(end.checked_sub(1)?)?.span.end()..quotation.outer.start())?;
        let opens = (0..end)
            .rev()
            .take(INCISE)
            .find(|&word| self.cuts[word].opens_sentence)?;
        match lead.trim() {
            ":" => {
                let speaker = self.person(opens)?;
                let words: Vec<&str> = (speaker.end..end).map(|word| self.raw(word)).collect();
                let spoken = speech::opens_with_speech(&words);
                spoken.then(|| Attribution {
                    speaker: self.span(&speaker),
                    cue: self.span(&(opens..end)),
                })
            }
            "," if speech::is_according(self.raw(opens)) => {
                let speaker = self.named(opens + 1).filter(|words| words.end == end)?;
                Some(Attribution {
                    speaker: self.span(&speaker),
                    cue: self.span(&(opens..end)),
                })
            }
            _ => None,
        }
    }

    /// A name of two words or more right after the closing mark, as under a pull quote: only where the
    /// quotation starts its line and ends its own sentence.
    fn caption(&self, quotation: &Quoted) -> Option<Attribution> {
        let first = self.word_at(quotation.outer.end());
        let lead = self
            .text
            .get(quotation.outer.end()..self.cuts.get(first)?.span.start())?;
        let alone = lead.chars().all(char::is_whitespace) && lead.matches('\n').count() < 2;
        let opens = self.text[..quotation.outer.start()]
            .trim_end_matches([' ', '\t', '\u{a0}'])
            .ends_with('\n');
        let ends = quotation.inner.of(self.text).trim_end().ends_with(['.', '!', '?', '…']);
        let speaker = self
            .person(first)
            .filter(|words| alone && opens && ends && 1 < words.len())?;
        let span = self.span(&speaker);
        let speaker = Span::new(span.start(), span.start() + unglued(span.of(self.text)).len());
        Some(Attribution { speaker, cue: speaker })
    }

    /// The speaker of the quotation before, where only the end of its sentence stands between the two.
    fn continued(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let before = (0..at).rev().find(|&before| self.quotations[before].depth == 0)?;
        let attribution = found[before]?;
        let start = attribution.cue.end().max(self.quotations[before].outer.end());
        let between = self.text.get(start..self.quotations[at].outer.start())?;
        let stop = between.trim();
        (!between.contains('\n') && matches!(stop, "." | "," | ";" | "")).then_some(attribution)
    }

    /// The name, or the group of words with an article, that starts with a word.
    fn named(&self, first: usize) -> Option<Range<usize>> {
        self.person(first).or_else(|| self.group(first))
    }

    /// A name of a person or organisation: words with a capital, and particles between them.
    fn person(&self, first: usize) -> Option<Range<usize>> {
        let is_name = |word: usize| {
            let cut = self.cuts.get(word).filter(|cut| cut.kind == Kind::Word);
            cut.is_some_and(|_| names::shape(self.raw(word), false) == Shape::Name)
        };
        let title = speech::is_title(self.raw(first));
        let mut end = first;
        while end < self.cuts.len() {
            let joined = end == first || self.gap(end).chars().all(|letter| letter == ' ' || letter == '\u{a0}');
            let titled = title && end == first + 1 && self.gap(end).trim() == ".";
            if first < end && speech::is_role(self.raw(end)) {
                break;
            }
            let particle =
                first < end && speech::is_particle(self.raw(end)) && end + 1 < self.cuts.len() && is_name(end + 1);
            if !(joined || titled) || !(is_name(end) || particle || end == first && title) {
                break;
            }
            end += 1;
        }
        (first < end).then_some(first..end)
    }

    /// Words with an article, up to a sign or a preposition that leads on: `le communiqué de l’alliance`.
    fn group(&self, first: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 9;
        let article = speech::is_article(self.raw(first));
        let mut end = first + 1;
        while end < self.cuts.len() && end - first < LONGEST {
            let joined = self
                .gap(end)
                .chars()
                .all(|letter| letter.is_whitespace() && letter != '\n');
            if !joined || speech::leads_on(self.raw(end)) {
                break;
            }
            end += 1;
        }
        (article && first + 1 < end).then_some(first..end)
    }
}

/// A name without what a lost line break has glued to it: `Bruno Le MaireMinistre`.
fn unglued(name: &str) -> &str {
    const SHORTEST: usize = 3;
    let last = name.rfind(' ').map_or(0, |at| at + 1);
    let letters: Vec<(usize, char)> = name[last..].char_indices().collect();
    let glued = letters
        .windows(2)
        .find(|pair| pair[0].1.is_lowercase() && pair[1].1.is_uppercase());
    match glued {
        Some(pair) if SHORTEST <= pair[1].0 => &name[..last + pair[1].0],
        _ => name,
    }
}

fn key(name: &str) -> String {
    fold::key(name)
}
