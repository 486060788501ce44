//! Many folded texts in one index: where a needle may stand is asked once for all of them.

use crate::search::index::{Index, Part};
use crate::search::place::MOST_PLACES;
use crate::text::folded::Folded;

/// Texts one after the other, indexed together.
#[derive(Clone, Debug)]
pub struct Library {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
    index: Index,
}

impl Library {
    /// The texts in order, less than 4 GB of them.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t Folded, IntoIter: Clone>) -> Self {
        let texts = texts.into_iter();
        let mut bytes = Vec::with_capacity(texts.clone().map(|text| text.bytes().len()).sum());
        let mut ends = Vec::new();
        for text in texts {
            bytes.extend_from_slice(text.bytes());
            ends.push(bytes.len());
        }
        Self {
            index: Index::new(&bytes),
            bytes,
            ends,
        }
    }

    /// The index of one text, by its number.
    pub fn part(&self, number: usize) -> Part<'_> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.index.part(&self.bytes, start..self.ends[number])
    }

    /// The numbers of the texts, in order, where a folded needle stands, and most of those where it nearly does.
    /// Nothing where there are too many to tell.
    pub fn holding(&self, needle: &[u8]) -> Option<Vec<usize>> {
        let whole = self.index.whole(&self.bytes);
        let places = whole.handy(needle);
        if MOST_PLACES <= places.iter().filter(|place| place.distance > 0).count() {
            return None;
        }
        // A place at the end of one text may reach into the next.
        let texts = places
            .iter()
            .flat_map(|place| self.number(place.span.start)..=self.number(place.span.end - 1));
        let mut numbers: Vec<usize> = texts.collect();
        numbers.sort_unstable();
        numbers.dedup();
        Some(numbers)
    }

    /// The text that a byte belongs to.
    fn number(&self, byte: usize) -> usize {
        self.ends.partition_point(|&end| end <= byte)
    }
}

#[cfg(test)]
mod tests {
    use crate::search::library::Library;
    use crate::search::scan;
    use crate::text::folded::Folded;

    #[test]
    fn each_text_is_told_and_searched_apart() {
        let texts = [
            "Le ministre a présenté le plan à Strasbourg.",
            "Rien.",
            "",
            "Le ministre aurait présenté le plan, à Lyon ; le ministre a présenté le plan.",
        ]
        .map(Folded::new);
        let library = Library::new(&texts);
        for (needle, numbers) in [
            ("Le ministre a présenté", &[0, 3][..]),
            ("aurait présenté le plan", &[3]),
            ("présenté le plan à Strasbourg", &[0]),
            ("Rien", &[1]),
            ("une tout autre phrase", &[]),
        ] {
            let needle = Folded::new(needle);
            assert_eq!(library.holding(needle.bytes()).as_deref(), Some(numbers), "{needle:?}");
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(
                    library.part(number).places(needle.bytes()),
                    scan::places(&needle, text),
                    "{needle:?}"
                );
            }
        }
    }
}
