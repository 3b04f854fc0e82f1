//! `marginalia train`: learned weights from labelled data.

pub mod names;
mod sentences;
pub mod structure;

/// Does a piece of work with each item, two at a time, in order.
fn in_pairs<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let (mut items, mut done, work) = (items.into_iter(), Vec::new(), &work);
    while items.len() > 0 {
        std::thread::scope(|scope| {
            let running: Vec<_> = items.by_ref().take(2).map(|item| scope.spawn(move || work(item))).collect();
            done.extend(running.into_iter().map(|thread| thread.join().expect("the work is done")));
        });
    }
    done
}

/// Train a model.
#[derive(clap::Subcommand)]
pub enum What {
    Names(names::Args),
    Sentences(sentences::Args),
    Structure(structure::Args),
}

pub fn run(what: &What) -> Result<(), String> {
    match what {
        What::Names(args) => names::run(args),
        What::Sentences(args) => sentences::run(args),
        What::Structure(args) => structure::run(args),
    }
}
