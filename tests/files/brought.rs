use portfolio::files::Purpose;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::support::{Actor, Answer, World, items::text};

/// A file that somebody brings, as the page knows it.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The upload's id, chosen by the page.
    pub upload_id: Uuid,
    /// The name on the device.
    pub name: String,
    /// What it claims to be.
    pub media_type: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub bytes: Vec<u8>,
}

impl Brought {
    /// A small PDF, told from others by its number.
    pub fn pdf(number: u64) -> Self {
        Self::sized(number, 64)
    }

    /// A PDF of so many bytes.
    pub fn sized(number: u64, bytes: usize) -> Self {
        let mut content = format!("%PDF-1.4\n% {number}\n").into_bytes();
        content.resize(bytes, b' ');
        Self::of(number, "application/pdf", content)
    }

    /// Some bytes that claim to be of a type.
    pub fn of(number: u64, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        let tail = [[0; 2].as_slice(), &number.to_be_bytes()].concat();
        let tail: [u8; 10] = tail.try_into().expect("ten bytes");
        let millis = 1_790_000_000_000;
        Self {
            upload_id: uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid(),
            name: "報告.pdf".to_owned(),
            media_type,
            purpose: Purpose::LearningOutcome,
            bytes: bytes.into(),
        }
    }

    /// The same for something else.
    pub fn purposed(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// What the page asks for.
    pub fn request(&self) -> Value {
        json!({
            "upload_id": self.upload_id,
            "name": self.name,
            "size": self.bytes.len(),
            "sha256": hex::encode(Sha256::digest(&self.bytes)),
            "media_type": self.media_type,
            "purpose": self.purpose.name(),
        })
    }

    /// Asks for the space.
    pub async fn reserve(&self, owner: &Actor<'_>) -> Answer {
        owner.post("/api/files", self.request()).await
    }

    /// Sends the bytes where the reservation says.
    pub async fn put(&self, world: &World, reserved: &Value) -> Answer {
        let target = &reserved["upload"];
        world.put(&text(target, "url"), &target["headers"], self.bytes.clone()).await
    }

    /// Asks for the space and sends the bytes. Answers the file's id.
    pub async fn send(&self, world: &World, owner: &Actor<'_>) -> String {
        let reserved = self.reserve(owner).await.expect(201);
        self.put(world, &reserved).await.expect(200);
        text(&reserved, "file_id")
    }

    /// The whole way, by the client alone. Answers the file's id.
    pub async fn store(&self, world: &World, owner: &Actor<'_>) -> String {
        let file = self.send(world, owner).await;
        let confirmed = confirm(owner, &file).await.expect(200);
        assert_eq!(text(&confirmed, "state"), "stored");
        file
    }
}

/// Says that the bytes are there.
pub async fn confirm(owner: &Actor<'_>, file: &str) -> Answer {
    owner.post(&format!("/api/files/{file}/confirm"), json!({})).await
}

/// Gives the file up.
pub async fn delete(owner: &Actor<'_>, file: &str) -> Answer {
    owner.delete(&format!("/api/files/{file}")).await
}
