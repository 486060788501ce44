//! From what was checked to findings: what to say, how badly, and where.

pub mod diagnose;
pub mod fingerprint;
pub mod report;
pub mod sentences;
pub mod sources;
