//! Who says each quotation of a text, as the words beside it tell.
//!
//! An incise (`« … », a déclaré Marina Ferrari`), a subject and its verb before it (`Lionel Jospin
//! écrit : « … »`), *selon* and its like, a name alone after it, the quotation before it in the same
//! breath. Where the text leaves a doubt, nothing is said: a wrong accusation is worse than silence.

use crate::french::people::designation::{self, Designation};
use crate::french::people::terms::Gender;
use crate::french::speech::phrase::Reader;
use crate::french::words::{Cut, is_listed};
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

/// Who speaks, and the words that tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker as the text names it, in bytes; the one that a pronoun stands for.
    pub speaker: Span,
    /// From the verb to the speaker, or to the pronoun; the speaker alone where no verb stands. For a
    /// quotation that goes on after another, the words that tell of the first.
    pub cue: Span,
}

/// The most words of an incise, of what stands between a verb and the words said, and of what leads to them.
pub const INCISE: usize = 36;
pub const LEAD: usize = 60;

/// For each quotation of a text, in order, who says it where the text tells. `cuts` are the words of the text.
pub fn attributions(text: &str, cuts: &[Cut], quotations: &[Quoted]) -> Vec<Option<Attribution>> {
    let reader = Reader::new(text, cuts, quotations);
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(quotations.len());
    for at in 0..quotations.len() {
        let attribution = reader.attribution(at, &found);
        found.push(attribution);
    }
    found
}

impl Reader<'_> {
    fn attribution(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        // Marks around nothing: nobody says that.
        if self.words_of(quotation).is_empty() {
            return None;
        }
        if quotation.depth > 0 {
            let outer = self.around(at).and_then(|outer| found[outer]);
            let own = self.after(at).or_else(|| self.before(at));
            // Whom the speaker quotes is named, or is somebody unknown.
            let term = quotation.inner.of(self.text).starts_with(char::is_lowercase) && !self.is_announced(quotation);
            return own.or_else(|| outer.filter(|_| term));
        }
        if self.is_mention(quotation) {
            return None;
        }
        let beside = self
            .after(at)
            .or_else(|| self.inner_incise(at))
            .or_else(|| self.caption(quotation))
            .or_else(|| self.before(at));
        // Words that tell of somebody we cannot name rule out whoever stands farther off.
        if beside.is_some() {
            return beside;
        }
        if self.has_own_incise(at) || self.has_own_subject(at) {
            return self.said_on(at, found);
        }
        self.continued(at, found)
            .or_else(|| self.participle(at, found))
            .or_else(|| self.sentence_incise(at))
            .or_else(|| self.listed(at, found))
    }

    /// Whether the word stands on the level of the quotation's own marks: outside all if it is outermost.
    pub fn is_level(&self, word: usize, quotation: usize) -> bool {
        let nested = self.quotations[quotation].depth > 0;
        let level = nested.then(|| self.around(quotation)).flatten();
        self.inside.get(word).is_some_and(|&inside| inside == level)
    }

    /// What stands between a quotation and the word before it, or the end of that.
    pub fn lead(&self, quotation: &Quoted) -> &str {
        const LONGEST: usize = 200;
        let end = quotation.outer.start();
        let word = self.word_at(end);
        let start = word.checked_sub(1).map_or(0, |before| self.cuts[before].span.end());
        let near = (end.saturating_sub(LONGEST)..=end).find(|&byte| self.text.is_char_boundary(byte));
        &self.text[start.max(near.unwrap_or(end)).min(end)..end]
    }

    /// Whether a colon leads to the quotation.
    pub fn is_announced(&self, quotation: &Quoted) -> bool {
        self.lead(quotation).contains(':')
    }

    /// Whether the marks stand around a word or a name that is spoken of: `le mot « merci »`.
    fn is_mention(&self, quotation: &Quoted) -> bool {
        const NAMING: &str = "mot terme expression nom prénom verbe surnom titre label sigle intitulé intitulée \
            dit dite dits dites prétendu prétendue soi-disant baptisé baptisée surnommé surnommée appelé appelée \
            nommé nommée rebaptisé rebaptisée dénommé dénommée lettre bouton onglet rubrique alias";
        let before = self.word_at(quotation.outer.start()).checked_sub(1);
        let named = before.is_some_and(|before| is_listed(NAMING, &self.small(before)));
        // `Le lieu, dit « la Combe »`, and not `Paul dit « non »`.
        let said = before.is_some_and(|before| {
            matches!(self.small(before).as_str(), "dit" | "dite" | "dits" | "dites") && !self.follows_comma(before)
        });
        named && !said && self.lead(quotation).trim().is_empty()
    }

    /// `« … », dit Paul. « … », ajoute-t-il`: the speaker before, where the pronoun fits.
    fn said_on(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let first = self.word_at(self.quotations[at].outer.end());
        let pronoun = self
            .turned_verb(first)
            .or_else(|| Some(first + self.saying(first)?.pronoun?))?;
        let last = self.quotations[..at].iter().rfind(|quotation| quotation.depth == 0)?;
        let behind = |told: &Attribution| last.outer.end() <= told.cue.start();
        let before = self.continued(at, found).filter(behind)?;
        let told = designation::designations(before.speaker.of(self.text));
        let gender = told.first().and_then(Designation::gender);
        let fits = match (self.small(pronoun).as_str(), gender) {
            ("il", gender) => gender != Some(Gender::Feminine),
            ("elle", gender) => gender != Some(Gender::Masculine),
            _ => false,
        };
        let cue = self.span(&(first..pronoun + 1));
        fits.then_some(Attribution { cue, ..before })
    }

    /// A name right after the closing mark: under a pull quote, behind a dash or in parentheses.
    fn caption(&self, quotation: &Quoted) -> Option<Attribution> {
        let first = self.word_at(quotation.outer.end());
        let lead = self
            .text
            .get(quotation.outer.end()..self.cuts.get(first)?.span.start())?;
        let breaks = lead.matches('\n').count();
        let name = self.name(first).filter(|name| 1 < name.len() && breaks < 2)?;
        let start = quotation.outer.start();
        let head = &self.text[self.line_start(start)..start];
        let opens = !head.contains(char::is_alphanumeric);
        let ends = quotation.inner.of(self.text).ends_with(['.', '!', '?', '…']);
        let sign = lead.trim().trim_matches('.');
        let end = self.cuts[name.end - 1].span.end();
        let line_end = self.line_end(end);
        let rest = &self.text[end..line_end];
        let bare = !rest.contains(char::is_alphanumeric);
        // A name that acts is the subject of the next sentence.
        let mut words = (name.end..self.word_at(line_end)).take(LEAD);
        let acts = words.any(|word| {
            self.is_sure_verb(word) || matches!(self.small(word).as_str(), "n’" | "n'" | "ne" | "a" | "est")
        });
        let told = match sign {
            "" => opens && !acts && (ends || bare && breaks == 1),
            "(" => rest.trim_start().starts_with([')', ',']),
            ":" => opens && !acts && breaks == 0,
            _ => !acts && sign.chars().count() == 1 && sign.chars().all(fold::is_dash),
        };
        let speaker = self.speaker(&name);
        told.then_some(Attribution { speaker, cue: speaker })
    }

    /// The speaker of the quotation before, where only the end of its sentence stands between the two,
    /// or a word that joins them.
    fn continued(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        const JOINTS: &str = "et ou puis mais de d' du des que qu' un une le la les l' a au avec ni";
        let quotation = &self.quotations[at];
        let before = (0..at).rev().find(|&before| self.quotations[before].depth == 0)?;
        let attribution = found[before]?;
        let last = self.quotations[before].outer.end();
        let told = attribution.cue.end();
        let behind = last <= told && told < quotation.outer.start();
        let start = if behind { told } else { last };
        let between = self.text.get(start..quotation.outer.start())?;
        // What follows a question may be another's answer.
        let asked = self.quotations[before].inner.of(self.text).ends_with('?');
        if asked || between.contains('\n') {
            return None;
        }
        let rest = self.word_at(start)..self.word_at(quotation.outer.start());
        let joins = |word: usize| is_listed(JOINTS, &fold::key(self.raw(word)));
        let joined = rest.len() <= 4 && rest.clone().all(joins);
        let signs = |letter: char| {
            letter.is_alphabetic() || letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | '’' | '\'')
        };
        // `« … », poursuit-il, « … »`
        let goes_on = |first: usize| {
            let saying = self
                .saying(first)
                .filter(|saying| saying.pronoun.is_some() && !saying.is_negated);
            saying.is_some_and(|saying| first + saying.len == rest.end)
        };
        // `évoque « … » et assure que « … »`
        let says_too = |first: usize| {
            let saying = self
                .saying(first + 1)
                .filter(|saying| saying.anywhere && !saying.is_negated);
            let past = saying.map(|saying| first + 1 + saying.len);
            let past = past.filter(|&past| self.small(first) == "et" && past <= rest.end);
            past.is_some_and(|past| (past..rest.end).all(joins))
        };
        let dashes = |letter: char| signs(letter) || fold::is_hyphen(letter);
        let captioned = attribution.speaker == attribution.cue && !between.contains('.');
        if (joined || goes_on(rest.start) || says_too(rest.start)) && between.chars().all(dashes) && !captioned {
            return Some(attribution);
        }
        // `« … », dit-il dans son discours. « … »`; a capital behind a comma is that of a title.
        let stop = between.trim();
        let small = quotation.inner.of(self.text).starts_with(char::is_lowercase);
        let ends = stop.ends_with(['.', ':']) || small && stop.ends_with([',', ';']);
        let one_sentence = ends && !stop[..stop.len() - 1].contains(['.', '!', '?', ':']);
        let quiet = |word: usize| !self.is_sure_verb(word) && self.name(word).is_none_or(|name| name.len() < 2);
        (behind && one_sentence && rest.len() <= INCISE && rest.clone().all(quiet)).then_some(attribution)
    }

    /// The items of a list are said by who is told to say them before its colon.
    fn listed(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        if !self.is_item(quotation) {
            return None;
        }
        let line = self.line_start(quotation.outer.start()).checked_sub(1)?;
        let above = self.text[..line].trim_end();
        if above.ends_with(':') {
            let end = self.word_at(above.len());
            let opens = self.clause_start(end, at)?;
            return self.told_by_list(opens, end, at);
        }
        let last = (0..at).rev().find(|&last| self.quotations[last].depth == 0)?;
        let between = self
            .text
            .get(self.quotations[last].outer.end()..quotation.outer.start())?;
        let next = !between.contains(char::is_alphabetic) && between.contains('\n');
        found[last].filter(|_| next && self.is_item(&self.quotations[last]) && between.matches("\n\n").count() == 0)
    }

    /// Whether the quotation is all there is on its lines, but for a bullet or a number.
    fn is_item(&self, quotation: &Quoted) -> bool {
        // In bytes, of a bullet, and of what ends an item.
        const LONGEST: usize = 100;
        let (opens, closes) = (quotation.outer.start(), quotation.outer.end());
        let start = self.line_start(opens);
        let head = &self.text[start..opens];
        let tail = &self.text[closes..self.line_end(closes)];
        let marks = start > 0 && head.len() <= LONGEST && tail.len() <= LONGEST;
        marks && !head.contains(char::is_alphabetic) && !tail.contains(char::is_alphanumeric)
    }

    /// The subject of a sentence that ends in a colon and speaks, or makes a call: `ont lancé un appel :`.
    fn told_by_list(&self, opens: usize, end: usize, at: usize) -> Option<Attribution> {
        const CALLS: &str = "appel appels message messages vœux slogan slogans mot mots question questions \
            revendications demandes conseils recommandations propositions engagements exigences principes règles \
            conditions critiques";
        for start in (opens..end).rev().filter(|&start| self.starts_clause(start, opens)) {
            let spoken = self
                .clause(start, end)
                .filter(|(subject, ..)| self.is_somebody(subject));
            if let Some((subject, verb, saying)) = spoken.filter(|(.., saying)| !saying.is_negated) {
                let speaker = self.speaker(&subject);
                let cue = speaker.cover(self.cuts[verb + saying.len - 1].span);
                return self.is_level(start, at).then_some(Attribution { speaker, cue });
            }
        }
        let calls = (opens..end).any(|word| is_listed(CALLS, &self.small(word)));
        let subject = self.noun_phrase(opens).filter(|_| calls)?;
        let named = self.is_name(opens) && self.is_verb(subject.end);
        let verb = (subject.start + 1..=subject.end)
            .find(|&word| word < end && (self.is_sure_verb(word) || self.is_name(word - 1) && self.is_verb(word)));
        let verb = if named { subject.end } else { verb? };
        let speaker = self.speaker(&(subject.start..verb));
        let cue = speaker.cover(self.cuts[verb].span);
        Some(Attribution { speaker, cue })
    }
}
