//! What `guillemet.toml` says: sources, annotations, levels, limits.

use crate::annotation::acceptance::{self, Acceptance};
use crate::annotation::fields::{Faults, FieldFault, find, place};
use crate::annotation::toml;
use crate::annotation::tree::{Field, Node, Value};
use crate::corpus::Description;
use crate::policy::{Level, Policy};
use crate::rule::Rule;
use crate::text::span::Span;

/// The name of the project file.
pub const FILE_NAME: &str = "guillemet.toml";

/// A project file, read.
#[derive(Clone, Debug)]
pub struct Config {
    pub sources: Vec<Declared>,
    /// Globs of annotation files, relative to the project's folder.
    pub annotations: Vec<String>,
    pub policy: Policy,
    pub limits: Limits,
    /// Paths may lead out of the project's folder.
    pub allow_outside: bool,
    /// Quoted spans of a claim's own text are quotes.
    pub inline: bool,
    pub flaws: Vec<ConfigFlaw>,
}

/// A source as the project file declares it.
#[derive(Clone, Debug)]
pub struct Declared {
    pub description: Description,
    /// The encoding named, where it is not UTF-8.
    pub encoding: Option<String>,
    /// Where the path stands in the project file.
    pub span: Span,
    /// Findings on the source itself that stand.
    pub accept: Vec<Acceptance>,
}

/// What is refused rather than read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest source, in bytes.
    pub source_bytes: u64,
}

const DEFAULT_LIMITS: Limits = Limits {
    source_bytes: 256 * MEGABYTE,
};
const MEGABYTE: u64 = 1024 * 1024;

/// A fault of the project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFlaw {
    pub span: Span,
    pub kind: ConfigFlawKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFlawKind {
    Syntax(String),
    Field(FieldFault),
    UnknownRule(String),
    UnknownLevel(String),
    /// An id with a `/` in it, which could be taken for a path.
    SlashInId(String),
    DuplicateSource(String),
}

impl ConfigFlawKind {
    /// The rule that the flaw breaks.
    pub fn rule(&self) -> Rule {
        match self {
            ConfigFlawKind::Field(FieldFault::Unknown { .. }) => Rule::UnknownField,
            _ => Rule::ProjectSyntax,
        }
    }
}

/// The fields of a project file. `$schema` is for editors.
pub const FIELDS: &[&str] = &[
    "$schema",
    "sources",
    "annotations",
    "rules",
    "limits",
    "allow-outside",
    "inline",
];
/// The fields of a source.
pub const SOURCE_FIELDS: &[&str] = &[
    "id",
    "path",
    "title",
    "author",
    "publisher",
    "date",
    "url",
    "language",
    "encoding",
    "ocr",
    "accept",
];
/// The fields of `limits`.
pub const LIMIT_FIELDS: &[&str] = &["source-megabytes"];

impl Config {
    /// The settings of a project without a project file.
    pub fn empty() -> Self {
        Self {
            sources: Vec::new(),
            annotations: Vec::new(),
            policy: Policy::default(),
            limits: DEFAULT_LIMITS,
            allow_outside: false,
            inline: true,
            flaws: Vec::new(),
        }
    }

    /// Reads a project file; what is wrong in it is listed, and the rest stands.
    pub fn read(file: &str) -> Self {
        let (root, syntax) = toml::parse(file);
        let mut reader = Reader {
            config: Self::empty(),
            faults: Faults::default(),
        };
        let fields = reader.faults.fields(&root, "the project file", FIELDS);
        reader.read(fields.unwrap_or_default());
        if !syntax.is_empty() {
            // What does not fit around a syntax fault follows from it.
            reader.faults = Faults::default();
        }
        for flaw in syntax {
            reader.flaw(flaw.span, ConfigFlawKind::Syntax(flaw.message));
        }
        let Reader { mut config, faults } = reader;
        let faults = faults.0.into_iter().map(|(span, fault)| ConfigFlaw {
            span,
            kind: ConfigFlawKind::Field(fault),
        });
        config.flaws.extend(faults);
        config.flaws.sort_by_key(|flaw| flaw.span);
        config
    }
}

struct Reader {
    config: Config,
    faults: Faults,
}

impl Reader {
    fn flaw(&mut self, span: Span, kind: ConfigFlawKind) {
        self.config.flaws.push(ConfigFlaw { span, kind });
    }

    fn read(&mut self, fields: &[Field]) {
        self.config.annotations = self.texts(fields, "annotations");
        self.config.allow_outside = self.faults.flag(fields, "allow-outside", false);
        self.config.inline = self.faults.flag(fields, "inline", true);
        self.read_rules(fields);
        self.read_limits(fields);
        for node in self.faults.list(fields, "sources") {
            self.read_source(node);
        }
    }

    fn texts(&mut self, fields: &[Field], name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.faults.list(fields, name) {
            match &node.value {
                Value::Text(scalar) => texts.push(scalar.decoded.text.clone()),
                _ => self.faults.wrong_type(node, name, "a list of strings"),
            }
        }
        texts
    }

    fn text(&mut self, fields: &[Field], name: &'static str) -> Option<String> {
        self.faults.text(fields, name).map(|scalar| scalar.decoded.text)
    }

    fn read_rules(&mut self, fields: &[Field]) {
        let Some(node) = find(fields, "rules") else { return };
        let Value::Table(rules) = &node.value else {
            return self.faults.wrong_type(node, "rules", "a table");
        };
        for setting in rules {
            let Value::Text(level) = &setting.node.value else {
                self.faults.wrong_type(&setting.node, "rules", "the name of a level");
                continue;
            };
            let level = &level.decoded.text;
            match (Rule::from_name(&setting.name), Level::from_name(level)) {
                (None, _) => self.flaw(setting.name_span, ConfigFlawKind::UnknownRule(setting.name.clone())),
                (_, None) => self.flaw(setting.node.span, ConfigFlawKind::UnknownLevel(level.clone())),
                (Some(rule), Some(level)) => {
                    self.config.policy.levels.insert(rule, level);
                }
            }
        }
    }

    fn read_limits(&mut self, fields: &[Field]) {
        const FIELD: &str = LIMIT_FIELDS[0];
        let Some(node) = find(fields, "limits") else { return };
        let limits = self.faults.fields(node, "limits", LIMIT_FIELDS).unwrap_or_default();
        match find(limits, FIELD).map(|node| (node, &node.value)) {
            None => {}
            Some((_, &Value::Integer(megabytes))) if 0 < megabytes => {
                self.config.limits.source_bytes = megabytes.unsigned_abs().saturating_mul(MEGABYTE);
            }
            Some((node, _)) => self.faults.wrong_type(node, FIELD, "a whole number above 0"),
        }
    }

    fn read_source(&mut self, node: &Node) {
        let fields = self.faults.fields(node, "a source", SOURCE_FIELDS).unwrap_or_default();
        let span = find(fields, "path").map_or(place(node, fields), |node| node.span);
        self.text(fields, "language");
        let Some(path) = self.text(fields, "path") else {
            return self.faults.require(node, fields, "path", "a source");
        };
        let path = path.trim_start_matches("./").to_owned();
        self.faults.require(node, fields, "id", "a source");
        let id = self.text(fields, "id").unwrap_or_else(|| path.clone());
        if self.config.sources.iter().any(|source| source.description.id == id) {
            let place = find(fields, "id").map_or(span, |node| node.span);
            return self.flaw(place, ConfigFlawKind::DuplicateSource(id));
        }
        if id != path && id.contains('/') {
            let place = find(fields, "id").map_or(span, |node| node.span);
            self.flaw(place, ConfigFlawKind::SlashInId(id.clone()));
        }
        let encoding = self.text(fields, "encoding");
        let description = Description {
            id,
            path,
            title: self.text(fields, "title"),
            author: self.text(fields, "author"),
            publisher: self.text(fields, "publisher"),
            date: self.text(fields, "date"),
            ocr: self.faults.flag(fields, "ocr", false),
            url: self.text(fields, "url"),
        };
        self.config.sources.push(Declared {
            description,
            encoding: encoding.filter(|name| !matches!(name.to_lowercase().as_str(), "utf-8" | "utf8")),
            span,
            accept: acceptance::read(&mut self.faults, fields),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::fields::FieldFault;
    use crate::config::{Config, ConfigFlawKind};
    use crate::policy::Level;
    use crate::rule::{Rule, Severity};

    #[test]
    fn a_project_file_is_read() {
        let config = Config::read(
            "annotations = ['annotations/*.toml']\nallow-outside = true\n[rules]\nsilent-correction = 'warning'\n\
             repeated-fault = 'off'\n[limits]\nsource-megabytes = 2\n[[sources]]\nid = 'a'\npath = 'seeds/a.txt'\n",
        );
        assert_eq!(config.flaws, []);
        assert_eq!(config.annotations, ["annotations/*.toml"]);
        assert_eq!(config.sources[0].description.path, "seeds/a.txt");
        assert_eq!(config.limits.source_bytes, 2 * 1024 * 1024);
        assert!(config.allow_outside);
        let level = |rule| config.policy.levels.get(&rule).copied();
        assert_eq!(level(Rule::SilentCorrection), Some(Level::Report(Severity::Warning)));
        assert_eq!(level(Rule::RepeatedFault), Some(Level::Off));
    }

    #[test]
    fn every_fault_is_named_and_the_rest_stands() {
        let config = Config::read(
            "annotation = ['x']\n[rules]\nsilent = 'off'\naltered-name = 'loud'\n[[sources]]\nid = 'a/b'\npath = 'a.txt'\n\
             [[sources]]\nid = 'c'\n[[sources]]\nid = 'a/b'\npath = 'b.txt'\n",
        );
        let kinds: Vec<&ConfigFlawKind> = config.flaws.iter().map(|flaw| &flaw.kind).collect();
        assert!(
            matches!(kinds[0], ConfigFlawKind::Field(FieldFault::Unknown { name, .. }) if name == "annotation"),
            "{kinds:?}"
        );
        assert!(
            matches!(kinds[1], ConfigFlawKind::UnknownRule(name) if name == "silent"),
            "{kinds:?}"
        );
        assert!(
            matches!(kinds[2], ConfigFlawKind::UnknownLevel(name) if name == "loud"),
            "{kinds:?}"
        );
        assert!(
            matches!(kinds[3], ConfigFlawKind::SlashInId(id) if id == "a/b"),
            "{kinds:?}"
        );
        assert!(
            matches!(
                kinds[4],
                ConfigFlawKind::Field(FieldFault::Missing { field: "path", .. })
            ),
            "{kinds:?}"
        );
        assert!(matches!(kinds[5], ConfigFlawKind::DuplicateSource(_)), "{kinds:?}");
        assert_eq!(config.sources.len(), 1);
    }
}
