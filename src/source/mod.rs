//! A source's file to the text that quotes are compared with.

pub mod text;
