//! The report of a small project as it looks in a terminal, as an SVG.

use guillemet::annotation::file;
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::File;
use guillemet::policy::Policy;
use guillemet::report::text::{self, Look};

/// The source that the picture quotes, and how it is called.
const SOURCE: (&str, &str) = ("numspot-2022", "seeds/003_f03ea774d634c901.txt");

/// An annotation with the fault that the checker was made for, and one that every reader sees at once.
const ANNOTATION: (&str, &str) = (
    "annotations/article.toml",
    "source = \"numspot-2022\"

[[claims]]
id = \"appel-du-ministre\"
claim = \"Le ministre appelle à utiliser les offres souveraines.\"
quotes = [
  \"à se saisir des offres souveraines, dont NUMSPOT\",
]

[[claims]]
id = \"calendrier\"
claim = \"L’offre doit ouvrir « dès 2024 ».\"
quotes = [\"L’offre sera disponible dès 2024\"]
",
);

/// Columns of the terminal that is pictured.
const WIDTH: usize = 100;

/// The picture.
pub fn picture() -> String {
    let (id, path) = SOURCE;
    let source = std::fs::read_to_string(crate::in_crate(path)).expect("the seed is there");
    let description = Description {
        id: id.to_owned(),
        path: path.to_owned(),
        ..Description::default()
    };
    let (path, annotation) = ANNOTATION;
    let annotations = file::read(path, annotation, true);
    let input = Input {
        annotations: vec![(
            File {
                path: path.to_owned(),
                text: annotation.into(),
            },
            annotations,
        )],
        corpus: Corpus::new([(description, Some(source.as_str().into()))]).into(),
        sources: vec![source.into()],
        ..Input::default()
    };
    let report = diagnose(&input, &Policy::default());
    let look = Look {
        colour: true,
        show_accepted: false,
        width: WIDTH,
    };
    let shown = format!("$ guillemet check\n{}", text::render(&report, look));
    anstyle_svg::Term::new().min_width_px(900).render_svg(&shown)
}
