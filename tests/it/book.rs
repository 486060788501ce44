//! The documents: their links lead somewhere, their examples are what the program reads and prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use guillemet::annotation::file;
use guillemet::config::Config;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// All documents, by their paths in the crate.
fn documents() -> Vec<String> {
    let mut documents: Vec<String> = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"]
        .map(str::to_owned)
        .into();
    for entry in fs::read_dir(root().join("docs")).expect("it is there") {
        let name = entry
            .expect("an entry can be read")
            .file_name()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".md") {
            documents.push(format!("docs/{name}"));
        }
    }
    documents
}

/// The text without its blocks of code.
fn prose(text: &str) -> String {
    let mut in_code = false;
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// Where the links of a document lead.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    let starts = prose.match_indices("](").map(|(at, _)| &prose[at + 2..]);
    starts
        .filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()))
        .collect()
}

/// The anchors that headings get, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let prose = prose(text);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| -> String {
        let plain = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        plain
            .chars()
            .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
            .collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    let mut followed = 0;
    for document in documents() {
        let text = read(&document);
        let folder = Path::new(&document).parent().expect("a document is a file").to_owned();
        for link in links(&text) {
            if link.contains("://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                document.clone()
            } else {
                folder.join(path).to_string_lossy().into_owned()
            };
            let known = root().join(&target).exists();
            let anchored = anchor.is_empty() || (known && anchors(&read(&target)).contains(anchor));
            if !known || !anchored {
                broken.push(format!("{document}: {link}"));
            }
            followed += 1;
        }
    }
    assert!(30 < followed, "{followed}");
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_book_has_every_page_and_leads_out_of_itself_nowhere() {
    let summary = read("docs/SUMMARY.md");
    for document in documents().iter().filter_map(|document| document.strip_prefix("docs/")) {
        assert!(
            document == "SUMMARY.md" || summary.contains(&format!("({document})")),
            "{document}"
        );
        for link in links(&read(&format!("docs/{document}"))) {
            assert!(
                !link.starts_with("../"),
                "{document} leads to {link}, which the book has not"
            );
        }
    }
}

#[test]
fn examples_of_files_are_read_without_a_flaw() {
    let mut examples = 0;
    for document in documents().iter().filter(|document| *document != "docs/rules.md") {
        let text = read(document);
        for (language, name) in [("toml", "a.toml"), ("json", "a.jsonl")] {
            let fence = format!("```{language}\n");
            let blocks = text.split(&fence).skip(1);
            for block in blocks.filter_map(|rest| rest.split("\n```").next()) {
                examples += 1;
                if block.starts_with("# guillemet.toml") {
                    assert_eq!(Config::read(block).flaws, [], "{document}: {block}");
                    continue;
                }
                // What is cited from a file stands there with `…` or as one table of it.
                let flaws = match language {
                    "json" => guillemet::annotation::jsonl::read(block, 1, true).flaws,
                    _ => file::read(name, block, true).flaws,
                };
                assert!(flaws.is_empty(), "{document}: {flaws:?}\n{block}");
            }
        }
    }
    assert!(5 <= examples, "{examples}");
}

#[test]
fn the_page_on_the_library_has_the_example_that_is_run() {
    let page = read("docs/library.md");
    let example: String = read("src/lib.rs")
        .lines()
        .skip_while(|line| *line != "//! ```")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").trim_start_matches(' ')))
        .collect();
    let page: String = page.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    assert!(example.contains("check(") && page.contains(&example), "{example}");
}

#[test]
fn the_page_on_ci_has_the_job_that_is_shipped() {
    assert!(read("docs/ci.md").contains(&read("templates/guillemet.yml")));
}

#[test]
fn every_command_and_format_is_in_the_book() {
    let book: String = documents().iter().map(|document| read(document)).collect();
    let help = crate::project::run_in(&root(), &["help"]).stdout;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands = commands
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next());
    let mut seen = 0;
    for command in commands.filter(|command| *command != "help") {
        assert!(book.contains(&format!("guillemet {command}")), "{command}");
        seen += 1;
    }
    assert!(10 <= seen, "{help}");
}
