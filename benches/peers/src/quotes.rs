//! Quotes cut from a text and changed in known ways, each with the place where it should be found.

use std::ops::Range;

use bio::alignment::distance::levenshtein;
use guillemet::search::place::{Place, limit};
use guillemet::search::scan;
use guillemet::text::folded::{Folded, SPACE};

use crate::random::Random;
use crate::text;

/// The lengths of quotes, in characters; each ends at the next end of a word.
pub const LENGTHS: [usize; 4] = [30, 60, 120, 240];

/// So far may each end lie from the right one, in folded bytes.
const END_REACH: usize = 2;

/// How a quote differs from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Verbatim,
    Typographic,
    OneLetter,
    /// One letter in twenty.
    Some,
    /// Three letters in twenty.
    Many,
    WordDropped,
    WordAdded,
    /// Cut from another text.
    Absent,
}

impl Class {
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Typographic,
        Self::OneLetter,
        Self::Some,
        Self::Many,
        Self::WordDropped,
        Self::WordAdded,
        Self::Absent,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typographic => "typographic",
            Self::OneLetter => "one letter",
            Self::Some => "5 % of letters",
            Self::Many => "15 % of letters",
            Self::WordDropped => "a word dropped",
            Self::WordAdded => "a word added",
            Self::Absent => "absent",
        }
    }
}

/// A text that quotes are cut from.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: String,
    pub folded: Folded,
}

impl Source {
    pub fn new(text: String) -> Self {
        let folded = Folded::new(&text);
        Self { text, folded }
    }

    /// The folded bytes that a span of the text gave, without the space around them. Cost: a search by halves.
    fn folded_span(&self, span: &Range<usize>) -> Range<usize> {
        let bytes = self.folded.bytes();
        let first_from = |offset: usize| {
            let (mut low, mut high) = (0, bytes.len());
            while low < high {
                let middle = low.midpoint(high);
                if self.folded.span(&self.text, middle..middle + 1).start() < offset {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let (start, end) = (first_from(span.start), first_from(span.end));
        let start = start + usize::from(bytes.get(start) == Some(&SPACE));
        let is_space = end.checked_sub(1).and_then(|last| bytes.get(last)) == Some(&SPACE);
        start..end - usize::from(is_space)
    }
}

/// Where a quote was cut.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Bytes of the folded text.
    pub folded: Range<usize>,
    /// Edits between the folded quote and that place.
    pub distance: usize,
}

#[derive(Clone, Debug)]
pub struct Quote {
    pub class: Class,
    pub length: usize,
    /// Which of the sources it was cut from, or is looked for in.
    pub source: usize,
    pub text: String,
    pub folded: Folded,
    /// None where it is absent.
    pub gold: Option<Gold>,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both ends, or another place that is no further from the quote.
    Right,
    /// At the place, but an end is off.
    Shifted,
    Elsewhere,
    Nothing,
}

impl Outcome {
    pub fn is_found(self) -> bool {
        matches!(self, Self::Right | Self::Shifted)
    }
}

impl Quote {
    /// What is searched for: the folded bytes without the space around them.
    pub fn needle(&self) -> &[u8] {
        scan::inner(self.folded.bytes()).unwrap_or_default()
    }

    /// Whether it may be found at its place; one that is absent is.
    pub fn is_within_limit(&self) -> bool {
        let limit = limit(self.needle().len());
        self.gold.as_ref().is_none_or(|gold| gold.distance <= limit)
    }

    /// What a place in the folded source is worth as an answer to a quote that is not absent.
    pub fn outcome(&self, answer: Option<&Place>, source: &[u8]) -> Outcome {
        let (Some(Place { span, .. }), Some(gold)) = (answer, &self.gold) else {
            return Outcome::Nothing;
        };
        let right = &gold.folded;
        if span.start.abs_diff(right.start) <= END_REACH && span.end.abs_diff(right.end) <= END_REACH {
            return Outcome::Right;
        }
        let shared = span.end.min(right.end).saturating_sub(span.start.max(right.start));
        if right.len() <= 2 * shared {
            return Outcome::Shifted;
        }
        let distance = levenshtein(self.needle(), &source[span.clone()]) as usize;
        if distance <= gold.distance {
            Outcome::Right
        } else {
            Outcome::Elsewhere
        }
    }
}

/// So many quotes of one class and length, cut from the sources in turn. An absent one is cut from `other`, and
/// again until `is_absent` says of its needle that it does not stand in its source.
pub fn quotes(
    sources: &[Source],
    other: &str,
    (class, length): (Class, usize),
    count: usize,
    is_absent: &mut dyn FnMut(&[u8], usize) -> bool,
) -> Vec<Quote> {
    let mut random = Random::new((length * 10 + class as usize) as u64);
    let mut quotes = Vec::new();
    while quotes.len() < count {
        let number = quotes.len() % sources.len();
        let source = &sources[number];
        let text = if class == Class::Absent { other } else { &source.text };
        let Some(span) = cut(text, length, &mut random) else {
            continue;
        };
        let Some(text) = changed(&text[span.clone()], class, &mut random) else {
            continue;
        };
        let mut quote = Quote {
            class,
            length,
            source: number,
            folded: Folded::new(&text),
            text,
            gold: None,
        };
        if class == Class::Absent {
            if is_absent(quote.needle(), number) {
                quotes.push(quote);
            }
            continue;
        }
        let folded = source.folded_span(&span);
        let distance = levenshtein(quote.needle(), &source.folded.bytes()[folded.clone()]) as usize;
        if (distance == 0) == matches!(class, Class::Verbatim | Class::Typographic) {
            quote.gold = Some(Gold { span, folded, distance });
            quotes.push(quote);
        }
    }
    quotes
}

/// Whole words of at least so many characters together, from anywhere; nothing where there is no room for them.
fn cut(text: &str, length: usize, random: &mut Random) -> Option<Range<usize>> {
    let mut start = random.below(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut before = ' ';
    let mut is_inside = true;
    let first = text[start..].char_indices().find(|&(_, letter)| {
        // The word that the cut fell into is passed over.
        let starts = letter.is_alphanumeric() && !before.is_alphanumeric() && !is_inside;
        is_inside &= letter.is_alphanumeric();
        before = letter;
        starts
    })?;
    let start = start + first.0;
    let mut rest = text[start..].char_indices().skip(length - 1).peekable();
    while let Some((at, letter)) = rest.next() {
        let is_last = rest.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
        if letter.is_alphanumeric() && is_last {
            return Some(start..start + at + letter.len_utf8());
        }
    }
    None
}

fn changed(text: &str, class: Class, random: &mut Random) -> Option<String> {
    let letters = text.chars().count() as f64;
    match class {
        Class::Verbatim | Class::Absent => Some(text.to_owned()),
        Class::Typographic => Some(reset(text, random)),
        Class::OneLetter => edited(text, 1, random),
        Class::Some => edited(text, (letters * 0.05).round() as usize, random),
        Class::Many => edited(text, (letters * 0.15).round() as usize, random),
        Class::WordDropped => with_other_words(text, random, |words, at, _| {
            words.remove(at);
        }),
        Class::WordAdded => with_other_words(text, random, |words, at, random| {
            words.insert(at, text::word(random));
        }),
    }
}

/// The same words as another printer would set them.
fn reset(text: &str, random: &mut Random) -> String {
    let mut reset = String::from(*random.pick(&["« ", "“", "\"", "«\u{202f}", ""]));
    for (at, letter) in text.char_indices() {
        match letter {
            _ if at == 0 && letter.is_lowercase() => reset.extend(letter.to_uppercase()),
            _ if at == 0 => reset.extend(letter.to_lowercase()),
            '’' => reset.push('\''),
            '\'' => reset.push('’'),
            ' ' if random.chance(0.1) => reset.push('\u{a0}'),
            '\u{a0}' => reset.push(' '),
            'œ' => reset.push_str("oe"),
            _ => reset.push(letter),
        }
    }
    let closing = *random.pick(&[" »", "”", "\"", "\u{202f}»", "."]);
    reset.push_str(closing);
    reset
}

/// With exactly so many letters put in, left out or put for another, as many of each; at most one edit a letter.
fn edited(text: &str, edits: usize, random: &mut Random) -> Option<String> {
    let mut letters: Vec<String> = text.chars().map(String::from).collect();
    let is_letter = |at: &usize| letters[*at].chars().all(char::is_alphabetic);
    let mut places: Vec<usize> = (0..letters.len()).filter(is_letter).collect();
    if places.len() < edits {
        return None;
    }
    random.shuffle(&mut places, edits);
    let first = random.below(3);
    for (number, &at) in (first..).zip(&places[..edits]) {
        let letter = &mut letters[at];
        match number % 3 {
            0 => *letter = another(letter, random),
            1 => letter.push(random_letter(random)),
            _ => letter.clear(),
        }
    }
    Some(letters.concat())
}

fn random_letter(random: &mut Random) -> char {
    char::from(b'a' + random.below(26) as u8)
}

/// A letter that does not fold to the same.
fn another(letter: &str, random: &mut Random) -> String {
    let folded = Folded::new(letter);
    loop {
        let other = random_letter(random).to_string();
        if Folded::new(&other) != folded {
            return other;
        }
    }
}

/// With the words changed at one place inside, never the first or the last.
fn with_other_words(
    text: &str,
    random: &mut Random,
    change: impl FnOnce(&mut Vec<&str>, usize, &mut Random),
) -> Option<String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // A sign that stands alone is no word.
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let inside: Vec<usize> = (1..words.len().saturating_sub(1))
        .filter(|&at| is_word(words[at]))
        .collect();
    if inside.is_empty() {
        return None;
    }
    let at = *random.pick(&inside);
    change(&mut words, at, random);
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use bio::alignment::distance::levenshtein;

    use crate::quotes::{Class, LENGTHS, Source, quotes};
    use crate::text::text;

    #[test]
    fn a_quote_knows_where_it_was_cut() {
        let source = [Source::new(text(20_000, 1))];
        for class in Class::ALL.into_iter().filter(|class| *class != Class::Absent) {
            for length in LENGTHS {
                for quote in quotes(&source, "", (class, length), 20, &mut |_, _| true) {
                    let gold = quote.gold.as_ref().unwrap();
                    let there = &source[0].text[gold.span.clone()];
                    assert!(length <= there.chars().count(), "{there}");
                    // A letter that folds to two counts for two.
                    let share = |percent: usize| there.chars().count() * percent / 100 + 2;
                    let edits = match class {
                        Class::Verbatim | Class::Typographic => 0..=0,
                        Class::OneLetter => 1..=2,
                        Class::Some => 1..=share(5),
                        Class::Many => 1..=share(15),
                        _ => 1..=20,
                    };
                    assert!(edits.contains(&gold.distance), "{class:?} {there} {}", quote.text);
                    let folded = &source[0].folded.bytes()[gold.folded.clone()];
                    assert_eq!(levenshtein(folded, quote.needle()) as usize, gold.distance);
                    assert_eq!(
                        source[0]
                            .folded
                            .span(&source[0].text, gold.folded.clone())
                            .of(&source[0].text),
                        there
                    );
                }
            }
        }
    }
}
