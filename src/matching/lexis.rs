//! The keys of one text, by what is asked of them: where each stands, and which are like another.

use crate::matching::letters::{self, Letters};
use crate::matching::prepared::Word;
use crate::text::keys::KeyId;

/// Where the keys of a text stand, as lists that lie one after the other.
#[derive(Clone, Debug)]
pub struct Places {
    /// Where the list of each key starts.
    starts: Vec<u32>,
    // Invariant: each list is in order.
    places: Vec<u32>,
}

/// The keys of a text by the pairs of letters that they have.
#[derive(Clone, Debug)]
pub struct Likenesses {
    /// Of each 64 keys, in their order.
    blocks: Vec<Block>,
}

/// Some keys with about as many pairs of letters.
#[derive(Clone, Debug)]
struct Block {
    /// The least number of pairs that one of them has.
    fewest: usize,
    /// For each pair, as [`Letters`] count them, the keys that have it: a bit for each.
    having: [u64; letters::PAIRS],
}

impl Block {
    fn new(keys: &[Letters]) -> Self {
        let mut having = [0; letters::PAIRS];
        for (at, letters) in keys.iter().enumerate() {
            for pair in letters.pairs() {
                having[pair] |= 1 << at;
            }
        }
        Self {
            fewest: keys.iter().map(Letters::pair_count).min().unwrap_or(0),
            having,
        }
    }

    /// A bit for each key that has at least so many of these pairs, or fifteen of them.
    ///
    /// The keys are counted side by side, one bit of all counts in one number.
    fn with(&self, pairs: &[usize], least: usize) -> u64 {
        const BITS: usize = 4;
        // A count starts so high that it runs over once it has reached the least.
        let start = (1 << BITS) - least.clamp(1, (1 << BITS) - 1);
        let mut count: [u64; BITS] = std::array::from_fn(|bit| if start >> bit & 1 == 1 { u64::MAX } else { 0 });
        let mut reached = 0;
        for &pair in pairs {
            let mut carry = self.having[pair];
            for bit in &mut count {
                let over = *bit & carry;
                *bit ^= carry;
                carry = over;
            }
            reached |= carry;
        }
        reached
    }
}

impl Places {
    /// The words of a text that has so many keys.
    pub fn new(words: &[Word], keys: usize) -> Self {
        let mut starts = vec![0u32; keys + 1];
        for word in words {
            starts[word.key as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each list is filled from its start, which moves on and ends up where the next list starts.
        let mut places = vec![0u32; words.len()];
        for (at, word) in (0..).zip(words) {
            let start = &mut starts[word.key as usize];
            places[*start as usize] = at;
            *start += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        Self { starts, places }
    }

    /// The words that have a key, in the order of the text.
    pub fn of(&self, key: KeyId) -> &[u32] {
        let key = key as usize;
        &self.places[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

impl Likenesses {
    /// The letters of all keys of a text, best in the order of how many pairs they have.
    pub fn new(keys: &[Letters]) -> Self {
        Self {
            blocks: keys.chunks(u64::BITS as usize).map(Block::new).collect(),
        }
    }

    /// For each of these words the keys, in order, that have half of their pairs of letters and of its own in common,
    /// and perhaps a few that have less.
    pub fn to(&self, words: &[&Letters]) -> Vec<Vec<KeyId>> {
        let pairs: Vec<Vec<usize>> = words.iter().map(|letters| letters.pairs().collect()).collect();
        let mut alike = vec![Vec::new(); words.len()];
        for (first, block) in (0..).step_by(u64::BITS as usize).zip(&self.blocks) {
            for (pairs, alike) in pairs.iter().zip(&mut alike) {
                let mut found = block.with(pairs, (pairs.len() + block.fewest).div_ceil(4));
                while found != 0 {
                    alike.push(first + found.trailing_zeros() as KeyId);
                    found &= found - 1;
                }
            }
        }
        alike
    }
}

#[cfg(test)]
mod tests {
    use crate::matching::prepared::Prepared;
    use crate::text::origin::Decoded;

    #[test]
    fn keys_are_found_where_they_stand_and_by_their_letters() {
        let text = Prepared::new(Decoded::slice("Le ministre a vu la ministre, et le ministère.", 0));
        let id = |key: &str| text.id(key).expect("it stands there");
        assert_eq!(text.places(id("ministre")), [1, 5]);
        assert_eq!(text.places(id("le")), [0, 7]);
        let alike = text.alike(&[text.letters_of(3), text.letters_of(1)]);
        assert!(alike[1].contains(&id("ministre")) && alike[1].contains(&id("ministere")));
        assert!(alike[0].contains(&id("vu")) && !alike[1].contains(&id("vu")));
    }
}
