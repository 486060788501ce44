//! Rates with their intervals, and how near a span comes to the gold one.

use guillemet::text::span::Span;

/// How often something happened among how many trials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    // Invariant: hits <= n.
    hits: usize,
    n: usize,
}

impl Rate {
    pub fn hits(self) -> usize {
        self.hits
    }

    /// The number of trials.
    pub fn n(self) -> usize {
        self.n
    }

    /// The share of hits in percent, with one decimal; `-` where nothing was tried.
    pub fn percent(self) -> String {
        if self.n == 0 {
            return "-".to_owned();
        }
        format!("{:.1}", 100.0 * self.hits as f64 / self.n as f64)
    }

    /// The 95 % interval in percent, with one decimal; `-` where nothing was tried.
    pub fn interval(self) -> String {
        match wilson(self) {
            None => "-".to_owned(),
            Some((low, high)) => format!("{:.1}–{:.1}", 100.0 * low, 100.0 * high),
        }
    }

    /// Whether the share is at most `permille`, with nothing rounded.
    pub fn is_at_most(self, permille: usize) -> bool {
        self.hits * 1000 <= permille * self.n
    }

    /// Whether the share is at least `permille`, with nothing rounded.
    pub fn is_at_least(self, permille: usize) -> bool {
        permille * self.n <= self.hits * 1000
    }
}

impl FromIterator<bool> for Rate {
    fn from_iter<T: IntoIterator<Item = bool>>(trials: T) -> Self {
        let mut rate = Self::default();
        for hit in trials {
            rate.hits += usize::from(hit);
            rate.n += 1;
        }
        rate
    }
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_964;

/// The 95 % score interval of a share (Wilson 1927), which holds for small counts and shares near
/// 0 or 1, as these are; nothing where nothing was tried.
pub fn wilson(rate: Rate) -> Option<(f64, f64)> {
    if rate.n == 0 {
        return None;
    }
    let n = rate.n as f64;
    let share = rate.hits as f64 / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / scale;
    let reach = Z / scale * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(((centre - reach).max(0.0), (centre + reach).min(1.0)))
}

/// How far, in bytes, an end of a fine quote may lie from the gold one.
const END_REACH: usize = 3;

/// Whether both ends of `found` lie within [`END_REACH`] of those of `gold`.
pub fn ends_meet(found: Span, gold: Span) -> bool {
    found.start().abs_diff(gold.start()) <= END_REACH && found.end().abs_diff(gold.end()) <= END_REACH
}

/// Whether the bytes that two spans share are at least nine tenths of those that either holds.
pub fn overlap(found: Span, gold: Span) -> bool {
    let shared = found
        .end()
        .min(gold.end())
        .saturating_sub(found.start().max(gold.start()));
    let either = found.len() + gold.len() - shared;
    9 * either <= 10 * shared
}

#[cfg(test)]
mod tests {
    use guillemet::text::span::Span;

    use crate::arithmetic::{Rate, ends_meet, overlap, wilson};

    fn rate(hits: usize, n: usize) -> Rate {
        (0..n).map(|trial| trial < hits).collect()
    }

    fn check_wilson(hits: usize, n: usize, low: &str, high: &str) {
        let (found_low, found_high) = wilson(rate(hits, n)).expect("there are trials");
        let found = (
            format!("{:.2}", 100.0 * found_low),
            format!("{:.2}", 100.0 * found_high),
        );
        assert_eq!(found, (low.to_owned(), high.to_owned()), "{hits} of {n}");
    }

    #[test]
    fn the_interval_is_that_of_wilson() {
        check_wilson(1, 100, "0.18", "5.45");
        check_wilson(0, 10, "0.00", "27.75");
        check_wilson(10, 10, "72.25", "100.00");
        check_wilson(81, 263, "25.53", "36.62");
        check_wilson(1, 1, "20.65", "100.00");
    }

    #[test]
    fn nothing_tried_is_no_share() {
        let none = Rate::from_iter([]);
        assert_eq!(wilson(none), None);
        assert_eq!((none.percent(), none.interval()), ("-".to_owned(), "-".to_owned()));
    }

    #[test]
    fn a_rate_counts_its_trials() {
        let rate = Rate::from_iter([true, false, false]);
        assert_eq!((rate.hits(), rate.n()), (1, 3));
        assert_eq!(rate.percent(), "33.3");
        assert_eq!(rate.interval(), "6.1–79.2");
    }

    #[test]
    fn a_goal_is_compared_unrounded() {
        assert!(rate(5, 1000).is_at_most(5));
        assert!(!rate(501, 100_000).is_at_most(5));
        assert!(rate(97, 100).is_at_least(970));
        assert!(!rate(96_999, 100_000).is_at_least(970));
    }

    #[test]
    fn ends_meet_within_three_bytes() {
        let gold = Span::new(10, 20);
        assert!(ends_meet(Span::new(7, 23), gold));
        assert!(ends_meet(Span::new(13, 17), gold));
        assert!(!ends_meet(Span::new(6, 20), gold));
        assert!(!ends_meet(Span::new(10, 24), gold));
    }

    #[test]
    fn nine_tenths_of_the_union_overlap() {
        let gold = Span::new(0, 100);
        assert!(overlap(gold, gold));
        assert!(overlap(Span::new(0, 90), gold));
        assert!(!overlap(Span::new(0, 89), gold));
        assert!(overlap(Span::new(0, 111), gold));
        assert!(!overlap(Span::new(0, 112), gold));
        assert!(!overlap(Span::new(5, 106), gold));
        assert!(!overlap(Span::new(200, 300), gold));
    }
}
