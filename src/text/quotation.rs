//! Quotation marks paired: where a text quotes, through every kind of mark and every slip with them.
//!
//! French has no grammar of marks that its writers keep, so the pairs are found by one pass with a
//! stack, and every doubt is settled by what stands beside a mark and what is still to come on its
//! line. Linear in the text but for one sort of what was found.

use crate::text::fold::{is_apostrophe, is_combining, is_dash};
use crate::text::span::Span;

/// One quoted span of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With the marks. Holds `inner`, and the `outer` of every span quoted inside.
    pub outer: Span,
    /// Without the marks and the white space beside them; guillemets repeated at the head of each
    /// paragraph stay inside. Empty only between two marks with nothing in them.
    pub inner: Span,
    /// The opening mark, `<` for `<<`; none where it is missing and the start was inferred.
    pub open: Option<char>,
    /// The closing mark, `>` for `>>`; none where it is missing and the end was inferred.
    pub close: Option<char>,
    /// How many spans this one is quoted inside; 0 is outermost.
    pub depth: usize,
}

/// Every quoted span of `text`, in the order of their starts; depth 0 is outermost.
///
/// Two spans are apart or one is inside the other. A closing mark that nothing opened quotes from the
/// start of its paragraph, or from the quote before it there; an opening mark that nothing closes
/// quotes to the end of its paragraph, and on over paragraphs that repeat the mark at their head.
/// `‘…’`, `‹…›` and `<<…>>` quote in pairs only, `‘…’` only inside another quote.
pub fn quoted_spans(text: &str) -> Vec<Quoted> {
    let lines = lines(text);
    let marks = marks(text, &lines);
    let mut found = Pairing::new(text, &lines, &marks).run();
    found.sort_unstable_by_key(|quoted| quoted.outer.start());
    hold_children(&mut found);
    count_depths(&mut found);
    found
}

/// Nobody wraps lines longer than this (in characters): a line break beside one ends a paragraph.
const WRAP_COLUMNS: usize = 100;

/// A stretch of text between line breaks that are no mere wrapping: a paragraph, as far as one can tell.
///
/// A single line break is wrapping where the next line goes on in lower case.
#[derive(Clone, Copy, Debug)]
struct Line {
    // Invariant: not empty, no white space at either end.
    span: Span,
    /// Counts up where a quote may not simply run on: at blank lines and beside long lines.
    scope: usize,
    /// Counts up at blank lines.
    block: usize,
}

/// Marks of one kind open and close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Guillemet,
    Curly,
    Straight,
    SmallGuillemet,
    Single,
}

const KINDS: [Kind; 5] = [
    Kind::Guillemet,
    Kind::Curly,
    Kind::Straight,
    Kind::SmallGuillemet,
    Kind::Single,
];

/// What a mark looks like from its shape and its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    /// Closes where its kind is open, opens otherwise.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    sign: char,
    kind: Kind,
    side: Side,
    /// The sign is also used otherwise: it quotes only with a partner.
    weak: bool,
    /// May be a sign of inches or seconds.
    after_digit: bool,
    /// The index of its line.
    line: usize,
    /// Opens its line.
    head: bool,
    /// Closing less opening marks of its kind after it on its line.
    surplus: isize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut start, mut blank, mut columns_before) = (0, false, 0);
    for raw in text.split_inclusive('\n') {
        let span = trimmed(text, Span::new(start, start + raw.len()));
        start += raw.len();
        if span.is_empty() {
            blank = true;
            continue;
        }
        let columns = span.of(text).chars().count();
        let long = columns.max(columns_before) > WRAP_COLUMNS;
        let wrapped = !blank && span.of(text).starts_with(char::is_lowercase);
        match lines.last_mut() {
            Some(last) if wrapped => last.span = last.span.cover(span),
            last => {
                let (scope, block) = last.map_or((0, 0), |last| (last.scope, last.block));
                lines.push(Line {
                    span,
                    scope: scope + usize::from(blank || long),
                    block: block + usize::from(blank),
                });
            }
        }
        (blank, columns_before) = (false, columns);
    }
    lines
}

fn marks(text: &str, lines: &[Line]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut line, mut end) = (0, 0);
    for (at, sign) in text.char_indices() {
        let Some(kind) = kind(sign).filter(|_| end <= at) else {
            continue;
        };
        let span = sign_span(text, at, sign);
        end = span.end();
        let Some(side) = side(text, span, sign) else { continue };
        // Marks are no white space: each lies in a line.
        while lines[line].span.end() <= at {
            line += 1;
        }
        let after_digit = text[..at].ends_with(char::is_numeric);
        marks.push(Mark {
            span,
            sign,
            kind,
            side,
            weak: matches!(sign, '‹' | '›' | '‘' | '’' | '<' | '>'),
            after_digit: after_digit && matches!(kind, Kind::Curly | Kind::Straight),
            line,
            head: lines[line].span.start() == at,
            surplus: 0,
        });
    }
    count_surplus(&mut marks);
    marks
}

/// The bytes of a sign: all of a run of `<` or `>`, one of any other.
fn sign_span(text: &str, at: usize, sign: char) -> Span {
    let n_signs = match sign {
        '<' | '>' => text[at..].chars().take_while(|&letter| letter == sign).count(),
        _ => 1,
    };
    Span::new(at, at + n_signs * sign.len_utf8())
}

fn kind(letter: char) -> Option<Kind> {
    match letter {
        '«' | '»' | '<' | '>' => Some(Kind::Guillemet),
        '“' | '”' | '„' | '‟' | '〝' | '〞' => Some(Kind::Curly),
        '"' | '＂' | '″' => Some(Kind::Straight),
        '‹' | '›' => Some(Kind::SmallGuillemet),
        '‘' | '’' => Some(Kind::Single),
        _ => None,
    }
}

/// None where the sign is no quotation mark here: in a word, an apostrophe, a prime.
fn side(text: &str, span: Span, sign: char) -> Option<Side> {
    let before = text[..span.start()].chars().next_back();
    let after = text[span.end()..].chars().next();
    let word_before = before.is_some_and(is_word);
    let word_after = after.is_some_and(is_word);
    if word_before && word_after {
        return None;
    }
    let opens = before.is_none_or(leads) && after.is_some_and(|letter| !is_blank(letter) && !trails(letter));
    let closes = before.is_some_and(|letter| !leads(letter)) && !word_after;
    match sign {
        '«' | '‹' => Some(Side::Open),
        '»' | '›' => Some(Side::Close),
        '<' => (span.len() == 2).then_some(Side::Open),
        '>' => (span.len() == 2).then_some(Side::Close),
        '‘' => (opens && after.is_some_and(char::is_alphabetic)).then_some(Side::Open),
        '’' => (closes && !ends_in_elision(&text[..span.start()])).then_some(Side::Close),
        '″' if before.is_some_and(char::is_numeric) => None,
        '“' | '„' | '‟' | '〝' => Some(if closes { Side::Either } else { Side::Open }),
        '”' | '〞' => Some(if opens { Side::Either } else { Side::Close }),
        _ if opens => Some(Side::Open),
        _ if closes => Some(Side::Close),
        _ => Some(Side::Either),
    }
}

fn count_surplus(marks: &mut [Mark]) {
    let mut after = [(0, 0); KINDS.len()];
    for mark in marks.iter_mut().rev() {
        let (line, surplus) = &mut after[mark.kind as usize];
        if *line != mark.line {
            (*line, *surplus) = (mark.line, 0);
        }
        mark.surplus = *surplus;
        *surplus += match mark.side {
            Side::Open => -1,
            Side::Close if !mark.after_digit => 1,
            Side::Close | Side::Either => 0,
        };
    }
}

/// The one pass over the marks, with what is open at each.
struct Pairing<'a> {
    text: &'a str,
    lines: &'a [Line],
    marks: &'a [Mark],
    /// What is open, outermost first; `line` is the last one where the mark was set or repeated.
    stack: Vec<Mark>,
    // Invariant: for each kind the places on the stack where it stands, rising.
    open: [Vec<usize>; KINDS.len()],
    /// For each kind its marks that are still to come, the next one last.
    coming: [Vec<usize>; KINDS.len()],
    /// Where an inferred start may be at the earliest.
    resume: usize,
    found: Vec<Quoted>,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, lines: &'a [Line], marks: &'a [Mark]) -> Self {
        let mut coming: [Vec<usize>; KINDS.len()] = Default::default();
        for (idx, mark) in marks.iter().enumerate().rev() {
            coming[mark.kind as usize].push(idx);
        }
        Self {
            text,
            lines,
            marks,
            stack: Vec::new(),
            open: Default::default(),
            coming,
            resume: 0,
            found: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Quoted> {
        let mut line = 0;
        for mark in self.marks {
            self.leave_line(line, mark);
            line = mark.line;
            self.coming[mark.kind as usize].pop();
            self.take(mark);
        }
        self.give_up(0, self.text.len());
        self.found
    }

    /// Ends what cannot reach from the line of the mark before to this mark.
    fn leave_line(&mut self, line: usize, mark: &Mark) {
        if self.stack.is_empty() || self.lines[line].scope == self.lines[mark.line].scope {
            return;
        }
        let reach = KINDS.iter().filter(|&&kind| !self.closes_in_block(kind, line));
        let reach = reach.filter_map(|&kind| self.open[kind as usize].first()).min();
        let reach = reach.copied().unwrap_or(self.stack.len());
        let repeated = self.last_open(mark.kind).filter(|_| self.heads_next_scope(line, mark));
        self.give_up(reach.max(repeated.map_or(0, |place| place + 1)), mark.span.start());
    }

    fn closes_in_block(&self, kind: Kind, line: usize) -> bool {
        let next = self.next(kind);
        next.is_some_and(|next| next.side != Side::Open && self.lines[next.line].block == self.lines[line].block)
    }

    fn heads_next_scope(&self, line: usize, mark: &Mark) -> bool {
        let scope = self.lines[mark.line].scope;
        mark.head && scope == self.lines[line].scope + 1 && scope != self.lines[mark.line - 1].scope
    }

    fn take(&mut self, mark: &Mark) {
        if self.repeats(mark) {
            if let Some(place) = self.last_open(mark.kind) {
                self.stack[place].line = mark.line;
            }
        } else if self.opens(mark) {
            self.push(mark);
        } else {
            self.close(mark);
        }
    }

    /// Whether a mark at the head of a paragraph says that the quote goes on.
    ///
    /// It does not where enough closing marks follow for it to be a pair of its own, or the end.
    fn repeats(&self, mark: &Mark) -> bool {
        let n_open = self.open[mark.kind as usize].len().cast_signed();
        if !mark.head || mark.weak || n_open == 0 {
            return false;
        }
        match (mark.side, mark.kind) {
            (Side::Close, Kind::Guillemet) => n_open <= mark.surplus || self.heads_next_line(mark),
            (Side::Open, _) => mark.surplus <= n_open,
            (Side::Close | Side::Either, _) => false,
        }
    }

    fn heads_next_line(&self, mark: &Mark) -> bool {
        let next = self.next(mark.kind);
        next.is_some_and(|next| next.head && next.line == mark.line + 1)
    }

    fn opens(&self, mark: &Mark) -> bool {
        let is_open = self.last_open(mark.kind).is_some();
        match (mark.side, mark.kind) {
            // Straight marks are paired by number where their places say nothing better.
            (Side::Open, Kind::Straight) => !is_open || 0 < mark.surplus,
            (Side::Open, _) => true,
            (Side::Close, _) => false,
            (Side::Either, _) => !is_open && !self.closes_alone(mark),
        }
    }

    /// Whether a mark before white space has text before it, and nothing after it to close it, on its line.
    fn closes_alone(&self, mark: &Mark) -> bool {
        let after = self.text[mark.span.end()..].chars().next();
        let next = self.next(mark.kind);
        let closed = next.is_some_and(|next| next.line == mark.line && next.side != Side::Open);
        after.is_none_or(is_blank) && !mark.head && !closed
    }

    fn push(&mut self, mark: &Mark) {
        if mark.kind == Kind::Single && self.stack.is_empty() {
            return;
        }
        self.open[mark.kind as usize].push(self.stack.len());
        self.stack.push(*mark);
    }

    fn close(&mut self, mark: &Mark) {
        let own = self.last_open(mark.kind);
        if mark.after_digit && (own.is_none() || 0 < mark.surplus) {
            return;
        }
        if let Some(place) = own {
            self.close_place(place, mark);
        } else if !mark.weak {
            self.close_other_kind(mark);
        }
    }

    /// A mark closes another kind where that one's own closing mark does not come.
    fn close_other_kind(&mut self, mark: &Mark) {
        while let Some(top) = self.stack.last() {
            let own = self.next(top.kind);
            if own.is_some_and(|own| own.side != Side::Open && own.line == mark.line) {
                return;
            }
            if !top.weak {
                self.close_place(self.stack.len() - 1, mark);
                return;
            }
            self.pop();
        }
        self.close_unopened(mark);
    }

    fn close_place(&mut self, place: usize, mark: &Mark) {
        let body = Span::new(self.stack[place].span.end(), mark.span.start());
        let inner = trimmed(self.text, body);
        self.give_up(place + 1, inner.end());
        if let Some(open) = self.pop() {
            self.found.push(Quoted {
                outer: open.span.cover(mark.span),
                inner,
                open: Some(open.sign),
                close: Some(mark.sign),
                depth: 0,
            });
        }
        self.resume = mark.span.end();
    }

    fn close_unopened(&mut self, mark: &Mark) {
        let start = self.lines[mark.line].span.start().max(self.resume);
        let inner = trimmed(self.text, Span::new(start, mark.span.start()));
        if !inner.is_empty() {
            self.found.push(Quoted {
                outer: inner.cover(mark.span),
                inner,
                open: None,
                close: Some(mark.sign),
                depth: 0,
            });
        }
        self.resume = mark.span.end();
    }

    /// Ends all that is open above a height of the stack: at the end of its paragraph, or at `limit`.
    fn give_up(&mut self, height: usize, limit: usize) {
        while height < self.stack.len() {
            let Some(open) = self.pop() else { return };
            let end = self.lines[open.line].span.end().min(limit);
            let inner = trimmed_start(self.text, Span::new(open.span.end(), end));
            if open.weak || inner.is_empty() {
                continue;
            }
            self.found.push(Quoted {
                outer: open.span.cover(inner),
                inner,
                open: Some(open.sign),
                close: None,
                depth: 0,
            });
        }
    }

    fn pop(&mut self) -> Option<Mark> {
        let open = self.stack.pop()?;
        self.open[open.kind as usize].pop();
        Some(open)
    }

    fn last_open(&self, kind: Kind) -> Option<usize> {
        self.open[kind as usize].last().copied()
    }

    fn next(&self, kind: Kind) -> Option<&'a Mark> {
        self.coming[kind as usize].last().map(|&idx| &self.marks[idx])
    }
}

/// Stretches every span with an inferred end over the spans that begin in it.
fn hold_children(found: &mut [Quoted]) {
    let mut roots: Vec<usize> = Vec::new();
    for idx in (0..found.len()).rev() {
        while let Some(root) = roots.pop_if(|root| found[*root].outer.start() < found[idx].outer.end()) {
            let child = found[root].outer;
            let quoted = &mut found[idx];
            if quoted.outer.end() < child.end() {
                quoted.outer = quoted.outer.cover(child);
                quoted.inner = quoted.inner.cover(child);
            }
        }
        roots.push(idx);
    }
}

fn count_depths(found: &mut [Quoted]) {
    let mut ends: Vec<usize> = Vec::new();
    for quoted in found {
        while ends.pop_if(|end| *end <= quoted.outer.start()).is_some() {}
        quoted.depth = ends.len();
        ends.push(quoted.outer.end());
    }
}

/// A letter after which a mark opens.
fn leads(letter: char) -> bool {
    is_blank(letter)
        || is_apostrophe(letter)
        || is_dash(letter)
        || matches!(letter, '(' | '[' | '{' | '«' | '“' | '„' | '‹' | '<')
}

/// A letter before which a mark closes.
fn trails(letter: char) -> bool {
    matches!(
        letter,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '›' | '>'
    )
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining(letter)
}

/// White space, or a sign without width that stands for one.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether the last word is one that loses its vowel: in `l’ aide`, the space is the slip.
fn ends_in_elision(text: &str) -> bool {
    const ELIDED: [&str; 16] = [
        "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
    ];
    let word = text.rsplit(|letter| !is_word(letter)).next().unwrap_or(text);
    ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

fn trimmed(text: &str, span: Span) -> Span {
    let body = span.of(text).trim_end_matches(is_blank);
    trimmed_start(text, Span::new(span.start(), span.start() + body.len()))
}

fn trimmed_start(text: &str, span: Span) -> Span {
    let body = span.of(text).trim_start_matches(is_blank);
    Span::new(span.end() - body.len(), span.end())
}

#[cfg(test)]
mod tests {
    use crate::text::quotation::{Quoted, quoted_spans};

    /// The inner texts are written one after the other, `>` before each for every level of depth.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) -> Vec<Quoted> {
        let found = quoted_spans(text);
        let shown = |quoted: &Quoted| format!("{}{}", ">".repeat(quoted.depth), quoted.inner.of(text));
        let shown: Vec<String> = found.iter().map(shown).collect();
        assert_eq!(shown, expected, "{text:?}");
        found
    }

    #[track_caller]
    fn check_all(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            check(text, expected);
        }
    }

    #[track_caller]
    fn check_marks(text: &str, outer: &str, open: Option<char>, close: Option<char>) {
        let quoted = quoted_spans(text).swap_remove(0);
        assert_eq!(
            (quoted.outer.of(text), quoted.open, quoted.close),
            (outer, open, close),
            "{text:?}"
        );
    }

    #[test]
    fn every_kind_of_mark_quotes() {
        check_all(&[
            ("", &[]),
            ("Rien.", &[]),
            ("dites « cloud de confiance »", &["cloud de confiance"]),
            ("dites «cloud», puis", &["cloud"]),
            ("dites «\u{a0}100 % français\u{202f}» !", &["100 % français"]),
            ("la “capitale de l’Europe”.", &["capitale de l’Europe"]),
            ("der „Bund“, dann „Land“.", &["Bund", "Land"]),
            ("dites „Bund” et", &["Bund"]),
            ("dites ”Bund” et “Land“.", &["Bund", "Land"]),
            ("un \"cloud\" souverain", &["cloud"]),
            ("un ‹ cloud › souverain", &["cloud"]),
            ("un << cloud >> et <<nuage>>.", &["cloud", "nuage"]),
            ("les marks « » seuls", &[""]),
        ]);
    }

    #[test]
    fn marks_are_told_with_the_span() {
        check_marks("dit « oui », puis", "« oui »", Some('«'), Some('»'));
        check_marks("dit <<oui>>, puis", "<<oui>>", Some('<'), Some('>'));
        check_marks("dit “oui »…", "“oui »", Some('“'), Some('»'));
        check_marks("Titre\nOui ! » dit-il", "Oui ! »", None, Some('»'));
        check_marks("dit « oui \n\nFin.", "« oui", Some('«'), None);
    }

    #[test]
    fn straight_marks_are_paired_by_their_places() {
        check_all(&[
            (
                "pour \"la coopération\" et \"d’une offre\".",
                &["la coopération", "d’une offre"],
            ),
            (
                "d'un \"contrat\" et l'\"air\" (\"du temps\")",
                &["contrat", "air", "du temps"],
            ),
            ("\" un \" et \" deux \"", &["un", "deux"]),
            ("\"un\".\"deux\"", &["un", "deux"]),
            ("le \"cloud \"souverain", &["cloud"]),
            ("\"il dit \"oui\" et non\" puis", &["il dit \"oui\" et non", ">oui"]),
            (
                "« un \"cloud\" » et «\"nuage\"»",
                &["un \"cloud\"", ">cloud", "\"nuage\"", ">nuage"],
            ),
        ]);
    }

    #[test]
    fn levels_nest() {
        check_all(&[
            ("« une “offre” sûre »", &["une “offre” sûre", ">offre"]),
            ("« une « offre » sûre »", &["une « offre » sûre", ">offre"]),
            ("« “offre” »", &["“offre”", ">offre"]),
            ("« a “b ‘mot’ d” e »", &["a “b ‘mot’ d” e", ">b ‘mot’ d", ">>mot"]),
            ("„a “b” c“.", &["a “b” c", ">b"]),
            (
                "“Dépasser”, “L’intelligence”. “Penser”",
                &["Dépasser", "L’intelligence", "Penser"],
            ),
            ("« un »« deux » « trois »", &["un", "deux", "trois"]),
        ]);
    }

    #[test]
    fn single_marks_quote_inside_a_quote_only() {
        check_all(&[
            ("un ‘cloud’ souverain", &[]),
            ("“les années ‘80 et l’État’ x”", &["les années ‘80 et l’État’ x"]),
            (
                "“il a ‘reçu l’ aide de l’État’, dit-il”",
                &["il a ‘reçu l’ aide de l’État’, dit-il", ">reçu l’ aide de l’État"],
            ),
            ("“un ‘tain de mot”", &["un ‘tain de mot"]),
            ("d’un l'autre, aujourd’hui, les élus’ ’", &[]),
        ]);
    }

    #[test]
    fn another_kind_closes_where_the_own_does_not_come() {
        check_all(&[
            (
                "“Talents”, “Repenser le dialogue »…",
                &["Talents", "Repenser le dialogue"],
            ),
            ("“un », puis “deux”", &["un", "deux"]),
            ("« un” et « deux »", &["un", "deux"]),
            ("« un” deux »", &["un” deux"]),
            ("« un “deux »", &["un “deux", ">deux"]),
            ("« un\" deux", &["un"]),
        ]);
    }

    #[test]
    fn a_missing_opening_mark_is_put_at_the_start_of_the_paragraph() {
        check_all(&[
            ("Titre\nOn n'abandonne pas. » a déclaré", &["On n'abandonne pas."]),
            ("Titre\r\n\r\n  On y va ! » dit-il", &["On y va !"]),
            ("\u{feff}Oui », dit-il", &["Oui"]),
            (
                "Ligne coupée\npar un éditeur », dit-il",
                &["Ligne coupée\npar un éditeur"],
            ),
            ("« un » et deux » ici", &["un", "et deux"]),
            ("» un\n» deux", &[]),
            ("« un »» » ici", &["un"]),
            (
                "plus productifs \" explique-t-il à \"Elle\"",
                &["plus productifs", "Elle"],
            ),
            ("Accueil › Actualités >> Cloud", &[]),
        ]);
    }

    #[test]
    fn a_missing_closing_mark_is_put_at_the_end_of_the_paragraph() {
        check_all(&[
            ("dit « oui.\n\nFin.", &["oui."]),
            ("dit « oui.\nFin « deux » ici", &["oui.", "deux"]),
            ("dit « oui, « deux » ici", &["oui, « deux » ici", ">deux"]),
            (
                "“un deux \"trois\" quatre \n\n “cinq six” sept",
                &["un deux \"trois\" quatre \n\n “cinq six", ">trois"],
            ),
            ("dit \"un deux. Fin\nLe \"mot\" ici", &["un deux. Fin", "mot"]),
            (
                "dit « un “deux.\nTrois” quatre",
                &["un “deux.\nTrois”", ">deux.\nTrois"],
            ),
            ("« ", &[]),
            ("1 << 2 et x ‹ y", &[]),
        ]);
    }

    #[test]
    fn a_quote_runs_on_over_wrapped_lines() {
        check_all(&[
            ("dit « un\ndeux\nTrois » ici", &["un\ndeux\nTrois"]),
            ("dit « un\n“deux”\n» ici", &["un\n“deux”", ">deux"]),
            ("dit « un\n« deux » trois » ici", &["un\n« deux » trois", ">deux"]),
        ]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "Mot ".repeat(30);
        check(&format!("dit « un.\n{long}\nDit « deux »."), &["un.", "deux"]);
        check(
            &format!("dit « un.\n{long}»."),
            &[format!("un.\n{}", long.trim()).as_str()],
        );
    }

    #[test]
    fn marks_repeated_at_paragraphs_are_one_quote() {
        check_all(&[
            ("« un.\n« deux.\n« trois » ici", &["un.\n« deux.\n« trois"]),
            ("« un.\n\n« deux.\n\n« trois » ici", &["un.\n\n« deux.\n\n« trois"]),
            ("« un.\n» deux.\n» trois » ici", &["un.\n» deux.\n» trois"]),
            ("« un.\n\n» deux.\n\n» trois » ici", &["un.\n\n» deux.\n\n» trois"]),
            ("“un.\n\n“deux.” Fin", &["un.\n\n“deux."]),
            ("\"un.\n\n\"deux.\" Fin", &["un.\n\n\"deux."]),
            ("« un.\n\n« deux.\n\nFin.", &["un.\n\n« deux."]),
            ("« un.\n\nFin.\n\n« deux »", &["un.", "deux"]),
            ("« un »\n« deux »\n\n« trois »", &["un", "deux", "trois"]),
            (
                "« un « deux\n\n« trois » quatre »",
                &["un « deux\n\n« trois » quatre", ">deux\n\n« trois"],
            ),
        ]);
    }

    #[test]
    fn signs_of_other_trades_are_no_marks() {
        check_all(&[
            ("un écran de 5\" et un de 12″, haut de 6'", &[]),
            ("un écran de 5” ici", &[]),
            ("un \"écran de 5\" plat\" ici", &["écran de 5\" plat"]),
            ("\"Horizon 2030\" et \"France 2030\"", &["Horizon 2030", "France 2030"]),
            ("“Horizon 2030” et “France 2030”", &["Horizon 2030", "France 2030"]),
            ("l\"air, l«air, l”air et a>>b", &[]),
            ("l’air d'un l‘air", &[]),
        ]);
    }

    const SIGNS: [&str; 28] = [
        "«", "»", "“", "”", "„", "\"", "‹", "›", "‘", "’", "<<", ">>", "<", "″", " ", " ", "\u{a0}", "\n", "\n\n",
        "\r\n", "a", "é", "B", "e\u{301}", "5", ",", ".", "(",
    ];

    /// `length` signs drawn by a linear congruential generator (Knuth's MMIX constants).
    fn random_text(seed: u64, length: usize) -> String {
        let mut state = seed;
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            SIGNS[(state >> 33) as usize % SIGNS.len()]
        };
        (0..length).map(|_| draw()).collect()
    }

    #[track_caller]
    fn check_laws(text: &str) {
        let found = quoted_spans(text);
        let mut parents: Vec<&Quoted> = Vec::new();
        for quoted in &found {
            let Quoted { outer, inner, .. } = quoted;
            assert!(text.get(outer.start()..outer.end()).is_some(), "{text:?} {quoted:?}");
            assert!(text.get(inner.start()..inner.end()).is_some(), "{text:?} {quoted:?}");
            assert_eq!(outer.cover(*inner), *outer, "{text:?} {quoted:?}");
            assert_eq!(inner.of(text).trim(), inner.of(text), "{text:?} {quoted:?}");
            assert!(
                quoted.open.is_none_or(|sign| outer.of(text).starts_with(sign)),
                "{text:?} {quoted:?}"
            );
            assert!(
                quoted.close.is_none_or(|sign| outer.of(text).ends_with(sign)),
                "{text:?} {quoted:?}"
            );
            while parents.pop_if(|parent| parent.outer.end() <= outer.start()).is_some() {}
            assert_eq!(quoted.depth, parents.len(), "{text:?} {quoted:?}");
            if let Some(parent) = parents.last() {
                assert_eq!(parent.inner.cover(*outer), parent.inner, "{text:?} {quoted:?}");
            }
            parents.push(quoted);
        }
    }

    #[test]
    fn spans_lie_in_the_text_and_in_each_other() {
        for seed in 0..4_000 {
            check_laws(&random_text(seed, 1 + seed as usize % 60));
        }
        check_laws(&random_text(1, 20_000));
    }

    /// A square cost would show as a test that does not end.
    #[test]
    fn hostile_texts_are_paired_at_once() {
        quoted_spans(&"«".repeat(500_000));
        quoted_spans(&"\"".repeat(1_000_000));
        let many = 20_000;
        for sign in SIGNS {
            let text = sign.repeat(many);
            quoted_spans(&format!("{text} » {text}"));
        }
        for (first, second) in [
            ("«", "”"),
            ("«“", " "),
            ("« ", "» "),
            ("“ ", "»\n\n“"),
            ("« a\n\n", "» b\n\n"),
        ] {
            quoted_spans(&(first.repeat(many) + &second.repeat(many)));
        }
        let paragraph = format!("« {}\n", "Mot ".repeat(30));
        quoted_spans(&("«".repeat(many) + &paragraph.repeat(many / 10)));
    }
}
