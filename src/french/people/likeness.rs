//! Whether two ways of naming mean one speaker.
//!
//! A name is compared as readers do: a surname alone, a title and a surname, a first name, initials
//! and a letter's slip all mean the one who bears the full name. What a role or a second name means
//! is only known where the text says whose it is.

use crate::french::lexicon::{self, Part};
use crate::french::names;
use crate::french::people::designation::{Designation, designations};
use crate::french::people::roles::Roles;
use crate::french::people::terms;
use crate::french::words;
use crate::text::fold;

/// What two ways of naming a speaker have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Other,
    /// Nothing tells.
    Unknown,
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

/// One claimed against one named.
fn compare_one(claimed: &Designation, named: &Designation, roles: &Roles) -> Likeness {
    // A surname may be a town too: only beside a house is it read as one.
    let seat = |one: &Designation, other: &Designation| {
        let [name] = one.name.as_slice() else { return false };
        let place = |reading: &lexicon::Reading| reading.part == Part::Name && reading.has('e');
        let house = other.is_articled || other.name.is_empty();
        let town =
            house && one.title.is_none() && !terms::is_first_name(name) && lexicon::readings(name).iter().any(place);
        town || words::is_listed(terms::SEATS, &name.to_lowercase())
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
    let holder = named.name.is_empty() && named.role.iter().any(|word| terms::is_role(word));
    let full = claimed.title.is_some() || 1 < claimed.name.len() && !is_house(claimed);
    full && !claimed.is_initials() && !holder && !roles.mentions(claimed)
}

/// Whether a title or a first name tells that the name is a person's.
fn is_person(one: &Designation) -> bool {
    let full = 1 < one.name.len() && one.name.first().is_some_and(|first| terms::is_first_name(first));
    one.title.is_some() || full && !one.is_articled
}

/// Whether the name is an organisation's: it has an article, capitals beyond the first, or a noun at its head.
fn is_house(one: &Designation) -> bool {
    let sign = |word: &String| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !word.contains(fold::is_hyphen)
    };
    let shouted = 1 < one.name.len() && one.name.iter().all(|word| !word.contains(char::is_lowercase));
    // `La Gazette des salles`, and not `Le Maire`.
    let head = usize::from(one.name.first().is_some_and(|first| terms::is_article(first)));
    let thing = |word: &String| terms::is_common(word) && !terms::is_role(word);
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
    let group = other.is_plural || other.role.first().is_some_and(|head| terms::is_group(head));
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

/// The words with a capital, by key.
fn named_keys(words: &[String]) -> Vec<String> {
    words
        .iter()
        .filter(|word| terms::is_name(word))
        .map(|word| fold::key(word))
        .collect()
}

/// The nouns and adjectives of a role, each in the masculine singular, by key.
fn nouns(role: &[String]) -> Vec<String> {
    const SMALL: &str = "et à au aux en deux trois quatre plusieurs";
    let telling = role
        .iter()
        .filter(|word| !terms::is_particle(word) && !words::is_listed(SMALL, word));
    telling.map(|word| terms::lemma(word)).collect()
}

/// Whether both start with one noun.
fn same_head(one: &[String], other: &[String]) -> bool {
    let head = nouns(one).first().cloned();
    head.is_some() && head == nouns(other).first().cloned()
}

/// Whether one role is the other: `la ministre`, `ministre de la Culture`. That of another place or
/// house is another: `maire de Langon`, `maire de Bazas`.
pub fn compare_roles(claimed: &[String], held: &[String]) -> Likeness {
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

/// Whether two names are one person's, or one organisation's.
pub fn compare_names(one: &Designation, other: &Designation) -> Likeness {
    match compare_letters(one, other) {
        // `Mme Vannier`, `Cyrille Vannier`: a first name may be a man's or a woman's.
        Likeness::Same if matches!((one.gender, other.gender), (Some(one), Some(other)) if one != other) => {
            Likeness::Unknown
        }
        likeness => likeness,
    }
}

/// The same by the letters alone.
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
