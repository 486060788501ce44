//! What holds of any stretch of the five texts, however it is rewritten or altered.

use std::ops::Range;
use std::sync::LazyLock;

use guillemet::annotation::claim::{Annotations, Cited};
use guillemet::check::{Checked, check};
use guillemet::corpus::{Corpus, Description};
use guillemet::french::names::{Shape, shape};
use guillemet::french::people::likeness::{Likeness, compare};
use guillemet::french::people::roles::Roles;
use guillemet::french::speech::voice::voices;
use guillemet::french::words::{self, Cut, Kind};
use guillemet::text::quotation::quoted_spans;
use guillemet::text::span::Span;
use guillemet::verdict::change::Class;
use guillemet::verdict::reading::Verdict;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, prop_assume, proptest};
use proptest::sample::Index;

const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_34210350bee10fb8.txt"),
    include_str!("../../seeds/001_7c12d76ddd53d713.txt"),
    include_str!("../../seeds/002_9c0b6047a30510d5.txt"),
    include_str!("../../seeds/003_f03ea774d634c901.txt"),
    include_str!("../../seeds/004_8a7a39b33ecec930.txt"),
];

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| corpus([0, 1, 2, 3, 4]));

static CUTS: LazyLock<Vec<Vec<Cut>>> = LazyLock::new(|| SEEDS.iter().map(|text| words::cut(text)).collect());

fn corpus(order: impl IntoIterator<Item = usize>) -> Corpus {
    Corpus::new(order.into_iter().map(|at| {
        let description = Description {
            id: at.to_string(),
            path: format!("{at}.txt"),
            ..Description::default()
        };
        (description, Some(SEEDS[at].into()))
    }))
}

fn checked_in(quote: &str, seed: usize, corpus: &Corpus) -> Checked {
    let cited = Cited {
        name: seed.to_string(),
        span: Span::at(0),
    };
    check(&Annotations::given(quote, vec![cited]).claims[0].quotes[0], corpus)
}

fn checked(quote: &str, seed: usize) -> Checked {
    checked_in(quote, seed, &CORPUS)
}

fn classes(checked: &Checked) -> Vec<Class> {
    let changes = checked
        .judgement
        .iter()
        .flat_map(|judgement| &judgement.reading.changes);
    changes.map(|change| change.class).collect()
}

/// `length` words of a seed from somewhere on, and the text from the first to the last of them.
fn stretch(seed: usize, from: Index, length: usize) -> (Range<usize>, &'static str) {
    let cuts = &CUTS[seed];
    let start = from.index(cuts.len() - length);
    let span = Span::new(cuts[start].span.start(), cuts[start + length - 1].span.end());
    (start..start + length, span.of(SEEDS[seed]))
}

/// The words of all seeds that a question is true of, each with its seed.
fn all_words(question: fn(&str, Cut) -> bool) -> Vec<(usize, usize)> {
    let words = |seed: usize| (0..CUTS[seed].len()).map(move |at| (seed, at));
    let holds = |&(seed, at): &(usize, usize)| question(CUTS[seed][at].span.of(SEEDS[seed]), CUTS[seed][at]);
    (0..SEEDS.len()).flat_map(words).filter(holds).collect()
}

static NUMBERS: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    all_words(|raw, cut| cut.kind == Kind::Number && raw.contains(|letter: char| letter.is_ascii_digit()))
});

static NEGATIONS: LazyLock<Vec<(usize, usize)>> =
    LazyLock::new(|| all_words(|raw, cut| matches!(words::key(raw, cut.kind).as_str(), "ne" | "n'" | "pas")));

static NAMES: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    all_words(|raw, cut| {
        let name = cut.kind == Kind::Word && shape(raw, cut.opens_sentence) == Shape::Name;
        name && 3 < raw.chars().count()
    })
});

/// The words of a seed around one of them.
fn around(seed: usize, at: usize, before: usize, after: usize) -> Range<usize> {
    at.saturating_sub(before)..(at + after).min(CUTS[seed].len())
}

/// The text of a stretch with one of its words written otherwise.
fn with_word(seed: usize, words: &Range<usize>, at: usize, word: &str) -> String {
    let (text, cuts) = (SEEDS[seed], &CUTS[seed]);
    let (first, last, changed) = (cuts[words.start].span, cuts[words.end - 1].span, cuts[at].span);
    format!(
        "{}{word}{}",
        &text[first.start()..changed.start()],
        &text[changed.end()..last.end()]
    )
}

/// A rewriting that never counts as a change, of the whole quote.
fn rewritten(quote: &str, way: usize) -> String {
    match way {
        0 => quote.replace('’', "'"),
        1 => quote.replace('\'', "’"),
        2 => quote.replace(['\u{a0}', '\u{202f}'], " "),
        3 => quote.replace(' ', "\u{a0}"),
        4 => quote.replace(' ', "  "),
        5 => quote.replace(' ', "\n"),
        6 => quote.replace('«', "\u{201c}").replace('»', "\u{201d}"),
        7 => quote.replace("« ", "«").replace(" »", "»").replace("«\u{a0}", "«"),
        8 => quote.replace('œ', "oe").replace("fi", "ﬁ").replace("fl", "ﬂ"),
        9 => quote.replace('é', "e\u{301}"),
        10 => quote.replace('É', "E").replace('À', "A").replace('Ê', "E"),
        11 => quote
            .replace(" :", ":")
            .replace("\u{a0}:", ":")
            .replace(" %", "%")
            .replace("\u{a0}%", "%"),
        12 => quote.replace("…", "..."),
        13 => quote.replace("les ", "l\u{ad}es "),
        14 => quote.replace(' ', " \u{200b}"),
        15 => quote.replace('–', "-"),
        16 => format!("{quote}…"),
        17 => format!("« {quote} »"),
        _ => {
            let mut letters = quote.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        }
    }
}

/// Two letters of a word, neither the first, in each other's place; nothing where all are the same.
fn swapped(word: &str, from: Index) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let differs = |at: &usize| {
        let (one, other) = (letters[*at], letters[*at + 1]);
        one.is_alphabetic() && other.is_alphabetic() && one != other && one.is_lowercase() == other.is_lowercase()
    };
    let places: Vec<usize> = (1..letters.len().saturating_sub(1)).filter(differs).collect();
    let at = *places.get(from.index(places.len().max(1)))?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

/// What a text may hold at any place, and has to be read whatever it means.
const JUNK: [&str; 24] = [
    "«",
    "»",
    "“",
    "”",
    "\"",
    "(",
    ")",
    ":",
    "\n",
    "\n\n",
    ",",
    "—",
    "– ",
    ".",
    "M. ",
    "l’",
    "\u{301}",
    "Paul",
    "dit-il",
    "a déclaré",
    "selon",
    "MaireMinistre",
    "İ",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stretch_of_whole_words_is_verbatim(seed in 0..5_usize, from in any::<Index>(), length in 1..60_usize) {
        let (_, quote) = stretch(seed, from, length);
        prop_assert_eq!(checked(quote, seed).verdict, Verdict::Verbatim, "{}", quote);
    }

    #[test]
    fn whoever_speaks_stands_in_the_text(seed in 0..5_usize, from in any::<Index>(), length in 1..80_usize, junk in any::<[(Index, Index); 8]>()) {
        let (_, text) = stretch(seed, from, length);
        let mut text = text.to_owned();
        for (word, place) in &junk {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text.insert_str(*place.get(&places), JUNK[word.index(JUNK.len())]);
        }
        for voice in voices(&text, &words::cut(&text), &quoted_spans(&text)) {
            prop_assert!(voice.words.end() <= text.len());
            if let Some(attribution) = voice.attribution {
                let speaker = attribution.speaker.of(&text);
                prop_assert!(!speaker.trim().is_empty(), "{:?}", text);
                prop_assert!(!attribution.cue.of(&text).is_empty(), "{:?}", text);
                prop_assert!(compare(speaker, speaker, &Roles::read(&text, &words::cut(&text))) != Likeness::Other, "{:?} in {:?}", speaker, text);
            }
        }
    }

    #[test]
    fn a_rewriting_is_typographic(seed in 0..5_usize, from in any::<Index>(), length in 2..40_usize, ways in any::<[Index; 3]>()) {
        let (range, quote) = stretch(seed, from, length);
        // « Nous devons » for « Nous nous devons » may have lost a word as well as changed a letter.
        let key = |at: usize| words::key(CUTS[seed][at].span.of(SEEDS[seed]), CUTS[seed][at].kind);
        prop_assume!(range.start == 0 || key(range.start - 1) != key(range.start));
        let ways: Vec<usize> = ways.iter().map(|way| way.index(19)).collect();
        let quote = ways.iter().fold(quote.to_owned(), |quote, &way| rewritten(&quote, way));
        let checked = checked(&quote, seed);
        let fine = matches!(checked.verdict, Verdict::Verbatim | Verdict::Typographic);
        prop_assert!(fine, "{:?} {:?} {}\n{:?}", checked.verdict, ways, quote, classes(&checked));
    }

    #[test]
    fn a_changed_digit_is_an_altered_number(pick in any::<Index>(), before in 3..15_usize, after in 3..15_usize, digit in 0..10_u8, place in any::<Index>()) {
        let (seed, at) = pick.get(&NUMBERS);
        let words = around(*seed, *at, before, after);
        let number = CUTS[*seed][*at].span.of(SEEDS[*seed]);
        let digits: Vec<usize> = number.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
        let changed = digits[place.index(digits.len())];
        let digit = char::from(b'0' + digit).to_string();
        prop_assume!(number[changed..=changed] != digit);
        let word = format!("{}{digit}{}", &number[..changed], &number[changed + 1..]);
        let altered = with_word(*seed, &words, *at, &word);
        let checked = checked(&altered, *seed);
        let classes = classes(&checked);
        let number = classes.iter().any(|class| matches!(class, Class::Number | Class::Date | Class::Unit));
        prop_assert!(checked.verdict == Verdict::Altered && number, "{:?} {}\n{:?}", checked.verdict, altered, classes);
    }

    #[test]
    fn a_dropped_negation_is_altered(pick in any::<Index>(), before in 4..15_usize, after in 4..15_usize) {
        let (seed, at) = pick.get(&NEGATIONS);
        let words = around(*seed, *at, before, after);
        prop_assume!(words.start < *at && at + 1 < words.end);
        let altered = with_word(*seed, &words, *at, "");
        let checked = checked(&altered, *seed);
        let classes = classes(&checked);
        let denied = classes.contains(&Class::Negation);
        prop_assert!(checked.verdict == Verdict::Altered && denied, "{:?} {}\n{:?}", checked.verdict, altered, classes);
    }

    #[test]
    fn swapped_letters_of_a_name_are_an_altered_name(pick in any::<Index>(), before in 3..15_usize, after in 3..15_usize, place in any::<Index>()) {
        let (seed, at) = pick.get(&NAMES);
        let words = around(*seed, *at, before, after);
        let Some(word) = swapped(CUTS[*seed][*at].span.of(SEEDS[*seed]), place) else { return Ok(()) };
        let altered = with_word(*seed, &words, *at, &word);
        let checked = checked(&altered, *seed);
        let classes = classes(&checked);
        let named = classes.contains(&Class::Name);
        prop_assert!(checked.verdict == Verdict::Altered && named, "{:?} {}\n{:?}", checked.verdict, altered, classes);
    }

    #[test]
    fn the_order_of_sources_changes_no_verdict(seed in 0..5_usize, from in any::<Index>(), length in 3..30_usize, place in any::<Index>()) {
        let (words, _) = stretch(seed, from, length);
        let altered = with_word(seed, &words, words.start + place.index(length), "naguère");
        let turned = corpus([3, 0, 4, 2, 1]);
        let (one, other) = (checked(&altered, seed), checked_in(&altered, seed, &turned));
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert_eq!(classes(&one), classes(&other));
        let passage = |checked: &Checked| checked.judgement.as_ref().map(|judgement| judgement.reading.passage);
        prop_assert_eq!(passage(&one), passage(&other));
    }
}

/// A claim is checked by itself: what stands before it in a file, or after, changes nothing.
#[test]
fn the_order_of_claims_changes_no_verdict() {
    use crate::project::Project;
    let claim =
        |id: &str, exact: &str| format!("[[claims]]\nid = '{id}'\nsource = 'texte.txt'\nquotes = ['''{exact}''']\n");
    let claims = [
        claim("a", "L’offre sera disponible dès 2023"),
        claim("b", "L’offre sera disponible dès 2024"),
        claim("c", "des offres souveraines, dont NUMSPOT"),
        claim("d", "rien de tel"),
    ];
    let verdicts = |order: [usize; 4]| {
        let files = Project::new(&[("texte.txt", SEEDS[3])]);
        let text: String = order.iter().map(|&at| claims[at].as_str()).collect();
        files.write("annotations/a.toml", &text);
        let run = files.run(&["check", "--output", "jsonl"]);
        let mut records: Vec<String> = run
            .records_of("quote")
            .iter()
            .map(|quote| {
                format!(
                    "{} {} {}",
                    quote["claim"],
                    quote["verdict"],
                    quote["changes"].as_array().map_or(0, Vec::len)
                )
            })
            .collect();
        records.sort_unstable();
        records
    };
    assert_eq!(verdicts([0, 1, 2, 3]), verdicts([3, 1, 0, 2]));
}
