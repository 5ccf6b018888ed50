use std::{io, time::Duration};

use aws_smithy_types::body::SdkBody;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use http::{
    Request, Uri,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use http_body_util::{BodyExt, combinators::UnsyncBoxBody};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

use crate::Failure;

/// What a body fails with.
type BodyError = Box<dyn std::error::Error + Send + Sync>;

/// How long one file may take. An archive has at most 2 GiB; the function that sends it lives for
/// 15 minutes.
const FILE_TIMEOUT: Duration = Duration::from_secs(12 * 60);

/// The digest of what is sent, and of what arrived (RFC 9530).
const REPR_DIGEST: &str = "repr-digest";

/// Whoever receives packages by HTTPS.
///
/// Each file is put under its own address, with `Idempotency-Key` and `Repr-Digest`. The receiver
/// says in its own `Repr-Digest` what arrived: only the same digest is an acknowledgement. How the
/// ministry takes packages over the wire is not public; this protocol is ours.
#[derive(Debug, Clone)]
pub struct Receiver {
    client: Client<HttpsConnector<HttpConnector>, UnsyncBoxBody<Bytes, BodyError>>,
    url: String,
}

/// A file on its way to the receiver.
#[derive(Debug)]
pub struct Parcel<'a> {
    /// Names the content: the receiver takes it once, however often it comes.
    pub idempotency_key: String,
    /// The path below the receiver's address.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: &'a str,
}

impl Receiver {
    /// The receiver at this address. Trusts the roots that the system trusts.
    pub fn new(url: String) -> io::Result<Self> {
        let connector =
            HttpsConnectorBuilder::new().with_native_roots()?.https_or_http().enable_http1();
        let client = Client::builder(TokioExecutor::new()).build(connector.build());
        Ok(Self { client, url })
    }

    /// Sends one file, and reads what arrived.
    pub async fn put(&self, parcel: Parcel<'_>, body: SdkBody) -> Result<(), Failure> {
        let digest = digest_field(parcel.sha256);
        let uri: Uri = format!("{}/{}", self.url, parcel.path)
            .parse()
            .map_err(|_| Failure("the receiver's address cannot be read".to_owned()))?;
        let request = Request::put(uri)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_LENGTH, parcel.size)
            .header("idempotency-key", format!("\"{}\"", parcel.idempotency_key))
            .header(REPR_DIGEST, &digest)
            .body(body.boxed_unsync())
            .map_err(|error| Failure(error.to_string()))?;
        let answer = tokio::time::timeout(FILE_TIMEOUT, self.client.request(request))
            .await
            .map_err(|_| Failure("the receiver took too long".to_owned()))?
            .map_err(|error| Failure(format!("the receiver cannot be reached: {error}")))?;
        if !answer.status().is_success() {
            return Err(Failure(format!("the receiver answered {}", answer.status())));
        }
        let arrived = answer.headers().get(REPR_DIGEST).map(http::HeaderValue::as_bytes);
        if arrived != Some(digest.as_bytes()) {
            return Err(Failure("the receiver holds other bytes than were sent".to_owned()));
        }
        Ok(())
    }
}

/// A digest as the header writes it: base64 between colons.
fn digest_field(sha256: &str) -> String {
    format!("sha-256=:{}:", BASE64.encode(hex::decode(sha256).unwrap_or_default()))
}
