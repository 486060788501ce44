//! The engines: each gives the best place of a needle in a text, or nothing, within the same limit of edits.

use bio::pattern_matching::myers::{Myers, long};
use guillemet::search::index::Index;
use guillemet::search::place::{Place, limit};
use guillemet::search::scan;
use guillemet::text::folded::Folded;
use sassy::Searcher;
use sassy::profiles::Ascii;

/// guillemet without an index.
pub fn guillemet_scan(needle: &Folded, text: &Folded) -> Option<Place> {
    scan::places(needle, text).into_iter().next()
}

/// guillemet with one, which was made of `text`.
pub fn guillemet_index(needle: &Folded, index: &Index, text: &Folded) -> Option<Place> {
    index.whole(text.bytes()).places(needle.bytes()).into_iter().next()
}

/// sassy, which looks at the text with SIMD. One searcher serves for all needles, so that its tables are made once.
pub struct Sassy(Searcher<Ascii>);

impl Sassy {
    pub fn new() -> Self {
        Self(Searcher::new_fwd())
    }

    pub fn place(&mut self, needle: &[u8], text: &[u8]) -> Option<Place> {
        self.within(needle, text, limit(needle.len()))
    }

    /// The same with another limit.
    pub fn within(&mut self, needle: &[u8], text: &[u8], limit: usize) -> Option<Place> {
        let matches = self.0.search(needle, &text, limit);
        let best = matches.iter().min_by_key(|found| found.cost)?;
        Some(Place {
            span: best.text_start..best.text_end,
            distance: best.cost as usize,
        })
    }
}

/// Myers' algorithm of rust-bio, 64 letters at a time: all ends, and the start of the best one.
pub fn rust_bio(needle: &[u8], text: &[u8]) -> Option<Place> {
    const WORD: usize = 64;
    let limit = limit(needle.len());
    // The last byte of a place is what is given as its end.
    let around = |last: usize| (last + 1).saturating_sub(needle.len() + limit)..last + 1;
    let (from, (start, end, distance)) = if needle.len() <= WORD {
        let limit = limit as u8;
        let mut myers = Myers::<u64>::new(needle);
        let (last, distance) = myers.find_all_end(text, limit).min_by_key(|&(_, distance)| distance)?;
        let window = around(last);
        let place = myers.find_all(&text[window.clone()], distance).last()?;
        (window.start, (place.0, place.1, usize::from(place.2)))
    } else {
        let mut myers = long::Myers::<u64>::new(needle);
        let (last, distance) = myers.find_all_end(text, limit).min_by_key(|&(_, distance)| distance)?;
        let window = around(last);
        let place = myers.find_all(&text[window.clone()], distance).last()?;
        (window.start, place)
    };
    Some(Place {
        span: from + start..from + end,
        distance,
    })
}

#[cfg(test)]
mod tests {
    use guillemet::search::index::Index;
    use guillemet::text::folded::Folded;

    use crate::peers::{Sassy, guillemet_index, guillemet_scan, rust_bio};
    use crate::quotes::{Class, LENGTHS, Source, quotes};
    use crate::text::text;

    #[test]
    fn all_engines_mean_the_same_place() {
        let sources = [Source::new(text(50_000, 1))];
        let source = &sources[0];
        let bytes = source.folded.bytes();
        let index = Index::new(bytes);
        let mut sassy = Sassy::new();
        for class in [Class::Verbatim, Class::OneLetter, Class::Some] {
            for length in LENGTHS {
                for quote in quotes(&sources, "", (class, length), 10, &mut |_, _| true) {
                    let needle = quote.needle();
                    let distances = [
                        guillemet_scan(&quote.folded, &source.folded),
                        guillemet_index(&quote.folded, &index, &source.folded),
                        sassy.place(needle, bytes),
                        rust_bio(needle, bytes),
                    ]
                    .map(|place| place.map(|place| place.distance));
                    let distance = quote.gold.as_ref().map(|gold| gold.distance);
                    assert_eq!(distances, [distance; 4], "{}", quote.text);
                }
            }
        }
        assert_eq!(
            guillemet_scan(&Folded::new("wkzqxwkzqxwkzqxwkzqx"), &source.folded),
            None
        );
    }
}
