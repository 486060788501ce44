//! Faults that were found once, each as the shortest pair that showed it.

use guillemet::verdict::reading::Verdict;

use crate::quotes::{adapted, altered, checked, fine, rules};

/// Altered either way round.
#[track_caller]
fn altered_both_ways(one: &str, other: &str, rule: &str) {
    altered(one, other, rule);
    altered(other, one, rule);
}

#[test]
fn figures_are_not_put_together() {
    altered_both_ways(
        "selon les articles 3, 5 et 7 du texte",
        "selon les articles 3,5 et 7 du texte",
        "altered-number",
    );
    altered_both_ways(
        "pour la période 19902000 en France",
        "pour la période 1990-\n2000 en France",
        "altered-number",
    );
    altered_both_ways("soit 1/2 du total versé", "soit 1 2 du total versé", "altered-number");
    altered_both_ways(
        "un total de 2 000 12 personnes",
        "un total de 200012 personnes",
        "altered-number",
    );
    fine("un total de 200 012 personnes", "un total de 200012 personnes");
}

#[test]
fn the_case_of_a_unit_is_its_meaning() {
    altered_both_ways(
        "une puissance de 10 MW installée",
        "une puissance de 10 mW installée",
        "altered-number",
    );
    altered_both_ways(
        "un fichier de 10 Mb envoyé",
        "un fichier de 10 MB envoyé",
        "altered-number",
    );
    fine("un montant de 100 M€ versé", "un montant de 100 m€ versé");
}

#[test]
fn one_change_is_told_once() {
    assert_eq!(
        rules(
            "Ce volet doté de 18 Md€",
            "Ce volet doté de 1,8 Md€ s’inscrit dans le cadre du programme."
        ),
        ["altered-number"]
    );
    assert_eq!(
        rules(
            "les trains de la SNCF roulent",
            "Ce jour, les trains de la S.N.C.B. roulent encore."
        ),
        ["altered-name"]
    );
}

#[test]
fn single_quotation_marks_and_tags_are_typography() {
    assert_eq!(
        rules("le ‘cloud’ de confiance", "le “cloud” de confiance"),
        Vec::<&str>::new()
    );
    assert_eq!(
        rules("on a enfin trouvé", "on a <b>enfin</b> trouvé"),
        Vec::<&str>::new()
    );
    fine("on a enfin trouvé", "on a <b>enfin</b> trouvé");
    altered("un effet p 0,05 net", "un effet p > 0,05 net", "altered-number");
}

#[test]
fn a_sign_and_a_shouted_word_have_their_class() {
    altered("une baisse de 0,4 point", "une baisse de −0,4 point", "altered-number");
    altered("le pays ou tout va", "LE PAYS OÙ TOUT VA", "altered-spelling");
    // A capital may lack its accent.
    fine("LE PAYS OU TOUT VA", "le pays où tout va");
}

#[test]
fn a_space_that_moves_makes_other_words() {
    assert!(
        !checked("il y a de quoi que faire", "il y a de quoique faire")
            .verdict
            .is_fine()
    );
    assert!(
        !checked("there was no table here", "there was not able here")
            .verdict
            .is_fine()
    );
}

#[test]
fn a_word_lost_before_its_double_is_seen() {
    altered(
        "Nous devons d’affirmer une ambition",
        "Nous nous devons d’affirmer une ambition.",
        "dropped-words",
    );
}

#[test]
fn a_text_with_no_word_in_common_is_absent() {
    let checked = checked(
        "Les articles 464 et 465 ne font pas obstacle à l’application des articles 414-1 et 414-2.",
        "Article 2223\n\nCe chien aboie fort depuis 12 ans dans 3 rues.",
    );
    assert_eq!(checked.verdict, Verdict::Absent);
}

#[test]
fn thousands_are_not_lost() {
    altered_both_ways(
        "une aide de 12.000 euros par an",
        "une aide de 12 euros par an",
        "altered-number",
    );
    altered_both_ways(
        "une aide de 1.500 euros par an",
        "une aide de 1,5 euros par an",
        "altered-number",
    );
    fine("une aide de 12.000 euros par an", "une aide de 12 000 euros par an");
    fine("le rapport est de 3.142 en tout", "le rapport est de 3,142 en tout");
}

#[test]
fn a_cut_keeps_both_halves_of_a_negation() {
    altered(
        "Il ne mange […] le matin",
        "Il ne mange que du pain sec le matin.",
        "deceptive-cut",
    );
    altered(
        "Nous ne signerons […] avec ce pays",
        "Nous ne signerons aucun accord avec ce pays.",
        "deceptive-cut",
    );
    fine(
        "Il ne dit rien […] à personne",
        "Il ne dit rien de ce qu’il pense à personne.",
    );
    altered(
        "La vente est annulée […] avant la fin du mois",
        "La vente est annulée si l’acheteur le demande avant la fin du mois.",
        "deceptive-cut",
    );
    altered(
        "L’accès est libre pour tous […] dans cette salle",
        "L’accès est libre pour tous, à l’exception des mineurs, dans cette salle.",
        "deceptive-cut",
    );
    assert!(
        rules(
            "La loi n’autorise la vente",
            "La loi n’autorise la vente qu’aux majeurs."
        )
        .contains(&"truncated-quote")
    );
}

#[test]
fn names_that_trade_places_have_moved() {
    let rule = "moved-words";
    altered(
        "Outscale rachète Docaposte pour une somme modeste",
        "Docaposte rachète Outscale pour une somme modeste.",
        rule,
    );
    altered(
        "OVHcloud rachète Outscale pour dix millions",
        "Outscale rachète OVHcloud pour dix millions.",
        rule,
    );
    assert_eq!(
        rules(
            "un montant de 1,2 Md€ dont 2,6 Md€ de fonds",
            "un montant de 2,6 Md€ dont 1,2 Md€ de fonds"
        ),
        [rule]
    );
}

#[test]
fn a_bracket_of_the_source_is_told_once() {
    assert_eq!(
        rules(
            "toute initiative qui permet de renforcer",
            "Voici toute initiative [qui permet] de renforcer l’Europe."
        ),
        ["flattened-bracket"]
    );
    assert_eq!(
        rules(
            "Le nom de NUMPOST a été prêt à temps",
            "Le nom de NUMPOST (sic) a été prêt à temps."
        ),
        ["flattened-bracket"]
    );
}

#[test]
fn only_an_incise_may_be_dropped_without_a_mark() {
    let source = "Le texte, voté hier par les députés, sera revu. « Nous irons », a promis Nadège N’Diaye. « Tous \
                  ensemble. » Le plan, se réjouit Bruno Le Maire, aboutit.";
    altered("Le texte sera revu", source, "dropped-words");
    adapted("Nous irons. Tous ensemble.", source);
    adapted("Le plan aboutit", source);
    adapted(
        "Il faut agir. C’est urgent.",
        "« Il faut agir, a-t-il ajouté. C’est urgent. »",
    );
}

#[test]
fn the_sign_of_a_number_is_kept() {
    let rule = "altered-number";
    altered("en hausse de - 0,9 % sur un an", "en hausse de + 0,9 % sur un an", rule);
    altered(
        "3 % en 2025 selon le réseau",
        "Elle recule de – 3 % en 2025 selon le réseau.",
        rule,
    );
    altered(
        "2 °C à 24 °C en une nuit",
        "Il fait de -2 °C à 24 °C en une nuit.",
        rule,
    );
    fine("-2 °C à 24 °C en une nuit", "Il fait de -2 °C à 24 °C en une nuit.");
    fine(
        "« -3 % en 2025 » selon le réseau",
        "Elle recule de – 3 % en 2025 selon le réseau.",
    );
    fine("une baisse de - 2 points en mai", "une baisse de -2 points en mai");
}

#[test]
fn a_bracket_changes_no_number_and_no_name() {
    let source = "Il est élu pour cinq ans, à 64 ans passés, avec Mario Draghi.";
    altered("Il est élu pour cin[quante] ans", source, "altered-number");
    altered("Il est élu pour cinq ans, à [65] ans passés", source, "altered-number");
    altered("ans passés, avec Mari[us] Draghi", source, "altered-name");
    adapted("[Elle] est élu[e] pour cinq ans, à 64 ans passés", source);
}

#[test]
fn a_cut_hides_no_part_of_an_hour_or_a_date() {
    let source = "Le train de 18 h 30 du 14 juillet part à l’heure de la gare du Nord.";
    altered("Le train de 18 h […] du 14 juillet part", source, "deceptive-cut");
    altered("Le train de 18 h 30 du 14 […] part à l’heure", source, "deceptive-cut");
    adapted("Le train de 18 h 30 […] part à l’heure", source);
}

#[test]
fn a_cut_hides_no_que_of_a_kept_ne() {
    let source = "Nul homme ne peut être accusé, arrêté ni détenu que dans les cas déterminés par la loi.";
    altered(
        "Nul homme ne peut être accusé, arrêté ni détenu […] dans les cas déterminés",
        source,
        "deceptive-cut",
    );
    let plain = "Elle n’avait pas de dot, pas d’espérances, aucun moyen d’être connue.";
    adapted("Elle n’avait […] aucun moyen d’être connue", plain);
    let star = "Votre étoile, si heureuse jusqu’ici, est menacée de la plus honteuse des taches.";
    adapted("Votre étoile […] est menacée de la plus honteuse", star);
    let condition = "Le contrat est nul, si Paris s’y oppose, dès le premier jour.";
    altered("Le contrat est nul […] dès le premier jour", condition, "deceptive-cut");
}

#[test]
fn a_number_is_written_otherwise_at_an_end() {
    let source = "L’État verse 310 millions d’euros. Il a mis quatre-vingts jours à payer 85 000 €.";
    fine("L’État verse 310 M€", source);
    fine("80 jours à payer 85 000 euros", source);
    altered("L’État verse 320 M€", source, "altered-number");
}

#[test]
fn a_name_keeps_its_pieces() {
    let rule = "altered-name";
    altered_both_ways(
        "selon Jacques Le Goff, historien",
        "selon Jacques Legoff, historien",
        rule,
    );
    altered_both_ways(
        "le nouveau venu, Jean Passe-Partout",
        "le nouveau venu, Jean Passepartout",
        rule,
    );
}

#[test]
fn the_figure_of_a_unit_or_a_formula_may_be_plain() {
    fine(
        "120 m2 au sol et 3 tonnes de CO2",
        "soit 120 m² au sol et 3 tonnes de CO₂ par an",
    );
    altered_both_ways("soit 10² fois plus", "soit 102 fois plus", "altered-number");
}
