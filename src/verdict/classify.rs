//! What a change touches: the gravest class that fits its words.

use std::ops::Range;

use crate::french::inflection::{self, Form};
use crate::french::lexicon::{self, Part};
use crate::french::meaning::{self, Meaning};
use crate::french::names::{self, NameCensus, Shape};
use crate::french::negation::{self, Denial};
use crate::french::numbers;
use crate::french::words::{self, Kind};
use crate::matching::edit::Edit;
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::verdict::change::{Class, Doubt, Slip};

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

impl From<Meaning> for Class {
    fn from(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Antonym => Class::Antonym,
            Meaning::Quantifier => Class::Quantifier,
            Meaning::Modal => Class::Modal,
            Meaning::Connective => Class::Connective,
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
        if let Some((quote, source)) = self.pair(region) {
            let (quote_key, source_key) = self.keys(region);
            if words::is_elision(quote_key, source_key) {
                return Class::Spelling;
            }
            let plain = |word: &str| word.chars().all(char::is_alphabetic) && !numbers::is_bare_roman(word);
            let numbers = is_number(self.quote, region.quote.start) && is_number(self.source, region.passage.start);
            let forms = numbers && plain(quote) && plain(source);
            let kin = || inflection::kinship(quote, source).is_some_and(|kinship| kinship.form == Form::Inflection);
            if inflection::is_one_family(quote, source) || (forms && kin()) {
                return Class::Inflection;
            }
            let counted = |text: &Prepared, at: usize| {
                at.checked_sub(1)
                    .is_some_and(|before| numbers::is_one(text.key(before)))
            };
            let units = numbers::is_unit(quote) && numbers::is_unit(source);
            let same = fold::key(quote) == fold::key(source) || inflection::kinship(quote, source).is_some();
            if units && !same && counted(self.quote, region.quote.start) && counted(self.source, region.passage.start) {
                return Class::Unit;
            }
        }
        if self.is_condition(region) {
            return Class::Restriction;
        }
        // *Premier* counts as a number beside another number only: its opposite is *dernier*.
        let number = |&(text, at): &(&Prepared, usize)| is_number(text, at);
        let numbers = quoted.clone().any(|word| number(&word)) && sourced.clone().any(|word| number(&word));
        let either = quoted
            .chain(sourced)
            .filter(|(text, at)| numbers || !is_first(text.key(*at)));
        let gravest = either.map(|(text, at)| self.class_of_word(text, at)).min();
        match gravest.filter(|&class| class < Class::Word) {
            Some(grave) => grave,
            None if self.is_foreign_letter(region) => Class::Spelling,
            None => self.plain_class(region),
        }
    }

    /// Whether the words that one side alone has are a condition or an exception, whatever it names:
    /// `sous réserve de l’article 3`.
    fn is_condition(self, region: &Region) -> bool {
        let (text, words) = match (region.quote.is_empty(), region.passage.is_empty()) {
            (true, false) => (self.source, &region.passage),
            (false, true) => (self.quote, &region.quote),
            _ => return false,
        };
        let next = (words.len() > 1).then(|| text.key(words.start + 1));
        negation::opens_condition(text.key(words.start), next, true)
    }

    /// The class of words that are no numbers, negations or names.
    fn plain_class(self, region: &Region) -> Class {
        let raw = |text: &'c Prepared, range: &Range<usize>| range.clone().map(|at| text.raw(at)).collect::<Vec<_>>();
        let (quoted, sourced) = (raw(self.quote, &region.quote), raw(self.source, &region.passage));
        let pair = self.pair(region);
        let accents_only =
            pair.is_some() && self.quote.key(region.quote.start) == self.source.key(region.passage.start);
        if let Some((quote, source)) = pair.filter(|_| accents_only)
            && !(has_meaning(quote) && has_meaning(source))
        {
            return Class::Spelling;
        }
        if let Some(meaning) = meaning::meaning(&quoted, &sourced) {
            return meaning.into();
        }
        let Some((quote, source)) = pair else {
            let verb = inflection::is_one_verb(&quoted, &sourced);
            return if verb { Class::Tense } else { Class::Word };
        };
        if let Some(kinship) = inflection::kinship(quote, source) {
            return match kinship.form {
                Form::Tense => Class::Tense,
                Form::Inflection => Class::Inflection,
            };
        }
        match (lexicon::is_word(quote), lexicon::is_word(source)) {
            (true, true) if !accents_only => Class::Word,
            (false, false) if self.are_both_capitalised(region) => Class::Name,
            _ if accents_only || self.is_near(region) => Class::Spelling,
            _ => Class::Word,
        }
    }

    /// The words of a region that has one on each side.
    fn pair(self, region: &Region) -> Option<(&'c str, &'c str)> {
        let one = region.quote.len() == 1 && region.passage.len() == 1;
        one.then(|| {
            (
                self.quote.raw(region.quote.start),
                self.source.raw(region.passage.start),
            )
        })
    }

    /// The keys of the first words of a region.
    fn keys(self, region: &Region) -> (&'c str, &'c str) {
        (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        )
    }

    fn are_both_capitalised(self, region: &Region) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        self.pair(region)
            .is_some_and(|(quote, source)| capital(quote) && capital(source))
    }

    /// Whether the two words of a region are one slip of the pen apart.
    fn is_near(self, region: &Region) -> bool {
        let (quote, source) = self.keys(region);
        quote == source || names::is_one_slip(quote, source)
    }

    /// The other reading of a change that is nearly as likely.
    pub fn doubt(self, region: &Region, class: Class) -> Option<Doubt> {
        let (quote, source) = self.pair(region)?;
        let common = |word: &str| {
            lexicon::readings(&word.to_lowercase())
                .iter()
                .any(|reading| reading.part != Part::Name)
        };
        match class {
            Class::Name if common(quote) && common(source) => Some(Doubt::CommonNoun),
            Class::Name if !self.census.knows(self.source.key(region.passage.start)) => self.source.words()
                [region.passage.start]
                .opens_sentence
                .then_some(Doubt::CommonNoun),
            Class::Tense | Class::Inflection => {
                let sure = inflection::kinship(quote, source).is_none_or(|kinship| kinship.sure);
                (!sure).then_some(Doubt::OtherWord)
            }
            Class::Spelling if has_meaning(quote) && has_meaning(source) => Some(Doubt::OtherWord),
            Class::Word | Class::Spelling if self.are_both_capitalised(region) => {
                let known = lexicon::is_word(quote) && lexicon::is_word(source);
                (!known).then_some(Doubt::Name)
            }
            _ => None,
        }
    }

    /// The gravest class that fits one word where it stands.
    pub fn class_of_word(self, text: &Prepared, at: usize) -> Class {
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
            Shape::Opening => self.census.knows(text.key(at)) || lexicon::is_name(text.raw(at)),
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

    /// Whether one of two words is probably a slip of the other: of a name, by how often each stands
    /// in the sources; of a common word, where it is no French word and the other is.
    pub fn slip(self, region: &Region, class: Class) -> Option<Slip> {
        // A form that stands so often in the sources is in use, whatever a dictionary says.
        const USED: usize = 3;
        let (quote, source) = self.pair(region)?;
        let (quote_key, source_key) = self.keys(region);
        let (mended, introduced) = match class {
            Class::Name => (
                self.census.is_odd_beside(source_key, quote_key),
                self.census.is_odd_beside(quote_key, source_key),
            ),
            Class::Spelling if self.is_slip_of_a_word(region) => {
                let accents_only = quote_key == source_key;
                let used = |key: &str| !accents_only && USED <= self.census.common_uses(key);
                let odd = |word: &str, key: &str| !lexicon::is_word(word) && !used(key);
                (odd(source, source_key), odd(quote, quote_key))
            }
            _ => return None,
        };
        match (mended, introduced) {
            (true, false) => Some(Slip::Mended),
            (false, true) => Some(Slip::Introduced),
            _ => None,
        }
    }

    /// Whether two common words are so near that one is the other misspelt: but for accents, or by
    /// one slip in a long word.
    fn is_slip_of_a_word(self, region: &Region) -> bool {
        const SHORTEST: usize = 6;
        let (quote, source) = self.keys(region);
        if inflection::may_be_forms(quote, source) {
            return false;
        }
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let common = self
            .pair(region)
            .is_some_and(|(quote, source)| small(quote) && small(source));
        let long = |key: &str| SHORTEST <= key.chars().count();
        common && (quote == source || (long(quote) && long(source) && self.is_near(region)))
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
    text.words()[at].kind == Kind::Number
        || numbers::is_bare_roman(text.raw(at))
        || numbers::is_number_word(text.raw(at))
}

/// The ordinals that are also plain words.
pub fn is_first(key: &str) -> bool {
    matches!(
        key,
        "premier" | "premiere" | "premiers" | "premieres" | "second" | "seconde" | "seconds" | "secondes"
    )
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

/// Whether a word is a noun, an adjective or a verb, and no word of grammar.
fn has_meaning(word: &str) -> bool {
    let readings = lexicon::readings(word);
    !readings.is_empty() && readings.iter().all(|reading| reading.part != Part::Other)
}
