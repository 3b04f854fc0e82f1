#![no_main]

#[path = "../jsonl_body.rs"]
mod jsonl_body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| jsonl_body::jsonl(data));
