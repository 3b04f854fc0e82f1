//! The archive reader on anything: the body of its fuzz target, on stable.

#[path = "../../fuzz/jsonl_body.rs"]
mod jsonl_body;

use jsonl_body::jsonl;
use proptest::prelude::*;

#[test]
fn corpus() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/fuzz/jsonl");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is there") {
        jsonl(&std::fs::read(entry.expect("readable").path()).expect("readable"));
        files += 1;
    }
    assert!(files > 2);
}

/// Lines, some of them right.
fn archive() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        4 => (0..9_u32, "\\PC{0,20}").prop_map(|(id, text)| serde_json::json!({"id": id, "text": text}).to_string().into_bytes()),
        1 => (any::<String>(), 0..40_usize).prop_map(|(id, cut)| {
            let mut line = serde_json::json!({"id": id, "text": "x", "published": "2023"}).to_string().into_bytes();
            line.truncate(cut);
            line
        }),
        1 => prop::collection::vec(any::<u8>(), 0..20),
        1 => Just(Vec::new()),
    ];
    prop::collection::vec(line, 0..9).prop_map(|lines| lines.join(&b'\n'))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_archive(data in archive()) {
        jsonl(&data);
    }
}
