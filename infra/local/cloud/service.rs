use bytes::Bytes;
use http::{Method, Request};
use serde_json::Value;

/// The services there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// The table.
    DynamoDb,
    /// The buckets.
    S3,
    /// The post.
    Ses,
    /// The queues.
    Sqs,
    /// The keys.
    SecretsManager,
}

/// One request to the cloud, as the fault hook and the refusals see it.
#[derive(Debug, Clone)]
pub struct CallInfo {
    /// The function that calls; none for the operator.
    pub function: Option<&'static str>,
    /// Which service.
    pub service: Service,
    /// Which operation, in the service's own words, for example `TransactWriteItems`; for S3 the
    /// method and what decides between its operations, for example `PUT`.
    pub operation: String,
    /// The actions, in the words of IAM, that it stands for; empty for S3, which decides itself.
    pub actions: Vec<String>,
    /// How many requests came before this one.
    pub number: u64,
}

/// A request that has come in, and what it asks for.
#[derive(Debug)]
pub struct Asked {
    /// Which service.
    pub service: Service,
    /// Which operation.
    pub operation: String,
    /// The parameters of a service that speaks JSON; null for others.
    pub json: Value,
}

impl Asked {
    /// Finds out what a request is for. The services share one address here: the target names those
    /// that speak JSON, a form is for the post, and everything else is S3's.
    pub fn read(request: &Request<Bytes>) -> Self {
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        let target = header("x-amz-target").and_then(|target| target.split_once('.'));
        let json = || serde_json::from_slice(request.body()).unwrap_or_default();
        match target {
            Some(("DynamoDB_20120810", operation)) => {
                Self { service: Service::DynamoDb, operation: operation.to_owned(), json: json() }
            }
            Some(("AmazonSQS", operation)) => {
                Self { service: Service::Sqs, operation: operation.to_owned(), json: json() }
            }
            Some(("secretsmanager", operation)) => {
                let operation = operation.to_owned();
                Self { service: Service::SecretsManager, operation, json: json() }
            }
            _ if is_form(request) => {
                let operation = form_field(request.body(), "Action").unwrap_or_default();
                Self { service: Service::Ses, operation, json: Value::Null }
            }
            _ => Self { service: Service::S3, operation: of_object(request), json: Value::Null },
        }
    }
}

fn is_form(request: &Request<Bytes>) -> bool {
    let kind = request.headers().get("content-type").map(|value| value.as_bytes());
    let form = kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"));
    form && request.method() == Method::POST && request.uri().path() == "/"
}

/// A field of a form.
pub fn form_field(form: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(form).find(|(field, _)| field == name).map(|(_, value)| value.into())
}

fn of_object(request: &Request<Bytes>) -> String {
    const SUBRESOURCES: [&str; 4] = ["uploads", "uploadId", "versions", "legal-hold"];
    let query = request.uri().query().unwrap_or_default();
    let mut names = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
    let subresource = names.find(|name| SUBRESOURCES.contains(&name.as_ref()));
    let copies = request.headers().contains_key("x-amz-copy-source");
    match (subresource, copies) {
        (Some(name), _) => format!("{} {name}", request.method()),
        (None, true) => format!("{} copy", request.method()),
        (None, false) => request.method().to_string(),
    }
}
