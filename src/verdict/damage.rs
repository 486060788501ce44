//! Tells what a scanner did to the words of a source from what a quoter did.
//!
//! Words that differ are laid side by side letter by letter, at the cost of what scanners confuse, and
//! each word of the quote is held against the letters that stand for it. It was damaged where these are
//! no French word and could have been this one more likely than any other. Where both could be, the
//! quoter is asked, for a number, a negation or a name is too much to lose.

use std::ops::Range;

use crate::french::lexicon;
use crate::french::negation;
use crate::french::numbers;
use crate::matching::edit::{Edit, Step};
use crate::matching::locate::Candidate;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::text::confusion::{self, Fault, LETTER};
use crate::text::fold;
use crate::verdict::classify::{self, Classifier};
use crate::verdict::scan::Scan;
use crate::verdict::variation::{self, Likeness};

/// A quote beside a scan.
#[derive(Clone, Copy, Debug)]
pub struct Damage<'d> {
    pub pattern: &'d Pattern,
    pub source: &'d Prepared,
    pub scan: &'d Scan,
    pub classifier: Classifier<'d>,
}

/// Words read beyond the ends of a passage, where its first or last word may be damaged.
const BEYOND: usize = 3;

/// A word that another one is likelier to have been by so much, in tenths of a letter, is not the one meant.
const LIKELIER: u32 = 7;
/// A number, negation or name that another of its kind comes so near to may be that other.
const AS_LIKELY: u32 = 3;

impl Damage<'_> {
    /// The candidate with what is damage told from what is change; nothing where none is damage.
    pub fn explain(&self, candidate: &Candidate) -> Option<Candidate> {
        let mut edits: Vec<Edit> = Vec::with_capacity(candidate.edits.len());
        let mut damaged = false;
        let mut at = 0;
        while at < candidate.edits.len() {
            let run = candidate.edits[at..].iter().take_while(|edit| self.differs(edit)).count();
            if run == 0 {
                edits.push(candidate.edits[at].clone());
                at += 1;
                continue;
            }
            let old = &candidate.edits[at..at + run];
            let open = (at == 0, at + run == candidate.edits.len());
            match self.read_run(old, open) {
                Some(new) => {
                    damaged = true;
                    edits.extend(new);
                }
                None => edits.extend(old.iter().cloned()),
            }
            at += run;
        }
        let stands = |edit: &&Edit| !edit.passage.is_empty();
        let first = edits.iter().find(stands)?.passage.start;
        let last = edits.iter().rev().find(stands)?.passage.end;
        damaged.then_some(Candidate {
            passage: first..last,
            edits,
            cost: candidate.cost,
        })
    }

    fn differs(&self, edit: &Edit) -> bool {
        match edit.step {
            Step::Same | Step::Joined => {
                let quote = self.quote().span(edit.quote.clone()).of(self.quote().text());
                let passage = self.source.span(edit.passage.clone()).of(self.source.text());
                variation::compare_words(quote, passage) == Likeness::Unlike
            }
            _ => !self.pattern.announces(edit),
        }
    }

    fn quote(&self) -> &Prepared {
        self.pattern.words()
    }

    /// Reads words that differ anew, letter by letter; nothing where no damage explains any of them.
    fn read_run(&self, run: &[Edit], open: (bool, bool)) -> Option<Vec<Edit>> {
        let (first, last) = (run.first()?, run.last()?);
        let words = first.quote.start..last.quote.end;
        let mut passage = first.passage.start..last.passage.end;
        let count = self.quote().words().len();
        let open = (
            open.0 && self.pattern.gap(0) == Gap::Closed && !words.is_empty(),
            open.1 && self.pattern.gap(count) == Gap::Closed && !words.is_empty(),
        );
        if open.0 {
            passage.start = passage.start.saturating_sub(BEYOND);
        }
        if open.1 {
            passage.end = (passage.end + BEYOND).min(self.source.words().len());
        }
        let groups = self.groups(words, passage, open);
        if !groups.iter().any(|group| !group.is_same() && self.is_damaged(group)) {
            return None;
        }
        Some(groups.iter().flat_map(|group| self.edits(group)).collect())
    }

    fn edits(&self, group: &Group) -> Vec<Edit> {
        let (words, tokens) = (group.words(), group.tokens.clone());
        let edit = |step: Step, quote: Range<usize>, passage: Range<usize>| Edit { step, quote, passage };
        if group.is_same() {
            return vec![edit(Step::Same, words, tokens)];
        }
        if self.is_damaged(group) {
            return vec![edit(Step::Damaged, words, tokens)];
        }
        let pairs = words.len().min(tokens.len());
        let mut edits: Vec<Edit> = (0..pairs)
            .map(|at| {
                let (word, token) = (words.start + at, tokens.start + at);
                let same = self.quote().key(word) == self.source.key(token);
                let step = if same { Step::Same } else { Step::Replaced };
                edit(step, word..word + 1, token..token + 1)
            })
            .collect();
        let (word, token) = (words.start + pairs, tokens.start + pairs);
        edits.extend((word..words.end).map(|at| edit(Step::Added, at..at + 1, token..token)));
        if token < tokens.end {
            edits.push(edit(Step::Dropped, words.end..words.end, token..tokens.end));
        }
        edits
    }

    /// The words of the quote with the words of the source that their letters stand in, each group as
    /// small as can be.
    fn groups(&self, words: Range<usize>, passage: Range<usize>, open: (bool, bool)) -> Vec<Group> {
        let quote = self.quote();
        let (mut meant, mut owners): (Vec<char>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
        for word in words.clone() {
            if !meant.is_empty() {
                meant.push(' ');
                owners.push(None);
            }
            for (letter, _) in confusion::letters(quote.raw(word)) {
                meant.push(letter);
                owners.push(Some(word));
            }
        }
        let span = self.source.span(passage.clone());
        let read = confusion::letters(span.of(self.source.text()));
        let token_at = |byte: usize| {
            let byte = span.start() + byte;
            passage
                .clone()
                .find(|&token| self.source.words()[token].span.start() <= byte && byte < self.source.words()[token].span.end())
        };
        let tokens: Vec<Option<usize>> = read.iter().map(|&(_, byte)| token_at(byte)).collect();
        let letters: Vec<char> = read.iter().map(|&(letter, _)| letter).collect();
        let steps = confusion::align(&meant, &letters, open);

        let mut slices: Vec<Slice> = words.clone().map(Slice::of).collect();
        let mut strays: Vec<(usize, usize)> = Vec::new();
        for step in &steps {
            let owner = owners[step.meant.clone()].iter().flatten().next();
            match owner {
                Some(&word) => slices[word - words.start].push(step, &meant, &letters, &tokens),
                None if step.fault == Fault::None => {}
                None => strays.extend(
                    step.read
                        .clone()
                        .filter_map(|at| Some((at, tokens[at]?))),
                ),
            }
        }
        // A letter put in belongs to a word that has its token, to the one before it rather.
        for (at, token) in strays {
            let starts = |slice: &Slice| slice.read.first().is_some_and(|&(first, _)| first < at);
            let held = |slice: &&mut Slice| slice.tokens.contains(&token);
            let before = slices.iter().rposition(|slice| starts(slice) && slice.tokens.contains(&token));
            match before {
                Some(holder) => slices[holder].stray(at, letters[at]),
                None => slices.iter_mut().filter(held).take(1).for_each(|slice| slice.stray(at, letters[at])),
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        for slice in slices {
            let at = slice.tokens.clone();
            match groups.last_mut() {
                Some(group) if !at.is_empty() && at.start < group.tokens.end => {
                    group.tokens.end = group.tokens.end.max(at.end);
                    group.slices.push(slice);
                }
                Some(group) if at.is_empty() => {
                    let end = group.tokens.end;
                    groups.push(Group { tokens: end..end, start: slice.word, slices: vec![slice] });
                }
                _ => {
                    let tokens = if at.is_empty() { passage.start..passage.start } else { at };
                    groups.push(Group { tokens, start: slice.word, slices: vec![slice] });
                }
            }
        }
        self.with_lone(groups, words, passage, open)
    }

    /// Puts the words of the source that no letter stands for between the groups.
    fn with_lone(
        &self,
        groups: Vec<Group>,
        words: Range<usize>,
        passage: Range<usize>,
        open: (bool, bool),
    ) -> Vec<Group> {
        if groups.iter().all(|group| group.tokens.is_empty()) {
            // No letter in common: nothing of this run is read.
            let slices = groups.into_iter().flat_map(|group| group.slices).collect();
            let tokens = if open.0 || open.1 { passage.start..passage.start } else { passage };
            return vec![Group { tokens, start: words.start, slices }];
        }
        let mut all: Vec<Group> = Vec::new();
        let mut next = if open.0 {
            groups.iter().find(|group| !group.tokens.is_empty()).map_or(passage.start, |group| group.tokens.start)
        } else {
            passage.start
        };
        let mut word = words.start;
        for mut group in groups {
            if group.tokens.is_empty() {
                group.tokens = next..next;
            }
            if next < group.tokens.start {
                all.push(Group::lone(word, next..group.tokens.start));
            }
            next = group.tokens.end;
            word = group.words().end;
            all.push(group);
        }
        if !open.1 && next < passage.end {
            all.push(Group::lone(word, next..passage.end));
        }
        all
    }

    fn is_damaged(&self, group: &Group) -> bool {
        if group.slices.is_empty() {
            return self.is_noise(&group.tokens);
        }
        if group.tokens.is_empty() {
            return group.slices.iter().all(|slice| self.is_lost(slice, group.tokens.start));
        }
        group.slices.iter().all(|slice| self.is_misread(slice, group))
    }

    /// Whether words of the source are specks: no letters, single letters that are no words, or whole
    /// lines that are a running head or the number of a page.
    fn is_noise(&self, tokens: &Range<usize>) -> bool {
        let speck = |token: usize| {
            let raw = self.source.raw(token);
            let letters = raw.chars().filter(|letter| letter.is_alphanumeric()).count();
            letters == 0 || letters == 1 && !raw.contains(|letter: char| letter.is_ascii_digit()) && !is_one_letter_word(raw)
        };
        tokens.clone().all(speck) || self.is_running_head(tokens)
    }

    fn is_running_head(&self, tokens: &Range<usize>) -> bool {
        const LONGEST: usize = 10;
        let line = |gap: usize| self.source.gap(gap).of(self.source.text()).contains('\n');
        if tokens.is_empty() || LONGEST < tokens.len() || !line(tokens.start) || !line(tokens.end) {
            return false;
        }
        let head = |token: usize| {
            let raw = self.source.raw(token);
            let small = raw.contains(char::is_lowercase);
            !small || !lexicon::is_form(raw)
        };
        tokens.clone().all(head)
    }

    /// Whether a word that stands nowhere is one that a scanner loses: of a letter or two, where it has left a trace.
    fn is_lost(&self, slice: &Slice, gap: usize) -> bool {
        const LONGEST: usize = 2;
        let raw = self.quote().raw(slice.word);
        let letters = raw.chars().filter(|letter| letter.is_alphanumeric()).count();
        if LONGEST < letters || self.is_grave(slice.word) {
            return false;
        }
        let gap = self.source.gap(gap).of(self.source.text());
        let usual = |sign: char| {
            sign.is_whitespace() || fold::is_dash(sign) || fold::is_apostrophe(sign) || fold::is_quotation_mark(sign)
                || matches!(sign, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')')
        };
        gap.contains("  ") || gap.contains(|sign| !usual(sign))
    }

    /// Whether the letters read may be the scan of a word of the quote, and of no other.
    fn is_misread(&self, slice: &Slice, group: &Group) -> bool {
        if slice.cost() == 0 {
            return !slice.read.is_empty();
        }
        let raw = self.quote().raw(slice.word);
        let read: String = slice.letters().filter(|letter| letter.is_alphanumeric() || *letter == '\'').collect();
        let written = if group.tokens.len() == 1 { self.source.raw(group.tokens.start) } else { &read };
        let whole = group.slices.len() == 1;
        if whole && self.is_known(written, &read, slice.word) {
            return self.is_likely_confusion(slice, written);
        }
        let numeric = is_numeric(raw) || is_numeric(&read);
        if numeric && (0 < slice.letter_faults() || is_numeric(raw) == is_numeric(&read)) {
            return false;
        }
        if LETTER.max(4 * slice.length as u32) < slice.cost() {
            return false;
        }
        let attested = 0 < self.scan.uses(self.quote().key(slice.word));
        let named = self.classifier.is_name(self.quote(), slice.word);
        if (named || !lexicon::is_form(raw)) && !attested {
            return slice.letter_faults() == 0;
        }
        !self.is_likelier_other(slice, raw)
    }

    /// Whether the word that is read is one of its own.
    fn is_known(&self, written: &str, read: &str, word: usize) -> bool {
        if read.chars().count() == 1 {
            return is_one_letter_word(read);
        }
        let uses = self.scan.uses(&fold::key(written));
        lexicon::is_form(written) || 3 <= uses && self.scan.uses(self.quote().key(word)) < uses && written.starts_with(char::is_uppercase)
    }

    /// Whether one French word is the scan of another: by a lost accent, or one confusion known of
    /// scanners that this one shows elsewhere.
    fn is_likely_confusion(&self, slice: &Slice, written: &str) -> bool {
        let faults: Vec<&Misreading> = slice.faults.iter().filter(|one| one.fault != Fault::None).collect();
        let accents = faults.iter().all(|one| one.fault == Fault::LostAccent);
        if accents {
            return self.scan.loses_accents();
        }
        if self.is_grave(slice.word) || is_numeric(written) || negation::denial(&fold::key(written), true).is_some() {
            return false;
        }
        let lone = faults.iter().filter(|one| one.fault == Fault::Confused).count() == 1;
        let fair = faults.iter().all(|one| match one.fault {
            Fault::LostAccent => self.scan.loses_accents(),
            Fault::Confused => confusion::is_classic(&one.meant, &one.read) && self.scan.shows(&one.meant, &one.read),
            _ => false,
        });
        lone && fair
    }

    /// Whether another French word is likelier than the quote's to have been read so.
    fn is_likelier_other(&self, slice: &Slice, raw: &str) -> bool {
        let cost = slice.cost();
        let grave = self.is_grave(slice.word);
        let within = if grave { cost + AS_LIKELY } else { cost.saturating_sub(LIKELIER) };
        if !grave && cost < LIKELIER {
            return false;
        }
        let own = fold::key(raw);
        let others = lexicon::misread_as(&slice.letters().collect::<Vec<char>>(), within);
        let mut others = others.iter().filter(|(form, _)| fold::key(form) != own);
        if grave {
            let kind = |form: &str| (is_numeric(form), negation::denial(&fold::key(form), true).is_some());
            let same = kind(raw);
            return others.any(|(form, price)| price + LIKELIER <= cost || kind(form) == same);
        }
        others.next().is_some()
    }

    /// Whether a word is a number or a negation, which nobody may lose.
    fn is_grave(&self, word: usize) -> bool {
        let key = self.quote().key(word);
        classify::is_number(self.quote(), word) || negation::denial(key, true).is_some() || negation::is_ne(key)
    }
}

fn is_numeric(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_alphabetic()) && word.contains(|letter: char| letter.is_ascii_digit())
        || numbers::is_number_word(word)
}

fn is_one_letter_word(word: &str) -> bool {
    matches!(word, "a" | "A" | "à" | "À" | "y" | "Y" | "ô" | "Ô")
}

/// A word of the quote and the letters of the source that stand for it.
struct Slice {
    word: usize,
    /// Letters of the word.
    length: usize,
    /// Words of the source that the letters stand in.
    tokens: Range<usize>,
    /// With their place among the letters read.
    read: Vec<(usize, char)>,
    faults: Vec<Misreading>,
}

struct Misreading {
    fault: Fault,
    cost: u32,
    meant: Vec<char>,
    read: Vec<char>,
}

impl Slice {
    fn of(word: usize) -> Self {
        Self {
            word,
            length: 0,
            tokens: 0..0,
            read: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn push(&mut self, step: &confusion::Step, meant: &[char], read: &[char], tokens: &[Option<usize>]) {
        self.length += meant[step.meant.clone()].iter().filter(|letter| letter.is_alphanumeric()).count();
        self.read.extend(step.read.clone().map(|at| (at, read[at])));
        for token in tokens[step.read.clone()].iter().flatten() {
            self.tokens = if self.tokens.is_empty() { *token..token + 1 } else { self.tokens.start..self.tokens.end.max(token + 1) };
        }
        self.faults.push(Misreading {
            fault: step.fault,
            cost: step.cost,
            meant: meant[step.meant.clone()].to_vec(),
            read: read[step.read.clone()].to_vec(),
        });
    }

    fn letters(&self) -> impl Iterator<Item = char> {
        self.read.iter().map(|&(_, letter)| letter)
    }

    fn stray(&mut self, at: usize, letter: char) {
        let (cost, fault) = confusion::put_in(letter);
        let place = self.read.partition_point(|&(other, _)| other < at);
        self.read.insert(place, (at, letter));
        self.faults.push(Misreading { fault, cost, meant: Vec::new(), read: vec![letter] });
    }

    fn cost(&self) -> u32 {
        self.faults.iter().map(|fault| fault.cost).sum()
    }

    fn letter_faults(&self) -> usize {
        self.faults.iter().filter(|fault| fault.fault == Fault::Letter).count()
    }
}

/// Words of the quote and words of the source that answer to each other and to nothing beside them.
struct Group {
    tokens: Range<usize>,
    slices: Vec<Slice>,
    start: usize,
}

impl Group {
    fn lone(start: usize, tokens: Range<usize>) -> Self {
        Self { tokens, slices: Vec::new(), start }
    }

    /// Whether it is one word on both sides, and the same.
    fn is_same(&self) -> bool {
        self.slices.len() == 1 && self.tokens.len() == 1 && self.slices[0].cost() == 0 && !self.slices[0].read.is_empty()
    }

    fn words(&self) -> Range<usize> {
        match (self.slices.first(), self.slices.last()) {
            (Some(first), Some(last)) => first.word..last.word + 1,
            _ => self.start..self.start,
        }
    }
}
