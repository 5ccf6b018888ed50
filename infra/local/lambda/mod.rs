//! Lambda on one machine: makes what each function stands on once, and calls it with real events.

mod queue;
mod request;
mod schedule;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use runtime::{Environment, Failure, Function, StartError};
use tokio::{sync::OnceCell, task::JoinHandle};

use crate::cloud::Cloud;

/// Calls functions.
#[derive(Debug)]
pub struct Lambda {
    cloud: Arc<Cloud>,
    environments: Mutex<HashMap<&'static str, Arc<OnceCell<Arc<Environment>>>>>,
}

impl Lambda {
    /// Over this cloud; nothing is made before the first call.
    pub fn new(cloud: Arc<Cloud>) -> Arc<Self> {
        Arc::new(Self { cloud, environments: Mutex::default() })
    }

    /// The cloud under it.
    pub fn cloud(&self) -> &Arc<Cloud> {
        &self.cloud
    }

    /// What the function stands on, made at its first call. A start that failed is tried again at
    /// the next.
    pub async fn environment(
        &self,
        function: &'static Function,
    ) -> Result<Arc<Environment>, StartError> {
        let cell = {
            let mut all = self.environments.lock().unwrap_or_else(PoisonError::into_inner);
            all.entry(function.name).or_default().clone()
        };
        let make = async || {
            let cloud = &self.cloud;
            let sdk = cloud.sdk(Some(function));
            let (clock, ids) = (cloud.clock.clone(), cloud.ids.clone());
            Environment::new(function, sdk, cloud.config(), clock, ids).await
        };
        cell.get_or_try_init(make).await.cloned()
    }
}

/// Waits for the work of a function, as long as the function may take. The work goes on when nobody
/// waits any more, and is stopped when its time is over, both as on AWS.
async fn within<T>(function: &Function, mut work: JoinHandle<T>) -> Result<T, Failure> {
    let time = Duration::from_secs(u64::from(function.timeout_s));
    match tokio::time::timeout(time, &mut work).await {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(stopped)) => Err(Failure(format!("{} stopped: {stopped}", function.name))),
        Err(_) => {
            work.abort();
            Err(Failure(format!("{} took more than {} s", function.name, function.timeout_s)))
        }
    }
}
