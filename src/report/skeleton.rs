//! The quoted spans of a source as an annotation file to fill in.

use std::fmt::Write;

use crate::corpus::Source;
use crate::french::speech::attribution::{self, Attribution};
use crate::text::lines::LineIndex;
use crate::text::quotation::{self, Quoted};
use crate::text::span::Span;

/// How many characters beside a span tell it from another with the same words.
const CONTEXT: usize = 40;

/// A TOML annotation with one claim for each quoted span of `source`, whose file on disk
/// is `file`. Each claim is to be written, its quote stands; the whole checks clean as it is.
pub fn render(source: &Source, file: &str) -> String {
    let text = source.text.text();
    let lines = LineIndex::new(file);
    let quotations = quotation::quoted_spans(text);
    let attributions = attribution::attributions(text, &quotations);
    let spans: Vec<(Quoted, Option<Attribution>)> = quotations
        .into_iter()
        .zip(attributions)
        .filter(|(span, _)| span.inner.of(text).contains(char::is_alphanumeric))
        .collect();
    let mut skeleton = format!("source = {}\n", quoted(&source.description.id));
    for (at, (span, attribution)) in spans.iter().enumerate() {
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
            let _ = writeln!(claim, "speaker = {}", quoted(&name));
        }
        if text.matches(words).nth(1).is_some() {
            let context = [
                ("prefix", before(text, span.outer)),
                ("suffix", after(text, span.outer)),
            ];
            for (field, context) in context.into_iter().filter(|(_, context)| !context.is_empty()) {
                let _ = writeln!(claim, "{field} = {}", quoted(context));
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
        quoted(text)
    } else {
        format!("'''\n{text}'''")
    }
}

fn quoted(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ if letter.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", letter as u32);
            }
            _ => escaped.push(letter),
        }
    }
    format!("\"{escaped}\"")
}
