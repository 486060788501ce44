//! Whom *il* or *elle* stands for beside a quotation.

use std::ops::Range;

use crate::french::lexicon;
use crate::french::people::designation::{self, Designation};
use crate::french::people::likeness::{self, Likeness};
use crate::french::people::roles::Roles;
use crate::french::people::terms::{self, Gender};
use crate::french::speech::phrase::{Reader, leads_aside};
use crate::text::fold;
use crate::text::span::Span;

/// In words. Longer ones are no paragraphs and no sentences, but a text that has lost its breaks or its stops.
const LONGEST_PARAGRAPH: usize = 2000;
const LONGEST_SENTENCE: usize = 500;

/// Somebody named in a text.
#[derive(Clone, Copy, Debug)]
struct Mention {
    span: Span,
    gender: Option<Gender>,
    /// Whether it is a person for certain.
    certain: bool,
}

impl Reader<'_> {
    /// The one person of the pronoun's gender who is named before the sentence of `byte` in its
    /// paragraph, outside quotations; in the paragraph before, where nobody is. Nothing where two are.
    pub fn antecedent(&self, pronoun: &str, byte: usize) -> Option<Span> {
        let gender = match pronoun.to_lowercase().as_str() {
            "il" | "lui" => Gender::Masculine,
            "elle" => Gender::Feminine,
            _ => return None,
        };
        let mut end = self.sentence_start(byte);
        if let Some(topic) = self.topic(end, gender) {
            return Some(topic);
        }
        for _ in 0..2 {
            let paragraph = self.line_start(self.text[..end].trim_end().len());
            let own = self.line_start(end);
            let start = if own < end && !self.text[own..end].trim().is_empty() {
                own
            } else {
                paragraph
            };
            if LONGEST_PARAGRAPH < self.word_at(end) - self.word_at(start) {
                return None;
            }
            let mentions = self.mentions(start..end);
            let fits = |mention: &&Mention| mention.gender.is_none_or(|other| other == gender);
            let fitting: Vec<&Mention> = mentions.iter().filter(fits).collect();
            if let Some(longest) = fitting
                .iter()
                .max_by_key(|mention| (mention.certain, mention.span.len()))
            {
                let one = fitting.iter().all(|other| self.are_one(longest, other));
                return (one && longest.certain).then_some(longest.span);
            }
            if start == 0 {
                return None;
            }
            // A heading is no paragraph.
            let before = self.text[..start].trim_end();
            if !before.ends_with(['.', '!', '?', '…', '»', '”', '"', ':']) {
                return None;
            }
            end = start;
        }
        None
    }

    /// The one that the sentence before starts with, where it names nobody else of that gender.
    fn topic(&self, end: usize, gender: Gender) -> Option<Span> {
        let paragraph = self.line_start(end);
        let last = self.word_at(end).checked_sub(1)?;
        let start = self.sentence_start(self.cuts[last].span.start()).max(paragraph);
        let first = self.word_at(start);
        let opens = self.noun_phrase(first).filter(|_| self.level(first).is_none())?;
        let mentions = self.mentions(start..end);
        let mut fitting = mentions
            .iter()
            .filter(|one| one.gender.is_none_or(|other| other == gender));
        // `Haizea Etcheberry`: at the head of a sentence two words that name no thing are a person's.
        let full = |one: &&Mention| one.span.of(self.text).contains(' ');
        let topic = fitting.next().filter(|one| one.certain || full(one))?;
        let near = self.word_at(topic.span.start()) <= opens.end;
        let alone = fitting.all(|other| self.are_one(topic, other));
        (near && alone).then_some(topic.span)
    }

    /// Where the sentence around a byte starts, with the mark that opens a quotation there.
    fn sentence_start(&self, byte: usize) -> usize {
        let mut word = self.word_at(byte);
        let first = word.saturating_sub(LONGEST_SENTENCE);
        while word > first {
            let free = self.level(word).is_none() || self.opens_quotation(word);
            if free && self.starts_sentence(word) {
                break;
            }
            word -= 1;
        }
        let line = self.line_start(byte);
        let start = self.cuts.get(word).map_or(0, |cut| cut.span.start());
        let mark = |letter: char| fold::is_quotation_mark(letter) || letter.is_whitespace() && letter != '\n';
        self.text[..start].trim_end_matches(mark).len().max(line).min(byte)
    }

    /// Whether the word is the first of an outermost quotation.
    fn opens_quotation(&self, word: usize) -> bool {
        self.level(word).is_some() && self.crosses(word)
    }

    /// Whether two mentions may be of one person.
    fn are_one(&self, one: &Mention, other: &Mention) -> bool {
        let (one, other) = (one.span.of(self.text), other.span.of(self.text));
        likeness::compare(one, other, &Roles::default()) == Likeness::Same
    }

    /// Who is named in a stretch of text, outside quotations.
    fn mentions(&self, stretch: Range<usize>) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let end = self.word_at(stretch.end);
        let mut word = self.word_at(stretch.start);
        while word < end {
            let before = word.checked_sub(1).map_or(String::new(), |before| self.small(before));
            let articled = terms::is_article(&before) && self.follows(word);
            if self.level(word).is_some() {
                word += 1;
            } else if let Some(name) = self.name(word) {
                mentions.extend(self.named(&name, articled, &before));
                word = name.end;
            } else {
                mentions.extend(self.holder(word, &before).filter(|_| articled));
                word += 1;
            }
        }
        mentions
    }

    /// A role that stands for the one who has it: `la ministre`.
    fn holder(&self, word: usize, article: &str) -> Option<Mention> {
        const NEAR: usize = 9;
        let gender = match article {
            "la" | "une" | "cette" | "sa" => Some(Gender::Feminine),
            "le" | "un" | "ce" | "cet" | "son" => Some(Gender::Masculine),
            "l’" | "l'" => None,
            _ => return None,
        };
        let apposed = self.follows_comma(word - 1);
        let named = self.is_name(word + 1) && self.follows(word + 1)
            || (word + 1..word + NEAR).any(|word| self.name(word).is_some_and(|name| 1 < name.len()));
        let somebody = terms::is_role(self.raw(word)) || terms::is_group(self.raw(word));
        let mut group = self.group(word - 1).unwrap_or(word - 1..word + 1);
        let verb =
            (word + 1..group.end).find(|&at| self.is_verb(at) && !terms::is_role(self.raw(at)) && !self.is_name(at));
        group.end = verb.unwrap_or(group.end);
        (somebody && !apposed && !named).then(|| Mention {
            span: self.span(&group),
            gender,
            certain: true,
        })
    }

    /// What a name that stands in a text may be a mention of; nothing for what is no person.
    fn named(&self, name: &Range<usize>, articled: bool, before: &str) -> Option<Mention> {
        let first = self.raw(name.start);
        let span = self.span(name);
        let told = designation::designations(span.of(self.text));
        let gender = told.first().and_then(Designation::gender);
        let gender = gender.or_else(|| self.gender_by_role(name.start));
        let mention = |certain: bool| Some(Mention { span, gender, certain });
        let full = terms::is_first_name(first) && 1 < name.len() && !articled;
        if terms::is_title(first) || full || terms::is_role(before) {
            return mention(true);
        }
        if name.len() == 1 && self.is_surname(first) {
            return mention(false);
        }
        let common = !lexicon::readings(&first.to_lowercase()).is_empty() && !terms::is_first_name(first);
        let placed = leads_aside(before) || terms::is_complement(before);
        if terms::is_first_name(first) && !articled && !placed {
            return mention(true);
        }
        if articled || placed || common {
            return None;
        }
        mention(false)
    }

    /// The gender of the role that a name follows: `du ministre Réal Gendron`, `la procureure, Ségolaine Abitbol`.
    fn gender_by_role(&self, name: usize) -> Option<Gender> {
        const NEAR: usize = 9;
        let near = |word: usize| self.follows(word) || self.follows_comma(word) && word == name;
        let mut word = name;
        while word > 0 && name - word < NEAR && near(word) {
            word -= 1;
            if terms::is_role(self.raw(word)) && word > 0 && self.follows(word) {
                return match self.small(word - 1).as_str() {
                    "le" | "du" | "un" | "au" | "son" | "ce" => Some(Gender::Masculine),
                    "la" | "une" | "sa" | "cette" => Some(Gender::Feminine),
                    _ => None,
                };
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::french::speech::antecedent::LONGEST_PARAGRAPH;
    use crate::french::speech::attribution;
    use crate::french::words;
    use crate::text::quotation;

    #[test]
    fn a_pronoun_stands_for_nobody_in_a_text_that_has_lost_its_breaks() {
        let speaker = |words: usize| {
            let text = format!(
                "Paul Martin a écouté. {}« Je pars », dit-il.",
                "Rien de neuf. ".repeat(words / 3)
            );
            let (cuts, quotations) = (words::cut(&text), quotation::quoted_spans(&text));
            let said = attribution::attributions(&text, &cuts, &quotations)[0];
            said.map(|said| said.speaker.of(&text).to_owned())
        };
        assert_eq!(speaker(LONGEST_PARAGRAPH - 10).as_deref(), Some("Paul Martin"));
        assert_eq!(speaker(LONGEST_PARAGRAPH + 10), None);
    }
}
