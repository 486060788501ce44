//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks every quoted span of your annotations against the original French text.
///
/// Exit codes: 0 nothing at a failing level, 1 findings, 2 the run itself failed: a file could not be
/// read or parsed, an option is wrong, or nothing was compared.
#[derive(Debug, Parser)]
#[command(name = "guillemet", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check annotation files against their sources
    Check(Check),
    /// Write repairs into annotation files
    Fix(Fix),
    /// Write a first guillemet.toml and a first annotation for a folder of texts
    Init {
        /// The folder of the texts
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Record today's findings, so that only new ones fail; what is gone is taken out
    Baseline,
    /// Write guillemet.lock: what `check --locked` holds a project to
    Lock {
        /// Lock the project as it is, whatever moved
        #[arg(long)]
        update: bool,
    },
    /// Print the JSON schema of annotations or of guillemet.toml, for editors
    Schema {
        /// What it is the schema of
        of: Schema,
    },
    /// Check the sources against themselves: names, quotations, marks
    Audit(Audit),
    /// Find one quote in the sources: where it stands, how it differs
    Locate(Locate),
    /// List the quoted spans of a source as an annotation file to fill in
    Extract {
        /// The id of a source, or its path
        source: String,
    },
    /// Print the completions of a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page of guillemet, or of one of its commands
    Man {
        /// The name of the command, such as check
        command: Option<String>,
    },
    /// Explain a rule, or list all rules
    Explain {
        /// The name of the rule, such as silent-correction
        rule: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct Check {
    /// Annotation files, or folders of them; `-` reads claims from standard input, a JSON object a line,
    /// and answers each at once [default: what guillemet.toml names]
    pub paths: Vec<PathBuf>,

    /// Check again whenever a file of the project changes
    #[arg(long)]
    pub watch: bool,

    /// Fail where a source, a quote or a level is not what guillemet.lock says
    #[arg(long)]
    pub locked: bool,

    /// With --locked: tell what moved, and write guillemet.lock anew
    #[arg(long, requires = "locked", conflicts_with = "paths")]
    pub update: bool,

    #[command(flatten)]
    pub reporting: Reporting,
}

#[derive(Debug, Args)]
pub struct Audit {
    /// Texts, or folders of them [default: the sources that guillemet.toml declares]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub reporting: Reporting,
}

#[derive(Debug, Args)]
pub struct Fix {
    /// Annotation files, or folders of them [default: what guillemet.toml names]
    pub paths: Vec<PathBuf>,

    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    pub diff: bool,

    /// Make repairs that change what a quote says, too: a number, a name, a negation, a word
    #[arg(long)]
    pub unsafe_fixes: bool,

    #[command(flatten)]
    pub levels: Levels,
}

/// How bad each rule is, over what the project says.
#[derive(Debug, Args)]
pub struct Levels {
    /// Report a rule as an error; `warnings` lets every warning fail the run
    #[arg(long, value_name = "RULE")]
    pub deny: Vec<String>,

    /// Report a rule as a warning
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,

    /// Do not report a rule
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
}

/// What is reported, how, and where to.
#[derive(Debug, Args)]
pub struct Reporting {
    /// The format, and a file to write it to instead of standard output; may be given several times
    /// [default: text]
    #[arg(long, short, value_name = "FORMAT[=FILE]")]
    pub output: Vec<Output>,

    #[command(flatten)]
    pub levels: Levels,

    /// Show the findings that annotators have accepted, with their reasons
    #[arg(long)]
    pub show_accepted: bool,

    /// Colours in the text report
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

impl Reporting {
    /// The files that reports are written to.
    pub fn files(&self) -> Vec<&PathBuf> {
        self.output.iter().filter_map(|output| output.file.as_ref()).collect()
    }
}

#[derive(Debug, Args)]
pub struct Locate {
    /// The words quoted
    pub quote: String,

    /// The id of a source, or its path; may be given several times [default: all declared]
    #[arg(long, short)]
    pub source: Vec<String>,

    /// The format
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub output: Format,

    /// Colours in the text report
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Schema {
    Annotation,
    Project,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Concise,
    Json,
    Jsonl,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Markdown,
}

/// A format and where it goes.
#[derive(Clone, Debug)]
pub struct Output {
    pub format: Format,
    pub file: Option<PathBuf>,
}

impl std::str::FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let names: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        let format = Format::from_str(name, false).map_err(|_| format!("the formats are {}", names.join(", ")))?;
        Ok(Self { format, file })
    }
}
