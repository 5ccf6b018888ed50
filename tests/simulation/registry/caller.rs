use std::collections::BTreeMap;

use super::{ONE_OF, wish::wish};
use crate::{simulation::client::Client, stage::Example};

/// Somebody who calls what there is to call, in any order, and now and then something again that was
/// called before. The seeds take turns: each function is called by one of so many of them.
pub async fn caller(mut me: Client, examples: Vec<Example>) {
    let mut functions: BTreeMap<&'static str, Vec<Example>> = BTreeMap::new();
    for example in examples {
        functions.entry(example.function).or_default().push(example);
    }
    let of_this_seed = me.sim.seed..;
    let mut functions: Vec<Vec<Example>> = functions
        .into_values()
        .zip(of_this_seed)
        .filter(|(_, turn)| turn % ONE_OF == 0)
        .map(|(of_one, _)| of_one)
        .collect();
    me.chance.shuffle(&mut functions);
    for of_one in functions {
        me.pause(0, 12 * 60).await;
        let example = &of_one[me.chance.usize(..of_one.len())];
        if reads_cookie(example) && me.sim.sessions.cookie(&me.id).is_none() {
            sign_in(&mut me).await;
        }
        // Whoever is refused because of how the thing stands looks for another.
        if call(&mut me, example).await == Some(409) {
            call(&mut me, example).await;
        }
        if me.chance.u32(..5) == 0 {
            me.repeat().await;
        }
    }
}

/// The status of the answer; none where no answer came.
async fn call(me: &mut Client, example: &Example) -> Option<u16> {
    let request = wish(me, example).await;
    me.change(request).await.map(|answer| answer.status)
}

/// Whether nothing but a session tells what is wanted.
fn reads_cookie(example: &Example) -> bool {
    example.function.starts_with("session.") && example.body.is_none()
}

/// A page without a session begins with one.
async fn sign_in(me: &mut Client) {
    let all = me.sim.examples.clone();
    let sign_in = all.iter().find(|example| example.function == "session.sign-in");
    call(me, sign_in.expect("an example")).await;
}
