//! One address for everything: the functions, the buckets, the web app, and the pages about the
//! local system itself.

mod body;
mod event;
mod headers;
mod inspection;
mod pages;
mod response;
mod routes;
mod throttle;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request, State},
    middleware::map_response,
    response::{IntoResponse, Response},
    routing::{any, get},
};
use bytes::Bytes;
use http::StatusCode;
use runtime::{Problem, refuse};
use tower_http::compression::CompressionLayer;

pub use event::ApiRequest;
pub use throttle::Limits;

use self::{
    routes::{Found, Routes},
    throttle::Throttle,
};
use crate::{lambda::Lambda, scheduler::Scheduler};

/// The largest event that Lambda takes, in bytes (Lambda quotas: 6 MB, synchronously).
const MAX_EVENT: usize = 6 << 20;

/// The API: finds the function of a request and calls it as API Gateway does.
#[derive(Debug)]
pub struct Api {
    lambda: Arc<Lambda>,
    routes: Routes,
    throttle: Throttle,
}

impl Api {
    /// The routes of every function that the cloud knows.
    pub fn new(lambda: Arc<Lambda>) -> Arc<Self> {
        let routes = Routes::new(lambda.cloud().functions());
        let cloud = lambda.cloud();
        let throttle = Throttle::new(cloud.limits(), cloud.clock.now());
        Arc::new(Self { lambda, routes, throttle })
    }

    /// Answers one request. Whatever happens, the answer is one of the API's own.
    pub async fn call(&self, request: ApiRequest) -> http::Response<Bytes> {
        let cloud = self.lambda.cloud();
        let id = cloud.ids.next().simple().to_string();
        let refused =
            |problem: &Problem| response::of_lambda(refuse(problem, &request.headers, &id));
        if !self.throttle.takes(cloud.clock.now()) {
            return refused(&Problem::new("too_many_requests"));
        }
        let (function, route, parameters) = match self.routes.find(&request.method, &request.path) {
            Found::Route { function, route, parameters } => (function, route, parameters),
            Found::OtherMethods(allowed) => {
                let mut answer = refused(&Problem::new("method_not_allowed"));
                answer.headers_mut().insert(http::header::ALLOW, allowed);
                return answer;
            }
            Found::Nothing => return refused(&Problem::not_found()),
        };
        let event = event::of(&request, route.path, &parameters, cloud, &id);
        if event.to_string().len() > MAX_EVENT {
            return refused(&Problem::new("input.too_large"));
        }
        let answer = self.lambda.request(function, route, event).await;
        let answer = answer.map_err(Problem::from).and_then(|answer| response::read(&answer));
        answer.unwrap_or_else(|problem| refused(&problem))
    }

    fn too_large(&self, headers: &http::HeaderMap) -> http::Response<Bytes> {
        let id = self.lambda.cloud().ids.next().simple().to_string();
        response::of_lambda(refuse(&Problem::new("input.too_large"), headers, &id))
    }
}

/// Everything behind the one address.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// The functions.
    pub api: Arc<Api>,
    /// What calls functions by the time.
    pub scheduler: Arc<Scheduler>,
    /// The folder of the built web app.
    pub web: PathBuf,
    /// Whether the demonstration was filled.
    pub demonstration: bool,
}

impl Gateway {
    /// The service behind the address.
    pub fn router(self) -> Router {
        let shown = Router::new()
            .route("/api", any(call))
            .route("/api/{*path}", any(call))
            .route("/openapi.json", get(openapi))
            .merge(inspection::router())
            .fallback_service(pages::service(&self))
            .layer(CompressionLayer::new())
            .layer(map_response(headers::protect))
            .with_state(self.clone());
        // Objects go past the compression: their bytes and their lengths are signed.
        Router::new().fallback(split).with_state((self, shown))
    }
}

/// Paths that begin with a bucket's name belong to S3.
async fn split(State((gateway, shown)): State<(Gateway, Router)>, request: Request) -> Response {
    let cloud = gateway.api.lambda.cloud();
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    if cloud.is_bucket(first) {
        return headers::confine(cloud.s3.serve(request).await.map(Body::new));
    }
    tower::ServiceExt::oneshot(shown, request).await.into_response()
}

async fn call(
    State(gateway): State<Gateway>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let answer = match body::read(body, MAX_EVENT).await {
        Ok(body) => {
            let request = ApiRequest {
                method: parts.method,
                path: parts.uri.path().to_owned(),
                query: parts.uri.query().unwrap_or_default().to_owned(),
                headers: parts.headers,
                body,
                source_ip: peer.ip().to_string(),
            };
            gateway.api.call(request).await
        }
        Err(body::Unread::TooLarge) => gateway.api.too_large(&parts.headers),
        Err(body::Unread::Broken) => return StatusCode::BAD_REQUEST.into_response(),
    };
    answer.map(Body::from)
}

async fn openapi() -> axum::Json<serde_json::Value> {
    axum::Json(codegen::openapi())
}
