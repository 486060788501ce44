//! The sources of a project, each prepared once, and the census of the names in them.

use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::french::names::{self, NameCensus, Shape};
use crate::french::words::Kind;
use crate::matching::prepared::Prepared;
use crate::search::index::Part;
use crate::search::library::Library;
use crate::search::scan;
use crate::source::text;
use crate::text::folded::Folded;
use crate::text::keys::KeyId;
use crate::text::quotation::{self, Quoted};
use crate::verdict::scan::Scan;
use crate::verdict::voice::Speech;

/// What a project says of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// What annotations call it; its path where it has no id.
    pub id: String,
    /// Relative to the project's folder, parted by `/`.
    pub path: String,
    pub title: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    /// Whether it is declared to be a scan.
    pub ocr: bool,
}

impl Description {
    /// Those whose the text itself is.
    pub fn authors(&self) -> Vec<&str> {
        let authors = [self.author.as_deref(), self.publisher.as_deref()];
        authors.into_iter().flatten().collect()
    }
}

/// A source whose text could be read.
#[derive(Clone, Debug)]
pub struct Source {
    pub description: Description,
    pub text: Prepared,
    quotations: Box<OnceLock<Vec<Quoted>>>,
    speech: Box<OnceLock<Speech>>,
    scan: Box<OnceLock<Option<Scan>>>,
}

impl Source {
    /// The quoted spans of the text, in its order, read when they are first asked for.
    pub fn quotations(&self) -> &[Quoted] {
        self.quotations
            .get_or_init(|| quotation::quoted_spans(self.text.text()))
    }

    /// Who says what in the text, read when it is first asked for.
    pub fn speech(&self) -> &Speech {
        self.speech.get_or_init(|| Speech::read(&self.text, self.quotations()))
    }

    /// What the text shows of being a scan, where it is one, read when it is first asked for.
    pub fn scan(&self) -> Option<&Scan> {
        let scan = self.scan.get_or_init(|| Scan::read(&self.text, self.description.ocr));
        scan.as_ref()
    }
}

/// A source: read, or known by name only.
#[derive(Clone, Debug)]
pub enum Entry {
    Read(Box<Source>),
    Unreadable(Description),
}

/// All sources of a project.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    entries: Vec<Entry>,
    census: NameCensus,
    /// The places of the entries by their ids, and by their paths; of equals the first.
    ids: HashMap<String, usize>,
    paths: HashMap<String, usize>,
    has_brackets: bool,
    library: Box<OnceLock<Option<Library>>>,
}

/// Sources of so many folded bytes are indexed before they are searched: from there on the index is made in the time
/// that a few quotes take without it.
const INDEXED: usize = 1 << 16;

impl Corpus {
    /// Prepares the files of sources, in order; `None` for one that could not be read.
    pub fn new(files: impl IntoIterator<Item = (Description, Option<Arc<str>>)>) -> Self {
        let files: Vec<(Description, Option<Arc<str>>)> = files.into_iter().collect();
        let entries = files.into_par_iter().map(|(description, file)| match file {
            Some(file) => {
                let (text, origin) = text::decode(file);
                Entry::Read(Box::new(Source {
                    description,
                    text: Prepared::of(text, origin),
                    quotations: Box::default(),
                    speech: Box::default(),
                    scan: Box::default(),
                }))
            }
            None => Entry::Unreadable(description),
        });
        let mut corpus = Self {
            entries: entries.collect(),
            ..Self::default()
        };
        for (at, entry) in corpus.entries.iter().enumerate() {
            let Description { id, path, .. } = entry.description();
            corpus.ids.entry(id.clone()).or_insert(at);
            corpus.paths.entry(path.clone()).or_insert(at);
            if let Entry::Read(source) = entry {
                count_names(&source.text, &mut corpus.census);
                corpus.has_brackets |= source.text.text().contains('[');
            }
        }
        corpus.census.close();
        corpus
    }

    /// The source that annotations call `name`: by id first, then by path.
    pub fn find(&self, name: &str) -> Option<usize> {
        let path = || self.paths.get(name.trim_start_matches("./"));
        self.ids.get(name).or_else(path).copied()
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The source at `index`, where it could be read.
    pub fn source(&self, index: usize) -> Option<&Source> {
        match self.entries.get(index) {
            Some(Entry::Read(source)) => Some(source),
            _ => None,
        }
    }

    /// The quoted spans of the source at `index`; none of one that could not be read.
    pub fn quotations(&self, index: usize) -> &[Quoted] {
        self.source(index).map_or(&[], Source::quotations)
    }

    /// The index of the source at `index`, where that is long; all sources are indexed when it is first asked for.
    pub fn index_of(&self, index: usize) -> Option<Part<'_>> {
        let source = self.source(index)?;
        let is_long = INDEXED <= source.text.folded().bytes().len();
        let library = if is_long { self.library() } else { None };
        library.map(|library| library.part(index))
    }

    /// The sources, in order, where these folded words stand or nearly stand.
    pub fn holding(&self, words: &Folded) -> Vec<usize> {
        let told = self.library().and_then(|library| library.holding(words.bytes()));
        told.unwrap_or_else(|| {
            let stands = |index: &usize| {
                self.source(*index)
                    .is_some_and(|source| scan::stands(words, source.text.folded()))
            };
            (0..self.entries.len()).filter(stands).collect()
        })
    }

    /// All sources indexed together, where there is enough to search; one that could not be read is empty.
    fn library(&self) -> Option<&Library> {
        let index = || {
            let empty = Folded::new("");
            let texts = self.entries.iter().map(|entry| match entry {
                Entry::Read(source) => source.text.folded(),
                Entry::Unreadable(_) => &empty,
            });
            let texts: Vec<&Folded> = texts.collect();
            let bytes: usize = texts.iter().map(|text| text.bytes().len()).sum();
            (INDEXED..u32::MAX as usize)
                .contains(&bytes)
                .then(|| Library::new(texts))
        };
        self.library.get_or_init(index).as_ref()
    }

    /// Whether any source has a square bracket of its own.
    pub fn has_brackets(&self) -> bool {
        self.has_brackets
    }

    /// How often each name stands in all sources.
    pub fn census(&self) -> &NameCensus {
        &self.census
    }
}

impl Entry {
    pub fn description(&self) -> &Description {
        match self {
            Entry::Read(source) => &source.description,
            Entry::Unreadable(description) => description,
        }
    }
}

fn count_names(text: &Prepared, census: &mut NameCensus) {
    // Of each key how often it stands in small letters, and how often at the start of a sentence.
    let mut common = vec![(0, 0); text.keys().len()];
    let mut named: HashMap<&str, (KeyId, usize)> = HashMap::new();
    for (at, word) in text.words().iter().enumerate() {
        if word.kind != Kind::Word {
            continue;
        }
        let (small, opening) = &mut common[word.key as usize];
        match names::shape(text.raw(at), word.opens_sentence) {
            Shape::Name if !text.is_shouted(at) => named.entry(text.raw(at)).or_insert((word.key, 0)).1 += 1,
            Shape::Small => *small += 1,
            Shape::Opening | Shape::Name => *opening += 1,
        }
    }
    for (key, (small, opening)) in text.keys().iter().zip(common) {
        for (shape, times) in [(Shape::Small, small), (Shape::Opening, opening)] {
            if times > 0 {
                census.count(key, key, shape, times);
            }
        }
    }
    for (written, (key, times)) in named {
        census.count(text.keys().get(key), written, Shape::Name, times);
    }
}
