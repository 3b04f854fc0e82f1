//! An archive, one JSON object a line: annotated on all cores, written in the order read, through a bounded window.

use super::{Timings, resume, words};
use crate::data::{self, written};
use marginalia::dates::PublicationDate;
use marginalia::options::Published;
use marginalia::{Options, Report};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Lines that may be in the works for each core.
const WINDOW: usize = 16;
/// Ids that there is room for from the start, about those of a gigabyte of news: a table that grows stands there twice for a
/// moment, and the memory is to stay level.
const IDS: usize = 200_000;
/// Longest line, in bytes: what is longer is reported and passed over unread.
const LONGEST: usize = 256 << 20;

/// The ids met so far, as fingerprints: 16 bytes each, however long the ids.
pub type Ids = HashSet<u128>;

/// A 128-bit hash of an id.
pub fn fingerprint(id: &Value) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, id.to_string()).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    #[serde(deserialize_with = "words::whole")]
    text: String,
    #[serde(default)]
    published: Option<PublicationDate>,
    #[serde(default)]
    options: Option<Options>,
}

#[derive(Serialize)]
struct Annotated<'a> {
    id: &'a Value,
    report: &'a Report,
}

/// What became of a line.
enum Outcome {
    /// Its id, and the line to write.
    Done(u128, Vec<u8>),
    /// It stands in the output already.
    Known(u128),
    Bad(String),
}

/// A line to annotate, and where its outcome is awaited.
struct Job {
    line: Result<Vec<u8>, String>,
    outcome: Sender<Outcome>,
}

/// A line on its way: its number and its outcome.
type Pending = (usize, Receiver<Outcome>);

/// Annotates the lines of a file, or of standard input for `-`, into `out`, going on where it ends, or standard output.
pub fn run(file: &Path, out: Option<&Path>, options: &Options, timings: &mut Timings) -> Result<(), String> {
    let input = data::open_or_stdin(file)?;
    let (output, known): (Box<dyn Write + Send>, Ids) = match out {
        Some(path) => resume::open(path).map(|(file, ids)| (Box::new(file) as _, ids))?,
        None => (Box::new(io::stdout()), Ids::new()),
    };
    annotate(input, BufWriter::new(output), &mut io::stderr(), &known, options, timings)
}

/// Annotates each line of `input` but those with `known` ids; what is wrong with a line goes to `complaints`.
///
/// # Errors
/// At the end, when a line was bad; at once, when reading or writing fails.
pub fn annotate(
    input: impl BufRead,
    output: impl Write + Send,
    complaints: &mut (impl Write + Send),
    known: &Ids,
    options: &Options,
    timings: &mut Timings,
) -> Result<(), String> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (jobs, todo) = sync_channel::<Job>(cores);
    let (queue, pending) = sync_channel::<Pending>(cores * WINDOW);
    let todo = Mutex::new(todo);
    let merged = Mutex::new(timings);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let mut own = Timings::default();
                work(&todo, options, known, &mut own);
                merged.lock().unwrap_or_else(PoisonError::into_inner).merge(&own);
            });
        }
        let writer = scope.spawn(|| write(pending, output, complaints));
        let read = feed(input, &jobs, queue);
        drop(jobs);
        let counts = writer.join().map_err(|_| "the writer failed".to_owned())?;
        read.and(counts).and_then(Counts::verdict)
    })
}

/// Hands out the lines; stops early when the writer has.
fn feed(mut input: impl BufRead, jobs: &SyncSender<Job>, queue: SyncSender<Pending>) -> Result<(), String> {
    for number in 1_usize.. {
        let line = match read_line(&mut input) {
            Ok(None) => break,
            Ok(Some(line)) => line,
            Err(e) => return Err(format!("cannot read line {number}: {e}")),
        };
        if line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()) {
            continue;
        }
        let (outcome, awaited) = channel();
        if queue.send((number, awaited)).is_err() || jobs.send(Job { line, outcome }).is_err() {
            break;
        }
    }
    Ok(())
}

/// The next line without its end, or what is wrong with it; none at the end of the input.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut line = Vec::new();
    input.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line)?;
    if line.len() > LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(format!("longer than {} MiB", LONGEST >> 20))));
    }
    Ok((!line.is_empty()).then_some(Ok(line)))
}

fn work(todo: &Mutex<Receiver<Job>>, options: &Options, known: &Ids, timings: &mut Timings) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { line, outcome }) = job else { return };
        let annotated = line.and_then(|line| annotate_line(&line, options, known, timings));
        // The writer may have stopped waiting.
        let _ = outcome.send(annotated.unwrap_or_else(Outcome::Bad));
    }
}

fn annotate_line(line: &[u8], base: &Options, known: &Ids, timings: &mut Timings) -> Result<Outcome, String> {
    let line: Line =
        serde_json::from_slice(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)).map_err(|e| at_column(&e))?;
    if !line.id.is_string() && !line.id.is_number() {
        return Err("the id is neither a string nor a number".to_owned());
    }
    let id = fingerprint(&line.id);
    if known.contains(&id) {
        return Ok(Outcome::Known(id));
    }
    let mut options = line.options.unwrap_or_else(|| base.clone());
    let published = line.published.map(Published::One);
    options.published = published.or(options.published).or_else(|| base.published.clone());
    let report = catch_unwind(AssertUnwindSafe(|| timings.annotate(&line.text, &options)))
        .map_err(|_| "this program failed on the text; please report it".to_owned())?;
    let mut written = serde_json::to_vec(&Annotated { id: &line.id, report: &report }).map_err(|e| e.to_string())?;
    written.push(b'\n');
    Ok(Outcome::Done(id, written))
}

/// The message without the line, which is always the first.
fn at_column(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

#[derive(Default)]
struct Counts {
    bad: usize,
    known: usize,
}

impl Counts {
    fn verdict(self) -> Result<(), String> {
        if self.known > 0 {
            eprintln!("marginalia: left out {} lines whose ids stand in the output", self.known);
        }
        match self.bad {
            0 => Ok(()),
            1 => Err("1 bad line".to_owned()),
            bad => Err(format!("{bad} bad lines")),
        }
    }
}

/// Writes the outcomes in order; dropping `pending` at a write error stops the reader.
fn write(pending: Receiver<Pending>, mut out: impl Write, complaints: &mut impl Write) -> Result<Counts, String> {
    let mut counts = Counts::default();
    let mut met = Ids::with_capacity(IDS);
    while let Some((number, awaited)) = next(&pending, &mut out)? {
        let outcome = awaited.recv().unwrap_or_else(|_| Outcome::Bad("its thread failed".to_owned()));
        let bad = match outcome {
            Outcome::Done(id, line) if met.insert(id) => match out.write_all(&line) {
                Ok(()) => continue,
                failed => return written(failed).map(|()| counts),
            },
            Outcome::Known(id) if met.insert(id) => {
                counts.known += 1;
                continue;
            }
            Outcome::Done(..) | Outcome::Known(_) => "an earlier line has the same id".to_owned(),
            Outcome::Bad(why) => why,
        };
        counts.bad += 1;
        writeln!(complaints, "marginalia: line {number}: {bad}").map_err(|e| format!("cannot complain: {e}"))?;
    }
    written(out.flush())?;
    Ok(counts)
}

/// The next line on its way; what is written goes out before a wait.
fn next(pending: &Receiver<Pending>, out: &mut impl Write) -> Result<Option<Pending>, String> {
    match pending.try_recv() {
        Ok(line) => Ok(Some(line)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            written(out.flush())?;
            Ok(pending.recv().ok())
        }
    }
}
