//! Files are written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::finding::report::File;

/// How the name of a file begins that takes the place of another once it is whole.
const UNFINISHED: &str = ".guillemet-";

/// Writes a file whole or not at all: a new one beside it takes its place once it is on disk. What is
/// no plain file, such as a pipe, is written as it is, and so is what the system calls a device: what
/// stands behind `/dev/stdout` may be somebody's file, with more in it.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let device = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    let there = fs::metadata(path).ok();
    if device || there.as_ref().is_some_and(|there| !there.is_file()) {
        return fs::OpenOptions::new()
            .append(true)
            .open(path)?
            .write_all(text.as_bytes());
    }
    if there.is_none() && path.symlink_metadata().is_ok() {
        return Err(io::Error::other("it is a link that leads nowhere"));
    }
    // A link stays one: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // Nobody but the owner may read a temporary file; anybody may a report, unless the system says no.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let beside = builder.tempfile_in(folder.unwrap_or(Path::new(".")));
    // The path of the file beside it would only confuse.
    let mut beside = beside.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other("there is no such folder"),
        kind => io::Error::from(kind),
    })?;
    beside.write_all(text.as_bytes())?;
    if let Some(there) = there {
        beside.as_file().set_permissions(there.permissions())?;
    }
    beside.as_file().sync_all()?;
    beside.persist(path)?;
    Ok(())
}

/// Whether anything has that name, be it a link that leads nowhere.
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether the file at a path is one of these files of a project, or what one of them leads to.
pub fn is_one_of(path: &Path, root: &Path, files: &[File]) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    files
        .iter()
        .any(|file| root.join(&file.path).canonicalize().is_ok_and(|file| file == path))
}

/// Writes a file that is not there yet, and the folder that it is to be in.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write(path, text)
}

/// Takes a file away.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Writes a file anew, unless it is no longer what was read of it.
pub fn replace(path: &Path, read: &str, text: &str) -> io::Result<()> {
    if fs::read(path)? != read.as_bytes() {
        return Err(io::Error::other("it was changed in the meantime; run again"));
    }
    write(path, text)
}

/// Whether a run that was killed left the file behind.
pub fn is_unfinished(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
}
