//! A stretch of a text, counted in bytes.

/// A half-open range of bytes of a text of less than 4 GB.
///
/// Which text it counts in is said by whoever holds it: a file on disk, or the decoded text of a
/// scalar or source, which [`Origin`](crate::text::origin::Origin) leads back to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// When `start` is after `end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span starts at {start} after its end {end}");
        Self {
            start: small(start),
            end: small(end),
        }
    }

    /// An empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The text in this span; empty where the span does not lie in `text` at character boundaries.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}

/// Offsets beyond 4 GB, of which there are none, are the last one.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
