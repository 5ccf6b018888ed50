use std::sync::{Arc, OnceLock};

use aws_config::SdkConfig;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use mail::Mailer;
use store::{
    Table,
    objects::{Copies, Outbox, Staging, Vault},
};

use crate::{Clock, Config, Function, Ids, Need, Queues, Receiver, SecretError, Secrets, Verifier};

/// What one function stands on: clients for what it declares, made once per instance.
pub struct Environment {
    /// What the deployment says.
    pub config: Config,
    /// The present moment.
    pub clock: Clock,
    /// Where new ids come from.
    pub ids: Ids,
    /// Checks access tokens.
    pub verifier: Verifier,
    /// The keys that the function declares.
    pub secrets: Secrets,
    receiver: Option<Receiver>,
    sdk: SdkConfig,
    /// What the function may spend on retries. Each has a budget of its own, as each has a process
    /// of its own on AWS; functions in one process would spend each other's.
    retries: RetryPartition,
    s3: OnceLock<aws_sdk_s3::Client>,
    table: OnceLock<Table>,
    mailer: OnceLock<Mailer>,
    queues: OnceLock<Queues>,
}

/// A function that cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The deployment's public keys cannot be read.
    #[error("the public keys of access tokens cannot be read")]
    TokenKeys,
    /// A key cannot be had.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// There are no roots to trust.
    #[error("the system's trusted roots cannot be read: {0}")]
    Roots(#[from] std::io::Error),
}

impl Environment {
    /// Makes what the function declares that it needs, and nothing else.
    pub async fn new(
        function: &Function,
        sdk: SdkConfig,
        config: Config,
        clock: Clock,
        ids: Ids,
    ) -> Result<Arc<Self>, StartError> {
        let verifier = Verifier::new(&config.token_keys).ok_or(StartError::TokenKeys)?;
        let retries = RetryPartition::custom(function.name).build();
        let secrets = Secrets::load(function.needs, &sdk, &retries, &config).await?;
        let delivers = function.needs.contains(&Need::Deliver);
        let delivery_url = config.delivery_url.clone().filter(|_| delivers);
        let environment = Self {
            receiver: delivery_url.map(Receiver::new).transpose()?,
            config,
            clock,
            ids,
            verifier,
            secrets,
            sdk,
            retries,
            s3: OnceLock::new(),
            table: OnceLock::new(),
            mailer: OnceLock::new(),
            queues: OnceLock::new(),
        };
        for need in function.needs {
            match need {
                Need::Table(_) => drop(environment.table()),
                Need::Mail => drop(environment.mailer()),
                Need::Send(_) => drop(environment.queues()),
                Need::Secret(_) | Need::Deliver => {}
                _ => drop(environment.s3()),
            }
        }
        Ok(Arc::new(environment))
    }

    /// The table.
    pub fn table(&self) -> Table {
        let make = || {
            let client = aws_sdk_dynamodb::config::Builder::from(&self.sdk);
            let client = client.retry_partition(self.retries.clone()).build();
            let client = aws_sdk_dynamodb::Client::from_conf(client);
            let name = self.config.table.clone();
            Table::new(client, name, self.ids.shared(), self.clock.sleeper())
        };
        self.table.get_or_init(make).clone()
    }

    fn s3(&self) -> aws_sdk_s3::Client {
        let make = || aws_sdk_s3::Client::from_conf(self.s3_config().build());
        self.s3.get_or_init(make).clone()
    }

    fn s3_config(&self) -> aws_sdk_s3::config::Builder {
        // A local endpoint has no host name per bucket; AWS has.
        let path_style = self.sdk.endpoint_url().is_some();
        aws_sdk_s3::config::Builder::from(&self.sdk)
            .force_path_style(path_style)
            .retry_partition(self.retries.clone())
    }

    /// The bucket that browsers write.
    pub fn staging(&self) -> Staging {
        Staging::new(self.s3(), self.config.staging.clone())
    }

    /// The bucket that no browser reaches.
    pub fn vault(&self) -> Vault {
        Vault::new(self.s3(), self.config.vault.clone())
    }

    /// The vault as it lies there, for the nightly comparison.
    pub fn vault_copies(&self) -> Copies {
        Copies::new(self.s3(), self.config.vault.clone())
    }

    /// The vault's second copy, which lies in a region of its own.
    pub fn replica_copies(&self) -> Copies {
        let region = aws_sdk_s3::config::Region::new(self.config.replica_region.clone());
        let config = self.s3_config().region(region).build();
        Copies::new(aws_sdk_s3::Client::from_conf(config), self.config.replica.clone())
    }

    /// The bucket of delivered submissions.
    pub fn outbox(&self) -> Outbox {
        Outbox::new(self.s3(), self.config.outbox.clone())
    }

    /// Whoever takes packages by HTTPS; none where the outbox is the delivery, or where the
    /// function does not declare that it delivers.
    pub fn receiver(&self) -> Option<&Receiver> {
        self.receiver.as_ref()
    }

    /// The post.
    pub fn mailer(&self) -> Mailer {
        let make = || {
            let client = aws_sdk_ses::config::Builder::from(&self.sdk);
            let client = client.retry_partition(self.retries.clone()).build();
            let client = aws_sdk_ses::Client::from_conf(client);
            Mailer::new(client, self.config.mail_from.clone(), &self.config.public_origin)
        };
        self.mailer.get_or_init(make).clone()
    }

    /// The queues.
    pub fn queues(&self) -> Queues {
        let make = || {
            let client = aws_sdk_sqs::config::Builder::from(&self.sdk);
            let client = client.retry_partition(self.retries.clone()).build();
            Queues::new(aws_sdk_sqs::Client::from_conf(client), self.config.clone())
        };
        self.queues.get_or_init(make).clone()
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Environment").field("config", &self.config).finish_non_exhaustive()
    }
}
