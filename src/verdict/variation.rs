//! The differences that do not count, judged pair by pair: this character of the quote against
//! that one of the passage, never two folded strings.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::french::spelling::{self, Spelling};
use crate::text::fold;
use crate::text::span::Span;

/// In what a variation consists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Space,
    Apostrophe,
    QuotationMark,
    /// Quotation marks inside the quote that one side has and the other has not.
    InnerMarks,
    Dash,
    Ellipsis,
    Ligature,
    Invisible,
    /// An accent written twice on one letter.
    StrayAccent,
    /// An accent missing on a capital.
    CapitalAccent,
    Case,
    /// A word cut at a line end.
    LineBreak,
    Punctuation,
    /// A question or exclamation mark for another end of sentence, or the other way round.
    EndMark,
    /// One number written in two ways.
    Number,
    Reform1990,
    Inclusive,
    Abbreviation,
    /// Two accepted spellings of one word.
    Spelling,
    /// A note call, a bullet, or light markup of the source.
    Markup,
    /// Square brackets of the source that the quote has not, or the other way round.
    Bracket,
    /// Words that a scanner damaged.
    Damage,
}

impl Kind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Space => "space",
            Kind::Apostrophe => "apostrophe",
            Kind::QuotationMark => "quotation-mark",
            Kind::InnerMarks => "inner-marks",
            Kind::Dash => "dash",
            Kind::Ellipsis => "ellipsis",
            Kind::Ligature => "ligature",
            Kind::Invisible => "invisible",
            Kind::StrayAccent => "stray-accent",
            Kind::CapitalAccent => "capital-accent",
            Kind::Case => "case",
            Kind::LineBreak => "line-break",
            Kind::Punctuation => "punctuation",
            Kind::EndMark => "end-mark",
            Kind::Number => "number",
            Kind::Reform1990 => "reform-1990",
            Kind::Inclusive => "inclusive",
            Kind::Abbreviation => "abbreviation",
            Kind::Spelling => "spelling",
            Kind::Markup => "markup",
            Kind::Bracket => "bracket",
            Kind::Damage => "damage",
        }
    }
}

impl From<Spelling> for Kind {
    fn from(spelling: Spelling) -> Self {
        match spelling {
            Spelling::Reform1990 => Kind::Reform1990,
            Spelling::Inclusive => Kind::Inclusive,
            Spelling::Abbreviation => Kind::Abbreviation,
            Spelling::Variant => Kind::Spelling,
        }
    }
}

/// One difference that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variation {
    pub kind: Kind,
    /// Bytes of the decoded quote.
    pub quote: Span,
    /// Bytes of the decoded source.
    pub passage: Span,
}

/// How two writings of what may be one word compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// One word; how its writings differ, nothing where they are canonically equal.
    Alike(Vec<Kind>),
    /// Another word, or a slip: what differs is no variation.
    Unlike,
}

/// Compares two writings with the same letters, letter by letter: accents, case, ligatures, and
/// what stands between the letters.
pub fn compare_words(quote: &str, passage: &str) -> Likeness {
    if quote == passage {
        return Likeness::Alike(Vec::new());
    }
    if let Some(spelling) = spelling::same_word(quote, passage) {
        return Likeness::Alike(vec![spelling.into()]);
    }
    // What most pairs of words are told apart by.
    if fold::latin(quote)
        .zip(fold::latin(passage))
        .is_some_and(|(quoted, sourced)| !quoted.eq(sourced))
    {
        return Likeness::Unlike;
    }
    let (quoted, sourced) = (letters(quote), letters(passage));
    if quoted.len() != sourced.len() {
        return Likeness::Unlike;
    }
    let pairs = quoted.iter().zip(&sourced);
    let mut kinds = Vec::new();
    for (at, (one, other)) in pairs.enumerate() {
        let indexed = is_index(quote, &quoted, at) || is_index(passage, &sourced, at);
        if one.base != other.base || !compare_letters(one, other, indexed, &mut kinds) {
            return Likeness::Unlike;
        }
        let joint = compare_joints(&one.joint, &other.joint, (quote, passage), (&quoted, &sourced), at);
        match joint {
            Some(kind) => kinds.extend(kind),
            None => return Likeness::Unlike,
        }
    }
    let lacks = |one: &[Letter], other: &[Letter]| {
        let mut joints = one.iter().zip(other).skip(1);
        joints.any(|(one, other)| one.joint.is_empty() && !other.joint.is_empty())
    };
    // A space that stands elsewhere parts other words: `no table`, `not able`.
    if lacks(&quoted, &sourced) && lacks(&sourced, &quoted) {
        return Likeness::Unlike;
    }
    let invisible = |text: &str| text.chars().filter(|&letter| fold::is_invisible(letter)).count();
    if invisible(quote) != invisible(passage) {
        kinds.push(Kind::Invisible);
    }
    kinds.sort_unstable();
    kinds.dedup();
    Likeness::Alike(kinds)
}

/// A letter or digit, with the accents on it and what joins it to the letter before.
#[derive(Debug)]
struct Letter {
    base: char,
    accents: Vec<char>,
    capital: bool,
    /// An accent stands twice.
    stray: bool,
    /// Part of a ligature or of a compatibility character; the character itself.
    ligature: Option<char>,
    /// For an apostrophe or sign, the character as written.
    written: char,
    joint: String,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut joint = String::new();
    for written in text.nfd() {
        if fold::is_combining(written) {
            if let Some(last) = letters.last_mut() {
                last.stray |= last.accents.contains(&written);
                if !last.accents.contains(&written) {
                    last.accents.push(written);
                }
            }
        } else if fold::is_invisible(written) && written != '\u{ad}' {
        } else if written.is_alphanumeric() || fold::is_apostrophe(written) || is_sign(written) {
            push_letter(&mut letters, written, std::mem::take(&mut joint));
        } else {
            joint.push(written);
        }
    }
    for letter in &mut letters {
        letter.accents.sort_unstable();
    }
    letters
}

/// A sign inside or before a number or beside it, which is compared like a letter.
fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        ',' | '%' | '€' | '$' | '£' | '<' | '>' | '=' | '+' | '&' | '§' | '\u{2212}'
    )
}

fn push_letter(letters: &mut Vec<Letter>, written: char, mut joint: String) {
    let opened = match written {
        'œ' | 'Œ' => "oe".to_owned(),
        'æ' | 'Æ' => "ae".to_owned(),
        'ı' => "i".to_owned(),
        _ if fold::is_apostrophe(written) => "'".to_owned(),
        _ => std::iter::once(written).nfkd().flat_map(char::to_lowercase).collect(),
    };
    let whole = opened.chars().count() == 1 && written.to_lowercase().eq(opened.chars());
    let apostrophe = fold::is_apostrophe(written);
    for base in opened.chars() {
        letters.push(Letter {
            base,
            accents: Vec::new(),
            capital: written.is_uppercase(),
            stray: false,
            ligature: (!whole && !apostrophe).then_some(written),
            written,
            joint: std::mem::take(&mut joint),
        });
    }
}

/// Whether a raised or lowered digit is often typed plain: that of a unit (`m²`), of a formula (`CO₂`).
fn is_index(text: &str, letters: &[Letter], at: usize) -> bool {
    let lowered = letters[at].ligature.is_some_and(|digit| ('₀'..='₉').contains(&digit));
    let raised = letters[at].ligature.is_some_and(|digit| matches!(digit, '²' | '³'));
    let before = at.checked_sub(1).map(|before| letters[before].base);
    let unit = || {
        matches!(
            text.trim_end_matches(['²', '³']),
            "m" | "cm" | "mm" | "dm" | "dam" | "hm" | "km"
        )
    };
    before.is_some_and(char::is_alphabetic) && (lowered || raised && unit())
}

/// Whether two letters with one base are one letter; adds how they differ.
fn compare_letters(one: &Letter, other: &Letter, indexed: bool, kinds: &mut Vec<Kind>) -> bool {
    if one.accents != other.accents {
        let bare_capital = |letter: &Letter| letter.capital && letter.accents.is_empty();
        if !bare_capital(one) && !bare_capital(other) {
            return false;
        }
        kinds.push(Kind::CapitalAccent);
    }
    if one.base == '\'' && one.written != other.written {
        kinds.push(Kind::Apostrophe);
    }
    // A raised digit is an exponent or a note, not the digit beside it: 10² is not 102.
    if one.base.is_ascii_digit() && one.ligature != other.ligature && !indexed {
        return false;
    }
    if one.capital != other.capital {
        kinds.push(Kind::Case);
    }
    if one.stray != other.stray {
        kinds.push(Kind::StrayAccent);
    }
    if one.ligature != other.ligature {
        kinds.push(Kind::Ligature);
    }
    true
}

/// How what stands before two letters differs, inside a word; nothing where it makes another word.
fn compare_joints(
    quote: &str,
    passage: &str,
    texts: (&str, &str),
    letters: (&[Letter], &[Letter]),
    at: usize,
) -> Option<Option<Kind>> {
    if quote == passage {
        return Some(None);
    }
    // Emphasis of a part of a word: `*n*-uplet`.
    let bare = |joint: &str| joint.replace(['*', '_', '`'], "");
    if quote != passage && bare(quote) == bare(passage) {
        return Some(Some(Kind::Markup));
    }
    let soft = |joint: &str| joint.chars().all(|sign| sign == '\u{ad}');
    if soft(quote) && soft(passage) {
        return Some(Some(Kind::Invisible));
    }
    // Some libraries print `¬` where they cut a word.
    let hyphen = |sign| fold::is_dash(sign) || matches!(sign, '\u{ad}' | '¬');
    let cut = |joint: &str| joint.contains('\n') && joint.contains(hyphen);
    let dashed = |joint: &str| !joint.is_empty() && joint.chars().all(fold::is_dash);
    let spaced = |joint: &str| !joint.is_empty() && joint.chars().all(char::is_whitespace);
    if at == 0 {
        // Only a sign can stand before the first letter of a number.
        return (dashed(quote) && dashed(passage)).then_some(Some(Kind::Dash));
    }
    let kind = |letters: &[Letter], at: usize| (letters[at - 1].base, letters[at].base);
    let (before, after) = kind(letters.0, at);
    let figure = |letter: char| letter.is_ascii_digit() || letter == ',';
    if figure(before) && figure(after) {
        return compare_grouping(quote, passage, letters.0, at);
    }
    if cut(quote) && spaced(passage) || cut(passage) && spaced(quote) {
        return None;
    }
    if cut(quote) || cut(passage) {
        return Some(Some(Kind::LineBreak));
    }
    if dashed(quote) && dashed(passage) {
        return Some(Some(Kind::Dash));
    }
    if spaced(quote) && spaced(passage) {
        let blank = |joint: &str| joint.chars().all(|sign| matches!(sign, ' ' | '\t' | '\n' | '\r'));
        return Some((!blank(quote) || !blank(passage)).then_some(Kind::Space));
    }
    // `Le Goff` is not `Legoff`: with its space the name has lost a capital. A unit may: `100m€`.
    let recased = letters.0[at].capital != letters.1[at].capital;
    if recased && before.is_alphabetic() && (quote.is_empty() || passage.is_empty()) {
        return None;
    }
    if is_ending(letters.0, at) && (quote.is_empty() || passage.is_empty()) && !spaced(quote) && !spaced(passage) {
        return None;
    }
    if spelling::spacing_makes_another_word(texts.0, texts.1) {
        return None;
    }
    let dotted = |joint: &str| joint.chars().all(|sign| sign == '.' || sign.is_whitespace());
    let acronym = |letters: &[Letter]| {
        letters
            .iter()
            .all(|letter| letter.capital || letter.base.is_ascii_digit())
    };
    if dotted(quote) && dotted(passage) && (quote.contains('.') || passage.contains('.')) {
        return (acronym(letters.0) && acronym(letters.1)).then_some(Some(Kind::Abbreviation));
    }
    let known = |joint: &str| joint.is_empty() || dashed(joint) || spaced(joint) || is_spaced_dash(joint);
    match known(quote) && known(passage) {
        true if dashed(quote) || dashed(passage) => Some(Some(Kind::Dash)),
        true => Some(Some(Kind::Space)),
        false => None,
    }
}

/// How what stands between two figures of a number differs: spaces between groups of three only.
fn compare_grouping(quote: &str, passage: &str, letters: &[Letter], at: usize) -> Option<Option<Kind>> {
    let spaced = |joint: &str| joint.chars().all(char::is_whitespace) && !joint.contains('\n');
    let digits = letters[at - 1].base.is_ascii_digit();
    let following = letters[at..]
        .iter()
        .take_while(|letter| letter.base.is_ascii_digit())
        .count();
    let grouped = digits && following > 0 && following % 3 == 0;
    if !spaced(quote) || !spaced(passage) {
        return None;
    }
    match (quote.is_empty(), passage.is_empty()) {
        (false, false) => Some(Some(Kind::Space)),
        _ => grouped.then_some(Some(Kind::Number)),
    }
}

fn is_spaced_dash(joint: &str) -> bool {
    joint.chars().all(|sign| fold::is_dash(sign) || sign.is_whitespace())
}

/// Whether what goes on at `at` is an ending that an inclusive form sets apart: `élu-e-s`, `élues`.
fn is_ending(letters: &[Letter], at: usize) -> bool {
    const ENDINGS: &[&str] = &[
        "e", "s", "es", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses",
    ];
    let rest: String = letters[at..].iter().map(|letter| letter.base).collect();
    ENDINGS.contains(&rest.as_str())
}

/// How what stands between two words, or at an end, differs; empty where it does not.
///
/// `inside` says that words stand on both sides: there, quotation marks that one side has and the
/// other has not are worth a note.
pub fn compare_gaps(quote: &str, passage: &str, inside: bool) -> Vec<Kind> {
    if quote == passage {
        return Vec::new();
    }
    let mut kinds = Vec::new();
    let invisible = |text: &str| text.chars().any(fold::is_invisible);
    if invisible(quote) != invisible(passage) {
        kinds.push(Kind::Invisible);
    }
    let (quoted, sourced) = (signs(quote), signs(passage));
    if quoted.len() == sourced.len() && quoted.iter().zip(&sourced).all(|(one, other)| one.stands_for(*other)) {
        kinds.extend(
            quoted
                .iter()
                .zip(&sourced)
                .filter(|(one, other)| one != other)
                .map(|(one, _)| one.class()),
        );
        kinds.extend((spaces(quote) != spaces(passage)).then_some(Kind::Space));
    } else {
        let paragraph = quote.contains('\n') || passage.contains('\n');
        kinds.extend(unmatched(&quoted, &sourced, inside, paragraph));
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// How much of the source's `passage`, which follows the last word, the quote's tail takes in, in
/// bytes, and how the two differ. What the quote does not have is no difference: it ends earlier.
pub fn match_tail(quote: &str, passage: &str) -> (usize, Vec<Kind>) {
    let (quoted, sourced) = (placed_signs(quote), placed_signs(passage));
    let pairs = quoted.iter().zip(&sourced);
    let matched = pairs.take_while(|(one, other)| one.0.stands_for(other.0)).count();
    let taken = matched.checked_sub(1).map_or(0, |last| sourced[last].1.end);
    let mut kinds = compare_gaps(quote.trim_end(), &passage[..taken], false);
    let rest = (quoted.get(matched), sourced.get(matched));
    if let (Some((Sign::Other('.'), _)), Some((Sign::Other('?' | '!'), _))) = rest {
        kinds.push(Kind::EndMark);
    }
    (taken, kinds)
}

/// Like [`match_tail`] for what stands before the first word; gives the byte of `passage` from
/// which on the quote's head takes it in.
pub fn match_head(quote: &str, passage: &str) -> (usize, Vec<Kind>) {
    let (quoted, sourced) = (placed_signs(quote), placed_signs(passage));
    let pairs = quoted.iter().rev().zip(sourced.iter().rev());
    let matched = pairs.take_while(|(one, other)| one.0.stands_for(other.0)).count();
    let from = if matched == 0 {
        passage.len()
    } else {
        sourced[sourced.len() - matched].1.start
    };
    let kinds = compare_gaps(quote.trim_start(), &passage[from..], false);
    (from, kinds)
}

/// A sign of punctuation; an ellipsis of three stops is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Mark(char),
    Dash(char),
    Ellipsis(bool),
    Other(char),
}

impl Sign {
    /// Whether one sign is written for the other: the same, or another shape of it.
    fn stands_for(self, other: Sign) -> bool {
        match (self, other) {
            (Sign::Other(one), Sign::Other(other)) => one == other,
            _ => self.class() == other.class(),
        }
    }

    fn class(self) -> Kind {
        match self {
            Sign::Mark(_) => Kind::QuotationMark,
            Sign::Dash(_) => Kind::Dash,
            Sign::Ellipsis(_) => Kind::Ellipsis,
            Sign::Other('?' | '!') => Kind::EndMark,
            Sign::Other('[' | ']') => Kind::Bracket,
            Sign::Other('*' | '_' | '#' | '/' | '|' | '•' | '◦' | '▪' | '‣' | '·' | '<' | '~' | '>' | '\u{fffc}') => {
                Kind::Markup
            }
            Sign::Other(_) => Kind::Punctuation,
        }
    }
}

fn signs(gap: &str) -> Vec<Sign> {
    placed_signs(gap).into_iter().map(|(sign, _)| sign).collect()
}

/// The signs of a gap with their bytes in it.
fn placed_signs(gap: &str) -> Vec<(Sign, Range<usize>)> {
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(letter) = gap[at..].chars().next() {
        let start = at;
        let stops = gap[at..].bytes().take_while(|&byte| byte == b'.').count();
        at += if stops < 3 { letter.len_utf8() } else { stops };
        let sign = match letter {
            _ if letter.is_whitespace() || fold::is_invisible(letter) => continue,
            '.' if stops >= 3 => Sign::Ellipsis(false),
            '…' => Sign::Ellipsis(true),
            // A clitic's apostrophe is part of its word: between words, the sign is a quotation mark.
            _ if fold::is_quotation_mark(letter) || fold::is_apostrophe(letter) => Sign::Mark(letter),
            _ if fold::is_dash(letter) => Sign::Dash(letter),
            _ => Sign::Other(letter),
        };
        signs.push((sign, start..at));
    }
    signs
}

/// The kinds of the signs that one side has and the other has not.
fn unmatched(quoted: &[Sign], sourced: &[Sign], inside: bool, paragraph: bool) -> Vec<Kind> {
    let mut left = sourced.to_vec();
    let mut kinds = Vec::new();
    let mut alone = Vec::new();
    for &sign in quoted {
        match left.iter().position(|&other| sign.stands_for(other)) {
            Some(at) => {
                let other = left.remove(at);
                kinds.extend((other != sign).then_some(sign.class()));
            }
            None => alone.push(sign),
        }
    }
    kinds.extend(alone.iter().chain(&left).map(|sign| match sign.class() {
        // Guillemets may be repeated at the head of each paragraph.
        Kind::QuotationMark if inside && !paragraph => Kind::InnerMarks,
        kind => kind,
    }));
    kinds
}

/// The white space of a gap, with its runs of space, tab and newline as one.
fn spaces(gap: &str) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    let mut signs = 0;
    let mut open = false;
    // Three stops are one sign, as in `signs`.
    for letter in gap
        .replace("...", "…")
        .chars()
        .filter(|&letter| !fold::is_invisible(letter))
    {
        if !letter.is_whitespace() {
            signs += 1;
            open = false;
            continue;
        }
        if !open {
            runs.push((signs, String::new()));
            open = true;
        }
        let Some((_, run)) = runs.last_mut() else { continue };
        let plain = matches!(letter, ' ' | '\t' | '\n' | '\r');
        let letter = if plain { ' ' } else { letter };
        if !(plain && run.ends_with(' ')) {
            run.push(letter);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::verdict::variation::{Kind, Likeness, compare_gaps, compare_words};

    fn alike(quote: &str, passage: &str, kinds: &[Kind]) {
        assert_eq!(
            compare_words(quote, passage),
            Likeness::Alike(kinds.to_vec()),
            "{quote:?} {passage:?}"
        );
        assert_eq!(
            compare_words(passage, quote),
            Likeness::Alike(kinds.to_vec()),
            "{passage:?} {quote:?}"
        );
    }

    fn unlike(quote: &str, passage: &str) {
        assert_eq!(compare_words(quote, passage), Likeness::Unlike, "{quote:?} {passage:?}");
        assert_eq!(compare_words(passage, quote), Likeness::Unlike, "{passage:?} {quote:?}");
    }

    #[test]
    fn letters_are_compared_one_by_one() {
        alike("échangé", "échangé\u{301}", &[Kind::StrayAccent]);
        alike("e\u{301}change", "échange", &[]);
        alike("Etat", "État", &[Kind::CapitalAccent]);
        alike("ETAT", "État", &[Kind::CapitalAccent, Kind::Case]);
        alike("A", "à", &[Kind::CapitalAccent, Kind::Case]);
        alike("Numspot", "NUMSPOT", &[Kind::Case]);
        alike("oeuvre", "œuvre", &[Kind::Ligature]);
        alike("ﬁn", "fin", &[Kind::Ligature]);
        alike("ſi", "si", &[Kind::Ligature]);
        alike("l'", "l’", &[Kind::Apostrophe]);
        alike("déve\u{ad}loppement", "développement", &[Kind::Invisible]);
        unlike("a", "à");
        unlike("etat", "État");
        unlike("ou", "où");
        unlike("modifie", "modifié");
        unlike("pécheur", "pêcheur");
        unlike("10²", "102");
        unlike("3, 5", "3,5");
        unlike("1990-\n2000", "19902000");
        unlike("2 000 12", "200012");
        alike("1 234 567", "1234567", &[Kind::Number]);
        unlike("NUMЅPOT", "NUMSPOT");
    }

    #[test]
    fn joints_are_compared_one_by_one() {
        alike("déve-\nloppement", "développement", &[Kind::LineBreak]);
        alike("peut-\nêtre", "peut-être", &[Kind::LineBreak]);
        alike("IT‑Business", "IT-Business", &[Kind::Dash]);
        alike("Jean- Claude", "Jean-Claude", &[Kind::Dash]);
        alike("SecNum Cloud", "SecNumCloud", &[Kind::Space]);
        alike("Le MaireMinistre", "Le Maire Ministre", &[Kind::Space]);
        alike("40 000", "40000", &[Kind::Number]);
        alike("m '", "m’", &[Kind::Space, Kind::Apostrophe]);
        unlike("no table", "not able");
        unlike("peut-être", "peut être");
        unlike("peut-\nêtre", "peut être");
        unlike("élu·e·s", "élues");
        unlike("quoi que", "quoique");
    }

    #[test]
    fn gaps_differ_in_kind() {
        let check = |quote: &str, passage: &str, kinds: &[Kind]| {
            assert_eq!(compare_gaps(quote, passage, true), kinds, "{quote:?} {passage:?}");
        };
        check(" ", "\n", &[]);
        check(" ", " \u{a0}", &[Kind::Space]);
        check("? ", "\u{202f}? ", &[Kind::Space]);
        check(" « ", " “", &[Kind::Space, Kind::QuotationMark]);
        check(" ", " “", &[Kind::InnerMarks]);
        check(" ", " « ", &[Kind::InnerMarks]);
        check(" - ", " – ", &[Kind::Dash]);
        check("... ", "… ", &[Kind::Ellipsis]);
        check(" ", ", ", &[Kind::Punctuation]);
        check("? ", ". ", &[Kind::Punctuation, Kind::EndMark]);
    }
}
