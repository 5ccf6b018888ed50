//! What whoever deploys decides.

use serde_json::{Value, json};

use super::{Sheet, intrinsic::is_given};
use crate::{API_BURST, API_RATE};

fn text(description: &str, more: &Value) -> Value {
    let mut parameter = json!({ "Type": "String", "Description": description });
    for (key, value) in more.as_object().into_iter().flatten() {
        parameter[key] = value.clone();
    }
    parameter
}

/// Adds the parameters and what hangs on them.
pub fn add(sheet: &mut Sheet) {
    let optional = json!({ "Default": "" });
    let arn = json!({ "AllowedPattern": "^arn:.+$" });
    let optional_arn = json!({ "Default": "", "AllowedPattern": "^(arn:.+)?$" });
    let json_object = json!({ "AllowedPattern": "^\\{.+\\}$" });
    let parameters = [
        (
            "Prefix",
            "What every name begins with.",
            json!({
                "Default": "portfolio",
                "AllowedPattern": "^[a-z][a-z0-9-]{1,18}[a-z0-9]$",
            }),
        ),
        ("ArtefactBucket", "The bucket of the one prebuilt artefact.", json!({ "MinLength": 3 })),
        (
            "ArtefactKey",
            "The artefact's key. It carries the artefact's digest.",
            json!({ "MinLength": 1 }),
        ),
        (
            "PublicDomain",
            "The host name of the web site, for example portfolio.example.test.",
            json!({
                "AllowedPattern": "^[a-z0-9.-]+\\.[a-z]+$",
            }),
        ),
        (
            "CertificateArn",
            "The certificate of that name, in us-east-1. Without one, the content network's own name serves.",
            optional_arn.clone(),
        ),
        (
            "OriginKey",
            "The key by which the content network shows itself to the API: at least 32 characters of chance.",
            json!({
                "NoEcho": true,
                "AllowedPattern": "^[A-Za-z0-9_-]{32,128}$",
            }),
        ),
        (
            "OriginKeyDigests",
            "SHA-256 of that key in hexadecimal digits; two with a comma while it is replaced.",
            json!({
                "AllowedPattern": "^[0-9a-f]{64}(,[0-9a-f]{64})?$",
            }),
        ),
        (
            "TokenKeys",
            "Public keys of access tokens: a JSON object of base64 by key id.",
            json_object.clone(),
        ),
        (
            "ReceiptKeys",
            "Public keys of receipts and submissions, likewise. Never take one out.",
            json_object,
        ),
        (
            "DeliveryUrl",
            "Where packages of central submissions are delivered by HTTPS. Without one, the outbox is the delivery.",
            json!({ "Default": "", "AllowedPattern": "^(https://[^ ]+[^/ ])?$" }),
        ),
        (
            "MailDomain",
            "The domain that mail comes from.",
            json!({ "AllowedPattern": "^[a-z0-9.-]+\\.[a-z]+$" }),
        ),
        (
            "MailFrom",
            "The address that mail comes from, in that domain.",
            json!({ "AllowedPattern": "^[^@ ]+@[a-z0-9.-]+$" }),
        ),
        (
            "ReplicaBucketArn",
            "The bucket in another region that keeps a copy of the vault (replica.yaml).",
            arn,
        ),
        (
            "ReplicaRegion",
            "The region in which that bucket lies.",
            json!({ "AllowedPattern": "^[a-z0-9-]+$" }),
        ),
        (
            "KmsKeyArn",
            "A key of the city's own for all data at rest. Without one, the services' own.",
            optional_arn.clone(),
        ),
        (
            "ReplicaKmsKeyArn",
            "The replica's key, where there is a key of the city's own.",
            optional_arn,
        ),
        ("AlarmEmail", "Who is told of alarms.", optional),
    ];
    for (name, description, more) in parameters {
        sheet.parameter(name, text(description, &more));
    }
    let number = |description: &str, default: u32| json!({ "Type": "Number", "Description": description, "Default": default, "MinValue": 1 });
    sheet.parameter("ApiRate", number("Requests a second that the API takes.", API_RATE));
    sheet.parameter("ApiBurst", number("Requests that the API takes at once.", API_BURST));
    let mut days = number("Days for which logs are kept.", 90);
    days["AllowedValues"] = json!([30, 60, 90, 180, 365]);
    sheet.parameter("LogDays", days);

    sheet.condition("HasCertificate", is_given("CertificateArn"));
    sheet.condition("HasKmsKey", is_given("KmsKeyArn"));
    sheet.condition("HasReplicaKmsKey", is_given("ReplicaKmsKeyArn"));
    sheet.condition("HasAlarmEmail", is_given("AlarmEmail"));
}
