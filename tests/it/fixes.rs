//! `fix`: repairs in place change what they say and not a byte more.

#![expect(
    clippy::disallowed_types,
    reason = "a run is killed at many moments; none of them decides a result"
)]

use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use guillemet::annotation::file;
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::File;
use guillemet::fix::repair;
use guillemet::policy::Policy;
use guillemet::rule::Severity;
use insta::assert_snapshot;

use crate::project::Project;

const SOURCE: &str = "\
Le comité publie son rapport aujourd’hui. Le plan est doté de 1,8 Md€ par an, dit \"le ministre\". La bataille n’est pas \
perdue.\nLe label soutient les petites entreprises françaises. Les offres de NUMSPOT et celles de NUMSPOT protègent \
NUMSPOT.\nLe ministre cite NUMPOST en exemple devant les élus de l’opposition du pays. Il a dè nouveau parlé.\n";
const PROJECT: &str = "\
annotations = ['annotations/*']
[[sources]]
id = 'texte'
path = 'texte.txt'
accept = [{ rule = 'inconsistent-name', because = 'le texte est ainsi' }]
";

/// A text in which `⟦a⟧b⟧` stands for `a` before the repair and `b` after it.
fn sides(text: &str) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for (at, part) in text.split('⟦').enumerate() {
        if at == 0 {
            before.push_str(part);
            after.push_str(part);
            continue;
        }
        let pieces: Vec<&str> = part.splitn(3, '⟧').collect();
        before.push_str(&[pieces[0], pieces[2]].concat());
        after.push_str(&[pieces[1], pieces[2]].concat());
    }
    (before, after)
}

/// Repairs a project with these annotation files, and compares every byte.
fn check_fix(files: &[(&str, &str)], arguments: &[&str]) {
    let project = Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("notes.md", "« 18 Md€ »\n"),
    ]);
    for (path, text) in files {
        project.write(&format!("annotations/{path}"), sides(text).0);
    }
    let run = project.run(&[&["fix"], arguments].concat());
    for (path, text) in files {
        assert_eq!(
            project.read(&format!("annotations/{path}")),
            sides(text).1,
            "{path}: {run}"
        );
    }
    assert_eq!(project.read("guillemet.toml"), PROJECT);
    assert_eq!(project.read("texte.txt"), SOURCE);
    assert_eq!(project.read("notes.md"), "« 18 Md€ »\n");
    let names = fs::read_dir(project.path("annotations")).expect("it is there").count();
    assert_eq!(names, files.len(), "nothing is left behind");
    // A repaired file checks clean, and there is nothing more to repair.
    let again = project.run(&["check", "--output", "concise", "--deny", "warnings"]);
    assert_eq!(again.code, 0, "{again}");
    let again = project.run(&[&["fix", "--diff"], arguments].concat());
    assert_eq!((again.stdout.as_str(), again.code), ("", 0));
}

#[test]
fn every_style_keeps_every_other_byte() {
    check_fix(
        &[
            (
                "a.toml",
                "\u{feff}# Un commentaire, « 18 Md€ ».\r\nsource = 'texte' # la source\r\n\r\n[[claims]]\r\nquotes = [ \"Le plan est doté de \
                 ⟦18⟧1,8⟧ Md€ par an, dit \\\"le ⟦monsieur⟧ministre⟧\\\"\" , # ici\r\n  'La bataille ⟦est⟧n’est⟧ ⟦perdue⟧pas perdue⟧'  ,]\r\nid   =    \
                 \"x\"\r\n",
            ),
            (
                "b.toml",
                "[[claims]]\nid = 'b'\nsource = 'texte'\n[[claims.quotes]]\nexact = '''\nLe comité publie ⟦ton⟧son⟧ rapport\naujourd’hui'''\n\
                 [[claims.quotes]]\nexact = \"\"\"\nLe label soutient ⟦tous ⟧⟧les \\\npetites entreprises ⟦belges⟧françaises⟧\"\"\"\n",
            ),
            (
                "c.json",
                "{ \"source\":\"texte\", // un commentaire\n\t\"claims\" : [ {\"id\":\"c\",\"quotes\":[\"\\u004ce plan est dot\\u00e9 de \
                 ⟦18⟧1,8⟧ Md€ par an, dit ⟦\\\"la ministre\\\"⟧\\\"le ministre\\\"⟧\"], } ] }",
            ),
            (
                "d.yaml",
                "# Des styles.\nsource: texte\nclaims:\n- id: d\n  quotes:\n  - Le comité publie ⟦ton⟧son⟧ rapport\n  - 'Le comité publie \
                 ⟦l''autre⟧son⟧ rapport'\n  - \"Le plan est doté de ⟦18⟧1,8⟧ Md€ par an, dit \\\"le ⟦monsieur⟧ministre⟧\\\"\"\n  - |-\n    Le \
                 label soutient\n    les petites entreprises ⟦belges⟧françaises⟧\n  - >-\n    Le comité\n    publie ⟦ton⟧son⟧ rapport\n\n# fin",
            ),
        ],
        &["--unsafe-fixes"],
    );
}

#[test]
fn safe_repairs_keep_what_a_quote_says() {
    check_fix(
        &[(
            "a.toml",
            "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = [\n  'Le ⟦comite⟧comité⟧ publie son rapport',\n  'Le ministre cite \
             ⟦NUMSPOT⟧NUMPOST [sic]⟧ en exemple',\n  'Les offres de ⟦NUMPOST⟧NUMSPOT⟧ et celles de NUMSPOT',\n  'Le label soutient \
             les⟦⟧ […]⟧ entreprises françaises',\n  'Le label soutient les ⟦jolies⟧[jolies]⟧ petites entreprises',\n  'devant les élus de \
             l’⟦⟧[…] ⟧pays',\n  'Il a ⟦de⟧dè [sic]⟧ nouveau parlé',\n]\n",
        )],
        &[],
    );
}

#[test]
fn what_changes_the_sense_waits_for_a_word() {
    let annotation = "source = 'texte'\n[[claims]]\nid = 'a'\nquotes = ['doté de 18 Md€ par an', 'La bataille est perdue', 'Le comite publie']\n";
    let project = Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/a.toml", annotation),
    ]);
    assert_snapshot!(project.run(&["fix"]), @"
    annotations/a.toml: altered-spelling: wrote `comité` for `comite`
    --- stderr
    1 repair written, 3 more with `--unsafe-fixes`
    --- exit 1
    ");
    assert_snapshot!(project.run(&["fix", "--unsafe-fixes"]), @"
    annotations/a.toml: altered-number: wrote `1,8` for `18`
    annotations/a.toml: altered-negation: wrote `n’`
    annotations/a.toml: altered-negation: wrote `pas`
    --- stderr
    3 repairs written
    --- exit 0
    ");
    assert_snapshot!(project.run(&["fix"]), @"
    --- stderr
    0 repairs written
    --- exit 0
    ");
}

#[test]
fn a_diff_shows_what_would_be_written_and_writes_nothing() {
    let annotation = "source = 'texte'\n\n[[claims]]\nid = 'a'\nquotes = ['doté de 18 Md€ par an']\n";
    let project = Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/a.toml", annotation),
    ]);
    assert_snapshot!(project.run(&["fix", "--diff", "--unsafe-fixes"]), @"
    --- a/annotations/a.toml
    +++ b/annotations/a.toml
    @@ -2,4 +2,4 @@
     
     [[claims]]
     id = 'a'
    -quotes = ['doté de 18 Md€ par an']
    +quotes = ['doté de 1,8 Md€ par an']
    --- stderr
    1 repair to write
    --- exit 1
    ");
    assert_eq!(project.read("annotations/a.toml"), annotation);
}

#[test]
fn what_is_accepted_or_broken_stands() {
    let accepted = "source = 'texte'\n[[claims]]\nid = 'a'\n[[claims.quotes]]\nexact = 'doté de 18 Md€ par an'\naccept = [{ rule = 'altered-number', because = 'voulu' }]\n";
    let broken = "source = 'texte'\n[[claims]]\nid = 'b'\nquotes = ['doté de 18 Md€ par an']\n[[claims]\n";
    let project = Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/a.toml", accepted),
        ("annotations/b.toml", broken),
    ]);
    assert_snapshot!(project.run(&["fix", "--unsafe-fixes"]), @"
    --- stderr
    0 repairs written, 2 findings left without one
    --- exit 2
    ");
    assert_eq!(project.read("annotations/a.toml"), accepted);
    assert_eq!(project.read("annotations/b.toml"), broken);
}

#[test]
fn words_quoted_twice_in_a_claim_are_mended_twice() {
    check_fix(
        &[(
            "a.toml",
            "source = 'texte'\n[[claims]]\nid = 'a'\nclaim = 'Le plan est « doté de ⟦18⟧1,8⟧ Md€ par an ».'\nquotes = ['doté de ⟦18⟧1,8⟧ Md€ par an']\n",
        )],
        &["--unsafe-fixes"],
    );
}

#[test]
fn a_file_is_the_old_one_or_the_new_one_whenever_it_is_killed() {
    // Large enough for the writing to be met.
    let filler: String = (0..6_000)
        .map(|at| format!("# ligne {at} : du texte que rien ne doit toucher\n"))
        .collect();
    let (before, after) = sides(&format!(
        "source = 'texte'\n{filler}[[claims]]\nid = 'a'\nquotes = ['doté de ⟦18⟧1,8⟧ Md€ par an']\n{filler}"
    ));
    let project = Project::new(&[("guillemet.toml", PROJECT), ("texte.txt", SOURCE)]);
    let path = "annotations/a.toml";
    let run = |wait: Option<Duration>| -> (bool, Duration) {
        project.write(path, &before);
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_guillemet"))
            .args(["fix", "--unsafe-fixes"])
            .current_dir(project.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        if let Some(wait) = wait {
            while started.elapsed() < wait {
                std::hint::spin_loop();
            }
            child.kill().expect("it can be killed");
        }
        child.wait().expect("it ends");
        let text = project.read(path);
        assert!(
            text == before || text == after,
            "a mixture after {wait:?}: {} bytes",
            text.len()
        );
        (text == after, started.elapsed())
    };
    let (written, whole) = run(None);
    assert!(written);
    let moments = 40;
    let outcomes: Vec<bool> = (0..moments)
        .map(|moment| run(Some(whole * moment / moments)).0)
        .collect();
    assert!(outcomes.contains(&false), "no run was killed before it wrote");
    // What a killed run leaves behind is no annotation, and the next run ends as if none had been.
    assert!(run(None).0);
    let check = project.run(&["check", "--output", "concise"]);
    assert_eq!((check.stdout.as_str(), check.code), ("", 0));
}

/// Misquotes a stretch of words in the `kind`th way.
fn misquoted(words: &[&str], kind: usize, at: usize) -> String {
    let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    match kind {
        0 => {
            words.remove(at);
        }
        1 => words.insert(at, "vraiment".to_owned()),
        2 => words[at] = "chose".to_owned(),
        3 => words[at] = words[at].replace('é', "e"),
        4 => words[at] = words[at].chars().rev().collect(),
        5 => words[at] = words[at].replace(['1', '2', '3'], "7"),
        _ => words.swap(at, at + 1),
    }
    words.join(" ")
}

#[test]
fn random_misquotes_are_repaired_in_every_format() {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/002_9c0b6047a30510d5.txt")).expect("a seed");
    let description = Description {
        id: "t".to_owned(),
        ..Description::default()
    };
    let corpus = Arc::new(Corpus::new([(description, Some(text.as_str().into()))]));
    let words: Vec<&str> = text.split_whitespace().collect();
    let (mut tried, mut mended) = (0, 0);
    for round in 0..300 {
        let start = (round * 37) % (words.len() - 30);
        let exact = misquoted(&words[start..start + 14], round % 7, 3 + round % 8);
        if exact.contains(['\'', '"', '«', '»', '“', '”', '\\']) {
            continue;
        }
        let (path, file) = match round % 4 {
            0 => (
                "a.toml",
                format!("source = 't'\n[[claims]]\nid = 'a'\nquotes = ['''{exact}''']\n"),
            ),
            1 => (
                "a.toml",
                format!("source = 't'\n[[claims]]\nid = 'a'\nquotes = [\"{exact}\"]\n"),
            ),
            2 => (
                "a.json",
                format!("{{\"source\": \"t\", \"claims\": [{{\"id\": \"a\", \"quotes\": [\"{exact}\"]}}]}}"),
            ),
            _ => (
                "a.yaml",
                format!("source: t\nclaims:\n- id: a\n  quotes:\n  - |-\n    {exact}\n"),
            ),
        };
        let input = |file: &str| Input {
            annotations: vec![(
                File {
                    path: path.to_owned(),
                    text: file.into(),
                },
                file::read(path, file, true),
            )],
            corpus: corpus.clone(),
            sources: vec![text.as_str().into()],
            ..Input::default()
        };
        let policy = Policy::default();
        let repairable = |file: &str| {
            let report = diagnose(&input(file), &policy);
            let open = report.quotes[0]
                .findings
                .iter()
                .filter(|finding| finding.severity != Severity::Note);
            open.map(|finding| !finding.fixes.is_empty()).collect::<Vec<bool>>()
        };
        let before = repairable(&file);
        if before.is_empty() || before.contains(&false) {
            continue;
        }
        tried += 1;
        let repaired = repair(input(&file), &policy, true).remove(0);
        mended += usize::from(repairable(&repaired.text).is_empty());
    }
    assert!(100 < tried, "{tried}");
    assert!(tried * 97 <= mended * 100, "{mended} of {tried}");
}

#[test]
fn a_repair_that_makes_two_quotes_one_costs_no_other() {
    check_fix(
        &[(
            "a.toml",
            "source = 'texte'\n[[claims]]\nid = 'a'\nclaim = 'Soit « publie son rapport ».'\nquotes = ['publie ⟦ton⟧son⟧ rapport']\n[[claims]]\nid = \
             'b'\nquotes = ['Le comité publie ⟦ton⟧son⟧ rapport', 'doté de ⟦18⟧1,8⟧ Md€ par an']\n",
        )],
        &["--unsafe-fixes"],
    );
    // One string that two claims of YAML stand on is repaired once.
    check_fix(
        &[(
            "a.yaml",
            "source: texte\nclaims:\n- id: a\n  quotes: [&q \"doté de ⟦18⟧1,8⟧ Md€ par an\"]\n- id: b\n  quotes: [*q]\n- id: c\n  quotes: [\"Le \
             comité publie ⟦ton⟧son⟧ rapport\"]\n",
        )],
        &["--unsafe-fixes"],
    );
}

#[test]
fn no_quotation_mark_is_written_into_a_quotation() {
    let source = "Il faut « une politique ambitieuse » et des moyens nouveaux pour la filière française du cloud.\n";
    for claim in [
        "Il faut « une politique pour la filière française du cloud » dit-il.",
        // One that is never closed runs to the end, and may hold the annotator's own words.
        "« et des moyens anciens pour la filière » et « pour la filière française du cloud, dit-il.",
    ] {
        let annotation = format!("source = 't.txt'\n[[claims]]\nid = 'a'\nclaim = '{claim}'\n");
        let project = Project::new(&[("t.txt", source), ("a.toml", &annotation)]);
        project.run(&["fix", "--unsafe-fixes", "a.toml"]);
        let text = project.read("a.toml");
        assert_eq!(
            text.matches(['«', '»']).count(),
            annotation.matches(['«', '»']).count(),
            "{text}"
        );
        assert!(text.contains("dit-il"), "{text}");
    }
}

#[test]
fn a_diff_counts_lines_and_names_files_as_patch_does() {
    let annotation = "source: texte.txt\rclaims:\r- id: a\r  quotes:\r  - \"doté de 18 Md€ par an\"\r";
    let project = Project::new(&[("texte.txt", SOURCE), ("b c.yaml", annotation)]);
    let diff = project.run(&["fix", "--diff", "--unsafe-fixes", "b c.yaml"]).stdout;
    assert!(
        diff.starts_with("--- a/b c.yaml\t\n+++ b/b c.yaml\t\n@@ -1 +1 @@\n-source"),
        "{diff:?}"
    );
}
