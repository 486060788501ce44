//! JSON to the tree of values.

use std::collections::BTreeSet;

use jsonc_parser::ast::{ObjectPropName, Value as Json};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::annotation::tree::{Field, Node, Scalar, Style, SyntaxFlaw, Value};
use crate::text::origin::Decoded;
use crate::text::span::Span;

/// The root value of `file`, where it is JSON, else what is wrong with it.
pub fn parse(file: &str) -> (Option<Node>, Vec<SyntaxFlaw>) {
    let text = file.strip_prefix('\u{feff}').unwrap_or(file);
    let reader = Reader {
        text,
        shift: file.len() - text.len(),
    };
    match parse_to_ast(text, &CollectOptions::default(), &options()) {
        Ok(parsed) => match parsed.value {
            Some(value) => (Some(reader.node(&value)), reader.doubles(&value)),
            None => {
                let flaw = SyntaxFlaw {
                    span: Span::at(0),
                    message: "there is no value in it".to_owned(),
                    cut: None,
                };
                (None, vec![flaw])
            }
        },
        Err(error) => {
            let flaw = SyntaxFlaw {
                span: reader.span(error.range()),
                message: error.kind().to_string(),
                cut: None,
            };
            (None, vec![flaw])
        }
    }
}

fn name_range(name: &ObjectPropName) -> Range {
    match name {
        ObjectPropName::String(name) => name.range,
        ObjectPropName::Word(name) => name.range,
    }
}

/// JSON as its standard has it, and what editors and people leave in it: comments, a last comma.
fn options() -> ParseOptions {
    ParseOptions {
        allow_comments: true,
        allow_loose_object_property_names: false,
        allow_trailing_commas: true,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

struct Reader<'t> {
    text: &'t str,
    shift: usize,
}

impl Reader<'_> {
    fn span(&self, range: Range) -> Span {
        let start = range.start.min(self.text.len());
        Span::new(self.shift + start, self.shift + range.end.clamp(start, self.text.len()))
    }

    fn node(&self, value: &Json) -> Node {
        let node = match value {
            Json::StringLit(text) => Value::Text(self.scalar(&text.value, text.range)),
            Json::BooleanLit(literal) => Value::Bool(literal.value),
            Json::NumberLit(number) => match number.value.parse() {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Other("a decimal number"),
            },
            Json::NullKeyword(_) => Value::Other("null"),
            Json::Array(array) => Value::List(array.elements.iter().map(|item| self.node(item)).collect()),
            Json::Object(object) => Value::Table(
                object
                    .properties
                    .iter()
                    .map(|property| Field {
                        name: property.name.as_str().to_owned(),
                        name_span: self.span(name_range(&property.name)),
                        node: self.node(&property.value),
                    })
                    .collect(),
            ),
        };
        Node {
            span: self.span(value.range()),
            value: node,
        }
    }

    /// The names that stand twice in one object: readers of JSON differ in which they take.
    fn doubles(&self, value: &Json) -> Vec<SyntaxFlaw> {
        match value {
            Json::Array(array) => array.elements.iter().flat_map(|item| self.doubles(item)).collect(),
            Json::Object(object) => {
                let mut names = BTreeSet::new();
                let properties = object.properties.iter();
                let found = properties.flat_map(|property| {
                    let again = (!names.insert(property.name.as_str())).then(|| SyntaxFlaw {
                        span: self.span(name_range(&property.name)),
                        message: "duplicate key".to_owned(),
                        cut: None,
                    });
                    again
                        .into_iter()
                        .chain(self.doubles(&property.value))
                        .collect::<Vec<_>>()
                });
                found.collect()
            }
            _ => Vec::new(),
        }
    }

    fn scalar(&self, text: &str, range: Range) -> Scalar {
        let inside = self
            .text
            .get(range.start + 1..range.end.saturating_sub(1))
            .unwrap_or("");
        Scalar {
            decoded: Decoded::scalar(text, inside, self.shift + range.start + 1),
            style: Style::Escaped,
        }
    }
}
