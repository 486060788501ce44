//! The keys of one text: each once, with a number, all in one string.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The number of a key within one text.
pub type KeyId = u32;

/// Keys by their number, and numbers by their key.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    text: String,
    /// Where each key ends in `text`.
    ends: Vec<u32>,
    ids: HashTable<KeyId>,
    hasher: DefaultHashBuilder,
}

impl Keys {
    /// The number of a key, which it is given when it is first seen.
    ///
    /// All keys together hold less than 4 GB, as the text does whose words they fold.
    pub fn intern(&mut self, key: &str) -> KeyId {
        let hash = self.hasher.hash_one(key);
        if let Some(id) = self.find(hash, key) {
            return id;
        }
        let id = self.ends.len() as KeyId;
        self.text.push_str(key);
        self.ends.push(self.text.len() as u32);
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        self.ids
            .insert_unique(hash, id, |&id| hasher.hash_one(part(text, ends, id)));
        id
    }

    /// The number of a key, where the text has it.
    pub fn id(&self, key: &str) -> Option<KeyId> {
        self.find(self.hasher.hash_one(key), key)
    }

    fn find(&self, hash: u64, key: &str) -> Option<KeyId> {
        self.ids.find(hash, |&id| self.get(id) == key).copied()
    }

    /// The key of a number that this text gave.
    pub fn get(&self, id: KeyId) -> &str {
        part(&self.text, &self.ends, id)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The keys in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as KeyId).map(|id| self.get(id))
    }

    /// The same keys, numbered anew in the order given of their numbers, which holds each once.
    pub fn in_order(&self, order: &[KeyId]) -> Self {
        let mut keys = Self {
            text: String::with_capacity(self.text.len()),
            ends: Vec::with_capacity(self.ends.len()),
            ids: HashTable::with_capacity(self.ends.len()),
            hasher: self.hasher.clone(),
        };
        for &id in order {
            keys.intern(self.get(id));
        }
        keys
    }
}

fn part<'t>(text: &'t str, ends: &[u32], id: KeyId) -> &'t str {
    let id = id as usize;
    let start = id.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start as usize..ends[id] as usize]
}

#[cfg(test)]
mod tests {
    use crate::text::keys::Keys;

    #[test]
    fn a_key_has_one_number() {
        let mut keys = Keys::default();
        let words: Vec<String> = (0..1000).map(|number| format!("mot{}", number % 300)).collect();
        let ids: Vec<u32> = words.iter().map(|word| keys.intern(word)).collect();
        assert_eq!(keys.len(), 300);
        for (word, id) in words.iter().zip(ids) {
            assert_eq!((keys.get(id), keys.id(word)), (word.as_str(), Some(id)));
        }
        assert_eq!(keys.id("mot"), None);
        assert_eq!(keys.iter().nth(299), Some("mot299"));
        let backwards = keys.in_order(&(0..300).rev().collect::<Vec<_>>());
        assert_eq!((backwards.get(0), backwards.id("mot0")), ("mot299", Some(299)));
    }
}
