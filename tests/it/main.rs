//! The integration tests: what a user sees, through the library's front and the command.

/// The five French texts.
mod seeds;
/// What never counts as a change, and what looks alike and does.
mod typography;
