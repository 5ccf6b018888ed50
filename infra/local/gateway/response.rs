use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use runtime::Problem;
use serde_json::Value;

/// Reads what a function gave back, as API Gateway does.
pub fn read(answer: &Value) -> Result<Response<Bytes>, Problem> {
    let malformed = || Problem::unavailable("the function's answer cannot be read");
    let status = answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status =
        status.and_then(|status| StatusCode::from_u16(status).ok()).ok_or_else(malformed)?;
    let body = answer["body"].as_str().unwrap_or_default();
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
