//! Names: how they are told from other words, and how often each is written which way.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use crate::text::fold;

/// How a word is written where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Starts small.
    Small,
    /// Starts with a capital where any word would.
    Opening,
    /// Starts with a capital inside a sentence, or has capitals beyond the first: a name.
    Name,
}

/// The shape of `word`; `opens_sentence` says that any word would have a capital there.
pub fn shape(word: &str, opens_sentence: bool) -> Shape {
    if is_plainly_small(word) {
        return Shape::Small;
    }
    let mut capitals = word.chars().filter(|letter| letter.is_uppercase());
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let several = capitals.nth(1).is_some();
    let letters = || word.chars().filter(|letter| letter.is_alphabetic()).count();
    if several && letters() > 1 {
        Shape::Name
    } else if !first {
        Shape::Small
    } else if opens_sentence || is_grammatical(word) {
        Shape::Opening
    } else {
        Shape::Name
    }
}

/// Whether a word is [small](Shape::Small), as far as letters without accents tell.
pub fn is_plainly_small(word: &str) -> bool {
    word.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// Small words of grammar, which a capital does not turn into names.
const GRAMMATICAL: &[&str] = &[
    "l'", "d'", "j'", "c'", "s'", "n'", "qu'", "m'", "t'", "le", "la", "les", "un", "une", "des", "du", "de", "au",
    "aux", "a", "en", "et", "ou", "mais", "car", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce",
    "cet", "cette", "ces", "mon", "ma", "mes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs",
    "que", "qui", "si", "dans", "par", "pour", "sur", "avec",
];
const LONGEST_GRAMMATICAL: usize = 5;

fn is_grammatical(word: &str) -> bool {
    let is_longer = word.is_ascii() && LONGEST_GRAMMATICAL < word.len();
    !is_longer && GRAMMATICAL.contains(&fold::key(word).as_str())
}

#[derive(Clone, Debug, Default)]
struct Count {
    name: usize,
    opening: usize,
    small: usize,
    /// How often it is written which way, as a name.
    written: BTreeMap<String, usize>,
}

/// How often each form is written as a name in all the sources of a project, case folded.
#[derive(Clone, Debug, Default)]
pub struct NameCensus {
    counts: HashMap<String, Count>,
    /// The forms that stand often enough to be usual, once all is counted.
    usual: Vec<Usual>,
}

/// A form that stands often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Usual {
    key: String,
    count: usize,
    letters: u64,
}

/// A form that is probably a slip, and the form it is probably a slip of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddForm {
    /// The key of the usual form.
    pub usual: String,
    /// The usual form as it is written most often.
    pub written: String,
    /// How often the usual form stands in all sources, whatever its case, and how often just so.
    pub usual_count: usize,
    pub written_count: usize,
    /// How often the odd form does.
    pub odd_count: usize,
}

/// A usual form stands at least this often, whatever the odd one counts.
const USUAL_AT_LEAST: usize = 3;

/// Shorter names differ by a letter without being slips of each other (PME and PMI).
const SHORTEST_COMPARED: usize = 5;
/// Longer ones are no names.
const LONGEST_COMPARED: usize = 60;

impl NameCensus {
    /// Counts so many occurrences of the form with this key, as it is written there.
    pub fn count(&mut self, key: &str, written: &str, shape: Shape, times: usize) {
        let count = match self.counts.get_mut(key) {
            Some(count) => count,
            None => self.counts.entry(key.to_owned()).or_default(),
        };
        match shape {
            Shape::Small => count.small += times,
            Shape::Opening => count.opening += times,
            Shape::Name => {
                count.name += times;
                *count.written.entry(written.to_owned()).or_default() += times;
            }
        }
    }

    /// Ends the count: from here on, odd forms are known.
    pub fn close(&mut self) {
        let often = |key: &&String| USUAL_AT_LEAST <= self.occurrences(key);
        self.usual = self
            .counts
            .keys()
            .filter(often)
            .map(|key| Usual {
                key: key.clone(),
                count: self.occurrences(key),
                letters: letters(key),
            })
            .collect();
        self.usual.sort_unstable();
    }

    /// How often the form is written as a name; 0 where it is also a common word.
    pub fn occurrences(&self, key: &str) -> usize {
        match self.counts.get(key) {
            Some(count) if count.name > 0 && count.small == 0 => count.name + count.opening,
            _ => 0,
        }
    }

    /// How often the form stands, as a name or not.
    pub fn uses(&self, key: &str) -> usize {
        let count = self.counts.get(key);
        count.map_or(0, |count| count.name + count.opening + count.small)
    }

    /// How often the form stands in small letters.
    pub fn common_uses(&self, key: &str) -> usize {
        self.counts.get(key).map_or(0, |count| count.small)
    }

    /// The form with this key as it is written most often.
    pub fn written<'c>(&'c self, key: &'c str) -> &'c str {
        let forms = self.counts.get(key).map(|count| &count.written);
        let often = forms.and_then(|forms| forms.iter().max_by_key(|&(_, count)| *count));
        often.map_or(key, |(form, _)| form)
    }

    /// Whether the form is known as a name and never written small.
    pub fn knows(&self, key: &str) -> bool {
        self.occurrences(key) > 0
    }

    /// The usual form that `key` is a slip of: one slip of the pen away (see [`is_one_slip`]), standing at least
    /// three times and at least twice as often. Inflections (a final *s*, *x* or *e*) are no slips.
    pub fn odd_form(&self, key: &str) -> Option<OddForm> {
        let written_small = self.counts.get(key).is_some_and(|count| count.small > 0);
        if written_small || key.chars().count() < SHORTEST_COMPARED {
            return None;
        }
        let odd_count = self.occurrences(key);
        let least = USUAL_AT_LEAST.max(2 * odd_count);
        let own = letters(key);
        let likely = |usual: &&Usual| {
            least <= usual.count
                && usual.key.len().abs_diff(key.len()) <= 2
                && at_most_one(usual.letters & !own)
                && at_most_one(own & !usual.letters)
        };
        let usual = self
            .usual
            .iter()
            .filter(likely)
            .filter(|usual| is_slip(&usual.key, key));
        let Usual { key: usual, count, .. } = usual.max_by_key(|usual| usual.count)?;
        Some(OddForm {
            written: self.written(usual).to_owned(),
            written_count: self
                .counts
                .get(usual)
                .and_then(|count| count.written.values().max())
                .copied()
                .unwrap_or(0),
            usual: usual.clone(),
            usual_count: *count,
            odd_count,
        })
    }

    /// The pairs of names that are one slip of the pen apart, each with its two counts; inflections
    /// are none. A form that is also written small is no name.
    ///
    /// No two names are compared that share nothing: each is filed under every word that one
    /// deletion makes of it (Mor and Fraenkel, *A hash code method for detecting and correcting
    /// spelling errors*, 1982), and only those in one file are. Cost grows with the letters of all
    /// names.
    pub fn twins(&self) -> Vec<(String, String)> {
        let compared = |key: &&String| (SHORTEST_COMPARED..=LONGEST_COMPARED).contains(&key.chars().count());
        let names = self.counts.keys().filter(compared).filter(|key| self.knows(key));
        let mut filed: Vec<(u64, &str)> = names
            .flat_map(|key| deletions(key).map(move |file| (file, key.as_str())))
            .collect();
        filed.sort_unstable();
        filed.dedup();
        let mut twins = BTreeSet::new();
        for names in filed.chunk_by(|(one, _), (other, _)| one == other) {
            for (at, (_, one)) in names.iter().enumerate() {
                let others = names[at + 1..].iter().map(|(_, other)| other);
                let near = others.filter(|other| one != *other && is_slip(one, other));
                twins.extend(near.map(|other| ((*one).to_owned(), (*other).to_owned())));
            }
        }
        twins.into_iter().collect()
    }

    /// Whether `odd` is a slip of `usual`.
    pub fn is_odd_beside(&self, odd: &str, usual: &str) -> bool {
        is_slip(usual, odd) && self.odd_form(odd).is_some_and(|form| form.usual == usual)
    }
}

/// Numbers for a word, and for all words that dropping one of its letters makes.
fn deletions(word: &str) -> impl Iterator<Item = u64> {
    // FNV-1a, of 64 bits: two words with one number are compared for nothing.
    let number = |start: &str, end: &str| {
        let letters = start.bytes().chain(end.bytes());
        letters.fold(0xCBF2_9CE4_8422_2325_u64, |number, letter| {
            (number ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01B3)
        })
    };
    let dropped = word
        .char_indices()
        .map(move |(at, letter)| number(&word[..at], &word[at + letter.len_utf8()..]));
    std::iter::once(number(word, "")).chain(dropped)
}

/// The letters of a form as a set: a slip takes one out at most, and puts one in at most.
fn letters(key: &str) -> u64 {
    key.chars()
        .fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS))
}

/// Whether no more than one bit is set.
fn at_most_one(set: u64) -> bool {
    set & set.wrapping_sub(1) == 0
}

/// Whether one slip leads from one form to another, and no ending does.
fn is_slip(one: &str, other: &str) -> bool {
    !is_inflection(one, other) && is_one_slip(one, other)
}

/// Whether one slip leads from one word to another: a letter added, dropped or put for another, two
/// letters that trade places, or one letter that stands elsewhere (NUMSPOT, NUMPOST).
pub fn is_one_slip(one: &str, other: &str) -> bool {
    if strsim::levenshtein(one, other) == 1 {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() != other.len() {
        return false;
    }
    let differs = |at: &usize| one[*at] != other[*at];
    let (Some(first), Some(last)) = ((0..one.len()).find(differs), (0..one.len()).rev().find(differs)) else {
        return false;
    };
    let swapped = (first + 1..last).all(|at| !differs(&at)) && one[first] == other[last] && one[last] == other[first];
    let moved_on = one[first + 1..=last] == other[first..last] && one[first] == other[last];
    let moved_back = one[first..last] == other[first + 1..=last] && one[last] == other[first];
    swapped || moved_on || moved_back
}

/// Whether one form is the other with an ending of gender or number.
fn is_inflection(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    match long.strip_prefix(short) {
        Some("s" | "x") => true,
        // Galilée, galiléen: who lives there.
        Some("n") => short.ends_with('e'),
        // Dupont and Duponte are two spellings, Martin and Martine two people, français and
        // française one word.
        Some("e") => !short.ends_with("st") && !short.ends_with("pt") && !short.ends_with("ct"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::french::names::{GRAMMATICAL, LONGEST_GRAMMATICAL, NameCensus, Shape, is_one_slip, shape};

    #[test]
    fn no_word_of_grammar_is_longer_than_is_looked_for() {
        assert_eq!(
            GRAMMATICAL.iter().map(|word| word.len()).max(),
            Some(LONGEST_GRAMMATICAL)
        );
    }

    fn census(forms: &[(&str, usize)]) -> NameCensus {
        let mut census = NameCensus::default();
        for (form, count) in forms {
            census.count(form, form, Shape::Name, *count);
        }
        census.close();
        census
    }

    #[test]
    fn an_odd_form_stands_beside_a_usual_one() {
        let census = census(&[
            ("numspot", 6),
            ("numpost", 2),
            ("docapost", 1),
            ("docaposte", 1),
            ("numeum", 5),
        ]);
        assert_eq!(
            census.twins(),
            [("docapost", "docaposte"), ("numpost", "numspot")].map(|(one, other)| (one.to_owned(), other.to_owned()))
        );
        let odd = census.odd_form("numpost").expect("two beside six");
        assert_eq!((odd.usual.as_str(), odd.usual_count, odd.odd_count), ("numspot", 6, 2));
        assert_eq!(census.odd_form("numspot"), None);
        assert_eq!(census.odd_form("docapost"), None, "one beside one tells nothing");
        assert_eq!(census.odd_form("numeum"), None);
    }

    #[test]
    fn one_slip_of_the_pen() {
        for (one, other) in [
            ("numspot", "numpost"),
            ("strasbourg", "strabourg"),
            ("oliver", "olivier"),
            ("laroche", "larohce"),
            ("paulin", "pualin"),
        ] {
            assert!(is_one_slip(one, other), "{one} {other}");
            assert!(is_one_slip(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("numspot", "numspot"),
            ("numeum", "numspot"),
            ("ferrari", "ferraille"),
            ("abcd", "dcba"),
        ] {
            assert!(!is_one_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn inflections_and_common_words_are_not_odd() {
        let mut census = census(&[("rencontres", 6), ("rencontre", 1), ("martin", 6), ("marin", 1)]);
        assert_eq!(census.odd_form("rencontre"), None);
        assert!(census.odd_form("marin").is_some());
        census.count("marin", "marin", Shape::Small, 1);
        census.close();
        assert_eq!(census.odd_form("marin"), None);
    }

    #[test]
    fn capitals_tell_names_inside_a_sentence() {
        assert_eq!(shape("Strasbourg", false), Shape::Name);
        assert_eq!(shape("Strasbourg", true), Shape::Opening);
        assert_eq!(shape("NUMSPOT", true), Shape::Name);
        assert_eq!(shape("OVHcloud", true), Shape::Name);
        assert_eq!(shape("Le", false), Shape::Opening);
        assert_eq!(shape("cloud", false), Shape::Small);
        assert_eq!(shape("O", false), Shape::Name);
    }
}
