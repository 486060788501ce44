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
}

impl Style {
    /// `text` as it is written inside a scalar of this style; nothing where it cannot be.
    pub fn write(self, text: &str) -> Option<String> {
        match self {
            Style::Raw => (!text.contains("''")).then(|| text.to_owned()),
            Style::RawLine => (!text.contains(['\'', '\n'])).then(|| text.to_owned()),
            Style::Escaped => Some(
                text.replace('\\', "\\\\")
                    .replace('"', "\\\"")
                    .replace('\n', "\\n")
                    .replace('\r', "\\r"),
            ),
        }
    }
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
