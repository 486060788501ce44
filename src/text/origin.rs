//! The way back from a decoded text to the bytes of its file.

use crate::text::span::Span;

/// Where each byte of a decoded text stands on disk.
///
/// A quote is decoded from a scalar (escapes, line ends), a source from its file (byte order mark,
/// entities). Everything above works on the decoded text; [`Origin::span`] is the one way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The decoded text is a plain slice of the file that starts at this byte.
    Slice(usize),
    /// For each decoded byte, where the character it belongs to is written. Never falls.
    Map(Vec<Span>),
}

impl Origin {
    /// The bytes on disk that `span` of the decoded text was read from: from where its first
    /// character starts to where its last ends. An empty span is where the text before it ends.
    pub fn span(&self, span: Span) -> Span {
        match self {
            Origin::Slice(start) => Span::new(start + span.start(), start + span.end()),
            Origin::Map(places) => {
                let last = span.end().min(places.len()).checked_sub(1).map(|last| places[last]);
                let first = places.get(span.start()).copied();
                match (first, last) {
                    (Some(first), Some(last)) if !span.is_empty() => first.cover(last),
                    (_, Some(last)) => Span::at(last.end()),
                    (Some(first), None) => Span::at(first.start()),
                    (None, None) => Span::at(0),
                }
            }
        }
    }
}

/// A decoded text and the way back to its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub origin: Origin,
}

impl Decoded {
    /// A text that is the file's own bytes from `start` on.
    pub fn slice(text: &str, start: usize) -> Self {
        Self {
            text: text.to_owned(),
            origin: Origin::Slice(start),
        }
    }

    /// Like [`Decoded::scalar`] for a style without escapes, where only line ends are rewritten.
    pub fn raw(text: &str, raw: &str, start: usize) -> Self {
        Self::walk(text, raw, start, Escapes::Nothing)
    }

    /// Pairs the characters of a decoded scalar with the bytes of `raw` that wrote them, where
    /// `raw` is the scalar as it stands in the file from byte `start` on, without its delimiters.
    ///
    /// One walk with two pointers: a character stands for itself, or for an escape that starts
    /// with a backslash; carriage returns, and the white space that a backslash at a line end
    /// swallows, stand for nothing. This holds for every string style of TOML and JSON.
    pub fn scalar(text: &str, raw: &str, start: usize) -> Self {
        Self::walk(text, raw, start, Escapes::Backslash)
    }

    /// Like [`Decoded::scalar`] for the styles of YAML that fold lines, plain or in quotation
    /// marks. White space around a line end is one place: that of a space or of newlines.
    pub fn folded(text: &str, raw: &str, start: usize, escapes: Escapes) -> Self {
        Self::pieces(text, raw, start, |text, raw| folded_piece(text, raw, escapes))
    }

    /// Like [`Decoded::scalar`] for the blocks of YAML, literal or folded, whose lines are indented
    /// by `indent` spaces that are no part of the text. `raw` starts after the first of these.
    pub fn block(text: &str, raw: &str, start: usize, indent: usize) -> Self {
        Self::pieces(text, raw, start, |text, raw| block_piece(text, raw, indent))
    }

    /// Pairs decoded bytes with written ones, piece by piece. `piece` says how many bytes of the
    /// rest of the text the rest of `raw` starts with, and how many wrote them; never none of both.
    fn pieces(text: &str, raw: &str, start: usize, piece: impl Fn(&str, &str) -> (usize, usize)) -> Self {
        if text == raw || text.is_empty() {
            return Self::slice(text, start);
        }
        let mut places = Vec::with_capacity(text.len());
        let mut at = 0;
        while places.len() < text.len() {
            let (decoded, written) = piece(&text[places.len()..], &raw[at..]);
            let place = Span::new(start + at, start + at + written);
            places.extend(std::iter::repeat_n(place, decoded));
            at += written;
        }
        Self {
            text: text.to_owned(),
            origin: Origin::Map(places),
        }
    }

    fn walk(text: &str, raw: &str, start: usize, escapes: Escapes) -> Self {
        if text == raw {
            return Self::slice(text, start);
        }
        let mut places = Vec::with_capacity(text.len());
        let mut at = 0;
        for letter in text.chars() {
            at = skip_nothing(raw, at, letter, escapes);
            let end = at + written_length(&raw[at..], escapes);
            let place = Span::new(start + at, start + end);
            places.extend(std::iter::repeat_n(place, letter.len_utf8()));
            at = end;
        }
        Self {
            text: text.to_owned(),
            origin: Origin::Map(places),
        }
    }

    /// A stretch of the text, with its own way back.
    pub fn part(&self, span: Span) -> Self {
        let text = span.of(&self.text);
        match &self.origin {
            Origin::Slice(start) => Self::slice(text, start + span.start()),
            Origin::Map(places) => Self {
                text: text.to_owned(),
                origin: Origin::Map(places.iter().skip(span.start()).take(text.len()).copied().collect()),
            },
        }
    }

    /// The text without these stretches, which stand in order and do not overlap, and for each the
    /// byte of the new text where it was. A space is left where letters would meet that
    /// anything but a lone bracket parted.
    pub fn without(&self, stretches: &[Span]) -> (Self, Vec<usize>) {
        let mut kept = Kept {
            from: self,
            text: String::with_capacity(self.text.len()),
            places: Vec::with_capacity(self.text.len()),
        };
        let mut offsets = Vec::with_capacity(stretches.len());
        let mut at = 0;
        for stretch in stretches {
            kept.keep(Span::new(at, stretch.start()));
            offsets.push(kept.text.len());
            let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let meets = letter(kept.text.chars().next_back()) && letter(self.text[stretch.end()..].chars().next());
            if meets && !matches!(stretch.of(&self.text), "[" | "]") {
                kept.text.push(' ');
                kept.places.push(self.origin.span(*stretch));
            }
            at = stretch.end();
        }
        kept.keep(Span::new(at, self.text.len()));
        let rest = Self {
            text: kept.text,
            origin: Origin::Map(kept.places),
        };
        (rest, offsets)
    }
}

/// What is kept of a decoded text, character by character with its place.
struct Kept<'d> {
    from: &'d Decoded,
    text: String,
    places: Vec<Span>,
}

impl Kept<'_> {
    fn keep(&mut self, span: Span) {
        for (at, letter) in span.of(&self.from.text).char_indices() {
            let start = span.start() + at;
            let place = self.from.origin.span(Span::new(start, start + letter.len_utf8()));
            self.text.push(letter);
            self.places.extend(std::iter::repeat_n(place, letter.len_utf8()));
        }
    }
}

/// How a scalar writes what it cannot hold as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    Nothing,
    /// With a backslash before it, or as a number after one.
    Backslash,
    /// Only the apostrophe, twice.
    Apostrophe,
}

/// Passes over what decodes to nothing before `letter`.
fn skip_nothing(raw: &str, mut at: usize, letter: char, escapes: Escapes) -> usize {
    loop {
        let rest = &raw[at..];
        let continuation = rest
            .strip_prefix('\\')
            .filter(|_| escapes == Escapes::Backslash)
            .filter(|after| after.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']));
        if let Some(after) = continuation {
            at = raw.len() - after.trim_start().len();
        } else if rest.starts_with('\r') && letter != '\r' {
            at += 1;
        } else {
            return at;
        }
    }
}

/// The bytes at the start of `raw` that decode to one character.
fn written_length(raw: &str, escapes: Escapes) -> usize {
    let mut letters = raw.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), Some(escape)) if escapes == Escapes::Backslash => escape_length(raw, escape),
        (Some('\''), Some('\'')) if escapes == Escapes::Apostrophe => 2,
        (Some(first), _) => first.len_utf8(),
        (None, _) => 0,
    }
}

fn escape_length(raw: &str, escape: char) -> usize {
    let digits = match escape {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return 1 + escape.len_utf8(),
    };
    let length = (2 + digits).min(raw.len());
    // JSON writes a character beyond U+FFFF as two escapes, a surrogate pair.
    let high = raw.get(2..6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let pair =
        escape == 'u' && high.is_some_and(|unit| (0xD800..0xDC00).contains(&unit)) && raw.get(6..8) == Some("\\u");
    if pair { 12.min(raw.len()) } else { length }
}

/// One character, or the white space around a line end: it decodes to a space or, where it holds
/// blank lines, to a newline for each. A backslash before the line end leaves only the newlines.
fn folded_piece(text: &str, raw: &str, escapes: Escapes) -> (usize, usize) {
    let continued = raw
        .strip_prefix('\\')
        .filter(|after| escapes == Escapes::Backslash && after.starts_with(LINE_END));
    let rest = continued.unwrap_or(raw);
    if !rest.trim_start_matches([' ', '\t']).starts_with(LINE_END) {
        return (first_length(text), written_length(raw, escapes));
    }
    let after = rest.trim_start_matches([' ', '\t', '\n', '\r']);
    let written = raw.len() - after.len();
    // More newlines than blank lines are escapes that follow.
    let blank_lines = line_ends(&raw[..written]).saturating_sub(1);
    let decoded = newlines(text).min(blank_lines);
    let space = decoded == 0 && continued.is_none() && text.starts_with(' ');
    (decoded + usize::from(space), written)
}

/// One character, or a line end with the blank lines and the indentation after it.
fn block_piece(text: &str, raw: &str, indent: usize) -> (usize, usize) {
    if !raw.starts_with(LINE_END) {
        // The blank lines above the first line of a block are no part of `raw`.
        let written = if text.starts_with('\n') {
            0
        } else {
            written_length(raw, Escapes::Nothing)
        };
        return (first_length(text), written);
    }
    let mut rest = raw;
    while let Some(line) = rest.strip_prefix("\r\n").or(rest.strip_prefix(LINE_END)) {
        let spaces = line.bytes().take(indent).take_while(|&byte| byte == b' ').count();
        rest = &line[spaces..];
    }
    let decoded = newlines(text).max(first_length(text));
    (decoded, raw.len() - rest.len())
}

const LINE_END: [char; 2] = ['\n', '\r'];

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The newlines that a decoded text starts with.
fn newlines(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'\n').count()
}

/// The line ends of a written text: a line feed, a carriage return, or both as one.
fn line_ends(raw: &str) -> usize {
    raw.matches(LINE_END).count() - raw.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use crate::text::origin::Decoded;
    use crate::text::span::Span;

    fn check(text: &str, raw: &str, word: &str, written: &str) {
        let decoded = Decoded::scalar(text, raw, 100);
        let at = text.find(word).expect("the word stands in the text");
        let span = decoded.origin.span(Span::new(at, at + word.len()));
        let on_disk = Span::new(span.start() - 100, span.end() - 100);
        assert_eq!(on_disk.of(raw), written, "{raw:?}");
    }

    #[test]
    fn every_escape_leads_back_to_its_bytes() {
        check("l’été fini", "l’été fini", "été", "été");
        check("l'été fini", r"l'\u00e9t\u00E9 fini", "été", r"\u00e9t\u00E9");
        check("a\"b\" fin", r#"a\"b\" fin"#, "\"b\"", r#"\"b\""#);
        check("a\tb fin", r"a\tb fin", "fin", "fin");
        check("a \u{1F600} fin", r"a \ud83d\ude00 fin", "\u{1F600}", r"\ud83d\ude00");
        check("a \u{1F600} fin", r"a \U0001F600 fin", "fin", "fin");
        check("a\\b fin", r"a\\b fin", "\\b", r"\\b");
        check("dé fin", r"d\xe9 fin", "é", r"\xe9");
    }

    #[test]
    fn line_ends_lead_back_to_their_bytes() {
        check("un\ndeux trois", "un\r\ndeux trois", "deux", "deux");
        check("un deux", "un \\\n     deux", "deux", "deux");
        check("un deux", "un \\  \r\n\r\n  deux", "deux", "deux");
    }
}
