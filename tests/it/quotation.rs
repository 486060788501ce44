//! Every quotation of the five French texts, and nothing else, is found.

use guillemet::text::quotation::quoted_spans;

pub type Gold = (&'static str, &'static [(usize, usize)]);

/// Per text the inner byte ranges, in order: 49 in all.
pub const GOLD: [Gold; 5] = [
    (
        "000_34210350bee10fb8.txt",
        &[
            (118, 141),
            (246, 261),
            (282, 347),
            (599, 838),
            (1106, 1163),
            (1191, 1208),
            (1216, 1252),
            (1260, 1571),
            (1620, 1639),
            (1982, 2175),
            (2434, 2453),
        ],
    ),
    (
        "001_7c12d76ddd53d713.txt",
        &[
            (328, 343),
            (888, 910),
            (2637, 2661),
            (2669, 2711),
            (2719, 2744),
            (2752, 2794),
            (2802, 2836),
            (2844, 2872),
            (2880, 2934),
            (2942, 2974),
            (4124, 4142),
            (4171, 4186),
            (4998, 5042),
            (6300, 6678),
            (6881, 6940),
            (7533, 7830),
            (8287, 8379),
            (8392, 8468),
            (8484, 8630),
            (8739, 8805),
            (8908, 8923),
        ],
    ),
    ("002_9c0b6047a30510d5.txt", &[(859, 874), (2986, 3223), (3769, 4031)]),
    (
        "003_f03ea774d634c901.txt",
        &[
            (195, 210),
            (238, 285),
            (440, 458),
            (581, 724),
            (1187, 1227),
            (1280, 1442),
            (1846, 2070),
            (1889, 1907),
            (2106, 2310),
            (2319, 2407),
            (2444, 2676),
            (3222, 3455),
        ],
    ),
    ("004_8a7a39b33ecec930.txt", &[(507, 522), (1449, 1464)]),
];

/// The only span inside another: `“cloud de confiance”` in the minister's words.
const NESTED: (&str, (usize, usize)) = ("003_f03ea774d634c901.txt", (1889, 1907));

#[test]
fn the_quotations_of_the_seeds_are_found() {
    for (name, expected) in GOLD {
        let text = seed(name);
        let found = quoted_spans(&text);
        let inner: Vec<_> = found
            .iter()
            .map(|quoted| (quoted.inner.start(), quoted.inner.end()))
            .collect();
        assert_eq!(inner, expected, "{name}");
        for quoted in &found {
            let place = (name, (quoted.inner.start(), quoted.inner.end()));
            assert_eq!(quoted.depth, usize::from(place == NESTED), "{place:?}");
        }
    }
}

#[test]
fn the_marks_that_do_not_match_are_told() {
    let odd = GOLD.iter().flat_map(|(name, _)| {
        let found = quoted_spans(&seed(name)).into_iter();
        let odd = found.filter(|quoted| {
            !matches!(
                (quoted.open, quoted.close),
                (Some('«'), Some('»')) | (Some('“'), Some('”')) | (Some('"'), Some('"'))
            )
        });
        odd.map(|quoted| (&name[..3], quoted.inner.start(), quoted.open, quoted.close))
    });
    let odd: Vec<_> = odd.collect();
    let expected = [
        ("001", 2942, Some('“'), Some('»')),
        ("002", 2986, None, Some('»')),
        ("002", 3769, None, Some('»')),
    ];
    assert_eq!(odd, expected);
}

fn seed(name: &str) -> String {
    let path = format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the seeds lie in the project")
}
