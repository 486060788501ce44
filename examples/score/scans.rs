//! Misquotations of scans, made by rule in the clean sentences, so that no tolerance of damage can buy
//! its figure: the damage of a scan has the edit distance of a misquotation.

use std::collections::{BTreeMap, BTreeSet};

use crate::gold::Gold;
use crate::record::{Cited, Record, Set};

/// The name of the set that is made here.
pub const SET: &str = "misquotes_of_scans";

/// The source files that hold damage of scanning, by the labels: a project would declare them `ocr`.
pub fn sources(sets: &[Set]) -> BTreeSet<String> {
    let records = sets.iter().flat_map(|set| &set.records);
    records
        .filter(|record| record.gold == Gold::OcrNoise)
        .filter_map(file)
        .map(str::to_owned)
        .collect()
}

fn file(record: &Record) -> Option<&str> {
    match &record.source {
        Cited::File(path) => Some(path),
        Cited::Text(_) => None,
    }
}

/// Numbers of which each is put for the one before.
const NUMBERS: &[&str] = &[
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "quinze", "vingt", "trente", "cent",
    "mille",
];

/// Words that deny, each with what is put for it; nothing drops it.
const DENIALS: &[(&str, &str)] = &[
    ("pas", ""),
    ("jamais", "toujours"),
    ("rien", "tout"),
    ("plus", ""),
    ("point", ""),
    ("sans", "avec"),
    ("aucun", "un"),
    ("aucune", "une"),
];

/// Words with their contraries and their neighbours in sound and letters.
const PAIRS: &[(&str, &str)] = &[
    ("avant", "après"),
    ("bon", "mauvais"),
    ("bonne", "mauvaise"),
    ("grand", "petit"),
    ("grande", "petite"),
    ("petit", "grand"),
    ("petite", "grande"),
    ("tous", "certains"),
    ("toujours", "parfois"),
    ("souvent", "rarement"),
    ("maison", "raison"),
    ("main", "pain"),
    ("père", "frère"),
    ("mère", "sœur"),
    ("jour", "soir"),
    ("matin", "soir"),
    ("peut", "doit"),
    ("est", "était"),
    ("était", "est"),
    ("avait", "aura"),
    ("dit", "disait"),
    ("mon", "son"),
    ("ma", "sa"),
    ("son", "leur"),
    ("elle", "il"),
    ("il", "elle"),
    ("et", "ou"),
    ("fille", "femme"),
    ("fois", "voix"),
    ("dans", "devant"),
    ("sur", "sous"),
    ("pour", "contre"),
    ("vers", "dans"),
    ("tête", "fête"),
    ("porte", "poste"),
];

/// One misquotation of each kind for each sentence that has a word for it.
pub fn misquotes(sets: &[Set], scans: &BTreeSet<String>) -> Set {
    let scanned: Vec<&Record> = sets
        .iter()
        .flat_map(|set| &set.records)
        .filter(|record| !record.gold.is_altered() && file(record).is_some_and(|path| scans.contains(path)))
        .filter(|record| record.gold != Gold::Absent)
        .collect();
    let names = names(&scanned);
    let records = scanned.iter().enumerate().flat_map(|(at, record)| {
        let words: Vec<&str> = record.quote.split(' ').collect();
        let names = file(record)
            .and_then(|path| names.get(path))
            .map_or(&[][..], Vec::as_slice);
        let made = [
            (Gold::AlteredNumber, other_number(&words)),
            (Gold::AlteredNegation, other_denial(&words)),
            (Gold::AlteredEntity, other_name(&words, names)),
            (Gold::WordChanged, pair(&words, at)),
            (Gold::WordDropped, dropped(&words, at)),
            (Gold::WordAdded, added(&words, at)),
        ];
        made.into_iter()
            .filter_map(move |(gold, quote)| Some(misquote(record, gold, quote?)))
    });
    Set {
        name: SET.to_owned(),
        records: records.collect(),
    }
}

fn misquote(record: &Record, gold: Gold, quote: String) -> Record {
    Record {
        id: format!("{}-{}", record.id, gold.name()),
        source: match &record.source {
            Cited::File(path) => Cited::File(path.clone()),
            Cited::Text(text) => Cited::Text(text.clone()),
        },
        quote,
        prefix: None,
        suffix: None,
        gold,
        subclass: String::new(),
        accept: Vec::new(),
        labels: vec![gold],
        gold_span: record.gold_span,
        note: "made by rule".to_owned(),
    }
}

/// The letters of a word, without the signs beside it.
fn bare(word: &str) -> &str {
    let elided = word
        .rfind(['\'', '’'])
        .map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    word[elided..].trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// The names of each source: words with a capital within a sentence, twice at least.
fn names(records: &[&Record]) -> BTreeMap<String, Vec<String>> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for record in records {
        let words: Vec<&str> = record.quote.split(' ').collect();
        for pair in words.windows(2) {
            let name = bare(pair[1]);
            let inside = pair[0].ends_with(|last: char| last.is_lowercase() || last == ',');
            if inside && name.len() > 3 && name.starts_with(char::is_uppercase) {
                let path = file(record).unwrap_or("").to_owned();
                *counts.entry((path, name.to_owned())).or_default() += 1;
            }
        }
    }
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((path, name), count) in counts {
        if 1 < count {
            names.entry(path).or_default().push(name);
        }
    }
    names
}

/// The words with another in place of the one at `at`; nothing takes it out.
fn with(words: &[&str], at: usize, old: &str, new: &str) -> String {
    let replaced = words[at].replacen(old, new, 1);
    let words = words
        .iter()
        .enumerate()
        .map(|(place, word)| if place == at { replaced.as_str() } else { word });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn other_number(words: &[&str]) -> Option<String> {
    let numbered = |word: &&str| NUMBERS.iter().position(|number| *number == bare(word));
    let at = words.iter().position(|word| numbered(word).is_some())?;
    let number = numbered(&words[at])?;
    Some(with(words, at, NUMBERS[number], NUMBERS[(number + 1) % NUMBERS.len()]))
}

fn other_denial(words: &[&str]) -> Option<String> {
    let denial = |word: &str| DENIALS.iter().find(|(denial, _)| *denial == bare(word));
    let denied = |at: &usize| {
        let before = &words[at.saturating_sub(4)..*at];
        let ne = |word: &&str| matches!(bare(word), "ne" | "n") || word.starts_with("n'");
        let alone = matches!(
            bare(words[*at]),
            "sans" | "aucun" | "aucune" | "jamais" | "rien" | "pas"
        );
        denial(words[*at]).is_some() && (alone || before.iter().any(ne))
    };
    let at = (1..words.len()).find(denied)?;
    let (old, new) = denial(words[at])?;
    Some(with(words, at, old, new))
}

fn other_name(words: &[&str], names: &[String]) -> Option<String> {
    let named = |at: &usize| names.iter().any(|name| name == bare(words[*at]));
    let at = (1..words.len()).find(named)?;
    let old = bare(words[at]);
    let place = names.iter().position(|name| name == old)?;
    let other = names
        .get((place + 1) % names.len())
        .filter(|other| other.as_str() != old)?;
    Some(with(words, at, old, other))
}

/// One of the words that have a pair: another one from one sentence to the next.
fn pair(words: &[&str], turn: usize) -> Option<String> {
    let paired = |word: &str| PAIRS.iter().find(|(one, _)| *one == bare(word));
    let places: Vec<usize> = (1..words.len()).filter(|&at| paired(words[at]).is_some()).collect();
    let at = *places.get(turn % places.len().max(1))?;
    let (old, new) = paired(words[at])?;
    Some(with(words, at, old, new))
}

/// Without one word of the middle, of four letters at least.
fn dropped(words: &[&str], turn: usize) -> Option<String> {
    let last = words.len().checked_sub(2)?;
    let full = |at: &usize| words[*at].len() > 3 && words[*at].chars().all(char::is_alphabetic);
    let places: Vec<usize> = (2..last).filter(full).collect();
    let at = *places.get(turn % places.len().max(1))?;
    Some(with(words, at, words[at], ""))
}

/// With one word more in the middle.
fn added(words: &[&str], turn: usize) -> Option<String> {
    const ADDED: &[&str] = &["presque", "toujours", "bien", "souvent", "très", "encore", "si"];
    let last = words.len().checked_sub(2)?;
    let places: Vec<usize> = (2..last)
        .filter(|&at| words[at - 1].chars().all(char::is_alphabetic))
        .collect();
    let at = *places.get(turn % places.len().max(1))?;
    let mut words: Vec<&str> = words.to_vec();
    words.insert(at, ADDED[turn % ADDED.len()]);
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use crate::scans::{added, dropped, other_denial, other_name, other_number, pair};

    #[test]
    fn one_word_is_altered() {
        let words: Vec<&str> = "Alors Jeanne prit deux œufs, et n'avait pas peur de la petite porte"
            .split(' ')
            .collect();
        let names = ["Jeanne".to_owned(), "Marie".to_owned()];
        let made = [
            other_number(&words),
            other_denial(&words),
            other_name(&words, &names),
            pair(&words, 2),
            dropped(&words, 0),
            added(&words, 0),
        ];
        let made: Vec<String> = made.into_iter().flatten().collect();
        assert_eq!(
            made,
            [
                "Alors Jeanne prit trois œufs, et n'avait pas peur de la petite porte",
                "Alors Jeanne prit deux œufs, et n'avait peur de la petite porte",
                "Alors Marie prit deux œufs, et n'avait pas peur de la petite porte",
                "Alors Jeanne prit deux œufs, et n'avait pas peur de la grande porte",
                "Alors Jeanne deux œufs, et n'avait pas peur de la petite porte",
                "Alors Jeanne presque prit deux œufs, et n'avait pas peur de la petite porte",
            ]
        );
    }
}
