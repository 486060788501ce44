//! Whether the speaker that a quote claims is the one its source names.

use std::fs;
use std::path::Path;

use guillemet::french::people::likeness::{Likeness, compare};
use guillemet::french::people::roles::Roles;
use guillemet::french::speech::voice::voices;
use guillemet::french::words::cut;
use guillemet::text::quotation::quoted_spans;

use crate::project::{Project, Run, run_in};

/// The rules on speakers that a quote with a claimed speaker breaks.
fn rules(source: &str, speaker: Option<&str>, quote: &str) -> Vec<String> {
    let speaker = speaker.map_or(String::new(), |speaker| format!("speaker = '''{speaker}'''\n"));
    let annotation =
        format!("source = 'texte'\n[[claims]]\nid = 'c'\n[[claims.quotes]]\n{speaker}exact = '''{quote}'''\n");
    let files = Project::new(&[
        (
            "guillemet.toml",
            "annotations = ['a.toml']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n",
        ),
        ("texte.txt", source),
        ("a.toml", &annotation),
    ]);
    on_speakers(&files.run(&["check", "--output", "jsonl"]))
}

fn on_speakers(run: &Run) -> Vec<String> {
    let mut rules = Vec::new();
    for quote in run.records_of("quote") {
        for finding in quote["findings"].as_array().into_iter().flatten() {
            let rule = finding["rule"].as_str().unwrap_or_default();
            if rule.contains("speaker") {
                rules.push(rule.to_owned());
            }
        }
    }
    rules
}

#[track_caller]
fn check(source: &str, speaker: Option<&str>, quote: &str, expected: &[&str]) {
    assert_eq!(rules(source, speaker, quote), expected, "{speaker:?} {quote:?}");
}

const TEXT: &str = "La maire, Claire Besson, et le préfet Jean-Paul Arnaud ont visité le chantier de la gare.

« Nous ouvrirons les portes au printemps », a promis Claire Besson. « Rien ne nous arrêtera. »

« Le retard est de trois mois, a reconnu M. Arnaud, et il faut le dire. »

Selon le rapport de la Cour, « les coûts ont doublé ». Le quartier attend son « nouveau souffle ».
";

#[test]
fn the_speaker_named_in_any_usual_way_is_right() {
    let promise = "Nous ouvrirons les portes au printemps";
    for speaker in [
        "Claire Besson",
        "Besson",
        "Mme Besson",
        "C. Besson",
        "la maire",
        "la maire Claire Besson",
        "Claire Besson, maire",
        "CLAIRE BESSON",
    ] {
        check(TEXT, Some(speaker), promise, &[]);
    }
    check(TEXT, Some("Claire Besson"), "Rien ne nous arrêtera", &[]);
    for speaker in ["Jean-Paul Arnaud", "le préfet", "J.-P. Arnaud", "Arnaud"] {
        check(TEXT, Some(speaker), "Le retard est de trois mois", &[]);
    }
    check(TEXT, Some("le rapport de la Cour"), "les coûts ont doublé", &[]);
}

#[test]
fn another_speaker_is_wrong_only_where_the_source_names_one() {
    let wrong = &["wrong-speaker"];
    check(
        TEXT,
        Some("Jean-Paul Arnaud"),
        "Nous ouvrirons les portes au printemps",
        wrong,
    );
    check(TEXT, Some("le préfet"), "Nous ouvrirons les portes au printemps", wrong);
    check(TEXT, Some("Claire Besson"), "Le retard est de trois mois", wrong);
    check(TEXT, Some("Marc Besson"), "Rien ne nous arrêtera", wrong);
    let unknown = &["speaker-not-established"];
    check(TEXT, Some("Claire Besson"), "nouveau souffle", unknown);
    check(
        TEXT,
        Some("Claire Besson"),
        "ont visité le chantier de la gare",
        unknown,
    );
    // A role that the text gives to nobody.
    check(TEXT, Some("le porte-parole"), "Rien ne nous arrêtera", unknown);
    // Without a claim there is nothing to say.
    check(TEXT, None, "Nous ouvrirons les portes au printemps", &[]);
}

#[test]
fn the_finding_shows_what_it_read_and_mends_the_name() {
    let annotation = "source = 'texte'\n[[claims]]\nid = 'c'\n[[claims.quotes]]\nspeaker = \"Jean-Paul Arnaud\" # ?\nexact = 'Rien ne nous arrêtera'\n";
    let files = Project::new(&[
        (
            "guillemet.toml",
            "annotations = ['a.toml']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\n",
        ),
        ("texte.txt", TEXT),
        ("a.toml", annotation),
    ]);
    insta::assert_snapshot!(files.run(&["check"]).stdout);
    let quotes = files.run(&["check", "--output", "jsonl"]).records_of("quote");
    let fix = &quotes[0]["findings"][0]["fix"];
    let at = |field: &str| fix[field].as_u64().and_then(|at| usize::try_from(at).ok());
    let (start, end) = (at("start").expect("a fix"), at("end").expect("a fix"));
    assert_eq!(&annotation[start..end], "Jean-Paul Arnaud");
    assert_eq!(fix["text"], "Claire Besson");
}

#[test]
fn the_author_of_a_text_speaks_outside_its_quotations() {
    let project = "annotations = ['a.toml']\n[[sources]]\nid = 'texte'\npath = 'texte.txt'\nauthor = 'Agence Lumen'\n";
    let annotation = |speaker: &str| {
        format!(
            "source = 'texte'\n[[claims]]\nid = 'c'\n[[claims.quotes]]\nspeaker = '{speaker}'\nexact = 'ont visité le chantier de la gare'\n"
        )
    };
    for (speaker, expected) in [
        ("Agence Lumen", vec![]),
        ("Claire Besson", vec!["speaker-not-established"]),
    ] {
        let files = Project::new(&[
            ("guillemet.toml", project),
            ("texte.txt", TEXT),
            ("a.toml", &annotation(speaker)),
        ]);
        assert_eq!(
            on_speakers(&files.run(&["check", "--output", "jsonl"])),
            expected,
            "{speaker}"
        );
    }
}

#[test]
fn words_of_two_are_two_quotes() {
    let text = "« Le chantier a pris du retard », regrette Claire Besson. « Il sera rattrapé cet été », assure Paul Arnaud. « Je l’espère », soupire Claire Besson.";
    let spans = &["quote-spans-speakers"];
    check(
        text,
        None,
        "Le chantier a pris du retard, regrette Claire Besson. Il sera rattrapé cet été",
        spans,
    );
    check(
        text,
        None,
        "Le chantier a pris du retard […] rattrapé cet été",
        &["cut-spans-speakers"],
    );
    // Her words on both sides, his left out between them.
    check(
        text,
        Some("Claire Besson"),
        "Le chantier a pris du retard […]. Je l’espère",
        &["cut-spans-speakers"],
    );
    // The narrator is quoted, marks and all.
    check(
        text,
        None,
        "« Le chantier a pris du retard », regrette Claire Besson. « Il sera rattrapé cet été »",
        &[],
    );
    let told = "« Le chantier a pris du retard », regrette Claire Besson, qui a perdu deux adjoints cette année.";
    check(
        told,
        Some("Claire Besson"),
        "pris du retard, regrette Claire Besson, qui a perdu deux adjoints",
        spans,
    );
    // An incise inside one speaker's words is no other voice.
    let one = "« Le chantier avance », dit Claire Besson. « Les délais seront tenus. »";
    check(
        one,
        Some("Claire Besson"),
        "Le chantier avance. Les délais seront tenus",
        &[],
    );
    check(
        one,
        Some("Claire Besson"),
        "Le chantier avance, dit Claire Besson. Les délais seront tenus",
        &[],
    );
}

#[test]
fn a_claim_may_hold_at_any_place_of_the_quote() {
    let text = "« La gare ouvrira », dit Claire Besson. Rien n’est sûr.\n\n« La gare ouvrira », répète Paul Arnaud.";
    check(text, Some("Claire Besson"), "La gare ouvrira", &[]);
    check(text, Some("Paul Arnaud"), "La gare ouvrira", &[]);
    check(text, Some("Anne Petit"), "La gare ouvrira", &["wrong-speaker"]);
}

#[test]
fn a_label_above_a_speech_is_its_speaker() {
    let play =
        "SCÈNE II\n\nDOM JUAN.\nTu vois bien que la nuit tombe.\n\nSGANARELLE, à part.\nIl ne voit rien du tout.\n";
    check(play, Some("Sganarelle"), "Il ne voit rien du tout", &[]);
    check(play, Some("Dom Juan"), "Il ne voit rien du tout", &["wrong-speaker"]);
    let debate = "M. Paul Arnaud. – Le texte est prêt.\n\nMme la présidente. – Je vous remercie.\n\nMme Claire Besson. – Il ne l’est pas du tout.\n";
    check(debate, Some("Claire Besson"), "Il ne l’est pas du tout", &[]);
    check(
        debate,
        Some("Paul Arnaud"),
        "Il ne l’est pas du tout",
        &["wrong-speaker"],
    );
    let interview = "Le Mensuel : Comment est née cette idée ?\nClaire Besson : D’un ennui d’enfant.\n\nLe Mensuel : Et ensuite ?\nClaire Besson : J’ai travaillé dix ans.\n";
    check(interview, Some("Claire Besson"), "D’un ennui d’enfant", &[]);
    check(
        interview,
        Some("Le Mensuel"),
        "J’ai travaillé dix ans",
        &["wrong-speaker"],
    );
}

#[test]
fn a_quote_with_the_labels_quotes_the_debate() {
    let debate = "M. Paul Arnaud. – Le texte est prêt.\n\nMme Claire Besson. – Il ne l’est pas.\n";
    check(
        debate,
        None,
        "Le texte est prêt. Mme Claire Besson. – Il ne l’est pas",
        &[],
    );
    check(
        debate,
        None,
        "Le texte est prêt. […] Il ne l’est pas",
        &["cut-spans-speakers"],
    );
}

#[test]
fn headings_and_lists_are_no_labels() {
    for text in [
        "TITRE PREMIER\nDes personnes\n\nCHAPITRE II\nDes biens\n",
        "INTRODUCTION\nLe texte commence ici.\n\nCONCLUSION\nIl finit là.\n",
        "DISPOSITIONS FINALES\nLa loi entre en vigueur demain.\n",
    ] {
        assert_eq!(voices(text, &cut(text), &quoted_spans(text)), [], "{text:?}");
    }
}

#[test]
fn names_are_compared_as_people_are_named() {
    let same = |one: &str, other: &str| compare(one, other, &Roles::default());
    for (one, other) in [
        ("Cédric O", "Cédric O"),
        ("M. O", "Cédric O"),
        ("Le Maire", "Bruno Le Maire"),
        ("Bruno Le Maire", "Bruno Le Maire"),
        ("M. Le Maire", "le ministre Bruno Le Maire"),
        ("Barrot", "Jean-Noël Barrot"),
        ("Jean Noël Barrot", "Jean-Noël Barrot"),
        ("J.-N. Barrot", "Jean-Noël Barrot"),
        ("Olivier Vallet", "Oliver Vallet"),
        ("Ursula von der Leyen", "Mme von der Leyen"),
        ("le Cigref", "Cigref"),
        ("l’Agence France-Presse", "AFP"),
    ] {
        assert_eq!(same(one, other), Likeness::Same, "{one} / {other}");
        assert_eq!(same(other, one), Likeness::Same, "{other} / {one}");
    }
    for (one, other) in [
        ("Bruno Le Maire", "Jean-Noël Barrot"),
        ("Paul Martin", "Jean Martin"),
        ("Cédric O", "Michel Paulin"),
        ("le Cigref", "Numeum"),
        ("Daniel Roth", "Danielle Roth"),
    ] {
        assert_eq!(same(one, other), Likeness::Other, "{one} / {other}");
        assert_eq!(same(other, one), Likeness::Other, "{other} / {one}");
    }
    for (one, other) in [
        ("Bruno Le Maire", "le ministre"),
        ("Mme Martin", "Jean Martin"),
        ("les ministres", "le ministre"),
        ("le Cigref et Numeum", "Numeum"),
        ("Bruxelles", "la Commission européenne"),
        ("l’Élysée", "Emmanuel Macron"),
    ] {
        assert_eq!(same(one, other), Likeness::Unknown, "{one} / {other}");
    }
}

#[test]
fn a_role_is_whose_the_text_says() {
    let text = "Bruno Le Maire, ministre de l’Économie, et Marina Ferrari, secrétaire d’État au Numérique. Jean Moreau, dit « le Grêlé », se tait. Paul Arnaud, président du Cigref, aussi.";
    let roles = Roles::read(text, &cut(text));
    assert_eq!(compare("le ministre", "Bruno Le Maire", &roles), Likeness::Same);
    assert_eq!(
        compare("la secrétaire d’État", "Marina Ferrari", &roles),
        Likeness::Same
    );
    assert_eq!(
        compare("le ministre de l’Économie", "Marina Ferrari", &roles),
        Likeness::Other
    );
    assert_eq!(
        compare("Bruno Le Maire", "la secrétaire d’État", &roles),
        Likeness::Other
    );
    assert_eq!(compare("le Grêlé", "Jean Moreau", &roles), Likeness::Same);
    // He may speak for it.
    assert_eq!(compare("Paul Arnaud", "le Cigref", &roles), Likeness::Unknown);
    assert_eq!(compare("Bruno Le Maire", "le Cigref", &roles), Likeness::Other);
}

/// Who else speaks in the text that a file of annotations quotes.
const RIVALS: &[(&str, &[&str])] = &[
    (
        "croisements.toml",
        &["Michel Paulin", "Jean-Noël Barrot", "Véronique Torner"],
    ),
    (
        "csf-numerique.toml",
        &["Bruno Le Maire", "Michel Paulin", "Oliver Vallet"],
    ),
    ("numspot-2022.toml", &["Bruno Le Maire", "Jean-Noël Barrot"]),
    (
        "strasbourg-2024.toml",
        &["Marina Ferrari", "Véronique Torner", "Jean-Claude Laroche"],
    ),
    (
        "trusted-cloud-2021.toml",
        &["Cédric O", "Michel Paulin", "Bruno Le Maire"],
    ),
];

/// Puts another person of the same text in the place of every speaker of our own annotations.
#[test]
fn speakers_that_are_swapped_are_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wrong = |rules: &[String]| rules.iter().filter(|rule| *rule == "wrong-speaker").count();
    let unswapped = on_speakers(&run_in(root, &["check", "--output", "jsonl"]));
    assert_eq!(wrong(&unswapped), 0);
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("it is in the repository");
    let (mut told, mut swapped) = (0, 0);
    for (file, rivals) in RIVALS {
        for turn in 0..rivals.len() {
            let project = Project::new(&[("guillemet.toml", &read("guillemet.toml"))]);
            for seed in fs::read_dir(root.join("seeds")).expect("the five texts").flatten() {
                let name = format!("seeds/{}", seed.file_name().to_string_lossy());
                project.write(&name, read(&name));
            }
            let mut count = 0;
            let text = read(&format!("annotations/{file}"));
            let parts: Vec<&str> = text.split("speaker = \"").collect();
            let mut changed = parts[0].to_owned();
            for part in &parts[1..] {
                let (name, rest) = part.split_once('"').expect("a string ends");
                let other = rivals[turn];
                let same = name == other;
                count += usize::from(!same);
                changed.push_str(&format!("speaker = \"{}\"{rest}", if same { name } else { other }));
            }
            project.write(&format!("annotations/{file}"), changed);
            let run = project.run(&["check", "--output", "jsonl"]);
            told += wrong(&on_speakers(&run));
            swapped += count;
        }
    }
    println!("{told} of {swapped} swapped speakers are told");
    assert!(80 < swapped, "{swapped} speakers were swapped");
    assert!(80 * swapped <= 100 * told, "{told} of {swapped}");
}
