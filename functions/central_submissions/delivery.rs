use portfolio::central_submissions::{Digest, idempotency_key};
use runtime::{Environment, Failure, Parcel, Receiver};
use store::items::{BatchFile, SubmissionBatch};

use super::{package::outbox_key, show};

/// How packages reach whoever takes them. Both ways are repeatable: the same file handed over again
/// is the same delivery.
pub enum Delivery<'a> {
    /// They lie in the outbox, from which the receiver fetches them.
    Outbox,
    /// They are sent on from the outbox by HTTPS.
    Https(&'a Receiver),
}

impl<'a> Delivery<'a> {
    /// As the deployment says.
    pub fn of(env: &'a Environment) -> Self {
        env.receiver().map_or(Self::Outbox, Self::Https)
    }

    /// Hands over one file that the outbox holds. Its verified digest is the acknowledgement.
    pub async fn hand_over(
        &self,
        env: &Environment,
        batch: &SubmissionBatch,
        file: &BatchFile,
    ) -> Result<(), Failure> {
        verify(env, batch, file).await?;
        match self {
            Self::Outbox => Ok(()),
            Self::Https(receiver) => send(env, receiver, batch, file).await,
        }
    }
}

/// The file is in the outbox with the size and, where S3 knows it, the digest that was written.
async fn verify(
    env: &Environment,
    batch: &SubmissionBatch,
    file: &BatchFile,
) -> Result<(), Failure> {
    let there = env.outbox().look(&outbox_key(batch, &file.name)).await?;
    let same = there.is_some_and(|there| {
        there.size == file.size && there.sha256.is_none_or(|digest| digest == file.sha256)
    });
    if same { Ok(()) } else { Err(Failure(format!("the outbox does not hold {}", file.name))) }
}

async fn send(
    env: &Environment,
    receiver: &Receiver,
    batch: &SubmissionBatch,
    file: &BatchFile,
) -> Result<(), Failure> {
    let root = batch.root.as_deref().and_then(|root| root.parse::<Digest>().ok());
    let root = root.ok_or(Failure("the batch has no root".to_owned()))?;
    let content = idempotency_key(&show::scope(batch), root);
    let body = env.outbox().read(&outbox_key(batch, &file.name)).await?;
    let parcel = Parcel {
        idempotency_key: format!("{content}/{}", file.name),
        path: format!("{root}/{}", file.name),
        size: file.size,
        sha256: &file.sha256,
    };
    receiver.put(parcel, body).await
}
