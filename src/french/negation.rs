//! The words that deny or restrict, and how to tell them from their homographs. Source: Grevisse and
//! Goosse, *Le Bon Usage*, the parts on negation, on *ne … que* and on the prepositions of exception.

/// What a word does to the sentence around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    Negation,
    Restriction,
}

/// Words that always deny.
const NEGATIONS: &[&str] = &[
    "ne",
    "n'",
    "pas",
    "jamais",
    "guere",
    "aucun",
    "aucune",
    "aucuns",
    "aucunes",
    "nul",
    "nulle",
    "nuls",
    "nulles",
    "ni",
    "rien",
    "non",
    "sans",
    "nullement",
    "aucunement",
];

/// Words that deny only after *ne*: elsewhere a comparative, a noun, a person.
const NEGATIONS_AFTER_NE: &[&str] = &["plus", "point", "personne"];

/// Words that keep a statement within bounds.
const RESTRICTIONS: &[&str] = &[
    "sauf",
    "hormis",
    "excepte",
    "seul",
    "seule",
    "seuls",
    "seules",
    "seulement",
    "uniquement",
    "exclusivement",
];

/// What the word with this key denies or restricts; `after_ne` says that *ne* stands shortly
/// before it in its sentence.
pub fn denial(key: &str, after_ne: bool) -> Option<Denial> {
    if NEGATIONS.contains(&key) || (after_ne && NEGATIONS_AFTER_NE.contains(&key)) {
        Some(Denial::Negation)
    } else if RESTRICTIONS.contains(&key) || (after_ne && is_que(key)) {
        Some(Denial::Restriction)
    } else {
        None
    }
}

/// Whether the word is the first half of a negation, which calls for a second.
pub fn is_ne(key: &str) -> bool {
    matches!(key, "ne" | "n'")
}

/// Whether the word is the second half of a negation; `after_ne` as for [`denial`].
pub fn is_second_half(key: &str, after_ne: bool) -> bool {
    match key {
        "pas" | "jamais" | "guere" => true,
        "qu'" | "plus" | "point" | "personne" | "rien" | "que" | "aucun" | "aucune" | "nul" | "nulle" | "ni" => {
            after_ne
        }
        _ => false,
    }
}

/// Whether the word denies what comes right after it.
pub fn leans_on_next(key: &str) -> bool {
    matches!(
        key,
        "sans" | "aucun" | "aucune" | "nul" | "nulle" | "non" | "ni" | "pas" | "moins" | "peu" | "guere" | "jamais"
    )
}

/// Whether the word is the *que* of *ne … que*, which limits.
pub fn is_que(key: &str) -> bool {
    matches!(key, "que" | "qu'")
}

/// Whether the word denies with *ne* by itself, so that a later *que* limits nothing.
pub fn completes_ne(key: &str) -> bool {
    matches!(key, "pas" | "plus" | "jamais" | "guere" | "rien" | "personne" | "point")
}

/// Whether these three words are *à l'exception*.
pub fn is_exception(words: [&str; 3]) -> bool {
    words == ["a", "l'", "exception"]
}

/// Whether the word denies in English, whose quotations stand in French texts too.
pub fn is_english(key: &str) -> bool {
    matches!(key, "not" | "never" | "cannot") || key.ends_with("n't")
}

/// Whether the word says *only*: it may go with what it limits.
pub fn is_only(key: &str) -> bool {
    matches!(key, "seul" | "seule" | "seuls" | "seules")
}

/// Whether a condition that starts with this word takes the next one too: *à condition*.
pub fn is_phrase(key: &str) -> bool {
    matches!(key, "sous" | "a" | "pourvu" | "tant" | "en" | "au" | "faute")
}

/// Whether *si* makes a condition with this word, though no clause starts with it: *si possible*.
fn is_impersonal(key: &str) -> bool {
    matches!(
        key,
        "toutefois"
            | "possible"
            | "necessaire"
            | "besoin"
            | "necessite"
            | "tel"
            | "telle"
            | "tels"
            | "telles"
            | "jamais"
    )
}

/// Whether what follows *que* after a *ne* is what it limits: *que dans les cas*, *qu'avec*. A
/// subject (*que le ministre*) is none, and belongs to another clause.
pub fn can_be_limited(key: &str) -> bool {
    matches!(
        key,
        "a" | "au"
            | "aux"
            | "apres"
            | "avant"
            | "avec"
            | "chez"
            | "contre"
            | "dans"
            | "de"
            | "depuis"
            | "des"
            | "d'"
            | "du"
            | "en"
            | "entre"
            | "lorsque"
            | "lorsqu'"
            | "par"
            | "pendant"
            | "pour"
            | "quand"
            | "si"
            | "sous"
            | "sur"
            | "vers"
    )
}

/// Whether a clause can start with this word: an article, a possessive, a pronoun.
fn starts_clause(key: &str) -> bool {
    matches!(
        key,
        "l'" | "le"
            | "d'"
            | "tout"
            | "personne"
            | "rien"
            | "quelqu'un"
            | "plusieurs"
            | "chacune"
            | "chacun"
            | "certaines"
            | "certains"
            | "celles"
            | "ceux"
            | "celle"
            | "celui"
            | "cela"
            | "ils"
            | "il"
            | "la"
            | "les"
            | "un"
            | "une"
            | "des"
            | "du"
            | "ce"
            | "cette"
            | "cet"
            | "ces"
            | "mon"
            | "ma"
            | "mes"
            | "son"
            | "sa"
            | "ses"
            | "notre"
            | "nos"
            | "votre"
            | "vos"
            | "leur"
            | "leurs"
            | "elle"
            | "elles"
            | "on"
            | "nous"
            | "vous"
            | "je"
            | "j'"
            | "tu"
            | "c'"
            | "aucun"
            | "aucune"
            | "chaque"
            | "tous"
            | "toutes"
    )
}

/// Whether the word is the *if* of a condition, which a partial quote may well stop before.
pub fn is_plain_if(key: &str) -> bool {
    matches!(key, "si" | "s'")
}

/// Whether the word limits what stands beside it: cut with that, it limits nothing any more.
pub fn is_adverb_of_limit(key: &str) -> bool {
    matches!(key, "seulement" | "uniquement" | "exclusivement")
}

/// Whether the word denies as a subject or before one, so that *ne* needs nothing more: *nul ne doute*.
pub fn is_denying_subject(key: &str) -> bool {
    matches!(
        key,
        "aucun" | "aucune" | "nul" | "nulle" | "personne" | "rien" | "jamais" | "pas"
    )
}

/// The pronouns that a clause has for its subject.
pub fn is_subject(key: &str) -> bool {
    matches!(
        key,
        "je" | "j'" | "tu" | "il" | "elle" | "on" | "nous" | "vous" | "ils" | "elles"
    )
}

/// Small pronouns that stand between *ne* and its verb.
pub fn is_clitic(key: &str) -> bool {
    matches!(
        key,
        "le" | "la"
            | "les"
            | "l'"
            | "lui"
            | "leur"
            | "y"
            | "en"
            | "me"
            | "m'"
            | "te"
            | "t'"
            | "se"
            | "s'"
            | "nous"
            | "vous"
    )
}

/// Whether a condition or an exception starts with this word: *sauf*, *sous réserve*, *à condition*,
/// *à moins*, *si*. `apart` says that a comma or the like stands before it.
pub fn opens_condition(key: &str, next: Option<&str>, apart: bool) -> bool {
    let next = next.unwrap_or("");
    match key {
        "sauf" | "hormis" | "excepte" => true,
        "except" | "unless" => true,
        // *Hors de prix*, *hors de portée* except nothing.
        "hors" => next != "de" && next != "d'",
        "tant" => next == "que" || next == "qu'",
        "en" | "au" => next == "cas",
        "faute" => matches!(next, "de" | "d'"),
        "sous" => matches!(next, "reserve" | "reserves" | "condition"),
        "a" => matches!(next, "condition" | "moins" | "defaut"),
        // Before what a clause starts with: *si heureuse* is none. *Si possible* stands apart.
        "si" if apart => next != "ce" && (starts_clause(next) || is_impersonal(next)),
        "si" => starts_clause(next),
        "s'" => apart && matches!(next, "il" | "ils"),
        "pourvu" => next == "que" || next == "qu'",
        _ => false,
    }
}

/// Whether these words start a condition or an exception of several: *à l’exception*, *à la seule
/// condition*, *si ce n’est*.
pub fn opens_long_condition(keys: &[&str]) -> bool {
    const PHRASES: &[&[&str]] = &[
        &["a", "l'", "exception"],
        &["a", "l'", "exclusion"],
        &["a", "la", "condition"],
        &["a", "la", "seule", "condition"],
        &["a", "cette", "condition"],
        &["sous", "la", "reserve"],
        &["sous", "la", "seule", "reserve"],
        &["sous", "toute", "reserve"],
        &["sous", "toutes", "reserves"],
        &["sous", "toutes", "les", "reserves"],
        &["si", "ce", "n'", "est"],
        &["exception", "faite"],
    ];
    PHRASES.iter().any(|phrase| keys.starts_with(phrase))
}

/// Whether a *ne* after these words denies nothing: *avant qu’il ne parte*, *je crains qu’il ne parte*,
/// *plus qu’il ne le dit*. `before` are the words before it, the nearest last.
pub fn calls_for_idle_ne(before: &[&str]) -> bool {
    let Some(que) = before.iter().rposition(|key| is_que(key)) else {
        return false;
    };
    let leads = &before[..que];
    let lead = leads.last().copied().unwrap_or("");
    let fears = leads.iter().any(|key| {
        ["crain", "redout", "peur", "crainte"]
            .iter()
            .any(|stem| key.starts_with(stem))
    });
    fears
        || matches!(
            lead,
            "avant" | "moins" | "plus" | "mieux" | "pire" | "autre" | "autres" | "autrement" | "sans" | "davantage"
        )
        || leads
            .iter()
            .rev()
            .take(4)
            .any(|key| matches!(*key, "plus" | "moins" | "mieux"))
}

/// Words that deny what a clause after them says: *sans que*, *il est faux que*.
pub fn denies_clause(before: &[&str]) -> bool {
    match before {
        [.., "sans", que] => is_que(que),
        [.., "est", "faux" | "inexact" | "exclu" | "impossible", que] => is_que(que),
        _ => false,
    }
}

/// Whether an annotator's words deny what is quoted after them: a negation, or a verb that is one.
pub fn denies_what_follows(key: &str) -> bool {
    const STEMS: &[&str] = &[
        "refus", "interdi", "faux", "inexact", "impossib", "exclu", "contest", "dement", "nie",
    ];
    denial(key, true) == Some(Denial::Negation) || STEMS.iter().any(|stem| key.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use crate::french::negation::{Denial, denial};

    #[test]
    fn homographs_need_ne() {
        assert_eq!(denial("pas", false), Some(Denial::Negation));
        assert_eq!(denial("plus", true), Some(Denial::Negation));
        assert_eq!(denial("plus", false), None);
        assert_eq!(denial("que", true), Some(Denial::Restriction));
        assert_eq!(denial("que", false), None);
        assert_eq!(denial("sauf", false), Some(Denial::Restriction));
    }
}
