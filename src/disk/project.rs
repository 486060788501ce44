//! A project as it lies on disk: its file, its annotations, its sources, its records.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::annotation::claim::{Annotations, Cited};
use crate::annotation::file;
use crate::config::{self, Config, Declared};
use crate::corpus::{Corpus, Description};
use crate::disk::files::{
    Refusal, base, files_below, folders_below, is_annotation, is_project_file, is_text, read_text,
};
use crate::disk::write::is_unfinished;
use crate::finding::diagnose::Input;
use crate::finding::report::{File, FileId, Place, Problem};
use crate::finding::sentences::{self, Sentence, Unreadable};
use crate::policy::Policy;
use crate::record::baseline::{self, Baseline};
use crate::record::lock::{self, Lock};
use crate::rule::Rule;
use crate::text::span::Span;

/// The name of a quote that stands in no file.
const GIVEN: &str = "<quote>";

/// A project, read from disk, and what it says of levels.
#[derive(Debug)]
pub struct Project {
    /// The folder that paths of files count from.
    pub root: PathBuf,
    /// The folders below which the project file looks for annotations.
    pub bases: BTreeSet<PathBuf>,
    pub input: Input,
    /// The levels that the project file sets.
    pub policy: Policy,
    /// The findings that do not count, and the file that lists them.
    pub baseline: Option<(File, Baseline)>,
    /// What was locked, and the file that says it.
    pub lock: Option<(File, Lock)>,
}

/// Which annotations a run is about.
#[derive(Debug)]
pub enum Wanted<'w> {
    /// Those that the project file names.
    Named,
    /// The files at these paths; of a folder, all below it.
    At(&'w [PathBuf]),
    /// One quote given in place, and the sources it cites; all declared ones where it cites none.
    Given { quote: &'w str, sources: &'w [String] },
    /// None: the declared sources alone.
    Declared,
    /// None: the sources at these paths alone; of a folder, all texts below it.
    Sources(&'w [PathBuf]),
}

/// Reads the project that `folder` lies in: the nearest `guillemet.toml` upward, the annotations
/// wanted, and the sources.
///
/// What cannot be read is a problem of the input, never an error: the rest is still checked.
pub fn read_project(folder: &Path, wanted: &Wanted) -> Project {
    let root = project_root(folder);
    let mut reader = Reader {
        has_project: root.is_some(),
        root: root.unwrap_or_else(|| folder.to_owned()),
        config: Config::empty(),
        input: Input::default(),
    };
    // A project that cannot be read names no source: nothing else could be said of any quote.
    if reader.read_config().is_err() {
        return reader.into_project();
    }
    reader.input.base = reader.base();
    reader.input.inline = reader.config.inline;
    match wanted {
        Wanted::Named => {
            let files = reader.named_files();
            reader.read_annotations(files);
        }
        Wanted::At(paths) => {
            let files = reader.files_at(folder, paths, is_annotation);
            reader.read_annotations(files);
        }
        Wanted::Given { quote, sources } => reader.take_quote(folder, quote, sources),
        Wanted::Declared => {}
        Wanted::Sources(paths) => reader.take_sources(folder, paths),
    }
    reader.report_config(reader.input.annotations.len());
    reader.read_sources();
    reader.into_project()
}

/// The folders that hold what a run over the project of `folder` reads, or may come to hold it.
pub fn folders(folder: &Path, wanted: &Wanted) -> BTreeSet<PathBuf> {
    let Project { root, bases, input, .. } = read_project(folder, wanted);
    let annotations = input.annotations.iter().map(|(file, _)| root.join(&file.path));
    let sources = input
        .corpus
        .entries()
        .iter()
        .map(|entry| root.join(&entry.description().path));
    // A link may change, and so may what it leads to.
    let files: Vec<PathBuf> = annotations.chain(sources).collect();
    let followed = files.iter().filter_map(|file| file.canonicalize().ok());
    let parents = files
        .iter()
        .cloned()
        .chain(followed)
        .filter_map(|file| file.parent().map(Path::to_owned));
    let named: BTreeSet<PathBuf> = match wanted {
        Wanted::At(paths) => paths.iter().map(|path| folder.join(path)).collect(),
        _ => bases,
    };
    let below = named.iter().flat_map(|folder| folders_below(folder));
    let all = parents.chain(below).chain([root.clone()]);
    all.filter_map(|folder| folder.canonicalize().ok().filter(|folder| folder.is_dir()))
        .collect()
}

fn project_root(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder
        .ancestors()
        .find(|ancestor| ancestor.join(config::FILE_NAME).is_file())
        .map(Path::to_owned)
}

struct Reader {
    has_project: bool,
    root: PathBuf,
    config: Config,
    input: Input,
}

impl Reader {
    fn problem(&mut self, rule: Rule, sentence: Sentence, path: &str, place: Option<Place>) {
        self.input.problems.push(Problem::new(rule, sentence, path, place));
    }

    /// The way from the root of the repository, where the project lies in one, to its folder.
    fn base(&self) -> String {
        let Ok(folder) = self.root.canonicalize() else {
            return String::new();
        };
        let repository = folder.ancestors().find(|ancestor| ancestor.join(".git").exists());
        let inside = repository.and_then(|repository| folder.strip_prefix(repository).ok());
        let parts = inside.into_iter().flat_map(Path::iter);
        parts.map(|part| format!("{}/", part.to_string_lossy())).collect()
    }

    fn into_project(mut self) -> Project {
        let baseline = self.read_record(baseline::FILE_NAME);
        let lock = self.read_record(lock::FILE_NAME);
        Project {
            bases: self.bases(),
            root: self.root,
            policy: self.config.policy,
            input: self.input,
            baseline: baseline.map(|file| {
                let baseline = Baseline::read(&file.text);
                (file, baseline)
            }),
            lock: lock.map(|file| {
                let lock = Lock::read(&file.text);
                (file, lock)
            }),
        }
    }

    /// A file beside the project file, where there is one.
    fn read_record(&mut self, name: &str) -> Option<File> {
        let path = self.root.join(name);
        if !self.has_project || !path.exists() {
            return None;
        }
        match read_text(&path, u64::MAX) {
            Ok(text) => Some(File {
                path: name.to_owned(),
                text: text.into(),
            }),
            Err(refusal) => {
                let sentence = sentences::unreadable("file", name, &refusal.reason);
                self.problem(Rule::ProjectSyntax, sentence, name, None);
                None
            }
        }
    }

    fn read_config(&mut self) -> Result<(), Unreadable> {
        if !self.has_project {
            return Ok(());
        }
        let path = self.root.join(config::FILE_NAME);
        match read_text(&path, u64::MAX) {
            Ok(text) => {
                self.config = Config::read(&text);
                self.input.project = Some(File {
                    path: config::FILE_NAME.to_owned(),
                    text: text.into(),
                });
                Ok(())
            }
            Err(refusal) => {
                let sentence = sentences::unreadable("project file", config::FILE_NAME, &refusal.reason);
                self.problem(Rule::ProjectSyntax, sentence, config::FILE_NAME, None);
                Err(refusal.reason)
            }
        }
    }

    /// The flaws of the project file, once it is known how many files come before it.
    fn report_config(&mut self, annotations: usize) {
        for flaw in std::mem::take(&mut self.config.flaws) {
            let place = Place {
                file: Input::project_id(annotations),
                span: flaw.span,
            };
            self.problem(
                flaw.kind.rule(),
                sentences::config_flaw(&flaw.kind),
                config::FILE_NAME,
                Some(place),
            );
        }
    }

    /// The folders that the globs of the project file start in.
    fn bases(&self) -> BTreeSet<PathBuf> {
        let patterns = self.config.annotations.iter();
        patterns.map(|pattern| self.root.join(base(pattern))).collect()
    }

    /// The annotation files that the project file names.
    fn named_files(&mut self) -> Vec<PathBuf> {
        let mut set = GlobSetBuilder::new();
        for pattern in self.config.annotations.clone() {
            match GlobBuilder::new(pattern.trim_start_matches("./"))
                .literal_separator(true)
                .build()
            {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => {
                    let reason = Unreadable::Other(error.kind().to_string());
                    let sentence = sentences::unreadable("pattern", &pattern, &reason);
                    self.problem(Rule::ProjectSyntax, sentence, config::FILE_NAME, None);
                }
            }
        }
        let set = set.build().unwrap_or_else(|_| GlobSet::empty());
        if set.is_empty() {
            return Vec::new();
        }
        let root = self.root.clone();
        let mut files = BTreeSet::new();
        for base in self.bases().iter().filter(|base| base.is_dir()) {
            files.extend(self.walk(base, false));
        }
        let named = |path: &PathBuf| {
            path.strip_prefix(&root)
                .is_ok_and(|path| set.is_match(path) && !is_project_file(path) && !is_unfinished(path))
        };
        files.into_iter().filter(named).collect()
    }

    /// The files below a folder; what cannot be walked is a problem.
    fn walk(&mut self, folder: &Path, ignoring: bool) -> Vec<PathBuf> {
        let (files, refused) = files_below(folder, ignoring);
        for (folder, reason) in refused {
            let shown = self.shown(&folder);
            let sentence = sentences::unreadable("folder", &shown, &reason);
            self.problem(Rule::AnnotationSyntax, sentence, &shown, None);
        }
        files
    }

    /// The files at the paths of the command line; of a folder, all below it that are wanted.
    fn files_at(&mut self, folder: &Path, paths: &[PathBuf], is_wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for path in paths {
            let path = folder.join(path);
            if path.is_dir() {
                files.extend(self.walk(&path, true).into_iter().filter(|path| is_wanted(path)));
            } else {
                files.push(path);
            }
        }
        files
    }

    fn read_annotations(&mut self, files: Vec<PathBuf>) {
        let mut seen = BTreeSet::new();
        let paths = files.into_iter().map(|path| path.canonicalize().unwrap_or(path));
        let paths: Vec<PathBuf> = paths.filter(|path| seen.insert(path.clone())).collect();
        let inline = self.config.inline;
        let read = |path: &PathBuf| {
            let shown = self.shown(path);
            let text = read_text(path, u64::MAX);
            let annotations = text.as_ref().map(|text| file::read(&shown, text, inline));
            let annotations = annotations.unwrap_or_default();
            (shown, text, annotations)
        };
        let files: Vec<_> = paths.par_iter().map(read).collect();
        for (shown, text, annotations) in files {
            let text = text
                .unwrap_or_else(|refusal| self.unread_annotation(&shown, refusal))
                .into();
            self.input.annotations.push((File { path: shown, text }, annotations));
        }
    }

    /// Takes a quote as if each source that it may stand in were cited by a claim of its own.
    fn take_quote(&mut self, folder: &Path, quote: &str, sources: &[String]) {
        let declared = self.config.sources.iter().map(|source| source.description.id.clone());
        let names: Vec<String> = match sources {
            [] => declared.collect(),
            named => named.iter().map(|name| self.typed(folder, name)).collect(),
        };
        let cited = names
            .into_iter()
            .map(|name| Cited {
                name,
                span: Span::at(0),
            })
            .collect();
        let file = File {
            path: GIVEN.to_owned(),
            text: quote.into(),
        };
        self.input.annotations.push((file, Annotations::given(quote, cited)));
    }

    /// A source as it was typed in `folder`: an id, or a path from there.
    fn typed(&self, folder: &Path, name: &str) -> String {
        let declared = self.config.sources.iter().any(|source| source.description.id == name);
        match folder.join(name).canonicalize() {
            Ok(path) if !declared => self.shown(&path),
            _ => name.to_owned(),
        }
    }

    /// Takes the texts at these paths for all there is; one that is declared keeps its description.
    fn take_sources(&mut self, folder: &Path, paths: &[PathBuf]) {
        let texts = self.files_at(folder, paths, is_text);
        let declared = std::mem::take(&mut self.config.sources);
        for path in texts {
            let shown = self.shown(&path.canonicalize().unwrap_or(path));
            let known = declared.iter().find(|source| source.description.path == shown);
            let description = Description {
                id: shown.clone(),
                path: shown,
                ..Description::default()
            };
            self.config.sources.push(known.cloned().unwrap_or(Declared {
                description,
                encoding: None,
                span: Span::at(0),
                accept: Vec::new(),
            }));
        }
    }

    /// The start of an annotation file that could not be read to its end.
    fn unread_annotation(&mut self, shown: &str, refusal: Refusal) -> String {
        let id = Input::annotation_id(self.input.annotations.len());
        let sentence = sentences::unreadable("annotation file", shown, &refusal.reason);
        let place = refusal.prefix.as_ref().map(|prefix| Place {
            file: id,
            span: Span::at(prefix.len()),
        });
        self.problem(Rule::AnnotationSyntax, sentence, shown, place);
        refusal.prefix.unwrap_or_default()
    }

    /// The path as reports show it: relative to the project's folder where it lies in it.
    fn shown(&self, path: &Path) -> String {
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let relative = path.strip_prefix(&root).unwrap_or(path);
        let parts: Vec<String> = relative
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        parts.join("/").replacen("//", "/", 1)
    }

    /// The declared sources, then those that annotations name by their path.
    fn read_sources(&mut self) {
        let project = Input::project_id(self.input.annotations.len());
        let mut files: Vec<(Description, Option<Arc<str>>)> = Vec::new();
        for declared in self.config.sources.clone() {
            let place = Place {
                file: project,
                span: declared.span,
            };
            let text = self.read_declared(&declared, place);
            self.input.source_accept.push(declared.accept);
            files.push((declared.description, text));
        }
        for (id, cited) in self.cited_sources() {
            let known = |(description, _): &(Description, Option<Arc<str>>)| {
                description.id == cited.name || description.path == cited.name.trim_start_matches("./")
            };
            if files.iter().any(known) {
                continue;
            }
            files.extend(self.read_cited(id, &cited));
        }
        self.input.sources = files.iter().map(|(_, text)| text.clone().unwrap_or_default()).collect();
        self.input.corpus = Arc::new(Corpus::new(files));
    }

    /// Every source that an annotation names, once for each name, with the file that does.
    fn cited_sources(&self) -> Vec<(FileId, Cited)> {
        let mut names = BTreeSet::new();
        let mut cited = Vec::new();
        for (at, (_, annotations)) in self.input.annotations.iter().enumerate() {
            let quotes = annotations.claims.iter().flat_map(|claim| &claim.quotes);
            for source in quotes.flat_map(|quote| &quote.sources) {
                if names.insert(source.name.clone()) {
                    cited.push((Input::annotation_id(at), source.clone()));
                }
            }
        }
        cited
    }

    fn read_declared(&mut self, declared: &Declared, place: Place) -> Option<Arc<str>> {
        let path = &declared.description.path;
        let read = match &declared.encoding {
            Some(encoding) => Err(Unreadable::Encoding(encoding.clone())),
            None => self.read_source(&self.root.join(path), path),
        };
        self.report_unreadable(read, path, place)
    }

    /// A source named by its path; nothing where no such file is there, so that nothing goes by
    /// the name.
    fn read_cited(&mut self, file: FileId, cited: &Cited) -> Option<(Description, Option<Arc<str>>)> {
        let base = match self.has_project {
            true => self.root.clone(),
            false => self.annotation_folder(file),
        };
        let path = base.join(&cited.name);
        if !path.exists() && !climbs(&cited.name) {
            return None;
        }
        let place = Place { file, span: cited.span };
        let read = self.read_source(&path, &cited.name);
        let text = self.report_unreadable(read, &cited.name, place);
        let description = Description {
            id: cited.name.clone(),
            path: cited.name.trim_start_matches("./").to_owned(),
            ..Description::default()
        };
        Some((description, text))
    }

    /// The folder of an annotation file.
    fn annotation_folder(&self, file: FileId) -> PathBuf {
        let path = self
            .input
            .annotations
            .get(file)
            .map(|(file, _)| self.root.join(&file.path));
        path.and_then(|path| path.parent().map(Path::to_owned))
            .unwrap_or_else(|| self.root.clone())
    }

    fn report_unreadable(&mut self, read: Result<String, Unreadable>, path: &str, place: Place) -> Option<Arc<str>> {
        match read {
            Ok(text) => Some(text.into()),
            Err(reason) => {
                let sentence = sentences::unreadable("source", path, &reason);
                let shown = match self.input.annotations.get(place.file) {
                    Some((file, _)) => file.path.clone(),
                    None => config::FILE_NAME.to_owned(),
                };
                self.problem(Rule::UnreadableSource, sentence, &shown, Some(place));
                None
            }
        }
    }

    fn read_source(&self, path: &Path, named: &str) -> Result<String, Unreadable> {
        if !self.config.allow_outside && (climbs(named) || !self.is_inside(path)) {
            return Err(Unreadable::Outside);
        }
        read_text(path, self.config.limits.source_bytes).map_err(|refusal| refusal.reason)
    }

    /// Whether the file, links followed, lies in the project's folder. A missing file does.
    fn is_inside(&self, path: &Path) -> bool {
        match (path.canonicalize(), self.root.canonicalize()) {
            (Ok(path), Ok(root)) => path.starts_with(root),
            _ => true,
        }
    }
}

/// Whether a path leads out of the folder it is relative to.
fn climbs(path: &str) -> bool {
    let mut depth = 0i32;
    for component in Path::new(path).components() {
        depth += match component {
            Component::ParentDir => -1,
            Component::Normal(_) => 1,
            Component::CurDir => 0,
            Component::RootDir | Component::Prefix(_) => return true,
        };
        if depth < 0 {
            return true;
        }
    }
    false
}
