//! The report of each annotation file of the project, as a reviewed snapshot, and what these files
//! have to hold.

use std::collections::BTreeMap;
use std::process::Command;

use guillemet::snapshot::snapshot;

use crate::quotation::GOLD;

#[test]
fn every_annotation_file_reports_what_was_reviewed() {
    insta::glob!("../../annotations", "*.toml", |path| {
        insta::assert_snapshot!(snapshot(path));
    });
}

/// The quotes of the whole project, as the command line reports them.
fn quotes() -> Vec<serde_json::Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_guillemet"))
        .args(["check", "--output", "jsonl"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(0), "the project's own annotations pass");
    let text = String::from_utf8(output.stdout).expect("it is UTF-8");
    let objects = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"));
    objects
        .filter(|object: &serde_json::Value| object["kind"] == "quote")
        .collect()
}

#[test]
fn every_fault_is_shown_and_accepted() {
    let mut accepted: BTreeMap<String, usize> = BTreeMap::new();
    let quotes = quotes();
    assert!(70 <= quotes.len());
    for finding in quotes
        .iter()
        .flat_map(|quote| quote["findings"].as_array().into_iter().flatten())
    {
        if finding["accepted"].is_string() {
            *accepted
                .entry(finding["rule"].as_str().expect("a name").to_owned())
                .or_default() += 1;
        }
    }
    for rule in [
        "silent-correction",
        "repeated-fault",
        "introduced-fault",
        "altered-number",
        "altered-negation",
        "dropped-words",
        "changed-word",
        "wrong-source",
        "quote-absent",
    ] {
        assert!(accepted.contains_key(rule), "no accepted {rule} in {accepted:?}");
    }
}

#[test]
fn every_quoted_span_of_the_seeds_is_quoted_by_a_claim() {
    let quotes = quotes();
    let count: usize = GOLD.iter().map(|(_, spans)| spans.len()).sum();
    assert_eq!(count, 49);
    for (name, spans) in GOLD {
        let file = format!("seeds/{name}");
        for &(start, end) in spans {
            // A final stop before the closing mark may be quoted or not.
            let quoted = quotes.iter().any(|quote| {
                let passage = &quote["passage"];
                let at = |name: &str| passage[name].as_u64().map_or(usize::MAX, |at| at as usize);
                passage["file"] == file.as_str() && at("start") == start && at("end").abs_diff(end) <= 2
            });
            assert!(quoted, "{file} {start}..{end}");
        }
    }
}
