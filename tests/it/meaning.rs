//! What changes the meaning of a sentence: the class of each change, and where two readings are close.

use guillemet::annotation::claim::{Annotations, Cited};
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::File;
use guillemet::policy::Policy;
use guillemet::text::span::Span;
use guillemet::verdict::change::{Class, Operation};
use guillemet::verdict::reading::Verdict;

use crate::quotes::{checked, fine, rules};

/// The changes of an altered quote, each as its class, operation and words on both sides.
fn changes(quote: &str, source: &str) -> Vec<(Class, Operation, String, String)> {
    let checked = checked(quote, source);
    let changes = checked
        .judgement
        .iter()
        .flat_map(|judgement| &judgement.reading.changes);
    changes
        .map(|change| {
            let quoted = change.quote.of(checked.quote.words().text()).to_owned();
            let sourced = change.passage.of(source).to_owned();
            (change.class, change.operation, quoted, sourced)
        })
        .collect()
}

/// One change, of this class, that puts the first words for the second ones.
#[track_caller]
fn one(quote: &str, source: &str, class: Class, quoted: &str, sourced: &str) {
    let operation = match (quoted, sourced) {
        ("", _) => Operation::Dropped,
        (_, "") => Operation::Added,
        _ => Operation::Replaced,
    };
    let expected = vec![(class, operation, quoted.to_owned(), sourced.to_owned())];
    assert_eq!(changes(quote, source), expected, "{quote:?}");
}

#[test]
fn tense_mood_and_person() {
    let source = "Le décret sera publié en mai. Le ministre a modifié la loi. Je crois à ce plan.";
    one("Le décret est publié en mai", source, Class::Tense, "est", "sera");
    one("Le décret serait publié en mai", source, Class::Tense, "serait", "sera");
    one(
        "Le ministre modifiera la loi",
        source,
        Class::Tense,
        "modifiera",
        "a modifié",
    );
    one("Je croyais à ce plan", source, Class::Tense, "croyais", "crois");
    assert_eq!(rules("Le décret est publié en mai", source), ["altered-tense"]);
}

#[test]
fn number_and_gender() {
    let source = "La commission compétente examine les recours. Aucun élu ne vote ici.";
    let quote = "La commission compétente examine le recours";
    one(quote, source, Class::Inflection, "le", "les");
    assert_eq!(rules(quote, source), ["altered-inflection"]);
    one("Aucune élu ne vote ici", source, Class::Inflection, "Aucune", "Aucun");
    one(
        "Elles sont seules en charge de la vérification",
        "Elles sont seuls en charge de la vérification.",
        Class::Inflection,
        "seules",
        "seuls",
    );
}

#[test]
fn words_on_which_the_meaning_turns() {
    let source = "Certains opérateurs peuvent agir avant la vente, car la hausse est probable et durable.";
    one(
        "Tous opérateurs peuvent agir",
        source,
        Class::Quantifier,
        "Tous",
        "Certains",
    );
    one(
        "opérateurs doivent agir avant",
        source,
        Class::Modal,
        "doivent",
        "peuvent",
    );
    one("agir après la vente", source, Class::Antonym, "après", "avant");
    one("car la baisse est probable", source, Class::Antonym, "baisse", "hausse");
    one(
        "la hausse est improbable",
        source,
        Class::Antonym,
        "improbable",
        "probable",
    );
    one("la vente, la hausse est probable", source, Class::Connective, "", "car");
    one("est probable ou durable", source, Class::Connective, "ou", "et");
    assert_eq!(rules("est probable ou durable", source), ["altered-meaning"]);
}

#[test]
fn a_negation_is_seen_by_either_half_and_never_by_its_elision() {
    let source = "La commission ne rejette pas le recours. Le maire n’a vu que trois élus.";
    one(
        "La commission rejette pas le recours",
        source,
        Class::Negation,
        "",
        "ne",
    );
    one(
        "La commission ne rejette le recours",
        source,
        Class::Negation,
        "",
        "pas",
    );
    one("Le maire a vu que trois élus", source, Class::Negation, "", "n’");
    one("Le maire n’a vu trois élus", source, Class::Restriction, "", "que");
    let source = "Le texte s’applique, sous réserve de l’article 3, à tous les élus.";
    let condition = "sous réserve de l’article 3";
    one(
        "Le texte s’applique à tous les élus",
        source,
        Class::Restriction,
        "",
        condition,
    );
    let source = "La commission ne rejette pas le recours.";
    one(
        "La commission n’admet pas le recours",
        source,
        Class::Word,
        "n’admet",
        "ne rejette",
    );
}

#[test]
fn a_form_that_is_no_french_word_is_a_slip() {
    let source =
        "Le plan doit permettre dè renforcer la filière et de la finir de suite. Le comité examine les éléments reçus.";
    let quote = "Le plan doit permettre de renforcer la filière";
    one(quote, source, Class::Spelling, "de", "dè");
    assert_eq!(rules(quote, source), ["silent-correction"]);
    let repeated = "Le plan doit permettre dè renforcer la filière";
    fine(repeated, source);
    assert_eq!(rules(repeated, source), ["repeated-fault"]);
    let introduced = "Le comité examine les élements reçus";
    assert_eq!(rules(introduced, source), ["introduced-fault"]);
    // Both are words, so that nothing was mended.
    let source = "Une telle imprudence coûte cher au pêcheur.";
    assert_eq!(rules("Une telle impudence coûte cher", source), ["changed-word"]);
    assert_eq!(rules("coûte cher au pécheur", source), ["altered-spelling"]);
    // Two of them are words of another age.
    // A word that stands only so may be of another language.
    assert_eq!(
        rules("on envoie un email au maire", "Ici, on envoie un email au maire."),
        [""; 0]
    );
    let source = "Alors il parut nécéssaire dè partir de suite. Il est nécessaire, ou nécessaire à tous, de venir.";
    fine("il parut nécéssaire dè partir", source);
    assert_eq!(rules("il parut nécéssaire dè partir", source), [""; 0]);
}

#[test]
fn a_name_may_open_its_sentence() {
    let source = "Docaposte rejoint le projet. Lyon accueille la conférence.";
    one(
        "Docapost rejoint le projet",
        source,
        Class::Name,
        "Docapost",
        "Docaposte",
    );
    one("Lens accueille la conférence", source, Class::Name, "Lens", "Lyon");
}

#[test]
fn words_that_move_are_one_change() {
    let source = "Les règles des installations et activités du port sont fixées. Paul rencontre Marie à Lyon.";
    let quote = "Les règles des activités et installations du port sont fixées";
    let moved: Vec<Operation> = changes(quote, source).into_iter().map(|change| change.1).collect();
    assert_eq!(moved, [Operation::Moved]);
    let traded = changes("Marie rencontre Paul à Lyon", source);
    assert_eq!(traded.len(), 1, "{traded:?}");
    assert_eq!((traded[0].0, traded[0].1), (Class::Name, Operation::Moved));
}

#[test]
fn the_start_of_another_sentence_is_no_part_of_the_passage() {
    let passage = |quote: &str, source: &str| {
        let checked = checked(quote, source);
        assert_eq!(checked.verdict, Verdict::Altered, "{quote:?}");
        let judgement = checked.judgement.map(|judgement| judgement.reading.passage);
        judgement.map(|span| span.of(source).to_owned()).unwrap_or_default()
    };
    assert_eq!(
        passage(
            "Les lignes doivent être disposées à proximité du pêcheur.",
            "Les lignes doivent être montées sur canne. Elles doivent être disposées à proximité du pêcheur.",
        ),
        "Elles doivent être disposées à proximité du pêcheur."
    );
    assert_eq!(
        passage(
            "Le rapport est transmis dans les conditions prévues au I du présent article.",
            "Le rapport est transmis dans les conditions prévues au I.\n\nVI. Un décret fixe les conditions \
             d’application du présent article.",
        ),
        "Le rapport est transmis dans les conditions prévues au I."
    );
    assert_eq!(
        passage(
            "Les centres agréés respectent les conditions d’hygiène.",
            "Les établissements et les services agréés respectent les conditions d’hygiène.",
        ),
        "Les établissements et les services agréés respectent les conditions d’hygiène."
    );
    assert_eq!(
        passage(
            "7° Le soin de prendre les mesures nécessaires.",
            "Il a :\n8° Le soin de prendre les mesures nécessaires.",
        ),
        "8° Le soin de prendre les mesures nécessaires."
    );
}

#[test]
fn what_is_no_change_in_the_end() {
    fine(
        "un n-uplet de trois valeurs",
        "La fonction renvoie un *n*-uplet de trois valeurs.",
    );
    fine("si un “C” a été trouvé", "On voit si un 'C' a été trouvé.");
    fine(
        "La loi n. 48-1360 du 1er septembre",
        "La loi n° 48-1360 du 1er septembre 1948.",
    );
    one(
        "le maire N’Diaye a répondu",
        "Hier, le maire Ndiaye a répondu.",
        Class::Name,
        "N’Diaye",
        "Ndiaye",
    );
    one(
        "puni d’un mois de prison",
        "Il est puni d’un an de prison.",
        Class::Unit,
        "mois",
        "an",
    );
}

#[test]
fn numbers_are_compared_by_value_in_the_shortest_quote() {
    for (quote, source) in [
        (
            "115 200 minutes de retard",
            "soit cent quinze mille deux cents minutes de retard",
        ),
        (
            "à 11 h 29 du matin",
            "la réunion, à onze heures vingt-neuf du matin, a commencé",
        ),
        ("à 11h29 du matin", "la réunion, à 11 heures 29 du matin, a commencé"),
        ("vingt pour cent des votants", "20 % des votants"),
        ("les deux tiers des élus", "les 2/3 des élus ont voté"),
        ("dix-sept mille trois cent quatre élus", "17 304 élus ont voté"),
        ("1 million d’euros", "1 000 000 € seront versés"),
        ("500 k€ par an", "500 000 euros par an"),
        ("XIXe siècle", "au cours du dix-neuvième siècle"),
        ("2600 millions d’euros en 2021", "2,6 milliards d’euros en 2021"),
        ("mille neuf cent quatre-vingt-quatre", "1984 est un roman"),
        ("le 01/05/2024 à Paris", "le 1er mai 2024 à Paris, il vote"),
        ("né le 29 juillet 1881", "né le 29-7-1881 à Lyon"),
    ] {
        fine(quote, source);
    }
    for (quote, source) in [
        (
            "115 300 minutes de retard",
            "soit cent quinze mille deux cents minutes de retard",
        ),
        ("500 k€ par an", "500 millions d’euros par an"),
        ("35 fois plus", "3,5 fois plus de gens"),
        ("le 01/06/2024 à Paris", "le 1er mai 2024 à Paris, il vote"),
        ("chapitre IV du livre", "chapitre VI du livre"),
        ("17 304 élus", "dix-sept mille trois cent trois élus"),
    ] {
        assert!(!checked(quote, source).verdict.is_fine(), "{quote}");
    }
}

#[test]
fn a_number_of_several_words_is_whole() {
    for (quote, source) in [
        ("mille élus", "Il y a deux mille élus."),
        ("500 élus de gauche", "trois mille cinq cents élus de gauche"),
        ("10 élus", "soixante dix élus"),
        ("Il y a deux cents", "Il y a deux cents quarante élus"),
        ("Les élus étaient 2", "Les élus étaient 2 millions."),
        ("il part à 10 h", "il part à 10 h 30 demain"),
    ] {
        assert!(!checked(quote, source).verdict.is_fine(), "{quote}");
    }
    fine("vu en 2020", "vu en 2020 cent élus de gauche");
    fine("il a deux", "il a deux enfants");
    fine("deux, trois élus", "un, deux, trois élus");
}

#[test]
fn forms_of_one_number_word_are_no_two_writings() {
    one(
        "Un Belge est mort",
        "Une Belge est mort.",
        Class::Inflection,
        "Un",
        "Une",
    );
    one(
        "l’article 12.10 du code",
        "l’article 12.1 du code",
        Class::Number,
        "12.10",
        "12.1",
    );
    fine("3,50 € par jour", "soit 3,5 € par jour");
    fine("quatre-vingt-dix élus", "nonante élus votent");
}

#[test]
fn what_only_looks_like_another_class() {
    one(
        "Il est né à Lyon en mai",
        "Il est mort à Lyon en mai.",
        Class::Word,
        "né",
        "mort",
    );
    one(
        "La première ministre part",
        "La premier ministre part.",
        Class::Inflection,
        "première",
        "premier",
    );
    one(
        "Un franc sourire à tous",
        "Un large sourire à tous.",
        Class::Word,
        "franc",
        "large",
    );
    let forms = changes("Les colis furent reçus hier", "Le colis fut reçu hier.");
    assert!(forms.iter().all(|change| change.0 == Class::Inflection), "{forms:?}");
    assert_eq!(
        rules("La substitute parle ici", "La substitut parle ici."),
        ["altered-spelling"]
    );
    assert_eq!(
        rules("Parce qu’il sait tout", "Par ce qu’il sait tout."),
        ["altered-spelling"]
    );
}

/// The messages of all findings.
fn messages(quote: &str, source: &str) -> Vec<String> {
    let cited = Cited {
        name: "texte".to_owned(),
        span: Span::at(0),
    };
    let file = File {
        path: "notes.toml".to_owned(),
        text: quote.into(),
    };
    let description = Description {
        id: "texte".to_owned(),
        path: "texte.txt".to_owned(),
        ..Description::default()
    };
    let input = Input {
        annotations: vec![(file, Annotations::given(quote, vec![cited]))],
        corpus: Corpus::new([(description, Some(source.into()))]).into(),
        sources: vec![source.into()],
        ..Input::default()
    };
    let report = diagnose(&input, &Policy::default());
    let findings = report.quotes.into_iter().flat_map(|quote| quote.findings);
    findings.map(|finding| finding.message).collect()
}

#[test]
fn the_sentence_says_where_two_readings_are_close() {
    assert_eq!(
        messages(
            "il marché vers la gare du Nord",
            "Demain, il marche vers la gare du Nord."
        ),
        [
            "the tense, mood or person (or the word, if these are two) is altered: the quote reads `marché` where the source reads `marche`"
        ]
    );
    assert_eq!(
        messages(
            "la réponse du Ministère est claire",
            "Hier, la réponse du Gouvernement est claire."
        ),
        [
            "the name (if these are names, and no common nouns) is altered: the quote reads `Ministère` where the source reads `Gouvernement`"
        ]
    );
    assert_eq!(
        messages(
            "il donnait la liste à ses amis",
            "Demain, il donnera la liste à ses amis."
        ),
        ["the tense, mood or person is altered: the quote reads `donnait` where the source reads `donnera`"]
    );
}
