//! YAML to the tree of values.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as Marks, Tag};

use crate::annotation::claim::QUOTE_FIELDS;
use crate::annotation::tree::{Cut, Field, Node, Scalar, Style, SyntaxFlaw, Value};
use crate::text::origin::{Decoded, Escapes};
use crate::text::span::Span;

/// The root value of `file`, where it is YAML, and what is wrong with it; among that, where signs
/// of YAML cut the text of a claim or quote. A text cut by `: ` is a string all the same.
pub fn parse(file: &str) -> (Option<Node>, Vec<SyntaxFlaw>) {
    let text = file.strip_prefix('\u{feff}').unwrap_or(file);
    let mut reader = Reader {
        text,
        shift: file.len() - text.len(),
        open: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        copied: 0,
        flaws: Vec::new(),
    };
    for event in Parser::new_from_str(text) {
        let next = match event {
            Ok((event, marks)) => reader.event(&event, &marks),
            Err(error) => reader.error(&error),
        };
        if next.is_break() {
            break;
        }
    }
    if reader.root.is_none() && reader.flaws.is_empty() {
        reader.flaw(Span::at(0), "there is no value in it");
    }
    (reader.root, reader.flaws)
}

/// The fields whose value is a text that people paste.
const PROSE_FIELDS: &[&str] = &["claim", "exact"];

/// The field whose items may be such texts.
const PROSE_LIST: &str = "quotes";

/// How many values and bytes of text anchors and aliases may copy. Room for any honest file; a
/// file of aliases of aliases would fill the memory.
const COPY_LIMIT: usize = 1 << 19;

/// How deep aliases may nest values. Without them the parser stops at 255 of each kind.
const DEPTH_LIMIT: usize = 512;

struct Reader<'t> {
    text: &'t str,
    /// The bytes of the file before `text`.
    shift: usize,
    /// The lists and tables that have not ended, outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Anchored>,
    copied: usize,
    flaws: Vec<SyntaxFlaw>,
}

/// A list or table that has not ended.
struct Open {
    /// What was read of it.
    span: Span,
    /// Whether it stands in brackets or braces of its own.
    fenced: bool,
    anchor: Option<usize>,
    holder: Holder,
}

enum Holder {
    List(Vec<Node>),
    Table {
        fields: Vec<Field>,
        names: BTreeSet<String>,
        /// The name whose value comes next.
        name: Option<(String, Span)>,
    },
}

/// A value that aliases may copy.
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

impl Reader<'_> {
    /// Takes one event of the parser; a break where the rest cannot be used.
    fn event(&mut self, event: &Event, marks: &Marks) -> ControlFlow<()> {
        let anchor = event.anchor_id();
        let span = self.span(marks);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                if !self.after(span.end()).trim().is_empty() {
                    self.flaw(span, "a second document starts here, only the first is read");
                }
                ControlFlow::Break(())
            }
            Event::Scalar(text, style, _, tag) => {
                let node = self.scalar(text, *style, tag.as_deref(), marks);
                self.add(node.span, node, anchor)
            }
            Event::Alias(anchor) => self.alias(*anchor, span),
            Event::SequenceStart(..) => self.start(Holder::List(Vec::new()), span, anchor),
            Event::MappingStart(..) => {
                let holder = Holder::Table {
                    fields: Vec::new(),
                    names: BTreeSet::new(),
                    name: None,
                };
                self.start(holder, span, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => ControlFlow::Continue(()),
        }
    }

    fn start(&mut self, holder: Holder, span: Span, anchor: Option<usize>) -> ControlFlow<()> {
        self.open.push(Open {
            span,
            fenced: !span.is_empty(),
            anchor,
            holder,
        });
        ControlFlow::Continue(())
    }

    fn end(&mut self, end: Span) -> ControlFlow<()> {
        let Some(open) = self.open.pop() else {
            return ControlFlow::Break(());
        };
        // The end of an indented list or table shows only where the next text starts.
        let span = if open.fenced { open.span.cover(end) } else { open.span };
        let value = match open.holder {
            Holder::List(items) => Value::List(items),
            Holder::Table { fields, .. } => match self.cut_by_mapping(&fields, span, open.fenced) {
                Some(scalar) => Value::Text(scalar),
                None => Value::Table(fields),
            },
        };
        self.add(span, Node { span, value }, open.anchor)
    }

    /// Puts a value where it belongs; it is written at `span`.
    fn add(&mut self, span: Span, node: Node, anchor: Option<usize>) -> ControlFlow<()> {
        if let Some(anchor) = anchor {
            let (size, depth) = measure(&node);
            self.copy(size, depth, span)?;
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, size, depth });
        }
        let Some(mut open) = self.open.pop() else {
            self.root = Some(node);
            return ControlFlow::Continue(());
        };
        open.span = open.span.cover(span);
        match &mut open.holder {
            Holder::List(items) => items.push(node),
            Holder::Table { fields, names, name } => match name.take() {
                None => *name = Some((self.name(node), span)),
                Some((name, name_span)) if names.insert(name.clone()) => fields.push(Field { name, name_span, node }),
                Some((name, name_span)) => self.flaw(name_span, &format!("duplicate key `{name}`")),
            },
        }
        self.open.push(open);
        ControlFlow::Continue(())
    }

    /// The value as the name of a field.
    fn name(&mut self, node: Node) -> String {
        match node.value {
            Value::Text(scalar) => return scalar.decoded.text,
            Value::List(_) | Value::Table(_) => self.flaw(node.span, "the name of a field has to be a string"),
            _ => {}
        }
        self.written(node.span).to_owned()
    }

    fn alias(&mut self, anchor: usize, span: Span) -> ControlFlow<()> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            self.flaw(span, "this alias stands inside the value that it repeats");
            return ControlFlow::Break(());
        };
        let (size, depth) = (anchored.size, anchored.depth);
        let node = anchored.node.clone();
        self.copy(size, depth, span)?;
        self.add(span, node, None)
    }

    /// Counts a copy of a value; a flaw and a break where it is one too many.
    fn copy(&mut self, size: usize, depth: usize, span: Span) -> ControlFlow<()> {
        self.copied += size;
        if COPY_LIMIT < self.copied || DEPTH_LIMIT < self.open.len() + depth {
            self.flaw(span, "anchors and aliases repeat too much");
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, marks: &Marks) -> Node {
        let span = self.span(marks);
        let value = match tag {
            Some(tag) if !is_string(tag) => Some(Value::Other("a value with a tag")),
            None if style == ScalarStyle::Plain && holds_comment(self.written(span)) => {
                Some(Value::Other("a text with a comment in it"))
            }
            None if style == ScalarStyle::Plain => resolve(text),
            _ => None,
        };
        if let Some(value) = value {
            return Node { span, value };
        }
        if style == ScalarStyle::Plain {
            self.cut_by_comment(span.end());
        }
        // The line ends after a block are not what a finding of the whole of it has to show.
        let length = self.written(span).trim_end_matches(['\n', '\r']).len();
        Node {
            span: Span::new(span.start(), span.start() + length),
            value: Value::Text(self.string(text, style, span, marks.indent)),
        }
    }

    fn string(&self, text: &str, style: ScalarStyle, span: Span, indent: Option<usize>) -> Scalar {
        let raw = self.written(span);
        let start = span.start();
        let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or("");
        let (decoded, style) = match style {
            ScalarStyle::Plain => (
                Decoded::folded(text, raw, start, Escapes::Nothing),
                match self.open.iter().any(|open| open.fenced) {
                    true => Style::PlainInside,
                    false => Style::Plain,
                },
            ),
            ScalarStyle::SingleQuoted => (
                Decoded::folded(text, inside, start + 1, Escapes::Apostrophe),
                Style::Doubled,
            ),
            ScalarStyle::DoubleQuoted => (
                Decoded::folded(text, inside, start + 1, Escapes::Backslash),
                Style::Escaped,
            ),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                (Decoded::block(text, raw, start, indent.unwrap_or(0)), Style::Line)
            }
        };
        Scalar { decoded, style }
    }

    /// Notes a comment right after a claim or quote that ends at `end`.
    fn cut_by_comment(&mut self, end: usize) {
        let rest = self.after(end);
        let comment = rest.trim_start_matches([' ', '\t']);
        if comment.len() < rest.len() && comment.starts_with('#') && self.is_at_prose() {
            let start = end + rest.len() - comment.len();
            self.cut(self.rest_of_line(start), Cut::Comment);
        }
    }

    /// The text of a claim or quote that `: ` made a table of; its cut is noted.
    fn cut_by_mapping(&mut self, fields: &[Field], span: Span, fenced: bool) -> Option<Scalar> {
        let known = |field: &Field| QUOTE_FIELDS.iter().any(|name| name.eq_ignore_ascii_case(&field.name));
        if fenced || !self.is_at_prose() || fields.iter().any(known) {
            return None;
        }
        let name = fields.first()?.name_span;
        let colon = name.end() + self.after(name.end()).find(':')?;
        if !is_prose(self.written(Span::new(name.start(), colon))) {
            return None;
        }
        self.cut(Span::new(colon, colon + 1), Cut::Mapping);
        let raw = self.written(span.cover(Span::at(colon + 1)));
        let lines = raw.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t']));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        Some(Scalar {
            decoded: Decoded::folded(&text, raw, span.start(), Escapes::Nothing),
            style: Style::Plain,
        })
    }

    /// Whether the value that comes next is the text of a claim or quote, where it is a string.
    fn is_at_prose(&self) -> bool {
        let mut open = self.open.iter().rev().map(|open| &open.holder);
        match (open.next(), open.next()) {
            (Some(Holder::Table { name, .. }), _) => name
                .as_ref()
                .is_some_and(|(name, _)| PROSE_FIELDS.contains(&name.as_str())),
            (Some(Holder::List(_)), Some(Holder::Table { name, .. })) => {
                name.as_ref().is_some_and(|(name, _)| name == PROSE_LIST)
            }
            _ => false,
        }
    }

    /// The end of the parser's work: a flaw, or the cut that it comes from.
    fn error(&mut self, error: &ScanError) -> ControlFlow<()> {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
        let start = self.shift + before.len();
        let letter = self.after(start).chars().next().filter(|letter| !letter.is_control());
        let span = Span::new(start, start + letter.map_or(0, char::len_utf8));
        match error.kind() {
            ErrorKind::MappingValueNotAllowed if splits(line) => self.cut(span, Cut::Mapping),
            // The comment that cut a claim or quote is noted already.
            ErrorKind::CommentInterceptedScalar if self.is_cut_at(start) => {}
            _ => self.flaw(span, &error.info()),
        }
        ControlFlow::Break(())
    }

    fn flaw(&mut self, span: Span, message: &str) {
        self.flaws.push(SyntaxFlaw {
            span,
            message: message.to_owned(),
            cut: None,
        });
    }

    fn cut(&mut self, span: Span, cut: Cut) {
        let message = match cut {
            Cut::Comment => "a comment cuts the text short",
            Cut::Mapping => "the text is read as the name of a field",
        };
        self.flaws.push(SyntaxFlaw {
            span,
            message: message.to_owned(),
            cut: Some(cut),
        });
    }

    /// The bytes of the file that the parser means.
    fn span(&self, marks: &Marks) -> Span {
        let length = self.text.len();
        let range = marks.byte_range().unwrap_or(length..length);
        let start = range.start.min(length);
        Span::new(self.shift + start, self.shift + range.end.clamp(start, length))
    }

    fn written(&self, span: Span) -> &str {
        let range = span.start() - self.shift..span.end() - self.shift;
        self.text.get(range).unwrap_or("")
    }

    /// The text from that byte of the file on.
    fn after(&self, offset: usize) -> &str {
        self.text.get(offset - self.shift..).unwrap_or("")
    }

    fn is_cut_at(&self, offset: usize) -> bool {
        let last = self.flaws.last().filter(|flaw| flaw.cut.is_some());
        last.is_some_and(|flaw| flaw.span.start() == offset)
    }

    fn rest_of_line(&self, start: usize) -> Span {
        let length = self.after(start).lines().next().map_or(0, str::len);
        Span::new(start, start + length)
    }
}

/// The values and bytes of text in a value, and how deep they are nested.
fn measure(node: &Node) -> (usize, usize) {
    let below = |(size, depth): (usize, usize), node: &Node| {
        let (more, deeper) = measure(node);
        (size + more, depth.max(deeper + 1))
    };
    match &node.value {
        Value::Text(scalar) => (1 + scalar.decoded.text.len(), 0),
        Value::List(items) => items.iter().fold((1, 0), below),
        Value::Table(fields) => fields.iter().map(|field| &field.node).fold((1, 0), below),
        _ => (1, 0),
    }
}

fn is_string(tag: &Tag) -> bool {
    tag.is_yaml_core_schema_tag("str") || tag.original() == "!"
}

/// Whether a line of a scalar without quotation marks is a comment. The parser refuses that, but
/// passes over one that is indented with tabs (granit-parser 2.1).
fn holds_comment(raw: &str) -> bool {
    let mut lines = raw.split(['\n', '\r']).skip(1);
    lines.any(|line| line.trim_start_matches([' ', '\t']).starts_with('#'))
}

/// What a scalar without quotation marks is in the core schema (YAML 1.2.2, section 10.3.2), where
/// it is no string.
fn resolve(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Other("null")),
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => number(text),
    }
}

fn number(text: &str) -> Option<Value> {
    let radix = |prefix, radix| {
        let digits = text.strip_prefix(prefix)?;
        digits.chars().all(|digit| digit.is_digit(radix)).then_some(())?;
        i64::from_str_radix(digits, radix).ok()
    };
    if let Some(number) = text.parse().ok().or_else(|| radix("0x", 16)).or_else(|| radix("0o", 8)) {
        return Some(Value::Integer(number));
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN" => Some(Value::Other("a decimal number")),
        _ if is_digits(unsigned) => Some(Value::Other("a number out of range")),
        _ if is_decimal(unsigned) => Some(Value::Other("a decimal number")),
        _ => None,
    }
}

fn is_decimal(unsigned: &str) -> bool {
    let (number, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = match (whole, fraction) {
        ("", _) => is_digits(fraction),
        (_, "") => is_digits(whole),
        _ => is_digits(whole) && is_digits(fraction),
    };
    digits && is_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether what stands before a colon reads as words of a text, not as a name that somebody gave a
/// field: French has a space there.
fn is_prose(words: &str) -> bool {
    words.contains(|letter: char| letter.is_whitespace() || letter.is_uppercase() || !letter.is_ascii())
}

/// Whether a `: ` after `line` splits a text: one that has its field's name before it, or prose.
fn splits(line: &str) -> bool {
    let mut value = line.trim_start();
    while let Some(item) = value.strip_prefix("- ") {
        value = item.trim_start();
    }
    let is_name = |name: &str| name.trim_end().bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = value.split_once(": ").filter(|(name, _)| is_name(name));
    let text = named.map_or(value, |(_, text)| text.trim_start());
    !text.starts_with(['"', '\'']) && (named.is_some() || is_prose(text))
}

#[cfg(test)]
mod tests {
    use crate::annotation::claim::{Annotations, Flaw, FlawKind, read};
    use crate::annotation::fields::FieldFault;
    use crate::annotation::tree::{Cut, Node, Style, Value};
    use crate::annotation::{json, toml, yaml};
    use crate::text::origin::Origin;
    use crate::text::span::Span;

    fn yaml(file: &str) -> Annotations {
        let (root, flaws) = yaml::parse(file);
        read(root, flaws, true)
    }

    /// The file with line feeds or carriage returns, with a byte order mark and without.
    fn on_disks(file: &str) -> [String; 4] {
        let windows = file.replace('\n', "\r\n");
        let marked = |file: &str| format!("\u{feff}{file}");
        [marked(file), marked(&windows), file.to_owned(), windows]
    }

    /// A quote written like this, as an item and as a field, is read as `text`, and each of its
    /// words stands where it is written.
    fn check(scalar: &str, text: &str) {
        let files = [
            format!("claims:\n  - id: a\n    quotes:\n      - {scalar}"),
            format!("claims:\n  - id: a\n    quotes:\n      - speaker: b\n        exact: {scalar}# c\n"),
        ];
        for file in files.iter().flat_map(|file| on_disks(file)) {
            let annotations = yaml(&file);
            assert_eq!(annotations.flaws.len(), 0, "{file:?} {:?}", annotations.flaws);
            let quote = &annotations.claims[0].quotes[0];
            assert_eq!(quote.exact.decoded.text, text, "{file:?}");
            for word in text.split_whitespace() {
                let at = text.find(word).unwrap();
                let written = quote.exact.decoded.origin.span(Span::new(at, at + word.len()));
                assert_eq!(written.of(&file), word, "{file:?}");
            }
            let shown = quote.span.of(&file).trim_end_matches(['\'', '"']);
            assert!(shown.ends_with("fini"), "{shown:?}");
        }
    }

    #[test]
    fn every_style_knows_its_bytes() {
        let line = "J’appelle l’Été fini";
        check("J’appelle l’Été fini\n", line);
        check("J’appelle  \n          l’Été\n          fini\n", line);
        check("&nom J’appelle l’Été fini\n", line);
        check("'J’appelle l’Été fini'\n", line);
        check(
            "'J’appelle\n\n          l’Été\n          fini'\n",
            "J’appelle\nl’Été fini",
        );
        check("\"J’appelle l’Été fini\"\n", line);
        check("!!str \"J’appelle l’Été fini\"\n", line);
        check("\"J’appelle \\\n          l’Été  \n          \tfini\"\n", line);
        check(
            "\"J’appelle\\\n\n\n          l’Été\\ \\\n          fini\"\n",
            "J’appelle\n\nl’Été fini",
        );
        check("\"J’appelle\n\n          \\nl’Été fini\"\n", "J’appelle\n\nl’Été fini");
        check("|-\n          J’appelle l’Été fini\n", line);
        check(
            "|\n          J’appelle\n\n          l’Été fini\n",
            "J’appelle\n\nl’Été fini\n",
        );
        check("|+\n\n          J’appelle l’Été fini\n\n", "\nJ’appelle l’Été fini\n\n");
        check(
            "| # c\n            J’appelle\n             l’Été fini\n",
            "J’appelle\n l’Été fini\n",
        );
        check(">-\n          J’appelle\n          l’Été\n          fini\n", line);
        check(
            ">\n\n          J’appelle\n\n          l’Été\n            fini\n",
            "\nJ’appelle\nl’Été\n  fini\n",
        );
    }

    #[test]
    fn escapes_lead_back_to_their_bytes() {
        let file = r#"exact: "a \x41\u00c9\U0001F600\ud83d\ude00\N\_\L\P\e\0\a\t\/ l\u2019\xc9t\u00E9 fini""#;
        let Some((text, exact)) = yaml::parse(file).0.as_ref().and_then(only_text) else {
            panic!("{file:?}");
        };
        assert_eq!(
            text,
            "a A\u{c9}\u{1F600}\u{1F600}\u{85}\u{a0}\u{2028}\u{2029}\u{1b}\0\u{7}\t/ l’Été fini"
        );
        let written = |word: &str| {
            let at = text.find(word).unwrap();
            exact.span(Span::new(at, at + word.len())).of(file)
        };
        assert_eq!(written("Été"), r"\xc9t\u00E9");
        assert_eq!(written("/"), r"\/");
        assert_eq!(written("\u{a0}"), r"\_");
        assert_eq!(written("fini"), "fini");
        let file = "exact: |2-\n    l’Été\n   fini\n";
        let (text, exact) = yaml::parse(file).0.as_ref().and_then(only_text).unwrap();
        assert_eq!(text, "  l’Été\n fini");
        assert_eq!(exact.span(Span::new(2, text.len())).of(file), "l’Été\n   fini");
    }

    /// The text of the only field.
    fn only_text(node: &Node) -> Option<(String, Origin)> {
        match &node.value {
            Value::Table(fields) => only_text(&fields[0].node),
            Value::Text(scalar) => Some((scalar.decoded.text.clone(), scalar.decoded.origin.clone())),
            _ => None,
        }
    }

    #[test]
    fn only_strings_are_strings() {
        let kinds = |value: &str| match yaml::parse(&format!("- {value}\n")).0.map(|node| node.value) {
            Some(Value::List(items)) => items[0].value.kind(),
            _ => "",
        };
        for text in [
            "Non",
            "oui",
            "yes",
            "01.02.2022",
            "12h",
            "0x",
            "'2022'",
            "\"null\"",
            "!!str 2022",
            "e5",
            "1.e",
            ".",
            "1.5.2",
            "-",
            "2022-03-01",
        ] {
            assert_eq!(kinds(text), if text == "-" { "a list" } else { "a string" }, "{text}");
        }
        for number in ["2022", "-1", "+5", "0x1F", "0o17", "007"] {
            assert_eq!(kinds(number), "a number", "{number}");
        }
        for decimal in ["1.5", "1e5", "-.5", "2.", "1.5E-3", ".inf", "-.INF", ".nan"] {
            assert_eq!(kinds(decimal), "a decimal number", "{decimal}");
        }
        assert_eq!(kinds("99999999999999999999"), "a number out of range");
        for null in ["", "~", "null"] {
            assert_eq!(kinds(null), "null", "{null}");
        }
        assert_eq!(kinds("True"), "a boolean");
        assert_eq!(kinds("!date 2022"), "a value with a tag");
        assert_eq!(kinds("un\n\t# deux\n  trois"), "a text with a comment in it");
        let file = "claims:\n  - id: a\n    quotes:\n      - exact: 2022\n";
        let annotations = yaml(file);
        let kinds: Vec<&FlawKind> = annotations.flaws.iter().map(|flaw| &flaw.kind).collect();
        let wrong_type = matches!(
            kinds[..],
            [FlawKind::Field(FieldFault::WrongType { field: "exact", .. })]
        );
        assert!(wrong_type, "{kinds:?}");
    }

    /// All that claims say, without the places.
    fn shown(annotations: &Annotations) -> Vec<String> {
        assert_eq!(annotations.flaws.len(), 0, "{:?}", annotations.flaws);
        let quotes = annotations
            .claims
            .iter()
            .flat_map(|claim| claim.quotes.iter().map(move |quote| (claim, quote)));
        quotes
            .map(|(claim, quote)| {
                let sources: Vec<&str> = quote.sources.iter().map(|cited| cited.name.as_str()).collect();
                let speaker = quote.speaker.as_ref().map(|speaker| speaker.decoded.text.as_str());
                let accepted: Vec<&str> = quote.accept.iter().map(|accepted| accepted.because.as_str()).collect();
                let (exact, translation) = (&quote.exact.decoded.text, quote.translation);
                format!(
                    "{} {exact} {sources:?} {speaker:?} {translation} {accepted:?}",
                    claim.id
                )
            })
            .collect()
    }

    #[test]
    fn all_formats_give_equal_claims() {
        let (root, flaws) = toml::parse(
            "source = 'a'\n[[claims]]\nid = 'x'\nclaim = 'Il dit : « non ».'\nquotes = ['un', { exact = 'deux : trois', source = ['b', 'c'], speaker = 'Lui', translation = true }]\n[[claims]]\nid = 'y'\nquotes = [\"l'un\\nl’autre\"]\naccept = [{ rule = 'changed-word', because = 'usage' }]\n",
        );
        let from_toml = read(Some(root), flaws, true);
        let (root, flaws) = json::parse(
            r#"{"source": "a", "claims": [{"id": "x", "claim": "Il dit : « non ».", "quotes": ["un", {"exact": "deux : trois", "source": ["b", "c"], "speaker": "Lui", "translation": true}]}, {"id": "y", "quotes": ["l'un\nl’autre"], "accept": [{"rule": "changed-word", "because": "usage"}]}]}"#,
        );
        let from_json = read(root, flaws, true);
        let from_yaml = yaml(
            "---\nsource: a\nclaims:\n- id: x\n  claim: 'Il dit : « non ».'\n  quotes:\n  - un\n  - {exact: \"deux : trois\", source: [b, c], speaker: Lui, translation: true}\n- id: y\n  quotes:\n    - |-\n      l'un\n      l’autre\n  accept:\n    - rule: changed-word\n      because: usage\n...\n",
        );
        assert_eq!(shown(&from_toml), shown(&from_json));
        assert_eq!(shown(&from_toml), shown(&from_yaml));
        assert_eq!(shown(&from_toml).len(), 4);
    }

    #[test]
    fn an_alias_is_its_anchor() {
        let file = "source: &texte [a, b]\nclaims:\n  - id: x\n    quotes: &mots [&un « un », *un]\n  - id: y\n    source: *texte\n    quotes: *mots\n";
        let annotations = yaml(file);
        assert_eq!(
            shown(&annotations),
            ["x", "x", "y", "y"].map(|id| format!("{id} « un » [\"a\", \"b\"] None false []"))
        );
        let places = annotations
            .claims
            .iter()
            .flat_map(|claim| claim.quotes.iter().map(|quote| quote.span));
        assert!(places.into_iter().all(|place| place.of(file) == "« un »"));
    }

    /// The flaws as text, each with what it points at.
    fn flaws(file: &str) -> Vec<String> {
        let flaws = yaml(file).flaws;
        flaws
            .iter()
            .map(|flaw| format!("{:?} at {:?}", flaw.kind, flaw.span.of(file)))
            .collect()
    }

    #[test]
    fn faults_of_the_text_are_flaws() {
        assert_eq!(
            flaws("source: a\nclaims: []\nsource: b\n"),
            [r#"Syntax("duplicate key `source`") at "source""#]
        );
        assert_eq!(
            flaws("claims: []\n---\nclaims: 3\n"),
            [r#"Syntax("a second document starts here, only the first is read") at "---""#]
        );
        assert_eq!(flaws("---\nclaims: []\n---\n").len(), 0);
        assert_eq!(
            flaws("claims:\n\t- id: a\n"),
            [r#"Syntax("tabs disallowed within this context (block indentation)") at "-""#]
        );
        assert_eq!(
            flaws("claims: [*rien]\n"),
            [r#"Syntax("while parsing node, found unknown anchor") at "*""#]
        );
        assert_eq!(
            flaws("claims: &tout [*tout]\n"),
            [r#"Syntax("this alias stands inside the value that it repeats") at "*tout""#]
        );
        for empty in ["", "\u{feff}", "# rien\n"] {
            assert_eq!(flaws(empty), [r#"Syntax("there is no value in it") at """#]);
        }
    }

    #[test]
    fn aliases_of_aliases_do_not_fill_the_memory() {
        let mut laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
        let mut nested = "a0: &a0 [ha]\n".to_owned();
        for level in 1..30 {
            let alias = format!("*a{}", level - 1);
            laughs += &format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", "));
        }
        for level in 1..600 {
            nested += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
        }
        let long = format!(
            "a: &a {}\nb: [{}]\n",
            "ha ".repeat(50_000),
            vec!["*a"; 50_000].join(", ")
        );
        for file in [laughs, nested, long] {
            let (root, flaws) = yaml::parse(&file);
            assert!(root.is_none());
            assert_eq!(flaws.len(), 1);
            assert_eq!(flaws[0].message, "anchors and aliases repeat too much");
        }
    }

    /// The cuts of a file that has no other flaw, each with what it points at.
    fn cuts(file: &str) -> Vec<(Cut, &str)> {
        let cut = |flaw: &Flaw| match flaw.kind {
            FlawKind::CutBySyntax(cut) => (cut, flaw.span.of(file)),
            ref kind => panic!("{kind:?} in {file:?}"),
        };
        yaml(file).flaws.iter().map(cut).collect()
    }

    #[test]
    fn signs_of_yaml_cut_texts() {
        let quotes = |quotes: &str| format!("claims:\n  - id: a\n    quotes:\n{quotes}  - id: b\n    quotes: []\n");
        let comment = [
            "      - le nuage #cloud souverain\n",
            "      - le nuage\n        est \t#cloud souverain\n",
            "      - exact: le nuage #cloud souverain\n",
            "      - exact: le nuage #cloud souverain\n        speaker: lui\n",
            "      - un\n    claim: le nuage #cloud souverain\n",
            "      - le nuage #cloud souverain\n        de la France\n",
            "      - exact: le nuage #cloud souverain\n          de la France\n",
        ];
        for text in comment {
            assert_eq!(cuts(&quotes(text)), [(Cut::Comment, "#cloud souverain")], "{text:?}");
        }
        let mapping = [
            "      - Le ministre : « oui »\n",
            "      - Non: « oui »\n",
            "      - bref : oui\n",
            "      - déjà: oui\n",
            "      - le ministre :\n          « oui »\n",
            "      - le ministre :\n",
            "      - exact: Le ministre : « oui »\n",
            "      - exact:\n          Le ministre : « oui »\n",
            "      - exact: Le ministre\n          répond : « oui »\n",
            "      - un\n    claim: Le ministre : « oui »\n",
            "      - Le ministre : « oui : non »\n",
            "      - speaker: M. Le Maire, ministre : bref\n        exact: oui\n",
        ];
        for text in mapping {
            let file = quotes(text);
            let (_, flaws) = yaml::parse(&file);
            let cut: Vec<_> = flaws.iter().map(|flaw| (flaw.cut, flaw.span.of(&file))).collect();
            assert_eq!(cut, [(Some(Cut::Mapping), ":")], "{text:?}");
        }
    }

    #[test]
    fn a_colon_cuts_in_brackets_too() {
        let file = "claims:\n  - id: a\n    quotes: [un, Le ministre : « oui », deux]\n";
        assert_eq!(cuts(file), [(Cut::Mapping, ":")]);
        let quotes = &yaml(file).claims[0].quotes;
        assert_eq!(quotes[1].exact.decoded.text, "Le ministre : « oui »");
        assert_eq!(quotes[1].span.of(file), "Le ministre : « oui »");
    }

    #[test]
    fn a_text_cut_by_a_colon_is_put_together() {
        let file = "claims:\n  - id: a\n    quotes:\n      - Le ministre : « oui,\n          l’été »\n      - Un mot\n";
        assert_eq!(cuts(file), [(Cut::Mapping, ":")]);
        let quotes = &yaml(file).claims[0].quotes;
        let text = &quotes[0].exact.decoded.text;
        assert_eq!(text, "Le ministre : « oui, l’été »");
        let at = text.find("l’été").unwrap();
        assert_eq!(
            quotes[0].exact.decoded.origin.span(Span::new(at, text.len())).of(file),
            "l’été »"
        );
        assert_eq!(quotes[1].exact.decoded.text, "Un mot");
    }

    #[test]
    fn comments_of_their_own_and_tables_are_no_cuts() {
        let file = "# tout\nsource: a # la source\nclaims: # toutes\n  - id: a # la première\n    claim: 'Il dit' # oui\n    quotes: # les mots\n      # le premier\n      - \"un\" # vu\n      - exact: | # bloc\n          deux # trois\n        speaker: lui # dit-on\n      - un\n        # sous le mot\n      - n°1#cloud\n      - exact: quatre\n        source: b\n      - {exact: 'a : b'}\n";
        assert_eq!(cuts(file), []);
        assert_eq!(yaml(file).claims[0].quotes.len(), 6);
        let misspelt = "claims:\n  - id: a\n    quotes:\n      - Exact: un\n      - speeker: un\n        exact: deux\n";
        assert!(
            yaml(misspelt)
                .flaws
                .iter()
                .all(|flaw| matches!(flaw.kind, FlawKind::Field(_)))
        );
        let indented = "claims:\n  - id: a\n     claim: b\n";
        assert!(matches!(yaml(indented).flaws[0].kind, FlawKind::Syntax(_)));
    }

    struct Seed(u64);

    impl Seed {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) % bound as u64) as usize
        }

        fn one_in(&mut self, bound: usize) -> bool {
            self.below(bound) == 0
        }

        fn text(&mut self) -> String {
            const WORDS: &[&str] = &[
                "l’été",
                "l'État",
                "œuvre",
                "«",
                "oui",
                "»",
                ":",
                "dit:",
                "#cloud",
                "#",
                "-",
                "—",
                "-ci",
                "\"mot\"",
                "''",
                "d'",
                "C:\\nuit",
                "[sic]",
                "{x}",
                "a,",
                "&",
                "*",
                "!",
                "%",
                "@",
                "`",
                "|",
                ">",
                "?",
                "2022",
                "3,5",
                "…",
                "a\u{a0}:",
                "e\u{301}té",
                "\u{1F600}",
                "null",
                "n°1#2",
                "---",
                "\u{2028}",
                "<b>",
                "~",
            ];
            const GAPS: &[&str] = &[" ", " ", " ", " ", " ", "  ", "\u{a0}", "\n", "\n\n", "\n\n\n"];
            let mut text = WORDS[self.below(WORDS.len())].to_owned();
            for _ in 0..self.below(9) {
                text += GAPS[self.below(GAPS.len())];
                text += WORDS[self.below(WORDS.len())];
            }
            text
        }
    }

    /// Writes a text as a scalar and notes where each character is written.
    struct Emitter<'s> {
        seed: &'s mut Seed,
        file: String,
        line_end: &'static str,
        places: Vec<Span>,
    }

    const INDENT: &str = "          ";

    impl Emitter<'_> {
        fn emit(&mut self, text: &str, style: char) {
            match style {
                '|' | '>' => self.file += &format!("{style}-{}{INDENT}", self.line_end),
                '\'' | '"' => self.file.push(style),
                _ => {}
            }
            let mut at = 0;
            while let Some(letter) = text[at..].chars().next() {
                let newlines = text[at..].bytes().take_while(|&byte| byte == b'\n').count();
                let length = newlines.max(letter.len_utf8());
                let start = self.file.len();
                if newlines > 0 {
                    self.newlines(newlines, style);
                } else {
                    self.letter(letter, self.can_break(text, at), style);
                }
                let place = Span::new(start, self.file.len());
                self.places.extend(std::iter::repeat_n(place, length));
                at += length;
            }
            if let '\'' | '"' = style {
                self.file.push(style);
            }
            self.file += self.line_end;
        }

        fn newlines(&mut self, count: usize, style: char) {
            if style == '"' && self.seed.one_in(3) {
                self.file += &"\\n".repeat(count);
            } else {
                self.file += &self.line_end.repeat(count + usize::from(style != '|'));
                self.file += INDENT;
            }
        }

        /// Whether a line may end at the space there. A line of a plain scalar may not start with
        /// any sign.
        fn can_break(&self, text: &str, at: usize) -> bool {
            let before = text[..at]
                .chars()
                .next_back()
                .is_some_and(|letter| !letter.is_whitespace());
            let after = text[at..].chars().nth(1).is_some_and(|letter| !letter.is_whitespace());
            text[at..].starts_with(' ') && before && after
        }

        fn letter(&mut self, letter: char, can_break: bool, style: char) {
            let number = u32::from(letter);
            match (style, letter) {
                (' ' | '>' | '\'' | '"', ' ') if can_break && self.seed.one_in(3) => {
                    self.file += &format!("{}{INDENT}", self.line_end);
                }
                ('\'', '\'') => self.file += "''",
                ('"', '"' | '\\') => self.file.extend(['\\', letter]),
                ('"', _) if self.seed.one_in(5) && number < 0x100 => self.file += &format!("\\x{number:02x}"),
                ('"', _) if self.seed.one_in(5) && number < 0x10000 => self.file += &format!("\\u{number:04X}"),
                ('"', _) if self.seed.one_in(5) => self.file += &format!("\\U{number:08x}"),
                _ => self.file.push(letter),
            }
        }
    }

    #[test]
    fn random_texts_are_read_back_from_every_style() {
        let mut seed = Seed(7);
        let mut plain = 0;
        for _ in 0..200 {
            let text = seed.text();
            for style in [' ', '\'', '"', '|', '>'] {
                // What no plain scalar holds: signs of YAML, and numbers.
                let words = text.split([' ', '\n']).filter(|word| !word.is_empty());
                let safe = words.clone().all(|word| Style::Plain.write(word).is_some());
                let number = matches!(text.as_str(), "2022" | "null" | "~" | "3,5");
                if style == ' ' && (!safe || number) {
                    continue;
                }
                plain += usize::from(style == ' ');
                for (mark, line_end) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
                    let mut emitter = Emitter {
                        seed: &mut seed,
                        file: format!("{mark}claims:\n  - id: a\n    quotes:\n      - exact: "),
                        line_end,
                        places: Vec::new(),
                    };
                    emitter.emit(&text, style);
                    let Emitter { mut file, places, .. } = emitter;
                    file += "        speaker: lui\n";
                    let annotations = yaml(&file);
                    assert_eq!(annotations.flaws.len(), 0, "{file:?} {:?}", annotations.flaws);
                    let exact = &annotations.claims[0].quotes[0].exact.decoded;
                    assert_eq!(exact.text, text, "{file:?}");
                    for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
                        let place = exact.origin.span(Span::new(at, at + letter.len_utf8()));
                        assert_eq!(place, places[at], "{letter:?} in {file:?}");
                    }
                }
            }
        }
        assert!(20 < plain, "{plain} plain");
    }

    #[test]
    fn what_a_style_writes_is_read_back() {
        let mut seed = Seed(11);
        let mut written = 0;
        for _ in 0..400 {
            let text = seed.text();
            let files = [
                (Style::Plain, "- un ", " fin\n"),
                (Style::PlainInside, "[un ", " fin]\n"),
                (Style::Doubled, "- 'un ", " fin'\n"),
                (Style::Escaped, "- \"un ", " fin\"\n"),
                (Style::Line, "- |-\n  un ", " fin\n"),
            ];
            for (style, before, after) in files {
                let Some(inside) = style.write(&text) else {
                    continue;
                };
                written += 1;
                let file = format!("{before}{inside}{after}");
                match yaml::parse(&file).0.map(|node| node.value) {
                    Some(Value::List(items)) => match &items[..] {
                        [
                            Node {
                                value: Value::Text(scalar),
                                ..
                            },
                        ] => {
                            assert_eq!(scalar.decoded.text, format!("un {text} fin"), "{file:?}");
                            assert_eq!(scalar.style, style, "{file:?}");
                        }
                        _ => panic!("{file:?}"),
                    },
                    _ => panic!("{file:?}"),
                }
            }
        }
        assert!(800 < written, "{written} written");
        assert_eq!(Style::Escaped.write("a\u{c}\t"), Some("a\\u000c\\u0009".to_owned()));
    }

    #[test]
    fn no_file_makes_it_panic() {
        const PIECES: &[&str] = &[
            "\n",
            "\r\n",
            "\r",
            "  ",
            " ",
            "\t",
            "- ",
            "a: ",
            "exact: ",
            "quotes:\n",
            "claim: ",
            ": ",
            " #",
            "'",
            "''",
            "\"",
            "\\",
            "\\x4",
            "\\u00e9",
            "\\\n",
            "|",
            ">-",
            "|2",
            "|+\n",
            "&a ",
            "*a",
            "[",
            "]",
            "{",
            "}",
            ",",
            "?",
            "!",
            "!!str ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "é",
            "« ",
            "\u{a0}",
            "\u{feff}",
            "\u{0}",
            "\u{85}",
            "mot",
        ];
        let mut seed = Seed(3);
        for round in 0..20_000 {
            let length = seed.below(25);
            let file: String = match round % 4 {
                0 => {
                    let bytes: Vec<u8> = (0..length).map(|_| seed.below(256) as u8).collect();
                    String::from_utf8_lossy(&bytes).into_owned()
                }
                _ => (0..length).map(|_| PIECES[seed.below(PIECES.len())]).collect(),
            };
            let (root, flaws) = yaml::parse(&file);
            for flaw in &flaws {
                assert!(
                    file.get(flaw.span.start()..flaw.span.end()).is_some(),
                    "{file:?} {flaw:?}"
                );
            }
            if let Some(root) = &root {
                check_places(&file, root);
            }
            read(root, flaws, true);
        }
    }

    /// Every place is a stretch of the file, and each letter stands for itself, for an escape, or
    /// for white space.
    fn check_places(file: &str, node: &Node) {
        assert!(
            file.get(node.span.start()..node.span.end()).is_some(),
            "{file:?} {:?}",
            node.span
        );
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| check_places(file, item)),
            Value::Table(fields) => fields.iter().for_each(|field| check_places(file, &field.node)),
            Value::Text(scalar) => {
                let decoded = &scalar.decoded;
                for (at, letter) in decoded.text.char_indices() {
                    let place = decoded.origin.span(Span::new(at, at + letter.len_utf8()));
                    let written = file
                        .get(place.start()..place.end())
                        .expect("the place lies in the file");
                    let blank = letter.is_whitespace() && written.trim().is_empty();
                    let itself = written.chars().eq([letter]) || letter == '\'' && written == "''";
                    let blank_lines = letter == '\n' && written.trim() == "\\";
                    assert!(
                        itself || blank || blank_lines || written.len() > 1 && written.starts_with('\\'),
                        "{letter:?} is not {written:?} in {file:?}"
                    );
                }
            }
            _ => {}
        }
    }
}
