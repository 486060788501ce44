//! Tells what a scanner did to the words of a source from what a quoter did.
//!
//! Words that differ are laid side by side letter by letter, and each word of the quote is held against
//! the letters that stand for it. It was damaged where these are no French word and are likelier the
//! scan of this word than of another. Where both could be, the change stands: a number, a negation or
//! a name is too much to lose.

use crate::french::inflection;
use crate::french::lexicon::{self, Part};
use crate::french::meaning;
use crate::french::negation;
use crate::french::numbers;
use crate::french::words;
use crate::matching::edit::{Edit, Step};
use crate::matching::letterwise::{self, Group, Misreading, Slice, Stretch, inner_capitals};
use crate::matching::locate::Candidate;
use crate::matching::pattern::{Gap, Pattern};
use crate::matching::prepared::Prepared;
use crate::text::confusion::{self, Fault, LETTER};
use crate::text::fold;
use crate::verdict::change::Class;
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
    /// Whether many words of the passage are damaged.
    noisy: bool,
}

/// Words read beyond the ends of a passage, where its first or last word may be damaged.
const BEYOND: usize = 3;

/// A run of more words that differ is no damage.
const MOST_WORDS: usize = 150;

// What is likely, in tenths of a letter (see `text::confusion`). The trade-off: the wider these are, the
// less damage is called altered, and the more misquotations are excused.

/// A word may be damaged by half of its letters, and by one always.
const LEAST_DAMAGE: u32 = LETTER;
const DAMAGE_PER_LETTER: u32 = LETTER / 2;
/// A word that stands elsewhere in the source is likelier where it is nearer by more than this; one
/// that does not, by more than the second.
const NEARER: u32 = 9;
const NEARER_STRANGER: u32 = 16;
/// A number or negation that another comes so near to may be that other.
const AS_NEAR: u32 = 3;
/// Words farther than this from what was read are not looked for.
const FARTHEST: u32 = 16;

impl<'d> Damage<'d> {
    pub fn new(pattern: &'d Pattern, source: &'d Prepared, scan: &'d Scan, classifier: Classifier<'d>) -> Self {
        Self {
            pattern,
            source,
            scan,
            classifier,
            noisy: false,
        }
    }

    /// The candidate with what is damage told from what is change; nothing where none is damage.
    pub fn explain(&self, candidate: &Candidate) -> Option<Candidate> {
        // So many damaged words, and one in so many, make a passage noisy.
        const MANY: usize = 3;
        const ONE_IN: usize = 4;
        let explained = self.explain_once(candidate)?;
        let damaged = |edit: &&Edit| edit.step == Step::Damaged;
        let damaged = explained.edits.iter().filter(damaged).count();
        if MANY <= damaged && self.quote().words().len() <= ONE_IN * damaged {
            let noisy = Damage { noisy: true, ..*self };
            return noisy.explain_once(candidate);
        }
        Some(explained)
    }

    fn explain_once(&self, candidate: &Candidate) -> Option<Candidate> {
        let mut edits: Vec<Edit> = Vec::with_capacity(candidate.edits.len());
        let mut damaged = false;
        let mut at = 0;
        while at < candidate.edits.len() {
            let run = candidate.edits[at..]
                .iter()
                .take_while(|edit| self.differs(edit))
                .count();
            if run == 0 {
                edits.push(candidate.edits[at].clone());
                at += 1;
                continue;
            }
            let old = &candidate.edits[at..at + run];
            let open = (at == 0, at + run == candidate.edits.len());
            let new = self.read_run(old, open);
            damaged |= new.is_some();
            edits.extend(new.unwrap_or_else(|| old.to_vec()));
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

    fn quote(&self) -> &'d Prepared {
        self.pattern.words()
    }

    /// How often a key stands in the source.
    fn uses(&self, key: &str) -> usize {
        self.source.id(key).map_or(0, |id| self.source.places(id).len())
    }

    /// Reads words that differ anew, letter by letter; nothing where no damage explains any of them.
    fn read_run(&self, run: &[Edit], open: (bool, bool)) -> Option<Vec<Edit>> {
        let (first, last) = (run.first()?, run.last()?);
        let words = first.quote.start..last.quote.end;
        let within = first.passage.start..last.passage.end;
        let closed = |gap: usize| self.pattern.gap(gap) == Gap::Closed && !words.is_empty();
        let open = (open.0 && closed(0), open.1 && closed(self.quote().words().len()));
        let reach = |open: bool| if open { BEYOND } else { 0 };
        let start = within.start.saturating_sub(reach(open.0));
        let end = (within.end + reach(open.1)).min(self.source.words().len());
        if MOST_WORDS < words.len().max(end - start) {
            return None;
        }
        let stretch = Stretch {
            words,
            passage: start..end,
            within,
            open,
        };
        let groups = letterwise::groups(self.quote(), self.source, &stretch);
        let read: Vec<(&Group, Step)> = groups.iter().map(|group| (group, self.step(group))).collect();
        let damaged = read.iter().any(|(_, step)| *step == Step::Damaged);
        damaged.then(|| read.iter().flat_map(|(group, step)| self.edits(group, *step)).collect())
    }

    /// What a group is: the same word, damage, or words put for others.
    fn step(&self, group: &Group) -> Step {
        let (words, tokens) = (group.words(), &group.tokens);
        let one = words.len() == 1 && tokens.len() == 1;
        let intact = group.slices.iter().all(|slice| slice.cost() == 0);
        if one && intact && self.quote().key(words.start) == self.source.key(tokens.start) {
            return Step::Same;
        }
        let damaged = if group.slices.is_empty() {
            self.is_noise(group)
        } else if tokens.is_empty() {
            group.slices.iter().all(|slice| self.is_lost(slice.word, tokens.start))
        } else {
            group.slices.iter().all(|slice| self.is_misread(slice, group))
        };
        if damaged { Step::Damaged } else { Step::Replaced }
    }

    /// A group as edits; words put for others are paired one by one.
    fn edits(&self, group: &Group, step: Step) -> Vec<Edit> {
        let (words, tokens) = (group.words(), group.tokens.clone());
        let edit = |step: Step, quote, passage| Edit { step, quote, passage };
        if step != Step::Replaced {
            return vec![edit(step, words, tokens)];
        }
        let pairs = words.len().min(tokens.len());
        let pair = |at: usize| {
            let (word, token) = (words.start + at, tokens.start + at);
            let same = self.quote().key(word) == self.source.key(token);
            let step = if same { Step::Same } else { Step::Replaced };
            edit(step, word..word + 1, token..token + 1)
        };
        let mut edits: Vec<Edit> = (0..pairs).map(pair).collect();
        let (word, token) = (words.start + pairs, tokens.start + pairs);
        edits.extend((word..words.end).map(|at| edit(Step::Added, at..at + 1, token..token)));
        if token < tokens.end {
            edits.push(edit(Step::Dropped, words.end..words.end, token..tokens.end));
        }
        edits
    }

    /// Whether words of the source are specks: no letters, or single ones that are no words. A mark of
    /// the quote may have been read as any letter.
    fn is_noise(&self, group: &Group) -> bool {
        let gap = self.quote().gap(group.words().start).of(self.quote().text());
        let marked = gap.contains(|sign| fold::is_quotation_mark(sign) || fold::is_dash(sign));
        let speck = |token: usize| {
            let raw = self.source.raw(token);
            let letters = raw.chars().filter(|letter| letter.is_alphanumeric()).count();
            letters == 0 || letters == 1 && !has_figures(raw) && (marked || !words::is_one_letter_word(raw))
        };
        group.tokens.clone().all(speck) || self.is_running_head(group)
    }

    /// Whether words of the source are a running head or the number of a page: capitals, figures and
    /// what is no word, on lines of their own or run into the text.
    fn is_running_head(&self, group: &Group) -> bool {
        const LONGEST: usize = 10;
        let tokens = &group.tokens;
        let line = |gap: usize| self.source.gap(gap).of(self.source.text()).contains('\n');
        let capitals = |token: usize| inner_capitals(self.source.raw(token)) > 1;
        let head = |token: usize| {
            let raw = self.source.raw(token);
            !raw.contains(char::is_lowercase) || !lexicon::is_form(raw)
        };
        let apart = line(tokens.start) && line(tokens.end);
        tokens.len() <= LONGEST && (apart || tokens.clone().any(capitals)) && tokens.clone().all(head)
    }

    /// Whether a word that stands nowhere is one that a scanner loses: of a letter or two, with a trace
    /// of it in the gap; a lone letter with its accent or apostrophe, at the end of a line.
    fn is_lost(&self, word: usize, gap: usize) -> bool {
        const LONGEST: usize = 2;
        let raw = self.quote().raw(word);
        let letters = raw.chars().filter(|letter| letter.is_alphanumeric()).count();
        let key = self.quote().key(word);
        if LONGEST < letters || self.is_grave(word) || negation::is_plain_if(key) || meaning::joins(key) {
            return false;
        }
        let gap = self.source.gap(gap).of(self.source.text());
        let elided = raw.ends_with(fold::is_apostrophe);
        let light = letters == 1 && (elided || raw.chars().any(|letter| confusion::base(letter) != letter));
        let trace = gap.contains("  ") || gap.contains(is_speck) || elided && gap.contains(fold::is_apostrophe);
        trace || light && gap.contains('\n')
    }

    /// Whether the letters read may be the scan of a word of the quote, and of no other.
    fn is_misread(&self, slice: &Slice, group: &Group) -> bool {
        let lone = group.slices.len() == 1 && group.tokens.len() == 1;
        if slice.is_empty() {
            return false;
        }
        if slice.cost() == 0 || !lone && slice.is_intact() {
            return true;
        }
        let read = slice.text();
        let written = if lone {
            self.source.raw(group.tokens.start)
        } else {
            &read
        };
        let raw = self.quote().raw(slice.word);
        // Cut at a line end, and an accepted spelling at that: `mai-⏎tre` for `maître`.
        if variation::compare_words(raw, &read.replace('-', "")) != Likeness::Unlike {
            return true;
        }
        if self.is_known(slice, written, lone) {
            return self.is_confusion(slice, written);
        }
        let figures = has_figures(raw) || is_number(&read);
        let number = figures && 0 < slice.unexplained() || is_number(raw) && is_number(&read);
        let far = LEAST_DAMAGE.max(DAMAGE_PER_LETTER * slice.length as u32) < slice.cost();
        let run_on = lone && self.hides_a_word(slice);
        if number || far || run_on || self.is_torn(slice, group) {
            return false;
        }
        let attested = 0 < self.uses(self.quote().key(slice.word));
        let named = self.classifier.is_name(self.quote(), slice.word) && !lexicon::is_known_small(raw);
        let strange = named || !lexicon::is_form(raw);
        if strange && !(attested && self.is_one_lost(slice)) {
            // Of a name that stands nowhere else, one confusion is enough to doubt it.
            return slice.unexplained() == 0 && slice.cost() <= LETTER / 2;
        }
        !self.is_likelier_other(slice)
    }

    /// Whether letters are missing or too many where words were broken or run together other than at
    /// the end of a line: then nobody knows which word they belong to.
    fn is_torn(&self, slice: &Slice, group: &Group) -> bool {
        let line_end = |gap: usize| {
            let gap = self.source.gap(gap).of(self.source.text());
            gap.contains('\n') && gap.contains(fold::is_dash)
        };
        let broken = !(group.tokens.start + 1..group.tokens.end).all(line_end);
        let joined = 1 < group.slices.len();
        broken && 0 < slice.unexplained() || joined && slice.length < 3 * slice.unexplained()
    }

    /// Whether one letter at most was lost or put in, and none misread beyond what scanners confuse.
    fn is_one_lost(&self, slice: &Slice) -> bool {
        let put = |one: &&Misreading| one.fault == Fault::Letter && !one.meant.is_empty() && !one.read.is_empty();
        slice.unexplained() <= 1 && !slice.faults.iter().any(|one| put(&one))
    }

    /// Whether the source has another word, run together with this one: `sielle` for `elle` has `si`.
    fn hides_a_word(&self, slice: &Slice) -> bool {
        let own = confusion::letters(self.quote().raw(slice.word));
        let own: Vec<char> = own.iter().map(|&(letter, _)| letter).collect();
        let read: Vec<char> = slice.text().chars().collect();
        let whole = confusion::cost(&own, &read);
        let apart = |word: &[char], rest: &[char]| {
            let known = word.len() > 1 && lexicon::is_form(&word.iter().collect::<String>());
            known && confusion::cost(&own, rest) + LETTER < whole
        };
        (2..read.len().saturating_sub(1)).any(|at| {
            let (head, tail) = read.split_at(at);
            apart(head, tail) || apart(tail, head)
        })
    }

    /// Whether what is read is a word of its own: a French one, or a name that stands oftener than the
    /// quote's. Part of a longer word is one where the source has it elsewhere.
    fn is_known(&self, slice: &Slice, written: &str, lone: bool) -> bool {
        const OFTEN: usize = 3;
        let read = slice.text();
        if read.chars().count() == 1 {
            return lone && words::is_one_letter_word(&read);
        }
        let raw = self.quote().raw(slice.word);
        if slice.has_sign_for_letter() || inner_capitals(raw) < inner_capitals(written) {
            return false;
        }
        if written.contains('\n') {
            // Cut at a line end, what is whole is the word.
            return lexicon::is_form(&read.replace('-', ""));
        }
        let uses = self.uses(&fold::key(written));
        if !lone {
            // Words of which one is made, each known by itself: `Marie—Aimée`.
            let mut parts = written.split('-');
            let all = written.contains('-') && parts.all(|part| part.chars().count() > 1 && lexicon::is_form(part));
            return all || lexicon::is_form(&read) && 0 < uses;
        }
        let often = OFTEN <= uses && self.uses(self.quote().key(slice.word)) < uses;
        lexicon::is_form(written) || lexicon::is_form(&read) || often && written.starts_with(char::is_uppercase)
    }

    /// Whether one French word is the scan of another: by accents that this scan loses, by a confusion
    /// that it shows elsewhere, or where the word read is out of place in it.
    fn is_confusion(&self, slice: &Slice, written: &str) -> bool {
        let faults: Vec<&Misreading> = slice.faults.iter().filter(|one| one.fault != Fault::None).collect();
        let raw = self.quote().raw(slice.word);
        let accented = |one: &Misreading| one.meant.iter().any(|&letter| confusion::base(letter) != letter);
        let lost = |one: &Misreading| match one.fault {
            Fault::LostAccent => self.scan.loses_accents() || is_grammar(raw),
            Fault::LostAccented => self.scan.loses_accented(),
            Fault::Confused => self.scan.loses_accents() && accented(one),
            _ => false,
        };
        if faults.iter().all(|one| lost(one)) {
            return true;
        }
        // A word of grammar for one that is none: nobody misquotes so.
        let grammar = is_grammar(raw) && !is_grammar(written);
        let denied = negation::denial(&fold::key(written), true).is_some();
        if is_number(raw) || is_number(written) || denied || self.is_grave(slice.word) && !grammar {
            return false;
        }
        let confused = |one: &&&Misreading| one.fault == Fault::Confused;
        let fair = |one: &Misreading| match one.fault {
            Fault::Confused => {
                grammar || confusion::is_classic(&one.meant, &one.read) && self.scan.shows(&one.meant, &one.read)
            }
            Fault::Sign => grammar,
            _ => lost(one),
        };
        if faults.iter().filter(confused).count() == 1 && faults.iter().all(|one| fair(one)) {
            return true;
        }
        let named = self.classifier.is_name(self.quote(), slice.word);
        let kin = inflection::kinship(raw, written).is_some();
        let uses = self.uses(&fold::key(written));
        let rarer = |times: usize| (1..).contains(&uses) && times * uses <= self.uses(self.quote().key(slice.word));
        let alike = faults.iter().all(|one| one.fault == Fault::Confused) && slice.cost() < LETTER / 2;
        !named && !kin && (self.noisy && slice.cost() <= LETTER && rarer(2) || alike && rarer(5))
    }

    /// Whether another French word is likelier than the quote's to have been read so.
    fn is_likelier_other(&self, slice: &Slice) -> bool {
        let (cost, raw) = (slice.cost(), self.quote().raw(slice.word));
        let grave = self.is_grave(slice.word);
        if !grave && cost <= NEARER {
            return false;
        }
        let within = if grave { cost + AS_NEAR } else { cost - NEARER - 1 };
        let stem = |word: &str| fold::key(word).trim_end_matches(['\'', 'e']).to_owned();
        let own = stem(raw);
        let kind = |form: &str| (is_number(form), negation::denial(&fold::key(form), true).is_some());
        let others = lexicon::misread_as(&slice.letters(), within.min(FARTHEST));
        let small = raw.starts_with(char::is_lowercase);
        let read = fold::key(&slice.text());
        others.iter().any(|(form, price)| {
            // A small word was no name and no abbreviation.
            let word = form.chars().count() > 1 || words::is_one_letter_word(form);
            let word = word && !(small && form.starts_with(char::is_uppercase));
            let key = fold::key(form);
            // What was read here does not stand elsewhere.
            let attested = usize::from(key == read) < self.uses(&key);
            let margin = if attested { NEARER } else { NEARER_STRANGER };
            word && stem(form) != own && (price + margin < cost || grave && kind(form) == kind(raw))
        })
    }

    /// Whether a word is a number or a negation where it stands.
    fn is_grave(&self, word: usize) -> bool {
        let class = self.classifier.class_of_word(self.quote(), word);
        let grave = matches!(
            class,
            Class::Number | Class::Date | Class::Negation | Class::Restriction
        );
        grave || classify::is_number(self.quote(), word) || negation::is_ne(self.quote().key(word))
    }
}

/// Whether words of a scan may be what was meant, damaged beyond what can be told: fewer than half of
/// the letters differ.
pub fn resembles(meant: &str, read: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { confusion::letters(text).iter().map(|&(letter, _)| letter).collect() };
    let (meant, read) = (letters(meant), letters(read));
    let cost = confusion::cost(&meant, &read);
    !read.is_empty() && cost <= LEAST_DAMAGE.max(DAMAGE_PER_LETTER * meant.len() as u32)
}

fn has_figures(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    has_figures(word) && !word.contains(char::is_alphabetic) || numbers::is_number_word(word)
}

fn is_grammar(word: &str) -> bool {
    lexicon::readings(word)
        .iter()
        .any(|reading| reading.part == Part::Other)
}

/// A sign that no writer puts between two words.
fn is_speck(sign: char) -> bool {
    let usual = sign.is_whitespace() || matches!(sign, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')');
    !usual && !fold::is_dash(sign) && !fold::is_apostrophe(sign) && !fold::is_quotation_mark(sign)
}
