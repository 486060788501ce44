//! The French forms that a dictionary knows: whether a form is a word, and of which words it is a form.
//!
//! Provenance, licence and the command that builds the two files: `lexicon/README.md`.

use std::ops::Range;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::{Fst, Node};
use unicode_normalization::UnicodeNormalization;

use crate::text::confusion::Rows;
use crate::text::fold;

/// From each form to its line in [`ANALYSES`].
static FORMS: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!("lexicon/forms.fst")[..]).ok());

/// One line for each set of readings that some form has.
const ANALYSES: &str = include_str!("lexicon/analyses.txt");

/// What kind of word a form belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Verb,
    /// A noun or an adjective.
    Noun,
    /// A first name, a family name, a place.
    Name,
    /// An adverb, or a word of grammar.
    Other,
}

/// One way to read a form: the word it is a form of, and which form it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The infinitive, or the form without inflection.
    pub lemma: String,
    pub part: Part,
    traits: &'static str,
}

impl Reading {
    /// The tenses and moods of a verb form, one letter each.
    pub fn tenses(&self) -> impl Iterator<Item = char> {
        self.traits.chars().filter(char::is_ascii_uppercase)
    }

    /// The persons of a verb form: `1`, `2`, `3`.
    pub fn persons(&self) -> impl Iterator<Item = char> {
        self.traits.chars().filter(char::is_ascii_digit)
    }

    /// Whether the form has a trait: a gender (`m`, `f`, `e` for both) or a number (`s`, `p`, `i`).
    pub fn has(&self, letter: char) -> bool {
        self.traits.contains(letter)
    }

    /// Whether the form is a past participle, which is inflected like an adjective.
    pub fn is_participle(&self) -> bool {
        self.has('K')
    }
}

/// No form is longer than this, in bytes; what is, is not looked up.
const LONGEST: usize = 100;

/// All readings of a form, with its case as it is written and in small letters.
pub fn readings(form: &str) -> Vec<Reading> {
    if LONGEST < form.len() {
        return Vec::new();
    }
    let folded = folded(form);
    let small = folded.to_lowercase();
    let mut readings = look_up(&folded);
    if small != folded {
        readings.extend(look_up(&small));
    }
    readings
}

/// Whether a form is French: known to the dictionary, or a compound whose parts all are.
///
/// A form in capitals may lack its accents, and one with other signs than letters is no matter for
/// a dictionary (`élu·es`), nor is a very long one: nothing is known of them, so that they count as words.
pub fn is_word(form: &str) -> bool {
    if LONGEST < form.len() {
        return true;
    }
    let folded = folded(form);
    if folded
        .chars()
        .any(|letter| !letter.is_alphabetic() && !matches!(letter, '\'' | '-'))
    {
        return true;
    }
    let shouted = folded
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .all(char::is_uppercase);
    let elided = folded.ends_with('\'');
    if shouted || elided || is_known(&folded) {
        return true;
    }
    let mut parts = folded.split('-');
    folded.contains('-') && parts.all(|part| part.is_empty() || is_known(part))
}

/// Whether the form is known in small letters, as a heading in capitals is.
pub fn is_known_small(form: &str) -> bool {
    form.len() < LONGEST && !look_up(&folded(form).to_lowercase()).is_empty()
}

/// Whether a form with a capital is known as a name and as nothing else.
pub fn is_name(form: &str) -> bool {
    let readings = readings(form);
    !readings.is_empty() && readings.iter().all(|reading| reading.part == Part::Name)
}

/// The French word that a form which is none becomes with one accent more, less or otherwise, where
/// there is just one, or one word of grammar: `élements`, `éléments`; `dè`, `de`.
pub fn without_slip_of_accent(form: &str) -> Option<String> {
    if is_word(form) {
        return None;
    }
    Stem::of(&folded(form)).with_other_accent()
}

/// Whether a form is known as it stands: to the dictionary, as a compound of such, or without its vowel.
///
/// Unlike [`is_word`] it takes nothing on trust.
pub fn is_form(form: &str) -> bool {
    if form.is_empty() || LONGEST < form.len() {
        return false;
    }
    let folded = folded(form);
    is_known(&folded) || is_elided(&folded) || folded.contains('-') && folded.split('-').all(is_known)
}

fn is_elided(folded: &str) -> bool {
    let stem = folded.strip_suffix('\'').map(str::to_lowercase);
    const STEMS: &[&str] = &[
        "l", "d", "j", "m", "t", "s", "n", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu",
    ];
    stem.is_some_and(|stem| STEMS.contains(&stem.as_str()))
}

/// The forms that a scanner may have read these letters for, in the order of the dictionary, each with
/// what that costs (see [`confusion`](crate::text::confusion)), where it is at most `within`.
pub fn misread_as(read: &[char], within: u32) -> Vec<(String, u32)> {
    let Some(forms) = dictionary().filter(|_| read.len() <= LONGEST) else {
        return Vec::new();
    };
    let mut walk = Walk {
        forms,
        within,
        rows: Rows::new(read, within),
        form: Vec::new(),
        found: Vec::new(),
    };
    walk.from(forms.root(), Letter::default());
    walk.found
}

/// A walk through the dictionary along the forms that the letters read may have been.
struct Walk<'r> {
    forms: &'static Fst<&'static [u8]>,
    within: u32,
    rows: Rows<'r>,
    /// The bytes so far.
    form: Vec<u8>,
    found: Vec<(String, u32)>,
}

/// The bits of a letter under way, and how many bytes it lacks.
#[derive(Clone, Copy, Default)]
struct Letter {
    bits: u32,
    left: u32,
}

impl Letter {
    /// With one byte more. The dictionary is UTF-8: the first byte of a letter tells how many follow, each with six bits.
    fn with(self, byte: u8) -> Self {
        let (bits, left) = match byte {
            0x80..=0xbf => (self.bits << 6 | u32::from(byte & 0x3f), self.left.saturating_sub(1)),
            0xf0.. => (u32::from(byte & 0x07), 3),
            0xe0.. => (u32::from(byte & 0x0f), 2),
            0xc0.. => (u32::from(byte & 0x1f), 1),
            _ => (u32::from(byte), 0),
        };
        Self { bits, left }
    }

    /// In small letters, once it is whole.
    fn whole(self) -> Option<char> {
        let letter = char::from_u32(self.bits).filter(|_| self.left == 0)?;
        Some(letter.to_lowercase().next().unwrap_or(letter))
    }
}

impl Walk<'_> {
    /// Follows all forms that go on from a node. No deeper than the longest form of the dictionary.
    fn from(&mut self, node: Node<'static>, letter: Letter) {
        let cost = self.rows.cost();
        if node.is_final() && letter.left == 0 && cost <= self.within {
            let form = std::str::from_utf8(&self.form);
            self.found.extend(form.map(|form| (form.to_owned(), cost)));
        }
        for way in node.transitions() {
            let next = self.forms.node(way.addr);
            let letter = letter.with(way.inp);
            self.form.push(way.inp);
            match letter.whole() {
                Some(meant) => {
                    self.rows.push(meant);
                    if self.rows.least() <= self.within {
                        self.from(next, letter);
                    }
                    self.rows.pop();
                }
                None => self.from(next, letter),
            }
            self.form.pop();
        }
    }
}

/// A form, and how far it is the start of a known one, so that forms that differ in one place are looked up from there.
#[derive(Debug)]
pub struct Stem<'f> {
    form: &'f str,
    /// The nodes of the dictionary before the first byte of the form, the second and so on, as far as there are some.
    /// None where the form has other signs than small letters, which may be known in another spelling.
    nodes: Vec<Node<'static>>,
}

impl<'f> Stem<'f> {
    pub fn of(form: &'f str) -> Self {
        let mut nodes = Vec::new();
        if let Some(forms) = dictionary().filter(|_| is_plain(form)) {
            nodes.reserve_exact(form.len() + 1);
            nodes.push(forms.root());
            let steps = form.bytes().scan(forms.root(), |node, byte| {
                *node = step(forms, *node, byte)?;
                Some(*node)
            });
            nodes.extend(steps);
        }
        Self { form, nodes }
    }

    /// The form itself, whole.
    pub fn form(&self) -> &str {
        self.form
    }

    /// How much of the form, in bytes, is the start of a known form: what is changed behind that makes it none. All of
    /// it where this may depend on more than its letters.
    pub fn known_start(&self) -> usize {
        self.nodes.len().checked_sub(1).unwrap_or(self.form.len())
    }

    /// Whether the form is known, as it is written or in small letters, with something else in one place.
    pub fn is_known_with(&self, place: Range<usize>, put: &str) -> bool {
        self.leads(&place, put)
            .unwrap_or_else(|| is_known(&self.with(&place, put)))
    }

    /// Whether it [is a form](is_form) so.
    pub fn is_form_with(&self, place: Range<usize>, put: &str) -> bool {
        self.leads(&place, put)
            .unwrap_or_else(|| is_form(&self.with(&place, put)))
    }

    /// Like [`without_slip_of_accent`], of the form as it stands.
    pub fn without_slip_of_accent(&self) -> Option<String> {
        match self.is_word() {
            Some(true) => None,
            Some(false) => self.with_other_accent(),
            None => without_slip_of_accent(self.form),
        }
    }

    /// Whether it [is a word](is_word), where its letters alone tell.
    fn is_word(&self) -> Option<bool> {
        let last = self.nodes.last()?;
        Some(LONGEST < self.form.len() || self.known_start() == self.form.len() && last.is_final())
    }

    fn with_other_accent(&self) -> Option<String> {
        let mut found = Vec::new();
        let letters = self.form.char_indices();
        for (at, letter) in letters.take_while(|&(at, _)| at <= self.known_start()) {
            let place = at..at + letter.len_utf8();
            let others = accented(letter).chars().filter(|&other| other != letter);
            let known = others.filter(|&other| self.is_known_with(place.clone(), other.encode_utf8(&mut [0; 4])));
            found.extend(known.map(|other| self.with(&place, other.encode_utf8(&mut [0; 4]))));
        }
        if found.len() > 1 {
            found.retain(|word| look_up(word).iter().any(|reading| reading.part == Part::Other));
        }
        let word = found.pop()?;
        found.is_empty().then_some(word)
    }

    fn with(&self, place: &Range<usize>, put: &str) -> String {
        [&self.form[..place.start], put, &self.form[place.end..]].concat()
    }

    /// Whether the dictionary leads there, from where the place begins; nothing is told of other signs than small
    /// letters, nor of what is too long to be looked up.
    fn leads(&self, place: &Range<usize>, put: &str) -> Option<bool> {
        if self.nodes.is_empty() || !is_plain(put) || LONGEST < self.form.len() + put.len() {
            return None;
        }
        let forms = dictionary()?;
        let steps = |from: Node<'static>, bytes: &str| {
            let mut bytes = bytes.bytes();
            bytes.try_fold(from, |node, byte| step(forms, node, byte))
        };
        let start = self.nodes.get(place.start);
        let changed = start.and_then(|start| steps(*start, put));
        let end = changed.and_then(|changed| steps(changed, &self.form[place.end..]));
        Some(end.is_some_and(|node| node.is_final()))
    }
}

/// A letter with all accents that it may have in French, and without.
fn accented(letter: char) -> &'static str {
    match letter {
        'a' | 'à' | 'â' => "aàâ",
        'e' | 'é' | 'è' | 'ê' => "eéèê",
        'i' | 'î' | 'ï' => "iîï",
        'o' | 'ô' => "oô",
        'u' | 'ù' | 'û' => "uùû",
        'c' | 'ç' => "cç",
        _ => "",
    }
}

fn dictionary() -> Option<&'static Fst<&'static [u8]>> {
    FORMS.as_ref().map(Map::as_fst)
}

fn step(forms: &'static Fst<&'static [u8]>, node: Node<'static>, byte: u8) -> Option<Node<'static>> {
    let next = node.find_input(byte)?;
    Some(forms.node(node.transition_addr(next)))
}

/// Whether these are small letters that the dictionary has as they are.
fn is_plain(form: &str) -> bool {
    form.chars()
        .all(|letter| letter.is_lowercase() && !matches!(letter, 'œ' | 'æ'))
}

/// All forms, in order.
#[cfg(test)]
pub fn forms() -> impl Iterator<Item = String> {
    use fst::Streamer;

    let mut forms = FORMS.as_ref().map(Map::keys);
    std::iter::from_fn(move || {
        let form = forms.as_mut()?.next()?;
        String::from_utf8(form.to_vec()).ok()
    })
}

fn is_known(folded: &str) -> bool {
    let known = |form: &str| FORMS.as_ref().is_some_and(|forms| forms.contains_key(form));
    known(folded) || folded.contains(char::is_uppercase) && known(&folded.to_lowercase())
}

fn look_up(folded: &str) -> Vec<Reading> {
    let place = FORMS.as_ref().and_then(|forms| forms.get(folded));
    let rest = place.and_then(|place| ANALYSES.get(place as usize..));
    let line = rest.map_or("", |rest| until(rest, b'\n').0);
    let (mut readings, mut written) = (Vec::new(), line);
    while !written.is_empty() {
        let (one, others) = until(written, b';');
        readings.extend(reading(folded, one));
        written = others;
    }
    readings
}

/// What stands before a sign, and what stands after it. The texts are a few bytes long, and read thousands of
/// times: a plain walk is quicker than the searchers of the standard library.
fn until(text: &'static str, sign: u8) -> (&'static str, &'static str) {
    match text.bytes().position(|byte| byte == sign) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

/// Reads `4 er v3Ps`: four bytes off, `er` in their place, a verb with three traits.
fn reading(form: &str, written: &'static str) -> Option<Reading> {
    let (taken, rest) = until(written, b' ');
    let (put, rest) = until(rest, b' ');
    let (tag, _) = until(rest, b' ');
    let taken: usize = taken.parse().ok()?;
    let (part, traits) = (tag.chars().next()?, tag.get(1..)?);
    let stem = form.get(..form.len().checked_sub(taken)?)?;
    Some(Reading {
        lemma: [stem, put].concat(),
        part: match part {
            'v' => Part::Verb,
            'n' => Part::Noun,
            'N' => Part::Name,
            _ => Part::Other,
        },
        traits,
    })
}

/// Composed, with ligatures apart, straight apostrophes and nothing invisible.
fn folded(form: &str) -> String {
    // Letters that are composed as they stand; `æ` is one of the others.
    let composed = |letter: char| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, 'À'..='Å' | 'Ç'..='Ö' | 'à'..='å' | 'ç'..='ö' | 'Ù'..='Ü' | 'ù'..='ü')
    };
    if form.chars().all(composed) {
        return form.to_owned();
    }
    let mut folded = String::with_capacity(form.len());
    for letter in form.nfc() {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'Œ' => folded.push_str("OE"),
            letter if fold::is_apostrophe(letter) => folded.push('\''),
            letter if fold::is_hyphen(letter) => folded.push('-'),
            letter if fold::is_invisible(letter) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use crate::french::lexicon::{
        FORMS, Part, Stem, forms, is_form, is_known, is_word, readings, without_slip_of_accent,
    };

    #[test]
    fn the_dictionary_opens() {
        let forms = FORMS.as_ref().expect("the map is whole");
        assert!(forms.len() > 400_000);
        assert!(forms.as_fst().verify().is_ok());
    }

    #[test]
    fn words_are_told_from_slips() {
        for word in [
            "renforcer",
            "cœur",
            "coeur",
            "aujourd’hui",
            "l’",
            "peut-être",
            "évènement",
            "événement",
            "Paris",
            "élus",
            "donnait",
            "NUMSPOT",
            "ETAT",
            "Cependant",
            "sous-préfet",
            "déclarerait",
        ] {
            assert!(is_word(word), "{word}");
        }
        for slip in ["dè", "necessaire", "élements", "permetre", "Docaposte", "acceuil"] {
            assert!(!is_word(slip), "{slip}");
        }
    }

    #[test]
    fn a_slip_of_accent_is_undone() {
        let mended = |form: &str| without_slip_of_accent(form);
        assert_eq!(mended("élements").as_deref(), Some("éléments"));
        assert_eq!(mended("necessaire").as_deref(), Some("nécessaire"));
        assert_eq!(mended("nécessaire"), None, "a word");
        assert_eq!(mended("xyzé"), None);
        assert_eq!(mended("dè"), Some("de".to_owned()), "and not *dé*, *dê*");
    }

    #[test]
    fn a_stem_undoes_a_slip_of_accent_as_its_form_does() {
        let mut undone = 0;
        for form in forms().step_by(97) {
            let bare: String = form.nfd().filter(char::is_ascii).collect();
            for written in [form.replacen('e', "é", 1), form.replacen('E', "É", 1), bare, form] {
                let stem = Stem::of(&written).without_slip_of_accent();
                assert_eq!(stem, without_slip_of_accent(&written), "{written}");
                undone += usize::from(stem.is_some());
            }
        }
        assert!(1000 < undone, "{undone}");
    }

    #[test]
    fn nothing_is_known_beyond_a_known_start() {
        for (form, start) in [
            ("ministre", 8),
            ("ministrx", 7),
            ("éxl", 2),
            ("zqz", 1),
            ("", 0),
            ("Xqz", 3),
            ("x-q", 3),
        ] {
            assert_eq!(Stem::of(form).known_start(), start, "{form}");
        }
    }

    #[test]
    fn a_changed_form_is_looked_up_as_if_it_were_written() {
        let mut changed_into_forms = 0;
        for form in forms().step_by(997) {
            let cut = |at: &usize| form.is_char_boundary(*at);
            let places: Vec<usize> = (0..=form.len()).filter(cut).collect();
            let stem = Stem::of(&form);
            for (&start, &end) in places
                .iter()
                .zip(places.iter().skip(1))
                .chain(places.iter().zip(&places))
            {
                for put in ["", "e", "é", "s", "rn", "-", "E", "œ"] {
                    let written = [&form[..start], put, &form[end..]].concat();
                    let told = (stem.is_form_with(start..end, put), stem.is_known_with(start..end, put));
                    assert_eq!(told, (is_form(&written), is_known(&written)), "{form}: {written}");
                    changed_into_forms += usize::from(told.0);
                }
            }
        }
        assert!(1000 < changed_into_forms, "{changed_into_forms}");
    }

    #[test]
    fn a_form_names_its_words() {
        let lemmas = |form: &str| -> Vec<(String, Part)> {
            readings(form)
                .into_iter()
                .map(|reading| (reading.lemma, reading.part))
                .collect()
        };
        assert!(lemmas("marchaient").contains(&("marcher".to_owned(), Part::Verb)));
        assert!(lemmas("nationales").contains(&("national".to_owned(), Part::Noun)));
        assert!(lemmas("Marseille").contains(&("Marseille".to_owned(), Part::Name)));
        assert!(lemmas("sommes").contains(&("être".to_owned(), Part::Verb)));
        assert!(lemmas("sommes").contains(&("somme".to_owned(), Part::Noun)));
        assert_eq!(lemmas("xyz"), []);
    }
}
