//! `init`: a first project file and a first annotation for a folder of texts.

use std::path::Path;

use crate::cli::output::print;
use crate::config;
use crate::corpus::Corpus;
use crate::disk::files;
use crate::disk::write;
use crate::finding::report::Outcome;
use crate::finding::sentences;
use crate::report::skeleton;

/// How many quotes a first annotation has.
const FIRST_CLAIMS: usize = 3;

/// Writes both files beside each other in the working directory; neither may be there yet.
pub fn init(folder: &Path) -> Result<Outcome, String> {
    let root = Path::new(".");
    if write::is_taken(&root.join(config::FILE_NAME)) {
        return Err(sentences::already_there(config::FILE_NAME));
    }
    let (texts, refused) = files::texts_below(root, folder);
    for sentence in &refused {
        anstream::eprintln!("{}: {}", sentences::LEFT_OUT, sentence.message);
    }
    let described = skeleton::described(texts.iter().map(|(path, _)| path.as_str()));
    let project = skeleton::project(&described);
    let files = described
        .into_iter()
        .zip(texts.iter().map(|(_, text)| Some(text.as_str().into())));
    let corpus = Corpus::new(files);
    let (source, annotation) = skeleton::first(&corpus, texts.iter().map(|(_, text)| text.as_str()), FIRST_CLAIMS)
        .ok_or_else(|| sentences::no_text(&folder.display().to_string()))?;
    let named = |end: &str| format!("{}/{}{end}.toml", skeleton::ANNOTATIONS, source.description.id);
    // A file that is called as the project's own are would be taken for one of them.
    let path = match named("") {
        path if files::is_project_file(Path::new(&path)) => named("-1"),
        path => path,
    };
    if write::is_taken(&root.join(&path)) {
        return Err(sentences::already_there(&path));
    }
    // The annotation first: a project file is what says that there is a project.
    for (path, text) in [(path.as_str(), &annotation), (config::FILE_NAME, &project)] {
        write::write_new(&root.join(path), text).map_err(|error| sentences::not_written(path, &error.to_string()))?;
    }
    print(&format!(
        "{}\n",
        sentences::initialised(config::FILE_NAME, &path, texts.len())
    ))?;
    Ok(Outcome::Passed)
}
