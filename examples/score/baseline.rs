//! The headline rates that were reached before, and which of them got worse.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::arithmetic::Rate;
use crate::measures::{Goal, Measure};
use crate::record::Problem;

/// One rate of the file that `--json` writes.
#[derive(Deserialize)]
struct Reached {
    name: String,
    hits: usize,
    n: usize,
}

/// What got worse since the file was written, a sentence each; a rate that is measured no more did.
pub fn regressions(path: &Path, measures: &[Measure]) -> Result<Vec<String>, Problem> {
    let text = fs::read_to_string(path).map_err(|error| Problem::file(path, format!("could not be read: {error}")))?;
    let reached: Vec<Reached> =
        serde_json::from_str(&text).map_err(|error| Problem::file(path, format!("is no list of rates: {error}")))?;
    Ok(reached
        .iter()
        .filter_map(|before| regression(before, measures))
        .collect())
}

fn regression(before: &Reached, measures: &[Measure]) -> Option<String> {
    let Some(measure) = measures.iter().find(|measure| measure.name == before.name) else {
        return Some(format!("{}: measured no more", before.name));
    };
    let now = measure.rate;
    let worse = match measure.goal {
        Goal::AtMost(_) => before.hits * now.n() < now.hits() * before.n,
        Goal::AtLeast(_) => now.hits() * before.n < before.hits * now.n(),
    };
    let unmeasured = now == Rate::default() && 0 < before.n;
    (worse || unmeasured).then(|| {
        format!(
            "{}: {}/{} before, {}/{} now",
            before.name,
            before.hits,
            before.n,
            now.hits(),
            now.n()
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::baseline::{Reached, regression};
    use crate::measures::{Goal, Measure};

    fn is_worse(goal: Goal, before: (usize, usize), now: (usize, usize)) -> bool {
        let measure = Measure {
            name: "rate",
            rate: (0..now.1).map(|at| at < now.0).collect(),
            goal,
        };
        let reached = Reached {
            name: "rate".to_owned(),
            hits: before.0,
            n: before.1,
        };
        regression(&reached, &[measure]).is_some()
    }

    #[test]
    fn a_rate_is_worse_on_its_wrong_side() {
        assert!(is_worse(Goal::AtMost(5), (0, 100), (1, 100)));
        assert!(!is_worse(Goal::AtMost(5), (2, 100), (1, 100)));
        assert!(!is_worse(Goal::AtMost(5), (1, 100), (1, 100)));
        assert!(is_worse(Goal::AtLeast(995), (99, 100), (98, 100)));
        assert!(!is_worse(Goal::AtLeast(995), (98, 100), (99, 101)));
        assert!(is_worse(Goal::AtMost(5), (0, 100), (0, 0)), "measured no more");
    }
}
