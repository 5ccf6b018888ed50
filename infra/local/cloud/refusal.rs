//! Refusals in each service's own shape, so that the SDK reads them as it reads the real ones.

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Value, json};

use super::service::{Asked, Service};

/// Why a service does not do what was asked.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// The service's own code.
    pub code: &'static str,
    /// What it says.
    pub message: String,
}

impl Refusal {
    /// 400 with a code.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: 400, code, message: message.into() }
    }

    /// As the service writes it. `id` is the request's.
    pub fn spell(&self, service: Service, id: &str) -> Response<Bytes> {
        let Self { status, code, message } = self;
        match service {
            Service::DynamoDb | Service::Sqs | Service::SecretsManager => {
                let body = json!({ "__type": code, "message": message, "Message": message });
                json_answer(*status, &body, id)
            }
            Service::Ses => xml_answer(
                *status,
                format!(
                    "<ErrorResponse xmlns=\"{SES}\"><Error><Type>Sender</Type><Code>{code}</Code>\
                     <Message>{}</Message></Error><RequestId>{id}</RequestId></ErrorResponse>",
                    escape(message)
                ),
            ),
            Service::S3 => xml_answer(
                *status,
                format!(
                    "<Error><Code>{code}</Code><Message>{}</Message>\
                     <RequestId>{id}</RequestId></Error>",
                    escape(message)
                ),
            ),
        }
    }
}

/// The namespace of the post's answers.
pub const SES: &str = "http://ses.amazonaws.com/doc/2010-12-01/";

/// The function's role does not allow it.
pub fn denied(function: &str, service: Service, action: &str) -> Refusal {
    let message = format!("{function} is not authorized to perform: {action}: it is not declared");
    match service {
        Service::S3 | Service::Ses => Refusal { status: 403, code: "AccessDenied", message },
        _ => Refusal::new("AccessDeniedException", message),
    }
}

/// The service is too busy.
pub fn throttled(service: Service) -> Refusal {
    let message = "Rate exceeded".to_owned();
    match service {
        Service::DynamoDb | Service::SecretsManager => Refusal::new("ThrottlingException", message),
        Service::Sqs => Refusal::new("RequestThrottled", message),
        Service::Ses => Refusal::new("Throttling", message),
        Service::S3 => Refusal { status: 503, code: "SlowDown", message },
    }
}

const MET: &str = "TransactionConflict";

/// The request met another transaction; none for a request that cannot.
pub fn transaction_conflict(asked: &Asked, id: &str) -> Option<Response<Bytes>> {
    match (asked.service, asked.operation.as_str()) {
        (Service::DynamoDb, "TransactWriteItems" | "TransactGetItems") => {
            Some(cancelled(&vec![MET; members(asked)], id))
        }
        (Service::DynamoDb, "PutItem" | "UpdateItem" | "DeleteItem") => {
            let message = "Transaction is ongoing for the item";
            Some(Refusal::new("TransactionConflictException", message).spell(asked.service, id))
        }
        _ => None,
    }
}

/// The same where only some members of the transaction are to blame, each for its own reason.
pub fn mixed_conflict(asked: &Asked, id: &str) -> Option<Response<Bytes>> {
    const REASONS: [&str; 3] = [MET, "None", "ThrottlingError"];
    match (asked.service, asked.operation.as_str()) {
        (Service::DynamoDb, "TransactWriteItems") => {
            let reasons: Vec<_> = REASONS.into_iter().cycle().take(members(asked)).collect();
            Some(cancelled(&reasons, id))
        }
        _ => transaction_conflict(asked, id),
    }
}

fn members(asked: &Asked) -> usize {
    asked.json["TransactItems"].as_array().map_or(0, Vec::len)
}

fn cancelled(codes: &[&str], id: &str) -> Response<Bytes> {
    let reasons: Vec<Value> = codes
        .iter()
        .map(|code| match *code {
            "None" => json!({ "Code": code }),
            MET => json!({ "Code": code, "Message": "Transaction is ongoing for the item" }),
            _ => json!({ "Code": code, "Message": "Throughput exceeds the current capacity" }),
        })
        .collect();
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
        codes.join(", ")
    );
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": message,
        "CancellationReasons": reasons,
    });
    json_answer(400, &body, id)
}

/// The write of an object met another one of the same name; none for a request that writes none.
pub fn object_conflict(asked: &Asked, id: &str) -> Option<Response<Bytes>> {
    let writes = asked.service == Service::S3
        && matches!(asked.operation.as_str(), "PUT" | "PUT copy" | "POST uploadId");
    let message = "A conflicting operation is in progress against this object.".to_owned();
    let refusal = Refusal { status: 409, code: "ConditionalRequestConflict", message };
    writes.then(|| refusal.spell(asked.service, id))
}

/// An answer of a service that speaks JSON.
pub fn json_answer(status: u16, body: &Value, id: &str) -> Response<Bytes> {
    text_answer(status, "application/x-amz-json-1.0", body.to_string(), id)
}

/// An answer with a text that is JSON already.
pub fn text_answer(status: u16, kind: &'static str, body: String, id: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = response.headers_mut();
    headers.insert("content-type", http::HeaderValue::from_static(kind));
    if let Ok(id) = http::HeaderValue::from_str(id) {
        headers.insert("x-amzn-requestid", id);
    }
    response
}

/// An answer of a service that speaks XML.
pub fn xml_answer(status: u16, body: String) -> Response<Bytes> {
    text_answer(status, "text/xml", body, "")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
