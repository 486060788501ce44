//! Values with their places, whatever format they were written in.

use crate::text::origin::Decoded;
use crate::text::span::Span;

/// A value and the bytes of the file it was written in, delimiters included.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    Text(Scalar),
    Bool(bool),
    Integer(i64),
    List(Vec<Node>),
    Table(Vec<Field>),
    /// Something no field takes; its name in the format.
    Other(&'static str),
}

/// A string, with the way back to the file and the way to write into it.
#[derive(Clone, Debug)]
pub struct Scalar {
    pub decoded: Decoded,
    pub style: Style,
}

/// What text has to look like to be written into a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Raw,
    /// As it is, but with no apostrophe and no line end.
    RawLine,
    /// With backslashes before quotation marks and backslashes, and line ends as `\n`.
    Escaped,
    /// As it is, on one line, with apostrophes doubled.
    Doubled,
    /// As it is, on one line: the blocks of YAML.
    Line,
    /// As it is, on one line, with nothing that YAML reads as its own signs.
    Plain,
    /// Like [`Style::Plain`], inside brackets or braces.
    PlainInside,
}

impl Style {
    /// `text` as it is written inside a scalar of this style; nothing where it cannot be.
    pub fn write(self, text: &str) -> Option<String> {
        match self {
            Style::Raw => (!text.contains("''")).then(|| text.to_owned()),
            Style::RawLine => (!text.contains(['\'', '\n'])).then(|| text.to_owned()),
            Style::Escaped => Some(escaped(text)),
            Style::Doubled => is_line(text).then(|| text.replace('\'', "''")),
            Style::Line => is_line(text).then(|| text.to_owned()),
            Style::Plain => is_plain(text).then(|| text.to_owned()),
            Style::PlainInside => {
                (is_plain(text) && !text.contains(['[', ']', '{', '}', ','])).then(|| text.to_owned())
            }
        }
    }
}

/// A string of TOML on one line, marks and all.
pub fn toml_string(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// With a backslash before what a string in quotation marks cannot hold.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '\\' => written.extend(['\\', letter]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            _ if letter.is_control() => written.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => written.push(letter),
        }
    }
    written
}

/// Whether the text has no line end, and no other sign that YAML takes only as an escape.
fn is_line(text: &str) -> bool {
    !text.contains(char::is_control)
}

/// Whether YAML reads the text as it is, wherever it stands in a scalar without quotation marks.
fn is_plain(text: &str) -> bool {
    const INDICATORS: &[char] = &[
        '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
    ];
    let dash = text == "-" || text.starts_with("- ");
    let cut = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    is_line(text) && !dash && !cut && !text.starts_with(INDICATORS)
}

/// A named value of a table.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub name_span: Span,
    pub node: Node,
}

/// A fault of the text itself: not a value of the format at all.
#[derive(Clone, Debug)]
pub struct SyntaxFlaw {
    pub span: Span,
    /// What the parser says of it.
    pub message: String,
    /// Where a text was cut, what cut it.
    pub cut: Option<Cut>,
}

/// What YAML took for a sign of its own in the middle of a text without quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// ` #`: the rest of the line is a comment.
    Comment,
    /// `: `: what stands before it is the name of a field.
    Mapping,
}

impl Value {
    /// What the value is, in a word for people.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a string",
            Value::Bool(_) => "a boolean",
            Value::Integer(_) => "a number",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Other(kind) => kind,
        }
    }
}
