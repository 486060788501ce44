//! A project takes up the checker: its first files, its baseline, its lock, and what each of them holds.

use insta::assert_snapshot;

use crate::project::{Project, Run, run_in};

const SOURCE: &str = "\
Le comité publie son rapport aujourd’hui. Le plan est doté de 1,8 Md€ par an.\n\
Le label soutient les petites entreprises françaises. La bataille n’est pas perdue.\n";
const PROJECT: &str = "\
annotations = ['annotations/*.toml']
[[sources]]
id = 'texte'
path = 'texte.txt'
[rules]
altered-spelling = 'error'
";
/// One quote is right, one misquotes and is accepted, one misquotes and is not.
const ANNOTATION: &str = "\
source = 'texte'
[[claims]]
id = 'rapport'
quotes = ['Le comité publie son rapport']
[[claims]]
id = 'plan'
[[claims.quotes]]
exact = 'Le plan est doté de 18 Md€'
accept = [{ rule = 'altered-number', because = 'erreur du tweet que nous citons' }]
[[claims]]
id = 'label'
quotes = ['Le label soutient les grandes entreprises']
";

fn project() -> Project {
    Project::new(&[
        ("guillemet.toml", PROJECT),
        ("texte.txt", SOURCE),
        ("annotations/a.toml", ANNOTATION),
    ])
}

fn change(project: &Project, path: &str, from: &str, to: &str) {
    let text = project.read(path);
    assert!(text.contains(from), "{path} has no {from}");
    project.write(path, text.replace(from, to));
}

fn held(project: &Project) -> Run {
    project.run(&["check", "--locked", "--output", "concise", "--deny", "warnings"])
}

#[test]
fn a_project_accepted_baselined_and_locked_passes_and_each_change_is_told() {
    let project = project();
    assert_snapshot!(project.run(&["check", "--output", "concise"]), @"
    annotations/a.toml:12:34: error[altered-meaning] the sense is altered: the quote reads `grandes` where the source reads `petites`
    --- exit 1
    ");
    assert_snapshot!(held(&project), @"
    --- stderr
    error: there is no guillemet.lock: write one with `guillemet lock`
    --- exit 2
    ");
    assert_snapshot!(project.run(&["baseline"]), @"
    --- stderr
    1 finding recorded
    --- exit 0
    ");
    assert_snapshot!(project.run(&["lock"]), @"
    --- stderr
    locked 3 quotes of 1 source
    --- exit 0
    ");
    assert_snapshot!(project.read("guillemet-baseline.toml"), @r#"
    # Findings that were there when this file was written, and do not count. It may only shrink: `guillemet baseline`
    version = 1

    [[findings]]
    rule = "altered-meaning"
    file = "annotations/a.toml"
    claim = "label"
    quote = "grandes"
    passage = "petites"
    "#);
    assert_snapshot!(project.read("guillemet.lock"), @r#"
    # What was checked, for `guillemet check --locked`. Written by `guillemet lock`
    version = 1

    [rules]
    altered-spelling = "error"

    [[sources]]
    id = "texte"
    path = "texte.txt"
    sha256 = "5314c0f5dd06134d0f7dfce0afcd75c92006d73efb91066025a1995e924bb546"
    reader = "text 1"

    [[quotes]]
    file = "annotations/a.toml"
    claim = "rapport"
    index = 0
    exact = "Le comité publie son rapport"
    source = "texte"
    start = 0
    end = 29

    [[quotes]]
    file = "annotations/a.toml"
    claim = "plan"
    index = 0
    exact = "Le plan est doté de 18 Md€"
    source = "texte"
    start = 45
    end = 75

    [[quotes]]
    file = "annotations/a.toml"
    claim = "label"
    index = 0
    exact = "Le label soutient les grandes entreprises"
    source = "texte"
    start = 84
    end = 125
    "#);
    assert_snapshot!(held(&project), @"--- exit 0");
    assert_snapshot!(project.run(&["lock"]), @"
    --- stderr
    locked 3 quotes of 1 source
    --- exit 0
    ");

    // A byte of a source.
    change(&project, "texte.txt", "Le comité", "\nLe comité");
    assert_snapshot!(held(&project), @"
    texte.txt: error[source-changed] the source `texte` is not what was locked: 3 quotes of it stand elsewhere now
    --- exit 1
    ");
    assert_snapshot!(project.run(&["lock"]), @"
    texte.txt: error[source-changed] the source `texte` is not what was locked: 3 quotes of it stand elsewhere now
    --- stderr
    1 thing differs from guillemet.lock: `guillemet lock --update` locks the project as it is
    --- exit 1
    ");
    project.write("texte.txt", SOURCE);
    assert_eq!(held(&project).code, 0);

    // A quote.
    change(&project, "annotations/a.toml", "publie son rapport", "publie son");
    assert_snapshot!(held(&project), @"
    annotations/a.toml:4:12: error[quote-changed] the quote is not what was locked: `Le comité publie son rapport`
    --- exit 1
    ");
    change(
        &project,
        "annotations/a.toml",
        "[[claims]]\nid = 'rapport'\nquotes = ['Le comité publie son']\n",
        "",
    );
    assert_snapshot!(held(&project), @"
    annotations/a.toml: error[quote-changed] the claim `rapport` was locked with `Le comité publie son rapport`, and has it no longer
    --- exit 1
    ");
    project.write("annotations/a.toml", ANNOTATION);

    // A level.
    change(
        &project,
        "guillemet.toml",
        "altered-spelling = 'error'",
        "changed-word = 'note'",
    );
    assert_snapshot!(held(&project), @"
    guillemet.toml: error[level-changed] the level of `altered-spelling` is its default and was locked as `error`
    guillemet.toml: error[level-changed] the level of `changed-word` is `note` and was locked as its default
    --- exit 1
    ");
    project.write("guillemet.toml", PROJECT);
    assert_eq!(held(&project).code, 0);

    // A new misquote is neither accepted nor in the baseline.
    change(
        &project,
        "annotations/a.toml",
        "'Le label soutient",
        "'La bataille est perdue', 'Le label soutient",
    );
    assert_snapshot!(held(&project), @"
    annotations/a.toml:12:23: error[altered-negation] the negation is dropped: the source has `n’` and the quote has not
    annotations/a.toml:12:27: error[altered-negation] the negation is dropped: the source has `pas` and the quote has not
    annotations/a.toml:12:12: error[quote-changed] the quote is not in the lock
    --- exit 1
    ");
    assert_snapshot!(project.run(&["lock", "--update"]), @"
    --- stderr
    locked 4 quotes of 1 source
    --- exit 0
    ");
    assert_snapshot!(held(&project), @"
    annotations/a.toml:12:23: error[altered-negation] the negation is dropped: the source has `n’` and the quote has not
    annotations/a.toml:12:27: error[altered-negation] the negation is dropped: the source has `pas` and the quote has not
    --- exit 1
    ");
}

#[test]
fn a_baseline_only_shrinks() {
    let project = project();
    change(
        &project,
        "annotations/a.toml",
        "grandes entreprises'",
        "grandes entreprises', 'les petites maisons françaises'",
    );
    assert_eq!(project.run(&["baseline"]).code, 0);
    let full = project.read("guillemet-baseline.toml");
    // A rule that is off for one run has no entry to miss.
    let off = project.run(&["check", "--output", "concise", "--allow", "changed-word"]);
    assert_eq!((off.stdout.as_str(), off.code), ("", 0));
    // Lines that move and words that stay change nothing.
    change(
        &project,
        "annotations/a.toml",
        "source = 'texte'",
        "# Un titre.\n\nsource = 'texte'",
    );
    assert_eq!(
        project
            .run(&["check", "--output", "concise", "--deny", "warnings"])
            .code,
        0
    );
    assert_eq!(project.run(&["baseline"]).code, 0);
    assert_eq!(project.read("guillemet-baseline.toml"), full);
    // One is mended: its entry is told, then taken out; a new one is not put in.
    change(&project, "annotations/a.toml", "les grandes", "les petites");
    assert_snapshot!(project.run(&["check", "--output", "concise"]), @"
    guillemet-baseline.toml:5:8: warning[unused-baseline] the baseline holds a finding of `altered-meaning` in `annotations/a.toml`, claim `label` that is not there any more
    --- exit 0
    ");
    change(
        &project,
        "annotations/a.toml",
        "publie son rapport",
        "publie un rapport",
    );
    assert_snapshot!(project.run(&["baseline"]), @"
    --- stderr
    1 finding recorded, 1 taken out, 1 not: a baseline only shrinks, so mend or accept what is new
    --- exit 1
    ");
    assert_snapshot!(project.read("guillemet-baseline.toml"), @r#"
    # Findings that were there when this file was written, and do not count. It may only shrink: `guillemet baseline`
    version = 1

    [[findings]]
    rule = "changed-word"
    file = "annotations/a.toml"
    claim = "label"
    quote = "maisons"
    passage = "entreprises"
    "#);
    assert_snapshot!(project.run(&["check", "--output", "concise"]), @"
    annotations/a.toml:6:29: error[changed-word] the wording is altered: the quote reads `un` where the source reads `son`
    --- exit 1
    ");
    // A run over another file says nothing of entries that it cannot see.
    project.write(
        "autre/b.toml",
        "source = 'texte'\n[[claims]]\nid = 'b'\nquotes = ['La bataille n’est pas perdue']\n",
    );
    change(&project, "annotations/a.toml", "maisons", "entreprises");
    assert_snapshot!(project.run(&["check", "autre", "--output", "concise"]), @"--- exit 0");
    // Once it is empty, it is gone.
    project.run(&["baseline"]);
    assert!(!project.path("guillemet-baseline.toml").exists());
}

#[test]
fn a_fault_that_comes_back_as_often_as_it_was_recorded_is_covered() {
    let project = project();
    let twice = "quotes = ['Le label soutient les grandes entreprises', 'soutient les grandes entreprises']";
    change(
        &project,
        "annotations/a.toml",
        "quotes = ['Le label soutient les grandes entreprises']",
        twice,
    );
    project.run(&["baseline"]);
    assert!(project.read("guillemet-baseline.toml").contains("count = 2"));
    assert_eq!(project.run(&["check"]).code, 0);
    change(
        &project,
        "annotations/a.toml",
        "'soutient les grandes entreprises'",
        "'soutient les grandes entreprises', 'soutient les grandes entreprises françaises'",
    );
    assert_eq!(project.run(&["check"]).code, 1);
}

#[test]
fn repairs_pay_a_baseline_off() {
    let project = project();
    project.run(&["baseline"]);
    assert_snapshot!(project.run(&["fix", "--unsafe-fixes"]), @"
    annotations/a.toml: altered-meaning: wrote `petites` for `grandes`
    --- stderr
    1 repair written
    --- exit 0
    ");
    assert_snapshot!(project.run(&["baseline"]), @"
    --- stderr
    0 findings recorded, 1 taken out
    --- exit 0
    ");
}

#[test]
fn nothing_is_recorded_of_a_run_that_failed() {
    let project = project();
    project.write("annotations/b.toml", "[[claims]\n");
    assert_snapshot!(project.run(&["baseline"]), @"
    --- stderr
    error: nothing was recorded: something could not be read, as `guillemet check` tells
    the annotation file cannot be read: unclosed array table, expected `]`
    --- exit 2
    ");
    assert_snapshot!(project.run(&["lock"]), @"
    --- stderr
    error: nothing was recorded: something could not be read, as `guillemet check` tells
    the annotation file cannot be read: unclosed array table, expected `]`
    --- exit 2
    ");
    assert!(!project.path("guillemet.lock").exists());
    assert!(!project.path("guillemet-baseline.toml").exists());
}

#[test]
fn records_that_cannot_be_read_say_so() {
    let project = project();
    assert_eq!(project.run(&["lock"]).code, 0);
    let lock = project.read("guillemet.lock");
    let mut told = String::new();
    for (name, text) in [
        ("guillemet-baseline.toml", "version = 1\n[[findings]\n"),
        ("guillemet-baseline.toml", "version = 2\n"),
        (
            "guillemet-baseline.toml",
            "version = 1\n[[findings]]\nrule = 3\nfile = 'a'\ncoun = 2\n",
        ),
        ("guillemet.lock", "version = 1\nversion = 1\n"),
        (
            "guillemet.lock",
            "version = 1\n[[quotes]]\nfile = 'a'\nclaim = 'b'\nindex = 0\n",
        ),
    ] {
        project.write(name, text);
        let run = project.run(&["check", "--locked", "--output", "concise"]);
        let said = run.stdout.lines().filter(|line| line.starts_with(name));
        told.push_str(&said.map(|line| format!("{line}\n")).collect::<String>());
        assert_eq!(run.code, 2, "{name}: {run}");
        project.write("guillemet.lock", &lock);
        project.write("guillemet-baseline.toml", "version = 1\n");
    }
    assert_snapshot!(told, @"
    guillemet-baseline.toml:2:12: error[project-syntax] guillemet-baseline.toml cannot be read: unclosed array table, expected `]`
    guillemet-baseline.toml:2:1: warning[unused-baseline] the baseline holds a finding of `` in `` that is not there any more
    guillemet-baseline.toml:1:1: error[project-syntax] guillemet-baseline.toml has a version that is not known here
    guillemet-baseline.toml:5:1: error[project-syntax] guillemet-baseline.toml cannot be read: a recorded finding has no field `coun`
    guillemet-baseline.toml:3:8: error[project-syntax] guillemet-baseline.toml cannot be read: `rule` takes a string, not a number
    guillemet-baseline.toml:3:8: warning[unused-baseline] the baseline holds a finding of `` in `a` that is not there any more
    guillemet.lock:2:1: error[project-syntax] guillemet.lock cannot be read: duplicate key
    guillemet.lock:3:1: error[project-syntax] guillemet.lock cannot be read: a locked quote has no `exact`
    ");
}

#[test]
fn update_writes_the_lock_anew_after_a_check() {
    let project = project();
    project.run(&["lock"]);
    change(&project, "texte.txt", "Le comité", "\nLe comité");
    assert_snapshot!(project.run(&["check", "--locked", "--update", "--output", "concise"]), @"
    annotations/a.toml:12:34: error[altered-meaning] the sense is altered: the quote reads `grandes` where the source reads `petites`
    --- stderr
    texte.txt: error[source-changed] the source `texte` is not what was locked: 3 quotes of it stand elsewhere now
    locked 3 quotes of 1 source
    --- exit 1
    ");
    let held = project.run(&["check", "--locked", "--output", "concise"]);
    assert!(!held.stdout.contains("source-changed"), "{held}");
}

#[test]
fn a_folder_of_texts_becomes_a_project_that_checks_clean() {
    let project = Project::new(&[
        ("textes/a/été 1.txt", "Rien n’est cité ici.\n"),
        (
            "textes/b/été 1.txt",
            "\u{feff}La ministre a dit : « Nous avons ‘‘doté’’ le plan ». Il a ajouté : « C’est \"fait\" ».\r\n",
        ),
        ("textes/ignoré.md", "« non »"),
    ]);
    project.write("textes/latin.txt", b"caf\xe9");
    assert_snapshot!(project.run(&["init", "textes"]), @"
    wrote guillemet.toml with 2 sources and annotations/été 1-2.toml; run `guillemet check`, then say in each claim what its quote is for
    --- stderr
    left out: could not read the source `./textes/latin.txt`: it is not UTF-8 from byte 3 on
    --- exit 0
    ");
    assert_snapshot!(project.read("guillemet.toml"), @r#"
    annotations = ["annotations/*.toml"]

    [[sources]]
    id = "été 1"
    path = "textes/a/été 1.txt"

    [[sources]]
    id = "été 1-2"
    path = "textes/b/été 1.txt"
    "#);
    assert_snapshot!(project.read("annotations/été 1-2.toml"), @r#"
    source = "été 1-2"

    # line 1, column 23, bytes 26..62, marks « »
    [[claims]]
    id = "citation-1"
    claim = ""
    [[claims.quotes]]
    speaker = "La ministre"
    exact = '''
    Nous avons ‘‘doté’’ le plan'''
    "#);
    assert_snapshot!(project.run(&["check", "--output", "concise"]), @"--- exit 0");
    // Nothing is written over.
    assert_snapshot!(project.run(&["init"]), @"
    --- stderr
    error: there is a `guillemet.toml` here already
    --- exit 2
    ");
}

#[test]
fn texts_without_quotations_give_a_first_claim_too() {
    let project = Project::new(&[("a.txt", "\n\n  Le comité publie son rapport.\nFin.\n")]);
    assert_eq!(project.run(&["init"]).code, 0);
    assert_snapshot!(project.read("annotations/a.toml"), @r#"
    source = "a"

    [[claims]]
    id = "citation-1"
    claim = ""
    [[claims.quotes]]
    exact = '''
    Le comité publie son rapport.'''
    "#);
    assert_eq!(project.run(&["check"]).code, 0);
    let empty = Project::new(&[("vide.txt", "\n")]);
    assert_snapshot!(empty.run(&["init"]), @"
    --- stderr
    error: there is no text (*.txt) below `.`
    --- exit 2
    ");
    let none = Project::new(&[]);
    assert_snapshot!(none.run(&["init"]), @"
    --- stderr
    error: there is no text (*.txt) below `.`
    --- exit 2
    ");
    let outside = Project::new(&[("dedans/x", ""), ("dehors/a.txt", "Un texte.")]);
    assert_snapshot!(run_in(&outside.path("dedans"), &["init", "../dehors"]), @"
    --- stderr
    left out: could not read the source `./../dehors/a.txt`: it lies outside the project's folder
    error: there is no text (*.txt) below `../dehors`
    --- exit 2
    ");
}

/// A project with two annotation files, each with a fault.
fn two_files() -> Project {
    let project = project();
    project.write(
        "annotations/b.toml",
        "source = 'texte'\n[[claims]]\nid = 'b'\nquotes = ['Le plan est doté de 19 Md€']\n",
    );
    project
}

#[test]
fn a_file_that_is_gone_is_drift_and_leaves_nothing_covered() {
    let project = two_files();
    assert_eq!(project.run(&["baseline"]).code, 0);
    assert_eq!(project.run(&["lock"]).code, 0);
    std::fs::remove_file(project.path("annotations/b.toml")).expect("it was written");
    assert_snapshot!(held(&project), @"
    annotations/b.toml: error[quote-changed] the claim `b` was locked with `Le plan est doté de 19 Md€`, and has it no longer
    guillemet-baseline.toml:12:8: warning[unused-baseline] the baseline holds a finding of `altered-number` in `annotations/b.toml`, claim `b` that is not there any more
    --- exit 1
    ");
    assert_eq!(project.run(&["lock"]).code, 1);
    // A part of the project says nothing of the rest.
    assert_snapshot!(project.run(&["check", "--locked", "--output", "concise", "annotations/a.toml"]), @"--- exit 0");
}

#[test]
fn a_part_of_a_locked_project_needs_no_source_that_it_does_not_cite() {
    let project = two_files();
    project.write(
        "annotations/b.toml",
        "[[claims]]\nid = 'b'\nsource = 'autre.txt'\nquotes = ['Un autre texte']\n",
    );
    project.write("autre.txt", "Un autre texte.\n");
    assert_eq!(project.run(&["lock"]).code, 0);
    let part = project.run(&["check", "--locked", "--output", "concise", "annotations/a.toml"]);
    assert!(!part.stdout.contains("locked"), "{part}");
}

#[test]
fn quotes_with_the_same_words_trade_places_freely() {
    let quotes = |one: &str, other: &str| {
        format!(
            "source = 't.txt'\n[[claims]]\nid = 'a'\nquotes = [{{ exact = 'la loi est dure', prefix = '{one}' }}, {{ exact = 'la loi est dure', prefix = '{other}' }}]\n"
        )
    };
    let project = Project::new(&[
        ("guillemet.toml", "annotations = ['a.toml']\n"),
        ("t.txt", "Au nord, la loi est dure. Au sud, la loi est dure.\n"),
        ("a.toml", &quotes("nord,", "sud,")),
    ]);
    assert_eq!(project.run(&["lock"]).code, 0);
    project.write("a.toml", quotes("sud,", "nord,"));
    assert_snapshot!(held(&project), @"--- exit 0");
}

#[test]
fn a_lock_that_cannot_be_read_is_not_a_missing_one() {
    let project = project();
    project.write("guillemet.lock", b"version = 1 # \xff\n");
    let run = project.run(&["check", "--locked", "--output", "concise"]);
    assert!(run.stdout.contains("could not read the file `guillemet.lock`"), "{run}");
    assert_eq!(run.code, 2);
}

#[test]
fn a_text_called_as_the_project_file_is_becomes_a_project_too() {
    let project = Project::new(&[("guillemet.txt", "Le comité publie son rapport.\n")]);
    assert_eq!(project.run(&["init"]).code, 0);
    assert_eq!(project.run(&["check"]).code, 0);
}
