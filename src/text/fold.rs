//! Characters folded for finding, never for judging: `État`, `ETAT` and `etat` share one key.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key under which a word is found: lower case, no accents, ligatures opened, nothing invisible.
///
/// Two words with different keys may still be one word written otherwise (`30`, `trente`), and two
/// words with one key may differ (`a`, `à`): the judge looks at the words themselves.
pub fn key(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some(letters) = latin(word) {
        return letters.collect();
    }
    let mut key = String::with_capacity(word.len());
    for letter in word.nfkd() {
        push_folded(&mut key, letter);
    }
    key
}

/// The letters of a word without case and accents, where all are letters, figures or apostrophes of French, and each is
/// one character.
pub fn latin(word: &str) -> Option<impl Iterator<Item = char>> {
    let letters = || word.chars().map(of_latin);
    letters().all(|letter| letter.is_some()).then(|| letters().flatten())
}

/// The key of one letter, figure or apostrophe of French, where it is one character: what most words are
/// made of, without the tables of Unicode.
fn of_latin(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => 'y',
        '\'' | '’' => '\'',
        _ => return None,
    })
}

/// Adds what one decomposed character gives to a key.
pub fn push_folded(key: &mut String, letter: char) {
    match letter {
        'œ' | 'Œ' => key.push_str("oe"),
        'æ' | 'Æ' => key.push_str("ae"),
        'ß' => key.push_str("ss"),
        'ø' | 'Ø' => key.push('o'),
        'ł' | 'Ł' => key.push('l'),
        'ı' => key.push('i'),
        _ if is_combining(letter) || is_invisible(letter) => {}
        _ if is_apostrophe(letter) => key.push('\''),
        _ => key.extend(letter.to_lowercase()),
    }
}

/// A mark on the letter before, as an accent by itself.
pub fn is_combining(letter: char) -> bool {
    const FIRST: char = '\u{300}';
    FIRST <= letter && is_combining_mark(letter)
}

/// A character that shows nothing: soft hyphen, zero-width and bidirectional controls, joiners, tags.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A sign that is written for an apostrophe.
pub fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '´' | '`' | '＇')
}

/// A sign that is written for a hyphen inside a word.
pub fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// A hyphen, a dash of any length, or a minus sign.
pub fn is_dash(letter: char) -> bool {
    is_hyphen(letter)
        || matches!(
            letter,
            '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        )
}

/// A quotation mark of any shape and level; an apostrophe is none.
pub fn is_quotation_mark(letter: char) -> bool {
    matches!(
        letter,
        '«' | '»' | '“' | '”' | '„' | '‟' | '"' | '‹' | '›' | '″' | '〝' | '〞' | '＂'
    )
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::decompose_compatible;

    use crate::text::fold::{key, of_latin, push_folded};

    #[test]
    fn letters_of_french_fold_as_the_tables_say() {
        for letter in '\0'..'\u{3000}' {
            if let Some(folded) = of_latin(letter) {
                let mut key = String::new();
                decompose_compatible(letter, |letter| push_folded(&mut key, letter));
                assert_eq!(key, folded.to_string(), "{letter:?}");
            }
        }
    }

    #[test]
    fn one_key_for_one_word() {
        for (written, folded) in [
            ("État", "etat"),
            ("ETAT", "etat"),
            ("échangé\u{301}", "echange"),
            ("œuvre", "oeuvre"),
            ("ﬁn", "fin"),
            ("ſi", "si"),
            ("déve\u{ad}loppement", "developpement"),
            ("l’", "l'"),
            ("XIXᵉ", "xixe"),
        ] {
            assert_eq!(key(written), folded, "{written:?}");
        }
    }
}
