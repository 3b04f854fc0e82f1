//! `cargo bench --package marginalia-bench`: the whole article, then each stage by itself.

use criterion::{Criterion, Throughput};
use marginalia_bench::{ARTICLE, options};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Time that `stage` takes in `rounds` annotations.
fn spent(stage: &str, rounds: u64) -> Duration {
    let options = options();
    let mut sum = Duration::ZERO;
    for _ in 0..rounds {
        let mut since = Instant::now();
        black_box(marginalia::annotate_watched(black_box(ARTICLE), &options, &mut |done| {
            if done == stage {
                sum += since.elapsed();
            }
            since = Instant::now();
        }));
    }
    sum
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut names = Vec::new();
    let _ = marginalia::annotate_watched(ARTICLE, &options(), &mut |stage| names.push(stage));
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64));
    group.bench_function("all", |b| b.iter(|| marginalia::annotate(black_box(ARTICLE), &options())));
    for stage in names {
        group.bench_function(stage, |b| b.iter_custom(|rounds| spent(stage, rounds)));
    }
    group.finish();
    criterion.final_summary();
}
