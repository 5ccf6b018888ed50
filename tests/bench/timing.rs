use std::time::{Duration, Instant};

use crate::client::{Account, Client};

/// How many of each are tried, in turns.
const PAIRS: usize = 60;

/// Whether an unknown user name and a wrong password can be told apart by time: the ratio of the
/// medians, which should be between 0.95 and 1.05.
pub fn unknown_and_wrong(client: &Client, accounts: &[Account]) {
    let mut wrong = Vec::new();
    let mut unknown = Vec::new();
    for (number, account) in accounts.iter().take(PAIRS).enumerate() {
        wrong.push(refused_in(client, &account.username));
        unknown.push(refused_in(client, &format!("nobody-{number:04}")));
    }
    let (wrong, unknown) = (median(wrong), median(unknown));
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    println!(
        "refused: a wrong password {:.1} ms, an unknown name {:.1} ms, ratio {:.3}",
        ms(wrong),
        ms(unknown),
        ms(unknown) / ms(wrong)
    );
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
