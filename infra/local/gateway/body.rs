use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than was allowed.
    TooLarge,
    /// The caller stopped in the middle.
    Broken,
}

/// A refused body is read so many times beyond what is allowed, so that a caller who is still
/// sending comes to read the refusal.
const PATIENCE: usize = 10;

/// Reads a body of at most so many bytes.
pub async fn read(mut body: Body, most: usize) -> Result<Bytes, Unread> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        length += data.len();
        if length <= most {
            bytes.extend_from_slice(&data);
        } else if length > most * PATIENCE {
            break;
        }
    }
    if length > most { Err(Unread::TooLarge) } else { Ok(bytes.into()) }
}
