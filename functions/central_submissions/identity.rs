use jiff::civil::Date;
use runtime::{Environment, Failure, SchoolKey};
use serde::{Deserialize, Serialize};
use store::items::{Profile, School};

/// What identifies a person to the central database. It is decrypted for the roster alone and never
/// shown or logged.
#[derive(Clone, Serialize, Deserialize)]
pub struct Identity {
    /// 身分證號
    #[serde(default)]
    pub id_number: Option<String>,
    /// 出生日期
    #[serde(default)]
    pub birth_date: Option<Date>,
}

/// The school's data key, unwrapped.
pub fn school_key(env: &Environment, school: &School) -> Result<SchoolKey, Failure> {
    Ok(env.secrets.identity()?.school_key(school.code.as_str(), &school.wrapped_key)?)
}

/// A person's identity; empty where the school has entered none.
pub fn open(key: &SchoolKey, profile: &Profile) -> Result<Identity, Failure> {
    let Some(sealed) = &profile.sealed_identity else {
        return Ok(Identity { id_number: None, birth_date: None });
    };
    let text = key.open(&profile.account.to_string(), sealed)?;
    serde_json::from_str(&text).map_err(|_| Failure("an identity cannot be read".to_owned()))
}
