//! `fix`: repairs, written into the annotation files or shown as a diff.

use std::path::Path;

use similar::TextDiff;

use crate::annotation::file;
use crate::cli::args::Fix;
use crate::cli::check::{diagnosed, levels, merged, wanted};
use crate::cli::output::{print, terminal};
use crate::disk::project;
use crate::disk::write;
use crate::finding::report::{File, Outcome, Remark};
use crate::finding::sentences;
use crate::fix::{Repair, Repaired, repair};
use crate::report::excerpt::{harmless, one_line};

/// Repairs what can be, and says what is left. A run that leaves something at a failing level is no
/// pass, nor is a diff that would change a file.
pub fn fix(arguments: &Fix) -> Result<Outcome, String> {
    let levels = levels(&arguments.levels)?;
    let mut project = project::read_project(Path::new("."), &wanted(&arguments.paths));
    let policy = merged(project.policy.clone(), levels);
    let repaired = repair(project.input.clone(), &policy, arguments.unsafe_fixes);
    let mut failed = false;
    let mut written = 0;
    let inline = project.input.inline;
    for ((file, annotations), repaired) in project.input.annotations.iter_mut().zip(&repaired) {
        if repaired.repairs.is_empty() {
            continue;
        }
        if arguments.diff {
            print(&diff(file, repaired))?;
        } else {
            if let Err(error) = write::replace(&project.root.join(&file.path), &file.text, &repaired.text) {
                anstream::eprintln!("error: {}", sentences::not_written(&file.path, &error.to_string()));
                failed = true;
                continue;
            }
            print(&listed(file, repaired))?;
        }
        written += repaired.repairs.len();
        file.text = repaired.text.as_str().into();
        *annotations = file::read(&file.path, &file.text, inline);
    }
    project.input.audit = true;
    let report = diagnosed(&project, &policy, false, arguments.paths.is_empty())?;
    let open = report.remarks().filter(|remark| report.fails(remark));
    let withheld = |remark: &Remark| !arguments.unsafe_fixes && !remark.fixes.is_empty();
    let (withheld, left): (Vec<_>, Vec<_>) = open.partition(withheld);
    anstream::eprintln!(
        "{}",
        sentences::repairs(written, arguments.diff, withheld.len(), left.len())
    );
    if !report.compared() {
        return Err(sentences::NOTHING_COMPARED.to_owned());
    }
    Ok(match report.outcome() {
        _ if failed => Outcome::NotRun,
        Outcome::Passed if arguments.diff && 0 < written => Outcome::Failed,
        outcome => outcome,
    })
}

/// A line for each repair: the file, the rule, the words before and after.
fn listed(file: &File, repaired: &Repaired) -> String {
    let line = |repair: &Repair| {
        let words = sentences::repaired(&repair.before, &repair.after);
        format!("{}: {}: {}\n", one_line(&file.path), repair.rule, one_line(&words))
    };
    repaired.repairs.iter().map(line).collect()
}

/// The repairs of a file as a patch. What goes to a terminal is made harmless; anything else may be
/// read by `patch`, which needs every byte.
fn diff(file: &File, repaired: &Repaired) -> String {
    // Lines end with LF alone, as those who read a patch count them.
    let old: Vec<&str> = file.text.split_inclusive('\n').collect();
    let new: Vec<&str> = repaired.text.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let [old, new] = ["a/", "b/"].map(|side| patch_name(side, &file.path));
    let patch = diff.unified_diff().context_radius(3).header(&old, &new).to_string();
    match terminal() {
        true => harmless(&patch),
        false => patch,
    }
}

/// The name of a file in a patch. A tab ends one that has a space in it; an absolute path stands alone.
fn patch_name(side: &str, path: &str) -> String {
    let side = if path.starts_with('/') { "" } else { side };
    let end = if path.contains(' ') { "\t" } else { "" };
    format!("{side}{}{end}", one_line(path))
}
