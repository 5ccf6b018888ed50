use bytes::{Bytes, BytesMut};
use portfolio::central_submissions::{
    Digest, MAX_SHARD_BYTES, Shard, ZipEntry, central_directory, local_header, plan,
};
use runtime::{Environment, Failure};
use sha2::{Digest as _, Sha256};
use store::{
    Condition, StoreError, Write,
    items::{BatchFile, SubmissionBatch, SubmissionShard},
    objects::Part,
};

use super::{
    delivery::Delivery,
    package::{outbox_key, refused},
    rows::rows_of,
};

/// Bytes of one part. S3 wants at least 5 MiB for all but the last.
const PART_BYTES: usize = 8 << 20;

/// Builds one archive, and hands it over.
pub async fn deliver_shard(
    env: &Environment,
    batch: &SubmissionBatch,
    number: u32,
) -> Result<(), Failure> {
    let at = SubmissionShard::at(batch.id, number);
    let item: Option<SubmissionShard> = env.table().get(&at).await?;
    let item = item.ok_or(Failure("the archive was not planned".to_owned()))?;
    if item.delivered {
        return Ok(());
    }
    let sha256 = match &item.sha256 {
        Some(built) => built.clone(),
        None => build_shard(env, batch, &item).await?,
    };
    let file = BatchFile { name: item.name, size: item.size, sha256 };
    Delivery::of(env).hand_over(env, batch, &file).await?;
    let done = Write::update("shard", at).set("delivered", true);
    Ok(env.table().write(done).await?)
}

/// Builds one archive and streams it into the outbox, part by part. What was sent before a crash is
/// not sent again: the archive's bytes are the same whoever makes them, so a part that is there with
/// the same digest is good.
/// Answers the archive's digest.
async fn build_shard(
    env: &Environment,
    batch: &SubmissionBatch,
    item: &SubmissionShard,
) -> Result<String, Failure> {
    let rows = rows_of(env, batch).await?;
    let shards = plan(&rows, MAX_SHARD_BYTES).map_err(refused)?;
    let shard = shards.into_iter().find(|shard| shard.number == item.number);
    let shard = shard.ok_or(Failure("the plan has no such archive".to_owned()))?;
    let key = outbox_key(batch, &item.name);
    let upload = begin(env, item, &key).await?;
    let mut sender = Sender::new(env, key.clone(), upload).await?;
    sender.send_all(&shard).await?;
    let sha256 = sender.finish().await?;
    let done = Write::update("shard", SubmissionShard::at(batch.id, item.number))
        .set("sha256", &sha256)
        .remove("upload");
    env.table().write(done).await?;
    Ok(sha256)
}

/// The multipart upload of this archive: the one under way, or a new one.
async fn begin(env: &Environment, item: &SubmissionShard, key: &str) -> Result<String, Failure> {
    if let Some(upload) = &item.upload
        && env.outbox().parts(key, upload).await?.is_some()
    {
        return Ok(upload.clone());
    }
    let begun = env.outbox().begin(key).await?;
    let at = SubmissionShard::at(item.batch, item.number);
    let condition = match &item.upload {
        Some(gone) => Condition::equals("upload", gone),
        None => Condition::absent("upload"),
    };
    let write = Write::update("shard", at).set("upload", &begun).when(condition);
    match env.table().write(write).await {
        Ok(()) => Ok(begun),
        // Another worker was quicker: go on with its upload.
        Err(StoreError::Conflict(conflict)) => conflict
            .found::<SubmissionShard>("shard")
            .and_then(|other| other.upload)
            .ok_or(Failure("the archive was finished by another worker".to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// Cuts the archive's bytes into parts and sends those that are not there.
struct Sender<'a> {
    env: &'a Environment,
    key: String,
    upload: String,
    there: Vec<Part>,
    sent: Vec<Part>,
    buffer: BytesMut,
    hasher: Sha256,
}

impl<'a> Sender<'a> {
    async fn new(env: &'a Environment, key: String, upload: String) -> Result<Self, Failure> {
        let there = env.outbox().parts(&key, &upload).await?.unwrap_or_default();
        let (sent, buffer, hasher) = (Vec::new(), BytesMut::new(), Sha256::new());
        Ok(Self { env, key, upload, there, sent, buffer, hasher })
    }

    /// Each file is read whole and verified before a byte of it goes into the archive.
    async fn send_all(&mut self, shard: &Shard) -> Result<(), Failure> {
        let mut entries: Vec<ZipEntry> = Vec::new();
        for file in &shard.files {
            let bytes = self.env.vault().read(&file.object_key, None).await?;
            let entry = file
                .check(&bytes)
                .map_err(|_| Failure(format!("{} is not what was frozen", file.object_key)))?;
            self.add(&local_header(&entry)).await?;
            self.add(&bytes).await?;
            entries.push(entry);
        }
        self.add(&central_directory(&entries)).await
    }

    async fn add(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.hasher.update(bytes);
        self.buffer.extend_from_slice(bytes);
        while self.buffer.len() >= PART_BYTES {
            let part = self.buffer.split_to(PART_BYTES).freeze();
            self.send(part).await?;
        }
        Ok(())
    }

    async fn send(&mut self, bytes: Bytes) -> Result<(), Failure> {
        let number = i32::try_from(self.sent.len() + 1).unwrap_or(i32::MAX);
        let sha256 = Digest::of(&bytes).to_string();
        let known = self.there.iter().find(|part| part.number == number);
        let part = match known.filter(|part| part.has_digest(&sha256)) {
            Some(part) => part.clone(),
            None => {
                let outbox = self.env.outbox();
                outbox.send_part(&self.key, &self.upload, number, bytes, &sha256).await?
            }
        };
        self.sent.push(part);
        Ok(())
    }

    async fn finish(mut self) -> Result<String, Failure> {
        let rest = self.buffer.split().freeze();
        if !rest.is_empty() || self.sent.is_empty() {
            self.send(rest).await?;
        }
        self.env.outbox().finish(&self.key, &self.upload, &self.sent).await?;
        Ok(hex::encode(self.hasher.finalize()))
    }
}
