//! Text that is spelt and laid out like French and means nothing, as much of it as is wanted.
//!
//! What a search costs depends on how often short stretches of letters come back. Here they come back about as
//! often as in real French, which `--scenario text` shows: the words are spelt after the letters of the five
//! articles of this repository, and few of them are frequent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::random::Random;

const ARTICLES: [&str; 5] = [
    include_str!("../../../seeds/000_34210350bee10fb8.txt"),
    include_str!("../../../seeds/001_7c12d76ddd53d713.txt"),
    include_str!("../../../seeds/002_9c0b6047a30510d5.txt"),
    include_str!("../../../seeds/003_f03ea774d634c901.txt"),
    include_str!("../../../seeds/004_8a7a39b33ecec930.txt"),
];

/// So many words are known.
const WORDS: usize = 200_000;

/// The letters after which the next one is chosen.
const ORDER: usize = 3;

/// How often the word of a rank is used: `1 / (rank + SHIFT) ^ SLOPE` (Zipf, and Mandelbrot's shift), tuned until
/// as many different stretches of six letters stand in a megabyte as in real French.
const SLOPE: f64 = 1.15;
const SHIFT: f64 = 2.7;

/// So many words of the articles are the most frequent ones.
const FREQUENT: usize = 100;

/// By so many letters a word may be more or less frequent than its length tells.
const UNEVEN: usize = 4;

/// How often one letter less is looked back on, so that words are not all alike.
const LOOSE: f64 = 0.02;

/// Words that lose their last letter before a vowel.
const ELIDED: [(&str, &str); 10] = [
    ("le", "l’"),
    ("la", "l’"),
    ("de", "d’"),
    ("que", "qu’"),
    ("ne", "n’"),
    ("se", "s’"),
    ("ce", "c’"),
    ("je", "j’"),
    ("me", "m’"),
    ("te", "t’"),
];

/// At least so many bytes of text, up to the end of a sentence. A longer text of the same seed starts with it.
pub fn text(bytes: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut text = String::with_capacity(bytes + 1024);
    let mut sentences = 0;
    while text.len() < bytes {
        if !text.is_empty() {
            text.push_str(if sentences == 0 { "\n\n" } else { " " });
        }
        push_sentence(&mut text, &mut random);
        sentences = if random.chance(0.2) { 0 } else { sentences + 1 };
    }
    text
}

/// A word as often as it is used.
pub fn word(random: &mut Random) -> &'static str {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);
    VOCABULARY.word(random)
}

fn push_sentence(text: &mut String, random: &mut Random) {
    let count = 8 + random.below(23);
    let quoted = if random.chance(0.06) {
        let start = random.below(count - 4);
        start..start + 2 + random.below(count - start - 2)
    } else {
        0..0
    };
    let mut word = word(random);
    for at in 0..count {
        let next = self::word(random);
        if at > 0 && !text.ends_with('’') {
            text.push(' ');
        }
        if !quoted.is_empty() && at == quoted.start {
            text.push_str("«\u{a0}");
        }
        let is_closed = at + 1 == quoted.end || at + 1 == count;
        if random.chance(0.012) {
            push_figure(text, random);
        } else {
            let elided = ELIDED.iter().find(|(long, _)| *long == word && starts_with_vowel(next));
            // Nothing that could stand between the two: they are one in print.
            let word = elided
                .filter(|_| !is_closed && at + 1 != quoted.start)
                .map_or(word, |(_, short)| short);
            push_word(text, word, at == 0 || is_name(word));
        }
        if !quoted.is_empty() && at + 1 == quoted.end {
            text.push_str("\u{a0}»");
        }
        if !is_closed && !text.ends_with('’') && random.chance(0.07) {
            text.push(',');
        }
        word = next;
    }
    text.push_str(match random.below(20) {
        0 => "\u{a0}?",
        1 => "\u{a0}!",
        2 => "…",
        _ => ".",
    });
}

fn push_word(text: &mut String, word: &str, is_capital: bool) {
    let mut letters = word.chars();
    if is_capital {
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    }
    text.extend(letters);
}

fn push_figure(text: &mut String, random: &mut Random) {
    text.push_str(&match random.below(4) {
        0 => format!("{}", 1800 + random.below(230)),
        1 => format!("{}\u{a0}000", 1 + random.below(900)),
        2 => format!("{},{}\u{a0}%", random.below(100), random.below(10)),
        _ => format!("{}", 2 + random.below(98)),
    });
}

fn starts_with_vowel(word: &str) -> bool {
    word.starts_with(|letter| "aeiouyhàâéèêëîïôùûœ".contains(letter))
}

/// One long word in sixteen is written as a name.
fn is_name(word: &str) -> bool {
    word.len() > 5
        && word
            .bytes()
            .fold(7, |sum: u8, byte| sum.wrapping_mul(31).wrapping_add(byte))
            % 16
            == 0
}

struct Vocabulary {
    /// The most frequent first.
    words: Vec<String>,
    /// How often one of the words so far is used.
    sums: Vec<f64>,
}

impl Vocabulary {
    /// The words of the articles, those that stand there most often first, and then words made up.
    fn new() -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for article in ARTICLES {
            for word in article.split(|letter: char| !letter.is_alphabetic()) {
                let word = word.to_lowercase();
                let elided = ELIDED.iter().find(|(_, short)| short.trim_end_matches('’') == word);
                let word = elided.map_or(word, |(long, _)| (*long).to_owned());
                if word.chars().count() > 1 || matches!(word.as_str(), "a" | "à" | "y") {
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
        let mut words: Vec<String> = counts.keys().cloned().collect();
        words.sort_by_key(|word| std::cmp::Reverse(counts[word]));
        let spelling = Spelling::new(&words);
        let mut known: BTreeSet<String> = words.iter().cloned().collect();
        let mut random = Random::new(1);
        let mut rare = words.split_off(FREQUENT.min(words.len()));
        while words.len() + rare.len() < WORDS {
            let word = spelling.word(&mut random);
            if (3..=14).contains(&word.chars().count()) && known.insert(word.clone()) {
                rare.push(word);
            }
        }
        // A short word is a frequent one, more or less.
        rare.sort_by_cached_key(|word| word.chars().count() + random.below(UNEVEN));
        words.extend(rare);
        let mut sum = 0.0;
        let sums = (1..=words.len())
            .map(|rank| {
                sum += (rank as f64 + SHIFT).powf(-SLOPE);
                sum
            })
            .collect();
        Self { words, sums }
    }

    fn word(&self, random: &mut Random) -> &str {
        let total = self.sums.last().copied().unwrap_or_default();
        let sum = random.share() * total;
        let at = self.sums.partition_point(|&other| other < sum);
        &self.words[at.min(self.words.len() - 1)]
    }
}

/// Which letters follow which: as often in the list as they do; `None` is the end of a word.
struct Spelling(BTreeMap<Vec<char>, Vec<Option<char>>>);

impl Spelling {
    fn new(words: &[String]) -> Self {
        let mut following: BTreeMap<Vec<char>, Vec<Option<char>>> = BTreeMap::new();
        for word in words {
            let mut last = vec![' '; ORDER];
            for letter in word.chars().map(Some).chain([None]) {
                for context in [&last[..], &last[1..]] {
                    following.entry(context.to_vec()).or_default().push(letter);
                }
                last.remove(0);
                last.extend(letter);
            }
        }
        Self(following)
    }

    fn word(&self, random: &mut Random) -> String {
        let mut word = String::new();
        let mut last = vec![' '; ORDER];
        while let Some(letter) = self
            .0
            .get(&last[usize::from(random.chance(LOOSE))..])
            .and_then(|letters| *random.pick(letters))
        {
            word.push(letter);
            last.remove(0);
            last.push(letter);
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use crate::text::text;

    #[test]
    fn a_seed_gives_one_text_and_a_longer_one_starts_with_it() {
        let short = text(10_000, 3);
        assert!(text(30_000, 3).starts_with(&short));
        assert_ne!(text(10_000, 4), short);
    }
}
