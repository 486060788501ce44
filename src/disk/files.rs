//! Which files there are, and what is in one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::annotation::file;
use crate::config::{self, Config};
use crate::finding::sentences::{self, Sentence, Unreadable};
use crate::record::{baseline, lock};

/// A folder and those below it that version control does not ignore.
pub fn folders_below(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).build().filter_map(Result::ok);
    let folders = walk.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
    folders.map(ignore::DirEntry::into_path).collect()
}

/// The texts below a folder of the project at `root`, each with its path from there, and what was
/// refused.
pub fn texts_below(root: &Path, folder: &Path) -> (Vec<(String, String)>, Vec<Sentence>) {
    let (mut texts, mut refused) = (Vec::new(), Vec::new());
    let (files, unwalked) = files_below(&root.join(folder), true);
    let named = |path: &Path| path.to_string_lossy().into_owned();
    refused.extend(
        unwalked
            .iter()
            .map(|(folder, reason)| sentences::unreadable("folder", &named(folder), reason)),
    );
    let project = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    for path in files.iter().filter(|path| is_text(path)) {
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        let text = match whole.strip_prefix(&project) {
            Ok(inside) => {
                let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                let text = read_text(&whole, Config::empty().limits.source_bytes);
                text.map(|text| (parts.join("/"), text))
                    .map_err(|refusal| refusal.reason)
            }
            Err(_) => Err(Unreadable::Outside),
        };
        match text {
            Ok(text) => texts.push(text),
            Err(reason) => refused.push(sentences::unreadable("source", &named(path), &reason)),
        }
    }
    (texts, refused)
}

/// Whether a file holds annotations, where a folder of all kinds of files is named.
pub fn is_annotation(path: &Path) -> bool {
    file::is_annotation(&path.to_string_lossy()) && !is_project_file(path)
}

/// Whether a file is a text to quote from, where a folder of all kinds of files is named.
pub fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "txt")
}

/// Whether a file is the project's own, and no annotation.
pub fn is_project_file(path: &Path) -> bool {
    let own = [config::FILE_NAME, baseline::FILE_NAME, lock::FILE_NAME];
    path.file_name().is_some_and(|name| own.iter().any(|own| name == *own))
}

/// All files below a folder in the order of their paths, links followed, and what could not be
/// walked. `ignoring` leaves out hidden files and what version control ignores.
pub fn files_below(folder: &Path, ignoring: bool) -> (Vec<PathBuf>, Vec<(PathBuf, Unreadable)>) {
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.standard_filters(ignoring)
        .follow_links(true)
        .sort_by_file_path(Path::cmp);
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let reason = error
                    .io_error()
                    .map_or_else(|| Unreadable::Other(error.to_string()), reason);
                refused.push((folder.to_owned(), reason));
            }
        }
    }
    (files, refused)
}

/// The folder that a glob starts in: its parts before the first with a sign of its own.
pub fn base(pattern: &str) -> PathBuf {
    let signs = |part: &&str| !part.contains(['*', '?', '[', '{']);
    let parts: Vec<&str> = pattern.split('/').collect();
    let folders = &parts[..parts.len().saturating_sub(1)];
    folders.iter().copied().take_while(signs).collect()
}

/// Why a file was not read, and what could be read of it before the first fault.
#[derive(Debug)]
pub struct Refusal {
    pub reason: Unreadable,
    /// What could be read before the fault.
    pub prefix: Option<String>,
}

/// Reads a file of at most `limit` bytes as UTF-8, and never one of 4 GB or more; looks at its size before it reads it.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Refusal> {
    let limit = limit.min(u64::from(u32::MAX) - 1);
    let refuse = |reason| Refusal { reason, prefix: None };
    let metadata = fs::metadata(path).map_err(|error| refuse(reason(&error)))?;
    if !metadata.is_file() {
        return Err(refuse(Unreadable::NotAFile));
    }
    if limit < metadata.len() {
        let bytes = metadata.len();
        return Err(refuse(Unreadable::TooLarge { bytes, limit }));
    }
    let bytes = fs::read(path).map_err(|error| refuse(reason(&error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let prefix = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
        Refusal {
            reason: Unreadable::NotUtf8 { offset },
            prefix: Some(prefix),
        }
    })
}

fn reason(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::Missing,
        io::ErrorKind::PermissionDenied => Unreadable::Other("permission denied".to_owned()),
        kind => Unreadable::Other(kind.to_string()),
    }
}
