//! Bad input gives one clear message and never costs the other files.

use insta::assert_snapshot;

use crate::project::{Project, Run};

const SOURCE: &str = "Le label garantit aux clients un haut niveau de sécurité.\n";
const PROJECT: &str = "annotations = ['annotations/*']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n";
/// A file that is right, to be checked whatever is wrong with the others. Its name comes last.
const WITNESS: &str =
    "source = 'texte'\n[[claims]]\nid = 'temoin'\nquotes = ['Le label garantit aux clients un haut niveau']\n";

/// A good project with one more annotation file.
fn project(name: &str, annotation: impl AsRef<[u8]>) -> Project {
    let project = good_project();
    project.write(&format!("annotations/{name}"), annotation);
    project
}

fn good_project() -> Project {
    Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/temoin.toml", WITNESS),
    ])
}

/// An annotation file of one claim with this quote of this source, both as TOML.
fn annotation(source: &str, quote: &str) -> String {
    format!("[[claims]]\nid = 'essai'\nsource = {source}\nquotes = [{quote}]\n")
}

/// The concise report of a run that has to end with `code`, after a look at every other format: the
/// good file was checked, and nothing printed can move a cursor.
fn check(project: &Project, code: i32) -> String {
    for format in ["text", "json", "jsonl"] {
        let run = project.run(&["check", "--output", format]);
        assert_eq!(run.code, code, "{run}");
        check_harmless(&run, format);
    }
    let records = project.run(&["check", "--output", "jsonl"]).records_of("quote");
    let witness = records.iter().find(|quote| quote["claim"] == "temoin");
    assert_eq!(witness.map(|quote| &quote["verdict"]), Some(&"verbatim".into()));
    let run = project.run(&["check", "--output", "concise"]);
    assert_eq!(run.code, code, "{run}");
    assert_eq!(run.stderr, "");
    check_harmless(&run, "concise");
    run.stdout
}

/// Nothing printed may move a cursor or, in what people read, turn the direction of a line.
fn check_harmless(run: &Run, format: &str) {
    let for_people = matches!(format, "text" | "concise");
    let is_harmful = |letter: &char| match letter {
        '\n' => false,
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => for_people,
        _ => letter.is_control(),
    };
    let harmful: Vec<char> = run
        .stdout
        .chars()
        .chain(run.stderr.chars())
        .filter(is_harmful)
        .collect();
    assert_eq!(harmful, [], "{:?}", run.to_string());
    assert!(!run.stderr.contains("panicked"), "{run}");
}

#[test]
fn a_source_is_missing() {
    let project = project("essai.toml", annotation("'perdu'", "'Le label garantit'"));
    project.write(
        "guillemet.toml",
        format!("{PROJECT}[[sources]]\nid = 'perdu'\npath = 'perdu.txt'\n"),
    );
    assert_snapshot!(check(&project, 2), @"guillemet.toml:7:8: error[unreadable-source] could not read the source `perdu.txt`: there is no such file");
}

#[test]
fn a_source_is_not_utf8() {
    let project = project("essai.toml", annotation("'latin.txt'", "'Le label garantit'"));
    project.write("latin.txt", b"Le label est s\xfbr.");
    assert_snapshot!(check(&project, 2), @"annotations/essai.toml:3:11: error[unreadable-source] could not read the source `latin.txt`: it is not UTF-8 from byte 14 on");
}

#[test]
fn a_source_is_over_the_limit() {
    let project = project("essai.toml", annotation("'long.txt'", "'Le label garantit'"));
    project.write("guillemet.toml", format!("{PROJECT}[limits]\nsource-megabytes = 1\n"));
    project.write("long.txt", "a".repeat(1024 * 1024 + 1));
    assert_snapshot!(check(&project, 2), @"annotations/essai.toml:3:11: error[unreadable-source] could not read the source `long.txt`: it has 1048577 bytes, over the limit of 1048576");
}

#[test]
fn a_source_of_the_limit_is_read() {
    let project = project("essai.toml", annotation("'long.txt'", "'Le label garantit'"));
    project.write("guillemet.toml", format!("{PROJECT}[limits]\nsource-megabytes = 1\n"));
    project.write(
        "long.txt",
        format!("Le label garantit{}", "\n".repeat(1024 * 1024 - 17)),
    );
    assert_snapshot!(check(&project, 0), @"");
}

#[test]
fn a_source_is_a_folder() {
    let project = project("essai.toml", annotation("'dossier'", "'Le label garantit'"));
    project.write("dossier/texte.txt", SOURCE);
    assert_snapshot!(check(&project, 2), @"annotations/essai.toml:3:11: error[unreadable-source] could not read the source `dossier`: it is no file");
}

#[test]
fn a_source_lies_above_the_project() {
    // The file exists, so that only its place is at fault.
    let outer = good_project();
    for (path, text) in [
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/temoin.toml", WITNESS),
    ] {
        outer.write(&format!("projet/{path}"), text);
    }
    outer.write(
        "projet/annotations/essai.toml",
        annotation("'../texte.txt'", "'Le label garantit'"),
    );
    let run = crate::project::run_in(&outer.path("projet"), &["check", "--output", "concise"]);
    assert_snapshot!(run, @r#"
    annotations/essai.toml:3:11: error[unreadable-source] could not read the source `../texte.txt`: it lies outside the project's folder
    --- exit 2
    "#);
    outer.write("projet/guillemet.toml", format!("allow-outside = true\n{PROJECT}"));
    let run = crate::project::run_in(&outer.path("projet"), &["check", "--output", "concise"]);
    assert_snapshot!(run, @"--- exit 0");
}

#[test]
fn a_source_that_climbs_and_comes_back_is_inside() {
    let project = project(
        "essai.toml",
        annotation("'annotations/../texte.txt'", "'Le label garantit'"),
    );
    assert_snapshot!(check(&project, 0), @"");
}

#[test]
fn a_source_has_an_absolute_path() {
    let outside = Project::new(&[("dehors.txt", SOURCE)]);
    let path = outside.path("dehors.txt").display().to_string();
    let project = project("essai.toml", annotation(&format!("'{path}'"), "'Le label garantit'"));
    assert_snapshot!(check(&project, 2).replace(&path, "/DEHORS"), @"annotations/essai.toml:3:11: error[unreadable-source] could not read the source `/DEHORS`: it lies outside the project's folder");
}

#[cfg(unix)]
#[test]
fn a_source_is_a_link_that_leads_out() {
    let outside = Project::new(&[("dehors.txt", SOURCE)]);
    let project = project("essai.toml", annotation("'lien.txt'", "'Le label garantit'"));
    std::os::unix::fs::symlink(outside.path("dehors.txt"), project.path("lien.txt")).unwrap();
    assert_snapshot!(check(&project, 2), @"annotations/essai.toml:3:11: error[unreadable-source] could not read the source `lien.txt`: it lies outside the project's folder");
}

#[test]
fn a_source_is_unknown() {
    let project = project("essai.toml", annotation("'text'", "'Le label garantit'"));
    assert_snapshot!(check(&project, 1), @"annotations/essai.toml:3:11: error[unknown-source] no source goes by `text`");
    assert_snapshot!(project.run(&["check"]), @r#"
    error[unknown-source]: no source goes by `text`
     --> annotations/essai.toml:3:11
      |
    3 | source = 'text'
      |           ^^^^
      |
      = help: did you mean `texte`?

    2 quotes (1 verbatim, 1 unchecked) in 2 files against 1 source: 1 error, 0 warnings, 0 notes, 0 accepted
    --- exit 1
    "#);
}

#[test]
fn no_source_is_named() {
    let project = project(
        "essai.toml",
        "[[claims]]\nid = 'essai'\nquotes = ['Le label garantit']\n",
    );
    assert_snapshot!(check(&project, 1), @"annotations/essai.toml:3:11: error[unknown-source] the quote names no source");
}

#[test]
fn an_annotation_is_not_utf8() {
    let project = project("essai.toml", b"[[claims]]\nid = 's\xfbr'\n");
    assert_snapshot!(check(&project, 2), @"annotations/essai.toml:2:8: error[annotation-syntax] could not read the annotation file `annotations/essai.toml`: it is not UTF-8 from byte 18 on");
}

#[test]
fn an_annotation_is_broken_toml() {
    let broken = |line: &str| {
        check(
            &project(
                "essai.toml",
                format!("source = 'texte'\n[[claims]]\nid = 'essai'\n{line}\n"),
            ),
            2,
        )
    };
    assert_snapshot!(broken("id = 'encore'\nquotes = []"), @"annotations/essai.toml:4:1: error[annotation-syntax] the annotation file cannot be read: duplicate key");
    assert_snapshot!(broken("quotes = ['''Le label]"), @"annotations/essai.toml:5:1: error[annotation-syntax] the annotation file cannot be read: unclosed array, expected `]`");
}

#[test]
fn an_annotation_is_broken_json() {
    let project = project(
        "essai.json",
        "{\"source\": \"texte\",\n \"claims\": [{\"id\": \"essai\",]}\n",
    );
    assert_snapshot!(check(&project, 2), @"annotations/essai.json:2:28: error[annotation-syntax] the annotation file cannot be read: unexpected token in object");
}

#[test]
fn an_annotation_is_missing() {
    let project = good_project();
    let run = project.run(&["check", "absent.toml", "annotations/temoin.toml", "--output", "concise"]);
    assert_snapshot!(run, @r#"
    ./absent.toml: error[annotation-syntax] could not read the annotation file `./absent.toml`: there is no such file
    --- exit 2
    "#);
}

#[test]
fn a_field_is_unknown() {
    let project = project(
        "essai.toml",
        "source = 'texte'\n[[claims]]\nid = 'essai'\nquote = ['Le label']\n",
    );
    assert_snapshot!(check(&project, 1), @"annotations/essai.toml:4:1: error[unknown-field] a claim has no field `quote`");
    assert!(project.run(&["check"]).stdout.contains("did you mean `quotes`?"));
}

#[test]
fn a_field_is_unknown_in_json() {
    let project = project(
        "essai.json",
        r#"{"source": "texte", "claims": [{"id": "essai", "quotes": [{"exact": "Le label", "spekaer": "Lui"}]}]}"#,
    );
    assert_snapshot!(check(&project, 1), @"annotations/essai.json:1:81: error[unknown-field] a quote has no field `spekaer`");
    assert!(project.run(&["check"]).stdout.contains("did you mean `speaker`?"));
}

#[test]
fn a_claim_is_there_twice() {
    let project = project("essai.toml", annotation("'texte'", "'Le label garantit'").repeat(2));
    assert_snapshot!(check(&project, 1), @"annotations/essai.toml:6:7: error[duplicate-claim] two claims of this file are called `essai`");
}

#[test]
fn values_have_the_wrong_type() {
    let wrong = |field: &str| {
        let claim = format!("[[claims]]\nid = 'essai'\nsource = 'texte'\n{field}\n");
        check(&project("essai.toml", claim), 2)
    };
    assert_snapshot!(wrong("quotes = 'Le label'"), @"annotations/essai.toml:4:10: error[annotation-syntax] `quotes` takes a list, not a string");
    assert_snapshot!(wrong("quotes = [3]"), @"annotations/essai.toml:4:11: error[annotation-syntax] `quotes` takes a string or a table, not a number");
    assert_snapshot!(wrong("quotes = [{ exact = ['Le label'] }]"), @"annotations/essai.toml:4:21: error[annotation-syntax] `exact` takes a string, not a list");
    assert_snapshot!(wrong("quotes = [{ speaker = 'Lui' }]"), @"annotations/essai.toml:4:13: error[annotation-syntax] a quote has no `exact`");
    assert_snapshot!(wrong("quotes = [{ exact = 'Le label', translation = 'oui' }]"), @"annotations/essai.toml:4:47: error[annotation-syntax] `translation` takes true or false, not a string");
    assert_snapshot!(wrong("quotes = [{ exact = 'Le label', source = 2022-10-17 }]"), @"annotations/essai.toml:4:42: error[annotation-syntax] `source` takes a string or a list of strings, not a date");
    assert_snapshot!(wrong("quotes = ['Le label']\naccept = [{ rule = 'altered-name' }]"), @"annotations/essai.toml:5:13: error[annotation-syntax] an acceptance has no `because`");
    assert_snapshot!(wrong("quotes = ['Le label']\naccept = [{ rule = 'altered-name', because = ' ' }]"), @"annotations/essai.toml:5:11: error[annotation-syntax] the `because` of an acceptance is empty");
    assert_snapshot!(wrong("quotes = ['Le label']\nclaim = 1.5"), @"annotations/essai.toml:5:9: error[annotation-syntax] `claim` takes a string, not a decimal number");
}

#[test]
fn a_whole_file_has_the_wrong_type() {
    assert_snapshot!(check(&project("essai.json", "[1, 2]"), 2), @"annotations/essai.json:1:1: error[annotation-syntax] `an annotation file` takes a table, not a list");
    assert_snapshot!(check(&project("essai.toml", "claims = 'Le label'"), 2), @"annotations/essai.toml:1:10: error[annotation-syntax] `claims` takes a list, not a string");
    assert_snapshot!(check(&project("essai.json", r#"{"claims": {"id": "essai"}}"#), 2), @"annotations/essai.json:1:12: error[annotation-syntax] `claims` takes a list, not a table");
    assert_snapshot!(check(&project("essai.json", r#"{"claims": [null]}"#), 2), @"annotations/essai.json:1:13: error[annotation-syntax] `a claim` takes a table, not null");
}

#[test]
fn a_quote_is_invisible() {
    let quote = r#"" \u00AD\u200B\u202E\u2060\uFEFF""#;
    assert_snapshot!(check(&project("essai.toml", annotation("'texte'", quote)), 1), @"annotations/essai.toml:4:11: error[empty-quote] the quote is empty: no word is left to compare");
    assert_snapshot!(check(&project("essai.toml", annotation("'texte'", "'« … », !'")), 1), @"annotations/essai.toml:4:11: error[empty-quote] the quote is empty: no word is left to compare");
    assert_snapshot!(check(&project("essai.toml", annotation("'texte'", "''")), 1), @"annotations/essai.toml:4:11: error[empty-quote] the quote is empty: no word is left to compare");
}

#[test]
fn a_quote_is_longer_than_its_source() {
    let quote = format!("'''{}'''", SOURCE.repeat(20));
    assert_snapshot!(check(&project("essai.toml", annotation("'texte'", &quote)), 1), @"annotations/essai.toml:4:14: error[quote-absent] the quote stands nowhere in `texte`");
}

#[test]
fn a_quote_is_very_long() {
    let check_words = |count: usize| {
        let quote = format!("'{}'", "a ".repeat(count));
        check(&project("essai.toml", annotation("'texte'", &quote)), 1)
    };
    assert_snapshot!(check_words(20_000), @"annotations/essai.toml:4:12: error[quote-absent] the quote stands nowhere in `texte`");
    assert_snapshot!(check_words(20_001), @"annotations/essai.toml:4:11: error[long-quote] the quote has 20001 words: no more than 20000 are compared");
}

#[test]
fn a_quote_is_full_of_combining_accents() {
    let quote = format!("'Le la{}bel garantit'", "\u{301}\u{316}".repeat(5_000));
    let told = check(&project("essai.toml", annotation("'texte'", &quote)), 0);
    assert!(told.len() < 20_000, "{} bytes", told.len());
}

#[test]
fn a_quote_holds_escape_sequences() {
    let quote = r#""\u001B[31mLe label\u001B[0m \u202Egarantit\u202C \u2066bien\u2069 \u0007\u0000\u009B2J\u0085\r aux clients""#;
    assert_snapshot!(check(&project("essai.toml", annotation("'texte'", quote)), 1), @r#"
    annotations/essai.toml:4:19: error[altered-number] the number is altered: the quote reads `31mLe` where the source reads `Le`
    annotations/essai.toml:4:37: error[altered-number] the number is added: the quote has `0m` and the source has not
    annotations/essai.toml:4:67: error[altered-number] the number is added: the quote has `bien�   ·2J` and the source has not
    "#);
}

#[test]
fn names_hold_escape_sequences() {
    let hostile = "[[claims]]\nid = \"a\\u001B[31m\\u202E\"\nsource = \"b\\u001B[2J\\u009B\"\nquotes = ['Le label']\n";
    assert_snapshot!(check(&project("essai.toml", hostile), 1), @"annotations/essai.toml:3:11: error[unknown-source] no source goes by `b [2J·`");
    let twice = "source = 'texte'\n[[claims]]\nid = \"a\\u001B[31m\\u202E\"\nquotes = ['Le label']\n\
                 [[claims]]\nid = \"a\\u001B[31m\\u202E\"\nquotes = ['Le label']\n";
    assert_snapshot!(check(&project("essai.toml", twice), 1), @"annotations/essai.toml:6:7: error[duplicate-claim] two claims of this file are called `a [31m�`");
    let field = "source = 'texte'\n[[claims]]\nid = 'essai'\nquotes = ['Le label']\n\"x\\u001B[2J\\u202E\" = 1\n";
    assert_snapshot!(check(&project("essai.toml", field), 1), @"annotations/essai.toml:5:1: error[unknown-field] a claim has no field `x [2J�`");
}

#[test]
fn a_source_holds_escape_sequences() {
    let project = project("essai.toml", annotation("'piege.txt'", "'Le label garantit mieux'"));
    project.write(
        "piege.txt",
        "Le \u{1b}[31mlabel garantit \u{202e}bien\u{202c}\u{9b}2J\u{7} la suite.\n",
    );
    assert_snapshot!(check(&project, 1), @r#"
    annotations/essai.toml:4:12: error[quote-absent] the quote stands nowhere in `piege.txt`, nor in any other source
    piege.txt:1:24: note[stray-mark] a character U+202E shows nothing
    piege.txt:1:29: note[stray-mark] a character U+202C shows nothing
    "#);
}

#[cfg(unix)]
#[test]
fn a_file_name_holds_escape_sequences() {
    let project = project("a\u{1b}[31m\u{202e}.toml", "claim = []\n");
    assert_snapshot!(check(&project, 1), @"annotations/a [31m�.toml:1:1: error[unknown-field] an annotation file has no field `claim`");
}

#[test]
fn nothing_is_there_to_compare() {
    let nothing = |annotation: &str| {
        let project = Project::new(&[("guillemet.toml", PROJECT), ("texte.txt", SOURCE)]);
        project.write("annotations/essai.toml", annotation);
        project.run(&["check", "--output", "concise"])
    };
    assert_snapshot!(nothing(""), @r#"
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    "#);
    assert_snapshot!(nothing("[[claims]]\nid = 'essai'\nquotes = []\n"), @r#"
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    "#);
    let translation =
        "[[claims]]\nid = 'essai'\nsource = 'texte'\nquotes = [{ exact = 'Le label', translation = true }]\n";
    assert_snapshot!(nothing(translation), @r#"
    annotations/essai.toml:4:22: note[translated-quote] the quote is declared a translation and was not compared
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    "#);
}

#[test]
fn no_annotation_file_is_there() {
    let project = Project::new(&[("guillemet.toml", PROJECT), ("texte.txt", SOURCE)]);
    assert_snapshot!(project.run(&["check"]), @r#"
    1 source: 0 errors, 0 warnings, 0 notes, 0 accepted
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    "#);
    project.write("vide/note.txt", "rien");
    assert_snapshot!(project.run(&["check", "vide"]), @r#"
    1 source: 0 errors, 0 warnings, 0 notes, 0 accepted
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    "#);
    assert_snapshot!(Project::new(&[]).run(&["check"]), @"
    0 sources: 0 errors, 0 warnings, 0 notes, 0 accepted
    --- stderr
    error: nothing was compared: no quote could be checked against a source
    --- exit 2
    ");
}

#[test]
fn the_project_file_is_broken() {
    let project = good_project();
    project.write("guillemet.toml", format!("{PROJECT}[rules\n"));
    assert_snapshot!(check(&project, 2), @"guillemet.toml:5:7: error[project-syntax] guillemet.toml cannot be read: unclosed table, expected `]`");
}

#[test]
fn the_project_file_is_not_utf8() {
    let project = good_project();
    project.write("guillemet.toml", b"# s\xfbr\n");
    let run = project.run(&["check", "annotations/temoin.toml", "--output", "concise"]);
    assert_eq!(run.code, 2, "{run}");
    let told = "guillemet.toml: error[project-syntax] could not read the project file `guillemet.toml`: \
                it is not UTF-8 from byte 3 on\n";
    assert!(run.stdout.starts_with(told), "{run}");
}

#[test]
fn the_project_file_has_faults() {
    let faulty = |line: &str, code: i32| {
        let project = good_project();
        project.write("guillemet.toml", format!("{PROJECT}{line}\n"));
        check(&project, code)
    };
    assert_snapshot!(faulty("titel = 'Texte'", 1), @"guillemet.toml:5:1: error[unknown-field] a source has no field `titel`");
    assert_snapshot!(faulty("title = 3", 2), @"guillemet.toml:5:9: error[project-syntax] `title` takes a string, not a number");
    assert_snapshot!(faulty("[rule]\naltered-name = 'off'", 1), @"guillemet.toml:5:2: error[unknown-field] the project file has no field `rule`");
    assert_snapshot!(faulty("[rules]\naltered-nam = 'off'", 2), @"guillemet.toml:6:1: error[project-syntax] no rule goes by `altered-nam`");
    assert_snapshot!(faulty("[rules]\naltered-name = 'of'", 2), @"guillemet.toml:6:16: error[project-syntax] no level goes by `of`");
    assert_snapshot!(faulty("[limits]\nsource-megabyte = 2", 1), @"guillemet.toml:6:1: error[unknown-field] limits has no field `source-megabyte`");
    assert_snapshot!(faulty("[limits]\nsource-megabytes = 'deux'", 2), @"guillemet.toml:6:20: error[project-syntax] `source-megabytes` takes a whole number above 0, not a string");
    assert_snapshot!(faulty("[[sources]]\nid = 'autre'", 2), @"guillemet.toml:6:1: error[project-syntax] a source has no `path`");
    assert_snapshot!(faulty("[[sources]]\nid = 'texte'\npath = 'texte.txt'", 2), @"guillemet.toml:6:6: error[project-syntax] two sources are called `texte`");
    assert_snapshot!(faulty("[[sources]]\nid = 'a/b'\npath = 'texte.txt'", 2), @"guillemet.toml:6:6: error[project-syntax] the id `a/b` has a `/` in it and could be taken for a path");
    assert_snapshot!(faulty("[[sources]]\nid = 'autre'\npath = 'texte.txt'\nencoding = 'latin1'", 2), @"guillemet.toml:7:8: error[unreadable-source] could not read the source `texte.txt`: the encoding `latin1` is not read");
}

#[test]
fn the_help_of_an_unknown_key_names_the_nearest() {
    let project = good_project();
    project.write(
        "guillemet.toml",
        format!("anotations = ['x']\n{PROJECT}titel = 'Texte'\n"),
    );
    let run = project.run(&["check"]);
    assert!(run.stdout.contains("did you mean `annotations`?"), "{run}");
    assert!(run.stdout.contains("did you mean `title`?"), "{run}");
}

#[test]
fn a_name_that_stands_twice_in_json_is_told() {
    let annotation = r#"{"claims": [{"id": "a", "source": "t.txt", "quotes": ["un texte"], "quotes": ["un autre"]}]}"#;
    let project = Project::new(&[("t.txt", "un texte\n"), ("a.json", annotation)]);
    assert_snapshot!(project.run(&["check", "a.json", "--output", "concise"]), @"
    a.json:1:68: error[annotation-syntax] the annotation file cannot be read: duplicate key
    --- exit 2
    ");
}
