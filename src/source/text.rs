//! Plain text sources: the file's own bytes, without a byte order mark, with entities opened.

use std::sync::Arc;

use crate::text::origin::Origin;
use crate::text::span::Span;

/// How this file reads a source; the number rises when the text it gives for a file changes.
pub const READER: &str = "text 1";

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a plain source, and the way back to its file. Where it holds no character entity, each byte leads back
/// to itself; where it has no byte order mark either, the text is the file's own.
pub fn decode(file: Arc<str>) -> (Arc<str>, Origin) {
    let text = file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&file);
    let start = file.len() - text.len();
    if !text.contains('&') || !text.match_indices('&').any(|(at, _)| entity(&text[at..]).is_some()) {
        let text = if start == 0 { file } else { text.into() };
        return (text, Origin::Slice(start));
    }
    let mut opened = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (letter, length) = entity(&text[at..]).unwrap_or((first, first.len_utf8()));
        opened.push(letter);
        let place = Span::new(start + at, start + at + length);
        places.extend(std::iter::repeat_n(place, letter.len_utf8()));
        at += length;
    }
    (opened.into(), Origin::Map(places))
}

/// The entities that French text exports leave behind (HTML 4, character entity references).
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("euro", '€'),
    ("deg", '°'),
    ("shy", '\u{ad}'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("egrave", 'è'),
    ("Egrave", 'È'),
    ("ecirc", 'ê'),
    ("Ecirc", 'Ê'),
    ("euml", 'ë'),
    ("agrave", 'à'),
    ("Agrave", 'À'),
    ("acirc", 'â'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("ccedil", 'ç'),
    ("Ccedil", 'Ç'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("aelig", 'æ'),
];

/// The character of an entity at the start of `text`, and the bytes it is written in.
fn entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(10).position(|byte| byte == b';')?;
    let name = &name[..end];
    let letter = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
            None => char::from_u32(code.parse().ok()?)?,
        },
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 2))
}

#[cfg(test)]
mod tests {
    use crate::source::text::decode;
    use crate::text::span::Span;

    #[test]
    fn every_letter_leads_back_to_the_file() {
        let file = "\u{feff}R&amp;D : l&#8217;été&nbsp;&eacute;ternel";
        let (text, origin) = decode(file.into());
        assert_eq!(&*text, "R&D : l’été\u{a0}éternel");
        let at = |word: &str| {
            let start = text.find(word).expect("it is there");
            origin.span(Span::new(start, start + word.len())).of(file)
        };
        assert_eq!(at("R&D"), "R&amp;D");
        assert_eq!(at("l’été"), "l&#8217;été");
        assert_eq!(at("éternel"), "&eacute;ternel");
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in ["R&D", "a & b;", "&inconnu;", "&#xfffffff;", "&é;", "&"] {
            assert_eq!(&*decode(text.into()).0, text);
        }
    }
}
