//! The sources against themselves: what is told, and what is left alone.

use std::process::Command;

use guillemet::audit::fault::{Difference, Fault};
use guillemet::audit::run::audit;
use guillemet::corpus::{Corpus, Description};

use crate::project::Project;

fn corpus(texts: &[&str]) -> Corpus {
    let files = texts.iter().enumerate().map(|(at, text)| {
        let description = Description {
            id: format!("texte-{at}"),
            path: format!("texte-{at}.txt"),
            ..Description::default()
        };
        (description, Some((*text).into()))
    });
    Corpus::new(files)
}

/// Each fault in a few words.
fn told(texts: &[&str]) -> Vec<String> {
    let faults = audit(&corpus(texts));
    faults
        .iter()
        .map(|fault| match fault {
            Fault::Name {
                odd,
                usual,
                difference,
                sure,
            } => {
                let how = match difference {
                    Difference::Letter => "letter",
                    Difference::Joint => "joint",
                    Difference::Case => "case",
                };
                let sure = if *sure { " sure" } else { "" };
                format!(
                    "{how}{sure}: {} {}/{} {}",
                    odd.written, odd.count, usual.written, usual.count
                )
            }
            Fault::Quotation {
                differences, case_only, ..
            } => format!("quotation {case_only}: {differences:?}"),
            Fault::Attribution { speakers, .. } => format!("attribution {speakers:?}"),
            Fault::Stray { spots, letter, repair } => {
                format!("stray U+{:04X} {}: {repair}", *letter as u32, spots.len())
            }
            Fault::Unbalanced { open, close, .. } => format!("unbalanced {open:?} {close:?}"),
            Fault::ManyUnbalanced { spots } => format!("many unbalanced {}", spots.len()),
            Fault::Glued { parts, .. } => format!("glued {} {}", parts.0, parts.1),
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(&[text]), expected, "{text:?}");
}

#[test]
fn near_twins_of_names_are_told() {
    check(
        "Le projet NUMSPOT avance. On dit que NUMSPOT plaît, que NUMSPOT dure. « Les offres de NUMPOST », dit-il.",
        &["letter sure: NUMPOST 1/NUMSPOT 3"],
    );
    check(
        "Le PDG de Docapost salue le groupe Docaposte.",
        &["letter: Docapost 1/Docaposte 1"],
    );
    check(
        "Le visa SecNumCloud, et le visa SecNum Cloud.",
        &["joint: SecNum Cloud 1/SecNumCloud 1"],
    );
    check(
        "On a vu Jean-Claude Laroche, puis Jean- Claude Laroche.",
        &["joint: Jean- Claude 1/Jean-Claude 1"],
    );
    check(
        "Le nom NUMSPOT, et le nom Numspot, puis NUMSPOT.",
        &["case: Numspot 1/NUMSPOT 2"],
    );
}

#[test]
fn what_is_two_names_is_left_alone() {
    check("Hier Paul Martin, Paul Martin et Paul Martin ont vu Jean Marin.", &[]);
    check("On cite Numeum, puis Numspot, puis Numeum, puis Numeum.", &[]);
    check("Les Rencontres et la Rencontre, les Rencontres, les Rencontres.", &[]);
    check("Un Français, une Française, deux Français, trois Français.", &[]);
    check(
        "Le port de Sidon, Sidon, Sidon, puis Simon, Simon, Simon, Simon, Simon, Simon.",
        &[],
    );
    check("Les normes PIA3, PIA4 et PIA4, puis PIA4.", &[]);
    check("Partout on parle. Partons vite. Partout on rit. Partout on va.", &[]);
    check(
        "LES NORMANDS ARRIVENT. On dit que les Normands, oui, les Normands, sont là.",
        &[],
    );
}

#[test]
fn two_wordings_of_one_statement_are_told() {
    let filler = "Le texte parle ensuite longuement du calendrier et des secteurs que le groupe vise. ".repeat(6);
    let first = "« J’appelle l’ensemble des administrations à se saisir des offres, pour protéger nos données. »";
    let second = "« J’appelle l’ensemble des entreprises à se saisir des offres, afin de protéger nos données. »";
    let expected = ["quotation false: [(\"administrations\", \"entreprises\"), (\"pour\", \"afin de\")]"];
    check(&format!("{first}\n\n{filler}\n\n{second}"), &expected);
    assert_eq!(told(&[first, second]), expected);
    // Quoted shorter, or right beside each other: no fault.
    check(
        &format!("{first}\n\n{filler}\n\n« J’appelle l’ensemble des administrations à se saisir des offres »"),
        &[],
    );
    check(&format!("{first}\n{second}"), &[]);
    check(
        "La doctrine « Cloud au centre » et la politique « cloud au centre » sont une.",
        &["quotation true: [(\"cloud au centre\", \"Cloud au centre\")]"],
    );
    check("Il dit : « le voilà ». Elle répond : « Le voilà ».", &[]);
}

#[test]
fn marks_and_glue_are_told() {
    check("ont échange\u{301}\u{301} hier", &["stray U+0301 1: échange\u{301}"]);
    check("un num\u{200b}éro et un au\u{200b}tre", &["stray U+200B 2: numéro"]);
    check("Nous irons loin. » a dit la ministre.", &["unbalanced None Some('»')"]);
    check(
        "des ateliers : “Repenser le dialogue »",
        &["unbalanced Some('“') Some('»')"],
    );
    check(
        "Le Maire parle. Le Ministre aussi. Bruno Le MaireMinistre rit.",
        &["glued Maire Ministre"],
    );
    check("Les offres OVHcloud et SecNumCloud de la place.", &[]);
}

#[test]
fn a_source_of_many_names_is_read_in_one_pass() {
    // Ten thousand names that no two slips join: each stands alone, and the census says so at once.
    let name = |at: usize| -> String {
        let letter = |digit: usize| char::from(b'a' + (digit % 10) as u8 * 2);
        format!(
            "X{}{}{}{}{}{}{}{}",
            letter(at),
            letter(at),
            letter(at / 10),
            letter(at / 10),
            letter(at / 100),
            letter(at / 100),
            letter(at / 1000),
            letter(at / 1000)
        )
    };
    let text: String = (0..10_000).map(|at| format!("on voit {} ici, ", name(at))).collect();
    assert_eq!(told(&[&text]), Vec::<String>::new());
}

#[test]
fn the_audit_of_the_five_texts_is_the_reviewed_one() {
    let output = Command::new(env!("CARGO_BIN_EXE_guillemet"))
        .args(["audit", "--show-accepted"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(String::from_utf8(output.stdout).expect("it is UTF-8"));
}

#[test]
fn a_project_accepts_a_fault_of_its_source() {
    let text = "Le PDG de Docapost salue le groupe Docaposte.\n";
    let project = |accept: &str| {
        format!(
            "[[sources]]\nid = 'texte'\npath = 'texte.txt'\n[[sources.accept]]\nrule = 'inconsistent-name'\n{accept}because = 'ainsi dans le texte'\n"
        )
    };
    let run = |accept: &str, arguments: &[&str]| {
        let files = Project::new(&[("guillemet.toml", project(accept).as_str()), ("texte.txt", text)]);
        files.run(arguments)
    };
    let accepted = run("text = 'Docapost'\n", &["audit", "--deny", "warnings"]);
    assert_eq!(accepted.code, 0, "{accepted}");
    let other = run(
        "text = 'Autre'\n",
        &["audit", "--deny", "warnings", "--output", "concise"],
    );
    assert_eq!(other.code, 1, "{other}");
    assert!(other.stdout.contains("unused-acceptance"), "{other}");
}

#[test]
fn an_audit_of_nothing_is_no_pass() {
    let files = Project::new(&[("guillemet.toml", "")]);
    let run = files.run(&["audit"]);
    assert_eq!(run.code, 2, "{run}");
    files.write("lettre.txt", "Le PDG de Docapost salue le groupe Docaposte.\n");
    let run = files.run(&["audit", ".", "--output", "concise"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stdout.starts_with("lettre.txt:1:11: warning[inconsistent-name]"),
        "{run}"
    );
}
