//! Acceptances: findings that somebody knows of and stands by, with a reason.

use crate::annotation::fields::Faults;
use crate::annotation::tree::{Field, Node};
use crate::text::span::Span;

/// A finding that stands, and why.
#[derive(Clone, Debug)]
pub struct Acceptance {
    pub rule: String,
    /// The words it is pinned to.
    pub text: Option<String>,
    pub because: String,
    /// Where the rule is named.
    pub span: Span,
}

/// The fields of an acceptance.
pub const FIELDS: &[&str] = &["rule", "text", "because"];
const HOLDER: &str = "an acceptance";

/// The acceptances in the field `accept` of a quote, a claim or a source.
pub fn read(faults: &mut Faults, fields: &[Field]) -> Vec<Acceptance> {
    let nodes = faults.list(fields, "accept");
    nodes.iter().filter_map(|node| acceptance(faults, node)).collect()
}

fn acceptance(faults: &mut Faults, node: &Node) -> Option<Acceptance> {
    let fields = faults.fields(node, HOLDER, FIELDS)?;
    let (rule, because) = (faults.text(fields, "rule"), faults.text(fields, "because"));
    let text = faults.text(fields, "text").map(|scalar| scalar.decoded.text);
    for name in ["rule", "because"] {
        faults.require(node, fields, name, HOLDER);
    }
    let (rule, because) = (rule?, because?);
    if because.decoded.text.trim().is_empty() {
        faults.empty(node, "because", HOLDER);
        return None;
    }
    Some(Acceptance {
        span: rule.decoded.origin.span(Span::new(0, rule.decoded.text.len())),
        rule: rule.decoded.text,
        text,
        because: because.decoded.text,
    })
}
