use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    client::{Client, Student},
    figures::Figures,
    offer::{Outcome, offer},
    work,
};

/// Times the sustainable rate that is offered.
const TIMES: f64 = 10.0;
/// For how long, and how many requests at most.
const SECONDS: f64 = 5.0;
const MOST: usize = 60_000;
/// Threads that offer them; each waits for one answer at a time.
const OFFERING: usize = 96;
/// Part of the sustainable rate that the gateway takes: what is taken has to be finished.
pub const TAKEN: f64 = 0.8;
/// Students who upload meanwhile.
const UPLOADING: usize = 4;

/// How many of what the traffic consists of one after the other are answered in a second, with so
/// many at once as there is work for.
pub fn sustainable(client: &Client, students: &Arc<Vec<Student>>) -> Figures {
    const AT_ONCE: usize = 8;
    const EACH: usize = 150;
    let begun = Instant::now();
    let threads: Vec<_> = (0..AT_ONCE.min(students.len()))
        .map(|place| {
            let (client, students) = (client.clone(), students.clone());
            thread::spawn(move || {
                let one = |number: usize| {
                    let begun = Instant::now();
                    let (status, _) = request(&client, &students[place], number);
                    assert!(status < 300, "{status}");
                    begun.elapsed()
                };
                (0..EACH).map(one).collect::<Vec<_>>()
            })
        })
        .collect();
    let durations = threads.into_iter().flat_map(|thread| thread.join().expect("it ends"));
    Figures::of(durations.collect(), begun.elapsed())
}

/// Offers ten times the sustainable rate to a gateway that takes less than it, while some upload; and
/// holds afterwards what was answered against what is there.
pub fn overload(client: &Client, students: &Arc<Vec<Student>>, calm: &Figures) {
    let count = |student: &Student| client.performances(student);
    let before: usize = students.iter().map(count).sum();
    let rate = calm.per_second() * TIMES;
    let number = ((rate * SECONDS) as usize).min(MOST);

    let over = Arc::new(AtomicBool::new(false));
    let stored = Arc::new(AtomicUsize::new(0));
    let uploading: Vec<_> = (0..UPLOADING.min(students.len()))
        .map(|place| {
            let (client, students) = (client.clone(), students.clone());
            let (over, stored) = (over.clone(), stored.clone());
            thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    work::keep(&client, &students[place]);
                    stored.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let (sender, asked) = (client.clone(), students.clone());
    let (outcomes, took) =
        offer(rate, number, OFFERING, move |n| request(&sender, &asked[n % asked.len()], n));
    over.store(true, Ordering::Relaxed);
    uploading.into_iter().for_each(|thread| thread.join().expect("every upload ends"));

    told(&outcomes, took, calm);
    // Whoever was refused has nothing, whoever was not has all of it.
    let created = |outcome: &&Outcome| outcome.status == 201;
    let made = outcomes.iter().filter(created).count();
    thread::sleep(Duration::from_secs(2));
    let there = students.iter().map(count).sum::<usize>() - before;
    println!("  performances: {made} were acknowledged, {there} are there");
    assert_eq!(there, made, "what was acknowledged is there, and nothing else");
    let stored = stored.load(Ordering::Relaxed);
    println!("  uploads that were begun meanwhile: {stored}, all of them stored");
    for student in students.iter() {
        client.adds_up(student);
    }
}

fn told(outcomes: &[Outcome], took: Duration, calm: &Figures) {
    let all = outcomes.len();
    let of = |status: u16| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let (busy, full) = (of(429), of(503));
    let taken: Vec<Duration> =
        outcomes.iter().filter(|it| it.status < 300).map(|it| it.answered_in).collect();
    let refused = outcomes.iter().filter(|outcome| matches!(outcome.status, 429 | 503));
    let silent = refused.filter(|outcome| !outcome.retry_after).count();
    assert_eq!(silent, 0, "whoever is refused is told when to come again");
    assert_eq!(taken.len() + busy + full, all, "nothing else is answered");
    assert!(busy > 0, "ten times as much is too much");
    let offered = all as f64 / took.as_secs_f64() / calm.per_second();
    assert!(offered >= 0.9 * TIMES, "{offered:.1} times what is sustainable was offered");
    let part = |number: usize| 100.0 * number as f64 / all as f64;
    let figures = Figures::of(taken.clone(), took);
    println!(
        "\noverload: {all} requests in {:.1} s, {offered:.1} times what is sustainable\n  \
         taken {:.1} %, refused {:.1} % (429) and {:.1} % (503), each with Retry-After\n  \
         taken a second, to what is sustainable: {:.2}; p95 of what is taken, to the calm one: {:.1}",
        took.as_secs_f64(),
        part(taken.len()),
        part(busy),
        part(full),
        figures.per_second() / calm.per_second(),
        figures.p95().as_secs_f64() / calm.p95().as_secs_f64(),
    );
}

/// Nine open the first page, the tenth enters a performance.
fn request(client: &Client, who: &Student, number: usize) -> (u16, bool) {
    let of_student = |rest: &str| format!("/api/students/{}/{rest}", who.id);
    let answer = if number % 10 == 9 {
        let path = of_student("diverse-performances");
        client.try_answer("POST", &path, Some(who), Some(work::performance()))
    } else {
        client.try_answer("GET", &of_student("dashboard"), Some(who), None)
    };
    let answer = answer.expect("an answer");
    (answer.status, answer.retry_after.is_some())
}
