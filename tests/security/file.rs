use bytes::Bytes;
use http::{Method, Request, Response};
use portfolio::files::Purpose;
use serde_json::{Value, json};

use crate::support::{
    Actor, Answer, World,
    items::{next_reservation, text},
};

/// A file that is uploaded under a name, as a type.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// The name on the device.
    pub name: &'a str,
    /// What it claims to be.
    pub media_type: &'a str,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub bytes: Vec<u8>,
}

impl<'a> Upload<'a> {
    /// A document of an outcome.
    pub fn new(name: &'a str, media_type: &'a str, bytes: impl Into<Vec<u8>>) -> Self {
        let purpose = Purpose::LearningOutcome;
        Self { name, media_type, purpose, bytes: bytes.into() }
    }

    /// Reserves and sends it. Answers its id.
    pub async fn send(&self, world: &World, owner: &Actor<'_>) -> String {
        let mut request = next_reservation(world, owner, &self.bytes, self.purpose);
        request["name"] = json!(self.name);
        request["media_type"] = json!(self.media_type);
        let reserved = owner.post("/api/files", request).await.expect(201);
        let (url, headers) = (text(&reserved["upload"], "url"), &reserved["upload"]["headers"]);
        world.put(&url, headers, self.bytes.clone()).await.expect(200);
        text(&reserved, "file_id")
    }

    /// Says that it is there.
    pub async fn confirm(&self, owner: &Actor<'_>, file: &str) -> Answer {
        owner.post(&format!("/api/files/{file}/confirm"), json!({})).await
    }

    /// Sends and stores it. Answers what says where it is read.
    pub async fn store(&self, world: &World, owner: &Actor<'_>) -> Value {
        let file = self.send(world, owner).await;
        self.confirm(owner, &file).await.expect(200);
        owner.get(&format!("/api/files/{file}")).await.expect(200)
    }
}

/// What a bucket answers at this address.
pub async fn at(world: &World, method: Method, url: &str) -> Response<Bytes> {
    let request = Request::builder().method(method).uri(url).body(Bytes::new());
    world.cloud().s3.call(request.expect("a request")).await
}

/// A header of an answer; empty where there is none.
pub fn header<'a>(answer: &'a Response<Bytes>, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
