//! Annotates an article twice and names each stage when it is through. `npm run verify -- instructions` runs it under
//! callgrind, which writes down its count whenever `stage_done` returns; the second time counts, when all is open.

fn main() {
    let options = marginalia_bench::options();
    for _ in 0..2 {
        std::hint::black_box(marginalia::annotate_watched(marginalia_bench::ARTICLE, &options, &mut stage_done));
    }
}

#[inline(never)]
fn stage_done(stage: &'static str) {
    println!("{stage}");
}
