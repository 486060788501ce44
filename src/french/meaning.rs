//! Words on which the meaning of a sentence turns: quantifiers, modals, connectives, antonyms.
//!
//! The closed classes follow Riegel, Pellat and Rioul, *Grammaire méthodique du français*
//! (quantifying determiners and adverbs; modality; coordination and connectives), their everyday
//! members only. The antonyms are a list of our own, of words that news and law put against each
//! other; prefixes give the rest.

use crate::french::lexicon::{self, Part};
use crate::text::fold;

/// On what kind of word the meaning turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Antonym,
    Quantifier,
    Modal,
    Connective,
}

/// How much or how many, and how often; words of one line are one quantifier.
const QUANTIFIERS: &[&[&str]] = &[
    &["tout", "toute", "tous", "toutes"],
    &["certain", "certaine", "certains", "certaines"],
    &["quelque", "quelques"],
    &["plusieurs"],
    &["chaque"],
    &["chacun", "chacune"],
    &["plupart"],
    &["majorite"],
    &["minorite"],
    &["totalite"],
    &["ensemble"],
    &["divers", "diverses"],
    &["maint", "mainte", "maints", "maintes"],
    &["beaucoup"],
    &["peu"],
    &["assez"],
    &["trop"],
    &["plus", "davantage"],
    &["moins"],
    &["autant"],
    &["presque", "quasi", "quasiment"],
    &["toujours"],
    &["souvent", "frequemment"],
    &["parfois", "quelquefois"],
    &["rarement"],
    &["generalement"],
    &["habituellement"],
    &["exceptionnellement"],
    &["systematiquement"],
    &["totalement", "entierement", "completement"],
    &["partiellement"],
];

/// Verbs that say what may or must be, by their infinitives.
const MODAL_VERBS: &[&str] = &["pouvoir", "devoir", "falloir", "vouloir"];

/// Adverbs that do.
const MODAL_ADVERBS: &[&str] = &[
    "peutetre",
    "probablement",
    "vraisemblablement",
    "certainement",
    "assurement",
    "eventuellement",
    "necessairement",
    "obligatoirement",
    "apparemment",
    "possiblement",
];

/// Words that join clauses and say how they hang together; those of one line say the same.
const CONNECTIVES: &[&[&str]] = &[
    &["et"],
    &["ou"],
    &["mais"],
    &["donc", "ainsi"],
    &["car", "parce", "puisque", "puisqu'"],
    &["or"],
    &["cependant", "pourtant", "toutefois", "neanmoins"],
    &["quoique", "quoiqu'"],
    &["malgre"],
    &["lorsque", "lorsqu'", "quand"],
    &["tandis"],
    &["afin"],
    &["comme"],
    &["puis", "ensuite"],
];

/// Pairs of opposites, by their lemmas without accents.
const ANTONYMS: &[(&str, &str)] = &[
    ("avant", "apres"),
    ("avec", "sans"),
    ("pour", "contre"),
    ("sur", "sous"),
    ("dans", "hors"),
    ("plus", "moins"),
    ("trop", "peu"),
    ("beaucoup", "peu"),
    ("mieux", "pire"),
    ("mieux", "mal"),
    ("bien", "mal"),
    ("bon", "mauvais"),
    ("meilleur", "pire"),
    ("grand", "petit"),
    ("haut", "bas"),
    ("fort", "faible"),
    ("fortement", "faiblement"),
    ("large", "etroit"),
    ("long", "court"),
    ("lent", "rapide"),
    ("lentement", "rapidement"),
    ("jeune", "vieux"),
    ("jeune", "age"),
    ("nouveau", "ancien"),
    ("neuf", "ancien"),
    ("riche", "pauvre"),
    ("plein", "vide"),
    ("vrai", "faux"),
    ("facile", "difficile"),
    ("simple", "complexe"),
    ("premier", "dernier"),
    ("superieur", "inferieur"),
    ("interieur", "exterieur"),
    ("anterieur", "posterieur"),
    ("majeur", "mineur"),
    ("maximum", "minimum"),
    ("maximal", "minimal"),
    ("positif", "negatif"),
    ("actif", "passif"),
    ("public", "prive"),
    ("general", "particulier"),
    ("national", "etranger"),
    ("ouvert", "ferme"),
    ("obligatoire", "facultatif"),
    ("autoriser", "interdire"),
    ("permettre", "interdire"),
    ("permettre", "empecher"),
    ("accepter", "refuser"),
    ("approuver", "rejeter"),
    ("adopter", "rejeter"),
    ("accorder", "refuser"),
    ("gagner", "perdre"),
    ("augmenter", "diminuer"),
    ("augmenter", "reduire"),
    ("augmenter", "baisser"),
    ("augmentation", "diminution"),
    ("augmentation", "baisse"),
    ("augmentation", "reduction"),
    ("hausse", "baisse"),
    ("hausser", "baisser"),
    ("monter", "descendre"),
    ("monter", "baisser"),
    ("croitre", "decroitre"),
    ("croissance", "recession"),
    ("progresser", "reculer"),
    ("progres", "recul"),
    ("accelerer", "ralentir"),
    ("acceleration", "ralentissement"),
    ("renforcer", "affaiblir"),
    ("ouvrir", "fermer"),
    ("ouverture", "fermeture"),
    ("entrer", "sortir"),
    ("entree", "sortie"),
    ("commencer", "finir"),
    ("commencer", "terminer"),
    ("debut", "fin"),
    ("naissance", "mort"),
    ("vie", "mort"),
    ("guerre", "paix"),
    ("ami", "ennemi"),
    ("allie", "adversaire"),
    ("victoire", "defaite"),
    ("succes", "echec"),
    ("reussite", "echec"),
    ("reussir", "echouer"),
    ("avantage", "inconvenient"),
    ("force", "faiblesse"),
    ("qualite", "defaut"),
    ("gain", "perte"),
    ("benefice", "perte"),
    ("recette", "depense"),
    ("offre", "demande"),
    ("achat", "vente"),
    ("acheter", "vendre"),
    ("acheteur", "vendeur"),
    ("emprunter", "preter"),
    ("creancier", "debiteur"),
    ("demandeur", "defendeur"),
    ("bailleur", "preneur"),
    ("locataire", "proprietaire"),
    ("employeur", "salarie"),
    ("coupable", "innocent"),
    ("condamner", "acquitter"),
    ("condamner", "relaxer"),
    ("affirmer", "nier"),
    ("confirmer", "infirmer"),
    ("confirmer", "dementir"),
    ("soutenir", "combattre"),
    ("defendre", "attaquer"),
    ("aimer", "detester"),
    ("oui", "non"),
    ("tot", "tard"),
    ("pres", "loin"),
    ("proche", "lointain"),
    ("droite", "gauche"),
    ("nord", "sud"),
    ("est", "ouest"),
    ("jour", "nuit"),
    ("matin", "soir"),
    ("homme", "femme"),
    ("pere", "mere"),
    ("fils", "fille"),
    ("frere", "soeur"),
    ("toujours", "jamais"),
    ("souvent", "rarement"),
    ("majorite", "minorite"),
    ("temporaire", "permanent"),
    ("provisoire", "definitif"),
    ("direct", "indirect"),
    ("ajouter", "retirer"),
    ("ajouter", "supprimer"),
    ("creer", "supprimer"),
    ("inclure", "exclure"),
    ("inclus", "exclu"),
    ("compris", "exclu"),
];

/// Prefixes that turn a noun or adjective, and an adverb, into its opposite.
const PRIVATIVES: &[&str] = &["in", "im", "il", "ir", "mé", "més", "dés", "mal", "non-", "non"];

/// Words that begin like an opposite and are none: `différent`, `indifférent`.
const NO_OPPOSITES: &[&str] = &[
    "indifférent",
    "indifférence",
    "immédiat",
    "immédiatement",
    "infirmité",
    "inspiration",
    "intention",
    "incursion",
    "inflexion",
    "information",
    "informer",
    "invention",
    "inversion",
    "impression",
    "imposition",
    "importation",
    "implantation",
    "installation",
    "insigne",
    "intendance",
    "irruption",
    "illumination",
    "malin",
    "instance",
    "imposture",
    "inflammation",
    "maladresse",
    "inonder",
    "message",
    "messe",
];

/// Words of grammar that may stand beside what the meaning turns on, by key.
const SMALL: &[&str] = &[
    "le", "la", "les", "l'", "un", "une", "des", "de", "d'", "du", "ce", "cet", "cette", "ces", "que", "qu'", "a",
    "au", "aux", "en", "y", "il", "elle", "on", "ils", "elles", "se", "s'", "entre", "parmi",
];

/// More words than this on a side, and the change is about them all.
const MOST: usize = 4;

/// On what the meaning turns where these words of a quote stand for those of the source; either
/// side may be empty. Symmetric.
pub fn meaning(quote: &[&str], source: &[&str]) -> Option<Meaning> {
    if MOST < quote.len() || MOST < source.len() {
        return None;
    }
    if let ([one], [other]) = (content(quote).as_slice(), content(source).as_slice())
        && are_opposites(one, other)
    {
        return Some(Meaning::Antonym);
    }
    if let ([one], [other]) = (quote, source)
        && is_same_word(one, other)
    {
        return None;
    }
    let turns = |group: fn(&str) -> Option<usize>| {
        let groups = |words: &[&str]| -> Vec<usize> { words.iter().filter_map(|word| group(word)).collect() };
        let beside = |words: &[&str], others: &[&str]| {
            let rest = words.iter().filter(|word| group(word).is_none());
            rest.into_iter()
                .all(|word| is_small(word) || others.iter().any(|other| is_same_word(word, other)))
        };
        groups(quote) != groups(source) && beside(quote, source) && beside(source, quote)
    };
    if turns(quantifier) {
        Some(Meaning::Quantifier)
    } else if turns(modal) {
        Some(Meaning::Modal)
    } else if turns(connective) {
        Some(Meaning::Connective)
    } else {
        None
    }
}

/// Whether a word with this key only joins two members: *et*, *ou*.
pub fn joins(key: &str) -> bool {
    matches!(key, "et" | "ou")
}

fn content<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| !is_small(word)).collect()
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&fold::key(word).as_str())
}

fn line(table: &[&[&str]], word: &str) -> Option<usize> {
    let key = fold::key(word);
    table.iter().position(|line| line.contains(&key.as_str()))
}

fn quantifier(word: &str) -> Option<usize> {
    line(QUANTIFIERS, word)
}

fn connective(word: &str) -> Option<usize> {
    // *Où* is no *ou*.
    (!word.to_lowercase().contains('ù')).then(|| line(CONNECTIVES, word))?
}

fn modal(word: &str) -> Option<usize> {
    let key = fold::key(word).replace('-', "");
    if let Some(adverb) = MODAL_ADVERBS.iter().position(|adverb| *adverb == key) {
        return Some(MODAL_VERBS.len() + adverb);
    }
    let readings = lexicon::readings(word);
    MODAL_VERBS.iter().position(|verb| {
        readings
            .iter()
            .any(|reading| reading.part == Part::Verb && !reading.is_participle() && reading.lemma == *verb)
    })
}

/// Whether two words are the same, or forms of one verb.
fn is_same_word(one: &str, other: &str) -> bool {
    let verb = |word: &str| {
        let readings = lexicon::readings(word).into_iter();
        readings
            .filter(|reading| reading.part == Part::Verb)
            .map(|reading| reading.lemma)
            .collect::<Vec<_>>()
    };
    fold::key(one) == fold::key(other) || verb(one).iter().any(|lemma| verb(other).contains(lemma))
}

/// Whether two words say the opposite of each other, in whatever form.
fn are_opposites(one: &str, other: &str) -> bool {
    let (ones, others) = (lemmas(one), lemmas(other));
    let mut pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| is_listed(one, other) || negates(one, other) || negates(other, one))
}

/// The lemmas of a word, itself among them.
fn lemmas(word: &str) -> Vec<String> {
    let readings = lexicon::readings(word).into_iter();
    let mut lemmas: Vec<String> = readings.map(|reading| reading.lemma).collect();
    lemmas.push(word.to_lowercase());
    lemmas.sort_unstable();
    lemmas.dedup();
    lemmas
}

fn is_listed(one: &str, other: &str) -> bool {
    // With their accents these are other words.
    if [one, other]
        .iter()
        .any(|word| matches!(*word, "sûr" | "pré" | "prés" | "âge"))
    {
        return false;
    }
    let (one, other) = (fold::key(one), fold::key(other));
    let listed =
        |pair: &(&str, &str)| *pair == (one.as_str(), other.as_str()) || *pair == (other.as_str(), one.as_str());
    ANTONYMS.iter().any(listed)
}

/// Whether `long` is `short` with a prefix that turns it into its opposite.
fn negates(long: &str, short: &str) -> bool {
    const SHORTEST: usize = 4;
    let Some(prefix) = long.strip_suffix(short) else {
        return false;
    };
    if short.chars().count() < SHORTEST || NO_OPPOSITES.contains(&long) {
        return false;
    }
    let readings = lexicon::readings(short);
    if readings.is_empty() || (prefix != "non-" && lexicon::readings(long).is_empty()) {
        return false;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| short.ends_with(ending));
    let verb = readings
        .iter()
        .any(|reading| reading.part == Part::Verb && !reading.is_participle());
    // *Décentraliser*, *défavorable*, but not *démontrer*; nor is *l’infraction* the opposite of *la fraction*.
    let undone = prefix == "dé" && ends(&["iser", "isation", "able", "ible"]);
    let acted = ends(&["ion", "ure", "ions", "ures"]);
    undone || prefix == "non-" || (!verb && !acted && PRIVATIVES.contains(&prefix))
}

#[cfg(test)]
mod tests {
    use crate::french::meaning::{Meaning, meaning};

    fn check(quote: &str, source: &str, expected: Option<Meaning>) {
        let words = |text: &'static str| -> Vec<&str> { text.split(' ').filter(|word| !word.is_empty()).collect() };
        let (quote, source): (&'static str, &'static str) = (quote.to_owned().leak(), source.to_owned().leak());
        assert_eq!(meaning(&words(quote), &words(source)), expected, "{quote} / {source}");
        assert_eq!(meaning(&words(source), &words(quote)), expected, "{source} / {quote}");
    }

    #[test]
    fn quantifiers() {
        for (one, other) in [
            ("tous", "certains"),
            ("tous les", "la plupart des"),
            ("plusieurs", "des"),
            ("toujours", "souvent"),
            ("", "toutes"),
            ("chaque", "tout"),
        ] {
            check(one, other, Some(Meaning::Quantifier));
        }
        check("tous", "toutes", None);
        check("", "tous les pays membres", None);
    }

    #[test]
    fn modals() {
        for (one, other) in [
            ("peut", "doit"),
            ("est", "peut être"),
            ("prend", "doit prendre"),
            ("peuvent", "veulent"),
            ("", "probablement"),
        ] {
            check(one, other, Some(Meaning::Modal));
        }
        check("peut", "pourra", None);
    }

    #[test]
    fn connectives() {
        check("et", "ou", Some(Meaning::Connective));
        check("mais", "donc", Some(Meaning::Connective));
        check("", "car", Some(Meaning::Connective));
        check("cependant", "toutefois", None);
        check("et la sécurité", "", None);
    }

    #[test]
    fn antonyms() {
        for (one, other) in [
            ("augmentent", "diminuent"),
            ("la hausse", "la baisse"),
            ("possible", "impossible"),
            ("illégales", "légales"),
            ("favorables", "défavorables"),
            ("décentralisation", "centralisation"),
            ("non-respect", "respect"),
            ("publics", "privés"),
            ("désaccord", "accord"),
            ("avant", "après"),
        ] {
            check(one, other, Some(Meaning::Antonym));
        }
        for (one, other) in [
            ("importer", "porter"),
            ("démontrer", "montrer"),
            ("indifférent", "différent"),
            ("imprudence", "impudence"),
        ] {
            check(one, other, None);
        }
    }
}
