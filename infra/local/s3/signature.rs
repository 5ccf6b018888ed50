//! Signatures against our own clock.
//!
//! The adapter compares every signature with the machine's clock and cannot be given another.
//! For signed headers its tolerance can be widened, so there the date alone is checked here. For
//! presigned URLs its expiry cannot be, so those are verified here as a whole, by Signature
//! Version 4, and stripped of their signature; who signed travels on as an extension.

use aws_lc_rs::{digest, hmac};
use http::{HeaderMap, Uri, request::Parts};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use s3s::{S3Error, S3Result, s3_error};

use super::access::{Signer, unknown_key};

/// How far a client's clock may be off.
const SKEW: SignedDuration = SignedDuration::from_mins(15);
/// The longest life of a presigned URL: seven days, in seconds.
const LONGEST_LIFE: i64 = 604_800;
/// What is left as it is in a canonical request.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const ENCODED_PATH: &AsciiSet = &ENCODED.remove(b'/');

/// Checks what the adapter cannot: the date of a signed request, the whole of a presigned URL.
pub(super) fn verify(
    parts: &mut Parts,
    now: Timestamp,
    secret: impl Fn(&str) -> Option<String>,
) -> S3Result<()> {
    let by_header = parts.headers.get("authorization").map(|value| value.as_bytes().to_vec());
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let by_query = pairs.iter().any(|(name, _)| name == "X-Amz-Signature");
    let of_version_2 =
        pairs.iter().any(|(name, _)| name == "Signature" || name == "AWSAccessKeyId");
    match by_header {
        Some(_) if by_query => Err(s3_error!(InvalidArgument, "Only one auth mechanism allowed.")),
        Some(header) if !header.starts_with(b"AWS4-HMAC-SHA256") => Err(wrong_mechanism()),
        _ if of_version_2 => Err(wrong_mechanism()),
        Some(_) => check_date(&parts.headers, now),
        None if by_query => {
            let signer = Presigned::read(&pairs)?.verify(parts, &pairs, now, secret)?;
            parts.uri = strip(&parts.uri, &query)?;
            parts.extensions.insert(signer);
            Ok(())
        }
        None => Ok(()),
    }
}

fn check_date(headers: &HeaderMap, now: Timestamp) -> S3Result<()> {
    let date = headers.get("x-amz-date").and_then(|value| value.to_str().ok()).and_then(parse_date);
    let date = date.ok_or_else(|| {
        s3_error!(AccessDenied, "AWS authentication requires a valid x-amz-date header")
    })?;
    if now.duration_since(date).abs() > SKEW {
        return Err(s3_error!(
            RequestTimeTooSkewed,
            "The difference between the request time and the current time is too large."
        ));
    }
    Ok(())
}

/// The signature that a URL carries.
struct Presigned<'a> {
    access_key: &'a str,
    /// `<day>/<region>/s3/aws4_request`.
    scope: &'a str,
    date: &'a str,
    at: Timestamp,
    life: SignedDuration,
    signed: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Presigned<'a> {
    fn read(pairs: &'a [(String, String)]) -> S3Result<Self> {
        let field = |name: &str| {
            let found = pairs.iter().find(|(found, _)| found == name);
            found.map(|(_, value)| value.as_str()).ok_or_else(|| malformed(name))
        };
        if field("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" {
            return Err(malformed("X-Amz-Algorithm"));
        }
        let date = field("X-Amz-Date")?;
        let at = parse_date(date).ok_or_else(|| malformed("X-Amz-Date"))?;
        let life: i64 = field("X-Amz-Expires")?.parse().map_err(|_| malformed("X-Amz-Expires"))?;
        if !(1..=LONGEST_LIFE).contains(&life) {
            return Err(malformed("X-Amz-Expires"));
        }
        let (access_key, scope) = field("X-Amz-Credential")?
            .split_once('/')
            .ok_or_else(|| malformed("X-Amz-Credential"))?;
        let of_that_day = scope.split('/').next() == date.split('T').next();
        if !of_that_day || scope.split('/').count() != 4 || !scope.ends_with("/s3/aws4_request") {
            return Err(malformed("X-Amz-Credential"));
        }
        Ok(Self {
            access_key,
            scope,
            date,
            at,
            life: SignedDuration::from_secs(life),
            signed: field("X-Amz-SignedHeaders")?.split(';').collect(),
            signature: field("X-Amz-Signature")?,
        })
    }

    fn verify(
        &self,
        parts: &Parts,
        pairs: &[(String, String)],
        now: Timestamp,
        secret: impl Fn(&str) -> Option<String>,
    ) -> S3Result<Signer> {
        if self.at.duration_since(now) > SKEW {
            return Err(s3_error!(AccessDenied, "Request is not yet valid"));
        }
        if now.duration_since(self.at) > self.life {
            return Err(s3_error!(AccessDenied, "Request has expired"));
        }
        let secret = secret(self.access_key).ok_or_else(unknown_key)?;
        let unsigned = parts.headers.keys().find(|name| {
            (name.as_str() == "host" || name.as_str().starts_with("x-amz-"))
                && !self.signed.contains(&name.as_str())
        });
        if let Some(name) = unsigned {
            return Err(s3_error!(
                AccessDenied,
                "There were headers present in the request which were not signed: {name}"
            ));
        }
        let request = self.canonical_request(parts, pairs)?;
        let hash = hex::encode(digest::digest(&digest::SHA256, request.as_bytes()));
        let text = format!("AWS4-HMAC-SHA256\n{}\n{}\n{hash}", self.date, self.scope);
        let mut key = format!("AWS4{secret}").into_bytes();
        for part in self.scope.split('/') {
            key = sign(&key, part);
        }
        let expected = hex::decode(self.signature).map_err(|_| mismatch())?;
        hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, &key), text.as_bytes(), &expected)
            .map_err(|_| mismatch())?;
        Ok(Signer(self.access_key.to_owned()))
    }

    fn canonical_request(&self, parts: &Parts, pairs: &[(String, String)]) -> S3Result<String> {
        let path = percent_decode_str(parts.uri.path())
            .decode_utf8()
            .map_err(|_| s3_error!(InvalidURI))?;
        let path = utf8_percent_encode(&path, ENCODED_PATH);
        let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let mut query: Vec<_> = pairs
            .iter()
            .filter(|(name, _)| name != "X-Amz-Signature")
            .map(|(name, value)| (encode(name), encode(value)))
            .collect();
        query.sort();
        let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = String::new();
        for name in &self.signed {
            // A signed header that did not come is left out here, and so spoils the signature.
            if parts.headers.contains_key(*name) {
                headers += &format!("{name}:{}\n", canonical_value(&parts.headers, name));
            }
        }
        let payload = match parts.headers.get("x-amz-content-sha256") {
            Some(hash) => String::from_utf8_lossy(hash.as_bytes()).into_owned(),
            None => "UNSIGNED-PAYLOAD".to_owned(),
        };
        let (method, query, signed) = (&parts.method, query.join("&"), self.signed.join(";"));
        Ok(format!("{method}\n{path}\n{query}\n{headers}\n{signed}\n{payload}"))
    }
}

/// The values of a header: each with its runs of spaces made one, all joined by commas.
fn canonical_value(headers: &HeaderMap, name: &str) -> String {
    let values: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect();
    values.join(",")
}

/// The address without what signed it.
fn strip(uri: &Uri, query: &str) -> S3Result<Uri> {
    let left: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("X-Amz-")).collect();
    let target = if left.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), left.join("&"))
    };
    target.parse().map_err(|error| s3_error!(error, InvalidURI))
}

fn sign(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

fn parse_date(text: &str) -> Option<Timestamp> {
    let date = DateTime::strptime("%Y%m%dT%H%M%SZ", text).ok()?;
    date.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

fn malformed(name: &str) -> S3Error {
    s3_error!(
        AuthorizationQueryParametersError,
        "Query-string authentication version 4 needs a valid {name}"
    )
}

fn mismatch() -> S3Error {
    s3_error!(
        SignatureDoesNotMatch,
        "The request signature we calculated does not match the signature you provided."
    )
}

fn wrong_mechanism() -> S3Error {
    s3_error!(
        InvalidRequest,
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
    )
}
