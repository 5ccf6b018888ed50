use jiff::{SignedDuration, Timestamp};

use super::sim::Sim;

/// Calls what is due every quarter of an hour, for ever. Now and then one is left out, or comes twice.
pub async fn quarters(sim: Sim) {
    let mut chance = sim.chance("quarters");
    let quarter = SignedDuration::from_mins(15);
    let mut next = Timestamp::from_second(sim.scheduler.clock.now().as_second() / 900 * 900);
    while let Ok(at) = next {
        next = at.checked_add(quarter);
        sim.scheduler.sleep_until(at).await;
        let times = match chance.u32(..12) {
            _ if sim.weather.is_calm() => 1,
            0 => 0,
            1 => 2,
            _ => 1,
        };
        for _ in 0..times {
            tick(&sim, at).await;
        }
    }
}

/// Calls what is due at this moment. What fails is called again at the next.
pub async fn tick(sim: &Sim, at: Timestamp) {
    sim.scheduler.sleep_until(at).await;
    sim.scheduler.turn("the scheduler").await;
    let system = sim.world().system.clone();
    sim.leave(tokio::spawn(async move { drop(system.scheduler().fire(at).await) }));
}
