//! The words that people are called by: titles, first names, what they are and do.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::french::lexicon::{self, Part, Reading};
use crate::french::names::{self, Shape};
use crate::french::words::{self, Kind};
use crate::text::fold;

/// The gender that a title, a first name or a role gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
}

/// What people are and do, in the masculine singular, where the text may call them by it.
/// Source: our own list, from the articles that this project was tried on.
const ROLES: &str = "baron marquis vicomte chevalier oncle tante cousin saint maître rapporteur mairesse \
    confrère consœur épouse beau-frère belle-sœur grand-père grand-mère docteur professeur éleveur veuve \
    chancelière abbé académicien acteur actrice adjoint administrateur agent agriculteur ambassadeur amiral \
    analyste animateur archevêque architecte artisan artiste assistant astronaute astronome auteur auteure \
    autrice avocat biologiste bâtonnier candidat capitaine caporal cardinal ceo champion chancelier chanteur \
    chef cheffe chercheur chimiste chirurgien chroniqueur cinéaste climatologue coach cofondateur colonel \
    commandant commerçant commissaire compagnon compositeur comte comédien conseiller coordinateur critique \
    cuisinier curé dg dga dircom directeur directrice dirigeant doyen dramaturge drh dsi duc délégué député \
    empereur enseignant entraîneur entrepreneur eurodéputé expert femme fille fils fondateur footballeur frère \
    garde gouverneur greffier général géographe habitant historien homologue imam infirmier ingénieur inspecteur \
    instituteur joueur journaliste juge juriste leader lieutenant lycéen magistrat maire manager mari marin \
    maréchal mathématicien membre metteur militant ministre musicien mère médecin médiateur nageur navigateur \
    notaire négociateur ouvrier pape pasteur patron pdg peintre pharmacien philosophe photographe physicien \
    pilote policier politologue porte-parole poète prince principal procureur producteur professeure proviseur \
    préfet président prêtre psychiatre psychologue père rabbin recteur reine représentant responsable rival \
    riverain roi romancier romancière réalisateur rédacteur scientifique secrétaire sergent skipper sociologue \
    sportif spécialiste syndicaliste sénateur sœur trésorier témoin veuf vice-président vigneron virologue \
    voisin économiste écrivain éditeur éditorialiste élu émissaire épidémiologiste époux étudiant évêque";

/// What many people are together, by key. Source: our own list, as for the roles.
const HOUSES: &str = "association agence alliance assemblee banque cabinet chambre collectif comite commission \
    conseil consortium cour delegation direction entreprise federation filiale fondation gouvernement groupe \
    groupement intersyndicale jury ligue mairie ministere mouvement organisation parquet parti police prefecture \
    redaction section senat societe syndicat tribunal union";

/// Places and houses that stand for those who sit there, beside all towns and countries.
pub const SEATS: &str =
    "élysée matignon bercy beauvau kremlin bruxelles washington berlin londres moscou pékin rome madrid";

/// Whether the word is a title before a name: *M.*, *Mme*.
pub fn is_title(word: &str) -> bool {
    title_gender(word).is_some() || matches!(word, "MM" | "Mmes" | "Dr" | "Pr" | "Me" | "Prof")
}

/// The gender that a title gives away.
pub fn title_gender(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.') {
        "M" | "Monsieur" | "monsieur" | "Mgr" | "Sir" | "Mr" => Some(Gender::Masculine),
        "Mme" | "Mlle" | "Madame" | "madame" | "Lady" | "Mademoiselle" => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether the word is a particle inside a name: *de*, *Le*, *van*.
pub fn is_particle(word: &str) -> bool {
    const PARTICLES: &str = "de du des d’ d' le la les l’ l' van von der den ten ben bin ibn al el di da del \
        dos zu";
    words::is_listed(PARTICLES, &word.to_lowercase())
}

/// Whether a group that names a speaker may start with the word.
pub fn is_article(word: &str) -> bool {
    const ARTICLES: &str = "le la les l’ l' un une son sa ses ce cet cette ces leur leurs notre nos";
    words::is_listed(ARTICLES, &word.to_lowercase())
}

/// The roles, parted once.
static ROLE_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| ROLES.split(' ').collect());

/// Whether the word says what somebody is or does, in any gender and number: *ministre*, *PDG*.
pub fn is_role(word: &str) -> bool {
    let small = word.to_lowercase();
    ROLE_SET.contains(small.as_str()) || names_role(&lexicon::readings(&small))
}

/// Whether a word so read says what somebody is or does.
fn names_role(readings: &[Reading]) -> bool {
    let noun = |reading: &Reading| reading.part == Part::Noun && ROLE_SET.contains(reading.lemma.as_str());
    readings.iter().any(noun)
}

/// Whether the word is a role written as a name is, which is no part of the name before it: *PDG*.
pub fn is_role_in_capitals(word: &str) -> bool {
    const CAPITALS: &str = "PDG DG DGA DSI DRH CEO Président Présidente Directeur Directrice Ministre \
        Secrétaire Député Députée Sénateur Sénatrice Fondateur Fondatrice";
    words::is_listed(CAPITALS, word)
}

/// Whether a word with a capital is a noun or an adjective that many things have, and no first name.
pub fn is_common(word: &str) -> bool {
    let readings = lexicon::readings(&word.to_lowercase());
    2 < word.chars().count() && !is_first_name(word) && readings.iter().any(|reading| reading.part == Part::Noun)
}

/// Whether the word is what many people are together: *association*, *ministère*.
pub fn is_group(word: &str) -> bool {
    words::is_listed(HOUSES, &lemma(word))
}

/// Whether the word has no capital but its first.
pub fn is_plain(word: &str) -> bool {
    !word.chars().skip(1).any(char::is_uppercase)
}

/// The gender of a first name, where it has one.
pub fn gender_of_first_name(word: &str) -> Option<Gender> {
    let first = word.split(fold::is_hyphen).next().unwrap_or(word);
    let readings = lexicon::readings(first);
    let name = readings.iter().find(|reading| reading.part == Part::Name)?;
    match (name.has('m'), name.has('f')) {
        (true, false) => Some(Gender::Masculine),
        (false, true) => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether the word is known as a first name.
pub fn is_first_name(word: &str) -> bool {
    const OF_BOTH: &str = "Claude Camille Dominique Frédérique Pascale Stéphane";
    gender_of_first_name(word).is_some() || words::is_listed(OF_BOTH, word)
}

/// A word in its two halves where a lost line break has glued a role to a name: `Maire|Ministre`.
pub fn unglued(word: &str) -> Option<(&str, &str)> {
    const SHORTEST: usize = 3;
    let pairs = word.chars().zip(word.char_indices().skip(1));
    let mut seams = pairs.filter(|(before, (_, after))| before.is_lowercase() && after.is_uppercase());
    let seam = seams
        .next()
        .map(|(_, (seam, _))| seam)
        .filter(|&seam| SHORTEST <= seam)?;
    let (name, role) = word.split_at(seam);
    is_role(role).then_some((name, role))
}

/// Whether the word leads to what completes a noun: *de*, *du*.
pub fn is_complement(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "de" | "du" | "des" | "d’" | "d'")
}

/// Whether the word is written as a name is.
pub fn is_name(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let word_like = || words::cut(word).first().is_some_and(|cut| cut.kind == Kind::Word);
    initial || names::shape(word, false) == Shape::Name && word_like()
}

/// The masculine singular of a noun, by key.
pub fn lemma(word: &str) -> String {
    let small = word.to_lowercase();
    lemma_of(&small, &lexicon::readings(&small))
}

/// The [`lemma`] of a word, and whether it is a role: both at the price of one.
pub fn lemma_and_role(word: &str) -> (String, bool) {
    let small = word.to_lowercase();
    let readings = lexicon::readings(&small);
    let is_role = ROLE_SET.contains(small.as_str()) || names_role(&readings);
    (lemma_of(&small, &readings), is_role)
}

fn lemma_of(small: &str, readings: &[Reading]) -> String {
    let noun = readings.iter().find(|reading| reading.part == Part::Noun);
    fold::key(noun.map_or(small, |reading| reading.lemma.as_str()))
}
