//! The integration tests: what a user sees, through the library's front and the command.

/// Who says the quotations of a text.
mod attribution;
/// The sources against themselves.
mod audit;
/// Bad input gives one clear message and never costs the other files.
mod bad_input;
/// The documents: links, examples.
mod book;
/// The annotation files of the project report what was reviewed.
mod claims;
/// Whole stories of the command line.
mod cli;
/// The machine-readable report keeps its contract.
mod contract;
/// Scans, and what their damage excuses.
mod damage;
/// Runs that go on: a stream of claims, a project that is watched.
mod doors;
/// What a quote starts after and stops before.
mod ends;
/// The example of every rule page does what the page says.
mod explain;
/// Repairs in place.
mod fixes;
/// The formats for other programs.
mod formats;
/// The marks of a careful editor.
mod marks;
/// What changes the meaning, and how sure that is.
mod meaning;
/// The places of a quote, word by word, against a slow, plain alignment.
mod oracle;
/// Projects in a folder of their own, and runs of the command in them.
mod project;
/// What holds of any stretch of the five texts, however it is rewritten or altered.
mod properties;
/// The pairing of quotation marks on the five texts.
mod quotation;
/// One quote against one text.
mod quotes;
/// What is written down of a project, and a project's first files.
mod records;
/// Faults that were found once.
mod regression;
/// The search in folded bytes against the plain table of distances.
mod search;
/// The five French texts.
mod seeds;
/// Whether the speaker that a quote claims is the one its source names.
mod speakers;
/// Several places that are as good, and which is chosen.
mod ties;
/// What never counts as a change, and what looks alike and does.
mod typography;
