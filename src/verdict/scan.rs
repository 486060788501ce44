//! What a source shows of having been scanned, so that its damage can be told from a misquotation.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::french::lexicon::{self, Stem};
use crate::french::words::Kind;
use crate::matching::prepared::Prepared;
use crate::text::confusion;

/// A source established as a scan: declared one, or with damage in many of its words.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Small words that became French words once one classic confusion was undone, by its letters.
    shown: BTreeMap<(String, String), usize>,
    /// Words that became French once a lost accent was put back, and words that have an accent.
    lost_accents: usize,
    accents: usize,
    /// Words that became French once a letter with an accent was put back; no more than tell.
    lost_accented: usize,
}

/// What is looked for in words that are not French: what was read, what was meant.
const TELLING: &[(&str, &str)] = &[
    ("e", "c"),
    ("c", "e"),
    ("i", "l"),
    ("l", "i"),
    ("1", "l"),
    ("1", "i"),
    ("i", "j"),
    ("l", "j"),
    ("1", "j"),
    ("]", "l"),
    ("u", "n"),
    ("n", "u"),
    ("f", "s"),
    ("s", "f"),
    ("m", "rn"),
    ("rn", "m"),
    ("6", "é"),
    ("8", "ê"),
    ("0", "o"),
    ("o", "c"),
];

/// A source that is not declared a scan shows at least so many misread words, of two kinds, and one
/// in so many words.
const LEAST_SHOWN: usize = 12;
const LEAST_OF_A_KIND: usize = 4;
const LEAST_SHARE: usize = 1000;

/// And so many of a hundred are French.
const LEAST_FRENCH: usize = 60;

/// So many words of a source tell whether it is a scan.
const MOST_READ: usize = 50_000;

/// A confusion seen so often in a scan is one of its own.
const OWN: usize = 3;

impl Scan {
    /// Reads the words of a source. `None` where it is neither declared a scan nor shows that it is one.
    ///
    /// Old print has the long s as `f`, and `u` for `n` or `v` and `i` for `j` by the spelling of its
    /// time: these alone establish nothing.
    pub fn read(source: &Prepared, declared: bool) -> Option<Self> {
        let mut scan = Self::default();
        // Of each form whether it is French, and whether it has an accent.
        let mut forms: HashMap<&str, (bool, bool)> = HashMap::new();
        let mut unknown = Vec::new();
        let (mut words, mut french) = (0, 0);
        for at in 0..source.words().len().min(MOST_READ) {
            let raw = source.raw(at);
            if source.words()[at].kind != Kind::Word && !raw.contains(char::is_alphabetic) {
                continue;
            }
            words += 1;
            let (is_form, has_accent) = *forms.entry(raw).or_insert_with(|| {
                let is_form = lexicon::is_form(raw);
                if !is_form && raw.starts_with(|first: char| !first.is_uppercase()) {
                    unknown.push(raw);
                }
                (is_form, raw.chars().any(|letter| confusion::base(letter) != letter))
            });
            if is_form {
                french += 1;
                scan.accents += usize::from(has_accent);
            }
        }
        // Another language is no damage of this one.
        let is_foreign = 100 * french < LEAST_FRENCH * words;
        if !declared && (is_foreign || unknown.len() < LEAST_SHOWN) {
            return None;
        }
        let unknown = unknown.into_iter().filter_map(|raw| Some((raw, long_letters(raw)?)));
        let unknown: Vec<(&str, String)> = unknown.collect();
        unknown.iter().for_each(|(raw, word)| scan.read_confusion(raw, word));
        if !declared && !scan.shows_damage(words) {
            return None;
        }
        unknown.iter().for_each(|(raw, word)| scan.read_accents(raw, word));
        Some(scan)
    }

    /// What explains an unknown word as a French one misread.
    fn read_confusion(&mut self, raw: &str, word: &str) {
        let stem = Stem::of(word);
        let mut explains = [false; TELLING.len()];
        for (at, &byte) in word.as_bytes().iter().enumerate().take(stem.known_start() + 1) {
            for (explains, (read, meant)) in explains.iter_mut().zip(TELLING) {
                let stands = byte == read.as_bytes()[0] && word[at..].starts_with(read);
                *explains = *explains || stands && stem.is_form_with(at..at + read.len(), meant);
            }
        }
        let explained = TELLING.iter().zip(explains).filter(|(_, explains)| *explains);
        let explained: Vec<&(&str, &str)> = explained.map(|(telling, _)| telling).collect();
        // What two confusions explain shows neither, unless both are of strokes.
        let strokes = explained
            .iter()
            .all(|(read, meant)| is_stroke(read) && is_stroke(meant));
        let telling = explained.first().filter(|_| explained.len() == 1 || strokes);
        if let Some((read, meant)) = telling.filter(|_| without_slip_of_accent(raw, &stem).is_none()) {
            let shown = self.shown.entry(((*meant).to_owned(), (*read).to_owned()));
            *shown.or_default() += 1;
        }
    }

    /// Whether an unknown word has lost an accent, or a letter with its accent.
    fn read_accents(&mut self, raw: &str, word: &str) {
        let stem = Stem::of(word);
        if without_slip_of_accent(raw, &stem).is_some() {
            self.lost_accents += 1;
            return;
        }
        if self.loses_accented() {
            return;
        }
        let put_back = |at: usize| {
            ["é", "è", "ê"]
                .into_iter()
                .any(|letter| stem.is_form_with(at..at, letter))
        };
        let mut places = 0..word.len().min(stem.known_start() + 1);
        if places.any(|at| word.is_char_boundary(at) && put_back(at)) {
            self.lost_accented += 1;
        }
    }

    fn shows_damage(&self, words: usize) -> bool {
        let kind = |letters: &[&str]| -> usize {
            let of_kind = |(meant, read): &(String, String)| {
                letters.contains(&meant.as_str()) && letters.contains(&read.as_str())
            };
            self.shown
                .iter()
                .filter(|(pair, _)| of_kind(pair))
                .map(|(_, count)| count)
                .sum()
        };
        let kinds = [
            kind(&["e", "c"]),
            kind(&["i", "l", "1"]),
            kind(&["é", "6", "ê", "8", "o", "0"]),
            kind(&["m", "rn"]),
        ];
        let all: usize = kinds.iter().sum();
        let often = kinds.iter().filter(|&&count| LEAST_OF_A_KIND <= count).count();
        LEAST_SHOWN <= all && words <= all * LEAST_SHARE && 2 <= often
    }

    /// Whether the scan shows elsewhere that it takes letters of these shapes for each other.
    pub fn shows(&self, meant: &[char], read: &[char]) -> bool {
        let key = |letters: &[char]| -> String { letters.iter().map(|&letter| confusion::base(letter)).collect() };
        let (meant, read) = (key(meant), key(read));
        let same = |pair: &(String, String)| {
            (pair.0 == meant && pair.1 == read)
                || (is_stroke(&meant) && is_stroke(&read) && is_stroke(&pair.0) && is_stroke(&pair.1))
        };
        OWN <= self
            .shown
            .iter()
            .filter(|(pair, _)| same(pair))
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether the scan loses letters with their accents.
    pub fn loses_accented(&self) -> bool {
        const OFTEN: usize = 10;
        OFTEN <= self.lost_accented
    }

    /// Whether the scan loses accents: in one word of ten that has one.
    pub fn loses_accents(&self) -> bool {
        const ONE_IN: usize = 10;
        OWN <= self.lost_accents && self.accents <= self.lost_accents * ONE_IN
    }
}

/// The French word that an unknown word becomes with another accent; `stem` is that of its letters.
fn without_slip_of_accent(raw: &str, stem: &Stem) -> Option<String> {
    match stem.form() == raw {
        true => stem.without_slip_of_accent(),
        false => lexicon::without_slip_of_accent(raw),
    }
}

/// The letters of a word that is long enough to be taken for another.
fn long_letters(raw: &str) -> Option<String> {
    const SHORTEST: usize = 3;
    let word: String = confusion::letters(raw).iter().map(|&(letter, _)| letter).collect();
    (SHORTEST <= word.chars().count()).then_some(word)
}

/// Whether what was read or meant is one upright stroke.
fn is_stroke(letters: &str) -> bool {
    let mut letters = letters.chars();
    letters.next().is_some_and(confusion::is_stroke) && letters.next().is_none()
}
