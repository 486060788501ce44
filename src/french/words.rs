//! Cuts a French text into words: elided clitics apart, compounds and grouped numbers whole.

use std::cell::LazyCell;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold;
use crate::text::span::Span;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Starts with a letter.
    Word,
    /// Starts with a digit, or with a minus sign and a digit.
    Number,
    /// A sign that is read aloud: `%`, `€`, `<`, `=`, `&`.
    Symbol,
}

/// One word of a text, in bytes of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub span: Span,
    pub kind: Kind,
    /// Whether a sentence, a paragraph or a quotation starts with this word.
    pub opens_sentence: bool,
}

/// Cuts `text` into its words, in order.
///
/// The pieces are those of Unicode Standard Annex 29, put together and apart as French reads them:
/// `l’|ensemble`, `est|-|il`, but `aujourd’hui`, `vis-à-vis`, `40 000`, `S.N.C.F.`, `déve-⏎loppement`
/// each as one word. Punctuation stands between words and belongs to none.
pub fn cut(text: &str) -> Vec<Cut> {
    const USUAL_LENGTH: usize = 6;
    let bytes = text.as_bytes();
    let mut cuts = Vec::with_capacity(text.len() / USUAL_LENGTH);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match plain_piece(rest) {
            Some(end) if latin_letter(rest).is_none() => end,
            Some(end) if stands_alone(&rest[end..]) => {
                push_word(text, at..at + end, Kind::Word, &mut cuts);
                end
            }
            _ => {
                let end = stretch(text, at, &mut pieces);
                put_together(text, &pieces, &mut cuts);
                end - at
            }
        };
    }
    cuts
}

/// The pieces from here on, up to a word that stands alone: whatever comes behind that changes none before. Gives where
/// they end.
fn stretch<'t>(text: &'t str, start: usize, pieces: &mut Vec<Piece<'t>>) -> usize {
    pieces.clear();
    let mut at = start;
    while at < text.len() {
        at = push_pieces(text, at, pieces);
        let is_latin = |piece: &Piece| latin_word(piece.text.as_bytes()) == piece.text.len();
        if pieces.last().is_some_and(is_latin) && stands_alone(&text.as_bytes()[at..]) {
            break;
        }
    }
    at
}

/// Adds the words that some pieces make.
fn put_together(text: &str, pieces: &[Piece], cuts: &mut Vec<Cut>) {
    let mut at = 0;
    while at < pieces.len() {
        let Some(kind) = kind_of(pieces, at, text) else {
            at += 1;
            continue;
        };
        let end = match kind {
            Kind::Symbol => at + 1,
            // The mark that closes 'C' is no apostrophe.
            Kind::Word if is_quoted_letter(pieces, at) => at + 1,
            Kind::Word | Kind::Number => at + pieces_of_word(&pieces[at..]),
        };
        let start = pieces[at].start - sign_before(text, pieces[at].start, kind);
        let last = pieces[end - 1];
        push_word(text, start..last.start + last.text.len(), kind, cuts);
        at = end;
    }
}

fn push_word(text: &str, word: Range<usize>, kind: Kind, cuts: &mut Vec<Cut>) {
    let before = cuts.last().map(|cut| cut.span);
    cuts.push(Cut {
        span: Span::new(word.start, word.end),
        kind,
        opens_sentence: opens_sentence(text, before, word.start),
    });
}

/// The key under which a word is found (see [`fold::key`]), with what joins its parts taken out.
pub fn key(raw: &str, kind: Kind) -> String {
    let mut key = fold::key(raw);
    match kind {
        Kind::Number => {
            let signed = raw.chars().next().is_some_and(fold::is_dash);
            key.retain(|letter| !letter.is_whitespace() && !fold::is_dash(letter));
            let mut key = key.replace('.', ",");
            if signed {
                key.insert(0, '-');
            }
            key
        }
        // With its accent it is no *ne*.
        Kind::Word if key == "ne" && raw.contains(['é', '\u{301}']) => "né".to_owned(),
        Kind::Word => {
            key.retain(|letter| !is_joint(letter) && !letter.is_whitespace());
            key
        }
        Kind::Symbol => key,
    }
}

/// Whether a table of words, parted by spaces, has this one.
pub fn is_listed(table: &str, word: &str) -> bool {
    let (mut rest, word) = (table.as_bytes(), word.as_bytes());
    if word.contains(&b' ') {
        return false;
    }
    loop {
        if rest.starts_with(word) && matches!(rest.get(word.len()), None | Some(b' ')) {
            return true;
        }
        // The tables are short words: a search for the next one costs more than a step to it.
        match rest.iter().position(|&byte| byte == b' ') {
            Some(end) => rest = &rest[end + 1..],
            None => return false,
        }
    }
}

/// Whether one letter by itself is a word.
pub fn is_one_letter_word(word: &str) -> bool {
    matches!(word, "a" | "A" | "à" | "À" | "y" | "Y" | "ô" | "Ô")
}

/// A sign that joins the parts of one word: hyphens and the dots of inclusive forms and acronyms.
pub fn is_joint(letter: char) -> bool {
    fold::is_dash(letter) || is_middle_dot(letter) || letter == '.'
}

fn is_middle_dot(letter: char) -> bool {
    matches!(letter, '·' | '•' | '‧' | '∙' | '⋅')
}

/// Titles and common abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "m", "mm", "mme", "mmes", "mlle", "dr", "pr", "prof", "me", "mgr", "st", "ste", "art", "al", "cf", "p", "pp",
    "fig", "chap", "vol", "no", "av", "bd", "ex", "id", "ibid", "op", "env",
];

/// Whether a word that starts at `start`, after the word `before`, opens a sentence.
fn opens_sentence(text: &str, before: Option<Span>, start: usize) -> bool {
    let Some(before) = before else { return true };
    let gap = text.get(before.end()..start).unwrap_or("");
    if matches!(gap, "" | " " | ", ") {
        return false;
    }
    if gap.matches('\n').count() > 1 {
        return true;
    }
    let ends = |letter: char| matches!(letter, '!' | '?' | '…' | ':' | ';' | '•' | '(' | '[');
    if gap.contains(ends) || gap.contains(fold::is_quotation_mark) {
        return true;
    }
    gap.contains('.') && !is_abbreviation(before.of(text))
}

fn is_abbreviation(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.');
    initial || dotted || ABBREVIATIONS.contains(&fold::key(word).as_str())
}

/// Whether the piece is a letter between two apostrophes, as between quotation marks.
fn is_quoted_letter(pieces: &[Piece], at: usize) -> bool {
    let marks = |at: Option<usize>| {
        let piece = at.and_then(|at| pieces.get(at));
        piece.is_some_and(|piece| piece.text.chars().all(fold::is_apostrophe))
    };
    marks(at.checked_sub(1)) && marks(Some(at + 1)) && pieces[at].text.chars().count() == 1
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'t> {
    start: usize,
    text: &'t str,
}

impl Piece<'_> {
    fn is_worded(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    fn starts_with_digit(&self) -> bool {
        self.text.starts_with(|letter: char| letter.is_numeric())
    }

    fn is_digits(&self, count: std::ops::RangeInclusive<usize>) -> bool {
        count.contains(&self.text.len()) && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_hyphen(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(fold::is_hyphen) && letters.all(fold::is_invisible)
    }
}

/// Adds the next piece of UAX 29, parted further where French parts it, and gives where it ends. Nothing that stands
/// before a piece changes that.
fn push_pieces<'t>(text: &'t str, start: usize, pieces: &mut Vec<Piece<'t>>) -> usize {
    let rest = &text[start..];
    if let Some(end) = plain_piece(rest.as_bytes()) {
        let text = &rest[..end];
        pieces.push(Piece { start, text });
        start + end
    } else {
        let piece = rest.split_word_bounds().next().unwrap_or(rest);
        part(start, piece, pieces);
        start + piece.len()
    }
}

/// The bytes of the letter that a text starts with, where it is one of Latin.
fn latin_letter(text: &[u8]) -> Option<usize> {
    match text {
        [first, ..] if first.is_ascii_alphabetic() => Some(1),
        // From À to ÿ, but for × and ÷.
        [0xC3, second, ..] if !matches!(second, 0x97 | 0xB7) => Some(2),
        _ => None,
    }
}

/// The bytes of the letters of Latin that a text starts with.
fn latin_word(text: &[u8]) -> usize {
    let mut end = 0;
    while let Some(bytes) = latin_letter(&text[end..]) {
        end += bytes;
    }
    end
}

/// Where the first piece ends, where that takes no table of Unicode to tell: a word of Latin letters before a space, a
/// comma, a full stop, the end of a line or of a bracket; one of these signs before a letter or another sign.
///
/// Most pieces of a French text are such.
fn plain_piece(text: &[u8]) -> Option<usize> {
    match latin_word(text) {
        0 => {
            let next = text.get(1)?;
            let is_plain = match text[0] {
                b'\n' => true,
                b' ' => *next != b' ' && next.is_ascii() || latin_letter(&text[1..]).is_some(),
                b',' | b'(' | b')' | b'-' => next.is_ascii() || latin_letter(&text[1..]).is_some(),
                b'.' => matches!(next, b' ' | b'\n'),
                _ => false,
            };
            is_plain.then_some(1)
        }
        end => (text.get(end) == Some(&b' ') || stands_alone(&text[end..])).then_some(end),
    }
}

/// Whether a word of Latin letters before this goes on with nothing of it.
fn stands_alone(rest: &[u8]) -> bool {
    match rest {
        [] | [b',' | b')' | b'\n', ..] | [b'.'] | [b'.', b' ' | b'\n', ..] => true,
        // No more than a sign, and that may be an apostrophe.
        [b' ', rest @ ..] => rest.first().is_some_and(u8::is_ascii_digit) || latin_letter(rest).is_some(),
        _ => false,
    }
}

/// The narrow space that does not break, which UAX 29 takes for a joint as it does `_`.
const NARROW: char = '\u{202f}';

/// Parts a piece after its elided clitics, and at stops that UAX 29 takes for joints.
fn part<'t>(start: usize, piece: &'t str, pieces: &mut Vec<Piece<'t>>) {
    let mut from = 0;
    // A piece may be long, and have many apostrophes and stops.
    let is_whole = LazyCell::new(|| is_kept_whole(piece) || is_name(piece));
    let parts_at_stop = LazyCell::new(|| parts_at_stop(piece));
    for (at, letter) in piece.char_indices() {
        let next = at + letter.len_utf8();
        let elided = fold::is_apostrophe(letter) && is_elided(&piece[from..at]);
        if elided && !*is_whole {
            push(start + from, &piece[from..next], pieces);
            from = next;
        } else if matches!(letter, ':' | ';' | '_' | NARROW) || (letter == '.' && *parts_at_stop) {
            push(start + from, &piece[from..at], pieces);
            push(start + at, &piece[at..next], pieces);
            from = next;
        }
    }
    push(start + from, &piece[from..], pieces);
}

fn push<'t>(start: usize, text: &'t str, pieces: &mut Vec<Piece<'t>>) {
    if !text.is_empty() {
        pieces.push(Piece { start, text });
    }
}

/// Words that lose their last vowel before another (Grevisse, Le Bon Usage, § 44–45).
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
];

/// Whether one of two keys is the other with its last vowel elided: `le`, `l’`.
pub fn is_elision(one: &str, other: &str) -> bool {
    let elides = |short: &str, long: &str| {
        let stem = short.strip_suffix('\'').filter(|stem| ELIDED.contains(stem));
        stem.is_some_and(|stem| matches!(long.strip_prefix(stem), Some("e" | "a" | "i")))
    };
    elides(one, other) || elides(other, one)
}

fn is_elided(word: &str) -> bool {
    const LONGEST: usize = 20;
    word.len() <= LONGEST && ELIDED.contains(&fold::key(word).as_str())
}

/// Whether a piece is a name with an apostrophe of its own: `N’Diaye`, `M’Bappé`. No clitic but the
/// article and *de* stands before a capital with its own capital.
fn is_name(piece: &str) -> bool {
    let mut letters = piece.chars();
    let own = matches!(letters.next(), Some('N' | 'M' | 'T'));
    let joined = letters.next().is_some_and(fold::is_apostrophe) && letters.next().is_some_and(char::is_uppercase);
    own && joined && letters.next().is_some_and(char::is_lowercase)
}

/// Words written with an apostrophe that are one word all the same.
fn is_kept_whole(piece: &str) -> bool {
    let key = fold::key(piece);
    ["quelqu'un", "presqu'il", "entr'"]
        .iter()
        .any(|head| key.starts_with(head))
        && key != "presqu'il"
        && key != "presqu'ils"
}

/// Whether a full stop inside a piece parts it: yes in `fin.Mot`, not in `S.N.C.F`, `élu.e.s`, `3.5`.
fn parts_at_stop(piece: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "e", "s", "es", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses",
    ];
    if piece.starts_with(|letter: char| letter.is_numeric()) {
        return false;
    }
    let mut parts = piece.split('.');
    let first = parts.next().unwrap_or("");
    let acronym = piece
        .split('.')
        .all(|part| part.chars().filter(|l| l.is_alphabetic()).count() == 1);
    let inclusive = first.chars().count() > 1 && parts.all(|part| ENDINGS.contains(&part));
    !acronym && !inclusive
}

fn kind_of(pieces: &[Piece], at: usize, text: &str) -> Option<Kind> {
    let piece = pieces[at];
    let first = piece.text.chars().next()?;
    if piece.is_worded() && !is_superscript(first) {
        return Some(match first.is_numeric() {
            true => Kind::Number,
            false => Kind::Word,
        });
    }
    let tag = match first {
        '<' => text[piece.start + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/'),
        '>' => closes_tag(&text[..piece.start]),
        _ => false,
    };
    (is_symbol(first) && !tag).then_some(Kind::Symbol)
}

/// Whether a tag is open at the end of this text.
fn closes_tag(before: &str) -> bool {
    const LONGEST: usize = 40;
    let open = before.rfind(['<', '>']).filter(|at| before.len() - at < LONGEST);
    open.is_some_and(|at| {
        let inside = &before[at..];
        inside.starts_with('<') && inside[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/')
    })
}

fn is_superscript(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Signs that say something by themselves, and are therefore words.
fn is_symbol(letter: char) -> bool {
    is_superscript(letter)
        || matches!(
            letter,
            '%' | '‰'
                | '€'
                | '$'
                | '£'
                | '¥'
                | '<'
                | '>'
                | '='
                | '≤'
                | '≥'
                | '≠'
                | '±'
                | '×'
                | '÷'
                | '+'
                | '&'
                | '§'
        )
}

/// How many pieces, from the first on, make one word.
fn pieces_of_word(pieces: &[Piece]) -> usize {
    if ends_with_apostrophe(pieces[0].text) {
        return 1;
    }
    let mut taken = 1;
    loop {
        let more = joined(&pieces[taken - 1..], pieces);
        if more == 0 {
            return taken;
        }
        taken += more;
    }
}

fn ends_with_apostrophe(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().next_back().is_some_and(fold::is_apostrophe)
}

/// How many pieces after the first of `rest` belong to the word that started with `word[0]`.
fn joined(rest: &[Piece], word: &[Piece]) -> usize {
    let (last, first) = (rest[0], word[0]);
    let next = rest.get(1).copied();
    let Some(next) = next else { return 0 };
    let second = rest.get(2).copied();
    if next.text.chars().all(fold::is_invisible) {
        return if second.is_some_and(|piece| piece.is_worded()) {
            2
        } else {
            1
        };
    }
    if first.starts_with_digit() {
        return joined_to_number(last, next, second);
    }
    if next.text.chars().all(fold::is_apostrophe) && is_elided(last.text) {
        return 1;
    }
    // A scanner's space between a clitic and its apostrophe: `m 'asseyais`.
    let apart = is_blank(next.text) && !next.text.contains('\n');
    let third = rest.get(3).is_some_and(Piece::is_worded);
    if apart && third && is_elided(last.text) && second.is_some_and(|piece| piece.text.chars().all(fold::is_apostrophe))
    {
        return 2;
    }
    if is_currency(next.text) && is_scale(last.text) {
        return 1;
    }
    if next.text == "°" && fold::key(last.text) == "n" {
        return 1;
    }
    if next.text.starts_with(is_superscript) && is_length(last.text) {
        return 1;
    }
    let Some(second) = second else { return 0 };
    if next.text == "•" && second.is_worded() && second.text.chars().count() < 4 {
        return 2;
    }
    joined_by_hyphen(rest, last, next, second)
}

fn joined_to_number(last: Piece, next: Piece, second: Option<Piece>) -> usize {
    let grouped = last.is_digits(1..=3) && !last.text.starts_with('0') && is_group_space(next.text);
    let group = |piece: Piece| {
        let digits = piece.text.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3
            && piece.text[3..]
                .chars()
                .all(|c| c.is_ascii_digit() || c == ',' || c == '.')
    };
    if grouped && second.is_some_and(group) {
        return 2;
    }
    let scaled = last
        .text
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    if is_currency(next.text) && is_scale(scaled) || next.text.starts_with(is_superscript) {
        return 1;
    }
    0
}

/// A space between groups of three digits.
fn is_group_space(text: &str) -> bool {
    matches!(
        text,
        " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}" | "\u{2008}" | "\u{200a}" | "\u{2006}"
    )
}

fn is_currency(text: &str) -> bool {
    matches!(text, "€" | "$" | "£")
}

fn is_scale(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "k" | "m" | "md" | "mds" | "mrd" | "mrds" | "mia"
    )
}

fn is_length(text: &str) -> bool {
    matches!(text, "m" | "km" | "cm" | "mm" | "dm" | "hm")
}

fn joined_by_hyphen(rest: &[Piece], last: Piece, next: Piece, second: Piece) -> usize {
    let soft = last.text.ends_with('\u{ad}') && next.text.contains('\n');
    if soft && second.text.starts_with(char::is_lowercase) {
        return 2;
    }
    if !next.is_hyphen() || last.text.chars().all(is_superscript) {
        return 0;
    }
    if second.is_worded() {
        return if are_clitics(&rest[2..]) && !is_rendezvous(last, second) {
            0
        } else {
            2
        };
    }
    // A word cut at a line end: hyphen, line end, perhaps an indent, and a small letter.
    let broken =
        second.text.contains('\n') || (is_blank(second.text) && rest.get(3).is_some_and(|p| p.text.contains('\n')));
    if !broken {
        return 0;
    }
    let blanks = rest[2..].iter().take_while(|piece| is_blank(piece.text)).count();
    let lines: usize = rest[2..2 + blanks]
        .iter()
        .map(|piece| piece.text.matches('\n').count())
        .sum();
    let goes_on = rest
        .get(2 + blanks)
        .is_some_and(|piece| piece.text.starts_with(char::is_lowercase));
    if lines == 1 && goes_on && !are_clitics(&rest[2 + blanks..]) {
        2 + blanks
    } else {
        0
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn is_rendezvous(last: Piece, second: Piece) -> bool {
    fold::key(last.text) == "rendez" && fold::key(second.text) == "vous"
}

/// Whether the compound that goes on here is made of pronouns only: `-t-il`, `-le-moi`, `-là`.
fn are_clitics(pieces: &[Piece]) -> bool {
    const CLITICS: &[&str] = &[
        "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "moi", "toi", "lui", "leur", "y", "en",
        "la", "le", "les", "t", "ci",
    ];
    let mut pieces = pieces.iter();
    loop {
        let Some(word) = pieces.next() else { return true };
        if ends_with_apostrophe(word.text) {
            return true;
        }
        if !CLITICS.contains(&fold::key(word.text).as_str()) {
            return false;
        }
        match pieces.next() {
            Some(piece) if piece.is_hyphen() => {}
            _ => return true,
        }
    }
}

/// The bytes of a minus sign that belongs to the number at `start`.
fn sign_before(text: &str, start: usize, kind: Kind) -> usize {
    if kind != Kind::Number {
        return 0;
    }
    let mut before = text[..start].chars().rev();
    let Some(sign) = before.next() else { return 0 };
    let opens = match before.next() {
        None => true,
        Some('\n') => sign == '\u{2212}',
        Some(letter) => letter.is_whitespace() || matches!(letter, '(' | '[' | '«' | '“' | '"'),
    };
    let minus = matches!(sign, '-' | '\u{2212}' | '\u{2013}' | '\u{2011}' | '\u{2010}');
    if opens && minus { sign.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert_eq, prop_oneof, proptest};
    use unicode_segmentation::UnicodeSegmentation;

    use crate::french::words::{Piece, cut, key, part, push_pieces, put_together};

    fn pieces(text: &str) -> Vec<Piece<'_>> {
        let (mut pieces, mut at) = (Vec::new(), 0);
        while at < text.len() {
            at = push_pieces(text, at, &mut pieces);
        }
        pieces
    }

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = cut(text).iter().map(|cut| cut.span.of(text)).collect();
        assert_eq!(words, expected, "{text:?}");
    }

    #[test]
    fn clitics_are_words() {
        check("J’appelle l'ensemble", &["J’", "appelle", "l'", "ensemble"]);
        check("jusqu’à aujourd’hui", &["jusqu’", "à", "aujourd’hui"]);
        check("appelle-t-il de ses vœux", &["appelle", "t", "il", "de", "ses", "vœux"]);
        check("d’[œuvrer] quelqu’un", &["d’", "œuvrer", "quelqu’un"]);
        check("je m 'asseyais", &["je", "m '", "asseyais"]);
        check("donnez-le-moi, va-t’en", &["donnez", "le", "moi", "va", "t’", "en"]);
    }

    #[test]
    fn compounds_are_whole() {
        check("vis-à-vis de peut-être", &["vis-à-vis", "de", "peut-être"]);
        check("Jean-Noël à Aix-en-Provence", &["Jean-Noël", "à", "Aix-en-Provence"]);
        check("un rendez-vous", &["un", "rendez-vous"]);
        check("la S.N.C.F. et fin.Mot", &["la", "S.N.C.F", "et", "fin", "Mot"]);
        check("les élu·e·s, élu.e.s", &["les", "élu·e·s", "élu.e.s"]);
        check("déve-\nloppement", &["déve-\nloppement"]);
        check(
            "déve\u{ad}loppement, num\u{200b}spot",
            &["déve\u{ad}loppement", "num\u{200b}spot"],
        );
        check("oui -\nnon", &["oui", "non"]);
    }

    #[test]
    fn numbers_are_whole() {
        check(
            "40 000 et 2\u{202f}113,5 en 2021 500",
            &["40 000", "et", "2\u{202f}113,5", "en", "2021", "500"],
        );
        check("à −0,4 % et 12%", &["à", "−0,4", "%", "et", "12", "%"]);
        check(
            "de 2010-2015, 12 projets - 5",
            &["de", "2010", "2015", "12", "projets", "5"],
        );
        check(
            "1,8\u{202f}Md€ sous Louis\u{202f}XIV",
            &["1,8", "Md€", "sous", "Louis", "XIV"],
        );
        check("18h30, 100m€, 2,6 Md€", &["18h30", "100m€", "2,6", "Md€"]);
        check("le 4ème n° 5 de 3 m²", &["le", "4ème", "n°", "5", "de", "3", "m²"]);
    }

    #[test]
    fn keys_drop_what_joins() {
        for (text, expected) in [
            ("vis-à-vis", "visavis"),
            ("40 000", "40000"),
            ("3.5", "3,5"),
            ("déve-\nloppement", "developpement"),
            ("S.N.C.F", "sncf"),
            ("l’", "l'"),
            ("−0,4", "-0,4"),
        ] {
            let cut = cut(text)[0];
            assert_eq!(key(cut.span.of(text), cut.kind), expected);
        }
    }

    proptest! {
        #[test]
        fn pieces_are_those_of_the_standard(
            text in prop::collection::vec(
                prop_oneof![
                    4 => prop::sample::select(vec!["a", "b", "Z", "é", "À", "ÿ", " ", ",", "\n", ")", "(", "-"]),
                    3 => prop::sample::select(vec![
                        "1", "'", "’", ".", ":", ";", "_", "×", "÷", "ª", "œ", "«", "\u{a0}", "\u{ad}", "\u{301}", "\u{200d}",
                        "\u{202f}", "\u{200b}", "\r", "\t", "א", "ア", "中", "😀", "🇫", "🇷", "\"", "!", "\u{1680}",
                    ]),
                ],
                0..24,
            )
        ) {
            let text = text.concat();
            let mut standard = Vec::new();
            text.split_word_bound_indices().for_each(|(start, piece)| part(start, piece, &mut standard));
            prop_assert_eq!(pieces(&text), standard);
        }

        #[test]
        fn a_text_is_cut_as_all_its_pieces_are(
            text in prop::collection::vec(
                prop_oneof![
                    4 => prop::sample::select(vec!["a", "le", "il", "mot", "n", "m", "Md", "É", "rendez", "vous"]),
                    3 => prop::sample::select(vec![" ", ",", "\n", ")", "(", "-", ".", "'", "’", "12", "500", "«"]),
                    2 => prop::sample::select(vec![" '", "- ", "-\n", " °", " €", " ²", "\u{ad}\n", "\n\n", " 500", "'a'"]),
                    2 => prop::sample::select(vec![
                        ":", ";", "_", "\u{a0}", "\u{ad}", "\u{301}", "\u{202f}", "\u{200b}", "\r", "²", "€", "°", "•", "·",
                        "<", ">", "/", "%", "−", "\"", "!", "œ", "×",
                    ]),
                ],
                0..24,
            )
        ) {
            let text = text.concat();
            let mut whole = Vec::new();
            put_together(&text, &pieces(&text), &mut whole);
            prop_assert_eq!(cut(&text), whole);
        }
    }
}
