//! The marks of a careful editor: each row of the convention both ways, and four misquotes that
//! other checkers let pass.

use guillemet::verdict::reading::Verdict;

use crate::quotes::{adapted, altered, checked, finds, fine, rules};

const CALL: &str = "J’appelle l’ensemble des administrations et des entreprises à se saisir des offres souveraines, \
                    dont NUMPOST, pour protéger nos données les plus sensibles.";

#[test]
fn a_cut_leaves_words_out_in_order() {
    for mark in ["[…]", "[...]", "(…)", "(...)", "…", "...", "[… ]"] {
        adapted(
            &format!("J’appelle l’ensemble des administrations {mark} à se saisir des offres souveraines"),
            CALL,
        );
    }
    adapted(
        "J’appelle l’ensemble des administrations […], à se saisir des offres […] pour protéger nos données",
        CALL,
    );
    adapted("[…] à se saisir des offres souveraines […]", CALL);
    fine("à se saisir des offres souveraines…", CALL);
    fine("… à se saisir des offres souveraines", CALL);
    altered(
        "à se saisir des offres souveraines […] J’appelle l’ensemble des administrations",
        CALL,
        "added-words",
    );
    altered(
        "J’appelle l’ensemble des administrations à se saisir des offres souveraines",
        CALL,
        "dropped-words",
    );
}

#[test]
fn a_cut_has_segments() {
    let checked = checked("J’appelle l’ensemble […] des offres souveraines […] nos données", CALL);
    let reading = checked.judgement.expect("it stands there").reading;
    let segments: Vec<&str> = reading.segments.iter().map(|segment| segment.of(CALL)).collect();
    assert_eq!(
        segments,
        ["J’appelle l’ensemble", "des offres souveraines", "nos données"]
    );
}

#[test]
fn a_cut_hides_nothing_that_the_kept_words_need() {
    let access = "L’accès à la salle n’est pas autorisé aux mineurs, sauf en présence d’un parent. Il reste ouvert.";
    altered(
        "L’accès à la salle […] est […] autorisé aux mineurs",
        access,
        "deceptive-cut",
    );
    altered("est […] autorisé aux mineurs", access, "deceptive-cut");
    adapted(
        "L’accès à la salle […] reste ouvert",
        "L’accès à la salle, qui n’est pas chauffée, reste ouvert.",
    );
    adapted(
        "L’accès à la salle n’est pas autorisé aux mineurs […]. Il reste ouvert",
        access
            .replace(", sauf en présence d’un parent", " cette année")
            .as_str(),
    );
    altered(
        "L’accès à la salle n’est pas autorisé aux mineurs […]. Il reste ouvert",
        access,
        "deceptive-cut",
    );
    altered(
        "Le montant atteint […] milliards d’euros cette année",
        "Le montant atteint 2,6 milliards d’euros cette année.",
        "deceptive-cut",
    );
    altered(
        "Il a décidé de […] signer le contrat",
        "Il a décidé de ne pas signer le contrat.",
        "deceptive-cut",
    );
    altered(
        "Le contrat […] sera signé demain",
        "Le contrat, sous réserve d’un accord, sera signé demain.",
        "deceptive-cut",
    );
    adapted(
        "La filière est prête. […] Nous allons rattraper le retard",
        "La filière est prête. Celle des Américains n’a jamais été aussi forte. Nous allons rattraper le retard.",
    );
}

#[test]
fn a_short_incise_may_go_without_a_mark() {
    let speech = "« Notre objectif est clair et consiste à grandir », complète Jean-Noël Barrot. « Je salue donc la création de \
                  NUMSPOT en France ».";
    adapted(
        "Notre objectif est clair et consiste à grandir. Je salue donc la création de NUMSPOT en France",
        speech,
    );
    adapted(
        "Nous irons au bout de ce projet avec nos partenaires",
        "Nous irons au bout, a-t-il ajouté, de ce projet avec nos partenaires.",
    );
    altered(
        "Nous irons au bout de ce projet avec nos partenaires",
        "Nous irons au bout, malgré les difficultés, de ce projet avec nos partenaires.",
        "dropped-words",
    );
}

#[test]
fn a_bracket_puts_in_or_replaces_a_few_words() {
    adapted(
        "des offres souveraines, dont [NUMSPOT], pour protéger nos données",
        CALL,
    );
    adapted(
        "des offres [françaises et] souveraines, dont NUMPOST, pour protéger nos données",
        CALL,
    );
    adapted(
        "Pour réussir, il est nécessaire d’[œuvrer] collectivement",
        "Pour réussir, il est nécessaire d’oeuvre collectivement",
    );
    adapted("[le ministre] a reçu la filière hier", "Il a reçu la filière hier.");
    adapted(
        "les annonces que j’ai formulées le 12 septembre [2022] à Strasbourg",
        "les annonces que j’ai formulées le 12 septembre dernier à Strasbourg",
    );
    altered(
        "Ce texte [a été] adopté par la chambre hier",
        "Ce texte n’a pas été adopté par la chambre hier.",
        "altered-negation",
    );
    altered(
        "Il a versé [beaucoup] aux entreprises de la région",
        "Il a versé 300 euros aux entreprises de la région.",
        "altered-number",
    );
    altered(
        "Le ministre [promet] une enveloppe nouvelle pour la filière",
        "Le ministre a annoncé hier soir devant les élus une enveloppe nouvelle pour la filière.",
        "bracket-rewrites",
    );
}

#[test]
fn letters_in_brackets_change_a_first_letter_or_an_ending() {
    adapted("[n]otre objectif est clair", "Notre objectif est clair et ambitieux.");
    adapted("[L]a filière est prête", "Nous pensons que la filière est prête.");
    adapted(
        "demeur[ant] fidèle à ses engagements",
        "Il demeure fidèle à ses engagements.",
    );
    altered(
        "[v]otre objectif est clair et ambitieux",
        "Notre objectif est clair et ambitieux.",
        "changed-word",
    );
    altered(
        "parl[ant] fidèle à ses engagements",
        "Il demeure fidèle à ses engagements.",
        "changed-word",
    );
}

#[test]
fn sic_stands_after_what_stands_so() {
    adapted("dont NUMPOST [sic], pour protéger nos données", CALL);
    adapted("dont NUMPOST (sic), pour protéger nos données", CALL);
    adapted("dont NUMPOST [!], pour protéger nos données", CALL);
    altered(
        "dont NUMSPAT [sic], pour protéger nos données les plus sensibles",
        CALL,
        "false-sic",
    );
}

#[test]
fn the_editor_may_speak() {
    adapted("se saisir des offres souveraines [nous soulignons]", CALL);
    adapted(
        "se saisir des offres souveraines (NDLR : françaises), dont NUMPOST",
        CALL,
    );
    altered(
        "se saisir des offres souveraines (françaises), dont NUMPOST",
        CALL,
        "added-words",
    );
}

#[test]
fn the_sources_own_brackets_are_text() {
    let source = "comme toute initiative [qui permet] de renforcer la capacité des entreprises… et (sic) de protéger";
    assert_eq!(
        checked("toute initiative [qui permet] de renforcer la capacité", source).verdict,
        Verdict::Verbatim
    );
    assert_eq!(
        checked("des entreprises… et (sic) de protéger", source).verdict,
        Verdict::Verbatim
    );
    finds(
        "toute initiative qui permet de renforcer la capacité",
        source,
        "flattened-bracket",
    );
    altered(
        "comme toute initiative de renforcer la capacité des entreprises",
        source,
        "flattened-bracket",
    );
}

#[test]
fn a_quote_that_stops_too_early_is_told() {
    let source =
        "L’accès est gratuit pour tous les élèves de la région, sauf le lundi. Il n’y a que deux salles ouvertes.";
    finds("L’accès est gratuit pour tous les élèves.", source, "truncated-quote");
    finds("pour tous les élèves de la région.", source, "truncated-quote");
    finds("pour tous les élèves de la région", source, "truncated-quote");
    finds("Il n’y a", source, "truncated-quote");
    assert_eq!(
        rules("L’accès est gratuit pour tous les élèves", source),
        Vec::<&str>::new()
    );
    assert_eq!(rules("Il n’y a que deux salles ouvertes.", source), Vec::<&str>::new());
}

#[test]
fn what_other_checkers_let_pass() {
    altered(
        "the landlord is ... permitted to terminate the lease",
        "Under this clause, the landlord is not permitted to terminate the lease early.",
        "deceptive-cut",
    );
    altered(
        "le taux est maintenu à 35 %",
        "Pour l’année, le taux est maintenu à 3,5 %.",
        "altered-number",
    );
    altered(
        "un effet significatif (p < 0,05)",
        "On note un effet significatif (p > 0,05).",
        "altered-number",
    );
    altered(
        "une baisse de 0,4 % sur un an",
        "On note une baisse de -0,4 % sur un an.",
        "altered-number",
    );
    assert_eq!(
        checked(
            "the [APTT]-adjusted dose was lower",
            "In 2020 the [APTT]-adjusted dose was lower."
        )
        .verdict,
        Verdict::Verbatim
    );
}
