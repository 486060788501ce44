//! The example of every rule page does what the page says.

#![expect(clippy::unwrap_used, reason = "helpers fail as tests do")]

use std::collections::BTreeSet;

use guillemet::rule::{Rule, Severity};

use crate::project::{Project, Run};

/// A block of a page: the words after its fence, and its text.
struct Block<'p> {
    name: &'p str,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("```") else { continue };
        let text = lines.by_ref().take_while(|line| *line != "```");
        let text = text.map(|line| format!("{line}\n")).collect();
        blocks.push(Block { name, text });
    }
    blocks
}

/// The text of the one block of that name.
fn only<'b>(blocks: &'b [Block], name: &str) -> Option<&'b str> {
    let mut named = blocks.iter().filter(|block| block.name == name);
    let block = named.next()?;
    assert!(named.next().is_none(), "two blocks `{name}`");
    Some(&block.text)
}

/// An audit of a source of its own.
fn audit(text: &str) -> Run {
    let files = Project::new(&[
        ("guillemet.toml", "[[sources]]\nid = 'texte'\npath = 'texte.txt'\n"),
        ("texte.txt", text),
    ]);
    files.run(&["audit", "--output", "jsonl"])
}

/// A run over the example of that name: an annotation beside the sources of its page, or a source
/// by itself.
fn run(blocks: &[Block], name: &str) -> Option<Run> {
    if let Some(repaired) = only(blocks, "text repaired") {
        let source = only(blocks, "text source")?;
        return Some(audit(if name == "fault" { source } else { repaired }));
    }
    let found = |format| Some((format, only(blocks, &format!("{format} {name}"))?));
    let (format, annotation) = ["toml", "yaml"].into_iter().find_map(found)?;
    let mut project = String::from("annotations = ['annotations/*']\n");
    let files = Project::new(&[(&format!("annotations/a.{format}"), annotation)]);
    for (id, block) in [("texte", "text source"), ("autre", "text other"), ("illisible", "")] {
        let scan = only(blocks, "text scan").filter(|_| id == "texte");
        let text = only(blocks, block).or(scan);
        // A source that cannot be read is a problem in itself, so it is declared where it is cited.
        if text.is_some() || annotation.contains(id) {
            let ocr = scan.is_some();
            project += &format!("[[sources]]\nid = '{id}'\npath = 'sources/{id}.txt'\nocr = {ocr}\n");
        }
        if let Some(text) = text {
            files.write(&format!("sources/{id}.txt"), text);
        }
    }
    files.write("guillemet.toml", &project);
    if let Some(baseline) = only(blocks, &format!("toml baseline {name}")) {
        files.write("guillemet-baseline.toml", baseline);
    }
    if blocks.iter().any(|block| block.name.contains(" locked")) {
        lock(blocks, &files, &project, name);
        return Some(files.run(&["check", "--locked", "--output", "jsonl"]));
    }
    Some(files.run(&["check", "--output", "jsonl"]))
}

/// Locks a project as it was, and brings it to where it is; a repair may be a command.
fn lock(blocks: &[Block], files: &Project, project: &str, name: &str) {
    let kept = ["sources/texte.txt", "annotations/a.toml"].map(|path| (path, files.read(path)));
    let before = [
        ("sources/texte.txt", only(blocks, "text locked").map(str::to_owned)),
        ("annotations/a.toml", only(blocks, "toml locked").map(str::to_owned)),
        (
            "guillemet.toml",
            only(blocks, "toml locked project").map(|more| format!("{project}{more}")),
        ),
    ];
    for (path, text) in before {
        text.into_iter().for_each(|text| files.write(path, text));
    }
    assert_eq!(files.run(&["lock"]).code, 0);
    kept.into_iter().for_each(|(path, text)| files.write(path, text));
    files.write(
        "guillemet.toml",
        format!("{project}{}", only(blocks, "toml project").unwrap_or("")),
    );
    if let Some(command) = only(blocks, "console repair").filter(|_| name == "repair") {
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        assert_eq!(files.run(&arguments).code, 0, "{command}");
    }
}

/// Every rule that the run tells of and nobody accepted, with its severity.
fn told(run: &Run) -> BTreeSet<(Rule, Severity)> {
    let quotes = run.records_of("quote");
    let findings = quotes.iter().flat_map(|quote| quote["findings"].as_array().unwrap());
    let open = findings.filter(|finding| finding["accepted"].is_null()).cloned();
    let mut problems = run.records_of("problem");
    problems.retain(|problem| problem["accepted"].is_null());
    let faults = open.chain(problems);
    faults
        .map(|fault| {
            let rule = Rule::from_name(fault["rule"].as_str().unwrap()).unwrap();
            let severities = [Severity::Error, Severity::Warning, Severity::Note];
            let severity = severities
                .into_iter()
                .find(|severity| fault["severity"] == severity.name());
            (rule, severity.unwrap())
        })
        .collect()
}

/// What is wrong with an example: the fault has to raise its rule and nothing else but notes, the
/// repair neither the rule nor any error.
fn faults(rule: Rule, fault: &Run, repair: &Run) -> Vec<String> {
    let mut faults = Vec::new();
    let mut raised = told(fault);
    // A source that shows a slip of a name shows it to the audit too.
    raised.retain(|&(other, _)| other == rule || other != Rule::InconsistentName);
    raised.retain(|&(other, severity)| other == rule || severity != Severity::Note);
    if raised.iter().map(|(rule, _)| *rule).collect::<Vec<_>>() != [rule] {
        faults.push(format!("the fault of {rule} raises {raised:?}"));
    }
    let mut left = told(repair);
    left.retain(|&(other, severity)| other == rule || severity == Severity::Error);
    if !left.is_empty() || repair.code != 0 {
        faults.push(format!("the repair of {rule} leaves {left:?}, exit {}", repair.code));
    }
    faults
}

#[test]
fn every_fault_raises_its_rule_and_every_repair_settles_it() {
    let mut told = Vec::new();
    // A project file has its own test, and no page has a quote that is too long.
    let apart = [Rule::ProjectSyntax, Rule::LongQuote];
    for rule in Rule::ALL.iter().copied().filter(|rule| !apart.contains(rule)) {
        let blocks = blocks(rule.page());
        let example = |name: &str| run(&blocks, name).unwrap_or_else(|| panic!("{rule}: no {name}"));
        told.extend(faults(rule, &example("fault"), &example("repair")));
    }
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

#[test]
fn the_example_of_a_project_file_is_one() {
    let blocks = blocks(Rule::ProjectSyntax.page());
    let [fault, repair] = blocks.as_slice() else {
        panic!("two blocks")
    };
    let run = |block: &Block| {
        assert_eq!(block.name, "toml project");
        let files = Project::new(&[
            ("guillemet.toml", &block.text),
            (
                "sources/texte.txt",
                "Le label garantit aux clients un haut niveau de sécurité.\n",
            ),
            (
                "annotations/a.toml",
                "source = 'texte'\n[[claims]]\nid = 'label'\nquotes = ['Le label garantit']\n",
            ),
        ]);
        files.run(&["check", "--output", "jsonl"])
    };
    let (fault, repair) = (run(fault), run(repair));
    assert!(
        told(&fault).contains(&(Rule::ProjectSyntax, Severity::Error)),
        "{fault}"
    );
    assert_eq!(fault.code, 2, "{fault}");
    assert_eq!(told(&repair), BTreeSet::new(), "{repair}");
}

#[test]
fn every_page_starts_with_its_name_and_a_sentence() {
    for rule in Rule::ALL.iter().copied() {
        let mut lines = rule.page().lines();
        assert_eq!(lines.next(), Some(format!("# {rule}").as_str()));
        let summary = lines.next().unwrap_or("");
        assert_eq!(summary, rule.summary());
        let sentences = summary.matches(['.', '!', '?']).count() - summary.matches(".toml").count();
        assert!(summary.ends_with('.') && sentences == 1, "{rule}: {summary}");
        assert!(
            summary.starts_with(|letter: char| letter.is_uppercase() || letter == '`'),
            "{rule}: {summary}"
        );
        assert!(summary.chars().count() < 90, "{rule}: {summary}");
        assert_eq!(lines.next(), Some(""), "{rule}: a blank line ends the summary");
    }
}

#[test]
fn every_page_is_in_the_same_parts() {
    for rule in Rule::ALL.iter().copied() {
        let page = rule.page();
        let headings: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Fault", "## Repair"], "{rule}");
        assert_eq!(Rule::from_name(rule.name()), Some(rule));
    }
}
