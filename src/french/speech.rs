//! The verbs that tell who speaks, and the incises they make.

/// Verbs in *-er* that introduce direct speech, by their stems (after the lists of such verbs in
/// Riegel, Pellat and Rioul, *Grammaire méthodique du français*). The accents are those of the stem.
const REGULAR: &[&str] = &[
    "déclar",
    "ajout",
    "expliqu",
    "précis",
    "affirm",
    "soulign",
    "félicit",
    "comment",
    "indiqu",
    "estim",
    "assur",
    "confi",
    "rappel",
    "rappell",
    "lanç",
    "lanc",
    "insist",
    "racont",
    "ironis",
    "martel",
    "martèl",
    "plaid",
    "regrett",
    "salu",
    "tweet",
    "résum",
    "avou",
    "remarqu",
    "annonc",
    "annonç",
    "appell",
    "jug",
    "juge",
    "observ",
    "déplor",
    "dénonc",
    "dénonç",
    "interrog",
    "interroge",
    "témoign",
    "souhait",
    "lâch",
    "gliss",
    "murmur",
    "cri",
    "exclam",
    "demand",
    "not",
    "tonn",
    "répliqu",
    "tranch",
    "argument",
    "argu",
    "rétorqu",
    "ripost",
    "tempér",
    "tempèr",
    "nuanc",
    "nuanç",
    "pest",
    "grinc",
    "grinç",
    "soupir",
    "indign",
    "alarm",
    "inquiét",
    "inquièt",
    "vant",
    "certifi",
    "confirm",
    "détaill",
    "rapport",
    "relat",
    "relev",
    "relèv",
    "signal",
    "suggér",
    "suggèr",
    "propos",
    "préconis",
    "recommand",
    "réclam",
    "revendiqu",
    "critiqu",
    "fustig",
    "fustige",
    "constat",
    "évoqu",
    "souffl",
    "chuchot",
    "hurl",
    "grond",
    "répét",
    "répèt",
    "complét",
    "analys",
    "décrypt",
    "synthétis",
    "embray",
    "enchaîn",
    "enchain",
    "balay",
    "balai",
    "concéd",
    "concèd",
    "object",
    "protest",
    "jur",
    "emport",
    "agac",
    "agaç",
    "étonn",
    "amus",
    "insurg",
    "insurge",
    "désol",
    "lament",
    "justifi",
];

/// Other verbs, and set phrases, in the forms that stand in an incise.
const OTHERS: &[&str] = &[
    "dit",
    "disent",
    "disait",
    "disaient",
    "dis",
    "écrit",
    "écrivent",
    "écrivait",
    "écrivit",
    "répond",
    "répondent",
    "répondit",
    "répondait",
    "répondirent",
    "réjouit",
    "réjouissent",
    "poursuit",
    "poursuivent",
    "poursuivit",
    "conclut",
    "concluent",
    "promet",
    "promettent",
    "promit",
    "admet",
    "admettent",
    "admit",
    "reprend",
    "reprennent",
    "reprit",
    "prévient",
    "préviennent",
    "prévint",
    "reconnaît",
    "reconnait",
    "reconnut",
    "complète",
    "complètent",
    "renchérit",
    "renchérissent",
    "défend",
    "défendent",
    "défendit",
    "prétend",
    "prétendent",
    "prétendit",
    "soutient",
    "soutiennent",
    "soutint",
    "maintient",
    "maintiennent",
    "maintint",
    "convient",
    "conviennent",
    "convint",
    "souvient",
    "souviennent",
    "sourit",
    "fit",
    "fait",
    "met",
];

/// Participles that stand after *a* or *ont*, beside those in *-é* of the regular verbs.
const PARTICIPLES: &[&str] = &[
    "dit",
    "écrit",
    "répondu",
    "poursuivi",
    "conclu",
    "promis",
    "admis",
    "repris",
    "prévenu",
    "reconnu",
    "complété",
    "renchéri",
    "défendu",
    "prétendu",
    "soutenu",
    "maintenu",
    "fait",
    "mis",
    "réjoui",
];

/// What an incise of the narrator may start with before its verb.
const BEFORE: &[&str] = &["se", "s’", "s'", "lui", "leur", "m’", "m'", "nous", "l’", "l'"];

/// What a subject after the verb starts with.
const SUBJECTS: &[&str] = &[
    "il", "elle", "on", "ils", "elles", "je", "le", "la", "les", "l’", "l'", "un", "une", "son", "sa", "ses", "ce",
    "cet", "cette", "ces", "mon", "ma", "notre", "leur", "leurs", "m", "mme", "mm", "en", "encore", "aussi", "t",
];

/// The longest incise that may be dropped without a mark, in words.
const LONGEST: usize = 12;

/// Whether these words, as they are written, are an incise that tells who speaks: a verb of speech in
/// a finite form, then its subject (`se réjouit Bruno Le Maire`, `a-t-il ajouté`). A participle beside
/// a noun (`lancé en 2019`) is none, nor is what denies, counts or sets a condition.
pub fn is_incise(words: &[&str]) -> bool {
    if words.is_empty() || LONGEST < words.len() {
        return false;
    }
    // As they are written: the *N’* of a name is none.
    let denies = |word: &&str| matches!(*word, "ne" | "n’" | "n'" | "pas" | "jamais" | "si" | "s’il" | "sans");
    let counts = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    if words.iter().any(|word| denies(word) || counts(word)) {
        return false;
    }
    match subject_of_incise(words) {
        // Nothing may stand behind `a-t-il ajouté`.
        Some(Subject::Pronoun { end, .. }) => end == words.len(),
        Some(Subject::From(_)) => true,
        None => false,
    }
}

/// Where the subject of an incise stands among its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A pronoun inside the verb, at this word; the verb ends before the other.
    Pronoun { at: usize, end: usize },
    /// What starts with this word, after the verb.
    From(usize),
}

/// The subject of an incise that starts with these words, as they are written: a verb of speech in a
/// finite form, then who speaks.
pub fn subject_of_incise(words: &[&str]) -> Option<Subject> {
    let small: Vec<String> = words.iter().take(LONGEST).map(|word| word.to_lowercase()).collect();
    let verb = small.iter().take_while(|word| BEFORE.contains(&word.as_str())).count();
    let end = match small.get(verb).map(String::as_str) {
        Some("a" | "ont" | "avait" | "avaient" | "est") => verb + 1 + compound(&small[verb + 1..])?,
        Some(word) if is_finite(word) => verb + 1,
        _ => return None,
    };
    if let Some(at) = small[..end].iter().position(|word| is_subject_pronoun(word)) {
        return Some(Subject::Pronoun { at, end });
    }
    let starts = small.get(end).is_some_and(|word| SUBJECTS.contains(&word.as_str()))
        || words.get(end).is_some_and(|word| word.starts_with(char::is_uppercase));
    starts.then_some(Subject::From(end))
}

/// Whether these words start with a verb of speech, after its small pronouns: `écrit`, `lui a répondu`.
pub fn opens_with_speech(words: &[&str]) -> bool {
    let small: Vec<String> = words.iter().take(LONGEST).map(|word| word.to_lowercase()).collect();
    let verb = small.iter().take_while(|word| BEFORE.contains(&word.as_str())).count();
    match small.get(verb).map(String::as_str) {
        Some("a" | "ont" | "avait" | "avaient" | "est") => compound(&small[verb + 1..]).is_some(),
        Some(word) => is_finite(word),
        None => false,
    }
}

/// Whether the word names a source of what follows: *selon*, *pour*, *d’après*.
pub fn is_according(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "selon" | "pour")
}

/// Whether the word is a pronoun that can be the subject of a verb of speech.
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "il" | "elle" | "on" | "ils" | "elles" | "je"
    )
}

/// Whether the word is a role in capitals, which is no part of the name before it: *PDG*.
pub fn is_role(word: &str) -> bool {
    matches!(word, "PDG" | "DG" | "DGA" | "DSI" | "DRH" | "CEO")
}

/// Whether the word is a title before a name: *M.*, *Mme*.
pub fn is_title(word: &str) -> bool {
    matches!(word, "M" | "Mme" | "Mlle" | "MM" | "Dr" | "Pr" | "Me")
}

/// Whether the word is a particle inside a name: *de*, *Le*, *van*.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "de" | "du" | "des" | "d’" | "d'" | "le" | "la" | "les" | "l’" | "l'" | "van" | "von" | "der" | "ben" | "al"
    )
}

/// Whether a group that names a speaker may start with the word.
pub fn is_article(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "le" | "la" | "les" | "l’" | "l'" | "un" | "une" | "son" | "sa" | "ses" | "ce" | "cet" | "cette" | "ces"
    )
}

/// Whether the word leads from a speaker to when, where or how it spoke.
pub fn leads_on(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "dans"
            | "lors"
            | "en"
            | "sur"
            | "pour"
            | "par"
            | "après"
            | "avant"
            | "devant"
            | "qui"
            | "dont"
            | "à"
            | "au"
            | "aux"
            | "avec"
            | "et"
            | "mais"
            | "hier"
            | "ce"
            | "depuis"
            | "pendant"
            | "vendredi"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "samedi"
            | "dimanche"
            | "ici"
            | "sans"
            | "chez"
    )
}

/// The length of what follows an auxiliary: perhaps `t il`, then a participle of a verb of speech.
fn compound(words: &[String]) -> Option<usize> {
    let subject = words
        .iter()
        .take_while(|word| {
            matches!(
                word.as_str(),
                "t" | "il" | "elle" | "on" | "ils" | "elles" | "été" | "encore" | "aussi" | "ensuite"
            )
        })
        .count();
    let participle = words.get(subject)?;
    let regular = participle.strip_suffix('é').is_some_and(|stem| REGULAR.contains(&stem));
    (regular || PARTICIPLES.contains(&participle.as_str())).then_some(subject + 1)
}

/// Whether a verb of speech stands in a form that has a subject: present, simple past, imperfect.
fn is_finite(word: &str) -> bool {
    const ENDINGS: &[&str] = &["e", "ent", "a", "èrent", "ait", "aient", "ai"];
    let regular = |ending: &&str| word.strip_suffix(*ending).is_some_and(|stem| REGULAR.contains(&stem));
    OTHERS.contains(&word) || ENDINGS.iter().any(regular)
}

#[cfg(test)]
mod tests {
    use crate::french::speech::is_incise;

    fn check(words: &str, expected: bool) {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(is_incise(&words), expected, "{words:?}");
    }

    #[test]
    fn incises_tell_who_speaks() {
        for words in [
            "se réjouit Bruno Le Maire",
            "a t il ajouté",
            "explique le ministre",
            "dit Mme Le Goff",
            "a déclaré Marina Ferrari dans son discours",
            "a indiqué la ministre",
            "reprit il",
            "met en garde Laure Pichon",
            "écrit l’ association",
            "complète Jean-Noël Barrot",
            "ont ils précisé",
        ] {
            check(words, true);
        }
    }

    #[test]
    fn participles_and_clauses_tell_nothing() {
        for words in [
            "confirmée et complétée par le préambule",
            "s’ il est jugé indispensable",
            "demandant mille francs",
            "demanda au cardinal le nom de ce curé",
            "déclarée nulle par le juge",
            "promis mais jamais voté",
            "lancé en 2019",
            "salué par Emmanuel Macron",
            "criblé de dettes",
            "complètement repensé",
            "glissant et dangereux",
            "des administrations",
            "estimé à 2,3 milliards",
        ] {
            check(words, false);
        }
    }
}
