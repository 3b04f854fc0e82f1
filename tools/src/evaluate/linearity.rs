//! `marginalia evaluate linearity`: the cost of hostile shapes, which must grow with their length and no faster.

use marginalia::Options;
use marginalia::lexicon::gazetteer::gazetteer;
use std::time::{Duration, Instant};

/// Time hostile shapes of growing length: nanoseconds per character, and the growth over the shortest.
#[derive(clap::Args)]
pub struct Args {
    /// The longest texts, in bytes; each of the shorter ones is a tenth.
    #[arg(long, default_value_t = 1_000_000)]
    longest: usize,
    /// Only shapes whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Fail where a character of the longest text costs more than this many times one of the shortest.
    #[arg(long, value_name = "TIMES")]
    limit: Option<f64>,
}

/// Pieces that are repeated.
const REPEATED: &[(&str, &str)] = &[
    ("no space", "a"),
    ("no space, capitals", "A"),
    ("line feeds", "\n"),
    ("CR LF", "\r\n"),
    ("CR", "\r"),
    ("spaces", " "),
    ("one-letter lines", "a\n"),
    ("full stops", "."),
    ("initials", "A. "),
    ("digits", "1"),
    ("digits and commas", "1,"),
    ("hyphens", "-"),
    ("hyphenated", "a-"),
    ("quotation marks", "\"“‘"),
    ("one name", "Anna Berg "),
    ("one name, no space", "AnnaBerg"),
    ("one title", "Mr. "),
    ("one place", "Paris, "),
    ("one acronym", "NATO "),
    ("one date", "May 5 "),
    ("one weekday", "Monday "),
    ("date range", "from May to "),
    ("time ago", "two days before "),
    ("money", "$1 "),
    ("percentages", "5% "),
    ("zero width", "A\u{200b}\u{200d}"),
    ("bidi controls", "A\u{202e}\u{2066}b "),
    ("NUL", "Anna\0"),
    ("lone surrogates", "Anna\u{fffd}"),
    ("homoglyphs", "Мoscow Ꭺnna "),
    ("emoji", "👩‍👩‍👧"),
    ("flags", "🇺🇦"),
    ("kana", "マルジナリア"),
    ("markup", "<b>&amp;"),
    ("addresses", "https://a.example/b?c=d "),
];

/// Shapes that are no repetition.
fn made(length: usize) -> Vec<(&'static str, String)> {
    let numbered = |piece: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            if text.len() >= length {
                break;
            }
            text.push_str(&piece(number));
        }
        text
    };
    vec![
        ("deep brackets", "(".repeat(length / 2) + &")".repeat(length / 2)),
        ("combining marks", format!("e{}", "\u{301}".repeat(length / 2))),
        ("all names different", numbered(&|n| format!("{} {} spoke. ", word(n), word(n * 7 + 3)))),
        ("one surname, many people", numbered(&|n| format!("{} Berg spoke. ", word(n)))),
        ("ever longer names", numbered(&|n| format!("{} House. ", (0..n % 50).map(word).collect::<String>()))),
        ("all places different", numbered(&|n| format!("in {}, near {}. ", place(n * 37), place(n * 91)))),
        ("one place, many senses", numbered(&|n| format!("Springfield, {}; ", place(n)))),
        ("one sentence, many dates", numbered(&|n| format!("it met on May {}; ", n % 28 + 1))),
        ("one sentence, dates and no verb", numbered(&|n| format!("May {}; ", n % 28 + 1))),
        ("marks, then dates", ", ".repeat(length / 4) + &"5 May, ".repeat(length / 14)),
        ("laws and people", numbered(&|n| format!("{} Berg read the {} Act on it. ", word(n), word(n * 3)))),
        (
            "one of two, by title",
            numbered(&|n| {
                if n == 0 { "Mr. Jan Berg met Ms. Ada Berg. " } else { "Mr. Jan Berg came. Then Mr. Berg left. " }
                    .to_owned()
            }),
        ),
        ("all lines different", numbered(&|n| format!("{} and then {}\n", word(n), word(n * 3)))),
        ("all dates different", numbered(&|n| format!("{} May {}. ", n % 28 + 1, 1900 + n % 120))),
    ]
}

/// The name of a place for each number.
fn place(number: usize) -> &'static str {
    let gazetteer = gazetteer();
    gazetteer.name((number % gazetteer.len()) as u32)
}

/// A capitalised word for each number.
fn word(mut number: usize) -> String {
    let mut word = String::from("B");
    loop {
        word.push(char::from(b"aeiou"[number % 5]));
        number /= 5;
        word.push(char::from(b"lmnrst"[number % 6]));
        number /= 6;
        if number == 0 {
            return word;
        }
    }
}

pub fn run(args: &Args) -> Result<(), String> {
    let sizes = [args.longest / 100, args.longest / 10, args.longest];
    println!("{:<32}{:>12}{:>12}{:>12}{:>9}", "ns per character at", sizes[0], sizes[1], sizes[2], "growth");
    let mut beyond = Vec::new();
    for name in REPEATED.iter().map(|(name, _)| *name).chain(made(1).into_iter().map(|(name, _)| name)) {
        if !name.contains(&args.only) {
            continue;
        }
        let cost = sizes.map(|size| nanoseconds(&shape(name, size)));
        let growth = cost[2] / cost[0].min(cost[1]);
        println!("{name:<32}{:>12.0}{:>12.0}{:>12.0}{growth:>8.1}×", cost[0], cost[1], cost[2]);
        if args.limit.is_some_and(|limit| growth > limit) {
            beyond.push(name);
        }
    }
    if beyond.is_empty() { Ok(()) } else { Err(format!("more than linear: {}", beyond.join(", "))) }
}

fn shape(name: &str, length: usize) -> String {
    match REPEATED.iter().find(|(other, _)| *other == name) {
        Some((_, piece)) => piece.repeat(length / piece.len()),
        None => made(length).into_iter().find(|(other, _)| *other == name).map(|(_, text)| text).unwrap_or_default(),
    }
}

/// Time per character, over as many runs as take a fifth of a second.
fn nanoseconds(text: &str) -> f64 {
    let clock = Clock::start();
    let mut runs = 0;
    while clock.elapsed() < Duration::from_millis(200).as_nanos() {
        std::hint::black_box(marginalia::annotate(text, &Options::default()));
        runs += 1;
    }
    clock.elapsed() as f64 / f64::from(runs) / text.chars().count().max(1) as f64
}

/// The time this thread has had, where the system tells (Linux), so that others do not count; else the time passed.
struct Clock {
    had: Option<u128>,
    passed: Instant,
}

impl Clock {
    fn start() -> Self {
        Self { had: Self::had(), passed: Instant::now() }
    }

    fn had() -> Option<u128> {
        std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
    }

    fn elapsed(&self) -> u128 {
        let had = Self::had().zip(self.had).map(|(now, then)| now - then);
        had.unwrap_or_else(|| self.passed.elapsed().as_nanos())
    }
}
