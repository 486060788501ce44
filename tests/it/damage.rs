//! What a scanner did is no misquotation, and nothing else passes for it.

use guillemet::annotation::claim::{Annotations, Cited};
use guillemet::check::check;
use guillemet::corpus::{Corpus, Description};
use guillemet::finding::diagnose::{Input, diagnose};
use guillemet::finding::report::{File, QuoteReport};
use guillemet::policy::Policy;
use guillemet::text::span::Span;

/// Two pages of a novel as a scanner left them, with running heads on lines of their own.
const SCAN: &str = "\
Nannette avait une petite maison, et Jeanne y venait chaque jour. La porte etait
ouverte, la neige tombait, et Nannette disait quc la soupe n’6tait pas prete.
Jeanne ne repondit rien ct s’assit pres du feu ; elle avait trois pommes dans son
panier et dix sous dans sa poche. le voudrais bien, dit-elle, que l’hiver fînisse.

48 LA PETITE JEANNE

Le curé vint  la maison au mois de janvier, avee son neven et la tante de mai-
tre Guillaume. II faut que tu manges, disait-il, etque tu dormes. On avait vu
leanne passer devant l’eglise ee matin ; elle portait du pain et du lait. Tout le

50 LA PETITE JEANNE

monde l’aimait, et jamais elle ne mentait. Je ne demande qu’une chose, disait le
vieux : que l’on me laisse mourir iei. Elle pleura et la vieille femme aussi.
La ieune fille iouait sous l’arbre, iusqu’au soir, et iamais on ne l’entendait.
";

fn corpus(text: &str, ocr: bool) -> Corpus {
    let description = Description {
        id: "scan".to_owned(),
        path: "scan.txt".to_owned(),
        ocr,
        ..Description::default()
    };
    Corpus::new([(description, Some(text.into()))])
}

fn annotations(quote: &str) -> Annotations {
    let cited = Cited {
        name: "scan".to_owned(),
        span: Span::at(0),
    };
    Annotations::given(quote, vec![cited])
}

fn verdict(text: &str, ocr: bool, quote: &str) -> &'static str {
    check(&annotations(quote).claims[0].quotes[0], &corpus(text, ocr))
        .verdict
        .name()
}

fn report(text: &str, quote: &str) -> QuoteReport {
    let file = File {
        path: "notes.toml".to_owned(),
        text: quote.into(),
    };
    let input = Input {
        annotations: vec![(file, annotations(quote))],
        corpus: corpus(text, true).into(),
        sources: vec![text.into()],
        ..Input::default()
    };
    diagnose(&input, &Policy::default()).quotes.remove(0)
}

#[track_caller]
fn all(expected: &str, quotes: &[&str]) {
    let told: Vec<String> = quotes
        .iter()
        .map(|quote| (verdict(SCAN, true, quote), quote))
        .filter(|&(told, _)| told != expected)
        .map(|(told, quote)| format!("{told}: {quote}"))
        .collect();
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

#[test]
fn what_the_scanner_misread_is_damage() {
    all(
        "damaged",
        &[
            // Letters that look alike, lost accents, figures for letters.
            "disait que la soupe n’était pas prête",
            "Jeanne ne répondit rien et s’assit près du feu",
            "avec son neveu et la tante de maître Guillaume",
            "Jeanne passer devant l’église ce matin",
            "Il faut que tu manges, disait-il, et que tu dormes",
            // Two words, of which this scanner takes the one for the other.
            "Je voudrais bien, dit-elle, que l’hiver finisse",
            // A word lost, with its trace.
            "Le curé vint à la maison au mois de janvier",
            // A running head within the sentence.
            "elle portait du pain et du lait. Tout le monde l’aimait",
            // At the ends of a quote.
            "était ouverte, la neige tombait",
            "que l’on me laisse mourir ici",
        ],
    );
}

#[test]
fn what_the_scanner_left_whole_is_judged_as_ever() {
    all(
        "verbatim",
        &["elle avait trois pommes dans son", "Je ne demande qu’une chose"],
    );
    all(
        "typographic",
        &["faut que tu manges, disait-il, et que tu dormes", "La neige tombait"],
    );
}

#[test]
fn a_misquotation_of_a_scan_is_no_damage() {
    all(
        "altered",
        &[
            // Of words that stand whole.
            "elle avait deux pommes dans son panier",
            "elle avait treize pommes dans son panier",
            "Jeanne répondit et s’assit près du feu",
            "la neige tombait, et Jeanne disait que la soupe n’était pas prête",
            "et toujours elle ne mentait",
            "que l’on le laisse mourir ici",
            "Le curé vint à la maison au mois de février",
            "La porte était fermée, la neige tombait",
            "Elle pleurait et la vieille femme aussi",
            // Of words that are damaged.
            "disait que la soupe était prête",
            "disait que la soupe n’était plus prête",
            "avec son cousin et la tante de maître Guillaume",
            "avec ses neveux et la tante de maître Guillaume",
            "Jeannette passer devant l’église ce matin",
            "Jeanne passer derrière l’église ce matin",
            "Jeanne passer devant l’école ce matin",
            // Words added and dropped beside damage.
            "Jeanne ne répondit presque rien et s’assit près du feu",
            "Jeanne ne répondit rien et s’assit du feu",
            "avec son neveu et la vieille tante de maître Guillaume",
        ],
    );
}

#[test]
fn the_same_differences_count_where_no_scan_is_established() {
    let quote = "disait que la soupe n’était pas prête";
    assert_eq!(verdict(SCAN, false, quote), "altered");
    assert_eq!(verdict(SCAN, true, quote), "damaged");
}

/// An article of which a scanner misread every fourth word.
fn misread() -> String {
    const TEXT: &str = include_str!("../../seeds/001_7c12d76ddd53d713.txt");
    let words = TEXT.split(' ').enumerate().map(|(at, word)| match at % 8 {
        3 => word.replacen('c', "e", 1),
        7 => word.replacen('l', "1", 1),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_source_that_shows_damage_elsewhere_is_a_scan() {
    let text = format!("{}. Il mangea la poire mure avee son frere.", misread());
    assert_eq!(
        verdict(&text, false, "Il mangea la poire mûre avec son frère"),
        "damaged"
    );
    let clean = "Il mangea la poire mure avee son frere.";
    assert_eq!(
        verdict(clean, false, "Il mangea la poire mûre avec son frère"),
        "altered"
    );
}

#[test]
fn old_print_and_common_slips_are_no_scan() {
    let old = "Il eſtoit vn Roy qui auoit deux fils, & la Reyne ſa femme eſtoit fort iolie. Ils viuoient auec leurs \
        ſuiets, iamais ils ne ſortoient, & l’on diſoit que c’eſtoit choſe eſtrange. "
        .repeat(40);
    assert_eq!(verdict(&old, false, "la Reyne sa femme était fort iolie"), "altered");
    let slips = "Les élements du dosier sont necessaires, et le ministere l’acceuil favorablement. ".repeat(40);
    assert_eq!(
        verdict(&slips, false, "Les éléments du dosier sont necessaires"),
        "altered"
    );
}

#[test]
fn the_report_says_what_was_read() {
    let quote = report(SCAN, "disait que la soupe n’était pas prête");
    let told: Vec<(&str, &str)> = quote
        .findings
        .iter()
        .map(|finding| (finding.rule.name(), finding.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            "damaged-source",
            "the scan is damaged here: it reads `quc` for `que`, `6tait` for `était`, `prete` for `prête`"
        )]
    );
}

#[test]
fn where_both_could_be_the_change_stands_and_the_sentence_says_so() {
    let text = "Il avait quatorze ou quinze ans, je ne sais plus, et dlx sous dans sa poche de toile.";
    let quote = report(text, "et six sous dans sa poche de toile");
    assert_eq!(quote.verdict.name(), "altered");
    assert_eq!(
        quote.findings[0].message,
        "the number is altered: the quote reads `six` where the source reads `dlx`, unless the scan is damaged here"
    );
    let help = quote.findings[0].help.as_deref();
    assert_eq!(help, Some("write `dlx`; or compare with the page, and accept"));
}

#[test]
fn a_name_that_a_scanner_mangled_is_no_slip_of_the_author() {
    let text = "Alors Nannette rit. On vit Nannette. Puis vint Nannette. Et Nannotte chantait. ";
    let names = |ocr: bool| {
        let corpus = corpus(text, ocr);
        let faults = guillemet::audit::run::audit(&corpus);
        faults
            .iter()
            .filter(|fault| matches!(fault, guillemet::audit::fault::Fault::Name { .. }))
            .count()
    };
    assert_eq!((names(false), names(true)), (1, 0));
}
