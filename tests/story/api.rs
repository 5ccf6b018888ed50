use std::time::Duration;

use serde_json::Value;

/// What a call was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body, null where there is none.
    pub body: Value,
}

/// Nobody answered: whether it happened is not known.
#[derive(Debug)]
pub struct Down;

/// The system as an outsider reaches it.
pub trait Api {
    /// One call of the API.
    async fn try_call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Result<Answer, Down>;

    /// Sends bytes to a signed address.
    async fn try_put(&self, url: &str, headers: &Value, bytes: &[u8]) -> Result<u16, Down>;

    /// Fetches the bytes from a signed address.
    async fn try_fetch(&self, url: &str) -> Result<(u16, Vec<u8>), Down>;

    /// Waits until what was begun in the background has gone on.
    async fn settle(&self);

    /// How often a call that nobody answered is made again.
    fn patience(&self) -> usize {
        0
    }

    /// A call that is made again while nobody answers or the system is busy.
    async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        self.call_with_key(method, path, token, body, None).await
    }

    /// The same with an `Idempotency-Key`.
    async fn call_with_key(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Answer {
        for _ in 0..self.patience() {
            match self.try_call(method, path, token, body.clone(), key).await {
                Ok(answer) if !matches!(answer.status, 429 | 503) => return answer,
                _ => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        let answer = self.try_call(method, path, token, body, key).await;
        answer.unwrap_or_else(|Down| panic!("nobody answers {method} {path}"))
    }

    /// Sends bytes, and again while nobody answers. That they are there already is success.
    async fn put(&self, url: &str, headers: &Value, bytes: &[u8]) -> u16 {
        for _ in 0..self.patience() {
            match self.try_put(url, headers, bytes).await {
                Ok(status) if status < 500 => return status,
                _ => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        self.try_put(url, headers, bytes).await.expect("nobody takes the bytes")
    }

    /// Fetches bytes, and again while nobody answers.
    async fn fetch(&self, url: &str) -> (u16, Vec<u8>) {
        for _ in 0..self.patience() {
            match self.try_fetch(url).await {
                Ok((status, bytes)) if status < 500 => return (status, bytes),
                _ => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        self.try_fetch(url).await.expect("nobody gives the bytes")
    }
}

/// An API whose calls are made again for a long while.
pub struct Patient<A>(pub A);

impl<A: Api> Api for Patient<A> {
    async fn try_call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Result<Answer, Down> {
        self.0.try_call(method, path, token, body, key).await
    }

    async fn try_put(&self, url: &str, headers: &Value, bytes: &[u8]) -> Result<u16, Down> {
        self.0.try_put(url, headers, bytes).await
    }

    async fn try_fetch(&self, url: &str) -> Result<(u16, Vec<u8>), Down> {
        self.0.try_fetch(url).await
    }

    async fn settle(&self) {
        self.0.settle().await;
    }

    fn patience(&self) -> usize {
        600
    }
}
