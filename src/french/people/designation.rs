//! How some words name a person or a group: by a name, a title, a role.

use crate::french::people::terms::{self, Gender};
use crate::french::words::{self, Cut, Kind};
use crate::text::fold;

/// A person or group as some words name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Designation {
    /// The words of the name as they are written, its particles too; titles apart.
    pub name: Vec<String>,
    /// The noun and what completes it: `ministre`, `de`, `l’`, `Économie`.
    pub role: Vec<String>,
    pub title: Option<String>,
    pub gender: Option<Gender>,
    pub is_plural: bool,
    /// Whether an article stands before the name: what has it is no person.
    pub is_articled: bool,
}

/// The word, or its two halves where a role is glued to a name.
fn halves(word: &str) -> Vec<&str> {
    terms::unglued(word).map_or_else(|| vec![word], |(name, role)| vec![name, role])
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
        let named = |word: &str| terms::is_article(word) || terms::is_title(word) || terms::is_name(word);
        let and = matches!(next(at), "et" | "&") && named(next(at + 1)) && !terms::is_complement(next(at + 1));
        if !ends && !and && (at == 0 || is_joined(text, cuts[at - 1], cuts[at])) {
            continue;
        }
        let words: Vec<&str> = (from..at).map(raw).flat_map(halves).collect();
        // `…, successeur du juge Éric Halphen`: still the one before.
        let described = words
            .first()
            .is_some_and(|word| word.starts_with(char::is_lowercase) && !terms::is_article(word));
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
pub fn is_joined(text: &str, before: Cut, next: Cut) -> bool {
    let gap = &text[before.span.end()..next.span.start()];
    let word = before.span.of(text);
    let short = terms::is_title(word)
        || word.chars().count() <= 2 && word.starts_with(char::is_uppercase)
        || word.contains('.');
    let sign =
        |letter: char| letter.is_whitespace() && letter != '\n' || fold::is_hyphen(letter) || short && letter == '.';
    gap.chars().all(sign)
}

/// The words as strings of their own.
pub fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

impl Designation {
    /// Reads the words of one way of naming, which no comma parts.
    pub fn read(words: &[&str]) -> Option<Designation> {
        let mut read = Designation::default();
        let mut rest = words;
        // `Le Maire`, `Le Monde`: a large article belongs to the name.
        let named = |words: &[&str]| words.first().is_some_and(|word| terms::is_name(word));
        if let Some((&article, behind)) = words
            .split_first()
            .filter(|(word, behind)| terms::is_article(word) && !behind.is_empty())
        {
            let small = article.to_lowercase();
            read.is_plural = matches!(small.as_str(), "les" | "ses" | "ces" | "leurs" | "nos");
            read.is_articled = article.starts_with(char::is_lowercase);
            let feminine = matches!(small.as_str(), "la" | "une" | "sa" | "cette") && terms::is_role(behind[0]);
            read.gender = feminine.then_some(Gender::Feminine);
            if read.is_articled || !named(behind) || terms::is_title(behind[0]) {
                rest = behind;
            }
        }
        while let Some((&title, behind)) = rest
            .split_first()
            .filter(|(word, behind)| terms::is_title(word) && !behind.is_empty())
        {
            read.gender = terms::title_gender(title).or(read.gender);
            read.title = Some(title.to_owned());
            read.is_articled = false;
            rest = behind;
        }
        // `PREMIER JUGE`
        let shouted = rest.iter().all(|word| !word.contains(char::is_lowercase));
        let office = |word: &&str| 1 < word.len() && terms::is_role(word) && !terms::is_role_in_capitals(word);
        if shouted && rest.iter().any(office) {
            read.role = rest.iter().map(|word| word.to_lowercase()).collect();
            read.is_articled = false;
            return Some(read);
        }
        let first = *rest.first()?;
        // `le Premier ministre`, `l’Auvergnat`
        let second = rest.get(1).is_some_and(|word| terms::is_role(word));
        let described = read.is_articled && rest.len() == 1 && terms::is_common(first) && terms::is_plain(first);
        if matches!(first, "Premier" | "Première") && second || described {
            read.role = rest.iter().map(|word| word.to_lowercase()).collect();
            read.is_articled = false;
            return Some(read);
        }
        read.is_plural |= matches!(first, "deux" | "trois" | "quatre" | "plusieurs");
        let large = terms::is_article(first) && rest.len() > 1
            || terms::is_particle(first) && rest.iter().any(|word| terms::is_name(word)) && rest.len() < 5;
        let office = terms::is_role(first) && (rest.len() > 1 && !named(&rest[1..]) || read.is_articled);
        if read.title.is_some() || (terms::is_name(first) || large) && !office {
            let mut end = (1..rest.len())
                .find(|&at| terms::is_role(rest[at]) && !terms::is_article(rest[at - 1]))
                .unwrap_or(rest.len());
            // `Oliver Vallet PDG de Docapost`, and the whole of `Commission européenne`.
            if !read.is_articled {
                end = (1..end)
                    .find(|&at| !terms::is_name(rest[at]) && !terms::is_particle(rest[at]))
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
            read.gender = read.gender.or_else(|| terms::gender_of_first_name(read.name.first()?));
        }
        Some(read)
    }

    /// The gender that the title, the first name or the role gives away.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Whether what stands behind a comma is said of the same one.
    pub fn takes(&self, next: &Designation) -> bool {
        let role = |one: &Designation| one.name.is_empty();
        role(self) != role(next)
    }

    /// Takes in what stands behind a comma.
    pub fn take(&mut self, next: Designation) {
        if self.name.is_empty() {
            self.name = next.name;
        }
        self.role.extend(next.role);
        self.gender = self.gender.or(next.gender);
    }

    /// The words of the name that tell, by key: without particles, unless there is nothing else.
    pub fn tokens(&self) -> Vec<String> {
        let small = |word: &&String| !terms::is_particle(word) || self.name.len() == 1;
        self.name
            .iter()
            .filter(small)
            .map(|word| words::key(word, Kind::Word))
            .collect()
    }

    /// The whole name as one key.
    pub fn joined(&self) -> String {
        self.name.iter().map(|word| words::key(word, Kind::Word)).collect()
    }

    /// Whether the name is all initials: `T. Q.`
    pub fn is_initials(&self) -> bool {
        self.name.iter().all(|word| word.trim_matches('.').chars().count() == 1)
    }

    /// The first letters of the words of the name, or of a group that is a name to itself.
    pub fn initials(&self) -> String {
        let words = self.name.iter().chain(&self.role);
        let parts = words
            .flat_map(|word| word.split(fold::is_hyphen))
            .filter(|word| !terms::is_particle(word));
        parts.filter_map(|word| fold::key(word).chars().next()).collect()
    }
}

/// Where the name starts that ends a group: `directeur d’EFI | Michel Balandier`, `caporal | Maupas`.
pub fn trailing_name(words: &[&str]) -> usize {
    let mut start = words.len();
    while start > 1
        && (terms::is_name(words[start - 1])
            || start < words.len() && terms::is_particle(words[start - 1]) && terms::is_name(words[start]))
    {
        start -= 1;
    }
    // A small particle leads to what completes the role, and not to the name.
    let led = start < words.len() && terms::is_particle(words[start]);
    while start < words.len() && terms::is_particle(words[start]) && words[start].starts_with(char::is_lowercase) {
        start += 1;
    }
    let before = words[start - 1].to_lowercase();
    let alone = start + 1 == words.len() && !terms::is_role(&before);
    if !(led || terms::is_particle(&before) || matches!(before.as_str(), "à" | "au" | "aux" | "en"))
        || start == words.len()
    {
        // `rue Gambetta` is nobody.
        return if alone { words.len() } else { start };
    }
    // The first is the complement: Économie, EFI. A first name behind it tells where the person starts.
    let person = (start + 1..words.len()).find(|&at| terms::is_first_name(words[at]) && at + 1 < words.len());
    let complement = terms::is_first_name(words[start]) && person.is_none();
    match person {
        Some(at) => at,
        None if !complement && start + 3 <= words.len() && terms::is_name(words[start + 1]) => start + 1,
        None => words.len(),
    }
}
