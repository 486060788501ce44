//! Who says each quotation of the five texts, as the texts tell it.

use guillemet::french::speech::attribution::attributions;
use guillemet::french::words::cut;
use guillemet::text::quotation::quoted_spans;

/// The quotations of a text that somebody is told to say, each by its first words.
fn speakers(text: &str) -> Vec<(String, String)> {
    let quotations = quoted_spans(text);
    let attributions = attributions(text, &cut(text), &quotations);
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

/// Who says the only quotation of a text.
#[track_caller]
fn one(text: &str, expected: Option<&str>) {
    let found = speakers(text);
    let found: Vec<&str> = found.iter().map(|(_, speaker)| speaker.as_str()).collect();
    assert_eq!(found, Vec::from_iter(expected), "{text:?}");
}

#[test]
fn an_incise_tells_of_its_subject() {
    for text in [
        "« Les faits sont là », a déclaré Anne Petit.",
        "« Les faits sont là » assure Anne Petit.",
        "« Les faits sont là », a reconnu hier soir, à Lyon, devant la presse, Anne Petit.",
        "« Les faits sont là », avait aussitôt répondu à Jean Durand la maire, Anne Petit.",
        "« Les faits sont là », s’est réjouie la maire de Lyon, Anne Petit.",
        "« Les faits », tranche Anne Petit, « sont là. »",
        "« Les faits, tranche Anne Petit, sont là. »",
        // A verb that no table has.
        "« Les faits sont bien là », cingle Anne Petit.",
        "Les faits sont « bien là », a précisé Anne Petit à la presse.",
    ] {
        let found = speakers(text);
        assert!(
            found.iter().all(|(_, speaker)| speaker == "Anne Petit"),
            "{text:?} {found:?}"
        );
        assert!(!found.is_empty(), "{text:?}");
    }
}

#[test]
fn what_leads_to_a_quotation_tells_of_its_subject() {
    for text in [
        "Anne Petit écrit : « Les faits sont là. »",
        "Anne Petit, maire de Lyon, a fait valoir que « les faits sont là ».",
        "La maire, Anne Petit, dénonce « un abandon pur et simple ».",
        "Anne Petit, qui connaît Jean Durand, répète que « les faits sont là ».",
        "Selon Anne Petit, « les faits sont là ».",
        "Pour la maire, Anne Petit, « les faits sont là ».",
        "De l’aveu même d’Anne Petit, « les faits sont là ».",
        "Anne Petit : « Les faits sont là. »",
        "Et Anne Petit de conclure : « Les faits sont là. »",
        "Anne Petit hésite, puis tranche : « Les faits sont là. »",
        "Le projet est qualifié d’« aberration » par Anne Petit.",
        "Anne Petit quitte la salle, dénonçant « un simulacre de débat ».",
    ] {
        one(text, Some("Anne Petit"));
    }
}

#[test]
fn a_caption_and_a_dash_tell_of_a_name() {
    for text in [
        "« Les faits sont là. »\nAnne Petit\n",
        "« Les faits sont là. » Anne PetitMinistre de la Culture",
        "« Les faits sont là » — Anne Petit",
        "« Les faits sont là » (Anne Petit, maire de Lyon)",
    ] {
        one(text, Some("Anne Petit"));
    }
    one(
        "« Les faits sont là. » Anne Petit, de son côté, prépare la suite.",
        None,
    );
}

#[test]
fn groups_and_papers_speak_too() {
    one(
        "« Les faits sont là », note le rapport de la Cour.",
        Some("le rapport de la Cour"),
    );
    one(
        "La convention prévoit que « le bailleur répare le toit ».",
        Some("La convention"),
    );
    one(
        "« Les faits sont là », peut-on lire dans un communiqué de Valmetal.",
        Some("un communiqué de Valmetal"),
    );
    one(
        "Aux termes de l’article 3, « nul ne siège deux fois ».",
        Some("l’article 3"),
    );
    one(
        "« Les faits sont là », ont écrit les ministres de l’Économie et du Numérique.",
        Some("les ministres de l’Économie et du Numérique"),
    );
}

#[test]
fn a_quotation_goes_on() {
    check(
        "« Les faits sont là », dit Anne Petit. « Ils resteront. » Rien de plus.",
        &[("Les faits sont là", "Anne Petit"), ("Ils resteront.", "Anne Petit")],
    );
    check(
        "« Les faits sont là », dit Anne Petit. « Ils resteront », ajoute-t-elle.",
        &[("Les faits sont là", "Anne Petit"), ("Ils resteront", "Anne Petit")],
    );
    // A title is no speech.
    check(
        "« Les faits sont là », écrit Anne Petit dans son livre, « Le Sucre et le Sel ».",
        &[("Les faits sont là", "Anne Petit")],
    );
    // Another answers a question.
    check(
        "« Les faits sont là ? » demande Anne Petit. « Oui. »",
        &[("Les faits sont là", "Anne Petit")],
    );
    check(
        "La maire Anne Petit adresse trois demandes :\n– « un local chauffé » ;\n– « un emploi du temps stable ».\n",
        &[
            ("un local chauffé", "La maire Anne Petit"),
            ("un emploi du temps", "La maire Anne Petit"),
        ],
    );
}

#[test]
fn a_pronoun_stands_for_the_only_one_it_can() {
    check(
        "Anne Petit est venue avec Jean Durand. « Les faits sont là », dit-elle.",
        &[("Les faits sont là", "Anne Petit")],
    );
    check(
        "Paul Martin rencontre Jean Durand. Il écoute. « Les faits sont là », dit-il.",
        &[],
    );
    check(
        "« Les faits sont là », dit Anne Petit. Le bailleur se tait. « Ils sont faux », répond-il.",
        &[("Les faits sont là", "Anne Petit")],
    );
}

#[test]
fn who_is_quoted_by_a_speaker_speaks() {
    check(
        "« Paul Martin m’a dit : “Viens.” », raconte Jeanne Durand.",
        &[("Paul Martin m’a dit", "Jeanne Durand"), ("Viens.", "Paul Martin")],
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
        "Paul Martin n’a jamais dit « c’est la preuve ».",
        "À Paul Martin, on a répondu que « la preuve est là ».",
        "Le mot « preuve », rappelle Anne Petit, vient du latin.",
        "Paul Martin apprend de son médecin que « la preuve est là ».",
        "La preuve « formelle », dit-on, a fait son chemin.",
        "Paul Martin annonce la création du label « Preuve et confiance ».",
        "Paul Martin a lu ce message : « La preuve est là. »",
    ] {
        check(text, &[]);
    }
}
