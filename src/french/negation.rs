//! The words that deny or restrict, and how to tell them from their homographs.

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
    } else if RESTRICTIONS.contains(&key) || (after_ne && key == "que") {
        Some(Denial::Restriction)
    } else {
        None
    }
}

/// Whether the word is the first half of a negation, which calls for a second.
pub fn is_ne(key: &str) -> bool {
    matches!(key, "ne" | "n'")
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
