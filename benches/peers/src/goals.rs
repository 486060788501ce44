//! What is to be reached, and whether it is.

/// The figures of all scenarios that have a goal.
#[derive(Debug, Default)]
pub struct Goals(Vec<String>);

impl Goals {
    /// A figure that should be at most so much.
    pub fn at_most(&mut self, what: &str, most: f64, measured: f64, shown: &str) {
        self.add(what, &format!("≤ {most}"), measured <= most, shown);
    }

    /// A figure that should be at least so much.
    pub fn at_least(&mut self, what: &str, least: f64, measured: f64, shown: &str) {
        self.add(what, &format!("≥ {least}"), least <= measured, shown);
    }

    fn add(&mut self, what: &str, goal: &str, is_reached: bool, shown: &str) {
        let reached = if is_reached { "yes" } else { "**no**" };
        self.0.push(format!("| {what} | {goal} | {shown} | {reached} |"));
    }

    pub fn print(&self) {
        if self.0.is_empty() {
            return;
        }
        println!("## Goals\n\n| | goal | measured | reached |\n|---|---|---|---|");
        for line in &self.0 {
            println!("{line}");
        }
    }
}
