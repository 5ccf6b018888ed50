//! The checksums that S3 knows: what a request announces, what the bytes turned out to be.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue};
use s3s::{S3Result, TrailingHeaders, checksum::ChecksumHasher, crypto::Checksum as _, s3_error};
use serde::{Deserialize, Serialize};

use super::{refusal, spool::Spooled};

/// A checksum algorithm, by the header that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    pub(super) const ALL: [Self; 5] =
        [Self::Crc32, Self::Crc32c, Self::Crc64Nvme, Self::Sha1, Self::Sha256];

    /// The name that S3 gives to it in `x-amz-checksum-algorithm`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    pub(super) fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        })
    }

    pub(super) fn named(name: &str) -> S3Result<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
            .ok_or_else(|| s3_error!(InvalidRequest, "Checksum algorithm provided is unsupported."))
    }

    fn width(self) -> usize {
        match self {
            Self::Crc32 | Self::Crc32c => 4,
            Self::Crc64Nvme => 8,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    /// A hasher of this algorithm alone.
    pub(super) fn hasher(self) -> ChecksumHasher {
        let mut hasher = ChecksumHasher::default();
        match self {
            Self::Crc32 => hasher.crc32 = Some(s3s::crypto::Crc32::new()),
            Self::Crc32c => hasher.crc32c = Some(s3s::crypto::Crc32c::new()),
            Self::Crc64Nvme => hasher.crc64nvme = Some(s3s::crypto::Crc64Nvme::new()),
            Self::Sha1 => hasher.sha1 = Some(s3s::crypto::Sha1::new()),
            Self::Sha256 => hasher.sha256 = Some(s3s::crypto::Sha256::new()),
        }
        hasher
    }

    /// The base64 text of a finished hasher of this algorithm.
    pub(super) fn finish(self, hasher: ChecksumHasher) -> String {
        let sums = hasher.finalize();
        match self {
            Self::Crc32 => sums.checksum_crc32,
            Self::Crc32c => sums.checksum_crc32c,
            Self::Crc64Nvme => sums.checksum_crc64nvme,
            Self::Sha1 => sums.checksum_sha1,
            Self::Sha256 => sums.checksum_sha256,
        }
        .unwrap_or_default()
    }
}

/// A checksum as S3 reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum {
    pub(super) algorithm: Algorithm,
    /// Base64; of a composite one, followed by `-` and the number of parts.
    pub(super) value: String,
    /// Over the parts' checksums instead of over the object's bytes.
    pub(super) composite: bool,
}

impl Checksum {
    pub(super) fn kind(&self) -> &'static str {
        if self.composite { "COMPOSITE" } else { "FULL_OBJECT" }
    }

    /// Adds the headers that tell it.
    pub(super) fn tell(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.value) {
            headers.insert(self.algorithm.header(), value);
            headers.insert("x-amz-checksum-type", HeaderValue::from_static(self.kind()));
        }
    }
}

/// Puts a checksum into an output that has one field per algorithm.
macro_rules! tell_checksum {
    ($output:expr, $checksum:expr) => {
        match $checksum.algorithm {
            $crate::s3::checksum::Algorithm::Crc32 => &mut $output.checksum_crc32,
            $crate::s3::checksum::Algorithm::Crc32c => &mut $output.checksum_crc32c,
            $crate::s3::checksum::Algorithm::Crc64Nvme => &mut $output.checksum_crc64nvme,
            $crate::s3::checksum::Algorithm::Sha1 => &mut $output.checksum_sha1,
            $crate::s3::checksum::Algorithm::Sha256 => &mut $output.checksum_sha256,
        }
        .replace($checksum.value.clone())
    };
}
pub(super) use tell_checksum;

/// What a request says of the bytes that it brings.
pub(super) struct Announced {
    /// Their number, from `Content-Length`.
    pub(super) length: u64,
    /// The checksum to compute; the one S3 chooses where the request names none.
    pub(super) algorithm: Algorithm,
    /// Whether the request named it.
    pub(super) named: bool,
    value: Option<String>,
    md5: Option<Vec<u8>>,
    /// The payload hash of the signature, which a presigned URL leaves unchecked.
    payload: Option<String>,
}

impl Announced {
    /// Reads the headers of a request with a body.
    pub(super) fn read(headers: &HeaderMap, length: Option<i64>) -> S3Result<Self> {
        let length = length
            .and_then(|length| u64::try_from(length).ok())
            .ok_or_else(|| s3_error!(MissingContentLength))?;
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let given: Vec<_> =
            Algorithm::ALL.into_iter().filter(|a| headers.contains_key(a.header())).collect();
        if given.len() > 1 {
            return Err(s3_error!(
                InvalidRequest,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            ));
        }
        let value = given.first().map(|a| text(a.header().as_str()).unwrap_or_default().to_owned());
        if let (Some(algorithm), Some(value)) = (given.first(), &value) {
            check_form(*algorithm, value)?;
        }
        let trailing = text("x-amz-trailer")
            .and_then(|name| Algorithm::ALL.into_iter().find(|a| a.header() == name.trim()));
        let md5 = match headers.get("content-md5") {
            None => None,
            Some(value) => {
                Some(BASE64_STANDARD.decode(value).ok().filter(|sum| sum.len() == 16).ok_or_else(
                    || s3_error!(InvalidDigest, "The Content-MD5 you specified is not valid."),
                )?)
            }
        };
        let named = given.first().copied().or(trailing);
        Ok(Self {
            length,
            algorithm: named.unwrap_or(Algorithm::Crc64Nvme),
            named: named.is_some(),
            value,
            md5,
            payload: text("x-amz-content-sha256")
                .filter(|hash| hash.len() == 64)
                .map(str::to_owned),
        })
    }

    /// Compares with what arrived, before anybody can see it.
    pub(super) fn verify(&self, got: &Spooled, trailers: Option<&TrailingHeaders>) -> S3Result<()> {
        if got.size() != self.length {
            return Err(incomplete());
        }
        if self.payload.as_ref().is_some_and(|hash| *hash != got.sha256) {
            return Err(payload_mismatch());
        }
        if self.md5.as_ref().is_some_and(|sum| sum[..] != got.md5[..]) {
            return Err(s3_error!(
                BadDigest,
                "The Content-MD5 you specified did not match what we received."
            ));
        }
        if !self.named {
            return Ok(());
        }
        let announced = match &self.value {
            Some(value) => value.clone(),
            None => self.trailing(trailers)?,
        };
        if announced == got.checksum.value {
            return Ok(());
        }
        let name = self.algorithm.name();
        Err(s3_error!(BadDigest, "The {name} you specified did not match the calculated checksum."))
    }

    fn trailing(&self, trailers: Option<&TrailingHeaders>) -> S3Result<String> {
        let header = self.algorithm.header();
        let value = trailers
            .and_then(|trailers| trailers.read(|map| map.get(&header).cloned()).flatten())
            .and_then(|value| value.to_str().map(str::to_owned).ok())
            .ok_or_else(|| {
                refusal(400, "MalformedTrailerError", "The announced trailer is missing.")
            })?;
        check_form(self.algorithm, &value)?;
        Ok(value)
    }
}

fn check_form(algorithm: Algorithm, value: &str) -> S3Result<()> {
    match BASE64_STANDARD.decode(value) {
        Ok(sum) if sum.len() == algorithm.width() => Ok(()),
        _ => Err(s3_error!(InvalidRequest, "Value for {} header is invalid.", algorithm.header())),
    }
}

/// The body ended early, or did not.
pub(super) fn incomplete() -> s3s::S3Error {
    s3_error!(
        IncompleteBody,
        "You did not provide the number of bytes specified by the Content-Length HTTP header"
    )
}

/// The body is not the one that was signed.
pub(super) fn payload_mismatch() -> s3s::S3Error {
    refusal(
        400,
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
    )
}
