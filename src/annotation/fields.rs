//! Reads the fields of tables and notes what does not fit, for every file of values alike.

use crate::annotation::tree::{Field, Node, Scalar, Value};
use crate::text::span::Span;

/// A field that is not what its table takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFault {
    Unknown {
        name: String,
        /// What holds it: `a quote`.
        holder: &'static str,
        known: &'static [&'static str],
    },
    WrongType {
        field: &'static str,
        expected: &'static str,
        found: &'static str,
    },
    Missing {
        field: &'static str,
        holder: &'static str,
    },
    /// There, and nothing in it.
    Empty {
        field: &'static str,
        holder: &'static str,
    },
}

/// The faults noted so far, each with its place.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<(Span, FieldFault)>);

impl Faults {
    pub fn wrong_type(&mut self, node: &Node, field: &'static str, expected: &'static str) {
        let found = node.value.kind();
        self.0
            .push((node.span, FieldFault::WrongType { field, expected, found }));
    }

    /// Notes that a field of a table says nothing.
    pub fn empty(&mut self, node: &Node, field: &'static str, holder: &'static str) {
        self.0.push((node.span, FieldFault::Empty { field, holder }));
    }

    /// Notes that a table lacks a field, where it does. Points at the first field of the table,
    /// since what a table's own bytes are differs by format.
    pub fn require(&mut self, node: &Node, fields: &[Field], field: &'static str, holder: &'static str) {
        if find(fields, field).is_none() {
            self.0
                .push((place(node, fields), FieldFault::Missing { field, holder }));
        }
    }

    /// The fields of a table, with a fault for each that nothing reads.
    pub fn fields<'n>(
        &mut self,
        node: &'n Node,
        holder: &'static str,
        known: &'static [&'static str],
    ) -> Option<&'n [Field]> {
        let Value::Table(fields) = &node.value else {
            self.wrong_type(node, holder, "a table");
            return None;
        };
        for field in fields.iter().filter(|field| !known.contains(&field.name.as_str())) {
            let name = field.name.clone();
            self.0
                .push((field.name_span, FieldFault::Unknown { name, holder, known }));
        }
        Some(fields)
    }

    /// The string of that name.
    pub fn text(&mut self, fields: &[Field], name: &'static str) -> Option<Scalar> {
        let node = find(fields, name)?;
        match &node.value {
            Value::Text(scalar) => Some(scalar.clone()),
            _ => {
                self.wrong_type(node, name, "a string");
                None
            }
        }
    }

    /// The list of that name; empty where there is none.
    pub fn list<'n>(&mut self, fields: &'n [Field], name: &'static str) -> &'n [Node] {
        match find(fields, name).map(|node| (node, &node.value)) {
            None => &[],
            Some((_, Value::List(items))) => items,
            Some((node, _)) => {
                self.wrong_type(node, name, "a list");
                &[]
            }
        }
    }

    /// The boolean of that name; `default` where there is none.
    pub fn flag(&mut self, fields: &[Field], name: &'static str, default: bool) -> bool {
        match find(fields, name).map(|node| (node, &node.value)) {
            None => default,
            Some((_, Value::Bool(value))) => *value,
            Some((node, _)) => {
                self.wrong_type(node, name, "true or false");
                default
            }
        }
    }
}

/// The value of that name.
pub fn find<'n>(fields: &'n [Field], name: &str) -> Option<&'n Node> {
    fields.iter().find(|field| field.name == name).map(|field| &field.node)
}

/// Where to point for a whole table.
pub fn place(node: &Node, fields: &[Field]) -> Span {
    fields.first().map_or(node.span, |field| field.name_span)
}
