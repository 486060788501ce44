//! The formats for other programs, all on one fixture: `tests/fixture`, a project with something of
//! everything and hostile text in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;

/// The formats, each with the extension of its snapshot.
const FORMATS: &[&str] = &["sarif", "junit", "github", "gitlab", "markdown"];

/// A copy of the fixture, in a folder that is in no repository.
fn fixture() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    let project = Project::new(&[]);
    for folder in ["", "annotations", "sources"] {
        for entry in fs::read_dir(root.join(folder)).expect("the fixture is there") {
            let path = entry.expect("an entry can be read").path();
            if path.is_file() {
                let inside = path
                    .strip_prefix(&root)
                    .expect("it is inside")
                    .to_string_lossy()
                    .into_owned();
                project.write(&inside, fs::read(&path).expect("it can be read"));
            }
        }
    }
    project
}

/// A project with one quote that is right.
fn clean() -> Project {
    Project::new(&[
        (
            "guillemet.toml",
            "annotations = ['a.toml']\n[[sources]]\nid = 't'\npath = 't.txt'\n",
        ),
        ("t.txt", "Les élus votent oui ce soir.\n"),
        (
            "a.toml",
            "source = 't'\n[[claims]]\nid = 'vote'\nquotes = ['Les élus votent oui']\n",
        ),
    ])
}

fn report(project: &Project, format: &str) -> String {
    project.run(&["check", "--output", format]).stdout
}

fn sarif(project: &Project) -> Value {
    serde_json::from_str(&report(project, "sarif")).expect("it is JSON")
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("there are results")
}

#[test]
fn each_format_shows_the_fixture() {
    let project = fixture();
    for format in FORMATS {
        let mut text = report(&project, format);
        if *format == "sarif" {
            // The rules are the pages of `explain`, which have tests of their own.
            let mut log: Value = serde_json::from_str(&text).expect("it is JSON");
            log["runs"][0]["tool"]["driver"] = Value::Null;
            text = serde_json::to_string_pretty(&log).expect("it is a value");
        }
        assert_snapshot!(*format, text);
    }
}

#[test]
fn each_format_shows_a_clean_run() {
    let project = clean();
    let mut log = sarif(&project);
    log["runs"][0]["tool"]["driver"] = Value::Null;
    assert_snapshot!(log["runs"][0], @r#"{"tool":{"driver":null},"columnKind":"unicodeCodePoints","invocations":[{"executionSuccessful":true}],"results":[]}"#);
    assert_snapshot!(report(&project, "junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="guillemet" tests="1" failures="0" errors="0">
      <testsuite name="a.toml" tests="1" failures="0" errors="0" skipped="0">
        <testcase name="vote #0" classname="a.toml"/>
      </testsuite>
    </testsuites>
    "#);
    assert_snapshot!(report(&project, "github"), @"");
    assert_snapshot!(report(&project, "gitlab"), @"[]");
    assert_snapshot!(report(&project, "markdown"), @r"
    ### guillemet

    1 quote (1 verbatim) in 1 file against 1 source: 0 errors, 0 warnings, 0 notes, 0 accepted
    ");
}

#[test]
fn no_format_takes_a_run_that_compared_nothing_for_a_pass() {
    let project = Project::new(&[("guillemet.toml", "annotations = ['a.toml']\n")]);
    let notification = &sarif(&project)["runs"][0]["invocations"][0];
    assert_snapshot!(notification, @r#"{"executionSuccessful":false,"toolExecutionNotifications":[{"level":"error","message":{"text":"nothing was compared: no quote could be checked against a source"}}]}"#);
    assert_snapshot!(report(&project, "junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="guillemet" tests="1" failures="0" errors="1">
      <testsuite name="guillemet" tests="1" failures="0" errors="1" skipped="0">
        <testcase name="run" classname="guillemet">
          <error type="nothing-compared" message="nothing was compared: no quote could be checked against a source"></error>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    assert_snapshot!(report(&project, "github"), @"::error::nothing was compared: no quote could be checked against a source");
    let issues: Value = serde_json::from_str(&report(&project, "gitlab")).expect("it is JSON");
    assert_eq!(issues[0]["check_name"], "nothing-compared");
    assert_snapshot!(report(&project, "markdown"), @r"
    ### guillemet

    0 sources: 0 errors, 0 warnings, 0 notes, 0 accepted

    **error**: nothing was compared: no quote could be checked against a source
    ");
}

/// What a reader of lines and columns finds in a file: columns count code points, no byte order mark.
fn words_at(text: &str, region: &Value) -> Option<String> {
    let number = |name: &str| region[name].as_u64().map(|number| number as usize);
    let (line, start) = (number("startLine")?, number("startColumn")?);
    if number("endLine")? != line {
        return None;
    }
    let line = text.trim_start_matches('\u{feff}').split('\n').nth(line - 1)?;
    Some(
        line.chars()
            .skip(start - 1)
            .take(number("endColumn")? - start)
            .collect(),
    )
}

#[test]
fn lines_columns_and_bytes_of_sarif_lead_to_the_same_words() {
    let project = fixture();
    let log = sarif(&project);
    let mut compared = 0;
    for result in results(&log) {
        let own = result["locations"].as_array().expect("it is a list").iter();
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        for location in own.chain(related) {
            let place = &location["physicalLocation"];
            let Some(uri) = place["artifactLocation"]["uri"].as_str() else {
                continue;
            };
            let text = project.read(&uri.replace("%C3%A9t%C3%A9%202023", "été 2023"));
            let region = &place["region"];
            let start = region["byteOffset"].as_u64().expect("it has one") as usize;
            let length = region["byteLength"].as_u64().expect("it has one") as usize;
            if let Some(words) = words_at(&text, region) {
                assert_eq!(words, text[start..start + length], "{location}");
                compared += 1;
            }
        }
    }
    assert!(20 < compared, "{compared}");
}

fn fingerprints(project: &Project) -> Vec<String> {
    let log = sarif(project);
    let prints = results(&log)
        .iter()
        .map(|result| result["partialFingerprints"]["guillemet/v1"].to_string());
    prints.collect()
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_findings_apart() {
    let project = fixture();
    let before = fingerprints(&project);
    assert_eq!(
        before.len(),
        before.iter().collect::<BTreeSet<_>>().len(),
        "two findings share one"
    );
    for (path, above) in [
        ("annotations/a.toml", "\u{feff}# une ligne\r\n# et une autre\r\n"),
        ("annotations/c.yaml", "# une ligne\n\n"),
        ("sources/été 2023.txt", "\u{feff}Une phrase de plus.\r\n"),
        ("guillemet.toml", "# Un commentaire.\n"),
    ] {
        let text = project.read(path);
        project.write(path, format!("{above}{}", text.trim_start_matches('\u{feff}')));
    }
    assert_eq!(fingerprints(&project), before);
    // Another wrong number is another finding.
    let text = project.read("annotations/a.toml");
    project.write("annotations/a.toml", text.replace("est de 18 Md€", "est de 19 Md€"));
    let after = fingerprints(&project);
    let differ = before.iter().zip(&after).filter(|(one, other)| one != other).count();
    assert_eq!((before.len(), differ), (after.len(), 1));
}

#[test]
fn paths_count_from_the_root_of_the_repository() {
    let project = Project::new(&[
        (".git/HEAD", ""),
        (
            "articles/é/guillemet.toml",
            "annotations = ['a.toml']\n[[sources]]\nid = 't'\npath = 't.txt'\n",
        ),
        ("articles/é/t.txt", "Les élus votent oui ce soir.\n"),
        (
            "articles/é/a.toml",
            "source = 't'\n[[claims]]\nid = 'vote'\nquotes = ['Les élus votent non ce soir']\n",
        ),
    ]);
    let run = |format| crate::project::run_in(&project.path("articles/é"), &["check", "--output", format]).stdout;
    assert!(
        run("github").contains("file=articles/é/a.toml,line=4,"),
        "{}",
        run("github")
    );
    let issues: Value = serde_json::from_str(&run("gitlab")).expect("it is JSON");
    assert_eq!(issues[0]["location"]["path"], "articles/é/a.toml");
    assert!(run("sarif").contains("\"articles/%C3%A9/a.toml\""), "{}", run("sarif"));
    assert!(run("concise").starts_with("a.toml:4:"), "{}", run("concise"));
}

#[test]
fn several_formats_come_out_of_one_run() {
    let project = clean();
    let mut arguments = vec!["check".to_owned(), "--output=text".to_owned()];
    arguments.extend(FORMATS.iter().map(|format| format!("--output={format}=out.{format}")));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = project.run(&arguments);
    assert!(run.stdout.starts_with("1 quote (1 verbatim)"), "{run}");
    for format in FORMATS {
        assert_eq!(
            project.read(&format!("out.{format}")),
            report(&project, format),
            "{format}"
        );
    }
}

#[test]
fn a_long_table_is_cut_and_says_so() {
    let claim = |at: usize| format!("[[claims]]\nid = 'c{at}'\nquotes = ['Les élus {at} votent non ce soir']\n");
    let claims: String = (0..900).map(claim).collect();
    let project = clean();
    project.write("a.toml", format!("source = 't'\n{claims}"));
    let page = report(&project, "markdown");
    assert!(page.len() < 65_536, "{}", page.len());
    let rows = page.lines().filter(|line| line.starts_with("| error")).count();
    let more = page.lines().last().expect("it has lines");
    let run = project.run(&["check", "--output", "concise"]);
    assert_eq!(more, format!("and {} more", run.stdout.lines().count() - rows));
}
