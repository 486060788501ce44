//! A run that goes on: claims on standard input, and a project that is watched.

#![expect(clippy::unwrap_used, reason = "helpers fail as tests do")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;

const SOURCE: &str = "Le comité publie son rapport. Le plan est doté de 1,8 Md€ par an.\n";
const PROJECT: &str = "annotations = ['a.toml']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n";
const RIGHT: &str = "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['Le comité publie son rapport']\n";
const WRONG: &str = "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['Le plan est doté de 18 Md€']\n";

fn project() -> Project {
    Project::new(&[("guillemet.toml", PROJECT), ("texte.txt", SOURCE), ("a.toml", RIGHT)])
}

/// A run of the command that has not ended.
struct Going {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
}

/// Longer than any answer takes; only a run that hangs meets it.
const HANGS: Duration = Duration::from_secs(120);

impl Going {
    fn start(project: &Project, arguments: &[&str]) -> Self {
        // One pipe for both, so that what is printed first is read first.
        let (output, both) = std::io::pipe().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_guillemet"))
            .args(arguments)
            .current_dir(project.path(""))
            .stdin(Stdio::piped())
            .stdout(both.try_clone().unwrap())
            .stderr(both)
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.take_while(|line| sender.send(line.clone()).is_ok()).count();
        });
        Self {
            stdin: child.stdin.take(),
            child,
            lines,
        }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(HANGS).expect("an answer comes")
    }

    /// The lines up to the one that says that a change is waited for.
    fn report(&self) -> Vec<String> {
        let mut report: Vec<String> = Vec::new();
        while !report
            .last()
            .is_some_and(|line| line.starts_with("waiting for a change"))
        {
            report.push(self.line());
        }
        report.pop();
        report.sort_unstable();
        report
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The answers to these lines, all given before any is read.
fn stream(lines: &str, arguments: &[&str]) -> (Vec<Value>, i32) {
    let project = project();
    let mut going = Going::start(&project, &[&["check", "-"], arguments].concat());
    going.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let code = going.child.wait().unwrap().code().unwrap();
    let lines = going.lines.iter().filter(|line| line.starts_with('{'));
    (lines.map(|line| serde_json::from_str(&line).unwrap()).collect(), code)
}

#[test]
fn each_claim_is_answered_before_the_next_is_asked() {
    let project = project();
    let mut going = Going::start(&project, &["check", "-"]);
    let mut stdin = going.stdin.take().unwrap();
    for (exact, verdict) in [
        ("Le comité publie son rapport", "verbatim"),
        ("doté de 18 Md€", "altered"),
        ("le comité publie son rapport", "typographic"),
    ] {
        writeln!(stdin, "{{\"quotes\": [\"{exact}\"], \"source\": \"texte\"}}").unwrap();
        let record: Value = serde_json::from_str(&going.line()).unwrap();
        assert_eq!(
            (&record["kind"], &record["verdict"]),
            (&"quote".into(), &verdict.into())
        );
    }
    drop(stdin);
    let summary: Value = serde_json::from_str(&going.line()).unwrap();
    assert_eq!((&summary["quotes"], &summary["errors"]), (&3.into(), &1.into()));
    assert_eq!(going.child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_line_has_its_number_and_offsets_of_its_own() {
    let line = "{\"id\": \"b\", \"claim\": \"Doté de « 18 Md€ ».\", \"source\": \"texte\"}";
    let (records, code) = stream(
        &format!("\n{{\"quotes\": [\"Le comité\"], \"source\": \"texte\"}}\r\n\n{line}"),
        &[],
    );
    let quote = &records[1];
    assert_eq!(
        (&quote["file"], &quote["claim"], &quote["line"]),
        (&"<stdin>".into(), &"b".into(), &4.into())
    );
    let at = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
    assert_eq!(&line[at("start")..at("end")], "18 Md€");
    // A claim without an id goes by its line.
    assert_eq!(records[0]["claim"], "line-2");
    assert_eq!(code, 1);
}

#[test]
fn a_bad_line_costs_itself() {
    let lines = "nonsense\n[]\n{\"quotes\": [\"Le comité\"], \"source\": \"texte\", \"speeker\": 3}\n{\"quotes\": [\"Le comité\"], \"source\": \"autre\"}\n{\"claim\": \
                 \"rien\"}\n{\"quotes\": [\"Le plan\"], \"source\": \"texte\"}\n";
    let (records, code) = stream(lines, &[]);
    let told: Vec<String> = records
        .iter()
        .map(|record| match record["kind"].as_str().unwrap() {
            "quote" => format!("{} {}", record["line"], record["verdict"]),
            "problem" => format!("{} {} {}", record["line"], record["rule"], record["message"]),
            _ => format!("{} quotes, {} errors", record["quotes"], record["errors"]),
        })
        .collect();
    assert_snapshot!(told.join("\n").replace('"', ""), @"
    1 annotation-syntax the annotation file cannot be read: unexpected word
    2 annotation-syntax `a claim` takes a table, not a list
    3 verbatim
    3 unknown-field a claim has no field `speeker`
    4 unchecked
    4 unknown-source no source goes by `autre`
    6 verbatim
    3 quotes, 4 errors
    ");
    assert_eq!(code, 2);
}

#[test]
fn a_stream_that_compared_nothing_is_no_pass() {
    let (records, code) = stream("", &[]);
    assert_eq!((records.len(), code), (1, 2));
    assert_eq!(stream("\u{feff}\n", &[]).1, 2);
    assert_snapshot!(project().run(&["check", "-", "a.toml"]), @"
    --- stderr
    error: `-` stands alone: no other path, `--watch` or `--locked` goes with it
    --- exit 2
    ");
    assert_snapshot!(project().run(&["check", "-", "--output", "text"]), @"
    --- stderr
    error: claims from standard input are answered in `jsonl`, on standard output
    --- exit 2
    ");
}

#[test]
fn levels_and_acceptances_hold_in_a_stream() {
    let accepted = "{\"quotes\": [{\"exact\": \"doté de 18 Md€\", \"source\": \"texte\", \"accept\": [{\"rule\": \"altered-number\", \"because\": \"cité \
                    ainsi\"}]}]}\n";
    assert_eq!(stream(accepted, &[]).1, 0);
    let wrong = "{\"quotes\": [\"doté de 18 Md€\"], \"source\": \"texte\"}\n";
    assert_eq!(stream(wrong, &[]).1, 1);
    assert_eq!(stream(wrong, &["--warn", "altered-number", "--output", "jsonl"]).1, 0);
}

#[test]
fn a_watched_project_is_checked_again_when_it_changes() {
    let project = project();
    let going = Going::start(
        &project,
        &["check", "--watch", "--output", "concise", "--output", "json=out.json"],
    );
    assert_eq!(going.report(), [""; 0]);
    project.write("a.toml", WRONG);
    let wrong =
        "a.toml:4:32: error[altered-number] the number is altered: the quote reads `18` where the source reads `1,8`";
    assert_eq!(going.report(), [wrong]);
    project.write("texte.txt", SOURCE.replace("1,8", "18"));
    assert_eq!(going.report(), [""; 0]);
    project.write("guillemet.toml", PROJECT.replace("texte.txt", "absent.txt"));
    let report = going.report();
    let gone = |line: &String| line.contains("could not read the source `absent.txt`");
    assert!(report.iter().any(gone), "{report:?}");
    // Another file takes the place of the old one, as editors save.
    project.write("guillemet.toml.new", PROJECT);
    std::fs::rename(project.path("guillemet.toml.new"), project.path("guillemet.toml")).unwrap();
    let mut report = going.report();
    // The file put beside it may have been seen by itself.
    if !report.is_empty() {
        report = going.report();
    }
    assert_eq!(report, [""; 0]);
}

#[test]
fn a_stream_ends_when_nobody_reads_its_answers() {
    let project = project();
    let mut child = Command::new(env!("CARGO_BIN_EXE_guillemet"))
        .args(["check", "-"])
        .current_dir(project.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = "{\"quotes\": [\"Le comité publie son rapport\"], \"source\": \"texte\"}\n";
    // It stops reading too, so that writing fails in the end.
    while stdin.write_all(line.as_bytes()).is_ok() {}
    assert!(child.wait().unwrap().code().is_some());
}

#[test]
fn folders_that_come_and_go_are_watched() {
    let files = [
        (
            "guillemet.toml",
            "annotations = ['notes/**/*.toml']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n",
        ),
        ("texte.txt", SOURCE),
        ("notes/a.toml", RIGHT),
        (
            "notes/cité.toml",
            "[[claims]]\nid = 'c'\nsource = 'ailleurs/b.txt'\nquotes = ['Un autre texte']\n",
        ),
        ("ailleurs/b.txt", "Un autre texte.\n"),
    ];
    let project = Project::new(&files);
    let going = Going::start(&project, &["check", "--watch", "--output", "concise"]);
    let wait_for = |told: &dyn Fn(&[String]) -> bool| while !told(&going.report()) {};
    wait_for(&|report| report.is_empty());
    // A new folder, and a file in it.
    project.write("notes/n/b.toml", WRONG);
    wait_for(&|report| report.iter().any(|line| line.starts_with("notes/n/b.toml:4")));
    // A folder that is taken away, and put back with another file.
    std::fs::remove_dir_all(project.path("notes/n")).unwrap();
    wait_for(&|report| report.is_empty());
    project.write("notes/n/b.toml", RIGHT.replace("'a'", "'b'"));
    wait_for(&|report| report.is_empty());
    project.write("notes/n/b.toml", WRONG);
    wait_for(&|report| report.iter().any(|line| line.starts_with("notes/n/b.toml:4")));
    // A source that only an annotation names.
    project.write("ailleurs/b.txt", "Un texte.\n");
    wait_for(&|report| report.iter().any(|line| line.starts_with("notes/cité.toml:4")));
}
