//! The JSON schemas of annotations and of the project file, from the types below.
//!
//! The reader of the crate keeps the place of every value and is written by hand; these types are its
//! twins, and the tests hold both to each other.

use std::borrow::Cow;

use guillemet::policy::Level;
use guillemet::rule::Rule;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// The schemas, each under its path in the crate.
pub fn schemas() -> [(&'static str, String); 2] {
    [
        ("schemas/annotation.json", rendered::<AnnotationFile>()),
        ("schemas/project.json", rendered::<ProjectFile>()),
    ]
}

fn rendered<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(absent_is_not_null));
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    format!("{text}\n")
}

/// A field that may be left out cannot be `null` all the same.
fn absent_is_not_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [kind] = types.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else {
        return;
    };
    let null = |choice: &Value| choice["type"] == "null";
    if !choices.iter().any(null) {
        return;
    }
    choices.retain(|choice| !null(choice));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (name, value) in only {
            // Beside a reference, draft 7 reads nothing else.
            let reference = name == "$ref";
            match reference {
                true => schema.insert("allOf".to_owned(), serde_json::json!([{"$ref": value}])),
                false => schema.insert(name, value),
            };
        }
    }
}

/// Claims with the spans they quote, for guillemet to check against their sources.
#[derive(JsonSchema)]
#[schemars(title = "guillemet annotation", deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct AnnotationFile {
    /// The schema of this file, for editors.
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    /// The source of all claims that name none.
    source: Option<Sources>,
    /// Whether what a claim quotes between quotation marks in its own text is checked too.
    #[schemars(extend("default" = true))]
    inline: Option<bool>,
    claims: Option<Vec<Claim>>,
}

/// A statement in your own words, with the quotes that it rests on. It has a text, or quotes, or both.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("anyOf" = [{"required": ["claim"]}, {"required": ["quotes"]}]))]
#[expect(dead_code, reason = "only its shape is used")]
struct Claim {
    /// What reports call the claim; no other claim of the file may have it.
    id: String,
    /// The statement itself.
    claim: Option<String>,
    /// The source of its quotes that name none.
    source: Option<Sources>,
    quotes: Option<Vec<QuoteOrText>>,
    /// Findings on any of its quotes that may stand.
    accept: Option<Vec<Acceptance>>,
    /// Whether what is between quotation marks in the claim's own text is checked too.
    inline: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
enum QuoteOrText {
    /// The words quoted.
    Text(String),
    Quote(Quote),
}

/// Words that the annotator puts in another's mouth.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct Quote {
    /// The words quoted, without quotation marks around them.
    exact: String,
    /// The source that has them; of several, any.
    source: Option<Sources>,
    /// Whose words they are.
    speaker: Option<String>,
    /// The words of the source right before the quote, where the same words stand at several places.
    prefix: Option<String>,
    /// The words of the source right after the quote.
    suffix: Option<String>,
    /// Whether the words are a translation: they are not compared, and never count as a pass.
    #[schemars(extend("default" = false))]
    translation: Option<bool>,
    /// Findings that may stand.
    accept: Option<Vec<Acceptance>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
enum Sources {
    /// An id of guillemet.toml, or a path from its folder.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

/// A finding that may stand, and why.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct Acceptance {
    rule: AcceptableRule,
    /// The words that it is about: it then covers no other finding of the rule.
    text: Option<String>,
    /// The reason.
    #[schemars(regex(pattern = r"\S"))]
    because: String,
}

/// The sources, annotations and levels of a project.
#[derive(JsonSchema)]
#[schemars(title = "guillemet.toml", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct ProjectFile {
    /// The schema of this file, for editors.
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    sources: Option<Vec<Source>>,
    /// Globs of annotation files, from the folder of this file.
    annotations: Option<Vec<String>>,
    rules: Option<Levels>,
    limits: Option<Limits>,
    /// Whether sources may lie outside the project's folder.
    #[schemars(extend("default" = false))]
    allow_outside: Option<bool>,
    /// Whether what claims quote between quotation marks in their own text is checked too.
    #[schemars(extend("default" = true))]
    inline: Option<bool>,
}

/// An original text that quotes are checked against.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct Source {
    /// What annotations call it.
    #[schemars(regex(pattern = "^[^/]*$"))]
    id: String,
    /// The path of its text, from the folder of this file.
    path: String,
    title: Option<String>,
    /// Whose words the text is, outside its quotations.
    author: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Only UTF-8 is read.
    encoding: Option<String>,
    /// Whether the text is a scan, in which letters may be misread.
    #[schemars(extend("default" = false))]
    ocr: Option<bool>,
    /// Findings on the source itself that may stand.
    accept: Option<Vec<Acceptance>>,
}

/// What is refused rather than read.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
struct Limits {
    /// The longest source, in megabytes.
    #[schemars(range(min = 1), extend("default" = 256))]
    source_megabytes: Option<i64>,
}

/// A rule that may be accepted, each with what it finds.
struct AcceptableRule;

impl JsonSchema for AcceptableRule {
    fn schema_name() -> Cow<'static, str> {
        "AcceptableRule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let rules = Rule::ALL.iter().filter(|rule| rule.is_acceptable());
        let rules: Vec<_> = rules
            .map(|rule| json_schema!({"const": rule.name(), "description": rule.summary()}))
            .collect();
        json_schema!({"description": "The name of a rule.", "oneOf": rules})
    }
}

/// How bad each rule is.
struct Levels;

impl JsonSchema for Levels {
    fn schema_name() -> Cow<'static, str> {
        "Levels".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let levels: serde_json::Map<_, _> = Rule::ALL
            .iter()
            .map(|rule| {
                let level = json_schema!({
                    "description": rule.summary(),
                    "enum": Level::NAMES,
                    "default": rule.severity().name(),
                });
                (rule.name().to_owned(), level.to_value())
            })
            .collect();
        json_schema!({
            "description": "How bad each rule is, where that is not its default.",
            "type": "object",
            "properties": levels,
            "additionalProperties": false,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use guillemet::annotation::{acceptance, claim, file};
    use guillemet::config::{self, Config};
    use guillemet::rule::Rule;
    use jsonschema::Validator;
    use serde_json::{Value, json};

    use crate::schema::schemas;

    fn schema(at: usize) -> Value {
        serde_json::from_str(&schemas()[at].1).expect("a schema is JSON")
    }

    fn validator(at: usize) -> Validator {
        jsonschema::validator_for(&schema(at)).expect("the schema is one")
    }

    /// A TOML text as JSON has it.
    fn json_of(text: &str) -> Value {
        let table: toml::Table = text.parse().expect("it is TOML");
        serde_json::to_value(table).expect("it is a value")
    }

    /// The names of the properties of a definition, or of the root.
    fn fields(schema: &Value, definition: Option<&str>) -> BTreeSet<String> {
        let table = definition.map_or(schema, |name| &schema["definitions"][name]);
        let properties = table["properties"].as_object().expect("it has properties");
        properties.keys().cloned().collect()
    }

    #[test]
    fn the_reader_and_the_schema_know_the_same_fields() {
        let (annotation, project) = (schema(0), schema(1));
        for (schema, definition, known) in [
            (&annotation, None, claim::FILE_FIELDS),
            (&annotation, Some("Claim"), claim::CLAIM_FIELDS),
            (&annotation, Some("Quote"), claim::QUOTE_FIELDS),
            (&annotation, Some("Acceptance"), acceptance::FIELDS),
            (&project, None, config::FIELDS),
            (&project, Some("Source"), config::SOURCE_FIELDS),
            (&project, Some("Limits"), config::LIMIT_FIELDS),
        ] {
            let known: BTreeSet<String> = known.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(fields(schema, definition), known, "{definition:?}");
        }
        let rules: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.name().to_owned()).collect();
        assert_eq!(fields(&project, Some("Levels")), rules);
    }

    #[test]
    fn our_own_files_are_valid() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let validator_of_annotations = validator(0);
        let mut files = 0;
        for entry in fs::read_dir(root.join("annotations")).expect("it is there") {
            let path = entry.expect("an entry can be read").path();
            let text = fs::read_to_string(&path).expect("it is text");
            validator_of_annotations.validate(&json_of(&text)).expect("it is valid");
            files += 1;
        }
        assert!(0 < files);
        let project = fs::read_to_string(root.join("guillemet.toml")).expect("it is text");
        validator(1).validate(&json_of(&project)).expect("it is valid");
    }

    #[test]
    fn the_reader_and_the_schema_agree_on_annotations() {
        let validator = validator(0);
        let mut verdicts = BTreeSet::new();
        for document in [
            json!({}),
            json!({"$schema": "x", "source": "a", "inline": false, "claims": []}),
            json!({"claims": [{"id": "a", "claim": "x"}]}),
            json!({"claims": [{"id": "a", "quotes": ["x", {"exact": "y", "source": ["a", "b"], "translation": true}]}]}),
            json!({"claims": [{"id": "a", "quotes": [{"exact": "y", "speaker": "z", "prefix": "p", "suffix": "s"}]}]}),
            json!({"claims": [{"id": "a", "quotes": ["x"], "accept": [{"rule": "altered-name", "because": "y"}]}]}),
            json!({"claims": [{"id": "a"}]}),
            json!({"claims": [{"claim": "x"}]}),
            json!({"claims": [{"id": 3, "claim": "x"}]}),
            json!({"claims": {"id": "a"}}),
            json!({"claims": [{"id": "a", "quotes": "x"}]}),
            json!({"claims": [{"id": "a", "quotes": [3]}]}),
            json!({"claims": [{"id": "a", "quotes": [{}]}]}),
            json!({"claims": [{"id": "a", "quotes": [{"exact": "y", "translation": "yes"}]}]}),
            json!({"claims": [{"id": "a", "quotes": [{"exact": "y", "speeker": "z"}]}]}),
            json!({"claims": [{"id": "a", "quotes": ["x"], "accept": [{"rule": "altered-name"}]}]}),
            json!({"claims": [{"id": "a", "quotes": ["x"], "accept": [{"rule": "altered-name", "because": " "}]}]}),
            json!({"source": null}),
            json!({"inline": null}),
            json!({"claims": [{"id": "a", "quotes": ["x"], "claim": null}]}),
            json!({"source": 3}),
            json!({"source": ["a", 3]}),
            json!({"sources": "a"}),
            json!({"inline": "no"}),
            json!([]),
        ] {
            let read = file::read("a.json", &document.to_string(), true);
            assert_eq!(
                validator.is_valid(&document),
                read.flaws.is_empty(),
                "{document}: {:?}",
                read.flaws
            );
            verdicts.insert(read.flaws.is_empty());
        }
        assert_eq!(verdicts.len(), 2, "some are valid, some are not");
        // What only a run can tell: the reader takes any name, `unused-acceptance` says the rest.
        let unknown =
            json!({"claims": [{"id": "a", "quotes": ["x"], "accept": [{"rule": "altered", "because": "y"}]}]});
        assert!(!validator.is_valid(&unknown));
    }

    #[test]
    fn the_reader_and_the_schema_agree_on_project_files() {
        let validator = validator(1);
        let source = "[[sources]]\nid = 'a'\npath = 'a.txt'\n";
        let mut verdicts = BTreeSet::new();
        for text in [
            String::new(),
            source.to_owned(),
            format!(
                "{source}title = 't'\nauthor = 'b'\npublisher = 'c'\ndate = '2024'\nurl = 'u'\nlanguage = 'fr'\nencoding = 'utf-8'\nocr = true\n"
            ),
            format!("annotations = ['a/*.toml']\nallow-outside = true\ninline = false\n{source}"),
            "[rules]\naltered-name = 'off'\nstray-mark = 'error'\n[limits]\nsource-megabytes = 3\n".to_owned(),
            format!("{source}accept = [{{ rule = 'stray-mark', because = 'x' }}]\n"),
            "[rules]\naltered-name = 'loud'\n".to_owned(),
            "[rules]\naltered-nam = 'off'\n".to_owned(),
            "[limits]\nsource-megabytes = 0\n".to_owned(),
            "[limits]\nsource-bytes = 3\n".to_owned(),
            "[[sources]]\npath = 'a.txt'\n".to_owned(),
            "[[sources]]\nid = 'a'\n".to_owned(),
            "[[sources]]\nid = 'a/b'\npath = 'a.txt'\n".to_owned(),
            format!("{source}ocr = 'yes'\n"),
            "annotations = 'a.toml'\n".to_owned(),
            "annotation = ['a.toml']\n".to_owned(),
        ] {
            let flaws = Config::read(&text).flaws;
            assert_eq!(
                validator.is_valid(&json_of(&text)),
                flaws.is_empty(),
                "{text}: {flaws:?}"
            );
            verdicts.insert(flaws.is_empty());
        }
        assert_eq!(verdicts.len(), 2, "some are valid, some are not");
    }
}
