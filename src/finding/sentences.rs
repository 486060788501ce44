//! Every sentence a reader sees. A message is one line, lower case, no final stop, names in
//! back-ticks, and makes sense without the excerpts.

use crate::annotation::claim::FlawKind;
use crate::annotation::fields::FieldFault;
use crate::annotation::tree::Cut;
use crate::audit::fault::{Difference, Form};
use crate::config::ConfigFlawKind;
use crate::french::names::OddForm;
use crate::policy::Level;
use crate::rule::{self, Rule};
use crate::verdict::change::{Change, Class, Doubt, Operation};
use crate::verdict::reading::{Repeated, Stop, Verdict};
use crate::verdict::voice::Hearing;

/// A message and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub message: String,
    pub help: Option<String>,
}

fn say(message: String, help: impl Into<String>) -> Sentence {
    let help: String = help.into();
    Sentence {
        message,
        help: (!help.is_empty()).then_some(help),
    }
}

/// Longer words than this, in characters, are shortened in a sentence: the excerpt shows them.
const LONGEST_SHOWN: usize = 60;

fn shown(text: &str) -> String {
    let text = plain(text);
    if text.chars().count() <= LONGEST_SHOWN {
        return format!("`{text}`");
    }
    let head: String = text.chars().take(LONGEST_SHOWN - 1).collect();
    format!("`{}…`", head.trim_end())
}

fn noun(class: Class) -> &'static str {
    match class {
        Class::Number => "the number",
        Class::Date => "the date",
        Class::Unit => "the unit",
        Class::Sign => "the sign",
        Class::Negation => "the negation",
        Class::Restriction => "the restriction",
        Class::Name => "the name",
        Class::Quantifier => "the quantity",
        Class::Modal => "what may or must be",
        Class::Antonym => "the sense",
        Class::Connective => "the link between the statements",
        Class::Tense => "the tense, mood or person",
        Class::Inflection => "the number or gender",
        Class::Word | Class::Spelling => "the wording",
    }
}

/// The other reading of a change, at the end of its message.
fn doubted(doubt: Option<Doubt>) -> &'static str {
    match doubt {
        None => "",
        Some(Doubt::CommonNoun) => " (if these are names, and no common nouns)",
        Some(Doubt::Name) => " (or the name, if this is one)",
        Some(Doubt::OtherWord) => " (or the word, if these are two)",
        // Said at the end of the sentence.
        Some(Doubt::Damage) => "",
    }
}

/// A change that no other rule names.
///
/// In a scan, what may be damage is said to be so; the change stands.
pub fn change(change: &Change, quote: &str, passage: &str) -> Sentence {
    let Sentence { message, help } = plain_change(change, quote, passage);
    match change.doubt {
        Some(Doubt::Damage) => Sentence {
            message: format!("{message}, unless the scan is damaged here"),
            help: help.map(|help| format!("{help}; or compare with the page, and accept")),
        },
        _ => Sentence { message, help },
    }
}

fn plain_change(change: &Change, quote: &str, passage: &str) -> Sentence {
    let (class, operation) = (change.class, change.operation);
    let what = format!("{}{}", noun(class), doubted(change.doubt));
    let (quoted, sourced) = (shown(quote), shown(passage));
    match operation {
        Operation::Replaced if class == Class::Spelling => say(
            format!(
                "the quote spells {quoted} what the source spells {sourced}{}",
                doubted(change.doubt)
            ),
            with_code_points(format!("write {sourced}"), quote, passage),
        ),
        Operation::Replaced => say(
            format!("{what} is altered: the quote reads {quoted} where the source reads {sourced}"),
            with_code_points(format!("write {sourced}"), quote, passage),
        ),
        Operation::Dropped if matches!(class, Class::Word | Class::Spelling) => say(
            format!("the quote drops {sourced} without saying so"),
            "write the words, or mark the cut with `[…]`",
        ),
        Operation::Dropped => say(
            format!("{what} is dropped: the source has {sourced} and the quote has not"),
            format!("write {sourced}"),
        ),
        Operation::Added if matches!(class, Class::Word | Class::Spelling) => say(
            format!("the quote adds {quoted}, which the source does not say"),
            "take the words out, or put them in square brackets",
        ),
        Operation::Added => say(
            format!("{what} is added: the quote has {quoted} and the source has not"),
            format!("take {quoted} out"),
        ),
        Operation::Moved => say(
            format!("the quote moves {quoted} away from its place in the source"),
            "keep the order of the source",
        ),
    }
}

/// Names the letters that cannot be told apart by eye.
fn with_code_points(help: String, quote: &str, passage: &str) -> String {
    let hidden = |text: &str, other: &str| -> Vec<String> {
        let alike = |letter: &char| matches!(letter, '\u{300}'..='\u{36f}' | '\u{370}'..='\u{52f}' | '\u{200b}'..='\u{206f}' | '\u{ad}');
        let odd = text.chars().filter(alike).filter(|&letter| !other.contains(letter));
        odd.map(|letter| format!("U+{:04X}", letter as u32)).collect()
    };
    let (quoted, sourced) = (hidden(quote, passage), hidden(passage, quote));
    match (quoted.is_empty(), sourced.is_empty()) {
        (true, true) => help,
        (false, _) => format!("{help}; the quote's holds {}", quoted.join(", ")),
        (true, false) => format!("{help}, which holds {}", sourced.join(", ")),
    }
}

fn counts(form: &OddForm, odd: &str) -> String {
    let times = |count: usize| format!("{count}×");
    let (odd_count, usual_count) = (times(form.odd_count), times(form.written_count));
    format!(
        "the sources write {} {odd_count} and `{}` {usual_count}",
        shown(odd),
        form.written
    )
}

/// The source slips and the quote mends it in silence.
///
/// Without counts, what slips is a common word.
pub fn silent_correction(quote: &str, passage: &str, form: Option<&OddForm>) -> Sentence {
    say(
        format!(
            "the source reads {} here and the quote silently mends it to {}",
            shown(passage),
            shown(quote)
        ),
        format!(
            "write `{} [sic]` or `[{}]`: {}",
            passage.trim(),
            quote.trim(),
            why_odd(form, passage)
        ),
    )
}

fn why_odd(form: Option<&OddForm>, odd: &str) -> String {
    match form {
        Some(form) => counts(form, odd),
        None => format!("{} is no French word", shown(odd)),
    }
}

/// The quote slips where the source has the usual form.
pub fn introduced_fault(quote: &str, passage: &str, form: Option<&OddForm>) -> Sentence {
    say(
        format!(
            "the quote puts the odd form {} where the source reads {}",
            shown(quote),
            shown(passage)
        ),
        format!("write {}: {}", shown(passage), why_odd(form, quote)),
    )
}

/// The quote repeats the source's slip.
pub fn repeated_fault(passage: &str, fault: &Repeated) -> Sentence {
    let why = match fault {
        Repeated::Name(form) => counts(form, passage),
        Repeated::Word { mended } => format!("{} may be meant", shown(mended)),
    };
    say(
        format!("the quote repeats the odd form {} of its source", shown(passage)),
        format!("consider `{} [sic]`: {why}", passage.trim()),
    )
}

pub fn punctuation(quote: &str, passage: &str) -> Sentence {
    let sign = |text: &str| {
        let signs: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if signs.is_empty() {
            "nothing".to_owned()
        } else {
            format!("`{signs}`")
        }
    };
    say(
        format!(
            "the punctuation changes the tone: the quote has {} where the source has {}",
            sign(quote),
            sign(passage)
        ),
        "keep the mark of the source",
    )
}

pub fn changed_case(quote: &str, passage: &str) -> Sentence {
    say(
        format!(
            "the quote writes the name {} and the source {}",
            shown(quote),
            shown(passage)
        ),
        "write it as the source does if the capitals matter",
    )
}

pub fn dropped_marks() -> Sentence {
    say(
        "quotation marks inside the quote are on one side only".to_owned(),
        "keep the marks of the source: they may keep a distance",
    )
}

fn plain_noun(class: Class) -> &'static str {
    match class {
        Class::Negation => "a negation",
        Class::Restriction => "a restriction",
        Class::Number | Class::Date => "a number",
        Class::Unit => "a unit",
        Class::Sign => "a sign",
        Class::Name => "a name",
        Class::Quantifier | Class::Modal | Class::Antonym | Class::Connective => "words",
        Class::Word | Class::Tense | Class::Inflection | Class::Spelling => "words",
    }
}

/// A cut that takes away what the kept words need.
pub fn deceptive_cut(class: Class, passage: &str) -> Sentence {
    say(
        format!(
            "the cut hides {} that the kept words need: {}",
            plain_noun(class),
            shown(passage)
        ),
        format!("keep {} in the quote", shown(passage)),
    )
}

/// An insertion that takes away a negation or a number.
pub fn bracket_hides(class: Class, mark: &str, passage: &str) -> Sentence {
    say(
        format!(
            "the bracket {} makes {} vanish: the source reads {}",
            shown(mark),
            plain_noun(class),
            shown(passage)
        ),
        "keep the source's words outside the bracket",
    )
}

/// An insertion that stands for too many words.
pub fn bracket_rewrites(mark: &str, passage: &str) -> Sentence {
    say(
        format!("the bracket {} rewrites {}", shown(mark), shown(passage)),
        "replace three words at most, or cut with `[…]`",
    )
}

/// What a scanner did to the words of the source, each as quoted and as read.
pub fn damaged_source(damage: &[(&str, &str)]) -> Sentence {
    const SHOWN: usize = 3;
    let pairs: Vec<String> = damage
        .iter()
        .take(SHOWN)
        .map(|&(quote, passage)| match (quote.is_empty(), passage.is_empty()) {
            (true, _) => format!("{} for nothing", shown(passage)),
            (_, true) => format!("nothing for {}", shown(quote)),
            _ => format!("{} for {}", shown(passage), shown(quote)),
        })
        .collect();
    let more = if SHOWN < damage.len() {
        format!(", and {} more", damage.len() - SHOWN)
    } else {
        String::new()
    };
    say(
        format!("the scan is damaged here: it reads {}{more}", pairs.join(", ")),
        "nothing is to be mended in the quote; compare with the page where much hangs on these words",
    )
}

/// *Sic* after words that are not the source's.
pub fn false_sic(mark: &str) -> Sentence {
    say(
        format!("{} stands after words that are not so in the source", shown(mark)),
        "take it out, or write the source's own words before it",
    )
}

/// A cut that leaves very much out.
pub fn long_cut(words: usize) -> Sentence {
    say(
        format!("the cut leaves out {words} words"),
        "make two quotes of it, so that nobody takes them for one statement",
    )
}

/// A quote that stops too early.
pub fn truncated(stop: Stop, next: &str) -> Sentence {
    match stop {
        Stop::Sentence => say(
            format!(
                "the quote ends with a full stop where the source goes on: {}",
                shown(next)
            ),
            "end it without the stop, or with `[…]`",
        ),
        Stop::Negation => say(
            format!("the quote stops inside a negation: the source goes on {}", shown(next)),
            "quote the whole negation",
        ),
        Stop::Condition { .. } => say(
            format!("the quote stops before a condition: the source goes on {}", shown(next)),
            "quote the condition too",
        ),
    }
}

/// A quote that starts after the negation of its words.
pub fn beheaded(before: &str) -> Sentence {
    say(
        format!(
            "the quote starts after its negation: the source reads {} before it",
            shown(before)
        ),
        "quote the negation too; said in the claim before the quote, it is heard",
    )
}

pub fn short_quote(places: usize) -> Sentence {
    let where_it_stands = if places == 1 {
        "once".to_owned()
    } else {
        format!("{places} times")
    };
    say(
        format!("the quote is so short that it proves little: it stands {where_it_stands} in the source"),
        "quote more of the sentence",
    )
}

/// The source's own brackets are gone and their words kept.
pub fn flattened_bracket() -> Sentence {
    say(
        "the source's own square brackets are missing around these words".to_owned(),
        "keep the brackets: they show that the words were put in",
    )
}

/// The source's own brackets are gone with their words.
pub fn dropped_bracket(passage: &str) -> Sentence {
    say(
        format!(
            "the quote drops {}, which the source itself puts in square brackets",
            shown(passage)
        ),
        "keep the bracket, or mark the cut with `[…]`",
    )
}

pub fn absent(source: &str, others: usize) -> Sentence {
    let elsewhere = if others == 0 { "" } else { ", nor in any other source" };
    say(
        format!("the quote stands nowhere in `{source}`{elsewhere}"),
        "quote the source's own words, or cite the source that has them",
    )
}

pub fn wrong_source(cited: &str, found: &str, verdict: Verdict) -> Sentence {
    let how = match verdict {
        Verdict::Verbatim => "word for word",
        Verdict::Damaged => "but for damage of the scan",
        _ => "but for typography",
    };
    say(
        format!("the quote does not stand in `{cited}`: it stands {how} in `{found}`"),
        format!("write `source = \"{found}\"`"),
    )
}

/// An altered quote that is fine in another source.
pub fn elsewhere(found: &str) -> String {
    format!("the quote is fine in `{found}`")
}

/// A quote that is given to another than its source gives it to.
pub fn wrong_speaker(claimed: &str, named: &str) -> Sentence {
    say(
        format!(
            "the source gives these words to {}, not to {}",
            shown(named),
            shown(claimed)
        ),
        format!("write `speaker = \"{}\"`", plain(named)),
    )
}

/// A quote whose source does not tell that its speaker said it.
pub fn speaker_not_established(claimed: &str, heard: &Hearing, named: &str) -> Sentence {
    let claimed = shown(claimed);
    match heard {
        Hearing::Perhaps(_) => say(
            format!(
                "the source gives these words to {} and does not say whether that is {claimed}",
                shown(named)
            ),
            "name the speaker as the source does, or accept the note and say how you know",
        ),
        Hearing::Wrong(_) => say(
            format!(
                "the source gives these words to {} at one of their places and to nobody at another",
                shown(named)
            ),
            "add a `prefix` or `suffix` to say which place is meant",
        ),
        Hearing::Narrated => say(
            format!("the source does not say that these words are {claimed}’s: they stand outside its quotations"),
            "if the text is the speaker’s own, name its `author` in guillemet.toml; else accept the note and say how you know",
        ),
        _ => say(
            format!("the source quotes these words and does not name {claimed} beside them"),
            "accept the note and say how you know who speaks",
        ),
    }
}

/// A quote that joins the words of two.
pub fn spans_speakers(mark: Option<&str>, one: &str, other: Option<&str>) -> Sentence {
    let one = shown(one);
    let other = other.map_or_else(
        || "of the text itself".to_owned(),
        |other| format!("of {}", shown(other)),
    );
    match mark {
        Some(mark) => say(
            format!("over the cut `{mark}` the quote joins words of {one} and {other}"),
            "make two quotes of it, each with its speaker",
        ),
        None => say(
            format!("the quote joins words of {one} and {other}"),
            "make two quotes of it, each with its speaker",
        ),
    }
}

/// Two quotations of one statement that name two speakers.
pub fn conflicting_attribution(one: &str, other: &str) -> Sentence {
    say(
        format!(
            "one statement is given to {} here and to {} there",
            shown(one),
            shown(other)
        ),
        "find out who said it before you quote it",
    )
}

/// The words with one space between each.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn ambiguous(places: usize) -> Sentence {
    say(
        format!("the quote stands at {places} places of its source"),
        "add a `prefix` or `suffix` to say which one is meant",
    )
}

pub fn translated() -> Sentence {
    say(
        "the quote is declared a translation and was not compared".to_owned(),
        "",
    )
}

pub fn long_quote(words: usize, most: usize) -> Sentence {
    say(
        format!("the quote has {words} words: no more than {most} are compared"),
        "quote what the claim needs, or cut the quote into several",
    )
}

pub fn empty_quote() -> Sentence {
    say(
        "the quote is empty: no word is left to compare".to_owned(),
        "write the words quoted, or take the quote out",
    )
}

pub fn no_source() -> Sentence {
    say(
        "the quote names no source".to_owned(),
        "add `source = \"…\"` to the quote, to its claim, or at the head of the file",
    )
}

pub fn unknown_source(name: &str, nearest: Option<&str>) -> Sentence {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "declare it in guillemet.toml, or give a path from the project's folder".to_owned(),
    };
    say(format!("no source goes by `{name}`"), help)
}

/// Labels of places.
pub const OTHER_PLACE: &str = "it stands here too";
pub const SPEAKER: &str = "who speaks";
pub const OTHER_SPEAKER: &str = "the other speaker";
pub const NEAR_WORDING: &str = "the same statement in other words";
pub const FIRST_CLAIM: &str = "the first claim of that name";
pub const SOURCE_LABEL: &str = "the source";

pub const HERE_TOO: &str = "here too";
pub const OTHER_FORM: &str = "the other form";
pub const OTHER_WORDING: &str = "the other wording";

/// A name that the sources write in two ways.
pub fn inconsistent_name(odd: &Form, usual: &Form, difference: Difference, sure: bool) -> Sentence {
    let how = match difference {
        Difference::Letter => "one name is spelt in two ways",
        Difference::Joint => "one name is put together in two ways",
        Difference::Case => "one name is written with other capitals or accents",
    };
    let help = match (difference, sure) {
        (Difference::Case, _) => "choose one form if the source is yours".to_owned(),
        (_, true) => format!("{} is the likelier form", shown(&usual.written)),
        (_, false) => "nothing in the sources tells which form is right".to_owned(),
    };
    say(
        format!("{how}: {} beside {}", counted_form(odd), counted_form(usual)),
        help,
    )
}

fn counted_form(form: &Form) -> String {
    let quoted = match (form.quoted, form.count) {
        (0, _) => String::new(),
        (1, 1) => ", inside a quotation".to_owned(),
        (1, _) => ", 1 inside a quotation".to_owned(),
        (2, 2) => ", both inside quotations".to_owned(),
        (quoted, count) if quoted == count => ", all inside quotations".to_owned(),
        (quoted, _) => format!(", {quoted} inside quotations"),
    };
    format!("{} ({}×{quoted})", shown(&form.written), form.count)
}

/// A statement that the sources quote in two wordings.
pub fn inconsistent_quotation(differences: &[(String, String)], case_only: bool) -> Sentence {
    const MOST_SHOWN: usize = 4;
    let side = |text: &str| {
        if text.trim().is_empty() {
            "nothing".to_owned()
        } else {
            shown(text)
        }
    };
    if case_only {
        let forms = differences
            .first()
            .map(|(one, other)| format!(": {} and {}", side(one), side(other)));
        return say(
            format!("one term is quoted with other capitals{}", forms.unwrap_or_default()),
            "choose one form if the sources are yours",
        );
    }
    let pairs = differences
        .iter()
        .take(MOST_SHOWN)
        .map(|(one, other)| format!("{} for {}", side(one), side(other)));
    let pairs: Vec<String> = pairs.collect();
    let more = differences.len().saturating_sub(MOST_SHOWN);
    let more = if more == 0 {
        String::new()
    } else {
        format!(", and {more} more")
    };
    say(
        format!("one statement is quoted in two wordings: {}{more}", pairs.join(", ")),
        "say which wording a quote follows; a mix of the two is neither",
    )
}

/// An accent that stands twice, or characters that show nothing.
pub fn stray_mark(count: usize, letter: char, repair: &str) -> Sentence {
    let code = format!("U+{:04X}", letter as u32);
    let message = if matches!(letter, '\u{300}'..='\u{36f}') {
        format!("the accent {code} stands on a letter that has it already")
    } else if count == 1 {
        format!("a character {code} shows nothing")
    } else {
        format!("{count} characters {code} show nothing")
    };
    say(message, format!("write {}", shown(repair)))
}

/// A quotation mark without its other half.
pub fn unbalanced_marks(open: Option<char>, close: Option<char>) -> Sentence {
    match (open, close) {
        (Some(open), Some(close)) => say(
            format!("a quotation opens with `{open}` and closes with `{close}`"),
            "write marks of one kind",
        ),
        (Some(open), None) => say(
            format!("the opening `{open}` has no closing mark"),
            "close the quotation",
        ),
        (None, Some(close)) => say(
            format!("the closing `{close}` has no opening mark"),
            "open the quotation; its start is taken to be that of the paragraph",
        ),
        (None, None) => say("a quotation has no marks".to_owned(), ""),
    }
}

/// Quotation marks without their other half, all over a source.
pub fn many_unbalanced(count: usize) -> Sentence {
    say(
        format!("{count} quotation marks of the source have no other half"),
        "the source may open each line or paragraph of a quotation, or a scan may have lost marks",
    )
}

/// Two words without the space between them.
pub fn glued_words(first: &str, second: &str) -> Sentence {
    say(
        format!(
            "two words have lost the space between them: {}",
            shown(&format!("{first}{second}"))
        ),
        format!("write {}", shown(&format!("{first} {second}"))),
    )
}

pub fn unused_acceptance(rule: &str, text: Option<&str>) -> Sentence {
    let message = match text {
        Some(text) => format!("the acceptance of `{rule}` on {} matches no finding", shown(text)),
        None => format!("the acceptance of `{rule}` matches no finding"),
    };
    let help = match Rule::from_name(rule) {
        None => match rule::nearest(rule, Rule::ALL.iter().map(|rule| rule.name())) {
            Some(nearest) => format!("no rule goes by `{rule}`; did you mean `{nearest}`?"),
            None => format!("no rule goes by `{rule}`; `guillemet explain` lists them"),
        },
        Some(rule) if !rule.is_acceptable() => format!("`{rule}` cannot be accepted: mend what it points at"),
        Some(_) => "take it out, or correct its rule or text".to_owned(),
    };
    say(message, help)
}

/// A fault of a table's fields.
fn field(fault: &FieldFault) -> Sentence {
    match fault {
        FieldFault::Unknown { name, holder, known } => {
            let help = match rule::nearest(name, known.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the fields of {holder} are {}", listed(known)),
            };
            say(format!("{holder} has no field `{name}`"), help)
        }
        FieldFault::WrongType { field, expected, found } => say(
            format!("`{field}` takes {expected}, not {found}"),
            format!("write {expected}"),
        ),
        FieldFault::Empty { field, holder } => say(
            format!("the `{field}` of {holder} is empty"),
            "say why the finding may stand",
        ),
        FieldFault::Missing { field, holder } => say(format!("{holder} has no `{field}`"), format!("add `{field}`")),
    }
}

fn listed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A fault of an annotation file, and the rule it breaks.
pub fn annotation_flaw(kind: &FlawKind) -> (Rule, Sentence) {
    match kind {
        FlawKind::Syntax(message) => (
            Rule::AnnotationSyntax,
            say(
                format!("the annotation file cannot be read: {}", one_line(message)),
                "correct the file here",
            ),
        ),
        FlawKind::Field(fault @ FieldFault::Unknown { .. }) => (Rule::UnknownField, field(fault)),
        FlawKind::Field(fault) => (Rule::AnnotationSyntax, field(fault)),
        FlawKind::DuplicateClaim { id, .. } => (
            Rule::DuplicateClaim,
            say(
                format!("two claims of this file are called `{id}`"),
                "give each claim an id of its own",
            ),
        ),
        FlawKind::CutBySyntax(Cut::Comment) => (
            Rule::CutBySyntax,
            say(
                "a ` #` cuts this text short: YAML reads the rest of the line as a comment".to_owned(),
                "write the text in quotation marks, or a comment on a line of its own",
            ),
        ),
        FlawKind::CutBySyntax(Cut::Mapping) => (
            Rule::CutBySyntax,
            say(
                "a `: ` cuts this text in two: YAML reads what stands before it as the name of a field".to_owned(),
                "write the text in quotation marks, or below `|-`",
            ),
        ),
    }
}

/// A fault of the project file.
pub fn config_flaw(kind: &ConfigFlawKind) -> Sentence {
    match kind {
        ConfigFlawKind::Syntax(message) => say(
            format!("guillemet.toml cannot be read: {}", one_line(message)),
            "correct the file here",
        ),
        ConfigFlawKind::Field(fault) => field(fault),
        ConfigFlawKind::UnknownRule(name) => {
            let help = match rule::nearest(name, Rule::ALL.iter().map(|rule| rule.name())) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`guillemet explain` lists the rules".to_owned(),
            };
            say(format!("no rule goes by `{name}`"), help)
        }
        ConfigFlawKind::UnknownLevel(name) => say(
            format!("no level goes by `{name}`"),
            format!("the levels are {}", listed(Level::NAMES)),
        ),
        ConfigFlawKind::SlashInId(id) => say(
            format!("the id `{id}` has a `/` in it and could be taken for a path"),
            "choose an id without it",
        ),
        ConfigFlawKind::DuplicateSource(id) => say(
            format!("two sources are called `{id}`"),
            "give each source an id of its own",
        ),
    }
}

/// What a parser says, on one line and without its capital.
fn one_line(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = line.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => line,
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Missing,
    /// The first byte that is no UTF-8.
    NotUtf8 {
        offset: usize,
    },
    TooLarge {
        bytes: u64,
        limit: u64,
    },
    /// The path leads out of the project's folder.
    Outside,
    Encoding(String),
    NotAFile,
    Other(String),
}

/// What cannot be read, and what to do.
pub fn unreadable(what: &str, path: &str, reason: &Unreadable) -> Sentence {
    let (reason, help) = match reason {
        Unreadable::Missing => ("there is no such file".to_owned(), "correct the path".to_owned()),
        Unreadable::NotUtf8 { offset } => (
            format!("it is not UTF-8 from byte {offset} on"),
            "save it as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`".to_owned(),
        ),
        Unreadable::TooLarge { bytes, limit } => (
            format!("it has {bytes} bytes, over the limit of {limit}"),
            "cut it, or raise `source-megabytes` under `[limits]` in guillemet.toml".to_owned(),
        ),
        Unreadable::Outside => (
            "it lies outside the project's folder".to_owned(),
            "copy it into the project, or set `allow-outside = true` in guillemet.toml".to_owned(),
        ),
        Unreadable::Encoding(name) => (
            format!("the encoding `{name}` is not read"),
            "save it as UTF-8 and take `encoding` out".to_owned(),
        ),
        Unreadable::NotAFile => ("it is no file".to_owned(), "name a file".to_owned()),
        Unreadable::Other(message) => (message.clone(), "make the file readable".to_owned()),
    };
    say(format!("could not read the {what} `{path}`: {reason}"), help)
}

/// Why a finding that the baseline holds does not count.
pub const IN_BASELINE: &str = "recorded in the baseline";

/// What is said of a quote that has no other finding and was not compared.
pub const UNCHECKED: &str = "the quote was not compared with any source";

/// What a baseline begins with.
pub const BASELINE_HEAD: &str =
    "Findings that were there when this file was written, and do not count. It may only shrink: `guillemet baseline`";

/// What a lock begins with.
pub const LOCK_HEAD: &str = "What was checked, for `guillemet check --locked`. Written by `guillemet lock`";

/// Beside a quote whose passage moved.
pub const STANDS_HERE: &str = "it stands here now";

/// Beside a source that changed.
pub const MOVED_QUOTE: &str = "this quote stands elsewhere now";

/// Why `--locked` cannot be held.
pub const NO_LOCK: &str = "there is no guillemet.lock: write one with `guillemet lock`";

/// Why nothing is recorded of a run that failed.
pub const NOT_RECORDED: &str = "nothing was recorded: something could not be read, as `guillemet check` tells";

/// An entry of the baseline that stands for no finding.
pub fn unused_baseline(rule: &str, file: &str, claim: &str) -> Sentence {
    let claim = if claim.is_empty() {
        String::new()
    } else {
        format!(", claim {}", shown(claim))
    };
    say(
        format!("the baseline holds a finding of `{rule}` in `{file}`{claim} that is not there any more"),
        "run `guillemet baseline`, which takes it out",
    )
}

/// What is wrong with a file that the checker itself writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordFlaw {
    /// What the parser says.
    Syntax(String),
    Field(FieldFault),
    /// None that this checker knows.
    Version,
}

/// A fault of such a file.
pub fn record_flaw(name: &str, flaw: &RecordFlaw) -> Sentence {
    let anew = format!("correct it, or delete `{name}` and write it anew");
    match flaw {
        RecordFlaw::Syntax(message) => say(format!("{name} cannot be read: {}", one_line(message)), anew),
        RecordFlaw::Field(fault) => {
            let Sentence { message, .. } = field(fault);
            say(format!("{name} cannot be read: {message}"), anew)
        }
        RecordFlaw::Version => say(format!("{name} has a version that is not known here"), anew),
    }
}

/// What `lock` wrote.
pub fn locked(quotes: usize, sources: usize) -> String {
    format!("locked {} of {}", counted(quotes, "quote"), counted(sources, "source"))
}

/// Why `lock` wrote nothing.
pub fn drifted(count: usize) -> String {
    format!(
        "{} from guillemet.lock: `guillemet lock --update` locks the project as it is",
        match count {
            1 => "1 thing differs".to_owned(),
            count => format!("{count} things differ"),
        }
    )
}

/// What `baseline` did: how many findings are recorded, were taken out, are new.
pub fn baselined(recorded: usize, gone: usize, new: usize) -> String {
    let mut text = format!("{} recorded", counted(recorded, "finding"));
    if 0 < gone {
        text.push_str(&format!(", {gone} taken out"));
    }
    if 0 < new {
        text.push_str(&format!(
            ", {new} not: a baseline only shrinks, so mend or accept what is new"
        ));
    }
    text
}

/// Why a stream is not answered.
pub const STREAM_FORMAT: &str = "claims from standard input are answered in `jsonl`, on standard output";

/// Why a stream ends early.
pub const LINE_TOO_LONG: &str = "a line of standard input is too long";

/// What is wrong with a line that is no text.
pub const NOT_UTF8: &str = "it is not UTF-8";

/// What cannot be said of a stream.
pub const STREAM_ALONE: &str = "`-` stands alone: no other path, `--watch` or `--locked` goes with it";

/// Below a report that is made anew.
pub const WATCHING: &str = "waiting for a change; Ctrl-C ends";

/// Why a report is not written.
pub fn own_file(path: &str) -> String {
    format!("`{path}` is a file of the project and would be lost: name another for the report")
}

/// Why a report is not written.
pub fn written_twice(path: &str) -> String {
    format!("two reports would go to `{path}`: name a file for each")
}

/// Why nothing is watched.
pub fn not_watched(reason: &str) -> String {
    format!("could not watch the project: {reason}")
}

/// Why `init` does nothing.
pub fn already_there(name: &str) -> String {
    format!("there is a `{name}` here already")
}

/// Why `init` does nothing.
pub fn no_text(folder: &str) -> String {
    format!("there is no text (*.txt) below `{folder}`")
}

/// What `init` leaves out.
pub const LEFT_OUT: &str = "left out";

/// What `init` did.
pub fn initialised(project: &str, annotation: &str, sources: usize) -> String {
    format!(
        "wrote {project} with {} and {annotation}; run `guillemet check`, then say in each claim what its quote is for",
        counted(sources, "source")
    )
}

const LOCK_ANEW: &str = "look at the difference, then run `guillemet lock --update`";

pub fn source_changed(id: &str, moved: usize) -> Sentence {
    let moved = match moved {
        0 => "no quote of it moved".to_owned(),
        count => format!("{} of it stand elsewhere now", counted(count, "quote")),
    };
    say(format!("the source `{id}` is not what was locked: {moved}"), LOCK_ANEW)
}

pub fn source_new(id: &str) -> Sentence {
    say(format!("the source `{id}` is not in the lock"), LOCK_ANEW)
}

pub fn source_gone(id: &str) -> Sentence {
    say(format!("the source `{id}` is locked and no longer there"), LOCK_ANEW)
}

pub fn source_moved(id: &str, there: &str, here: &str) -> Sentence {
    say(
        format!("the source `{id}` was locked at `{there}` and is `{here}` now"),
        LOCK_ANEW,
    )
}

pub fn source_read_otherwise(id: &str, there: &str, here: &str) -> Sentence {
    say(
        format!("the source `{id}` is read in another way: `{here}`, locked with `{there}`"),
        LOCK_ANEW,
    )
}

pub fn quote_unlocked() -> Sentence {
    say("the quote is not in the lock".to_owned(), LOCK_ANEW)
}

pub fn quote_changed(there: &str) -> Sentence {
    say(format!("the quote is not what was locked: {}", shown(there)), LOCK_ANEW)
}

pub fn quote_gone(exact: &str, claim: &str) -> Sentence {
    say(
        format!(
            "the claim {} was locked with {}, and has it no longer",
            shown(claim),
            shown(exact)
        ),
        LOCK_ANEW,
    )
}

/// A quote that stands elsewhere in a source that is the same; nothing where it stands nowhere.
pub fn passage_moved(there: Option<&str>, here: Option<&str>) -> Sentence {
    let place = |place: Option<&str>| place.map_or_else(|| "nowhere".to_owned(), |place| format!("`{place}`"));
    say(
        format!(
            "the quote was locked at {} and stands at {} now",
            place(there),
            place(here)
        ),
        LOCK_ANEW,
    )
}

/// A rule whose level is another in the project file; nothing where none is set.
pub fn level_changed(rule: &str, [there, here]: [Option<&str>; 2]) -> Sentence {
    let level = |level: Option<&str>| level.map_or("its default".to_owned(), |level| format!("`{level}`"));
    say(
        format!(
            "the level of `{rule}` is {} and was locked as {}",
            level(here),
            level(there)
        ),
        LOCK_ANEW,
    )
}

/// What a repair did.
pub fn repaired(before: &str, after: &str) -> String {
    match (before.trim().is_empty(), after.trim().is_empty()) {
        (true, _) => format!("wrote {}", shown(after)),
        (_, true) => format!("took out {}", shown(before)),
        _ => format!("wrote {} for {}", shown(after), shown(before)),
    }
}

/// What `fix` did in all, and what is left at a failing level: with a repair that was not asked for,
/// and without any that holds.
pub fn repairs(written: usize, only_shown: bool, withheld: usize, left: usize) -> String {
    let verb = if only_shown { "to write" } else { "written" };
    let done = format!("{} {verb}", counted(written, "repair"));
    let more = (0 < withheld).then(|| format!("{withheld} more with `--unsafe-fixes`"));
    let left = (0 < left).then(|| format!("{} left without one", counted(left, "finding")));
    let parts: Vec<String> = [Some(done), more, left].into_iter().flatten().collect();
    parts.join(", ")
}

/// A file that could not be written.
pub fn not_written(path: &str, reason: &str) -> String {
    format!("could not write `{path}`: {reason}")
}

/// A count with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What a table that would be too long ends with.
pub fn more_findings(count: usize) -> String {
    format!("and {count} more")
}

/// Why a quote cannot be looked for.
pub const NO_SOURCE_TO_SEARCH: &str =
    "there is no source to search: name one with `--source`, or declare it in guillemet.toml";

/// Why an audit that found nothing wrong is no pass.
pub const NOTHING_READ: &str = "nothing was read: no source is declared or named";

/// Why a run that found nothing wrong is no pass.
pub const NOTHING_COMPARED: &str = "nothing was compared: no quote could be checked against a source";
