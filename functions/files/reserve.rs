//! `POST /api/files` — 上傳檔案（保留空間）: holds the space for a file and says where its bytes go.
//!
//! Whoever may bring a file of that purpose. The upload's id is the client's: the same id is never
//! charged twice, whenever it is repeated. At most eight uploads of one owner are under way.

use jiff::{SignedDuration, Timestamp};
use portfolio::{
    FileId, UploadId,
    account::Role,
    files::{FileState, MAX_PENDING, Purpose, RequestedFile, Reservation},
    mutant,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
    wire_time,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{
    Condition, Conflict, StoreError, Write,
    items::{PendingUpload, QuotaItem, StoredFile},
    objects::Grant,
};

use super::refund;

pub const FUNCTION: Function = Function {
    name: "files.reserve",
    term: "上傳檔案（保留空間）",
    summary: "Holds the space for a file and says where its bytes go.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/files",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::CourseTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
            Role::OutcomeSubmitter,
            Role::PerformanceSubmitter,
        ]),
        query: &[],
        body: Some(schema::<ReserveRequest>),
        status: 201,
        answer: Some(schema::<Reserved>),
        refusals: &[
            "file.too_large",
            "file.type_not_allowed",
            "upload.expired",
            "upload.id_reused",
            "files.too_many_pending",
            "quota.exceeded",
        ],
        handle: |call| Box::pin(reserve(call)),
    }),
    needs: &[
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::GetItem),
        Need::StagingPresign,
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// How long a reservation holds its space. The address that bytes are sent to lives shorter.
const LEASE: SignedDuration = SignedDuration::from_mins(60);
/// How often a refusal that its own facts contradict is tried again.
const ROUNDS: usize = 5;
/// Seconds after which a client with too many uploads under way tries again.
const RETRY_PENDING: i64 = 1;

/// What is to be uploaded.
#[derive(Deserialize, JsonSchema)]
struct ReserveRequest {
    /// A UUIDv7 of the client's.
    #[schemars(with = "String")]
    upload_id: UploadId,
    name: String,
    /// Bytes.
    size: i64,
    /// 64 hexadecimal digits.
    sha256: String,
    media_type: String,
    #[schemars(with = "String")]
    purpose: Purpose,
}

/// Where the bytes go; nothing, where they are there already.
#[derive(Serialize, JsonSchema)]
struct Reserved {
    #[schemars(with = "String")]
    file_id: FileId,
    state: &'static str,
    upload: Option<UploadTarget>,
    expires_at: Option<String>,
}

/// A signed address and the headers to send with the bytes.
#[derive(Serialize, JsonSchema)]
struct UploadTarget {
    method: String,
    url: String,
    headers: Map<String, Value>,
}

async fn reserve(call: Call) -> Result<Reply, Problem> {
    let request: ReserveRequest = call.body()?;
    if !call.actor()?.is_any(request.purpose.roles()) {
        return Err(Problem::new("forbidden"));
    }
    let reservation = portfolio::files::reserve(&RequestedFile {
        name: &request.name,
        size: request.size,
        sha256: &request.sha256,
        media_type: &request.media_type,
        purpose: request.purpose,
    })?;
    let file = FileId { owner: call.actor()?.account, upload: request.upload_id };
    let row = row(file, reservation, call.now());
    for _ in 0..ROUNDS {
        match call.table().transact(writes(&row)?).await {
            Ok(()) => return granted(&call, &row).await,
            Err(StoreError::Conflict(conflict)) => {
                if let Some(reply) = refused(&call, &row, &conflict).await? {
                    return Ok(reply);
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::unavailable("the quota changed under every attempt"))
}

/// The row of a reservation that is accepted now.
pub fn row(file: FileId, reservation: Reservation, now: Timestamp) -> StoredFile {
    StoredFile {
        file,
        state: FileState::Reserved,
        charged: if reservation.purpose.is_charged() { reservation.size } else { 0 },
        name: reservation.name,
        size: reservation.size,
        sha256: reservation.sha256,
        media_type: reservation.media_type.name().to_owned(),
        purpose: reservation.purpose,
        reserved_at: now,
        expires_at: now + LEASE,
        accepted_at: None,
        receipt: None,
        vault_version: None,
        used_by: None,
        held_by: None,
        ended_at: None,
    }
}

/// Both or neither: the owner's space, and the row that this upload id is known by for ever.
pub fn writes(row: &StoredFile) -> Result<Vec<Write>, StoreError> {
    let pending = PendingUpload { bytes: row.charged, until: row.expires_at };
    let charged = i64::try_from(row.charged).unwrap_or(i64::MAX);
    let quota = Write::update("quota", QuotaItem::at(row.file.owner))
        .increase("free", -charged)
        .set(&format!("pending.{}", row.file.upload), pending)
        .when(Condition::at_least("free", row.charged).unless(mutant("reserve-without-space")))
        .when(Condition::size_below("pending", MAX_PENDING).unless(mutant("reserve-any-number")));
    let file = match mutant("reserve-again") {
        true => Write::put("file", row)?,
        false => Write::create("file", row)?,
    };
    Ok(vec![quota, file])
}

async fn granted(call: &Call, row: &StoredFile) -> Result<Reply, Problem> {
    let grant = call.staging().presign(row, call.now()).await?;
    let Grant { method, url, headers, expires_at } = grant.ok_or(Problem::new("upload.expired"))?;
    let headers = headers.into_iter().map(|(name, value)| (name, json!(value))).collect();
    Ok(Reply::created(Reserved {
        file_id: row.file,
        state: row.state.name(),
        upload: Some(UploadTarget { method, url, headers }),
        expires_at: Some(wire_time(expires_at)),
    }))
}

/// Why it was refused: a repetition is answered, a true refusal is an error, and nothing means that
/// the facts have changed and it is worth another attempt.
async fn refused(
    call: &Call,
    row: &StoredFile,
    conflict: &Conflict,
) -> Result<Option<Reply>, Problem> {
    // A full quota must not hide that this upload was reserved long ago.
    let known = match conflict.found::<StoredFile>("file") {
        Some(known) => Some(known),
        None => call.table().get(&StoredFile::at(row.file)).await?,
    };
    if let Some(known) = known {
        return repeated(call, row, &known).await.map(Some);
    }
    let quota: QuotaItem =
        conflict.found("quota").ok_or(Problem::unavailable("the account has no quota item"))?;
    if give_back_expired(call, &quota).await? {
        return Ok(None);
    }
    if quota.pending.len() >= MAX_PENDING {
        return Err(Problem::new("files.too_many_pending").retry_after(RETRY_PENDING));
    }
    if quota.free < row.charged {
        let free = i64::try_from(quota.free).unwrap_or(i64::MAX);
        return Err(Problem::new("quota.exceeded").with_fact("free_bytes", free));
    }
    Ok(None)
}

async fn repeated(call: &Call, row: &StoredFile, known: &StoredFile) -> Result<Reply, Problem> {
    let same = known.size == row.size
        && known.sha256 == row.sha256
        && known.media_type == row.media_type
        && known.purpose == row.purpose
        && known.name == row.name;
    if !same {
        return Err(Problem::new("upload.id_reused"));
    }
    match known.state {
        FileState::Reserved => granted(call, known).await,
        FileState::Stored | FileState::Promoting => Ok(Reply::created(Reserved {
            file_id: known.file,
            state: known.state.name(),
            upload: None,
            expires_at: None,
        })),
        _ => Err(Problem::new("upload.expired")),
    }
}

/// Gives back what ended reservations hold. Done only after a refusal: nobody else waits for it.
///
/// Whether the refusal's facts are over: they are too where somebody else gave it back first, and
/// whoever judged by them would refuse what fits.
async fn give_back_expired(call: &Call, quota: &QuotaItem) -> Result<bool, Problem> {
    let ended = quota.pending.iter().filter(|(_, upload)| upload.until <= call.now());
    let mut changed = false;
    for (upload, _) in ended {
        let Ok(upload) = upload.parse() else { continue };
        let file = FileId { owner: quota.account, upload };
        let row: Option<StoredFile> = call.table().get(&StoredFile::at(file)).await?;
        let Some(row) = row else { continue };
        if row.state == FileState::Reserved {
            refund::entomb(&call.table(), &row, FileState::Expired, call.now()).await?;
        }
        // One that is being promoted holds its space rightly.
        changed |= row.state != FileState::Promoting;
    }
    Ok(changed)
}
