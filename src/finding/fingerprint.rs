//! What tells a finding from all others, wherever the lines of its file have moved.

use std::collections::BTreeMap;

use crate::finding::report::{Remark, Report};
use crate::text::hash::sha256;

/// One fingerprint for each of [`Report::remarks`], in their order: 32 hexadecimal digits.
///
/// It is made of the rule, the path of the file, the claim and the words on both sides. No line,
/// column or byte offset goes into it, so that it stays when text is put in above. Of findings that
/// agree in all that, the first to stand in the file keeps the plain fingerprint and the others count
/// on.
pub fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen: BTreeMap<[&str; 5], usize> = BTreeMap::new();
    let mut fingerprints = Vec::new();
    for remark in report.remarks() {
        let identity = identity(&remark);
        let nth = seen.entry(identity).or_default();
        *nth += 1;
        fingerprints.push(hashed(&identity, *nth));
    }
    fingerprints
}

/// What a finding is known by: rule, file, claim, the words of the annotation, those of the source.
pub fn identity<'r>(remark: &Remark<'r>) -> [&'r str; 5] {
    let claim = remark.quote.map_or("", |quote| quote.claim.as_str());
    let [quote, passage] = remark.words;
    [remark.rule.name(), remark.path, claim, quote, passage]
}

fn hashed(identity: &[&str; 5], nth: usize) -> String {
    let mut parts = String::new();
    for part in identity {
        // The length keeps the parts apart.
        parts.push_str(&format!("{}:{part}", part.len()));
    }
    parts.push_str(&format!("{nth}"));
    let mut digest = sha256(parts.as_bytes());
    digest.truncate(32);
    digest
}
