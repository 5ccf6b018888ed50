use serde_json::json;

use super::provocation::{Last, Provocation, provoke};
use crate::support::World;

pub const PROVOCATIONS: &[Provocation] =
    &[provoke("documents.change", "conflict", |world| Box::pin(another_page(world)))];

/// Two operators publish a first page at once.
async fn another_page(world: &World) -> Last {
    let operator = world.teacher("operator").await;
    let page = async |title: &str| {
        let document = json!({
            "section": "guidance",
            "title": title,
            "title_en": null,
            "url": "https://documents.example.test/guide.pdf",
        });
        let body = json!({ "documents": [document], "version": 0 });
        operator.request("PUT", "/api/documents", Some(body)).await
    };
    Last::from(page("操作手冊").await).overtaken("PutItem", page("問答集").await)
}
