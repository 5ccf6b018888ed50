use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use runtime::Problem;
use serde_json::Value;

/// The longest body of an answer, in bytes (Lambda quotas: 6 MB, synchronously).
const MAX_BODY: usize = 6 << 20;

/// Reads what a function gave back, as API Gateway does. What Lambda would not have handed on is a
/// fault of the function.
pub fn read(answer: &Value) -> Result<Response<Bytes>, Problem> {
    let malformed = || Problem::unavailable("the function's answer cannot be read");
    let status = answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status =
        status.and_then(|status| StatusCode::from_u16(status).ok()).ok_or_else(malformed)?;
    let body = answer["body"].as_str().unwrap_or_default();
    if body.len() > MAX_BODY {
        return Err(Problem::unavailable("the function's answer is too large"));
    }
    let body = match answer["isBase64Encoded"].as_bool() {
        Some(true) => Bytes::from(BASE64.decode(body).map_err(|_| malformed())?),
        _ => Bytes::copy_from_slice(body.as_bytes()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let name = HeaderName::try_from(name.as_str()).map_err(|_| malformed())?;
        let value = HeaderValue::from_str(value.as_str().unwrap_or_default());
        headers.insert(name, value.map_err(|_| malformed())?);
    }
    for cookie in answer["cookies"].as_array().into_iter().flatten() {
        let value = HeaderValue::from_str(cookie.as_str().unwrap_or_default());
        headers.append(header::SET_COOKIE, value.map_err(|_| malformed())?);
    }
    Ok(response)
}

/// An answer of the gateway's own.
pub fn of_lambda(response: Response<lambda_http::Body>) -> Response<Bytes> {
    response.map(|body| Bytes::copy_from_slice(&body))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_lambda_does_not_hand_on_is_a_fault_of_the_function() {
        let answer = |bytes| json!({ "statusCode": 200, "body": "x".repeat(bytes) });
        assert_eq!(read(&answer(MAX_BODY)).expect("an answer").body().len(), MAX_BODY);
        assert_eq!(read(&answer(MAX_BODY + 1)).expect_err("too large").status(), 503);
    }
}
