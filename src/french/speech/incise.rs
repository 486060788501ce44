//! Incises: the verb of speech and its subject behind or inside the words said.

use std::ops::Range;

use crate::french::lexicon;
use crate::french::people::terms;
use crate::french::speech::attribution::{Attribution, INCISE, LEAD};
use crate::french::speech::phrase::{Reader, is_counter, is_time, leads_aside, leads_on};
use crate::french::speech::saying;
use crate::french::words::Kind;
use crate::text::fold;
use crate::text::quotation::Quoted;
use crate::text::span::Span;

impl Reader<'_> {
    /// An incise after the closing mark, or *selon* and a name.
    pub fn after(&self, at: usize) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        let first = self.word_at(quotation.outer.end());
        let start = self.cuts.get(first)?.span.start();
        let lead = self.text.get(quotation.outer.end()..start)?;
        let quiet = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '(') || fold::is_dash(letter);
        let capital = self.raw(first).starts_with(char::is_uppercase);
        let ended = quotation.inner.of(self.text).ends_with(['.', '!', '?', '…']) || lead.contains('\n');
        if !lead.chars().all(quiet) || 1 < lead.matches('\n').count() || !self.is_level(first, at) || capital && ended {
            return None;
        }
        let according = || {
            self.according(first)
                .filter(|_| self.small(first) != "pour" || lead.contains(','))
        };
        self.incise(first)
            .or_else(according)
            .or_else(|| self.agent(first, quotation))
            .or_else(|| self.dixit(first))
            .or_else(|| self.read_in(first))
            .or_else(|| self.other_incise(first, quotation))
    }

    /// Whether a verb of speech, or any verb with its pronoun, follows the quotation.
    pub fn has_own_incise(&self, at: usize) -> bool {
        let quotation = &self.quotations[at];
        let first = self.word_at(quotation.outer.end());
        let start = self.cuts.get(first).map_or(self.text.len(), |cut| cut.span.start());
        let lead = self.text.get(quotation.outer.end()..start).unwrap_or("");
        let close = lead
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\n' || letter == ',');
        let small = self.raw(first).starts_with(char::is_lowercase);
        close && small && (self.saying(first).is_some() || self.turned_verb(first).is_some())
    }

    /// The pronoun of a verb that is turned round, whatever it means: `se défend-il`.
    pub fn turned_verb(&self, first: usize) -> Option<usize> {
        const MOST_PRONOUNS: usize = 3;
        let is_object = |&word: &usize| {
            let small = self.small(word);
            matches!(small.as_str(), "se" | "s’" | "s'" | "lui" | "leur" | "l’" | "l'")
        };
        let verb = first + (first..).take(MOST_PRONOUNS).take_while(is_object).count();
        let hyphened = |word: usize| self.gap(word).chars().all(fold::is_hyphen) && !self.gap(word).is_empty();
        let pronoun = verb + 1 + usize::from(self.small(verb + 1) == "t");
        let turned = hyphened(verb + 1) && saying::is_subject_pronoun(self.raw(pronoun));
        (turned && self.is_verb(verb)).then_some(pronoun)
    }

    /// An incise with a verb that no table has, right behind words that are more than a term:
    /// `« … », cingle l’élue Anne Petit.`
    pub fn other_incise(&self, first: usize, quotation: &Quoted) -> Option<Attribution> {
        const TERM: usize = 3;
        if self.words_of(quotation).len() < TERM || self.raw(first).starts_with(char::is_uppercase) {
            return None;
        }
        if let Some(pronoun) = self.turned_verb(first) {
            return self.by_pronoun(pronoun, self.span(&(first..pronoun + 1)));
        }
        let reflexive = usize::from(matches!(
            self.small(first).as_str(),
            "se" | "s’" | "s'" | "lui" | "leur"
        ));
        let verb = first + reflexive;
        let subject = self
            .noun_phrase(verb + 1)
            .filter(|_| self.is_verb(verb) && self.follows(verb + 1))?;
        let speaker = self.speaker(&subject);
        let cue = self.cuts[first].span.cover(speaker);
        let incise = Attribution { speaker, cue };
        (self.is_somebody(&subject) && self.closes(&incise)).then_some(incise)
    }

    /// A verb of speech and its subject behind it, from a word on: `a déclaré hier Marina Ferrari`.
    pub fn incise(&self, first: usize) -> Option<Attribution> {
        let mut verb = first;
        if matches!(self.small(first).as_str(), "comme" | "ainsi") {
            verb += 1 + usize::from(matches!(self.small(first + 1).as_str(), "le" | "que"));
        }
        let saying = self.saying(verb).filter(|saying| !saying.is_negated)?;
        let end = verb + saying.len;
        if let Some(pronoun) = saying.pronoun {
            let cue = self.span(&(verb..end));
            return self.by_pronoun(verb + pronoun, cue);
        }
        let subject = self.subject_after(end)?;
        // `a fait son chemin`: what is no verb of speech needs somebody who can speak.
        if !saying.anywhere && !self.is_somebody(&subject) {
            return None;
        }
        let speaker = self.speaker(&subject);
        let cue = self.cuts[verb].span.cover(speaker);
        Some(Attribution { speaker, cue })
    }

    /// Whom the pronoun at a word stands for, told by these bytes.
    pub fn by_pronoun(&self, pronoun: usize, cue: Span) -> Option<Attribution> {
        let inside = self.level(pronoun);
        let last = self.word_at(cue.start()).checked_sub(1);
        let quoted = inside.or_else(|| last.and_then(|last| self.level(last)));
        let from = quoted.map_or(cue.start(), |quotation| self.quotations[quotation].outer.start());
        let speaker = self.antecedent(self.raw(pronoun), from.min(cue.start()))?;
        Some(Attribution { speaker, cue })
    }

    /// The subject that stands behind its verb: next to it, or past when, where and to whom.
    pub fn subject_after(&self, from: usize) -> Option<Range<usize>> {
        let mut at = from;
        let mut strayed = false;
        let mut perhaps = None;
        while at < self.cuts.len() && at - from < INCISE && self.level(at) == self.level(from.saturating_sub(1)) {
            let small = self.small(at);
            if at != from && !self.follows(at) && !self.is_abbreviated(at) {
                // `a dit hier, à Lyon, Paul Martin`
                if !self.follows_comma(at) || !strayed {
                    return perhaps;
                }
                // `auprès du chauffeur, Roger Blanchet, le petit Ilyes`: perhaps the name of the one before.
                let named = self.name(at).filter(|_| !self.is_name(at - 1));
                if let Some(name) = named {
                    at = name.end;
                    perhaps = perhaps.or(Some(name));
                    continue;
                }
                if small == "et" {
                    at += 1;
                    continue;
                }
            }
            if leads_aside(&small) {
                strayed = true;
                at = self.past_aside(at)?;
            } else if saying::is_adverb(&small) || is_time(&small) || self.cuts[at].kind == Kind::Number {
                strayed = true;
                at += 1;
            } else if terms::is_article(&small) && is_time(&self.small(at + 1)) {
                strayed = true;
                at += 2;
            } else {
                let Some(subject) = self.noun_phrase(at) else {
                    return perhaps;
                };
                let counted = is_counter(&small) || self.follows_comma(at) && at != from && !strayed;
                let doubtful = self.follows_comma(at) && at != from && !self.ends_incise(subject.end);
                return (!(counted || doubtful) || self.is_somebody(&subject))
                    .then_some(subject)
                    .or(perhaps);
            }
        }
        // The text ends; a longer incise is none we can read.
        perhaps.filter(|_| at >= self.cuts.len())
    }

    /// Whether a sign ends the incise before this word.
    pub fn ends_incise(&self, word: usize) -> bool {
        self.gap(word).contains([',', '.', ';', '!', '?', '»', '”', '"']) || word >= self.cuts.len()
    }

    /// The first word past a preposition and its group: `à la presse | Jean`, `dans ses Mémoires | le
    /// lieutenant`, `à Carole Delgado | le président`.
    pub fn past_aside(&self, preposition: usize) -> Option<usize> {
        let mut next = preposition + 1;
        let mut governed = true;
        while next < self.cuts.len() && (self.follows(next) || self.is_abbreviated(next)) {
            let small = self.small(next);
            if leads_aside(&small) {
                governed = true;
                next += 1;
                continue;
            }
            if let Some(name) = self.name(next) {
                // A name behind a noun is another's: `à la presse Jean Dupontel`.
                let person = 1 < name.len() || terms::is_title(self.raw(next));
                if !governed && person && !terms::is_role(self.raw(next - 1)) {
                    break;
                }
                next = name.end;
                governed = false;
                continue;
            }
            if terms::is_article(&small) {
                let contracted = matches!(self.small(next - 1).as_str(), "au" | "aux" | "du" | "des");
                if !governed || contracted {
                    break;
                }
                next += 1;
                continue;
            }
            if leads_on(&small) {
                break;
            }
            governed = governed && terms::is_article(&self.small(next - 1)) && self.is_name(next);
            next += 1;
        }
        (next < self.cuts.len()).then_some(next)
    }

    /// `qualifié de « danger public » par Anne Petit`: whoever judged it so.
    pub fn agent(&self, first: usize, quotation: &Quoted) -> Option<Attribution> {
        const NEAR: usize = 3;
        let start = self.word_at(quotation.outer.start());
        let judged = (start.saturating_sub(NEAR)..start).any(|word| {
            let readings = lexicon::readings(&self.small(word));
            readings
                .iter()
                .any(|reading| reading.is_participle() && saying::is_judgement(&reading.lemma))
        });
        let subject = self
            .noun_phrase(first + 1)
            .filter(|_| judged && self.small(first) == "par")?;
        let speaker = self.speaker(&subject);
        let cue = self.cuts[first].span.cover(speaker);
        self.is_somebody(&subject).then_some(Attribution { speaker, cue })
    }

    /// `X dixit`, `dixit X`.
    pub fn dixit(&self, first: usize) -> Option<Attribution> {
        let subject = self
            .noun_phrase(first)
            .filter(|subject| self.small(subject.end) == "dixit")?;
        let speaker = self.speaker(&subject);
        let cue = speaker.cover(self.cuts[subject.end].span);
        Some(Attribution { speaker, cue })
    }

    /// `peut-on lire dans un communiqué de Valmetal`: what is read speaks.
    pub fn read_in(&self, first: usize) -> Option<Attribution> {
        let keys: Vec<String> = (first..first + 4).map(|word| self.small(word)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let past = match keys.as_slice() {
            ["peut", "on", "lire", "dans" | "sur"] => 4,
            ["lit", "on", "dans" | "sur", _] => 3,
            _ => return None,
        };
        let subject = self.noun_phrase(first + past)?;
        let speaker = self.speaker(&subject);
        let cue = self.cuts[first].span.cover(speaker);
        Some(Attribution { speaker, cue })
    }

    /// An incise elsewhere in the sentence of a quotation: `Le « choix » est le bon, a dit Paul Martin.`
    pub fn sentence_incise(&self, at: usize) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        let ended = quotation.inner.of(self.text).ends_with(['.', '!', '?', '…']);
        let stands = |word: usize| self.gap(word).contains(',') && self.level(word).is_none();
        let told = |word: usize| {
            let incise = self.incise(word).filter(|incise| self.closes(incise))?;
            let words = self.word_at(incise.speaker.start())..self.word_at(incise.speaker.end());
            // `…, commande la place` has an object behind its verb.
            (self.is_somebody(&words) || self.is_house(&words)).then_some(incise)
        };
        let start = self.word_at(quotation.outer.end());
        let stops = |word: usize| {
            let crosses = self.crosses(word) || self.level(word).is_none();
            crosses
                && self.gap(word).contains(['.', '!', '?', '…', ';', '\n'])
                && self.cuts[word].opens_sentence
                && !self.is_abbreviated(word)
        };
        let ahead = (start..self.cuts.len().min(start + LEAD))
            .take_while(|&word| !stops(word) && !ended)
            .filter(|&word| stands(word))
            .find_map(told);
        if ahead.is_some() {
            return ahead;
        }
        let end = self.word_at(quotation.outer.start());
        if self.lead(quotation).contains(['.', '!', '?', '…', '\n']) {
            return None;
        }
        let opens = self.clause_start(end, at)?;
        // What stands right behind another quotation tells of that one.
        let own = |word: &usize| stands(*word) && !self.gap(*word).contains(fold::is_quotation_mark);
        (opens + 1..end).filter(own).find_map(told)
    }

    /// Whether a sign ends the incise at its speaker, or past when and where.
    pub fn closes(&self, incise: &Attribution) -> bool {
        let last = self.word_at(incise.cue.end());
        let mut word = last;
        while word < self.cuts.len() && word - last < INCISE {
            let gap = self.gap(word);
            if gap.contains([',', '.', ';', '!', '?', ')', '\n']) && !self.is_abbreviated(word) {
                return true;
            }
            if self.level(word) != self.level(last.saturating_sub(1)) || word == last && !self.is_aside(word) {
                return false;
            }
            word += 1;
        }
        word == self.cuts.len()
    }

    /// Whether the word leads to when, where or how somebody spoke.
    pub fn is_aside(&self, word: usize) -> bool {
        let small = self.small(word);
        leads_aside(&small) && small != "à"
            || saying::is_adverb(&small)
            || matches!(small.as_str(), "qui" | "dont" | "tout")
            || small == "à" && !self.is_infinitive(word + 1)
    }

    /// An incise inside the marks: `« Venez, dit Paul Martin, et voyez. »`
    pub fn inner_incise(&self, at: usize) -> Option<Attribution> {
        let words = self.words_of(&self.quotations[at]);
        let last = words.end;
        self.incise_among(words, Some(at))
            .filter(|incise| self.word_at(incise.cue.end()) < last)
    }

    /// The one incise among words that somebody says, on this level of quotation.
    pub fn incise_among(&self, words: Range<usize>, level: Option<usize>) -> Option<Attribution> {
        let mine = |word: usize| {
            matches!(
                self.small(word).as_str(),
                "mon" | "ma" | "mes" | "notre" | "nos" | "votre" | "vos" | "je" | "on"
            )
        };
        let mut found = words.clone().skip(1).filter_map(|word| {
            let before = self.gap(word).trim();
            let opens = before.ends_with([',', '!', '?', '…', '(']) || before.ends_with(fold::is_dash);
            if !opens || self.level(word) != level || self.raw(word).starts_with(char::is_uppercase) {
                return None;
            }
            let saying = self.saying(word).filter(|saying| !saying.is_negated)?;
            let end = word + saying.len;
            let (speaker, last) = match saying.pronoun {
                Some(pronoun) => (self.by_pronoun(word + pronoun, self.span(&(word..end)))?.speaker, end),
                None => {
                    let subject = self.subject_after(end).filter(|subject| !mine(subject.start))?;
                    (self.speaker(&subject), subject.end)
                }
            };
            let cue = self.span(&(word..last));
            let after = self.gap(last).trim_start();
            let signed = after.starts_with([',', '.', ';', ')', '…'])
                || after.starts_with(fold::is_dash)
                || after.is_empty() && last == self.cuts.len();
            let broken = self.gap(last).contains('\n');
            (last <= words.end && (signed || broken || self.closes(&Attribution { speaker, cue })))
                .then_some(Attribution { speaker, cue })
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
