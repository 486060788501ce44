//! The report of each annotation file of the project, as a reviewed snapshot, and what these files
//! have to hold.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use guillemet::snapshot::snapshot;

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

/// Every quoted span of the seeds, as byte ranges between its marks.
const SPANS: &[(&str, &[(usize, usize)])] = &[
    (
        "seeds/000_34210350bee10fb8.txt",
        &[
            (118, 141),
            (246, 261),
            (282, 347),
            (599, 838),
            (1106, 1163),
            (1191, 1208),
            (1216, 1252),
            (1260, 1571),
            (1620, 1639),
            (1982, 2175),
            (2434, 2453),
        ],
    ),
    (
        "seeds/001_7c12d76ddd53d713.txt",
        &[
            (328, 343),
            (888, 910),
            (2637, 2661),
            (2669, 2711),
            (2719, 2744),
            (2752, 2794),
            (2802, 2836),
            (2844, 2872),
            (2880, 2934),
            (2942, 2974),
            (4124, 4142),
            (4171, 4186),
            (4998, 5042),
            (6300, 6678),
            (6881, 6940),
            (7533, 7830),
            (8287, 8379),
            (8392, 8468),
            (8484, 8630),
            (8739, 8805),
            (8908, 8923),
        ],
    ),
    (
        "seeds/002_9c0b6047a30510d5.txt",
        &[(859, 874), (2986, 3223), (3769, 4031)],
    ),
    (
        "seeds/003_f03ea774d634c901.txt",
        &[
            (195, 210),
            (238, 285),
            (440, 458),
            (581, 724),
            (1187, 1227),
            (1280, 1442),
            (1846, 2070),
            (1889, 1907),
            (2106, 2310),
            (2319, 2407),
            (2444, 2676),
            (3222, 3455),
        ],
    ),
    ("seeds/004_8a7a39b33ecec930.txt", &[(507, 522), (1449, 1464)]),
];

#[test]
fn every_quoted_span_of_the_seeds_is_quoted_by_a_claim() {
    let quotes = quotes();
    let count: usize = SPANS.iter().map(|(_, spans)| spans.len()).sum();
    assert_eq!(count, 49);
    for (file, spans) in SPANS {
        for &(start, end) in *spans {
            // A final stop before the closing mark may be quoted or not.
            let quoted = quotes.iter().any(|quote| {
                let passage = &quote["passage"];
                let at = |name: &str| passage[name].as_u64().map_or(usize::MAX, |at| at as usize);
                passage["file"] == *file && at("start") == start && at("end").abs_diff(end) <= 2
            });
            assert!(quoted, "{file} {start}..{end}");
        }
    }
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(SPANS[0].0).is_file());
}
