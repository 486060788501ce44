//! The command line: what was typed, what it means, and what is printed.

pub mod args;
pub mod check;
pub mod fix;
pub mod init;
pub mod output;
pub mod progress;
pub mod record;
pub mod run;
pub mod show;
pub mod stream;
pub mod watch;
