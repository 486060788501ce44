//! What a text tells of the people in it: their full names, what they are, what else they are called.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use crate::french::people::designation::{Designation, is_joined, owned, trailing_name};
use crate::french::people::likeness::{Likeness, compare_names, compare_roles};
use crate::french::people::terms;
use crate::french::words::{self, Cut, Kind};
use crate::text::keys::Keys;

/// Who bears which role or second name, as a text says beside a name: `Michel Paulin, directeur général
/// d’OVHcloud`, `Henri Grouès, dit l’abbé Pierre`.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// The lemmas of all words of the text, by key.
    words: Keys,
    /// The full names of the text.
    names: Vec<Designation>,
    held: Vec<(Designation, Vec<String>)>,
    aliases: Vec<(Designation, Designation)>,
}

impl Roles {
    /// Reads who a text says has which role, and who has two names. `cuts` are the words of the text.
    pub fn read(text: &str, cuts: &[Cut]) -> Roles {
        let reader = Reader { text, cuts };
        let mut roles = Roles::default();
        let mut forms: HashMap<&str, Form> = HashMap::new();
        let mut named = BTreeSet::new();
        for at in 0..reader.cuts.len() {
            let raw = reader.raw(at);
            let form = *forms.entry(raw).or_insert_with(|| {
                let (lemma, is_role) = terms::lemma_and_role(raw);
                roles.words.intern(&lemma);
                Form::of(raw, is_role)
            });
            if form.starts_name {
                let name = reader.full_name(at);
                roles.names.extend(name.filter(|name| named.insert(name.joined())));
            }
            if form.is_role {
                roles.held.extend(reader.role_behind_name(at));
                roles.held.extend(reader.names_behind_role(at));
            }
            if form.is_glued {
                roles.held.extend(reader.glued(at));
            }
            if form.starts_alias {
                roles.aliases.extend(reader.alias(at));
            }
        }
        roles
    }

    /// Whether the text has any word of the name; without a text, nobody knows.
    pub fn mentions(&self, one: &Designation) -> bool {
        let mut words = one.name.iter().filter(|word| !terms::is_particle(word));
        self.words.is_empty() || words.any(|word| self.words.id(&terms::lemma(word)).is_some())
    }

    /// Whether a full name of the text is both: `Kodjo`, `Amegan`.
    pub fn are_halves(&self, one: &Designation, other: &Designation) -> bool {
        let short = one.tokens().len() == 1 || other.tokens().len() == 1;
        let both = |name: &Designation| {
            compare_names(name, one) == Likeness::Same && compare_names(name, other) == Likeness::Same
        };
        short && self.names.iter().any(both)
    }

    /// Whether a person's role names the other, an organisation perhaps.
    pub fn speaks_for(&self, person: &Designation, other: &Designation) -> bool {
        let tokens = other.tokens();
        let held = self.of(person).into_iter().chain([person.role.as_slice()]);
        held.flatten()
            .any(|word| tokens.contains(&words::key(word, Kind::Word)))
    }

    /// The roles of those that have this name.
    pub fn of(&self, one: &Designation) -> Vec<&[String]> {
        let same = |holder: &Designation| compare_names(holder, one) == Likeness::Same;
        let held = self.held.iter().filter(|(holder, _)| same(holder));
        held.map(|(_, role)| role.as_slice()).collect()
    }

    /// Those who have a role.
    pub fn holders(&self, role: &[String]) -> Vec<&Designation> {
        let has = |held: &[String]| compare_roles(role, held) == Likeness::Same;
        let held = self.held.iter().filter(|(_, held)| has(held));
        held.map(|(holder, _)| holder).collect()
    }

    /// Whether the text gives the two as names of one.
    pub fn are_aliases(&self, one: &Designation, other: &Designation) -> bool {
        let same = |one: &Designation, other: &Designation| compare_names(one, other) == Likeness::Same;
        let both = |(first, second): &(Designation, Designation)| {
            same(first, one) && same(second, other) || same(first, other) && same(second, one)
        };
        self.aliases.iter().any(both)
    }
}

/// What the form of a word alone tells, which is read once for all places where it stands.
#[derive(Clone, Copy)]
struct Form {
    starts_name: bool,
    is_role: bool,
    is_glued: bool,
    /// Whether the word may be another name, or lead to one.
    starts_alias: bool,
}

impl Form {
    fn of(word: &str, is_role: bool) -> Self {
        Self {
            starts_name: terms::is_name(word) || terms::is_title(word),
            is_role,
            is_glued: terms::unglued(word).is_some(),
            starts_alias: has_capitals(word) || words::is_listed(CALLED, word),
        }
    }
}

/// What stands between the name of somebody and another.
const CALLED: &str = "dit dite alias surnommé surnommée nom connu connue";

fn has_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// A text cut into words, read for names beside roles.
struct Reader<'t> {
    text: &'t str,
    cuts: &'t [Cut],
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
        // Nobody has a longer name: it is a list, or a heading.
        const MOST_WORDS: usize = 16;
        let mut end = first;
        let last = self.cuts.len().min(first + MOST_WORDS);
        while end < last && (end == first || is_joined(self.text, self.cuts[end - 1], self.cuts[end])) {
            let word = self.raw(end);
            let particle =
                end > first && terms::is_particle(word) && terms::is_name(self.raw(end + 1)) && self.follows(end + 1);
            let name = terms::is_name(word)
                && !(end > first && (terms::is_role_in_capitals(word) || terms::unglued(self.raw(end - 1)).is_some()));
            if !(name || particle || end == first && terms::is_title(word)) {
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
            .is_some_and(|before| terms::is_name(self.raw(before)) && self.follows(first));
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
            .find(|&at| {
                stops(at) && !(self.raw(at) == "et" && terms::is_complement(self.raw(at + 1)) && self.follows(at))
            })
            .unwrap_or(self.cuts.len().min(role + LONGEST_ROLE))
    }

    /// `Michel Paulin, directeur général d’OVHcloud`, `Oliver Vallet PDG`, `Tiphaine Lebrun (entraîneuse)`.
    fn role_behind_name(&self, role: usize) -> Option<(Designation, Vec<String>)> {
        const BEFORE: &str =
            "ancien ancienne ex actuel actuelle nouveau nouvelle futur future jeune célèbre co vice premier première";
        let mut first = role;
        while first > 0 && role - first < 3 && self.follows(first) {
            let before = self.raw(first - 1);
            if !(terms::is_article(before) || words::is_listed(BEFORE, &before.to_lowercase())) {
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
            let led = terms::is_particle(self.raw(at - 1))
                || matches!(self.raw(at - 1), "à" | "au" | "aux" | "en" | "par" | "avec");
            let person = terms::is_first_name(self.raw(at)) && terms::is_name(self.raw(at + 1)) && at + 1 < end;
            !led && (person || at == role + 1 && terms::is_name(self.raw(at)))
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
        let (name, role) = terms::unglued(self.raw(at))?;
        let first = (at.saturating_sub(4)..at).find(|&first| self.name_end(first) > at)?;
        let mut words = self.words(first..at);
        words.push(name);
        let mut held = vec![role];
        held.extend(self.words(at + 1..self.role_end(at)));
        Some((Designation::read(&words)?, owned(&held)))
    }

    /// `Henri Grouès, dit l’abbé Pierre`, `Agence France-Presse (AFP)`, `DJ Falcön, de son vrai nom Paul Petit`.
    fn alias(&self, at: usize) -> Option<(Designation, Designation)> {
        let word = self.raw(at);
        if self.gap(at).trim() == "(" && has_capitals(word) {
            let long = self.name_before(at).or_else(|| {
                let first = (at.saturating_sub(8)..at).find(|&first| terms::is_article(self.raw(first)))?;
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
        let name = first + usize::from(terms::is_article(self.raw(first)));
        let name = name + usize::from(terms::is_role(self.raw(name)) && !terms::is_name(self.raw(name)));
        let last = self.name_end(name);
        let other = Designation::read(&self.words(first..last)).filter(|_| name < last)?;
        Some((one, other))
    }
}
