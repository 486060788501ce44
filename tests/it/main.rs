//! The integration tests: what a user sees, through the library's front and the command.

/// What never counts as a change, and what looks alike and does.
mod typography;
