//! All rules on one page, from the text that `guillemet explain` prints.

use std::fmt::Write;

use guillemet::rule::Rule;

/// The page, in Markdown: a table, then every rule under a heading of its own.
pub fn page() -> String {
    let mut page = String::from(
        "# Rules\n\nThe level is the default; a project sets another in \
         [guillemet.toml](format.md#the-project-file). `guillemet explain RULE` prints the same text.\n\n\
         | rule | level | what it finds |\n|---|---|---|\n",
    );
    for rule in Rule::ALL {
        // Writing to a string cannot fail.
        let (name, level, summary) = (rule.name(), rule.severity().name(), rule.summary());
        let _ = writeln!(page, "| [`{name}`](#{name}) | {level} | {summary} |");
    }
    for rule in Rule::ALL {
        page.push('\n');
        let mut in_code = false;
        for line in rule.page().trim_end().lines() {
            in_code ^= line.starts_with("```");
            // A heading of the page stands one level below that of all pages.
            let heading = if !in_code && line.starts_with('#') { "#" } else { "" };
            let _ = writeln!(page, "{heading}{line}");
        }
    }
    page
}
