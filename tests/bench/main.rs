//! A deadline night on one machine: the local system as a process, and its demonstration students
//! over HTTP, first one at a time, then many at once. Figures are of this run on this machine: what
//! counts is how they compare with each other.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod client;
mod figures;
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
    let _system = process::Process::start(data.path(), port);
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
