//! What the command line shares with its tests: reading files, annotating archives.

pub mod annotate;
mod charset;
pub mod data;
