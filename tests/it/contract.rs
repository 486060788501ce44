//! The machine-readable report keeps its contract: keys, types, offsets, repairs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers fail as tests do")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::project::{Project, Run, run_in};

const NUMSPOT: &str = "annotations/numspot-2022.toml";

/// What a value of the report may be.
#[derive(Clone, Copy, Debug)]
enum Is {
    Flag,
    Number,
    Text,
    TextOrNull,
    NumberOrNull,
    Object(&'static [(&'static str, Is)]),
    ObjectOrNull(&'static [(&'static str, Is)]),
    /// A list of these.
    List(&'static Is),
    /// Names and numbers.
    Counts,
}

const WORDS: Is = Is::Object(&[("start", Is::Number), ("end", Is::Number), ("text", Is::Text)]);

const PASSAGE: &[(&str, Is)] = &[
    ("source", Is::Text),
    ("file", Is::Text),
    ("unit", Is::Text),
    ("start", Is::Number),
    ("end", Is::Number),
    ("line", Is::Number),
    ("column", Is::Number),
    ("text", Is::Text),
];

const ATTRIBUTION: &[(&str, Is)] = &[
    ("speaker", Is::Text),
    ("file", Is::Text),
    ("start", Is::Number),
    ("end", Is::Number),
    ("line", Is::Number),
    ("column", Is::Number),
];

const CHANGE: Is = Is::Object(&[
    ("class", Is::Text),
    ("operation", Is::Text),
    ("quote", WORDS),
    ("passage", WORDS),
]);

const VARIATION: Is = Is::Object(&[("kind", Is::Text), ("quote", WORDS), ("passage", WORDS)]);

const FINDING: Is = Is::Object(&[
    ("rule", Is::Text),
    ("severity", Is::Text),
    ("message", Is::Text),
    ("help", Is::TextOrNull),
    ("start", Is::Number),
    ("end", Is::Number),
    ("line", Is::Number),
    ("column", Is::Number),
    ("accepted", Is::TextOrNull),
    (
        "fix",
        Is::ObjectOrNull(&[
            ("start", Is::Number),
            ("end", Is::Number),
            ("text", Is::Text),
            ("safe", Is::Flag),
        ]),
    ),
]);

const QUOTE: Is = Is::Object(&[
    ("version", Is::Number),
    ("kind", Is::Text),
    ("file", Is::Text),
    ("claim", Is::Text),
    ("index", Is::Number),
    ("source", Is::TextOrNull),
    ("verdict", Is::Text),
    ("similarity", Is::Number),
    ("exact", Is::Text),
    ("start", Is::Number),
    ("end", Is::Number),
    ("line", Is::Number),
    ("column", Is::Number),
    ("passage", Is::ObjectOrNull(PASSAGE)),
    ("attribution", Is::ObjectOrNull(ATTRIBUTION)),
    ("segments", Is::List(&Is::List(&Is::Number))),
    ("places", Is::Number),
    ("elsewhere", Is::List(&Is::Object(PASSAGE))),
    ("changes", Is::List(&CHANGE)),
    ("variations", Is::List(&VARIATION)),
    ("findings", Is::List(&FINDING)),
]);

const PROBLEM: Is = Is::Object(&[
    ("version", Is::Number),
    ("kind", Is::Text),
    ("file", Is::Text),
    ("rule", Is::Text),
    ("severity", Is::Text),
    ("message", Is::Text),
    ("help", Is::TextOrNull),
    ("start", Is::NumberOrNull),
    ("end", Is::NumberOrNull),
    ("line", Is::NumberOrNull),
    ("column", Is::NumberOrNull),
    ("accepted", Is::TextOrNull),
]);

const SUMMARY: Is = Is::Object(&[
    ("version", Is::Number),
    ("kind", Is::Text),
    ("quotes", Is::Number),
    ("verdicts", Is::Counts),
    ("errors", Is::Number),
    ("warnings", Is::Number),
    ("notes", Is::Number),
    ("accepted", Is::Number),
    ("sources", Is::Number),
    ("files", Is::Number),
]);

impl Is {
    /// Checks the value and all in it; `at` says where it stands.
    fn check(self, value: &Value, at: &str) {
        let holds = match (self, value) {
            (Is::Text | Is::TextOrNull, Value::String(_)) => true,
            (Is::TextOrNull | Is::NumberOrNull | Is::ObjectOrNull(_), Value::Null) => true,
            // Never a float: results are the same on every machine.
            (Is::Number | Is::NumberOrNull, Value::Number(number)) => number.is_u64(),
            (Is::Flag, Value::Bool(_)) => true,
            (Is::Object(fields) | Is::ObjectOrNull(fields), Value::Object(object)) => check_fields(fields, object, at),
            (Is::List(item), Value::Array(items)) => {
                items.iter().for_each(|value| item.check(value, &format!("{at}[]")));
                true
            }
            (Is::Counts, Value::Object(counts)) => counts.values().all(Value::is_u64),
            _ => false,
        };
        assert!(holds, "{at} is to be {self:?}: {value}");
    }
}

/// Checks that the fields are these, in this order.
fn check_fields(fields: &[(&str, Is)], object: &Map<String, Value>, at: &str) -> bool {
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    let known: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(keys, known, "the keys of {at}");
    fields
        .iter()
        .for_each(|(name, is)| is.check(&object[*name], &format!("{at}.{name}")));
    true
}

/// A run over the repository's own annotations and seeds.
fn seeds(arguments: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// The file of the repository, or of a project, as it stands on disk.
fn slice<'f>(file: &'f str, words: &Value) -> &'f str {
    let place = |name: &str| usize::try_from(words[name].as_u64().unwrap()).unwrap();
    file.get(place("start")..place("end"))
        .expect("spans start and end at characters")
}

/// The words as they are written on disk, decoded as the scalar around them is.
fn decoded(written: &str, json: bool) -> String {
    if json {
        return serde_json::from_str(&format!("\"{written}\"")).unwrap();
    }
    if !written.contains('\\') {
        return written.to_owned();
    }
    let table: toml::Table = toml::from_str(&format!("x = \"\"\"{written}\"\"\"")).unwrap();
    table["x"].as_str().unwrap().to_owned()
}

/// Checks that every offset of a quote's record slices its two files to the text beside it.
fn check_offsets(quote: &Value, read: &dyn Fn(&str) -> String) {
    let name = quote["file"].as_str().unwrap();
    let (annotation, json) = (read(name), name.ends_with(".json"));
    let quoted = |words: &Value, text: &Value| {
        assert_eq!(
            decoded(slice(&annotation, words), json),
            text.as_str().unwrap(),
            "{quote:#}"
        );
    };
    quoted(quote, &quote["exact"]);
    check_position(&annotation, quote);
    for finding in quote["findings"].as_array().unwrap() {
        if finding["fix"].is_object() {
            slice(&annotation, &finding["fix"]);
        }
    }
    let passages = std::iter::once(&quote["passage"]).chain(quote["elsewhere"].as_array().unwrap());
    for passage in passages.filter(|passage| passage.is_object()) {
        let source = read(passage["file"].as_str().unwrap());
        assert_eq!(passage["unit"], "bytes");
        assert_eq!(
            entities(slice(&source, passage)),
            passage["text"].as_str().unwrap(),
            "{quote:#}"
        );
        check_position(&source, passage);
    }
    let pairs = ["changes", "variations"]
        .into_iter()
        .flat_map(|name| quote[name].as_array().unwrap());
    for pair in pairs {
        let source = read(quote["passage"]["file"].as_str().unwrap());
        quoted(&pair["quote"], &pair["quote"]["text"]);
        let written = entities(slice(&source, &pair["passage"]));
        assert_eq!(written, pair["passage"]["text"].as_str().unwrap(), "{quote:#}");
    }
}

/// The one entity that the sources of these tests hold.
fn entities(written: &str) -> String {
    written.replace("&eacute;", "é")
}

/// Checks the line and column, in characters from 1, against the start. A byte order mark is none.
fn check_position(file: &str, place: &Value) {
    let start = usize::try_from(place["start"].as_u64().unwrap()).unwrap();
    let before = file[..start].trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!(
        (&place["line"], &place["column"]),
        (&line.into(), &column.into()),
        "{place:#}"
    );
}

#[test]
fn every_object_has_the_keys_and_types_of_the_contract() {
    let run = seeds(&["check", NUMSPOT, "--output", "jsonl"]);
    for record in run.records() {
        let is = match record["kind"].as_str() {
            Some("quote") => QUOTE,
            Some("problem") => PROBLEM,
            Some("summary") => SUMMARY,
            kind => panic!("{kind:?}"),
        };
        is.check(&record, record["kind"].as_str().unwrap());
        assert_eq!(record["version"], 1);
    }
    let kinds: Vec<String> = run.records().iter().map(|record| record["kind"].to_string()).collect();
    assert!(kinds.is_sorted_by_key(|kind| {
        ["\"quote\"", "\"problem\"", "\"summary\""]
            .iter()
            .position(|k| k == kind)
    }));
    assert_eq!(run.records_of("summary").len(), 1);
}

#[test]
fn a_problem_has_the_keys_and_types_of_the_contract() {
    let project = project(
        "a.toml",
        "source = 'perdu'\nclams = 1\n[[claims]]\nid = 'a'\nquotes = ['Le label garantit']\n",
    );
    let run = project.run(&["check", "--output", "jsonl"]);
    let problems = run.records_of("problem");
    assert_eq!(problems.len(), 2, "{run}");
    for problem in problems {
        PROBLEM.check(&problem, "problem");
        check_position(&project.read("annotations/a.toml"), &problem);
    }
    // A file that is not there has no place in it.
    let run = project.run(&["check", "absent.toml", "--output", "jsonl"]);
    let [problem] = run.records_of("problem").try_into().expect("one problem");
    PROBLEM.check(&problem, "problem");
    assert_eq!((&problem["start"], &problem["line"]), (&Value::Null, &Value::Null));
}

#[test]
fn one_document_holds_the_same_objects() {
    let lines = seeds(&["check", NUMSPOT, "--output", "jsonl"]);
    let document: Value = serde_json::from_str(&seeds(&["check", NUMSPOT, "--output", "json"]).stdout).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["quotes"], Value::Array(lines.records_of("quote")));
    assert_eq!(document["problems"], Value::Array(lines.records_of("problem")));
    assert_eq!(document["summary"], lines.records_of("summary")[0]);
}

#[test]
fn every_quote_has_one_verdict() {
    const VERDICTS: &[&str] = &[
        "verbatim",
        "typographic",
        "adapted",
        "damaged",
        "altered",
        "misplaced",
        "absent",
        "unchecked",
    ];
    let run = seeds(&["check", "--output", "jsonl"]);
    let told: Vec<(String, String, u64)> = run
        .records_of("quote")
        .iter()
        .map(|quote| {
            assert!(VERDICTS.contains(&quote["verdict"].as_str().unwrap()), "{quote:#}");
            let text = |name: &str| quote[name].as_str().unwrap().to_owned();
            (text("file"), text("claim"), quote["index"].as_u64().unwrap())
        })
        .collect();
    // Counted without the checker: each entry of each `quotes`.
    let mut listed = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("annotations"))
        .unwrap()
        .collect();
    paths.sort_by_key(|entry| entry.as_ref().unwrap().path());
    for entry in paths.into_iter().map(Result::unwrap) {
        let table: toml::Table = toml::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap();
        for claim in table["claims"].as_array().unwrap() {
            let quotes = claim
                .get("quotes")
                .and_then(|quotes| quotes.as_array())
                .map_or(0, Vec::len);
            let file = format!("annotations/{}", entry.file_name().display());
            let id = claim["id"].as_str().unwrap();
            listed.extend((0..quotes as u64).map(|index| (file.clone(), id.to_owned(), index)));
        }
    }
    for place in &listed {
        assert_eq!(told.iter().filter(|other| *other == place).count(), 1, "{place:?}");
    }
    // Spans of a claim's own text are numbered after those listed.
    for (at, (file, claim, index)) in told.iter().enumerate() {
        let before = told[..at]
            .iter()
            .filter(|other| (&other.0, &other.1) == (file, claim))
            .count();
        assert_eq!(*index, before as u64, "{file} {claim}");
    }
    let summary = &run.records_of("summary")[0];
    let counted: u64 = summary["verdicts"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(
        (summary["quotes"].as_u64(), counted),
        (Some(told.len() as u64), told.len() as u64)
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "concise", "json", "jsonl"] {
        let run = || seeds(&["check", "--output", format]).stdout;
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn offsets_slice_the_files_of_the_seeds() {
    let run = seeds(&["check", "--output", "jsonl"]);
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let quotes = run.records_of("quote");
    assert!(!quotes.is_empty());
    quotes.iter().for_each(|quote| check_offsets(quote, &read));
}

const SOURCE: &str = "Le comité publie son rapport.\n\nLe ministre Olivier Vallet salue l’Été des élus : « Ce volet \
doté de 1,8 Md€ par an soutient les petites entreprises françaises. »\n";

/// A project whose annotation file of that name holds this.
fn project(name: &str, annotation: &str) -> Project {
    let project = "annotations = ['annotations/*']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n";
    let files = Project::new(&[("guillemet.toml", project), ("texte.txt", SOURCE)]);
    files.write(&format!("annotations/{name}"), annotation);
    files
}

#[test]
fn offsets_slice_files_of_every_style() {
    // One quote, altered and varied, in the styles of both formats, with and without a mark.
    let exact = "Le ministre Oliver Vallet salue l'Été";
    let written = [
        ("a.toml", "'''\nLe ministre Oliver\nVallet salue l'Été'''"),
        ("a.toml", "\"Le ministre Oliver Vallet salue l'Été\""),
        ("a.toml", "\"Le ministre Oliver Vallet salue l\\u0027\\u00c9t\\u00E9\""),
        ("a.toml", "\"\"\"\nLe ministre Oliver \\\n   Vallet salue l'Été\"\"\""),
        ("a.toml", "'''   Le ministre Oliver Vallet salue l'Été  '''"),
        ("a.json", "\"Le ministre Oliver Vallet salue l'Été\""),
        (
            "a.json",
            "\"Le ministre Oliver\\nVallet salue l\\u0027\\u00c9t\\u00e9\"",
        ),
        ("a.json", "\"Le\\tministre Oliver Vallet salue l'\\u00C9té\""),
    ];
    let mut checked = 0;
    for (name, scalar) in written {
        for mark in ["", "\u{feff}"] {
            for end in ["\n", "\r\n"] {
                let annotation = match name {
                    "a.toml" => format!("{mark}# é\nsource = 'texte'\n[[claims]]\nid = 'a'\nquotes = [{scalar}]\n"),
                    _ => format!(
                        "{mark}{{\"source\": \"texte\",\n\"claims\": [{{\"id\": \"é\", \"quotes\": [{scalar}]}}]}}\n"
                    ),
                };
                let files = project(name, &annotation.replace('\n', end));
                for (start, source_end) in [("", "\n"), ("\u{feff}", "\r\n")] {
                    files.write(
                        "texte.txt",
                        format!("{start}{SOURCE}")
                            .replace('\n', source_end)
                            .replace("élus", "&eacute;lus"),
                    );
                    let run = files.run(&["check", "--output", "jsonl"]);
                    let [quote] = run.records_of("quote").try_into().expect("one quote");
                    let plain = quote["exact"]
                        .as_str()
                        .unwrap()
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    assert_eq!(plain, exact, "{scalar}");
                    assert_eq!(quote["verdict"], "altered", "{scalar}");
                    assert_eq!(quote["changes"][0]["quote"]["text"], "Oliver", "{scalar}");
                    check_offsets(&quote, &|path| files.read(path));
                    checked += 1;
                }
            }
        }
    }
    assert_eq!(checked, 64);
}

#[test]
fn offsets_lead_past_entities() {
    let quote = "salue l’Été des élus : « Ce volet doté de 1,8 Md€";
    let files = project(
        "a.toml",
        &format!("source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['{quote}']\n"),
    );
    files.write("texte.txt", SOURCE.replace("élus", "&eacute;lus"));
    let run = files.run(&["check", "--output", "jsonl"]);
    let [quote] = run.records_of("quote").try_into().expect("one quote");
    assert_eq!(quote["verdict"], "verbatim", "{run}");
    check_offsets(&quote, &|path| files.read(path));
}

#[test]
fn the_mended_name_of_the_contract() {
    let run = seeds(&["check", NUMSPOT, "--output", "jsonl"]);
    let quotes = run.records_of("quote");
    let quote = quotes
        .iter()
        .find(|quote| quote["claim"] == "appel-du-ministre-corrige")
        .unwrap();
    assert_eq!(
        (&quote["verdict"], &quote["source"]),
        (&"altered".into(), &"numspot-2022".into())
    );
    let [change] = quote["changes"].as_array().unwrap().as_slice() else {
        panic!("one change: {quote:#}")
    };
    assert_eq!(
        (&change["class"], &change["operation"]),
        (&"name".into(), &"replaced".into())
    );
    assert_eq!(
        (&change["quote"]["text"], &change["passage"]["text"]),
        (&"NUMSPOT".into(), &"NUMPOST".into())
    );
    let similarity = quote["similarity"].as_u64().unwrap();
    assert!((985..=989).contains(&similarity), "{similarity}");
    let [finding] = quote["findings"].as_array().unwrap().as_slice() else {
        panic!("one finding: {quote:#}")
    };
    assert_eq!(
        (&finding["rule"], &finding["severity"]),
        (&"silent-correction".into(), &"error".into())
    );
    assert_eq!(finding["fix"]["text"], "NUMPOST [sic]");
    assert_eq!(
        (&finding["fix"]["start"], &finding["fix"]["end"]),
        (&change["quote"]["start"], &change["quote"]["end"])
    );
    assert!(finding["accepted"].is_string(), "the annotation accepts it");
}

#[test]
fn dropped_and_added_words_have_an_empty_side() {
    let spans = |exact: &str| {
        let files = project(
            "a.toml",
            &format!("source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['{exact}']\n"),
        );
        let run = files.run(&["check", "--output", "jsonl"]);
        let quote = run.records_of("quote").remove(0);
        check_offsets(&quote, &|path| files.read(path));
        let change = &quote["changes"][0];
        let text = |side: &str| change[side]["text"].as_str().unwrap().to_owned();
        (
            change["operation"].as_str().unwrap().to_owned(),
            text("quote"),
            text("passage"),
        )
    };
    let expected =
        |operation: &str, quote: &str, passage: &str| (operation.to_owned(), quote.to_owned(), passage.to_owned());
    assert_eq!(
        spans("soutient les entreprises françaises"),
        expected("dropped", "", "petites")
    );
    assert_eq!(
        spans("soutient les très petites entreprises françaises"),
        expected("added", "très", "")
    );
}

#[test]
fn absent_and_unchecked_quotes_have_no_passage() {
    let quotes = "['Rien de cela ne fut jamais dit nulle part', { exact = 'The label', translation = true }]";
    let files = project(
        "a.toml",
        &format!("source = 'texte'\n[[claims]]\nid = 'a'\nquotes = {quotes}\n"),
    );
    let run = files.run(&["check", "--output", "jsonl"]);
    let told: Vec<(Value, Value, Value)> = run
        .records_of("quote")
        .into_iter()
        .map(|quote| {
            (
                quote["verdict"].clone(),
                quote["passage"].clone(),
                quote["segments"].clone(),
            )
        })
        .collect();
    let nothing = |verdict: &str| (Value::from(verdict), Value::Null, Value::Array(Vec::new()));
    assert_eq!(told, [nothing("absent"), nothing("unchecked")]);
}

/// The styles of a scalar, each with what stands before and after the words.
const STYLES: &[(&str, &str, &str)] = &[
    (
        "a.toml",
        "source = 'texte'\n[[claims]]\nid = 'a'\n[[claims.quotes]]\nexact = '''\n",
        "'''\n",
    ),
    (
        "a.toml",
        "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = [\"",
        "\"]\n",
    ),
    ("a.toml", "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['", "']\n"),
    (
        "a.json",
        "{\"source\": \"texte\", \"claims\": [{\"id\": \"a\", \"quotes\": [\"",
        "\"]}]}\n",
    ),
];

/// Writes every fix that the report offers for this rule, and checks that the finding is gone.
fn check_fix(rule: &str, exact: &str, mended: &str) {
    for (name, before, after) in STYLES {
        let files = project(name, &format!("{before}{exact}{after}"));
        let path = format!("annotations/{name}");
        let rules = |quote: &Value| -> BTreeSet<String> {
            let findings = quote["findings"].as_array().unwrap();
            findings
                .iter()
                .map(|finding| finding["rule"].as_str().unwrap().to_owned())
                .collect()
        };
        let quote = files.run(&["check", "--output", "jsonl"]).records_of("quote").remove(0);
        assert_eq!(rules(&quote), BTreeSet::from([rule.to_owned()]), "{exact:?}: {quote:#}");
        let [finding] = quote["findings"].as_array().unwrap().as_slice() else {
            panic!("one finding: {quote:#}")
        };
        let mut annotation = files.read(&path);
        let fix = &finding["fix"];
        let place = |name: &str| usize::try_from(fix[name].as_u64().expect("a fix is offered")).unwrap();
        annotation.replace_range(place("start")..place("end"), fix["text"].as_str().unwrap());
        files.write(&path, &annotation);
        let quote = files.run(&["check", "--output", "jsonl"]).records_of("quote").remove(0);
        assert_eq!(rules(&quote), BTreeSet::new(), "{annotation}: {quote:#}");
        assert_eq!(quote["exact"], mended, "{name} {before:?}");
    }
}

#[test]
fn a_fix_settles_its_finding() {
    check_fix(
        "altered-number",
        "Ce volet doté de 18 Md€ par an",
        "Ce volet doté de 1,8 Md€ par an",
    );
    check_fix(
        "altered-number",
        "Ce volet doté de 1,8 M€ par an",
        "Ce volet doté de 1,8 Md€ par an",
    );
    check_fix(
        "altered-name",
        "Le ministre Oliver Vallet salue",
        "Le ministre Olivier Vallet salue",
    );
    check_fix(
        "changed-word",
        "soutient les petites firmes françaises",
        "soutient les petites entreprises françaises",
    );
    check_fix(
        "altered-spelling",
        "Le comite publie son rapport",
        "Le comité publie son rapport",
    );
    check_fix(
        "dropped-words",
        "soutient les entreprises françaises",
        "soutient les petites entreprises françaises",
    );
    check_fix(
        "dropped-words",
        "salue l’Été : « Ce volet",
        "salue l’Été des élus : « Ce volet",
    );
    check_fix(
        "added-words",
        "soutient les très petites entreprises",
        "soutient les petites entreprises",
    );
    check_fix("added-words", "salue bien l’Été des élus", "salue l’Été des élus");
}

#[test]
fn a_fix_is_written_as_its_scalar_needs() {
    let fix = |name: &str, scalar: &str, source: &str| {
        let annotation = match name {
            "a.json" => format!("{{\"source\": \"texte\", \"claims\": [{{\"id\": \"a\", \"quotes\": [{scalar}]}}]}}"),
            _ => format!("source = 'texte'\n[[claims]]\nid = 'a'\nquotes = [{scalar}]\n"),
        };
        let files = project(name, &annotation);
        files.write("texte.txt", source);
        let run = files.run(&["check", "--output", "jsonl"]);
        run.records_of("quote")[0]["findings"][0]["fix"].clone()
    };
    // A quotation mark or an apostrophe would end the scalar.
    let source = "Le comité publie enfin le \"grand\" rapport de l'année.\n";
    let escaped = " le \\\"grand\\\" rapport";
    assert_eq!(
        fix("a.toml", "\"Le comité publie enfin de l'année\"", source)["text"],
        escaped
    );
    assert_eq!(
        fix("a.json", "\"Le comité publie enfin de l'année\"", source)["text"],
        escaped
    );
    let plain = " le \"grand\" rapport";
    assert_eq!(
        fix("a.toml", "'''Le comité publie enfin de l'année'''", source)["text"],
        plain
    );
    let source = "Le comité publie le rapport aujourd'hui à midi.\n";
    assert_eq!(
        fix("a.toml", "'Le comité publie le rapport demain à midi'", source),
        Value::Null
    );
    assert_eq!(
        fix("a.toml", "'''Le comité publie le rapport demain à midi'''", source)["text"],
        "aujourd'hui"
    );
}

#[test]
fn the_readme_shows_what_the_first_command_prints() {
    let readme = include_str!("../../README.md");
    let printed = seeds(&["check", "--show-accepted"]).stdout;
    let shown: Vec<&str> = readme
        .split("```text\n")
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .flat_map(|block| block.split("\n\n"))
        .collect();
    assert!(!shown.is_empty());
    for finding in shown {
        assert!(printed.contains(finding), "{finding}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let run = |threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_guillemet"))
            .args(["check", "--show-accepted", "--output", "text", "--output", "json"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        output.stdout
    };
    let one = run("1");
    assert!(100_000 < one.len());
    for threads in ["2", "3", "16"] {
        assert!(run(threads) == one, "{threads}");
    }
}
