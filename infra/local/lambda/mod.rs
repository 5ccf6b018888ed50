//! Lambda on one machine: makes what each function stands on once, and calls it with real events.

mod queue;
mod request;
mod schedule;

use std::{
    collections::HashMap,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures::future::{Either, select};
use runtime::{Clock, Environment, Failure, Function, StartError};
use tokio::{
    sync::{OnceCell, OwnedSemaphorePermit, Semaphore},
    task::JoinHandle,
};

use crate::cloud::Cloud;

/// Calls functions.
#[derive(Debug)]
pub struct Lambda {
    cloud: Arc<Cloud>,
    environments: Mutex<HashMap<&'static str, Arc<OnceCell<Arc<Environment>>>>>,
    places: Arc<Semaphore>,
}

/// One of the functions that may run at the same time. It is given back when the work ends, whoever
/// waits for it.
type Place = OwnedSemaphorePermit;

impl Lambda {
    /// Over this cloud; nothing is made before the first call.
    pub fn new(cloud: Arc<Cloud>) -> Arc<Self> {
        let places = Arc::new(Semaphore::new(cloud.limits().at_once));
        Arc::new(Self { cloud, environments: Mutex::default(), places })
    }

    /// The cloud under it.
    pub fn cloud(&self) -> &Arc<Cloud> {
        &self.cloud
    }

    /// A place for a request, which does not wait.
    fn place(&self) -> Result<Place, Failure> {
        let place = self.places.clone().try_acquire_owned();
        place.map_err(|_| Failure("as many functions run as may".to_owned()))
    }

    /// A place for what can wait: a message or a schedule.
    async fn place_in_time(&self) -> Result<Place, Failure> {
        let place = self.places.clone().acquire_owned().await;
        place.map_err(|closed| Failure(closed.to_string()))
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
async fn within<T>(clock: &Clock, function: &Function, work: JoinHandle<T>) -> Result<T, Failure> {
    let time = Duration::from_secs(u64::from(function.timeout_s));
    match select(work, pin!(clock.sleep(time))).await {
        Either::Left((Ok(outcome), _)) => Ok(outcome),
        Either::Left((Err(stopped), _)) => {
            Err(Failure(format!("{} stopped: {stopped}", function.name)))
        }
        Either::Right(((), work)) => {
            work.abort();
            Err(Failure(format!("{} took more than {} s", function.name, function.timeout_s)))
        }
    }
}
