//! Speeches without quotation marks: under a speaker's name, as in plays, interviews and debates, and
//! those that a dash opens in a novel.

use std::collections::{BTreeMap, BTreeSet};

use crate::french::lexicon;
use crate::french::names::{self, Shape};
use crate::french::people::terms;
use crate::french::speech::attribution::Attribution;
use crate::french::speech::phrase::{Reader, is_opening_word};
use crate::french::speech::voice::Voice;
use crate::french::words::{self, Cut, Kind};
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// The name above a speech, or at its head.
#[derive(Clone, Copy, Debug)]
struct Label {
    name: Span,
    /// What stands behind the name on its line.
    rest: Option<Span>,
    /// Whether speeches may have several paragraphs: where the label is signed with a colon or a dash.
    is_long: bool,
    /// Whether a sign ends the name, as none ends a heading.
    is_signed: bool,
}

/// The longest label, in bytes and in words.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;

/// The speeches of a text under labels or after dashes, in order. A text with one label has none: that
/// is a heading.
pub fn speeches(text: &str, cuts: &[Cut], quotations: &[Quoted]) -> Vec<Voice> {
    let lines = lines(text);
    let mut voices = labelled(text, &lines);
    voices.extend(dashed(text, cuts, &lines, quotations));
    voices
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let span = trimmed(text, Span::new(start, start + line.len()));
        start += line.len();
        span
    });
    lines.collect()
}

fn labelled(text: &str, lines: &[Span]) -> Vec<Voice> {
    let mut labels: Vec<Option<Label>> = (0..lines.len()).map(|at| label(text, lines, at)).collect();
    let repeated = repeated(text, lines, &labels);
    for (label, repeated) in labels.iter_mut().zip(repeated) {
        *label = label.or(repeated);
    }
    keep_speakers(text, &mut labels);
    let mut voices = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(label) = labels[at] else {
            at += 1;
            continue;
        };
        let mut words = label.rest;
        at += 1;
        while at < lines.len() && labels[at].is_none() && !is_heading(lines[at].of(text)) {
            let line = lines[at];
            // One paragraph in a play; in a debate all that stands before the next label.
            let last = labels[at..].iter().all(Option::is_none);
            let one = !label.is_long && (last || is_shouted(label.name.of(text)));
            let again = words.is_some() && is_like_label(text, lines, at);
            if line.is_empty() && words.is_some() && one || again {
                break;
            }
            if !line.is_empty() {
                words = Some(words.map_or(line, |words| words.cover(line)));
            }
            at += 1;
        }
        let spoken = words.filter(|words| words.of(text).contains(char::is_alphanumeric));
        voices.extend(spoken.map(|words| said(words, label.name, label.name)));
    }
    voices
}

/// Keeps the labels of a conversation: two or more that come back, or that can be nobody but people.
/// A heading, a running head or a caption does neither.
fn keep_speakers(text: &str, labels: &mut [Option<Label>]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(label.name.of(text)).or_default() += 1;
    }
    let returning = counts.values().filter(|&&count| 1 < count).count();
    // Who speaks once is named as those are who come back.
    let mut returned = counts.iter().filter(|(_, count)| 1 < **count);
    let in_capitals = returned.next().is_some_and(|(name, _)| is_shouted(name));
    let kept = |label: &Label| {
        let name = label.name.of(text);
        let returns = 1 < returning && counts.get(name).is_some_and(|&count| 1 < count);
        returns
            || 1 < returning && is_shouted(name) == in_capitals
            || is_person(name)
            || label.is_signed && is_unknown(name)
    };
    let people: BTreeSet<&str> = labels
        .iter()
        .flatten()
        .filter(|label| kept(label))
        .map(|label| label.name.of(text))
        .collect();
    let conversation = 1 < people.len();
    for label in labels.iter_mut() {
        *label = label.filter(|label| conversation && kept(label));
    }
}

/// Whether a label can be nobody but a person: a title, a first name, or a role.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let title = words
        .first()
        .is_some_and(|word| terms::is_title(word.trim_end_matches('.')));
    let named = |word: &&str| {
        let capital = word
            .chars()
            .next()
            .into_iter()
            .chain(word.chars().skip(1).flat_map(char::to_lowercase));
        let written: String = capital.collect();
        terms::is_first_name(word) || terms::is_first_name(&written)
    };
    title && 1 < words.len() || words.iter().any(named) || words.iter().any(|word| terms::is_role(word))
}

/// Whether a name in capitals has a word that no dictionary knows: `SGANARELLE`.
fn is_unknown(name: &str) -> bool {
    is_shouted(name)
        && name
            .split(' ')
            .any(|word| 2 < word.len() && !lexicon::is_known_small(word))
}

/// Lines that come back word for word with a speech under each, as no heading does: `Gardien 1`, `La
/// Voix des cimes`.
fn repeated(text: &str, lines: &[Span], labels: &[Option<Label>]) -> Vec<Option<Label>> {
    const LONGEST_LINE: usize = 40;
    let short = |at: usize| {
        let line = lines[at].of(text);
        if line.chars().nth(LONGEST_LINE).is_some() {
            return false;
        }
        let spoken = at + 1 < lines.len() && !lines[at + 1].is_empty();
        let apart = at == 0 || lines[at - 1].is_empty();
        let capital = line.trim_start_matches('*').starts_with(char::is_uppercase);
        let letters = line.chars().filter(|letter| letter.is_alphabetic()).count();
        let named = 2 < letters && !line.split(' ').all(is_roman);
        let plain = named && !line.ends_with(['.', ',', ';', '!', '?', '…', '»', '”']);
        spoken && apart && capital && plain && !is_heading(line)
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in (0..lines.len()).filter(|&at| short(at)) {
        *counts.entry(lines[at].of(text)).or_default() += 1;
    }
    let several = counts.values().filter(|&&count| 1 < count).count();
    let many = 1 < several || 0 < several && labels.iter().any(Option::is_some);
    let label = |at: usize| {
        let again = counts.get(lines[at].of(text)).is_some_and(|&count| 1 < count);
        (many && short(at) && again).then(|| Label {
            name: without_stars(text, lines[at]),
            rest: None,
            is_long: false,
            is_signed: false,
        })
    };
    (0..lines.len()).map(label).collect()
}

/// Whether a short line stands alone above others, as a label would that is none we know.
fn is_like_label(text: &str, lines: &[Span], at: usize) -> bool {
    let line = lines[at].of(text);
    let apart = at > 0 && lines[at - 1].is_empty();
    let above = at + 1 < lines.len() && !lines[at + 1].is_empty();
    apart && above && line.len() <= LONGEST && !line.ends_with(['.', '!', '?', '…', '»'])
}

/// The line without the asterisks that make it bold.
fn without_stars(text: &str, line: Span) -> Span {
    let bare = line.of(text).trim_matches('*');
    let start = line.start() + (line.len() - line.of(text).trim_start_matches('*').len());
    Span::new(start, start + bare.len())
}

fn said(words: Span, speaker: Span, cue: Span) -> Voice {
    Voice {
        words,
        outer: words,
        depth: 0,
        attribution: Some(Attribution { speaker, cue }),
        is_labelled: speaker == cue,
    }
}

/// The label that a line is, or starts with: `NOM`, `NOM.`, `Nom :`, `M. le président. – …`, `NOM, à part`.
fn label(text: &str, lines: &[Span], at: usize) -> Option<Label> {
    let line = lines[at].of(text);
    if line.is_empty() || is_heading(line) || line.starts_with(fold::is_dash) {
        return None;
    }
    let seam = line
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|&(at, sign)| is_seam(line, at, sign));
    let name = seam.map_or(line, |(at, _)| &line[..at]).trim_end();
    if LONGEST < name.len() || !is_label(name) {
        return None;
    }
    let name = Span::new(lines[at].start(), lines[at].start() + name.len());
    let shouted = is_shouted(name.of(text));
    let titled = name.of(text).split(['.', ' ']).next().is_some_and(terms::is_title);
    let Some((seam, sign)) = seam else {
        return above(text, lines, at, name, false);
    };
    let quiet = |letter: char| letter.is_whitespace() || fold::is_dash(letter);
    let behind = |from: usize| {
        let rest = line[from..].trim_start_matches(quiet);
        Span::new(lines[at].end() - rest.len(), lines[at].end())
    };
    let run_in = |rest: Span, is_long: bool| match rest.is_empty() {
        true => above(text, lines, at, name, is_long),
        false => Some(Label {
            name,
            rest: Some(rest),
            is_long: true,
            is_signed: true,
        }),
    };
    match sign {
        // A direction: `SGANARELLE, à part`, `HAMLET (seul)`, `Mme Petit, rapporteure. – Merci.`
        ',' | '(' => match line[seam..].find(" – ").or_else(|| line[seam..].find(" — ")) {
            Some(dash) => run_in(behind(seam + dash), true),
            None if (shouted || titled || line.ends_with(')')) && line.len() <= LONGEST => {
                above(text, lines, at, name, false)
            }
            None => None,
        },
        _ => run_in(behind(seam + sign.len_utf8()), sign == ':'),
    }
}

/// Whether a sign of the line ends the name at its head.
fn is_seam(line: &str, at: usize, sign: char) -> bool {
    let name = &line[..at];
    match sign {
        ':' | ',' | '(' => true,
        '.' => {
            let rest = line[at + sign.len_utf8()..].trim_start();
            let before = name.rsplit(char::is_whitespace).next().unwrap_or("");
            let abbreviates = terms::is_title(before) || before.trim_matches('.').chars().count() == 1;
            let titled = name.split(['.', ' ']).next().is_some_and(terms::is_title);
            !abbreviates && (rest.is_empty() || rest.starts_with(fold::is_dash) || titled)
        }
        '–' | '—' => name.ends_with(char::is_whitespace),
        _ => false,
    }
}

/// A label alone on its line, where a speech follows.
fn above(text: &str, lines: &[Span], at: usize, name: Span, is_long: bool) -> Option<Label> {
    let next = (at + 1..lines.len().min(at + 3)).find(|&next| !lines[next].is_empty())?;
    let beside = next == at + 1 || is_long || is_shouted(name.of(text));
    beside.then_some(Label {
        name,
        rest: None,
        is_long,
        is_signed: lines[at].end() != name.end(),
    })
}

/// Whether a line is the title of an act, a chapter or the like.
fn is_heading(line: &str) -> bool {
    const HEADINGS: &str = "acte scène scene titre chapitre section article livre partie annexe préambule \
        sommaire introduction conclusion personnages prologue épilogue fin table paragraphe alinéa note notes \
        nota sources source date objet lieu tome volume";
    let mut words = line.split(|letter: char| !letter.is_alphabetic());
    let first = words.find(|word| !word.is_empty());
    first.is_some_and(|word| words::is_listed(HEADINGS, &word.to_lowercase()))
}

/// Whether the words can be a speaker's label: a name, a title and a role, or words all in capitals.
fn is_label(name: &str) -> bool {
    let cuts = words::cut(name);
    let raw = |at: usize| cuts.get(at).map_or("", |cut| cut.span.of(name));
    let plain = !name.contains(['!', '?', '…', '«', '"', '“']) && cuts.iter().all(|cut| cut.kind == Kind::Word);
    if cuts.is_empty() || MOST_WORDS < cuts.len() || !plain {
        return false;
    }
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 3 || cuts.iter().all(|cut| is_roman(cut.span.of(name))) {
        return false;
    }
    if is_shouted(name) {
        return true;
    }
    let named = |at: usize| at < cuts.len() && names::shape(raw(at), false) == Shape::Name && !is_roman(raw(at));
    // `Mme la présidente`, and not the `Me` of a verse.
    let office = matches!(raw(1), "le" | "la" | "l’" | "l'") && cuts.len() > 2;
    let titled = terms::is_title(raw(0)) && (named(1) || office);
    // `Le Mensuel`
    let articled = terms::is_article(raw(0)) && raw(0).starts_with(char::is_uppercase) && named(1);
    let all = (1..cuts.len()).all(|at| named(at) || terms::is_particle(raw(at)) || titled);
    let first = named(0) && !is_opening_word(raw(0)) || titled || articled;
    all && first && (titled || named(cuts.len() - 1))
}

fn is_shouted(name: &str) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

fn is_roman(word: &str) -> bool {
    word.chars()
        .all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// The replies that a dash opens and an incise attributes: `— Venez, dit Paul.`
fn dashed(text: &str, cuts: &[Cut], lines: &[Span], quotations: &[Quoted]) -> Vec<Voice> {
    let opened = |line: &&Span| {
        let mut letters = line.of(text).chars();
        letters.next().is_some_and(|sign| matches!(sign, '–' | '—')) && letters.next().is_some_and(char::is_whitespace)
    };
    let replies: Vec<&Span> = lines.iter().filter(opened).collect();
    if replies.is_empty() {
        return Vec::new();
    }
    let reader = Reader::new(text, cuts, quotations);
    let reply = |line: &&Span| {
        let words = reader.word_at(line.start())..reader.word_at(line.end());
        let level = reader.inside.get(words.start).copied()?;
        let incise = reader.incise_among(words.clone(), level)?;
        let first = reader.cuts.get(words.start)?.span.start();
        // What follows a full stop behind the incise may be the narrator's.
        let behind = reader.gap(reader.word_at(incise.cue.end()));
        let goes_on = behind.contains(',') || incise.cue.end() >= line.end();
        let end = if goes_on || !behind.contains('.') {
            line.end()
        } else {
            incise.cue.end()
        };
        let words = Span::new(first, end.max(first));
        Some(said(words, incise.speaker, incise.cue))
    };
    replies.iter().filter_map(reply).collect()
}

fn trimmed(text: &str, span: Span) -> Span {
    let quiet = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let raw = span.of(text);
    let start = span.start() + (raw.len() - raw.trim_start_matches(quiet).len());
    Span::new(start, start + raw.trim_matches(quiet).len())
}
