//! The walls of the house, held by reading the source code as text. ARCHITECTURE.md says why they stand.

mod code;
mod walls;

use std::fs;
use std::path::Path;

use crate::code::Source;

#[test]
fn the_walls_stand() {
    let sources = sources();
    assert!(
        sources.iter().any(|source| source.path == "lib.rs"),
        "no source was read"
    );
    let faults: Vec<String> = sources.iter().flat_map(walls::faults).collect();
    assert!(
        faults.is_empty(),
        "{} walls are broken:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn every_room_of_the_table_is_there() {
    let sources = sources();
    for (room, _) in walls::FLOORS {
        let there = sources.iter().any(|source| walls::room(&source.path) == *room);
        assert!(there, "the table of floors names `{room}`, which is not in src/");
    }
}

/// All files of `src/`, in the order of their paths.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the crate can be read") {
            let path = entry.expect("an entry of a folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source code is UTF-8");
                let inside = path.strip_prefix(&root).expect("the file was found below src/");
                let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                sources.push(Source::new(&parts.join("/"), &text));
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}
