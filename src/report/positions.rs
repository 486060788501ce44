//! Lines and columns of the places of a report.

use std::sync::OnceLock;

use crate::finding::report::{Place, Report};
use crate::text::lines::{LineIndex, Position};

/// The lines of all files of a report, each counted when it is first asked for.
#[derive(Debug)]
pub struct Positions<'r> {
    report: &'r Report,
    lines: Vec<OnceLock<LineIndex>>,
}

impl<'r> Positions<'r> {
    pub fn new(report: &'r Report) -> Self {
        Self {
            report,
            lines: report.files.iter().map(|_| OnceLock::new()).collect(),
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
        let text = &self.report.files[place.file].text;
        self.lines[place.file].get_or_init(|| LineIndex::new(text))
    }

    fn at(&self, place: Place, offset: usize) -> Position {
        self.lines(place).position(&self.report.files[place.file].text, offset)
    }
}
