use runtime::Secret;
use serde_json::json;

use super::{
    Sheet,
    intrinsic::{only_if, reference, sub},
};

/// Adds the places of the keys. What is in them is put there by whoever holds the keys, never by a
/// template.
pub fn add(sheet: &mut Sheet) {
    for secret in Secret::ALL {
        sheet.lasting(
            &logical(secret),
            "AWS::SecretsManager::Secret",
            json!({
                "Name": sub(&format!("${{Prefix}}/{}", secret.name())),
                "Description": purpose(secret),
                "KmsKeyId": only_if("HasKmsKey", reference("KmsKeyArn")),
            }),
        );
    }
}

/// The secret's name as a resource, whose reference is its ARN.
pub fn logical(secret: Secret) -> String {
    let name = secret.name();
    name[..1].to_ascii_uppercase() + &name[1..] + "Secret"
}

fn purpose(secret: Secret) -> &'static str {
    match secret {
        Secret::Tokens => "Signs access tokens and refresh tokens.",
        Secret::Receipts => "Signs receipts of files.",
        Secret::Submissions => "Signs central submissions.",
        Secret::Activation => "Digests initial passwords and sign-in locks.",
        Secret::Identity => "Opens and seals ID numbers and birth dates.",
    }
}
