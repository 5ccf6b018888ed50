//! The story in process, over the embedded cloud, on the tests' own clock.

use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use crate::{
    story::{self, Answer, Api, Cast, Down},
    support::{PASSWORD, World},
};

impl Api for World {
    async fn try_call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Result<Answer, Down> {
        let mut headers = HeaderMap::new();
        let header = |text: &str| HeaderValue::from_str(text).expect("a header");
        headers.extend(
            token.map(|token| (http::header::AUTHORIZATION, header(&format!("Bearer {token}")))),
        );
        if let Some(key) = key {
            headers.insert("idempotency-key", header(key));
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let answer = self.send(method, path, headers, body.into()).await;
        Ok(Answer { status: answer.status, body: answer.body })
    }

    async fn try_put(&self, url: &str, headers: &Value, bytes: &[u8]) -> Result<u16, Down> {
        Ok(World::put(self, url, headers, bytes.to_vec()).await.status)
    }

    async fn try_fetch(&self, url: &str) -> Result<(u16, Vec<u8>), Down> {
        let (status, bytes) = World::fetch(self, url).await;
        Ok((status, bytes.to_vec()))
    }

    async fn settle(&self) {
        self.drain().await;
    }
}

#[tokio::test]
async fn the_story_is_played_from_sign_in_to_receipt() {
    let world = World::new().await;
    let of = |name: &str| (name.to_owned(), PASSWORD.to_owned());
    let cast = Cast {
        student: of("student-1"),
        teacher: of("course-teacher"),
        outcome_submitter: of("outcome-submitter"),
        performance_submitter: of("performance-submitter"),
        semester: "1151",
        year: 115,
    };
    story::play(&world, &cast, 1).await;
}
