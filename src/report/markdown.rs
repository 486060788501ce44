//! A table for a comment on a pull request, in the Markdown of GitHub and GitLab.

use crate::finding::report::{Remark, Report};
use crate::finding::sentences;
use crate::report::excerpt::one_line;
use crate::report::positions::Positions;
use crate::report::text;

/// A comment on GitHub takes 65,536 characters; rows that would pass this many bytes are counted.
const LONGEST: usize = 60_000;

/// The counts of the run, then a row for each finding and problem that is not accepted.
pub fn render(report: &Report) -> String {
    let positions = Positions::new(report);
    let open = report.remarks().filter(|remark| remark.accepted.is_none());
    let rows: Vec<String> = open.map(|remark| row(&positions, &remark)).collect();
    let mut page = format!("### guillemet\n\n{}\n", text::summary(&report.summary));
    if let Some(nothing) = report.unexamined {
        page.push_str(&format!("\n**error**: {}\n", escaped(nothing)));
    }
    if rows.is_empty() {
        return page;
    }
    page.push_str("\n| level | place | finding | repair |\n|---|---|---|---|\n");
    for (at, row) in rows.iter().enumerate() {
        if LONGEST < page.len() + row.len() {
            page.push_str(&format!("\n{}\n", sentences::more_findings(rows.len() - at)));
            break;
        }
        page.push_str(row);
    }
    page
}

fn row(positions: &Positions, remark: &Remark) -> String {
    let place = match remark.place.map(|place| positions.start(place)) {
        Some(start) => format!("{}:{}:{}", remark.path, start.line, start.column),
        None => remark.path.to_owned(),
    };
    format!(
        "| {} | {} | {} `{}` | {} |\n",
        remark.severity.name(),
        code(&place),
        escaped(remark.message),
        remark.rule,
        escaped(remark.help.unwrap_or("")),
    )
}

/// A sentence in one cell: words between back-ticks stay code, and nothing else is markup.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    // An odd back-tick is somebody's own, and then none of them can be trusted.
    if text.matches('`').count() % 2 == 1 {
        return plain(&text);
    }
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 1 { code(part) } else { plain(part) })
        .collect()
}

/// Every sign that Markdown or HTML might take for its own behind a backslash or as an entity.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => plain.push_str("&lt;"),
            '&' => plain.push_str("&amp;"),
            // Nobody is called to a page by a quote.
            '@' => plain.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '>' | '#' | '|' | '~' | '$' => {
                plain.extend(['\\', letter]);
            }
            _ => plain.push(letter),
        }
    }
    plain
}

/// Code in a table: back-ticks around it, more than it holds, and no bare bar.
fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    if text.trim().is_empty() {
        return text;
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}
