/// What a function may do in the cloud, named finely enough to be an IAM statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// An action on the table.
    Table(TableAction),
    /// Sign addresses to which browsers send bytes.
    StagingPresign,
    /// See what lies in staging.
    StagingRead,
    /// Copy from staging to the vault, and see what lies there.
    VaultCopyIn,
    /// Sign addresses from which browsers read files.
    VaultPresignGet,
    /// Read files in the vault.
    VaultRead,
    /// Put a legal hold on files in the vault.
    VaultHold,
    /// Remove versions from the vault.
    VaultCollect,
    /// Write submissions to the outbox, and see what lies there.
    OutboxWrite,
    /// Sign addresses from which browsers read what was delivered.
    OutboxPresignGet,
    /// Deliver packages to the receiver's address, where the deployment names one.
    Deliver,
    /// Send mail.
    Mail,
    /// Use a key.
    Secret(Secret),
    /// Put messages into a queue.
    Send(Queue),
}

/// The actions on the table, by their names in IAM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableAction {
    /// Read one item.
    GetItem,
    /// Read items by their keys.
    BatchGetItem,
    /// Read a partition, or the index of what is due.
    Query,
    /// Put an item.
    PutItem,
    /// Change an item.
    UpdateItem,
    /// Remove an item.
    DeleteItem,
    /// Check an item within a transaction.
    ConditionCheckItem,
}

impl TableAction {
    /// The action's name, without `dynamodb:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::GetItem => "GetItem",
            Self::BatchGetItem => "BatchGetItem",
            Self::Query => "Query",
            Self::PutItem => "PutItem",
            Self::UpdateItem => "UpdateItem",
            Self::DeleteItem => "DeleteItem",
            Self::ConditionCheckItem => "ConditionCheckItem",
        }
    }
}

/// The keys there are. Each is one secret, readable only by the functions that declare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Secret {
    /// Signs access tokens and refresh tokens.
    Tokens,
    /// Signs receipts of files.
    Receipts,
    /// Signs central submissions.
    Submissions,
    /// Digests initial passwords and sign-in locks.
    Activation,
    /// Opens and seals ID numbers and birth dates (the need `identity`).
    Identity,
}

impl Secret {
    /// Every secret.
    pub const ALL: [Self; 5] =
        [Self::Tokens, Self::Receipts, Self::Submissions, Self::Activation, Self::Identity];

    /// The secret's name in the vault of secrets, after the prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Receipts => "receipts",
            Self::Submissions => "submissions",
            Self::Activation => "activation",
            Self::Identity => "identity",
        }
    }
}

/// The queues there are. Each has a dead-letter queue and an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Queue {
    /// Objects that were created in staging.
    Uploads,
    /// Schools whose windows or numbers changed.
    Calendars,
    /// Schools whose people are to be reminded now.
    Reminders,
    /// Steps of central submissions.
    Submissions,
    /// Bounces and complaints.
    MailFeedback,
}

impl Queue {
    /// Every queue.
    pub const ALL: [Self; 5] =
        [Self::Uploads, Self::Calendars, Self::Reminders, Self::Submissions, Self::MailFeedback];

    /// The queue's name, after the prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uploads => "uploads",
            Self::Calendars => "calendars",
            Self::Reminders => "reminders",
            Self::Submissions => "submissions",
            Self::MailFeedback => "mail-feedback",
        }
    }
}

/// The buckets there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bucket {
    /// Written by browsers.
    Staging,
    /// Reached by no browser path.
    Vault,
    /// Delivered submissions.
    Outbox,
}

impl Need {
    /// The S3 actions that it stands for, by bucket. Whoever looks whether something is there may
    /// list the bucket: without that right, S3 answers 403 instead of 404 for what is not there.
    pub fn object_actions(self) -> &'static [(Bucket, &'static str)] {
        match self {
            Self::StagingPresign => &[(Bucket::Staging, "s3:PutObject")],
            Self::StagingRead => {
                &[(Bucket::Staging, "s3:GetObject"), (Bucket::Staging, "s3:ListBucket")]
            }
            Self::VaultCopyIn => &[
                (Bucket::Staging, "s3:GetObject"),
                (Bucket::Staging, "s3:ListBucket"),
                (Bucket::Vault, "s3:PutObject"),
                (Bucket::Vault, "s3:GetObject"),
                (Bucket::Vault, "s3:ListBucket"),
            ],
            Self::VaultPresignGet | Self::VaultRead => {
                &[(Bucket::Vault, "s3:GetObject"), (Bucket::Vault, "s3:GetObjectVersion")]
            }
            Self::VaultHold => &[(Bucket::Vault, "s3:PutObjectLegalHold")],
            Self::VaultCollect => &[
                (Bucket::Vault, "s3:ListBucketVersions"),
                (Bucket::Vault, "s3:DeleteObjectVersion"),
            ],
            Self::OutboxPresignGet => &[(Bucket::Outbox, "s3:GetObject")],
            Self::OutboxWrite => &[
                (Bucket::Outbox, "s3:PutObject"),
                (Bucket::Outbox, "s3:GetObject"),
                (Bucket::Outbox, "s3:ListBucket"),
                (Bucket::Outbox, "s3:ListMultipartUploadParts"),
                (Bucket::Outbox, "s3:AbortMultipartUpload"),
            ],
            Self::Table(_) | Self::Deliver | Self::Mail | Self::Secret(_) | Self::Send(_) => &[],
        }
    }
}
