//! The stretches of a text that were looked at for one needle, each once, and the places found there.

use std::cell::OnceCell;
use std::ops::Range;

use crate::search::extend;
use crate::search::myers::{self, Profile};
use crate::search::place::{Place, apart, joined, limit};
use crate::search::rows;

/// One edit in so many bytes is few: what stands around a piece is quicker found step by step.
const FEW: usize = 16;

/// The search for one needle in one text: its places so far.
#[derive(Debug)]
pub struct Near<'s> {
    needle: &'s [u8],
    text: &'s [u8],
    /// Made when it is first asked for: most needles differ by little, or not at all.
    profile: OnceCell<Profile>,
    limit: usize,
    few: usize,
    /// Windows in which only a place with more than few edits may stand, or one further than the nearest.
    left: Vec<Range<usize>>,
    seen: Vec<Range<usize>>,
    places: Vec<Place>,
    /// Places around a piece, at most as far as they tell: held against the text with the piece where it stands.
    around: Vec<Place>,
}

impl<'s> Near<'s> {
    /// A needle of at least one byte, without the space around it.
    pub fn new(needle: &'s [u8], text: &'s [u8]) -> Self {
        let limit = limit(needle.len());
        Self {
            needle,
            text,
            profile: OnceCell::new(),
            limit,
            few: (needle.len() / FEW + 2).min(limit),
            left: Vec::new(),
            seen: Vec::new(),
            places: Vec::new(),
            around: Vec::new(),
        }
    }

    /// Where a place may stand whose needle would start at this byte of the text if nothing differed before
    /// it: a little before that byte, too.
    pub fn window(&self, diagonal: isize) -> Range<usize> {
        let reach = self.limit as isize;
        let byte = |at: isize| (at.max(0) as usize).min(self.text.len());
        byte(diagonal - reach)..byte(diagonal + self.needle.len() as isize + reach)
    }

    /// Whether every byte of the window was looked at.
    fn is_seen(&self, window: &Range<usize>) -> bool {
        self.seen
            .iter()
            .any(|seen| seen.start <= window.start && window.end <= seen.end)
    }

    /// Looks for near places around a piece of the needle that stands at these bytes of the text. What is not so
    /// near is left for [`look_further`](Self::look_further).
    pub fn look_around(&mut self, piece: &Range<usize>, starts: impl IntoIterator<Item = usize>) {
        for start in starts {
            // One that is further than the nearest is worth no more steps.
            let most = self.nearest().map_or(self.few, |distance| distance.min(self.few));
            match extend::around(self.needle, piece.clone(), self.text, start, most) {
                Some(place) => self.around.push(place),
                None => {
                    let window = self.window(start as isize - piece.start as isize);
                    self.left.push(window);
                }
            }
        }
    }

    /// Looks for a place with at most so many edits around a piece of the needle that stands at this byte.
    pub fn look_closely(&mut self, piece: &Range<usize>, start: usize, most: usize) {
        let most = self.nearest().map_or(most, |distance| distance.min(most));
        let is_piece = self.text[start..].starts_with(&self.needle[piece.clone()]);
        if is_piece {
            self.around
                .extend(extend::around(self.needle, piece.clone(), self.text, start, most));
        }
    }

    /// Looks at all that was left, unless it is so much that a look at every byte is cheaper.
    pub fn look_further(&mut self) {
        /// So many bytes of a whole text are looked at as fast as one of a window.
        const FASTER: usize = 4;
        let left = joined(std::mem::take(&mut self.left));
        let bytes: usize = left.iter().map(Range::len).sum();
        if FASTER * bytes <= self.text.len() {
            self.look(left);
        }
    }

    /// Looks for places within these windows where it has not looked yet.
    pub fn look(&mut self, windows: impl IntoIterator<Item = Range<usize>>) {
        for window in joined(windows.into_iter().collect()) {
            if self.is_seen(&window) {
                continue;
            }
            let found = myers::places(self.profile(), self.needle, self.text, window.clone(), self.limit);
            self.places.extend(found);
            self.seen.push(window);
        }
    }

    /// Looks at every byte of the text.
    pub fn look_everywhere(&mut self) {
        let longest = self.needle.len() + self.limit;
        let stretches = rows::near(self.needle, self.text, self.limit);
        self.look(
            stretches
                .into_iter()
                .map(|stretch| stretch.start.saturating_sub(longest)..stretch.end),
        );
    }

    fn profile(&self) -> &Profile {
        self.profile.get_or_init(|| Profile::new(self.needle))
    }

    /// The most edits of a place.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The distance of the nearest place so far.
    pub fn nearest(&self) -> Option<usize> {
        let places = self.places.iter().chain(&self.around);
        places.map(|place| place.distance).min()
    }

    /// Whether a place was found so near that no other is worth a look at the whole text.
    pub fn is_sure(&self) -> bool {
        self.nearest().is_some_and(|distance| distance <= self.limit * 3 / 4)
    }

    /// The places that do not overlap, the nearest first.
    pub fn places(self) -> Vec<Place> {
        let mut places = apart(self.places.iter().chain(&self.around).cloned().collect());
        for place in &mut places {
            // Where the piece answers to another part of the needle, two edits may be one.
            if place.distance > 1 && self.around.contains(place) {
                place.distance = extend::distance(self.needle, &self.text[place.span.clone()], place.distance);
            }
        }
        places.sort_by_key(|place| (place.distance, place.span.start));
        places
    }
}
