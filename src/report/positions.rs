//! Lines and columns of the places of a report.

use crate::finding::report::{Place, Report};
use crate::text::lines::{LineIndex, Position};

/// The lines of all files of a report.
#[derive(Debug)]
pub struct Positions<'r> {
    report: &'r Report,
    lines: Vec<LineIndex>,
}

impl<'r> Positions<'r> {
    pub fn new(report: &'r Report) -> Self {
        Self {
            report,
            lines: report.files.iter().map(|file| LineIndex::new(&file.text)).collect(),
        }
    }

    /// Where a place starts.
    pub fn start(&self, place: Place) -> Position {
        self.at(place, place.span.start())
    }

    /// The position behind its last character.
    pub fn end(&self, place: Place) -> Position {
        self.at(place, place.span.end())
    }

    /// The lines of its file.
    pub fn lines(&self, place: Place) -> &LineIndex {
        &self.lines[place.file]
    }

    fn at(&self, place: Place, offset: usize) -> Position {
        self.lines[place.file].position(&self.report.files[place.file].text, offset)
    }
}
