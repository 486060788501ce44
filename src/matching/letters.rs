//! What is known of a key before it is compared with others: its weight, its length, its letters.

use crate::french::numbers;

/// So many pairs of letters are told apart.
pub const PAIRS: usize = u64::BITS as usize;

/// The most letters of a word that count.
const HEAVIEST: usize = 6;
const LIGHTEST: u32 = 10;
/// No word weighs more.
pub const MOST_WEIGHT: u32 = LIGHTEST * HEAVIEST as u32;

/// The letters of one key, as sets that are cheap to compare.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// In tenths of a letter.
    weight: u16,
    /// In characters; a longer key counts as one of so many.
    count: u16,
    /// Whether the key looks like a number.
    pub numeric: bool,
    letters: u64,
    pairs: u64,
    /// How many bits are set in each of the two.
    letter_bits: u8,
    pair_bits: u8,
}

impl Letters {
    pub fn of(key: &str) -> Self {
        let (letters, pairs) = (letters(key), pairs(key));
        Self {
            weight: weight(key) as u16,
            count: key.chars().count().min(u16::MAX.into()) as u16,
            numeric: numbers::looks_numeric(key),
            letters,
            pairs,
            letter_bits: letters.count_ones() as u8,
            pair_bits: pairs.count_ones() as u8,
        }
    }

    /// How much a word weighs, in tenths of a letter.
    pub fn weight(&self) -> u32 {
        self.weight.into()
    }

    /// How many characters it has.
    pub fn count(&self) -> usize {
        self.count.into()
    }

    /// Fewer edits than this never lead from one key to the other.
    ///
    /// An edit takes one letter out of a set at most, and a transposition none.
    pub fn least_distance(&self, other: &Letters) -> usize {
        let shared = (self.letters & other.letters).count_ones();
        let most = self.letter_bits.max(other.letter_bits);
        usize::from(most) - shared as usize
    }

    /// How many pairs of neighbouring letters are told apart.
    pub fn pair_count(&self) -> usize {
        self.pair_bits.into()
    }

    /// The pairs of neighbouring letters, each as a number below [`PAIRS`].
    pub fn pairs(&self) -> impl Iterator<Item = usize> {
        let mut left = self.pairs;
        std::iter::from_fn(move || {
            let pair = (left != 0).then_some(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            pair
        })
    }

    /// A guess at what it costs to put one key for the other, from the pairs of letters they share.
    pub fn guessed_cost(&self, other: &Letters) -> u32 {
        let shared = (self.pairs & other.pairs).count_ones();
        let all = u32::from(self.pair_bits) + u32::from(other.pair_bits);
        let weight = self.weight().max(other.weight());
        if 4 * shared < all {
            weight
        } else {
            weight - weight * 2 * shared / all.max(1) + 1
        }
    }
}

/// The weight of a word with this key, in tenths of a letter.
pub fn weight(key: &str) -> u32 {
    if numbers::is_often_rewritten(key) {
        return LIGHTEST;
    }
    LIGHTEST * key.chars().take(HEAVIEST).count().max(1) as u32
}

/// The letters of a key as a set of 64: each of `a` to `z` once and twice, each digit, all others in the places that are
/// left.
fn letters(key: &str) -> u64 {
    const TWICE: u32 = 26;
    key.chars().fold(0, |set, letter| {
        let place = match letter {
            'a'..='z' => letter as u32 - 'a' as u32,
            '0'..='9' => 2 * TWICE + letter as u32 - '0' as u32,
            other => 2 * TWICE + 10 + other as u32 % 2,
        };
        let again = letter.is_ascii_lowercase() && set >> place & 1 == 1;
        set | 1 << (place + if again { TWICE } else { 0 })
    })
}

/// The pairs of neighbouring letters of a key, as a set of 64 (a Bloom filter of one hash).
fn pairs(key: &str) -> u64 {
    let mut before = b' ';
    let mut set = 0;
    for letter in key.bytes().chain([b' ']) {
        let hash = u32::from(before).wrapping_mul(0x9E37_79B1) ^ u32::from(letter).wrapping_mul(0x85EB_CA6B);
        set |= 1 << (hash.wrapping_mul(0xC2B2_AE35) >> 26);
        before = letter;
    }
    set
}

#[cfg(test)]
mod tests {
    use crate::matching::letters::Letters;

    #[test]
    fn the_least_distance_is_never_too_large() {
        let words = [
            "",
            "a",
            "cloud",
            "clou",
            "ministre",
            "ministere",
            "numspot",
            "numpost",
            "12",
            "21",
            "2,5",
            "été",
            "œuf",
            "l'",
            "administration",
            "noitartsinimda",
            "zzz",
            "zz",
            "azaz",
            "presente",
            "represente",
            "pretentes",
        ];
        for one in words {
            for other in words {
                let least = Letters::of(one).least_distance(&Letters::of(other));
                assert!(least <= strsim::osa_distance(one, other), "{one} {other}");
            }
        }
        assert_eq!(Letters::of("cloud").least_distance(&Letters::of("ministre")), 8);
    }
}
