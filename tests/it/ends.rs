//! Where a quote starts and stops: after its negation, before its condition.

use guillemet::annotation::claim::{Annotations, Cited};
use guillemet::text::span::Span;

use crate::quotes::rules;

fn truncated(quote: &str, source: &str) -> bool {
    rules(quote, source).contains(&"truncated-quote")
}

#[track_caller]
fn all(expected: bool, pairs: &[(&str, &str)]) {
    let wrong: Vec<&str> = pairs
        .iter()
        .filter(|(quote, source)| truncated(quote, source) != expected)
        .map(|(quote, _)| *quote)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_quote_that_starts_after_its_negation() {
    all(
        true,
        &[
            (
                "autorisé à sortir avant midi",
                "Le détenu n’est pas autorisé à sortir avant midi.",
            ),
            (
                "être considéré comme un échec",
                "Ce résultat ne peut être considéré comme un échec.",
            ),
            (
                "peut être allouée à cette personne",
                "Aucune rémunération ne peut être allouée à cette personne.",
            ),
            ("congeler le flacon", "Ne pas congeler le flacon avant usage."),
            (
                "la durée puisse excéder un an",
                "Le juge renouvelle la mesure, sans que la durée puisse excéder un an.",
            ),
            (
                "le maire a signé cet arrêté",
                "Il est faux que le maire a signé cet arrêté.",
            ),
        ],
    );
}

#[test]
fn a_quote_that_may_start_where_it_does() {
    all(
        false,
        &[
            // A noun of a denied clause.
            (
                "un obstacle à la réforme",
                "Cette loi n’est pas un obstacle à la réforme.",
            ),
            ("la hausse des prix", "Il ne craint pas la hausse des prix."),
            // The negation shows in the quote.
            (
                "veut pas signer cet accord",
                "Le ministre ne veut pas signer cet accord.",
            ),
            (
                "reçoit que les élèves majeurs",
                "Le collège ne reçoit que les élèves majeurs.",
            ),
            ("agent ne peut être sanctionné", "Aucun agent ne peut être sanctionné."),
            // *Ne* denies nothing here.
            ("parte avant la nuit", "Je crains qu’il ne parte avant la nuit."),
            ("vienne nous voir", "Il faut ranger avant qu’elle ne vienne nous voir."),
            // A cut is marked.
            ("[…] autorisé à sortir", "Le détenu n’est pas autorisé à sortir."),
            // Another sentence.
            (
                "Autorisé par le maire, le bal commence",
                "Il ne viendra pas. Autorisé par le maire, le bal commence.",
            ),
        ],
    );
}

#[test]
fn a_negation_said_before_the_quote_is_heard() {
    let source = "Le détenu n’est pas autorisé à sortir avant midi.";
    let claim = |text: &str| {
        let cited = Cited {
            name: "texte".to_owned(),
            span: Span::at(0),
        };
        let mut annotations = Annotations::given("autorisé à sortir avant midi", vec![cited]);
        let mut scalar = annotations.claims[0].quotes[0].exact.clone();
        scalar.decoded.text = text.to_owned();
        annotations.claims[0].text = Some(scalar);
        crate::quotes::rules_of(annotations, source)
    };
    assert_eq!(claim("Il est « autorisé à sortir avant midi »."), ["truncated-quote"]);
    assert!(claim("Il n’est pas « autorisé à sortir avant midi ».").is_empty());
    assert!(claim("On refuse qu’il soit « autorisé à sortir avant midi ».").is_empty());
}

#[test]
fn a_quote_that_stops_before_its_condition() {
    let quote = "L’accès est gratuit.";
    for rest in [
        ", à la condition que le maire l’autorise",
        ", à la seule condition d’être majeur",
        " sous la réserve de payer un droit",
        ", sous toutes réserves",
        ", à l’exception des jours fériés",
        ", exception faite du dimanche",
        ", si ce n’est le dimanche",
        " (sauf le dimanche)",
        " – sauf le dimanche",
        " ; sauf le dimanche",
    ] {
        let source = format!("L’accès est gratuit{rest}.");
        assert!(truncated(quote, &source), "{source}");
    }
    for rest in [" et le restera", ""] {
        let source = format!("L’accès est gratuit{rest}.");
        assert!(!truncated("L’accès est gratuit", &source), "{source}");
    }
    all(
        false,
        &[("Les menus ne sont pas", "Les menus ne sont pas hors de prix.")],
    );
}

#[test]
fn a_quote_that_stops_inside_a_negation() {
    all(
        true,
        &[
            (
                "Le juge ne peut renvoyer l’affaire",
                "Le juge ne peut renvoyer l’affaire qu’avec l’accord des parties.",
            ),
            (
                "Le maire ne peut refuser l’autorisation demandée par un habitant",
                "Le maire ne peut refuser l’autorisation demandée par un habitant que dans les cas prévus.",
            ),
            ("La banque n’a", "La banque n’a pas accordé ce crédit."),
        ],
    );
    all(
        false,
        &[
            ("Nul ne conteste", "Nul ne conteste que le budget est voté."),
            ("Je crains qu’il ne parte", "Je crains qu’il ne parte que trop tôt."),
            ("Si vous ne payez", "Si vous ne payez, personne ne paiera."),
            (
                "Les débats ne peuvent être renvoyés",
                "Les débats ne peuvent être renvoyés à plus d’un mois de la séance.",
            ),
        ],
    );
}

#[test]
fn a_word_cut_at_a_line_end_may_start_or_end_a_quote() {
    let source = "Il aime le déve-\nloppement rural et l’arrière-\npays, mais pas la ville¬\ntte voisine.";
    for quote in [
        "développement rural",
        "aime le développement",
        "rural et l’arrière-pays",
        "la villette voisine",
    ] {
        assert!(rules(quote, source).is_empty(), "{quote}: {:?}", rules(quote, source));
        let verdict = crate::quotes::checked(quote, source).verdict.name();
        assert_eq!(verdict, "typographic", "{quote}");
    }
}
