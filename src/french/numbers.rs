//! Reads quantities written in French, in digits or in words, and compares them by value.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::french::words::is_listed;
use crate::text::fold::is_combining;

/// A number with its unit, compared by value: `3,50` is `3,5` and `2,6 Md€` is `2 600 M€`.
///
/// Money is brought to its plain unit; no other unit is turned into another (`1 kg` is not
/// `1 000 g`). A written fraction keeps its denominator (`1/2` is `½`, not `2/4`, which may be a
/// date).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    value: Value,
    kind: Kind,
    unit: Option<&'static str>,
}

/// Every way in which the whole of `text` reads as one quantity; empty when it is none.
///
/// White space of any kind and length is one space, and letter case counts only in symbols
/// (`5 mW`, `5 MW`) and in bare Roman numerals.
pub fn readings(text: &str) -> Vec<Quantity> {
    if has_number(text) {
        every_reading(text)
    } else {
        Vec::new()
    }
}

fn every_reading(text: &str) -> Vec<Quantity> {
    let text = clean(text);
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut found = spelled(&text);
    if found.is_empty() {
        found.extend(roman_cardinal(&text));
    }
    found
}

/// Whether two texts can be read as the same quantity, of the same unit.
///
/// A dot before three figures parts thousands (`12.000`), or stands for a comma where the other text
/// has the very same figures (`3.142`, `3,142`); it never makes `12.000` twelve.
pub fn same_quantity(a: &str, b: &str) -> bool {
    if !has_number(a) || !has_number(b) || are_forms(a, b) || are_parted_otherwise(a, b) {
        return false;
    }
    if let (Some(one), Some(other)) = (date(a), date(b)) {
        return one == other;
    }
    let figures = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (one, other) = (without_dots(a), without_dots(b));
    let grouped = one != a || other != b;
    let same = |a: &str, b: &str| {
        let of_b = every_reading(b);
        !of_b.is_empty() && every_reading(a).iter().any(|quantity| of_b.contains(quantity))
    };
    same(&one, &other) || (grouped && figures(a) == figures(b) && same(a, b))
}

/// The day, month and year of a whole date: `1er mai 2024`, `01/05/2024`, `1-5-2024`.
fn date(text: &str) -> Option<(u32, u32, u32)> {
    if 40 < text.len() {
        return None;
    }
    let parts: Vec<&str> = text
        .split([' ', '\u{a0}', '\u{202f}', '/', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let day: u32 = match day.to_lowercase().as_str() {
        "1er" | "premier" => 1,
        figures => figures.parse().ok()?,
    };
    let named = MONTHS.split_whitespace().position(|name| name == fold(&clean(month)));
    let month = match named {
        Some(at) => u32::try_from(at).ok()? + 1,
        None => month.parse().ok()?,
    };
    let year: u32 = year.parse().ok().filter(|_| year.len() == 4)?;
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month, year))
}

/// Whether two number words are forms of one: `un`, `une`; `premier`, `premiers`. These are no two
/// writings of a number.
fn are_forms(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim().to_lowercase(), b.trim().to_lowercase());
    let word = |text: &str| text.chars().all(char::is_alphabetic);
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let ending = long.strip_prefix(short.as_str());
    let feminine = long.replace("ère", "er");
    let ending = ending.or_else(|| feminine.strip_prefix(short.as_str()));
    word(short) && word(long) && matches!(ending, Some("e" | "s" | "es"))
}

/// Whether two numbers with a dot differ in how many figures stand behind it: a section `3.10` is not
/// `3.1`, though the value would be the same.
fn are_parted_otherwise(a: &str, b: &str) -> bool {
    let behind = |text: &str| {
        let (_, figures) = text.trim().split_once('.')?;
        let plain = figures.bytes().all(|byte| byte.is_ascii_digit()) && figures.len() < 3;
        plain.then_some(figures.len())
    };
    let figures = |text: &str| {
        text.trim()
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    };
    let lengths = (behind(a), behind(b));
    figures(a) && figures(b) && lengths.0.is_some() && lengths.1.is_some() && lengths.0 != lengths.1
}

/// Whether the words after a number make one number with it: `deux | cents`, `2 | millions`,
/// `10 h | 30`. Two numbers in figures are two.
pub fn goes_on(before: &str, after: &str) -> bool {
    let figures = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let hour = before.trim().to_lowercase().ends_with(['h', 's']) && before.contains(['h', 'H']);
    if figures(before) && figures(after) && !hour {
        return false;
    }
    // What follows must be more than a unit of what stands before, as in `3 | M€`.
    let number = |word: &str| is_number_word(word) || figures(word);
    let starts = after
        .split_whitespace()
        .next()
        .is_some_and(|word| number(word) || matches!(word.to_lowercase().as_str(), "et" | "virgule"));
    let ends = before
        .split_whitespace()
        .next_back()
        .is_some_and(|word| is_number_word(word) || figures(word) || hour);
    starts && ends && !readings(&format!("{before} {after}")).is_empty()
}

/// The text without the dots that part thousands: after one to three figures that do not start with
/// a nought, before three.
fn without_dots(text: &str) -> String {
    let bytes = text.as_bytes();
    let after = |at: usize| bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let before = |at: usize| {
        bytes[..at]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let parts_thousands = |at: usize| {
        let lead = before(at);
        let nought = 0 < lead && bytes[at - lead] == b'0';
        let after_group = lead == 3 && at > 3 && bytes[at - 4] == b'.';
        (1..=3).contains(&lead) && (after_group || !nought) && after(at) == 3
    };
    let kept = text
        .char_indices()
        .filter(|&(at, letter)| letter != '.' || !parts_thousands(at));
    kept.map(|(_, letter)| letter).collect()
}

/// Whether `word` is a number in digits, in words or a Roman ordinal, or a word that numbers are
/// made of (`million`, `demi`).
///
/// False for `un` and `une`, which are articles too, and for bare Roman numerals.
pub fn is_number_word(word: &str) -> bool {
    may_be_number(word) && reads_as_number(word)
}

/// Whether some word may be one of a number, as one is of each that is written in several.
fn has_number(text: &str) -> bool {
    text.split(char::is_whitespace).any(may_be_number)
}

/// Whether the first three letters of a word, without accents, are those of a number.
fn starts_as_number(letters: &[u8]) -> bool {
    matches!(
        letters,
        b"bil"
            | b"cen"
            | b"cin"
            | b"dem"
            | b"deu"
            | b"dix"
            | b"diz"
            | b"dou"
            | b"hui"
            | b"mil"
            | b"neu"
            | b"non"
            | b"oct"
            | b"onz"
            | b"pre"
            | b"qua"
            | b"qui"
            | b"sec"
            | b"sei"
            | b"sep"
            | b"six"
            | b"soi"
            | b"tie"
            | b"tre"
            | b"tri"
            | b"tro"
            | b"un"
            | b"une"
            | b"uni"
            | b"vin"
            | b"zer"
    )
}

/// Whether a word starts as a number may. Most words do not, and are not read any further.
fn may_be_number(word: &str) -> bool {
    // `l’`, `qu’`, and not `5’`.
    if word.ends_with(['\'', '’']) && word.starts_with(char::is_alphabetic) {
        return false;
    }
    // Only plain letters tell; figures, hyphens, signs and the like are read.
    let plain = |letter: char| match letter {
        'é' | 'è' | 'ê' | 'É' | 'È' | 'Ê' => Some(b'e'),
        'à' | 'â' | 'À' | 'Â' => Some(b'a'),
        'î' | 'Î' => Some(b'i'),
        'ô' | 'Ô' => Some(b'o'),
        'û' | 'Û' => Some(b'u'),
        'ç' | 'Ç' => Some(b'c'),
        _ => letter
            .is_ascii_alphabetic()
            .then_some(letter.to_ascii_lowercase() as u8),
    };
    let (mut start, mut count) = ([0; 3], 0);
    // A Roman numeral, perhaps with an ending: `XIX`, `xixe`.
    let mut is_roman = true;
    for letter in word.chars() {
        let Some(letter) = plain(letter) else { return true };
        is_roman &= b"ivxlcdm".contains(&letter) || 0 < count && b"enrs".contains(&letter);
        if let Some(place) = start.get_mut(count) {
            *place = letter;
        }
        count += 1;
    }
    count == 0 || is_roman || starts_as_number(&start[..count.min(3)])
}

fn reads_as_number(word: &str) -> bool {
    let text = clean(word);
    if text.len() > LONGEST {
        return false;
    }
    let folded = fold(&text);
    // The last ones are adjectives: *une robe neuve*.
    if matches!(folded.as_str(), "un" | "une" | "neuve" | "neuves" | "neufs") {
        return false;
    }
    is_listed(NUMBER_PIECES, &folded) || only_digits(&text) || !spelled(&text).is_empty()
}

/// Whether `word` is a unit that may follow a number, or a short scale (`Md`).
pub fn is_unit(word: &str) -> bool {
    let text = clean(word);
    text.len() <= LONGEST
        && !text.contains(' ')
        && (!units(&text).is_empty() || SHORT_SCALES.iter().any(|(scale, _)| *scale == text))
}

/// Whether a word with this key may join two parts of one number: `vingt pour cent`, `2 milliards
/// d’euros`, `vingt et un`.
pub fn joins_number(key: &str) -> bool {
    matches!(key, "de" | "d'" | "et" | "pour" | "virgule")
}

/// Whether a small word with this key may be part of a written quantity: what joins its parts, *un*,
/// a minus in words.
pub fn stands_in_quantity(key: &str) -> bool {
    joins_number(key) || is_one(key) || matches!(key, "a" | "moins" | "l'")
}

/// Whether a word is a Roman numeral in capitals, of two letters, or I, V or X.
pub fn is_bare_roman(word: &str) -> bool {
    let numeral = word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C'));
    numeral && (roman_cardinal(word).is_some() || matches!(word, "I" | "V" | "X"))
}

/// Whether a word with this key is an article that counts before a unit: `un mois`.
pub fn is_one(key: &str) -> bool {
    matches!(key, "un" | "une")
}

/// Whether a word with this key leads to a number, so that a dash after it is a minus and opens no
/// aside: `reculer de – 3 %`.
pub fn leads_to_number(key: &str) -> bool {
    matches!(key, "de" | "d'" | "a" | "du" | "par" | "entre" | "soit")
}

/// Whether a word with this key stands between hours and minutes: `18 h 30`.
pub fn is_hour(key: &str) -> bool {
    matches!(key, "h" | "heures")
}

/// Whether a word with this key is plainly a number: figures, or a number word as it is listed.
/// Quicker and less thorough than [`is_number_word`].
pub fn looks_numeric(key: &str) -> bool {
    let figures = |letter: char| letter.is_ascii_digit() || letter == '-';
    let listed = |words: &[(&str, i128)]| words.iter().any(|(word, _)| *word == key);
    let article = matches!(key, "un" | "une");
    let cardinal = listed(UNITS_IN_WORDS) || listed(TENS_IN_WORDS) || matches!(key, "cent" | "cents" | "mille");
    // The key of `quatre-vingt-dix` has no hyphens.
    let compound = || {
        let tens = TENS_IN_WORDS
            .iter()
            .map(|(word, _)| *word)
            .chain(["quatrevingt", "dix"]);
        let rest = tens.filter_map(|head| key.strip_prefix(head));
        rest.into_iter()
            .any(|rest| listed_rest(rest.strip_prefix("et").unwrap_or(rest)))
    };
    key.starts_with(figures) || (cardinal && !article) || SCALES.iter().any(|(word, _)| *word == key) || compound()
}

/// Whether what follows the tens ends a compound number: `sept` of `dixsept`, nothing, a plural.
fn listed_rest(rest: &str) -> bool {
    let rest = rest.strip_prefix("dix").unwrap_or(rest);
    matches!(rest, "" | "s") || UNITS_IN_WORDS.iter().any(|(word, _)| *word == rest)
}

/// Whether a word with this key is often written otherwise beside a number: `milliards d’euros` for
/// `Md€`, `pour cent` for `%`. Such a word tells little about where a quote stands.
pub fn is_often_rewritten(key: &str) -> bool {
    matches!(
        key,
        "milliard"
            | "milliards"
            | "million"
            | "millions"
            | "millier"
            | "milliers"
            | "mille"
            | "cent"
            | "euro"
            | "euros"
            | "dollar"
            | "dollars"
            | "pourcent"
            | "heure"
            | "heures"
            | "md€"
            | "m€"
            | "k€"
            | "€"
            | "%"
    )
}

/// Whether `word` names a month, in full or in short (`févr.`).
pub fn is_month(word: &str) -> bool {
    let folded = fold(&clean(word));
    let bare = folded.strip_suffix('.').unwrap_or(&folded);
    is_listed(MONTHS, &folded) || is_listed(SHORT_MONTHS, bare) && (bare != "sept" || folded.ends_with('.'))
}

/// The longest text, in bytes, that is read: above it nothing is one quantity. The longest number
/// below a million milliards has about 200 letters.
const LONGEST: usize = 400;

/// The most digits of one number: they fit an `i128` with a scale to spare.
const MOST_DIGITS: usize = 30;

/// Months in full, folded.
const MONTHS: &str = "\
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre";

/// Months in short, folded, without the stop; source: *Lexique des règles typographiques en usage à
/// l'Imprimerie nationale*, « Abréviations ».
const SHORT_MONTHS: &str = "\
    janv fevr avr juil juill sept oct nov dec";

/// Words that stand in numbers without being one alone, and nouns of number, folded.
const NUMBER_PIECES: &str = "\
    vingts cents millier milliers million millions milliard milliards billion billions trillion \
    trillions unieme demi demie demis demies tiers quart quarts dizaine dizaines douzaine \
    douzaines quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine \
    centaines millionieme milliardieme";

/// Cardinals up to sixteen, folded.
const UNITS_IN_WORDS: &[(&str, i128)] = &[
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
];

/// Tens of France, Belgium and Switzerland, folded; `quatre-vingts` is made of two words.
const TENS_IN_WORDS: &[(&str, i128)] = &[
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
];

/// Scales written out, folded, with their power of ten (long scale, as French law has it: décret
/// n° 61-501 of 3 May 1961).
const SCALES: &[(&str, u32)] = &[
    ("millier", 3),
    ("milliers", 3),
    ("million", 6),
    ("millions", 6),
    ("milliard", 9),
    ("milliards", 9),
    ("billion", 12),
    ("billions", 12),
    ("trillion", 18),
    ("trillions", 18),
];

/// Scales in short, after digits only.
const SHORT_SCALES: &[(&str, u32)] = &[("Mrds", 9), ("Mrd", 9), ("Mds", 9), ("Md", 9), ("MD", 9), ("M", 6)];

/// Scales that need money at once after them: `m€` is a newspaper's million, `m` alone a metre.
const MONEY_SCALES: &[(&str, u32)] = &[("m", 6), ("k", 3), ("K", 3)];

/// Units of money that a scale may be glued to.
const MONEY: &[&str] = &["€", "$", "£"];

/// Ordinals that are no cardinal with `-ième`, folded.
const ODD_ORDINALS: &[(&str, i128, Kind)] = &[
    ("premier", 1, Kind::Masculine),
    ("premiers", 1, Kind::Masculine),
    ("premiere", 1, Kind::Feminine),
    ("premieres", 1, Kind::Feminine),
    ("second", 2, Kind::Masculine),
    ("seconds", 2, Kind::Masculine),
    ("seconde", 2, Kind::Feminine),
    ("secondes", 2, Kind::Feminine),
];

/// What is left of a cardinal before `-ième` where a letter changed or fell, folded.
const ORDINAL_STEMS: &[(&str, &str)] = &[
    ("quatr", "quatre"),
    ("cinqu", "cinq"),
    ("neuv", "neuf"),
    ("onz", "onze"),
    ("douz", "douze"),
    ("treiz", "treize"),
    ("quatorz", "quatorze"),
    ("quinz", "quinze"),
    ("seiz", "seize"),
    ("trent", "trente"),
    ("quarant", "quarante"),
    ("cinquant", "cinquante"),
    ("soixant", "soixante"),
    ("septant", "septante"),
    ("huitant", "huitante"),
    ("octant", "octante"),
    ("nonant", "nonante"),
    ("mill", "mille"),
];

/// Endings of ordinals in figures, folded, with the only value they fit and how they are read.
/// `2e` stands for *deuxième* and for *second*.
const ORDINAL_ENDINGS: &[(&str, Option<i128>, &[Kind])] = &[
    ("iemes", None, &[Kind::Ordinal]),
    ("ieme", None, &[Kind::Ordinal]),
    ("emes", None, &[Kind::Ordinal]),
    ("eme", None, &[Kind::Ordinal]),
    ("eres", Some(1), &[Kind::Feminine]),
    ("ere", Some(1), &[Kind::Feminine]),
    ("ers", Some(1), &[Kind::Masculine]),
    ("er", Some(1), &[Kind::Masculine]),
    ("res", Some(1), &[Kind::Feminine]),
    ("re", Some(1), &[Kind::Feminine]),
    ("ndes", Some(2), &[Kind::Feminine]),
    ("nde", Some(2), &[Kind::Feminine]),
    ("nds", Some(2), &[Kind::Masculine]),
    ("nd", Some(2), &[Kind::Masculine]),
    ("des", Some(2), &[Kind::Feminine]),
    ("de", Some(2), &[Kind::Feminine]),
    ("d", Some(2), &[Kind::Masculine]),
    ("es", None, &[Kind::Ordinal]),
    ("es", Some(1), GENDERED),
    ("es", Some(2), GENDERED),
    ("e", None, &[Kind::Ordinal]),
    ("e", Some(1), GENDERED),
    ("e", Some(2), GENDERED),
];

/// How else `1e` and `2e` may be read.
const GENDERED: &[Kind] = &[Kind::Masculine, Kind::Feminine];

/// Fractions that are one character.
const VULGAR_FRACTIONS: &[(char, i128, i128)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// Denominators that have a name of their own, folded, in the singular.
const NAMED_DENOMINATORS: &[(&str, i128)] = &[("demi", 2), ("demie", 2), ("tiers", 3), ("quart", 4)];

/// What announces a number in a list (`n° 5`), folded, longest first.
const LABELS: &[&str] = &["numeros", "numero", "n°s", "nºs", "n°", "nº", "nos", "no"];

/// Superscript letters of `1ᵉʳ`, `XIXᵉ`, `nᵒˢ`.
const SUPERSCRIPTS: &[(char, char)] = &[
    ('ᵉ', 'e'),
    ('ʳ', 'r'),
    ('ᵈ', 'd'),
    ('ⁿ', 'n'),
    ('ᵐ', 'm'),
    ('ˢ', 's'),
    ('ᵒ', 'o'),
];

/// Parts of a time of day or of a duration, in order, folded, with their length in seconds.
const CLOCK: &[(&[&str], i128)] = &[
    (&["h", "heure", "heures"], 3_600),
    (&["min", "mn", "minute", "minutes"], 60),
    (&["s", "sec", "seconde", "secondes"], 1),
];

/// Roman numerals with their values, the largest first.
const ROMAN: &[(&str, i128)] = &[
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

/// Units: symbols, whose case counts and of which the first names the unit, then folded words in
/// the singular, after commas. Source: décret n° 61-501 of 3 May 1961 for the legal units, newspapers for the
/// spellings beside them.
const UNITS: &[(&str, &str)] = &[
    ("% ﹪ ％", "pour cent, pourcent, p. 100, p.100, p. cent, p.cent, pct"),
    ("‰", "pour mille, p. 1000, p. 1 000"),
    ("€", "euro, eur"),
    ("$ $US US$", "dollar, usd, dollar americain, dollar us, $ us"),
    ("£", "livre sterling, gbp"),
    ("F FF", "franc, franc francais"),
    ("CHF FS", "franc suisse"),
    ("kg Kg KG", "kilogramme, kilo"),
    ("g", "gramme"),
    ("mg", "milligramme"),
    ("µg μg mcg", "microgramme"),
    ("t", "tonne"),
    ("q", "quintal, quintaux"),
    ("km Km KM", "kilometre"),
    ("m", "metre"),
    ("dm", "decimetre"),
    ("cm CM", "centimetre"),
    ("mm", "millimetre"),
    ("µm μm", "micrometre, micron"),
    ("nm", "nanometre"),
    ("km² km2", "kilometre carre"),
    ("m² m2", "metre carre"),
    ("cm² cm2", "centimetre carre"),
    ("m³ m3", "metre cube"),
    ("cm³ cm3", "centimetre cube"),
    ("ha Ha", "hectare"),
    ("l L", "litre"),
    ("hl hL", "hectolitre"),
    ("dl dL", "decilitre"),
    ("cl cL", "centilitre"),
    ("ml mL", "millilitre"),
    ("h H", "heure"),
    ("min mn min.", "minute"),
    ("s sec sec.", "seconde"),
    ("ms", "milliseconde"),
    ("°C ℃", "degre celsius, degre centigrade"),
    ("°F", "degre fahrenheit"),
    ("°", "degre"),
    ("W", "watt"),
    ("mW", "milliwatt"),
    ("kW KW Kw kw", "kilowatt"),
    ("MW", "megawatt"),
    ("GW", "gigawatt"),
    ("TW", "terawatt"),
    ("Wh", "wattheure"),
    ("kWh KWh Kwh kwh KWH", "kilowattheure, kilowatt heure"),
    ("MWh Mwh MWH", "megawattheure, megawatt heure"),
    ("GWh Gwh GWH", "gigawattheure, gigawatt heure"),
    ("TWh Twh TWH", "terawattheure, terawatt heure"),
    ("ko Ko", "kilooctet, kilo octet"),
    ("Mo", "megaoctet, mega octet"),
    ("Go", "gigaoctet, giga octet"),
    ("To", "teraoctet, tera octet"),
    ("Po", "petaoctet"),
    ("Hz", "hertz"),
    ("kHz", "kilohertz"),
    ("MHz", "megahertz"),
    ("GHz", "gigahertz"),
    ("dB", "decibel"),
    ("km/h Km/h km/H", "kilometre par heure, kilometre heure"),
    ("m/s", "metre par seconde"),
    ("j", "jour"),
    ("semaine", "semaine"),
    ("mois", "mois"),
    ("trimestre", "trimestre"),
    ("an", "an"),
    ("année", "annee"),
    ("siècle", "siecle"),
    ("point pt pts", "point"),
    ("pp", "point de pourcentage, point de pourcent, point de %"),
];

/// Mantissa × 10^exponent ÷ divisor, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Value {
    // Invariant: not a multiple of ten, unless zero, and then the exponent is zero.
    mantissa: i128,
    exponent: i32,
    // Invariant: positive; 1 unless the number was written as a fraction.
    divisor: i128,
}

/// What a number is for: the same value counts, ranks or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cardinal,
    /// `quatrième`; for 1 and 2, `deuxième`.
    Ordinal,
    /// `premier`, `second`.
    Masculine,
    /// `première`, `seconde`.
    Feminine,
    /// A time of day or a duration, in seconds.
    Clock,
    /// `n° 5`; with its number of digits where it is a code.
    Label(usize),
    /// Digits whose leading zeros count, such as a telephone number, with their number.
    Code(usize),
}

/// A number read at the start of a text, and what follows it.
#[derive(Clone, Copy)]
struct Amount<'a> {
    value: Value,
    /// Whether it is in figures.
    figures: bool,
    /// Whether it ends with a scale, which may take `de` before the unit.
    scaled: bool,
    rest: &'a str,
}

impl Value {
    fn new(mantissa: i128, exponent: i32, divisor: i128) -> Option<Value> {
        if divisor <= 0 {
            return None;
        }
        let mut value = Value {
            mantissa,
            exponent,
            divisor,
        };
        if mantissa == 0 {
            value.exponent = 0;
        }
        while value.mantissa != 0 && value.mantissa % 10 == 0 {
            value.mantissa /= 10;
            value.exponent = value.exponent.checked_add(1)?;
        }
        Some(value)
    }

    fn whole(number: i128) -> Option<Value> {
        Value::new(number, 0, 1)
    }

    fn decimal(whole: &str, decimals: &str) -> Option<Value> {
        let n_digits = whole.len().checked_add(decimals.len())?;
        if n_digits > MOST_DIGITS {
            return None;
        }
        let mantissa = format!("{whole}{decimals}").parse().ok()?;
        Value::new(mantissa, -i32::try_from(decimals.len()).ok()?, 1)
    }

    fn scaled(self, power: u32) -> Option<Value> {
        let exponent = self.exponent.checked_add(i32::try_from(power).ok()?)?;
        Value::new(self.mantissa, exponent, self.divisor)
    }

    fn times(self, factor: i128) -> Option<Value> {
        Value::new(self.mantissa.checked_mul(factor)?, self.exponent, self.divisor)
    }

    fn negated(self) -> Option<Value> {
        self.times(-1)
    }

    /// The sum; none for written fractions.
    fn plus(self, other: Value) -> Option<Value> {
        if self.divisor != 1 || other.divisor != 1 {
            return None;
        }
        let exponent = self.exponent.min(other.exponent);
        let sum = self.mantissa_at(exponent)?.checked_add(other.mantissa_at(exponent)?)?;
        Value::new(sum, exponent, 1)
    }

    /// The value as a whole number, where it is one.
    fn integer(self) -> Option<i128> {
        if self.divisor == 1 { self.mantissa_at(0) } else { None }
    }

    fn mantissa_at(self, exponent: i32) -> Option<i128> {
        let power = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(power)?)
    }
}

impl Quantity {
    fn new(value: Value, kind: Kind) -> Quantity {
        Quantity {
            value,
            kind,
            unit: None,
        }
    }
}

/// Every reading of a cleaned text but bare Roman numerals, each once.
fn spelled(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let all = codes(text)
        .into_iter()
        .chain(labels(text))
        .chain(money_first(text))
        .chain(colon_clock(text))
        .chain(cardinals(text))
        .chain(ordinals(text))
        .chain(fractions(text));
    for quantity in all {
        if !found.contains(&quantity) {
            found.push(quantity);
        }
    }
    found
}

/// `0033`, `06 12 34 56 78`: a zero first and more than three digits.
fn codes(text: &str) -> Option<Quantity> {
    let (value, width) = code(text)?;
    Some(Quantity::new(value, Kind::Code(width)))
}

fn code(text: &str) -> Option<(Value, usize)> {
    // One dot makes a decimal number: 0.500.
    let n_dots = text.matches('.').count();
    if !text.starts_with('0') || n_dots == 1 || text.ends_with(['.', ' ']) {
        return None;
    }
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    if digits.len() <= 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((Value::decimal(&digits, "")?, digits.len()))
}

/// `n° 5`, `numéro cinq`.
fn labels(text: &str) -> Vec<Quantity> {
    let folded = fold(text);
    let Some((label, rest)) = LABELS
        .iter()
        .find_map(|label| Some((label, folded.strip_prefix(label)?)))
    else {
        return Vec::new();
    };
    if label.ends_with(char::is_alphabetic) && !rest.starts_with(' ') {
        return Vec::new();
    }
    let rest = rest.trim_start();
    if let Some((value, width)) = code(rest) {
        return vec![Quantity::new(value, Kind::Label(width))];
    }
    amounts(rest, u32::MAX)
        .iter()
        .filter(|amount| amount.rest.is_empty() && amount.value.integer().is_some())
        .map(|amount| Quantity::new(amount.value, Kind::Label(0)))
        .collect()
}

/// `€10 000`, `$5 millions`.
fn money_first(text: &str) -> Vec<Quantity> {
    let Some((unit, rest)) = MONEY.iter().find_map(|unit| Some((*unit, text.strip_prefix(unit)?))) else {
        return Vec::new();
    };
    let mut found = cardinals(rest.trim_start());
    found.retain(|quantity| quantity.unit.is_none() && quantity.kind == Kind::Cardinal);
    for quantity in &mut found {
        quantity.unit = Some(unit);
    }
    found
}

/// `18:30`, `18:30:15`.
fn colon_clock(text: &str) -> Option<Quantity> {
    let parts: Vec<&str> = text.split(':').collect();
    let (2 | 3) = parts.len() else {
        return None;
    };
    let mut seconds = 0;
    for (part_idx, part) in parts.iter().enumerate() {
        let (digits, rest) = split_digits(part);
        let fits = if part_idx == 0 { 1..=2 } else { 2..=2 };
        if !rest.is_empty() || !fits.contains(&digits.len()) {
            return None;
        }
        let number: i128 = digits.parse().ok()?;
        if number > if part_idx == 0 { 24 } else { 59 } {
            return None;
        }
        seconds += number * CLOCK.get(part_idx)?.1;
    }
    Some(Quantity::new(Value::whole(seconds)?, Kind::Clock))
}

/// Plain numbers, signed or not, with or without a unit.
fn cardinals(text: &str) -> Vec<Quantity> {
    let (negative, rest) = sign(text);
    let mut found = Vec::new();
    for amount in amounts(rest, u32::MAX) {
        let value = if negative {
            amount.value.negated()
        } else {
            Some(amount.value)
        };
        if let Some(value) = value {
            found.extend(with_unit(Amount { value, ..amount }));
        }
    }
    found
}

/// Whether a number is negative, and the number. Only a true minus may stand apart from it: a
/// hyphen apart is a list bullet.
fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix('−') {
        return (true, rest.trim_start());
    }
    if let Some(rest) = text.strip_prefix('+') {
        return (false, rest.trim_start());
    }
    if let Some(rest) = text.strip_prefix(['-', '–'])
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return (true, rest);
    }
    match letters(text) {
        (word, rest) if fold(word) == "moins" && rest.starts_with(' ') => (true, rest.trim_start()),
        _ => (false, text),
    }
}

/// Every way to read what follows a number as its unit, or as nothing.
fn with_unit(amount: Amount) -> Vec<Quantity> {
    if amount.rest.is_empty() {
        return vec![Quantity::new(amount.value, Kind::Cardinal)];
    }
    let mut found = Vec::new();
    let rest = amount.rest.trim_start();
    let after_de = if amount.scaled { after_connector(rest) } else { None };
    for unit_text in [Some(rest), after_de].into_iter().flatten() {
        for (unit, power) in units(unit_text) {
            if let Some(value) = amount.value.scaled(power) {
                found.push(Quantity {
                    value,
                    kind: Kind::Cardinal,
                    unit: Some(unit),
                });
            }
        }
    }
    if let Some(seconds) = clock(amount.value, rest) {
        found.push(Quantity::new(seconds, Kind::Clock));
    }
    found.extend(with_half(amount));
    found
}

/// `2 ans et demi`, `huit heures et demie`.
fn with_half(amount: Amount) -> Vec<Quantity> {
    let half = Value::new(5, -1, 1).and_then(|half| amount.value.plus(half));
    let (Some(rest), Some(value)) = (before_half(amount.rest), half) else {
        return Vec::new();
    };
    with_unit(Amount { value, rest, ..amount })
}

fn before_half(text: &str) -> Option<&str> {
    [" et demi", " et demie"].iter().find_map(|half| {
        let (before, after) = text.split_at_checked(text.len().checked_sub(half.len())?)?;
        after.eq_ignore_ascii_case(half).then_some(before)
    })
}

/// What follows `de` or `d’`.
fn after_connector(text: &str) -> Option<&str> {
    let (head, rest) = text.split_at_checked(2)?;
    if head.eq_ignore_ascii_case("d'") {
        return Some(rest.trim_start());
    }
    (head.eq_ignore_ascii_case("de") && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// The units of the table by what they may be told from.
struct UnitsBy {
    symbol: HashMap<&'static str, Vec<usize>>,
    /// By the first two letters of their words; those that have fewer by none.
    start: HashMap<&'static str, Vec<usize>>,
}

static UNITS_BY: LazyLock<UnitsBy> = LazyLock::new(|| {
    let mut by = UnitsBy {
        symbol: HashMap::new(),
        start: HashMap::new(),
    };
    for (at, (symbols, words)) in UNITS.iter().enumerate() {
        for symbol in symbols.split(' ') {
            by.symbol.entry(symbol).or_default().push(at);
        }
        for word in words.split(", ") {
            by.start.entry(word.get(..2).unwrap_or("")).or_default().push(at);
        }
    }
    by
});

/// The units that the whole of `text` names, with the power of ten glued to them (`M€`).
fn units(text: &str) -> Vec<(&'static str, u32)> {
    let folded = fold(text);
    let by_symbol = UNITS_BY.symbol.get(text).into_iter().flatten().copied();
    let starts = [folded.get(..2).unwrap_or(""), ""];
    let by_start = starts.iter().filter_map(|start| UNITS_BY.start.get(start)).flatten();
    let named = |&at: &usize| UNITS[at].1.split(", ").any(|word| same_words(word, &folded));
    let mut places: Vec<usize> = by_symbol.chain(by_start.copied().filter(named)).collect();
    places.sort_unstable();
    places.dedup();
    let names = places.into_iter().filter_map(|at| UNITS[at].0.split(' ').next());
    let mut found: Vec<(&str, u32)> = names.map(|name| (name, 0)).collect();
    found.extend(scaled_unit(text));
    found
}

/// Whether `text` is the words of `singular`, each in the singular or with a plural `s`.
fn same_words(singular: &str, text: &str) -> bool {
    let parts = |text| str::split(text, [' ', '-']);
    parts(singular).count() == parts(text).count()
        && parts(singular)
            .zip(parts(text))
            .all(|(one, word)| word == one || word.strip_suffix('s') == Some(one))
}

/// `k€`, `Md €`, `MEUR`; also `kt` and `Mt`, which stand for thousands and millions of tonnes.
fn scaled_unit(text: &str) -> Option<(&'static str, u32)> {
    SHORT_SCALES.iter().chain(MONEY_SCALES).find_map(|(scale, power)| {
        let base = text.strip_prefix(scale)?.trim_start();
        if base == "t" && matches!(*scale, "k" | "M") {
            return Some(("t", *power));
        }
        let base = match base {
            "EUR" | "Eur" | "eur" => "€",
            "USD" => "$",
            other => other,
        };
        let unit = MONEY.iter().find(|unit| **unit == base)?;
        Some((*unit, *power))
    })
}

/// `8 h`, `18 h 30`, `dix-huit heures trente`, `3 min 20 s`: a length of time in seconds.
fn clock(value: Value, text: &str) -> Option<Value> {
    let first = CLOCK.iter().position(|(names, _)| after_name(text, names).is_some())?;
    let (names, length) = CLOCK.get(first)?;
    let mut seconds = value.times(*length)?;
    let mut rest = after_name(text, names)?.trim_start();
    // Minutes or seconds alone are a plain unit.
    if rest.is_empty() && first != 0 {
        return None;
    }
    for (names, length) in CLOCK.iter().skip(first + 1) {
        if rest.is_empty() {
            break;
        }
        let (number, after) = below_sixty(rest)?;
        seconds = seconds.plus(Value::whole(number.checked_mul(*length)?)?)?;
        let after = after.trim_start();
        rest = match after_name(after, names) {
            Some(after) => after.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    rest.is_empty().then_some(seconds)
}

fn after_name<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let (word, rest) = letters(text);
    names.contains(&fold(word).as_str()).then_some(rest)
}

fn below_sixty(text: &str) -> Option<(i128, &str)> {
    numbers(text).into_iter().find_map(|amount| {
        let number = amount.value.integer()?;
        (0..60).contains(&number).then_some((number, amount.rest))
    })
}

/// Numbers at the start of a text with their scales, each smaller than ten to `below`:
/// `2 milliards 600 millions`, `1,5 million`, `un million et demi`.
fn amounts(text: &str, below: u32) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    for amount in numbers(text) {
        found.push(amount);
        let Some((power, rest)) = scale(amount, below) else {
            continue;
        };
        if let Some(value) = amount.value.scaled(power) {
            let scaled = Amount {
                value,
                scaled: true,
                rest,
                ..amount
            };
            found.push(scaled);
            found.extend(half_more(scaled, power));
            found.extend(sums(scaled, power));
        }
    }
    found
}

/// The scale that follows a number, smaller than ten to `below`.
fn scale<'a>(amount: Amount<'a>, below: u32) -> Option<(u32, &'a str)> {
    let (word, rest) = letters(amount.rest.trim_start_matches([' ', '-']));
    let folded = fold(word);
    let written = SCALES.iter().find(|(name, _)| *name == folded);
    let short = SHORT_SCALES.iter().find(|(name, _)| *name == word);
    let power = match (written, short) {
        (Some((_, power)), _) => *power,
        (None, Some((_, power))) if amount.figures => *power,
        // In words, `mille` is part of the number already.
        (None, None) if amount.figures && folded == "mille" => 3,
        _ => return None,
    };
    (power < below).then_some((power, rest))
}

/// `un million et demi`.
fn half_more<'a>(amount: Amount<'a>, power: u32) -> Option<Amount<'a>> {
    let rest = one_of(one_of(amount.rest, &["et"])?, &["demi", "demie"])?;
    let value = amount.value.plus(Value::new(5, -1, 1)?.scaled(power)?)?;
    Some(Amount { value, rest, ..amount })
}

/// What follows a scale, added to it while it is smaller than the scale.
fn sums<'a>(amount: Amount<'a>, power: u32) -> Vec<Amount<'a>> {
    let limit = 10_i128.checked_pow(power);
    let tail = amount.rest.strip_prefix([' ', '-']).unwrap_or_default();
    amounts(tail, power)
        .into_iter()
        .filter(|less| less.value.integer() < limit && less.value.integer().is_some())
        .filter_map(|less| {
            Some(Amount {
                value: amount.value.plus(less.value)?,
                ..less
            })
        })
        .collect()
}

/// Every number without a scale at the start of a text.
fn numbers(text: &str) -> Vec<Amount<'_>> {
    let figures = figures(text).into_iter().map(|(value, rest)| (value, true, rest));
    let words = in_words(text).map(|(value, rest)| (value, false, rest));
    figures
        .chain(words)
        .map(|(value, figures, rest)| Amount {
            value,
            figures,
            scaled: false,
            rest,
        })
        .collect()
}

/// Every number in figures at the start of a text: `3.500` is read twice.
fn figures(text: &str) -> Vec<(Value, &str)> {
    let (digits, _) = split_digits(text);
    // Leading zeros make a code, see `codes`.
    if digits.len() > 3 && digits.starts_with('0') {
        return Vec::new();
    }
    [slash_fraction(text), mixed(text), plain(text)]
        .into_iter()
        .chain(
            [' ', '.', '\'', ',']
                .into_iter()
                .map(|separator| grouped(text, separator)),
        )
        .flatten()
        .collect()
}

/// `40000`, `3,5`.
fn plain(text: &str) -> Option<(Value, &str)> {
    let (whole, rest) = split_digits(text);
    if whole.is_empty() {
        return None;
    }
    let (decimals, rest) = split_decimals(rest, [',', '.']);
    Some((Value::decimal(whole, decimals)?, rest))
}

/// `40 000`, `1.234,5`: groups of three digits. One group after a comma is a decimal number in
/// French, two cannot be.
fn grouped(text: &str, separator: char) -> Option<(Value, &str)> {
    let (first, mut rest) = split_digits(text);
    if !(1..=3).contains(&first.len()) || first.starts_with('0') {
        return None;
    }
    let mut digits = first.to_owned();
    while let Some(after) = rest.strip_prefix(separator) {
        let (group, after) = split_digits(after);
        if group.len() != 3 {
            break;
        }
        digits.push_str(group);
        rest = after;
    }
    let n_groups = (digits.len() - first.len()) / 3;
    if n_groups < if separator == ',' { 2 } else { 1 } {
        return None;
    }
    let mark = if separator == ',' { '.' } else { ',' };
    let other = if separator == '.' { ',' } else { '.' };
    let (decimals, rest) = split_decimals(rest, [mark, other]);
    Some((Value::decimal(&digits, decimals)?, rest))
}

/// The digits after a decimal mark, empty where there is none, and what follows.
fn split_decimals(text: &str, marks: [char; 2]) -> (&str, &str) {
    match text.strip_prefix(marks).map(split_digits) {
        Some((decimals, rest)) if !decimals.is_empty() => (decimals, rest),
        _ => ("", text),
    }
}

/// `3/4`.
fn slash_fraction(text: &str) -> Option<(Value, &str)> {
    let (above, rest) = split_digits(text);
    let (below, rest) = split_digits(rest.trim_start().strip_prefix(['/', '⁄', '∕'])?.trim_start());
    if above.len() > MOST_DIGITS || below.len() > MOST_DIGITS {
        return None;
    }
    let value = Value::new(above.parse().ok()?, 0, below.parse().ok()?)?;
    Some((value, rest))
}

/// `½`, `2½`; after a whole number, only what has a short decimal.
fn mixed(text: &str) -> Option<(Value, &str)> {
    let (whole, rest) = split_digits(text);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let (above, below, rest) = VULGAR_FRACTIONS
        .iter()
        .find_map(|(sign, above, below)| Some((*above, *below, rest.strip_prefix(*sign)?)))?;
    if whole.is_empty() {
        return Some((Value::new(above, 0, below)?, rest));
    }
    let hundredths = match below {
        2 | 4 => above * 100 / below,
        _ => return None,
    };
    Some((Value::decimal(whole, "")?.plus(Value::new(hundredths, -2, 1)?)?, rest))
}

/// `dix-huit`, `trois virgule quatorze`: a number in words smaller than a million.
fn in_words(text: &str) -> Option<(Value, &str)> {
    let (whole, rest) = below_million(text)?;
    match decimals_in_words(rest) {
        Some((decimals, rest)) => Some((Value::decimal(&whole.to_string(), &decimals)?, rest)),
        None => Some((Value::whole(whole)?, rest)),
    }
}

fn decimals_in_words(text: &str) -> Option<(String, &str)> {
    let mut rest = one_of(text, &["virgule"])?;
    let mut decimals = String::new();
    while let Some(after) = one_of(rest, &["zero"]) {
        decimals.push('0');
        rest = after;
    }
    match below_thousand(rest) {
        Some((number, rest)) => Some((format!("{decimals}{number}"), rest)),
        None if decimals.is_empty() => None,
        None => Some((decimals, rest)),
    }
}

fn below_million(text: &str) -> Option<(i128, &str)> {
    if let Some(rest) = one_of(text, &["zero"]) {
        return Some((0, rest));
    }
    let (thousands, rest) = match below_thousand(text) {
        Some((head, rest)) => match one_of(rest, &["mille", "mil"]) {
            Some(after) if 2 <= head => (head, after),
            _ => return Some((head, rest)),
        },
        None => (1, one_of(text, &["mille", "mil"])?),
    };
    Some(with_tail(thousands * 1_000, rest, below_thousand))
}

fn below_thousand(text: &str) -> Option<(i128, &str)> {
    const CENT: [&str; 2] = ["cent", "cents"];
    let several = below_twenty(text)
        .filter(|(head, _)| matches!(head, 2..=9 | 11..=19))
        .and_then(|(head, rest)| Some((head, one_of(rest, &CENT)?)));
    let hundreds = several.or_else(|| Some((1, one_of(text, &CENT)?)));
    match hundreds {
        Some((head, rest)) => Some(with_tail(head * 100, rest, below_hundred)),
        None => below_hundred(text),
    }
}

fn below_hundred(text: &str) -> Option<(i128, &str)> {
    if let Some(rest) = one_of(text, &["quatre"])
        && let Some(rest) = one_of(rest, &["vingt", "vingts"])
    {
        return Some(with_tail(80, rest, below_twenty));
    }
    let Some((tens, rest)) = listed(text, TENS_IN_WORDS) else {
        return below_twenty(text);
    };
    if tens != 60 {
        return Some(with_tail(tens, rest, below_ten));
    }
    match one_of(rest, &["et"]).and_then(|rest| one_of(rest, &["onze"])) {
        Some(rest) => Some((71, rest)),
        None => Some(with_tail(60, rest, below_twenty)),
    }
}

fn below_twenty(text: &str) -> Option<(i128, &str)> {
    let (number, rest) = listed(text, UNITS_IN_WORDS)?;
    match below_ten(rest) {
        Some((unit @ 7..=9, rest)) if number == 10 => Some((10 + unit, rest)),
        _ => Some((number, rest)),
    }
}

fn below_ten(text: &str) -> Option<(i128, &str)> {
    listed(text, UNITS_IN_WORDS).filter(|(number, _)| *number < 10)
}

/// `base` with the smaller number that follows it, or with `et un`.
fn with_tail<'a>(base: i128, text: &'a str, tail: fn(&'a str) -> Option<(i128, &'a str)>) -> (i128, &'a str) {
    if let Some((number, rest)) = tail(text) {
        return (base + number, rest);
    }
    match one_of(text, &["et"]).and_then(|rest| one_of(rest, &["un", "une"])) {
        Some(rest) => (base + 1, rest),
        None => (base, text),
    }
}

/// `4e`, `IVe`, `quatrième`, alone or before a unit (`XIXe siècle`).
fn ordinals(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let all = ordinals_in_figures(text)
        .into_iter()
        .chain(roman_ordinals(text))
        .chain(odd_ordinal(text))
        .chain(ordinal_in_words(text));
    for (value, kind, rest) in all {
        if rest.is_empty() {
            found.push(Quantity::new(value, kind));
        }
        let of_rest = units(rest.trim_start());
        let plain = of_rest.into_iter().filter(|(_, power)| *power == 0);
        found.extend(plain.map(|(unit, _)| Quantity {
            value,
            kind,
            unit: Some(unit),
        }));
    }
    found
}

fn ordinals_in_figures(text: &str) -> Vec<(Value, Kind, &str)> {
    let mut found = Vec::new();
    for (value, rest) in figures(text) {
        let Some(number) = value.integer() else {
            continue;
        };
        let apart = rest
            .strip_prefix(' ')
            .map(letters)
            .filter(|(word, _)| is_full_ending(word));
        let (ending, rest) = apart.unwrap_or_else(|| letters(rest));
        // `2D` and `3D` are no ordinals.
        if ending != "D" {
            found.extend(kinds(number, ending).map(|kind| (value, kind, rest)));
        }
    }
    found
}

/// Whether an ending may stand apart from its figures, as in `4 ème`.
fn is_full_ending(word: &str) -> bool {
    matches!(fold(word).as_str(), "eme" | "emes" | "ieme" | "iemes")
}

/// How a number with an ending reads; nothing where the ending does not fit it.
fn kinds(number: i128, ending: &str) -> impl Iterator<Item = Kind> + use<> {
    let folded = fold(ending);
    let rows = ORDINAL_ENDINGS
        .iter()
        .filter(move |(name, only, _)| *name == folded && only.is_none_or(|only| only == number));
    rows.flat_map(|(_, _, kinds)| kinds.iter().copied())
}

/// `XIXe`. In small letters, or with a capital ending, only before `siècle`: `vie` is a word.
fn roman_ordinals(text: &str) -> Vec<(Value, Kind, &str)> {
    let (word, rest) = letters(text);
    let century = fold(rest.trim_start()).starts_with("siecle");
    let mut found = Vec::new();
    for n_letters in 1..=5 {
        let Some((start, _)) = word.char_indices().nth_back(n_letters - 1) else {
            break;
        };
        let (stem, ending) = word.split_at(start);
        let strict = !stem.contains(char::is_lowercase) && !ending.contains(char::is_uppercase);
        // `Le`, `Ce`, `De`, `Me` are words.
        let sure = 2 <= stem.len() || matches!(stem, "I" | "V" | "X" | "i" | "v" | "x");
        if !sure || !(strict || century) {
            continue;
        }
        if let Some(number) = roman(&stem.to_ascii_uppercase())
            && let Some(value) = Value::whole(number)
        {
            found.extend(kinds(number, ending).map(|kind| (value, kind, rest)));
        }
    }
    found
}

/// `XIV`: two capitals or more.
fn roman_cardinal(text: &str) -> Option<Quantity> {
    if text.len() < 2 {
        return None;
    }
    Some(Quantity::new(Value::whole(roman(text)?)?, Kind::Cardinal))
}

/// The value of a Roman numeral in capitals, written the usual way.
fn roman(text: &str) -> Option<i128> {
    let mut value = 0;
    let mut rest = text;
    for &(numeral, worth) in ROMAN {
        // Only M, C, X and I repeat, three times at most.
        let most = if numeral.len() == 1 && !matches!(numeral, "V" | "L" | "D") {
            3
        } else {
            1
        };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(numeral) else {
                break;
            };
            value += worth;
            rest = after;
        }
    }
    (rest.is_empty() && value != 0 && roman_text(value) == text).then_some(value)
}

fn roman_text(mut value: i128) -> String {
    let mut text = String::new();
    for &(numeral, worth) in ROMAN {
        while value >= worth {
            text.push_str(numeral);
            value -= worth;
        }
    }
    text
}

fn odd_ordinal(text: &str) -> Option<(Value, Kind, &str)> {
    let (word, rest) = letters(text);
    let folded = fold(word);
    let (_, number, kind) = ODD_ORDINALS.iter().find(|(name, _, _)| *name == folded)?;
    Some((Value::whole(*number)?, *kind, rest))
}

/// `quatrième`, `dix-neuvième`, `deux centième`: the words up to the first in `-ième`.
fn ordinal_in_words(text: &str) -> Option<(Value, Kind, &str)> {
    let mut rest = text;
    while let Some((word, after)) = next_word(rest) {
        if let Some(last) = cardinal_of(&fold(word)) {
            let start = text.len() - after.len() - word.len();
            let value = whole_in_words(&format!("{}{last}", text.get(..start)?))?;
            return (value != Value::whole(1)?).then_some((value, Kind::Ordinal, after));
        }
        rest = after;
    }
    None
}

/// The value of a text that is a whole number in words, and nothing else.
fn whole_in_words(text: &str) -> Option<Value> {
    // *Millionième* stands for *un millionième*.
    [text.to_owned(), format!("un {text}")].iter().find_map(|text| {
        amounts(text, u32::MAX)
            .into_iter()
            .find(|amount| amount.rest.is_empty() && !amount.figures)
            .map(|amount| amount.value)
    })
}

/// The cardinal of a folded ordinal: `quatrieme` gives `quatre`.
fn cardinal_of(ordinal: &str) -> Option<String> {
    let singular = ordinal.strip_suffix('s').unwrap_or(ordinal);
    let stem = singular.strip_suffix("ieme")?;
    let odd = ORDINAL_STEMS.iter().find(|(short, _)| *short == stem);
    Some(odd.map_or(stem, |(_, cardinal)| cardinal).to_owned())
}

/// `un demi`, `trois quarts`, `deux cinquièmes`: the name agrees with its number, since `dix
/// septième` is no fraction.
fn fractions(text: &str) -> Option<Quantity> {
    let (above, name) = text.rsplit_once(' ').unwrap_or(("un", text));
    let name = fold(name);
    if !text.contains(' ') && !matches!(name.as_str(), "demi" | "demie") {
        return None;
    }
    let above = numbers(above).into_iter().find(|amount| amount.rest.is_empty())?.value;
    let plural = name.ends_with('s');
    if name != "tiers" && plural != (1 < above.integer()?) {
        return None;
    }
    let value = Value::new(above.integer()?, 0, denominator(&name)?)?;
    Some(Quantity::new(value, Kind::Cardinal))
}

fn denominator(name: &str) -> Option<i128> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    let named = NAMED_DENOMINATORS
        .iter()
        .find(|(known, _)| *known == name || *known == singular);
    if let Some((_, number)) = named {
        return Some(*number);
    }
    let number = whole_in_words(&cardinal_of(name)?)?.integer()?;
    (3 <= number).then_some(number)
}

/// What follows the next word of `text`, where it is one of `names`.
fn one_of<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let (word, rest) = next_word(text)?;
    names.contains(&fold(word).as_str()).then_some(rest)
}

/// The number that the next word of `text` has in `table`, and what follows.
fn listed<'a>(text: &'a str, table: &[(&str, i128)]) -> Option<(i128, &'a str)> {
    let (word, rest) = next_word(text)?;
    let folded = fold(word);
    let (_, number) = table.iter().find(|(name, _)| *name == folded)?;
    Some((*number, rest))
}

/// The next word of `text`, past one space or hyphen, and what follows.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = letters(text.strip_prefix([' ', '-']).unwrap_or(text));
    (!word.is_empty()).then_some((word, rest))
}

fn letters(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// Whether a text is made of digits and of what stands between them: `12/05/2024`.
fn only_digits(text: &str) -> bool {
    let is_mark = |c| matches!(c, ' ' | '.' | ',' | ':' | '/' | '\'' | '-' | '–' | '−' | '+');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || is_mark(c))
}

/// Small letters without accents: number words and units have no twin that differs by an accent.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|c| !is_combining(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The text with one kind of space, apostrophe and hyphen, superscript letters put down, and
/// characters that nobody sees taken out.
fn clean(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !is_invisible(*c)) {
        match c {
            _ if c.is_whitespace() => {
                if !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            '’' | 'ʼ' | '‘' | '`' | '´' => cleaned.push('\''),
            '‐' | '‑' => cleaned.push('-'),
            _ => cleaned.push(on_the_line(c)),
        }
    }
    cleaned.trim().to_owned()
}

fn on_the_line(c: char) -> char {
    let known = SUPERSCRIPTS.iter().find(|(superscript, _)| *superscript == c);
    known.map_or(c, |(_, letter)| *letter)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use crate::french::lexicon;
    use crate::french::numbers::{
        every_reading, is_month, is_number_word, is_unit, may_be_number, readings, reads_as_number, same_quantity,
    };

    /// Checks that every pair of the `|`-separated writings is the same quantity, each way.
    fn check_same(writings: &str) {
        let writings: Vec<&str> = writings.split('|').collect();
        for a in &writings {
            assert!(!readings(a).is_empty(), "no reading of {a:?}");
            for b in &writings {
                assert!(same_quantity(a, b), "{a:?} is not {b:?}");
            }
        }
    }

    /// Checks that no two of the `|`-separated writings are the same quantity.
    fn check_different(writings: &str) {
        let writings: Vec<&str> = writings.split('|').collect();
        for (a_idx, a) in writings.iter().enumerate() {
            for (b_idx, b) in writings.iter().enumerate() {
                assert!(a_idx == b_idx || !same_quantity(a, b), "{a:?} is {b:?}");
            }
        }
    }

    #[test]
    fn words_that_are_not_read_are_no_numbers() {
        let is_right = |word: &str| may_be_number(word) || !reads_as_number(word) && every_reading(word).is_empty();
        let article = include_str!("../../seeds/001_7c12d76ddd53d713.txt");
        for word in article.split_whitespace().chain("l’ L' qu' Qu’ jusqu’".split(' ')) {
            assert!(is_right(word), "{word:?}");
        }
        for form in lexicon::forms().step_by(if cfg!(debug_assertions) { 50 } else { 1 }) {
            for word in [form.to_uppercase(), form] {
                assert!(is_right(&word), "{word:?}");
            }
        }
    }

    #[test]
    fn same_value_written_otherwise() {
        for writings in [
            "40 000|40000|40.000|40\u{a0}000|40\u{202f}000|40\u{2009}000|40\n000|40  000|40'000|40’000|quarante mille|40 mille|QUARANTE MILLE",
            "3,5|3.5|3,50|trois virgule cinq",
            "2,6 Md€|2,6 milliards d'euros|2,6 milliards d’euros|2 600 M€|2,6 milliards €|2,6 Mds€|2,6 Mds d’euros|2,6 Md €|2 600 millions d'euros|2 milliards 600 millions d’euros|€2,6 milliards",
            "1,8 Md€|1,8 milliard d’euros|un virgule huit milliard d’euros",
            "100m€|100 M€|100 millions d’euros|100 m€|cent millions d’euros|100 MEUR|100 M d’euros",
            "40 k€|40 milliers d'euros|40 K€|40 000 euros|40k€",
            "12 %|12%|12 pour cent|douze pour cent|12 p. 100|12 pourcent|12\u{202f}%|12 POUR CENT",
            "4ème|4e|4ᵉ|quatrième|IVe|IVᵉ|4 ème|4ÈME|4ieme",
            "1er|1ᵉʳ|premier|Ier|Iᵉʳ|1ER",
            "1re|première|1ère|Ire|1ʳᵉ|PREMIÈRE",
            "18 h 30|18h30|18:30|dix-huit heures trente|18 heures 30|18 H 30|18 h 30 min|dix-huit heures et demie",
            "18 h 03|18h3|18:03|dix-huit heures trois",
            "8 h|8h|8 heures|huit heures|8 h 00",
            "3 min 20 s|3 minutes 20 secondes|trois minutes vingt",
            "trente|30|Trente",
            "1999|mille neuf cent quatre-vingt-dix-neuf|dix-neuf cent quatre-vingt-dix-neuf|mil neuf cent quatre-vingt-dix-neuf|1 999|mille-neuf-cent-quatre-vingt-dix-neuf",
            "80|quatre-vingts|quatre-vingt|huitante|octante|quatre vingts",
            "81|quatre-vingt-un|huitante et un",
            "71|soixante et onze|soixante-et-onze|septante et un|soixante-onze",
            "77|soixante-dix-sept",
            "21|vingt et un|vingt-et-un|vingt et une|vingt-et-une",
            "90|nonante|quatre-vingt-dix",
            "70|septante|soixante-dix",
            "200|deux cents|deux-cents|DEUX CENTS",
            "1001|mille et un|mille un|mille et une",
            "280 000|deux cent quatre-vingt mille",
            "3 500 000|trois millions cinq cent mille|trois-millions-cinq-cent-mille|3,5 millions|3 millions 500 000|3 millions cinq cent mille",
            "1,5 million|1 500 000|un million et demi|1.5 M",
            "un million|1 000 000|1 million|1.000.000|1,000,000",
            "deux mille milliards|2 000 milliards|2000 Md",
            "10 000 €|10 000 euros|€10 000|dix mille euros|10.000 EUR|10 000€|€ 10 000",
            "5 km|cinq kilomètres|5 kilomètres|5km|5 KM",
            "5 kg|5 kilogrammes|5 kilos|cinq kilogrammes",
            "5 h|5 heures|cinq heures",
            "5 min|5 minutes|5 mn",
            "5 °C|5 degrés Celsius|5°C|cinq degrés celsius",
            "50 m²|50 m2|50 mètres carrés|50m²",
            "10 Mt|10 millions de tonnes",
            "XIXe siècle|19e siècle|dix-neuvième siècle|XIXᵉ siècle|XIXème siècle|xixe siècle|XIXE SIÈCLE",
            "Ier siècle|premier siècle|1er siècle",
            "XIV|14|quatorze",
            "1/2|½|un demi|1⁄2|demi|une demie",
            "trois quarts|3/4|¾|3 / 4",
            "deux tiers|2/3|⅔",
            "un cinquième|1/5|⅕",
            "trois dixièmes|3/10",
            "2,5 ans|2 ans et demi|deux ans et demi|2½ ans",
            "n° 5|no 5|numéro 5|nº 5|n°5|N° 5|nᵒ 5|numéro cinq|n° 05",
            "05|5|cinq|+5|005",
            "−5|-5|− 5|–5|moins cinq",
            "−0,4 %|-0,4 %|moins 0,4 %",
            "06 12 34 56 78|0612345678|06.12.34.56.78",
            "2e|deuxième|2ème|IIe",
            "2e|second|2nd|2d",
            "2e|seconde|2de|2nde",
            "XXIe|21e|vingt et unième|vingt-et-unième",
            "200e|deux centième|deux-centième",
            "1 000 000e|millionième|un millionième",
            "1 h|une heure",
            "zéro|0",
            "3,14|trois virgule quatorze|3,140",
            "0,05|zéro virgule zéro cinq",
            "80 km/h|80 kilomètres par heure|80 kilomètres-heure",
            "1,5 point|1,50 point|1,5 pt",
        ] {
            check_same(writings);
        }
    }

    #[test]
    fn different_quantities() {
        for writings in [
            "3,5|35|350|0,35",
            "−0,4 %|0,4 %|0,4|4 %",
            "2,6 Md€|2,6 M€|2,6 k€|2,6 €|2,6 milliards",
            "12 %|12|12 points|12 ‰|12 €",
            "4e|4",
            "1er|1|1re",
            "premier|un|première|deuxième",
            "second|seconde|deuxième",
            "trente|treize|trois",
            "1 000|1000000|10 000",
            "18 h 30|18 h 03|18 h|19 h 30",
            "5 kg|5 g|5 mg|5 t",
            "10²|102|10",
            "5 m€|5 Md€|5 m",
            "5 mW|5 MW|5 Mw",
            "XIX|XXI|XIV",
            "XIXe|19",
            "12 points|12 points de pourcentage|12 %",
            "5|-5",
            "0033|33|00033",
            "1/2|2/4|0,2|12",
            "n° 5|5|5e",
            "5 ans|5 mois|5 jours",
            "1 kg|1 000 g",
            "deux cents|deux cent un|deux mille",
            "quatre-vingt-dix|quatre-vingts|quatre cent dix",
            "un million|un milliard|un millier",
            "8 h|8 min|8 s|8",
            "dix-septième|10/7",
            "5 °C|5 °F|5 °",
            "dollars 5|5 dollars|5 euros",
        ] {
            check_different(writings);
        }
    }

    #[test]
    fn dots_are_ambiguous_and_commas_are_not() {
        assert_eq!(readings("3.500").len(), 2);
        assert!(same_quantity("3.500", "3 500"));
        assert!(!same_quantity("3.500", "3,5"));
        assert_eq!(readings("3,500").len(), 1);
        assert!(!same_quantity("3,500", "3 500"));
        assert_eq!(readings("0.500").len(), 1);
        assert_eq!(readings("un").len(), 1);
        assert!(same_quantity("un", "1"));
    }

    #[test]
    fn no_quantity() {
        for text in ";  ; -; €; %; d'euros; 5 lapins; 10 millions d’habitants; 5 de; de 5; \
             12.05.2024; 3.5.2; 5-7; 5 à 7; deux trois; vingt seize; mille mille; million; \
             et demi; 1/0; Le; De; Ce; vie; IIII; VX; 12 34; - 5; 5,; CO2; A4; maison; \
             5 M lapins; 24:75; 3D; 2D; un et un; 18 h 75; ±5; moins; n°; no; dix lapins; Me; \
             Vers"
            .split("; ")
        {
            assert!(readings(text).is_empty(), "{text:?} reads {:?}", readings(text));
        }
    }

    #[test]
    fn number_words() {
        for word in "5; 40 000; 3,5; trente; Trente; million; milliards; cinquième; demi; XIXe; IVᵉ; \
             Ier; premier; vingt-et-un; 12/05/2024; 2010-2015; 18h30; 12%; 4e; −5; ½; quarts; \
             cents; DIX; zéro; mille; douzaine; 06.12.34.56.78"
            .split("; ")
        {
            assert!(is_number_word(word), "{word:?}");
        }
        for word in "un; une; UN; et; vie; Le; CD; XIV; maison; A4; ; -; euros; Me; De; m; virgule; \
             Vers"
            .split("; ")
        {
            assert!(!is_number_word(word), "{word:?}");
        }
    }

    #[test]
    fn unit_words() {
        for word in "%; ‰; €; k€; M€; m€; Md€; Mds€; $; £; kg; g; mg; µg; t; km; m; cm; mm; m²; ha; \
             l; ml; h; min; s; °C; kW; MW; GW; kWh; MWh; TWh; Mo; Go; To; euros; Euro; \
             dollars; francs; pourcent; degrés; kilomètres; mètres; tonnes; litres; heures; \
             minutes; secondes; jours; semaines; mois; ans; années; siècles; points; Md; \
             siècle; an"
            .split("; ")
        {
            assert!(is_unit(word), "{word:?}");
        }
        for word in "; maison; moi; ane; Mw; second; cent; de; 5; anss; k".split("; ") {
            assert!(!is_unit(word), "{word:?}");
        }
    }

    #[test]
    fn months() {
        for word in "janvier; Février; août; AOUT; décembre; janv.; févr.; sept.; oct".split("; ") {
            assert!(is_month(word), "{word:?}");
        }
        for word in "; .; sept; jan; mar; lundi; mars.".split("; ") {
            assert!(!is_month(word), "{word:?}");
        }
    }

    #[test]
    fn hostile_texts_are_read_without_panic() {
        for text in [
            "9".repeat(30),
            "9".repeat(31),
            "9".repeat(400),
            "0".repeat(5_000),
            "9 999".repeat(60),
            "1 milliard ".repeat(30),
            "un million ".repeat(30),
            "1 M ".repeat(90),
            "½".repeat(90),
            format!("{} milliards de milliards", "9".repeat(30)),
            format!("{}/{}", "9".repeat(30), "9".repeat(30)),
            "999999999999999999999999999999 h 59".to_owned(),
            "et ".repeat(100),
            "M".repeat(300),
            format!("0,{}1 trillions", "0".repeat(40)),
            "\u{301}e\u{301}".repeat(50),
        ] {
            exercise(&text);
        }
    }

    #[test]
    fn random_texts_are_read_without_panic() {
        const PIECES: &str = "0|1|2|5|9|000|30| | | |\u{a0}|\u{202f}|\n|,|.|:|/|-|−|–|+|'|’|%|€|k|M|Md|m|h|\
            min|s|e|ᵉ|è|é|ième|er|X|IV|un|deux|quatre|vingt|cent|mille|million|milliards|\
            et|demi|virgule|zéro|premier|siècle|de|d'|n°|½|²|œ|\u{301}|😀|moins|quarts";
        let known: Vec<&str> = PIECES.split('|').collect();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut draw = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..1_000 {
            let n_pieces = draw(9);
            let text: String = (0..n_pieces).map(|_| known[draw(known.len())]).collect();
            exercise(&text);
        }
    }

    /// Calls every function; what reads must be the same as itself.
    fn exercise(text: &str) {
        assert_eq!(same_quantity(text, text), !readings(text).is_empty(), "{text:?}");
        assert!(may_be_number(text) || !reads_as_number(text), "{text:?}");
        assert_eq!(readings(text), every_reading(text), "{text:?}");
        is_unit(text);
        is_month(text);
    }
}
