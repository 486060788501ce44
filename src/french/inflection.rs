//! Tells two forms of one word from two words: another tense, another number or gender.

use crate::french::lexicon::{self, Part, Reading};
use crate::text::fold;

/// How two different forms of one word differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tense, mood or person of a verb.
    Tense,
    /// Number or gender.
    Inflection,
}

/// What two forms have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinship {
    pub form: Form,
    /// Whether nothing else is likely: neither form is also one of another word.
    pub sure: bool,
}

/// Words of grammar that are forms of each other, by key. Source: Riegel, Pellat and Rioul,
/// *Grammaire méthodique du français*, the tables of determiners and pronouns.
const FAMILIES: &[&[&str]] = &[
    &["le", "la", "les", "l'"],
    &["un", "une"],
    &["ce", "cet", "cette", "ces"],
    &["mon", "ma", "mes"],
    &["ton", "ta", "tes"],
    &["son", "sa", "ses"],
    &["notre", "nos"],
    &["votre", "vos"],
    &["leur", "leurs"],
    &["du", "des"],
    &["au", "aux"],
    &["il", "ils", "elle", "elles"],
    &["lui", "eux"],
    &["celui", "celle", "ceux", "celles"],
    &["celui-ci", "celle-ci", "ceux-ci", "celles-ci"],
    &["lequel", "laquelle", "lesquels", "lesquelles"],
    &["auquel", "auxquels", "auxquelles"],
    &["duquel", "desquels", "desquelles"],
    &["quel", "quelle", "quels", "quelles"],
    &["tel", "telle", "tels", "telles"],
    &["tout", "toute", "tous", "toutes"],
    &["certain", "certaine", "certains", "certaines"],
    &["quelque", "quelques"],
    &["aucun", "aucune", "aucuns", "aucunes"],
    &["nul", "nulle", "nuls", "nulles"],
    &["seul", "seule", "seuls", "seules"],
    &["meme", "memes"],
    &["autre", "autres"],
    &["cent", "cents"],
    &["vingt", "vingts"],
];

/// Whether the two words are forms of one word of grammar: `le`, `les`.
pub fn is_one_family(one: &str, other: &str) -> bool {
    let (one, other) = (fold::key(one), fold::key(other));
    one != other
        && FAMILIES
            .iter()
            .any(|family| family.contains(&one.as_str()) && family.contains(&other.as_str()))
}

/// What two forms have to do with each other, where the dictionary has a word of which both are
/// forms. Symmetric.
///
/// Where a noun and a verb both fit (`porte`, `portes`), the noun is the likelier.
pub fn kinship(one: &str, other: &str) -> Option<Kinship> {
    if is_one_family(one, other) {
        return Some(Kinship {
            form: Form::Inflection,
            sure: true,
        });
    }
    let (ones, others) = (lexicon::readings(one), lexicon::readings(other));
    let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let forms: Vec<Form> = pairs.filter_map(|(one, other)| form(one, other)).collect();
    let form = if forms.contains(&Form::Inflection) {
        Form::Inflection
    } else {
        *forms.first()?
    };
    let strange = |readings: &[Reading], others: &[Reading]| {
        let shared = |reading: &&Reading| others.iter().any(|other| self::form(reading, other).is_some());
        readings.iter().filter(|reading| !shared(reading)).count() > 0
    };
    let sure = forms.iter().all(|&one| one == form) && !strange(&ones, &others) && !strange(&others, &ones);
    Some(Kinship { form, sure })
}

/// How two readings of one word differ.
fn form(one: &Reading, other: &Reading) -> Option<Form> {
    if one.lemma != other.lemma || one.part != other.part {
        return None;
    }
    match one.part {
        Part::Noun => Some(Form::Inflection),
        Part::Verb => {
            let tense = one.tenses().any(|tense| other.tenses().any(|same| same == tense));
            let participles = one.is_participle() && other.is_participle();
            let person = one.persons().any(|person| other.persons().any(|same| same == person));
            Some(if participles || (tense && person) {
                Form::Inflection
            } else {
                Form::Tense
            })
        }
        Part::Name | Part::Other => None,
    }
}

/// Whether two keys may be forms or spellings of one word that a dictionary lacks: with an ending of
/// gender or number, or the *oi* of another age (`étoit`).
pub fn may_be_forms(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let aged = |one: &str, other: &str| one.replace("oi", "ai") == other;
    let ending = matches!(long.strip_prefix(short), Some("e" | "s" | "es" | "x"));
    one != other && (ending || aged(one, other) || aged(other, one))
}

/// Whether two stretches of words are forms of one verb, compound tenses included: `modifiera`,
/// `a modifié`; `est`, `a été`.
pub fn is_one_verb(quote: &[&str], source: &[&str]) -> bool {
    let ((Some(one), auxiliaries), (Some(other), more)) = (main_verb(quote), main_verb(source)) else {
        return false;
    };
    let auxiliary = auxiliaries.iter().chain(more).all(|word| is_auxiliary(word));
    let same = |one: &Reading| {
        one.part == Part::Verb
            && lexicon::readings(other)
                .iter()
                .any(|other| other.part == Part::Verb && other.lemma == one.lemma)
    };
    auxiliary && lexicon::readings(one).iter().any(same)
}

/// The last word, and those before it.
fn main_verb<'w, 's>(words: &'s [&'w str]) -> (Option<&'w str>, &'s [&'w str]) {
    match words.split_last() {
        Some((last, before)) => (Some(last), before),
        None => (None, &[]),
    }
}

/// Whether the word is a form of *avoir* or *être*.
fn is_auxiliary(word: &str) -> bool {
    lexicon::readings(word)
        .iter()
        .any(|reading| reading.part == Part::Verb && matches!(reading.lemma.as_str(), "avoir" | "être"))
}

#[cfg(test)]
mod tests {
    use crate::french::inflection::{Form, is_one_verb, kinship};

    fn form(one: &str, other: &str) -> Option<Form> {
        assert_eq!(kinship(one, other), kinship(other, one), "{one} {other}");
        kinship(one, other).map(|kinship| kinship.form)
    }

    #[test]
    fn tense_mood_and_person() {
        for (one, other) in [
            ("modifie", "modifié"),
            ("est", "était"),
            ("pourra", "pourrait"),
            ("donnera", "donne"),
            ("prend", "prenait"),
            ("devons", "doivent"),
            ("faire", "fait"),
            ("autoriser", "autorisé"),
            ("soit", "sera"),
        ] {
            assert_eq!(form(one, other), Some(Form::Tense), "{one} {other}");
        }
    }

    #[test]
    fn number_and_gender() {
        for (one, other) in [
            ("offre", "offres"),
            ("national", "nationaux"),
            ("autorisé", "autorisées"),
            ("est", "sont"),
            ("peut", "peuvent"),
            ("le", "les"),
            ("cette", "ces"),
            ("beau", "belle"),
            ("porte", "portes"),
            ("aucun", "aucune"),
            ("journal", "journaux"),
        ] {
            assert_eq!(form(one, other), Some(Form::Inflection), "{one} {other}");
        }
    }

    #[test]
    fn two_words_are_no_forms() {
        for (one, other) in [
            ("imprudence", "impudence"),
            ("pêcheur", "pécheur"),
            ("a", "à"),
            ("national", "nationalité"),
            ("le", "un"),
            ("ministre", "ministère"),
            ("Martin", "Martine"),
            ("xyz", "xyzs"),
        ] {
            assert_eq!(form(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn a_form_that_is_also_another_word_is_unsure() {
        let sure = |one: &str, other: &str| kinship(one, other).map(|kinship| kinship.sure);
        assert_eq!(sure("donnera", "donnait"), Some(true));
        assert_eq!(sure("national", "nationaux"), Some(true));
        assert_eq!(sure("marche", "marché"), Some(false), "a noun each, and one verb");
        assert_eq!(sure("porte", "portes"), Some(false), "a noun or a verb");
    }

    #[test]
    fn compound_tenses() {
        assert!(is_one_verb(&["modifiera"], &["a", "modifié"]));
        assert!(is_one_verb(&["est"], &["a", "été"]));
        assert!(is_one_verb(&["avait", "été", "prise"], &["sera", "prise"]));
        assert!(!is_one_verb(&["modifiera"], &["a", "mortifié"]));
        assert!(!is_one_verb(&["bien", "modifié"], &["modifie"]));
        assert!(!is_one_verb(&[], &["est"]));
    }
}
