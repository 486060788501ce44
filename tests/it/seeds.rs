//! The five French texts are the ones that were given, byte for byte.

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

const SUMS: [(&str, &str); 5] = [
    (
        "000_34210350bee10fb8.txt",
        "dcebd127cd89d8fc1242274d324c1b84477da58c5b9e0242e5b1dff1c834db14",
    ),
    (
        "001_7c12d76ddd53d713.txt",
        "f97f611bcbae0b892f80b6ce274037ba860525dac48becc263febf18fabdd378",
    ),
    (
        "002_9c0b6047a30510d5.txt",
        "32809bd01028c2aca3d0aa8b0e2aad27b5b26d7e9b109bbd685037e4b40dc8ce",
    ),
    (
        "003_f03ea774d634c901.txt",
        "0cb5a1618c3235c66ca54447302adea4525a746c1d1d6576e4e0887351f1eda6",
    ),
    (
        "004_8a7a39b33ecec930.txt",
        "3e59d8fadc65059403b81c234a1a40bfb7c7133f4fd30c75765392b4a308942d",
    ),
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

#[test]
fn every_byte_is_the_given_one() {
    for (name, expected) in SUMS {
        let bytes = std::fs::read(folder().join(name)).expect("the seed is there");
        let sum = Sha256::digest(&bytes).iter().fold(String::new(), |mut sum, byte| {
            write!(sum, "{byte:02x}").expect("a string takes all");
            sum
        });
        assert_eq!(sum, expected, "{name}");
    }
}

#[test]
fn there_are_five_and_the_project_names_each() {
    let project = std::fs::read_to_string(folder().with_file_name("guillemet.toml")).expect("it is there");
    let texts = std::fs::read_dir(folder()).expect("it is there").count();
    assert_eq!(texts, SUMS.len());
    for (name, _) in SUMS {
        assert!(project.contains(&format!("path = \"seeds/{name}\"")), "{name}");
    }
}
