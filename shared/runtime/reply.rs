use serde::Serialize;

/// What a route answers when it succeeds.
#[derive(Debug, Clone)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Option<serde_json::Value>,
    pub(crate) cookies: Vec<String>,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Reply {
    fn of(status: u16, body: impl Serialize) -> Self {
        // Wire types are plain structs of ours: nothing in them that JSON cannot carry.
        let body = serde_json::to_value(body).ok();
        Self { status, body, cookies: Vec::new(), headers: Vec::new() }
    }

    /// 200 with a body.
    pub fn ok(body: impl Serialize) -> Self {
        Self::of(200, body)
    }

    /// 201: something new is there.
    pub fn created(body: impl Serialize) -> Self {
        Self::of(201, body)
    }

    /// 202: it is accepted and goes on in the background.
    pub fn accepted(body: impl Serialize) -> Self {
        Self::of(202, body)
    }

    /// 204: done, nothing to say.
    pub fn nothing() -> Self {
        Self { status: 204, body: None, cookies: Vec::new(), headers: Vec::new() }
    }

    /// Sets a cookie, given as the whole value of the header.
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// Sets a header.
    pub fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}
