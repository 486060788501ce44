//! `check --watch`: the same check again whenever a file of the project changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};

use crate::cli::args::Check;
use crate::cli::check::once;
use crate::cli::output::{print, terminal};
use crate::disk::project::{self, Wanted};
use crate::disk::write;
use crate::finding::report::Outcome;
use crate::finding::sentences;

/// An editor that saves a file touches it more than once; what comes within this time is one change.
const SETTLING: Duration = Duration::from_millis(80);

/// Empties a terminal and puts the cursor on its first line (ECMA-48).
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks until it is stopped.
pub fn watch(arguments: &Check, wanted: &Wanted) -> Result<Outcome, String> {
    let (sender, changes) = channel();
    let failed = |error: notify::Error| sentences::not_watched(&error.to_string());
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    let written = arguments.reporting.files();
    loop {
        // Folders, not files: an editor may put a new file in the place of the old one. They are watched
        // before they are read, so that no change falls between.
        for folder in project::folders(Path::new("."), wanted) {
            // Once more for those that are watched: a folder that was taken away and put back is another.
            let watching = watcher.watch(&folder, RecursiveMode::NonRecursive);
            // One that has gone since is told by the folder that it was in.
            watching.or_else(|error| if folder.is_dir() { Err(failed(error)) } else { Ok(()) })?;
        }
        if terminal() {
            print(CLEAR)?;
        }
        if let Err(message) = once(arguments, wanted) {
            anstream::eprintln!("error: {message}");
        }
        anstream::eprintln!("{}", sentences::WATCHING);
        wait(&changes, &written)?;
    }
}

/// Returns once something has changed that a run reads, and nothing changes any more.
fn wait(changes: &Receiver<notify::Result<Event>>, written: &[&PathBuf]) -> Result<(), String> {
    let ended = |error: std::sync::mpsc::RecvError| sentences::not_watched(&error.to_string());
    while !changes
        .recv()
        .map_err(ended)?
        .is_ok_and(|event| matters(&event, written))
    {}
    while changes.recv_timeout(SETTLING).is_ok() {}
    Ok(())
}

/// Whether an event may change a report: not one of reading, nor of what the run itself writes.
fn matters(event: &Event, written: &[&PathBuf]) -> bool {
    let own = |path: &PathBuf| write::is_unfinished(path) || written.iter().any(|file| path.ends_with(file));
    !event.kind.is_access() && !event.paths.iter().all(own)
}
