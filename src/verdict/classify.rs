//! What a change touches: the gravest class that fits its words.

use std::ops::Range;

use crate::french::names::{self, NameCensus, OddForm, Shape};
use crate::french::negation::{self, Denial};
use crate::french::numbers;
use crate::french::words::Kind;
use crate::matching::edit::Edit;
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::verdict::change::{Change, Class, Slip};

/// Words of the quote beside words of the source.
#[derive(Clone, Debug, Default)]
pub struct Region {
    pub quote: Range<usize>,
    pub passage: Range<usize>,
}

impl Region {
    /// What a run of edits covers.
    pub fn of(edits: &[Edit]) -> Region {
        match (edits.first(), edits.last()) {
            (Some(first), Some(last)) => Region {
                quote: first.quote.start..last.quote.end,
                passage: first.passage.start..last.passage.end,
            },
            _ => Region::default(),
        }
    }

    /// Both, and what is between them.
    pub fn and(self, next: &Region) -> Region {
        Region {
            quote: self.quote.start..next.quote.end,
            passage: self.passage.start..next.passage.end,
        }
    }
}

/// Tells the classes of the words of one quote and one source.
#[derive(Clone, Copy, Debug)]
pub struct Classifier<'c> {
    pub quote: &'c Prepared,
    pub source: &'c Prepared,
    pub census: &'c NameCensus,
}

impl<'c> Classifier<'c> {
    /// The gravest class that fits the words of a region.
    pub fn class(self, region: &Region) -> Class {
        let quoted = region.quote.clone().map(|at| (self.quote, at));
        let sourced = region.passage.clone().map(|at| (self.source, at));
        let only = |text: &Prepared, range: &Range<usize>| (range.len() == 1).then(|| text.key(range.start).to_owned());
        if let (Some(quote), Some(source)) = (only(self.quote, &region.quote), only(self.source, &region.passage)) {
            let value = |key: &str| key.trim_start_matches('-').to_owned();
            if quote != source && value(&quote) == value(&source) && is_number(self.source, region.passage.start) {
                return Class::Sign;
            }
        }
        // *Premier* counts as a number beside another number only: its opposite is *dernier*.
        let number = |&(text, at): &(&Prepared, usize)| is_number(text, at);
        let numbers = quoted.clone().any(|word| number(&word)) && sourced.clone().any(|word| number(&word));
        let words = quoted
            .chain(sourced)
            .filter(|(text, at)| numbers || !is_first(text.key(*at)));
        let mut classes: Vec<Class> = words.map(|(text, at)| self.class_of_word(text, at)).collect();
        if self.is_foreign_letter(region) {
            classes.push(Class::Spelling);
        }
        let plain = if classes.contains(&Class::Spelling) {
            Class::Spelling
        } else {
            Class::Word
        };
        classes
            .into_iter()
            .filter(|&class| class < Class::Word)
            .min()
            .unwrap_or(plain)
    }

    fn class_of_word(self, text: &Prepared, at: usize) -> Class {
        let (raw, key) = (text.raw(at), text.key(at));
        let neighbour = |ahead: usize| (at + ahead < text.words().len()).then(|| text.raw(at + ahead));
        if numbers::is_month(raw) && (is_number_at(text, at, 1) || neighbour(1).is_some_and(is_year)) {
            return Class::Date;
        }
        if is_number(text, at) {
            let dated = neighbour(1).is_some_and(numbers::is_month) || (0 < at && numbers::is_month(text.raw(at - 1)));
            return if dated { Class::Date } else { Class::Number };
        }
        if text.words()[at].kind == Kind::Symbol && matches!(raw, "<" | ">" | "=" | "≤" | "≥" | "≠" | "±" | "+")
        {
            return Class::Sign;
        }
        if numbers::is_unit(raw) && is_number_at(text, at, 1) {
            return Class::Unit;
        }
        match negation::denial(key, self.follows_ne(text, at)) {
            Some(Denial::Negation) => return Class::Negation,
            Some(Denial::Restriction) => return Class::Restriction,
            None => {}
        }
        if self.is_name(text, at) {
            Class::Name
        } else {
            Class::Word
        }
    }

    fn follows_ne(self, text: &Prepared, at: usize) -> bool {
        const REACH: usize = 7;
        (at.saturating_sub(REACH)..at)
            .rev()
            .any(|before| negation::is_ne(text.key(before)))
    }

    /// Whether a word is a name where it stands.
    pub fn is_name(self, text: &Prepared, at: usize) -> bool {
        let word = text.words()[at];
        if word.kind != Kind::Word {
            return false;
        }
        match names::shape(text.raw(at), word.opens_sentence) {
            Shape::Name => !text.is_shouted(at) || self.census.knows(text.key(at)),
            Shape::Opening => self.census.knows(text.key(at)),
            Shape::Small => false,
        }
    }

    /// Whether one word of the region mixes alphabets and would else be the other.
    fn is_foreign_letter(self, region: &Region) -> bool {
        let (quote, passage) = self.texts(region);
        let foreign = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && !is_latin(letter));
        let latin = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && is_latin(letter));
        let mixed = |text: &str| foreign(text) && latin(text);
        mixed(quote) != mixed(passage)
    }

    /// Whether one of two names is probably a slip of the other.
    pub fn slip(self, region: &Region) -> Option<Slip> {
        if region.quote.len() != 1 || region.passage.len() != 1 {
            return None;
        }
        let (quote, source) = (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        );
        if self.census.is_odd_beside(source, quote) {
            Some(Slip::Mended)
        } else if self.census.is_odd_beside(quote, source) {
            Some(Slip::Introduced)
        } else {
            None
        }
    }

    /// The words of a region as they are written on both sides.
    pub fn texts(self, region: &Region) -> (&'c str, &'c str) {
        let quote = self.quote.span(region.quote.clone()).of(self.quote.text());
        let passage = self.source.span(region.passage.clone()).of(self.source.text());
        (quote, passage)
    }
}

/// Whether the word is a number, in figures, words or Roman numerals.
pub fn is_number(text: &Prepared, at: usize) -> bool {
    text.words()[at].kind == Kind::Number || is_roman(text.raw(at)) || numbers::is_number_word(text.raw(at))
}

/// The ordinals that are also plain words.
pub fn is_first(key: &str) -> bool {
    matches!(
        key,
        "premier" | "premiere" | "premiers" | "premieres" | "second" | "seconde" | "seconds" | "secondes"
    )
}

/// Whether the word is a Roman numeral of two letters, or I, V or X.
fn is_roman(word: &str) -> bool {
    let numeral = word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C'));
    numeral && (word.len() > 1 || matches!(word, "I" | "V" | "X"))
}

/// Whether the word `back` words before `at` is a number.
pub fn is_number_at(text: &Prepared, at: usize, back: usize) -> bool {
    at.checked_sub(back).is_some_and(|before| is_number(text, before))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' | '\u{1d2c}'..='\u{1d7f}' | '\u{2071}' | '\u{207f}' | '\u{2c60}'..='\u{2c7f}')
}

/// The odd form behind a name change, for the sentence that tells of it.
pub fn odd_form(change: &Change, quote: &Prepared, source: &Prepared, census: &NameCensus) -> Option<OddForm> {
    let odd = match change.slip? {
        Slip::Mended => change.passage.of(source.text()),
        Slip::Introduced => change.quote.of(quote.text()),
    };
    census.odd_form(&fold::key(odd))
}
