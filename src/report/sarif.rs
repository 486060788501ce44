//! SARIF 2.1.0, which code hosts and editors read.
//!
//! Columns count Unicode code points, as `columnKind` says, and byte offsets the file as it stands on
//! disk. Every result has its place in the annotation as its location, and its place in the source
//! beside it. An accepted finding is a suppressed result.

use serde::Serialize;

use crate::finding::fingerprint::fingerprints;
use crate::finding::report::{Accepted, Fix, Outcome, Place, Remark, Report};
use crate::finding::sentences;
use crate::report::json::escaped;
use crate::report::positions::Positions;
use crate::rule::{Rule, Severity};

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole report as one log of one run.
pub fn render(report: &Report) -> String {
    let writer = Writer {
        report,
        positions: Positions::new(report),
    };
    let results = report.remarks().zip(fingerprints(report));
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: driver() },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: report.outcome() != Outcome::NotRun,
                notifications: report.unexamined.map(notification).into_iter().collect(),
            }],
            results: results
                .map(|(remark, fingerprint)| writer.result(&remark, fingerprint))
                .collect(),
        }],
    };
    let text = serde_json::to_string_pretty(&log).expect("strings and numbers always serialize");
    format!("{}\n", escaped(&text))
}

fn driver() -> Driver {
    Driver {
        name: "guillemet",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: Rule::ALL.iter().map(|&rule| descriptor(rule)).collect(),
    }
}

fn descriptor(rule: Rule) -> Descriptor {
    let reasons = rule.page().lines().skip(2).take_while(|line| !line.starts_with("## "));
    let reasons: Vec<&str> = reasons.collect();
    Descriptor {
        id: rule.name(),
        name: rule.name().split('-').map(capitalized).collect(),
        short_description: message(rule.summary()),
        full_description: message(reasons.join("\n").trim()),
        help: Help {
            text: rule.page(),
            markdown: rule.page(),
        },
        default_configuration: Configuration {
            level: level(rule.severity()),
        },
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn message(text: &str) -> Message {
    Message { text: text.to_owned() }
}

fn notification(text: &str) -> Notification {
    Notification {
        level: "error",
        message: message(text),
    }
}

struct Writer<'r> {
    report: &'r Report,
    positions: Positions<'r>,
}

impl<'r> Writer<'r> {
    fn result(&self, remark: &Remark<'r>, fingerprint: String) -> ResultRecord<'r> {
        let help = remark.help.map(|help| format!("\n{help}")).unwrap_or_default();
        let passage = remark.passage.map(|place| (place, sentences::SOURCE_LABEL));
        let related = remark.related.iter().map(|(place, label)| (*place, label.as_str()));
        ResultRecord {
            rule_id: remark.rule.name(),
            rule_index: Rule::ALL.iter().position(|&rule| rule == remark.rule).unwrap_or(0),
            level: level(remark.severity),
            message: Message {
                text: format!("{}{help}", remark.message),
            },
            locations: [self.location(remark)],
            related_locations: passage
                .into_iter()
                .chain(related)
                .enumerate()
                .map(|(at, (place, label))| Related {
                    id: at,
                    physical_location: self.physical(place),
                    message: message(label),
                })
                .collect(),
            partial_fingerprints: Fingerprints { guillemet: fingerprint },
            fixes: remark
                .place
                .into_iter()
                .flat_map(|place| remark.fixes.iter().map(move |fix| (fix, place)))
                .map(|(fix, place)| self.fix(remark, fix, place))
                .collect(),
            suppressions: remark.accepted.map(suppression).into_iter().collect(),
            properties: remark.quote.map(|quote| Properties {
                verdict: quote.verdict.name(),
                source: quote.source.as_deref(),
            }),
        }
    }

    fn location(&self, remark: &Remark<'r>) -> Location {
        let logical = remark.quote.map(|quote| Logical {
            name: format!("{} #{}", quote.claim, quote.index),
            fully_qualified_name: format!("{}/{}/{}", remark.path, quote.claim, quote.index),
            kind: "element",
        });
        Location {
            physical_location: match remark.place {
                Some(place) => self.physical(place),
                // Hosts show nothing that has no line, also of a file that could not be read.
                None => Physical {
                    artifact_location: self.artifact(remark.path),
                    region: Region::default(),
                },
            },
            logical_locations: logical.into_iter().collect(),
        }
    }

    fn physical(&self, place: Place) -> Physical {
        Physical {
            artifact_location: self.artifact(&self.report.files[place.file].path),
            region: self.region(place),
        }
    }

    fn artifact(&self, path: &str) -> Artifact {
        Artifact {
            uri: uri(&format!("{}{path}", self.report.base)),
        }
    }

    fn region(&self, place: Place) -> Region {
        let (start, end) = (self.positions.start(place), self.positions.end(place));
        Region {
            start_line: start.line,
            columns: Some(Columns {
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
                byte_offset: place.span.start(),
                byte_length: place.span.len(),
            }),
        }
    }

    fn fix(&self, remark: &Remark, fix: &Fix, place: Place) -> FixRecord {
        let span = Place {
            file: place.file,
            span: fix.span,
        };
        FixRecord {
            description: message(remark.help.unwrap_or(remark.message)),
            artifact_changes: [ArtifactChange {
                artifact_location: self.artifact(remark.path),
                replacements: [Replacement {
                    deleted_region: self.region(span),
                    inserted_content: message(&fix.text),
                }],
            }],
        }
    }
}

fn suppression(accepted: &Accepted) -> Suppression {
    Suppression {
        kind: match accepted {
            Accepted::Because(_) => "inSource",
            Accepted::Baseline => "external",
        },
        status: "accepted",
        justification: accepted.because().to_owned(),
    }
}

/// A path as a relative URI: what is not plain in one stands as `%` and two digits (RFC 3986).
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let bytes = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<ResultRecord<'r>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(rename = "toolExecutionNotifications", skip_serializing_if = "Vec::is_empty")]
    notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultRecord<'r> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Related {
    id: usize,
    physical_location: Physical,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(flatten)]
    columns: Option<Columns>,
}

impl Default for Region {
    /// The first line.
    fn default() -> Self {
        Self {
            start_line: 1,
            columns: None,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Columns {
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
struct Fingerprints {
    /// The number rises when something else goes into a fingerprint.
    #[serde(rename = "guillemet/v1")]
    guillemet: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixRecord {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct Properties<'r> {
    verdict: &'static str,
    source: Option<&'r str>,
}
