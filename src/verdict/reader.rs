//! From the edits of one alignment to classed changes and variations.

use std::ops::Range;

use crate::french::inflection;
use crate::french::lexicon;
use crate::french::meaning;
use crate::french::names::NameCensus;
use crate::french::numbers;
use crate::french::speech::saying;
use crate::french::words::{self, Kind as WordKind};
use crate::matching::align;
use crate::matching::edit::{Edit, Step};
use crate::matching::locate::Candidate;
use crate::matching::pattern::{Gap, Mark, Pattern, Sign};
use crate::matching::prepared::Prepared;
use crate::text::fold;
use crate::text::origin::Decoded;
use crate::text::span::Span;
use crate::verdict::change::{Change, Class, Doubt, Operation};
use crate::verdict::classify::{self, Classifier, Region};
use crate::verdict::cut;
use crate::verdict::damage::{self, Damage};
use crate::verdict::judge::Ground;
use crate::verdict::reading::{Reading, Repeat, Repeated, Verdict};
use crate::verdict::scan::Scan;
use crate::verdict::truncation::{beheading, truncation};
use crate::verdict::variation::{self, Kind, Likeness, Variation};

/// Reads a quote at one place.
pub fn read(pattern: &Pattern, ground: Ground, candidate: &Candidate) -> Reading {
    let Ground { source, census } = ground;
    let quote = pattern.words();
    let mut reader = Reader {
        pattern,
        quote,
        source,
        edits: &candidate.edits,
        passage: candidate.passage.clone(),
        classifier: Classifier { quote, source, census },
        census,
        changes: Vec::new(),
        variations: Vec::new(),
        repeats: Vec::new(),
        left_out: Vec::new(),
        cuts: Vec::new(),
        long_cuts: Vec::new(),
    };
    reader.read_edits();
    reader.keep_lone_slip();
    let words = reader.passage.clone();
    let passage = reader.read_ends(source.span(words.clone()), &words);
    reader.find_moves();
    reader.find_trades();
    let false_sics = reader.false_sics();
    let truncation = truncation(pattern, source, &words);
    let beheading = beheading(pattern, source, &words);
    let segments = reader.segments(passage);
    let Reader {
        changes,
        variations,
        repeats,
        left_out,
        cuts,
        long_cuts,
        ..
    } = reader;
    let marked = !pattern.marks().is_empty() || !left_out.is_empty();
    let damaged = variations.iter().any(|variation| variation.kind == Kind::Damage);
    let verdict = match (changes.is_empty(), marked, variations.is_empty()) {
        (false, _, _) => Verdict::Altered,
        _ if damaged => Verdict::Damaged,
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
        cuts,
        long_cuts,
        truncation,
        beheading,
        similarity: similarity(quote, source, candidate),
        words,
        cost: candidate.cost,
    }
}

/// Reads a quote at one place of a scan, where `plain` is how [`read`] reads it: what damage explains is no change, and
/// what may be damage is in doubt.
pub fn read_in_scan(pattern: &Pattern, ground: Ground, scan: &Scan, candidate: &Candidate, plain: Reading) -> Reading {
    let Ground { source, census } = ground;
    let quote = pattern.words();
    let damage = Damage::new(pattern, source, scan, Classifier { quote, source, census });
    let explained = damage.explain(candidate);
    let mut reading = explained.map_or(plain, |explained| read(pattern, ground, &explained));
    // A sign between two numbers is no word.
    let starts_word = |at: usize| {
        quote
            .words()
            .binary_search_by_key(&at, |word| word.span.start())
            .is_ok()
    };
    let replaced = |change: &&mut Change| {
        change.operation == Operation::Replaced && change.mark.is_none() && starts_word(change.quote.start())
    };
    for change in reading.changes.iter_mut().filter(replaced) {
        if damage::resembles(change.quote.of(quote.text()), change.passage.of(source.text())) {
            // What may be a scanner's slip is no slip of the author's.
            change.slip = None;
            change.doubt = Some(Doubt::Damage);
        }
    }
    reading
}

/// A cut of more words than this, about two paragraphs of a newspaper, is worth a note.
const LONGEST_CUT: usize = 150;

struct Reader<'r> {
    pattern: &'r Pattern,
    quote: &'r Prepared,
    source: &'r Prepared,
    edits: &'r [Edit],
    passage: Range<usize>,
    census: &'r NameCensus,
    classifier: Classifier<'r>,
    changes: Vec<Change>,
    variations: Vec<Variation>,
    repeats: Vec<Repeat>,
    /// Words of the source that convention lets the quote leave out.
    left_out: Vec<Range<usize>>,
    cuts: Vec<(usize, Span)>,
    long_cuts: Vec<(usize, usize)>,
}

impl Reader<'_> {
    /// Equal words one by one, and each run of words that differ as one region.
    fn read_edits(&mut self) {
        let mut at = 0;
        while at < self.edits.len() {
            let edit = &self.edits[at];
            if edit.step == Step::Damaged {
                let (quote, passage) = (
                    self.quote.span(edit.quote.clone()),
                    self.source.span(edit.passage.clone()),
                );
                self.vary(&[Kind::Damage], quote, passage);
                at += 1;
                continue;
            }
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
        !matches!(edit.step, Step::Same | Step::Joined | Step::Damaged) && !self.pattern.announces(edit)
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
        let left_out = self.source.span(edit.passage.clone());
        self.cuts.extend(at.filter(|_| cut).map(|at| (at, left_out)));
        let long = at.filter(|_| cut && LONGEST_CUT < edit.passage.len());
        self.long_cuts.extend(long.map(|at| (at, edit.passage.len())));
        let fault = match at.map(|at| &marks[at]) {
            Some(mark) if !cut => {
                let insertion = Prepared::new(Decoded::slice(&mark.text, 0));
                let named = edit
                    .passage
                    .clone()
                    .filter(|&word| self.classifier.is_name(self.source, word))
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
            doubt: None,
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
        let number = classify::is_number(self.source, region.passage.start) && !classify::is_first(source);
        let written = self.quote.key(region.quote.start);
        if number && !numbers::same_quantity(written, self.source.raw(region.passage.start)) {
            return false;
        }
        let (before, after) = (fold::key(before.of(text)), fold::key(after.of(text)));
        // A name may take an ending, not lose one: `Mari[us]` is not `Mario`.
        if self.classifier.is_name(self.source, region.passage.start) && source != format!("{before}{after}") {
            return false;
        }
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
                let figures = |span: Span, text: &str| span.of(text).contains(|letter: char| letter.is_ascii_digit());
                if same_number && (figures(quote, self.quote.text()) || figures(passage, self.source.text())) {
                    return self.vary(&[Kind::Number], quote, passage);
                }
                let class = match self.classifier.class(&region) {
                    Class::Word if edit.step == Step::Joined => Class::Spelling,
                    class => class,
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
        edit.step == Step::Same && telling && short && classify::is_number_at(self.source, passage, 1)
    }

    fn vary(&mut self, kinds: &[Kind], quote: Span, passage: Span) {
        self.variations
            .extend(kinds.iter().map(|&kind| Variation { kind, quote, passage }));
    }

    fn find_repeat(&mut self, edit: &Edit, quote: Span, passage: Span) {
        let marked = |mark: &Mark| mark.sign == Sign::Sic && mark.word == edit.quote.end;
        if self.pattern.marks().iter().any(marked) {
            return;
        }
        let at = edit.passage.start;
        let fault = if self.classifier.is_name(self.source, at) {
            self.census.odd_form(self.source.key(at)).map(Repeated::Name)
        } else if self.source.raw(at).starts_with(char::is_lowercase) {
            let mended = lexicon::without_slip_of_accent(self.source.raw(at));
            mended
                .filter(|_| self.is_outnumbered(at))
                .map(|mended| Repeated::Word { mended })
        } else {
            None
        };
        self.repeats.extend(fault.map(|fault| Repeat { quote, passage, fault }));
    }

    /// Whether a word of the source stands more often with other accents, as a French word: one that
    /// stands only so may be another language's.
    fn is_outnumbered(&self, at: usize) -> bool {
        let odd = self.source.raw(at);
        let alike = self.source.places(self.source.words()[at].key).iter();
        let written = alike.map(|&other| self.source.raw(other as usize));
        let (same, others): (Vec<&str>, Vec<&str>) = written.partition(|&other| other == odd);
        same.len() < others.iter().filter(|other| lexicon::is_word(other)).count()
    }

    /// Takes the common words that look misspelt for words of another age or a scan's, where there is
    /// more than one.
    fn keep_lone_slip(&mut self) {
        let common = |repeat: &&Repeat| matches!(repeat.fault, Repeated::Word { .. });
        if self.repeats.iter().filter(common).count() > 1 {
            self.repeats.retain(|repeat| !common(&repeat));
        }
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
        let numbered = |text: &Prepared, word: usize| text.words()[word].kind == WordKind::Number;
        let after = self.edits[at].passage.start;
        let number = numbered(self.source, after);
        let referred = 0 < after && numbered(self.source, after - 1);
        if number && !referred && dash(quoted) != dash(sourced) && only(quoted) && only(sourced) {
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
                doubt: None,
                mark: None,
            });
        }
        let dashed = |gap: &str| !gap.trim().is_empty() && gap.trim().chars().all(fold::is_dash);
        let joins = |gap: &str| gap.trim() == "/" || gap.trim() == ":" || dashed(gap);
        if joins(quoted) != joins(sourced) && numbered(self.source, after) && numbered(self.source, after - 1) {
            // A fraction, an hour or a reference is not two numbers.
            return self.changes.push(Change {
                class: Class::Number,
                operation: Operation::Replaced,
                quote,
                passage,
                slip: None,
                doubt: None,
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
        if self.reach_out(&edits, &all) {
            return;
        }
        if self.is_one_verb(&all) {
            return self.change(Class::Tense, all);
        }
        // A region that may grow, and the elided word before it.
        let mut open: Option<(Region, Option<Region>)> = None;
        let mut elision: Option<Region> = None;
        for at in edits.clone() {
            let edit = &self.edits[at];
            let region = Region::of(std::slice::from_ref(edit));
            if edit.step == Step::Replaced && at + 1 < edits.end && self.is_elision(&region) {
                // The next word decides whether a vowel is elided: the two are one change.
                self.close(open.take());
                elision = Some(region);
                continue;
            }
            let lead = elision.take();
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
                    self.change(self.classifier.class(&region), region);
                    self.lead_in(lead);
                }
                continue;
            }
            open = Some(match open {
                Some((open, lead)) => (open.and(&region), lead),
                None => (region, lead),
            });
        }
        self.close(open);
    }

    /// Takes in the words of the source beside the passage that make one quantity with its end:
    /// `310 M€` at the end of a quote for `310 millions d’euros`.
    fn reach_out(&mut self, edits: &Range<usize>, region: &Region) -> bool {
        const FARTHEST: usize = 4;
        let last = edits.end == self.edits.len();
        let first = edits.start == 0;
        for reach in 1..=FARTHEST {
            let mut wide = region.clone();
            if last {
                wide.passage.end = (region.passage.end + reach).min(self.source.words().len());
            } else if first {
                wide.passage.start = region.passage.start.saturating_sub(reach);
            } else {
                return false;
            }
            if self.same_quantity(edits, &wide) {
                self.passage.start = self.passage.start.min(wide.passage.start);
                self.passage.end = self.passage.end.max(wide.passage.end);
                let (quote, passage) = (self.quote.span(wide.quote), self.source.span(wide.passage));
                self.vary(&[Kind::Number], quote, passage);
                return true;
            }
        }
        false
    }

    /// Whether each word of a region is another form of the one across from it: `ils sont`, `il est`.
    fn is_inflected(&self, region: &Region) -> bool {
        let pairs = region.quote.clone().zip(region.passage.clone());
        let mut words = pairs.map(|(quoted, sourced)| (self.quote.raw(quoted), self.source.raw(sourced)));
        region.quote.len() == region.passage.len()
            && words.all(|(quote, source)| quote == source || inflection::kinship(quote, source).is_some())
    }

    /// Whether a region has one verb on both sides, in another tense, the auxiliaries with it.
    fn is_one_verb(&self, region: &Region) -> bool {
        let quote: Vec<&str> = region.quote.clone().map(|at| self.quote.raw(at)).collect();
        let source: Vec<&str> = region.passage.clone().map(|at| self.source.raw(at)).collect();
        quote.len() != source.len() && inflection::is_one_verb(&quote, &source)
    }

    /// Whether a region is one word with its vowel and without: `le`, `l’`.
    fn is_elision(&self, region: &Region) -> bool {
        let (quote, source) = (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        );
        words::is_elision(quote, source)
    }

    /// Lets the last change start with the words before it.
    fn lead_in(&mut self, lead: Option<Region>) {
        let Some((lead, change)) = lead.zip(self.changes.last_mut()) else {
            return;
        };
        change.quote = self.quote.span(lead.quote).cover(change.quote);
        change.passage = self.source.span(lead.passage).cover(change.passage);
    }

    fn close(&mut self, open: Option<(Region, Option<Region>)>) {
        if let Some((region, lead)) = open {
            if 1 < region.quote.len() && self.is_inflected(&region) {
                for (quoted, sourced) in region.quote.clone().zip(region.passage.clone()) {
                    if self.quote.raw(quoted) != self.source.raw(sourced) {
                        let pair = Region {
                            quote: quoted..quoted + 1,
                            passage: sourced..sourced + 1,
                        };
                        self.change(self.classifier.class(&pair), pair);
                    }
                }
                return;
            }
            self.change(self.classifier.class(&region), region);
            self.lead_in(lead);
        }
    }

    /// Whether two words that differ answer to each other and to nothing beside them.
    fn is_tight(&self, region: &Region) -> bool {
        let (quote, source) = (
            self.quote.key(region.quote.start),
            self.source.key(region.passage.start),
        );
        let number = |text: &Prepared, at: usize| classify::is_number(text, at);
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
        let (quote, passage) = self.classifier.texts(region);
        if let Likeness::Alike(kinds) = variation::compare_words(quote, passage) {
            // Without a kind, a sign that is no letter is on one side only: `n°`, `n.`.
            return Some(kinds.first().copied().unwrap_or(Kind::Abbreviation));
        }
        if self.is_same_signed(region) {
            return Some(Kind::Space);
        }
        let sign = |text: &Prepared, at: usize| matches!(text.raw(at), "+" | "<" | ">" | "=" | "±" | "≤" | "≥");
        let signed = region.quote.clone().any(|at| sign(self.quote, at))
            || region.passage.clone().any(|at| sign(self.source, at));
        (!signed && self.same_quantity(edits, region)).then_some(Kind::Number)
    }

    /// Whether two numbers differ by the space after their minus only: `-2`, `- 2`.
    fn is_same_signed(&self, region: &Region) -> bool {
        if region.quote.len() != 1 || region.passage.len() != 1 {
            return false;
        }
        let (quote, passage) = (region.quote.start, region.passage.start);
        let numbers = classify::is_number(self.quote, quote) && classify::is_number(self.source, passage);
        numbers && signed(self.quote, quote) == signed(self.source, passage)
    }

    /// Whether a quantity may be written with this word of the source: a number, a unit, what joins them.
    fn is_part_of_quantity(&self, at: usize) -> bool {
        let raw = self.source.raw(at);
        numbers::stands_in_quantity(self.source.key(at))
            || classify::is_number(self.source, at)
            || self.source.words()[at].kind == WordKind::Symbol
            || numbers::is_unit(raw)
            || numbers::is_month(raw)
    }

    /// Whether the region, with a few equal words around it, is one quantity written in two ways:
    /// `2,6 Md€` and `2,6 milliards d’euros`.
    fn same_quantity(&self, edits: &Range<usize>, region: &Region) -> bool {
        const REACH: usize = 4;
        // Equal words that no number is written with part it from what stands beyond.
        let equal = |edit: &&Edit| edit.step == Step::Same && self.is_part_of_quantity(edit.passage.start);
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
            let (quote, passage) = self.classifier.texts(&wide);
            numbers::same_quantity(quote, passage)
        })
    }

    fn change(&mut self, class: Class, region: Region) {
        let operation = match (region.quote.is_empty(), region.passage.is_empty()) {
            (true, _) => Operation::Dropped,
            (_, true) => Operation::Added,
            _ => Operation::Replaced,
        };
        self.changes.push(Change {
            class,
            operation,
            slip: self.classifier.slip(&region, class),
            doubt: self.classifier.doubt(&region, class),
            quote: self.quote.span(region.quote),
            passage: self.source.span(region.passage),
            mark: None,
        });
    }

    /// Whether words of the source are a short incise that tells who speaks: between commas, or
    /// between the closing and the opening marks of one quotation.
    fn is_incise(&self, words: &Range<usize>) -> bool {
        let before = self.source.gap(words.start).of(self.source.text());
        let after = self.source.gap(words.end).of(self.source.text());
        let marked = before.contains(fold::is_quotation_mark) && after.contains(fold::is_quotation_mark);
        let parted = before.contains([',', '–', '—']) && after.contains([',', '–', '—', '.', '!', '?', ':']);
        let raw: Vec<&str> = words.clone().map(|at| self.source.raw(at)).collect();
        (marked || parted) && saying::is_incise(&raw)
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
        let signed = quoted_head.contains(fold::is_dash) || self.quote.key(0).starts_with('-');
        let edge = self.pattern.gap(0) == Gap::Closed && !signed;
        if edge && self.loses_minus(words.start) {
            self.changes.push(Change {
                class: Class::Sign,
                operation: Operation::Dropped,
                quote: head,
                passage: before,
                slip: None,
                doubt: None,
                mark: None,
            });
        }
        self.read_edges(words);
        let whole = Span::new(before.start() + start, after.start() + length);
        let whole = Span::new(whole.start().min(passage.start()), whole.end().max(passage.end()));
        self.vary(&head_kinds, head, Span::new(whole.start(), passage.start()));
        self.vary(&tail_kinds, tail, Span::new(passage.end(), whole.end()));
        whole
    }

    /// Numbers of which the passage has a part only: `cents élus` of `deux cents élus`.
    fn read_edges(&mut self, words: &Range<usize>) {
        const LONGEST: usize = 6;
        let joined = |text: &Prepared, range: Range<usize>| {
            range.skip(1).all(|word| {
                text.gap(word)
                    .of(text.text())
                    .chars()
                    .all(|sign| sign == ' ' || sign == '\u{a0}' || fold::is_dash(sign))
            })
        };
        let source = self.source;
        let goes_on = |from: usize, at: usize, to: usize| {
            joined(source, from..to)
                && numbers::goes_on(
                    source.span(from..at).of(source.text()),
                    source.span(at..to).of(source.text()),
                )
        };
        let count = source.words().len();
        let cut_start = |at: usize| {
            let befores = (at.saturating_sub(LONGEST)..at).rev();
            befores
                .flat_map(|from| (at + 1..=(at + LONGEST).min(words.end)).map(move |to| (from, to)))
                .find(|&(from, to)| goes_on(from, at, to))
                .map(|(from, _)| from..at)
        };
        let cut_end = |at: usize| {
            let afters = at + 1..=(at + LONGEST).min(count);
            afters
                .flat_map(|to| {
                    (at.saturating_sub(LONGEST).max(words.start)..at)
                        .rev()
                        .map(move |from| (from, to))
                })
                .find(|&(from, to)| goes_on(from, at, to))
                .map(|(_, to)| at..to)
        };
        let quoted = self.quote.words().len();
        let closed = |gap: usize| self.pattern.gap(gap) == Gap::Closed;
        let numeric = |at: usize| classify::is_number(source, at) || numbers::is_hour(source.key(at));
        let start = Some(words.start)
            .filter(|&at| closed(0) && 0 < at && numeric(at))
            .and_then(cut_start);
        let end = Some(words.end)
            .filter(|&at| closed(quoted) && at < count && numeric(at - 1))
            .and_then(cut_end);
        for (range, gap) in [(start, 0), (end, quoted)] {
            let Some(range) = range else { continue };
            self.changes.push(Change {
                class: Class::Number,
                operation: Operation::Dropped,
                quote: self.quote.span(gap..gap),
                passage: source.span(range),
                slip: None,
                doubt: None,
                mark: None,
            });
        }
    }

    /// Whether the passage starts with a number whose minus stands before it, with a space: `reculer
    /// de – 3 %`. After a preposition the dash opens no aside.
    fn loses_minus(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let gap = self.source.gap(first).of(self.source.text());
        let sign = gap.trim();
        let dash = sign.chars().count() == 1 && sign.contains(fold::is_dash);
        let spaced = gap.starts_with(char::is_whitespace);
        let leads = numbers::leads_to_number(self.source.key(before));
        let number = self.source.words()[first].kind == WordKind::Number;
        number && dash && spaced && leads
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

    /// Two words that stand for each other have traded places: one move.
    fn find_trades(&mut self) {
        let words = |change: &Change| {
            let key = |text: &str| fold::key(text);
            (
                key(change.quote.of(self.quote.text())),
                key(change.passage.of(self.source.text())),
            )
        };
        let replaced = |change: &Change| change.operation == Operation::Replaced && change.mark.is_none();
        let mut at = 0;
        while at < self.changes.len() {
            let one = &self.changes[at];
            let (quoted, sourced) = words(one);
            let traded = |other: &Change| replaced(other) && words(other) == (sourced.clone(), quoted.clone());
            let other = self
                .changes
                .iter()
                .skip(at + 1)
                .position(traded)
                .filter(|_| replaced(one) && quoted != sourced);
            if let Some(other) = other.map(|after| at + 1 + after) {
                self.changes[at].operation = Operation::Moved;
                self.changes[at].passage = self.changes[other].passage;
                self.changes[at].slip = None;
                self.changes[at].doubt = None;
                self.changes.remove(other);
            }
            at += 1;
        }
    }

    /// Words dropped here and added there are words moved, whatever joins them to their neighbours:
    /// `le Sénat et l’Assemblée`, `l’Assemblée et le Sénat`.
    fn find_moves(&mut self) {
        let keys = |text: &str| -> Vec<String> {
            let keys = words::cut(text)
                .into_iter()
                .map(|cut| words::key(cut.span.of(text), cut.kind));
            let mut keys: Vec<String> = keys.filter(|key| !meaning::joins(key)).collect();
            keys.sort_unstable();
            keys
        };
        let mut at = 0;
        while at < self.changes.len() {
            let added = &self.changes[at];
            let quoted = keys(added.quote.of(self.quote.text()));
            let dropped = self.changes.iter().position(|other| {
                added.operation == Operation::Added
                    && !quoted.is_empty()
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

/// A number with its minus, whether a space stands between them or not.
fn signed(text: &Prepared, at: usize) -> String {
    let key = text.key(at);
    let gap = text.gap(at).of(text.text());
    let minus = gap.trim_end().chars().next_back().is_some_and(fold::is_dash) && gap.trim_start() != gap.trim_end();
    let minus = minus || gap.trim().chars().all(fold::is_dash) && gap.contains(fold::is_dash);
    if minus && !key.starts_with('-') {
        format!("-{key}")
    } else {
        key.to_owned()
    }
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
