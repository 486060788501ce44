//! The right place among several, and every place that is as good.

use crate::project::{Project, Run};

/// A check of one quote, with what else its entry says, against sources by id.
fn run(sources: &[(&str, &str)], quote: &str) -> Run {
    let mut project = String::new();
    let mut cited = Vec::new();
    let files = Project::new(&[]);
    for (id, text) in sources {
        project += &format!("[[sources]]\nid = '{id}'\npath = '{id}.txt'\n");
        files.write(&format!("{id}.txt"), text);
        cited.push(format!("'{id}'"));
    }
    files.write("guillemet.toml", project);
    let head = format!(
        "source = [{}]\n[[claims]]\nid = 'c'\n[[claims.quotes]]\n",
        cited.join(", ")
    );
    files.write("a.toml", format!("{head}{quote}\n"));
    files.run(&["check", "a.toml", "--output", "jsonl"])
}

#[track_caller]
fn stands(sources: &[(&str, &str)], quote: &str, source: &str, at: &str, places: u64) {
    let run = run(sources, quote);
    let record = &run.records_of("quote")[0];
    let text = sources
        .iter()
        .find(|(id, _)| *id == source)
        .map_or("", |(_, text)| text);
    let start = record["passage"]["start"].as_u64().unwrap_or(0) as usize;
    let found = record["passage"]["source"].as_str();
    let before = text.get(..start).unwrap_or("");
    assert!(
        found == Some(source) && before.ends_with(at),
        "{source} after {at:?}: {run}"
    );
    assert_eq!(record["places"].as_u64(), Some(places), "{run}");
}

const ARTICLES: &str = "\
Article 5. L’agent informe le maire sans délai.

Article 9. L'agent informe le maire sans délai, sauf en cas d’urgence.

Article 12. L’agent informe le préfet sans délai.
";

#[test]
fn what_stands_around_goes_before_typography() {
    let prefix = |prefix: &str, exact: &str| format!("prefix = \"{prefix}\"\nexact = \"{exact}\"");
    for (given, at) in [("Article 5.", "Article 5. "), ("Article 9.", "Article 9. ")] {
        stands(
            &[("loi", ARTICLES)],
            &prefix(given, "L'agent informe le maire"),
            "loi",
            at,
            1,
        );
    }
    // A slip in the context, and words cut at its outer ends.
    stands(
        &[("loi", ARTICLES)],
        &prefix("Artcile 9.", "L’agent informe le maire"),
        "loi",
        "Article 9. ",
        1,
    );
    let suffix = "suffix = ', sauf en ca'\nexact = 'L’agent informe le maire sans délai'";
    stands(&[("loi", ARTICLES)], suffix, "loi", "Article 9. ", 1);
}

#[test]
fn fewer_changes_go_before_what_stands_around() {
    let quote = "prefix = 'Article 5.'\nexact = 'L’agent informe le préfet sans délai'";
    stands(&[("loi", ARTICLES)], quote, "loi", "Article 12. ", 1);
}

#[test]
fn every_place_that_is_as_good_is_counted() {
    let lots: String = (1..=30)
        .map(|lot| format!("Lot {lot}. Le candidat fournit une copie certifiée de ce document avant le terme.\n\n"))
        .collect();
    let quote = "exact = 'Le candidat fournit une copie certifiée du document avant le terme'";
    stands(&[("lots", &lots)], quote, "lots", "Lot 1. ", 30);
    let quote = format!("prefix = 'Lot 23.'\n{quote}");
    stands(&[("lots", &lots)], &quote, "lots", "Lot 23. ", 1);
}

#[test]
fn what_stands_around_chooses_among_the_sources_cited() {
    let sources = [
        ("un", "Le maire ouvre la séance. Le public est admis dans la salle."),
        ("deux", "Le préfet clôt la séance. Le public est admis dans la salle."),
    ];
    let quote = "prefix = 'clôt la séance.'\nexact = 'Le public est admis dans la salle'";
    stands(&sources, quote, "deux", "clôt la séance. ", 1);
    // Undecided, the others are named.
    let run = run(&sources, "exact = 'Le public est admis dans la salle'");
    let elsewhere = &run.records_of("quote")[0]["elsewhere"];
    assert_eq!(elsewhere[0]["source"].as_str(), Some("deux"), "{run}");
}

#[test]
fn an_altered_quote_is_mended_only_where_its_places_agree() {
    let text = |one: &str, other: &str| {
        format!(
            "Article 1. Le délai est de {one} mois au plus tard.\n\nArticle 2. Le délai est de {other} mois au plus tard.\n"
        )
    };
    let quote = "exact = 'Le délai est de cinq mois au plus tard'";
    let fix = |text: &str| {
        let run = run(&[("loi", text)], quote);
        let record = &run.records_of("quote")[0];
        assert_eq!(record["places"].as_u64(), Some(2), "{run}");
        !record["findings"][0]["fix"].is_null()
    };
    assert!(fix(&text("neuf", "neuf")));
    assert!(!fix(&text("deux", "neuf")));
}

#[test]
fn a_number_in_brackets_tells_its_place() {
    let lots: String = (1..=30)
        .map(|lot| format!("Lot {lot}. Le prix est fixé à {lot} 500 euros par mètre carré bâti.\n\n"))
        .collect();
    let quote = "exact = 'Le prix est fixé à [vingt-trois mille cinq cents] euros par mètre carré'";
    stands(&[("lots", &lots)], quote, "lots", "Lot 23. ", 1);
}
