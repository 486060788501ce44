//! The lines of a file around a place, ready to be shown: short, harmless, marked at the place.

use annotate_snippets::{Annotation, AnnotationKind, Group, Renderer, Snippet};
use unicode_segmentation::UnicodeSegmentation;

use crate::finding::report::{File, Place, Report};
use crate::report::positions::Positions;
use crate::text::fold;
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// The longest stretch that is underlined, in bytes; of a longer one, the beginning. A renderer cuts
/// long lines to a window around the mark, so the mark has to leave room.
const LONGEST_MARK: usize = 72;

/// So many characters for each column that is shown are given to the renderer before the mark, and behind it: it walks
/// all that it is given. A letter may have a mark or two of its own.
const TO_A_COLUMN: usize = 2;

/// Stands around a position that the renderer takes for a path. No text that is [`harmless`] has it.
const POSITION_MARK: char = '\u{1}';

/// What an excerpt marks.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'m> {
    pub span: Span,
    pub label: &'m str,
    pub primary: bool,
}

/// The line of `file` on which the mark starts, as a snippet under its path, for a renderer that shows so many columns.
pub fn snippet<'m>(file: &File, lines: &LineIndex, mark: Mark<'m>, width: usize) -> Snippet<'m, Annotation<'m>> {
    let text = &file.text;
    let longest_side = TO_A_COLUMN * width;
    let number = lines.line(mark.span.start().min(text.len()));
    let line = lines.span(text, number);
    // A byte order mark is no column.
    let start = line.start() + if line.of(text).starts_with('\u{feff}') { 3 } else { 0 };
    let line = Span::new(start, line.end().max(start));
    let marked = marked(text, line, mark.span);
    let before = text[start..marked.start()].char_indices().map(|(at, _)| at);
    let start = start + before.rev().take(longest_side).last().unwrap_or(0);
    let rest = &text[marked.end()..line.end().max(marked.end())];
    let shown = rest.char_indices().map(|(at, _)| at).nth(longest_side);
    let line = Span::new(start, marked.end() + shown.unwrap_or(rest.len()));
    let column = lines.position(text, marked.start()).column;
    let kind = if mark.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let label = (!mark.label.is_empty()).then(|| one_line(mark.label));
    Snippet::source(harmless(line.of(text)))
        .line_start(number)
        .path(format!(
            "{POSITION_MARK}{}:{number}:{column}{POSITION_MARK}",
            one_line(&file.path)
        ))
        .annotation(kind.span(marked.start() - start..marked.end() - start).label(label))
}

/// Renders groups with snippets of this module.
///
/// The renderer counts columns in what it is given of a line. They are counted in the file, and stand in the path.
pub fn render(renderer: &Renderer, groups: &[Group]) -> String {
    let rendered = renderer.render(groups);
    let mut parts = rendered.split(POSITION_MARK);
    let mut text = parts.next().unwrap_or_default().to_owned();
    while let (Some(position), Some(rest)) = (parts.next(), parts.next()) {
        text.push_str(position);
        text.push_str(rest.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit()));
    }
    text
}

/// The file and place of a mark, as a person counts: `path:line:column`.
pub fn position(report: &Report, positions: &Positions, place: Place) -> String {
    let start = positions.start(place);
    format!(
        "{}:{}:{}",
        one_line(&report.files[place.file].path),
        start.line,
        start.column
    )
}

/// The part of the span on this line, widened to whole graphemes, no longer than can be underlined.
fn marked(text: &str, line: Span, span: Span) -> Span {
    let start = span.start().clamp(line.start(), line.end());
    let end = span.end().clamp(start, line.end()).min(start + LONGEST_MARK);
    let mut marked = (start, start);
    // A grapheme starts with a space: there is no need to read a long line from its start.
    let first = text[line.start()..start]
        .rfind(' ')
        .map_or(line.start(), |space| line.start() + space);
    for (at, grapheme) in text[first..line.end()].grapheme_indices(true) {
        let (from, to) = (first + at, first + at + grapheme.len());
        if end.max(start + 1) <= from {
            break;
        }
        if from <= start && start < to {
            marked = (from, if start < end { to } else { from });
        }
        if start < from && from < end {
            marked.1 = to;
        }
    }
    Span::new(marked.0, marked.1.max(marked.0))
}

/// The text on one line, and harmless: a name, a sentence.
pub fn one_line(text: &str) -> String {
    harmless(text).replace('\n', " ")
}

/// The text without anything that could move the cursor, hide a word or break a line elsewhere.
/// Every replaced character keeps its length in bytes.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | ' '..='~' => shown.push(letter),
            '\u{0}'..='\u{1f}' | '\u{7f}' => shown.push(' '),
            '\u{80}'..='\u{9f}' | '\u{ad}' => shown.push('·'),
            '\u{2028}' | '\u{2029}' => shown.push('␤'),
            _ if !fold::is_invisible(letter) => shown.push(letter),
            _ => {
                let blanks = letter.len_utf8().saturating_sub('�'.len_utf8());
                shown.push(if letter.len_utf8() < '�'.len_utf8() {
                    '·'
                } else {
                    '�'
                });
                shown.extend(std::iter::repeat_n(' ', blanks));
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use annotate_snippets::{Level, Renderer};

    use crate::finding::report::File;
    use crate::report::excerpt::{Mark, TO_A_COLUMN, harmless, render, snippet};
    use crate::text::lines::LineIndex;
    use crate::text::span::Span;

    const WIDTH: usize = 140;

    fn shown(text: &str, word: &str) -> String {
        shown_as(text, word, "ici")
    }

    fn shown_as(text: &str, word: &str, label: &str) -> String {
        let file = File {
            path: "a.txt".to_owned(),
            text: text.into(),
        };
        let lines = LineIndex::new(text);
        let at = text.find(word).expect("the word is there");
        let mark = Mark {
            span: Span::new(at, at + word.len()),
            label,
            primary: true,
        };
        let snippet = snippet(&file, &lines, mark, WIDTH);
        let group = Level::ERROR.primary_title("faute").element(snippet);
        render(&Renderer::plain().term_width(WIDTH), &[group])
    }

    #[test]
    fn carets_stand_under_the_word() {
        insta::assert_snapshot!(shown(
            "\u{feff}Été « œuvré »\r\nles échangé\u{301}s 漢字 NUMPOST fin\r\n",
            "NUMPOST"
        ));
        // A stray accent is underlined with the letter that it stands on.
        insta::assert_snapshot!(shown("ont échangé\u{301} sur", "\u{301}"));
    }

    #[test]
    fn long_lines_are_cut_to_a_window() {
        let text = format!("{} NUMPOST {}", "avant ".repeat(40), "après ".repeat(40));
        insta::assert_snapshot!(shown(&text, "NUMPOST"));
    }

    #[test]
    fn columns_are_those_of_the_file() {
        let longest = TO_A_COLUMN * WIDTH;
        let sides = [longest - 1, longest, longest + 1, 100_000];
        for before in sides {
            let shown = shown(&format!("{}NUMPOST", "é".repeat(before)), "NUMPOST");
            assert!(shown.contains(&format!("a.txt:1:{}\n", before + 1)), "{shown}");
            assert!(shown.contains("...ééé"), "{shown}");
        }
        // A letter that is shown as two is one column.
        assert!(shown("\u{e0041}\u{e0041} NUMPOST", "NUMPOST").contains("a.txt:1:4\n"));
    }

    #[test]
    fn nothing_shown_moves_the_cursor() {
        // The name of a source stands in a label.
        assert!(shown_as("un NUMPOST", "NUMPOST", "dans \u{1}b\u{1b}[1m").ends_with("dans  b [1m"));
        assert_eq!(harmless("a\u{1b}[31mb\u{c}c\rd\u{202e}e"), "a [31mb c d�e");
        for odd in [
            "\u{85}\u{2028}",
            "\u{34f}",
            "\u{61c}",
            "\u{ad}",
            "\u{e0041}",
            "\u{feff}",
        ] {
            assert_eq!(harmless(odd).len(), odd.len(), "{odd:?}");
            assert!(!harmless(odd).contains(odd), "{odd:?}");
        }
    }
}
