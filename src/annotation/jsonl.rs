//! JSON Lines: one claim a line, for programs that ask as they go.

use crate::annotation::claim::{self, Annotations};
use crate::annotation::json;
use crate::annotation::tree::{Field, Node, Scalar, Style, Value};
use crate::text::origin::Decoded;
use crate::text::span::Span;

/// The claim of a line, and what is wrong in it; the line has the fields of a claim. Where it has no id,
/// its number is one.
pub fn read(line: &str, number: usize, inline: bool) -> Annotations {
    let (root, flaws) = json::parse(line);
    let root = root.map(|claim| {
        let span = claim.span;
        let list = Node {
            span,
            value: Value::List(vec![with_id(claim, number)]),
        };
        let claims = field("claims", list);
        Node {
            span,
            value: Value::Table(vec![claims]),
        }
    });
    claim::read(root, flaws, inline)
}

fn with_id(mut claim: Node, number: usize) -> Node {
    if let Value::Table(fields) = &mut claim.value
        && fields.iter().all(|field| field.name != "id")
    {
        let scalar = Scalar {
            decoded: Decoded::slice(&format!("line-{number}"), 0),
            style: Style::Escaped,
        };
        let node = Node {
            span: Span::at(0),
            value: Value::Text(scalar),
        };
        fields.push(field("id", node));
    }
    claim
}

fn field(name: &str, node: Node) -> Field {
    Field {
        name: name.to_owned(),
        name_span: Span::at(node.span.start()),
        node,
    }
}
