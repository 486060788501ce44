//! Whole stories of the command line: files, arguments, what is printed, exit code.

use std::fs;

use guillemet::rule::Rule;
use insta::assert_snapshot;

use crate::project::{Project, Run, run_in};

const SOURCE: &str = "\
Le label garantit aux clients un haut niveau de sécurité. \
Ce volet s’inscrit dans le cadre du programme.\n\nLes offres de NUMSPOT protègent les données. NUMSPOT ouvre en 2023. Le Cigref salue NUMSPOT. Le \
ministre cite NUMPOST en exemple.\n";
const OTHER: &str = "Le comité remettra son rapport avant la fin de l’année.\n";
const PROJECT: &str = "\
annotations = ['annotations/*.toml']
[[sources]]
id = 'texte'
path = 'sources/texte.txt'
accept = [{ rule = 'inconsistent-name', because = 'le texte est ainsi' }]
[[sources]]
id = 'autre'
path = 'sources/autre.txt'
";

/// A project whose one annotation file has these claims about `texte`.
fn project(claims: &str) -> Project {
    Project::new(&[
        ("guillemet.toml", PROJECT),
        ("sources/texte.txt", SOURCE),
        ("sources/autre.txt", OTHER),
        ("annotations/a.toml", &format!("source = 'texte'\n{claims}")),
    ])
}

/// A claim with one quote and what else the quote has, as TOML.
fn claim(exact: &str, more: &str) -> String {
    format!("[[claims]]\nid = 'essai'\n[[claims.quotes]]\nexact = '{exact}'\n{more}\n")
}

/// A concise run with these arguments over a project with one claim.
fn check(exact: &str, more: &str, arguments: &[&str]) -> Run {
    concise(&project(&claim(exact, more)), arguments)
}

fn concise(project: &Project, arguments: &[&str]) -> Run {
    let arguments: Vec<&str> = ["check", "--output", "concise"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    project.run(&arguments)
}

/// The verdict of the one quote of a run, the source, the first byte of the passage, of how many.
fn verdict(project: &Project) -> String {
    let run = project.run(&["check", "--output", "jsonl"]);
    let quote = &run.records_of("quote")[0];
    let passage = &quote["passage"]["start"];
    format!(
        "{} {} {passage}, one of {}",
        quote["verdict"], quote["source"], quote["places"]
    )
    .replace('"', "")
}

/// A quote that is right, one with an error, a warning, a note.
const RIGHT: &str = "Le label garantit aux clients";
const ERROR: &str = "NUMSPOT ouvre en 2024";
const WARNING: &str = "Le label garantit aux clients un haut niveau dé sécurité";
const NOTE: &str = "Le ministre cite NUMPOST en exemple";

#[test]
fn the_text_report_shows_both_texts_and_the_repair() {
    assert_snapshot!(project(&claim(ERROR, "")).run(&["check"]), @r#"
    error[altered-number]: the number is altered: the quote reads `2024` where the source reads `2023`
     --> annotations/a.toml:5:27
      |
    5 | exact = 'NUMSPOT ouvre en 2024'
      |                           ^^^^
      |
     ::: sources/texte.txt:3:63
      |
    3 | Les offres de NUMSPOT protègent les données. NUMSPOT ouvre en 2023. Le Cigref salue NUMSPOT. Le ministre cite NUM...
      |                                                               ---- the source
      |
      = help: write `2023`

    1 quote (1 altered) in 1 file against 2 sources: 1 error, 0 warnings, 0 notes, 1 accepted
    --- exit 1
    "#);
    assert_snapshot!(project(&claim(RIGHT, "")).run(&["check"]), @r#"
    1 quote (1 verbatim) in 1 file against 2 sources: 0 errors, 0 warnings, 0 notes, 1 accepted
    --- exit 0
    "#);
}

#[test]
fn the_exit_code_is_0_without_errors() {
    assert_snapshot!(check(RIGHT, "", &[]), @"--- exit 0");
    assert_snapshot!(check(WARNING, "", &[]), @r#"
    annotations/a.toml:5:55: warning[altered-spelling] the quote spells `dé` what the source spells `de`
    --- exit 0
    "#);
    assert_snapshot!(check(NOTE, "", &[]), @r#"
    annotations/a.toml:5:27: note[repeated-fault] the quote repeats the odd form `NUMPOST` of its source
    --- exit 0
    "#);
}

#[test]
fn the_exit_code_is_1_with_an_error() {
    assert_snapshot!(check(ERROR, "", &[]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
}

#[test]
fn the_exit_code_is_2_where_something_was_not_read() {
    // What was found beside it is told all the same.
    let project = project(&claim(ERROR, ""));
    project.write(
        "annotations/b.toml",
        "source = 'texte'\n[[claims]]\nid = 'b'\nquotes = 3\n",
    );
    assert_snapshot!(concise(&project, &[]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    annotations/b.toml:4:10: error[annotation-syntax] `quotes` takes a list, not a number
    --- exit 2
    "#);
    // No level turns it off.
    assert_snapshot!(concise(&project, &["--allow", "altered-number", "--allow", "annotation-syntax"]), @"
    --- stderr
    error: `annotation-syntax` cannot be allowed: something was not read
    --- exit 2
    ");
}

#[test]
fn the_exit_code_is_2_for_a_bad_option() {
    let project = project(&claim(RIGHT, ""));
    let code = |arguments: &[&str]| {
        let run = project.run(arguments);
        assert_eq!(run.stdout, "");
        (run.code, run.stderr.lines().next().unwrap_or("").to_owned())
    };
    assert_snapshot!(code(&["check", "--output", "yaml"]).1, @"error: invalid value 'yaml' for '--output <FORMAT[=FILE]>': the formats are text, concise, json, jsonl, sarif, junit, github, gitlab, markdown");
    assert_snapshot!(code(&["check", "--deny", "altered-nmber"]).1, @"error: no rule goes by `altered-nmber`: did you mean `altered-number`?");
    assert_snapshot!(code(&["check", "--warn", "warnings"]).1, @"error: no rule goes by `warnings`: `guillemet explain` lists the rules");
    assert_snapshot!(code(&["check", "--colour", "never"]).1, @"error: unexpected argument '--colour' found");
    assert_snapshot!(code(&["chek"]).1, @"error: unrecognized subcommand 'chek'");
    assert_eq!(code(&["check", "--output", "yaml"]).0, 2);
    assert_eq!(code(&["check", "--deny", "altered-nmber"]).0, 2);
    assert_eq!(code(&["chek"]).0, 2);
    assert_eq!(code(&[]).0, 2);
}

#[test]
fn flags_set_levels() {
    assert_snapshot!(check(ERROR, "", &["--warn", "altered-number"]), @r#"
    annotations/a.toml:5:27: warning[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 0
    "#);
    assert_snapshot!(check(ERROR, "", &["--warn", "altered-number", "--deny", "warnings"]), @r#"
    annotations/a.toml:5:27: warning[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
    assert_snapshot!(check(ERROR, "", &["--allow", "altered-number"]), @"--- exit 0");
    assert_snapshot!(check(WARNING, "", &["--deny", "altered-spelling"]), @r#"
    annotations/a.toml:5:55: error[altered-spelling] the quote spells `dé` what the source spells `de`
    --- exit 1
    "#);
    assert_snapshot!(check(WARNING, "", &["--deny", "warnings"]), @r#"
    annotations/a.toml:5:55: warning[altered-spelling] the quote spells `dé` what the source spells `de`
    --- exit 1
    "#);
    assert_snapshot!(check(NOTE, "", &["--deny", "warnings"]), @r#"
    annotations/a.toml:5:27: note[repeated-fault] the quote repeats the odd form `NUMPOST` of its source
    --- exit 0
    "#);
    assert_snapshot!(check(NOTE, "", &["--deny", "repeated-fault"]), @r#"
    annotations/a.toml:5:27: error[repeated-fault] the quote repeats the odd form `NUMPOST` of its source
    --- exit 1
    "#);
}

#[test]
fn a_level_never_moves_a_verdict() {
    let project = project(&claim(ERROR, ""));
    let verdict = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["check", "--output", "jsonl"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        project.run(&arguments).records_of("quote")[0]["verdict"].clone()
    };
    assert_eq!(verdict(&["--allow", "altered-number"]), "altered");
    assert_eq!(verdict(&["--warn", "altered-number"]), "altered");
}

#[test]
fn the_project_file_sets_levels() {
    let levels = |exact: &str, rules: &str, arguments: &[&str]| {
        let project = project(&claim(exact, ""));
        project.write("guillemet.toml", format!("{PROJECT}[rules]\n{rules}\n"));
        concise(&project, arguments)
    };
    assert_snapshot!(levels(ERROR, "altered-number = 'warning'", &[]), @r#"
    annotations/a.toml:5:27: warning[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 0
    "#);
    assert_snapshot!(levels(ERROR, "altered-number = 'note'", &[]), @r#"
    annotations/a.toml:5:27: note[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 0
    "#);
    assert_snapshot!(levels(ERROR, "altered-number = 'off'", &[]), @"--- exit 0");
    assert_snapshot!(levels(NOTE, "repeated-fault = 'error'", &[]), @r#"
    annotations/a.toml:5:27: error[repeated-fault] the quote repeats the odd form `NUMPOST` of its source
    --- exit 1
    "#);
    // The command line stands over the file.
    assert_snapshot!(levels(ERROR, "altered-number = 'off'", &["--deny", "altered-number"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
}

#[test]
fn an_acceptance_covers_its_finding() {
    let accept = "accept = [{ rule = 'altered-number', text = '2024', because = 'coquille connue' }]";
    assert_snapshot!(check(ERROR, accept, &[]), @"--- exit 0");
    assert_snapshot!(check(ERROR, accept, &["--show-accepted", "--allow", "inconsistent-name"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023` (accepted)
    --- exit 0
    "#);
    assert_snapshot!(project(&claim(ERROR, accept)).run(&["check", "--show-accepted", "--allow", "inconsistent-name"]), @r#"
    error[altered-number]: the number is altered: the quote reads `2024` where the source reads `2023`
     --> annotations/a.toml:5:27
      |
    5 | exact = 'NUMSPOT ouvre en 2024'
      |                           ^^^^
      |
     ::: sources/texte.txt:3:63
      |
    3 | Les offres de NUMSPOT protègent les données. NUMSPOT ouvre en 2023. Le Cigref salue NUMSPOT. Le ministre cite NUM...
      |                                                               ---- the source
      |
      = help: write `2023`
      = note: accepted: coquille connue

    1 quote (1 altered) in 1 file against 2 sources: 0 errors, 0 warnings, 0 notes, 1 accepted
    --- exit 0
    "#);
    // The text may be that of the source, or none at all.
    assert_snapshot!(check(ERROR, &accept.replace("'2024'", "'2023'"), &[]), @"--- exit 0");
    assert_snapshot!(check(ERROR, "accept = [{ rule = 'altered-number', because = 'coquille' }]", &[]), @"--- exit 0");
}

#[test]
fn an_acceptance_of_other_words_covers_nothing() {
    let accept = |rule: &str, text: &str| format!("accept = [{{ rule = '{rule}', text = '{text}', because = 'vu' }}]");
    assert_snapshot!(check(ERROR, &accept("altered-number", "2023 et 2024"), &[]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    annotations/a.toml:6:21: warning[unused-acceptance] the acceptance of `altered-number` on `2023 et 2024` matches no finding
    --- exit 1
    "#);
    assert_snapshot!(check(RIGHT, &accept("altered-number", "2024"), &[]), @r#"
    annotations/a.toml:6:21: warning[unused-acceptance] the acceptance of `altered-number` on `2024` matches no finding
    --- exit 0
    "#);
    assert_snapshot!(check(ERROR, &accept("altered-nmber", "2024"), &[]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    annotations/a.toml:6:21: warning[unused-acceptance] the acceptance of `altered-nmber` on `2024` matches no finding
    --- exit 1
    "#);
}

#[test]
fn an_acceptance_on_a_claim_covers_all_its_quotes() {
    let accept = "accept = [{ rule = 'altered-number', because = 'coquille connue' }]";
    let quotes =
        format!("[[claims]]\nid = 'essai'\n{accept}\nquotes = ['{RIGHT}', '{ERROR}', 'NUMSPOT ouvre en 2025']\n");
    assert_snapshot!(concise(&project(&quotes), &[]), @"--- exit 0");
    let quotes = format!("[[claims]]\nid = 'essai'\n{accept}\nquotes = ['{RIGHT}']\n");
    assert_snapshot!(concise(&project(&quotes), &["--deny", "warnings"]), @r#"
    annotations/a.toml:4:21: warning[unused-acceptance] the acceptance of `altered-number` matches no finding
    --- exit 1
    "#);
}

#[test]
fn some_rules_cannot_be_accepted() {
    let accept = |rule: &str| format!("accept = [{{ rule = '{rule}', because = 'vu' }}]");
    let translation = format!("translation = true\n{}", accept("translated-quote"));
    let quotes = claim("Le label protège", &translation) + &claim(RIGHT, "").replace("essai", "temoin");
    assert_snapshot!(concise(&project(&quotes), &[]), @r#"
    annotations/a.toml:5:10: note[translated-quote] the quote is declared a translation and was not compared
    annotations/a.toml:7:21: warning[unused-acceptance] the acceptance of `translated-quote` matches no finding
    --- exit 0
    "#);
    let unknown = claim(RIGHT, &format!("source = 'perdu'\n{}", accept("unknown-source")));
    let quotes = unknown + &claim(RIGHT, "").replace("essai", "temoin");
    assert_snapshot!(concise(&project(&quotes), &[]), @r#"
    annotations/a.toml:6:11: error[unknown-source] no source goes by `perdu`
    annotations/a.toml:7:21: warning[unused-acceptance] the acceptance of `unknown-source` matches no finding
    --- exit 1
    "#);
    assert!(
        project(&quotes)
            .run(&["check"])
            .stdout
            .contains("`unknown-source` cannot be accepted")
    );
}

#[test]
fn one_run_writes_several_reports() {
    let project = project(&claim(ERROR, ""));
    let run = project.run(&[
        "check",
        "--output",
        "concise",
        "-o",
        "jsonl=r.jsonl",
        "-o",
        "json=r.json",
        "-o",
        "text=r.txt",
    ]);
    assert_snapshot!(run, @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
    assert_eq!(
        project.read("r.jsonl"),
        project.run(&["check", "--output", "jsonl"]).stdout
    );
    assert_eq!(
        project.read("r.json"),
        project.run(&["check", "--output", "json"]).stdout
    );
    assert_eq!(project.read("r.txt"), project.run(&["check"]).stdout);
}

#[test]
fn a_report_that_cannot_be_written_fails_the_run() {
    let run = project(&claim(RIGHT, "")).run(&["check", "--output", "jsonl=absent/r.jsonl"]);
    assert_snapshot!(run, @"
    --- stderr
    error: could not write `absent/r.jsonl`: there is no such folder
    --- exit 2
    ");
}

#[test]
fn colour_is_for_terminals() {
    let project = project(&claim(ERROR, ""));
    let coloured = |arguments: &[&str]| project.run(arguments).stdout.contains('\u{1b}');
    assert!(!coloured(&["check"]), "a pipe is no terminal");
    assert!(!coloured(&["check", "--color", "auto"]));
    assert!(!coloured(&["check", "--color", "never"]));
    assert!(coloured(&["check", "--color", "always"]));
    assert!(!coloured(&["check", "--color", "always", "--output", "concise"]));
    // A file is read later, by whatever.
    project.run(&["check", "--color", "always", "--output", "text=r.txt"]);
    assert!(!project.read("r.txt").contains('\u{1b}'));
}

#[test]
fn a_rule_is_explained() {
    let run = Project::new(&[]).run(&["explain", "silent-correction"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("# silent-correction\n"), "{run}");
    assert!(run.stdout.contains("## Repair"), "{run}");
    assert_snapshot!(Project::new(&[]).run(&["explain", "silent-corection"]), @r#"
    --- stderr
    error: no rule goes by `silent-corection`: did you mean `silent-correction`?
    --- exit 2
    "#);
    assert_snapshot!(Project::new(&[]).run(&["explain", "rien"]), @r#"
    --- stderr
    error: no rule goes by `rien`: `guillemet explain` lists the rules
    --- exit 2
    "#);
}

#[test]
fn the_rules_are_listed() {
    let run = Project::new(&[]).run(&["explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected = |rule: &Rule| [rule.name(), rule.severity().name(), rule.summary()].join(" ");
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let listed: Vec<String> = run.stdout.lines().map(words).collect();
    assert_eq!(listed, Rule::ALL.iter().map(expected).collect::<Vec<_>>());
}

#[test]
fn the_project_file_is_found_upward() {
    let project = project(&claim(ERROR, ""));
    project.write("annotations/2022/note.txt", "");
    let from = |folder: &str, arguments: &[&str]| run_in(&project.path(folder), arguments);
    assert_snapshot!(from("annotations", &["check", "--output", "concise"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
    // A path of the command line starts from where the command runs.
    assert_snapshot!(from("annotations/2022", &["check", "../a.toml", "--output", "concise"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
    assert_snapshot!(from("sources", &["check", "../annotations", "--output", "concise"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
}

#[test]
fn a_source_is_a_path_from_the_project_file() {
    let source = |name: &str| verdict(&project(&claim(RIGHT, &format!("source = '{name}'"))));
    assert_snapshot!(source("texte"), @"verbatim texte 0, one of 1");
    assert_snapshot!(source("sources/texte.txt"), @"verbatim texte 0, one of 1");
    // Not from the annotation file.
    assert_snapshot!(source("../sources/texte.txt"), @"unchecked ../sources/texte.txt null, one of 0");
}

#[test]
fn a_source_not_declared_is_a_path_too() {
    let project = project(&claim("Un texte de plus", "source = 'sources/plus.txt'"));
    project.write("sources/plus.txt", "Un texte de plus.\n");
    assert_snapshot!(verdict(&project), @"verbatim sources/plus.txt 0, one of 1");
}

#[test]
fn without_a_project_file_paths_start_from_the_annotation() {
    let project = Project::new(&[
        ("notes/a.toml", &claim(RIGHT, "source = 'texte.txt'")),
        ("notes/texte.txt", SOURCE),
    ]);
    assert_snapshot!(concise(&project, &["notes/a.toml", "--allow", "inconsistent-name"]), @"--- exit 0");
    assert_snapshot!(concise(&project, &["notes", "--allow", "inconsistent-name"]), @"--- exit 0");
    let inside = ["check", "a.toml", "--allow", "inconsistent-name", "--output", "concise"];
    assert_snapshot!(run_in(&project.path("notes"), &inside), @"--- exit 0");
}

#[test]
fn of_several_sources_the_best_counts() {
    let sources = |list: &str| verdict(&project(&claim("avant la fin de l’année", &format!("source = {list}"))));
    assert_snapshot!(sources("['texte', 'autre']"), @"verbatim autre 32, one of 1");
    assert_snapshot!(sources("['autre', 'texte']"), @"verbatim autre 32, one of 1");
    assert_snapshot!(sources("['texte']"), @"misplaced texte 32, one of 1");
    assert_snapshot!(sources("['perdu', 'autre']"), @"unchecked perdu null, one of 0");
}

#[test]
fn a_quote_from_another_source_is_misplaced() {
    let exact = "Le comité remettra son rapport";
    assert_snapshot!(check(exact, "", &[]), @r#"
    annotations/a.toml:5:10: error[wrong-source] the quote does not stand in `texte`: it stands word for word in `autre`
    --- exit 1
    "#);
    assert_snapshot!(project(&claim(exact, "")).run(&["check"]), @r#"
    error[wrong-source]: the quote does not stand in `texte`: it stands word for word in `autre`
     --> annotations/a.toml:5:10
      |
    5 | exact = 'Le comité remettra son rapport'
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: sources/autre.txt:1:1
      |
    1 | Le comité remettra son rapport avant la fin de l’année.
      | ------------------------------ the source
      |
      = help: write `source = "autre"`

    1 quote (1 misplaced) in 1 file against 2 sources: 1 error, 0 warnings, 0 notes, 1 accepted
    --- exit 1
    "#);
}

#[test]
fn a_translation_is_never_compared() {
    let quotes = claim("The label protects", "translation = true") + &claim(RIGHT, "").replace("essai", "temoin");
    assert_snapshot!(project(&quotes).run(&["check"]), @r#"
    note[translated-quote]: the quote is declared a translation and was not compared
     --> annotations/a.toml:5:10
      |
    5 | exact = 'The label protects'
      |          ^^^^^^^^^^^^^^^^^^

    2 quotes (1 verbatim, 1 unchecked) in 1 file against 2 sources: 0 errors, 0 warnings, 1 note, 1 accepted
    --- exit 0
    "#);
}

#[test]
fn prefix_and_suffix_choose_among_places() {
    let chosen = |more: &str| verdict(&project(&claim("NUMSPOT", more)));
    assert_snapshot!(chosen(""), @"verbatim texte 124, one of 3");
    assert_snapshot!(chosen("prefix = 'Les offres de'"), @"verbatim texte 124, one of 1");
    assert_snapshot!(chosen("suffix = 'ouvre en 2023'"), @"verbatim texte 157, one of 1");
    assert_snapshot!(chosen("prefix = 'Cigref salue'\nsuffix = '. Le ministre'"), @"verbatim texte 196, one of 1");
    // A context that fits nowhere settles nothing.
    assert_snapshot!(chosen("prefix = 'nulle part'"), @"verbatim texte 124, one of 3");
}

#[test]
fn files_given_stand_in_place_of_those_named() {
    let project = project(&claim(ERROR, ""));
    project.write("ailleurs/b.toml", format!("source = 'texte'\n{}", claim(RIGHT, "")));
    assert_snapshot!(concise(&project, &["ailleurs/b.toml"]), @"--- exit 0");
    assert_snapshot!(concise(&project, &["ailleurs", "annotations"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
    // A file given twice is checked once.
    assert_snapshot!(concise(&project, &["annotations/a.toml", "annotations", "./annotations/a.toml"]), @r#"
    annotations/a.toml:5:27: error[altered-number] the number is altered: the quote reads `2024` where the source reads `2023`
    --- exit 1
    "#);
}

#[test]
fn nothing_is_written_but_the_reports() {
    let project = project(&claim(ERROR, ""));
    let names = || {
        let entries = fs::read_dir(project.path(".")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let (before, annotation) = (names(), project.read("annotations/a.toml"));
    project.run(&["check"]);
    assert_eq!((names(), project.read("annotations/a.toml")), (before, annotation));
}

#[test]
fn a_report_takes_no_file_of_the_project() {
    let project = project(&claim(RIGHT, ""));
    for file in ["annotations/a.toml", "./sources/texte.txt", "guillemet.toml"] {
        let before = project.read(file);
        let run = project.run(&["check", "--output", &format!("json={file}")]);
        assert_eq!((project.read(file), run.code), (before, 2), "{run}");
    }
    assert_snapshot!(project.run(&["check", "--output", "json=r", "--output", "sarif=r"]), @"
    --- stderr
    error: two reports would go to `r`: name a file for each
    --- exit 2
    ");
}

#[cfg(unix)]
#[test]
fn what_is_behind_a_device_is_written_after() {
    let project = project(&claim(RIGHT, ""));
    project.write("log", "avant\n");
    let log = fs::OpenOptions::new()
        .append(true)
        .open(project.path("log"))
        .expect("it is there");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_guillemet"))
        .args(["check", "--output", "markdown=/dev/stdout", "--output", "text"])
        .current_dir(project.path(""))
        .stdout(log)
        .status()
        .expect("it runs");
    assert!(status.success());
    let log = project.read("log");
    assert!(
        log.starts_with("avant\n### guillemet\n") && log.contains("\n1 quote (1 verbatim)"),
        "{log}"
    );
}

#[test]
fn a_name_with_a_line_end_starts_no_line_of_its_own() {
    let project = project("");
    let name = "annotations/x\n::error title=pwn::y.toml";
    project.write(name, format!("source = 'texte'\n{}", claim(ERROR, "")));
    for format in ["text", "concise", "github", "markdown", "junit"] {
        let run = project.run(&["check", "--output", format]);
        assert!(
            !run.stdout.lines().any(|line| line.starts_with("::error title=pwn")),
            "{run}"
        );
    }
    let run = project.run(&["fix", "--unsafe-fixes"]);
    assert!(!run.stdout.lines().any(|line| line.starts_with("::error")), "{run}");
}
