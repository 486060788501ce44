//! Who says each quotation of a text, as the words beside it tell.
//!
//! An incise (`« … », a déclaré Marina Ferrari`), a subject and its verb before it (`Lionel Jospin
//! écrit : « … »`), *selon* and its like, a name alone after it, the quotation before it in the same
//! breath. Where the text leaves a doubt, nothing is said: a wrong accusation is worse than silence.

use std::ops::Range;

use crate::french::lexicon::{self, Part};
use crate::french::people;
use crate::french::speech::phrase::{Reader, is_complement, is_counter, is_time, leads_aside, leads_on};
use crate::french::speech::saying::{self, Saying};
use crate::french::words::{Kind, is_listed};
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
const INCISE: usize = 36;
const LEAD: usize = 60;

/// For each quotation of a text, in order, who says it where the text tells.
pub fn attributions(text: &str, quotations: &[Quoted]) -> Vec<Option<Attribution>> {
    let reader = Reader::new(text, quotations);
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
            .or_else(|| self.sentence_incise(at))
            .or_else(|| self.listed(at, found))
    }

    /// The quotation that another stands in.
    fn around(&self, at: usize) -> Option<usize> {
        let (inner, depth) = (self.quotations[at].outer, self.quotations[at].depth);
        let holds = |outer: &Quoted| outer.outer.start() <= inner.start() && inner.end() <= outer.outer.end();
        (0..at)
            .rev()
            .find(|&outer| self.quotations[outer].depth + 1 == depth && holds(&self.quotations[outer]))
    }

    /// Whether the word stands on the level of the quotation's own marks: outside all if it is outermost.
    fn is_level(&self, word: usize, quotation: usize) -> bool {
        let level = self.around(quotation).filter(|_| self.quotations[quotation].depth > 0);
        self.inside.get(word).is_some_and(|&inside| inside == level)
    }

    /// What stands between a quotation and the word before it, and whether a colon is among it.
    fn lead(&self, quotation: &Quoted) -> &str {
        let word = self.word_at(quotation.outer.start());
        let start = word.checked_sub(1).map_or(0, |before| self.cuts[before].span.end());
        &self.text[start.min(quotation.outer.start())..quotation.outer.start()]
    }

    fn is_announced(&self, quotation: &Quoted) -> bool {
        self.lead(quotation).contains(':')
    }

    /// Whether the marks stand around a word or a name that is spoken of: `le mot « merci »`.
    fn is_mention(&self, quotation: &Quoted) -> bool {
        const NAMING: &str = "mot terme expression nom prénom verbe surnom titre label sigle intitulé intitulée dit dite dits \
            dites prétendu prétendue soi-disant baptisé baptisée surnommé surnommée appelé appelée nommé \
            nommée rebaptisé rebaptisée dénommé dénommée lettre bouton onglet rubrique alias";
        let before = self.word_at(quotation.outer.start()).checked_sub(1);
        let named = before.is_some_and(|before| is_listed(NAMING, &self.small(before)));
        // `Le lieu, dit « la Combe »`, and not `Paul dit « non »`.
        let said = before.is_some_and(|before| {
            matches!(self.small(before).as_str(), "dit" | "dite" | "dits" | "dites") && !self.follows_comma(before)
        });
        named && !said && self.lead(quotation).trim().is_empty()
    }

    /// An incise after the closing mark, or *selon* and a name.
    fn after(&self, at: usize) -> Option<Attribution> {
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

    /// `« … », dit Paul. « … », ajoute-t-il`: the speaker before, where the pronoun fits.
    fn said_on(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let first = self.word_at(self.quotations[at].outer.end());
        let pronoun = self
            .turned_verb(first)
            .or_else(|| Some(first + self.saying(first)?.pronoun?))?;
        let last = self.quotations[..at].iter().rfind(|quotation| quotation.depth == 0)?;
        let behind = |told: &Attribution| last.outer.end() <= told.cue.start();
        let before = self.continued(at, found).filter(behind)?;
        let told = people::designations(before.speaker.of(self.text));
        let gender = told.first().and_then(people::Designation::gender);
        let fits = match (self.small(pronoun).as_str(), gender) {
            ("il", gender) => gender != Some(people::Gender::Feminine),
            ("elle", gender) => gender != Some(people::Gender::Masculine),
            _ => false,
        };
        let cue = self.span(&(first..pronoun + 1));
        fits.then_some(Attribution { cue, ..before })
    }

    /// Whether a verb of speech, or any verb with its pronoun, follows the quotation.
    fn has_own_incise(&self, at: usize) -> bool {
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
    fn turned_verb(&self, first: usize) -> Option<usize> {
        let mut verb = first;
        while matches!(
            self.small(verb).as_str(),
            "se" | "s’" | "s'" | "lui" | "leur" | "l’" | "l'"
        ) {
            verb += 1;
        }
        let hyphened = |word: usize| self.gap(word).chars().all(fold::is_hyphen) && !self.gap(word).is_empty();
        let pronoun = verb + 1 + usize::from(self.small(verb + 1) == "t");
        let turned = hyphened(verb + 1) && saying::is_subject_pronoun(self.raw(pronoun));
        (turned && self.is_verb(verb)).then_some(pronoun)
    }

    /// Whether a pronoun with a verb of speech leads to the quotation, or the speech is denied.
    fn has_own_subject(&self, at: usize) -> bool {
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
            let said = self.saying(start + 1).filter(|_| pronoun && self.is_level(start, at));
            said.is_some_and(|saying| saying.anywhere && start + 1 + saying.len <= end)
        })
    }

    /// An incise with a verb that no table has, right behind words that are more than a term:
    /// `« … », cingle l’élue Anne Petit.`
    fn other_incise(&self, first: usize, quotation: &Quoted) -> Option<Attribution> {
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
    fn incise(&self, first: usize) -> Option<Attribution> {
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

    fn by_pronoun(&self, pronoun: usize, cue: Span) -> Option<Attribution> {
        let inside = self.level(pronoun);
        let last = self.word_at(cue.start()).checked_sub(1);
        let quoted = inside.or_else(|| last.and_then(|last| self.level(last)));
        let from = quoted.map_or(cue.start(), |quotation| self.quotations[quotation].outer.start());
        let speaker = self.antecedent(self.raw(pronoun), from.min(cue.start()))?;
        Some(Attribution { speaker, cue })
    }

    /// The subject that stands behind its verb: next to it, or past when, where and to whom.
    fn subject_after(&self, from: usize) -> Option<Range<usize>> {
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
            } else if people::is_article(&small) && is_time(&self.small(at + 1)) {
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
    fn ends_incise(&self, word: usize) -> bool {
        self.gap(word).contains([',', '.', ';', '!', '?', '»', '”', '"']) || word >= self.cuts.len()
    }

    /// The first word past a preposition and its group: `à la presse | Jean`, `dans ses Mémoires | le
    /// lieutenant`, `à Carole Delgado | le président`.
    fn past_aside(&self, preposition: usize) -> Option<usize> {
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
                let person = 1 < name.len() || people::is_title(self.raw(next));
                if !governed && person && !people::is_role(self.raw(next - 1)) {
                    break;
                }
                next = name.end;
                governed = false;
                continue;
            }
            if people::is_article(&small) {
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
            governed = governed && people::is_article(&self.small(next - 1)) && self.is_name(next);
            next += 1;
        }
        (next < self.cuts.len()).then_some(next)
    }

    /// `qualifié de « danger public » par Anne Petit`: whoever judged it so.
    fn agent(&self, first: usize, quotation: &Quoted) -> Option<Attribution> {
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
    fn dixit(&self, first: usize) -> Option<Attribution> {
        let subject = self
            .noun_phrase(first)
            .filter(|subject| self.small(subject.end) == "dixit")?;
        let speaker = self.speaker(&subject);
        let cue = speaker.cover(self.cuts[subject.end].span);
        Some(Attribution { speaker, cue })
    }

    /// `peut-on lire dans un communiqué de Valmetal`: what is read speaks.
    fn read_in(&self, first: usize) -> Option<Attribution> {
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

    /// *Selon* and its like, and who follows.
    fn according(&self, first: usize) -> Option<Attribution> {
        let (next, only_people) = self.past_according(first)?;
        if matches!(self.small(next).as_str(), "lui" | "elle") && !self.is_name(next) {
            let cue = self.span(&(first..next + 1));
            return self.by_pronoun(next, cue);
        }
        let subject = self.noun_phrase(next)?;
        let person = self.has_role(&subject)
            || people::is_title(self.raw(next))
            || self.is_name(next) && (1 < subject.len() || people::is_first_name(self.raw(next)));
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
    fn past_according(&self, first: usize) -> Option<(usize, bool)> {
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
    fn before(&self, at: usize) -> Option<Attribution> {
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
    fn told_by(&self, opens: usize, end: usize, at: usize) -> Option<Attribution> {
        let opening = matches!(self.small(opens).as_str(), "comme" | "ainsi")
            .then(|| self.incise(opens))
            .flatten();
        let source = self
            .according(opens)
            .or(opening)
            .filter(|source| self.word_at(source.cue.end()) <= end);
        let past = source.map_or(opens, |source| {
            self.word_at(source.cue.end().max(source.speaker.end().min(self.text.len())))
        });
        let past = if past < end { past } else { opens };
        self.subject_before(past, end, at).or(source)
    }

    /// The first word of the sentence that leads to this word; a short quotation may stand in it.
    fn clause_start(&self, end: usize, quotation: usize) -> Option<usize> {
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
    fn subject_before(&self, opens: usize, end: usize, quotation: usize) -> Option<Attribution> {
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
    fn headed(&self, opens: usize, end: usize) -> Option<Attribution> {
        let opens = opens + usize::from(matches!(self.small(opens).as_str(), "et" | "puis"));
        let name = self
            .name(opens)
            .filter(|name| name.end <= end && (1 < name.len() || name.end == end))?;
        // `Réponse : « … »`
        let thing = name.len() == 1 && people::is_common(self.raw(opens));
        let described = self.follows_comma(name.end) || self.gap(name.end).trim() == "(";
        let acts = (name.end..end).any(|word| self.is_sure_verb(word));
        let speaker = self.span(&name);
        (!thing && (name.end == end || described && !acts)).then_some(Attribution { speaker, cue: speaker })
    }

    /// `Un conseiller minimise : « … »`: somebody and any verb right before the colon, and a whole sentence.
    fn acting(&self, opens: usize, end: usize, quotation: usize) -> Option<Attribution> {
        // What is read, heard or had is another's.
        const TAKEN: &str = "lire entendre recevoir découvrir trouver voir apercevoir citer reconnaître apprendre avoir être écouter comprendre chercher obtenir";
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

    /// `Raphaël hésite, puis tranche : « … »`: the one that the sentence starts with.
    fn coordinated(&self, opens: usize, end: usize) -> Option<Attribution> {
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
    fn narrated(&self, opens: usize, end: usize) -> Option<Attribution> {
        let joined = matches!(self.small(opens).as_str(), "et" | "puis");
        let subject = self.noun_phrase(opens + 1).filter(|_| joined)?;
        let verb = (subject.start + 1..end).find(|&word| {
            let clitic = matches!(
                self.small(word + 1).as_str(),
                "lui" | "leur" | "me" | "nous" | "s’" | "s'"
            );
            is_complement(&self.small(word)) && saying::is_infinitive(self.raw(word + 1 + usize::from(clitic)))
        })?;
        let beside = verb <= subject.end || self.follows_comma(subject.end);
        let speaker = self.speaker(&(subject.start..subject.end.min(verb)));
        let cue = speaker.cover(self.cuts[verb + 1].span);
        beside.then_some(Attribution { speaker, cue })
    }

    /// Whether parentheses that close before the last word hold this one.
    fn is_aside_of(&self, word: usize, end: usize) -> bool {
        let last = self.cuts.get(end).map_or(self.text.len(), |cut| cut.span.start());
        let start = self.cuts[word].span.start();
        let before = self.text[..start].rsplit(['(', ')', '\n']).next().map_or(0, str::len);
        let opened = self.text[..start - before].ends_with('(');
        opened && self.text[start..last].contains(')')
    }

    /// Whether a subject may stand from this word on: at the head of a clause.
    fn starts_clause(&self, word: usize, opens: usize) -> bool {
        const JOINTS: &str = "que qu’ qu' et mais car or donc puis quand lorsque lorsqu’ lorsqu' comme où si dont lequel laquelle lesquels lesquelles auquel duquel alors hier \
            aujourd’hui aujourd'hui";
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
    fn clause(&self, start: usize, end: usize) -> Option<(Range<usize>, usize, Saying)> {
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
            let joined = (start + 1..=verb).all(|word| self.follows(word) || self.is_abbreviated(word));
            let subject = self.subject_up_to(start, verb).filter(|_| joined)?;
            Some((subject, verb, said(verb)?))
        });
        if direct.is_some() {
            return direct;
        }
        let subject = self.noun_phrase(start).filter(|subject| subject.end < end)?;
        let named = self.is_name(subject.start);
        // `le président, Angel Torres, a déclaré`
        let beside = |name: &Range<usize>| self.follows_comma(name.end) || self.follows(name.end);
        let apposed = self.name(subject.end).filter(|name| {
            let person = 1 < name.len() || people::is_first_name(self.raw(name.start));
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
    fn has_own_verb(&self, word: usize, end: usize) -> bool {
        let subject = self.noun_phrase(word);
        subject.is_some_and(|subject| subject.end < end && self.follows(subject.end) && self.is_verb(subject.end))
    }

    /// The words from one to a verb, where they are a subject: a name, or a group with an article.
    fn subject_up_to(&self, start: usize, verb: usize) -> Option<Range<usize>> {
        if let Some(subject) = self.name(start) {
            let subject = self
                .noun_phrase(start)
                .filter(|both| both.end <= verb)
                .unwrap_or(subject);
            let adverb = |word: usize| saying::is_adverb(&self.small(word)) || self.small(word).ends_with("-même");
            return (subject.end <= verb && (subject.end..verb).all(adverb)).then_some(subject);
        }
        let grouped = people::is_article(self.raw(start)) || is_counter(&self.small(start));
        let quiet = |word: usize| {
            let small = self.small(word);
            let joins = matches!(small.as_str(), "à" | "au" | "aux" | "et" | "en");
            (!leads_on(&small) || joins) && !self.is_sure_verb(word)
        };
        // The verb has its auxiliary and its small pronouns with it.
        let last = self.small(verb - 1);
        const VERBAL: &str = "a ont avait avaient le la les l’ l' y lui leur me te se nous vous et ou qui que";
        let cut = is_listed(VERBAL, &last);
        (grouped && !cut && start + 1 < verb && (start + 1..verb).all(quiet)).then_some(start..verb)
    }

    /// Whether the words between a verb of speech and the quotation let it be the speaker's.
    fn leads_to(&self, from: usize, end: usize, quotation: usize, saying: Saying, announced: bool) -> bool {
        let adverb = |word: &usize| saying::is_adverb(&self.small(*word));
        let from = from + (from..end).take_while(adverb).count();
        let from = self.past_own_side(from, end);
        const TITLE: usize = 5;
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
                (leads_aside(&before) || is_complement(&before)) && before != "par" || people::is_role(&before);
            let subject = is_that(word.saturating_sub(1)) && self.is_name(word);
            person && !governed || subject || self.small(word) == "selon"
        });
        !rival && (stretch.iter().any(|&word| is_that(word)) || self.is_wording(from, end, quotation, saying))
    }

    /// The word past *de son côté*, *pour sa part* and their like.
    fn past_own_side(&self, from: usize, end: usize) -> usize {
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
    fn is_wording(&self, from: usize, end: usize, quotation: usize, saying: Saying) -> bool {
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
            || is_complement(&last)
            || people::is_article(&last)
            || is_counter(&last)
            || self.is_infinitive(end - 1);
        let clause = matches!(
            self.small(end).as_str(),
            "qui" | "que" | "dont" | "où" | "qu’" | "qu'" | "parce" | "d’" | "d'" | "de"
        );
        small && (saying.judges || PHRASE <= words && (leads || clause))
    }

    fn is_infinitive(&self, word: usize) -> bool {
        let readings = lexicon::readings(&self.small(word));
        let infinitive = |reading: &lexicon::Reading| reading.tenses().any(|tense| tense == 'I');
        readings
            .iter()
            .any(|reading| reading.part == Part::Verb && infinitive(reading))
    }

    /// An incise elsewhere in the sentence of a quotation: `Le « choix » est le bon, a dit Paul Martin.`
    fn sentence_incise(&self, at: usize) -> Option<Attribution> {
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
            .find_map(|word| told(word).filter(|_| stands(word)));
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
    fn closes(&self, incise: &Attribution) -> bool {
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
    fn is_aside(&self, word: usize) -> bool {
        let small = self.small(word);
        leads_aside(&small) && small != "à"
            || saying::is_adverb(&small)
            || matches!(small.as_str(), "qui" | "dont" | "tout")
            || small == "à" && !self.is_infinitive(word + 1)
    }

    /// An incise inside the marks: `« Venez, dit Paul Martin, et voyez. »`
    fn inner_incise(&self, at: usize) -> Option<Attribution> {
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

    /// A name right after the closing mark: under a pull quote, behind a dash or in parentheses.
    fn caption(&self, quotation: &Quoted) -> Option<Attribution> {
        let first = self.word_at(quotation.outer.end());
        let lead = self
            .text
            .get(quotation.outer.end()..self.cuts.get(first)?.span.start())?;
        let line_start = self.text[..quotation.outer.start()].rfind('\n').map_or(0, |at| at + 1);
        let head = &self.text[line_start..quotation.outer.start()];
        let opens = !head.contains(char::is_alphanumeric);
        let ends = quotation.inner.of(self.text).ends_with(['.', '!', '?', '…']);
        let sign = lead.trim().trim_matches('.');
        let breaks = lead.matches('\n').count();
        let name = self.name(first).filter(|name| 1 < name.len() && breaks < 2)?;
        let rest = self.text[self.cuts[name.end - 1].span.end()..]
            .split('\n')
            .next()
            .unwrap_or("");
        let bare = !rest.contains(char::is_alphanumeric);
        // A name that acts is the subject of the next sentence.
        let line_end = self.cuts[name.end - 1].span.end() + rest.len();
        let mut words = name.end..self.word_at(line_end);
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
        let joined = rest.len() <= 4 && rest.clone().all(|word| is_listed(JOINTS, &fold::key(self.raw(word))));
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
            let mut words = past
                .filter(|&past| self.small(first) == "et" && past <= rest.end)
                .map(|past| past..rest.end);
            words
                .as_mut()
                .is_some_and(|words| words.all(|word| is_listed(JOINTS, &fold::key(self.raw(word)))))
        };
        let dashes = |letter: char| signs(letter) || fold::is_hyphen(letter);
        let captioned = attribution.speaker == attribution.cue && !between.contains('.');
        if (joined || goes_on(rest.start) || says_too(rest.start)) && between.chars().all(dashes) && !captioned {
            return Some(attribution);
        }
        // `« … », dit-il dans son discours. « … »`
        let stop = between.trim();
        let one_sentence =
            stop.ends_with(['.', ',', ';', ':']) && !stop[..stop.len() - 1].contains(['.', '!', '?', ':']);
        let quiet = |word: usize| !self.is_sure_verb(word) && self.name(word).is_none_or(|name| name.len() < 2);
        (behind && one_sentence && rest.len() <= INCISE && rest.clone().all(quiet)).then_some(attribution)
    }

    /// The items of a list are said by who is told to say them before its colon.
    fn listed(&self, at: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
        let quotation = &self.quotations[at];
        if !self.is_item(quotation) {
            return None;
        }
        let line = self.text[..quotation.outer.start()].rfind('\n')?;
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
        let start = self.text[..quotation.outer.start()].rfind('\n').map_or(0, |at| at + 1);
        let head = &self.text[start..quotation.outer.start()];
        let tail = self.text[quotation.outer.end()..].split('\n').next().unwrap_or("");
        start > 0 && !head.contains(char::is_alphabetic) && !tail.contains(char::is_alphanumeric)
    }

    /// The subject of a sentence that ends in a colon and speaks, or makes a call: `ont lancé un appel :`.
    fn told_by_list(&self, opens: usize, end: usize, at: usize) -> Option<Attribution> {
        const CALLS: &str = "appel appels message messages vœux slogan slogans mot mots question questions revendications \
            demandes conseils recommandations propositions engagements exigences principes règles conditions \
            critiques";
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

/// Nouns that *selon* makes no speaker of.
fn is_no_source(word: &str) -> bool {
    const NOUNS: &str = "cas circonstances besoins moyens saisons modalités époques âges lieux pays critères règles principe \
        méthode";
    is_listed(NOUNS, word)
}
