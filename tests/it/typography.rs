//! What never counts as a change, and what looks alike and does.

use std::collections::BTreeSet;

use guillemet::annotation::{claim, json};
use guillemet::check::{self, Checked};
use guillemet::corpus::{Corpus, Description};
use guillemet::french::words;
use guillemet::verdict::change::Class;
use guillemet::verdict::reading::Verdict;
use guillemet::verdict::variation::Kind;

/// A quote beside a source, and what it is to be.
struct Pair {
    quote: &'static str,
    source: &'static str,
    expected: Expected,
    /// Holds with the quote and the source in each other's place too.
    both_ways: bool,
}

enum Expected {
    Verbatim,
    /// Typographic, by variations of exactly these kinds.
    Fine(&'static [Kind]),
    /// Typographic, with another mark at its end.
    Ending,
    /// Altered, by changes of exactly this class.
    Altered(Class),
    /// Absent or altered, and never found inside a word.
    NotFine,
}

fn verbatim(quote: &'static str, source: &'static str) -> Pair {
    pair(quote, source, Expected::Verbatim)
}

fn fine(quote: &'static str, source: &'static str, kinds: &'static [Kind]) -> Pair {
    pair(quote, source, Expected::Fine(kinds))
}

fn altered(quote: &'static str, source: &'static str, class: Class) -> Pair {
    pair(quote, source, Expected::Altered(class))
}

fn ending(quote: &'static str, source: &'static str) -> Pair {
    pair(quote, source, Expected::Ending)
}

fn not_fine(quote: &'static str, source: &'static str) -> Pair {
    pair(quote, source, Expected::NotFine).one_way()
}

fn pair(quote: &'static str, source: &'static str, expected: Expected) -> Pair {
    Pair {
        quote,
        source,
        expected,
        both_ways: true,
    }
}

impl Pair {
    /// Where the source may have what a quote may not, or where only one text has more words.
    fn one_way(self) -> Self {
        Self {
            both_ways: false,
            ..self
        }
    }

    fn fault(&self) -> Option<String> {
        let there = fault(self.quote, self.source, &self.expected);
        let back = || fault(self.source, self.quote, &self.expected);
        there.or_else(|| back().filter(|_| self.both_ways))
    }
}

/// Checks every pair, and tells of all that fail at once.
fn check(pairs: &[Pair]) {
    let faults: Vec<String> = pairs.iter().filter_map(Pair::fault).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What is wrong with the check of this quote against this source.
fn fault(quote: &str, source: &str, expected: &Expected) -> Option<String> {
    let (before, after) = ("Le rapport paraît demain.\n\n", "\n\nLa suite reste à écrire.\n");
    let text = format!("{before}{source}{after}");
    let checked = checked(quote, &text);
    let (verdict, kinds, classes) = (checked.verdict, kinds(&checked), classes(&checked));
    let holds = match expected {
        Expected::Verbatim => verdict == Verdict::Verbatim,
        Expected::Fine(expected) => verdict == Verdict::Typographic && kinds == expected.iter().copied().collect(),
        Expected::Ending => verdict == Verdict::Typographic && kinds.contains(&Kind::EndMark),
        Expected::Altered(class) => verdict == Verdict::Altered && classes == BTreeSet::from([*class]),
        Expected::NotFine => {
            matches!(verdict, Verdict::Altered | Verdict::Absent) && stands_on_whole_words(&checked, &text)
        }
    };
    let expected = match expected {
        Expected::Verbatim => "verbatim".to_owned(),
        Expected::Fine(kinds) => format!("typographic {kinds:?}"),
        Expected::Ending => "typographic, with EndMark".to_owned(),
        Expected::Altered(class) => format!("altered {class:?}"),
        Expected::NotFine => "altered or absent, on whole words".to_owned(),
    };
    let found = format!("{} {kinds:?} {classes:?}", verdict.name());
    (!holds).then(|| format!("{quote:?} in {source:?}: expected {expected}, found {found}"))
}

/// The check of this quote against a source of this text. The quote is read as from a file, so that
/// no field of it is left out here.
fn checked(quote: &str, text: &str) -> Checked {
    let annotation = serde_json::json!({"claims": [{"id": "a", "source": "texte", "quotes": [quote]}]});
    let (root, flaws) = json::parse(&annotation.to_string());
    let annotations = claim::read(root, flaws, false);
    assert!(annotations.flaws.is_empty(), "{:?}", annotations.flaws);
    let description = Description {
        id: "texte".to_owned(),
        ..Description::default()
    };
    let corpus = Corpus::new([(description, Some(text.into()))]);
    check::check(&annotations.claims[0].quotes[0], &corpus)
}

fn kinds(checked: &Checked) -> BTreeSet<Kind> {
    let reading = checked.judgement.iter().map(|judgement| &judgement.reading);
    reading
        .flat_map(|reading| &reading.variations)
        .map(|variation| variation.kind)
        .collect()
}

fn classes(checked: &Checked) -> BTreeSet<Class> {
    let reading = checked.judgement.iter().map(|judgement| &judgement.reading);
    reading
        .flat_map(|reading| &reading.changes)
        .map(|change| change.class)
        .collect()
}

/// Whether the passage, if there is one, starts and ends at the ends of words.
fn stands_on_whole_words(checked: &Checked, text: &str) -> bool {
    let Some(judgement) = &checked.judgement else {
        return true;
    };
    let passage = judgement.reading.passage;
    let cuts = words::cut(text);
    let inside = |at: usize| cuts.iter().any(|cut| cut.span.start() < at && at < cut.span.end());
    !inside(passage.start()) && !inside(passage.end())
}

#[test]
fn canonical_equivalence_and_plain_blanks_are_verbatim() {
    check(&[
        verbatim("ont échangé sur la place", "ont e\u{301}change\u{301} sur la place"),
        verbatim("Ça n’a rien changé", "C\u{327}a n’a rien change\u{301}"),
        verbatim("le label de confiance", "le  label\tde\n confiance"),
        verbatim("le label de confiance", "le label\r\nde confiance"),
        // Hangul syllables and the ångström sign compose too.
        verbatim("une longueur de 5 Å au plus", "une longueur de 5 \u{212b} au plus"),
    ]);
}

#[test]
fn an_accent_written_twice() {
    check(&[
        fine(
            "ont échangé sur la place",
            "ont échangé\u{301} sur la place",
            &[Kind::StrayAccent],
        ),
        fine(
            "pour faire face à ce défi",
            "pour faire face à\u{300} ce défi",
            &[Kind::StrayAccent],
        ),
        fine(
            "pour faire face à ce défi",
            "pour faire face a\u{300}\u{300} ce défi",
            &[Kind::StrayAccent],
        ),
        // An accent on a letter that has none is no stray: it makes another letter.
        altered(
            "le décret modifie la loi",
            "le décret modifie\u{301} la loi",
            Class::Tense,
        ),
        altered("faire face a ce défi", "faire face a\u{300} ce défi", Class::Spelling),
        altered("un pêcheur averti", "un pe\u{301}cheur averti", Class::Spelling),
    ]);
}

#[test]
fn kinds_of_space() {
    check(&[
        fine(
            "en partenariat avec Numeum",
            "en partenariat avec\u{a0}Numeum",
            &[Kind::Space],
        ),
        fine(
            "en partenariat avec Numeum",
            "en partenariat avec\u{202f}Numeum",
            &[Kind::Space],
        ),
        fine(
            "en partenariat avec Numeum",
            "en partenariat avec\u{2009}Numeum",
            &[Kind::Space],
        ),
        fine(
            "en partenariat avec Numeum",
            "en partenariat avec\u{3000}Numeum",
            &[Kind::Space],
        ),
        fine(
            "en partenariat avec Numeum",
            "en partenariat avec \u{a0} Numeum",
            &[Kind::Space],
        ),
    ]);
}

#[test]
fn spaces_beside_signs() {
    check(&[
        fine(
            "le label tient ; le reste suit",
            "le label tient; le reste suit",
            &[Kind::Space],
        ),
        fine("trois secteurs : la santé", "trois secteurs: la santé", &[Kind::Space]),
        fine(
            "trois secteurs : la santé",
            "trois secteurs\u{a0}: la santé",
            &[Kind::Space],
        ),
        fine("surtout de commandes !", "surtout de commandes!", &[Kind::Space]),
        fine("Qui paiera ? Les clients", "Qui paiera? Les clients", &[Kind::Space]),
        fine("une offre 100 % française", "une offre 100% française", &[Kind::Space]),
        fine("un budget de 100 € par an", "un budget de 100€ par an", &[Kind::Space]),
        fine("l’offre « cloud » du pays", "l’offre «cloud» du pays", &[Kind::Space]),
        fine(
            "l’offre « cloud » du pays",
            "l’offre «\u{a0}cloud\u{a0}» du pays",
            &[Kind::Space],
        ),
        fine(
            "le cloud – enfin financé – avance",
            "le cloud –enfin financé– avance",
            &[Kind::Space],
        ),
        fine(
            "le cloud – enfin financé – avance",
            "le cloud—enfin financé—avance",
            &[Kind::Space, Kind::Dash],
        ),
        fine(
            "la période 1990 – 2000 fut longue",
            "la période 1990–2000 fut longue",
            &[Kind::Space],
        ),
        // The sign and the value stay.
        altered("une offre 100 % française", "une offre 10 % française", Class::Number),
        altered("un budget de 100 € par an", "un budget de 100 $ par an", Class::Unit),
        altered(
            "la période 1990 – 2000 fut longue",
            "la période 1990 – 2001 fut longue",
            Class::Number,
        ),
    ]);
}

#[test]
fn spaces_that_leave_the_words_readable() {
    check(&[
        fine(
            "Bruno Le Maire Ministre de l’Économie",
            "Bruno Le MaireMinistre de l’Économie",
            &[Kind::Space],
        ),
        fine(
            "le label SecNumCloud existe",
            "le label SecNum Cloud existe",
            &[Kind::Space],
        ),
        // A space that makes other words.
        altered(
            "quoique tu en dises demain",
            "quoi que tu en dises demain",
            Class::Spelling,
        ),
        altered("il arrive bientôt ici", "il arrive bien tôt ici", Class::Spelling),
        altered("il en veut davantage ici", "il en veut d’avantage ici", Class::Word),
        altered(
            "il parle surtout du label",
            "il parle sur tout du label",
            Class::Spelling,
        ),
        altered("il le dit parfois ici", "il le dit par fois ici", Class::Spelling),
        altered("cela est sitôt fait ici", "cela est si tôt fait ici", Class::Spelling),
        altered(
            "il faut quelque soit le prix",
            "il faut quel que soit le prix",
            Class::Spelling,
        ),
        altered(
            "l’entretien est malentendu ici",
            "l’entretien est mal entendu ici",
            Class::Spelling,
        ),
        altered(
            "il viendra un avenir meilleur",
            "il viendra un à venir meilleur",
            Class::Spelling,
        ),
    ]);
}

#[test]
fn quotation_marks() {
    check(&[
        fine(
            "une offre de “cloud” sûre",
            "une offre de \"cloud\" sûre",
            &[Kind::QuotationMark],
        ),
        fine(
            "une offre de «cloud» sûre",
            "une offre de “cloud” sûre",
            &[Kind::QuotationMark],
        ),
        fine(
            "une offre de « cloud » sûre",
            "une offre de “cloud” sûre",
            &[Kind::QuotationMark, Kind::Space],
        ),
        fine(
            "une offre de „cloud“ sûre",
            "une offre de ‹cloud› sûre",
            &[Kind::QuotationMark],
        ),
        fine(
            "une offre de cloud sûre",
            "une offre de “cloud” sûre",
            &[Kind::InnerMarks],
        ),
        fine(
            "une offre de cloud sûre",
            "une offre de « cloud » sûre",
            &[Kind::InnerMarks],
        ),
        // The outer marks of the source are no part of the quote.
        verbatim("une offre de cloud sûre", "« une offre de cloud sûre »").one_way(),
        // The words between the marks count as any.
        altered("une offre de “cloud” sûre", "une offre de “clown” sûre", Class::Word),
    ]);
}

#[test]
fn apostrophes() {
    check(&[
        fine("l'ensemble des acteurs", "l’ensemble des acteurs", &[Kind::Apostrophe]),
        fine(
            "lorsqu'il fait aujourd'hui",
            "lorsqu’il fait aujourd’hui",
            &[Kind::Apostrophe],
        ),
        fine("l‘ensemble des acteurs", "lʼensemble des acteurs", &[Kind::Apostrophe]),
        fine("l`ensemble des acteurs", "l´ensemble des acteurs", &[Kind::Apostrophe]),
        // An apostrophe that parts other words.
        altered("il se plait quelle sorte", "il se plait qu’elle sorte", Class::Word),
        altered("il a rendu lavis au comité", "il a rendu l’avis au comité", Class::Word),
    ]);
}

#[test]
fn hyphens_and_dashes() {
    check(&[
        fine(
            "le dialogue IT-Business utile",
            "le dialogue IT\u{2011}Business utile",
            &[Kind::Dash],
        ),
        fine(
            "le dialogue IT-Business utile",
            "le dialogue IT\u{2010}Business utile",
            &[Kind::Dash],
        ),
        fine(
            "le dialogue IT-Business utile",
            "le dialogue IT–Business utile",
            &[Kind::Dash],
        ),
        fine(
            "le cloud - enfin financé - avance",
            "le cloud – enfin financé – avance",
            &[Kind::Dash],
        ),
        fine(
            "le cloud — enfin financé — avance",
            "le cloud – enfin financé – avance",
            &[Kind::Dash],
        ),
        fine(
            "que pense-t-il du label",
            "que pense\u{2011}t\u{2011}il du label",
            &[Kind::Dash],
        ),
        // A hyphen that makes another word.
        altered(
            "il viendra peut-être demain",
            "il viendra peut être demain",
            Class::Spelling,
        ),
        // A dash before a figure may be its minus sign.
        altered("un solde de – 12 millions", "un solde de 12 millions", Class::Sign),
        fine("un recul de -0,4 point", "un recul de −0,4 point", &[Kind::Number]),
    ]);
}

#[test]
fn ellipses() {
    check(&[
        fine(
            "le label... puis le reste",
            "le label… puis le reste",
            &[Kind::Ellipsis],
        ),
        fine(
            "des offres, des labels...",
            "des offres, des labels…",
            &[Kind::Ellipsis],
        ),
        altered(
            "le label... puis le reste",
            "le label… puis la reste",
            Class::Inflection,
        ),
    ]);
}

#[test]
fn ligatures() {
    check(&[
        fine("mettre en oeuvre un plan", "mettre en œuvre un plan", &[Kind::Ligature]),
        fine(
            "OEUVRER ENSEMBLE DEMAIN MATIN",
            "ŒUVRER ENSEMBLE DEMAIN MATIN",
            &[Kind::Ligature],
        ),
        fine("lu ex aequo par eux", "lu ex æquo par eux", &[Kind::Ligature]),
        fine("la fin du plan officiel", "la ﬁn du plan oﬃciel", &[Kind::Ligature]),
        fine("le flux des données", "le ﬂux des données", &[Kind::Ligature]),
        fine("si la suite convient", "ſi la ſuite convient", &[Kind::Ligature]),
        // No ligature: other words, or a raised figure.
        altered("au coeur du plan", "au chœur du plan", Class::Word),
        altered("un oeuf dans le plan", "un bœuf dans le plan", Class::Word),
        altered("soit 102 unités au total", "soit 10² unités au total", Class::Number),
    ]);
}

#[test]
fn invisible_signs() {
    check(&[
        fine(
            "le développement du cloud",
            "le déve\u{ad}loppement du cloud",
            &[Kind::Invisible],
        ),
        fine(
            "le développement du cloud",
            "le déve\u{200b}loppement du cloud",
            &[Kind::Invisible],
        ),
        fine(
            "le développement du cloud",
            "le \u{202a}développement\u{202c} du cloud",
            &[Kind::Invisible],
        ),
        fine(
            "le développement du cloud",
            "le développement\u{2060} du cloud",
            &[Kind::Invisible],
        ),
        fine(
            "le développement du cloud",
            "le \u{feff}développement du cloud",
            &[Kind::Invisible],
        ),
        // What is seen still counts beside what is not.
        altered("l’imprudence du cloud", "l’im\u{ad}pudence du cloud", Class::Word),
        altered(
            "soit 35 points de plus",
            "soit 3\u{200b}4 points de plus",
            Class::Number,
        ),
    ]);
}

#[test]
fn words_cut_at_a_line_end() {
    check(&[
        fine(
            "le développement du cloud",
            "le déve-\nloppement du cloud",
            &[Kind::LineBreak],
        ),
        fine(
            "le développement du cloud",
            "le déve-\r\nloppement du cloud",
            &[Kind::LineBreak],
        ),
        fine(
            "le développement du cloud",
            "le déve-\n    loppement du cloud",
            &[Kind::LineBreak],
        ),
        fine(
            "le développement du cloud",
            "le déve\u{2010}\nloppement du cloud",
            &[Kind::LineBreak],
        ),
        fine(
            "le développement du cloud",
            "le déve\u{ad}\nloppement du cloud",
            &[Kind::Invisible, Kind::LineBreak],
        ),
        fine(
            "il viendra peut-être demain",
            "il viendra peut-\nêtre demain",
            &[Kind::LineBreak],
        ),
        fine(
            "tant vis-à-vis du marché",
            "tant vis-à-\nvis du marché",
            &[Kind::LineBreak],
        ),
        // The hyphen is real.
        altered(
            "il viendra peut être demain",
            "il viendra peut-\nêtre demain",
            Class::Spelling,
        ),
        altered("l’enveloppement du cloud", "le déve-\nloppement du cloud", Class::Word),
    ]);
}

#[test]
fn accents_missing_on_capitals() {
    check(&[
        fine(
            "le rôle de l’Etat stratège",
            "le rôle de l’État stratège",
            &[Kind::CapitalAccent],
        ),
        fine(
            "A Strasbourg, le réseau naît",
            "À Strasbourg, le réseau naît",
            &[Kind::CapitalAccent],
        ),
        fine(
            "L’ECOLE EN PREMIERE LIGNE ICI",
            "L’ÉCOLE EN PREMIÈRE LIGNE ICI",
            &[Kind::CapitalAccent],
        ),
        fine("Ca ne change rien ici", "Ça ne change rien ici", &[Kind::CapitalAccent]),
        // A small letter keeps its accents.
        altered(
            "le rôle de l’etat stratège",
            "le rôle de l’état stratège",
            Class::Spelling,
        ),
        altered("le rôle de l’Etât stratège", "le rôle de l’État stratège", Class::Name),
        // Folds compose, `a` to `À` to `à`, and would swallow this.
        altered(
            "le ministre À déclaré forfait",
            "le ministre a déclaré forfait",
            Class::Spelling,
        ),
        altered("le pays Où tout va", "le pays ou tout va", Class::Spelling),
    ]);
}

#[test]
fn capitals() {
    check(&[
        fine("La stratégie du pays", "la stratégie du pays", &[Kind::Case]),
        fine(
            "la stratégie du Cloud européen",
            "la stratégie du cloud européen",
            &[Kind::Case],
        ),
        fine(
            "la naissance de Numspot ici",
            "la naissance de NUMSPOT ici",
            &[Kind::Case],
        ),
        fine("le Ministre de l’Économie", "le ministre de l’Économie", &[Kind::Case]),
        fine(
            "le général De Gaulle parle",
            "le général de Gaulle parle",
            &[Kind::Case],
        ),
        fine("LA STRATÉGIE DU PAYS", "la stratégie du pays", &[Kind::Case]),
        // Capitals hide no other letter.
        altered(
            "la naissance de Numpost ici",
            "la naissance de NUMSPOT ici",
            Class::Name,
        ),
        altered("LE PAYS OÙ TOUT VA", "le pays ou tout va", Class::Spelling).one_way(),
    ]);
}

#[test]
fn punctuation_at_the_end() {
    check(&[
        verbatim("le label protège les données", "le label protège les données.").one_way(),
        fine(
            "le label protège les données.",
            "le label protège les données",
            &[Kind::Punctuation],
        )
        .one_way(),
        fine(
            "le label protège les données.",
            "le label protège les données, dit-il.",
            &[Kind::Punctuation],
        )
        .one_way(),
        fine(
            "le label protège les données,",
            "le label protège les données.",
            &[Kind::Punctuation],
        ),
        // Another end mark is typography still, and a warning: `altered-punctuation`.
        ending(
            "le label protège-t-il les données.",
            "le label protège-t-il les données ?",
        ),
        ending("le label protège les données.", "le label protège les données !"),
        ending("le label protège les données ?", "le label protège les données !"),
        altered(
            "le label protège les donneurs.",
            "le label protège les données.",
            Class::Word,
        ),
    ]);
}

#[test]
fn punctuation_inside() {
    check(&[
        fine(
            "le label, dès demain, protège",
            "le label dès demain protège",
            &[Kind::Punctuation],
        ),
        fine(
            "trois secteurs : santé, banque",
            "trois secteurs, santé, banque",
            &[Kind::Punctuation],
        ),
        fine(
            "le label tient ; le reste suit",
            "le label tient. Le reste suit",
            &[Kind::Punctuation, Kind::Case],
        ),
        fine(
            "le label (le premier) tient",
            "le label, le premier, tient",
            &[Kind::Punctuation],
        ),
        // A comma between figures is part of the number.
        altered("soit 3,5 points de plus", "soit 35 points de plus", Class::Number),
        altered("soit 3.5 points de plus", "soit 35 points de plus", Class::Number),
    ]);
}

#[test]
fn one_number_written_in_two_ways() {
    check(&[
        fine("soit 40 000 emplois créés", "soit 40000 emplois créés", &[Kind::Number]),
        fine(
            "soit 40\u{202f}000 emplois créés",
            "soit 40000 emplois créés",
            &[Kind::Number],
        ),
        fine(
            "soit 40 000 emplois créés",
            "soit 40\u{a0}000 emplois créés",
            &[Kind::Space],
        ),
        fine("soit 3,5 points de plus", "soit 3.5 points de plus", &[Kind::Number]),
        fine(
            "soit 2,6 Md€ par an",
            "soit 2,6 milliards d'euros par an",
            &[Kind::Number],
        ),
        fine(
            "soit 2,6 Md€ par an",
            "soit 2,6 milliards d’euros par an",
            &[Kind::Number],
        ),
        fine(
            "un montant de 100m€ au plus",
            "un montant de 100 M€ au plus",
            &[Kind::Case, Kind::Space],
        ),
        fine(
            "un montant de 100 M€ au plus",
            "un montant de 100 millions d’euros au plus",
            &[Kind::Number],
        ),
        fine(
            "une hausse de 12 % en mai",
            "une hausse de 12 pour cent en mai",
            &[Kind::Number],
        ),
        fine("le 4ème programme du pays", "le 4e programme du pays", &[Kind::Number]),
        fine("le 4e programme du pays", "le 4ᵉ programme du pays", &[Kind::Ligature]),
        fine("le 1er volet du plan", "le premier volet du plan", &[Kind::Number]),
        fine("le 1er volet du plan", "le 1ᵉʳ volet du plan", &[Kind::Ligature]),
        fine("le train de 18 h 30 part", "le train de 18h30 part", &[Kind::Space]),
        fine(
            "les trente dernières années",
            "les 30 dernières années",
            &[Kind::Number],
        ),
        fine(
            "a identifié cinq projets du plan",
            "a identifié 5 projets du plan",
            &[Kind::Number],
        ),
        fine(
            "les quatre-vingts communes du pays",
            "les 80 communes du pays",
            &[Kind::Number],
        ),
    ]);
}

#[test]
fn another_number() {
    check(&[
        altered("soit 40 000 emplois créés", "soit 4 000 emplois créés", Class::Number),
        altered("soit 40 000 emplois créés", "soit 400 000 emplois créés", Class::Number),
        altered("soit 40 000 emplois créés", "soit 40 emplois créés", Class::Number),
        altered("soit 3,5 points de plus", "soit 3,05 points de plus", Class::Number),
        altered(
            "un montant de 2,6 M€ au plus",
            "un montant de 2,6 Md€ au plus",
            Class::Unit,
        ),
        altered(
            "un montant de 2,6 millions d’euros",
            "un montant de 2,6 milliards d’euros",
            Class::Number,
        ),
        altered(
            "un montant de 2,6 M€ au plus",
            "un montant de 2,6 milliards d’euros au plus",
            Class::Number,
        ),
        altered("une hausse de 12 % en mai", "une hausse de 12 ‰ en mai", Class::Unit),
        altered(
            "une hausse de 12 pour cent en mai",
            "une hausse de 12 pour mille en mai",
            Class::Number,
        ),
        altered("le 4e programme du pays", "le 5e programme du pays", Class::Number),
        altered("le 4e programme du pays", "le 14e programme du pays", Class::Number),
        altered("le train de 18 h 30 part", "le train de 8 h 30 part", Class::Number),
        altered("le train de 18h30 part", "le train de 18h03 part", Class::Number),
        altered(
            "les trente dernières années",
            "les treize dernières années",
            Class::Number,
        ),
        altered("les trente dernières années", "les 300 dernières années", Class::Number),
        altered(
            "a identifié cinq projets du plan",
            "a identifié 15 projets du plan",
            Class::Number,
        ),
        altered(
            "la lettre du 17 octobre dernier",
            "la lettre du 12 octobre dernier",
            Class::Date,
        ),
        altered(
            "la lettre du 17 octobre dernier",
            "la lettre du 17 novembre dernier",
            Class::Date,
        ),
        altered(
            "une annonce de mai 2021 ici",
            "une annonce de mai 2012 ici",
            Class::Date,
        ),
        altered(
            "une distance de 5 km au plus",
            "une distance de 5 m au plus",
            Class::Unit,
        ),
        altered("le chapitre IV de la loi", "le chapitre VI de la loi", Class::Number),
    ]);
}

#[test]
fn abbreviations() {
    check(&[
        fine(
            "selon le n° 12 du journal",
            "selon le no 12 du journal",
            &[Kind::Abbreviation],
        ),
        fine(
            "selon le n° 12 du journal",
            "selon le nº 12 du journal",
            &[Kind::Abbreviation],
        ),
        fine(
            "selon M. Dupont lui-même",
            "selon Monsieur Dupont lui-même",
            &[Kind::Abbreviation],
        ),
        fine(
            "selon Mme Dupont elle-même",
            "selon Madame Dupont elle-même",
            &[Kind::Abbreviation],
        ),
        fine(
            "les trains de la S.N.C.F roulent",
            "les trains de la SNCF roulent",
            &[Kind::Abbreviation],
        ),
        // The last stop may end a sentence as well.
        fine(
            "les trains de la S.N.C.F. roulent",
            "les trains de la SNCF roulent",
            &[Kind::Abbreviation, Kind::Punctuation],
        ),
        altered("selon le n° 12 du journal", "selon le n° 21 du journal", Class::Number),
        altered("selon M. Dupont lui-même", "selon M. Dupond lui-même", Class::Name),
        altered(
            "les trains de la S.N.C.F. roulent",
            "les trains de la S.N.C.B. roulent",
            Class::Name,
        ),
    ]);
    // A title for another is a change; of which class is not laid down.
    check(&[
        not_fine("selon M. Dupont et les siens", "selon Mme Dupont et les siens"),
        not_fine("selon Mme Dupont et les siens", "selon Monsieur Dupont et les siens"),
    ]);
}

#[test]
fn spelling_of_1990() {
    check(&[
        fine(
            "cet événement est connu",
            "cet évènement est connu",
            &[Kind::Reform1990],
        ),
        fine(
            "dès le mois d’aout prochain",
            "dès le mois d’août prochain",
            &[Kind::Reform1990],
        ),
        fine(
            "il faut connaitre le marché",
            "il faut connaître le marché",
            &[Kind::Reform1990],
        ),
        fine(
            "le cout du plan national",
            "le coût du plan national",
            &[Kind::Reform1990],
        ),
        fine(
            "ils s’attèleront au travail",
            "ils s’attelleront au travail",
            &[Kind::Reform1990],
        ),
        fine(
            "le cadre règlementaire du plan",
            "le cadre réglementaire du plan",
            &[Kind::Reform1990],
        ),
        // The reform keeps the accents that tell two words apart.
        altered(
            "un hébergement sur et durable",
            "un hébergement sûr et durable",
            Class::Spelling,
        ),
        altered("le montant du à la ville", "le montant dû à la ville", Class::Spelling),
        altered("le mur fruit du plan", "le mûr fruit du plan", Class::Spelling),
        altered("un jeune de trois jours", "un jeûne de trois jours", Class::Spelling),
        altered(
            "la tache du ministre délégué",
            "la tâche du ministre délégué",
            Class::Spelling,
        ),
        altered("la cote du plan national", "la côte du plan national", Class::Spelling),
        altered("le coté du plan national", "le côté du plan national", Class::Spelling),
    ]);
}

#[test]
fn inclusive_forms() {
    check(&[
        fine("les élu·es de la ville", "les élu-e-s de la ville", &[Kind::Inclusive]),
        fine("les élu·e·s de la ville", "les élu·es de la ville", &[Kind::Inclusive]),
        fine(
            "les étudiant.e.s de la ville",
            "les étudiant·e·s de la ville",
            &[Kind::Inclusive],
        ),
        fine(
            "les citoyen(ne)s de la ville",
            "les citoyen·nes de la ville",
            &[Kind::Inclusive],
        ),
        altered("les élu·es de la ville", "les élues de la ville", Class::Spelling),
        altered("les élu-e-s de la ville", "les élues de la ville", Class::Spelling),
        altered("les élu·es de la ville", "les élus de la ville", Class::Word),
        altered("les élues de la ville", "les élus de la ville", Class::Inflection),
    ]);
}

#[test]
fn guillemets_at_each_paragraph() {
    check(&[
        fine(
            "Le label protège les données. Le plan les finance.",
            "« Le label protège les données.\n\n« Le plan les finance. »",
            &[Kind::QuotationMark],
        )
        .one_way(),
        altered(
            "Le label protège les données. Le plan le finance.",
            "« Le label protège les données.\n\n« Le plan les finance. »",
            Class::Inflection,
        )
        .one_way(),
    ]);
}

#[test]
fn bullets_and_verse() {
    check(&[
        fine(
            "une offre sûre ; un label clair",
            "• une offre sûre ;\n• un label clair",
            &[Kind::Markup],
        )
        .one_way(),
        fine(
            "une offre sûre, un label clair",
            "* une offre sûre,\n* un label clair",
            &[Kind::Markup],
        )
        .one_way(),
        fine(
            "une offre sûre, un label clair",
            "- une offre sûre,\n- un label clair",
            &[Kind::Dash],
        )
        .one_way(),
        fine(
            "Souvent, pour s’amuser, / les hommes d’équipage",
            "Souvent, pour s’amuser,\nles hommes d’équipage",
            &[Kind::Markup],
        )
        .one_way(),
        altered(
            "une offre sûre ; un label cher",
            "• une offre sûre ;\n• un label clair",
            Class::Word,
        )
        .one_way(),
        altered("soit 12 cas sur trente", "soit 1 / 2 cas sur trente", Class::Number),
    ]);
}

#[test]
fn note_calls_and_markup() {
    check(&[
        fine(
            "le label [12] protège les données",
            "le label protège les données",
            &[Kind::Markup],
        )
        .swapped(),
        fine(
            "le label¹² protège les données",
            "le label protège les données",
            &[Kind::Markup],
        )
        .swapped(),
        fine(
            "le label **enfin** clair du pays",
            "le label enfin clair du pays",
            &[Kind::Markup],
        )
        .swapped(),
        fine(
            "le label *enfin* clair du pays",
            "le label enfin clair du pays",
            &[Kind::Markup],
        )
        .swapped(),
        fine(
            "le label _enfin_ clair du pays",
            "le label enfin clair du pays",
            &[Kind::Markup],
        )
        .swapped(),
        verbatim("le budget R&D du pays", "le budget R&amp;D du pays").one_way(),
        fine(
            "une hausse de 12 % en mai",
            "une hausse de 12&nbsp;% en mai",
            &[Kind::Space],
        )
        .one_way(),
        fine(
            "l'été du plan national",
            "l&rsquo;&eacute;t&eacute; du plan national",
            &[Kind::Apostrophe],
        )
        .one_way(),
        // A number in the text is no note call, and a sign that compares is no markup.
        altered(
            "le label protège les données",
            "le label protège les 12 données",
            Class::Number,
        )
        .one_way(),
        altered(
            "un écart de p 0,05 au test",
            "un écart de p < 0,05 au test",
            Class::Sign,
        )
        .one_way(),
        altered("le budget RD du pays", "le budget R&amp;D du pays", Class::Name).one_way(),
    ]);
}

#[test]
fn accents_on_small_letters() {
    check(&[
        altered("il a la suite du plan", "il à la suite du plan", Class::Spelling),
        altered("le pays ou le plan naît", "le pays où le plan naît", Class::Spelling),
        altered("le plan la du pays", "le plan là du pays", Class::Spelling),
        altered("un pécheur de la côte", "un pêcheur de la côte", Class::Spelling),
        altered("le décret modifie hier", "le décret modifié hier", Class::Tense),
        // The source's slip, mended.
        altered("au sein de la ville", "au sein dè la ville", Class::Spelling),
    ]);
}

#[test]
fn signs_that_count() {
    check(&[
        not_fine("une baisse de −0,4 point", "une baisse de 0,4 point"),
        not_fine("une baisse de 0,4 point", "une baisse de −0,4 point"),
        not_fine("une baisse de 0,4 point", "une baisse de -0,4 point"),
        not_fine("une baisse de 0,4 point", "une baisse de –0,4 point"),
        altered("le test donne p < 0,05 ici", "le test donne p > 0,05 ici", Class::Sign),
        altered("le test donne p < 0,05 ici", "le test donne p = 0,05 ici", Class::Sign),
        altered("le test donne p ≤ 0,05 ici", "le test donne p < 0,05 ici", Class::Sign),
        altered("soit 3,5 points de plus", "soit 35 points de plus", Class::Number),
    ]);
}

#[test]
fn letters_of_another_script() {
    check(&[
        // Cyrillic Ѕ, е and а; Greek ο.
        altered(
            "la naissance de NUMЅPOT ici",
            "la naissance de NUMSPOT ici",
            Class::Name,
        ),
        altered("la naissancе du label", "la naissance du label", Class::Spelling),
        altered("le plаn du pays voisin", "le plan du pays voisin", Class::Spelling),
        altered("le cοde du pays voisin", "le code du pays voisin", Class::Spelling),
    ]);
}

#[test]
fn words_are_whole() {
    check(&[
        not_fine("oui", "le roi Louis règne sur la France"),
        not_fine("113", "le dossier 2113 reste ouvert"),
        not_fine("0,9", "un taux de 0,95 au départ"),
        not_fine("0,9", "un taux de 10,9 au départ"),
        not_fine("000", "soit 40 000 emplois créés"),
        not_fine("Un intérêt", "Aucun intérêt pour ce plan"),
        not_fine("un intérêt pour ce plan", "Aucun intérêt pour ce plan"),
        not_fine("vis", "tant vis-à-vis du marché"),
        not_fine("être", "il viendra peut-être demain"),
        not_fine("le plan nation", "le plan national du pays"),
        not_fine("estion du plan national", "la gestion du plan national"),
        not_fine("hui", "aujourd’hui le plan national naît"),
    ]);
}

#[test]
fn clitics_are_words() {
    check(&[
        verbatim("ensemble des acteurs", "l’ensemble des acteurs du pays").one_way(),
        verbatim("il viendra demain", "je crois qu’il viendra demain").one_way(),
        verbatim("que pense", "que pense-t-il du label").one_way(),
        verbatim("il du label", "que pense-t-il du label").one_way(),
    ]);
}

impl Pair {
    /// The source has what the quote has not.
    fn swapped(self) -> Self {
        Self {
            quote: self.source,
            source: self.quote,
            ..self
        }
        .one_way()
    }
}
