//! Writes what is made from the program itself: the JSON schemas, the page of all rules, the picture of
//! a report. The test fails where what is checked in is not what would be written.

mod picture;
mod rules;
mod schema;

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    for (name, text) in files() {
        let path = in_crate(name);
        fs::write(&path, text).expect("the folder of the crate can be written");
        println!("wrote {}", path.display());
    }
}

/// All files, each under its path in the crate.
fn files() -> Vec<(&'static str, String)> {
    let mut files = Vec::from(schema::schemas());
    files.push(("docs/rules.md", rules::page()));
    files.push(("docs/report.svg", picture::picture()));
    files
}

fn in_crate(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::{files, in_crate};

    #[test]
    fn what_is_checked_in_is_what_would_be_written() {
        for (name, text) in files() {
            let there = fs::read_to_string(in_crate(name)).unwrap_or_default();
            assert!(there == text, "{name} is not current: `cargo run --example generate`");
        }
    }
}
