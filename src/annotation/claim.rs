//! Claims and their quoted spans, read from a tree of values; faults are listed, never fatal.

use std::collections::BTreeMap;

use crate::annotation::acceptance::{self, Acceptance};
use crate::annotation::fields::{Faults, FieldFault, find};
use crate::annotation::tree::{Cut, Field, Node, Scalar, Style, SyntaxFlaw, Value};
use crate::french::words;
use crate::text::origin::Decoded;
use crate::text::quotation;
use crate::text::span::Span;

/// What an annotation file says, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    pub claims: Vec<Claim>,
    pub flaws: Vec<Flaw>,
}

impl Annotations {
    /// One quote, as the whole of a file, cited from each of these sources by itself.
    pub fn given(quote: &str, sources: Vec<Cited>) -> Self {
        let exact = Scalar {
            decoded: Decoded::slice(quote, 0),
            style: Style::Raw,
        };
        let cite = |sources: Vec<Cited>| Quote {
            span: Span::new(0, quote.len()),
            exact: exact.clone(),
            sources,
            speaker: None,
            prefix: None,
            suffix: None,
            inline: false,
            closed: true,
            translation: false,
            accept: Vec::new(),
        };
        let quotes = match sources.is_empty() {
            true => vec![cite(Vec::new())],
            false => sources.into_iter().map(|source| cite(vec![source])).collect(),
        };
        let claim = Claim {
            id: "quote".to_owned(),
            text: None,
            quotes,
            accept: Vec::new(),
        };
        Self {
            claims: vec![claim],
            flaws: Vec::new(),
        }
    }
}

/// A statement by an annotator, carrying quoted spans.
#[derive(Clone, Debug)]
pub struct Claim {
    /// As written, or `claim-N` where none is.
    pub id: String,
    /// The statement itself.
    pub text: Option<Scalar>,
    pub quotes: Vec<Quote>,
    /// What the claim accepts for all its quotes.
    pub accept: Vec<Acceptance>,
}

/// One quoted span, with all that its claim and file say for it.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The words quoted.
    pub exact: Scalar,
    /// Where the quote stands when nothing of it can be shown: the scalar with its delimiters.
    pub span: Span,
    /// The sources cited: the quote's own, else the claim's, else the file's. Any of several.
    pub sources: Vec<Cited>,
    pub speaker: Option<Scalar>,
    pub prefix: Option<Scalar>,
    pub suffix: Option<Scalar>,
    /// Found between quotation marks in the claim's own text: it may be a term or a title.
    pub inline: bool,
    /// Where it is found in a claim's text, whether both of its marks are there.
    pub closed: bool,
    /// Declared a translation, which cannot be compared.
    pub translation: bool,
    /// The quote's own acceptances, then its claim's.
    pub accept: Vec<Acceptance>,
}

/// A source as an annotation names it: an id or a path.
#[derive(Clone, Debug)]
pub struct Cited {
    pub name: String,
    pub span: Span,
}

/// A fault of an annotation file.
#[derive(Clone, Debug)]
pub struct Flaw {
    pub span: Span,
    pub kind: FlawKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Not the format at all; what the parser says.
    Syntax(String),
    Field(FieldFault),
    DuplicateClaim {
        id: String,
        first: Span,
    },
    /// A sign of YAML cut the text of a claim or quote.
    CutBySyntax(Cut),
}

/// The fields of an annotation file. `$schema` is for editors.
pub const FILE_FIELDS: &[&str] = &["$schema", "source", "claims", "inline"];
/// The fields of a claim.
pub const CLAIM_FIELDS: &[&str] = &["id", "claim", "source", "quotes", "accept", "inline"];
/// The fields of a quote.
pub const QUOTE_FIELDS: &[&str] = &[
    "exact",
    "source",
    "speaker",
    "prefix",
    "suffix",
    "translation",
    "accept",
];

/// Reads the root table of an annotation file. One bad claim costs one flaw; the others stand.
/// `inline` says whether quoted spans of a claim's own text are quotes, where the file does not.
pub fn read(root: Option<Node>, syntax: Vec<SyntaxFlaw>, inline: bool) -> Annotations {
    let mut reader = Reader {
        inline,
        ..Reader::default()
    };
    let mut claims = root.map(|root| reader.file(&root)).unwrap_or_default();
    // A text that was cut is all that is wrong with it.
    let faults: Vec<Span> = syntax
        .iter()
        .filter(|flaw| flaw.cut.is_none())
        .map(|flaw| flaw.span)
        .collect();
    if !faults.is_empty() {
        // What does not fit around a syntax fault follows from it, and a string with one inside is
        // not what was written.
        reader.faults = Faults::default();
        let broken = |span: Span| {
            faults
                .iter()
                .any(|fault| span.start() <= fault.start() && fault.end() <= span.end())
        };
        claims
            .iter_mut()
            .for_each(|claim| claim.quotes.retain(|quote| !broken(quote.span)));
    }
    for flaw in syntax {
        let kind = match flaw.cut {
            Some(cut) => FlawKind::CutBySyntax(cut),
            None => FlawKind::Syntax(flaw.message),
        };
        reader.flaw(flaw.span, kind);
    }
    Annotations {
        claims,
        flaws: reader.into_flaws(),
    }
}

#[derive(Default)]
struct Reader {
    faults: Faults,
    flaws: Vec<Flaw>,
    ids: BTreeMap<String, Span>,
    inline: bool,
}

impl Reader {
    fn flaw(&mut self, span: Span, kind: FlawKind) {
        self.flaws.push(Flaw { span, kind });
    }

    /// All flaws, in the order of the file.
    fn into_flaws(mut self) -> Vec<Flaw> {
        for (span, fault) in std::mem::take(&mut self.faults.0) {
            self.flaw(span, FlawKind::Field(fault));
        }
        self.flaws.sort_by_key(|flaw| flaw.span);
        self.flaws
    }

    fn file(&mut self, root: &Node) -> Vec<Claim> {
        let Some(fields) = self.faults.fields(root, "an annotation file", FILE_FIELDS) else {
            return Vec::new();
        };
        self.inline = self.faults.flag(fields, "inline", self.inline);
        let sources = self.sources(fields);
        let claims = self.faults.list(fields, "claims");
        claims
            .iter()
            .enumerate()
            .filter_map(|(at, node)| self.claim(at, node, &sources))
            .collect()
    }

    fn claim(&mut self, at: usize, node: &Node, default: &[Cited]) -> Option<Claim> {
        let faults = self.faults.0.len();
        let fields = self.faults.fields(node, "a claim", CLAIM_FIELDS)?;
        let inline = self.faults.flag(fields, "inline", self.inline);
        let id = self.id(at, node, fields);
        let text = self.faults.text(fields, "claim");
        let sources = self.sources(fields);
        let sources = if sources.is_empty() { default } else { &sources };
        let accept = acceptance::read(&mut self.faults, fields);
        let mut quotes: Vec<Quote> = self
            .faults
            .list(fields, "quotes")
            .iter()
            .filter_map(|node| self.quote(node, sources, &accept))
            .collect();
        if let Some(text) = text.as_ref().filter(|_| inline) {
            let spans = inline_quotes(text, sources, &accept);
            let listed: Vec<String> = quotes.iter().map(|quote| worded(&quote.exact)).collect();
            quotes.extend(
                spans
                    .into_iter()
                    .filter(|quote| !listed.contains(&worded(&quote.exact))),
            );
        }
        // A misspelt field is told once, not as a missing one too.
        if find(fields, "claim").is_none() && self.faults.0.len() == faults {
            self.faults.require(node, fields, "quotes", "a claim");
        }
        Some(Claim {
            id,
            text,
            quotes,
            accept,
        })
    }

    fn id(&mut self, at: usize, node: &Node, fields: &[Field]) -> String {
        let Some(scalar) = self.faults.text(fields, "id") else {
            self.faults.require(node, fields, "id", "a claim");
            return format!("claim-{}", at + 1);
        };
        let id = scalar.decoded.text.clone();
        let span = scalar.decoded.origin.span(Span::new(0, id.len()));
        match self.ids.get(&id) {
            Some(&first) => self.flaw(span, FlawKind::DuplicateClaim { id: id.clone(), first }),
            None => {
                self.ids.insert(id.clone(), span);
            }
        }
        id
    }

    fn quote(&mut self, node: &Node, default: &[Cited], shared: &[Acceptance]) -> Option<Quote> {
        if let Value::Text(scalar) = &node.value {
            return Some(Quote {
                exact: scalar.clone(),
                span: node.span,
                sources: default.to_vec(),
                speaker: None,
                prefix: None,
                suffix: None,
                inline: false,
                closed: true,
                translation: false,
                accept: shared.to_vec(),
            });
        }
        let fields = match &node.value {
            Value::Table(_) => self.faults.fields(node, "a quote", QUOTE_FIELDS)?,
            _ => {
                self.faults.wrong_type(node, "quotes", "a string or a table");
                return None;
            }
        };
        let Some(exact) = self.faults.text(fields, "exact") else {
            self.faults.require(node, fields, "exact", "a quote");
            return None;
        };
        let span = fields
            .iter()
            .find(|field| field.name == "exact")
            .map_or(node.span, |field| field.node.span);
        let own = self.sources(fields);
        let mut accept = acceptance::read(&mut self.faults, fields);
        accept.extend(shared.iter().cloned());
        Some(Quote {
            exact,
            span,
            sources: if own.is_empty() { default.to_vec() } else { own },
            speaker: self.faults.text(fields, "speaker"),
            prefix: self.faults.text(fields, "prefix"),
            suffix: self.faults.text(fields, "suffix"),
            inline: false,
            closed: true,
            translation: self.faults.flag(fields, "translation", false),
            accept,
        })
    }

    /// One source or a list of them.
    fn sources(&mut self, fields: &[Field]) -> Vec<Cited> {
        let Some(node) = find(fields, "source") else {
            return Vec::new();
        };
        let nodes = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut sources = Vec::new();
        for node in nodes {
            match &node.value {
                Value::Text(scalar) => sources.push(Cited {
                    name: scalar.decoded.text.clone(),
                    span: scalar.decoded.origin.span(Span::new(0, scalar.decoded.text.len())),
                }),
                _ => self.faults.wrong_type(node, "source", "a string or a list of strings"),
            }
        }
        sources
    }
}

/// The outermost quoted spans of a claim's own text.
fn inline_quotes(text: &Scalar, sources: &[Cited], accept: &[Acceptance]) -> Vec<Quote> {
    let spans = quotation::quoted_spans(&text.decoded.text);
    let outermost = spans.iter().filter(|span| span.depth == 0 && !span.inner.is_empty());
    outermost
        .map(|span| {
            let exact = Scalar {
                decoded: text.decoded.part(span.inner),
                style: text.style,
            };
            Quote {
                span: text.decoded.origin.span(span.inner),
                exact,
                sources: sources.to_vec(),
                speaker: None,
                prefix: None,
                suffix: None,
                inline: true,
                closed: span.open.is_some() && span.close.is_some(),
                translation: false,
                accept: accept.to_vec(),
            }
        })
        .collect()
}

/// The words of a scalar, whatever their typography: two spans with the same are one quote.
fn worded(scalar: &Scalar) -> String {
    let text = &scalar.decoded.text;
    let keys: Vec<String> = words::cut(text)
        .iter()
        .map(|cut| words::key(cut.span.of(text), cut.kind))
        .collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::annotation::claim::{Annotations, FlawKind, read};
    use crate::annotation::fields::FieldFault;
    use crate::annotation::{json, toml};
    use crate::text::span::Span;

    fn toml(file: &str) -> Annotations {
        let (root, flaws) = toml::parse(file);
        read(Some(root), flaws, true)
    }

    fn json(file: &str) -> Annotations {
        let (root, flaws) = json::parse(file);
        read(root, flaws, true)
    }

    /// The word of the first quote, as it stands on disk.
    fn on_disk<'f>(file: &'f str, annotations: &Annotations, word: &str) -> &'f str {
        let exact = &annotations.claims[0].quotes[0].exact.decoded;
        let at = exact.text.find(word).expect("the word stands in the quote");
        exact.origin.span(Span::new(at, at + word.len())).of(file)
    }

    #[test]
    fn every_string_style_knows_its_bytes() {
        let styles = [
            "quotes = [{ exact = '''\nJ’appelle l’Été fini''' }]",
            "quotes = [{ exact = '''\r\nJ’appelle\r\nl’Été fini''' }]",
            "quotes = ['J’appelle l’Été fini']",
            "quotes = [\"J’appelle \\\"l’Été\\\" fini\"]",
            "quotes = [\"\"\"\nJ’appelle \\\n   l’Été fini\"\"\"]",
            "quotes = [\"J\\u2019appelle l’Été fini\"]",
            "quotes = ['''C:\\nuit J’appelle l’Été fini''']",
        ];
        for style in styles {
            for mark in ["", "\u{feff}"] {
                let file = format!("{mark}[[claims]]\nid = \"a\"\n{style}\n");
                let annotations = toml(&file);
                assert_eq!(annotations.flaws.len(), 0, "{file:?} {:?}", annotations.flaws);
                assert_eq!(on_disk(&file, &annotations, "Été"), "Été", "{file:?}");
                assert_eq!(on_disk(&file, &annotations, "fini"), "fini", "{file:?}");
            }
        }
        let file = "\u{feff}{\"claims\": [{\"id\": \"a\", \"quotes\": [\"l\\u2019\\u00c9t\\u00e9 \\\"fini\\\"\"]}]}";
        assert_eq!(on_disk(file, &json(file), "Été"), "\\u00c9t\\u00e9");
        assert_eq!(on_disk(file, &json(file), "fini"), "fini");
    }

    #[test]
    fn toml_and_json_give_equal_claims() {
        let one = toml("source = 'a'\n[[claims]]\nid = 'x'\nclaim = 'Il dit.'\nquotes = ['un']\n[[claims.quotes]]\n");
        assert_eq!(one.flaws.len(), 1, "a list cannot be both inline and a table");
        let one = toml(
            "source = 'a'\n[[claims]]\nid = 'x'\nquotes = ['un', { exact = 'deux', source = ['b', 'c'], speaker = 'Lui' }]\n",
        );
        let other = json(
            r#"{"source": "a", "claims": [{"id": "x", "quotes": ["un", {"exact": "deux", "source": ["b", "c"], "speaker": "Lui"}]}]}"#,
        );
        let shown = |annotations: &Annotations| -> Vec<String> {
            let quotes = annotations.claims.iter().flat_map(|claim| &claim.quotes);
            quotes
                .map(|quote| {
                    let sources: Vec<&str> = quote.sources.iter().map(|cited| cited.name.as_str()).collect();
                    let speaker = quote.speaker.as_ref().map(|speaker| speaker.decoded.text.as_str());
                    format!("{} {sources:?} {speaker:?}", quote.exact.decoded.text)
                })
                .collect()
        };
        assert_eq!(shown(&one), shown(&other));
        assert_eq!(shown(&one), ["un [\"a\"] None", "deux [\"b\", \"c\"] Some(\"Lui\")"]);
    }

    #[test]
    fn one_bad_claim_costs_one_flaw() {
        let file = "[[claims]]\nid = 'a'\nquotes = 3\n[[claims]]\nid = 'b'\nquotes = ['bon']\n[[claims]]\nid = 'b'\nquote = ['x']\n";
        let annotations = toml(file);
        let kinds: Vec<&FlawKind> = annotations.flaws.iter().map(|flaw| &flaw.kind).collect();
        assert!(
            matches!(kinds[0], FlawKind::Field(FieldFault::WrongType { field: "quotes", .. })),
            "{kinds:?}"
        );
        assert!(matches!(kinds[1], FlawKind::DuplicateClaim { .. }), "{kinds:?}");
        assert!(
            matches!(kinds[2], FlawKind::Field(FieldFault::Unknown { name, .. }) if name == "quote"),
            "{kinds:?}"
        );
        assert_eq!(kinds.len(), 3);
        assert_eq!(annotations.claims[1].quotes.len(), 1);
    }
}
