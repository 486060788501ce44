//! An editor's signs inside a quote: cuts, insertions, changed endings, *sic*; and the words that
//! are left to be searched for.

use crate::french::words;
use crate::matching::pattern::{Gap, Mark, Pattern, Sign};
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;

/// Reads the signs of a quote; nothing where it has none.
///
/// The source may have the same signs as its own text: a literal reading comes first.
pub fn read(quote: &Decoded) -> Option<Pattern> {
    let signs = signs(&quote.text);
    if signs.is_empty() {
        return None;
    }
    // What a sign takes out of the text: all of it, or, of changed letters, the two brackets.
    let stretches: Vec<Span> = signs.iter().flat_map(|(sign, span)| taken_out(*sign, *span)).collect();
    let (core, offsets) = quote.without(&stretches);
    let words = Prepared::new(core);
    let mut gaps = vec![Gap::Closed; words.words().len() + 1];
    let mut offsets = offsets.into_iter();
    let mut marks = Vec::with_capacity(signs.len());
    for (sign, span) in signs {
        let start = offsets.next().unwrap_or(0);
        let end = if sign == Sign::Letters {
            offsets.next().unwrap_or(start)
        } else {
            start
        };
        let word = words
            .words()
            .iter()
            .take_while(|word| word.span.start() < start)
            .count();
        let gap = match sign {
            Sign::Cut => Gap::Cut,
            Sign::Insertion => Gap::Replaced,
            Sign::Letters | Sign::Sic | Sign::Note => Gap::Closed,
        };
        gaps[word] = gaps[word].max(gap);
        marks.push(Mark {
            sign,
            text: span.of(&quote.text).to_owned(),
            on_disk: quote.origin.span(span),
            at: Span::new(start, end),
            word,
        });
    }
    Some(Pattern::new(words, gaps, marks))
}

fn taken_out(sign: Sign, span: Span) -> Vec<Span> {
    match sign {
        Sign::Letters => vec![
            Span::new(span.start(), span.start() + 1),
            Span::new(span.end() - 1, span.end()),
        ],
        _ => vec![span],
    }
}

/// All signs of a text with their bytes, in order.
pub fn signs(text: &str) -> Vec<(Sign, Span)> {
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let found = match letter {
            '[' => bracket(text, at, ']'),
            '(' => bracket(text, at, ')'),
            '.' | '…' => ellipsis(text, at),
            _ => None,
        };
        at = found.map_or(at + letter.len_utf8(), |(_, span)| span.end());
        signs.extend(found);
    }
    signs
}

/// The longest that an editor puts between brackets, in bytes.
const LONGEST_BRACKET: usize = 400;

fn bracket(text: &str, start: usize, close: char) -> Option<(Sign, Span)> {
    let inside = &text[start + 1..];
    let end = inside
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST_BRACKET)
        .find(|(_, letter)| *letter == close)?
        .0;
    let inside = inside[..end].trim();
    let span = Span::new(start, start + 1 + end + 1);
    let beside = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let inner = beside(text[..start].chars().next_back()) || beside(text[span.end()..].chars().next());
    let sign = match inside {
        "…" | "..." | ".." | "…." | "...." => Sign::Cut,
        "sic" | "Sic" | "SIC" | "sic!" | "sic !" => Sign::Sic,
        "!" | "?" | "?!" | "!?" if close == ']' => Sign::Sic,
        _ if is_note(inside, close) => Sign::Note,
        _ if close == ')' => return None,
        _ if inner && inside.chars().all(char::is_alphabetic) => Sign::Letters,
        _ => Sign::Insertion,
    };
    // Empty brackets are nobody's sign.
    (!inside.is_empty()).then_some((sign, span))
}

/// Whether the editor speaks between these brackets.
fn is_note(inside: &str, close: char) -> bool {
    const HEADS: &[&str] = &[
        "ndlr",
        "nda",
        "ndt",
        "note de la redaction",
        "note du traducteur",
        "note de l'auteur",
    ];
    const SAYINGS: &[&str] = &[
        "nous soulignons",
        "je souligne",
        "souligne par nous",
        "souligne par moi",
        "c'est nous qui soulignons",
        "c'est moi qui souligne",
        "italiques de l'auteur",
        "nous traduisons",
        "ma traduction",
        "traduction libre",
        "souligne dans le texte",
        "souligne dans l'original",
        "en gras dans le texte",
    ];
    let words: Vec<String> = words::cut(inside)
        .iter()
        .map(|cut| fold::key(cut.span.of(inside)))
        .collect();
    let said = words.join(" ").replace("' ", "'");
    let headed = HEADS.iter().any(|head| said.starts_with(head)) || said.starts_with("n d l r");
    headed || SAYINGS.contains(&said.as_str()) || (close == ']' && said.starts_with("note "))
}

/// A bare ellipsis that stands for words left out: not one that trails off before the end.
fn ellipsis(text: &str, start: usize) -> Option<(Sign, Span)> {
    let rest = &text[start..];
    let length = match rest.strip_prefix('…') {
        Some(_) => '…'.len_utf8(),
        None => rest.bytes().take_while(|&byte| byte == b'.').count(),
    };
    let span = Span::new(start, start + length);
    (length >= 3 || rest.starts_with('…')).then_some((Sign::Cut, span))
}

#[cfg(test)]
mod tests {
    use crate::matching::marks::{read, signs};
    use crate::matching::pattern::Sign;
    use crate::text::origin::Decoded;

    fn check(text: &str, expected: &[(&str, Sign)], core: &str) {
        let found: Vec<(&str, Sign)> = signs(text).iter().map(|(sign, span)| (span.of(text), *sign)).collect();
        assert_eq!(found, expected, "{text:?}");
        if !expected.is_empty() {
            let pattern = read(&Decoded::slice(text, 0)).expect("it has marks");
            let words = pattern.words();
            let shown: Vec<&str> = (0..words.words().len()).map(|at| words.raw(at)).collect();
            assert_eq!(shown.join(" "), core, "{text:?}");
        }
    }

    #[test]
    fn each_sign_is_told_from_the_others() {
        check(
            "offres […] dont [...] et (…) ou (...)",
            &[
                ("[…]", Sign::Cut),
                ("[...]", Sign::Cut),
                ("(…)", Sign::Cut),
                ("(...)", Sign::Cut),
            ],
            "offres dont et ou",
        );
        check(
            "offres… dont... et",
            &[("…", Sign::Cut), ("...", Sign::Cut)],
            "offres dont et",
        );
        check(
            "dont [NUMSPOT], d’[œuvrer]",
            &[("[NUMSPOT]", Sign::Insertion), ("[œuvrer]", Sign::Insertion)],
            "dont d’",
        );
        check(
            "[n]otre demeur[ant]",
            &[("[n]", Sign::Letters), ("[ant]", Sign::Letters)],
            "notre demeurant",
        );
        check(
            "dont NUMPOST [sic], (sic) [!]",
            &[("[sic]", Sign::Sic), ("(sic)", Sign::Sic), ("[!]", Sign::Sic)],
            "dont NUMPOST",
        );
        check(
            "oui [nous soulignons] (NDLR : non)",
            &[("[nous soulignons]", Sign::Note), ("(NDLR : non)", Sign::Note)],
            "oui",
        );
        check("un mot (deux mots) et M. X. Y", &[], "");
        check("rent...The", &[("...", Sign::Cut)], "rent The");
    }
}
