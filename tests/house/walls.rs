//! The walls: one function each, from a source file to the faults in it.

use crate::code::{Source, below, places};

/// The floor of each room. A file uses its own room and rooms on lower floors.
pub const FLOORS: &[(&str, u8)] = &[
    ("text", 1),
    ("french", 2),
    ("search", 2),
    ("matching", 3),
    ("verdict", 4),
    ("annotation", 5),
    ("source", 5),
    ("corpus", 5),
    ("check", 6),
    ("audit", 6),
    ("rule", 7),
    ("policy", 7),
    ("config", 7),
    ("finding", 7),
    ("fix", 7),
    ("record", 7),
    ("report", 8),
    ("disk", 9),
    ("cli", 10),
    ("snapshot", 10),
    ("main", 11),
];

/// The arrows within a floor: the first may use the second.
const WITHIN: &[(&str, &str)] = &[
    ("corpus", "source"),
    ("policy", "rule"),
    ("config", "rule"),
    ("config", "policy"),
    ("finding", "rule"),
    ("finding", "policy"),
    ("finding", "config"),
    ("fix", "finding"),
    ("fix", "policy"),
    ("fix", "rule"),
    ("record", "finding"),
    ("record", "policy"),
    ("record", "config"),
    ("record", "rule"),
];

/// The rooms that may touch files, the environment, the clock and the terminal.
const DOORS: &[&str] = &["disk", "cli", "snapshot", "main"];

/// Parts of the standard library that reach the world, or name places in it.
const WORLD: &[&str] = &["env", "fs", "io", "net", "os", "path", "process", "time"];

/// Crates that do.
const WORLDLY_CRATES: &[&str] = &["anstream", "clap", "ignore", "indicatif", "notify", "tempfile"];

/// Words that do.
const WORLDLY_WORDS: &[&str] = &[
    "dbg!",
    "eprint!",
    "eprintln!",
    "print!",
    "println!",
    "stderr",
    "stdin",
    "stdout",
];

/// The room that holds a file: its folder, or its own name.
pub fn room(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, _)) => folder,
        None => path.strip_suffix(".rs").unwrap_or(path),
    }
}

/// All faults of a file, each with its place.
pub fn faults(source: &Source) -> Vec<String> {
    [
        opening(source),
        composition(source),
        doors(source),
        floors(source),
        paths(source),
        wire(source),
        lines(source),
        numbers(source),
        safety(source),
    ]
    .concat()
}

fn fault(source: &Source, at: usize, sentence: &str) -> String {
    format!("src/{}:{}: {sentence}", source.path, source.line(at))
}

/// A file opens with a sentence that says what it is for.
fn opening(source: &Source) -> Vec<String> {
    let docs = source.text.lines().map_while(|line| line.strip_prefix("//!"));
    let paragraph: Vec<&str> = docs.map(str::trim).take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    if paragraph.ends_with('.') {
        return Vec::new();
    }
    vec![fault(source, 0, "the file does not open with a `//!` sentence")]
}

/// A `mod.rs`, and `lib.rs`, holds documentation and `pub mod` lines only.
fn composition(source: &Source) -> Vec<String> {
    let composes = source.path == "lib.rs" || source.path.ends_with("/mod.rs");
    let mut faults = Vec::new();
    let mut at = 0;
    for line in source.code.lines().filter(|_| composes) {
        let name = line
            .trim()
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'));
        let plain = name.is_some_and(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'));
        if !plain && !line.trim().is_empty() {
            faults.push(fault(
                source,
                at,
                "a file that composes a room holds `pub mod` lines only",
            ));
        }
        at += line.len() + 1;
    }
    faults
}

/// Only doors touch files, the environment, the clock and the terminal.
fn doors(source: &Source) -> Vec<String> {
    let code = source.product.as_str();
    if DOORS.contains(&room(&source.path)) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (at, name) in below(code, "std") {
        if WORLD.contains(&name) {
            faults.push(fault(source, at, &format!("`std::{name}` is used outside the doors")));
        }
    }
    for name in WORLDLY_CRATES {
        for (at, _) in below(code, name) {
            faults.push(fault(
                source,
                at,
                &format!("the crate `{name}` is used outside the doors"),
            ));
        }
    }
    for word in WORLDLY_WORDS {
        for at in places(code, word) {
            faults.push(fault(source, at, &format!("`{word}` is used outside the doors")));
        }
    }
    faults
}

/// A file uses its own room and rooms on lower floors.
fn floors(source: &Source) -> Vec<String> {
    let own = room(&source.path);
    if own == "lib" {
        return Vec::new();
    }
    let Some(floor) = floor(own) else {
        return vec![fault(source, 0, &format!("the room `{own}` has no floor"))];
    };
    let mut faults = Vec::new();
    for (at, name) in rooms_used(source) {
        let allowed = own == name || WITHIN.contains(&(own, name));
        match self::floor(name) {
            Some(other) if other < floor || allowed => {}
            Some(other) => faults.push(fault(
                source,
                at,
                &format!("`{own}` on floor {floor} uses `{name}` on floor {other}"),
            )),
            // `paths` tells of names that are no rooms.
            None => {}
        }
    }
    faults
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// What is named right below the crate, by its own name too, which only `main` has to say.
fn rooms_used(source: &Source) -> Vec<(usize, &str)> {
    let mut rooms = below(&source.code, "crate");
    rooms.extend(below(&source.code, "guillemet"));
    rooms
}

/// No path climbs to a parent, takes all there is, or goes through the facade.
fn paths(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for at in places(&source.code, "super") {
        faults.push(fault(source, at, "`super` is used: name the room from the crate down"));
    }
    for (at, _) in source.code.match_indices("::*").chain(source.code.match_indices("{*")) {
        faults.push(fault(source, at, "a glob is imported"));
    }
    for (at, name) in rooms_used(source) {
        if floor(name).is_none() {
            faults.push(fault(
                source,
                at,
                &format!("`crate::{name}` is no room: name the file that has it"),
            ));
        }
    }
    faults
}

/// Only formats know how they are written.
fn wire(source: &Source) -> Vec<String> {
    if room(&source.path) == "report" {
        return Vec::new();
    }
    let places = places(&source.code, "Serialize").into_iter();
    places
        .map(|at| fault(source, at, "`Serialize` is used outside `report`"))
        .collect()
}

/// Lines and columns are made at the edge.
fn lines(source: &Source) -> Vec<String> {
    if room(&source.path) == "report" || source.path == "text/lines.rs" {
        return Vec::new();
    }
    let places = places(&source.code, "LineIndex").into_iter();
    places
        .map(|at| fault(source, at, "lines are counted outside `report`"))
        .collect()
}

/// No result is a decimal number.
fn numbers(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for word in ["f32", "f64"] {
        for at in places(&source.code, word) {
            faults.push(fault(source, at, &format!("`{word}` is used")));
        }
    }
    faults
}

/// No code is unsafe.
fn safety(source: &Source) -> Vec<String> {
    let places = places(&source.code, "unsafe").into_iter();
    places.map(|at| fault(source, at, "`unsafe` is used")).collect()
}

#[cfg(test)]
mod tests {
    use crate::code::Source;
    use crate::walls::{faults, room};

    /// The faults of a file that holds `code` under a proper opening, without its path.
    fn found(path: &str, code: &str) -> Vec<String> {
        let source = Source::new(path, &format!("//! A room.\n{code}\n"));
        let start = format!("src/{path}:");
        let faults = faults(&source).into_iter();
        faults
            .map(|fault| fault.strip_prefix(&start).unwrap_or(&fault).to_owned())
            .collect()
    }

    fn check(path: &str, code: &str, expected: &[&str]) {
        assert_eq!(found(path, code), expected, "{path}: {code}");
    }

    #[test]
    fn a_room_is_a_folder_or_a_file() {
        assert_eq!(room("text/span.rs"), "text");
        assert_eq!(room("disk.rs"), "disk");
    }

    #[test]
    fn a_good_file_has_no_fault() {
        let code = "use std::ops::Range;\nuse crate::text::span::Span;\n/// Nothing `unsafe`, no super::x.\nfn f() {}";
        check("matching/align.rs", code, &[]);
        check("text/mod.rs", "pub mod span;\n\npub mod lines;", &[]);
        check("disk.rs", "use std::{fs, io};", &[]);
        check("main.rs", "fn main() { guillemet::cli::run() }", &[]);
    }

    #[test]
    fn a_file_without_its_sentence_is_found() {
        for text in ["", "use a::b;\n", "//! No stop\n", "/// For an item.\n", "//!\n"] {
            let faults = faults(&Source::new("text/span.rs", text));
            assert_eq!(faults.len(), 1, "{text:?} {faults:?}");
        }
    }

    #[test]
    fn a_room_that_does_more_than_compose_is_found() {
        const FAULT: &str = "2: a file that composes a room holds `pub mod` lines only";
        check("text/mod.rs", "pub use crate::text::span::Span;", &[FAULT]);
        check("text/mod.rs", "mod span;", &[FAULT]);
        check("lib.rs", "pub use crate::check::check;", &[FAULT]);
        check("text/mod.rs", "pub mod tests { fn a() }", &[FAULT]);
    }

    #[test]
    fn the_world_behind_the_doors_is_found() {
        let fault = |word: &str| format!("2: `{word}` is used outside the doors");
        for name in [
            "std::fs",
            "std::env",
            "std::time",
            "std::io",
            "std::path",
            "std::process",
        ] {
            check("check.rs", &format!("use {name}::x;"), &[&fault(name)]);
        }
        check("report/text.rs", "use std::{fmt, io::Write};", &[&fault("std::io")]);
        for word in ["println!", "eprintln!", "print!", "dbg!"] {
            check("verdict/judge.rs", &format!("fn f() {{ {word}(1) }}"), &[&fault(word)]);
        }
        check(
            "corpus.rs",
            "fn f() { ignore::walk() }",
            &["2: the crate `ignore` is used outside the doors"],
        );
        check("corpus.rs", "#[cfg(test)]\nmod tests { use std::fs; }", &[]);
    }

    #[test]
    fn a_higher_floor_is_found() {
        check(
            "text/span.rs",
            "use crate::french::words;",
            &["2: `text` on floor 1 uses `french` on floor 2"],
        );
        check(
            "matching/align.rs",
            "use crate::{text::span::Span, verdict::judge};",
            &["2: `matching` on floor 3 uses `verdict` on floor 4"],
        );
        check(
            "check.rs",
            "fn f() { crate::policy::x() }",
            &["2: `check` on floor 6 uses `policy` on floor 7"],
        );
        check("cellar.rs", "fn f() {}", &["1: the room `cellar` has no floor"]);
    }

    #[test]
    fn within_a_floor_arrows_have_one_way() {
        check("corpus.rs", "use crate::source::text;", &[]);
        check(
            "finding/sentences.rs",
            "use crate::config::Kind;\nuse crate::rule::Rule;",
            &[],
        );
        for (path, name, own, floor) in [
            ("source/text.rs", "corpus", "source", 5),
            ("corpus.rs", "annotation", "corpus", 5),
            ("annotation/claim.rs", "source", "annotation", 5),
            ("rule.rs", "policy", "rule", 7),
            ("policy.rs", "config", "policy", 7),
            ("config.rs", "finding", "config", 7),
            ("snapshot.rs", "cli", "snapshot", 10),
        ] {
            let fault = format!("2: `{own}` on floor {floor} uses `{name}` on floor {floor}");
            check(path, &format!("use crate::{name}::x;"), &[&fault]);
        }
    }

    #[test]
    fn wrong_paths_are_found() {
        check(
            "text/span.rs",
            "use super::lines::Position;",
            &["2: `super` is used: name the room from the crate down"],
        );
        check("text/span.rs", "use crate::text::lines::*;", &["2: a glob is imported"]);
        check("text/span.rs", "use std::ops::{*};", &["2: a glob is imported"]);
        check(
            "text/span.rs",
            "use crate::Verdict;",
            &["2: `crate::Verdict` is no room: name the file that has it"],
        );
        check(
            "disk.rs",
            "use crate::{Report, text::span::Span};",
            &["2: `crate::Report` is no room: name the file that has it"],
        );
    }

    #[test]
    fn a_wire_struct_outside_its_format_is_found() {
        const FAULT: &str = "2: `Serialize` is used outside `report`";
        check("finding/report.rs", "#[derive(Clone, Serialize)]", &[FAULT]);
        check("verdict/judge.rs", "impl serde::Serialize for Verdict {}", &[FAULT]);
        check("report/json.rs", "use serde::Serialize;", &[]);
        check("config.rs", "use serde::Deserialize;", &[]);
    }

    #[test]
    fn lines_decimals_and_unsafe_code_are_found() {
        check(
            "check.rs",
            "use crate::text::lines::LineIndex;",
            &["2: lines are counted outside `report`"],
        );
        check("check.rs", "fn f() -> f64 {}", &["2: `f64` is used"]);
        check("text/span.rs", "fn f() { unsafe { g() } }", &["2: `unsafe` is used"]);
        check("text/span.rs", "const A: &str = \"unsafe f64\"; // unsafe", &[]);
    }
}
