//! How people and organisations are named, and whether two ways of naming mean one speaker.
//!
//! A name is compared as readers do: a surname alone, a title and a surname, a first name, initials
//! and a letter's slip all mean the one who bears the full name. What a role or a second name means
//! is only known where the text says whose it is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::french::lexicon::{self, Part};
use crate::french::names::{self, Shape};
use crate::french::words::{self, Cut, Kind};
use crate::text::fold;

/// What two ways of naming a speaker have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Other,
    /// Nothing tells.
    Unknown,
}

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
const SEATS: &str =
    "élysée matignon bercy beauvau kremlin bruxelles washington berlin londres moscou pékin rome madrid";

/// A person or group as some words name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Designation {
    /// The words of the name as they are written, its particles too; titles apart.
    name: Vec<String>,
    /// The noun and what completes it: `ministre`, `de`, `l’`, `Économie`.
    role: Vec<String>,
    title: Option<String>,
    gender: Option<Gender>,
    is_plural: bool,
    /// Whether an article stands before the name: what has it is no person.
    is_articled: bool,
}

/// Who bears which role or second name, as a text says beside a name: `Michel Paulin, directeur général
/// d’OVHcloud`, `Henri Grouès, dit l’abbé Pierre`.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// The lemmas of all words of the text, by key.
    words: BTreeSet<String>,
    /// The full names of the text.
    names: Vec<Designation>,
    held: Vec<(Designation, Vec<String>)>,
    aliases: Vec<(Designation, Designation)>,
}

/// Whether the word is a title before a name: *M.*, *Mme*.
pub fn is_title(word: &str) -> bool {
    title_gender(word).is_some() || matches!(word, "MM" | "Mmes" | "Dr" | "Pr" | "Me" | "Prof")
}

fn title_gender(word: &str) -> Option<Gender> {
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
    let noun = |reading: &lexicon::Reading| reading.part == Part::Noun && ROLE_SET.contains(reading.lemma.as_str());
    ROLE_SET.contains(small.as_str()) || lexicon::readings(&small).iter().any(noun)
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
fn is_plain(word: &str) -> bool {
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
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let seam = letters
        .windows(2)
        .find(|pair| pair[0].1.is_lowercase() && pair[1].1.is_uppercase())
        .map(|pair| pair[1].0)
        .filter(|&seam| SHORTEST <= seam)?;
    let (name, role) = word.split_at(seam);
    is_role(role).then_some((name, role))
}

/// The word, or its two halves where a role is glued to a name.
fn halves(word: &str) -> Vec<&str> {
    unglued(word).map_or_else(|| vec![word], |(name, role)| vec![name, role])
}

/// Reads a way of naming: each of several people apart (`le Cigref et Numeum`), what stands behind a
/// comma or between parentheses with the one before.
pub fn designations(text: &str) -> Vec<Designation> {
    let cuts = words::cut(text);
    let raw = |at: usize| cuts[at].span.of(text);
    let mut found: Vec<Designation> = Vec::new();
    let (mut from, mut joins) = (0, false);
    for at in 0..=cuts.len() {
        let ends = at == cuts.len();
        let next = |at: usize| cuts.get(at).map_or("", |cut| cut.span.of(text));
        let named = |word: &str| is_article(word) || is_title(word) || is_name(word);
        let and = matches!(next(at), "et" | "&") && named(next(at + 1)) && !is_complement(next(at + 1));
        if !ends && !and && (at == 0 || is_joined(text, cuts[at - 1], cuts[at])) {
            continue;
        }
        let words: Vec<&str> = (from..at).map(raw).flat_map(halves).collect();
        // `…, successeur du juge Éric Halphen`: still the one before.
        let described = words
            .first()
            .is_some_and(|word| word.starts_with(char::is_lowercase) && !is_article(word));
        if let Some(last) = found
            .last_mut()
            .filter(|last| described && !joins && !last.name.is_empty())
        {
            last.role.extend(owned(&words));
        } else if let Some(read) = Designation::read(&words) {
            match found.last_mut().filter(|last| !joins && last.takes(&read)) {
                Some(last) => last.take(read),
                None => found.push(read),
            }
        }
        joins = and;
        from = if and { at + 1 } else { at };
    }
    found
}

/// Whether one name or group goes on from one word to the next: a space, a hyphen, or the full stop of
/// a title or an initial stands between.
fn is_joined(text: &str, before: Cut, next: Cut) -> bool {
    let gap = &text[before.span.end()..next.span.start()];
    let word = before.span.of(text);
    let short =
        is_title(word) || word.chars().count() <= 2 && word.starts_with(char::is_uppercase) || word.contains('.');
    let sign =
        |letter: char| letter.is_whitespace() && letter != '\n' || fold::is_hyphen(letter) || short && letter == '.';
    gap.chars().all(sign)
}

fn is_complement(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "de" | "du" | "des" | "d’" | "d'")
}

/// Whether the word is written as a name is.
fn is_name(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let word_like = words::cut(word).first().is_some_and(|cut| cut.kind == Kind::Word);
    initial || word_like && names::shape(word, false) == Shape::Name
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

impl Designation {
    /// Reads the words of one way of naming, which no comma parts.
    fn read(words: &[&str]) -> Option<Designation> {
        let mut read = Designation::default();
        let mut rest = words;
        // `Le Maire`, `Le Monde`: a large article belongs to the name.
        let named = |words: &[&str]| words.first().is_some_and(|word| is_name(word));
        if let Some((&article, behind)) = words
            .split_first()
            .filter(|(word, behind)| is_article(word) && !behind.is_empty())
        {
            let small = article.to_lowercase();
            read.is_plural = matches!(small.as_str(), "les" | "ses" | "ces" | "leurs" | "nos");
            read.is_articled = article.starts_with(char::is_lowercase);
            let feminine = matches!(small.as_str(), "la" | "une" | "sa" | "cette") && is_role(behind[0]);
            read.gender = feminine.then_some(Gender::Feminine);
            if read.is_articled || !named(behind) || is_title(behind[0]) {
                rest = behind;
            }
        }
        while let Some((&title, behind)) = rest
            .split_first()
            .filter(|(word, behind)| is_title(word) && !behind.is_empty())
        {
            read.gender = title_gender(title).or(read.gender);
            read.title = Some(title.to_owned());
            read.is_articled = false;
            rest = behind;
        }
        // `PREMIER JUGE`
        let shouted = rest.iter().all(|word| !word.contains(char::is_lowercase));
        let office = |word: &&str| 1 < word.len() && is_role(word) && !is_role_in_capitals(word);
        if shouted && rest.iter().any(office) {
            read.role = rest.iter().map(|word| word.to_lowercase()).collect();
            read.is_articled = false;
            return Some(read);
        }
        let first = *rest.first()?;
        // `le Premier ministre`, `l’Auvergnat`
        let second = rest.get(1).is_some_and(|word| is_role(word));
        let described = read.is_articled && rest.len() == 1 && is_common(first) && is_plain(first);
        if matches!(first, "Premier" | "Première") && second || described {
            read.role = rest.iter().map(|word| word.to_lowercase()).collect();
            read.is_articled = false;
            return Some(read);
        }
        read.is_plural |= matches!(first, "deux" | "trois" | "quatre" | "plusieurs");
        let large = is_article(first) && rest.len() > 1
            || is_particle(first) && rest.iter().any(|word| is_name(word)) && rest.len() < 5;
        let office = is_role(first) && (rest.len() > 1 && !named(&rest[1..]) || read.is_articled);
        if read.title.is_some() || (is_name(first) || large) && !office {
            let mut end = (1..rest.len())
                .find(|&at| is_role(rest[at]) && !is_article(rest[at - 1]))
                .unwrap_or(rest.len());
            // `Oliver Vallet PDG de Docapost`, and the whole of `Commission européenne`.
            if !read.is_articled {
                end = (1..end)
                    .find(|&at| !is_name(rest[at]) && !is_particle(rest[at]))
                    .unwrap_or(end);
            }
            read.name = owned(&rest[..end]);
            read.role = owned(&rest[end..]);
        } else {
            let name = trailing_name(rest);
            read.role = owned(&rest[..name]);
            read.name = owned(&rest[name..]);
            read.is_articled &= read.name.is_empty();
        }
        // A name alone may be a surname.
        if !read.is_articled && 1 < read.name.len() {
            read.gender = read.gender.or_else(|| gender_of_first_name(read.name.first()?));
        }
        Some(read)
    }

    /// The gender that the title, the first name or the role gives away.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Whether what stands behind a comma is said of the same one.
    fn takes(&self, next: &Designation) -> bool {
        let role = |one: &Designation| one.name.is_empty();
        role(self) != role(next)
    }

    fn take(&mut self, next: Designation) {
        if self.name.is_empty() {
            self.name = next.name;
        }
        self.role.extend(next.role);
        self.gender = self.gender.or(next.gender);
    }

    /// The words of the name that tell, by key: without particles, unless there is nothing else.
    fn tokens(&self) -> Vec<String> {
        let small = |word: &&String| !is_particle(word) || self.name.len() == 1;
        self.name
            .iter()
            .filter(small)
            .map(|word| words::key(word, Kind::Word))
            .collect()
    }

    /// The whole name as one key.
    fn joined(&self) -> String {
        self.name.iter().map(|word| words::key(word, Kind::Word)).collect()
    }

    /// Whether the name is all initials: `T. Q.`
    fn is_initials(&self) -> bool {
        self.name.iter().all(|word| word.trim_matches('.').chars().count() == 1)
    }

    /// The first letters of the words of the name, or of a group that is a name to itself.
    fn initials(&self) -> String {
        let words = self.name.iter().chain(&self.role);
        let parts = words
            .flat_map(|word| word.split(fold::is_hyphen))
            .filter(|word| !is_particle(word));
        parts.filter_map(|word| fold::key(word).chars().next()).collect()
    }
}

/// Where the name starts that ends a group: `directeur d’EFI | Michel Balandier`, `caporal | Maupas`.
fn trailing_name(words: &[&str]) -> usize {
    let mut start = words.len();
    while start > 1
        && (is_name(words[start - 1]) || start < words.len() && is_particle(words[start - 1]) && is_name(words[start]))
    {
        start -= 1;
    }
    // A small particle leads to what completes the role, and not to the name.
    let led = start < words.len() && is_particle(words[start]);
    while start < words.len() && is_particle(words[start]) && words[start].starts_with(char::is_lowercase) {
        start += 1;
    }
    let before = words[start - 1].to_lowercase();
    let alone = start + 1 == words.len() && !is_role(&before);
    if !(led || is_particle(&before) || matches!(before.as_str(), "à" | "au" | "aux" | "en")) || start == words.len() {
        // `rue Gambetta` is nobody.
        return if alone { words.len() } else { start };
    }
    // The first is the complement: Économie, EFI. A first name behind it tells where the person starts.
    let person = (start + 1..words.len()).find(|&at| is_first_name(words[at]) && at + 1 < words.len());
    let complement = is_first_name(words[start]) && person.is_none();
    match person {
        Some(at) => at,
        None if !complement && start + 3 <= words.len() && is_name(words[start + 1]) => start + 1,
        None => words.len(),
    }
}

impl Roles {
    /// Reads who a text says has which role, and who has two names.
    pub fn read(text: &str) -> Roles {
        let reader = Reader {
            text,
            cuts: words::cut(text),
        };
        let mut roles = Roles::default();
        let forms: BTreeSet<&str> = reader.cuts.iter().map(|cut| cut.span.of(text)).collect();
        let offices: BTreeSet<&str> = forms.iter().copied().filter(|form| is_role(form)).collect();
        roles.words = forms.iter().map(|form| lemma(form)).collect();
        let mut known = BTreeSet::new();
        for at in 0..reader.cuts.len() {
            let name = reader.full_name(at);
            roles.names.extend(name.filter(|name| known.insert(name.joined())));
            if offices.contains(reader.raw(at)) {
                roles.held.extend(reader.role_behind_name(at));
                roles.held.extend(reader.names_behind_role(at));
            }
            roles.held.extend(reader.glued(at));
            roles.aliases.extend(reader.alias(at));
        }
        roles
    }

    /// Whether the text has any word of the name; without a text, nobody knows.
    fn mentions(&self, one: &Designation) -> bool {
        let mut words = one.name.iter().filter(|word| !is_particle(word));
        self.words.is_empty() || words.any(|word| self.words.contains(&lemma(word)))
    }

    /// Whether a full name of the text is both: `Kodjo`, `Amegan`.
    fn are_halves(&self, one: &Designation, other: &Designation) -> bool {
        let short = one.tokens().len() == 1 || other.tokens().len() == 1;
        let both = |name: &Designation| {
            compare_names(name, one) == Likeness::Same && compare_names(name, other) == Likeness::Same
        };
        short && self.names.iter().any(both)
    }

    /// Whether a person's role names the other, an organisation perhaps.
    fn speaks_for(&self, person: &Designation, other: &Designation) -> bool {
        let tokens = other.tokens();
        let held = self.of(person).into_iter().chain([person.role.as_slice()]);
        held.flatten()
            .any(|word| tokens.contains(&words::key(word, Kind::Word)))
    }

    /// The roles of those that have this name.
    fn of(&self, one: &Designation) -> Vec<&[String]> {
        let same = |holder: &Designation| compare_names(holder, one) == Likeness::Same;
        let held = self.held.iter().filter(|(holder, _)| same(holder));
        held.map(|(_, role)| role.as_slice()).collect()
    }

    /// Those who have a role.
    fn holders(&self, role: &[String]) -> Vec<&Designation> {
        let has = |held: &[String]| compare_roles(role, held) == Likeness::Same;
        let held = self.held.iter().filter(|(_, held)| has(held));
        held.map(|(holder, _)| holder).collect()
    }

    /// Whether the text gives the two as names of one.
    fn are_aliases(&self, one: &Designation, other: &Designation) -> bool {
        let same = |one: &Designation, other: &Designation| compare_names(one, other) == Likeness::Same;
        let both = |(first, second): &(Designation, Designation)| {
            same(first, one) && same(second, other) || same(first, other) && same(second, one)
        };
        self.aliases.iter().any(both)
    }
}

/// A text cut into words, read for names beside roles.
struct Reader<'t> {
    text: &'t str,
    cuts: Vec<Cut>,
}

/// The most words of a role with what completes it.
const LONGEST_ROLE: usize = 14;

impl<'t> Reader<'t> {
    fn raw(&self, at: usize) -> &'t str {
        self.cuts.get(at).map_or("", |cut| cut.span.of(self.text))
    }

    fn gap(&self, at: usize) -> &'t str {
        match (
            at.checked_sub(1).and_then(|before| self.cuts.get(before)),
            self.cuts.get(at),
        ) {
            (Some(before), Some(next)) => &self.text[before.span.end()..next.span.start()],
            _ => ".",
        }
    }

    fn follows(&self, at: usize) -> bool {
        self.gap(at)
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\n')
    }

    fn words(&self, words: std::ops::Range<usize>) -> Vec<&'t str> {
        words.map(|at| self.raw(at)).collect()
    }

    /// Where the name that starts with a word ends.
    fn name_end(&self, first: usize) -> usize {
        let mut end = first;
        while end < self.cuts.len() && (end == first || is_joined(self.text, self.cuts[end - 1], self.cuts[end])) {
            let word = self.raw(end);
            let particle = end > first && is_particle(word) && is_name(self.raw(end + 1)) && self.follows(end + 1);
            let name =
                is_name(word) && !(end > first && (is_role_in_capitals(word) || unglued(self.raw(end - 1)).is_some()));
            if !(name || particle || end == first && is_title(word)) {
                break;
            }
            end += 1;
        }
        end
    }

    /// The full name that starts with a word: two words or more, without what stands before.
    fn full_name(&self, first: usize) -> Option<Designation> {
        let inside = first
            .checked_sub(1)
            .is_some_and(|before| is_name(self.raw(before)) && self.follows(first));
        let end = self.name_end(first);
        (!inside && first + 1 < end).then(|| Designation::read(&self.words(first..end)))?
    }

    /// The name that ends before a word, with its title.
    fn name_before(&self, end: usize) -> Option<Designation> {
        const LONGEST_NAME: usize = 6;
        let first = (end.saturating_sub(LONGEST_NAME)..end).find(|&first| self.name_end(first) == end)?;
        let read = Designation::read(&self.words(first..end))?;
        let person = end - first > 1 || read.title.is_some();
        (person && !read.name.is_empty()).then_some(read)
    }

    /// Where the group ends that a role starts.
    fn role_end(&self, role: usize) -> usize {
        let stops =
            |at: usize| !self.follows(at) || matches!(self.raw(at), "qui" | "dont" | "que" | "et" | "a" | "est");
        (role + 1..self.cuts.len().min(role + LONGEST_ROLE))
            .find(|&at| stops(at) && !(self.raw(at) == "et" && is_complement(self.raw(at + 1)) && self.follows(at)))
            .unwrap_or(self.cuts.len().min(role + LONGEST_ROLE))
    }

    /// `Michel Paulin, directeur général d’OVHcloud`, `Oliver Vallet PDG`, `Tiphaine Lebrun (entraîneuse)`.
    fn role_behind_name(&self, role: usize) -> Option<(Designation, Vec<String>)> {
        const BEFORE: &str =
            "ancien ancienne ex actuel actuelle nouveau nouvelle futur future jeune célèbre co vice premier première";
        let mut first = role;
        while first > 0 && role - first < 3 && self.follows(first) {
            let before = self.raw(first - 1);
            if !(is_article(before) || words::is_listed(BEFORE, &before.to_lowercase())) {
                break;
            }
            first -= 1;
        }
        let beside = matches!(self.gap(first).trim(), "," | "(" | "–" | "—") || first == role && self.follows(first);
        let holder = self.name_before(first).filter(|_| beside)?;
        Some((holder, owned(&self.words(role..self.role_end(role)))))
    }

    /// `le directeur d’EFI Michel Balandier`, `la ministre, Anne Petit,`, `les ministres, Anne Petit et Jean Durand`.
    fn names_behind_role(&self, role: usize) -> Vec<(Designation, Vec<String>)> {
        let end = self.role_end(role);
        let words = self.words(role..end);
        let name = role + trailing_name(&words);
        // Past the last word of the name there may be more of the sentence.
        let inner = (role + 1..end).find(|&at| {
            let led =
                is_particle(self.raw(at - 1)) || matches!(self.raw(at - 1), "à" | "au" | "aux" | "en" | "par" | "avec");
            let person = is_first_name(self.raw(at)) && is_name(self.raw(at + 1)) && at + 1 < end;
            !led && (person || at == role + 1 && is_name(self.raw(at)))
        });
        let mut held = Vec::new();
        let first = if name < end { Some(name) } else { inner };
        if let Some(first) = first {
            let last = self.name_end(first).max(first + 1);
            let held_role = owned(&self.words(role..first));
            held.extend(Designation::read(&self.words(first..last)).map(|holder| (holder, held_role)));
        } else if self.gap(end).trim() == "," {
            let held_role = owned(&words);
            let mut first = end;
            // `, Jean Carlier et Anne Villard`
            loop {
                let last = self.name_end(first);
                let person = first + 1 < last;
                let holder = Designation::read(&self.words(first..last)).filter(|_| person);
                let Some(holder) = holder else { break };
                held.push((holder, held_role.clone()));
                if self.raw(last) != "et" || !self.follows(last) {
                    break;
                }
                first = last + 1;
            }
        }
        held
    }

    /// A name and a role that a lost line break has glued: `Bruno Le MaireMinistre de l’Économie`.
    fn glued(&self, at: usize) -> Option<(Designation, Vec<String>)> {
        let (name, role) = unglued(self.raw(at))?;
        let first = (at.saturating_sub(4)..at).find(|&first| self.name_end(first) > at)?;
        let mut words = self.words(first..at);
        words.push(name);
        let mut held = vec![role];
        held.extend(self.words(at + 1..self.role_end(at)));
        Some((Designation::read(&words)?, owned(&held)))
    }

    /// `Henri Grouès, dit l’abbé Pierre`, `Agence France-Presse (AFP)`, `DJ Falcön, de son vrai nom Paul Petit`.
    fn alias(&self, at: usize) -> Option<(Designation, Designation)> {
        const CALLED: &str = "dit dite alias surnommé surnommée nom connu connue";
        let word = self.raw(at);
        let bracketed = self.gap(at).trim() == "(" && word.chars().filter(|letter| letter.is_uppercase()).count() > 1;
        if bracketed {
            let long = self.name_before(at).or_else(|| {
                let first = (at.saturating_sub(8)..at).find(|&first| is_article(self.raw(first)))?;
                Designation::read(&self.words(first..at))
            })?;
            return Some((long, Designation::read(&[word])?));
        }
        if !words::is_listed(CALLED, word) {
            return None;
        }
        let comma = (at.saturating_sub(4)..=at)
            .rev()
            .find(|&at| self.gap(at).trim() == ",")?;
        let one = self.name_before(comma)?;
        let first = at + 1;
        let name = first + usize::from(is_article(self.raw(first)));
        let name = name + usize::from(is_role(self.raw(name)) && !is_name(self.raw(name)));
        let last = self.name_end(name);
        let other = Designation::read(&self.words(first..last)).filter(|_| name < last)?;
        Some((one, other))
    }
}

/// Whether the speaker that somebody claims is the one that a source names, by what the source tells.
pub fn compare(claimed: &str, named: &str, roles: &Roles) -> Likeness {
    let (claimed, named) = (designations(claimed), designations(named));
    let one_by_one = |one: &Designation| {
        let likenesses: Vec<Likeness> = named.iter().map(|other| compare_one(one, other, roles)).collect();
        if likenesses.contains(&Likeness::Same) {
            Likeness::Same
        } else if likenesses.is_empty() || likenesses.contains(&Likeness::Unknown) {
            Likeness::Unknown
        } else {
            Likeness::Other
        }
    };
    let likenesses: Vec<Likeness> = claimed.iter().map(one_by_one).collect();
    let all = |likeness: Likeness| !likenesses.is_empty() && likenesses.iter().all(|&one| one == likeness);
    if all(Likeness::Same) && claimed.len() == named.len() {
        Likeness::Same
    } else if all(Likeness::Other) {
        Likeness::Other
    } else {
        Likeness::Unknown
    }
}

fn compare_one(claimed: &Designation, named: &Designation, roles: &Roles) -> Likeness {
    // A surname may be a town too: only beside a house is it read as one.
    let seat = |one: &Designation, other: &Designation| {
        let [name] = one.name.as_slice() else { return false };
        let place = |reading: &lexicon::Reading| reading.part == Part::Name && reading.has('e');
        let house = other.is_articled || other.name.is_empty();
        let town = house && one.title.is_none() && !is_first_name(name) && lexicon::readings(name).iter().any(place);
        town || words::is_listed(SEATS, &name.to_lowercase())
    };
    let likeness = match (claimed.name.is_empty(), named.name.is_empty()) {
        (false, false) if roles.are_aliases(claimed, named) => Likeness::Same,
        (false, false) if is_house(claimed) && is_person(named) => compare_house(claimed, named, roles),
        (false, false) if is_house(named) && is_person(claimed) => compare_house(named, claimed, roles),
        (false, false) => match compare_names(claimed, named) {
            Likeness::Other if roles.are_halves(claimed, named) => Likeness::Same,
            Likeness::Other if roles.speaks_for(claimed, named) || roles.speaks_for(named, claimed) => {
                Likeness::Unknown
            }
            likeness => likeness,
        },
        (false, true) => compare_role(claimed, named, roles, true),
        (true, false) => compare_role(named, claimed, roles, false),
        (true, true) => match compare_roles(&claimed.role, &named.role) {
            // Two words for one thing, perhaps; not where it is another's: `préfecture du Gard`.
            Likeness::Other if !same_head(&claimed.role, &named.role) => Likeness::Unknown,
            likeness => likeness,
        },
    };
    match likeness {
        // Whom the text never speaks of is not the one it names, be it a house or a paper.
        Likeness::Unknown if is_foreign(claimed, named, roles) && !seat(claimed, named) && !seat(named, claimed) => {
            Likeness::Other
        }
        // Bercy is a minister, or the ministry.
        Likeness::Other if seat(claimed, named) || seat(named, claimed) => Likeness::Unknown,
        Likeness::Same if claimed.is_plural != named.is_plural => Likeness::Unknown,
        likeness => likeness,
    }
}

/// Whether a person is claimed by a full name that the text never speaks of, and a house or a paper named:
/// `le jury`, `la note`. A mere *ministre* may be anybody.
fn is_foreign(claimed: &Designation, named: &Designation, roles: &Roles) -> bool {
    let holder = named.name.is_empty() && named.role.iter().any(|word| is_role(word));
    let full = claimed.title.is_some() || 1 < claimed.name.len() && !is_house(claimed);
    full && !claimed.is_initials() && !holder && !roles.mentions(claimed)
}

/// Whether a title or a first name tells that the name is a person's.
fn is_person(one: &Designation) -> bool {
    let full = 1 < one.name.len() && one.name.first().is_some_and(|first| is_first_name(first));
    one.title.is_some() || full && !one.is_articled
}

/// Whether the name is an organisation's: it has an article, capitals beyond the first, or a noun at its head.
fn is_house(one: &Designation) -> bool {
    let sign = |word: &String| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !word.contains(fold::is_hyphen)
    };
    let shouted = 1 < one.name.len() && one.name.iter().all(|word| !word.contains(char::is_lowercase));
    // `La Gazette des salles`, and not `Le Maire`.
    let head = usize::from(one.name.first().is_some_and(|first| is_article(first)));
    let thing = |word: &String| is_common(word) && !is_role(word);
    let common = 1 < one.name.len() && one.name.get(head).is_some_and(thing);
    !is_person(one) && (one.is_articled || common || one.name.iter().any(sign) && !shouted)
}

/// An organisation and a person: the same where they have one name, another where the person's role is
/// known and names another house.
fn compare_house(house: &Designation, person: &Designation, roles: &Roles) -> Likeness {
    if compare_names(house, person) == Likeness::Same {
        return Likeness::Same;
    }
    let held = !roles.of(person).is_empty() || !person.role.is_empty();
    match held && !roles.speaks_for(person, house) {
        true => Likeness::Other,
        false => Likeness::Unknown,
    }
}

/// A person by name, and somebody by role; `is_told` where it is the source that gives the role.
fn compare_role(person: &Designation, other: &Designation, roles: &Roles, is_told: bool) -> Likeness {
    let mut held = roles.of(person);
    if !person.role.is_empty() {
        held.push(&person.role);
    }
    let likenesses: Vec<Likeness> = held.iter().map(|held| compare_roles(&other.role, held)).collect();
    if likenesses.contains(&Likeness::Same) {
        return if other.is_plural {
            Likeness::Unknown
        } else {
            Likeness::Same
        };
    }
    if matches!((person.gender, other.gender), (Some(one), Some(other)) if one != other) {
        return Likeness::Other;
    }
    if likenesses.contains(&Likeness::Unknown) {
        return Likeness::Unknown;
    }
    let holders = roles.holders(&other.role);
    let held_by_others = !holders.is_empty()
        && holders
            .iter()
            .all(|holder| compare_names(holder, person) == Likeness::Other);
    let related = held.iter().any(|held| shares_a_name(held, &other.role)) || shares_a_name(&person.name, &other.role);
    // Who has one role may have another; a group or a house is somebody else.
    let group = other.is_plural
        || other
            .role
            .first()
            .is_some_and(|head| words::is_listed(HOUSES, &lemma(head)));
    let known_otherwise = is_told && group && !held.is_empty() && !related
        || held.len() == 1 && same_head(held[0], &other.role) && likenesses == [Likeness::Other];
    if held_by_others || known_otherwise {
        Likeness::Other
    } else {
        Likeness::Unknown
    }
}

/// Whether the two have a word with a capital in common: `président du Cigref`, `l’équipe du Cigref`.
fn shares_a_name(one: &[String], other: &[String]) -> bool {
    let keys = named_keys(other);
    named_keys(one).iter().any(|key| keys.contains(key))
}

fn named_keys(words: &[String]) -> Vec<String> {
    words
        .iter()
        .filter(|word| is_name(word))
        .map(|word| fold::key(word))
        .collect()
}

/// The nouns and adjectives of a role, each in the masculine singular, by key.
fn nouns(role: &[String]) -> Vec<String> {
    const SMALL: &str = "et à au aux en deux trois quatre plusieurs";
    let telling = role
        .iter()
        .filter(|word| !is_particle(word) && !words::is_listed(SMALL, word));
    telling.map(|word| lemma(word)).collect()
}

fn same_head(one: &[String], other: &[String]) -> bool {
    let head = nouns(one).first().cloned();
    head.is_some() && head == nouns(other).first().cloned()
}

/// Whether one role is the other: `la ministre`, `ministre de la Culture`. That of another place or
/// house is another: `maire de Langon`, `maire de Bazas`.
fn compare_roles(claimed: &[String], held: &[String]) -> Likeness {
    let elsewhere = {
        let (one, other) = (named_keys(claimed), named_keys(held));
        !one.is_empty() && !other.is_empty() && one.iter().all(|key| !other.contains(key))
    };
    let (claimed, held) = (nouns(claimed), nouns(held));
    let Some(head) = claimed.first().filter(|_| !held.is_empty()) else {
        return Likeness::Unknown;
    };
    let contains = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    if !held.contains(head) || elsewhere {
        Likeness::Other
    } else if contains(&claimed, &held) || contains(&held, &claimed) {
        Likeness::Same
    } else {
        Likeness::Unknown
    }
}

/// The masculine singular of a noun, by key.
fn lemma(word: &str) -> String {
    let small = word.to_lowercase();
    let readings = lexicon::readings(&small);
    let noun = readings.iter().find(|reading| reading.part == Part::Noun);
    fold::key(noun.map_or(small.as_str(), |reading| reading.lemma.as_str()))
}

/// Whether two names are one person's, or one organisation's.
fn compare_names(one: &Designation, other: &Designation) -> Likeness {
    match compare_letters(one, other) {
        // `Mme Vannier`, `Cyrille Vannier`: a first name may be a man's or a woman's.
        Likeness::Same if matches!((one.gender, other.gender), (Some(one), Some(other)) if one != other) => {
            Likeness::Unknown
        }
        likeness => likeness,
    }
}

fn compare_letters(one: &Designation, other: &Designation) -> Likeness {
    let (short, long) = match one.tokens().len() <= other.tokens().len() {
        true => (one, other),
        false => (other, one),
    };
    let (shorts, longs) = (short.tokens(), long.tokens());
    if opposed_titles(one, other) {
        return Likeness::Other;
    }
    let abbreviates = |name: &Designation, of: &Designation| {
        let key = name.joined();
        name.name.len() == 1 && 1 < key.chars().count() && key == of.initials()
    };
    let spelt = shorts.concat() == longs.concat() || short.joined() == long.joined();
    if spelt || abbreviates(short, long) || abbreviates(long, short) {
        return if opposed(one, other) {
            Likeness::Other
        } else {
            Likeness::Same
        };
    }
    let (Some(last), Some(other_last)) = (shorts.last(), longs.last()) else {
        return Likeness::Unknown;
    };
    // `Runacher` of `Pannier-Runacher`
    let half = |key: &String, of: &Designation| {
        let mut halves = of.name.iter().filter(|word| word.contains(fold::is_hyphen));
        halves.any(|word| word.split(fold::is_hyphen).any(|half| fold::key(half) == *key))
    };
    if shorts.len() == 1 {
        let known = longs.iter().any(|token| is_same(token, last)) || half(last, long);
        return match known && !opposed(one, other) {
            true => Likeness::Same,
            false if short.is_initials() => Likeness::Unknown,
            false => Likeness::Other,
        };
    }
    if one.is_initials() || other.is_initials() {
        return match one.initials() == other.initials() {
            true => Likeness::Same,
            false => Likeness::Unknown,
        };
    }
    if one.is_articled && other.is_articled {
        // `la Commission`, `la Commission européenne`
        let within = shorts.iter().all(|token| longs.contains(token));
        return if within { Likeness::Same } else { Likeness::Other };
    }
    let initial = |one: &str, of: &str| one.chars().count() <= 2 && one.chars().next() == of.chars().next();
    // `Réponse de Nino Farelli`
    let tail = &longs[longs.len() - shorts.len()..];
    let (first, other_first) = (
        &shorts[0],
        if shorts.len() < longs.len() && initial(&shorts[0], &tail[0]) {
            &tail[0]
        } else {
            &longs[0]
        },
    );
    let either = |fits: &dyn Fn(&str, &str) -> bool, one: &str, other: &str| fits(one, other) || fits(other, one);
    let begins = |one: &str, of: &str| of.starts_with(one);
    let firsts_agree =
        is_same(first, other_first) || either(&initial, first, other_first) || either(&begins, first, other_first);
    let lasts_agree = is_same(last, other_last) || half(last, long) || half(other_last, short);
    let reversed = first == other_last && last == other_first;
    let shared = shorts.iter().filter(|token| longs.contains(token)).count();
    // `Marie Duval`, `Anne-Marie Duval`; `Farida B.`, `Farida Benali`
    let half_first = either(&|one, of| of.ends_with(one), first, other_first);
    let doubtful = lasts_agree && half_first || is_same(first, other_first) && either(&initial, last, other_last);
    if opposed(one, other) {
        Likeness::Other
    } else if reversed || lasts_agree && firsts_agree || 2 <= shared {
        Likeness::Same
    } else if doubtful {
        Likeness::Unknown
    } else {
        Likeness::Other
    }
}

/// Whether two keys of names are one, but for a slip of the pen.
fn is_same(one: &str, other: &str) -> bool {
    const LONG_ENOUGH: usize = 5;
    one == other || LONG_ENOUGH <= one.len().min(other.len()) && names::is_one_slip(one, other)
}

/// Whether titles, or full names, tell a man from a woman. A title beside a first name does not: Camille.
fn opposed(one: &Designation, other: &Designation) -> bool {
    let alike = one.title.is_some() == other.title.is_some();
    alike && matches!((one.gender, other.gender), (Some(one), Some(other)) if one != other)
}

/// Whether one is a doctor and the other a lawyer.
fn opposed_titles(one: &Designation, other: &Designation) -> bool {
    let kind = |one: &Designation| match one.title.as_deref() {
        Some("Me") => Some(0),
        Some("Dr" | "Pr" | "Prof") => Some(1),
        Some("Mgr") => Some(2),
        _ => None,
    };
    matches!((kind(one), kind(other)), (Some(one), Some(other)) if one != other)
}
