//! Who says each quotation of the five texts, as the texts tell it.

use guillemet::french::speech::attribution::attributions;
use guillemet::text::quotation::quoted_spans;

/// The quotations of a text that somebody is told to say, each by its first words.
fn speakers(text: &str) -> Vec<(String, String)> {
    let quotations = quoted_spans(text);
    let attributions = attributions(text, &quotations);
    let told = quotations.iter().zip(attributions);
    told.filter_map(|(quotation, attribution)| {
        let words = quotation
            .inner
            .of(text)
            .split_whitespace()
            .take(4)
            .collect::<Vec<_>>()
            .join(" ");
        Some((words, attribution?.speaker.of(text).to_owned()))
    })
    .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = speakers(text);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(words, speaker)| (words.as_str(), speaker.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_five_texts_name_their_speakers() {
    check(
        include_str!("../../seeds/000_34210350bee10fb8.txt"),
        &[
            (
                "Nous souhaitons que votre",
                "les ministres de l’Économie et du Numérique",
            ),
            ("Nous nous devons d’affirmer", "Michel Paulin"),
            ("Je compte sur vous", "Oliver Vallet"),
            ("contrat de filière", "OVHcloud"),
        ],
    );
    check(
        include_str!("../../seeds/001_7c12d76ddd53d713.txt"),
        &[
            ("Le nouvel élan que", "Marina Ferrari"),
            ("Pour réussir, il est", "Marina Ferrari"),
            ("Fédérer l’écosystème est indispensable", "Véronique Torner"),
            ("Soyons audacieux dans la", "Les deux organisations professionnelles"),
            (
                "Soyons responsables dans notre",
                "Les deux organisations professionnelles",
            ),
            ("Soyons européens en plaçant", "Les deux organisations professionnelles"),
        ],
    );
    check(
        include_str!("../../seeds/002_9c0b6047a30510d5.txt"),
        &[
            ("Une politique industrielle se", "Cédric O"),
            ("Je me réjouis du", "Michel Paulin"),
        ],
    );
    check(
        include_str!("../../seeds/003_f03ea774d634c901.txt"),
        &[
            ("prioritairement aux acteurs économiques", "le communiqué de l’alliance"),
            ("un écosystème européen de", "NUMSPOT"),
            ("J’appelle l’ensemble des administrations", "Bruno Le Maire"),
            ("Le lancement de cette", "Bruno Le Maire"),
            ("cloud de confiance", "Bruno Le Maire"),
            ("J’appelle de mes vœux", "Bruno Le Maire"),
            ("Notre objectif est clair", "Jean-Noël Barrot"),
            ("Le maintien de notre", "Jean-Noël Barrot"),
            (
                "comme toute initiative [qui",
                "l’association des DSI des grands groupes français",
            ),
        ],
    );
    check(include_str!("../../seeds/004_8a7a39b33ecec930.txt"), &[]);
}

#[test]
fn a_speaker_is_told_before_a_colon_and_after_selon() {
    check(
        "Lionel Jospin écrit : « Les faits sont là. » Le vote est clos.",
        &[("Les faits sont là.", "Lionel Jospin")],
    );
    check(
        "Selon Marie-Jo Zimmermann, « les faits sont là ».",
        &[("les faits sont là", "Marie-Jo Zimmermann")],
    );
}

#[test]
fn nobody_is_named_where_the_text_names_nobody() {
    for text in [
        "Le thème est « la preuve ». Paul Martin arrive demain.",
        "Paul Martin parle de « la preuve » et Jean Durand se tait.",
        "Paul Martin rencontre Jean Durand. « La preuve est là », dit-il. Anne Petit sort.",
        "« La preuve est là. » Le lendemain, Paul Martin part.",
        "On lit : « La preuve est là. »",
        "Paul Martin et Jean Durand ont publié leur livre : « La preuve ».",
    ] {
        check(text, &[]);
    }
}
