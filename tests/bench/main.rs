//! A deadline night on one machine: the local system as a process, and its demonstration students
//! over HTTP, first one at a time, then many at once. Figures are of this run on this machine: what
//! counts is how they compare with each other.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod client;
mod figures;
mod offer;
mod overload;
#[path = "../process.rs"]
mod process;
mod timing;
mod work;

use std::{sync::Arc, thread, time::Instant};

use self::{client::Client, figures::Figures, work::Work};

/// How many students act at once.
const AT_ONCE: [usize; 3] = [1, 8, 32];
/// How often each thing is done, whoever does it.
const TIMES: usize = 240;

fn main() {
    let data = tempfile::tempdir().expect("a folder");
    let port = process::free_port();
    let system = process::Process::start(data.path(), port, &unlimited());
    let begun = Instant::now();
    let client = Client::new(port);
    let accounts = client.accounts();
    println!("ready with demonstration schools after {:.1} s", begun.elapsed().as_secs_f64());
    timing::unknown_and_wrong(&client, &accounts);
    let students = Arc::new(client.sign_in_all(&accounts));
    println!("{} students are signed in\n", students.len());
    println!("{}", Figures::HEAD);
    for work in Work::ALL {
        let mut alone = None;
        for at_once in AT_ONCE {
            let figures = run(&client, &students, work, at_once.min(students.len()));
            println!("{}", figures.line(work.name(), at_once, alone.as_ref()));
            alone.get_or_insert(figures);
        }
    }
    let calm = overload::sustainable(&client, &students);
    println!("\n{:.0} requests a second are sustainable", calm.per_second());
    drop(system);
    let rate = (calm.per_second() * overload::TAKEN).ceil().to_string();
    let limits = [("API_RATE", rate.clone()), ("API_BURST", rate), ("CONCURRENCY", "64".into())];
    let _system = process::Process::start(data.path(), port, &limits);
    // The sessions outlive the system: everything that was acknowledged is on the disk.
    let client = Client::new(port);
    client.accounts();
    overload::overload(&client, &students, &calm);
}

/// So that what is measured is the system, not its gateway.
fn unlimited() -> [(&'static str, String); 2] {
    ["API_RATE", "API_BURST"].map(|name| (name, u32::MAX.to_string()))
}

/// Lets so many students do the same at once, each its part of the times.
fn run(
    client: &Client,
    students: &Arc<Vec<client::Student>>,
    work: Work,
    at_once: usize,
) -> Figures {
    let begun = Instant::now();
    let threads: Vec<_> = (0..at_once)
        .map(|place| {
            let (client, students) = (client.clone(), students.clone());
            thread::spawn(move || {
                let student = &students[place];
                let times = 0..TIMES / at_once;
                times.map(|_| work.done_in(&client, student)).collect::<Vec<_>>()
            })
        })
        .collect();
    let durations = threads.into_iter().flat_map(|thread| thread.join().expect("it ends"));
    Figures::of(durations.collect(), begun.elapsed())
}
