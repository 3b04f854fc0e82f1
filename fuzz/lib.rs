//! What the fuzz targets run. The tests run the same bodies on stable.

pub mod bodies;
pub mod jsonl_body;

/// What the bodies share with the tests of the core.
#[path = "../tests/support"]
mod support {
    pub mod contract;
}
