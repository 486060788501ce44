//! How a scanner misreads letters: what it costs to take one string for the scan of another.
//!
//! Costs are in tenths of a letter. A letter that nothing explains costs [`LETTER`]; one that scanners
//! are known to take for another costs little, and signs and spaces, which they scatter, still less.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold;

/// Texts whose table would have more cells are not aligned: no letter of one stands for one of the other.
const MOST_CELLS: usize = 1_000_000;

/// The cost of a letter that was lost, put in or misread, and that nothing explains.
pub const LETTER: u32 = 10;
const CONFUSED: u32 = 3;
const SEVERAL: u32 = 4;
const ACCENT: u32 = 1;
/// A space, a hyphen or an apostrophe lost or put in.
const JOINT: u32 = 2;
/// A letter lost with its accent.
const ACCENTED: u32 = 5;
/// A sign put in: a speck of dust.
const SPECK: u32 = 1;

/// A capital that stands among small letters: part of a running head. No letter is meant by it.
pub const HEADING: char = '\u{fffc}';

/// Letters and signs of one upright stroke.
const STROKES: &str = "ijl1]|!";

/// Letters of which any may be read for any other.
const SHAPES: &[&str] = &[
    "ceo",
    "ao",
    "ae",
    "au",
    "ou",
    "ijl1t!|][/",
    "lf",
    "ft",
    "fs",
    "nu",
    "nv",
    "uv",
    "nr",
    "vy",
    "vr",
    "rt",
    "xz",
    "gq9",
    "gy",
    "hb",
    "hk",
    "hn",
    "b6",
    "s5",
    "sz",
    "z2",
    "o0",
    "qo",
    "mn",
    "vw",
    "dc",
    "s:",
    "é6",
    "è6",
    "ê6",
    "é8",
    "è8",
    "ê8",
    "èb",
    "éb",
    "àh",
    "âh",
    "êh",
    "ùh",
    "ài",
    "çg",
    "çq",
    "s8",
    "a4",
    "e€",
    "s$",
    "c(",
];

/// Several letters read for others, without accents.
const RUNS: &[(&str, &str)] = &[
    ("m", "rn"),
    ("m", "in"),
    ("m", "ni"),
    ("m", "iii"),
    ("m", "nn"),
    ("m", "mi"),
    ("m", "ml"),
    ("n", "ri"),
    ("n", "ii"),
    ("n", "li"),
    ("u", "ii"),
    ("u", "li"),
    ("u", "il"),
    ("d", "cl"),
    ("h", "li"),
    ("b", "li"),
    ("k", "le"),
    ("w", "vv"),
    ("ca", "oe"),
    ("ce", "oe"),
    ("ta", "oe"),
    ("fi", "h"),
    ("ur", "m"),
    ("oeu", "u"),
    ("l", "il"),
];

/// The most letters of one of them.
const LONGEST_RUN: usize = 3;

/// The confusions that are known of all scanners, even where both readings are words.
const CLASSIC: &[&str] = &["ec", STROKES, "un", "fs", "o0"];

/// The letters of a text as scanners see them: small, composed, ligatures opened; each run of blank
/// is one space; each with the byte at which it stands.
pub fn letters(text: &str) -> Vec<(char, usize)> {
    let mut letters: Vec<(char, usize)> = Vec::with_capacity(text.len());
    for (at, written) in text.char_indices() {
        match written {
            'œ' | 'Œ' => letters.extend([('o', at), ('e', at)]),
            'æ' | 'Æ' => letters.extend([('a', at), ('e', at)]),
            _ if fold::is_invisible(written) => {}
            _ if fold::is_apostrophe(written) => letters.push(('\'', at)),
            _ if fold::is_dash(written) => letters.push(('-', at)),
            _ if written.is_whitespace() => {
                if letters.last().is_none_or(|last| last.0 != ' ') {
                    letters.push((' ', at));
                }
            }
            _ if fold::is_combining(written) => {
                let composed = letters
                    .last()
                    .and_then(|last| unicode_normalization::char::compose(last.0, written));
                if let Some((last, composed)) = letters.last_mut().zip(composed) {
                    last.0 = composed;
                }
            }
            _ if written.is_ascii() => letters.push((written.to_ascii_lowercase(), at)),
            _ if written.is_lowercase() && written.is_alphabetic() && !is_compatible(written) => {
                letters.push((written, at));
            }
            _ => letters.extend(
                std::iter::once(written)
                    .nfkc()
                    .flat_map(char::to_lowercase)
                    .map(|letter| (letter, at)),
            ),
        }
    }
    letters
}

fn is_compatible(letter: char) -> bool {
    matches!(letter, 'ſ' | '\u{fb00}'..='\u{fb06}')
}

/// The letter without its accents.
pub fn base(letter: char) -> char {
    static LATIN: LazyLock<Vec<char>> = LazyLock::new(|| {
        let plain = |letter: char| std::iter::once(letter).nfd().next().unwrap_or(letter);
        ('\0'..FIRST_BEYOND).map(plain).collect()
    });
    match letter {
        _ if letter.is_ascii() => letter,
        ..FIRST_BEYOND => LATIN[letter as usize],
        _ => letter,
    }
}

/// The first letter behind those of the Latin alphabet that French may have.
const FIRST_BEYOND: char = '\u{180}';

/// What is asked of [`SHAPES`] and [`RUNS`] over and over, by ASCII letter meant and read.
struct Tables {
    alike: Vec<bool>,
    /// The pairs of letters of some shape of which one is no ASCII letter.
    alike_accented: Vec<(char, char)>,
    /// Whether some confusion of several letters ends in these two.
    ends_run: Vec<bool>,
}

impl Tables {
    fn get() -> &'static Self {
        static TABLES: LazyLock<Tables> = LazyLock::new(|| {
            let pairs =
                || (0..=127_u8).flat_map(|one| (0..=127_u8).map(move |other| (char::from(one), char::from(other))));
            let alike = |(one, other)| SHAPES.iter().any(|shape| shape.contains(one) && shape.contains(other));
            let ends = |(one, other)| {
                let ends = |&(a, b): &(&str, &str)| {
                    (a.ends_with(one) && b.ends_with(other)) || (a.ends_with(other) && b.ends_with(one))
                };
                RUNS.iter().any(ends)
            };
            let of_shape = |shape: &'static str| {
                let pairs = shape
                    .chars()
                    .flat_map(move |one| shape.chars().map(move |other| (one, other)));
                pairs.filter(|(one, other)| !one.is_ascii() || !other.is_ascii())
            };
            Tables {
                alike: pairs().map(alike).collect(),
                alike_accented: SHAPES.iter().flat_map(|shape| of_shape(shape)).collect(),
                ends_run: pairs().map(ends).collect(),
            }
        });
        &TABLES
    }

    fn of(table: &[bool], one: char, other: char) -> bool {
        one.is_ascii() && other.is_ascii() && table[one as usize * 128 + other as usize]
    }
}

/// Whether scanners take one letter for the other, each with its accents or without.
fn are_alike(one: char, other: char) -> bool {
    let tables = Tables::get();
    Tables::of(&tables.alike, base(one), base(other))
        || (!one.is_ascii() || !other.is_ascii()) && tables.alike_accented.contains(&(one, other))
}

/// What happened to a stretch of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// The accent that was meant is not read.
    LostAccent,
    OtherAccent,
    /// The letter that has the accent is not read at all.
    LostAccented,
    /// Letters that look alike; one letter for one where it is [classic](is_classic).
    Confused,
    /// A space, a hyphen, an apostrophe, a speck.
    Sign,
    /// Nothing explains it.
    Letter,
}

/// One step from the letters meant to the letters read; both ranges count letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub fault: Fault,
    pub cost: u32,
    pub meant: Range<usize>,
    pub read: Range<usize>,
}

impl Step {
    /// Where an alignment starts: no letters on either side.
    const START: Step = Step {
        fault: Fault::None,
        cost: 0,
        meant: 0..0,
        read: 0..0,
    };
}

/// What it costs to read one letter for another, and why.
fn misread(meant: char, read: char) -> (u32, Fault) {
    if meant == read {
        return (0, Fault::None);
    }
    let (plain_meant, plain_read) = (base(meant), base(read));
    if plain_meant == plain_read {
        let lost = plain_read == read;
        return (ACCENT, if lost { Fault::LostAccent } else { Fault::OtherAccent });
    }
    if is_joint(meant) && is_joint(read) {
        (ACCENT, Fault::Sign)
    } else if is_joint(meant) != is_joint(read) {
        (LETTER + JOINT, Fault::Letter)
    } else if are_alike(meant, read) {
        (
            CONFUSED + u32::from(plain_meant != meant && plain_read != read),
            Fault::Confused,
        )
    } else if read.is_alphanumeric() {
        (LETTER, Fault::Letter)
    } else {
        // Dearer than the letter lost and the speck put in.
        (LETTER + 2 * SPECK, Fault::Letter)
    }
}

/// What it costs that a letter meant is not read.
fn lost(meant: char) -> (u32, Fault) {
    match meant {
        _ if is_joint(meant) => (JOINT, Fault::Sign),
        _ if base(meant) != meant => (ACCENTED, Fault::LostAccented),
        _ => (LETTER, Fault::Letter),
    }
}

/// What it costs that a letter is read which none was meant by.
pub fn put_in(read: char) -> (u32, Fault) {
    match read {
        _ if is_joint(read) => (JOINT, Fault::Sign),
        _ if !read.is_alphanumeric() => (SPECK, Fault::Sign),
        _ => (LETTER, Fault::Letter),
    }
}

/// The lengths, at the ends of the letters meant and read, of every confusion of several letters.
fn runs<'r>(meant: &'r [char], read: &'r [char]) -> impl Iterator<Item = (usize, usize)> + 'r {
    let ends = |text: &[char], end: &str| {
        let tail = text.len().checked_sub(end.len()).map(|from| &text[from..]);
        tail.is_some_and(|tail| {
            tail.iter()
                .rev()
                .map(|&letter| base(letter))
                .eq(end.bytes().rev().map(char::from))
        })
    };
    let last = |text: &[char]| text.last().map_or(' ', |&letter| base(letter));
    let may = Tables::of(&Tables::get().ends_run, last(meant), last(read));
    let both = RUNS[..if may { RUNS.len() } else { 0 }]
        .iter()
        .flat_map(|&(one, other)| [(one, other), (other, one)]);
    both.filter(move |(one, other)| ends(meant, one) && ends(read, other))
        .map(|(one, other)| (one.len(), other.len()))
}

/// Whether the letters read for those meant are a confusion known of all scanners, e.g. `l` for `j`.
pub fn is_classic(meant: &[char], read: &[char]) -> bool {
    match (meant, read) {
        (&[meant], &[read]) => CLASSIC
            .iter()
            .any(|shape| shape.contains(base(meant)) && shape.contains(base(read))),
        (['r', 'n'], ['m']) | (['m'], ['r', 'n']) => true,
        _ => false,
    }
}

/// Whether a letter or sign is one upright stroke, which scanners take for any other.
pub fn is_stroke(letter: char) -> bool {
    STROKES.contains(letter)
}

fn is_joint(letter: char) -> bool {
    matches!(letter, ' ' | '-' | '\'')
}

/// The cheapest way from the letters meant to the letters read.
///
/// Edit distance with weights and confusions of several letters, as of spelling errors in Brill and
/// Moore, *An improved error model for noisy channel spelling correction* (2000); cost in time and
/// memory is letters meant × letters read. Whole words read before the first letter meant and after
/// the last cost nothing where `open` says so, of the start and of the end; no step leads over them.
pub fn align(meant: &[char], read: &[char], open: (bool, bool)) -> Vec<Step> {
    if MOST_CELLS < (meant.len() + 1) * (read.len() + 1) {
        return unlike(meant, read);
    }
    let width = read.len() + 1;
    let blank = |at: usize| read.get(at).is_none_or(|letter| !letter.is_alphanumeric());
    let mut table: Vec<(u32, Step)> = Vec::with_capacity((meant.len() + 1) * width);
    for row in 0..=meant.len() {
        for column in 0..width {
            let fresh = row == 0 && (column == 0 || open.0 && (column + 1 == width || blank(column - 1)));
            let cell = match fresh {
                true => (0, Step::START),
                false => cheapest(&table, width, (row, column), (meant, read)),
            };
            table.push(cell);
        }
    }
    let last = |column: &usize| table[meant.len() * width + column].0;
    let ends = (0..width).filter(|&column| column + 1 == width || open.1 && blank(column));
    let (mut row, mut column) = (meant.len(), ends.min_by_key(last).unwrap_or(0));
    let mut steps = Vec::new();
    while 0 < row || 0 < column {
        let step = table[row * width + column].1.clone();
        if step == Step::START {
            break;
        }
        (row, column) = (step.meant.start, step.read.start);
        steps.push(step);
    }
    steps.reverse();
    steps
}

/// All letters meant lost and all letters read put in.
fn unlike(meant: &[char], read: &[char]) -> Vec<Step> {
    let lost = meant
        .iter()
        .enumerate()
        .map(|(at, &letter)| (lost(letter), at..at + 1, 0..0));
    let end = meant.len();
    let put_in = read
        .iter()
        .enumerate()
        .map(|(at, &letter)| (put_in(letter), end..end, at..at + 1));
    lost.chain(put_in)
        .map(|((cost, fault), meant, read)| Step {
            fault,
            cost,
            meant,
            read,
        })
        .collect()
}

/// What the cheapest way costs.
pub fn cost(meant: &[char], read: &[char]) -> u32 {
    align(meant, read, (false, false)).iter().map(|step| step.cost).sum()
}

fn cheapest(
    table: &[(u32, Step)],
    width: usize,
    (row, column): (usize, usize),
    (meant, read): (&[char], &[char]),
) -> (u32, Step) {
    let step = |rows: usize, columns: usize, (cost, fault): (u32, Fault)| {
        let before = table[(row - rows) * width + column - columns].0;
        let step = Step {
            fault,
            cost,
            meant: row - rows..row,
            read: column - columns..column,
        };
        (before + cost, step)
    };
    let mut best = (u32::MAX, Step::START);
    let mut offer = |other: (u32, Step)| {
        if other.0 < best.0 {
            best = other;
        }
    };
    if 0 < row && 0 < column {
        offer(step(1, 1, misread(meant[row - 1], read[column - 1])));
        for (rows, columns) in runs(&meant[..row], &read[..column]) {
            offer(step(rows, columns, (SEVERAL, Fault::Confused)));
        }
    }
    if 0 < row {
        offer(step(1, 0, lost(meant[row - 1])));
    }
    if 0 < column {
        offer(step(0, 1, put_in(read[column - 1])));
    }
    best
}

/// The rows of the same table, one for each letter meant so far: for walking a dictionary. It looks back at two letters
/// meant, so that no confusion of three is seen; what costs more than `within` is not told apart.
#[derive(Debug)]
pub struct Rows<'r> {
    read: &'r [char],
    within: u32,
    meant: Vec<char>,
    /// Row after row, each of one cost more than there are letters read.
    costs: Vec<u32>,
}

impl<'r> Rows<'r> {
    /// The row of no letter meant.
    pub fn new(read: &'r [char], within: u32) -> Self {
        let mut costs = vec![0];
        costs.extend(read.iter().scan(0, |sum, &letter| {
            *sum += put_in(letter).0;
            Some(*sum)
        }));
        Self {
            read,
            within,
            meant: Vec::new(),
            costs,
        }
    }

    /// Adds the row of one letter more.
    pub fn push(&mut self, meant: char) {
        let within = self.within;
        let width = self.read.len() + 1;
        let end = self.costs.len();
        self.costs.resize(end + width, within.saturating_add(1));
        let (rows, costs) = self.costs.split_at_mut(end);
        let (above, before) = last_two(rows, width);
        let is_near = |&cost: &u32| cost <= within;
        // Only next to what is near is anything near.
        let near = |costs: &[u32]| {
            let first = costs.iter().position(is_near).unwrap_or(costs.len());
            (
                first,
                costs.iter().rposition(is_near).map_or(0, |last| last + LONGEST_RUN),
            )
        };
        let (near_above, near_before) = (near(above), near(before));
        let (first, last) = (near_above.0.min(near_before.0), near_above.1.max(near_before.1));
        let lost = lost(meant).0;
        if first == 0 {
            costs[0] = above[0].saturating_add(lost);
        }
        let pair = [self.meant.last().copied().unwrap_or(' '), meant];
        for at in first.max(1)..width {
            if last < at && within < costs[at - 1] {
                break;
            }
            let mut cost = above[at].saturating_add(lost);
            cost = cost.min(above[at - 1].saturating_add(misread(meant, self.read[at - 1]).0));
            cost = cost.min(costs[at - 1].saturating_add(put_in(self.read[at - 1]).0));
            for (rows, columns) in runs(&pair, &self.read[..at]) {
                let from = if rows == 1 { above } else { before };
                cost = cost.min(from[at - columns].saturating_add(SEVERAL));
            }
            costs[at] = cost;
        }
        self.meant.push(meant);
    }

    /// Takes the row of the last letter meant off again; the first stays.
    pub fn pop(&mut self) {
        if self.meant.pop().is_some() {
            self.costs.truncate(self.costs.len() - self.read.len() - 1);
        }
    }

    /// The cost of all letters meant so far for all letters read.
    pub fn cost(&self) -> u32 {
        self.costs.last().copied().unwrap_or(0)
    }

    /// No more letters meant make it cheaper than this.
    pub fn least(&self) -> u32 {
        let (last, before) = last_two(&self.costs, self.read.len() + 1);
        last.iter().chain(before).copied().min().unwrap_or(0)
    }
}

/// The last of some rows of a table, and the one before: itself, where it is the first.
fn last_two(rows: &[u32], width: usize) -> (&[u32], &[u32]) {
    let (others, last) = rows.split_at(rows.len() - width);
    let before = others.len().checked_sub(width);
    (last, before.map_or(last, |start| &others[start..]))
}

#[cfg(test)]
mod tests {
    use crate::text::confusion::{Fault, LETTER, LONGEST_RUN, RUNS, Rows, align, base, cost, is_classic, letters};

    fn chars(text: &str) -> Vec<char> {
        letters(text).iter().map(|&(letter, _)| letter).collect()
    }

    #[test]
    fn letters_are_those_that_a_scanner_sees() {
        let seen = |text: &str| chars(text).iter().collect::<String>();
        assert_eq!(seen("Œuvre  d’ﬁl\n— É\u{301}tat"), "oeuvre d'fil - état");
        assert_eq!(letters("é a").iter().map(|&(_, at)| at).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(base('é'), 'e');
    }

    #[test]
    fn what_scanners_confuse_costs_less_than_a_letter() {
        let cost = |meant: &str, read: &str| cost(&chars(meant), &chars(read));
        assert_eq!(cost("neveu", "neveu"), 0);
        for (meant, read) in [
            ("neveu", "neven"),
            ("avec", "avee"),
            ("était", "6tait"),
            ("prête", "prete"),
            ("main", "rnain"),
            ("dans la", "dansla"),
            ("l’été", "lété"),
            ("carriole", "œrriole"),
            ("mère", "mre"),
        ] {
            let price = cost(meant, read);
            assert!(0 < price && price < LETTER, "{meant} {read}: {price}");
        }
        for (meant, read) in [("maison", "mison"), ("père", "mère"), ("pas", "pos fait")] {
            assert!(LETTER <= cost(meant, read), "{meant} {read}");
        }
        assert_eq!(cost("maison", "raison"), LETTER);
    }

    #[test]
    fn open_ends_skip_whole_words_only() {
        let (meant, read) = (chars("il vint"), chars("soir, il vint chez"));
        let steps = align(&meant, &read, (true, true));
        assert!(steps.iter().all(|step| step.fault == Fault::None && step.cost == 0));
        let steps = align(&chars("vint"), &chars("survint"), (true, true));
        assert!(steps.iter().map(|step| step.cost).sum::<u32>() >= LETTER, "{steps:?}");
    }

    #[test]
    fn no_run_is_longer_than_is_looked_for() {
        let lengths = RUNS.iter().flat_map(|(one, other)| [one.len(), other.len()]);
        assert_eq!(lengths.max(), Some(LONGEST_RUN));
    }

    #[test]
    fn a_row_costs_what_the_table_does() {
        for (meant, read) in [
            ("commencer", "oommeneer"),
            ("sonna", "soma"),
            ("curé", "cur6"),
            ("a", ""),
            ("", "b"),
            ("ammiam", "arnrniiiam"),
            ("l'été dernier", "6té der-rnier"),
        ] {
            let (meant, read) = (chars(meant), chars(read));
            let cost = cost(&meant, &read);
            for within in (0..4 * LETTER).chain([u32::MAX]) {
                let mut rows = Rows::new(&read, within);
                for &letter in &meant {
                    assert!(rows.least() <= cost || within < rows.least());
                    // What was taken off again leaves no trace.
                    rows.push('x');
                    rows.pop();
                    rows.push(letter);
                }
                let told = |cost: u32| Some(cost).filter(|&cost| cost <= within);
                assert_eq!(told(rows.cost()), told(cost), "{meant:?} {read:?} within {within}");
            }
        }
    }

    #[test]
    fn classic_confusions_are_few() {
        let classic = |meant: &str, read: &str| is_classic(&chars(meant), &chars(read));
        assert!(classic("j", "l") && classic("n", "u") && classic("m", "rn") && classic("c", "e"));
        assert!(!classic("a", "e") && !classic("t", "f") && !classic("m", "n"));
    }
}
