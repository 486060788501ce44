//! Lays words of a quote beside words of a source letter by letter, where scanning may have broken,
//! joined or misread them: which letters of the source stand for which word.

use std::ops::Range;

use crate::matching::prepared::Prepared;
use crate::text::confusion::{self, Fault};
use crate::text::span::Span;

/// Words of the quote and words of the source that answer to each other and to nothing beside them.
#[derive(Clone, Debug)]
pub struct Group {
    /// Words of the source; empty, at its place, where no letter stands for the words of the quote.
    pub tokens: Range<usize>,
    /// One for each word of the quote.
    pub slices: Vec<Slice>,
    /// The word of the quote that the group starts with or stands before.
    start: usize,
}

/// A word of the quote and the letters of the source that stand for it.
#[derive(Clone, Debug)]
pub struct Slice {
    pub word: usize,
    /// In letters and figures of the word.
    pub length: usize,
    pub faults: Vec<Misreading>,
    /// Words of the source that the letters stand in.
    tokens: Range<usize>,
    /// With their place among all letters laid out.
    read: Vec<(usize, char)>,
}

/// One step from the word to what is read.
#[derive(Clone, Debug)]
pub struct Misreading {
    pub fault: Fault,
    pub cost: u32,
    pub meant: Vec<char>,
    pub read: Vec<char>,
}

/// The stretch to be laid out: words of the quote beside words of the source.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub words: Range<usize>,
    pub passage: Range<usize>,
    /// Where words stand nowhere in an open stretch: the part of the passage that they were held against.
    pub within: Range<usize>,
    /// Whether words of the source may be left over at the start and at the end.
    pub open: (bool, bool),
}

/// The groups of a stretch, in order, each as small as can be.
pub fn groups(quote: &Prepared, source: &Prepared, stretch: &Stretch) -> Vec<Group> {
    let Stretch { words, passage, .. } = stretch;
    let (mut meant, mut owners): (Vec<char>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for word in words.clone() {
        if !meant.is_empty() {
            meant.push(' ');
            owners.push(None);
        }
        for (letter, _) in confusion::letters(quote.raw(word)) {
            meant.push(letter);
            owners.push(Some(word));
        }
    }
    let span = with_signs(source, passage);
    let read = confusion::letters(span.of(source.text()));
    let token_at = |byte: usize| {
        let holds = |span: Span| span.start() <= byte && byte < span.end();
        passage.clone().find(|&token| holds(source.words()[token].span))
    };
    let tokens: Vec<Option<usize>> = read.iter().map(|&(_, byte)| token_at(span.start() + byte)).collect();
    let mut letters: Vec<char> = read.iter().map(|&(letter, _)| letter).collect();
    if words.clone().all(|word| inner_capitals(quote.raw(word)) < 2) {
        for (at, letter) in letters.iter_mut().enumerate() {
            let heading = tokens[at].and_then(|token| heading(source, token));
            if heading.is_some_and(|heading| heading <= span.start() + read[at].1) {
                *letter = confusion::HEADING;
            }
        }
    }
    let mut slices: Vec<Slice> = words.clone().map(Slice::of).collect();
    let mut strays: Vec<(usize, usize)> = Vec::new();
    for step in confusion::align(&meant, &letters, stretch.open) {
        match owners[step.meant.clone()].iter().flatten().next() {
            Some(&word) => slices[word - words.start].push(&step, &meant, &letters, &tokens),
            None => strays.extend(step.read.filter_map(|at| Some((at, tokens[at]?)))),
        }
    }
    for (at, token) in strays {
        if let Some(holder) = holder(&slices, at, token) {
            slices[holder].stray(at, letters[at]);
        }
    }
    with_left_over(together(slices, passage.start), stretch)
}

/// The word that a letter put in belongs to: one that has its token, the one before it rather.
fn holder(slices: &[Slice], at: usize, token: usize) -> Option<usize> {
    let starts = |slice: &Slice| slice.read.first().is_some_and(|&(first, _)| first < at);
    let before = slices
        .iter()
        .rposition(|slice| starts(slice) && slice.tokens.contains(&token));
    before.or_else(|| slices.iter().position(|slice| slice.tokens.contains(&token)))
}

/// Puts slices that share a word of the source into one group.
fn together(slices: Vec<Slice>, start: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for slice in slices {
        let at = slice.tokens.clone();
        let end = groups.last().map_or(start, |group| group.tokens.end);
        match groups.last_mut() {
            Some(group) if !at.is_empty() && at.start < group.tokens.end => {
                group.tokens.end = group.tokens.end.max(at.end);
                group.slices.push(slice);
            }
            _ => groups.push(Group {
                tokens: if at.is_empty() { end..end } else { at },
                start: slice.word,
                slices: vec![slice],
            }),
        }
    }
    groups
}

/// Puts the words of the source that no letter stands for between the groups.
fn with_left_over(groups: Vec<Group>, stretch: &Stretch) -> Vec<Group> {
    let Stretch {
        words, passage, open, ..
    } = stretch;
    let Some(first) = groups.iter().find(|group| !group.tokens.is_empty()) else {
        let slices = groups.into_iter().flat_map(|group| group.slices).collect();
        return vec![Group {
            tokens: stretch.within.clone(),
            start: words.start,
            slices,
        }];
    };
    let mut next = if open.0 { first.tokens.start } else { passage.start };
    let mut word = words.start;
    let mut all: Vec<Group> = Vec::new();
    for mut group in groups {
        if group.tokens.is_empty() {
            group.tokens = next..next;
        }
        if next < group.tokens.start {
            all.push(Group::left_over(word, next..group.tokens.start));
        }
        next = group.tokens.end;
        word = group.words().end;
        all.push(group);
    }
    if !open.1 && next < passage.end {
        all.push(Group::left_over(word, next..passage.end));
    }
    all
}

/// The bytes of words of the source with the signs that touch them.
fn with_signs(source: &Prepared, passage: &Range<usize>) -> Span {
    let span = source.span(passage.clone());
    if passage.is_empty() {
        return span;
    }
    let before = source.gap(passage.start).of(source.text());
    let after = source.gap(passage.end).of(source.text());
    let head = before.len() - before.trim_end_matches(|sign: char| !sign.is_whitespace()).len();
    let tail = after.find(char::is_whitespace).unwrap_or(after.len());
    Span::new(span.start() - head, span.end() + tail)
}

/// Where the capitals of a running head start that runs into a word of the source: `bonneRENANCE`.
fn heading(source: &Prepared, token: usize) -> Option<usize> {
    let raw = source.raw(token);
    let head = raw.find(char::is_uppercase).filter(|_| inner_capitals(raw) > 1)?;
    Some(source.words()[token].span.start() + head)
}

/// Capitals behind the first letter.
pub fn inner_capitals(word: &str) -> usize {
    word.chars().skip(1).filter(|letter| letter.is_uppercase()).count()
}

impl Group {
    fn left_over(start: usize, tokens: Range<usize>) -> Self {
        Self {
            tokens,
            slices: Vec::new(),
            start,
        }
    }

    /// The words of the quote; empty, at its place, for words of the source that are left over.
    pub fn words(&self) -> Range<usize> {
        match (self.slices.first(), self.slices.last()) {
            (Some(first), Some(last)) => first.word..last.word + 1,
            _ => self.start..self.start,
        }
    }
}

impl Slice {
    fn of(word: usize) -> Self {
        Self {
            word,
            length: 0,
            faults: Vec::new(),
            tokens: 0..0,
            read: Vec::new(),
        }
    }

    fn push(&mut self, step: &confusion::Step, meant: &[char], read: &[char], tokens: &[Option<usize>]) {
        let letters = &meant[step.meant.clone()];
        self.length += letters.iter().filter(|letter| letter.is_alphanumeric()).count();
        self.read.extend(step.read.clone().map(|at| (at, read[at])));
        for &token in tokens[step.read.clone()].iter().flatten() {
            let first = if self.tokens.is_empty() {
                token
            } else {
                self.tokens.start
            };
            self.tokens = first..token + 1;
        }
        self.faults.push(Misreading {
            fault: step.fault,
            cost: step.cost,
            meant: letters.to_vec(),
            read: read[step.read.clone()].to_vec(),
        });
    }

    fn stray(&mut self, at: usize, letter: char) {
        let (cost, fault) = confusion::put_in(letter);
        let place = self.read.partition_point(|&(other, _)| other < at);
        self.read.insert(place, (at, letter));
        self.faults.push(Misreading {
            fault,
            cost,
            meant: Vec::new(),
            read: vec![letter],
        });
    }

    /// What it costs to take the letters read for the word.
    pub fn cost(&self) -> u32 {
        self.faults.iter().map(|fault| fault.cost).sum()
    }

    /// Letters that nothing explains.
    pub fn unexplained(&self) -> usize {
        self.faults.iter().filter(|fault| fault.fault == Fault::Letter).count()
    }

    /// Whether no letter at all stands for the word.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// Whether all letters are read as they were meant: only joints and specks are not.
    pub fn is_intact(&self) -> bool {
        let harmless = |fault: &Misreading| matches!(fault.fault, Fault::None | Fault::Sign);
        !self.read.is_empty() && self.faults.iter().all(harmless)
    }

    /// Whether a sign that is no letter was read for one: `étable:`.
    pub fn has_sign_for_letter(&self) -> bool {
        let sign = |fault: &Misreading| {
            fault.fault == Fault::Confused && fault.read.iter().any(|letter| !letter.is_alphanumeric())
        };
        self.faults.iter().any(sign)
    }

    /// All that was read.
    pub fn letters(&self) -> Vec<char> {
        self.read.iter().map(|&(_, letter)| letter).collect()
    }

    /// The letters and figures read, with what joins them.
    pub fn text(&self) -> String {
        let joined = |letter: &char| letter.is_alphanumeric() || matches!(letter, '\'' | '-');
        let text: String = self.letters().into_iter().filter(joined).collect();
        text.trim_matches('-').to_owned()
    }
}
