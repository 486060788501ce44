//! A text folded to bytes for searching: letters without case or accent, one space for all that parts them.
//!
//! What folds to one string is found as one: `« L’État »` and `l'etat` both give ` l etat `. A place in
//! the folded text leads back to its bytes; nothing is judged here.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

use crate::text::fold;
use crate::text::span::Span;

/// What parts words in a folded text. It stands before the first word and after the last, too.
pub const SPACE: u8 = b' ';

/// A place is written down for one folded byte in so many, and found again from there.
const STRIDE: usize = 64;

/// A folded text and the way back to the text that it was made from.
///
/// At most one byte, or a little more, for each byte of the text, and one in eight for the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    // Invariant: empty, or starts and ends with SPACE and holds no two of them in a row.
    bytes: Vec<u8>,
    /// For every [`STRIDE`]th byte.
    places: Vec<Place>,
}

/// Where a folded byte comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    /// Byte of the text where its character starts; that of a space is the first that parts the words.
    character: u32,
    /// How many bytes the character had given before this one.
    given: u8,
}

/// What a character folds to.
#[derive(Clone, Copy)]
enum Folding {
    /// A letter, or [`SPACE`].
    Byte(u8),
    /// Two letters, as `œ` does, or what needs the tables of Unicode.
    Other,
    Nothing,
}

/// A folded text that is being written.
struct Writer {
    // A byte is written before it is known whether it stays.
    bytes: Vec<u8>,
    places: Vec<Place>,
    count: usize,
    last: u8,
}

impl Writer {
    /// Room for so many bytes from here on, and for the space after them.
    fn reserve(&mut self, more: usize) {
        let room = self.count + more + 2;
        if self.bytes.len() < room {
            self.bytes.resize(room, 0);
            self.places.resize(room / STRIDE + 1, Place::default());
        }
    }

    /// Writes a byte that a character gave; not a space after another.
    #[inline]
    fn write(&mut self, byte: u8, character: usize, given: u8) {
        self.bytes[self.count] = byte;
        if self.count.is_multiple_of(STRIDE) {
            self.places[self.count / STRIDE] = Place {
                character: character as u32,
                given,
            };
        }
        self.count += usize::from((byte != SPACE) | (self.last != SPACE));
        self.last = byte;
    }
}

impl Folded {
    /// Folds a text of less than 4 GB. One without a letter, a figure or a sign that is read aloud folds
    /// to nothing.
    pub fn new(text: &str) -> Self {
        let source = text.as_bytes();
        let mut writer = Writer {
            bytes: Vec::new(),
            places: Vec::new(),
            count: 1,
            last: SPACE,
        };
        writer.reserve(source.len());
        writer.bytes[0] = SPACE;
        let mut at = 0;
        while at < source.len() {
            let (folding, length) = folding(source, at);
            match folding {
                Folding::Byte(byte) => writer.write(byte, at, 0),
                Folding::Other => {
                    let spelt = spelt_out(text, at);
                    writer.reserve(spelt.len() + source.len() - at);
                    for (given, &byte) in (0..).zip(&spelt) {
                        writer.write(byte, at, given);
                    }
                }
                Folding::Nothing => {}
            }
            at += length;
        }
        if writer.count == 1 {
            return Self::default();
        }
        writer.write(SPACE, source.len(), 0);
        writer.bytes.truncate(writer.count);
        writer.places.truncate(writer.count.div_ceil(STRIDE));
        Self {
            bytes: writer.bytes,
            places: writer.places,
        }
    }

    /// The folded bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of the text that these folded bytes, at least one, were made from: from where the
    /// character of the first starts to where that of the last ends. `text` is the one that was folded.
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        let start = self.character(text, range.start);
        let last = self.character(text, range.end.max(range.start + 1) - 1);
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        let marks = text[end..].chars().take_while(|&letter| fold::is_combining(letter));
        Span::new(start, end + marks.map(char::len_utf8).sum::<usize>())
    }

    /// Where the character starts that the folded byte at `index` was made from, found from the last
    /// place that is written down. The space before the first word is made from the start of the text.
    fn character(&self, text: &str, index: usize) -> usize {
        let Some(place) = self.places.get(index / STRIDE).filter(|_| index > 0) else {
            return if index == 0 { 0 } else { text.len() };
        };
        // The space at the start is no character's.
        let first = index / STRIDE * STRIDE;
        let (mut count, mut last) = match first.checked_sub(usize::from(place.given) + 1) {
            Some(before) => (before + 1, self.bytes[before]),
            None => (1, SPACE),
        };
        let mut at = place.character as usize;
        while at < text.len() {
            let (folding, length) = folding(text.as_bytes(), at);
            let mut give = |byte: u8| {
                count += usize::from((byte != SPACE) | (last != SPACE));
                last = byte;
            };
            match folding {
                Folding::Byte(byte) => give(byte),
                Folding::Other => spelt_out(text, at).into_iter().for_each(give),
                Folding::Nothing => {}
            }
            if index < count {
                return at;
            }
            at += length;
        }
        text.len()
    }
}

/// What the character at `at` folds to, and its length in bytes.
fn folding(bytes: &[u8], at: usize) -> (Folding, usize) {
    let first = bytes[at];
    if first < 0x80 {
        return (ASCII[first as usize], 1);
    }
    match (first, bytes.get(at + 1)) {
        (0xC3, Some(&second)) => (LATIN[usize::from(second & 0x3F)], 2),
        // The soft hyphen, and the space that does not break.
        (0xC2, Some(0xAD)) => (Folding::Nothing, 2),
        (0xC2, Some(0xA0)) => (Folding::Byte(SPACE), 2),
        // Dashes, quotation marks, apostrophes, ellipsis.
        (0xE2, Some(0x80)) if matches!(bytes.get(at + 2), Some(0x90..=0xA6)) => (Folding::Byte(SPACE), 3),
        (0xC0..=0xDF, _) => (Folding::Other, 2),
        (0xE0..=0xEF, _) => (Folding::Other, 3),
        _ => (Folding::Other, 4),
    }
}

const ASCII: [Folding; 128] = {
    let mut table = [Folding::Byte(SPACE); 128];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'%' | b'$' | b'<' | b'>' | b'=' | b'+' | b'&' => Folding::Byte(byte),
            b'A'..=b'Z' => Folding::Byte(byte.to_ascii_lowercase()),
            _ => Folding::Byte(SPACE),
        };
        byte += 1;
    }
    table
};

/// The letters from U+00C0 to U+00FF.
const LATIN: [Folding; 64] = {
    let mut table = [Folding::Other; 64];
    let mut at = 0;
    while at < 64 {
        // A capital and its small letter are 32 apart.
        table[at] = match at as u8 & 0x1F {
            0x00..=0x05 => Folding::Byte(b'a'),
            0x07 => Folding::Byte(b'c'),
            0x08..=0x0B => Folding::Byte(b'e'),
            0x0C..=0x0F => Folding::Byte(b'i'),
            0x11 => Folding::Byte(b'n'),
            0x12..=0x16 | 0x18 => Folding::Byte(b'o'),
            0x19..=0x1C => Folding::Byte(b'u'),
            0x1D => Folding::Byte(b'y'),
            _ => Folding::Other,
        };
        at += 1;
    }
    // U+00FF, whose capital stands elsewhere: that place has `ß`.
    table[0x3F] = Folding::Byte(b'y');
    table
};

/// The bytes that the character at `at` folds to by the tables of Unicode; none where it is not seen, as an
/// accent by itself.
///
/// Letters of other scripts share the bytes that ASCII leaves: they are told apart where words are compared.
fn spelt_out(text: &str, at: usize) -> Vec<u8> {
    let letter = text[at..].chars().next();
    let Some(letter) = letter.filter(|&letter| !fold::is_combining(letter) && !fold::is_invisible(letter)) else {
        return Vec::new();
    };
    let mut key = String::new();
    decompose_compatible(letter, |part| fold::push_folded(&mut key, part));
    let byte = |letter: char| match letter {
        'a'..='z' | '0'..='9' => Some(letter as u8),
        _ if letter.is_alphanumeric() || is_sign(letter) => Some(0x80 | letter as u8),
        _ => None,
    };
    let bytes: Vec<u8> = key.chars().filter_map(byte).collect();
    if bytes.is_empty() { vec![SPACE] } else { bytes }
}

/// Signs beyond ASCII that are read aloud.
fn is_sign(letter: char) -> bool {
    matches!(letter, '‰' | '€' | '£' | '¥' | '≤' | '≥' | '≠' | '±' | '×' | '÷' | '§')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, proptest};

    use crate::text::fold;
    use crate::text::folded::{Folded, SPACE};

    fn folded(text: &str) -> String {
        String::from_utf8_lossy(Folded::new(text).bytes()).into_owned()
    }

    #[test]
    fn typography_folds_away() {
        for (text, expected) in [
            ("« L’État »", " l etat "),
            ("l'etat", " l etat "),
            ("  Cœur  ÉLARGI\u{a0}: 20\u{202f}%…", " coeur elargi 20 % "),
            ("vis-à-vis\r\nd’Ÿ et ÿ", " vis a vis d y et y "),
            ("e\u{301}te\u{301} ﬁn", " ete fin "),
            ("déve\u{ad}loppe\u{200b}ment", " developpement "),
            ("", ""),
            ("« … »", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn letters_fold_as_keys_do() {
        for letter in '\0'..'\u{250}' {
            let key = fold::key(&letter.to_string());
            if letter.is_alphabetic() && key.bytes().all(|byte| byte.is_ascii_lowercase()) {
                assert_eq!(folded(&letter.to_string()), format!(" {key} "), "{letter:?}");
            }
        }
    }

    #[test]
    fn a_place_leads_back_to_its_bytes() {
        let text = "Préambule : « L’œuvre de l’État », dit-il, coûte 1,8 Md€ ; ﬁnalement e\u{301}lu. ".repeat(9);
        let folded = Folded::new(&text);
        let find = |needle: &[u8]| {
            let place = folded
                .bytes()
                .windows(needle.len())
                .rposition(|window| window == needle);
            place.map(|at| folded.span(&text, at..at + needle.len()).of(&text))
        };
        assert_eq!(find(b"oeuvre de l etat"), Some("œuvre de l’État"));
        assert_eq!(find(b"1 8 md"), Some("1,8 Md"));
        assert_eq!(find(b"finalement elu"), Some("ﬁnalement e\u{301}lu"));
    }

    /// What [`Folded::character`] finds from a place, against what a walk over the whole text finds.
    fn leads_back(text: &str) {
        let folded = Folded::new(text);
        let letters = |folded: &Folded| folded.bytes().iter().filter(|&&byte| byte != SPACE).count();
        let mut characters = text.char_indices().flat_map(|(at, letter)| {
            let before = letters(&Folded::new(&text[..at]));
            let after = letters(&Folded::new(&text[..at + letter.len_utf8()]));
            std::iter::repeat_n(at, after - before)
        });
        for (index, &byte) in folded.bytes().iter().enumerate() {
            if byte != SPACE {
                assert_eq!(
                    Some(folded.character(text, index)),
                    characters.next(),
                    "{text:?} {index}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn every_byte_leads_back(letters in proptest::collection::vec(
            proptest::sample::select("aÉœ ’.ﬁ½%€\u{301}\u{ad}ß中Å²\n".chars().collect::<Vec<_>>()), 0..300)) {
            leads_back(&letters.into_iter().collect::<String>());
        }

        #[test]
        fn any_text_folds(text in any::<String>().prop_map(|text| text.repeat(3))) {
            let folded = Folded::new(&text);
            let bytes = folded.bytes();
            assert!(bytes.is_empty() || bytes.len() > 2 && bytes.starts_with(b" ") && bytes.ends_with(b" "));
            assert!(!bytes.windows(2).any(|pair| pair == b"  "));
            for index in 0..bytes.len() {
                folded.span(&text, index..index + 1).of(&text);
            }
        }
    }
}
