//! A text folded and cut into words once, ready to be searched or to be searched for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;

use crate::french::numbers;
use crate::french::words::{self, Cut, Kind};
use crate::matching::letters::Letters;
use crate::matching::lexis::{Likenesses, Places};
use crate::text::folded::Folded;
use crate::text::keys::{KeyId, Keys};
use crate::text::origin::{Decoded, Origin};
use crate::text::span::Span;

/// A key, and what is known of its letters.
pub type Known<'k> = (&'k str, &'k Letters);

/// One word of a prepared text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Bytes of the decoded text.
    pub span: Span,
    pub kind: Kind,
    pub key: KeyId,
    /// Whether a sentence, a paragraph or a quotation starts here.
    pub opens_sentence: bool,
}

/// A decoded text with its words and their folded keys.
#[derive(Clone, Debug)]
pub struct Prepared {
    text: Arc<str>,
    origin: Origin,
    words: Vec<Word>,
    keys: Keys,
    // Invariant: as many as there are keys, in the order of how many pairs they have.
    letters: Vec<Letters>,
    numeric: Box<OnceLock<Vec<bool>>>,
    places: Box<OnceLock<Places>>,
    likenesses: Box<OnceLock<Likenesses>>,
    folded: Box<OnceLock<Folded>>,
}

impl Prepared {
    pub fn new(decoded: Decoded) -> Self {
        Self::of(decoded.text.into(), decoded.origin)
    }

    /// A text that others hold too, with the way back to its file.
    pub fn of(text: Arc<str>, origin: Origin) -> Self {
        let mut prepared = Self {
            words: Vec::new(),
            keys: Keys::default(),
            letters: Vec::new(),
            numeric: Box::default(),
            places: Box::default(),
            likenesses: Box::default(),
            folded: Box::default(),
            text,
            origin,
        };
        let cuts = words::cut(&prepared.text);
        prepared.words.reserve(cuts.len());
        // The keys of the forms that the text has, each made once.
        let mut forms: HashMap<(&str, Kind), KeyId> = HashMap::new();
        for cut in cuts {
            let raw = cut.span.of(&prepared.text);
            let key = *forms.entry((raw, cut.kind)).or_insert_with(|| {
                let key = words::key(raw, cut.kind);
                let id = prepared.keys.intern(&key);
                if prepared.letters.len() < prepared.keys.len() {
                    prepared.letters.push(Letters::of(&key));
                }
                id
            });
            prepared.words.push(Word {
                span: cut.span,
                kind: cut.kind,
                key,
                opens_sentence: cut.opens_sentence,
            });
        }
        drop(forms);
        prepared.put_keys_in_order();
        prepared
    }

    /// Numbers the keys by how many pairs of letters they have, so that what is known of keys that are asked for
    /// together lies together.
    fn put_keys_in_order(&mut self) {
        let mut order: Vec<KeyId> = (0..self.letters.len() as KeyId).collect();
        order.sort_by_key(|&key| self.letters[key as usize].pair_count());
        let mut numbers = vec![0; order.len()];
        for (number, &key) in (0..).zip(&order) {
            numbers[key as usize] = number;
        }
        self.words
            .iter_mut()
            .for_each(|word| word.key = numbers[word.key as usize]);
        self.letters = order.iter().map(|&key| self.letters[key as usize]).collect();
        self.keys = self.keys.in_order(&order);
    }

    /// The decoded text that all spans of words count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Leads a span of the decoded text back to the bytes on disk.
    pub fn on_disk(&self, span: Span) -> Span {
        self.origin.span(span)
    }

    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words as they were cut out of the text.
    pub fn cuts(&self) -> Vec<Cut> {
        let cut = |word: &Word| Cut {
            span: word.span,
            kind: word.kind,
            opens_sentence: word.opens_sentence,
        };
        self.words.iter().map(cut).collect()
    }

    /// The text folded to bytes, made when it is first asked for.
    pub fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(&self.text))
    }

    /// The words that some of the folded bytes were made from.
    pub fn words_of(&self, folded: Range<usize>) -> Range<usize> {
        let span = self.folded().span(&self.text, folded);
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// The words that have a key, in order; those of all keys are looked up when one is first asked for.
    pub fn places(&self, key: KeyId) -> &[u32] {
        let places = || Places::new(&self.words, self.keys.len());
        self.places.get_or_init(places).of(key)
    }

    /// For each of these words the keys, in order, that have about half of their letters in common with it, told by
    /// letters that stand side by side.
    pub fn alike(&self, words: &[&Letters]) -> Vec<Vec<KeyId>> {
        self.likenesses.get_or_init(|| Likenesses::new(&self.letters)).to(words)
    }

    /// The keys that stand in the text, by their number.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The keys that look like numbers.
    pub fn numeric_keys(&self) -> Vec<KeyId> {
        let keys = (0..).zip(&self.letters);
        keys.filter(|(_, letters)| letters.numeric).map(|(id, _)| id).collect()
    }

    /// What is known of the letters of each key, by its number.
    pub fn letters(&self) -> &[Letters] {
        &self.letters
    }

    /// The key of the word at `index`, with what is known of its letters.
    pub fn known(&self, index: usize) -> Known<'_> {
        (self.key(index), self.letters_of(index))
    }

    /// What is known of the letters of the word at `index`.
    pub fn letters_of(&self, index: usize) -> &Letters {
        &self.letters[self.words[index].key as usize]
    }

    /// How much these words weigh together, in tenths of a letter.
    pub fn weight(&self, words: Range<usize>) -> u32 {
        words.map(|at| self.letters_of(at).weight()).sum()
    }

    /// How much all words weigh.
    pub fn total_weight(&self) -> u32 {
        self.weight(0..self.words.len())
    }

    /// The number of a key, where a word of this text has it.
    pub fn id(&self, key: &str) -> Option<KeyId> {
        self.keys.id(key)
    }

    /// The key of the word at `index`.
    pub fn key(&self, index: usize) -> &str {
        self.keys.get(self.words[index].key)
    }

    /// The word at `index` as it is written.
    pub fn raw(&self, index: usize) -> &str {
        self.words[index].span.of(&self.text)
    }

    /// Whether the word at `index` is a number by itself, in figures, in words or Roman; read for the
    /// whole text when it is first asked for.
    pub fn is_numeric(&self, index: usize) -> bool {
        let read = |word: &Word| {
            let raw = word.span.of(&self.text);
            word.kind == Kind::Number || numbers::is_number_word(raw) || numbers::is_bare_roman(raw)
        };
        self.numeric.get_or_init(|| self.words.iter().map(read).collect())[index]
    }

    /// The bytes from the first to the last of these words; empty, before the first, for none.
    pub fn span(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            return Span::at(self.gap(range.start).start());
        }
        self.words[range.start].span.cover(self.words[range.end - 1].span)
    }

    /// Whether the word stands among words all in capitals, where capitals tell nothing.
    pub fn is_shouted(&self, index: usize) -> bool {
        let shouts = |at: usize| {
            let word = self.raw(at);
            word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
        };
        let beside = |other: Option<usize>| other.is_some_and(|other| other < self.words.len() && shouts(other));
        shouts(index) && (beside(index.checked_sub(1)) || beside(Some(index + 1)))
    }

    /// Whether a full stop or a paragraph parts the word from the one before.
    pub fn starts_sentence(&self, index: usize) -> bool {
        let gap = self.gap(index).of(self.text());
        let opens = self.words.get(index).is_some_and(|word| word.opens_sentence);
        opens && (gap.contains(['.', '!', '?']) || gap.matches('\n').count() > 1)
    }

    /// The bytes between the word before `index` and the word at `index`.
    pub fn gap(&self, index: usize) -> Span {
        let start = match index.checked_sub(1).and_then(|before| self.words.get(before)) {
            Some(word) => word.span.end(),
            None => 0,
        };
        let end = self.words.get(index).map_or(self.text.len(), |word| word.span.start());
        Span::new(start, end.max(start))
    }
}
