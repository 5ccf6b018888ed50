use std::{sync::Arc, time::Duration};

use aws_config::{BehaviorVersion, Region, SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_async::{
    rt::sleep::{AsyncSleep, Sleep},
    time::TimeSource,
};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use runtime::{Clock, Function};

use super::{Cloud, Connector, REGION, buckets::access_key};

/// As long as the slowest function may take; a test that waits so long has a fault of its own.
const OPERATION_TIMEOUT: Duration = Duration::from_secs(60);

impl Cloud {
    /// What a function's clients are made from; the operator's, who may do everything, without one.
    ///
    /// The access key names the function, so that an address it signs carries who signed it.
    pub fn sdk(self: &Arc<Self>, caller: Option<&'static Function>) -> SdkConfig {
        let key = access_key(caller.map(|function| function.name));
        let secret = self.secrets.secret_key(&key);
        let credentials = Credentials::new(key, secret, None, None, "local");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static(REGION))
            .endpoint_url(self.origin())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(Connector::new(self.clone(), caller))
            .sleep_impl(InjectedTime(self.clock.clone()))
            .time_source(InjectedTime(self.clock.clone()))
            // As often as on AWS, but there is nobody here to be spared by long pauses.
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
            .timeout_config(TimeoutConfig::builder().operation_timeout(OPERATION_TIMEOUT).build())
            // It measures throughput by the clock, and ours can stand still.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .build()
    }
}

/// Signatures are made by the injected clock too, and pauses and timeouts pass by it.
#[derive(Debug)]
struct InjectedTime(Clock);

impl TimeSource for InjectedTime {
    fn now(&self) -> std::time::SystemTime {
        self.0.now().into()
    }
}

impl AsyncSleep for InjectedTime {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new((self.0.sleeper())(duration))
    }
}
