//! The quoted spans of a source as an annotation file to fill in.

use std::fmt::Write;

use crate::annotation::tree::toml_string;
use crate::corpus::{Corpus, Description, Source};
use crate::french::speech::attribution::{self, Attribution};
use crate::text::lines::LineIndex;
use crate::text::quotation::{self, Quoted};
use crate::text::span::Span;

/// How many characters beside a span tell it from another with the same words.
const CONTEXT: usize = 40;

/// A first annotation quotes no fewer words than this: a term or a title makes a poor example.
const SHORTEST_FIRST: usize = 4;

/// The folder of a project's annotations.
pub const ANNOTATIONS: &str = "annotations";

/// Texts at these paths as sources, each with an id of its own: its name without folder and ending.
pub fn described<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<Description> {
    let mut described: Vec<Description> = Vec::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
        let taken = |id: &String| described.iter().any(|other| other.id == *id);
        let ids = std::iter::once(name.to_owned()).chain((2..).map(|nth| format!("{name}-{nth}")));
        let id = ids.into_iter().find(|id| !taken(id)).unwrap_or_default();
        described.push(Description {
            id,
            path: path.to_owned(),
            ..Description::default()
        });
    }
    described
}

/// A project file that declares these sources.
pub fn project(sources: &[Description]) -> String {
    let mut project = format!("annotations = [\"{ANNOTATIONS}/*.toml\"]\n");
    for source in sources {
        let (id, path) = (toml_string(&source.id), toml_string(&source.path));
        // Writing to a string cannot fail.
        let _ = write!(project, "\n[[sources]]\nid = {id}\npath = {path}\n");
    }
    project
}

/// A first annotation of at most `most` claims: of the first source that quotes somebody, or else of
/// the first that has a word. `files` are the texts of the sources on disk.
pub fn first<'c>(
    corpus: &'c Corpus,
    files: impl Iterator<Item = &'c str> + Clone,
    most: usize,
) -> Option<(&'c Source, String)> {
    let sources = files
        .enumerate()
        .filter_map(|(at, file)| Some((corpus.source(at)?, file)));
    let telling =
        |span: &Quoted, text: &str| span.depth == 0 && SHORTEST_FIRST <= span.inner.of(text).split_whitespace().count();
    let quoting = sources.clone();
    let quoting = quoting.map(|(source, file)| (source, written(source, file, most, telling)));
    let mut quoting = quoting.filter(|(_, annotation)| annotation.contains("[[claims]]"));
    quoting
        .next()
        .or_else(|| sources.clone().find_map(|(source, _)| Some((source, opening(source)?))))
}

/// An annotation with one claim that quotes the first line of a source with words in it.
fn opening(source: &Source) -> Option<String> {
    let line = source
        .text
        .text()
        .lines()
        .find(|line| line.contains(char::is_alphanumeric))?;
    let (id, words) = (toml_string(&source.description.id), scalar(line.trim()));
    Some(format!(
        "source = {id}\n\n[[claims]]\nid = \"citation-1\"\nclaim = \"\"\n[[claims.quotes]]\nexact = {words}\n"
    ))
}

/// A TOML annotation with one claim for each quoted span of `source`, whose file on disk
/// is `file`. Each claim is to be written, its quote stands; the whole checks clean as it is.
pub fn render(source: &Source, file: &str) -> String {
    written(source, file, usize::MAX, |_, _| true)
}

/// At most `most` claims, of the spans that are wanted.
fn written(source: &Source, file: &str, most: usize, wanted: impl Fn(&Quoted, &str) -> bool) -> String {
    let text = source.text.text();
    let lines = LineIndex::new(file);
    let quotations = quotation::quoted_spans(text);
    let attributions = attribution::attributions(text, &source.text.cuts(), &quotations);
    let spans: Vec<(Quoted, Option<Attribution>)> = quotations
        .into_iter()
        .zip(attributions)
        .filter(|(span, _)| span.inner.of(text).contains(char::is_alphanumeric) && wanted(span, text))
        .collect();
    let mut skeleton = format!("source = {}\n", toml_string(&source.description.id));
    for (at, (span, attribution)) in spans.iter().take(most).enumerate() {
        let place = source.text.on_disk(span.inner);
        let position = lines.position(file, place.start());
        let marks = |mark: Option<char>| mark.map_or_else(|| "none".to_owned(), |mark| mark.to_string());
        let level = if span.depth == 0 {
            String::new()
        } else {
            format!(", level {}", span.depth + 1)
        };
        let words = span.inner.of(text);
        let mut claim = String::new();
        // Writing to a string cannot fail.
        let _ = write!(
            claim,
            "\n# line {}, column {}, bytes {}..{}, marks {} {}{level}\n[[claims]]\nid = \"citation-{}\"\nclaim = \"\"\n[[claims.quotes]]\n",
            position.line,
            position.column,
            place.start(),
            place.end(),
            marks(span.open),
            marks(span.close),
            at + 1,
        );
        if let Some(attribution) = attribution {
            let name = attribution
                .speaker
                .of(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let _ = writeln!(claim, "speaker = {}", toml_string(&name));
        }
        if text.matches(words).nth(1).is_some() {
            let context = [
                ("prefix", before(text, span.outer)),
                ("suffix", after(text, span.outer)),
            ];
            for (field, context) in context.into_iter().filter(|(_, context)| !context.is_empty()) {
                let _ = writeln!(claim, "{field} = {}", toml_string(context));
            }
        }
        let _ = writeln!(claim, "exact = {}", scalar(words));
        skeleton.push_str(&claim);
    }
    skeleton
}

/// The words right before a span, on its line.
fn before(text: &str, span: Span) -> &str {
    let line = text[..span.start()].rsplit('\n').next().unwrap_or("");
    let start = line.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let cut = &line[start..];
    if start == 0 {
        cut.trim()
    } else {
        cut.split_once(' ').map_or(cut, |(_, rest)| rest).trim()
    }
}

/// The words right after a span, on its line.
fn after(text: &str, span: Span) -> &str {
    let line = text[span.end()..].split('\n').next().unwrap_or("");
    let end = line.char_indices().nth(CONTEXT).map_or(line.len(), |(at, _)| at);
    let cut = &line[..end];
    if end == line.len() {
        cut.trim()
    } else {
        cut.rsplit_once(' ').map_or(cut, |(rest, _)| rest).trim()
    }
}

/// A TOML string: raw over lines where it can be, which needs no escapes.
fn scalar(text: &str) -> String {
    let text = &text.replace("\r\n", "\n");
    let control = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    if text.contains("'''") || text.ends_with('\'') || text.contains(control) {
        toml_string(text)
    } else {
        format!("'''\n{text}'''")
    }
}
