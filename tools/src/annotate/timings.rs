//! How long each stage took: outside the report, which knows no clock.

use marginalia::{Options, Report};
use std::fmt;
use std::time::{Duration, Instant};

/// Time spent by stage, summed over texts and threads.
#[derive(Clone, Default)]
pub struct Timings {
    texts: usize,
    characters: usize,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Annotates a text and adds the time of each stage.
    pub fn annotate(&mut self, text: &str, options: &Options) -> Report {
        let mut since = Instant::now();
        self.texts += 1;
        self.characters += text.chars().count();
        marginalia::annotate_watched(text, options, &mut |stage| {
            self.add(stage, since.elapsed());
            since = Instant::now();
        })
    }

    /// Adds what another thread spent.
    pub fn merge(&mut self, other: &Self) {
        self.texts += other.texts;
        self.characters += other.characters;
        for &(stage, time) in &other.stages {
            self.add(stage, time);
        }
    }

    fn add(&mut self, stage: &'static str, time: Duration) {
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, sum)) => *sum += time,
            None => self.stages.push((stage, time)),
        }
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_character = |time: Duration| time.as_nanos() as f64 / self.characters.max(1) as f64;
        let whole: Duration = self.stages.iter().map(|(_, time)| *time).sum();
        writeln!(f, "{} texts, {} characters", self.texts, self.characters)?;
        writeln!(f, "{:<12}{:>12}{:>12}", "stage", "ms", "ns/char")?;
        for (name, time) in self.stages.iter().copied().chain([("all", whole)]) {
            writeln!(f, "{name:<12}{:>12.2}{:>12.1}", time.as_secs_f64() * 1e3, per_character(time))?;
        }
        Ok(())
    }
}
