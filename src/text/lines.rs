//! Lines and columns of a text, made at the edge and never stored.

use memchr::memmem;

use crate::text::span::Span;

/// A place as a person counts it, both from 1; the column is in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The first byte of every line of a text; lines end with LF, a CR before it belongs to the line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    // Invariant: starts with 0, rises.
    starts: Vec<usize>,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    /// The line and column of a byte of `text`, the text that this index was made from.
    ///
    /// A byte order mark is no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let before = text.get(start..offset.min(text.len())).unwrap_or("");
        let marks = memmem::find_iter(before.as_bytes(), "\u{feff}").count();
        Position {
            line,
            column: before.chars().count() - marks + 1,
        }
    }

    /// The number of the line that holds a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The bytes of a line without its end; empty where there is no such line.
    pub fn span(&self, text: &str, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|line| self.starts.get(line)) else {
            return Span::at(text.len());
        };
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = end - usize::from(text[start..end].ends_with('\r'));
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::lines::{LineIndex, Position};

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "\u{feff}été\r\nœuvre\n\nfin";
        let lines = LineIndex::new(text);
        let at = |word: &str| lines.position(text, text.find(word).expect("it is there"));
        assert_eq!(at("é\r"), Position { line: 1, column: 3 });
        assert_eq!(at("uvre"), Position { line: 2, column: 2 });
        assert_eq!(at("fin"), Position { line: 4, column: 1 });
        assert_eq!(lines.span(text, 1).of(text), "\u{feff}été");
        assert_eq!(lines.span(text, 3).of(text), "");
        assert_eq!(lines.span(text, 9).of(text), "");
    }
}
