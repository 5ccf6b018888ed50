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
    /// See and read every version in the vault and its second copy, and how both and the outbox are
    /// set.
    VaultSurvey,
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
    /// Go through the whole table.
    Scan,
    /// See how the table is set.
    DescribeTable,
    /// See whether the table can be restored to a moment of the past.
    DescribeContinuousBackups,
    /// See by what items end.
    DescribeTimeToLive,
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
            Self::Scan => "Scan",
            Self::DescribeTable => "DescribeTable",
            Self::DescribeContinuousBackups => "DescribeContinuousBackups",
            Self::DescribeTimeToLive => "DescribeTimeToLive",
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
    /// Parts of the nightly comparison.
    Integrity,
}

impl Queue {
    /// Every queue.
    pub const ALL: [Self; 6] = [
        Self::Uploads,
        Self::Calendars,
        Self::Reminders,
        Self::Submissions,
        Self::MailFeedback,
        Self::Integrity,
    ];

    /// The queue's name, after the prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uploads => "uploads",
            Self::Calendars => "calendars",
            Self::Reminders => "reminders",
            Self::Submissions => "submissions",
            Self::MailFeedback => "mail-feedback",
            Self::Integrity => "integrity",
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
    /// The vault's second copy, in another region.
    Replica,
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
            Self::VaultSurvey => SURVEY,
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

/// Of the two buckets that hold every file: versions, their bytes and their holds. Of all three:
/// how they are set.
const SURVEY: &[(Bucket, &str)] = &[
    (Bucket::Vault, "s3:ListBucket"),
    (Bucket::Vault, "s3:ListBucketVersions"),
    (Bucket::Vault, "s3:GetObjectVersion"),
    (Bucket::Vault, "s3:GetObjectLegalHold"),
    (Bucket::Vault, "s3:GetBucketVersioning"),
    (Bucket::Vault, "s3:GetBucketObjectLockConfiguration"),
    (Bucket::Vault, "s3:GetReplicationConfiguration"),
    (Bucket::Vault, "s3:GetLifecycleConfiguration"),
    (Bucket::Vault, "s3:GetBucketPublicAccessBlock"),
    (Bucket::Replica, "s3:ListBucket"),
    (Bucket::Replica, "s3:ListBucketVersions"),
    (Bucket::Replica, "s3:GetObjectVersion"),
    (Bucket::Replica, "s3:GetObjectLegalHold"),
    (Bucket::Replica, "s3:GetBucketVersioning"),
    (Bucket::Replica, "s3:GetBucketObjectLockConfiguration"),
    (Bucket::Replica, "s3:GetReplicationConfiguration"),
    (Bucket::Replica, "s3:GetLifecycleConfiguration"),
    (Bucket::Replica, "s3:GetBucketPublicAccessBlock"),
    (Bucket::Outbox, "s3:GetBucketVersioning"),
    (Bucket::Outbox, "s3:GetBucketObjectLockConfiguration"),
    (Bucket::Outbox, "s3:GetReplicationConfiguration"),
    (Bucket::Outbox, "s3:GetLifecycleConfiguration"),
    (Bucket::Outbox, "s3:GetBucketPublicAccessBlock"),
];

/// Whether an S3 action is done to a bucket as such, and not to objects in it.
pub fn is_of_bucket(action: &str) -> bool {
    let settings = ["s3:GetBucket", "s3:GetReplication", "s3:GetLifecycle", "s3:ListBucket"];
    settings.iter().any(|begin| action.starts_with(begin))
}
