//! The whole system, put together.

use std::{future::IntoFuture, io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::serve::ListenerExt;
use tokio::{net::TcpListener, task::JoinSet};

use crate::{
    cloud::{Cloud, Settings},
    gateway::{Api, Gateway},
    lambda::Lambda,
    scheduler::Scheduler,
    seeding::{self, SEEDING},
};

/// How often what is over is forgotten.
const SWEEP: Duration = Duration::from_secs(60);
/// How long requests under way may take when the system stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// A system that stands and does not run yet.
#[derive(Debug)]
pub struct System {
    cloud: Arc<Cloud>,
    lambda: Arc<Lambda>,
    scheduler: Arc<Scheduler>,
    api: Arc<Api>,
    demonstration: bool,
}

impl System {
    /// Opens everything. Blocks.
    pub fn open(settings: Settings) -> io::Result<Self> {
        let cloud = Cloud::open(settings)?;
        let lambda = Lambda::new(cloud.clone());
        let scheduler = Scheduler::new(lambda.clone())?;
        let api = Api::new(lambda.clone());
        Ok(Self { cloud, lambda, scheduler, api, demonstration: false })
    }

    /// The cloud.
    pub fn cloud(&self) -> &Arc<Cloud> {
        &self.cloud
    }

    /// What calls functions.
    pub fn lambda(&self) -> &Arc<Lambda> {
        &self.lambda
    }

    /// What calls functions by the time.
    pub fn scheduler(&self) -> &Arc<Scheduler> {
        &self.scheduler
    }

    /// The API.
    pub fn api(&self) -> &Arc<Api> {
        &self.api
    }

    /// Fills the demonstration schools, where they are not filled yet, one of them with so many
    /// students more, and renews their windows.
    pub async fn demonstrate(
        &mut self,
        more_students: usize,
        say: impl Fn(&str),
    ) -> io::Result<()> {
        let env = self.cloud.operate(&SEEDING).await.map_err(io::Error::other)?;
        let objects = self.cloud.objects();
        seeding::seed(&env, &objects, more_students, say).await.map_err(io::Error::other)?;
        self.demonstration = true;
        Ok(())
    }

    /// The accounts that can be tried.
    pub async fn accounts(&self) -> io::Result<Vec<seeding::DemoAccount>> {
        if !self.demonstration {
            return Ok(Vec::new());
        }
        let env = self.cloud.operate(&SEEDING).await.map_err(io::Error::other)?;
        seeding::accounts(&env).await.map_err(io::Error::other)
    }

    /// Serves until `stop` resolves; `web` is the folder of the built web app.
    pub async fn run(
        self,
        listener: TcpListener,
        web: PathBuf,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let mut background = JoinSet::new();
        background.spawn(self.lambda.clone().poll_queues());
        background.spawn(self.scheduler.clone().run());
        background.spawn(sweep(self.cloud.clone()));
        let Self { api, scheduler, demonstration, .. } = self;
        let gateway = Gateway { api, scheduler, web, demonstration };
        let service = gateway.router().into_make_service_with_connect_info::<SocketAddr>();
        // Small answers must not wait for the other side's acknowledgement.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let (told, telling) = tokio::sync::oneshot::channel::<()>();
        let stopping = async move {
            stop.await;
            drop(told);
        };
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopping).into_future();
        let farewell = async {
            drop(telling.await);
            tokio::time::sleep(FAREWELL).await;
        };
        tokio::select! {
            served = serving => served?,
            () = farewell => tracing::warn!("some requests did not end in time"),
        }
        background.abort_all();
        // What was handed out of a queue and not worked through comes again at the next start.
        while background.join_next().await.is_some() {}
        Ok(())
    }
}

async fn sweep(cloud: Arc<Cloud>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        if let Err(error) = cloud.sweep().await {
            tracing::error!(%error, "what is over could not be forgotten");
        }
    }
}
