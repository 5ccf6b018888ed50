use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// A text that is not the identifier it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of the form {0}_…")]
pub struct ParseIdError(pub &'static str);

fn parse_prefixed(text: &str, prefix: &'static str, digits: usize) -> Result<String, ParseIdError> {
    let rest = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_'));
    match rest {
        Some(hex)
            if hex.len() == digits
                && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) =>
        {
            Ok(hex.to_owned())
        }
        _ => Err(ParseIdError(prefix)),
    }
}

fn parse_hex(hex: &str, prefix: &'static str) -> Result<Uuid, ParseIdError> {
    Uuid::try_parse(hex).map_err(|_| ParseIdError(prefix))
}

macro_rules! as_text {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    };
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident = $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// What the printed form begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The identifier that this UUID stands for.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID underneath.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.as_simple())
            }
        }
        impl FromStr for $name {
            type Err = ParseIdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse_prefixed(text, $prefix, 32).and_then(|hex| parse_hex(&hex, $prefix)).map(Self)
            }
        }
        as_text!($name);
    };
}

identifier! {
    /// An account (帳號): a student, a teacher or anybody else who signs in.
    AccountId = "acc"
}
identifier! {
    /// A course as one class takes it in one semester (課程).
    CourseId = "crs"
}
identifier! {
    /// A learning outcome (課程學習成果).
    LearningOutcomeId = "lo"
}
identifier! {
    /// A diverse performance (多元表現).
    PerformanceId = "dp"
}
identifier! {
    /// A batch of a central submission (提交中央資料庫).
    BatchId = "sub"
}
identifier! {
    /// A report of a problem, from a user to the school's administrator.
    ProblemReportId = "prb"
}

/// An upload, named by the client before it asks for the space. Printed as a plain UUID.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UploadId(Uuid);

impl UploadId {
    /// The upload that this UUID stands for.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID underneath.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.as_hyphenated(), f)
    }
}

impl FromStr for UploadId {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Uuid::try_parse(text) {
            Ok(uuid) if !uuid.is_nil() => Ok(Self(uuid)),
            _ => Err(ParseIdError("upload")),
        }
    }
}
as_text!(UploadId);

/// A stored file (檔案). It names its owner, so that its key can be computed without a look-up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId {
    /// Whose quota the file counts against.
    pub owner: AccountId,
    /// The upload that brought it.
    pub upload: UploadId,
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fil_{}{}", self.owner.uuid().as_simple(), self.upload.uuid().as_simple())
    }
}

impl FromStr for FileId {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hex = parse_prefixed(text, "fil", 64)?;
        let (owner, upload) = hex.split_at(32);
        Ok(Self {
            owner: AccountId(parse_hex(owner, "fil")?),
            upload: UploadId(parse_hex(upload, "fil")?),
        })
    }
}
as_text!(FileId);

/// A school's code of six digits or capital letters, as the ministry gives it (學校代碼).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchoolCode(String);

impl SchoolCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SchoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SchoolCode {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if text.len() == 6 && plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(ParseIdError("school"))
        }
    }
}
as_text!(SchoolCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_identifier_prints_and_parses_back() {
        let id = AccountId::new(Uuid::from_u128(7));
        assert_eq!(id.to_string(), "acc_00000000000000000000000000000007");
        assert_eq!(id.to_string().parse(), Ok(id));
        let file = FileId { owner: id, upload: UploadId::new(Uuid::from_u128(9)) };
        assert_eq!(file.to_string().parse(), Ok(file));
    }

    #[test]
    fn another_prefix_length_or_alphabet_is_refused() {
        for text in [
            "",
            "acc_",
            "lo_00000000000000000000000000000007",
            "acc_7",
            "acc_0000000000000000000000000000000G",
        ] {
            assert!(text.parse::<AccountId>().is_err(), "{text}");
        }
        for text in ["12345", "1234567", "35330a", "３５３３０１"] {
            assert!(text.parse::<SchoolCode>().is_err(), "{text}");
        }
    }

    /// Whatever is read is printed as it stood, so that no two texts name one thing.
    fn is_itself<T: FromStr + fmt::Display>(text: &str) -> bool {
        text.parse::<T>().map_or(true, |id| id.to_string() == text)
    }

    proptest! {
        #[test]
        fn no_two_texts_are_one_identifier(text in "(acc|crs|lo|dp|sub|prb|fil|x)?_?[0-9a-fA-F-]{0,66}|[0-9A-Za-z]{5,7}|\\PC{0,70}") {
            prop_assert!(is_itself::<AccountId>(&text) && is_itself::<CourseId>(&text));
            prop_assert!(is_itself::<LearningOutcomeId>(&text) && is_itself::<PerformanceId>(&text));
            prop_assert!(is_itself::<BatchId>(&text) && is_itself::<ProblemReportId>(&text));
            prop_assert!(is_itself::<FileId>(&text) && is_itself::<SchoolCode>(&text));
        }

        #[test]
        fn every_identifier_reads_back(owner: u128, upload in 1_u128..) {
            let account = AccountId::new(Uuid::from_u128(owner));
            let upload = UploadId::new(Uuid::from_u128(upload));
            let file = FileId { owner: account, upload };
            prop_assert_eq!(account.to_string().parse(), Ok(account));
            prop_assert_eq!(file.to_string().parse(), Ok(file));
            prop_assert_eq!(upload.to_string().to_uppercase().parse(), Ok(upload));
            prop_assert!(account.to_string().parse::<CourseId>().is_err());
        }
    }
}
