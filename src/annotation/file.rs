//! One annotation file: its name tells the format, its text the claims.

use crate::annotation::claim::{self, Annotations};
use crate::annotation::{json, toml, yaml};

/// The claims of a file called `name`, and what is wrong in it. A name that tells no other format is
/// TOML's. `inline` says whether quoted spans of a claim's own text are quotes, where the file does
/// not.
pub fn read(name: &str, text: &str, inline: bool) -> Annotations {
    let (root, flaws) = match extension(name) {
        "json" => json::parse(text),
        "yaml" | "yml" => yaml::parse(text),
        _ => {
            let (root, flaws) = toml::parse(text);
            (Some(root), flaws)
        }
    };
    claim::read(root, flaws, inline)
}

/// Whether a file of this name holds annotations, where a folder of all kinds of files is named.
pub fn is_annotation(name: &str) -> bool {
    matches!(extension(name), "toml" | "json" | "yaml" | "yml")
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}
