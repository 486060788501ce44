//! The verbs that tell who speaks, and the incises they make.

/// Stems of the verbs of speech in the forms that news texts use, third person (after the list of
/// verbs that introduce direct speech in Riegel, Pellat and Rioul, Grammaire méthodique du français).
const STEMS: &[&str] = &[
    "dit", "dis", "declar", "ajout", "expliqu", "precis", "affirm", "soulign", "rejoui", "felicit", "complet",
    "comment", "indiqu", "estim", "assur", "conclu", "poursui", "repond", "repli", "ecri", "confi", "rappel", "lanc",
    "insist", "racont", "ironis", "martel", "plaid", "regrett", "salu", "tweet", "resum", "avou", "reconn", "promet",
    "promi", "remarqu", "annonc", "appel", "juge", "observ", "deplor", "denonc", "interrog", "temoign", "souhait",
    "rencheri", "lach", "glis", "murmur", "cri", "exclam", "demand",
];

/// The longest incise that may be dropped without a mark, in words.
const LONGEST: usize = 12;

/// Whether these words are an incise: `se réjouit Bruno Le Maire`, `a-t-il ajouté`. Where no
/// quotation marks set it apart (`marked`), its subject must follow the verb.
pub fn is_incise(keys: &[&str], marked: bool) -> bool {
    if keys.is_empty() || LONGEST < keys.len() {
        return false;
    }
    let speaks = |key: &&str| STEMS.iter().any(|stem| key.starts_with(stem));
    let head = &keys[..keys.len().min(4)];
    let Some(verb) = head.iter().position(speaks) else {
        // `a-t-il ajouté`: the subject stands before the participle.
        return keys.len() <= 5 && keys.iter().any(speaks) && inverted(keys);
    };
    let starts = keys[..verb].iter().all(|key| {
        matches!(
            *key,
            "a" | "ont"
                | "avait"
                | "se"
                | "s'"
                | "l'"
                | "t"
                | "il"
                | "elle"
                | "on"
                | "ils"
                | "elles"
                | "m'"
                | "y"
                | "est"
                | "lui"
                | "en"
        )
    });
    starts && (marked || inverted(keys) || verb + 1 < keys.len())
}

fn inverted(keys: &[&str]) -> bool {
    let subject = |key: &&str| matches!(*key, "il" | "elle" | "on" | "ils" | "elles" | "je");
    keys.iter().skip(1).any(subject)
}

#[cfg(test)]
mod tests {
    use crate::french::speech::is_incise;

    #[test]
    fn incises_tell_who_speaks() {
        assert!(is_incise(&["se", "rejouit", "bruno", "le", "maire"], true));
        assert!(is_incise(&["a", "t", "il", "ajoute"], false));
        assert!(is_incise(&["explique", "le", "ministre"], false));
        assert!(!is_incise(&["des", "administrations"], true));
        assert!(!is_incise(&["qui", "declare", "forfait"], false));
        assert!(!is_incise(&[], true));
    }
}
