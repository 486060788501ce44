//! The verbs that tell who speaks, and the incises they make.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::french::lexicon::{self, Part, Reading};
use crate::french::words::is_listed;

/// What a verb of speech does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    States,
    Asks,
    Answers,
    Judges,
    Feels,
    Utters,
}

/// Verbs that may stand in an incise, before a colon, before *que* or before the words themselves, by
/// what the speaker does. Source: the kinds are those of the school grammars' lists of *verbes de
/// parole* (<https://www.espacefrancais.com/les-verbes-de-parole/>), the verbs are theirs and those
/// that news articles and the French treebanks of Universal Dependencies have beside quotations.
const VERBS: &[(Kind, &str)] = &[
    (
        Kind::States,
        "accorder admettre affirmer ajouter alerter analyser annoncer approuver arguer argumenter asséner \
        assumer assurer attester avancer avertir avouer balancer certifier claironner clamer commenter \
        communiquer compléter concéder conclure confesser confier confirmer considérer constater continuer \
        convenir corriger croire déclarer décréter décrire décrypter défendre démentir détailler développer \
        dévoiler dire disposer divulguer écrire édicter embrayer enchaîner engager énoncer énumérer estimer \
        évoquer expliciter expliquer exposer exprimer formuler gager garantir glisser indiquer informer \
        insister invoquer jeter juger jurer justifier lâcher lancer maintenir marteler menacer mentionner \
        mentir motiver noter nuancer observer opiner parier parler penser philosopher plaider pointer poster \
        postuler poursuivre préciser prédire prescrire prétendre prévenir prévoir proclamer professer \
        promettre pronostiquer prophétiser publier raconter rappeler rapporter réaffirmer reconnaître \
        rectifier réitérer relater relativiser relayer relever remarquer renchérir répéter reprendre résoudre \
        résumer révéler revendiquer seriner signaler souffler souligner soutenir spécifier stipuler supposer \
        surenchérir synthétiser témoigner tempérer théoriser titrer trancher trouver tweeter twitter valider \
        vanter",
    ),
    (
        Kind::Asks,
        "appeler conjurer conseiller demander encourager enjoindre enquérir espérer exhorter exiger implorer \
        interroger intimer inviter ordonner préconiser prier proposer questionner réclamer recommander sommer \
        souhaiter suggérer supplier vouloir",
    ),
    (
        Kind::Answers,
        "acquiescer balayer consentir contester contredire nier objecter opposer protester réagir rebondir \
        récuser réfuter relancer répliquer répondre rétorquer riposter",
    ),
    (
        Kind::Judges,
        "accuser applaudir blâmer complimenter condamner congratuler critiquer dénoncer déplorer désapprouver \
        féliciter fustiger ironiser louer moquer persifler qualifier railler regretter réjouir remercier \
        reprocher saluer taxer vilipender",
    ),
    (
        Kind::Feels,
        "affliger agacer agiter alarmer amuser attrister désoler écrier émerveiller emporter énerver enflammer \
        enthousiasmer esclaffer étonner exaspérer exclamer excuser extasier impatienter indigner inquiéter \
        insurger lamenter offusquer plaindre rassurer récrier révolter scandaliser souvenir targuer vanter",
    ),
    (
        Kind::Utters,
        "badiner bafouiller balbutier bégayer blaguer bougonner bredouiller chantonner chuchoter crier déclamer \
        entonner éructer fulminer geindre gémir grincer grogner grommeler gronder gueuler haranguer hurler \
        marmonner maugréer murmurer pester plaisanter prêcher prononcer psalmodier railler râler réciter \
        ricaner rigoler ronchonner rugir scander siffler soupirer susurrer tempêter tonitruer tonner vitupérer \
        vociférer",
    ),
];

/// Verbs that tell of speech only in an incise or before a colon: elsewhere they tell of something else.
/// `fit-il`, `sourit-elle`, `coupe le juge`.
const ONLY_BESIDE_SPEECH: &str = "abonder achever apprendre attaquer calculer commander commencer compter \
    couper débuter décolérer démordre deviner diagnostiquer disserter entamer essayer faire finir hasarder \
    insinuer interrompre intervenir jubiler livrer méditer montrer pavoiser persister pleurer poser réfléchir \
    repartir résonner rire risquer sangloter signer songer sourire tenter terminer triompher";

/// Verbs whose object may be something made or done, and no words: `il a lancé « Vivatech »`.
const DEEDS: &str = "accorder accuser annoncer appeler approuver avancer balayer chantonner communiquer \
    compléter condamner continuer défendre développer dévoiler disposer écrire entonner exposer inviter jeter \
    lancer noter observer opposer poster poursuivre prononcer proposer publier réciter relayer relever remarquer \
    répéter reprendre révéler siffler trouver valider vouloir";

/// Verbs that no longer tell of speech with *se*: `s’appelait Damien Roy`.
const NOT_REFLEXIVE: &str = "appeler trouver lire faire jeter poser compter deviner écrire publier lancer \
    développer disposer accorder opposer achever finir terminer risquer tenter inviter résumer préciser \
    poursuivre répéter prononcer révéler relever prêcher";

/// Verbs that tell of speech by being denied: `n’en démord pas`.
const DENIED: &str = "démordre décolérer";

/// What follows *faire* and makes a verb of speech of it: `fait valoir`.
const MADE: &str = "valoir savoir remarquer observer noter entendre comprendre";

/// What an incise of the narrator may start with before its verb.
const BEFORE: &str = "se s’ s' lui leur m’ m' me nous vous l’ l' t’ t' te y en";

/// What a subject after the verb starts with.
const SUBJECTS: &str = "il elle on ils elles je le la les l’ l' un une son sa ses ce cet cette ces mon ma notre \
    leur leurs m mme mm en encore aussi t";

/// The longest incise that may be dropped without a mark, in words.
const LONGEST: usize = 12;

/// A verb of speech in a finite form, as it stands at the head of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saying {
    /// How many words it takes, with its small pronouns, adverbs and participle.
    pub len: usize,
    /// The word that is its subject pronoun, where one stands inside or right after it: `a-t-il dit`.
    pub pronoun: Option<usize>,
    pub is_negated: bool,
    /// Whether it tells of speech wherever it stands, before *que* as in an incise.
    pub anywhere: bool,
    /// Whether it judges or names another's deed, so that a quoted word after it is the judgement.
    pub judges: bool,
    /// Whether it is *parler*, which has words for its object only behind an article.
    pub talks: bool,
    /// Whether what stands right after it may be something done or made, and no words.
    pub is_deed: bool,
}

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
    let Some(saying) = saying(words) else { return false };
    if saying.pronoun.is_some() {
        // Nothing may stand behind `a-t-il ajouté`.
        return saying.len == words.len();
    }
    words
        .get(saying.len)
        .is_some_and(|word| is_listed(SUBJECTS, &word.to_lowercase()) || word.starts_with(char::is_uppercase))
}

/// The verb of speech that these words, as they are written, start with.
pub fn saying(words: &[&str]) -> Option<Saying> {
    const LOOKED_AT: usize = 12;
    let small: Vec<String> = words.iter().take(LOOKED_AT).map(|word| word.to_lowercase()).collect();
    let mut saying = Saying {
        len: 0,
        pronoun: None,
        is_negated: false,
        anywhere: false,
        judges: false,
        talks: false,
        is_deed: false,
    };
    let mut reflexive = false;
    while let Some(word) = small.get(saying.len) {
        let negates = matches!(word.as_str(), "ne" | "n’" | "n'");
        if !negates && !is_listed(BEFORE, word) {
            break;
        }
        saying.is_negated |= negates;
        reflexive |= !negates && matches!(word.as_str(), "se" | "s’" | "s'" | "me" | "m’" | "m'" | "nous" | "vous");
        saying.len += 1;
    }
    let verb = small.get(saying.len)?;
    let readings = finite(verb);
    if readings.is_empty() {
        return None;
    }
    saying.len += 1;
    let is = |lemma: &str| readings.iter().any(|reading| reading.lemma == lemma);
    let compound = is("avoir") || is("être") && reflexive;
    let taken = saying.len;
    saying.skip_pronoun(&small);
    if compound {
        saying.skip_adverbs(&small);
        let participle = small.get(saying.len)?;
        let readings = lexicon::readings(participle);
        let participles: Vec<Reading> = readings.into_iter().filter(Reading::is_participle).collect();
        saying.len += 1;
        let said = saying.with(&participles, &small, reflexive);
        return said.or_else(|| saying.with_infinitive(&participles, &small));
    }
    if let Some(saying) = saying.with(&readings, &small, reflexive) {
        return Some(saying);
    }
    saying.len = taken;
    saying.with_infinitive(&readings, &small)
}

/// Whether the word is the present participle of a verb of speech: *dénonçant*.
pub fn is_present_participle(word: &str) -> bool {
    let participle = |reading: &Reading| reading.tenses().any(|tense| tense == 'G') && is_verb(&reading.lemma);
    lexicon::readings(word).iter().any(participle)
}

/// Whether the infinitive is that of a verb that judges: *qualifier*, *accuser*.
pub fn is_judgement(lemma: &str) -> bool {
    is_of(lemma, &[Kind::Judges]) || lemma == "juger"
}

fn is_any_infinitive(word: &str) -> bool {
    lexicon::readings(word)
        .iter()
        .any(|reading| reading.tenses().any(|tense| tense == 'I'))
}

/// Whether the word is an infinitive of a verb of speech: `Et Paul de conclure`.
pub fn is_infinitive(word: &str) -> bool {
    let infinitive = |reading: &Reading| reading.tenses().any(|tense| tense == 'I') && is_verb(&reading.lemma);
    lexicon::readings(&word.to_lowercase()).iter().any(infinitive)
}

impl Saying {
    /// The verb of speech that these readings and the words after them make.
    fn with(mut self, readings: &[Reading], small: &[String], reflexive: bool) -> Option<Saying> {
        let lemmas = || {
            readings
                .iter()
                .filter(|reading| reading.part == Part::Verb)
                .map(|reading| reading.lemma.as_str())
        };
        let next = |at: usize| small.get(self.len + at).map_or("", String::as_str);
        let causes = |lemma: &str| lemma == "faire" && is_any_infinitive(next(0));
        // `relève du droit`, `parle à la presse`
        let past = usize::from(is_adverb(next(0)));
        let of = matches!(next(past), "de" | "du" | "des" | "d’" | "d'");
        if lemmas().any(|lemma| lemma == "relever") && of {
            return None;
        }
        let made = lemmas().any(|lemma| lemma == "faire") && is_listed(MADE, next(0));
        let sees = self.len >= 2
            && small.get(self.len - 2).is_some_and(|word| word == "y")
            && lemmas().any(|lemma| lemma == "voir");
        if sees {
            (self.anywhere, self.judges) = (true, true);
            return Some(self);
        }
        let warned = lemmas().any(|lemma| lemma == "mettre") && next(0) == "en" && next(1) == "garde";
        if made || warned {
            self.len += if warned { 2 } else { 1 };
            self.anywhere = true;
            return Some(self);
        }
        // `a fait sourire`, `fait dire à`
        if lemmas().any(causes) {
            return None;
        }
        self.anywhere = lemmas().any(is_verb);
        self.is_deed = lemmas().all(|lemma| !is_verb(lemma) || is_listed(DEEDS, lemma));
        self.talks = lemmas().any(|lemma| lemma == "parler");
        self.judges = lemmas().any(|lemma| is_of(lemma, &[Kind::Judges, Kind::Feels]));
        if reflexive && lemmas().any(|lemma| is_listed(NOT_REFLEXIVE, lemma)) {
            return None;
        }
        let beside = lemmas().any(|lemma| is_listed(ONLY_BESIDE_SPEECH, lemma));
        if lemmas().any(|lemma| is_listed(DENIED, lemma)) {
            (self.is_negated, self.anywhere) = (!self.is_negated, false);
        }
        (self.anywhere || beside).then_some(self)
    }

    /// The infinitive of speech that these readings lead to: `tient à préciser`, `a osé m’écrire`.
    fn with_infinitive(mut self, readings: &[Reading], small: &[String]) -> Option<Saying> {
        let leads = |table: &str| readings.iter().any(|reading| is_listed(table, &reading.lemma));
        let led = match small.get(self.len).map(String::as_str) {
            Some("à") => leads("tenir chercher continuer aimer"),
            Some("de") => leads("venir refuser accepter tenter finir promettre éviter"),
            Some("par") => leads("finir commencer"),
            _ => false,
        };
        let bare = leads("oser préférer devoir pouvoir vouloir aimer aller");
        self.len += usize::from(led);
        while small.get(self.len).is_some_and(|word| is_listed(BEFORE, word)) {
            self.len += 1;
        }
        let infinitive = lexicon::readings(small.get(self.len).filter(|_| led || bare)?);
        let infinitive = infinitive
            .into_iter()
            .filter(|reading| reading.tenses().any(|tense| tense == 'I'));
        self.is_negated |= leads("refuser éviter");
        self.len += 1;
        self.with(&infinitive.collect::<Vec<_>>(), small, false)
    }

    /// A pronoun after the verb: `dit-il`, `ajoute-t-elle`.
    fn skip_pronoun(&mut self, small: &[String]) {
        let at = self.len + usize::from(small.get(self.len).is_some_and(|word| word == "t"));
        if small.get(at).is_some_and(|word| is_subject_pronoun(word)) {
            self.pronoun = Some(at);
            self.len = at + 1;
        }
    }

    /// Small words between an auxiliary and its participle.
    fn skip_adverbs(&mut self, small: &[String]) {
        const MOST: usize = 3;
        for _ in 0..MOST {
            match small.get(self.len).map(String::as_str) {
                Some("pas" | "jamais" | "point" | "guère") => self.is_negated = true,
                Some(word) if is_adverb(word) => {}
                _ => break,
            }
            self.len += 1;
        }
    }
}

/// Whether the word may stand between a verb and its subject or participle, and tells neither.
pub fn is_adverb(word: &str) -> bool {
    const ADVERBS: &str = "néanmoins toutefois pourtant cependant davantage haut aussitôt chaque encore aussi \
        ensuite ainsi alors déjà bien toujours enfin notamment même tout hier jeudi lundi mardi mercredi \
        vendredi samedi dimanche aujourd’hui aujourd'hui bientôt puis depuis d’ailleurs quant donc souvent \
        parfois d’abord mieux plus tard tôt soir matin là ici volontiers dès";
    is_listed(ADVERBS, word) || (word.ends_with("ment") && word.len() > 6 && finite(word).is_empty())
}

/// Whether the word is a pronoun that can be the subject of a verb of speech.
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "il" | "elle" | "on" | "ils" | "elles" | "je"
    )
}

/// The readings of a form as a verb that has a subject, in the indicative or the conditional.
fn finite(word: &str) -> Vec<Reading> {
    let mut readings = lexicon::readings(word);
    readings.retain(|reading| {
        let tense = reading
            .tenses()
            .any(|tense| matches!(tense, 'P' | 'Q' | 'J' | 'F' | 'C'));
        reading.part == Part::Verb && tense && reading.persons().any(|person| person != '2')
    });
    readings
}

/// The kinds of each verb of speech, parted once.
static KINDS: LazyLock<BTreeMap<&str, Vec<Kind>>> = LazyLock::new(|| {
    let mut kinds: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for (kind, verbs) in VERBS {
        verbs
            .split(' ')
            .for_each(|verb| kinds.entry(verb).or_default().push(*kind));
    }
    kinds
});

/// Whether the infinitive is that of a verb of speech.
fn is_verb(lemma: &str) -> bool {
    KINDS.contains_key(lemma)
}

/// Whether the infinitive is that of a verb of speech of one of these kinds.
fn is_of(lemma: &str, wanted: &[Kind]) -> bool {
    KINDS
        .get(lemma)
        .is_some_and(|kinds| kinds.iter().any(|kind| wanted.contains(kind)))
}

#[cfg(test)]
mod tests {
    use crate::french::speech::saying::{is_incise, saying};

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
            "déclarera le caporal",
            "s’ est indigné le maire",
            "fait valoir Anne Petit",
            "lui avait aussitôt répondu la présidente",
            "tient à préciser le porte-parole",
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
            "est jugé le projet",
        ] {
            check(words, false);
        }
    }

    #[test]
    fn a_verb_takes_its_small_words() {
        let read = |words: &str| saying(&words.split(' ').collect::<Vec<_>>()).map(|saying| saying.len);
        assert_eq!(read("lui ont écrit les ministres"), Some(3));
        assert_eq!(read("a t elle souligné"), Some(4));
        assert_eq!(read("avait ainsi fait savoir Paul"), Some(4));
        assert_eq!(read("vient de déclarer Paul"), Some(3));
        assert_eq!(read("vient de Paris"), None);
        assert_eq!(read("la note"), None);
    }
}
