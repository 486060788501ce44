//! The search against the plain table of distances over the whole text.

use std::ops::Range;

use guillemet::search::index::{Index, surely_found};
use guillemet::search::place::{MOST_PLACES, Place, limit};
use guillemet::search::{rows, scan};
use guillemet::text::folded::Folded;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::select;

/// The distance of the needle from the nearest stretch that ends at each byte (Sellers 1980).
fn plain(needle: &[u8], text: &[u8]) -> Vec<usize> {
    table(needle, text, u8::eq)
}

fn table(needle: &[u8], text: &[u8], is_same: fn(&u8, &u8) -> bool) -> Vec<usize> {
    let mut column: Vec<usize> = (0..=needle.len()).collect();
    let mut ends = vec![needle.len()];
    for &byte in text {
        let mut diagonal = column[0];
        for row in 1..=needle.len() {
            let pair = diagonal + usize::from(!is_same(&needle[row - 1], &byte));
            diagonal = column[row];
            column[row] = pair.min(column[row] + 1).min(column[row - 1] + 1);
        }
        ends.push(column[needle.len()]);
    }
    ends
}

fn between(one: &[u8], other: &[u8]) -> usize {
    let text: Vec<char> = other.iter().copied().map(char::from).collect();
    let needle: Vec<char> = one.iter().copied().map(char::from).collect();
    strsim::generic_levenshtein(&needle, &text)
}

fn inner(folded: &Folded) -> &[u8] {
    let bytes = folded.bytes();
    &bytes[1.min(bytes.len())..bytes.len().saturating_sub(1).max(1.min(bytes.len()))]
}

/// Each place is as far as it says, none overlaps another, the nearest come first.
fn holds_together(places: &[Place], needle: &[u8], text: &[u8]) {
    for (at, place) in places.iter().enumerate() {
        assert_eq!(between(needle, &text[place.span.clone()]), place.distance, "{place:?}");
        assert!(places[..at].iter().all(|before| before.distance <= place.distance));
        let apart = |other: &Place| other.span.end <= place.span.start || place.span.end <= other.span.start;
        assert!(place.distance == 0 || places[..at].iter().all(apart));
    }
}

/// Whether wherever the needle is as near as can be a place is told, or one that overlaps it or its neighbour.
fn tells_all(places: &[Place], ends: &[usize], least: usize, length: usize) -> bool {
    let overlaps = |place: &Place, end| place.span.start < end && end < place.span.end + 2 * (length + least);
    let told = |end| places.iter().any(|place| overlaps(place, end));
    places.len() == MOST_PLACES || (0..ends.len()).filter(|&end| ends[end] == least).all(told)
}

fn check(needle: &str, text: &str) {
    let (needle, text) = (Folded::new(needle), Folded::new(text));
    let bytes = inner(&needle);
    if bytes.is_empty() {
        assert_eq!(scan::places(&needle, &text), []);
        return;
    }
    let limit = limit(bytes.len());
    let ends = plain(bytes, text.bytes());
    let least = ends.iter().copied().min().unwrap_or(0);
    let places = scan::places(&needle, &text);
    holds_together(&places, bytes, text.bytes());
    assert_eq!(places.is_empty(), limit < least, "{least} of {limit}: {places:?}");
    if let Some(nearest) = places.first() {
        assert!(
            nearest.distance == least || nearest.distance <= limit * 3 / 4,
            "{least}: {places:?}"
        );
    }
    let indexed = Index::new(text.bytes()).whole(text.bytes()).places(needle.bytes());
    holds_together(&indexed, bytes, text.bytes());
    let windows = text.bytes().windows(needle.bytes().len()).enumerate();
    let whole: Vec<Place> = windows
        .filter(|(_, window)| *window == needle.bytes())
        .map(|(at, window)| Place {
            span: at + 1..at + window.len() - 1,
            distance: 0,
        })
        .collect();
    if !whole.is_empty() {
        assert_eq!(places, whole);
        assert_eq!(indexed, whole);
    } else if least <= surely_found(bytes.len()) {
        assert_eq!(indexed.first().map(|place| place.distance), Some(least), "{indexed:?}");
        assert!(tells_all(&indexed, &ends, least, bytes.len()), "{indexed:?}");
        assert!(least > 0 || tells_all(&places, &ends, least, bytes.len()));
    }
    let near: Vec<Range<usize>> = rows::near(bytes, text.bytes(), limit);
    for (end, &distance) in ends.iter().enumerate().skip(1) {
        let told = near.iter().any(|stretch| stretch.start < end && end <= stretch.end);
        assert!(limit < distance || told, "{end}");
    }
    // What is told for nothing is a letter taken for another with the same last bits, or a space after the text.
    let told = |ends: &[usize]| {
        let holds = |stretch: &Range<usize>| ends[stretch.start..].iter().take(65).any(|&distance| distance <= limit);
        near.iter().all(holds)
    };
    if !told(&ends) {
        let text = [text.bytes(), &[b' '; 64]].concat();
        assert!(
            told(&table(bytes, &text, |one, other| one % 32 == other % 32)),
            "{near:?}"
        );
    }
}

const ARTICLE: &str = include_str!("../../seeds/001_7c12d76ddd53d713.txt");

fn french() -> impl Strategy<Value = (String, String)> {
    let length = ARTICLE.len();
    (0..length, 1..300usize, edits()).prop_map(move |(start, count, edits)| {
        let quote: Vec<char> = ARTICLE.chars().cycle().skip(start % 4000).take(count).collect();
        (edited(quote, &edits), ARTICLE.to_owned())
    })
}

/// Needles with so many edits that only a part of them is promised to be found.
fn long() -> impl Strategy<Value = (String, String)> {
    const TEXT: usize = 3000;
    (0..TEXT / 2, 400..TEXT / 2, edits(), edits()).prop_map(|(start, count, some, more)| {
        let text: String = ARTICLE.chars().take(TEXT).collect();
        let quote: Vec<char> = text.chars().skip(start).take(count).collect();
        let edits: Vec<(u8, usize, char)> = some.into_iter().chain(more).collect();
        (edited(quote, &edits), text)
    })
}

fn edits() -> impl Strategy<Value = Vec<(u8, usize, char)>> {
    proptest::collection::vec((0..3u8, 0..1000usize, select(vec!['a', 'e', ' ', 'z', '3'])), 0..40)
}

fn edited(mut letters: Vec<char>, edits: &[(u8, usize, char)]) -> String {
    for &(kind, at, letter) in edits {
        let at = at % letters.len().max(1);
        match kind {
            0 if at < letters.len() => letters[at] = letter,
            1 if at < letters.len() => {
                letters.remove(at);
            }
            _ => letters.insert(at, letter),
        }
    }
    letters.into_iter().collect()
}

/// Few letters, so that much is near much else.
fn poor(alphabet: &'static str, needle: Range<usize>, text: Range<usize>) -> impl Strategy<Value = (String, String)> {
    let letters = |range: Range<usize>| {
        let letters = proptest::collection::vec(select(alphabet.chars().collect::<Vec<_>>()), range);
        letters.prop_map(|letters| letters.into_iter().collect::<String>())
    };
    (letters(needle), letters(text))
}

fn repeated() -> impl Strategy<Value = (String, String)> {
    (
        select(vec!["a", "ab", "le la ", "abcabd", "mot "]),
        1..80usize,
        1..400usize,
        edits(),
    )
        .prop_map(|(unit, needle, text, edits)| {
            let needle = edited(unit.repeat(needle).chars().collect(), &edits[..edits.len().min(6)]);
            (needle, unit.repeat(text))
        })
}

fn pairs() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        french(),
        french(),
        poor("ab", 1..200, 0..600),
        poor("ab ", 1..40, 0..1500),
        poor("abcdefgh ", 1..130, 0..800),
        repeated(),
        long(),
        (Just(String::new()), Just("un texte".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 20_000 }))]

    #[test]
    fn what_a_plain_table_finds_is_found((needle, text) in pairs()) {
        check(&needle, &text);
    }

    /// Two passages differ from the needle in a few letters each: neither hides the other, if it is as near.
    #[test]
    fn the_nearest_of_two_passages_is_found(
        start in 0..ARTICLE.len() / 2,
        one in proptest::collection::vec(0..120usize, 1..7),
        other in proptest::collection::vec(0..120usize, 1..7),
    ) {
        let folded = Folded::new(ARTICLE);
        let passage = &folded.bytes()[start..start + 120];
        let harmed = |at: &[usize]| {
            let mut passage = passage.to_vec();
            at.iter().for_each(|&at| passage[at] = b'7');
            passage
        };
        let filling = &folded.bytes()[start + 120..start + 1500];
        let text = [filling, &harmed(&one), filling, &harmed(&other), filling].concat();
        let [needle, text] = [passage, &text].map(|bytes| Folded::new(&String::from_utf8_lossy(bytes)));
        let ends = plain(inner(&needle), text.bytes());
        let least = ends.iter().copied().min().unwrap_or(0);
        let places = scan::places(&needle, &text);
        assert_eq!(places.first().map(|place| place.distance), Some(least), "{places:?}");
        assert!(tells_all(&places, &ends, least, inner(&needle).len()), "{places:?}");
    }
}

#[test]
fn a_long_line_of_one_letter_ends() {
    let text = "a".repeat(1 << 20);
    let needle = format!("{}b{}", "a".repeat(40), "a".repeat(40));
    let places = scan::places(&Folded::new(&needle), &Folded::new(&text));
    assert_eq!(places.first().map(|place| place.distance), Some(1));
    assert!(places.len() <= 64);
}
