use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use crate::client::{Account, Client};

/// How often each account is tried: one failure more would lock it.
const TIMES: usize = 4;
/// Between what the ratio must be: nearer than anybody can tell through a network.
const ALIKE: std::ops::RangeInclusive<f64> = 0.95..=1.05;

/// That an unknown user name and a wrong password cannot be told apart by time: the ratio of the
/// medians of many sign-ins, in turns. Each pair begins with the other one, so that whatever changes
/// on the machine meanwhile meets both alike.
pub fn unknown_and_wrong(client: &Client, accounts: &[Account]) {
    // Whoever has two roles is listed twice.
    let usernames: BTreeSet<&str> = accounts.iter().map(|it| it.username.as_str()).collect();
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    for time in 0..TIMES {
        for (number, username) in usernames.iter().enumerate() {
            let nobody = format!("nobody-{time}-{number:04}");
            if (time + number) % 2 == 0 {
                wrong.push(refused_in(client, username));
                unknown.push(refused_in(client, &nobody));
            } else {
                unknown.push(refused_in(client, &nobody));
                wrong.push(refused_in(client, username));
            }
        }
    }
    let pairs = wrong.len();
    let (wrong, unknown) = (median(wrong), median(unknown));
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    let ratio = ms(unknown) / ms(wrong);
    println!(
        "refused: a wrong password {:.1} ms, an unknown name {:.1} ms, ratio {ratio:.3} ({pairs} pairs)",
        ms(wrong),
        ms(unknown),
    );
    assert!(ALIKE.contains(&ratio), "whoever measures time learns which user names exist");
}

fn refused_in(client: &Client, username: &str) -> Duration {
    let begun = Instant::now();
    let (status, _) = client.sign_in(username, "no password of anybody");
    assert_eq!(status, 401);
    begun.elapsed()
}

fn median(mut durations: Vec<Duration>) -> Duration {
    durations.sort();
    durations[durations.len() / 2]
}
