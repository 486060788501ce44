//! All faults of all sources, in one order.

use crate::audit::fault::Fault;
use crate::audit::{glue, marks, names, quotations};
use crate::corpus::Corpus;

/// Every fault of the sources: names first, then quotations, then marks; each in the order of the
/// sources and of the text.
pub fn audit(corpus: &Corpus) -> Vec<Fault> {
    let mut faults = Vec::new();
    for mut group in [
        names::faults(corpus),
        quotations::faults(corpus),
        marks::faults(corpus),
        glue::faults(corpus),
    ] {
        group.sort_by_key(Fault::spot);
        faults.extend(group);
    }
    faults
}
