//! The words of a text as speakers are named by them: names, groups with an article, and the verbs of
//! speech beside them.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::french::lexicon::{self, Part, Reading};
use crate::french::names::{self, Shape};
use crate::french::people::terms;
use crate::french::speech::saying::{self, Saying};
use crate::french::words::{self, Cut, Kind};
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// A text cut into words, with the quotations that they stand in.
#[derive(Debug)]
pub struct Reader<'t> {
    pub text: &'t str,
    pub cuts: &'t [Cut],
    pub quotations: &'t [Quoted],
    /// For each word, the innermost quotation that it stands in.
    pub inside: Vec<Option<usize>>,
    /// For each quotation, the one that it stands in.
    outer: Vec<Option<usize>>,
    /// Where each line but the last ends.
    line_ends: Vec<usize>,
    /// Where each parenthesis stands, and each line but the last ends.
    parentheses: Vec<usize>,
    surnames: OnceCell<BTreeSet<&'t str>>,
    sayings: Memo<Option<Saying>>,
    names: Memo<Option<usize>>,
}

/// The longest name and the longest group with an article, in words.
const LONGEST_NAME: usize = 8;
const LONGEST_GROUP: usize = 14;

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, cuts: &'t [Cut], quotations: &'t [Quoted]) -> Self {
        Self {
            text,
            cuts,
            quotations,
            inside: inside(cuts, quotations),
            outer: outer(quotations),
            line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
            parentheses: memchr::memchr3_iter(b'(', b')', b'\n', text.as_bytes()).collect(),
            surnames: OnceCell::new(),
            sayings: Memo::default(),
            names: Memo::default(),
        }
    }

    /// The quotation that another stands in.
    pub fn around(&self, quotation: usize) -> Option<usize> {
        self.outer[quotation]
    }

    /// Whether a parenthesis is open at a byte, on its line.
    pub fn is_aside_at(&self, byte: usize) -> bool {
        let before = self.parentheses.partition_point(|&at| at < byte).checked_sub(1);
        before.is_some_and(|last| self.text.as_bytes()[self.parentheses[last]] == b'(')
    }

    /// Where the line of a byte starts. A break belongs to the line that it ends.
    pub fn line_start(&self, byte: usize) -> usize {
        let before = self.line_ends.partition_point(|&end| end < byte);
        before.checked_sub(1).map_or(0, |last| self.line_ends[last] + 1)
    }

    /// Where the line of a byte ends.
    pub fn line_end(&self, byte: usize) -> usize {
        let next = self.line_ends.partition_point(|&end| end < byte);
        self.line_ends.get(next).copied().unwrap_or(self.text.len())
    }

    /// The word as it is written; nothing behind the last.
    pub fn raw(&self, word: usize) -> &'t str {
        self.cuts.get(word).map_or("", |cut| cut.span.of(self.text))
    }

    pub fn small(&self, word: usize) -> String {
        self.raw(word).to_lowercase()
    }

    /// Whether the word ends a longer name elsewhere in the text.
    pub fn is_surname(&self, word: &str) -> bool {
        let ends = |at: &usize| {
            let first = self.raw(at - 1).starts_with(char::is_uppercase) && self.is_name(*at) && self.follows(*at);
            first && terms::is_first_name(self.raw(at - 1))
        };
        let surnames = || (1..self.cuts.len()).filter(ends).map(|at| self.raw(at)).collect();
        self.surnames.get_or_init(surnames).contains(word)
    }

    /// The innermost quotation that the word stands in.
    pub fn level(&self, word: usize) -> Option<usize> {
        self.inside.get(word).copied().flatten()
    }

    /// Whether a quotation starts or ends between a word and the one before it.
    pub fn crosses(&self, word: usize) -> bool {
        word.checked_sub(1)
            .is_none_or(|before| self.level(before) != self.level(word))
    }

    /// What stands between a word and the one before it.
    pub fn gap(&self, word: usize) -> &'t str {
        let start = word
            .checked_sub(1)
            .and_then(|before| self.cuts.get(before))
            .map_or(0, |cut| cut.span.end());
        let end = self.cuts.get(word).map_or(self.text.len(), |cut| cut.span.start());
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether nothing but white space, with one line break at most, parts the word from the one before.
    pub fn follows(&self, word: usize) -> bool {
        let gap = self.gap(word);
        word < self.cuts.len() && gap.chars().all(char::is_whitespace) && gap.matches('\n').count() < 2
    }

    /// Whether a comma alone stands before the word.
    pub fn follows_comma(&self, word: usize) -> bool {
        word < self.cuts.len() && self.gap(word).trim() == ","
    }

    pub fn span(&self, words: &Range<usize>) -> Span {
        self.cuts[words.start].span.cover(self.cuts[words.end - 1].span)
    }

    /// The first word that starts at this byte or later.
    pub fn word_at(&self, byte: usize) -> usize {
        self.cuts.partition_point(|cut| cut.span.start() < byte)
    }

    /// The words of a quotation, what it quotes included.
    pub fn words_of(&self, quotation: &Quoted) -> Range<usize> {
        let start = self.word_at(quotation.outer.start());
        start..self.word_at(quotation.outer.end()).max(start)
    }

    /// Whether a sentence, a paragraph or a list item starts with the word.
    pub fn starts_sentence(&self, word: usize) -> bool {
        let gap = self.gap(word);
        let opens = self.cuts.get(word).is_none_or(|cut| cut.opens_sentence);
        let stops = gap.contains(['.', '!', '?', '…', '•', ';']) && opens;
        let capital = self.raw(word).starts_with(char::is_uppercase);
        stops || gap.matches('\n').count() > 1 || gap.contains('\n') && (capital || opens)
    }

    /// The verb of speech that starts with a word; its words stand together.
    pub fn saying(&self, word: usize) -> Option<Saying> {
        self.sayings.of(word, || self.read_saying(word))
    }

    fn read_saying(&self, word: usize) -> Option<Saying> {
        const LONGEST: usize = 12;
        let mut words = vec![self.cuts.get(word)?.span.of(self.text)];
        for next in word + 1..self.cuts.len().min(word + LONGEST) {
            let joined = |letter: char| letter.is_whitespace() && letter != '\n' || fold::is_hyphen(letter);
            if !self.gap(next).chars().all(joined) || self.level(next) != self.level(word) {
                break;
            }
            words.push(self.raw(next));
        }
        saying::saying(&words)
    }

    /// Whether the word can be a verb with a subject.
    pub fn is_verb(&self, word: usize) -> bool {
        let finite = |reading: &Reading| {
            let tensed = reading
                .tenses()
                .any(|tense| matches!(tense, 'P' | 'Q' | 'J' | 'F' | 'C'));
            reading.part == Part::Verb && tensed
        };
        lexicon::readings(&self.small(word)).iter().any(finite)
    }

    /// Whether the word can be nothing but a verb with a subject.
    pub fn is_sure_verb(&self, word: usize) -> bool {
        let only = |reading: &Reading| reading.part == Part::Verb && !reading.is_participle();
        let small = self.raw(word).starts_with(char::is_lowercase);
        small && self.is_verb(word) && lexicon::readings(self.raw(word)).iter().all(only)
    }

    /// Whether the word is written as a name is.
    pub fn is_name(&self, word: usize) -> bool {
        let cut = self.cuts.get(word).filter(|cut| cut.kind == Kind::Word);
        cut.is_some() && names::shape(self.raw(word), false) == Shape::Name
    }

    /// Whether the full stop before the word ends a title or an initial: `M. Martin`, `J. Martin`.
    pub fn is_abbreviated(&self, word: usize) -> bool {
        let before = word.checked_sub(1).map_or("", |before| self.raw(before));
        let initial = before
            .split(fold::is_hyphen)
            .all(|part| part.trim_end_matches('.').chars().count() == 1);
        let short = terms::is_title(before) || initial && before.starts_with(char::is_uppercase);
        let signs = self.gap(word).trim();
        word < self.cuts.len()
            && (short && matches!(signs, "." | ".-" | ".‐" | ".‑") || before.ends_with('.') && signs.is_empty())
    }

    /// A name that starts with the word: words with a capital, a title before, particles between.
    pub fn name(&self, first: usize) -> Option<Range<usize>> {
        let end = self.names.of(first, || self.name_end(first))?;
        Some(first..end)
    }

    fn name_end(&self, first: usize) -> Option<usize> {
        let title = terms::is_title(self.raw(first));
        let mut end = first;
        while end < self.cuts.len() && end - first < LONGEST_NAME && self.level(end) == self.level(first) {
            let spaced = self
                .gap(end)
                .chars()
                .all(|letter| letter.is_whitespace() && letter != '\n');
            if !(end == first || spaced || self.is_abbreviated(end) || self.is_wrapped_name(end)) {
                break;
            }
            if first < end && terms::is_role_in_capitals(self.raw(end)) {
                break;
            }
            let mut next = end;
            while first < next && next < end + 3 && terms::is_particle(self.raw(next)) && self.follows(next + 1) {
                next += 1;
            }
            let particle = end < next && self.is_name(next);
            let capital = self.is_name(end) && !saying::is_subject_pronoun(self.raw(end));
            if !(capital || particle || end == first && title) {
                break;
            }
            end += 1;
        }
        if end == first || end == first + 1 && title {
            return None;
        }
        // `Quand Hérode fut mort`
        let may_open = end == first + 1 || self.cuts[first].opens_sentence && !title;
        (!may_open || !is_opening_word(self.raw(first))).then_some(end)
    }

    /// Whether a name goes on with the word on the next line of a wrapped text.
    fn is_wrapped_name(&self, word: usize) -> bool {
        const SHORTEST_LINE: usize = 60;
        let start = self.cuts[word].span.start();
        let long = || {
            self.text[start..self.line_end(start)]
                .chars()
                .nth(SHORTEST_LINE - 1)
                .is_some()
        };
        let wrapped = self.follows(word) && self.gap(word).contains('\n');
        wrapped && self.is_name(word) && !self.cuts[word].opens_sentence && long()
    }

    /// Words with an article or a number, up to a sign or a word that leads on: `le communiqué de
    /// l’alliance`, `les ministres de l’Économie et du Numérique`, `le directeur d’EFI Michel Balandier`.
    pub fn group(&self, first: usize) -> Option<Range<usize>> {
        if !(terms::is_article(self.raw(first)) || is_counter(&self.small(first))) {
            return None;
        }
        let mut end = first + 1;
        let mut completed = false;
        while end < self.cuts.len() && end - first < LONGEST_GROUP && self.level(end) == self.level(first) {
            let small = self.small(end);
            let capital = self.raw(end).starts_with(char::is_uppercase);
            let spaced = self.follows(end) && !(self.gap(end).contains('\n') && capital);
            if !(spaced || self.is_abbreviated(end)) {
                break;
            }
            let complement = terms::is_complement(&small);
            let and = small == "et" && completed && terms::is_complement(&self.small(end + 1));
            let inner = matches!(small.as_str(), "en" | "à" | "au" | "aux") && self.completes_role(end);
            if leads_on(&small) && !complement && !and && !inner || first + 1 < end && self.ends_group(end) {
                break;
            }
            completed |= complement;
            end += 1;
        }
        let hangs = |word: &str| leads_on(word) || terms::is_complement(word) || terms::is_article(word);
        while first + 1 < end && hangs(&self.small(end - 1)) {
            end -= 1;
        }
        (first + 1 < end).then_some(first..end)
    }

    /// The words that name a speaker, from one on: a name or a group, or two with *et* between.
    pub fn noun_phrase(&self, first: usize) -> Option<Range<usize>> {
        let mut words = self.name(first).or_else(|| self.group(first))?;
        if self.small(words.end) == "et" && self.follows(words.end) && self.follows(words.end + 1) {
            let next = words.end + 1;
            if let Some(other) = self.name(next).or_else(|| self.group(next)) {
                words.end = other.end;
            }
        }
        Some(words)
    }

    /// The words that name the speaker best: the name that a group is apposed to (`le ministre de
    /// l’Économie, Bruno Le Maire`), without what a lost line break has glued to it.
    pub fn speaker(&self, words: &Range<usize>) -> Span {
        let mut words = words.clone();
        let apposed = self.apposed(&words);
        if let Some(name) = apposed {
            words = name;
        }
        let start = self.cuts[words.start].span.start();
        let glued = words.clone().find_map(|word| {
            let (name, _) = terms::unglued(self.raw(word))?;
            Some(self.cuts[word].span.start() + name.len())
        });
        Span::new(start, glued.unwrap_or(self.cuts[words.end - 1].span.end()))
    }

    /// The name of the one that a group with an article tells of, behind its comma: `le maire, Jean Durand,`.
    pub fn apposed(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let group = terms::is_article(self.raw(words.start)) && self.follows_comma(words.end);
        // `sa cheffe, la docteure Ioana Dragomir`
        let article = usize::from(terms::is_article(self.raw(words.end)) && terms::is_role(self.raw(words.end + 1)));
        let name = self
            .name(words.end + 2 * article)
            .filter(|_| group && self.group(words.start).as_ref() == Some(words))?;
        let first = self.raw(name.start);
        let person = terms::is_first_name(first) || terms::is_title(first) || 1 < name.len();
        let acts = self.follows(name.end) && self.is_verb(name.end);
        let listed = self.small(name.end) == "et" && !self.has_role(words);
        (person && !acts && !listed).then_some(name)
    }

    /// Whether the words are a name, or say what somebody is.
    pub fn is_somebody(&self, words: &Range<usize>) -> bool {
        self.is_name(words.start) || terms::is_title(self.raw(words.start)) || self.has_role(words)
    }

    /// Whether the words are a group or an organisation that speaks: `la Commission`, `le syndicat`.
    pub fn is_house(&self, words: &Range<usize>) -> bool {
        words.clone().any(|word| self.is_name(word)) || words.clone().any(|word| terms::is_group(self.raw(word)))
    }

    pub fn has_role(&self, words: &Range<usize>) -> bool {
        words.clone().any(|word| terms::is_role(self.raw(word)))
    }

    /// Whether a small preposition belongs to a role: `ministre délégué à la Santé`, `chef en Europe`.
    fn completes_role(&self, word: usize) -> bool {
        let next = word + 1 + usize::from(terms::is_article(self.raw(word + 1)));
        let role = self.has_role(&(word.saturating_sub(6)..word));
        let person = self
            .name(next)
            .is_some_and(|name| 1 < name.len() && terms::is_first_name(self.raw(next)));
        // `l’adjointe aux finances`
        let contracted = matches!(self.small(word).as_str(), "au" | "aux") || self.small(next - 1) == "la";
        let office = terms::is_role(self.raw(word - 1)) && contracted && !self.is_name(next);
        office || role && self.is_name(next) && !person
    }

    /// Whether a participle or an adverb ends a group: `le ministre venu inaugurer`.
    fn ends_group(&self, word: usize) -> bool {
        let small = self.small(word);
        let readings = lexicon::readings(&small);
        let participle = |reading: &Reading| {
            reading.part == Part::Verb && (reading.is_participle() || reading.tenses().any(|tense| tense == 'G'))
        };
        let only = !readings.is_empty() && readings.iter().all(participle);
        saying::is_adverb(&small) || only && self.raw(word).starts_with(char::is_lowercase)
    }
}

/// What is known of some words. Those near many quotations are asked for each of them.
#[derive(Debug)]
struct Memo<T>(RefCell<HashMap<usize, T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Copy> Memo<T> {
    fn of(&self, word: usize, read: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.borrow().get(&word) {
            return *known;
        }
        let read = read();
        self.0.borrow_mut().insert(word, read);
        read
    }
}

/// For each word, the innermost quotation that it stands in: the one that starts last.
fn inside(cuts: &[Cut], quotations: &[Quoted]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let innermost = |cut: &Cut| {
        while let Some(quotation) = quotations.get(next).filter(|one| one.outer.start() <= cut.span.start()) {
            if cut.span.end() <= quotation.outer.end() {
                open.push(next);
            }
            next += 1;
        }
        while open
            .last()
            .is_some_and(|&last| quotations[last].outer.end() < cut.span.end())
        {
            open.pop();
        }
        open.last().copied()
    };
    cuts.iter().map(innermost).collect()
}

/// For each quotation, the one that it stands in.
fn outer(quotations: &[Quoted]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let outer = |(at, quotation): (usize, &Quoted)| {
        while open
            .last()
            .is_some_and(|&last| quotations[last].outer.end() < quotation.outer.end())
        {
            open.pop();
        }
        let outer = open.last().copied();
        open.push(at);
        outer.filter(|&outer| quotations[outer].depth + 1 == quotation.depth)
    };
    quotations.iter().enumerate().map(outer).collect()
}

/// Whether a word with a capital has it only because it opens a sentence.
pub fn is_opening_word(word: &str) -> bool {
    let readings = lexicon::readings(&word.to_lowercase());
    let has = |part: Part| readings.iter().any(|reading| reading.part == part);
    has(Part::Other) && !has(Part::Name) && lexicon::readings(word).iter().all(|reading| reading.part != Part::Name)
}

/// Whether a group of people may start with the word: `deux élus`, `plusieurs témoins`.
pub fn is_counter(word: &str) -> bool {
    matches!(
        word,
        "deux"
            | "trois"
            | "quatre"
            | "cinq"
            | "plusieurs"
            | "certains"
            | "certaines"
            | "quelques"
            | "beaucoup"
            | "nombre"
    )
}

/// Whether the word names a time: `samedi`, `mai`, `matin`.
pub fn is_time(word: &str) -> bool {
    const TIMES: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai \
        juin juillet août septembre octobre novembre décembre matin soir jour semaine mois an année lendemain \
        veille midi nuit après-midi instant moment fois surlendemain week-end heures jours ans";
    words::is_listed(TIMES, word)
}

/// Whether the word leads to when, where, how or to whom somebody spoke.
pub fn leads_aside(word: &str) -> bool {
    const PREPOSITIONS: &str = "à au aux dans lors en sur après avant devant depuis pendant chez auprès face \
        via par avec sans sous envers entre vers contre pour de du d’ d' dès durant jusqu’ parmi malgré derrière \
        à-propos";
    words::is_listed(PREPOSITIONS, word)
}

/// Whether the word leads from a speaker to when, where or how it spoke, or to another clause.
pub fn leads_on(word: &str) -> bool {
    const OTHERS: &str = "et ou mais qui que qu’ qu' dont où quand lorsque lorsqu’ puis car hier ici ce tout si \
        comme afin selon alors lundi mardi mercredi jeudi vendredi samedi dimanche ne n’ n' se s’ s' lui-même \
        elle-même";
    leads_aside(word) && !terms::is_complement(word) || words::is_listed(OTHERS, word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use crate::french::speech::phrase::Reader;
    use crate::french::words;
    use crate::text::quotation;

    proptest! {
        #[test]
        fn what_is_looked_up_is_what_a_walk_finds(text in "[a (\n)«»“”\"é.,]{0,60}") {
            let (cuts, quotations) = (words::cut(&text), quotation::quoted_spans(&text));
            let reader = Reader::new(&text, &cuts, &quotations);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let (before, after) = text.split_at(at);
                prop_assert_eq!(reader.line_start(at), before.rfind('\n').map_or(0, |end| end + 1));
                prop_assert_eq!(reader.line_end(at), after.find('\n').map_or(text.len(), |end| at + end));
                let open = before.rfind(['(', ')', '\n']).is_some_and(|last| text[last..].starts_with('('));
                prop_assert_eq!(reader.is_aside_at(at), open);
            }
            for (at, inner) in quotations.iter().enumerate() {
                let holds = |&outer: &usize| {
                    let (one, depth) = (quotations[outer].outer, quotations[outer].depth);
                    depth + 1 == inner.depth && one.start() <= inner.outer.start() && inner.outer.end() <= one.end()
                };
                prop_assert_eq!(reader.around(at), (0..at).rev().find(holds));
            }
            for (word, cut) in cuts.iter().enumerate() {
                let holds = |&at: &usize| {
                    let outer = quotations[at].outer;
                    outer.start() <= cut.span.start() && cut.span.end() <= outer.end()
                };
                prop_assert_eq!(reader.level(word), (0..quotations.len()).rev().find(holds));
            }
        }
    }
}
