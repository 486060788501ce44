//! The rules: named faults, each with a default severity and a page that explains it.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

impl Severity {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident,)*) => {
        /// A named fault. A name, once published, is for ever.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($rule,)* }

        impl Rule {
            /// All rules, in the order of the documentation.
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// The name that configuration, acceptances and reports use.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name,)* }
            }

            /// The severity where a project does not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$rule => Severity::$severity,)* }
            }

            /// The page that explains the rule, in Markdown: its name, a summary of one line, the
            /// reasons, a French example of the fault and of its repair.
            pub fn page(self) -> &'static str {
                match self { $(Rule::$rule => include_str!(concat!("rule/", $name, ".md")),)* }
            }
        }
    };
}

rules! {
    AlteredNumber "altered-number" Error,
    AlteredNegation "altered-negation" Error,
    AlteredName "altered-name" Error,
    ChangedWord "changed-word" Error,
    DroppedWords "dropped-words" Error,
    AddedWords "added-words" Error,
    MovedWords "moved-words" Warning,
    AlteredMeaning "altered-meaning" Error,
    AlteredTense "altered-tense" Error,
    AlteredInflection "altered-inflection" Warning,
    AlteredSpelling "altered-spelling" Warning,
    AlteredPunctuation "altered-punctuation" Warning,
    SilentCorrection "silent-correction" Error,
    IntroducedFault "introduced-fault" Error,
    RepeatedFault "repeated-fault" Note,
    DeceptiveCut "deceptive-cut" Error,
    BracketRewrites "bracket-rewrites" Warning,
    LongCut "long-cut" Note,
    FalseSic "false-sic" Warning,
    FlattenedBracket "flattened-bracket" Warning,
    TruncatedQuote "truncated-quote" Warning,
    ShortQuote "short-quote" Note,
    ChangedCase "changed-case" Note,
    DroppedMarks "dropped-marks" Note,
    QuoteAbsent "quote-absent" Error,
    WrongSource "wrong-source" Error,
    WrongSpeaker "wrong-speaker" Error,
    SpeakerNotEstablished "speaker-not-established" Note,
    QuoteSpansSpeakers "quote-spans-speakers" Warning,
    CutSpansSpeakers "cut-spans-speakers" Warning,
    AmbiguousQuote "ambiguous-quote" Note,
    DamagedSource "damaged-source" Note,
    InconsistentName "inconsistent-name" Warning,
    InconsistentQuotation "inconsistent-quotation" Warning,
    ConflictingAttribution "conflicting-attribution" Warning,
    UnbalancedMarks "unbalanced-marks" Note,
    StrayMark "stray-mark" Note,
    GluedWords "glued-words" Note,
    TranslatedQuote "translated-quote" Note,
    AnnotationSyntax "annotation-syntax" Error,
    ProjectSyntax "project-syntax" Error,
    UnknownField "unknown-field" Error,
    DuplicateClaim "duplicate-claim" Error,
    UnknownSource "unknown-source" Error,
    UnreadableSource "unreadable-source" Error,
    EmptyQuote "empty-quote" Error,
    LongQuote "long-quote" Error,
    CutBySyntax "cut-by-syntax" Error,
    UnusedAcceptance "unused-acceptance" Warning,
    UnusedBaseline "unused-baseline" Warning,
    SourceChanged "source-changed" Error,
    QuoteChanged "quote-changed" Error,
    PassageMoved "passage-moved" Error,
    LevelChanged "level-changed" Error,
}

impl Rule {
    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// What the rule finds, in one line.
    pub fn summary(self) -> &'static str {
        self.page().lines().nth(1).unwrap_or("")
    }

    /// Whether a quote, or for findings on sources the project file, may accept it. Faults of files and quotes that could not be checked
    /// have to be mended.
    pub fn is_acceptable(self) -> bool {
        self < Rule::TranslatedQuote
    }

    /// Whether the run itself failed: something was not read, so something was not checked.
    pub fn fails_the_run(self) -> bool {
        matches!(
            self,
            Rule::AnnotationSyntax | Rule::ProjectSyntax | Rule::UnreadableSource | Rule::CutBySyntax
        )
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The known name closest to a mistaken one, where one is close.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let distance = |other: &str| strsim::osa_distance(name, other);
    let nearest = known.into_iter().min_by_key(|other| (distance(other), *other))?;
    let near = 3 * distance(nearest) <= nearest.chars().count().max(name.chars().count());
    near.then_some(nearest)
}
