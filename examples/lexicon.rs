//! Builds the lexicon in `src/french/lexicon/` from a French Hunspell dictionary that says what each
//! form is (`po:`, `is:` fields), as the one of Grammalecte does.
//!
//! `cargo run --release --example lexicon -- fr.dic fr.aff src/french/lexicon`

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use clap::Parser;
use unicode_normalization::UnicodeNormalization;

/// Expands every entry of a dictionary into its forms and writes them as a finite-state map.
#[derive(Parser)]
struct Args {
    /// The words, with their affix flags and grammatical fields.
    dictionary: PathBuf,
    /// The affixes.
    affixes: PathBuf,
    /// The folder to write `forms.fst` and `analyses.txt` to.
    folder: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let suffixes = read_suffixes(&fs::read_to_string(args.affixes)?);
    let mut forms: BTreeMap<String, BTreeSet<Analysis>> = BTreeMap::new();
    for entry in fs::read_to_string(args.dictionary)?
        .lines()
        .skip(1)
        .filter_map(Entry::read)
    {
        entry.expand(&suffixes, &mut forms);
    }
    let (map, analyses) = write(&forms)?;
    println!(
        "{} forms, {} bytes; {} bytes of analyses",
        forms.len(),
        map.len(),
        analyses.len()
    );
    fs::create_dir_all(&args.folder)?;
    fs::write(args.folder.join("forms.fst"), map)?;
    fs::write(args.folder.join("analyses.txt"), analyses)?;
    Ok(())
}

/// The map from forms to places in the second file, and that file: one line for each set of
/// analyses that some form has.
fn write(forms: &BTreeMap<String, BTreeSet<Analysis>>) -> Result<(Vec<u8>, String), fst::Error> {
    let mut lines = String::new();
    let mut places: HashMap<String, u64> = HashMap::new();
    let mut map = fst::MapBuilder::memory();
    for (form, analyses) in forms {
        let line: Vec<String> = analyses.iter().map(|analysis| analysis.written(form)).collect();
        let line = line.join(";");
        let place = *places.entry(line).or_insert_with_key(|line| {
            let place = lines.len() as u64;
            lines.push_str(line);
            lines.push('\n');
            place
        });
        map.insert(form, place)?;
    }
    Ok((map.into_inner()?, lines))
}

/// One way to read a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Analysis {
    lemma: String,
    part: char,
    /// What the form is, one letter for each trait (see `TRAITS`).
    traits: String,
}

impl Analysis {
    /// How many bytes to take off the form, what to put in their place, the part of speech, the traits.
    fn written(&self, form: &str) -> String {
        let shared: usize = form
            .chars()
            .zip(self.lemma.chars())
            .take_while(|(one, other)| one == other)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        let (taken, put) = (form.len() - shared, &self.lemma[shared..]);
        format!("{taken} {put} {}{}", self.part, self.traits)
    }
}

/// The fields that are kept, and the letter of each in the file.
const TRAITS: &[(&str, char)] = &[
    ("po:infi", 'I'),
    ("po:ppre", 'G'),
    ("po:ppas", 'K'),
    ("po:ipre", 'P'),
    ("po:iimp", 'Q'),
    ("po:ipsi", 'J'),
    ("po:ifut", 'F'),
    ("po:spre", 'S'),
    ("po:simp", 'T'),
    ("po:cond", 'C'),
    ("po:impe", 'Y'),
    ("is:mas", 'm'),
    ("is:fem", 'f'),
    ("is:epi", 'e'),
    ("is:sg", 's'),
    ("is:pl", 'p'),
    ("is:inv", 'i'),
];

/// The letters of the persons that a field names: `po:3sg`.
fn person(field: &str) -> Option<[char; 2]> {
    let field = field.strip_prefix("po:")?;
    let mut letters = field.chars();
    let person = letters.next().filter(|letter| matches!(letter, '1'..='3'))?;
    let number = match letters.as_str() {
        "sg" | "isg" | "jsg" => 's',
        "pl" | "pl!" => 'p',
        _ => return None,
    };
    Some([person, number])
}

/// Whether a verb, a noun or adjective, a name, or a word of grammar.
fn part<'f>(fields: &(impl Iterator<Item = &'f str> + Clone)) -> char {
    let has = |start: &str| fields.clone().any(|field| field.starts_with(start));
    if ["po:v0", "po:v1", "po:v2", "po:v3"].iter().any(|verb| has(verb)) {
        'v'
    } else if has("po:nom") || has("po:adj") {
        'n'
    } else if ["po:npr", "po:prn", "po:patr"].iter().any(|name| has(name)) {
        'N'
    } else {
        'g'
    }
}

struct Entry<'d> {
    word: &'d str,
    flags: Vec<String>,
    fields: Vec<&'d str>,
}

impl<'d> Entry<'d> {
    fn read(line: &'d str) -> Option<Entry<'d>> {
        let mut fields = line.split_whitespace();
        let (word, flags) = match fields.next()?.split_once('/') {
            Some((word, flags)) => (word, flags),
            None => (line.split_whitespace().next()?, ""),
        };
        let spelt = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-');
        let plain = word.chars().all(spelt) && word.starts_with(char::is_alphabetic);
        let letters: Vec<char> = flags.chars().collect();
        plain.then(|| Entry {
            word,
            flags: letters.chunks(2).map(|pair| pair.iter().collect()).collect(),
            fields: fields.collect(),
        })
    }

    fn expand(&self, suffixes: &HashMap<String, Vec<Suffix>>, forms: &mut BTreeMap<String, BTreeSet<Analysis>>) {
        let stem = self.fields.iter().find_map(|field| field.strip_prefix("st:"));
        let mut add = |form: &str, more: &[String]| {
            let fields = self.fields.iter().copied().chain(more.iter().map(String::as_str));
            let mut traits: Vec<char> = fields.clone().filter_map(person).flatten().collect();
            let kept = |field: &str| {
                TRAITS
                    .iter()
                    .find(|(name, _)| *name == field)
                    .map(|(_, letter)| *letter)
            };
            traits.extend(fields.clone().filter_map(kept));
            traits.sort_unstable();
            traits.dedup();
            forms.entry(folded(form)).or_default().insert(Analysis {
                lemma: folded(stem.unwrap_or(self.word)),
                part: part(&fields),
                traits: traits.into_iter().collect(),
            });
        };
        // `()`: the entry is a stem and no word by itself.
        if !self.flags.iter().any(|flag| flag == "()") {
            add(self.word, &[]);
        }
        for suffix in self.flags.iter().filter_map(|flag| suffixes.get(flag)).flatten() {
            if let Some(form) = suffix.apply(self.word) {
                add(&form, &suffix.fields);
            }
        }
    }
}

/// As the checker looks forms up: composed, ligatures apart, straight apostrophes.
fn folded(word: &str) -> String {
    let composed = word.nfc().collect::<String>();
    composed
        .replace('œ', "oe")
        .replace('æ', "ae")
        .replace('Œ', "OE")
        .replace('’', "'")
}

/// An ending that may stand in place of another.
struct Suffix {
    taken: String,
    put: String,
    /// What the word must end with: for each letter, those allowed, or not.
    condition: Vec<(bool, String)>,
    fields: Vec<String>,
}

impl Suffix {
    fn apply(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(&self.taken)?;
        let letters: Vec<char> = word.chars().collect();
        let last = letters.len().checked_sub(self.condition.len())?;
        let fits = |(letter, (allowed, set)): (&char, &(bool, String))| set.contains(*letter) == *allowed;
        letters[last..]
            .iter()
            .zip(&self.condition)
            .all(fits)
            .then(|| format!("{stem}{}", self.put))
    }
}

/// The suffixes of a Hunspell affix file, by flag: `SFX flag taken put/flags condition fields…`.
fn read_suffixes(text: &str) -> HashMap<String, Vec<Suffix>> {
    let mut suffixes: HashMap<String, Vec<Suffix>> = HashMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, taken, put, condition, rest @ ..] = fields.as_slice() else {
            continue;
        };
        let plain = |text: &str| {
            text.split('/')
                .next()
                .filter(|text| *text != "0")
                .unwrap_or("")
                .to_owned()
        };
        suffixes.entry((*flag).to_owned()).or_default().push(Suffix {
            taken: plain(taken),
            put: plain(put),
            condition: read_condition(condition),
            fields: rest.iter().map(|&field| field.to_owned()).collect(),
        });
    }
    suffixes
}

/// `[^cg]er` as sets of letters, each with whether they are the ones allowed.
fn read_condition(text: &str) -> Vec<(bool, String)> {
    let mut sets = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '.' => sets.push((false, String::new())),
            '[' => {
                let set: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
                let excluded = set.strip_prefix('^');
                sets.push((excluded.is_none(), excluded.unwrap_or(&set).to_owned()));
            }
            letter => sets.push((true, letter.to_string())),
        }
    }
    // A lone `.` asks for nothing, not even a letter.
    if text == "." { Vec::new() } else { sets }
}
