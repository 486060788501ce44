//! A bar on the terminal while a run lasts.

use std::io::IsTerminal;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::finding::diagnose::{Input, Progress, diagnose_counting};
use crate::finding::report::Report;
use crate::policy::Policy;

/// A run that ends before that shows no bar.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the bar is drawn.
const PERIOD: Duration = Duration::from_millis(100);

/// Checks every quote, with a bar on standard error where that is a terminal.
pub fn diagnosed(input: &Input, policy: &Policy) -> Report {
    let progress = Progress::default();
    if !std::io::stderr().is_terminal() {
        return diagnose_counting(input, policy, &progress);
    }
    let total = input.quotes() as u64;
    thread::scope(|scope| {
        // Nothing is ever sent: the end of the channel is what is waited for.
        let (_open, ended) = mpsc::channel::<()>();
        let progress = &progress;
        scope.spawn(move || {
            let waits = |time| ended.recv_timeout(time) == Err(mpsc::RecvTimeoutError::Timeout);
            if !waits(PATIENCE) {
                return;
            }
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} quotes")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(total).with_style(style);
            while waits(PERIOD) {
                bar.set_position(progress.done() as u64);
            }
            bar.finish_and_clear();
        });
        diagnose_counting(input, policy, progress)
    })
}
