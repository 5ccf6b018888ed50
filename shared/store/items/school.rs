use portfolio::SchoolCode;
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A school (學校). `SCH#<code>` / `SCHOOL`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct School {
    /// 學校代碼
    pub code: SchoolCode,
    /// Its name.
    pub name: String,
    /// What its initial user names begin with (學校網域名稱).
    pub domain: String,
    /// The key that its people's ID numbers are encrypted with, itself encrypted with the city's
    /// master key: base64 of nonce and ciphertext.
    pub wrapped_key: String,
}

impl School {
    /// Where it lies.
    pub fn at(code: &SchoolCode) -> Key {
        Key::new(super::school_partition(code), "SCHOOL")
    }

    /// Where the list of all schools lies.
    pub const ALL: &'static str = "SCHOOLS";
}

impl Item for School {
    fn key(&self) -> Key {
        Self::at(&self.code)
    }
}
