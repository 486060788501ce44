//! What leads to the words said: a subject and its verb, *selon* and its like, a name before a colon.

use std::ops::Range;

use crate::french::lexicon::{self, Part};
use crate::french::people::terms;
use crate::french::speech::attribution::{Attribution, INCISE, LEAD};
use crate::french::speech::phrase::{Reader, is_counter, leads_aside, leads_on};
use crate::french::speech::saying::{self, Saying};
use crate::french::words::is_listed;
use crate::text::fold;

impl Reader<'_> {
    /// Whether a pronoun with a verb of speech leads to the quotation, or the speech is denied.
    pub fn has_own_subject(&self, at: usize) -> bool {
        let quotation = &self.quotations[at];
        let end = self.word_at(quotation.outer.start());
        let Some(opens) = self.clause_start(end, at).filter(|_| self.is_announced(quotation)) else {
            return false;
        };
        (opens..end).any(|start| {
            let pronoun = matches!(
                self.small(start).as_str(),
                "il" | "elle" | "on" | "ils" | "elles" | "je" | "j’" | "j'"
            );
            let speaks = |saying: Saying| saying.anywhere && start + 1 + saying.len <= end;
            pronoun && self.is_level(start, at) && self.saying(start + 1).is_some_and(speaks)
        })
    }

    /// *Selon* and its like, and who follows.
    pub fn according(&self, first: usize) -> Option<Attribution> {
        let (next, only_people) = self.past_according(first)?;
        if matches!(self.small(next).as_str(), "lui" | "elle") && !self.is_name(next) {
            let cue = self.span(&(first..next + 1));
            return self.by_pronoun(next, cue);
        }
        let subject = self.noun_phrase(next)?;
        let person = self.has_role(&subject)
            || terms::is_title(self.raw(next))
            || self.is_name(next) && (1 < subject.len() || terms::is_first_name(self.raw(next)));
        let own = matches!(
            self.small(next).as_str(),
            "son" | "sa" | "ses" | "leur" | "leurs" | "mon" | "ma" | "notre"
        );
        let worded = own && is_listed("expression mot mots terme termes formule propos", &self.small(next + 1));
        if only_people && !person || worded || is_no_source(&self.small(subject.start + 1)) {
            return None;
        }
        let speaker = self.speaker(&subject);
        let cue = self.cuts[first].span.cover(speaker);
        Some(Attribution { speaker, cue })
    }

    /// The word behind *selon*, *d’après* and their like, and whether only a person can follow: things
    /// have a *pour* too.
    pub fn past_according(&self, first: usize) -> Option<(usize, bool)> {
        const PHRASES: &[(&[&str], bool)] = &[
            (&["selon"], false),
            (&["suivant"], true),
            (&["d'", "apres"], false),
            (&["pour"], true),
            (&["dixit"], false),
            (&["aux", "termes", "de"], false),
            (&["aux", "yeux", "de"], true),
            (&["de", "l'", "avis", "de"], false),
            (&["de", "l'", "avis", "meme", "de"], false),
            (&["de", "l'", "aveu", "de"], false),
            (&["de", "l'", "aveu", "meme", "de"], false),
            (&["a", "en", "croire"], false),
            (&["selon", "les", "mots", "de"], false),
            (&["selon", "le", "mot", "de"], false),
            (&["pour", "citer"], true),
            (&["selon", "les", "termes", "de"], false),
            (&["selon", "l'", "expression", "de"], false),
            (&["selon", "la", "formule", "de"], false),
            (&["pour", "reprendre", "les", "mots", "de"], false),
            (&["pour", "reprendre", "la", "formule", "de"], false),
            (&["pour", "reprendre", "l'", "expression", "de"], false),
        ];
        let key = |at: usize| fold::key(self.raw(at));
        let fits = |phrase: &&(&[&str], bool)| {
            let mut words = phrase.0.iter().enumerate();
            words.all(|(at, &word)| {
                let key = key(first + at);
                key == word || word == "de" && matches!(key.as_str(), "d'" | "du")
            })
        };
        let (phrase, only_people) = PHRASES.iter().filter(fits).max_by_key(|(words, _)| words.len())?;
        let next = first + phrase.len();
        // *Du* is *de* and the article of what follows.
        let contracted = 1 < phrase.len() && key(next - 1) == "du";
        Some((next - usize::from(contracted), *only_people)).filter(|_| next < self.cuts.len())
    }

    /// What leads to the quotation names who says it.
    pub fn before(&self, at: usize) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        let end = self.word_at(quotation.outer.start());
        let sign: String = self
            .lead(quotation)
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != ')' && !fold::is_dash(*letter))
            .collect();
        let broken = self.lead(quotation).contains('\n') && sign != ":";
        if !matches!(sign.as_str(), "" | ":" | ",") || broken {
            return None;
        }
        let opens = self.clause_start(end, at)?;
        self.told_by(opens, end, at)
    }

    /// Who the words from one to another tell to speak.
    pub fn told_by(&self, opens: usize, end: usize, at: usize) -> Option<Attribution> {
        let opening = matches!(self.small(opens).as_str(), "comme" | "ainsi")
            .then(|| self.incise(opens))
            .flatten();
        let source = self
            .according(opens)
            .or(opening)
            .filter(|source| self.word_at(source.cue.end()) <= end);
        let past = source.map_or(opens, |source| self.word_at(source.cue.end()));
        let past = if past < end { past } else { opens };
        self.subject_before(past, end, at).or(source)
    }

    /// The first word of the sentence that leads to this word; a short quotation may stand in it.
    pub fn clause_start(&self, end: usize, quotation: usize) -> Option<usize> {
        let nested = self.quotations[quotation].depth > 0;
        let mut word = end;
        while word > 0 && end - word < LEAD {
            let free = self.is_level(word, quotation) && word != end;
            if free && self.starts_sentence(word) || nested && !self.is_level(word - 1, quotation) {
                break;
            }
            word -= 1;
        }
        while word < end && !self.is_level(word, quotation) {
            word += 1;
        }
        (word < end).then_some(word)
    }

    /// A subject and its verb of speech in the words that lead to a quotation; the last such.
    pub fn subject_before(&self, opens: usize, end: usize, quotation: usize) -> Option<Attribution> {
        let announced = self.is_announced(&self.quotations[quotation]);
        for start in (opens..end).rev() {
            if !self.is_level(start, quotation) || !self.starts_clause(start, opens) || self.is_aside_of(start, end) {
                continue;
            }
            let Some((subject, verb, saying)) = self.clause(start, end) else {
                continue;
            };
            let told = verb + saying.len;
            let pronoun = subject.len() == 1 && saying::is_subject_pronoun(self.raw(subject.start));
            // `Paul a déclaré qu’il espérait`: who declares says it all.
            if pronoun && opens < start && matches!(self.small(start - 1).as_str(), "que" | "qu’" | "qu'") {
                continue;
            }
            if saying.is_negated || !self.leads_to(told, end, quotation, saying, announced) {
                return None;
            }
            if pronoun {
                return self.by_pronoun(subject.start, self.span(&(subject.start..told)));
            }
            let speaker = self.speaker(&subject);
            let cue = speaker.cover(self.cuts[told - 1].span);
            return Some(Attribution { speaker, cue });
        }
        if !announced {
            return None;
        }
        self.headed(opens, end)
            .or_else(|| self.narrated(opens, end))
            .or_else(|| self.coordinated(opens, end))
            .or_else(|| self.acting(opens, end, quotation))
    }

    /// `Paul Martin : « … »`, `Paul Martin, maire de Lyon : « … »`, `Paul Martin (Lyon) : « … »`.
    pub fn headed(&self, opens: usize, end: usize) -> Option<Attribution> {
        let opens = opens + usize::from(matches!(self.small(opens).as_str(), "et" | "puis"));
        let name = self
            .name(opens)
            .filter(|name| name.end <= end && (1 < name.len() || name.end == end))?;
        // `Réponse : « … »`
        let thing = name.len() == 1 && terms::is_common(self.raw(opens));
        let described = self.follows_comma(name.end) || self.gap(name.end).trim() == "(";
        let acts = (name.end..end).any(|word| self.is_sure_verb(word));
        let speaker = self.span(&name);
        (!thing && (name.end == end || described && !acts)).then_some(Attribution { speaker, cue: speaker })
    }

    /// `Un conseiller minimise : « … »`: somebody and any verb right before the colon, and a whole sentence.
    pub fn acting(&self, opens: usize, end: usize, quotation: usize) -> Option<Attribution> {
        // What is read, heard or had is another's.
        const TAKEN: &str = "lire entendre recevoir découvrir trouver voir apercevoir citer reconnaître \
            apprendre avoir être écouter comprendre chercher obtenir";
        let words = self.quotations[quotation].inner.of(self.text);
        let whole = words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?', '…']);
        let verb = end.checked_sub(1).filter(|_| whole)?;
        let readings = lexicon::readings(&self.small(verb));
        let acts = self.is_verb(verb) && !readings.iter().any(|reading| is_listed(TAKEN, &reading.lemma));
        let subject = (opens..verb)
            .filter(|&start| self.starts_clause(start, opens))
            .find_map(|start| {
                self.noun_phrase(start)
                    .filter(|subject| subject.end == verb || self.subject_up_to(start, verb).is_some())
            })
            .filter(|_| acts && self.follows(verb))?;
        let subject = subject.start..verb;
        let speaker = self.speaker(&subject);
        let cue = speaker.cover(self.cuts[verb].span);
        (self.is_somebody(&subject) && subject.len() < 12).then_some(Attribution { speaker, cue })
    }

    /// `Anne Petit quitte la salle, dénonçant « un simulacre »`: the one that the sentence starts with, or
    /// who says the quotation before in it.
    pub fn participle(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        const NEAR: usize = 6;
        let quotation = &self.quotations[at];
        let end = self.word_at(quotation.outer.start());
        let small = quotation.inner.of(self.text).starts_with(char::is_lowercase);
        let verb = (end.saturating_sub(NEAR)..end).rev().find(|&word| {
            let joined = self.follows_comma(word) || self.small(word.saturating_sub(1)) == "en";
            joined && self.is_level(word, at) && saying::is_present_participle(&self.small(word))
        })?;
        let quiet = (verb + 1..end).all(|word| self.follows(word) && !self.is_sure_verb(word) && !self.is_name(word));
        if !small || !quiet || !self.lead(quotation).trim().is_empty() {
            return None;
        }
        let opens = self.clause_start(end, at)?;
        let cue = self.span(&(verb..verb + 1));
        let before = self.quotations[..at].iter().rposition(|before| before.depth == 0);
        let told = before.and_then(|before| found[before]).filter(|told| {
            let behind = self.word_at(told.cue.start());
            opens <= behind
                && behind < verb
                && (behind..verb).all(|word| !self.is_sure_verb(word) || word <= behind + 2)
        });
        if let Some(told) = told {
            return Some(Attribution { cue, ..told });
        }
        let subject = self.noun_phrase(opens).filter(|subject| subject.end < verb)?;
        let acts = self.follows(subject.end) && self.is_verb(subject.end);
        let rival = (subject.end..verb).any(|word| self.name(word).is_some_and(|name| 1 < name.len()));
        let speaker = self.speaker(&subject);
        (acts && !rival && self.is_somebody(&subject)).then_some(Attribution { speaker, cue })
    }

    /// `Raphaël hésite, puis tranche : « … »`: the one that the sentence starts with.
    pub fn coordinated(&self, opens: usize, end: usize) -> Option<Attribution> {
        let subject = self.name(opens)?;
        let verb = (subject.end + 1..end).rev().find(|&word| {
            let joined = matches!(self.small(word - 1).as_str(), "et" | "puis");
            joined
                && self
                    .saying(word)
                    .is_some_and(|saying| !saying.is_negated && saying.anywhere && saying.pronoun.is_none())
        })?;
        let acts = self.follows(subject.end) && self.is_verb(subject.end);
        let rival = (subject.end..verb).any(|word| self.name(word).is_some_and(|name| 1 < name.len()));
        let speaker = self.speaker(&subject);
        let cue = speaker.cover(self.cuts[verb].span);
        (acts && !rival).then_some(Attribution { speaker, cue })
    }

    /// `Et Paul Martin de lui répondre : « … »`.
    pub fn narrated(&self, opens: usize, end: usize) -> Option<Attribution> {
        let joined = matches!(self.small(opens).as_str(), "et" | "puis");
        let subject = self.noun_phrase(opens + 1).filter(|_| joined)?;
        let verb = (subject.start + 1..end).find(|&word| {
            let clitic = matches!(
                self.small(word + 1).as_str(),
                "lui" | "leur" | "me" | "nous" | "s’" | "s'"
            );
            terms::is_complement(&self.small(word)) && saying::is_infinitive(self.raw(word + 1 + usize::from(clitic)))
        })?;
        let beside = verb <= subject.end || self.follows_comma(subject.end);
        let speaker = self.speaker(&(subject.start..subject.end.min(verb)));
        let cue = speaker.cover(self.cuts[verb + 1].span);
        beside.then_some(Attribution { speaker, cue })
    }

    /// Whether parentheses that close before the last word hold this one.
    pub fn is_aside_of(&self, word: usize, end: usize) -> bool {
        let last = self.cuts.get(end).map_or(self.text.len(), |cut| cut.span.start());
        let start = self.cuts[word].span.start();
        self.is_aside_at(start) && self.text[start..last].contains(')')
    }

    /// Whether a subject may stand from this word on: at the head of a clause.
    pub fn starts_clause(&self, word: usize, opens: usize) -> bool {
        const JOINTS: &str = "que qu’ qu' et mais car or donc puis quand lorsque lorsqu’ lorsqu' comme où si \
            dont lequel laquelle lesquels lesquelles auquel duquel alors hier aujourd’hui aujourd'hui";
        if word == opens || self.gap(word).contains([',', ';', ':', '(', '–', '—', '\n']) {
            return true;
        }
        // `Il y a aussi Thérèse Wirth, qui dit`
        let relative = || !self.is_name(word - 1) && self.name(word).is_some_and(|name| self.small(name.end) == "qui");
        let before = self.small(word - 1);
        // `Paul Martin et Jean Durand` are two.
        let paired = before == "et" && word > opens + 1 && self.is_name(word - 2);
        is_listed(JOINTS, &before) && !paired || self.crosses(word) || relative()
    }

    /// A subject from this word on, perhaps with what is said of it between commas, and its verb of speech.
    pub fn clause(&self, start: usize, end: usize) -> Option<(Range<usize>, usize, Saying)> {
        const FARTHEST: usize = 14;
        const ASIDE: usize = 40;
        let said = |verb: usize| {
            let whole = |saying: &Saying| saying.pronoun.is_none() && verb + saying.len <= end;
            // `la juge « sérieuse »`
            let object =
                usize::from(matches!(self.small(verb).as_str(), "le" | "la" | "les") && self.follows(verb + 1));
            let saying = self.saying(verb + object).map(|saying| Saying {
                len: saying.len + object,
                ..saying
            });
            saying.filter(whole)
        };
        if matches!(self.small(start).as_str(), "il" | "elle") {
            let saying = said(start + 1).filter(|_| self.follows(start + 1))?;
            return Some((start..start + 1, start + 1, saying));
        }
        // The last verb: *le juge affirme* has two.
        let direct = (start + 1..end.min(start + FARTHEST)).rev().find_map(|verb| {
            let saying = said(verb)?;
            let joined = (start + 1..=verb).all(|word| self.follows(word) || self.is_abbreviated(word));
            let subject = self.subject_up_to(start, verb).filter(|_| joined)?;
            Some((subject, verb, saying))
        });
        if direct.is_some() {
            return direct;
        }
        let subject = self.noun_phrase(start).filter(|subject| subject.end < end)?;
        let named = self.is_name(subject.start);
        // `le président, Angel Torres, a déclaré`
        let beside = |name: &Range<usize>| self.follows_comma(name.end) || self.follows(name.end);
        let apposed = self.name(subject.end).filter(|name| {
            let person = 1 < name.len() || terms::is_first_name(self.raw(name.start));
            person && !named && self.follows_comma(subject.end) && beside(name)
        });
        if let Some(name) = apposed {
            let verb = name.end;
            if let Some(saying) = said(verb) {
                return Some((name, verb, saying));
            }
        }
        // `Thérèse Wirth, qui dit`
        let relative = self.small(subject.end) == "qui" && named;
        if let Some(saying) = said(subject.end + 1).filter(|_| relative) {
            return Some((subject.clone(), subject.end + 1, saying));
        }
        if !self.follows_comma(subject.end) {
            return None;
        }
        // `Rolf Bolin, qui était professeur à Hopkin, a écrit`
        let mut verbs = subject.end + 1..end.min(subject.end + ASIDE);
        let verb = verbs
            .find(|&verb| self.follows_comma(verb) && self.level(verb) == self.level(start) && said(verb).is_some())?;
        let rival = (subject.end + 1..verb).any(|word| self.follows_comma(word) && self.has_own_verb(word, verb));
        let saying = said(verb)?;
        (!rival).then_some((subject, verb, saying))
    }

    /// Whether a clause with a subject of its own starts with the word and has its verb before another.
    pub fn has_own_verb(&self, word: usize, end: usize) -> bool {
        let subject = self.noun_phrase(word);
        subject.is_some_and(|subject| subject.end < end && self.follows(subject.end) && self.is_verb(subject.end))
    }

    /// The words from one to a verb, where they are a subject: a name, or a group with an article.
    pub fn subject_up_to(&self, start: usize, verb: usize) -> Option<Range<usize>> {
        const VERBAL: &str = "a ont avait avaient le la les l’ l' y lui leur me te se nous vous et ou qui que";
        if let Some(subject) = self.name(start) {
            let subject = self
                .noun_phrase(start)
                .filter(|both| both.end <= verb)
                .unwrap_or(subject);
            let adverb = |word: usize| saying::is_adverb(&self.small(word)) || self.small(word).ends_with("-même");
            return (subject.end <= verb && (subject.end..verb).all(adverb)).then_some(subject);
        }
        let grouped = terms::is_article(self.raw(start)) || is_counter(&self.small(start));
        let quiet = |word: usize| {
            let small = self.small(word);
            let joins = matches!(small.as_str(), "à" | "au" | "aux" | "et" | "en");
            (!leads_on(&small) || joins) && !self.is_sure_verb(word)
        };
        // The verb has its auxiliary and its small pronouns with it.
        let last = self.small(verb - 1);
        let cut = is_listed(VERBAL, &last);
        (grouped && !cut && start + 1 < verb && (start + 1..verb).all(quiet)).then_some(start..verb)
    }

    /// Whether the words between a verb of speech and the quotation let it be the speaker's.
    pub fn leads_to(&self, from: usize, end: usize, quotation: usize, saying: Saying, announced: bool) -> bool {
        const TITLE: usize = 5;
        let adverb = |word: &usize| saying::is_adverb(&self.small(*word));
        let from = from + (from..end).take_while(adverb).count();
        let from = self.past_own_side(from, end);
        let is_that = |word: usize| matches!(self.small(word).as_str(), "que" | "qu’" | "qu'");
        if announced {
            // `Paul dit que Jean écrit : « … »` with a verb that the table has not.
            let other = (from..end).any(|word| {
                let subject = self.name(word + 1).is_some_and(|name| name.end < end);
                // `se souvint du mot qu’avait dit Jésus : « … »`
                let inverted = self
                    .saying(word + 1)
                    .is_some_and(|saying| saying.anywhere && saying.pronoun.is_none());
                is_that(word) && (subject || inverted)
            });
            let crossed = (from..end).any(|word| !self.is_level(word, quotation));
            // `ont publié leur livre : « La preuve »`
            let words = self.quotations[quotation].inner.of(self.text);
            let title = words.split_whitespace().count() <= TITLE && !words.ends_with(['.', '!', '?', '…']);
            return !(other || crossed || saying.is_deed && title);
        }
        let stretch: Vec<usize> = (from..end).filter(|&word| self.is_level(word, quotation)).collect();
        let broken = stretch.iter().any(|&word| word != from && self.starts_sentence(word));
        if !saying.anywhere || INCISE < stretch.len() || broken {
            return false;
        }
        // Somebody else who may have said it.
        let rival = stretch.iter().any(|&word| {
            let before = self.small(word.saturating_sub(1));
            let person = self.name(word).is_some_and(|name| 1 < name.len()) && !self.is_name(word - 1);
            let governed =
                (leads_aside(&before) || terms::is_complement(&before)) && before != "par" || terms::is_role(&before);
            let subject = is_that(word.saturating_sub(1)) && self.is_name(word);
            person && !governed || subject || self.small(word) == "selon"
        });
        !rival && (stretch.iter().any(|&word| is_that(word)) || self.is_wording(from, end, quotation, saying))
    }

    /// The word past *de son côté*, *pour sa part* and their like.
    pub fn past_own_side(&self, from: usize, end: usize) -> usize {
        const ASIDES: &[&[&str]] = &[
            &["de", "son", "cote"],
            &["pour", "sa", "part"],
            &["a", "son", "tour"],
            &["de", "leur", "cote"],
            &["pour", "leur", "part"],
            &["tout", "de", "meme"],
            &["a", "nouveau"],
            &["quant", "a", "lui"],
            &["quant", "a", "elle"],
        ];
        let fits = |aside: &&&[&str]| {
            let mut words = aside.iter().enumerate();
            words.all(|(at, &word)| from + at < end && fold::key(self.raw(from + at)) == word)
        };
        from + ASIDES.iter().find(fits).map_or(0, |aside| aside.len())
    }

    /// Whether the object of a verb of speech is words and no thing with a name: `dénonce « une honte »`,
    /// and not `annonce la doctrine « cloud au centre »`.
    pub fn is_wording(&self, from: usize, end: usize, quotation: usize, saying: Saying) -> bool {
        const PHRASE: usize = 3;
        const QUALIFIED: usize = 5;
        let quotation = &self.quotations[quotation];
        let small = quotation.inner.of(self.text).starts_with(char::is_lowercase);
        let words = self.words_of(quotation).len();
        if from == end {
            let sentence = quotation.inner.of(self.text).ends_with(['.', '!', '?', '…']);
            return !saying.is_deed || PHRASE < words && (small || sentence);
        }
        let last = self.small(end - 1);
        // `parle d’un « gâchis »` judges, `parle de « la preuve »` names.
        if saying.talks {
            let near = end.saturating_sub(2).max(from);
            return small && (near..end).any(|word| matches!(self.small(word).as_str(), "un" | "une"));
        }
        // `dénonce une garde à vue « menée au pas de charge »`
        let judged = (end.saturating_sub(QUALIFIED).max(from)..end)
            .any(|word| matches!(self.small(word).as_str(), "un" | "une"));
        let leads = judged && !saying.is_deed
            || leads_on(&last)
            || terms::is_complement(&last)
            || terms::is_article(&last)
            || is_counter(&last)
            || self.is_infinitive(end - 1);
        let clause = matches!(
            self.small(end).as_str(),
            "qui" | "que" | "dont" | "où" | "qu’" | "qu'" | "parce" | "d’" | "d'" | "de"
        );
        small && (saying.judges || PHRASE <= words && (leads || clause))
    }

    /// Whether the word can be an infinitive.
    pub fn is_infinitive(&self, word: usize) -> bool {
        let readings = lexicon::readings(&self.small(word));
        let infinitive = |reading: &lexicon::Reading| reading.tenses().any(|tense| tense == 'I');
        readings
            .iter()
            .any(|reading| reading.part == Part::Verb && infinitive(reading))
    }
}

/// Nouns that *selon* makes no speaker of.
fn is_no_source(word: &str) -> bool {
    const NOUNS: &str = "cas circonstances besoins moyens saisons modalités époques âges lieux pays critères \
        règles principe méthode";
    is_listed(NOUNS, word)
}
