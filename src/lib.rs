//! Checks quoted spans against the original French text.
//!
//! A quote is graded word by word against the source it cites: what is only typography passes, every
//! change that counts is named with its class, its operation and its place on both sides.
//!
//! ```
//! use guillemet::annotation::{claim, toml};
//! use guillemet::check::check;
//! use guillemet::corpus::{Corpus, Description};
//! use guillemet::verdict::reading::Verdict;
//!
//! let (root, flaws) = toml::parse("[[claims]]\nid = 'budget'\nsource = 'volet'\nquotes = ['doté de 18 Md€']\n");
//! let annotations = claim::read(Some(root), flaws, true);
//! let volet = Description {
//!     id: "volet".to_owned(),
//!     ..Description::default()
//! };
//! let corpus = Corpus::new([(volet, Some("Ce volet est doté de 1,8 Md€.".into()))]);
//!
//! let checked = check(&annotations.claims[0].quotes[0], &corpus);
//! assert_eq!(checked.verdict, Verdict::Altered);
//! let change = &checked.judgement.expect("it stands there").reading.changes[0];
//! assert_eq!((change.class.name(), change.operation.name()), ("number", "replaced"));
//! ```

pub mod annotation;
pub mod audit;
pub mod check;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod disk;
pub mod finding;
pub mod fix;
pub mod french;
pub mod matching;
pub mod policy;
pub mod record;
pub mod report;
pub mod rule;
pub mod search;
pub mod snapshot;
pub mod source;
pub mod text;
pub mod verdict;
