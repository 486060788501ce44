//! The cases as they stand in their files: sets of quotes with what is known to be true of them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use guillemet::text::span::Span;
use serde::Deserialize;
use serde_json::Value;

use crate::gold::Gold;

/// The cases of one file.
pub struct Set {
    /// The name of the file without `.jsonl`.
    pub name: String,
    pub records: Vec<Record>,
}

/// One quote and what is known to be true of it.
pub struct Record {
    pub id: String,
    pub source: Cited,
    pub quote: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub gold: Gold,
    pub subclass: String,
    /// Classes that count as right too.
    pub accept: Vec<Gold>,
    /// Every alteration present, where they were listed.
    pub labels: Vec<Gold>,
    /// Bytes of the source on disk.
    pub gold_span: Option<Span>,
    pub note: String,
}

/// What a quote is checked against.
pub enum Cited {
    /// A path relative to the folder of cases.
    File(String),
    Text(String),
}

/// What a folder of cases holds.
pub struct Cases {
    /// In the order of their names.
    pub sets: Vec<Set>,
    /// Files in another schema.
    pub skipped: Vec<String>,
    /// Lines that could not be read; they cost nothing but themselves.
    pub problems: Vec<Problem>,
}

/// Something that could not be read or written.
pub struct Problem {
    path: PathBuf,
    /// From 1, where one line is at fault.
    line: Option<usize>,
    message: String,
}

impl Problem {
    pub fn file(path: &Path, message: String) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.line {
            Some(line) => write!(f, "`{path}`, line {line}: {}", self.message),
            None => write!(f, "`{path}` {}", self.message),
        }
    }
}

/// Reads the sets called `wanted`, or all where none is.
pub fn read_folder(folder: &Path, wanted: &[String]) -> Result<Cases, Problem> {
    let mut cases = Cases {
        sets: Vec::new(),
        skipped: Vec::new(),
        problems: Vec::new(),
    };
    let files = list(folder)?;
    if let Some(name) = wanted.iter().find(|name| !files.contains(&path(folder, name))) {
        return Err(Problem::file(folder, format!("holds no set called `{name}`")));
    }
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if wanted.is_empty() || wanted.contains(&name) {
            read_file(&file, name, &mut cases)?;
        }
    }
    Ok(cases)
}

fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.jsonl"))
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error| Problem::file(folder, format!("could not be listed: {error}"));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_file(file: &Path, name: String, cases: &mut Cases) -> Result<(), Problem> {
    let text = fs::read_to_string(file).map_err(|error| Problem::file(file, format!("could not be read: {error}")))?;
    let mut records = Vec::new();
    let mut foreign = 0;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_line(line) {
            Ok(Some(record)) => records.push(record),
            Ok(None) => foreign += 1,
            Err(error) => cases.problems.push(Problem {
                path: file.to_owned(),
                line: Some(at + 1),
                message: error.to_string(),
            }),
        }
    }
    if 0 < foreign {
        cases.skipped.push(format!("{foreign} lines of {name}.jsonl"));
    }
    cases.sets.push(Set { name, records });
    Ok(())
}

/// The record of a line; nothing where its schema is neither of the two known here.
fn read_line(line: &str) -> serde_json::Result<Option<Record>> {
    let value: Value = serde_json::from_str(line)?;
    let has = |fields: &[&str]| fields.iter().all(|field| value.get(field).is_some());
    if has(&["gold_class", "quote", "source_file"]) {
        return serde_json::from_value(value).map(|case: Case| Some(case.into()));
    }
    if has(&["expect", "quote", "source"]) {
        return serde_json::from_value(value).map(|peer: Peer| Some(peer.into()));
    }
    Ok(None)
}

/// The common schema.
#[derive(Deserialize)]
struct Case {
    id: String,
    source_file: String,
    quote: String,
    gold_class: Gold,
    gold_span: Option<(usize, usize)>,
    #[serde(default)]
    subclass: String,
    #[serde(default)]
    accept: Vec<Gold>,
    #[serde(default)]
    labels: Vec<Gold>,
    #[serde(default)]
    note: String,
}

/// A case from the test suite of another checker.
#[derive(Deserialize)]
struct Peer {
    id: String,
    source: String,
    quote: String,
    expect: Gold,
    /// In characters.
    expect_span: Option<(usize, usize)>,
    prefix: Option<String>,
    suffix: Option<String>,
    #[serde(default)]
    subtype: String,
    #[serde(default)]
    also_ok: Vec<Gold>,
    #[serde(default)]
    note: String,
}

impl From<Case> for Record {
    fn from(case: Case) -> Self {
        Self {
            id: case.id,
            source: Cited::File(case.source_file),
            quote: case.quote,
            prefix: None,
            suffix: None,
            gold: case.gold_class,
            subclass: case.subclass,
            accept: case.accept,
            labels: case.labels,
            gold_span: case
                .gold_span
                .filter(|(start, end)| start <= end)
                .map(|(start, end)| Span::new(start, end)),
            note: case.note,
        }
    }
}

impl From<Peer> for Record {
    fn from(peer: Peer) -> Self {
        Self {
            gold_span: peer.expect_span.map(|span| in_bytes(&peer.source, span)),
            id: peer.id,
            source: Cited::Text(peer.source),
            quote: peer.quote,
            prefix: peer.prefix,
            suffix: peer.suffix,
            gold: peer.expect,
            subclass: peer.subtype,
            accept: peer.also_ok,
            labels: Vec::new(),
            note: peer.note,
        }
    }
}

/// The bytes of a range of characters, cut off at the end of the text.
fn in_bytes(text: &str, (start, end): (usize, usize)) -> Span {
    let byte = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    Span::new(byte(start.min(end)), byte(end))
}

#[cfg(test)]
mod tests {
    use guillemet::text::span::Span;

    use crate::gold::Gold;
    use crate::record::{in_bytes, read_line};

    #[test]
    fn a_common_record_is_read() {
        let line = r#"{"id":"a","source_file":"s.txt","quote":"oui","gold_span":[3,6],"gold_class":"word_changed",
            "accept":["typographic"],"labels":["word_changed"],"sim":0.5,"note":"n"}"#;
        let record = read_line(line)
            .expect("it is JSON")
            .expect("it is in the common schema");
        assert_eq!(
            (record.gold, record.gold_span),
            (Gold::WordChanged, Some(Span::new(3, 6)))
        );
        assert_eq!(
            (record.accept, record.labels),
            (vec![Gold::Typographic], vec![Gold::WordChanged])
        );
    }

    #[test]
    fn a_record_of_peers_is_read() {
        let line = r#"{"id":"a","source":"où été","quote":"été","expect":"exact","expect_span":[3,6]}"#;
        let record = read_line(line)
            .expect("it is JSON")
            .expect("it is in the schema of peers");
        assert_eq!((record.gold, record.gold_span), (Gold::Verbatim, Some(Span::new(4, 9))));
    }

    #[test]
    fn another_schema_is_no_record() {
        let line = r#"{"id":"a","text":"…","quote_spans":[[0,1]],"gold_class":"attribution"}"#;
        assert!(read_line(line).expect("it is JSON").is_none());
    }

    #[test]
    fn an_unknown_class_is_a_problem() {
        assert!(read_line(r#"{"id":"a","source_file":"s","quote":"q","gold_class":"typo"}"#).is_err());
    }

    #[test]
    fn characters_are_counted_in_bytes() {
        assert_eq!(in_bytes("œuvre", (0, 1)), Span::new(0, 2));
        assert_eq!(in_bytes("œuvre", (1, 99)), Span::new(2, 6));
    }
}
