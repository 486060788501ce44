//! From the edits between quote and passage to classed changes and a verdict.

use std::ops::Range;

use crate::french::names::{self, NameCensus, OddForm, Shape};
use crate::french::negation::{self, Denial};
use crate::french::numbers;
use crate::french::speech;
use crate::french::words::{self, Kind as WordKind};
use crate::matching::align;
use crate::matching::edit::{Edit, Step};
use crate::matching::locate::Candidate;
use crate::matching::pattern::{Gap, Mark, Pattern, Sign};
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;
use crate::verdict::change::{Change, Class, Operation, Slip};
use crate::verdict::cut;
use crate::verdict::variation::{self, Kind, Likeness, Variation};

/// What is true of a quote. Exactly one for each quote; what was skipped never passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Same words, written the same.
    Verbatim,
    /// Differs only in ways that do not count.
    Typographic,
    /// Differs only by marks used as convention allows.
    Adapted,
    /// Stands there, and differs in ways that count.
    Altered,
    /// Fine, but in another source than the one cited.
    Misplaced,
    /// Nothing close enough anywhere.
    Absent,
    /// Nothing could be compared.
    Unchecked,
}

impl Verdict {
    /// All verdicts, in the order of reports.
    pub const ALL: [Verdict; 7] = [
        Verdict::Verbatim,
        Verdict::Typographic,
        Verdict::Adapted,
        Verdict::Altered,
        Verdict::Misplaced,
        Verdict::Absent,
        Verdict::Unchecked,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Typographic => "typographic",
            Verdict::Adapted => "adapted",
            Verdict::Altered => "altered",
            Verdict::Misplaced => "misplaced",
            Verdict::Absent => "absent",
            Verdict::Unchecked => "unchecked",
        }
    }

    /// Whether the quoter may leave it as it is.
    pub fn is_fine(self) -> bool {
        matches!(self, Verdict::Verbatim | Verdict::Typographic | Verdict::Adapted)
    }
}

/// An odd form of a name that the quote repeats from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Bytes of the decoded quote.
    pub quote: Span,
    /// Bytes of the decoded source.
    pub passage: Span,
    pub form: OddForm,
}

/// A quote read against one place of a source.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Verbatim, typographic, adapted or altered.
    pub verdict: Verdict,
    /// Bytes of the decoded source, without outer marks that the quote has not.
    pub passage: Span,
    /// The pieces of the passage that the quote keeps: cuts and what insertions replace are between.
    pub segments: Vec<Span>,
    pub changes: Vec<Change>,
    pub variations: Vec<Variation>,
    pub repeats: Vec<Repeat>,
    /// Marks of the pattern that say *sic* of words which do not stand so in the source.
    pub false_sics: Vec<usize>,
    /// What goes on in the source where the quote stops too early.
    pub truncation: Option<Truncation>,
    /// Thousandths of the folded characters that need no edit, rounded down.
    pub similarity: u32,
    /// Words of the source before and after, where the context of the quote is looked for.
    words: Range<usize>,
    cost: u32,
}

/// A quote that stops before the words that its own need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truncation {
    pub kind: Stop,
    /// The words of the source that follow.
    pub next: Span,
}

/// How a quote stops too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A full stop, and the source's sentence goes on.
    Sentence,
    /// Inside a negation: its other half stands outside.
    Negation,
    /// Before a condition or an exception; with a full stop, as if there were none.
    Condition { stopped: bool },
}

impl Reading {
    /// Fewer and less grave changes first. Never depends on configuration.
    pub fn score(&self) -> (u32, usize, u32, usize) {
        let gravity = self.changes.iter().map(|change| change.class.rank()).sum();
        (gravity, self.changes.len(), self.cost, self.variations.len())
    }
}

/// What a quote is against one source.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The place chosen.
    pub reading: Reading,
    /// All places as good as the chosen one, it included, in the order of the text.
    pub places: Vec<Span>,
    /// Another wording of the same statement, where the chosen one is altered.
    pub near: Option<Reading>,
}

/// A passage costing at most this share of the quote's weight, in percent, is another wording.
const NEAR_SHARE: u32 = 35;

/// Reads the quote at every candidate place and chooses the place with the fewest and least grave
/// changes, then the one whose surroundings fit `prefix` and `suffix` best, then the first.
pub fn judge(
    pattern: &Pattern,
    source: &Prepared,
    candidates: &[Candidate],
    context: Context,
    census: &NameCensus,
) -> Option<Judgement> {
    let readings: Vec<Reading> = candidates
        .iter()
        .map(|candidate| read(pattern, source, candidate, census))
        .collect();
    let least = readings.iter().map(Reading::score).min()?;
    let (best, rest): (Vec<Reading>, Vec<Reading>) = readings.into_iter().partition(|reading| reading.score() == least);
    let fit = |reading: &Reading| context.fit(source, &reading.words);
    let fittest = best.iter().map(fit).max()?;
    let best: Vec<Reading> = best.into_iter().filter(|reading| fit(reading) == fittest).collect();
    let mut places: Vec<Span> = best.iter().map(|reading| reading.passage).collect();
    places.sort_unstable();
    let reading = best.into_iter().min_by_key(|reading| reading.passage)?;
    let quote = pattern.words();
    let total: u32 = (0..quote.words().len()).map(|at| align::weight(quote.key(at))).sum();
    let near = rest
        .into_iter()
        .filter(|other| other.cost * 100 <= total * NEAR_SHARE)
        .min_by_key(Reading::score);
    let near = near.filter(|_| reading.verdict == Verdict::Altered);
    Some(Judgement { reading, places, near })
}

/// What stands before and after a quote, as the annotator gave it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'q> {
    pub prefix: Option<&'q Prepared>,
    pub suffix: Option<&'q Prepared>,
}

impl Context<'_> {
    /// How many words next to the passage are those of the context.
    fn fit(self, source: &Prepared, passage: &Range<usize>) -> usize {
        let before = self.prefix.map_or(0, |prefix| {
            let quoted = (0..prefix.words().len()).rev();
            let sourced = (0..passage.start).rev();
            quoted
                .zip(sourced)
                .take_while(|&(one, other)| prefix.key(one) == source.key(other))
                .count()
        });
        let after = self.suffix.map_or(0, |suffix| {
            let quoted = 0..suffix.words().len();
            let sourced = passage.end..source.words().len();
            quoted
                .zip(sourced)
                .take_while(|&(one, other)| suffix.key(one) == source.key(other))
                .count()
        });
        before + after
    }
}

/// Reads a quote at one place.
pub fn read(pattern: &Pattern, source: &Prepared, candidate: &Candidate, census: &NameCensus) -> Reading {
    let quote = pattern.words();
    let mut reader = Reader {
        pattern,
        quote,
        source,
        edits: &candidate.edits,
        passage: candidate.passage.clone(),
        census,
        changes: Vec::new(),
        variations: Vec::new(),
        repeats: Vec::new(),
        left_out: Vec::new(),
    };
    reader.read_edits();
    let passage = reader.read_ends(source.span(candidate.passage.clone()), &candidate.passage);
    reader.find_moves();
    let false_sics = reader.false_sics();
    let truncation = reader.truncation();
    let segments = reader.segments(passage);
    let Reader {
        changes,
        variations,
        repeats,
        left_out,
        ..
    } = reader;
    let marked = !pattern.marks().is_empty() || !left_out.is_empty();
    let verdict = match (changes.is_empty(), marked, variations.is_empty()) {
        (false, _, _) => Verdict::Altered,
        (true, true, _) => Verdict::Adapted,
        (true, false, false) => Verdict::Typographic,
        (true, false, true) => Verdict::Verbatim,
    };
    Reading {
        verdict,
        passage,
        segments,
        changes,
        variations,
        repeats,
        false_sics,
        truncation,
        similarity: similarity(quote, source, candidate),
        words: candidate.passage.clone(),
        cost: candidate.cost,
    }
}

struct Reader<'r> {
    pattern: &'r Pattern,
    quote: &'r Prepared,
    source: &'r Prepared,
    edits: &'r [Edit],
    passage: Range<usize>,
    census: &'r NameCensus,
    changes: Vec<Change>,
    variations: Vec<Variation>,
    repeats: Vec<Repeat>,
    /// Words of the source that convention lets the quote leave out.
    left_out: Vec<Range<usize>>,
}

/// Words of the quote beside words of the source.
#[derive(Clone, Debug, Default)]
struct Region {
    quote: Range<usize>,
    passage: Range<usize>,
}

impl Reader<'_> {
    /// Equal words one by one, and each run of words that differ as one region.
    fn read_edits(&mut self) {
        let mut at = 0;
        while at < self.edits.len() {
            let edit = &self.edits[at];
            if matches!(edit.step, Step::Same | Step::Joined) {
                self.read_gap(at);
                self.read_pair(edit);
                at += 1;
                continue;
            }
            if self.pattern.announces(edit) {
                self.read_announced(edit);
                at += 1;
                continue;
            }
            let differs = |edit: &&Edit| self.is_difference(edit);
            let length = self.edits[at..].iter().take_while(differs).count();
            self.read_region(at..at + length);
            at += length;
        }
    }

    /// Whether an edit is a difference that no mark announces.
    fn is_difference(&self, edit: &Edit) -> bool {
        !matches!(edit.step, Step::Same | Step::Joined) && !self.pattern.announces(edit)
    }

    /// Words that a cut leaves out or an insertion replaces: fair, unless they were needed.
    fn read_announced(&mut self, edit: &Edit) {
        self.left_out.push(edit.passage.clone());
        let cut = self.pattern.gap(edit.quote.start) == Gap::Cut;
        let wanted = if cut { Sign::Cut } else { Sign::Insertion };
        let marks = self.pattern.marks();
        let at = marks
            .iter()
            .position(|mark| mark.sign == wanted && mark.word == edit.quote.start);
        let fault = match at.map(|at| &marks[at]) {
            Some(mark) if !cut => {
                let insertion = Prepared::new(Decoded::slice(&mark.text, 0));
                let named = edit
                    .passage
                    .clone()
                    .filter(|&word| self.is_name(self.source, word))
                    .count();
                let class = cut::rewritten(self.source, &edit.passage, &insertion, named);
                class.map(|class| (class, edit.passage.clone()))
            }
            _ => cut::hidden(self.source, &edit.passage, &self.passage),
        };
        let Some((class, words)) = fault else { return };
        self.changes.push(Change {
            class,
            operation: if cut || class != Class::Word {
                Operation::Dropped
            } else {
                Operation::Replaced
            },
            quote: self.quote.span(edit.quote.clone()),
            passage: self.source.span(words),
            slip: None,
            mark: at,
        });
    }

    /// The letters in brackets that a word of the quote has.
    fn letters(&self, word: usize) -> Option<&Mark> {
        let span = self.quote.words()[word].span;
        let within = |mark: &&Mark| span.start() <= mark.at.start() && mark.at.end() <= span.end();
        self.pattern
            .marks()
            .iter()
            .filter(|mark| mark.sign == Sign::Letters)
            .find(within)
    }

    /// Whether a word differs from the source's only in the letters that brackets announce: an ending.
    fn is_announced_in_letters(&self, region: &Region) -> bool {
        if region.quote.len() != 1 || region.passage.len() != 1 {
            return false;
        }
        let Some(mark) = self.letters(region.quote.start) else {
            return false;
        };
        let word = self.quote.words()[region.quote.start].span;
        let text = self.quote.text();
        let (before, after) = (
            Span::new(word.start(), mark.at.start()),
            Span::new(mark.at.end(), word.end()),
        );
        let source = self.source.key(region.passage.start);
        let (before, after) = (fold::key(before.of(text)), fold::key(after.of(text)));
        // A first letter may change its case only, which makes no other key.
        !before.is_empty() && source.starts_with(&before) && source.ends_with(&after)
    }

    fn read_pair(&mut self, edit: &Edit) {
        let quote = self.quote.span(edit.quote.clone());
        let passage = self.source.span(edit.passage.clone());
        match variation::compare_words(quote.of(self.quote.text()), passage.of(self.source.text())) {
            Likeness::Alike(kinds) => {
                if kinds.contains(&Kind::Case) && self.is_other_unit(edit) {
                    let region = Region::of(std::slice::from_ref(edit));
                    return self.change(Class::Unit, region);
                }
                self.vary(&kinds, quote, passage);
                if edit.step == Step::Same {
                    self.find_repeat(edit, quote, passage);
                }
            }
            Likeness::Unlike => {
                let region = Region {
                    quote: edit.quote.clone(),
                    passage: edit.passage.clone(),
                };
                if self.is_announced_in_letters(&region) {
                    return;
                }
                let same_number = numbers::same_quantity(quote.of(self.quote.text()), passage.of(self.source.text()));
                if same_number {
                    return self.vary(&[Kind::Number], quote, passage);
                }
                let class = match self.class(&region) {
                    Class::Word => Class::Spelling,
                    graver => graver,
                };
                self.change(class, region);
            }
        }
    }

    /// Whether two units after a number differ by a letter whose case is their meaning: `mW`, `MW`.
    fn is_other_unit(&self, edit: &Edit) -> bool {
        let (quote, passage) = (edit.quote.start, edit.passage.start);
        let one = self.quote.raw(quote);
        let other = self.source.raw(passage);
        let telling = one
            .chars()
            .zip(other.chars())
            .any(|(one, other)| one != other && matches!(one, 'm' | 'M' | 'b' | 'B'));
        let short = one.len() == other.len() && one.len() <= 3 && !one.contains('€');
        edit.step == Step::Same && telling && short && is_number_at(self.source, passage, 1)
    }

    fn vary(&mut self, kinds: &[Kind], quote: Span, passage: Span) {
        self.variations
            .extend(kinds.iter().map(|&kind| Variation { kind, quote, passage }));
    }

    fn find_repeat(&mut self, edit: &Edit, quote: Span, passage: Span) {
        if !self.is_name(self.source, edit.passage.start) {
            return;
        }
        let form = self.census.odd_form(self.source.key(edit.passage.start));
        let marked = |mark: &Mark| mark.sign == Sign::Sic && mark.word == edit.quote.end;
        if self.pattern.marks().iter().any(marked) {
            return;
        }
        self.repeats.extend(form.map(|form| Repeat { quote, passage, form }));
    }

    /// What stands before a pair of equal words, where equal words stand before that too.
    fn read_gap(&mut self, at: usize) {
        let Some(before) = at.checked_sub(1).map(|before| &self.edits[before]) else {
            return;
        };
        let boundary = self.edits[at].quote.start;
        if !matches!(before.step, Step::Same | Step::Joined) || self.pattern.gap(boundary) != Gap::Closed {
            return;
        }
        let marked = self
            .pattern
            .marks()
            .iter()
            .any(|mark| mark.word == boundary && mark.at.is_empty());
        let quote = self.quote.gap(self.edits[at].quote.start);
        let passage = self.source.gap(self.edits[at].passage.start);
        let (quoted, sourced) = (quote.of(self.quote.text()), passage.of(self.source.text()));
        let dash = |gap: &str| gap.contains(fold::is_dash);
        let only = |gap: &str| gap.chars().all(|sign| sign.is_whitespace() || fold::is_dash(sign));
        let number = self.source.words()[self.edits[at].passage.start].kind == WordKind::Number;
        if number && dash(quoted) != dash(sourced) && only(quoted) && only(sourced) {
            // A dash before a number may be its minus: losing it is no matter of typography.
            return self.changes.push(Change {
                class: Class::Sign,
                operation: if dash(quoted) {
                    Operation::Added
                } else {
                    Operation::Dropped
                },
                quote,
                passage,
                slip: None,
                mark: None,
            });
        }
        let numbered = |text: &Prepared, word: usize| text.words()[word].kind == WordKind::Number;
        let after = self.edits[at].passage.start;
        let joins = |gap: &str| gap.trim() == "/" || gap.trim() == ":";
        if joins(quoted) != joins(sourced) && numbered(self.source, after) && numbered(self.source, after - 1) {
            // A fraction or an hour is not two numbers.
            return self.changes.push(Change {
                class: Class::Number,
                operation: Operation::Replaced,
                quote,
                passage,
                slip: None,
                mark: None,
            });
        }
        let mut kinds = variation::compare_gaps(quoted, sourced, true);
        // A mark taken out leaves its spaces.
        kinds.retain(|kind| !(marked && *kind == Kind::Space));
        self.vary(&kinds, quote, passage);
    }

    fn read_region(&mut self, edits: Range<usize>) {
        let all = Region::of(&self.edits[edits.clone()]);
        let spans = (
            self.quote.span(all.quote.clone()),
            self.source.span(all.passage.clone()),
        );
        if all.quote.is_empty() && self.is_incise(&all.passage) {
            return self.left_out.push(all.passage);
        }
        if let Some(kind) = self.variation_of(&edits, &all) {
            return self.vary(&[kind], spans.0, spans.1);
        }
        let mut open: Option<Region> = None;
        for at in edits {
            let edit = &self.edits[at];
            let region = Region::of(std::slice::from_ref(edit));
            if edit.step == Step::Replaced && self.is_announced_in_letters(&region) {
                self.close(open.take());
                continue;
            }
            if edit.step == Step::Replaced && self.is_tight(&region) {
                self.close(open.take());
                if let Some(kind) = self.variation_of(&(at..at + 1), &region) {
                    let spans = (self.quote.span(region.quote), self.source.span(region.passage));
                    self.vary(&[kind], spans.0, spans.1);
                } else {
                    self.change(self.class(&region), region);
                }
                continue;
            }
            open = Some(match open {
                Some(open) => open.and(&region),
                None => region,
            });
        }
        self.close(open);
    }

    fn close(&mut self, region: Option<Region>) {
        if let Some(region) = region {
            self.change(self.class(&region), region);
        }
    }

    /// Whether two words that differ answer to each other and to nothing beside them.
    fn is_tight(&self, region: &Region) -> bool {
        let (quote, source) = (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        );
        let number = |text: &Prepared, at: usize| is_number(text, at);
        let numbers = number(self.quote, region.quote.start) && number(self.source, region.passage.start);
        numbers
            || align::is_close(
                align::distance(quote, source),
                quote.chars().count().max(source.chars().count()),
            )
    }

    /// The kind of variation that words with different keys are, if they are none of a change.
    fn variation_of(&self, edits: &Range<usize>, region: &Region) -> Option<Kind> {
        if region.quote.is_empty() && region.passage.clone().all(|at| is_markup(self.source, at)) {
            return Some(Kind::Markup);
        }
        let (quote, passage) = self.texts(region);
        if let Likeness::Alike(kinds) = variation::compare_words(quote, passage) {
            return kinds.first().copied();
        }
        self.same_quantity(edits, region).then_some(Kind::Number)
    }

    fn texts(&self, region: &Region) -> (&str, &str) {
        let quote = self.quote.span(region.quote.clone()).of(self.quote.text());
        let passage = self.source.span(region.passage.clone()).of(self.source.text());
        (quote, passage)
    }

    /// Whether the region, with a few equal words around it, is one quantity written in two ways:
    /// `2,6 Md€` and `2,6 milliards d’euros`.
    fn same_quantity(&self, edits: &Range<usize>, region: &Region) -> bool {
        const REACH: usize = 4;
        let equal = |edit: &&Edit| edit.step == Step::Same;
        let before = self.edits[..edits.start]
            .iter()
            .rev()
            .take_while(equal)
            .take(REACH)
            .count();
        let after = self.edits[edits.end..].iter().take_while(equal).take(REACH).count();
        let mut reaches: Vec<(usize, usize)> = (0..=before).flat_map(|b| (0..=after).map(move |a| (b, a))).collect();
        reaches.sort_by_key(|&(before, after)| (before + after, after));
        reaches.into_iter().any(|(before, after)| {
            let wide = Region {
                quote: region.quote.start - before..region.quote.end + after,
                passage: region.passage.start - before..region.passage.end + after,
            };
            if wide.quote.is_empty() || wide.passage.is_empty() {
                return false;
            }
            let (quote, passage) = self.texts(&wide);
            numbers::same_quantity(quote, passage)
        })
    }

    fn change(&mut self, class: Class, region: Region) {
        let operation = match (region.quote.is_empty(), region.passage.is_empty()) {
            (true, _) => Operation::Dropped,
            (_, true) => Operation::Added,
            _ => Operation::Replaced,
        };
        let slip = match class {
            Class::Name if operation == Operation::Replaced => self.slip(&region),
            _ => None,
        };
        self.changes.push(Change {
            class,
            operation,
            quote: self.quote.span(region.quote),
            passage: self.source.span(region.passage),
            slip,
            mark: None,
        });
    }

    /// Whether words of the source are a short incise that tells who speaks: between commas, or
    /// between the closing and the opening marks of one quotation.
    fn is_incise(&self, words: &Range<usize>) -> bool {
        let before = self.source.gap(words.start).of(self.source.text());
        let after = self.source.gap(words.end).of(self.source.text());
        let marked = before.contains(fold::is_quotation_mark) && after.contains(fold::is_quotation_mark);
        let parted = before.contains([',', '–', '—']) && after.contains([',', '–', '—']);
        let keys: Vec<&str> = words.clone().map(|at| self.source.key(at)).collect();
        speech::is_incise(&keys, marked) && (marked || parted)
    }

    fn slip(&self, region: &Region) -> Option<Slip> {
        if region.quote.len() != 1 || region.passage.len() != 1 {
            return None;
        }
        let (quote, source) = (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        );
        if self.census.is_odd_beside(source, quote) {
            Some(Slip::Mended)
        } else if self.census.is_odd_beside(quote, source) {
            Some(Slip::Introduced)
        } else {
            None
        }
    }

    /// The gravest class that fits the words of a region.
    fn class(&self, region: &Region) -> Class {
        let quoted = region.quote.clone().map(|at| (self.quote, at));
        let sourced = region.passage.clone().map(|at| (self.source, at));
        let only = |text: &Prepared, range: &Range<usize>| (range.len() == 1).then(|| text.key(range.start).to_owned());
        if let (Some(quote), Some(source)) = (only(self.quote, &region.quote), only(self.source, &region.passage)) {
            let value = |key: &str| key.trim_start_matches('-').to_owned();
            if quote != source && value(&quote) == value(&source) && is_number(self.source, region.passage.start) {
                return Class::Sign;
            }
        }
        // *Premier* counts as a number beside another number only: its opposite is *dernier*.
        let number = |&(text, at): &(&Prepared, usize)| is_number(text, at);
        let numbers = quoted.clone().any(|word| number(&word)) && sourced.clone().any(|word| number(&word));
        let words = quoted
            .chain(sourced)
            .filter(|(text, at)| numbers || !is_first(text.key(*at)));
        let mut classes: Vec<Class> = words.map(|(text, at)| self.class_of_word(text, at)).collect();
        if self.is_foreign_letter(region) {
            classes.push(Class::Spelling);
        }
        let plain = if classes.contains(&Class::Spelling) {
            Class::Spelling
        } else {
            Class::Word
        };
        classes
            .into_iter()
            .filter(|&class| class < Class::Word)
            .min()
            .unwrap_or(plain)
    }

    fn class_of_word(&self, text: &Prepared, at: usize) -> Class {
        let (raw, key) = (text.raw(at), text.key(at));
        let neighbour = |ahead: usize| (at + ahead < text.words().len()).then(|| text.raw(at + ahead));
        if numbers::is_month(raw) && (is_number_at(text, at, 1) || neighbour(1).is_some_and(is_year)) {
            return Class::Date;
        }
        if is_number(text, at) {
            let dated = neighbour(1).is_some_and(numbers::is_month) || (0 < at && numbers::is_month(text.raw(at - 1)));
            return if dated { Class::Date } else { Class::Number };
        }
        if text.words()[at].kind == WordKind::Symbol && matches!(raw, "<" | ">" | "=" | "≤" | "≥" | "≠" | "±" | "+")
        {
            return Class::Sign;
        }
        if numbers::is_unit(raw) && is_number_at(text, at, 1) {
            return Class::Unit;
        }
        match negation::denial(key, self.follows_ne(text, at)) {
            Some(Denial::Negation) => return Class::Negation,
            Some(Denial::Restriction) => return Class::Restriction,
            None => {}
        }
        if self.is_name(text, at) {
            Class::Name
        } else {
            Class::Word
        }
    }

    fn follows_ne(&self, text: &Prepared, at: usize) -> bool {
        const REACH: usize = 7;
        (at.saturating_sub(REACH)..at)
            .rev()
            .any(|before| negation::is_ne(text.key(before)))
    }

    fn is_name(&self, text: &Prepared, at: usize) -> bool {
        let word = text.words()[at];
        if word.kind != WordKind::Word {
            return false;
        }
        match names::shape(text.raw(at), word.opens_sentence) {
            Shape::Name => !text.is_shouted(at) || self.census.knows(text.key(at)),
            Shape::Opening => self.census.knows(text.key(at)),
            Shape::Small => false,
        }
    }

    /// Whether one word of the region mixes alphabets and would else be the other.
    fn is_foreign_letter(&self, region: &Region) -> bool {
        let (quote, passage) = self.texts(region);
        let foreign = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && !is_latin(letter));
        let latin = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && is_latin(letter));
        let mixed = |text: &str| foreign(text) && latin(text);
        mixed(quote) != mixed(passage)
    }

    /// Pairs what the quote has at its two ends beside the words with what the source has there,
    /// and gives the bytes of the passage with the marks that the quote has too.
    fn read_ends(&mut self, passage: Span, words: &Range<usize>) -> Span {
        let count = self.quote.words().len();
        let (head, tail) = (self.quote.gap(0), self.quote.gap(count));
        let before = self.source.gap(words.start);
        let after = self.source.gap(words.end);
        let (quoted_head, quoted_tail) = (head.of(self.quote.text()), tail.of(self.quote.text()));
        let (sourced_head, sourced_tail) = (before.of(self.source.text()), after.of(self.source.text()));
        let (start, head_kinds) = variation::match_head(quoted_head, sourced_head);
        let (length, tail_kinds) = variation::match_tail(quoted_tail, sourced_tail);
        let whole = Span::new(before.start() + start, after.start() + length);
        let whole = Span::new(whole.start().min(passage.start()), whole.end().max(passage.end()));
        self.vary(&head_kinds, head, Span::new(whole.start(), passage.start()));
        self.vary(&tail_kinds, tail, Span::new(passage.end(), whole.end()));
        whole
    }

    /// The *sic* marks after words that do not stand so in the source.
    fn false_sics(&self) -> Vec<usize> {
        let inserted = |mark: &Mark| {
            let before = |other: &&Mark| other.on_disk.end() <= mark.on_disk.start() && other.word == mark.word;
            self.pattern
                .marks()
                .iter()
                .filter(before)
                .any(|other| other.sign == Sign::Insertion)
        };
        let stands = |mark: &Mark| {
            if inserted(mark) {
                return false;
            }
            let Some(word) = mark.word.checked_sub(1) else {
                return false;
            };
            let span = self.quote.words()[word].span;
            let overlaps = |change: &Change| change.quote.start() < span.end() && span.start() < change.quote.end();
            let same = |edit: &Edit| edit.quote.contains(&word) && matches!(edit.step, Step::Same | Step::Joined);
            self.edits.iter().any(same) && !self.changes.iter().any(overlaps)
        };
        let marks = self.pattern.marks().iter().enumerate();
        marks
            .filter(|(_, mark)| mark.sign == Sign::Sic && !stands(mark))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether the quote stops where the source's next words change what it says.
    fn truncation(&self) -> Option<Truncation> {
        const SHOWN: usize = 4;
        let next = self.passage.end;
        let source = self.source;
        if self.pattern.gap(self.quote.words().len()) != Gap::Closed || source.words().len() <= next {
            return None;
        }
        let gap = source.gap(next).of(source.text());
        let runs_on =
            gap.chars().all(|letter| letter.is_whitespace() || letter == ',') && gap.matches('\n').count() < 2;
        if !runs_on || source.words()[next].opens_sentence {
            return None;
        }
        let tail = self.quote.gap(self.quote.words().len()).of(self.quote.text());
        let stopped = tail.contains(['.', '!', '?']) && !tail.contains('…') && !tail.contains("...");
        let after = (next + 1 < source.words().len()).then(|| source.key(next + 1));
        let condition = negation::opens_condition(source.key(next), after, gap.contains(',') || stopped);
        let kind = if condition && (stopped || !negation::is_plain_if(source.key(next))) {
            Stop::Condition { stopped }
        } else if self.splits_negation() {
            Stop::Negation
        } else if stopped {
            Stop::Sentence
        } else {
            return None;
        };
        let shown = next..(next + SHOWN).min(source.words().len());
        Some(Truncation {
            kind,
            next: source.span(shown),
        })
    }

    /// Whether the passage ends after *ne* and its verb, and before *pas* or *que*.
    fn splits_negation(&self) -> bool {
        const REACH: usize = 4;
        let source = self.source;
        let end = self.passage.end;
        let start = end.saturating_sub(REACH).max(self.passage.start);
        let Some(ne) = (start..end).rev().find(|&at| negation::is_ne(source.key(at))) else {
            return false;
        };
        let second = |at: usize| negation::is_second_half(source.key(at), true);
        !(ne..end).any(second) && (end..(end + 2).min(source.words().len())).any(second)
    }

    /// The pieces of the passage between the words left out.
    fn segments(&self, passage: Span) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut from = self.passage.start;
        for left_out in &self.left_out {
            if from < left_out.start {
                pieces.push(self.source.span(from..left_out.start));
            }
            from = left_out.end;
        }
        if from < self.passage.end {
            pieces.push(self.source.span(from..self.passage.end));
        }
        if let Some(first) = pieces.first_mut() {
            *first = first.cover(Span::new(passage.start(), first.end()));
        }
        if let Some(last) = pieces.last_mut() {
            *last = last.cover(Span::new(last.start(), passage.end()));
        }
        pieces
    }

    /// Words dropped here and added there are words moved.
    fn find_moves(&mut self) {
        let keys = |text: &str| -> Vec<String> {
            words::cut(text)
                .iter()
                .map(|cut| words::key(cut.span.of(text), cut.kind))
                .collect()
        };
        let mut at = 0;
        while at < self.changes.len() {
            let added = &self.changes[at];
            let quoted = keys(added.quote.of(self.quote.text()));
            let dropped = self.changes.iter().position(|other| {
                added.operation == Operation::Added
                    && other.mark.is_none()
                    && other.operation == Operation::Dropped
                    && keys(other.passage.of(self.source.text())) == quoted
            });
            let Some(dropped) = dropped else {
                at += 1;
                continue;
            };
            self.changes[at].operation = Operation::Moved;
            self.changes[at].passage = self.changes[dropped].passage;
            self.changes.remove(dropped);
            at = 0;
        }
    }
}

impl Region {
    fn of(edits: &[Edit]) -> Region {
        match (edits.first(), edits.last()) {
            (Some(first), Some(last)) => Region {
                quote: first.quote.start..last.quote.end,
                passage: first.passage.start..last.passage.end,
            },
            _ => Region::default(),
        }
    }

    fn and(self, next: &Region) -> Region {
        Region {
            quote: self.quote.start..next.quote.end,
            passage: self.passage.start..next.passage.end,
        }
    }
}

fn is_number(text: &Prepared, at: usize) -> bool {
    text.words()[at].kind == WordKind::Number || is_roman(text.raw(at)) || numbers::is_number_word(text.raw(at))
}

/// The ordinals that are also plain words.
fn is_first(key: &str) -> bool {
    matches!(
        key,
        "premier" | "premiere" | "premiers" | "premieres" | "second" | "seconde" | "seconds" | "secondes"
    )
}

/// Whether the word is a Roman numeral of two letters, or I, V or X.
fn is_roman(word: &str) -> bool {
    let numeral = word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C'));
    numeral && (word.len() > 1 || matches!(word, "I" | "V" | "X"))
}

/// Whether the word `back` words before `at` is a number.
fn is_number_at(text: &Prepared, at: usize, back: usize) -> bool {
    at.checked_sub(back).is_some_and(|before| is_number(text, before))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' | '\u{1d2c}'..='\u{1d7f}' | '\u{2071}' | '\u{207f}' | '\u{2c60}'..='\u{2c7f}')
}

/// Whether a word of the source is no word of its text: a note call `[12]`, a raised figure, a tag.
fn is_markup(source: &Prepared, at: usize) -> bool {
    let before = source.gap(at).of(source.text());
    let after = source.gap(at + 1).of(source.text());
    let raw = source.raw(at);
    let digits = raw.chars().all(char::is_numeric);
    let raised = digits && !raw.chars().any(|letter| letter.is_ascii_digit());
    let called = digits && before.ends_with('[') && after.starts_with(']');
    let tag =
        (before.ends_with('<') || before.ends_with("</")) && after.trim_start_matches(['/', ' ']).starts_with('>');
    raised || called || tag
}

/// See [`Reading::similarity`]: the distance is taken along the alignment, region by region, over
/// the keys of the words with a space between them.
fn similarity(quote: &Prepared, source: &Prepared, candidate: &Candidate) -> u32 {
    let spelled =
        |text: &Prepared, range: Range<usize>| -> String { range.map(|at| text.key(at)).collect::<Vec<_>>().join(" ") };
    let length = |text: &Prepared, range: Range<usize>| -> usize {
        range
            .clone()
            .map(|at| text.key(at).chars().count() + 1)
            .sum::<usize>()
            .saturating_sub(1)
    };
    let mut distance = 0;
    let mut at = 0;
    let edits = &candidate.edits;
    while at < edits.len() {
        let run = edits[at..].iter().take_while(|edit| edit.step != Step::Same).count();
        let region = Region::of(&edits[at..at + run]);
        let (quoted, sourced) = (region.quote.len(), region.passage.len());
        if run > 0 {
            let longest = length(quote, region.quote.clone()).max(length(source, region.passage.clone()));
            let between = strsim::levenshtein(&spelled(quote, region.quote), &spelled(source, region.passage));
            // Words on one side only come with the space beside them.
            distance += (between + usize::from(quoted == 0 || sourced == 0)).min(longest + 1);
        }
        at += run.max(1);
    }
    let longer = length(quote, 0..quote.words().len()).max(length(source, candidate.passage.clone()));
    (1000 * longer.saturating_sub(distance) / longer.max(1)) as u32
}

/// The odd form behind a name change, for the sentence that tells of it.
pub fn odd_form(change: &Change, quote: &Prepared, source: &Prepared, census: &NameCensus) -> Option<OddForm> {
    let odd = match change.slip? {
        Slip::Mended => change.passage.of(source.text()),
        Slip::Introduced => change.quote.of(quote.text()),
    };
    census.odd_form(&fold::key(odd))
}
