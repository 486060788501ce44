//! The tables that a run prints.

use std::fmt::Write;

use crate::arithmetic::Rate;
use crate::gold::Outcome;
use crate::measures::{Goal, Measure};
use crate::scored::{Scored, Tier};

/// One row for each set and gold class of a tier.
pub fn by_gold(scored: &[Scored], tier: Tier) -> String {
    let mut scored: Vec<&Scored> = scored.iter().filter(|one| one.tier == tier).collect();
    if scored.is_empty() {
        return String::new();
    }
    scored.sort_by_key(|one| (&one.set, one.record.gold));
    let mut text = format!(
        "\n{:<48}{:>5}{:>6}{:>8}{:>7}{:>10}{:>10}{:>8}{:>16}{:>16}{:>16}\n",
        title(tier),
        "n",
        "fine",
        "altered",
        "absent",
        "misplaced",
        "unchecked",
        "right",
        "kind",
        "ends",
        "overlap"
    );
    for group in scored.chunk_by(|one, other| (&one.set, one.record.gold) == (&other.set, other.record.gold)) {
        text += &row(group);
    }
    text
}

fn title(tier: Tier) -> &'static str {
    match tier {
        Tier::Headline => "headline sets",
        Tier::Peers => "cases of peers",
        Tier::Hard => "hard sets, not in the headline rates",
        Tier::Scans => "misquotations of scans, made by rule",
    }
}

fn row(group: &[&Scored]) -> String {
    let count = |outcome| group.iter().filter(|one| one.outcome() == outcome).count();
    let share = |question: fn(&Scored) -> Option<bool>| {
        let rate: Rate = group.iter().filter_map(|one| question(one)).collect();
        if rate.n() == 0 {
            return "-".to_owned();
        }
        format!("{} ({}/{})", rate.percent(), rate.hits(), rate.n())
    };
    let right: Rate = group.iter().map(|one| one.is_right()).collect();
    let name = group
        .first()
        .map_or_else(String::new, |one| format!("  {} {}", one.set, one.record.gold.name()));
    format!(
        "{name:<48}{:>5}{:>6}{:>8}{:>7}{:>10}{:>10}{:>8}{:>16}{:>16}{:>16}\n",
        group.len(),
        count(Outcome::Fine),
        count(Outcome::Altered),
        count(Outcome::Absent),
        count(Outcome::Misplaced),
        count(Outcome::Unchecked),
        right.percent(),
        share(Scored::is_kind_right),
        share(Scored::are_ends_right),
        share(Scored::is_overlap_right),
    )
}

/// How often the verdict agrees with peers: on fine or not, and by its own name.
pub fn agreement(scored: &[Scored]) -> String {
    let peers: Vec<&Scored> = scored.iter().filter(|one| one.tier == Tier::Peers).collect();
    if peers.is_empty() {
        return String::new();
    }
    let fine: Rate = peers.iter().map(|one| is_fine_agreed(one)).collect();
    let named: Rate = peers.iter().map(|one| one.is_named_right()).collect();
    line("fine or not, as expected", fine) + &line("the very verdict expected", named)
}

fn is_fine_agreed(one: &Scored) -> bool {
    match one.outcome() {
        Outcome::Fine => one.allows(Outcome::Fine),
        Outcome::Unchecked => false,
        _ => one.allows(Outcome::Altered) || one.allows(Outcome::Absent),
    }
}

/// The headline rates, each with its interval and goal.
pub fn headlines(measures: &[Measure]) -> String {
    let mut text = format!(
        "\n{:<28}{:>12}{:>8}{:>14}{:>12}\n",
        "headline rates, %", "hits/n", "rate", "95 %", "goal"
    );
    for measure in measures {
        let reached = if measure.goal.is_reached(measure.rate) {
            ""
        } else {
            "  missed"
        };
        let line = line(measure.name, measure.rate);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{:>12}{reached}", line.trim_end(), goal(measure.goal));
    }
    text
}

/// The rates that have no goal and may not get worse.
pub fn apart(measures: &[Measure]) -> String {
    let lines: String = measures
        .iter()
        .map(|measure| line(measure.name, measure.rate))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\nhard sets, without a goal, %\n{lines}")
}

fn line(name: &str, rate: Rate) -> String {
    let counts = format!("{}/{}", rate.hits(), rate.n());
    format!("  {name:<26}{counts:>12}{:>8}{:>14}\n", rate.percent(), rate.interval())
}

fn goal(goal: Goal) -> String {
    let percent = |permille: usize| format!("{}.{}", permille / 10, permille % 10);
    match goal {
        Goal::AtMost(permille) => format!("≤ {}", percent(permille)),
        Goal::AtLeast(permille) => format!("≥ {}", percent(permille)),
    }
}
