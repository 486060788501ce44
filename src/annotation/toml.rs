//! TOML to the tree of values.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::annotation::tree::{Field, Node, Scalar, Style, SyntaxFlaw, Value};
use crate::text::origin::Decoded;
use crate::text::span::Span;

/// The root table of `file`, and its faults. The table holds what could be read beside them.
pub fn parse(file: &str) -> (Node, Vec<SyntaxFlaw>) {
    let text = file.strip_prefix('\u{feff}').unwrap_or(file);
    let reader = Reader {
        text,
        shift: file.len() - text.len(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    // What follows the first fault of a syntax mostly follows from it.
    let flaws = errors.iter().take(1).map(|error| reader.flaw(error)).collect();
    let root = Node {
        span: Span::new(0, file.len()),
        value: reader.table(table.get_ref()),
    };
    (root, flaws)
}

struct Reader<'t> {
    text: &'t str,
    /// The bytes of the file before `text`.
    shift: usize,
}

impl Reader<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = range.start.min(self.text.len());
        Span::new(self.shift + start, self.shift + range.end.clamp(start, self.text.len()))
    }

    fn flaw(&self, error: &toml::de::Error) -> SyntaxFlaw {
        SyntaxFlaw {
            span: self.span(error.span().unwrap_or(0..0)),
            message: error.message().to_owned(),
            cut: None,
        }
    }

    fn table(&self, table: &DeTable) -> Value {
        let mut fields: Vec<Field> = table
            .iter()
            .map(|(name, value)| Field {
                name: name.get_ref().to_string(),
                name_span: self.span(name.span()),
                node: self.node(value),
            })
            .collect();
        // The parser orders by name; readers expect the order of the file.
        fields.sort_by_key(|field| field.name_span);
        Value::Table(fields)
    }

    fn node(&self, value: &Spanned<DeValue>) -> Node {
        let span = self.span(value.span());
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(self.scalar(text, value.span())),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Other("a number out of range"),
            },
            DeValue::Float(_) => Value::Other("a decimal number"),
            DeValue::Datetime(_) => Value::Other("a date"),
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node { span, value }
    }

    fn scalar(&self, text: &str, range: std::ops::Range<usize>) -> Scalar {
        let written = self.text.get(range.clone()).unwrap_or("");
        let (delimiter, style) = match written.as_bytes() {
            [b'"', b'"', b'"', ..] => (3, Style::Escaped),
            [b'\'', b'\'', b'\'', ..] => (3, Style::Raw),
            [b'\'', ..] => (1, Style::RawLine),
            _ => (1, Style::Escaped),
        };
        let inside = written
            .get(delimiter..written.len().saturating_sub(delimiter))
            .unwrap_or("");
        // A line end right after an opening delimiter of three is no part of the string.
        let value = match delimiter {
            3 => inside
                .strip_prefix("\r\n")
                .or(inside.strip_prefix('\n'))
                .unwrap_or(inside),
            _ => inside,
        };
        let start = self.shift + range.start + delimiter + (inside.len() - value.len());
        let decoded = match style {
            Style::Escaped => Decoded::scalar(text, value, start),
            _ => Decoded::raw(text, value, start),
        };
        Scalar { decoded, style }
    }
}
