//! Which pages may call a bucket: ours, and only as they need to.

use bytes::Bytes;
use codegen::{STAGING_CORS, VAULT_CORS};
use http::{Request, Response};
use local::cloud::{OUTBOX, REPLICA, STAGING, VAULT};
use serde_json::{Value, json};

use crate::support::World;

#[test]
fn the_template_lets_our_page_write_staging_and_read_the_vault_and_nothing_else() {
    let main = codegen::template().expect("the registry fits into a template");
    let rules = |bucket: &str| {
        main["Resources"][bucket]["Properties"]["CorsConfiguration"]["CorsRules"].clone()
    };
    for (bucket, rule) in [("Staging", STAGING_CORS), ("Vault", VAULT_CORS)] {
        let rules = rules(bucket);
        assert_eq!(rules.as_array().map(Vec::len), Some(1), "{bucket}");
        assert_eq!(rules[0]["AllowedOrigins"], json!([{ "Fn::Sub": "https://${PublicDomain}" }]));
        assert_eq!(rules[0]["AllowedMethods"], json!(rule.methods), "{bucket}");
        assert_eq!(rules[0]["AllowedHeaders"], json!(rule.headers), "{bucket}");
        assert!(!rule.headers.contains(&"*"), "{bucket}");
    }
    assert_eq!((STAGING_CORS.methods, VAULT_CORS.methods), (&["PUT"][..], &["GET", "HEAD"][..]));
    for bucket in ["Outbox", "Web"] {
        assert_eq!(rules(bucket), Value::Null, "{bucket}");
    }
    assert_eq!(
        codegen::replica()["Resources"]["Replica"]["Properties"].get("CorsConfiguration"),
        None
    );
}

async fn preflight(world: &World, bucket: &str, origin: &str, method: &str) -> Response<Bytes> {
    let request = Request::options(format!("/{bucket}/key"))
        .header("origin", origin)
        .header("access-control-request-method", method);
    world.cloud().s3.call(request.body(Bytes::new()).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_asks_beforehand_and_is_told_the_same() {
    let world = World::new().await;
    let ours = world.cloud().origin().to_owned();
    let foreign = [
        "https://evil.test".to_owned(),
        "null".to_owned(),
        format!("{ours}.evil.test"),
        ours.replace("http://", "https://"),
        "http://127.0.0.1:8788".to_owned(),
        format!("{ours}/"),
    ];
    let lets = [(STAGING, "PUT"), (VAULT, "GET"), (VAULT, "HEAD")];
    for bucket in [STAGING, VAULT, OUTBOX, REPLICA] {
        for method in ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"] {
            let answer = preflight(&world, bucket, &ours, method).await;
            let said = answer.headers().get("access-control-allow-origin");
            let expected = lets.contains(&(bucket, method));
            assert_eq!(said.is_some(), expected, "{bucket} {method}");
            assert_eq!(answer.status().is_success(), expected, "{bucket} {method}");
            for origin in &foreign {
                let answer = preflight(&world, bucket, origin, method).await;
                let said = answer.headers().get("access-control-allow-origin");
                assert_eq!((answer.status().as_u16(), said), (403, None), "{bucket} {origin}");
            }
        }
    }
}
