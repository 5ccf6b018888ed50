//! The web app: the built files, and its first page for every other path.

use std::convert::Infallible;

use axum::{
    body::Body,
    response::{IntoResponse, Redirect, Response},
};
use codegen::{ASK_EACH_TIME, FOR_EVER, NAMED_BY_CONTENT};
use http::{HeaderValue, Request, StatusCode, header};
use tower::{service_fn, util::BoxCloneSyncService};
use tower_http::services::{ServeDir, ServeFile};

use super::Gateway;

/// Serves the web app.
pub fn service(gateway: &Gateway) -> BoxCloneSyncService<Request<Body>, Response, Infallible> {
    let files = ServeDir::new(&gateway.web);
    let app = files.clone().fallback(ServeFile::new(gateway.web.join("index.html")));
    let origin = gateway.api.lambda.cloud().origin().to_owned();
    let serve = move |request: Request<Body>| {
        let (mut files, mut app, origin) = (files.clone(), app.clone(), origin.clone());
        async move {
            if let Some(elsewhere) = same_page_at(&origin, &request) {
                return Ok::<_, Infallible>(Redirect::temporary(&elsewhere).into_response());
            }
            let named = request.uri().path().starts_with(NAMED_BY_CONTENT);
            // A missing script is missing: the first page in its place would only confuse.
            let found = if named {
                files.try_call(request).await.map(|found| found.map(Body::new))
            } else {
                app.try_call(request).await.map(|found| found.map(Body::new))
            };
            let Ok(response) = found else { return Ok(StatusCode::NOT_FOUND.into_response()) };
            Ok(remembered(response, named))
        }
    };
    BoxCloneSyncService::new(service_fn(serve))
}

/// Signed addresses and the refresh cookie hold for one origin: whoever came by this machine's
/// other name is sent there.
fn same_page_at(origin: &str, request: &Request<Body>) -> Option<String> {
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let meant = origin == format!("http://127.0.0.1:{port}");
    let page = request.uri().path_and_query().map_or("/", |page| page.as_str());
    (name == "localhost" && meant).then(|| format!("{origin}{page}"))
}

fn remembered(mut response: Response, named: bool) -> Response {
    let kept = if named && response.status().is_success() { FOR_EVER } else { ASK_EACH_TIME };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}
