//! The cloud on one machine: the services that the functions use, behind the SDK's own HTTP seam.
//!
//! A function's client signs and serialises as it does in production; the [`Connector`] takes the
//! request at the point where it would go to the network and brings it to the service it is for.
//! What a function did not declare is refused there, in the service's own words.

mod buckets;
mod calls;
mod connector;
mod dynamo;
mod faults;
mod mailbox;
mod object_created;
mod operator;
mod refusal;
mod rights;
mod sdk;
mod secrets;
mod service;
mod snapshot;

use std::{collections::BTreeMap, io, path::PathBuf, sync::Arc};

use aws_smithy_runtime_api::client::result::ConnectorError;
use bytes::Bytes;
use http::{Request, Response};
use runtime::{Clock, Config, Function, Ids};

use self::connector::Connector;
pub use self::{
    buckets::{OUTBOX, REPLICA, STAGING, VAULT},
    calls::{Calls, Count},
    dynamo::TABLE,
    faults::{Fault, FaultHook},
    mailbox::{Letter, Mailbox},
    secrets::SecretStore,
    service::{CallInfo, Service},
    snapshot::Snapshot,
};
pub use self::{dynamo::Dynamo, faults::Faults};
pub(crate) use self::{
    refusal::{Refusal, json_answer},
    service::Asked,
};
use crate::{gateway::Limits, queues::Queues, s3::S3};

/// The region in which the cloud believes itself: Tokyo, as the template's.
pub const REGION: &str = "ap-northeast-1";
/// The account number in names of resources; nobody's.
pub const ACCOUNT: &str = "000000000000";
/// Whom mail comes from; the one identity that the local post has verified.
pub const MAIL_FROM: &str = "no-reply@portfolio.example";

const SECRETS_PREFIX: &str = "portfolio/";
const QUEUES_PREFIX: &str = "http://cloud.local/queues/";

/// What a cloud begins with.
#[derive(Debug)]
pub struct Settings {
    /// The folder that keeps everything; without one it lives in memory.
    pub data_dir: Option<PathBuf>,
    /// Where browsers reach the system, for example `http://127.0.0.1:8787`: signed addresses lead
    /// there.
    pub origin: String,
    /// Where packages of central submissions are delivered by HTTPS; without one, the outbox is the
    /// delivery.
    pub delivery_url: Option<String>,
    /// The present moment.
    pub clock: Clock,
    /// Where new ids come from.
    pub ids: Ids,
    /// Every function that may call the cloud.
    pub functions: Vec<&'static Function>,
    /// How much the API takes.
    pub limits: Limits,
    /// Whether everything happens in the caller's thread. Then a run can be repeated exactly, and
    /// whatever takes long keeps everybody waiting.
    pub one_thread: bool,
    /// From what new keys are made; the machine's chance without it. For runs that are repeated.
    pub seed: Option<u64>,
}

/// The services, and who may use what of them.
pub struct Cloud {
    /// The table.
    pub dynamo: Dynamo,
    /// The buckets.
    pub s3: S3,
    /// What was sent by mail.
    pub mailbox: Mailbox,
    /// The queues, and what failed for good.
    pub queues: Arc<Queues>,
    /// The keys.
    pub secrets: SecretStore,
    /// How often which function called which service.
    pub calls: Calls,
    /// What goes wrong on purpose.
    pub faults: Faults,
    /// The present moment.
    pub clock: Clock,
    /// Where new ids come from.
    pub ids: Ids,
    origin: String,
    delivery_url: Option<String>,
    limits: Limits,
    functions: BTreeMap<&'static str, &'static Function>,
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cloud").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Cloud {
    /// Opens the folder, or an empty memory: makes the table, the buckets, the queues and, once,
    /// the keys. Blocks.
    pub fn open(settings: Settings) -> io::Result<Arc<Self>> {
        let Settings { data_dir, origin, delivery_url, clock, ids, functions, .. } = settings;
        let Settings { limits, one_thread, seed, .. } = settings;
        let folder = |name: &str| data_dir.as_ref().map(|root| root.join(name));
        if let Some(root) = &data_dir {
            std::fs::create_dir_all(root)?;
        }
        let functions: BTreeMap<_, _> = functions.into_iter().map(|f| (f.name, f)).collect();
        let secrets = SecretStore::open(folder("secrets.json"), seed)?;
        let queues = Queues::open(folder("queues"), clock.clone(), ids.clone())?;
        let s3 = S3::open(crate::s3::Settings {
            root: folder("s3"),
            buckets: buckets::settings(&origin),
            credentials: buckets::credentials(functions.keys().copied(), &secrets),
            clock: buckets::clock(&clock),
            authority: rights::over_buckets(functions.clone()),
            created: object_created::sink(queues.clone(), ids.clone()),
            one_thread,
        })?;
        Ok(Arc::new(Self {
            dynamo: Dynamo::open(folder("dynamodb.sqlite"), clock.clone(), one_thread)?,
            s3,
            mailbox: Mailbox::open(folder("mailbox"), clock.clone(), ids.clone())?,
            queues,
            secrets,
            calls: Calls::default(),
            faults: Faults::default(),
            clock,
            ids,
            origin,
            delivery_url,
            limits,
            functions,
        }))
    }

    /// What the deployment tells its functions.
    pub fn config(&self) -> Config {
        Config {
            table: TABLE.to_owned(),
            staging: STAGING.to_owned(),
            vault: VAULT.to_owned(),
            outbox: OUTBOX.to_owned(),
            replica: REPLICA.to_owned(),
            replica_region: REGION.to_owned(),
            queues: QUEUES_PREFIX.to_owned(),
            secrets: SECRETS_PREFIX.to_owned(),
            public_origin: self.origin.clone(),
            mail_from: MAIL_FROM.to_owned(),
            token_keys: self.secrets.token_keys(),
            receipt_keys: self.secrets.receipt_keys(),
            delivery_url: self.delivery_url.clone(),
            viewer_header: None,
        }
    }

    /// Answers a request that a function sent over the network, as it answers its clients in this
    /// process.
    pub async fn answer(
        self: &Arc<Self>,
        function: Option<&'static Function>,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, ConnectorError> {
        Connector::new(self.clone(), function).answer(request).await
    }

    /// Every function that may call the cloud, by name.
    pub fn functions(&self) -> impl Iterator<Item = &'static Function> {
        self.functions.values().copied()
    }

    /// Where browsers reach the system.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How much the API takes.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether paths that begin so belong to S3.
    pub fn is_bucket(&self, name: &str) -> bool {
        buckets::ALL.contains(&name)
    }

    /// Forgets what is over at this moment: items of the table and objects of staging.
    pub async fn sweep(&self) -> io::Result<()> {
        self.dynamo.sweep().await?;
        self.s3.expire(self.clock.now()).await?;
        Ok(())
    }
}
