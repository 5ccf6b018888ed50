use futures::{StreamExt, TryStreamExt, stream};
use jiff::civil::Date;
use portfolio::integrity::OwnerTally;
use runtime::{Environment, Failure};
use store::{
    Item, Write,
    items::{IntegrityDifference, IntegrityOwners, IntegrityPart},
};

/// Items that are written at once.
const AT_ONCE: usize = 16;

/// Keeps what a part found: its differences, what it counted, and last that it is done.
pub async fn keep(
    env: &Environment,
    part: IntegrityPart,
    tallies: &[OwnerTally],
    differences: &[IntegrityDifference],
) -> Result<(), Failure> {
    put_all(env, "difference", differences).await?;
    put_all(env, "owners", &IntegrityOwners::of(part.date, &part.name, tallies)).await?;
    Ok(env.table().write(Write::put("part", &part)?).await?)
}

/// A part that found nothing yet.
pub fn part(date: Date, name: String) -> IntegrityPart {
    IntegrityPart { date, name, reread_files: 0, reread_bytes: 0, weaknesses: Vec::new() }
}

/// Puts items, each under its own key.
pub async fn put_all<I: Item>(
    env: &Environment,
    name: &'static str,
    items: &[I],
) -> Result<(), Failure> {
    let table = env.table();
    let writes: Vec<Write> =
        items.iter().map(|item| Write::put(name, item)).collect::<Result<_, _>>()?;
    let writing = writes.into_iter().map(|write| table.write(write)).collect::<Vec<_>>();
    Ok(stream::iter(writing).buffer_unordered(AT_ONCE).try_collect().await?)
}
