//! Packed look-ups behind small doors: word clusters, names, the gazetteer. Identifiers are opaque.

pub mod gazetteer;
