//! A stable report of one annotation file, for snapshot tests of claims.

use std::path::Path;

use crate::disk::project::{self, Wanted};
use crate::finding::diagnose::diagnose;
use crate::report::text::{self, Look};

/// The report of one annotation file as stable text, for `insta::assert_snapshot!`.
///
/// One line for each quote with its verdict, then every finding with its excerpts, accepted ones
/// too. The project file is looked for upward from the annotation's folder. No absolute path, time
/// or decimal number is in the text: the same files give the same bytes on every machine.
///
/// What cannot be read is said in the text, as in a run of the checker.
///
/// ```
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("article.toml");
/// # std::fs::write(folder.path().join("communique.txt"), "Ce volet est doté de 1,8 Md€.").unwrap();
/// # std::fs::write(&path, "[[claims]]\nid = 'budget'\nsource = 'communique.txt'\nquotes = ['doté de 18 Md€']\n").unwrap();
/// // article.toml: a claim `budget` that quotes « doté de 18 Md€ » from `communique.txt`.
/// let text = guillemet::snapshot::snapshot(&path);
/// assert!(text.starts_with("budget #0: altered"));
/// assert!(text.contains("the number is altered: the quote reads `18` where the source reads `1,8`"));
/// // In a test of your own: insta::assert_snapshot!(guillemet::snapshot::snapshot(&path));
/// ```
pub fn snapshot(path: &Path) -> String {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let file = path.file_name().map(Into::into).into_iter().collect::<Vec<_>>();
    let project = project::read_project(folder, &Wanted::At(&file));
    let report = diagnose(&project.input, &project.policy);
    let look = Look {
        colour: false,
        show_accepted: true,
        width: 100,
    };
    format!("{}\n{}", text::verdicts(&report), text::render(&report, look))
}
