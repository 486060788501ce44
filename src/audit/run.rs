//! All faults of all sources, in one order.

use crate::audit::fault::Fault;
use crate::audit::{glue, marks, names, quotations};
use crate::corpus::Corpus;
use crate::text::quotation::{self, Quoted};

/// The quoted spans of each source of a corpus; none for one that could not be read.
pub type Quotations = Vec<Vec<Quoted>>;

/// Every fault of the sources: names first, then quotations, then marks; each in the order of the
/// sources and of the text.
pub fn audit(corpus: &Corpus) -> Vec<Fault> {
    let quotations: Quotations = (0..corpus.entries().len())
        .map(|at| {
            corpus
                .source(at)
                .map_or_else(Vec::new, |source| quotation::quoted_spans(source.text.text()))
        })
        .collect();
    let mut faults = Vec::new();
    for mut group in [
        names::faults(corpus, &quotations),
        quotations::faults(corpus, &quotations),
        marks::faults(corpus, &quotations),
        glue::faults(corpus),
    ] {
        group.sort_by_key(Fault::spot);
        faults.extend(group);
    }
    faults
}
