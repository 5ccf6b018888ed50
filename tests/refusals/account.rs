use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{PASSWORD, Request, World};

const CHANGE: &str = "account.change-password";

/// Failures are counted, which is what locks the account in the end.
pub const PROVOCATIONS: &[Provocation] = &[
    provoke(CHANGE, "account.password_wrong", |world| Box::pin(wrong_password(world)))
        .leaving(&["item LCK#"]),
    provoke(CHANGE, "session.locked", |world| Box::pin(locked(world))),
    provoke(CHANGE, "conflict", |world| Box::pin(two_changes_at_once(world))),
];

async fn change(world: &World, current: &str, new: &str) -> Request {
    let body: Value = json!({ "current_password": current, "new_password": new });
    world.student("student-1").await.request("PUT", "/api/account/password", Some(body)).await
}

async fn wrong_password(world: &World) -> Last {
    change(world, "not the password", "eleven herons by the weir").await.into()
}

/// Both calls are of one session: a new sign-in would forget the failures.
async fn locked(world: &World) -> Last {
    let right = change(world, PASSWORD, "eleven herons by the weir").await;
    let wrong = change(world, "not the password", "eleven herons by the weir").await;
    for _ in 0..5 {
        world.ask(&wrong).await.refused(422, "account.password_wrong");
    }
    right.into()
}

async fn two_changes_at_once(world: &World) -> Last {
    let other = change(world, PASSWORD, "a lantern in the rain").await;
    let mine = change(world, PASSWORD, "eleven herons by the weir").await;
    Last::from(mine).overtaken("TransactWriteItems", other)
}
