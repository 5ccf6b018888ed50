//! What a browser's page is told, and a gateway's connection.

use bytes::Bytes;
use futures::StreamExt;
use http::{Method, Request, Response};
use http_body::Frame;
use http_body_util::StreamBody;

use super::world::{STAGING, VAULT, World, refused};

async fn preflight(world: &World, bucket: &str, headers: &[(&str, &str)]) -> Response<Bytes> {
    let mut request = Request::builder().method(Method::OPTIONS).uri(format!("/{bucket}/k"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world.s3.call(request.body(Bytes::new()).unwrap()).await
}

#[tokio::test]
async fn a_preflight_is_answered_by_the_buckets_rule() {
    let world = World::new();
    let origin = ("origin", "https://www.portfolio.example");
    let method = ("access-control-request-method", "PUT");
    let asked = ("access-control-request-headers", "content-type, X-Amz-Checksum-Sha256");
    let allowed = preflight(&world, STAGING, &[origin, method, asked]).await;
    assert_eq!(allowed.status(), 200);
    let header = |name: &str| allowed.headers()[name].to_str().unwrap();
    assert_eq!(header("access-control-allow-origin"), origin.1);
    assert_eq!(header("access-control-allow-methods"), "PUT, GET");
    assert_eq!(header("access-control-allow-headers"), "content-type, x-amz-checksum-sha256");
    assert_eq!(header("access-control-max-age"), "3000");
    assert!(header("vary").contains("Origin"));

    let evil = ("origin", "https://evil.example");
    let delete = ("access-control-request-method", "DELETE");
    let cookie = ("access-control-request-headers", "x-cookie");
    for headers in [[evil, method, asked], [origin, delete, asked], [origin, method, cookie]] {
        assert_eq!(refused(&preflight(&world, STAGING, &headers).await), "403 AccessForbidden");
    }
    assert_eq!(refused(&preflight(&world, VAULT, &[origin, method]).await), "403 AccessForbidden");
    assert_eq!(refused(&preflight(&world, STAGING, &[method]).await), "400 BadRequest");
}

#[tokio::test]
async fn answers_and_refusals_can_be_read_by_an_allowed_page() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    let get = world.client.get_object().bucket(STAGING).key("k");
    let url = get.presigned(world.ten_minutes()).await.unwrap();
    let from = |origin: &'static str| {
        world.send_with(&url, b"", move |mut request| {
            request.headers_mut().insert("origin", origin.parse().unwrap());
            request
        })
    };
    let answer = from("https://www.portfolio.example").await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-expose-headers"], "ETag");
    assert!(
        !from("https://evil.example").await.headers().contains_key("access-control-allow-origin")
    );
    world.forbid("s3:GetObject");
    let denied = from("https://www.portfolio.example").await;
    assert_eq!(refused(&denied), "403 AccessDenied");
    assert!(denied.headers().contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn a_refused_upload_is_read_to_its_end_and_an_unsigned_one_refused() {
    let world = World::new();
    let (sender, receiver) = futures::channel::mpsc::unbounded::<Bytes>();
    let body = StreamBody::new(receiver.map(|bytes| Ok::<_, std::io::Error>(Frame::data(bytes))));
    let request = Request::put("/staging/k").header("content-length", 6).body(body).unwrap();
    let answer = tokio::spawn({
        let s3 = world.s3.clone();
        async move { s3.serve(request).await.status() }
    });
    for _ in 0..2 {
        sender.unbounded_send(Bytes::from_static(b"abc")).unwrap();
        tokio::task::yield_now().await;
    }
    drop(sender);
    assert_eq!(answer.await.unwrap(), 403);
    let form = Request::post("/staging").header("content-type", "multipart/form-data; boundary=x");
    let form = world.s3.call(form.body(Bytes::new()).unwrap()).await;
    assert_eq!(refused(&form), "501 NotImplemented");
    assert!(world.is_empty(STAGING));
}
