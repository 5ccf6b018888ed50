//! Fills the demonstration schools on the first start: what years of use would have left, written
//! through the store as the import from a school's information system does.
//!
//! Ids are made from names, so that a start that was interrupted can be repeated: what is there is
//! written again with the same values. A mark at the end says that it is done.

mod accounts;
mod documents;
mod ids;
mod people;
mod portfolios;
mod records;
mod school;
mod windows;
mod writer;

use aws_sdk_s3::Client;
use runtime::{Environment, Failure, Function, Need, Secret, Tick, TickFuture, Trigger};

pub use accounts::{DemoAccount, accounts};
pub use windows::renew as renew_windows;

use crate::demonstration;
use writer::Writer;

/// What the seeding is allowed: everything that an import and years of use would do. It is no
/// function of the registry.
pub static SEEDING: Function = Function {
    name: "local.seeding",
    term: "示範資料",
    summary: "Fills the demonstration schools.",
    trigger: Trigger::Schedule { cron: "0 0 1 1 ? 2000", handle: nothing },
    needs: &[
        Need::Secret(Secret::Activation),
        Need::Secret(Secret::Identity),
        Need::Secret(Secret::Receipts),
    ],
    memory_mb: 0,
    timeout_s: 0,
};

fn nothing(_: Tick) -> TickFuture {
    Box::pin(async { Ok(()) })
}

/// The password of every demonstration account that is activated.
pub const DEMO_PASSWORD: &str = "demo-portfolio-2026";

/// Fills what is not filled yet, and says each step on the way. So many students more make the last
/// school a large one.
pub async fn seed(
    env: &Environment,
    s3: &Client,
    more_students: usize,
    say: impl Fn(&str),
) -> Result<(), Failure> {
    if writer::is_done(env).await? {
        return windows::renew(env).await;
    }
    let phc = runtime::hash_password(DEMO_PASSWORD.to_owned()).await?;
    let mut schools = demonstration::schools();
    if let Some(last) = schools.last_mut() {
        last.classes.extend(demonstration::crowd(more_students));
    }
    for content in &schools {
        say(&format!("filling {} ({} classes)", content.name, content.classes.len()));
        let mut writer = Writer::new(env);
        let key = school::write(env, &mut writer, content).await?;
        people::write_staff(env, &mut writer, content, &key, &phc)?;
        people::write_substitution(env, &mut writer, content)?;
        for class in &content.classes {
            people::write_students(env, &mut writer, content, class, &key, &phc)?;
            records::write(&mut writer, content, class)?;
            writer.flush().await?;
            portfolios::write(env, s3, &mut writer, content, class).await?;
            writer.flush().await?;
        }
        writer.flush().await?;
    }
    let mut writer = Writer::new(env);
    people::write_outsiders(env, &mut writer, &phc)?;
    documents::write(env, &mut writer)?;
    writer.flush().await?;
    windows::renew(env).await?;
    writer::mark_done(env).await
}
