//! Commands that only show something: a source's quotations, a rule, the manual.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::args::{Cli, Schema};
use crate::cli::check::named_rule;
use crate::cli::output::print;
use crate::disk::project::{self, Project, Wanted};
use crate::finding::report::Outcome;
use crate::finding::sentences;
use crate::report::skeleton;
use crate::rule::{self, Rule};

pub fn extract(name: &str) -> Result<Outcome, String> {
    let sources = [name.to_owned()];
    let wanted = Wanted::Given {
        quote: "",
        sources: &sources,
    };
    let Project { input, .. } = project::read_project(Path::new("."), &wanted);
    if let Some(problem) = input.problems.first() {
        return Err(problem.message.clone());
    }
    // The name as the project knows it: a path was typed from the working directory.
    let quotes = input
        .annotations
        .iter()
        .flat_map(|(_, annotations)| &annotations.claims)
        .flat_map(|claim| &claim.quotes);
    let name = quotes
        .flat_map(|quote| &quote.sources)
        .next()
        .map_or(name, |cited| cited.name.as_str());
    let found = input
        .corpus
        .find(name)
        .and_then(|at| Some((input.corpus.source(at)?, &input.sources[at])));
    let Some((source, file)) = found else {
        let ids = input
            .corpus
            .entries()
            .iter()
            .map(|entry| entry.description().id.as_str());
        let sentence = sentences::unknown_source(name, rule::nearest(name, ids));
        return Err(format!("{}: {}", sentence.message, sentence.help.unwrap_or_default()));
    };
    print(&skeleton::render(source, file))?;
    Ok(Outcome::Passed)
}

pub fn completions(shell: clap_complete::Shell) -> Result<Outcome, String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "guillemet", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Passed)
}

pub fn manual(name: Option<&str>) -> Result<Outcome, String> {
    let mut command = Cli::command();
    command.build();
    let command = match name {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| format!("no command goes by `{name}`: `guillemet help` lists them"))?
        }
    };
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).render(&mut page);
    rendered.map_err(|error| format!("could not write: {error}"))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Passed)
}

pub fn schema(of: Schema) -> Result<Outcome, String> {
    print(match of {
        Schema::Annotation => include_str!("../../schemas/annotation.json"),
        Schema::Project => include_str!("../../schemas/project.json"),
    })?;
    Ok(Outcome::Passed)
}

pub fn explain(name: Option<&str>) -> Result<Outcome, String> {
    match name {
        Some(name) => print(&format!("{}\n", named_rule(name)?.page().trim_end()))?,
        None => print(&rule_list())?,
    }
    Ok(Outcome::Passed)
}

fn rule_list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    Rule::ALL
        .iter()
        .map(|rule| {
            format!(
                "{:width$}  {:7}  {}\n",
                rule.name(),
                rule.severity().name(),
                rule.summary()
            )
        })
        .collect()
}
