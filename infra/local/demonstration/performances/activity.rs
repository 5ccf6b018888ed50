//! What performances are about: one activity is something that many students do, each with a focus
//! of their own.

use super::{clubs, contests, practice, study};

/// An activity with a place for the student's own focus, written `{}` in its texts.
pub(super) struct Activity {
    /// The kind on the wire.
    pub(super) kind: &'static str,
    /// The fields whose texts are known; the others follow from the kind and the semester.
    pub(super) texts: &'static [(&'static str, &'static str)],
    /// 內容簡述: at most 100 characters with the longest focus in it.
    pub(super) description: &'static str,
    pub(super) focuses: [&'static str; 4],
    /// How many days it lasts, least and most.
    pub(super) days: (i32, i32),
    /// How many hours, or periods of group activity, it takes, least and most.
    pub(super) hours: (i32, i32),
    pub(super) evidence: Evidence,
}

/// The files that such a performance usually has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Evidence {
    Nothing,
    Certificate,
    Photograph,
    CertificateWithClip,
    CertificateWithSound,
}

/// All activities of a kind, at least four.
pub(super) fn activities(kind: &str) -> Vec<&'static Activity> {
    all().filter(|activity| activity.kind == kind).collect()
}

/// Every activity of every kind.
pub(super) fn all() -> impl Iterator<Item = &'static Activity> {
    [clubs::ACTIVITIES, contests::ACTIVITIES, practice::ACTIVITIES, study::ACTIVITIES]
        .into_iter()
        .flatten()
}

impl Activity {
    /// The text with the focus in its place.
    pub(super) fn with_focus(&self, text: &str, focus: usize) -> String {
        text.replace("{}", self.focuses[focus % self.focuses.len()])
    }
}
